"""Honours that stand only in the sentences of the body: who gets them, how many are declared, what is left open."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from hostile import text_of
from uniongraph import parser
from uniongraph.model import Decision, Recipient, Tier


class Given(NamedTuple):
    """A sentence of a body, and what it gives: one line for each honour."""

    sentence: str
    tiers: list[str]
    codes: tuple[str, ...] = ()


ANNEX = "\n附件\n\n先进工会名单\n\n1. 江北区总工会\n2. 临江大学工会\n3. 南岸区总工会\n"


def decision_of(sentence: str, below: str = "") -> Decision:
    """Return the reading of a whole decision around one sentence."""
    head = "临江市总工会关于表彰2020年度先进的决定\n\n各区总工会：\n\n"
    return parser.parse(text_of(f"{head}{sentence}\n\n临江市总工会\n2021年3月18日\n{below}"))


def party(recipient: Recipient) -> str:
    """Return a winner with the unit, the post and 追授 in brackets."""
    said = [
        each.value
        for each in (recipient.affiliation, recipient.post, recipient.posthumous)
        if each is not None
    ]
    return f"{recipient.name.value}({','.join(said)})" if said else recipient.name.value


def line(tier: Tier) -> str:
    """Return a tier on one line: [ordinal.]name[ number unit]: winners, each with its case before it."""
    count = f" {tier.declared.value.number}{tier.declared.value.unit}" if tier.declared else ""
    mark = f"{tier.ordinal.value}." if tier.ordinal else ""
    cases = (
        (f"《{case.title.value}》" if case.title else "") + "+".join(map(party, case.recipients))
        for case in tier.cases()
    )
    return f"{mark}{tier.name.value}{count}: {' '.join(cases)}"


SENTENCES = [
    Given(
        "授予江北区总工会、临江大学工会等2个单位“先进工会”称号。", ["先进工会 2个: 江北区总工会 临江大学工会"]
    ),
    Given("授予张三、李四、王五等3名同志“优秀工会干部”荣誉称号。", ["优秀工会干部 3名: 张三 李四 王五"]),
    Given("决定命名江北区总工会、临江大学工会为“示范点”。", ["示范点: 江北区总工会 临江大学工会"]),
    Given("对江北区总工会、临江大学工会予以通报表扬。", ["通报表扬: 江北区总工会 临江大学工会"]),
    Given("对江北区总工会和临江大学工会给予表彰。", ["表彰: 江北区总工会 临江大学工会"]),
    Given(
        "经评审，评选出临江钢铁有限公司、临江港务有限公司等2家企业为“质量奖”。",
        ["质量奖 2家: 临江钢铁有限公司 临江港务有限公司"],
    ),
    Given(
        "经评审，江北区总工会、临江大学工会获“一等奖”，南岸区总工会获“二等奖”。",
        ["一等奖: 江北区总工会 临江大学工会", "二等奖: 南岸区总工会"],
    ),
    Given(
        "授予江北区总工会“流动服务车”、临江大学工会“校园门诊”2个案例“创新一等奖”称号，授予南岸区总工会“充电站”“创新二等奖”。",
        [
            "创新一等奖 2个: 《流动服务车》江北区总工会 《校园门诊》临江大学工会",
            "创新二等奖: 《充电站》南岸区总工会",
        ],
    ),
    Given("授予“流动科技馆”1个项目“科普创新奖”。", ["科普创新奖 1个: 《流动科技馆》"]),
    Given(
        "授予临江钢铁有限公司等1家企业和张忠正等1名同志“突出贡献奖”，各奖励100万元。",
        ["突出贡献奖: 临江钢铁有限公司 张忠正"],
    ),
    Given("授予市财政局 吴小君、市商务局林涛“先进个人”称号。", ["先进个人: 吴小君(市财政局) 林涛(市商务局)"]),
    Given(
        "授予临江钢铁有限公司“质量奖”称号（其中，临江港务有限公司已荣获第七届“质量奖”提名奖，本届不重复颁发奖金）。",
        ["质量奖: 临江钢铁有限公司"],
    ),
    Given("授予江北区总工会“先进工会”称号，奖励50万元。", ["先进工会: 江北区总工会"]),
    Given(
        "授予江北区总工会、临江大学工会2个单位“先进工会”称号。", ["先进工会 2个: 江北区总工会 临江大学工会"]
    ),
    Given(
        "授予临江高等专科学校工会、临江市第一中学工会“模范职工之家”称号。",
        ["模范职工之家: 临江高等专科学校工会 临江市第一中学工会"],
    ),
    Given(
        "授予市人力资源和社会保障局、市教育局和市民政局“先进集体”称号。",
        ["先进集体: 市人力资源和社会保障局 市教育局 市民政局"],
    ),
    Given(
        "授予江北区总工会等2个单位先进集体称号，授予张三同志劳动模范称号。",
        ["先进集体 2个: 江北区总工会", "劳动模范: 张三"],
        ("open-list",),
    ),
    Given(
        "一、授予“先进集体”称号（2个）：江北区总工会、临江大学工会。",
        ["一.先进集体 2个: 江北区总工会 临江大学工会"],
    ),
    Given(
        "决定表彰如下：1.先进集体（2个）：江北区总工会、临江大学工会；2.先进个人（2名）：张三、李四。",
        ["1.先进集体 2个: 江北区总工会 临江大学工会", "2.先进个人 2名: 张三 李四"],
    ),
    Given(
        "现决定表彰：\n一、先进集体（2个）：江北区总工会、临江大学工会\n二、先进个人（1名）：市财政局 吴小君\n希望再接再厉。",
        ["一.先进集体 2个: 江北区总工会 临江大学工会", "二.先进个人 1名: 吴小君(市财政局)"],
    ),
    Given(
        "授予临江港务（集团）有限公司林涛、吴小君和临江大学王成等3名同志“先进个人”称号。",
        ["先进个人 3名: 林涛(临江港务（集团）有限公司) 吴小君 王成(临江大学)"],
    ),
    Given(
        "授予临江港务集团有\n— 1 —\n限公司林涛、临江大学王\n成等2名同志“先进个人”称号。",
        ["先进个人 2名: 林涛(临江港务集团有限公司) 王成(临江大学)"],
        ("joined-lines", "furniture"),
    ),
    Given(
        "授予江北区第一人民医院工会“晨读书 夜谈心”1个案例“创新案例”称号。",
        ["创新案例 1个: 《晨读书 夜谈心》江北区第一人民医院工会"],
    ),
    Given(
        "决定表彰如下：\n一、优秀服务项目（2个）：江北区总工会“流动服务车”、临江大学工会“校园门诊”\n希望再接再厉。",
        ["一.优秀服务项目 2个: 《流动服务车》江北区总工会 《校园门诊》临江大学工会"],
    ),
    Given(
        "授予江北区总工会、临江大学工会等10个单位“先进工会”称号。",
        ["先进工会 10个: 江北区总工会 临江大学工会"],
        ("open-list",),
    ),
    Given("授予江北区总工会等单位“先进工会”称号。", ["先进工会: 江北区总工会"], ("open-list",)),
    Given(
        "授予江北区总工会等3个单位“先进工会”称号，授予张三等2名同志“优秀工会干部”称号。\n\n"
        "先进工会（3个）：江北区总工会、临江大学工会、南岸区总工会\n\n优秀工会干部（2名）：张三（临江大学）、李四（南岸区医院）",
        [
            "先进工会 3个: 江北区总工会 临江大学工会 南岸区总工会",
            "优秀工会干部 2名: 张三(临江大学) 李四(南岸区医院)",
        ],
    ),
    Given(
        "授予江北区总工会等3个单位“先进工会”称号。\n\n授予江北区总工会“先进工会”称号。",
        ["先进工会 3个: 江北区总工会"],
        ("open-list",),
    ),
    Given(
        "撤销江北区总工会“先进工会”称号。授予南岸区总工会“模范工会”称号。",
        ["模范工会: 南岸区总工会"],
        ("revocation",),
    ),
    Given(
        "近年来，临江大学工会先后荣获“全国先进单位”称号。决定授予临江大学工会“标兵工会”称号。",
        ["标兵工会: 临江大学工会"],
    ),
    Given("授予下列20个单位“先进集体”称号。", [], ("annex-missing",)),
    Given("现予表彰，各单位要力争荣获“先进工会”称号。", [], ("annex-missing",)),
    Given("根据申报，江北区总工会曾被授予“先进工会”称号，现予以表彰。", [], ("annex-missing",)),
    Given(
        "授予约翰·布朗（英国）、玛丽2名外国专家‘临江友谊奖’称号。",
        ["临江友谊奖 2名: 约翰·布朗 玛丽"],
    ),
    Given(
        "授予江北区总工会、临江大学工会2个单位先进集体称号。",
        ["先进集体 2个: 江北区总工会 临江大学工会"],
    ),
    Given(
        "授予江北区总工会、临江大学工会等2个单位（排名不分先后）“先进工会”称号。",
        ["先进工会 2个: 江北区总工会 临江大学工会"],
    ),
    Given(
        "授予江北区总工会、临江大学工会2家单位，南岸区总工会1家单位“先进工会”称号。",
        ["先进工会: 江北区总工会 临江大学工会 南岸区总工会"],
    ),
    Given("授予张三、李四、王五三位同志“先进个人”称号。", ["先进个人 3位: 张三 李四 王五"]),
    Given("对江北区总工会、临江大学工会授予“先进工会”称号。", ["先进工会: 江北区总工会 临江大学工会"]),
    Given(
        "授予李四同志“劳动模范”称号；追授张三同志“劳动模范”称号。",
        ["劳动模范: 李四 张三(追授)"],
    ),
    Given("追认张三同志为烈士。", ["烈士: 张三(追认)"]),
    Given("给张三同志追记一等功。", ["一等功: 张三(追记)"]),
    Given(
        "决定为江北区公安局刑警大队记集体二等功一次，为张三同志记个人三等功一次。",
        ["集体二等功: 江北区公安局刑警大队", "个人三等功: 张三"],
    ),
    Given("决定给张三、李四2名同志记三等功。", ["三等功 2名: 张三 李四"]),
    Given("给予江北区公安分局集体嘉奖。", ["集体嘉奖: 江北区公安分局"]),
    Given("授予张三同志“劳动模范”荣誉称号并记一等功。", ["劳动模范: 张三", "一等功: 张三"]),
    Given(
        "对在“两会”保障、抗洪抢险中表现突出的江北区总工会、临江大学工会等2个单位予以通报表扬。",
        ["通报表扬 2个: 江北区总工会 临江大学工会"],
    ),
    Given(
        "对江北区总工会给予通报表扬，对南岸区总工会给予嘉奖。",
        ["通报表扬: 江北区总工会", "嘉奖: 南岸区总工会"],
    ),
    Given("现通报表扬江北区总工会、临江大学工会。", ["通报表扬: 江北区总工会 临江大学工会"]),
    Given(
        "决定表彰江北区总工会、临江大学工会2个先进集体和张三、李四2名先进个人。",
        ["先进集体 2个: 江北区总工会 临江大学工会", "先进个人 2名: 张三 李四"],
    ),
    Given(
        "对江北区总工会、张三予以通报表扬。",
        ["通报表扬: 江北区总工会 张三"],
        ("uncertain-recipient",),
    ),
    Given(
        "分别授予江北区总工会、临江大学工会“先进集体”“模范集体”称号。",
        ["先进集体: 江北区总工会", "模范集体: 临江大学工会"],
    ),
    Given(
        "授予江北区总工会“先进集体”、张三“先进个人”、李四“优秀组织者”称号。",
        ["先进集体: 江北区总工会", "先进个人: 张三", "优秀组织者: 李四"],
    ),
    Given(
        "一是授予江北区总工会、临江大学工会“先进集体”称号；二是授予张三、李四“先进个人”称号。",
        ["先进集体: 江北区总工会 临江大学工会", "先进个人: 张三 李四"],
    ),
    Given("授予张三同志“劳动模范”、“优秀党员”荣誉称号。", ["劳动模范: 张三", "优秀党员: 张三"]),
    Given(
        "授予江北区总工会等2个单位“先进工会”称号。名单如下：江北区总工会、临江大学工会。",
        ["先进工会 2个: 江北区总工会 临江大学工会"],
    ),
    Given("命名江北区总工会、临江大学工会为示范工会。", ["示范工会: 江北区总工会 临江大学工会"]),
    Given(
        "決定授予江北區總工會、臨江大學工會等2個單位「先進工會」稱號，對張三、李四2名同志予以嘉獎。",
        ["先進工會 2個: 江北區總工會 臨江大學工會", "嘉獎 2名: 張三 李四"],
    ),
    Given("對江北區總工會、臨江大學工會予以通報表揚。", ["通報表揚: 江北區總工會 臨江大學工會"]),
    Given(
        '授予江北区总工会,临江大学工会2个单位"先进工会"称号;授予张三"先进个人"称号。',
        ["先进工会 2个: 江北区总工会 临江大学工会", "先进个人: 张三"],
    ),
    Given(
        "经评审，江北区总工会获一等奖，临江大学工会等1家单位获得优秀组织奖。",
        ["一等奖: 江北区总工会", "优秀组织奖 1家: 临江大学工会"],
    ),
    Given(
        "授予江北区总工会、临江大学工会2020年度“先进工会”称号。",
        ["先进工会: 江北区总工会 临江大学工会"],
    ),
    Given(
        "授予江北区总工会“安康杯”竞赛优胜单位称号。",
        ["“安康杯”竞赛优胜单位: 江北区总工会"],
    ),
    Given(
        "授予张三等3名同志（张三、李四、王五）“先进个人”称号。",
        ["先进个人 3名: 张三 李四 王五"],
    ),
    Given("授予下列同志“先进个人”称号：张三、李四。", ["先进个人: 张三 李四"]),
    Given("一、授予江北区总工会“先进工会”称号。", ["一.先进工会: 江北区总工会"]),
    Given("近年来，江北区总工会获得全国先进集体。", [], ("annex-missing",)),
    Given(
        "决定记江北区公安分局集体三等功，记张三同志个人一等功。",
        ["集体三等功: 江北区公安分局", "个人一等功: 张三"],
    ),
    Given(
        "给江北区公安分局民警张三、临江市公安局干警李四分别记个人二等功一次；给王五等3名同志（王五、赵六、孙七）各记三等功一次。",
        [
            "个人二等功: 张三(江北区公安分局,民警) 李四(临江市公安局,干警)",
            "三等功 3名: 王五 赵六 孙七",
        ],
    ),
    Given(
        "对江北区急救中心及张三、李四2名同志予以嘉奖。",
        ["嘉奖: 江北区急救中心 张三 李四"],
    ),
    Given(
        "授予连续多年助人为乐的市民张三“热心市民”称号。",
        ["热心市民: 张三(市民)"],
    ),
    Given(
        "决定：授予临江钢铁有限公司、临江公交公司第三分公司临江市五一劳动奖状；授予张三同志临江市五一劳动奖章；"
        "授予临江港务公司、市人民医院临江市工人先锋号。",
        [
            "临江市五一劳动奖状: 临江钢铁有限公司 临江公交公司第三分公司",
            "临江市五一劳动奖章: 张三",
            "临江市工人先锋号: 临江港务公司 市人民医院",
        ],
    ),
    Given("授予张建平家庭、李梅家庭“最美家庭”称号。", ["最美家庭: 张建平家庭 李梅家庭"]),
    Given(
        "经审核，江北区总工会、临江大学工会等2家单位达到标准，现命名为“示范工会”。",
        ["示范工会 2家: 江北区总工会 临江大学工会"],
    ),
    Given(
        "确定江北区总工会、临江大学工会为2020年度考核优秀单位。",
        ["2020年度考核优秀单位: 江北区总工会 临江大学工会"],
    ),
    Given(
        "决定为“3·15”专案组记集体一等功；为张三、李四记个人二等功，王五、赵六记个人三等功。",
        ["集体一等功: “3·15”专案组", "个人二等功: 张三 李四", "个人三等功: 王五 赵六"],
    ),
    Given(
        "授予钳工第一名张三、焊工第一名李四“技术状元”称号，授予获得第二至三名的王五、赵六“技术能手”称号。",
        ["技术状元: 张三 李四", "技术能手: 王五 赵六"],
    ),
    Given(
        "在抢险中，张三、李四、王五等3名同志表现突出。决定对张三等3名同志予以嘉奖。",
        ["嘉奖 3名: 张三 李四 王五"],
    ),
    Given(
        "2010年，市总工会给予张三同志记功奖励；2015年，市政府授予张三同志劳动模范称号。决定追授张三同志“优秀工会干部”称号。",
        ["优秀工会干部: 张三(追授)"],
    ),
    Given(
        "确定评选标准为优秀单位不超过10个。决定授予江北区总工会先进集体称号。",
        ["先进集体: 江北区总工会"],
    ),
    Given("决定给予荣立一等功的张三奖励5000元。", [], ("annex-missing",)),
    Given("决定给予张三、李四同志个人二等功各一次。", ["个人二等功: 张三 李四"]),
    Given(
        "决定给予张三同志嘉奖，授予江北区总工会“先进工会”称号，授予李四同志优秀党员称号，记王五三等功。",
        ["嘉奖: 张三", "先进工会: 江北区总工会", "优秀党员: 李四", "三等功: 王五"],
    ),
    Given(
        "决定授予张三烈士称号，授予江北区总工会先进集体称号。",
        ["烈士: 张三", "先进集体: 江北区总工会"],
    ),
    Given(
        "决定授予江北区总工会、临江大学工会2020年度先进工会称号。",
        ["2020年度先进工会: 江北区总工会 临江大学工会"],
    ),
    Given("决定授予张三、李四优秀教师荣誉称号。", ["优秀教师: 张三 李四"]),
    Given("决定对连续三年考核优秀的张三、李四记三等功。", ["三等功: 张三 李四"]),
    Given(
        "对连续三年被确定为优秀等次的张三等2名同志记三等功，对李四等1名同志予以嘉奖。",
        ["三等功 2名: 张三", "嘉奖 1名: 李四"],
        ("open-list",),
    ),
    Given("江北区总工会连续三年获得“先进工会”称号，现予以表彰。", [], ("annex-missing",)),
    Given(
        "授予张三“优秀教师”称号，给予市三中、临江实验小学通报表扬。",
        ["优秀教师: 张三", "通报表扬: 市三中 临江实验小学"],
    ),
    Given(
        "授予张三“优秀教师”称号，授予陈建国、张桂英（女）夫妇“最美家庭”称号。",
        ["优秀教师: 张三", "最美家庭: 陈建国+张桂英"],
    ),
    Given(
        "授予张三“优秀教师”称号，给予市民热线通报表扬。",
        ["优秀教师: 张三"],
        ("unread-words",),
    ),
    Given(
        "按照竞赛办法，对获得各工种前两名的何立春、吴岚2名同志授予“临江市操作能手”称号。",
        ["临江市操作能手 2名: 何立春 吴岚"],
    ),
    Given("授予在决赛中取得第一名的何立春、吴岚“临江市操作能手”称号。", ["临江市操作能手: 何立春 吴岚"]),
    Given(
        "对夺得瓦工、木工、钢筋工三个工种冠军的何立春、吴岚、孙平授予“临江市操作能手”称号。",
        ["临江市操作能手: 何立春 吴岚 孙平"],
    ),
    Given(
        "授予总成绩排名前三的江北区总工会、临江大学工会等2个单位“先进工会”称号。",
        ["先进工会 2个: 江北区总工会 临江大学工会"],
    ),
    Given(
        "对获得前两名且年龄在35周岁以下的何立春、吴岚同志，授予“临江市青年能手”称号。",
        ["临江市青年能手: 何立春 吴岚"],
    ),
    Given("授予获得前三名的选手“临江市操作能手”称号。", [], ("annex-missing",)),
    Given(
        "授予获鹿镇总工会、在评比中取得优异成绩的江北区总工会“先进工会”称号。",
        ["先进工会: 获鹿镇总工会 江北区总工会"],
    ),
    Given(
        "对获得前3名的何立春、吴岚、孙平，由市总工会授予“临江市操作能手”称号。",
        ["临江市操作能手: 何立春 吴岚 孙平"],
    ),
    Given(
        "对何立春、吴岚2名选手，由市总工会、市教育局分别授予“临江市操作能手”称号。",
        ["临江市操作能手 2名: 何立春 吴岚"],
    ),
    Given("对何立春、吴岚、由小平授予“临江市操作能手”称号。", ["临江市操作能手: 何立春 吴岚 由小平"]),
    Given("对江北区总工会、临江大学工会，分别授予“先进工会”称号。", ["先进工会: 江北区总工会 临江大学工会"]),
    Given("对江北区总工会、临江大学工会，由市总工会予以表扬。", ["表扬: 江北区总工会 临江大学工会"]),
    Given("授予省级以上“劳动模范”称号的何立春“优秀教师”称号。", ["优秀教师: 何立春"]),
    Given("授予列东小学、获得第一名的江北小学“文明校园”称号。", ["文明校园: 列东小学 江北小学"]),
    Given(
        "授予临江陈列馆、在比赛中取得第一名的临江博物馆“文明单位”称号。",
        ["文明单位: 临江陈列馆 临江博物馆"],
    ),
    Given("授予获得瓦工、木工项目第一名的何立春“临江市操作能手”称号。", ["临江市操作能手: 何立春"]),
    Given("对获得各工种第一名的3名选手授予“临江市操作能手”称号。", [], ("annex-missing",)),
    Given("决定对先进单位、先进个人进行表彰。", [], ("annex-missing",)),
    Given("对做出突出贡献的企业家、科技工作者予以通报表彰。", [], ("annex-missing",)),
    Given("对全市各级工会予以表彰。", [], ("annex-missing",)),
    Given("向获得表彰的单位表示祝贺，通报表扬先进。", [], ("annex-missing",)),
]


@pytest.mark.parametrize("given", SENTENCES, ids=lambda given: given.sentence[:24])
def test_a_sentence_gives_its_honours(given: Given) -> None:
    """Each honour is a tier with the winners that the sentence names, and only what it leaves open is remarked."""
    decision = decision_of(given.sentence)
    assert [line(tier) for tier in decision.tiers] == given.tiers
    assert [f.code for f in decision.findings if f.code not in {"missing-number"}] == list(given.codes)


@pytest.mark.parametrize(
    "sentence",
    [
        "授予江北区总工会等3个单位“先进工会”称号。",
        "授予江北区总工会、临江大学工会等3个单位“2020年度先进工会”称号。",
    ],
)
def test_an_honour_that_a_list_holds_is_read_from_the_list(sentence: str) -> None:
    """The annex names all three winners; the sentence adds no second honour of that name."""
    decision = decision_of(sentence, ANNEX)
    assert [line(tier).split(": ")[1] for tier in decision.tiers] == [
        "江北区总工会 临江大学工会 南岸区总工会"
    ]
    assert not {f.code for f in decision.findings} & {"open-list", "annex-missing", "annex-incomplete"}


WORKS = "\n附件\n\n2020年度优秀论文获奖名单\n\n一等奖（2篇）\n1. 渡口的变迁\n作者：何立春\n2. 论“三班倒”\n作者：吴岚\n\n二等奖（1篇）\n1. 老街的声音\n作者：孙平\n"
GRADES_LISTED = ["一等奖 2篇: 《渡口的变迁》何立春 《论“三班倒”》吴岚", "二等奖 1篇: 《老街的声音》孙平"]
# a sentence that names works of a list; what is read besides the list
EXAMPLES_OF_WORKS = [
    ("对《渡口的变迁》等3篇优秀论文予以表彰奖励，其中一等奖2篇、二等奖1篇。", []),
    ("授予《渡口的变迁》《论‘三班倒’》等3篇论文“优秀论文”称号。", []),
    ("决定授予《渡口的变迁》、《老街的声音》等3篇论文优秀论文。", []),
    ("授予《老街的声音》“最佳人气论文”称号。", ["最佳人气论文: 《老街的声音》"]),
    ("授予《别处的灯》等2篇论文“入围论文”称号。", ["入围论文 2篇: 《别处的灯》"]),
]


@pytest.mark.parametrize(("sentence", "besides"), EXAMPLES_OF_WORKS)
def test_works_named_for_many_are_those_of_the_list(sentence: str, besides: list[str]) -> None:
    """Where the body names the first of them and a list below has it; an honour of its own, or of a work that no list has, stays."""
    decision = decision_of(sentence, WORKS)
    assert sorted(map(line, decision.tiers)) == sorted([*GRADES_LISTED, *besides])
    assert ("open-list" in {f.code for f in decision.findings}) == ("别处" in sentence)


PRIZES = (
    "\n附件\n\n2020年度技能竞赛获奖名单\n\n一等奖（2名）\n何立春　江北区总工会\n吴岚　临江大学工会\n\n"
    "二等奖（3名）\n孙平　南岸区总工会\n段家和　临江港务有限公司\n秦小梅　临江大学工会\n\n优秀裁判员（2名）\n卫国庆　江北区总工会\n陶然　临江大学工会\n"
)
# a sentence that names some who have prizes; the honour that it gives besides
BESIDES_PRIZES = [
    ("对获得第一名的何立春、吴岚2名选手授予“临江市操作能手”称号。", "临江市操作能手 2名: 何立春 吴岚"),
    ("授予孙平“最佳新秀”称号。", "最佳新秀: 孙平"),
    ("授予何立春、孙平、陶然等3名同志“岗位标兵”称号。", "岗位标兵 3名: 何立春 孙平 陶然"),
    ("授予卫国庆、陶然2名同志“金牌裁判”称号。", None),
    ("授予陶然“最美志愿者”称号。", "最美志愿者: 陶然"),
    ("授予何立春等2名同志“岗位标兵”称号。", None),
    ("对何立春、吴岚2名选手予以通报表扬。", None),
]


@pytest.mark.parametrize(("sentence", "besides"), BESIDES_PRIZES)
def test_who_has_a_prize_may_get_an_honour_besides(sentence: str, besides: str | None) -> None:
    """Where the sentence names all who get it; who are the most of a list that is of no grade have the honour of that list."""
    tiers = [line(tier) for tier in decision_of(sentence, PRIZES).tiers]
    listed = [line(tier) for tier in decision_of("现将获奖名单予以公布。", PRIZES).tiers]
    told = [each for each in tiers if each not in listed]
    assert [each.split(" (")[0] for each in told] == ([besides] if besides else [])


COMMON = "\n附件\n\n受表彰人员名单\n\n何立春　吴小梅　段家和　孙平\n"
BOTH = ["优秀党员 3名: 何立春 吴小梅 段家和", "优秀党务工作者: 孙平"]
# sentences that give the honours of one list; what is told of each, and which is told of nobody
COMMONLY = [
    ("授予何立春、吴小梅、段家和3名同志“优秀党员”称号，授予孙平“优秀党务工作者”称号。", BOTH, []),
    ("授予孙平“优秀党务工作者”称号。\n\n授予何立春、吴小梅、段家和3名同志“优秀党员”称号。", BOTH[::-1], []),
    ("授予何立春等3名同志“优秀党员”称号，授予孙平“优秀党务工作者”称号。", BOTH[1:], ["优秀党员"]),
    ("授予何立春、吴小梅、段家和、孙平4名同志“优秀党员”称号，授予孙平“优秀党务工作者”称号。", BOTH[1:], []),
    ("授予何立春等4名同志“优秀党员”称号，授予孙平“优秀党务工作者”称号。", BOTH[1:], []),
    ("授予何立春、吴小梅、段家和3名同志“优秀党员”称号。", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "besides", "untold"), COMMONLY)
def test_of_one_list_for_several_honours_each_is_told(
    body: str, besides: list[str], untold: list[str]
) -> None:
    """Also that of the most of the list, where the others get others; whom the sentence does not name is remarked."""
    decision = decision_of(body, COMMON)
    assert [line(tier) for tier in decision.tiers][1:] == besides
    said = [decision.text.quote(each.span) for each in decision.findings if each.code == "unread-words"]
    assert said == untold


@pytest.mark.parametrize("tail", ["", "\n责任编辑：闻笛\n"])
def test_the_issuer_may_sign_below_a_list_without_a_date(tail: str) -> None:
    """The lines of the body name the winners; the issuer below them is none."""
    body = f"决定表彰如下：\n一、先进集体（2个）：江北区总工会、临江大学工会\n希望再接再厉。\n\n临江市总工会\n{tail}"
    decision = parser.parse(text_of(f"临江市总工会关于表彰2020年度先进的决定\n\n{body}"))
    assert [line(tier) for tier in decision.tiers] == ["一.先进集体 2个: 江北区总工会 临江大学工会"]


def test_an_announced_list_that_is_not_there_is_missing() -> None:
    """An open 等 with 附件：名单 below it: what is named is read, and the list is still missing."""
    decision = decision_of("授予江北区总工会等3个单位“先进工会”称号。\n\n附件：先进工会名单")
    assert [line(tier) for tier in decision.tiers] == ["先进工会 3个: 江北区总工会"]
    assert {"open-list", "annex-missing"} <= {finding.code for finding in decision.findings}


def test_winners_are_quoted_across_a_line_end() -> None:
    """A name that the print parts is one winner with two spans."""
    decision = decision_of("决定授予江北区总工会、临江大学\n工会等2个单位“先进工会”称号。")
    winner = [recipient for case in decision.tiers[0].cases() for recipient in case.recipients][1]
    assert winner.name.value == "临江大学工会"
    assert [decision.text.quote(span) for span in winner.name.spans] == ["临江大学", "工会"]


class Led(NamedTuple):
    """The end of a body, where a sentence leads to a list, and what it gives."""

    body: str
    tiers: list[str]
    codes: tuple[str, ...] = ()


LED = [
    Led(
        "决定授予下列单位“先进工会”称号：\n江北区总工会\n临江大学工会\n南岸区总工会",
        ["先进工会: 江北区总工会 临江大学工会 南岸区总工会"],
    ),
    Led(
        "决定授予以下3个单位“先进工会”称号：\n江北区总工会\n临江大学工会",
        ["先进工会 3个: 江北区总工会 临江大学工会"],
        ("declared-count-mismatch",),
    ),
    Led(
        "决定授予下列单位“先进工会”荣誉称号：\n1. 江北区总工会\n2. 临江大学工会\n希望受表彰的单位再接再厉。",
        ["先进工会: 江北区总工会 临江大学工会"],
    ),
    Led(
        "决定授予下列同志“优秀工会干部”称号：\n张三、李四、王五",
        ["优秀工会干部: 张三 李四 王五"],
    ),
    Led(
        "决定授予下列同志“优秀工会干部”称号：\n张三、李四、王五。\n希望受表彰的同志珍惜荣誉。",
        ["优秀工会干部: 张三 李四 王五"],
    ),
    Led(
        "决定授予下列同志“优秀工会干部”称号：\n张三　江北区总工会干部\n李四　临江大学工会主席",
        ["优秀工会干部: 张三(江北区总工会,干部) 李四(临江大学,工会主席)"],
    ),
    Led(
        "决定授予下列同志“优秀工会干部”称号：\n\n| 序号 | 姓名 | 单位 |\n|---|---|---|\n| 1 | 张三 | 江北区总工会 |\n| 2 | 李四 | 临江大学工会 |",
        ["优秀工会干部: 张三(江北区总工会) 李四(临江大学工会)"],
    ),
    Led(
        "市总工会决定授予下列案例一等奖：\n1.流动书屋（江北区总工会）\n2.夜校到家（临江大学工会）",
        ["一等奖: 《流动书屋》江北区总工会 《夜校到家》临江大学工会"],
    ),
    Led(
        "决定命名下列单位为“职工之家”：\n江北区总工会\n临江大学工会",
        ["职工之家: 江北区总工会 临江大学工会"],
    ),
    Led(
        "现对下列单位予以通报表扬：\n江北区总工会\n临江大学工会",
        ["通报表扬: 江北区总工会 临江大学工会"],
    ),
    Led(
        "决定对以下单位予以表彰：\n江北区总工会\n临江大学工会",
        ["2020年度先进: 江北区总工会 临江大学工会"],
    ),
    Led(
        "决定授予下列单位“先进工会”称号：\n江北区总工会\n临江大学工会\n授予下列同志“优秀工会干部”称号：\n张三\n李四\n希望大家向他们学习，为推动全市工作高质量发展\n作出新的贡献。",
        ["先进工会: 江北区总工会 临江大学工会", "优秀工会干部: 张三 李四"],
    ),
    Led(
        "一、对下列单位予以通报表扬：\n江北区总工会\n临江大学工会\n二、给下列同志记三等功：\n张三\n李四",
        ["一.通报表扬: 江北区总工会 临江大学工会", "二.三等功: 张三 李四"],
    ),
    Led(
        "市总工会决定授予“先进工会”称号，获得称号的单位如下：\n江北区总工会\n临江大学工会",
        ["先进工会: 江北区总工会 临江大学工会"],
    ),
    Led(
        "決定授予下列單位「先進工會」稱號：\n江北區總工會\n臨江大學工會",
        ["先進工會: 江北區總工會 臨江大學工會"],
    ),
    Led(
        "决定授予下列单位和个人“抗洪先锋”称号：\n江北区总工会\n张三　临江大学教师",
        ["抗洪先锋: 江北区总工会 张三(临江大学,教师)"],
    ),
    Led(
        "决定授予下列家庭“最美家庭”称号：\n王芳家庭\n李梅家庭\n张建国、刘小红家庭",
        ["最美家庭: 王芳家庭 李梅家庭 张建国、刘小红家庭"],
    ),
    Led(
        "决定授予以下3个单位“先进工会”称号：江北区总工会、临江大学工会、\n南岸区总工会。希望再接再厉。",
        ["先进工会 3个: 江北区总工会 临江大学工会 南岸区总工会"],
    ),
    Led(
        "决定授予2名同志“先进个人”称号。名单如下：\n张三　江北区总工会\n李四　临江大学工会",
        ["先进个人 2名: 张三(江北区总工会) 李四(临江大学工会)"],
    ),
    Led(
        "决定命名以下单位为“职工之家”：\n江北区总工会；\n临江大学工会。\n希望再接再厉。",
        ["职工之家: 江北区总工会 临江大学工会"],
    ),
    Led(
        "决定授予下列同志“先进个人”“巾帼标兵”称号：\n张三　江北区总工会\n李四　临江大学工会",
        [
            "先进个人: 张三(江北区总工会) 李四(临江大学工会)",
            "巾帼标兵: 张三(江北区总工会) 李四(临江大学工会)",
        ],
    ),
    Led(
        "决定表彰下列“先进个人”：\n张三　江北区总工会\n李四　临江大学工会",
        ["先进个人: 张三(江北区总工会) 李四(临江大学工会)"],
    ),
    Led(
        "授予张三等2名同志临江市三八红旗手称号，名单如下：\n张三　江北区人民法院审判员\n李四　临江绣品厂工人",
        ["临江市三八红旗手 2名: 张三(江北区人民法院,审判员) 李四(临江绣品厂,工人)"],
    ),
    Led(
        "决定授予下列单位“先进工会”称号：\n江北区总工会\n临江大学工会\n联系人：张三，电话：87654321",
        ["先进工会: 江北区总工会 临江大学工会"],
    ),
    Led("现予表彰，并就做好以下工作通知如下：\n加强学习\n改进作风", [], ("annex-missing",)),
]


@pytest.mark.parametrize("led", LED, ids=lambda led: led.body[:30])
def test_a_sentence_leads_to_its_list(led: Led) -> None:
    """The honour is the one that the sentence names, whatever form the list below it has."""
    decision = decision_of(led.body)
    assert [line(tier) for tier in decision.tiers] == led.tiers
    assert [f.code for f in decision.findings if f.code != "missing-number"] == list(led.codes)


HONOURED_DEAD = [
    Given(
        "追记洛桑旺堆(藏族)同志个人一等功,追授其“全省优秀工会干部”称号。洛桑旺堆生前系江北区总工会副主席。",
        [
            "个人一等功: 洛桑旺堆(江北区总工会,副主席,追记)",
            "全省优秀工会干部: 洛桑旺堆(江北区总工会,副主席,追授)",
        ],
    ),
    Given("追记张三（回族）同志个人一等功。", ["个人一等功: 张三(追记)"]),
    Given("给旺堆次仁（藏族）同志追记个人一等功。", ["个人一等功: 旺堆次仁(追记)"]),
    Given("追授旺堆次仁同志“优秀工会干部”称号。", ["优秀工会干部: 旺堆次仁(追授)"]),
    Given(
        "追授古丽娜尔·艾合买提(女,维吾尔族)“优秀工会干部”称号。", ["优秀工会干部: 古丽娜尔·艾合买提(追授)"]
    ),
    Given("追认旺堆次仁同志为烈士。", ["烈士: 旺堆次仁(追认)"]),
    Given(
        "追记江北区总工会副主席旺堆次仁（藏族）同志个人一等功。",
        ["个人一等功: 旺堆次仁(江北区总工会,副主席,追记)"],
    ),
    Given(
        "授予江北区总工会“先进集体”称号，授予其“工人先锋号”。",
        ["先进集体: 江北区总工会", "工人先锋号: 江北区总工会"],
    ),
    Given("追授张三同志“优秀工会干部”称号。张三同志生前是一名好干部。", ["优秀工会干部: 张三(追授)"]),
    Given(
        "张三，男，汉族，1980年3月生，2001年7月参加工作，生前系江北区红星村党支部书记、村委会主任。追授张三同志“优秀工会干部”称号。",
        ["优秀工会干部: 张三(江北区红星村,党支部书记、村委会主任,追授)"],
    ),
    Given(
        "张三，女，回族，中共党员，系江北区总工会原副主席。追授张三同志“优秀工会干部”称号。",
        ["优秀工会干部: 张三(江北区总工会,原副主席,追授)"],
    ),
    Given(
        "张三，女，1980年3月出生，现任江北区水厂化验班班长，2019年被评为先进工作者。追授张三同志“优秀工会干部”称号。",
        ["优秀工会干部: 张三(江北区水厂化验班,班长,追授)"],
    ),
    Given(
        "张三，女，回族，为全区职工作出了榜样。追授张三同志“优秀工会干部”称号。",
        ["优秀工会干部: 张三(追授)"],
    ),
]


@pytest.mark.parametrize("given", HONOURED_DEAD)
def test_who_is_honoured_posthumously_is_read_with_any_name(given: Given) -> None:
    """Brackets or 同志 behind a name without a surname, a second honour by 其, and what somebody was in life."""
    decision = decision_of(given.sentence)
    assert [line(tier) for tier in decision.tiers] == given.tiers
    assert "unread-words" not in {finding.code for finding in decision.findings}


def test_what_brackets_say_behind_a_name_is_said_of_the_person() -> None:
    """（女，藏族） before 同志 is no part of the name."""
    decision = decision_of("追记旺堆次仁（女，藏族）同志个人一等功。")
    person = next(each for tier in decision.tiers for case in tier.cases() for each in case.recipients)
    assert (person.name.value, person.kind) == ("旺堆次仁", "person")
    assert [each.value for each in (person.gender, person.ethnicity) if each] == ["女", "藏族"]


@pytest.mark.parametrize("act", ["予以通报表扬", "给予通报表扬"])
def test_an_act_that_counts_its_winners_declares_them(act: str) -> None:
    """等3个单位予以通报表扬: the number is that of the annex named after the act (予以通报表扬的单位名单)."""
    below = ANNEX.replace("先进工会名单", "予以通报表扬的单位名单")
    decision = decision_of(f"决定对江北区总工会等3个单位{act}。", below)
    assert [(tier.name.value, len(list(tier.cases()))) for tier in decision.tiers] == [("通报表扬", 3)]
    declared = decision.tiers[0].declared
    assert declared is not None
    assert (declared.value.number, declared.value.unit) == (3, "个")


@pytest.mark.parametrize(
    ("lead", "number"),
    [
        ("给下列同志记个人三等功（2人）：", 2),
        ("给下列同志记个人三等功(共2名):", 2),
        ("授予下列同志“优秀工会干部”称号（2名）：", 2),
        ("给下列同志记个人三等功：", None),
    ],
)
def test_a_sentence_that_leads_to_a_list_counts_it_in_brackets(lead: str, number: int | None) -> None:
    """（2人） behind the honour says how many are listed below."""
    decision = decision_of(f"经研究，决定如下：\n一、{lead}\n张三\n李四\n希望再接再厉。")
    declared = decision.tiers[0].declared
    assert (declared.value.number if declared else None) == number
    assert len(list(decision.tiers[0].cases())) == 2


# items of the body that say who is meant, name the honour and have its winners behind a colon; what each gives
BEHIND_A_COLON = [
    ("授予以下3支代表队“精神文明代表队”称号：东关区龙舟队、西岭区拔河队、柳溪县毽球队", "精神文明代表队 3支: 东关区龙舟队 西岭区拔河队 柳溪县毽球队"),
    ("授予下列2名同志“优秀裁判员”荣誉称号：何立春、吴小梅", "优秀裁判员 2名: 何立春 吴小梅"),
    ("授予以下单位“先进工会”称号：江北区总工会、临江大学工会", "先进工会: 江北区总工会 临江大学工会"),
    ("授予以下两支运动队“公平竞赛队”称号：东关区男子龙舟队、西岭区拔河队", "公平竞赛队 两支: 东关区男子龙舟队 西岭区拔河队"),
    ("授予以下3名同志“优秀辅导员”称号：何岚（东关区代表团）、马爱社（西岭区代表团）、欧阳慧（省直代表团）", "优秀辅导员 3名: 何岚(东关区代表团) 马爱社(西岭区代表团) 欧阳慧(省直代表团)"),
    ("命名下列2个村为“文明村”：东关区石桥村、西岭区红星村", "文明村 2个: 东关区石桥村 西岭区红星村"),
    ("对下列2个单位予以通报表扬：江北区总工会、临江大学工会", "通报表扬 2个: 江北区总工会 临江大学工会"),
    ("对以下两名同志记三等功：何立春、吴小梅", "三等功 两名: 何立春 吴小梅"),
    ("追授下列2名同志“优秀工会干部”称号：何立春、吴小梅", "优秀工会干部 2名: 何立春(追授) 吴小梅(追授)"),
    ("授予下列2个单位优秀组织奖：江北区总工会、临江大学工会", "优秀组织奖 2个: 江北区总工会 临江大学工会"),
]  # fmt: skip


def _told(given: str, mark: str = "") -> str:
    name, winners = given.split(": ")
    return f"{mark}{name.replace('两', '2')}: {winners}"


@pytest.mark.parametrize(("item", "given"), BEHIND_A_COLON)
@pytest.mark.parametrize("form", ["{}。", "一、{}。\n\n二、希望再接再厉。", "经研究，决定：\n一、{}。"])
def test_an_act_may_have_its_winners_behind_a_colon(form: str, item: str, given: str) -> None:
    """In the body the honour is what is named, and the number of those who are meant is declared."""
    mark = "一." if form.startswith("一") or "\n一" in form else ""
    decision = decision_of(form.format(item))
    assert [line(tier) for tier in decision.tiers] == [_told(given, mark)]


def test_acts_with_winners_behind_colons_are_told_apart() -> None:
    """Each item gives its own honour; with or without a stop at the end."""
    for stop in ("。", ""):
        items = (
            f"{mark}、{item}{stop}" for mark, (item, _) in zip("一二三", BEHIND_A_COLON[:3], strict=False)
        )
        decision = decision_of("\n".join(items))
        expected = (
            _told(given, f"{mark}.") for mark, (_, given) in zip("一二三", BEHIND_A_COLON, strict=False)
        )
        assert [line(tier) for tier in decision.tiers] == list(expected)


def test_items_are_sentences_on_however_many_lines() -> None:
    """What the width of the page breaks is read as one, and the item that goes on counting is another."""
    body = (
        "经评审，现决定：\n\n　　一、授予下列4个单位“优秀组织奖”：江北区总工会、南岸区总工\n会、临江大学工会、"
        "临江市第一人民医院工会。\n\n　　二、授予以下3名同志“优秀裁判员”称号：何立春（江北区总工会）、\n吴小梅"
        "（南岸区总工会）、段家和（临江大学工会）。\n\n　　三、对下列2个单位予以通报表扬：临江市歌舞剧院、\n江北区残疾人联合会。\n\n　　希望再接再厉。"
    )
    assert [line(tier) for tier in decision_of(body).tiers] == [
        "一.优秀组织奖 4个: 江北区总工会 南岸区总工会 临江大学工会 临江市第一人民医院工会",
        "二.优秀裁判员 3名: 何立春(江北区总工会) 吴小梅(南岸区总工会) 段家和(临江大学工会)",
        "三.通报表扬 2个: 临江市歌舞剧院 江北区残疾人联合会",
    ]


WHOSE = [
    ("授予《望春》（江北区歌舞团）、《山那边》（南岸区歌舞团）“最佳创作奖”。", "最佳创作奖: 《望春》江北区歌舞团 《山那边》南岸区歌舞团"),
    ("授予舞蹈《望春》（江北区歌舞团）、合唱《山那边》（临江大学）等2个节目“最佳创作奖”。", "最佳创作奖 2个: 《望春》江北区歌舞团 《山那边》临江大学"),
    ("授予“暖心驿站”（江北区总工会）、“春风行动”（南岸区总工会）等2个案例“优秀案例”称号。", "优秀案例 2个: 《暖心驿站》江北区总工会 《春风行动》南岸区总工会"),
    ("授予下列2个节目“最佳创作奖”：快板《说变化》（江北区歌舞团）、《潮》（临江大学）。", "最佳创作奖 2个: 《说变化》江北区歌舞团 《潮》临江大学"),
    ("授予江北区总工会“暖心驿站”、南岸区总工会“春风行动”等2个案例“优秀案例”称号。", "优秀案例 2个: 《暖心驿站》江北区总工会 《春风行动》南岸区总工会"),
    ("授予江北区总工会（原江北工会）、临江大学工会等2个单位“先进工会”称号。", "先进工会 2个: 江北区总工会（原江北工会） 临江大学工会"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "given"), WHOSE)
def test_whose_a_work_is_may_stand_in_brackets_behind_it(sentence: str, given: str) -> None:
    """A word for what it is may stand before its title; brackets behind a body are the body's."""
    assert [line(tier) for tier in decision_of(sentence).tiers] == [given]


