"""Many mutated files through the readers: each becomes a text or is refused in one sentence, within its time.

Golden texts are made into HTML, Word, Markdown and PDF; then bytes are changed, the file is cut, parts of the package are
swapped, left out or changed inside. Prints each input that breaks a rule by its format and seed, then the figures of each
format; the status is 1 where one broke a rule. Run it with the number of inputs (default 20,000) and the first seed:

    python tests/benchmarks/fuzz_files.py 20000
    python tests/benchmarks/fuzz_files.py 1 4711 docx
"""

from __future__ import annotations

import sys
import time
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from uniongraph import sources
from uniongraph.errors import SourceError, UnionGraphError
from uniongraph.sources import container, docx, html, markdown, pdf

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import documents

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS: Final = Path(__file__).resolve().parent.parent
TEXTS: Final = [path.read_text("utf-8")[:3000] for path in sorted((TESTS / "cases").glob("*/source.txt"))]
BOUND: Final = 20.0
"""Processor seconds for one file, some hundred times what the slowest honest one takes."""
SCRAPS: Final = [
    *(
        b"\x00",
        b"\xff\xfe",
        b"<!--",
        b"-->",
        b"]]>",
        b"<![CDATA[",
        b"&#x110000;",
        b"&",
        b"<table>",
        b"<td rowspan=9999>",
    ),
    *(
        b"<ol reversed>",
        b"</p>",
        b'style="display:none"',
        b"<meta charset=utf-16>",
        b"<pre>",
        b"|",
        b"```\n",
        b"[](",
        b"> ",
    ),
    *(
        b"endstream",
        b"endobj",
        b"<<",
        b">>",
        b"/Length 9",
        b"/Kids[1 0 R]",
        b"/Rotate 90",
        b"/Filter/FlateDecode",
        b"BT",
    ),
    *(
        b"<w:tbl>",
        b"<w:p>",
        b"<w:br/>",
        b"<w:vMerge/>",
        b'w:val="999999999"',
        b'w:val="-1"',
        b"<w:fldChar/>",
        b"%1%9",
    ),
    *("工会".encode("gbk"), "𠮷".encode(), b"9" * 30, b"-1", b"<" * 40, b"(" * 40, b"[" * 40),
]
WORDS_OF_XML: Final = [
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:numPr",
    "w:ilvl",
    "w:numId",
    "w:sdt",
    "w:del",
    "w:body",
]


def mutated(data: bytes, random: Random) -> bytes:
    """Return bytes with one to six things done to them."""
    for _ in range(random.randint(1, 6)):
        one, other = sorted((random.randint(0, len(data)), random.randint(0, len(data))))
        match random.randrange(7):
            case 0:  # cut
                data = data[: max(other, 8)] if random.random() < 0.5 else data
            case 1:  # a stretch twice
                data = data[:one] + data[one : one + 200] * random.choice((2, 2, 50)) + data[one:]
            case 2:  # a stretch gone
                data = data[:one] + data[min(other, one + 100) :]
            case 3:  # a stretch elsewhere
                data = data[:one] + data[other : other + 200] + data[one:]
            case 4 | 5:
                data = data[:one] + random.choice(SCRAPS) + data[one:]
            case _:  # bits
                changed = bytearray(data)
                for _ in range(random.randint(1, 8)):
                    if changed:
                        changed[random.randrange(len(changed))] = random.randrange(256)
                data = bytes(changed)
    return data


def mutated_text(text: str, encoding: str, random: Random) -> bytes:
    """Return a text in an encoding, changed mostly between its characters and seldom within them."""
    if random.random() < 0.2:
        return mutated(text.encode(encoding, "replace"), random)
    return mutated(text.encode(), random).decode("utf-8", "ignore").encode(encoding, "replace")


def mutated_xml(data: bytes, random: Random) -> bytes:
    """Return XML that mostly stays well-formed: elements renamed, moved to other places, given other values."""
    text = data.decode("utf-8", "replace")
    for _ in range(random.randint(1, 6)):
        one, other = random.choice(WORDS_OF_XML), random.choice(WORDS_OF_XML)
        match random.randrange(4):
            case 0:
                text = text.replace(f"<{one}>", f"<{other}>").replace(f"</{one}>", f"</{other}>")
            case 1:
                text = text.replace(f"<{one}>", f"<w:sdt><{one}>").replace(f"</{one}>", f"</{one}></w:sdt>")
            case 2:
                text = text.replace(
                    'w:val="1"', f'w:val="{random.choice(("0", "-5", "99999999999", "x", ""))}"'
                )
            case _:
                text = text.replace(
                    "decimal", random.choice(("bullet", "upperRoman", "custom", "nonsense", "none"))
                )
    return text.encode()


