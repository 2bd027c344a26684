"""PDF with a text layer: printed lines, columns kept apart, ruled tables as rows.

pdfplumber (MIT) finds ruled tables and gives each character its place, in Python alone; pypdfium2 is many times faster
and knows no tables; PyMuPDF finds both and is under the AGPL, which would bind whoever serves this. A PDF is a program
that unpacks itself, so it is read in a process of its own with bounded time and memory.
"""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from collections import Counter
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from uniongraph.errors import SourceError
from uniongraph.sources import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["MAX_PAGES", "MEMORY", "TIME", "answer", "extract"]

MAX_PAGES: Final = 500
MEMORY: Final = 2 * 1024**3
"""Bytes of address space that reading one file may take."""
TIME: Final = 120
"""Seconds that one file may take."""
_WIDE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003134f“”‘’—…·]")
_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
_LOST: Final = "\ufffd"
_FEW: Final = 12
"""Characters that a program may put on a scan: a page number, its own name. A date and a signature are more."""
_MANY_SHAPES: Final = 100
_NAMED: Final = 10
_ASKEW: Final = 8
"""Degrees from which a line is no line of the text but a watermark."""
_COLUMN_GAP: Final = 1.6
"""Ems between two columns; a justified line stretches its spaces less."""
_WORD_GAP: Final = 0.2
_WIDE_GAP: Final = 0.8
"""Ems from which a gap is a space: between Latin letters, and beside a Chinese character."""
_FARTHEST: Final = 6.5
"""Ems that a paragraph or an entry is indented at most."""
_PLACE, _MANY = 5, 3
"""Points within which lines begin at one place, and how many must begin there at least, to tell of a margin."""
_BLANK_LINE: Final = 1.7
"""Times the usual distance of two lines, from which a line between them was left blank."""


def extract(data: bytes, name: str) -> str:
    """Return the text layer of a PDF, read in a process that cannot take more than TIME and MEMORY."""
    paths = os.pathsep.join(path for path in sys.path if path)
    code = f"from uniongraph.sources.pdf import answer; answer({MEMORY})"
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter, no shell)
            [sys.executable, "-P", "-c", code],
            input=data,
            capture_output=True,
            timeout=TIME,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired:
        raise SourceError(f"is a PDF that takes longer than {TIME} seconds to read", source=name) from None
    if done.returncode:  # whatever the libraries below cannot bear ends their own process alone
        said_last = f"the process that read it ended with status {done.returncode}"
        raise SourceError(f"is a damaged PDF: {said_last}", source=name)
    said: dict[str, str] = json.loads(done.stdout)
    if "refused" in said:
        raise SourceError(said["refused"], source=name)
    return said["content"]


def answer(memory: int) -> None:
    """Read a PDF from standard input and write its text, or why it is refused, as JSON: what the process of its own does."""
    try:
        import resource  # noqa: PLC0415 (not on Windows; there only the time is bounded)

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except ImportError:
        pass
    data = sys.stdin.buffer.read()
    try:
        said = {"content": _content(data)}
    except MemoryError:
        size = f"{len(data):,} bytes as it is"
        said = {"refused": f"is a PDF that unpacks to more than {memory >> 20:,} MiB ({size})"}
    except SourceError as error:
        said = {"refused": error.message}
    sys.stdout.write(json.dumps(said))


def _content(data: bytes) -> str:
    import logging  # noqa: PLC0415

    import pdfplumber  # noqa: PLC0415 (slow to load, and only in the process of its own)
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            _check_number(len(document.pages))
            pages = [_page(page) for page in document.pages]
            margin = _margin([block.line for page in pages for block in page or () if block.line])
            lines = [line for page in pages for line in _with_blank_lines(page or (), margin)]
    except SourceError:
        raise
    except Exception as error:  # pdfminer lets whatever is wrong with a file surface as it comes
        causes = [error, *error.args, error.__cause__, error.__context__]
        if any(isinstance(each, MemoryError) for each in causes):
            raise MemoryError from error
        if any(isinstance(each, PDFPasswordIncorrect | PDFEncryptionError) for each in causes):
            raise SourceError("is a PDF locked with a password; save it without one first") from error
        raise SourceError(f"is a damaged PDF: {type(error).__name__}: {str(error)[:120]}") from error
    content = layout.content_of(lines)
    _check(content, [number for number, page in enumerate(pages, start=1) if page is None])
    return content


