"""How many works each grade has, where the body says so by an example: “甲”等2项成果获一等奖. All invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import console, parser

TABLE = """柳溪市人民政府关于2022年度柳溪市技术创新奖奖励的决定

各县（区）人民政府：

{}

柳溪市人民政府
2023年4月3日

附件
2022年度柳溪市技术创新奖获奖名单
等级\t序号\t项目名称\t完成单位
一等奖\t1\t盾构刀具快换装置\t柳溪机床厂
二等奖\t2\t渠道衬砌裂缝修补技术\t柳溪县水利局
\t3\t井下通风监测系统\t云岭煤矿
"""
BOTH = ["一等奖  (declares 1 项)", "二等奖  (declares 2 项)"]
NONE = ["一等奖", "二等奖"]
HEAD = "根据有关规定，市人民政府决定对3项成果予以奖励。"

# what the body says behind the act; the tiers
SAID = [
    ("其中：“盾构刀具快换装置”获一等奖，“渠道衬砌裂缝修补技术”等2项成果获二等奖。", ["一等奖", BOTH[1]]),
    ("其中：“盾构刀具快换装置”1项成果获一等奖，“渠道衬砌裂缝修补技术”等2项成果获二等奖。", BOTH),
    ("其中，“盾构刀具快换装置”等1项成果荣获技术创新奖一等奖；“渠道衬砌裂缝修补技术”等2项成果荣获技术创新奖二等奖。", BOTH),
    ("授予“盾构刀具快换装置”等1项成果一等奖，“渠道衬砌裂缝修补技术”等2项成果二等奖。", BOTH),
    ("经评定，盾构刀具快换装置等1个项目为一等奖，渠道衬砌裂缝修补技术等2个项目为二等奖。", [each.replace("项", "个") for each in BOTH]),
    ("其中1项成果获得一等奖，2项成果获得二等奖。", BOTH),
    # of another prize, of other years, or of two grades together
    ("我市有1项成果获省科技进步一等奖，2项成果获国家科技进步奖二等奖。", NONE),
    ("近年来，全市有1项成果获一等奖，2项成果获二等奖。", NONE),
    ("其中3项成果分获一、二等奖。", NONE),
    ("授予柳溪机床厂等1个单位、何立春等2名个人技术创新奖一等奖，授予云岭煤矿等2个单位、孙平等3名个人技术创新奖二等奖。", NONE),
    ("其中甲组1项成果获一等奖，乙组4项成果获一等奖。", NONE),
]  # fmt: skip


@pytest.mark.parametrize(("said", "tiers"), SAID)
def test_the_body_counts_a_grade_by_an_example(said: str, tiers: list[str]) -> None:
    """What is won right behind a number and its verb is the grade of the list, unless the words between say of what else."""
    decision = parser.parse(text_of(TABLE.format(HEAD + said)))
    found = [line.strip() for line in console.outline_lines(decision)]
    assert [line for line in found if line.startswith(("一等奖", "二等奖"))] == tiers
    assert not {"declared-count-mismatch", "body-annex-mismatch"} & {f.code for f in decision.findings}


def test_a_number_that_the_list_does_not_hold_is_said() -> None:
    """2项 where the list holds one, and where its heading declares another number."""
    said = "其中“盾构刀具快换装置”等2项成果获一等奖，2项成果获二等奖。"
    text = TABLE.format(HEAD + said)
    codes = [f.code for f in parser.parse(text_of(text)).findings]
    assert codes.count("declared-count-mismatch") == 1
    codes = [f.code for f in parser.parse(text_of(text.replace("\n一等奖", "\n一等奖（1项）"))).findings]
    assert "body-annex-mismatch" in codes
