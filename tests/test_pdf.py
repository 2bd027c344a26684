"""PDF: lines and columns of pages held any way, pages that are pictures, files that are locked, broken or bombs."""

from __future__ import annotations

import os
import signal
import time
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Table

import documents
from uniongraph import parser, sources
from uniongraph.errors import SourceError
from uniongraph.sources import pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def lines_of(data: bytes) -> list[str]:
    return [line for line in pdf.extract(data, "a.pdf").split("\n") if line]


# ---------------------------------------------------------------------------------------------- how a page is held


def names(page: Any, *, left: float = -200) -> None:  # noqa: ANN401
    """Draw two lines, the second in two columns, around the middle of the page."""
    page.drawString(left, 100, "第一行")
    page.drawString(left, 80, "左列")
    page.drawString(left + 200, 80, "右列")


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("printed", [0, 90, 180, 270])
def test_a_page_is_read_as_one_holds_it(turned: int, printed: int) -> None:
    """However the words are turned on the page and the page on the screen."""

    def draw(page: Any) -> None:  # noqa: ANN401
        page.setPageRotation(turned)
        page.translate(297, 421)
        page.rotate(printed)
        names(page)

    first, second = lines_of(documents.drawn_pdf(draw))
    assert (first, second.split()) == ("第一行", ["左列", "右列"])


def test_a_table_on_its_side_is_read() -> None:
    """Its rules turn with its words."""

    def draw(page: Any) -> None:  # noqa: ANN401
        page.translate(297, 421)
        page.rotate(90)
        rows = [["序号", "单位"], ["1", "江北区总工会"]]
        table = Table(
            rows,
            style=[("FONT", (0, 0), (-1, -1), "STSong-Light", 10), ("GRID", (0, 0), (-1, -1), 1, "black")],
        )
        table.wrapOn(page, 400, 400)
        table.drawOn(page, -100, 0)

    assert lines_of(documents.drawn_pdf(draw)) == ["序号\t单位", "1\t江北区总工会"]


def test_a_watermark_is_no_line() -> None:
    """What stands askew between the lines is left out."""

    def draw(page: Any) -> None:  # noqa: ANN401
        page.drawString(50, 700, "第一行")
        page.translate(300, 400)
        page.rotate(45)
        page.drawString(0, 0, "内部资料")

    assert lines_of(documents.drawn_pdf(draw)) == ["第一行"]


def test_columns_of_names_keep_their_distance() -> None:
    """Three columns without rules are three names a line, two spaces or more between them."""

    def draw(page: Any) -> None:  # noqa: ANN401
        for line, row in enumerate((("张三", "李四光", "王五"), ("赵六", "钱七", "孙八一"))):
            for column, name in enumerate(row):
                page.drawString(50 + 150 * column, 700 - 20 * line, name)

    found = lines_of(documents.drawn_pdf(draw))
    assert [line.split("  ")[0] for line in found] == ["张三", "赵六"]
    assert [line.split() for line in found] == [["张三", "李四光", "王五"], ["赵六", "钱七", "孙八一"]]


def test_page_numbers_and_running_heads_stay_in_the_text() -> None:
    """What repeats on every page is told apart by the parser, which sees the whole."""

    def draw(page: Any) -> None:  # noqa: ANN401
        for number in (1, 2):
            page.setFont("STSong-Light", 10)
            page.drawString(50, 810, "临江市总工会文件")
            page.drawString(50, 700, f"第{number}行")
            page.drawString(290, 30, f"— {number} —")
            page.showPage()

    head = "临江市总工会文件"
    found = [line.strip() for line in lines_of(documents.drawn_pdf(draw))]
    assert found == [head, "第1行", "— 1 —", head, "第2行", "— 2 —"]


BEGINS = (
    (70, "为表彰先进，鼓舞士气，经市总工会研究，"),
    (50, "决定授予下列单位先进集体称号。希望受"),
    (50, "表彰的单位再接再厉。"),
    (70, "附件：先进集体名单"),
    (50, "附件"),
    (70, "东港纺织厂工会"),
    (450, "临江市总工会"),
)
AS_TYPED = [f"{'　' * ((x - 50) // 10) if x < 400 else ''}{words}" for x, words in BEGINS]


