"""The parser on texts that nobody vouches for: never an exception, never a line lost, never a quote that is not there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import HEAD, LIST, PLACES, UNITS, hostile, text_of
from uniongraph import divisions, grammar, parser
from uniongraph.model import Reading, Span, Text
from uniongraph.parser import RULES
from uniongraph.parser.state import State

_WORDS = """一、 二、 三、 （一） （二） (三) （十八） 1. 2. 3． 1、 7. ① 1 2 3 10 18 24小时 2.0升 020 二〇二一年 2017年度 2021年3月18日
    附件 附件1 附件： 附件2：名单 名单 获奖名单 （共3个） 2个 10类/个 空缺 （空缺） 一等奖 特等奖 提名奖 先进集体 优秀组织奖
    临江市总工会 文件 关于表彰 关于 的决定 的通知 临工发〔2021〕12号 《关于评选的通知》 《 》 （ ） ( ) “ ” ‘ ’ “甲” 获“乙等奖项” 等3项成果
    授予 决定 表彰 经 通过 推荐、 自荐 三种方式 等程序 初审、 六个方面 从 共收到申报材料 份 、 ， 。 ： ； ／ —— - — 1 — 第 3 页
    工会 总工会 有限公司 有限公司工会 大学工会 宝山区顾村镇总工会 天平街道 联合会 打造服务阵地 让职工满意 张三 and （排名不分先后） 注：
    抄送： 办公室2021年印发 （此件公开发布） 各区总工会："""
WORDS = _WORDS.split()
FRAGMENTS = st.sampled_from([*WORDS, "\n", "\n\n", "\r\n", " ", "\u3000", "\t", "\u200b"])
DOCUMENTS = st.lists(FRAGMENTS, max_size=120).map("".join)
ANYTHING = st.text(alphabet=st.characters(codec=None), max_size=200)
TEXTS = st.one_of(
    DOCUMENTS,
    st.builds("{}{}".format, st.sampled_from([HEAD, LIST]), DOCUMENTS),
    st.builds("{}{}".format, st.sampled_from(["", HEAD, LIST]), ANYTHING),
)


def readings(value: object) -> Iterator[Reading[object]]:
    """Yield every reading inside a value."""
    if isinstance(value, Reading):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from readings(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Text):
        for field in dataclasses.fields(value):
            yield from readings(getattr(value, field.name))


def bare(words: str) -> str:
    """Return words without white space and marks that nobody sees, which is all that a reading may drop."""
    return "".join(grammar.tidy_name(words).split())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_span_quotes_its_own_text(content: str) -> None:
    """The words of each value are those of its spans, in their order; nothing is made up, told twice or lies outside."""
    decision = parser.parse(text_of(content))
    for reading in readings(decision):
        assert reading.spans
        assert 0 < reading.confidence <= 1
        assert all(0 <= span.begin < span.end <= len(content) for span in reading.spans)
        assert all(before.end <= after.begin for before, after in pairwise(sorted(reading.spans)))
        if isinstance(reading.value, str):
            printed = "".join(decision.text.quote(span) for span in reading.spans)
            assert bare(reading.value) == bare(printed)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_line_is_claimed_once_or_reported(content: str) -> None:
    """No rule claims what another has read, and of an award each line is read or reported as unread."""
    text = text_of(content)
    state = State.of(text, divisions.shipped())
    for rule in RULES:
        rule(state)
        if state.reason is not None:
            return
    unread = {text.position(f.span.begin)[0] for f in state.findings if f.code == "unread-line"}
    assert unread.isdisjoint(state.claims)
    assert unread | state.claims.keys() == {line.number for line in text.lines}


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_findings_are_sorted_and_stay_in_the_text(content: str) -> None:
    """Findings come in the order of the text, each about characters of the text, and each says something."""
    decision = parser.parse(text_of(content))
    spans = [(finding.span.begin, finding.span.end) for finding in decision.findings]
    assert spans == sorted(spans)
    assert all(0 <= begin <= end <= len(content) for begin, end in spans)
    assert all(finding.message and finding.code for finding in decision.findings)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_is_read_the_same_way(content: str) -> None:
    """Two readings of one text are equal."""
    assert parser.parse(text_of(content)) == parser.parse(text_of(content))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_parts_follow_one_another(content: str) -> None:
    """Header, body and annexes begin where the part before them ends, and the last ends with the text."""
    decision = parser.parse(text_of(content))
    ends = [Span(0, 0), *(part.span for part in decision.parts)]
    assert all(before.end == after.begin for before, after in pairwise(ends))
    assert ends[-1].end == len(content)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("unit", UNITS)
def test_a_hostile_text_is_read_to_its_end(unit: str, place: str) -> None:
    """Repetition without measure gives a reading or a refusal; ``benchmarks/parser_growth.py`` shows how fast."""
    text = hostile(unit, place, 200_000)
    decision = parser.parse(text)
    assert decision.text is text
    assert decision.is_award == (decision.reason is None)
    assert all(finding.span.end <= len(text.content) for finding in decision.findings)


def test_of_very_many_notes_each_is_borne_once() -> None:
    """A work with 500 winners and 500 notes: the first winner has them all, or there would be a quarter of a million."""
    lines = "完成单位：江北工会\n指导教师：王五\n" * 500
    (tier,) = parser.parse(text_of(f"{LIST}1. 智能系统\n{lines}")).tiers
    recipients = [each for case in tier.cases() for each in case.recipients]
    assert [len(each.notes) for each in recipients] == [500, *[0] * 499]


def test_a_colon_before_an_act_ends_the_search_for_its_clause() -> None:
    """Words that end in a colon before 继续保留 once held the parser for ever."""
    for mark in "：，、":
        printed = (
            f"绿屏市总工会关于继续保留白塔区总工会附件{mark}先进集体名单等单位绿屏市模范职工之家称号的通报"
        )
        decided = f"经复查，市总工会决定{mark}继续保留白塔区总工会{mark}的“绿屏市模范职工之家”称号。"
        assert parser.parse(text_of(f"{printed}\n\n绿屏市总工会\n\n{decided}\n")).has_effect
