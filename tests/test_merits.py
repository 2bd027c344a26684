"""Honours with the number of their edition, honours given to the living and the dead, and merits. All invented."""

from __future__ import annotations

import pytest

from test_granted import Given, decision_of, line
from test_reviewed import annexes
from test_reviewed import decision_of as document
from uniongraph.graph.programme import name_programme

EDITIONS = [
    Given(
        "授予江北区总工会、临江大学工会第十四届“文明单位”称号。",
        ["第十四届“文明单位”: 江北区总工会 临江大学工会"],
    ),
    Given(
        "授予江北区总工会、临江大学工会2个单位第十四届“振兴杯”技能大赛优秀组织奖。",
        ["第十四届“振兴杯”技能大赛优秀组织奖 2个: 江北区总工会 临江大学工会"],
    ),
    Given(
        "授予张三、李四第3届“临江工匠”荣誉称号，授予王五第3届“临江工匠”提名奖。",
        ["第3届“临江工匠”: 张三 李四", "第3届“临江工匠”提名奖: 王五"],
    ),
    Given(
        "决定命名江北区总工会、临江大学工会为第五批“示范点”。",
        ["第五批“示范点”: 江北区总工会 临江大学工会"],
    ),
    Given(
        "决定授予下列单位第二届全市“书香工会”称号：\n江北区总工会\n临江大学工会",
        ["第二届全市“书香工会”: 江北区总工会 临江大学工会"],
    ),
    Given(
        "经评审，江北区总工会获第十四届“振兴杯”一等奖，临江大学工会获第十四届“振兴杯”二等奖。",
        ["第十四届“振兴杯”一等奖: 江北区总工会", "第十四届“振兴杯”二等奖: 临江大学工会"],
    ),
]


@pytest.mark.parametrize("given", EDITIONS, ids=lambda given: given.sentence[:24])
def test_the_number_of_an_edition_is_part_of_the_honours_name(given: Given) -> None:
    """第十四届 before the quotation mark stays in the name, as printed."""
    decision = decision_of(given.sentence)
    assert [line(tier) for tier in decision.tiers] == given.tiers
    assert not {finding.code for finding in decision.findings} & {"uncertain-recipient", "unread-words"}


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("命名“文明单位”的决定", 14),
        ("命名临江市文明单位的决定", 14),
        ("表彰2020年度技能大赛优胜者的决定", None),
    ],
)
def test_the_number_of_an_edition_may_stand_in_the_body(title: str, number: int | None) -> None:
    """Where no title prints it, and the honour is of the programme that the title names."""
    found = name_programme(document(title, "授予江北区总工会第十四届“文明单位”称号。"))
    assert (found.number.value if found.number else None) == number


def test_a_revoked_honour_keeps_the_number_of_its_edition() -> None:
    """撤销……第三届“某某杯”优秀组织奖: the whole name."""
    prose = "决定撤销江北区总工会第三届“振兴杯”优秀组织奖，收回临江大学工会第三届“文明单位”奖牌。"
    decision = document("撤销部分单位荣誉的决定", prose)
    assert [line(tier) for act in decision.acts for tier in act.tiers] == [
        "第三届“振兴杯”优秀组织奖: 江北区总工会",
        "第三届“文明单位”: 临江大学工会",
    ]


def test_an_edition_that_an_annex_lists_is_read_from_there() -> None:
    """The body's 第三届“文明单位” and the annex's 第三届文明单位 are one honour."""
    prose = "授予江北区总工会等2个单位第三届“文明单位”称号。"
    listed = ("第三届文明单位名单", "江北区总工会", "临江大学工会")
    decision = document("命名文明单位的决定", prose, annexes(listed))
    assert [line(tier) for tier in decision.tiers] == ["第三届文明单位: 江北区总工会 临江大学工会"]