def _check_number(pages: int) -> None:
    if not pages:
        raise SourceError("is a damaged PDF: it has no pages")
    if pages > MAX_PAGES:
        raise SourceError(f"holds {pages:,} pages, more than {MAX_PAGES}; that is no single decision")


def _check(content: str, scanned: Sequence[int]) -> None:
    visible = sum(not character.isspace() for character in content)
    if not visible:
        raise SourceError(
            "is a PDF without a text layer (a scan): its characters must be recognised (OCR) first"
        )
    if scanned:
        which = ", ".join(map(str, scanned[:_NAMED])) + (" …" if len(scanned) > _NAMED else "")
        raise SourceError(
            f"is a PDF in which pages are scans without a text layer (page {which}):"
            " their characters must be recognised (OCR) first"
        )
    if content.count(_LOST) * 2 > visible:
        raise SourceError("is a PDF whose fonts do not say which characters they show; OCR it first")


class _Block(NamedTuple):
    """What stands between two heights of a page: the characters of a line, or the rows of a ruled table."""

    top: float
    bottom: float
    line: Sequence[Any]
    rows: Sequence[str] = ()


def _page(page: Any) -> list[_Block] | None:  # noqa: ANN401 (pdfplumber has few types)
    """Return the lines of a page from top to bottom, a ruled table where it stands; None where it is a picture of text."""
    if _is_scanned(page):
        return None
    page = _turned(page)
    tables = [table for table in page.find_tables() if max(len(row.cells) for row in table.rows) > 1]
    chars = [char for char in page.chars if _quarter(char) == 0]
    blocks = [
        _Block(table.bbox[1], table.bbox[3], (), layout.table_lines(_rows(table, chars))) for table in tables
    ]
    boxes = [table.bbox for table in tables]
    free = [char for char in chars if not any(_is_in(char, box) for box in boxes)]
    blocks += (_Block(min(map(_top, line)), max(map(_bottom, line)), line) for line in _lines(free))
    return sorted(blocks, key=lambda each: each.top)


def _is_scanned(page: Any) -> bool:  # noqa: ANN401
    """Say whether a page shows a picture, or shapes drawn one by one, where its words should be."""
    visible = sum(not char["text"].isspace() for char in page.chars)
    if visible >= _FEW:
        return False
    area = float(page.width * page.height)
    covered = any(image["width"] * image["height"] > area / 2 for image in page.images)
    return covered or (not visible and len(page.curves) > _MANY_SHAPES)


