"""Where the unit ends and the post begins, over all trades; written before the rules were mended for it.

All bodies, places and names are invented.
"""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import parser
from uniongraph.model import Recipient

HEAD = "绿屏市总工会关于表彰2020年度劳动竞赛先进的决定\n\n经研究，决定予以表彰。\n\n附件\n\n2020年劳动模范名单\n\n{}\n"

# unit and post as printed; the unit; the post. None is what is not printed.
POSTS: list[tuple[str, str | None, str | None]] = [
    # health
    ("绿屏市人民医院护理部主任、主任护师", "绿屏市人民医院护理部", "主任、主任护师"),
    ("绿屏市中医院副院长、主任医师", "绿屏市中医院", "副院长、主任医师"),
    ("柳溪县人民医院急诊科护士长", "柳溪县人民医院急诊科", "护士长"),
    ("柳溪县疾病预防控制中心检验科主管技师", "柳溪县疾病预防控制中心检验科", "主管技师"),
    ("白塔区东桥街道社区卫生服务中心公共卫生科科长", "白塔区东桥街道社区卫生服务中心公共卫生科", "科长"),
    ("柳溪县白杨镇卫生院副主任医师", "柳溪县白杨镇卫生院", "副主任医师"),
    ("柳溪县红星村卫生室乡村医生", "柳溪县红星村卫生室", "乡村医生"),
    ("绿屏市第三人民医院感染性疾病科党支部书记、副主任", "绿屏市第三人民医院感染性疾病科", "党支部书记、副主任"),
    ("绿屏医科大学附属医院呼吸与危重症医学科主治医师", "绿屏医科大学附属医院呼吸与危重症医学科", "主治医师"),
    # schools
    ("绿屏大学材料科学与工程学院教授", "绿屏大学材料科学与工程学院", "教授"),
    ("绿屏大学化学系副教授、博士生导师", "绿屏大学化学系", "副教授、博士生导师"),
    ("绿屏市第二中学特级教师", "绿屏市第二中学", "特级教师"),
    ("柳溪县实验小学高级教师", "柳溪县实验小学", "高级教师"),
    ("柳溪县白杨镇中心小学副校长", "柳溪县白杨镇中心小学", "副校长"),
    ("绿屏市机关幼儿园园长", "绿屏市机关幼儿园", "园长"),
    ("绿屏职业技术学院学生处副处长", "绿屏职业技术学院学生处", "副处长"),
    ("绿屏市第一中学高三年级组长", "绿屏市第一中学", "高三年级组长"),
    ("绿屏市第一中学语文教师", "绿屏市第一中学", "语文教师"),
    ("绿屏市特殊教育学校一级教师、班主任", "绿屏市特殊教育学校", "一级教师、班主任"),
    ("绿屏大学后勤服务集团炊事员", "绿屏大学后勤服务集团", "炊事员"),
    ("绿屏大学2019级硕士研究生", "绿屏大学", "2019级硕士研究生"),
    # police, courts, procuracy
    ("绿屏市公安局白塔分局刑侦大队民警", "绿屏市公安局白塔分局刑侦大队", "民警"),
    ("绿屏市公安局交警支队二大队一级警长", "绿屏市公安局交警支队二大队", "一级警长"),
    ("柳溪县公安局白杨派出所所长、二级高级警长", "柳溪县公安局白杨派出所", "所长、二级高级警长"),
    ("柳溪县公安局网络安全保卫大队教导员", "柳溪县公安局网络安全保卫大队", "教导员"),
    ("柳溪县人民法院民事审判庭庭长", "柳溪县人民法院民事审判庭", "庭长"),
    ("柳溪县人民法院四级高级法官", "柳溪县人民法院", "四级高级法官"),
    ("白塔区人民检察院第一检察部主任、一级检察官", "白塔区人民检察院第一检察部", "主任、一级检察官"),
    ("绿屏监狱二监区监区长", "绿屏监狱二监区", "监区长"),
    ("绿屏市公安局特警支队辅警", "绿屏市公安局特警支队", "辅警"),
    ("柳溪县司法局白杨司法所四级主任科员", "柳溪县司法局白杨司法所", "四级主任科员"),
    # villages and towns
    ("柳溪县白杨镇红星村党支部书记兼村委会主任", "柳溪县白杨镇红星村", "党支部书记兼村委会主任"),
    ("柳溪县白杨镇红星村党总支书记、村民委员会主任", "柳溪县白杨镇红星村", "党总支书记、村民委员会主任"),
    ("柳溪县河口乡东坡村驻村第一书记", "柳溪县河口乡东坡村", "驻村第一书记"),
    ("柳溪县河口乡东坡村村民", "柳溪县河口乡东坡村", "村民"),
    ("白塔区东桥街道河口社区党委书记、居委会主任", "白塔区东桥街道河口社区", "党委书记、居委会主任"),
    ("白塔区东桥街道河口社区专职网格员", "白塔区东桥街道河口社区", "专职网格员"),
    ("柳溪县白杨镇党委副书记、镇长", "柳溪县白杨镇", "党委副书记、镇长"),
    ("柳溪县白杨镇人大主席", "柳溪县白杨镇", "人大主席"),
    ("柳溪县白杨镇农业综合服务中心农艺师", "柳溪县白杨镇农业综合服务中心", "农艺师"),
    ("柳溪县丰禾水稻种植专业合作社理事长", "柳溪县丰禾水稻种植专业合作社", "理事长"),
    ("柳溪县林业局河口管护站护林员", "柳溪县林业局河口管护站", "护林员"),
    # offices
    ("白塔区城管局环卫所职工", "白塔区城管局环卫所", "职工"),
    ("白塔区城市管理局环境卫生管理所工人", "白塔区城市管理局环境卫生管理所", "工人"),
    ("绿屏市财政局国库科科长", "绿屏市财政局国库科", "科长"),
    ("绿屏市财政局党组成员、副局长", "绿屏市财政局", "党组成员、副局长"),
    ("绿屏市发展和改革委员会党组书记、主任", "绿屏市发展和改革委员会", "党组书记、主任"),
    ("绿屏市水利局副局长（正处级）", "绿屏市水利局", "副局长（正处级）"),
    ("绿屏市水利局二级调研员", "绿屏市水利局", "二级调研员"),
    ("绿屏市教育局退休干部", "绿屏市教育局", "退休干部"),
    ("绿屏市档案馆编研科副科长", "绿屏市档案馆编研科", "副科长"),
    ("柳溪县委办公室副主任", "柳溪县委办公室", "副主任"),
    ("柳溪县委组织部干部科科长", "柳溪县委组织部干部科", "科长"),
    ("柳溪县委书记", "柳溪县委", "书记"),
    ("柳溪县人民政府副县长", "柳溪县人民政府", "副县长"),
    ("国家税务总局柳溪县税务局第一税务分局一级行政执法员", "国家税务总局柳溪县税务局第一税务分局", "一级行政执法员"),
    ("绿屏市市场监督管理局食品生产监管科三级主任科员", "绿屏市市场监督管理局食品生产监管科", "三级主任科员"),
    ("共青团柳溪县委书记", "共青团柳溪县委", "书记"),
    ("绿屏市政府办公室机关党委专职副书记", "绿屏市政府办公室", "机关党委专职副书记"),
    # factories, companies, banks
    ("绿屏水泥有限公司党委书记、董事长、总经理", "绿屏水泥有限公司", "党委书记、董事长、总经理"),
    ("绿屏钢铁集团有限公司炼钢厂转炉车间炉长", "绿屏钢铁集团有限公司炼钢厂转炉车间", "炉长"),
    ("绿屏电力集团柳溪分公司运维班班长", "绿屏电力集团柳溪分公司运维班", "班长"),
    ("绿屏公共交通集团有限公司第二分公司驾驶员", "绿屏公共交通集团有限公司第二分公司", "驾驶员"),
    ("绿屏纺织厂细纱车间挡车工", "绿屏纺织厂细纱车间", "挡车工"),
    ("绿屏机床厂首席技师、高级技师", "绿屏机床厂", "首席技师、高级技师"),
    ("绿屏机床厂技术中心主任兼总工程师", "绿屏机床厂技术中心", "主任兼总工程师"),
    ("绿屏建工集团有限公司第三项目部项目经理", "绿屏建工集团有限公司第三项目部", "项目经理"),
    ("绿屏矿业有限责任公司综采一队采煤机司机", "绿屏矿业有限责任公司综采一队", "采煤机司机"),
    ("绿屏铁路局柳溪车务段白杨站值班员", "绿屏铁路局柳溪车务段白杨站", "值班员"),
    ("绿屏银行股份有限公司柳溪支行客户经理", "绿屏银行股份有限公司柳溪支行", "客户经理"),
    ("绿屏农村商业银行白杨支行行长", "绿屏农村商业银行白杨支行", "行长"),
    ("绿屏速运有限公司快递员", "绿屏速运有限公司", "快递员"),
    ("绿屏自来水公司抄表员", "绿屏自来水公司", "抄表员"),
    ("绿屏科技股份有限公司研发部高级工程师", "绿屏科技股份有限公司研发部", "高级工程师"),
    ("绿屏陶瓷厂工会主席、办公室主任", "绿屏陶瓷厂", "工会主席、办公室主任"),
    ("绿屏百货大楼营业员", "绿屏百货大楼", "营业员"),
    # army, fire, research, press, sport, NGOs
    ("绿屏市消防救援支队柳溪大队政治教导员", "绿屏市消防救援支队柳溪大队", "政治教导员"),
    ("武警绿屏支队执勤二大队五中队中队长", "武警绿屏支队执勤二大队五中队", "中队长"),
    ("柳溪县人民武装部政委", "柳溪县人民武装部", "政委"),
    ("绿屏市农业科学院粮食作物研究所研究员", "绿屏市农业科学院粮食作物研究所", "研究员"),
    ("绿屏日报社要闻部首席记者", "绿屏日报社要闻部", "首席记者"),
    ("绿屏广播电视台新闻中心主任编辑", "绿屏广播电视台新闻中心", "主任编辑"),
    ("绿屏市女子排球队主教练", "绿屏市女子排球队", "主教练"),
    ("绿屏市体育运动学校举重队教练员", "绿屏市体育运动学校举重队", "教练员"),
    ("绿屏市蓝盾救援队队长", "绿屏市蓝盾救援队", "队长"),
    ("绿屏市志愿者协会副会长兼秘书长", "绿屏市志愿者协会", "副会长兼秘书长"),
    ("绿屏市歌舞剧院国家一级演员", "绿屏市歌舞剧院", "国家一级演员"),
    ("绿屏正言律师事务所主任、律师", "绿屏正言律师事务所", "主任、律师"),
    # who held a post, and what leads to the unit
    ("绿屏市水利局原副局长", "绿屏市水利局", "原副局长"),
    ("原绿屏市水利局副局长", "绿屏市水利局", "原副局长"),
    ("系绿屏市水利局原副局长", "绿屏市水利局", "原副局长"),
    ("生前系柳溪县公安局白杨派出所民警", "柳溪县公安局白杨派出所", "民警"),
    ("生前为柳溪县白杨镇红星村党支部书记", "柳溪县白杨镇红星村", "党支部书记"),
    ("现任绿屏水泥有限公司总经理", "绿屏水泥有限公司", "总经理"),
    ("现为绿屏大学退休教师", "绿屏大学", "退休教师"),
    ("绿屏市第二中学", "绿屏市第二中学", None),
    ("自由职业者", None, "自由职业者"),
    # classes
    ("清水中学高二（3）班", "清水中学高二（3）班", None),
    ("清水中学高二（3）班学生", "清水中学高二（3）班", "学生"),
    ("绿屏大学机械工程学院2021级机械（1）班", "绿屏大学机械工程学院2021级机械（1）班", None),
    ("柳溪县实验小学五年级（2）班班主任", "柳溪县实验小学五年级（2）班", "班主任"),
    ("绿屏卫生学校护理2001班", "绿屏卫生学校护理2001班", None),
    ("绿屏卫生学校护理2001班班长", "绿屏卫生学校护理2001班", "班长"),
]  # fmt: skip

