"""What a person sees on a terminal: carets under the right characters, long lines cropped, nothing but characters."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uniongraph import console, files, parser, sources
from uniongraph.model import Finding, Span, Text, Violation

DECISION = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"


def text_of(content: str, name: str = "decision.txt") -> Text:
    data = content.encode()
    return Text(
        name,
        "text/plain",
        hashlib.sha256(data).hexdigest(),
        len(data),
        "utf-8",
        content,
        sources.split(content),
    )


def shown(content: str, begin: int, end: int, **parts: str) -> list[str]:
    finding = Finding("suspect-characters", "warning", Span(begin, end), parts.get("message", "look here"))
    return list(console.finding_lines(finding, text_of(content, parts.get("name", "decision.txt"))))


# ---------------------------------------------------------------------------------------------- columns

WIDTHS = [
    ("", 0),
    ("abc", 3),
    ("总工会", 6),
    ("“a”", 3),
    ("ＡＢ", 4),
    ("〔2018〕", 8),
    ("，", 2),
    ("e\u0301", 1),
    ("𠮷", 2),
]


@pytest.mark.parametrize(("words", "columns"), WIDTHS)
def test_words_take_columns(words: str, columns: int) -> None:
    """A Chinese character and full-width punctuation take two, an accent that is written apart none."""
    assert console.width(words) == columns


# the line, the characters that are wrong, the line of carets
CARETS = [
    ("6. “020”模式", "020", "    ^^^"),
    ("临江市总工会", "总工会", "      ^^^^^^"),
    ("全球城市 and 具有", " and ", "        ^^^^^"),
    ("（二）创新", "（二）", "^^^^^^"),
    ("总\u3000工会", "\u3000", "  ^"),
    ("e\u0301 一 X", "X", "     ^"),
    ("\t总工会", "总", " ^^"),
]


@pytest.mark.parametrize(("line", "wrong", "carets"), CARETS)
def test_carets_stand_under_the_characters(line: str, wrong: str, carets: str) -> None:
    """Counted in columns of the terminal, not in characters."""
    begin = line.index(wrong)
    _, quoted, marks = shown(line, begin, begin + len(wrong))
    assert marks == f"   | {carets}"
    assert quoted.startswith(" 1 | ")
    assert console.width(quoted) >= console.width(marks)


def test_a_finding_is_three_lines() -> None:
    """Place as a compiler gives it, the line it is on, the carets; the gutter is as wide as the number."""
    content = "一\n" * 99 + "推行“020”模式\n"
    begin = content.index("020")
    assert shown(content, begin, begin + 3, message="a number that begins with zero") == [
        "decision.txt:100:4: warning: a number that begins with zero [suspect-characters]",
        " 100 | 推行“020”模式",
        "     |      ^^^",
    ]


def test_a_finding_over_several_lines_is_marked_on_its_first() -> None:
    """The caret goes no further than the line does."""
    assert shown("甲乙丙\n丁戊\n", 1, 6)[1:] == [" 1 | 甲乙丙", "   |   ^^^^"]


@pytest.mark.parametrize("content", ["甲乙", "甲乙\n", "甲乙\r\n", "甲乙\r\n\r\n"])
def test_a_finding_of_no_characters_has_one_caret(content: str) -> None:
    """What is missing at the end is pointed at behind the last character."""
    assert shown(content, 2, 2)[1:] == [" 1 | 甲乙", "   |     ^"]


# ---------------------------------------------------------------------------------------------- long lines


def test_a_long_line_is_cropped_around_the_finding() -> None:
    """Some characters before and after are shown, and dots for those that are not."""
    content = "前" * 500 + "020" + "后" * 500
    _, quoted, marks = shown(content, 500, 503)
    assert quoted == f" 1 | …{'前' * 24}020{'后' * 36}…"
    assert marks == f"   | {' ' * 49}^^^"


def test_a_long_finding_is_cropped_too() -> None:
    """A line of thousands of characters that nobody could read fills no screen."""
    _, quoted, marks = shown("字" * 5000, 0, 5000)
    assert quoted.endswith("字…")
    assert console.width(quoted) < 200
    assert marks.count("^") == 120


@pytest.mark.parametrize(
    ("begin", "head", "tail"), [(0, "", "…"), (24, "", "…"), (25, "…", "…"), (999, "…", "")]
)
def test_dots_stand_only_where_something_is_left_out(begin: int, head: str, tail: str) -> None:
    """At the ends of the line there are none."""
    quoted = shown("字" * 1000, begin, begin + 1)[1].removeprefix(" 1 | ")
    assert (quoted[:1] == "…", quoted[-1:] == "…") == (bool(head), bool(tail))


# ---------------------------------------------------------------------------------------------- control characters

HARMFUL = "\x1b[31m\x07\x00\r\n\x9b2J\u202e\u2028\ue000\ufeff"


def assert_harmless(line: str) -> None:
    assert [c for c in line if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}] == []


def test_flat_words_keep_to_one_line() -> None:
    """Each character that would move the cursor, colour the screen or turn the line round becomes a space."""
    assert console.flat("a\x1b[31m红\n") == "a [31m红 "
    assert_harmless(console.flat(HARMFUL))
    assert len(console.flat(HARMFUL)) == len(HARMFUL)


def test_nothing_of_a_finding_steers_the_terminal() -> None:
    """Neither the file's name, nor the message that quotes the text, nor the quoted line."""
    content = f"甲{HARMFUL}乙".replace("\r\n", " ")
    lines = shown(content, 0, 5, message=f"prints {HARMFUL}", name=f"a{HARMFUL}.txt")
    assert len(lines) == 3
    for line in lines:
        assert_harmless(line)


