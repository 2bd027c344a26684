"""Whom a sentence means that says first why an honour is taken back, and what of it is not read. All is invented."""

from __future__ import annotations

import pytest

from test_granted import line
from test_later import said
from test_reviewed import AWARD, GAVE, GIVEN, REVIEW, decision_of

CITED = "《临江市总工会关于表彰2018年度优秀工会干部的决定》（临工发〔2019〕7号）"
NUMBER = " 临工发〔2019〕7号"
TAKEN = [
    (
        f"三、鉴于江北区教育局原副局长孙守成在申报中弄虚作假、造成不良影响，撤销其{CITED}授予的“优秀工会干部”称号，收回奖章。",
        f"撤销{NUMBER} | 优秀工会干部: 孙守成(江北区教育局,原副局长)",
    ),
    (
        f"三、撤销孙守成同志{CITED}授予的“优秀工会干部”称号，收回证书。",
        f"撤销{NUMBER} | 优秀工会干部: 孙守成",
    ),
    (
        f"（三）鉴于江北区教育局原副局长孙守成严重违纪违法，决定撤销孙守成{CITED}授予的“优秀工会干部”称号。",
        f"撤销{NUMBER} | 优秀工会干部: 孙守成",
    ),
    (
        "经研究，同意撤销孙守成同志“优秀工会干部”称号。",
        "撤销 | 优秀工会干部: 孙守成",
    ),
    (
        f"取消江北区总工会{CITED}授予的“文明单位”称号。",
        f"取消{NUMBER} | 文明单位: 江北区总工会",
    ),
    (
        "经查，江北区第一小学原教师钱立群存在学术不端行为，决定撤销其“优秀教师”称号。",
        "撤销 | 优秀教师: 钱立群(江北区第一小学,原教师)",
    ),
    (
        "2.因江北区总工会未落实安全责任、造成重大损失，决定撤销该单位“文明单位”称号。",
        "撤销 | 文明单位: 江北区总工会",
    ),
    (
        "四、孙守成、钱立群因严重违反工作纪律，被撤销“优秀工会干部”称号。",
        "撤销 | 优秀工会干部: 孙守成 钱立群",
    ),
    (
        "由于江北区总工会主席孙守成、临江大学教师钱立群已受到开除处分，取消其“优秀工会干部”荣誉称号。",
        "取消 | 优秀工会干部: 孙守成(江北区总工会,主席) 钱立群(临江大学,教师)",
    ),
    (
        "鉴于孙守成同志隐瞒重大事实、造成恶劣影响，撤销其“优秀工会干部”称号。",
        "撤销 | 优秀工会干部: 孙守成",
    ),
    (
        "因犯受贿罪，撤销江北区教育局原局长孙守成“优秀工会干部”称号。",
        "撤销 | 优秀工会干部: 孙守成(江北区教育局,原局长)",
    ),
    (
        "鉴于江北区教育局原副局长孙守成在评审期间收受礼金，影响恶劣，教训深刻，撤销其“优秀工会干部”称号。",
        "撤销 | 优秀工会干部: 孙守成(江北区教育局,原副局长)",
    ),
    (
        "经查实，因江北区总工会在申报中提供虚假材料，性质严重，根据有关规定，决定取消该单位“文明单位”称号。",
        "取消 | 文明单位: 江北区总工会",
    ),
    (
        "六、孙守成、江北区教育局干部钱立群因严重违反工作纪律被撤销“优秀工会干部”称号。",
        "撤销 | 优秀工会干部: 孙守成 钱立群(江北区教育局,干部)",
    ),
    (
        "鉴于江北区人力资源和社会保障局党组书记、局长孙守成和江北区教育局干部钱立群（女）涉嫌受贿，撤销其“优秀工会干部”称号。",
        "撤销 | 优秀工会干部: 孙守成(江北区人力资源和社会保障局,党组书记、局长) 钱立群(江北区教育局,干部)",
    ),
    (
        "五、鉴于江北区总工会、临江大学工会提供虚假材料，撤销上述2个单位“文明单位”称号。",
        "撤销 | 文明单位: 江北区总工会 临江大学工会",
    ),
    (
        "鉴于江北区总工会原主席孙守成同志被开除党籍，收回其“优秀工会干部”荣誉称号和证书。",
        "收回 | 优秀工会干部: 孙守成(江北区总工会,原主席)",
    ),
]
REVOKING = "撤销部分荣誉称号的决定"


@pytest.mark.parametrize(("sentence", "lost"), TAKEN)
def test_who_a_reason_is_about_loses_the_honour(sentence: str, lost: str) -> None:
    """The person behind unit and post, never the ordinal or the word that opens the reason."""
    for title, prose, given in (
        (REVOKING, sentence, ()),
        (REVIEW, sentence, ()),
        (AWARD, f"{GIVEN}\n{sentence}", GAVE),
    ):
        decision = decision_of(title, prose)
        assert [said(act) for act in decision.acts] == [f"revocation {lost}"]
        assert tuple(map(line, decision.tiers)) == given


UNREAD = [
    "三、撤销对相关同志的表彰，收回所授荣誉。",
    "同时，取消有关人员的“优秀工会干部”称号。",
    "因故撤销相关荣誉称号。",
    "经调查发现，江北区应急管理局相关干部出现重大失误，撤销其荣誉称号。",
    "三、相关人员的“优秀工会干部”称号一并收回。",
    "因在江北区教育局任职的孙守成违反纪律，撤销其“优秀工会干部”称号。",
    "鉴于江北区教育局原副局长孙守成品行不端，撤销其“优秀工会干部”称号。",
]


@pytest.mark.parametrize("sentence", UNREAD)
def test_a_revocation_that_is_not_read_is_said(sentence: str) -> None:
    """Where nobody or no honour is named, the words are pointed at, and nothing stands in the acts."""
    decision = decision_of(AWARD, f"{GIVEN}\n{sentence}")
    (unread,) = [each for each in decision.findings if each.code == "unread-words"]
    assert "revoke" in unread.message
    assert not decision.acts


@pytest.mark.parametrize(
    "sentence",
    [
        "获奖单位如弄虚作假的，一经查实，撤销“先进集体”称号。",
        "对工作不力、发生事故的单位，取消其荣誉称号。",
        "称号实行届期制，期满后称号自行取消。",
        "公示期间，取消2家单位的推荐表彰资格。",
        "各单位要简政放权，取消不必要的证明，珍惜荣誉。",
        "2018年，江北区总工会曾被撤销“文明单位”称号。",
    ],
)
def test_what_is_threatened_or_told_is_no_unread_revocation(sentence: str) -> None:
    """A warning to the winners, another sense of the verb, and an act of former years."""
    decision = decision_of(AWARD, f"{GIVEN}\n{sentence}")
    assert not [each for each in decision.findings if each.code == "unread-words"]
    assert not decision.acts