@pytest.mark.parametrize(
    "beside",
    [
        (),
        ((20, 820, "临江市总工会文件"),),
        ((30, 20, "— 2 —"),),
        ((-300, 400, "."), (25, 10, "2024/3/1 08:15")),
    ],
    ids=["nothing", "a running head", "a page number", "what a browser prints"],
)
def test_where_a_line_begins_is_kept_as_spaces(beside: Sequence[tuple[int, int, str]]) -> None:
    """As an office types it: two before a paragraph and an entry, whatever stands further to the left; none where a line goes on."""

    def draw(page: Any) -> None:  # noqa: ANN401
        page.setFont("STSong-Light", 10)
        for number, (x, words) in enumerate(BEGINS):
            page.drawString(x, 700 - 15 * number, words)
        for x, y, words in beside:
            page.drawString(x, y, words)

    others = {words for _, _, words in beside}
    assert [line for line in lines_of(documents.drawn_pdf(draw)) if line not in others] == AS_TYPED


def test_a_page_of_entries_is_indented_as_the_others_are() -> None:
    """The margin is that of the document, not of a page."""

    def draw(page: Any) -> None:  # noqa: ANN401
        for words in (["甲县总工会", "乙县总工会"], ["丙县总工会"]):
            page.setFont("STSong-Light", 10)
            for number, name in enumerate(words):
                page.drawString(70, 700 - 15 * number, name)
            page.showPage()
        page.setFont("STSong-Light", 10)
        for number in range(3):
            page.drawString(50, 700 - 15 * number, "希望再接再厉。")

    assert lines_of(documents.drawn_pdf(draw))[:3] == ["　　甲县总工会", "　　乙县总工会", "　　丙县总工会"]


# ---------------------------------------------------------------------------------------------- pages that are pictures


def scan(page: Any, words: str = "") -> None:  # noqa: ANN401
    """Draw a page that is a picture, with what a program wrote over it."""
    page.drawImage(ImageReader(Image.new("L", (60, 84), 200)), 0, 0, 595, 842)
    page.setFont("STSong-Light", 10)
    page.drawString(290, 30, words)


def pages(*draws: Callable[[Any], None]) -> bytes:
    """Return a PDF with a page for each of these."""

    def draw(page: Any) -> None:  # noqa: ANN401
        for each in draws:
            page.setFont("STSong-Light", 10)
            each(page)
            page.showPage()

    return documents.drawn_pdf(draw)


def words(page: Any) -> None:  # noqa: ANN401
    page.drawString(50, 700, "临江市总工会关于表彰先进的决定")


def outlines(page: Any) -> None:  # noqa: ANN401
    """Draw words as a printer's program does that turns letters into shapes."""
    for step in range(200):
        page.bezier(step, 0, step + 1, 5, step + 2, 5, step + 3, 0)


# the pages of a file, and those that are named
MIXED: dict[str, tuple[list[Callable[[Any], None]], str]] = {
    "one scan": ([words, scan, words], "page 2"),
    "scans with page numbers": ([words, lambda page: scan(page, "— 2 —"), lambda page: scan(page, "— 3 —")], "page 2, 3"),
    "letters that are shapes": ([words, outlines], "page 2"),
    "many": ([words] + [scan] * 12, "page 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …"),
}  # fmt: skip


@pytest.mark.parametrize("case", MIXED)
def test_pages_that_are_pictures_are_named(case: str) -> None:
    """A list of which a page is missing would look whole."""
    draws, named = MIXED[case]
    with pytest.raises(SourceError, match=rf"scans without a text layer \({named}\)"):
        pdf.extract(pages(*draws), "a.pdf")


def test_pictures_beside_words_and_blank_pages_are_no_scans() -> None:
    """A page with a background, one with a seal and an empty one are read."""

    def seal(page: Any) -> None:  # noqa: ANN401
        page.drawImage(ImageReader(Image.new("L", (60, 60), 200)), 300, 300, 120, 120)

    def background(page: Any) -> None:  # noqa: ANN401
        scan(page)
        words(page)

    assert len(lines_of(pages(words, seal, lambda page: None, background))) == 2  # noqa: ARG005


# ---------------------------------------------------------------------------------------------- fonts and passwords