FORMS = [
    "何立春　{}",
    "1. 何立春，男，汉族，{}",
    "何立春（{}）",
    "何立春：{}",
    "姓名\t单位及职务\n何立春\t{}",
]


def the_person(listed: str) -> Recipient:
    """Return the one recipient of a list."""
    decision = parser.parse(text_of(HEAD.format(listed)))
    (person,) = (each for tier in decision.tiers for case in tier.cases() for each in case.recipients)
    return person


def read(listed: str) -> tuple[str, str | None, str | None]:
    """Return name, unit and post of the one recipient of a list."""
    person = the_person(listed)
    unit, post = person.affiliation, person.post
    return person.name.value, unit.value if unit else None, post.value if post else None


@pytest.mark.parametrize(("printed", "unit", "post"), POSTS)
@pytest.mark.parametrize("form", FORMS)
def test_unit_and_post_are_parted(form: str, printed: str, unit: str | None, post: str | None) -> None:
    """Whatever parts them from the name, and with nothing noted that is neither."""
    assert read(form.format(printed)) == ("何立春", unit, post)
    assert the_person(form.format(printed)).notes == ()


# a line of a list; name, unit and post
LINES = [
    ("绿屏机床厂　何立春　高级工程师", "何立春", "绿屏机床厂", "高级工程师"),
    ("绿屏市人民医院 吴小梅 护理部主任", "吴小梅", "绿屏市人民医院", "护理部主任"),
    ("绿屏市公安局白塔分局刑侦大队　孙平　二级警长", "孙平", "绿屏市公安局白塔分局刑侦大队", "二级警长"),
    ("柳溪县白杨镇红星村　郑国强　党支部书记、村委会主任", "郑国强", "柳溪县白杨镇红星村", "党支部书记、村委会主任"),
    ("何立春　绿屏机床厂　装配车间主任", "何立春", "绿屏机床厂", "装配车间主任"),
    ("何立春，女，绿屏市财政局国库科科长", "何立春", "绿屏市财政局国库科", "科长"),
    ("何立春（女，绿屏市财政局国库科科长）", "何立春", "绿屏市财政局国库科", "科长"),
    ("何立春（女）：绿屏市财政局国库科科长", "何立春", "绿屏市财政局国库科", "科长"),
    ("何立春（女）　绿屏市财政局国库科科长", "何立春", "绿屏市财政局国库科", "科长"),
    ("绿屏市财政局国库科科长　何立春", "何立春", "绿屏市财政局国库科", "科长"),
    ("绿屏市财政局国库科科长何立春", "何立春", "绿屏市财政局国库科", "科长"),
    ("张三丰　清水中学高二（3）班", "张三丰", "清水中学高二（3）班", None),
    ("清水中学高二（3）班　张三丰", "张三丰", "清水中学高二（3）班", None),
    ("张三丰（清水中学高二（3）班）", "张三丰", "清水中学高二（3）班", None),
    ("姓名\t工作单位\t职务/职称\n何立春\t绿屏市人民医院护理部\t主任/主任护师", "何立春", "绿屏市人民医院护理部", "主任/主任护师"),
    ("姓名\t工作单位及职务\n何立春\t绿屏市人民医院护理部主任", "何立春", "绿屏市人民医院护理部", "主任"),
    ("姓名\t性别\t单位职务\n何立春\t女\t绿屏市人民医院护理部主任", "何立春", "绿屏市人民医院护理部", "主任"),
    ("姓名\t单位\t职务职称\n何立春\t绿屏大学化学系\t副教授", "何立春", "绿屏大学化学系", "副教授"),
    ("姓名\t工作单位\n何立春\t绿屏大学化学系副教授", "何立春", "绿屏大学化学系", "副教授"),
    ("序号\t姓名\t工作单位、职务\n1\t何立春\t绿屏机床厂装配车间副主任", "何立春", "绿屏机床厂装配车间", "副主任"),
    ("序号\t姓名\t所在单位及职务（职称）\n1\t何立春\t绿屏机床厂装配车间副主任", "何立春", "绿屏机床厂装配车间", "副主任"),
    ("姓名\t学校班级\n张三丰\t清水中学高二（3）班", "张三丰", "清水中学高二（3）班", None),
    ("姓名\t学校\t班级\n张三丰\t清水中学\t高二（3）班", "张三丰", "清水中学高二（3）班", None),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "name", "unit", "post"), LINES)