NAMES_OF_WORDS = [
    ("授予曾小华、李有望、王努力等3名同志“优秀干部”称号。", "优秀干部 3名: 曾小华 李有望 王努力"),
    ("授予何立春、陈曾、和志远3名同志“优秀干部”称号。", "优秀干部 3名: 何立春 陈曾 和志远"),
    ("授予何立春、和向东、和田玉、吴小梅“优秀干部”称号。", "优秀干部: 何立春 和向东 和田玉 吴小梅"),
    ("授予何立春、李有为“优秀干部”称号。", "优秀干部: 何立春 李有为"),
    ("授予王大为和李有为“优秀干部”称号。", "优秀干部: 王大为 李有为"),
    ("命名何立春、王大为为“优秀干部”。", "优秀干部: 何立春 王大为"),
    ("命名何立春、王芳为“优秀干部”。", "优秀干部: 何立春 王芳"),
    ("授予何立春、吴小梅和向东“优秀干部”称号。", "优秀干部: 何立春 吴小梅 向东"),
    ("授予何立春、吴小梅，和向东“优秀干部”称号。", "优秀干部: 何立春 吴小梅 向东"),
    ("授予和志远、和东、何立春和和玉梅“优秀干部”称号。", "优秀干部: 和志远 和东 何立春 和玉梅"),
    ("授予江北区总工会曾小华、南岸区总工会何立春“优秀干部”称号。", "优秀干部: 曾小华(江北区总工会) 何立春(南岸区总工会)"),
    ("授予江北区总工会、临江大学工会和何立春同志“优秀干部”称号。", "优秀干部: 江北区总工会 临江大学工会 何立春"),
    ("追授曾力争同志“优秀干部”称号。", "优秀干部: 曾力争(追授)"),
    ("授予陈曾和吴小梅“优秀干部”称号。", "优秀干部: 陈曾 吴小梅"),
    ("命名陈曾为“优秀干部”。", "优秀干部: 陈曾"),
    ("授予何立春、曾小华和曾庆丰“优秀干部”称号。", "优秀干部: 何立春 曾小华 曾庆丰"),
    ("对何立春、曾小华、吴小梅等3名同志予以通报表扬。", "通报表扬 3名: 何立春 曾小华 吴小梅"),
]  # fmt: skip