TOGETHER = [
    Given("授予张三、李四“优秀党员”称号，追授王五“优秀党员”称号。", ["优秀党员: 张三 李四 王五(追授)"]),
    Given(
        "授予张三、李四等2名同志“优秀党员”称号，追授王五同志“优秀党员”称号。",
        ["优秀党员 3名: 张三 李四 王五(追授)"],
    ),
    Given(
        "授予张三、李四等2名同志“优秀党员”称号，追授王五等1名同志“优秀党员”称号。",
        ["优秀党员 3名: 张三 李四 王五(追授)"],
    ),
    Given(
        "追授王五同志“优秀党员”称号。授予张三、李四2名同志“优秀党员”称号。",
        ["优秀党员 3名: 王五(追授) 张三 李四"],
    ),
    Given(
        "授予张三、李四2名同志“优秀党员”称号，追授王五同志该称号。",
        ["优秀党员 3名: 张三 李四 王五(追授)"],
    ),
    Given(
        "授予张三等同志“优秀党员”称号，追授王五等1名同志“优秀党员”称号。",
        ["优秀党员: 张三 王五(追授)"],
        ("open-list",),
    ),
    Given(
        "授予张三等2名同志“优秀党员”称号，追授王五同志“优秀党员”称号。",
        ["优秀党员 3名: 张三 王五(追授)"],
        ("open-list",),
    ),
    Given(
        "决定授予张三同志“优秀党员”称号，并记二等功。希望张三同志再接再厉。决定授予张三同志“优秀党员”称号。",
        ["优秀党员: 张三", "二等功: 张三"],
    ),
    Given(
        "授予江北区总工会等2个单位“抗洪先锋”称号，授予张三等2名同志“抗洪先锋”称号。",
        ["抗洪先锋: 江北区总工会 张三"],
        ("open-list", "open-list"),
    ),
]


@pytest.mark.parametrize("given", TOGETHER, ids=lambda given: given.sentence[:24])
def test_an_honour_given_twice_is_one_with_all_who_get_it(given: Given) -> None:
    """To the living and the dead: who is named alone counts beside who is counted; an open part counts nobody."""
    decision = decision_of(given.sentence)
    assert [line(tier) for tier in decision.tiers] == given.tiers
    assert [f.code for f in decision.findings if f.code != "missing-number"] == list(given.codes)


