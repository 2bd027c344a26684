"""Sentences that name the first winner and leave the others to the list below them (给予甲等3名同志记二等功：). All invented."""

from __future__ import annotations

import pytest

from test_granted import Led, decision_of, line

THREE = "\n周启明　江北区水务局局长\n韩玉兰　南岸区医院护士长\n丁　一　江北区消防大队大队长"
READ = "周启明(江北区水务局,局长) 韩玉兰(南岸区医院,护士长) 丁一(江北区消防大队,大队长)"
BODIES = "\n江北区水务局\n南岸区医院\n江北区消防大队"
HEARD = "江北区水务局 南岸区医院 江北区消防大队"
MISMATCH = ("declared-count-mismatch",)

LISTED = [
    Led(f"三、给予周启明等3名同志记二等功：{THREE}", [f"三.二等功 3名: {READ}"]),
    Led(f"决定给周启明等3名同志记个人二等功：{THREE}", [f"个人二等功 3名: {READ}"]),
    Led(f"给予周启明同志等3人记二等功：{THREE}", [f"二等功 3人: {READ}"]),
    Led(f"给予周启明、韩玉兰等3名同志记二等功：{THREE}", [f"二等功 3名: {READ}"]),
    Led(f"授予周启明等3名同志“抗洪先锋”荣誉称号：{THREE}", [f"抗洪先锋 3名: {READ}"]),
    Led(f"二、授予周启明等3名同志“抗洪先锋”称号：{THREE}", [f"二.抗洪先锋 3名: {READ}"]),
    Led(f"授予周启明等同志“抗洪先锋”称号：{THREE}", [f"抗洪先锋: {READ}"]),
    Led(f"授予周启明等3名同志抗洪先锋称号：{THREE}", [f"抗洪先锋 3名: {READ}"]),
    Led(f"给予周启明等3名同志二等功奖励：{THREE}", [f"二等功 3名: {READ}"]),
    Led(f"决定对江北区水务局等3个单位予以嘉奖：{BODIES}", [f"嘉奖 3个: {HEARD}"]),
    Led(f"对江北区水务局等3个集体给予通报表扬：{BODIES}", [f"通报表扬 3个: {HEARD}"]),
    Led(f"命名江北区水务局等3个单位为“抗洪先进单位”：{BODIES}", [f"抗洪先进单位 3个: {HEARD}"]),
    Led(f"给江北区水务局等3个集体记集体二等功：{BODIES}", [f"集体二等功 3个: {HEARD}"]),
    Led(f"对江北区水务局等3个单位予以表彰：{BODIES}", [f"2020年度先进 3个: {HEARD}"]),
    Led(
        "追授周启明等2名同志“抗洪英雄”称号：\n周启明　江北区水务局\n韩玉兰　南岸区医院",
        ["抗洪英雄 2名: 周启明(江北区水务局,追授) 韩玉兰(南岸区医院,追授)"],
    ),
    Led(
        "追授下列2名同志“抗洪英雄”称号：\n周启明　江北区水务局\n韩玉兰　南岸区医院",
        ["抗洪英雄 2名: 周启明(江北区水务局,追授) 韩玉兰(南岸区医院,追授)"],
    ),
    Led(f"给予周启明等3名同志记二等功，每人奖励5000元：{THREE}", [f"二等功 3名: {READ}"]),
    Led("给予周启明等3名同志记二等功：周启明、韩玉兰、丁一。", ["二等功 3名: 周启明 韩玉兰 丁一"]),
    Led(
        "授予周启明等3名同志“抗洪先锋”称号：周启明、韩玉兰、丁一。希望再接再厉。",
        ["抗洪先锋 3名: 周启明 韩玉兰 丁一"],
    ),
    Led(
        "给予周启明等3名同志记二等功：\n周启明（江北区水务局局长）、韩玉兰（女，南岸区医院护士长）、丁　一（江北区消防大队大队长）",
        [f"二等功 3名: {READ}"],
    ),
    Led(
        "对周启明等4名同志予以嘉奖：\n江北区水务局：周启明　韩玉兰（女）\n南岸区医院：丁　一　郑国栋",
        ["嘉奖 4名: 周启明(江北区水务局) 韩玉兰(江北区水务局) 丁一(南岸区医院) 郑国栋(南岸区医院)"],
    ),
    Led(f"给予周启明等3名同志记二等功，名单如下：{THREE}", [f"二等功 3名: {READ}"]),
    Led(f"给予周启明等3名同志记二等功。名单如下：{THREE}", [f"二等功 3名: {READ}"]),
    Led(f"给予周启明等3名同志记二等功，具体如下：{THREE}", [f"二等功 3名: {READ}"]),
    Led(f"对江北区水务局等3个单位予以嘉奖，现将名单公布如下：{BODIES}", [f"嘉奖 3个: {HEARD}"]),
    Led(f"给予周启明等4名同志记二等功：{THREE}", [f"二等功 4名: {READ}"], MISMATCH),
    Led(f"给予周启明、韩玉兰、丁一3名同志记二等功：{THREE}", [f"二等功 3名: {READ}"]),
    Led(
        f"一、给予下列3个集体记二等功：{BODIES}\n二、给予周启明等3名同志记二等功：{THREE}\n"
        "三、给予陈立新等2名同志记三等功：\n陈立新　江北区水务局职工\n方小舟　南岸区医院医生\n希望再接再厉。",
        [
            f"一.二等功 3个: {HEARD}",
            f"二.二等功 3名: {READ}",
            "三.三等功 2名: 陈立新(江北区水务局,职工) 方小舟(南岸区医院,医生)",
        ],
    ),
    Led(
        f"一、给江北区水务局等3个集体记集体二等功：{BODIES}\n二、给周启明等3名同志记二等功：{THREE}\n希望再接再厉。",
        [f"一.集体二等功 3个: {HEARD}", f"二.二等功 3名: {READ}"],
    ),
    Led(
        f"一、给予下列3个集体记二等功：{BODIES}\n二、授予周启明等3名同志“抗洪先锋”称号：{THREE}\n"
        "三、给予下列2名同志记三等功：\n陈立新　江北区水务局职工\n方小舟　南岸区医院医生\n希望再接再厉。",
        [
            f"一.二等功 3个: {HEARD}",
            f"二.抗洪先锋 3名: {READ}",
            "三.三等功 2名: 陈立新(江北区水务局,职工) 方小舟(南岸区医院,医生)",
        ],
    ),
    Led(
        f"一、给予下列3个集体记二等功：{BODIES}\n二、给予周启明同志记二等功。\n希望再接再厉。",
        [f"一.二等功 3个: {HEARD}", "二.二等功: 周启明"],
    ),
]


