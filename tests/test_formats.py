"""HTML, DOCX, PDF, Markdown, DOC and folders: what is kept of a page, and what hostile files are told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import documents
from uniongraph import sources
from uniongraph.errors import SourceError
from uniongraph.sources import folder

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = [["序号", "案例", "单位"], ["1", "流动服务车", ""], ["2", "小哥充电站", "南岸区总工会"]]
ROWS = ["序号\t案例\t单位", "1\t流动服务车\t", "2\t小哥充电站\t南岸区总工会"]
LEVELS = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]


def lines_of(folder: Path, name: str, data: bytes) -> list[str]:
    path = folder / name
    path.write_bytes(data)
    return sources.read(path).content.split("\n")[:-1]


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_table_is_rows_in_every_format(form: str, tmp_path: Path) -> None:
    """An empty cell is nothing between tabs; the suffix may lie."""
    make = {"html": documents.as_html, "docx": documents.as_docx, "pdf": documents.as_pdf}[form]
    lines = lines_of(tmp_path, "decision.txt", make(["名单", TABLE, "完"]))
    assert [line for line in lines if line] == ["名单", *ROWS, "完"]


def test_ordinals_of_word_are_printed(tmp_path: Path) -> None:
    """Deeper levels begin anew below each higher item."""
    items = [
        (0, "一等奖"),
        (1, "甲类"),
        (2, "子"),
        (2, "丑"),
        (1, "乙类"),
        (2, "寅"),
        (0, "二等奖"),
        (1, "丙类"),
    ]
    lines = lines_of(tmp_path, "a.docx", documents.numbered_docx([*items, (None, "完")], LEVELS))
    assert lines == [
        "一、一等奖", "（一）甲类", "1.子", "2.丑", "（二）乙类", "1.寅", "二、二等奖", "（一）丙类", "完",
    ]  # fmt: skip


# the body of a Word document, and its lines
BODIES = {
    "deleted": ("<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>", ["甲"]),
    "inserted": ("<w:p><w:ins><w:r><w:t>甲</w:t></w:r></w:ins></w:p>", ["甲"]),
    "hidden": ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r><w:r><w:t>甲</w:t></w:r></w:p>", ["甲"]),
    "a break": ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", ["甲", "乙"]),
    "a field": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText><w:fldChar w:fldCharType="separate"/>'
        '<w:t>甲</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        ["甲"],
    ),
    "merged cells": (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>三</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>四</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>五</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        ["甲\t一  二\t三", "\t四\t五"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "lines"), BODIES.values(), ids=BODIES.keys())
def test_word_shows_what_is_valid(body: str, lines: list[str], tmp_path: Path) -> None:
    """What was struck out or hidden is not read, what was put in is."""
    assert lines_of(tmp_path, "a.docx", documents.docx_of(body)) == lines


# the body of a page, and the lines a browser shows
PAGES = {
    "scripts": ("<script>alert('乙')</script><style>p{}</style><!-- 乙 --><p>甲<noscript>乙</noscript>", ["甲"]),
    "entities": ("<p>甲&amp;&#20057;&lt;b&gt;", ["甲&乙<b>"]),
    "hidden": ('<p style="display: none">乙</p><p hidden>乙</p><div>甲</div>', ["甲"]),
    "breaks": ("<div>甲<br>乙\n  丙</div>丁", ["甲", "乙丙", "丁"]),
    "lists": ('<ol start="3"><li>甲<li value="9">乙</ol><ul><li>丙</ul>', ["3. 甲", "9. 乙", "丙"]),
    "layout": ("<table><tr><td><p>关于表彰的决定</p><p>经研究。</p><p>甲</p></td></tr></table>", ["关于表彰的决定", "经研究。", "甲"]),
    "rowspan": ("<table><tr><td rowspan=2>甲<td>一<tr><td>二<tr><td>乙<td>三</table>", ["甲\t一", "\t二", "乙\t三"]),
    "fetches": ('<img src="http://127.0.0.1:9/x"><iframe src="file:///etc/passwd"></iframe><p>甲', ["甲"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "lines"), PAGES.values(), ids=PAGES.keys())
def test_a_page_is_what_a_browser_shows(body: str, lines: list[str], tmp_path: Path) -> None:
    """Nothing is run and nothing fetched."""
    assert lines_of(tmp_path, "a.html", f"<html><body>{body}</body></html>".encode()) == lines


def test_a_page_in_gb2312_says_so(tmp_path: Path) -> None:
    """The page's own word counts, and GB18030 holds all that GB2312 does."""
    path = tmp_path / "a.htm"
    path.write_bytes(documents.as_html(["临江市总工会"], head="<meta charset=gb2312>", encoding="gb18030"))
    text = sources.read(path)
    assert (text.content, text.encoding, text.media_type) == ("临江市总工会\n", "gb18030", "text/html")


