"""What documents do to earlier awards, in many phrasings: never read as awards. All bodies are invented."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from hostile import text_of
from test_granted import line
from uniongraph import parser
from uniongraph.model import Act


class Done(NamedTuple):
    """The end of a title and a sentence, the acts that they state, and the honours that are given beside them."""

    title: str
    prose: str
    acts: list[str]
    tiers: tuple[str, ...] = ()


CITED = "《临江市总工会关于表彰2019年度先进集体的决定》（临工发〔2020〕5号）"


def said(act: Act) -> str:
    """Return an act on one line: kind, words, the number of the document, the awards, the changes."""
    number = act.document.number if act.document else None
    cited = f" {number.value}" if number else ""
    changes = [
        f"{each.printed.value}→{each.corrected.value if each.corrected else ''}" for each in act.changes
    ]
    return f"{act.kind} {act.words.value}{cited} | {'; '.join([*map(line, act.tiers), *changes])}"


DOCUMENTS = [
    Done(
        "撤销临江机床厂工会“先进工会”称号的决定",
        "经查，该工会弄虚作假，决定撤销其“先进工会”称号。",
        ["revocation 撤销 | 先进工会: 临江机床厂工会"],
    ),
    Done(
        "撤销两家工会荣誉称号的决定",
        f"决定撤销临江机床厂工会、江北区总工会“先进工会”荣誉称号，收回奖牌。{CITED}相应内容失效。",
        ["revocation 撤销 临工发〔2020〕5号 | 先进工会: 临江机床厂工会 江北区总工会"],
    ),
    Done(
        "撤回创新成果奖的决定",
        "决定撤回临江港务有限公司工会“吊机改造”项目“创新成果一等奖”，收回证书。",
        ["revocation 撤回 | 创新成果一等奖: 《吊机改造》临江港务有限公司工会"],
    ),
    Done(
        "取消张三同志“劳动模范”荣誉称号的决定",
        "张三同志已丧失条件，决定取消其“劳动模范”荣誉称号，收回奖章。",
        ["revocation 取消 | 劳动模范: 张三"],
    ),
    Done(
        "剥夺张三同志荣誉称号的决定",
        "决定剥夺张三同志“劳动模范”荣誉称号。",
        ["revocation 剥夺 | 劳动模范: 张三"],
    ),
    Done(
        "收回“文明单位”奖牌的通知",
        "收回江北区总工会、临江大学工会等2个单位的“文明单位”称号和奖牌。",
        ["revocation 收回 | 文明单位 2个: 江北区总工会 临江大学工会"],
    ),
    Done(
        "废止2019年度先进集体表彰决定的通知", f"决定废止{CITED}。", ["revocation 废止 临工发〔2020〕5号 | "]
    ),
    Done(
        "撤销先进集体称号的决定",
        "决定撤销江北区总工会先进集体称号。",
        ["revocation 撤销 | 先进集体: 江北区总工会"],
    ),
    Done(
        "取消获奖资格的通报",
        "临江大学工会“校园门诊”案例存在抄袭，取消其“创新案例二等奖”获奖资格，追回奖金。",
        ["revocation 取消 | 创新案例二等奖: 《校园门诊》临江大学工会"],
    ),
    Done(
        "撤销部分单位荣誉称号的通报",
        "一、撤销江北区总工会“文明单位”、南岸区总工会“先进工会”称号；\n二、撤销临江大学工会“模范工会”称号。",
        ["revocation 撤销 | 文明单位: 江北区总工会; 先进工会: 南岸区总工会; 模范工会: 临江大学工会"],
    ),
    Done(
        "撤銷臨江機床廠工會“先進工會”稱號的決定",
        "決定撤銷臨江機床廠工會「先進工會」稱號。",
        ["revocation 撤銷 | 先進工會: 臨江機床廠工會"],
    ),
    Done(
        "更正2019年度先进集体名单的通知",
        f"{CITED}附件中，“江北总工会”应为“江北区总工会”，“临江大学”更正为“临江大学工会”。",
        ["correction 更正 临工发〔2020〕5号 | 江北总工会→江北区总工会; 临江大学→临江大学工会"],
    ),
    Done(
        "2019年度先进集体表彰决定的勘误",
        f"{CITED}中“江北总工会”有误，现更正为“江北区总工会”。",
        ["correction 有误 临工发〔2020〕5号 | 江北总工会→江北区总工会"],
    ),
    Done(
        "对表彰决定名单进行勘误的通知",
        f"将{CITED}中的“江北总工会”订正为“江北区总工会”。",
        ["correction 订正 临工发〔2020〕5号 | 江北总工会→江北区总工会"],
    ),
    Done(
        "“文明单位”复查结果的通报",
        "经复查，江北区总工会、临江大学工会“文明单位”称号继续有效。",
        ["confirmation 继续有效 | 文明单位: 江北区总工会 临江大学工会"],
    ),
    Done(
        "公布“文明单位”复核结果的通知",
        "江北区总工会、临江大学工会等2个单位复核合格，继续保留“文明单位”称号；南岸区总工会发生责任事故，撤销其“文明单位”称号。",
        [
            "confirmation 复核合格 | 文明单位 2个: 江北区总工会 临江大学工会",
            "revocation 撤销 | 文明单位: 南岸区总工会",
        ],
    ),
    Done(
        "保留江北区总工会“文明单位”荣誉称号的通知",
        "决定保留江北区总工会“文明单位”荣誉称号。",
        ["confirmation 保留 | 文明单位: 江北区总工会"],
    ),
    Done(
        "“模范职工之家”复验情况的通报",
        "江北区总工会、临江大学工会复验合格，重新确认为“模范职工之家”。",
        ["confirmation 复验合格 | 模范职工之家: 江北区总工会 临江大学工会"],
    ),
    Done(
        "表彰2020年度先进集体的决定",
        "决定授予江北区总工会“先进集体”称号，继续保留临江大学工会“文明单位”称号，撤销南岸区总工会“文明单位”称号。",
        ["revocation 撤销 | 文明单位: 南岸区总工会", "confirmation 继续保留 | 文明单位: 临江大学工会"],
        ("先进集体: 江北区总工会",),
    ),
    Done(
        "表彰2020年度先进集体的决定",
        "经确认，授予江北区总工会“先进集体”称号。对弄虚作假的，一经查实，撤销“先进集体”称号。",
        [],
        ("先进集体: 江北区总工会",),
    ),
    Done(
        "撤销临江港务有限公司工会2019年度创新案例二等奖的决定",
        f"上年，印发{CITED}，授予该工会奖项。决定撤销临江港务有限公司工会“吊机改造”案例2019年度全市职工创新案例二等奖，收回证书。",
        [
            "revocation 撤销 临工发〔2020〕5号 | 2019年度全市职工创新案例二等奖: 《吊机改造》临江港务有限公司工会"
        ],
    ),
    Done(
        "撤销2019年度创新案例二等奖的决定",
        "经研究，决定撤销临江港务有限公司工会2019年度全市职工创新案例二等奖。",
        ["revocation 撤销 | 2019年度全市职工创新案例二等奖: 临江港务有限公司工会"],
    ),
    Done(
        "撤销创新案例二等奖的决定",
        "决定撤销江北区总工会职工创新案例二等奖。",
        ["revocation 撤销 | 职工创新案例二等奖: 江北区总工会"],
    ),
    Done(
        "撤销张三同志荣誉的决定",
        "决定撤销张三同志临江市劳动模范荣誉称号，终止相关待遇。",
        ["revocation 撤销 | 临江市劳动模范: 张三"],
    ),
    Done(
        "撤销有关荣誉的决定",
        "撤销江北区总工会临江市工人先锋号称号，撤销张三同志五一劳动奖章。",
        ["revocation 撤销 | 临江市工人先锋号: 江北区总工会; 五一劳动奖章: 张三"],
    ),
    Done(
        "撤销部分单位荣誉的通报",
        "撤销江北区总工会2019年度全市职工服务先进集体称号。",
        ["revocation 撤销 | 2019年度全市职工服务先进集体: 江北区总工会"],
    ),
    Done(
        "取消张三、李四荣誉称号的决定",
        "决定取消张三、李四2名同志2019年度优秀教师称号。",
        ["revocation 取消 | 2019年度优秀教师 2名: 张三 李四"],
    ),
    Done(
        "撤销部分单位“先进工会”称号的决定",
        "决定撤销下列单位“先进工会”称号：\n江北区总工会\n临江大学工会",
        ["revocation 撤销 | 先进工会: 江北区总工会 临江大学工会"],
    ),
    Done(
        "撤销张三个人三等功的决定",
        "根据《人民警察奖励条令》，决定撤销《临江市公安局关于给予张三等同志记功的命令》（临公令〔2020〕5号）中给予张三同志记个人三等功的奖励。",
        ["revocation 撤销 临公令〔2020〕5号 | 个人三等功: 张三"],
    ),
    Done(
        "撤销张某家庭“最美家庭”称号的通报",
        "经核实，决定取消张建平家庭2020年度临江市“最美家庭”称号；撤销原江北百货商店工会“文明单位”称号。",
        ["revocation 取消 | 最美家庭: 张建平家庭; 文明单位: 江北百货商店工会"],
    ),
    Done(
        "撤销部分“文明单位”称号的决定",
        "鉴于江北区总工会、临江大学工会已经撤并，根据有关规定，现决定撤销上述2个集体“文明单位”称号。",
        ["revocation 撤销 | 文明单位: 江北区总工会 临江大学工会"],
    ),
    Done(
        "撤销“文明单位”称号的通报",
        "经复核，江北区总工会、南岸区总工会发生安全责任事故，根据有关规定，决定撤销其“文明单位”称号并摘牌。",
        ["revocation 撤销 | 文明单位: 江北区总工会 南岸区总工会"],
    ),
    Done("废止《先进集体奖励办法》的决定", "决定废止《先进集体奖励办法》。", []),
]


@pytest.mark.parametrize("done", DOCUMENTS, ids=lambda done: done.title)
def test_what_is_done_to_earlier_awards_is_no_award(done: Done) -> None:
    """Each act with its words, the document it is about, who held which honour, and what is corrected."""
    head = f"临江市总工会关于{done.title}\n\n各区总工会：\n\n"
    decision = parser.parse(text_of(f"{head}{done.prose}\n\n临江市总工会\n2021年3月18日\n"))
    assert [said(act) for act in decision.acts] == done.acts
    assert tuple(map(line, decision.tiers)) == done.tiers


def test_quotes_that_cross_names_raise_nothing() -> None:
    """A title whose opening mark stands before the name that it ends, as in a page copied twice."""
    words = "5分钟理发角”案例的“2019年度泊洲市职工服务创新案例二等奖”，收回证书工发〔2020〕21号）中授予清浦县总工会“15分钟理发角”案例的“2019年度泊洲市职工服务创新案例二等奖”"
    text = f"泊洲市总工会关于撤销清浦县总工会获奖案例的决定\n\n泊工发〔2022〕9号\n\n经研究，决定撤销{words}，{words}。\n\n泊洲市总工会\n2022年9月1日\n"
    assert not parser.parse(text_of(text)).is_award


def test_a_list_of_what_is_confirmed_gives_nothing_anew() -> None:
    """Beside a list of new winners stands one of those who keep the honour, named so by the title of its annex."""
    kept = "复查合格继续保留荣誉称号的绿屏市文明单位名单（2个）"
    text = (
        "绿屏市人民政府关于命名2020年度绿屏市文明单位的决定\n\n绿政发〔2021〕3号\n\n"
        "经研究，决定命名绿屏市审计局等2个单位为“绿屏市文明单位”，继续保留绿屏市税务局等2个单位“绿屏市文明单位”荣誉称号。\n\n"
        f"附件：1.绿屏市文明单位名单\n2.{kept}\n\n绿屏市人民政府\n2021年3月1日\n\n"
        f"附件1\n\n绿屏市文明单位名单（2个）\n\n绿屏市审计局\n绿屏市气象局\n\n附件2\n\n{kept}\n\n绿屏市税务局\n绿屏市水务局\n"
    )
    decision = parser.parse(text_of(text))
    assert [tier.name.value for tier in decision.tiers] == ["绿屏市文明单位"]
    (act,) = decision.acts
    assert act.kind == "confirmation"
    assert [case.recipients[0].name.value for tier in act.tiers for case in tier.cases()] == [
        "绿屏市税务局",
        "绿屏市水务局",
    ]


def test_a_grade_below_another_states_no_act_by_what_is_listed_above_it() -> None:
    """Two annexes with the same grades, which are named by their honours then; a winner's title has the word for an act."""
    graded = "一等奖\n\n{}\n江北区总工会\n\n二等奖\n\n智能称重系统\n石桥区总工会\n\n"
    text = (
        "临江市总工会关于表彰2020年度优秀案例和优秀课题的决定\n\n各区总工会：\n\n现予以表彰。\n\n"
        "临江市总工会\n2021年3月18日\n\n"
        f"附件1\n\n2020年度优秀案例名单\n\n{graded.format('历史建筑继续保留')}"
        f"附件2\n\n2020年度优秀课题名单\n\n{graded.format('桥梁检测')}"
    )
    decision = parser.parse(text_of(text))
    assert not decision.acts
    assert [tier.name.value for tier in decision.tiers] == [
        f"2020年度优秀{what}{grade}" for what in ("案例", "课题") for grade in ("一等奖", "二等奖")
    ]


def test_the_grades_of_what_is_confirmed_are_confirmed() -> None:
    """The title of the annex states the act, far above the grades that its honour stands in the names of."""
    kept = "继续保留荣誉称号的临江市文明单位名单"
    graded = "一等奖\n\n{0}区税务局\n{0}区水务局\n\n二等奖\n\n{0}区审计局\n{0}区气象局\n\n"
    text = (
        "临江市人民政府关于命名2020年度临江市文明单位的决定\n\n各区人民政府：\n\n现予以命名。\n\n"
        "临江市人民政府\n2021年3月1日\n\n"
        f"附件1\n\n临江市文明单位名单\n\n{graded.format('江北')}附件2\n\n{kept}\n\n{graded.format('石桥')}"
    )
    decision = parser.parse(text_of(text))
    assert len(decision.tiers) == 2
    assert [act.kind for act in decision.acts] == ["confirmation", "confirmation"]