NAMES_WITH_HE = [
    ("授予和平区总工会、南岸区总工会“先进单位”称号。", "先进单位: 和平区总工会 南岸区总工会"),
    ("授予江北区、和平区“先进单位”称号。", "先进单位: 江北区 和平区"),
    ("授予江北区和和平区“先进单位”称号。", "先进单位: 江北区 和平区"),
    ("授予江北区，和平区“先进单位”称号。", "先进单位: 江北区 和平区"),
    ("授予江北区、和平区、南岸区“先进单位”称号。", "先进单位: 江北区 和平区 南岸区"),
    ("授予临江大学、和平小学“先进单位”称号。", "先进单位: 临江大学 和平小学"),
    ("授予和田玉石公司、临江钢铁公司“先进单位”称号。", "先进单位: 和田玉石公司 临江钢铁公司"),
    ("授予临江大学、和顺县总工会“先进单位”称号。", "先进单位: 临江大学 和顺县总工会"),
    ("授予临江大学、和平安小学“先进单位”称号。", "先进单位: 临江大学 平安小学"),
    ("授予临江大学、和叶县总工会“先进单位”称号。", "先进单位: 临江大学 叶县总工会"),
    ("授予江北区总工会，和南岸区总工会“先进单位”称号。", "先进单位: 江北区总工会 南岸区总工会"),
    ("授予江北区总工会、和南岸区总工会“先进单位”称号。", "先进单位: 江北区总工会 南岸区总工会"),
    ("授予和向东“优秀干部”称号。", "优秀干部: 和向东"),
    ("授予何立春，吴小梅，和旺堆等3名同志“优秀干部”称号。", "优秀干部 3名: 何立春 吴小梅 旺堆"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "given"), NAMES_WITH_HE)