def test_markdown_loses_its_marks_and_keeps_its_ordinals(tmp_path: Path) -> None:
    """A row of a table is a line with tabs."""
    source = "# 决定\n\n**授予**甲：\n\n1. 甲\n乙\n2. 丙\n\n| 号 | 名 |\n|---|---|\n| 1 | 甲 |\n"
    lines = lines_of(tmp_path, "a.md", source.encode())
    assert lines == ["决定", "授予甲：", "1. 甲", "乙", "2. 丙", "号\t名", "1\t甲"]


def bomb(entry: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/document.xml", entry)
    return file.getvalue()


# the bytes, and the sentence
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a ZIP bomb": (lambda: bomb(bytes(80 * 1024 * 1024)), "that is no document but a ZIP bomb"),
    "entities": (lambda: bomb(b'<!DOCTYPE x [<!ENTITY a "a">]><x/>'), "declares XML entities, which no DOCX may"),
    "no body": (lambda: bomb(b"<x/>"), "is a damaged DOCX: "),
    "a locked PDF": (
        lambda: documents.as_pdf(["甲"], password="x"),  # noqa: S106
        "is a PDF locked with a password; save it without one first",
    ),
    "a scan": (lambda: documents.as_pdf([" "]), "is a PDF without a text layer (a scan)"),
    "half a PDF": (lambda: documents.as_pdf(["甲"])[:300], "is a damaged PDF: "),
    "a deep page": (lambda: b"<html>" + b"<div>" * 5000 + b"x", "is HTML with elements nested deeper than any page has"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_told_why(case: str, tmp_path: Path) -> None:
    """One sentence, and nothing was unpacked."""
    make, sentence = HOSTILE[case]
    path = tmp_path / "a.bin"
    path.write_bytes(make())
    with pytest.raises(SourceError) as refused:
        sources.read(path)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_gives_its_documents_and_nothing_from_outside(tmp_path: Path) -> None:
    """Lock files, hidden files and links that lead out are not read; a name of any bytes is."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "x.txt").write_text("甲")
    for name in ("b.PDF", "a.txt", "~$a.docx", ".c.txt", "d.exe"):
        (inside / name).write_text("甲")
    (inside / "link.txt").symlink_to(outside / "x.txt")
    (inside / "more").symlink_to(outside)
    (inside / "round.txt").symlink_to(inside / "round.txt")
    os.mkfifo(inside / "pipe.txt")
    os.mkfifo(inside / "pipe")
    (inside / os.fsdecode(b"\xb1\xed.txt")).write_text("甲")
    told: list[SourceError] = []
    found = folder.find([inside], tell=told.append)
    assert [source.name for source in found] == [r"\xb1\xed.txt", "a.txt", "b.PDF"]
    assert sources.read(found[0].path).name.endswith(r"\xb1\xed.txt")
    assert {(each.source, each.message) for each in told} == {
        (str(inside / "link.txt"), "is a link that leads out of the folder; it is not read"),
        (str(inside / "more"), "is a link to a folder; it is not followed"),
        (str(inside / "round.txt"), "is a link that leads nowhere"),
        (
            str(inside / "pipe.txt"),
            "is a pipe and no file; write what comes out of it to a file first",
        ),
    }


def test_an_old_file_without_libreoffice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to do."""
    monkeypatch.setenv("PATH", "")
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64))
    with pytest.raises(SourceError, match="is a DOC file, which only LibreOffice reads"):
        sources.read(path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_an_old_file_is_read_through_libreoffice(form: str, tmp_path: Path) -> None:
    """Numbering and tables come through."""
    (tmp_path / "a.docx").write_bytes(documents.as_docx(["临江市总工会", TABLE, "完"]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = sources.read(tmp_path / f"a.{form}")
    assert [line for line in text.content.split("\n") if line] == ["临江市总工会", *ROWS, "完"]
    assert text.extractor == "LibreOffice, python-docx"


def test_mutated_files_are_read_or_refused() -> None:
    """Some of the inputs of the benchmark: each a text or one sentence, within its time."""
    program = Path(__file__).parent / "benchmarks" / "fuzz_files.py"
    done = subprocess.run(
        [sys.executable, program, "100"], capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
