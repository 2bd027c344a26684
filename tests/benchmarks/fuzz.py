"""Many mutated documents through the parser: nothing may raise, every span must quote its text, time must stay in bounds.

Prints each input that breaks a rule by its seed, then the figures of the run and the slowest input; the status is 1 where
one broke a rule. Run it with the number of inputs (default 100,000) and the first seed:

    python tests/benchmarks/fuzz.py 100000
    python tests/benchmarks/fuzz.py 1 4711
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random
from typing import Final

from uniongraph import parser
from uniongraph.model import Decision

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hostile import UNITS, text_of
from test_parser_robustness import WORDS, bare, readings

TESTS: Final = Path(__file__).resolve().parent.parent
SOURCES: Final = [path.read_text("utf-8") for path in sorted((TESTS / "cases").glob("*/source.txt"))]
PIECES: Final = [
    *(unit.format(n=7) if "{n}" in unit else unit for unit in UNITS.values()),
    *WORDS,
    *(
        "\u202e",
        "\u2066",
        "\u200f",
        "\u200b",
        "\ufeff",
        "\x00",
        "\ue000",
        "\uf8ff",
        "\U000f0000",
        "\U0001f3c6",
    ),
    *("（" * 50, "）" * 50, "“‘" * 30, "《" * 40, "\r", "\x0b", "\x0c", "\u2028", "\x85", "\ud7ff", "𠮷"),
]
MOST: Final = 1_500
"""Characters of an input: short, so that many run; growth with length is for ``parser_growth.py``."""
BOUND: Final = 50e-6
"""Processor seconds for each character, over 2,000 characters or more in all: far above any reading, far below a hang."""
FLOOR: Final = 2_000


def made(seed: int) -> str:
    """Return the text of a seed: a stretch of a golden document, mutated one to eight times."""
    random = Random(seed)  # noqa: S311
    source = random.choice(SOURCES)
    begin = 0 if random.random() < 0.7 else random.randrange(len(source))
    text = source[begin : begin + random.randint(1, MOST)]
    for _ in range(random.randint(1, 8)):
        text = mutated(text, random)[: 2 * MOST]
    return text


def mutated(text: str, random: Random) -> str:
    """Return a text with one thing done to it: spliced, cut, repeated, shuffled, one character changed, or a piece put in."""
    one, other = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
    middle = ""
    match random.randrange(9):
        case 0:
            donor = random.choice(SOURCES)
            cut = random.randrange(len(donor))
            middle = donor[cut : cut + random.randint(1, 400)]
        case 1:  # truncated
            one, other = other, len(text)
        case 2:  # repeated
            middle = text[one : one + 60] * random.randint(2, 12)
            other = one
        case 3:  # a few characters gone
            other = min(other, one + 40)
        case 4:  # no line ends
            return text.replace("\n", random.choice(("", " ", "\u3000", "\r")))
        case 5:  # lines in another order
            lines = text.split("\n")
            random.shuffle(lines)
            return "\n".join(lines)
        case 6:
            middle = chr(random.choice((random.randrange(0xD800), 0xE000 + random.randrange(0x1000))))
            other = one + 1
        case _:
            middle = random.choice(PIECES) * random.choice((1, 1, 1, 2, 20))
            other = one
    return text[:one] + middle + text[other:]


def fault(decision: Decision) -> str | None:
    """Return what is wrong with a reading: a span outside the text, or a value that its spans do not quote."""
    text = decision.text
    for finding in decision.findings:
        if not 0 <= finding.span.begin <= finding.span.end <= len(text.content):
            return f"finding {finding.code} outside the text"
    for reading in readings(decision):
        if not all(0 <= span.begin < span.end <= len(text.content) for span in reading.spans):
            return f"{reading.value!r} outside the text"
        printed = "".join(text.quote(span) for span in reading.spans)
        if isinstance(reading.value, str) and bare(reading.value) != bare(printed):
            return f"{reading.value!r} is not {printed!r}"
    return None


def main(count: int, first: int) -> int:
    """Run the inputs, print the figures, and return the exit status."""
    slowest, spent, characters, read, faults = (0.0, 0, 0), 0.0, 0, 0, 0
    for seed in range(first, first + count):
        text = text_of(made(seed))
        begin = time.process_time()
        try:
            decision = parser.parse(text)
            wrong = fault(decision)
        except Exception as error:  # whatever it is, it is what is looked for
            wrong = f"raised {error!r}"
        else:
            read += decision.has_effect
        seconds = time.process_time() - begin
        if wrong is None and seconds > BOUND * max(len(text.content), FLOOR):
            wrong = f"took {seconds:.2f} s for {len(text.content)} characters"
        if wrong is not None:
            faults += 1
            print(f"seed {seed}: {wrong}"[:300], flush=True)
        slowest = max(slowest, (seconds, len(text.content), seed))
        spent, characters = spent + seconds, characters + len(text.content)
    print(
        f"{count:,} inputs, {characters:,} characters, {read:,} read, {count - read:,} refused, {faults} faults"
    )
    print(f"{spent:.0f} s, {spent / max(characters, 1) * 1e6:.1f} µs a character (bound {BOUND * 1e6:.0f})")
    print(f"slowest: seed {slowest[2]}, {slowest[0] * 1e3:.0f} ms for {slowest[1]:,} characters")
    return int(faults > 0)


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:3]]
    sys.exit(main(*(numbers + [100_000, 0][len(numbers) :])))