MERITS = [
    ("决定给予张三个人一等功。", ["个人一等功: 张三"]),
    ("决定记张三个人一等功。", ["个人一等功: 张三"]),
    ("决定给张三记一等功一次。", ["一等功: 张三"]),
    ("决定给予张三同志荣立二等功一次。", ["二等功: 张三"]),
    ("经局党委研究决定，张三、李四2名同志荣立个人三等功。", ["个人三等功 2名: 张三 李四"]),
    ("张三同志在工作中荣立二等功。", []),
    ("决定给张三记大功。", ["大功: 张三"]),
    ("给予张三记大功奖励。", ["大功: 张三"]),
    ("给张三记功一次。", ["记功: 张三"]),
    ("决定给予张三、李四嘉奖。", ["嘉奖: 张三 李四"]),
    ("现将江北区总工会、临江大学工会予以通报表扬。", ["通报表扬: 江北区总工会 临江大学工会"]),
    ("现对江北区总工会、临江大学工会提出通报表扬。", ["通报表扬: 江北区总工会 临江大学工会"]),
    ("江北区总工会、临江大学工会等2个单位予以通报表扬。", ["通报表扬 2个: 江北区总工会 临江大学工会"]),
    ("江北区总工会和张三、李四等2名同志予以嘉奖。", ["嘉奖: 江北区总工会 张三 李四"]),
    ("希望各单位对表现突出的予以通报表扬。", []),
    (
        "一、记一等功人员（2名）\n张三　江北区公安分局民警\n李四　临江市公安局民警\n二、嘉奖人员\n王五　临江市公安局民警",
        [
            "一.一等功 2名: 张三(江北区公安分局,民警) 李四(临江市公安局,民警)",
            "二.嘉奖: 王五(临江市公安局,民警)",
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "tiers"), MERITS)
def test_a_merit_is_called_by_its_own_name(sentence: str, tiers: list[str]) -> None:
    """记个人一等功, 给予个人一等功 and 荣立个人一等功 are one honour, called by what is printed without the verb."""
    assert [line(tier) for tier in decision_of(sentence).tiers] == tiers


LISTS = [
    ((("记一等功人员名单", "张三　江北区公安分局民警"),), ["一等功: 张三(江北区公安分局,民警)"]),
    (
        (("2020年度记个人三等功人员名单", "张三", "马国庆"), ("2020年度嘉奖人员名单", "李四")),
        ["2020年度个人三等功: 张三 马国庆", "2020年度嘉奖: 李四"],
    ),
    (
        (("通报表扬单位名单", "江北区总工会"), ("通报表扬个人名单", "张三")),
        ["通报表扬单位: 江北区总工会", "通报表扬个人: 张三"],
    ),
    (
        (
            (
                "立功受奖名单",
                "荣立个人二等功（1名）",
                "张三",
                "集体三等功（1个）",
                "刑警二中队",
                "个人嘉奖（1名）",
                "李四",
            ),
        ),
        ["个人二等功 1名: 张三", "集体三等功 1个: 刑警二中队", "个人嘉奖 1名: 李四"],
    ),
]


@pytest.mark.parametrize(("lists", "tiers"), LISTS)
def test_a_list_of_a_merit_is_called_so_too(lists: tuple[tuple[str, ...], ...], tiers: list[str]) -> None:
    """记一等功人员名单 lists 一等功; where two lists are of one merit, the words for those who get it tell them apart."""
    decision = document("给张三等同志记功的决定", "决定给张三等同志记功（名单附后）。", annexes(*lists))
    assert [line(tier) for tier in decision.tiers] == tiers
    assert not {finding.code for finding in decision.findings} & {"unread-line", "uncertain-recipient"}


SUBJECTS = [
    (
        "对江北区总工会、临江大学工会予以通报表扬的通报",
        "在抢险救灾中，两家工会成绩突出，现予以通报表扬。",
        ["通报表扬: 江北区总工会 临江大学工会"],
    ),
    ("给予张三同志记三等功的决定", "该同志表现突出，经研究，决定予以记功。", ["三等功: 张三"]),
    ("授予张三同志“优秀党员”称号的决定", "张三，江北区总工会干部。特此决定。", ["优秀党员: 张三"]),
    ("给予张三同志嘉奖的决定", "决定给予张三同志嘉奖。", ["嘉奖: 张三"]),
]


@pytest.mark.parametrize(("title", "prose", "tiers"), SUBJECTS)
def test_a_title_names_whom_the_body_does_not(title: str, prose: str, tiers: list[str]) -> None:
    """关于对甲予以通报表扬的通报: where neither body nor list names anybody."""
    decision = document(title, prose)
    assert [line(tier) for tier in decision.tiers] == tiers
    assert "annex-missing" not in {finding.code for finding in decision.findings}


TOLD = [
    (
        "在抢险救灾工作中，江北区总工会、临江大学工会成绩突出。为鼓励先进，现予以通报表扬。",
        ["通报表扬: 江北区总工会 临江大学工会"],
    ),
    ("2020年，市总工会各项工作成绩突出，现予以通报表扬。", []),
    ("各级工会工作成绩突出，现予以通报表扬。", []),
]


@pytest.mark.parametrize(("prose", "tiers"), TOLD)
def test_an_act_that_names_nobody_is_about_who_did_well(prose: str, tiers: list[str]) -> None:
    """现予以通报表扬 behind 甲、乙成绩突出: not the body that issues the document, and nobody who is not named."""
    assert [line(tier) for tier in document("通报表扬先进单位的通报", prose).tiers] == tiers
