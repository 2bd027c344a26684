"""Whom a later document names when it revokes or confirms an earlier award. All bodies are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
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