def test_he_may_begin_the_name_of_a_body(sentence: str, given: str) -> None:
    """和 joins two names, or is the first character of one: 和平区 is no 平区."""
    assert [line(tier) for tier in decision_of(sentence).tiers] == [given]


@pytest.mark.parametrize(
    ("run", "doubted"),
    [("何立春、和李梅、吴小梅", ["和李梅"]), ("何立春、和志远、吴小梅", []), ("和李梅、吴小梅", [])],
)
def test_he_before_a_whole_name_is_doubted(run: str, doubted: list[str]) -> None:
    """和李梅 behind another name may be 李梅."""
    decision = decision_of(f"授予{run}“优秀干部”称号。")
    found = [each for each in decision.findings if each.code == "uncertain-reading"]
    assert [decision.text.quote(each.span) for each in found] == doubted
    unsure = [r.name.value for t in decision.tiers for c in t.cases() for r in c.recipients if r.name.confidence < 0.8]  # fmt: skip
    assert unsure == doubted


@pytest.mark.parametrize(("sentence", "given"), NAMES_OF_WORDS)
def test_words_within_a_name_tell_nothing(sentence: str, given: str) -> None:
    """曾, 有望, 和 may be parts of a person's name in a run of names, from mark to mark."""
    assert [line(tier) for tier in decision_of(sentence).tiers] == [given]


