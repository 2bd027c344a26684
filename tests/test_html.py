"""HTML, MHTML and Markdown: what a browser shows, in whatever encoding, however wild the page is."""

from __future__ import annotations

import base64
import time
from pathlib import Path

import pytest

from uniongraph import sources
from uniongraph.errors import SourceError
from uniongraph.sources import html, markdown, mhtml

TITLE = "临江市总工会关于表彰先进集体的决定"
RARE = "镕喆堃瑄甯祎玥"
"""Characters of names that GBK has and GB2312 has not."""
TRADITIONAL = "臨江市總工會關於表彰先進單位的決定"


def lines_of(body: str) -> list[str]:
    return html.extract(f"<html><body>{body}</body></html>".encode(), "a.html")[0].split("\n")[:-1]


# ---------------------------------------------------------------------------------------------- encodings

# what stands before the body, what is in it, the encoding it is written in, and the encoding that is found
PAGES = {
    "says gb2312, is GBK": ("<meta charset=gb2312>", RARE, "gbk", "gb18030"),
    "says gb2312 the old way": (
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', TITLE, "gbk", "gb18030",
    ),
    "says gb2312, is UTF-8": ("<meta charset=gb2312>", TITLE, "utf-8", "utf-8"),
    "says gb2312, has a mark": ("<meta charset=gb2312>", TITLE, "utf-8-sig", "utf-8"),
    "says utf-8, is GBK": ("<meta charset=utf-8>", TITLE, "gbk", "gb18030"),
    "says iso-8859-1": ("<meta charset=iso-8859-1>", TITLE, "gbk", "gb18030"),
    "says utf-16, is UTF-8": ("<meta charset=utf-16>", TITLE, "utf-8", "utf-8"),
    "says what no page can be in": ("<meta charset=unicode_escape>", TITLE, "utf-8", "utf-8"),
    "says what nobody knows": ("<meta charset=x-unheard-of>", TITLE, "utf-8", "utf-8"),
    "says big5": ("<meta charset=big5>", TRADITIONAL, "big5", "big5"),
    "says nothing": ("", TITLE * 4, "gb18030", "gb18030"),
    "is UTF-16 with a mark": ("", TITLE, "utf-16", "utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("case", PAGES)
def test_the_encoding_of_a_page_is_found(case: str) -> None:
    """What the bytes prove comes first, then the page's own word, then what is likely."""
    head, words, encoding, found = PAGES[case]
    data = f"<html><head>{head}</head><body><p>{words}</p></body></html>".encode(encoding)
    assert html.extract(data, "a.html") == (f"{words}\n", found)


def test_xhtml_says_its_encoding_before_the_first_tag() -> None:
    """So does XML."""
    page = f'<?xml version="1.0" encoding="gbk"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{RARE}</p><br/><p>甲</p></body></html>'
    data = page.encode("gbk")
    assert html.looks_like(data, ".txt")
    assert html.extract(data, "a.xhtml") == (f"{RARE}\n\n甲\n", "gb18030")


# ---------------------------------------------------------------------------------------------- what is shown

# the body of a page, and the lines a browser shows
BODIES: dict[str, tuple[str, list[str]]] = {
    "letters, from the third": ("<ol type=A start=3><li>甲<li>乙</ol>", ["C. 甲", "D. 乙"]),
    "backwards": ("<ol reversed><li>甲<li>乙<li>丙</ol>", ["3. 甲", "2. 乙", "1. 丙"]),
    "roman, with a jump": ("<ol type=i><li>甲<li value=5>乙<li>丙</ol>", ["i. 甲", "v. 乙", "vi. 丙"]),
    "Chinese": ('<ol style="list-style: inside cjk-ideographic"><li>甲</ol>', ["一、甲"]),
    "points": ('<ol style="list-style-type:disc"><li>甲</ol><ol style="list-style:none"><li>乙</ol>', ["甲", "乙"]),
    "a list in a list": ("<ol><li>甲<ol type=a><li>乙</ol><li>丙</ol>", ["1. 甲", "a. 乙", "2. 丙"]),
    "hidden items are not counted": ("<ol><li>甲<li hidden>乙<li>丙</ol>", ["1. 甲", "2. 丙"]),
    "a block over rows and columns": (
        "<table><tr><td rowspan=2 colspan=2>甲<td>一<tr><td>二<tr><td>乙<td>丙<td>三</table>",
        ["甲\t一", "\t二", "乙\t丙\t三"],
    ),
    "the foot comes last": (
        "<table><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>1</tbody><thead><tr><th>单位<th>数</thead></table>",
        ["单位\t数", "甲\t1", "合计\t3"],
    ),
    "a table in a cell": ("<table><tr><td>甲<td><table><tr><td>一<td>二</table></table>", ["甲\t一  二"]),
    "a hidden row": ('<table><tr><td>甲<td>一<tr style="display:none"><td>乙<td>二</table>', ["甲\t一"]),
    "entities": ("<p>&ldquo;甲&rdquo;&middot;&hellip;&#x4e59;&#20057;", ["“甲”·…乙乙"]),
    "entities of its own": ('<p>甲&b;', ["甲&b;"]),
    "preformatted": ("<pre>甲\n  乙\n</pre>", ["甲", "  乙"]),
    "pronunciation": ("<p><ruby>甲<rp>(</rp><rt>jiǎ</rt><rp>)</rp></ruby>", ["甲"]),
}  # fmt: skip


@pytest.mark.parametrize("case", BODIES)
def test_a_page_is_what_a_browser_shows(case: str) -> None:
    """Lists are numbered as a browser numbers them, tables keep their columns."""
    body, expected = BODIES[case]
    assert lines_of(body) == expected


# ---------------------------------------------------------------------------------------------- hostile pages

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
# the bytes of a page that nobody wrote to be read, and what is said; None where it is read
HOSTILE: dict[str, tuple[bytes, str | None]] = {
    "100,000 blocks in one another": (b"<html>" + b"<div>" * 100_000 + b"x", "nested deeper than any page has"),
    "100,000 bold in one another": (b"<html>" + b"<b>" * 100_000 + b"x", "nested deeper than any page has"),
    "200 blocks in one another": (b"<html>" + b"<div>" * 200 + b"x", None),
    "60 tables in one another": (b"<html>" + b"<table><tr><td>" * 60 + b"x", None),
    "entities of entities": (f'<!DOCTYPE html [<!ENTITY e0 "x">{ENTITIES}]><html><p>&e11;'.encode(), None),
    "cells that cover everything": (
        b"<html><table><tr>" + b"<td rowspan=1000 colspan=1000>x" * 3000 + b"<tr><td>y" * 1000, "more than 1,000,000 cells",
    ),
    "many attributes": (b"<html><p " + b"a=b " * 100_000 + b">x", None),
    "many comments": (b"<!---->" * 50_000 + b"x<html>", None),
    "a tag without end": (b"<html><p>x<a " + b"b" * 500_000, None),
    "a frame of other pages": (b"<html><frameset><frame src='http://127.0.0.1:9/'></frameset></html>", "is empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_page_is_read_or_told_why_within_seconds(case: str, tmp_path: Path) -> None:
    """One sentence, no long wait."""
    data, sentence = HOSTILE[case]
    path = tmp_path / "a.html"
    path.write_bytes(data)
    begin = time.process_time()
    if sentence is None:
        sources.read(path)
    else:
        with pytest.raises(SourceError, match=sentence) as refused:
            sources.read(path)
        assert str(refused.value).startswith(f"{path}: ")
    assert time.process_time() - begin < 10


# ---------------------------------------------------------------------------------------------- pages saved as one file

MHTML = """From: <Saved by a browser>
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----next"

------next
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: base64
Content-Location: http://127.0.0.1:9/

{page}
------next
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------next--
"""


def test_a_page_saved_as_one_file_is_read(tmp_path: Path) -> None:
    """Many a .doc of an office is one."""
    page = f"<html><meta charset=gb2312><p>{TITLE}{RARE}</p></html>".encode("gbk")
    path = tmp_path / "a.doc"
    path.write_text(MHTML.format(page=base64.encodebytes(page).decode()))
    text = sources.read(path)
    assert (text.content, text.media_type) == (f"{TITLE}{RARE}\n", "multipart/related")


def test_a_message_without_a_page_is_refused() -> None:
    """A text that only speaks of parts is a text."""
    data = MHTML.replace("text/html;", "text/css;").encode()
    assert mhtml.looks_like(data)
    with pytest.raises(SourceError, match="is MHTML without a page in it"):
        mhtml.extract(data, "a.mht")
    assert not mhtml.looks_like("关于 multipart/related 的说明".encode())


# ---------------------------------------------------------------------------------------------- Markdown

# a Markdown text, and its lines
MARKDOWN: dict[str, tuple[str, list[str]]] = {
    "headings": ("# 决定\n\n## 一、一等奖 ##\n", ["决定", "一、一等奖"]),
    "ordinals as typed": ("3. 甲\n4. 乙\n\n1) 丙\n\n2018. 丁\n", ["3. 甲", "4. 乙", "1) 丙", "2018. 丁"]),
    "points": ("- 甲\n  - 乙\n* 丙\n", ["甲", "乙", "丙"]),
    "links and marks": ("[甲](http://127.0.0.1:9/) **乙** `丙` ![图](x.png)\n", ["甲 乙 丙"]),
    "HTML is text": ("甲<b>乙</b>\n\n<div>\n丙\n</div>\n", ["甲<b>乙</b>", "<div>", "丙", "</div>"]),
    "a fence": ("```\n1. **甲**\n```\n", ["1. **甲**"]),
    "set in": ("甲\n\n    乙\n", ["甲", "乙"]),
    "escapes and entities": ("甲\\*乙 &amp; 丙\n", ["甲*乙 & 丙"]),
    "a quoted text": ("> 甲\n> 乙\n", ["甲", "乙"]),
    "a table": ("|号|名|\n|-|:-:|\n|1|甲\\|乙|\n|2|\n", ["号\t名", "1\t甲|乙", "2\t"]),
    "a row longer than the head": ("|号|名|\n|-|-|\n|1|甲|**乙**|丙|\n", ["号\t名", "1\t甲\t乙\t丙"]),
    "a quoted table": ("> |号|名|\n> |-|-|\n> |1|甲|乙|\n", ["号\t名", "1\t甲\t乙"]),
}


@pytest.mark.parametrize("case", MARKDOWN)
def test_markdown_loses_its_marks_and_nothing_else(case: str) -> None:
    """What no column was made for is kept too."""
    source, expected = MARKDOWN[case]
    assert [line for line in markdown.extract(source, "a.md").split("\n") if line] == expected


@pytest.mark.parametrize("mark", [">", "- ", ">- ", "1. "])
def test_markdown_nested_without_end_is_refused(mark: str) -> None:
    """The reader would pass over what lies deeper, and say nothing."""
    assert markdown.extract(mark * 5 + "甲", "a.md").strip().endswith("甲")
    with pytest.raises(SourceError, match=r"^a\.md: is Markdown nested deeper than any document is$"):
        markdown.extract(mark * 30 + "甲", "a.md")


@pytest.mark.parametrize(
    "piece", ["[", "![", "*甲 ", "**a", "<", "<a ", "&", "\\", "`", "|", "[甲](", "```\n", "- ", ">"]
)
def test_markdown_takes_no_longer_than_it_is_long(piece: str) -> None:
    """Some 10 µs a character; a reader that looks back from each would take minutes."""
    begin = time.process_time()
    try:
        markdown.extract(piece * 30_000, "a.md")
    except SourceError:
        assert piece in "- >"
    assert time.process_time() - begin < 10