@given(st.text(min_size=1, max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_no_text_steers_the_terminal(content: str, begin: int, length: int) -> None:
    """Whatever stands in a file, and wherever a finding points."""
    begin = min(begin, len(content))
    for line in shown(content, begin, min(begin + length, len(content))):
        assert_harmless(line)


def test_an_outline_of_any_decision_is_harmless() -> None:
    """Titles, headings and names come from the file too."""
    content = (
        "临江市总工会关于表彰创新\x1b成果的决定\n现予以表彰。\n\n附件\n\n创新成果获奖名单\n\n"
        "一、一等奖（2项）\n1．转子\x1b[1m平衡\n临江\u202e汽轮机有限公司工会\n2．阀门检修\n临江供电公司工会\n"
    )
    decision = parser.parse(text_of(content))
    lines = [*console.outline_lines(decision)]
    lines += [line for finding in decision.findings for line in console.finding_lines(finding, decision.text)]
    assert any("转子" in line for line in lines)
    for line in lines:
        assert_harmless(line)


# ---------------------------------------------------------------------------------------------- outline, gate, table


def test_the_shipped_decision_in_outline() -> None:
    """The frame first, then every tier, category, case and recipient, indented; a category that is a case has no second title."""
    lines = list(console.outline_lines(parser.parse(sources.read(DECISION))))
    assert lines[:5] == [
        "沪工总基〔2018〕133号  上海市总工会关于表彰2017年度上海市基层工会创新案例的决定",
        "  上海市总工会  no date printed",
        "  一 2017年度上海市基层工会十大创新案例特等奖  (declares 1 个)",
        "      创新跨越“最后一公里” — 宝山区顾村镇总工会",
        "  二 2017年度上海市基层工会十大创新案例  (declares 10 类/个)",
    ]
    assert (
        "      1 机场浦东优势互补 资源共享共促改革 — 上海国际机场股份有限公司工会；浦东新区祝桥镇总工会"
        in lines
    )
    place = lines.index("    (六) 建立有形阵地 打造身边工会")
    assert lines[place + 1] == "      黄浦区南京东路街道总工会"
    assert len(lines) == 2 + 3 + 28 + 60


def test_what_is_missing_is_said() -> None:
    """A text without number, issuer and date has an outline too; a number without a unit is given alone."""
    decision = parser.parse(
        text_of(
            "关于表彰创新成果的决定\n附件\n创新成果获奖名单\n一、一等奖：空缺\n二、二等奖\n1．检修\n甲厂工会\n"
        )
    )
    lines = list(console.outline_lines(decision))
    assert lines[:2] == ["no document number  关于表彰创新成果的决定", "  no issuer printed  no date printed"]
    assert "  一 一等奖  (declares 0)" in lines


def test_a_broken_shape_is_named_with_the_source_s_words() -> None:
    """The shape without its namespace, the sentence, and the place; nothing in them steers the terminal."""
    violations = [
        Violation(
            shape="https://w3id.org/uniongraph/shapes#Conferral-recipient",
            focus="https://example.org/id/conferral/1",
            message="A conferral has a recipient.",
            quote="1. 转子\x1b平衡",
            where="decision.txt:7:1",
        ),
        Violation(shape="https://example.org/s#X", focus="https://example.org/2", message=f"no {HARMFUL}"),
    ]
    lines = list(console.violation_lines(violations))
    assert lines[:4] == [
        "https://example.org/id/conferral/1",
        "  breaks Conferral-recipient: A conferral has a recipient.",
        "  decision.txt:7:1: 1. 转子 平衡",
        "https://example.org/2",
    ]
    for line in lines:
        assert_harmless(line)


def test_a_table_is_aligned_by_columns() -> None:
    """Rows stand under their headers although Chinese characters take two columns each."""
    table = console.table_text(["name", "n"], [["总工会", "1"], ["a", "22"]], columns=80)
    header, _, first, second = table.splitlines()
    places = [(header, "n"), (first, "1"), (second, "22")]
    assert (header[:4], first[:3], second[0]) == ("name", "总工会", "a")
    assert {console.width(line[: line.rindex(cell)]) for line, cell in places} == {8}


def test_a_table_folds_and_drops_nothing() -> None:
    """A cell that is wider than the terminal goes on below; brackets are text, control characters are not shown."""
    table = console.table_text(
        ["case", "who"], [["字" * 60, "[bold]甲[/bold]"], ["a\x1b[31mb\nc", "乙"]], columns=40
    )
    assert max(map(console.width, table.splitlines())) <= 40
    assert table.count("字") == 60
    assert table.count("甲") == 1
    for line in table.splitlines():
        assert_harmless(line)