@pytest.mark.parametrize(
    "told",
    [
        "何立春同志曾获“先进工会”称号。",
        "对工作扎实、曾获市级表彰的何立春同志，市政府曾授予“先进工会”称号。",
        "江北区总工会、临江大学工会曾被授予“先进工会”称号。",
        "努力、曾受好评的何立春、吴小梅等2名同志被授予“先进工会”称号。",
        "参加工作以来，何立曾为“先进工会”称号获得者，工作踏实。",
        "其中，何立曾和吴小梅获“先进工会”称号。",
        "近年来，何立曾与吴小梅一起获得“先进工会”称号。",
    ],
)
def test_words_beside_a_name_go_on_telling(told: str) -> None:
    """What is told of earlier honours gives none, whatever marks stand around it."""
    decision = decision_of(f"{told}\n\n授予南岸区总工会“标兵工会”称号。")
    assert [line(tier) for tier in decision.tiers] == ["标兵工会: 南岸区总工会"]


LOST = [
    ("二、授予各科室业务骨干等25名同志“优秀干部”称号，并各奖励3000元；", True),
    ("二、市总工会决定授予不再担任职务的老同志何某某等3名同志“优秀干部”称号。", True),
    ("二、追授不再具名的老同志“优秀干部”称号。", True),
    ("二、授予何立春等1名同志“优秀干部”称号。", False),
    ("此前，市政府曾授予何立春、吴小梅等2名同志“优秀干部”称号。", False),
    ("希望获得“优秀干部”称号的同志再接再厉。", False),
    ("二、撤销何立春“优秀干部”称号。", False),
    ("二、经研究，授予各区业务骨干何立春、吴小梅、孙平3名同志“优秀干部”称号。", True),
    ("二、为表彰先进，决定授予各区业务骨干何立春、吴小梅、孙平3名同志“优秀干部”称号。", True),
    ("为树立榜样，市总工会决定，追授其“优秀干部”称号。", True),
    ("2015年，何立春同志成绩突出，市政府授予其“优秀干部”称号。", False),
    ("凡考核合格的，授予其“优秀干部”称号。", False),
    ("对名列前2名的选手，授予其“优秀干部”称号。", False),
    ("按照办法，授予各组前3名选手“优秀干部”称号。", False),
    ("为规范评选工作，授予各类“优秀干部”称号，须报市总工会批准。", False),
    ("授予若干同志“优秀干部”称号的通报另行印发。", False),
    ("命名为“优秀干部”“岗位能手”称号的同志要珍惜荣誉。", False),
    ("授予“优秀干部”称号后，与“岗位能手”称号获得者待遇相同。", False),
    ("授予曾获市“优秀干部”称号的同志奖章。", False),
]