def test_name_unit_and_post_in_any_order(listed: str, name: str, unit: str | None, post: str | None) -> None:
    """In lines and in tables."""
    assert read(listed) == (name, unit, post)


# words in a column of persons; the names
NAMES = [
    ("Smith, John", ["Smith, John"]),
    ("John Smith", ["John Smith"]),
    ("Ivanov, A. P.", ["Ivanov, A. P."]),
    ("De la Cruz, María", ["De la Cruz, María"]),
    ("John Smith, Anna Berg", ["John Smith", "Anna Berg"]),
    ("何立春, John Smith", ["何立春", "John Smith"]),
    ("买买提·吐尔逊", ["买买提·吐尔逊"]),
    ("买买提 · 吐尔逊", ["买买提·吐尔逊"]),
    ("买买提·吐尔逊　阿依古丽·买买提", ["买买提·吐尔逊", "阿依古丽·买买提"]),
    ("约翰·史密斯（John Smith）", ["约翰·史密斯"]),
    ("迪丽努尔•艾合买提", ["迪丽努尔•艾合买提"]),
]


@pytest.mark.parametrize(("printed", "expected"), NAMES)
def test_a_name_in_parts_is_one_name(printed: str, expected: list[str]) -> None:
    """The surname in Latin letters before a comma, the parts of a name around a dot."""
    listed = f"序号\t姓名\t单位\n1\t{printed}\t绿屏大学\n2\t吴小梅\t柳溪县医院"
    decision = parser.parse(text_of(HEAD.format(listed)))
    names = [each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert names == [*expected, "吴小梅"]


@pytest.mark.parametrize(
    "label", ["学校", "单位", "所在单位", "选送单位", "报送单位", "所在学校", "工作单位"]
)
def test_the_label_of_a_body_beside_that_of_the_author_gives_the_unit(label: str) -> None:
    """Where a person is named beside it; who teaches the author is a note."""
    listed = f"一等奖（1件）\n《渡口》\n作者：何立春\n{label}：清水中学\n指导教师：孙平"
    person = the_person(listed)
    assert person.name.value == "何立春"
    assert person.affiliation is not None
    assert person.affiliation.value == "清水中学"
    assert [note.value for note in person.notes] == ["指导教师：孙平"]


@pytest.mark.parametrize(
    "label", ["作者", "第一作者", "第一完成人", "完成人", "主创人员", "学生", "参赛选手", "姓名"]
)
def test_who_made_a_work_is_behind_a_label(label: str) -> None:
    """The school before or behind it."""
    for listed in (f"{label}：何立春\n学校：清水中学", f"学校：清水中学\n{label}：何立春"):
        assert read(f"一等奖（1件）\n《渡口》\n{listed}\n辅导教师：孙平") == ("何立春", "清水中学", None)


@pytest.mark.parametrize(
    "name", ["高二（3）班", "2021级机械（1）班", "五年级（2）班", "护理2001班", "高三12班", "2020级（4）班"]
)
def test_classes_are_honoured_whole(name: str) -> None:
    """A class with a number in brackets is one recipient."""
    listed = f"一、先进班集体（2个）\n清水中学{name}\n绿屏学院{name}"
    decision = parser.parse(text_of(HEAD.format(listed)))
    found = [each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert found == [f"清水中学{name}", f"绿屏学院{name}"]
    assert "uncertain-recipient" not in {finding.code for finding in decision.findings}


ADDRESSEES = [
    ("各县（区）人民政府，市直各部门，中央、省驻绿屏各单位：", ["各县（区）人民政府", "市直各部门", "中央、省驻绿屏各单位"]),
    ("各县区委、中央、省驻绿屏各单位：", ["各县区委", "中央、省驻绿屏各单位"]),
    ("市直各单位、中央和省驻绿屏单位：", ["市直各单位", "中央和省驻绿屏单位"]),
    ("各区党委，中央、省、市驻区各单位，驻区部队：", ["各区党委", "中央、省、市驻区各单位", "驻区部队"]),
    ("各乡镇党委，省、市驻柳溪各单位：", ["各乡镇党委", "省、市驻柳溪各单位"]),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), ADDRESSEES)
def test_levels_before_the_bodies_they_send_are_one_addressee(printed: str, expected: list[str]) -> None:
    """中央、省驻…各单位 are the bodies of both."""
    text = HEAD.format("何立春　绿屏机床厂").replace("的决定\n\n", f"的决定\n\n{printed}\n\n", 1)
    assert [each.value for each in parser.parse(text_of(text)).addressees] == expected
