"""How many drawn decisions are read back as they were drawn: of all, and of those with each form.

    python tests/benchmarks/read_back.py [N] [first seed]

Prints the rate of drawing and printing, the share that reads back, the forms whose share is lowest, and the first seeds
that do not. ``tests/benchmarks/read_back.py 1 SEED`` prints that document and both outlines.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from uniongraph import parser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generated import Drawn, draw, expected, reading, render
from hostile import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN, _FEWEST = 12, 20


def forms(drawn: Drawn) -> Iterator[str]:
    """Yield the forms of a decision, each as ``field=value``."""
    yield f"content={type(drawn.content).__name__}"
    values = [drawn.frame, *(annex.form for annex in getattr(drawn.content, "annexes", ()))]
    for value in values:
        for field in fields(value):
            yield f"{field.name}={getattr(value, field.name)!r}"


def differences(drawn: Drawn) -> list[str]:
    """Return what of a decision is not read back: one line for each part."""
    wanted, got = expected(drawn), reading(parser.parse(text_of(render(drawn))))
    pairs = ((field.name, getattr(wanted, field.name), getattr(got, field.name)) for field in fields(wanted))
    return [f"{name}\n  drawn {one}\n  read  {other}" for name, one, other in pairs if one != other]


def main(count: int, first: int) -> int:
    """Print the figures, and return the exit status: 1 where one is not read back."""
    begin = time.perf_counter()
    drawn = {seed: draw(seed) for seed in range(first, first + count)}
    texts = [render(each) for each in drawn.values()]
    print(f"drawn and printed: {count / (time.perf_counter() - begin):,.0f} a second")
    differing = {seed: found for seed, each in drawn.items() if (found := differences(each))}
    wrong = list(differing)
    print(f"read back: {count - len(wrong):,} of {count:,}; not: {wrong[:20]}")
    parts = Counter(found.split()[0] for each in differing.values() for found in each)
    print("differs in: " + ", ".join(f"{name} {number}" for name, number in parts.most_common()))
    of = Counter(form for each in drawn.values() for form in set(forms(each)))
    failed = Counter(form for seed in wrong for form in set(forms(drawn[seed])))
    common = [form for form in failed if of[form] >= _FEWEST]
    for form in sorted(common, key=lambda each: failed[each] / of[each], reverse=True)[:_SHOWN]:
        print(f"  {form}: {of[form] - failed[form]} of {of[form]}")
    if count == 1:
        print(texts[0], *differences(drawn[first]), sep="\n")
    return int(bool(wrong))


if __name__ == "__main__":
    count, first = (*sys.argv[1:], *("1000", "0")[len(sys.argv) - 1 :])
    sys.exit(main(int(count), int(first)))