@pytest.mark.parametrize(("sentence", "is_lost"), LOST)
def test_an_honour_from_whose_sentence_nothing_is_read_is_an_error(sentence: str, is_lost: bool) -> None:
    """Where the body gives all honours, and another sentence is read, nothing else would tell."""
    decision = decision_of(f"一、授予江北区总工会、临江大学工会等2个单位“先进工会”称号；\n\n{sentence}")
    errors = [(each.code, each.span) for each in decision.findings if each.severity == "error"]
    text = decision.text.content
    assert [(code, text[span.begin : span.end]) for code, span in errors] == (
        [("unread-words", "优秀干部")] if is_lost else []
    )


@pytest.mark.parametrize(
    ("clause", "is_lost"),
    [
        ("授予各区业务骨干何立春、吴小梅、孙平3名同志“优秀干部”称号。", True),
        ("同时授予各科室业务骨干等25名同志“优秀干部”称号。", True),
        ("授予何立春同志“优秀干部”称号。", False),
        ("授予市级“优秀干部”称号的同志另行通报。", False),
    ],
)
def test_a_later_clause_that_loses_its_honour_is_an_error_too(clause: str, is_lost: bool) -> None:
    """What the clause before it gives is no sign that this one is read."""
    decision = decision_of(f"授予江北区总工会、临江大学工会等2个单位“先进工会”称号，{clause}")
    lost = [each for each in decision.findings if each.code == "unread-words" and each.severity == "error"]
    assert bool(lost) is is_lost