def test_a_password_that_only_forbids_printing_forbids_no_reading() -> None:
    """Who may open a file without a password may read it."""

    def draw(page: Any) -> None:  # noqa: ANN401
        page.setFont("Helvetica", 10)
        page.drawString(50, 700, "No. 12")

    locked = StandardEncryption("", ownerPassword="x", strength=128, canPrint=0)
    assert lines_of(documents.drawn_pdf(draw, encrypt=locked)) == ["No. 12"]


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


def one_page(content: bytes, *others: bytes) -> bytes:
    """Return a PDF with one page; its content and font are the objects 4 and 5."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    return documents.pdf_of(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, *others]
    )


LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
NAMELESS = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]%s>>",
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>",
)
SHOWN = stream(b"BT /F 12 Tf 50 700 Td <00010002000300010002000300040001> Tj ET")
MAP = (
    b"begincmap\n1 begincodespacerange <0000><ffff> endcodespacerange\n"
    b"3 beginbfchar <0001><5de5> <0002><4f1a> <0003><660e> endbfchar\nendcmap"
)


def test_a_font_that_does_not_say_its_characters_is_refused() -> None:
    """Numbers of glyphs are no text."""
    data = one_page(SHOWN, NAMELESS[0] % b"", NAMELESS[1])
    with pytest.raises(SourceError, match="fonts do not say which characters they show"):
        pdf.extract(data, "a.pdf")


def test_one_character_that_a_font_does_not_say_is_marked(tmp_path: Path) -> None:
    """It stands as U+FFFD, and the reading says that a character is doubtful."""
    data = one_page(SHOWN, NAMELESS[0] % b"/ToUnicode 7 0 R", NAMELESS[1], stream(MAP))
    assert lines_of(data) == ["工会明工会明\ufffd工"]
    path = tmp_path / "a.txt"
    path.write_text(
        "临江市总工会关于表彰2020年度先进集体的决定\n\n现予以表彰。\n\n附件\n\n先进集体名单\n\n1. 李\ufffd明\n江北区总工会\n"
    )
    assert "suspect-characters" in {each.code for each in parser.parse(sources.read(path)).findings}


# ---------------------------------------------------------------------------------------------- bombs

PACKED = b"/Filter/FlateDecode"
TWICE = b"/Filter[/FlateDecode/FlateDecode]"


def packed(size: int) -> bytes:
    """Return so many MiB of spaces, packed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(size)) + packer.flush()


def leaves(count: int) -> bytes:
    """Return a PDF with so many empty pages."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return documents.pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
            *[page] * count,
        ]
    )


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a stream": (lambda: one_page(stream(packed(1000), PACKED), LATIN), r"unpacks to more than 700 MiB \([0-9,]+ bytes as it is\)"),
    "packed twice": (
        lambda: one_page(stream(zlib.compress(packed(1000)), TWICE), LATIN), r"unpacks to more than 700 MiB \([0-9,]+ bytes as it is\)",
    ),
    "pages": (lambda: leaves(3000), "holds 3,000 pages, more than 500; that is no single decision"),
    "no pages": (lambda: leaves(0), "is a damaged PDF: it has no pages"),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows bounds no memory")
@pytest.mark.parametrize("case", BOMBS)
def test_a_bomb_is_told_by_its_size(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is named, and this process never holds what was unpacked."""
    monkeypatch.setattr(pdf, "MEMORY", 700 << 20)
    make, sentence = BOMBS[case]
    with pytest.raises(SourceError, match=sentence):
        pdf.extract(make(), "a.pdf")


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a million words on one spot; the process that reads them is gone afterwards."""
    monkeypatch.setattr(pdf, "TIME", 2)
    content = b"BT /F 12 Tf 1 0 0 1 50 700 Tm " + b"(aaaaaaaaaa) Tj " * 500_000 + b" ET"
    begin = time.monotonic()
    with pytest.raises(SourceError, match=r"^a\.pdf: is a PDF that takes longer than 2 seconds to read$"):
        pdf.extract(one_page(stream(zlib.compress(content), PACKED), LATIN), "a.pdf")
    assert time.monotonic() - begin < 20


def test_a_reader_that_dies_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Native code below may end a process; it is not ours that ends."""
    kill = f"import os\nos.kill(os.getpid(), {int(signal.SIGKILL)})\n"
    (tmp_path / "pdfplumber.py").write_text(kill)
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(SourceError, match="the process that read it ended with status -9"):
        pdf.extract(b"%PDF-1.4", "a.pdf")