def _turned(page: Any) -> Any:  # noqa: ANN401
    """Return a page as a reader holds it: turned until most of its characters are upright."""
    quarters = Counter(map(_quarter, page.chars))
    if not quarters or quarters[0] * 2 >= quarters.total():
        return page
    page.page_obj.rotate = (page.page_obj.rotate + 90 * (quarters.most_common(1)[0][0] or 0)) % 360
    return type(page)(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _quarter(char: Any) -> int | None:  # noqa: ANN401
    """Return by how many quarters of a circle a character stands turned to the left; None where it stands askew."""
    right, up = char["matrix"][:2]
    degrees = math.degrees(math.atan2(up, right)) % 360
    quarter = round(degrees / 90)
    return quarter % 4 if abs(degrees - 90 * quarter) < _ASKEW else None


def _with_blank_lines(blocks: Sequence[_Block], margin: float | None) -> list[str]:
    steps = [below.top - above.top for above, below in pairwise(blocks)]
    usual = median(sorted(steps)[: max(1, len(steps) * 3 // 4)]) if steps else 0
    lines: list[str] = []
    last: float | None = None
    for block in blocks:
        if last is not None and usual and block.top - last > usual * _BLANK_LINE:
            lines.append("")
        rows = [_indent(block.line, margin) + _joined(block.line)] if block.line else block.rows
        lines += rows
        last = block.top if len(rows) == 1 else max(block.top, block.bottom - usual)
    return lines


def _margin(lines: Sequence[Sequence[Any]]) -> float | None:
    """Return where the lines of a text begin that goes on: the first place from the left where many do.

    A page's number or its running head may stand further to the left. None where lines begin everywhere.
    """
    begins = [float(_first(line)["x0"]) for line in lines]
    places = Counter(round(begin / _PLACE) for begin in begins)
    many = [place for place, count in places.items() if count >= max(_MANY, len(lines) / 10)]
    if not many:
        return None
    return min(begin for begin in begins if round(begin / _PLACE) == min(many))


def _rows(table: Any, chars: Sequence[Any]) -> list[list[list[str]]]:  # noqa: ANN401
    """Return the cells of each row; where a cell over several columns stands, the columns it covers are passed over."""
    rows = []
    for row in table.rows:
        top, bottom = row.bbox[1], row.bbox[3]
        inside = [char for char in chars if top <= _middle(char) < bottom or _is_in(char, row.bbox)]
        right = row.bbox[0]
        cells: list[list[str]] = []
        for number, cell in enumerate(row.cells):
            if cell is not None:
                cells.append(_wrapped([char for char in inside if _is_in(char, cell)], cell[2]))
                right = cell[2]
            elif (column := _column(table, number)) is None or column >= right - 1:
                cells.append([])
        rows.append(cells)
    return rows


def _column(table: Any, number: int) -> float | None:  # noqa: ANN401
    """Return where a column of a table begins, from the first of its cells."""
    for row in table.rows:
        if row.cells[number] is not None:
            return float(row.cells[number][0])
    return None


def _wrapped(chars: Sequence[Any], right: float) -> list[str]:
    """Return the lines of a cell; one that is full to the right edge goes on in the next."""
    lines: list[str] = []
    full = False
    for line in _lines(chars):
        words = _joined(line)
        if full:
            lines[-1] += words
        else:
            lines.append(words)
        full = right - line[-1]["x1"] < line[-1]["size"] * 1.5
    return lines


def _lines(chars: Iterable[Any]) -> list[list[Any]]:
    """Return the characters that stand at one height, line by line from the top, each from left to right."""
    lines: list[list[Any]] = []
    for char in sorted(chars, key=lambda each: (_middle(each), each["x0"])):
        if lines and _middle(char) - _middle(lines[-1][0]) < max(char["size"], 1) * 0.45:
            lines[-1].append(char)
        else:
            lines.append([char])
    for line in lines:
        line.sort(key=lambda each: each["x0"])
    return [line for line in lines if any(char["text"].strip() for char in line)]


def _first(line: Sequence[Any]) -> Any:  # noqa: ANN401
    """Return the first character of a line that shows."""
    return next(char for char in line if char["text"].strip())


def _indent(line: Sequence[Any], margin: float | None) -> str:
    """Return the spaces that stand before a line: they say where a paragraph begins, or an entry of a list.

    What begins further to the right stands in the middle or in another column, which says nothing of the kind.
    """
    first = _first(line)
    ems = (first["x0"] - margin) / max(first["size"], 1) if margin is not None else 0
    return "\N{IDEOGRAPHIC SPACE}" * round(ems) if _WIDE_GAP < ems < _FARTHEST else ""


def _joined(line: Sequence[Any]) -> str:
    """Return the characters of a line; where nothing is printed between two, as many spaces as the gap means."""
    words: list[str] = []
    before: Any = None
    blanks = ""
    for char in line:
        text = _UNMAPPED.sub(_LOST, char["text"])
        if not text.strip():
            blanks += text
            continue
        if before is not None:
            if _is_twice(before, char):
                continue
            words.append(_gap(before, char, blanks))
        words.append(text)
        before, blanks = char, ""
    return "".join(words)


def _is_twice(before: Any, char: Any) -> bool:  # noqa: ANN401
    """Say whether a character is printed over itself, as some programs print bold."""
    return bool(before["text"] == char["text"] and char["x0"] - before["x0"] < char["size"] * 0.2)


def _gap(before: Any, char: Any, blanks: str) -> str:  # noqa: ANN401
    ems = (char["x0"] - before["x1"]) / max(char["size"], 1)
    if ems > _COLUMN_GAP and len(blanks) < 2:
        return " " * max(2, min(int(ems), 20))
    if blanks:
        return blanks
    wide = _WIDE.search(before["text"]) or _WIDE.search(char["text"])
    return " " if ems > (_WIDE_GAP if wide else _WORD_GAP) else ""


def _top(char: Any) -> float:  # noqa: ANN401
    return float(char["top"])


def _bottom(char: Any) -> float:  # noqa: ANN401
    return float(char["bottom"])


def _middle(char: Any) -> float:  # noqa: ANN401
    return (float(char["top"]) + float(char["bottom"])) / 2


def _is_in(char: Any, box: tuple[float, float, float, float]) -> bool:  # noqa: ANN401
    left, top, right, bottom = box
    return left <= (char["x0"] + char["x1"]) / 2 < right and top <= _middle(char) < bottom