@pytest.mark.parametrize(
    ("run", "is_lost"),
    [
        ("何某、吴某某、旺某等3名", True),
        ("何某等3名", False),
        ("何某、江北区总工会等2名", True),
        ("何某、江北区总工会、临江大学工会等3名", False),
    ],
)
def test_beside_a_list_a_sentence_must_name_all_to_be_missed(run: str, is_lost: bool) -> None:
    """Of whom it names the first only, or the most of the list, the list may tell more."""
    decision = decision_of(f"授予不再任职的{run}同志“优秀干部”称号。", ANNEX)
    lost = [each for each in decision.findings if each.code == "unread-words" and each.severity == "error"]
    assert bool(lost) is is_lost


@pytest.mark.parametrize(
    ("sentence", "is_lost"),
    [
        ("授予不再参赛的何立春、吴岚等2名同志“岗位标兵”称号。", True),
        ("授予不再任职的卫国庆、陶然等2名同志“金牌裁判”称号。", False),
        ("根据竞赛办法，对何某某某某某、吴某某某某某2名选手授予“岗位标兵”称号。", True),
        ("根据竞赛办法，对获得前2名的选手授予“岗位标兵”称号。", False),
        ("此前，市政府曾对何某某某某某、吴某某某某某2名选手授予“岗位标兵”称号。", False),
    ],
)
def test_an_honour_is_missed_whatever_else_its_winners_got(sentence: str, is_lost: bool) -> None:
    """Where it is read from no sentence, and the most of a list that is of no grade are others."""
    decision = decision_of(sentence, PRIZES)
    lost = [each for each in decision.findings if each.code == "unread-words" and each.severity == "error"]
    assert bool(lost) is is_lost
