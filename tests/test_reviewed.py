"""Honours that a review keeps or takes back, the verb before or behind who has them: acts, never awards. All invented."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from hostile import text_of
from test_granted import line
from test_later import said
from uniongraph import parser
from uniongraph.model import Decision

TWO = "江北区总工会、临江大学工会"
AWARD = "表彰2020年度先进集体的决定"
REVIEW = "“文明单位”复查结果的通报"
REVOKING = "撤销部分单位“文明单位”称号的决定"
GIVEN = "决定授予南湾区总工会“先进集体”称号。"
GAVE = ("先进集体: 南湾区总工会",)


def decision_of(title: str, prose: str, below: str = "") -> Decision:
    """Return the reading of a document of one sentence or a few."""
    head = f"临江市总工会关于{title}\n\n各区总工会：\n\n"
    return parser.parse(text_of(f"{head}{prose}\n\n临江市总工会\n2021年3月18日\n{below}"))


KEPT = [
    (f"经复查，{TWO}等2个单位继续保留“文明单位”称号。", "继续保留", "文明单位 2个"),
    (f"经复查，{TWO}等2个单位予以保留“文明单位”称号。", "予以保留", "文明单位 2个"),
    (f"经复查，{TWO}等2个单位继续保持“文明单位”荣誉称号。", "继续保持", "文明单位 2个"),
    (f"经复查，{TWO}等2个单位确认为“文明单位”。", "确认", "文明单位 2个"),
    (f"经复查，{TWO}等2个单位的“文明单位”称号予以保留。", "予以保留", "文明单位 2个"),
    (f"{TWO}等2个“文明单位”复核合格。", "复核合格", "文明单位 2个"),
    (f"经复核，重新认定{TWO}等2个单位为“文明单位”。", "重新认定", "文明单位 2个"),
    (f"{TWO}通过复核，重新认定为“文明单位”。", "重新认定", "文明单位"),
    (f"经复查，{TWO}继续保留“文明单位”称号。", "继续保留", "文明单位"),
]


@pytest.mark.parametrize(("sentence", "words", "honour"), KEPT)
def test_who_keeps_an_honour_is_given_none(sentence: str, words: str, honour: str) -> None:
    """In a document of nothing else, and beside what is given, wherever the verb stands."""
    kept = [f"confirmation {words} | {honour}: {TWO.replace('、', ' ')}"]
    for title, prose, given in ((REVIEW, sentence, ()), (AWARD, GIVEN + sentence, GAVE)):
        decision = decision_of(title, prose)
        assert [said(act) for act in decision.acts] == kept
        assert tuple(map(line, decision.tiers)) == given


TAKEN = [
    (f"{TWO}等2个单位的“文明单位”称号予以撤销。", "撤销", "文明单位 2个"),
    (f"{TWO}等2个单位的“文明单位”称号被撤销。", "撤销", "文明单位 2个"),
    (f"{TWO}等2个单位取消“文明单位”称号。", "取消", "文明单位 2个"),
    (f"对{TWO}等2个单位的“文明单位”称号予以取消，收回奖牌。", "取消", "文明单位 2个"),
    (f"决定对{TWO}的“文明单位”称号予以撤销。", "撤销", "文明单位"),
    (f"收回{TWO}“文明单位”奖牌。", "收回", "文明单位"),
    (f"{TWO}等2个单位不再保留“文明单位”称号。", "不再保留", "文明单位 2个"),
    (f"不再保留{TWO}等2个单位“文明单位”称号。", "不再保留", "文明单位 2个"),
    (f"经复查不合格，{TWO}不再保留“文明单位”荣誉称号。", "不再保留", "文明单位"),
    (f"{TWO}因发生责任事故，“文明单位”称号被撤销。", "撤销", "文明单位"),
    (f"因发生责任事故，撤销{TWO}“文明单位”称号。", "撤销", "文明单位"),
    (f"{TWO}因发生责任事故，撤销其“文明单位”称号。", "撤销", "文明单位"),
    (f"{TWO}等2个单位复查不合格，不予保留“文明单位”称号。", "不予保留", "文明单位 2个"),
]


@pytest.mark.parametrize(("sentence", "words", "honour"), TAKEN)
def test_who_loses_an_honour_is_named_by_a_revocation(sentence: str, words: str, honour: str) -> None:
    """By the result of a review that keeps nothing, by a document that revokes, and beside what is given."""
    lost = [f"revocation {words} | {honour}: {TWO.replace('、', ' ')}"]
    for title, prose, given in (
        (REVIEW, sentence, ()),
        (REVOKING, sentence, ()),
        (AWARD, GIVEN + sentence, GAVE),
    ):
        decision = decision_of(title, prose)
        assert [said(act) for act in decision.acts] == lost
        assert tuple(map(line, decision.tiers)) == given


class Reviewed(NamedTuple):
    """A document with what it does, its annexes behind a line of their own."""

    title: str
    prose: str
    acts: list[str]
    tiers: tuple[str, ...] = ()
    below: str = ""


def annexes(*lists: tuple[str, ...]) -> str:
    """Return the text of some annexes, each its title and the lines below it."""
    return "".join(
        f"\n附件{number}\n\n{title}\n\n" + "\n".join(lines) + "\n"
        for number, (title, *lines) in enumerate(lists, start=1)
    )


DOCUMENTS = [
    Reviewed(
        REVIEW,
        f"经复查，{TWO}等2个单位保留荣誉称号。",
        ["confirmation 保留 | 文明单位 2个: 江北区总工会 临江大学工会"],
    ),
    Reviewed(
        REVIEW,
        f"{TWO}等2个单位复核合格。",
        ["confirmation 复核合格 | 文明单位 2个: 江北区总工会 临江大学工会"],
    ),
    Reviewed(
        "2019年度临江市文明单位复查情况的通报",
        f"经复查，{TWO}复查合格，继续保留称号；南岸区总工会复查不合格，撤销称号，收回奖牌。",
        [
            "confirmation 复查合格 | 2019年度临江市文明单位: 江北区总工会 临江大学工会",
            "revocation 撤销 | 2019年度临江市文明单位: 南岸区总工会",
        ],
    ),
    Reviewed(
        "确认“文明单位”复查结果的通报",
        f"{TWO}通过复查，准予继续使用“文明单位”称号。",
        ["confirmation 继续使用 | 文明单位: 江北区总工会 临江大学工会"],
    ),
    Reviewed(
        "公布“文明单位”复评结果的通知",
        f"{TWO}通过复评，其“文明单位”称号继续有效，有效期三年。",
        ["confirmation 继续有效 | 文明单位: 江北区总工会 临江大学工会"],
    ),
    Reviewed(
        REVIEW,
        "经复查，江北区总工会等2个单位继续保留“文明单位”称号（名单见附件），撤销南岸区总工会“文明单位”称号。",
        [
            "confirmation 复查合格 | 文明单位 2个: 江北区总工会 临江大学工会",
            "revocation 撤销 | 文明单位: 南岸区总工会",
        ],
        below=annexes(("“文明单位”复查合格单位名单（2个）", "江北区总工会", "临江大学工会")),
    ),
    Reviewed(
        AWARD,
        "决定授予江北区总工会等2个单位“先进集体”称号，继续保留南岸区总工会等1个单位“文明单位”称号，"
        "撤销北湾区总工会等1个单位“文明单位”称号。",
        [
            "confirmation 复查合格 | 文明单位: 南岸区总工会",
            "revocation 撤销 | 文明单位: 北湾区总工会",
        ],
        ("2020年度先进集体: 江北区总工会 临江大学工会",),
        annexes(
            ("2020年度先进集体名单", "江北区总工会", "临江大学工会"),
            ("复查合格单位名单", "南岸区总工会"),
            ("撤销称号单位名单", "北湾区总工会"),
        ),
    ),
    Reviewed(
        AWARD,
        "决定授予江北区总工会“先进集体”称号。撤销2个单位“文明单位”称号（撤销名单见附件）。",
        ["revocation 撤销 | 文明单位: 北湾区总工会 南岸区总工会"],
        ("先进集体: 江北区总工会",),
        annexes(("撤销名单", "1.北湾区总工会", "2.南岸区总工会")),
    ),
    Reviewed(
        REVIEW,
        "对2个单位继续保留“文明单位”称号（见附件1），对1个单位撤销称号（见附件2）。",
        [
            "revocation 撤销 | 文明单位: 北湾区总工会",
            "confirmation 继续保留 | “文明单位” 2个: 江北区总工会 临江大学工会",
        ],
        below=annexes(
            ("“文明单位”名单", "江北区总工会", "临江大学工会"), ("撤销“文明单位”称号名单", "北湾区总工会")
        ),
    ),
    Reviewed(
        AWARD,
        f"经评审，确认{TWO}为“先进集体”。",
        [],
        ("先进集体: 江北区总工会 临江大学工会",),
    ),
    Reviewed(
        AWARD,
        f"经现场复核合格，决定授予{TWO}“先进集体”称号，望继续保持优良作风。",
        [],
        ("先进集体: 江北区总工会 临江大学工会",),
    ),
    Reviewed(
        AWARD,
        "2018年，江北区总工会被撤销“文明单位”称号。经整改，决定授予江北区总工会“先进集体”称号。",
        [],
        ("先进集体: 江北区总工会",),
    ),
    Reviewed(
        AWARD,
        "授予江北区总工会“先进集体”称号。获奖单位如弄虚作假的，“先进集体”称号予以撤销。",
        [],
        ("先进集体: 江北区总工会",),
    ),
]


@pytest.mark.parametrize("done", DOCUMENTS, ids=lambda done: done.prose[:24])
def test_a_review_keeps_and_takes_back(done: Reviewed) -> None:
    """An honour that a sentence leaves to the title, lists called by what is done, and what is only told."""
    decision = decision_of(done.title, done.prose, done.below)
    assert [said(act) for act in decision.acts] == done.acts
    assert tuple(map(line, decision.tiers)) == done.tiers


CITED = "《临江市总工会关于表彰2019年度先进集体的决定》（临工发〔2020〕5号）"
REVOKED = "撤销南岸区总工会荣誉称号的决定"
CORRECTED = "更正2019年度先进集体名单的通知"
LATER = [
    Reviewed(
        AWARD,
        f"{GIVEN}{CITED}中授予南岸区总工会的“先进集体”称号同时撤销。",
        ["revocation 撤销 临工发〔2020〕5号 | 先进集体: 南岸区总工会"],
        GAVE,
    ),
    Reviewed(
        AWARD,
        f"{GIVEN}同时，将{CITED}附件中“江北总工会”更正为“江北区总工会”。",
        ["correction 更正 临工发〔2020〕5号 | 江北总工会→江北区总工会"],
        GAVE,
    ),
    Reviewed(AWARD, f"{GIVEN}江北区总工会将“流动书屋”改为“云上书屋”，服务更广。", [], GAVE),
    Reviewed(
        CORRECTED,
        f"{CITED}附件1“先进集体名单”中“江北总工会”应为“江北区总工会”；附件2第3项“张山”误写，现更正为“张三”。其余内容不变。",
        ["correction 更正 临工发〔2020〕5号 | 江北总工会→江北区总工会; 张山→张三"],
    ),
    Reviewed(
        CORRECTED,
        f"{CITED}附件中，原“江北总工会”，现更正为“江北区总工会”；“张三”误写为“张山”。",
        ["correction 更正 临工发〔2020〕5号 | 江北总工会→江北区总工会; 张山→张三"],
    ),
    Reviewed(
        REVOKED,
        f"因发生重大责任事故，决定撤销2020年3月2日印发的{CITED}中授予南岸区总工会的“先进集体”称号。",
        ["revocation 撤销 临工发〔2020〕5号 | 先进集体: 南岸区总工会"],
    ),
    Reviewed(
        REVOKED,
        "经查，该单位在申报中弄虚作假。市总工会决定撤销该单位“先进集体”称号。",
        ["revocation 撤销 | 先进集体: 南岸区总工会"],
    ),
    Reviewed(
        "撤销有关单位荣誉称号的决定",
        "南岸区总工会于2020年被授予“先进集体”称号。因该单位2021年发生责任事故，决定撤销其“先进集体”称号。",
        ["revocation 撤销 | 先进集体: 南岸区总工会"],
    ),
    Reviewed(
        "撤销张三同志荣誉称号的决定",
        "2018年，市总工会授予其“劳动模范”称号。因犯受贿罪，决定撤销其“劳动模范”称号，取消相应待遇。",
        ["revocation 撤销 | 劳动模范: 张三"],
    ),
]


@pytest.mark.parametrize("done", LATER, ids=lambda done: done.prose[-24:])
def test_what_a_later_document_does_is_read_with_whom_it_means(done: Reviewed) -> None:
    """By 其 the holder of the title or of the sentence before is meant, never the body that decides."""
    decision = decision_of(done.title, done.prose)
    assert [said(act) for act in decision.acts] == done.acts
    assert tuple(map(line, decision.tiers)) == done.tiers
