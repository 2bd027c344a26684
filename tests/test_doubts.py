"""What can be read in two ways: the likelier is taken and a finding says so; the near neighbour without doubt has none.

All bodies and names are invented.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from hostile import text_of
from uniongraph import console, parser
from uniongraph.model import Decision

LISTED = "绿屏市总工会关于表彰2020年度先进的决定\n\n经研究，决定予以表彰。\n\n附件\n\n{}\n\n{}\n"
DOUBTS = frozenset({"uncertain-reading", "uncertain-recipient", "ordinal-gap"})


class Doubt(NamedTuple):
    """What can be read in two ways, what is read of it, what the finding quotes and says; and what leaves no doubt."""

    title: str
    listed: str
    read: list[str]
    quoted: str
    said: str
    clear: str


def parsed(title: str, listed: str) -> Decision:
    return parser.parse(text_of(LISTED.format(title, listed)))


def outlined(decision: Decision) -> list[str]:
    """Return what is read of a list, without the frame, the name of the list and the indents."""
    return [line.strip() for line in console.outline_lines(decision)][3:]


def doubts(decision: Decision) -> list[tuple[str, str]]:
    """Return what the findings of doubt quote and say."""
    return [
        (decision.text.quote(each.span), each.message) for each in decision.findings if each.code in DOUBTS
    ]


LISTS = {
    "an ordinal or a decimal, alone": Doubt(
        "技术革新奖名单",
        "1.5万吨转炉改造\n绿屏钢铁厂",
        ["1 5万吨转炉改造 — 绿屏钢铁厂"],
        "1.5",
        "may be a decimal",
        "1.5万吨转炉改造\n绿屏钢铁厂\n2.余热回收\n绿屏机床厂",
    ),
    "an ordinal or a decimal, where no other entry is counted": Doubt(
        "技术革新奖名单",
        "1.5万吨转炉改造\n绿屏钢铁厂",
        ["1 5万吨转炉改造 — 绿屏钢铁厂"],
        "1.5",
        "may be a decimal",
        "1.5万吨转炉改造\n绿屏钢铁厂\n余热回收\n绿屏机床厂",
    ),
    "an ordinal that goes on counting before a zero": Doubt(
        "技术革新奖名单",
        "1.汽车空调\n绿屏机床厂\n2.0升发动机\n绿屏钢铁厂",
        ["1 汽车空调 — 绿屏机床厂", "2 0升发动机 — 绿屏钢铁厂"],
        "2.0",
        "may be a decimal",
        "1.汽车空调\n绿屏机床厂\n2.2.0升发动机\n绿屏钢铁厂",
    ),
    "a list that begins with three": Doubt(
        "先进集体名单",
        "3.绿屏机床厂\n4.绿屏钢铁厂",
        ["3 绿屏机床厂", "4 绿屏钢铁厂"],
        "3",
        "1 was expected",
        "1.绿屏机床厂\n2.绿屏钢铁厂",
    ),
    "a list below a heading that begins with three": Doubt(
        "名单",
        "一、先进集体\n3.绿屏机床厂\n4.绿屏钢铁厂",
        ["3 绿屏机床厂", "4 绿屏钢铁厂"],
        "3",
        "1 was expected",
        "一、先进集体\n1.绿屏酒厂\n2.绿屏水厂\n二、先进单位\n3.绿屏机床厂\n4.绿屏钢铁厂",
    ),
    "headings that begin with two": Doubt(
        "名单",
        "二、先进集体\n1.绿屏机床厂\n三、先进单位\n1.绿屏钢铁厂",
        ["1 绿屏机床厂", "三 先进单位", "1 绿屏钢铁厂"],
        "二",
        "1 was expected",
        "一、先进集体\n1.绿屏机床厂\n二、先进单位\n1.绿屏钢铁厂",
    ),
    "numbers that begin again": Doubt(
        "先进集体名单",
        "1.绿屏机床厂\n2.绿屏钢铁厂\n1.绿屏酒厂\n2.绿屏水厂",
        ["1 绿屏机床厂", "2 绿屏钢铁厂", "1 绿屏酒厂", "2 绿屏水厂"],
        "1",
        "3 was expected",
        "（一）制造业\n1.绿屏机床厂\n2.绿屏钢铁厂\n（二）服务业\n1.绿屏酒厂\n2.绿屏水厂",
    ),
    "a category or an honour among honours": Doubt(
        "名单",
        "一、先进集体（1个）\n1.绿屏机床厂\n二、制造业\n1.绿屏钢铁厂",
        ["1 绿屏机床厂", "二 制造业", "1 绿屏钢铁厂"],
        "制造业",
        "may be a category",
        "一、先进集体（1个）\n1.绿屏机床厂\n二、制造业标兵\n1.绿屏钢铁厂",
    ),
    "an honour or a category among categories": Doubt(
        "2020年度劳动竞赛获奖名单",
        "一、制造业\n1.绿屏机床厂\n二、服务业\n1.绿屏钢铁厂\n三、优秀奖\n1.绿屏酒厂",
        ["一 制造业", "1 绿屏机床厂", "二 服务业", "1 绿屏钢铁厂", "三 优秀奖", "1 绿屏酒厂"],
        "优秀奖",
        "may be an honour",
        "一、制造业\n1.绿屏机床厂\n二、服务业\n1.绿屏钢铁厂\n三、交通业\n1.绿屏酒厂",
    ),
    "the end of a title or an entry": Doubt(
        "优秀案例名单",
        "智慧课堂进万家行动\n快乐驿站\n绿屏机床厂工会\n职工课堂\n绿屏酒厂工会",
        ["智慧课堂进万家行动快乐驿站 — 绿屏机床厂工会", "职工课堂 — 绿屏酒厂工会"],
        "快乐驿站",
        "may be an entry of its own",
        "职工文化课堂走进机床厂职工之家和快乐\n驿站\n绿屏机床厂工会\n职工课堂\n绿屏酒厂工会",
    ),
    "the end of a title or an entry, not counted": Doubt(
        "优秀案例名单（3个）",
        "智慧课堂进万家行动\n快乐驿站\n绿屏机床厂工会\n职工课堂\n绿屏酒厂工会",
        ["智慧课堂进万家行动快乐驿站 — 绿屏机床厂工会", "职工课堂 — 绿屏酒厂工会"],
        "快乐驿站",
        "may be an entry of its own",
        "智慧课堂进万家行动\n快乐驿站\n绿屏机床厂工会\n职工课堂\n绿屏酒厂工会\n余热回收\n绿屏水厂工会",
    ),
    "a case or a category": Doubt(
        "2020年度竞赛获奖名单",
        "一、制造业\n绿屏机床厂\n绿屏水厂\n二、服务业\n1.智慧课堂\n绿屏钢铁厂",
        ["一 制造业", "绿屏机床厂；绿屏水厂", "二 服务业", "1 智慧课堂 — 绿屏钢铁厂"],
        "制造业",
        "may be a category",
        "一、制造业\n1.余热回收\n绿屏机床厂\n绿屏水厂\n二、服务业\n1.智慧课堂\n绿屏钢铁厂",
    ),
    "one body or two, parted by a space": Doubt(
        "先进集体名单",
        "1.绿屏大学 图书馆\n2.绿屏酒厂",
        ["1 绿屏大学图书馆", "2 绿屏酒厂"],
        "图书馆",
        "may be a body of its own",
        "1.绿屏大学 绿屏市图书馆\n2.绿屏酒厂",
    ),
    "one body or two, parted by a line end": Doubt(
        "先进集体名单",
        "绿屏机床厂\n绿屏大学\n图书馆",
        ["绿屏机床厂", "绿屏大学", "图书馆"],
        "图书馆",
        "may be the end of the name above",
        "绿屏机床厂\n绿屏大学\n绿屏市图书馆",
    ),
    "one body or two, parted by a mark": Doubt(
        "先进集体名单",
        "1.红星、东风机床厂工会\n2.绿屏酒厂工会",
        ["1 红星、东风机床厂工会", "2 绿屏酒厂工会"],
        "红星、东风机床厂工会",
        "may part several",
        "1.红星机床厂工会、东风机床厂工会\n2.绿屏酒厂工会",
    ),
    "one team or two, parted by a mark": Doubt(
        "先进集体名单",
        "1.绿屏机床厂、酒厂\n2.绿屏酒厂工会",
        ["1 绿屏机床厂、酒厂", "2 绿屏酒厂工会"],
        "绿屏机床厂、酒厂",
        "may part several",
        "1.绿屏机床厂、绿屏酒厂\n2.绿屏酒厂工会",
    ),
    "one place with winners, or a winner": Doubt(
        "先进单位名单",
        "柳溪县\n白塔镇\n绿屏市财政局",
        ["柳溪县", "白塔镇", "绿屏市财政局"],
        "柳溪县",
        "may be a winner",
        "柳溪县\n白塔镇\n柳溪县财政局\n南山县\n南山县水利局",
    ),
    "places below places": Doubt(
        "先进单位名单",
        "柳溪县\n白塔镇\n南山县\n红石乡",
        ["柳溪县", "白塔镇", "南山县", "红石乡"],
        "柳溪县",
        "may be a winner",
        "柳溪县（1个）\n白塔镇\n南山县（1个）\n红石乡",
    ),
    "places below places, not counted": Doubt(
        "先进单位名单",
        "柳溪县\n白塔镇\n南山县\n红石乡",
        ["柳溪县", "白塔镇", "南山县", "红石乡"],
        "柳溪县",
        "may be a winner",
        "一、先进单位（4个）\n柳溪县\n白塔镇\n南山县\n红石乡",
    ),
    "one place, not counted": Doubt(
        "先进单位名单",
        "柳溪县\n白塔镇\n绿屏市财政局",
        ["柳溪县", "白塔镇", "绿屏市财政局"],
        "柳溪县",
        "may be a winner",
        "一、先进单位（2个）\n柳溪县\n白塔镇\n柳溪县财政局",
    ),
    "the end of a heading or a heading": Doubt(
        "名单",
        "一、先进集体\n制造业\n1.绿屏机床厂\n2.绿屏酒厂",
        ["1 绿屏机床厂", "2 绿屏酒厂"],
        "制造业",
        "may be a heading of its own",
        "一、全市工业交通系统“安康杯”劳动\n竞赛优胜集体\n1.绿屏机床厂\n2.绿屏酒厂",
    ),
    "bodies in two columns without a head": Doubt(
        "先进集体名单",
        "1\t绿屏机床厂\t绿屏市工信局\n2\t绿屏酒厂\t绿屏市商务局",
        ["1 绿屏机床厂（绿屏市工信局）", "2 绿屏酒厂（绿屏市商务局）"],
        "绿屏市工信局",
        "is not said",
        "序号\t单位\t推荐单位\n1\t绿屏机床厂\t绿屏市工信局\n2\t绿屏酒厂\t绿屏市商务局",
    ),
    "persons in two columns without a head": Doubt(
        "先进个人名单",
        "1\t高远\t李明\n2\t王成\t何立春",
        ["1 高远（李明）", "2 王成（何立春）"],
        "李明",
        "is not said",
        "高远\t李明\n王成\t何立春",
    ),
    "a column of works or of notes": Doubt(
        "优秀项目名单",
        "序号\t花园\t单位\n1\t春华园\t绿屏机床厂\n2\t秋实园\t绿屏酒厂",
        ["1 绿屏机床厂（花园春华园）", "2 绿屏酒厂（花园秋实园）"],
        "花园",
        "may be the title",
        "序号\t花园名称\t单位\n1\t春华园\t绿屏机床厂\n2\t秋实园\t绿屏酒厂",
    ),
    "one more of a work, or an entry": Doubt(
        "优秀项目名单",
        "序号\t项目名称\t完成单位\n1\t智慧课堂\t绿屏机床厂\n2\t\t绿屏酒厂\n3\t余热回收\t绿屏水厂",
        ["1 智慧课堂 — 绿屏机床厂；绿屏酒厂", "3 余热回收 — 绿屏水厂"],
        "2",
        "may be an entry of its own",
        "|序号|项目名称|完成单位|\n|1|智慧课堂|绿屏机床厂|\n|2|余热回收|绿屏水厂|",
    ),
    "a winner or the head of the rows below": Doubt(
        "先进集体名单",
        "|序号|单位|备注|\n|1|绿屏机床厂|甲类|\n||绿屏酒厂||\n|2|绿屏水厂|乙类|",
        ["1 绿屏机床厂（甲类）", "绿屏酒厂", "2 绿屏水厂（乙类）"],
        "绿屏酒厂",
        "may head the rows below",
        "|序号|项目名称|单位|\n|1|智慧课堂|绿屏机床厂|\n|||绿屏酒厂|\n|2|余热回收|绿屏水厂|",
    ),
    "a category or an honour across a table": Doubt(
        "获奖名单",
        "|序号|单位|备注|\n|先进集体|||\n|1|绿屏机床厂|甲类|\n|制造业|||\n|2|绿屏水厂|乙类|",
        ["1 绿屏机床厂（甲类）", "制造业", "2 绿屏水厂（乙类）"],
        "制造业",
        "may be an honour",
        "|序号|单位|备注|\n|服务业|||\n|1|绿屏机床厂|甲类|\n|制造业|||\n|2|绿屏水厂|乙类|",
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_can_be_read_in_two_ways(name: str) -> None:
    """The finding quotes the doubtful words and says what else they may be."""
    case = LISTS[name]
    decision = parsed(case.title, case.listed)
    assert outlined(decision) == case.read
    ((quoted, said),) = doubts(decision)
    assert quoted == case.quoted
    assert case.said in said


@pytest.mark.parametrize("name", LISTS)
def test_its_near_neighbour_leaves_no_doubt(name: str) -> None:
    """Where sequence or vocabulary tell, nothing is remarked."""
    case = LISTS[name]
    decision = parsed(case.title, case.clear)
    assert not doubts(decision)
    assert not [each for each in decision.findings if each.severity == "error"]


def test_headings_that_only_count_are_categories_of_the_honour_that_is_listed() -> None:
    """The annex names the honour: what is counted below it are parts of it."""
    decision = parsed("先进集体名单", "一、制造业（1个）\n1.绿屏机床厂\n二、服务业（1个）\n1.绿屏钢铁厂")
    assert [tier.name.value for tier in decision.tiers] == ["先进集体"]
    assert outlined(decision) == ["一 制造业", "1 绿屏机床厂", "二 服务业", "1 绿屏钢铁厂"]
    assert not doubts(decision)


def test_several_bodies_below_each_short_heading_are_a_category() -> None:
    """Where bodies are honoured each is a winner; where works may be, each heading is a case, and that is doubtful."""
    listed = "一、制造业\n绿屏机床厂\n绿屏水厂\n二、服务业\n绿屏钢铁厂\n绿屏酒厂"
    decision = parsed("先进集体名单", listed)
    assert outlined(decision) == [
        *("一 制造业", "绿屏机床厂", "绿屏水厂"),
        *("二 服务业", "绿屏钢铁厂", "绿屏酒厂"),
    ]
    assert not doubts(decision)
    assert [quoted for quoted, _ in doubts(parsed("竞赛获奖名单", listed))] == ["制造业", "服务业"]


FRAME = "{title}\n{below}\n各区总工会：\n\n经研究，决定予以表彰。\n\n附件：先进集体名单\n\n{signed}\n附件\n\n{listed}\n"
TITLE = "绿屏市总工会关于表彰2020年度先进集体的决定"
SIGNED = "绿屏市总工会\n2021年3月18日\n"
NUMBERED = "先进集体名单\n\n1.绿屏机床厂\n2.绿屏酒厂"
WORKS = "优秀案例名单\n\n1.智慧课堂\n- 3 -\n{}\n绿屏机床厂工会\n2.余热回收\n- 4 -\n{}\n绿屏酒厂工会\n"

# what a frame prints in place of the usual; what the finding quotes and says; what leaves no doubt
FRAMES: dict[str, tuple[dict[str, str], str, str, dict[str, str]]] = {
    "two days below the text": (
        {"signed": f"2021年3月16日\n\n{SIGNED}"},
        "2021年3月16日",
        "2021-03-18 is taken",
        {"signed": f"{SIGNED}\n绿屏市总工会办公室2021年3月20日印发\n"},
    ),
    "a day behind the day of the signature": (
        {"signed": f"{SIGNED}2021年3月20日\n"},
        "2021年3月20日",
        "2021-03-18 is taken",
        {"signed": f"{SIGNED}2021年3月18日\n"},
    ),
    "a day above the text alone": (
        {"below": "2021年3月18日\n", "signed": "绿屏市总工会\n"},
        "2021年3月18日",
        "may be the day on which a page was published",
        {"below": "（2021年3月18日）\n", "signed": "绿屏市总工会\n"},
    ),
    "one that signs or two": (
        {"title": "关于表彰2020年度先进集体的决定", "signed": "绿屏大学 图书馆\n2021年3月18日\n"},
        "绿屏大学 图书馆",
        "may part two",
        {"title": "关于表彰2020年度先进集体的决定", "signed": "绿屏大学 绿屏市图书馆\n2021年3月18日\n"},
    ),
    "the title of the annex or its first winner": (
        {"listed": "绿屏之星\n绿屏机床厂\n绿屏酒厂"},
        "绿屏之星",
        "may be the first winner",
        {"listed": "绿屏市先进集体\n绿屏机床厂\n绿屏酒厂"},
    ),
    "what each page repeats or a title": (
        {"listed": WORKS.format("职工之家", "职工之家")},
        "职工之家",
        "may be part of the list",
        {"listed": WORKS.format("优秀案例名单（续）", "优秀案例名单（续）")},
    ),
}


def framed(printed: dict[str, str]) -> Decision:
    usual = {"title": TITLE, "below": "", "signed": SIGNED, "listed": NUMBERED}
    return parser.parse(text_of(FRAME.format(**{**usual, **printed})))


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_that_can_be_read_in_two_ways(name: str) -> None:
    """The finding quotes the doubtful words; where form tells, there is none."""
    printed, quoted, said, clear = FRAMES[name]
    ((found, message),) = doubts(framed(printed))
    assert found == quoted
    assert said in message
    assert not doubts(framed(clear))


def test_the_day_of_the_signature_is_the_one_below_who_signs() -> None:
    """With less confidence where another stands below the text, and in none but full confidence alone."""
    for printed, sure in ((FRAMES["two days below the text"][0], 0.6), ({}, 0.99)):
        date = framed(printed).date
        assert date is not None
        assert (str(date.value), date.confidence) == ("2021-03-18", sure)


def test_a_winner_below_the_mark_of_an_annex_is_no_title() -> None:
    """A body above bodies is one of them; the line that refers to the annex names the honour."""
    decision = framed({"listed": "绿屏机床厂\n绿屏酒厂\n绿屏水厂"})
    assert outlined(decision)[-3:] == ["绿屏机床厂", "绿屏酒厂", "绿屏水厂"]
    assert [tier.name.value for tier in decision.tiers] == ["先进集体"]


# below the title; whom the document is sent to; what is doubtful
SENT = [
    ("先进集体（2个）：\n绿屏机床厂\n绿屏酒厂\n", [], []),
    ("获奖单位：\n绿屏机床厂\n绿屏酒厂\n", ["获奖单位"], ["获奖单位："]),
    ("获奖单位：\n\n经研究，决定予以表彰。\n", ["获奖单位"], []),
    ("绿屏大学、红星机床厂：\n\n经研究，决定予以表彰。\n", ["绿屏大学", "红星机床厂"], []),
    ("绿屏市教育局、财政局：\n\n经研究，决定予以表彰。\n", ["绿屏市教育局、财政局"], []),
]


@pytest.mark.parametrize(("below", "named", "quoted"), SENT)
def test_a_line_with_a_colon_below_the_title(below: str, named: list[str], quoted: list[str]) -> None:
    """It says whom the document is sent to, or heads a list; a mark parts addressees that share no words before them."""
    decision = parser.parse(text_of(f"{TITLE}\n\n{below}"))
    assert [each.value for each in decision.addressees] == named
    assert [words for words, _ in doubts(decision)] == quoted


def test_a_row_that_names_a_body_heads_no_table() -> None:
    """A word above numbers heads their column, but not where its row names somebody; numbers behind names are a score."""
    listed = "高远\t绿屏机床厂\t优\n李明\t绿屏酒厂\t95\n王成\t绿屏水厂\t91"
    assert outlined(parsed("先进个人名单", listed)) == [
        "高远（绿屏机床厂，优）",
        "李明（绿屏酒厂，95）",
        "王成（绿屏水厂，91）",
    ]


def test_the_number_of_a_group_counts_no_winners() -> None:
    """企业二组 is the second group, 企业（2组） counts two."""
    decision = parsed("先进集体名单", "一、企业一组\n1.绿屏机床厂\n二、企业二组\n1.绿屏酒厂")
    assert outlined(decision) == ["一 企业一组", "1 绿屏机床厂", "二 企业二组", "1 绿屏酒厂"]
    assert not [each for each in decision.findings if each.code == "declared-count-mismatch"]


BODY = "{}关于表彰{}的决定\n\n经研究，{}\n\n{}{}\n2021年3月18日\n"
ISSUER, ABOUT = "绿屏市总工会", "2020年度先进集体"
LIST = "绿屏机床厂\n绿屏酒厂\n\n"

# a body; what its finding quotes and says; a body without doubt
BODIES = {
    "where a name ends": (
        (ISSUER, ABOUT, "决定授予绿屏大学优秀工会先进集体称号。", "", ISSUER),
        ("先进集体", "the words before it"),
        (ISSUER, ABOUT, "决定授予绿屏大学优秀集体称号。", "", ISSUER),
    ),
    "who gets which honour": (
        (ISSUER, ABOUT, "决定分别授予下列单位“先进集体”“模范集体”称号：", LIST, ISSUER),
        ("分别", "may have winners of its own"),
        (ISSUER, ABOUT, "决定授予下列单位“先进集体”“模范集体”称号：", LIST, ISSUER),
    ),
    "one of them": (
        (ISSUER, ABOUT, "决定分别授予下列单位“先进集体”“模范集体”称号：", LIST, ISSUER),
        ("分别", "may have winners of its own"),
        (ISSUER, ABOUT, "决定授予下列单位“先进集体”称号：", LIST, ISSUER),
    ),
    "of which year": (
        (ISSUER, "2019年度先进集体和2020年度先进个人", "决定授予绿屏大学“先进集体”称号。", "", ISSUER),
        ("2019年度", "another is named"),
        (ISSUER, "2019—2020年度先进集体和先进个人", "决定授予绿屏大学“先进集体”称号。", "", ISSUER),
    ),
    "who signs or wins": (
        ("", ABOUT, "决定予以表彰。\n\n附件：先进集体名单", "", "绿屏机床厂\n绿屏酒厂"),
        ("绿屏机床厂", "may be its winners"),
        (ISSUER, ABOUT, "决定予以表彰。\n\n附件：先进集体名单", "", ISSUER),
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_can_be_read_in_two_ways(name: str) -> None:
    """In the prose and what stands below it."""
    printed, (quoted, said), clear = BODIES[name]
    ((found, message),) = doubts(parser.parse(text_of(BODY.format(*printed))))
    assert found == quoted
    assert said in message
    assert not doubts(parser.parse(text_of(BODY.format(*clear))))
