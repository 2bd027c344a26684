"""Whom a later document names when it revokes or confirms an earlier award. All bodies are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from test_granted import line
from test_later import said
from test_reviewed import AWARD, GAVE, GIVEN, REVOKING, decision_of
from uniongraph import parser

CITED = "《临江市总工会关于表彰2019年度先进集体的决定》（临工发〔2020〕21号）"
SENTENCES = [
    ("决定撤销临江港务（集团）有限公司工会的“先进集体”称号。", ["临江港务（集团）有限公司工会"]),
    (
        "决定取消江北区总工会、临江港务（集团）有限公司工会等2个单位的“先进集体”称号。",
        ["江北区总工会", "临江港务（集团）有限公司工会"],
    ),
    ("决定撤销临江市对外贸易公司工会的“先进集体”称号。", ["临江市对外贸易公司工会"]),
    (f"决定撤销{CITED}中授予江北区总工会的“先进集体”称号。", ["江北区总工会"]),
    ("决定撤销江北区\n— 1 —\n总工会、南岸\n区总工会的“先进集体”称号。", ["江北区总工会", "南岸区总工会"]),
    (f"决定撤销{CITED}中江北区总工会的“先进集体”称号。", ["江北区总工会"]),
]


@pytest.mark.parametrize(("sentence", "names"), SENTENCES)
def test_whose_award_is_revoked(sentence: str, names: list[str]) -> None:
    """Each is named whole: brackets and verbs within a name begin nothing."""
    decision = parser.parse(text_of(f"临江市总工会关于撤销部分单位先进集体称号的决定\n\n{sentence}\n"))
    (act,) = decision.acts
    found = [party.name.value for tier in act.tiers for case in tier.cases() for party in case.recipients]
    assert (act.kind, found, decision.tiers) == ("revocation", names, ())


NUMBER = " 临工发〔2020〕21号"
PRAISED = [
    ("决定撤销对云岭煤矿工会的表彰。", "撤销 | 表彰: 云岭煤矿工会"),
    (
        "经查，云岭煤矿发生责任事故，决定撤销对云岭煤矿工会、江北区总工会的表彰，收回奖牌。",
        "撤销 | 表彰: 云岭煤矿工会 江北区总工会",
    ),
    (f"同时，撤销{CITED}对云岭煤矿工会的表彰。", f"撤销{NUMBER} | 表彰: 云岭煤矿工会"),
    (
        f"决定取消{CITED}中对云岭煤矿工会、江北区总工会等2个单位的通报表扬。",
        f"取消{NUMBER} | 通报表扬 2个: 云岭煤矿工会 江北区总工会",
    ),
    ("决定撤回给予孙守成同志的表彰奖励。", "撤回 | 表彰奖励: 孙守成"),
    ("决定对云岭煤矿工会的表彰予以撤销。", "撤销 | 表彰: 云岭煤矿工会"),
    (
        "鉴于江北区教育局原副局长孙守成在申报中弄虚作假，决定撤销对其的表彰。",
        "撤销 | 表彰: 孙守成(江北区教育局,原副局长)",
    ),
    ("决定撤销对有关人员的表彰。", None),
    ("决定取消对云岭煤矿工会的表彰资格。", None),
    ("决定撤销对云岭煤矿工会的处分。", None),
    ("2018年，江北区总工会曾被撤销对其的表彰。", None),
]


@pytest.mark.parametrize(("sentence", "lost"), PRAISED)
def test_a_praise_is_revoked_by_the_word_that_the_document_has_for_it(
    sentence: str, lost: str | None
) -> None:
    """The honour has no other name there; who is named by no name, and what is no honour, is in no act."""
    decision = decision_of(AWARD, f"{GIVEN}\n{sentence}")
    assert [said(act) for act in decision.acts] == ([f"revocation {lost}"] if lost else [])
    assert tuple(map(line, decision.tiers)) == GAVE
    if lost is not None:
        assert "unread-words" not in {finding.code for finding in decision.findings}


def test_a_praise_that_the_title_names_has_that_name() -> None:
    """撤销部分单位“文明单位”称号的决定: 对甲的表彰 is that honour."""
    (act,) = decision_of(REVOKING, "决定撤销对云岭煤矿工会的表彰。").acts
    assert said(act) == "revocation 撤销 | 文明单位: 云岭煤矿工会"