@pytest.mark.parametrize("led", LISTED, ids=lambda led: led.body[:30])
def test_a_list_below_completes_what_a_sentence_gives(led: Led) -> None:
    """Who is named before 等 is one of the list: no second winner, and nothing is left open."""
    decision = decision_of(led.body)
    assert [line(tier) for tier in decision.tiers] == led.tiers
    assert [f.code for f in decision.findings if f.code != "missing-number"] == list(led.codes)


def test_who_is_named_and_does_not_stand_in_the_list_is_said() -> None:
    """Nobody is added to a list, and nobody is lost."""
    decision = decision_of("给予郑国栋等3名同志记二等功：" + THREE)
    assert [line(tier) for tier in decision.tiers] == [f"二等功 3名: {READ}"]
    assert [f.code for f in decision.findings if f.code != "missing-number"] == ["unread-words"]


LOST = [
    "撤销周启明等2名同志“先进个人”称号：\n周启明　江北区水务局\n丁　一　江北区消防大队",
    "表彰周启明等2名先进个人：\n周启明　江北区水务局\n丁　一　江北区消防大队",
    "周启明等2名同志荣立个人三等功：\n周启明　江北区水务局\n丁　一　江北区消防大队",
    "授予南岸区医院等2个单位“先进集体”称号、周启明等2名同志“先进个人”称号：\n南岸区医院\n江北区水务局\n周启明　江北区水务局\n丁　一　江北区消防大队",
    "授予下列同志奖牌一面：\n周启明　江北区水务局\n丁　一　江北区消防大队",
    "给予周启明等3名同志记二等功：\n周启明　江北区水务局\n一等奖\n丁　一　江北区消防大队",
    "分别给予周启明等2名同志记二等功、韩玉兰等2名同志记三等功：\n周启明　江北区水务局\n丁　一　江北区消防大队\n韩玉兰　南岸区医院",
]