def mutated_package(data: bytes, random: Random) -> bytes:
    """Return a package some of whose parts are changed, left out or put in the place of others."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        parts = source.namelist()
        victims = set(random.sample(parts, random.randint(0, 1))) | (
            {"word/document.xml"} if random.random() < 0.6 else set()
        )
        for part in parts:
            content = source.read(part)
            if part in victims:
                match random.randrange(16):
                    case 0:
                        continue
                    case 1:
                        content = source.read(random.choice(parts))
                    case 2 | 3:
                        content = mutated(content, random)
                    case _:
                        content = mutated_xml(content, random)
            target.writestr(part, content)
    return mutated(made.getvalue(), random) if random.random() < 0.2 else made.getvalue()


def read_word(data: bytes) -> str:
    """Read a package as ``sources.read`` does, but for the ODT that needs LibreOffice."""
    if container.kind_of(data, "x") != "docx":
        raise SourceError("is no DOCX any more", source="x")
    return docx.extract(data, "x")


def read_pdf(data: bytes) -> str:
    """Read a PDF in this process, which is a hundred times faster than in one of its own."""
    return pdf._content(data)


def read_page(data: bytes) -> str:
    """Read a page, and ask whether it looks like one."""
    html.looks_like(data, ".txt")
    return html.extract(data, "x")[0]


def read_markdown(data: bytes) -> str:
    """Read Markdown in whatever encoding it is."""
    return markdown.extract(sources.decode(data, "x")[0], "x")


def numbered(text: str, random: Random) -> bytes:
    """Return a text as a Word document whose lines have ordinals of Word's own."""
    levels = [
        (random.choice(("decimal", "chineseCounting", "upperRoman")), f"%{depth}.") for depth in range(1, 4)
    ]
    lines = [line for line in text.splitlines() if line.strip()][:40]
    return documents.numbered_docx([(random.choice((None, 0, 1, 2)), line) for line in lines], levels)


def word(text: str, random: Random) -> bytes:
    """Return a text as a Word document of one kind or the other, changed."""
    made = documents.as_docx(documents.blocks_of(text)) if random.random() < 0.5 else numbered(text, random)
    return mutated_package(made, random)


def page(text: str, random: Random) -> bytes:
    """Return a text as a page in some encoding, changed."""
    made = documents.as_html(
        documents.blocks_of(text), head=random.choice(("", "<meta charset=gb2312>", "<meta charset=utf-8>"))
    )
    if random.random() < 0.5:
        made = made.replace(
            b"<p>", random.choice((b"<ol><li>", b"<div>", b"<pre>", b"<table><td>", b"<ul><li>"))
        )
    return mutated_text(made.decode(), random.choice(("utf-8", "gb18030", "utf-16")), random)


def portable(text: str, random: Random) -> bytes:
    """Return a text as a PDF, its content packed or not, changed."""
    blocks = documents.blocks_of(text[:800])
    return mutated(documents.as_pdf(blocks, packed=random.random() < 0.3), random)


FORMATS: Final[dict[str, tuple[Callable[[str, Random], bytes], Callable[[bytes], str]]]] = {
    "html": (page, read_page),
    "docx": (word, read_word),
    "markdown": (lambda text, random: mutated_text(text, "utf-8", random), read_markdown),
    "pdf": (portable, read_pdf),
}


def run(form: str, count: int, first: int) -> int:
    """Run the inputs of one format, print its figures, and return how many broke a rule."""
    make, read = FORMATS[form]
    faults, spent, slowest = 0, 0.0, (0.0, 0)
    said: Counter[str] = Counter()
    for seed in range(first, first + count):
        random = Random(seed)  # noqa: S311
        data = make(random.choice(TEXTS), random)
        begin = time.process_time()
        wrong = None
        try:
            content = read(data)
            said["read"] += 1
            content.encode()  # a half of a character would be no text
        except UnionGraphError as error:
            said[": ".join(error.message.split(": ")[:2])[:60]] += 1
            wrong = "a sentence of several lines" if "\n" in str(error) else None
        except MemoryError:
            said["memory"] += 1
        except Exception as error:  # whatever it is, it is what is looked for
            wrong = f"raised {error!r}"
        seconds = time.process_time() - begin
        if wrong is None and seconds > BOUND:
            wrong = f"took {seconds:.1f} s for {len(data):,} bytes"
        if wrong is not None:
            faults += 1
            print(f"{form} seed {seed}: {wrong}"[:300], flush=True)
        spent, slowest = spent + seconds, max(slowest, (seconds, seed))
    print(
        f"{form}: {count:,} inputs, {said.pop('read', 0):,} read, {faults} faults, {spent:.0f} s; slowest {slowest[0]:.2f} s (seed {slowest[1]})"
    )
    for sentence, times in said.most_common(8):
        print(f"    {times:6,} {sentence}")
    return faults


def main(count: int, first: int, forms: list[str]) -> int:
    """Run a share of the inputs through each format, and return the exit status."""
    return int(sum(run(form, count // len(forms) or 1, first) for form in forms) > 0)


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:3]]
    count, first = numbers + [20_000, 0][len(numbers) :]
    sys.exit(main(count, first, sys.argv[3:] or list(FORMATS)))