@pytest.mark.parametrize("body", LOST)
@pytest.mark.parametrize("below", ["", "\n希望受到奖励的同志再接再厉。"])
def test_no_line_below_such_a_sentence_is_lost_in_silence(body: str, below: str) -> None:
    """Each line is read or is an error."""
    decision = decision_of(body + below)
    tiers = [*decision.tiers, *(tier for act in decision.acts for tier in act.tiers)]
    read = {each.name.value for tier in tiers for case in tier.cases() for each in case.recipients}
    lost = [
        decision.text.quote(f.span)
        for f in decision.findings
        if (f.code, f.severity) == ("unread-line", "error")
    ]
    for name in ("周启明", "丁一"):
        assert name in read or any(name in "".join(each.split()) for each in lost), name


NAMESAKES = [
    ("给江北区水务局记集体二等功，给周启明记二等功。", ["集体二等功: 江北区水务局", "二等功: 周启明"]),
    ("给周启明记二等功，给江北区水务局记集体二等功。", ["二等功: 周启明", "集体二等功: 江北区水务局"]),
    (
        "给下列集体记集体二等功：\n江北区水务局\n南岸区医院\n给下列个人记二等功：\n周启明\n韩玉兰",
        ["集体二等功: 江北区水务局 南岸区医院", "二等功: 周启明 韩玉兰"],
    ),
    (
        "给下列个人记二等功：\n周启明\n韩玉兰\n给下列集体记集体二等功：\n江北区水务局\n南岸区医院",
        ["二等功: 周启明 韩玉兰", "集体二等功: 江北区水务局 南岸区医院"],
    ),
    (
        "给下列集体记集体二等功：\n江北区水务局\n南岸区医院\n给周启明同志记二等功。",
        ["集体二等功: 江北区水务局 南岸区医院", "二等功: 周启明"],
    ),
    (
        "授予下列单位集体二等功：\n江北区水务局\n南岸区医院\n授予下列同志个人二等功：\n周启明\n韩玉兰",
        ["集体二等功: 江北区水务局 南岸区医院", "个人二等功: 周启明 韩玉兰"],
    ),
    (
        "决定表彰如下：\n一、集体二等功（2个）\n江北区水务局\n南岸区医院\n二、二等功（1名）\n周启明",
        ["一.集体二等功 2个: 江北区水务局 南岸区医院", "二.二等功 1名: 周启明"],
    ),
    (
        "决定表彰如下：\n一、二等功集体（2个）\n江北区水务局\n南岸区医院\n二、二等功个人（1名）\n周启明",
        ["一.二等功集体 2个: 江北区水务局 南岸区医院", "二.二等功个人 1名: 周启明"],
    ),
    (
        "决定表彰如下：\n一、二等功集体：江北区水务局、南岸区医院\n二、二等功个人：周启明",
        ["一.二等功集体: 江北区水务局 南岸区医院", "二.二等功个人: 周启明"],
    ),
]


@pytest.mark.parametrize(("prose", "tiers"), NAMESAKES)
def test_a_merit_of_bodies_keeps_its_name_beside_that_of_persons(prose: str, tiers: list[str]) -> None:
    """集体二等功 and 二等功 are two, whoever is named first."""
    assert sorted(line(tier) for tier in decision_of(prose).tiers) == sorted(tiers)
