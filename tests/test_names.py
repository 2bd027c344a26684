"""Organizations' names: told from titles, taken apart, and what their form says of kind, host and territory."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uniongraph import divisions, files, grammar, names
from uniongraph.errors import RegistryError

if TYPE_CHECKING:
    from pathlib import Path

    from uniongraph.model import OrganizationName

SHANGHAI = "310000"


def analyse(name: str, jurisdiction: str | None = SHANGHAI) -> OrganizationName:
    return names.analyse(name, gazetteer=divisions.shipped(), jurisdiction=jurisdiction)


def parts(name: OrganizationName) -> str:
    return f"{name.place}|{name.core}|{name.legal_form}|{name.suffix}"


# ---------------------------------------------------------------------------------------------- the decision's names

# The 58 recipients of 沪工总基〔2018〕133号: the tiers in which each is honoured (1 special, 2 main, 3 nomination),
# place|core|legal form|union suffix, kind, territory.
RECIPIENTS = [
    ("1", "宝山区顾村镇|||总工会", "town-federation", "310113109"),
    ("2", "上海|浦东公惠社会工作服务|中心|工会", "social-org-union", None),
    ("2", "上海|百事通信息技术|股份有限公司|工会", "enterprise-union", None),
    ("2", "上海|汽车集团|股份有限公司|工会", "enterprise-union", None),
    ("2", "|中国电信集团市客服运营支撑|中心|工会", "enterprise-union", None),
    ("2", "上海|卫星装备|研究所|工会", "institution-union", None),
    ("2", "上海|港国际客运中心开发|有限公司|工会", "enterprise-union", None),
    ("23", "|中国移动通信|集团|工会上海市委员会", "enterprise-union", None),
    ("2", "|花旗金融信息服务（中国）|有限公司|工会", "enterprise-union", None),
    ("2", "上海|城建市政工程（集团）有限公司第二|分公司|工会", "branch-enterprise-union", None),
    ("2", "上海|国际港务（集团）|有限公司|工会", "enterprise-union", None),
    ("2", "|红星美凯龙家居集团|股份有限公司|工会", "enterprise-union", None),
    ("23", "嘉定区南翔镇|||总工会", "town-federation", "310114102"),
    ("2", "杨浦区|医养照护行业||工会联合会", "industry-federation", "310110"),
    ("2", "普陀区|网约送餐员行业||工会联合会", "industry-federation", "310107"),
    ("2", "长宁区|家政行业||工会联合会", "industry-federation", "310105"),
    ("2", "青浦区|快递物流行业||工会联合会", "industry-federation", "310118"),
    ("2", "崇明区新河镇|||总工会", "town-federation", "310151103"),
    ("2", "松江区叶榭镇|||总工会", "town-federation", "310117120"),
    ("2", "|电装（中国）投资有限公司上海|分公司|工会", "branch-enterprise-union", None),
    ("2", "闵行区|教育||工会", "education-union", "310112"),
    ("2", "静安区石门二路街道|物业行业||工会联合会", "industry-federation", "310106011"),
    ("2", "上海|国际机场|股份有限公司|工会", "enterprise-union", None),
    ("2", "浦东新区祝桥镇|||总工会", "town-federation", "310115139"),
    ("2", "|尚街Loft品牌园区（中区）||联合工会", "park-joint-union", None),
    ("2", "上海|临港松江科技城园区||工会联合会", "park-joint-union", None),
    ("23", "黄浦区南京东路街道|||总工会", "subdistrict-federation", "310101002"),
    ("2", "|宝山钢铁|股份有限公司|工会", "enterprise-union", None),
    ("2", "上海|港复兴船务|有限公司|工会", "enterprise-union", None),
    ("2", "虹口区欧阳路街道|||总工会", "subdistrict-federation", "310109009"),
    ("2", "徐汇区天平街道|||总工会", "subdistrict-federation", "310104003"),
    ("3", "金山区枫泾镇|||总工会", "town-federation", "310116102"),
    ("3", "闵行区马桥镇|||总工会", "town-federation", "310112112"),
    ("3", "杨浦区长白新村街道|||总工会", "subdistrict-federation", "310110013"),
    ("3", "徐家汇街道|家政服务行业|联合会|", "industry-federation", "310104014"),
    ("3", "|同济|大学|工会", "institution-union", None),
    ("3", "奉贤区奉城镇|||总工会", "town-federation", "310120102"),
    ("3", "崇明区长兴镇|||总工会", "town-federation", "310151116"),
    ("3", "黄浦区打浦桥街道|||总工会", "subdistrict-federation", "310101021"),
    ("3", "徐汇区康健新村街道|||总工会", "subdistrict-federation", "310104013"),
    ("3", "上海|复星高科技（集团）|有限公司|工会", "enterprise-union", None),
    ("3", "上海|航天设备制造总厂|有限公司|工会", "enterprise-union", None),
    ("3", "上海市|地方税务局嘉定区|分局|工会", "agency-union", "310114"),
    ("3", "上海|航天局805|所|工会", "institution-union", None),
    ("3", "|中国电信上海市信息网络|部|工会", "enterprise-union", None),
    ("3", "上海|电力设计院|有限公司|工会", "enterprise-union", None),
    ("3", "长宁区虹桥街道|||总工会", "subdistrict-federation", "310105009"),
    ("3", "|中国铁路上海局集团有限公司上海客运|段|工会", "enterprise-union", None),
    ("3", "|国网上海市南供电|公司|工会", "enterprise-union", None),
    ("3", "上海市|职工保障互助|中心|工会", "institution-union", None),
    ("3", "上海市|绿化市容行业||工会", "trade-sector-union", None),
    ("3", "|中国建筑第八工程局有限公司广西|分公司|工会", "branch-enterprise-union", None),
    ("3", "|中国船舶重工集团公司第七一一|研究所|工会", "institution-union", None),
    ("3", "徐汇区龙华街道|||总工会", "subdistrict-federation", "310104016"),
    ("3", "杨浦区|医务||工会", "medical-union", "310110"),
    ("3", "上海|城建市政工程（集团）|有限公司|工会", "enterprise-union", None),
    ("3", "上海市|市北高新技术服务业园区||总工会", "park-federation", None),
    ("3", "宝山区月浦镇|||总工会", "town-federation", "310113104"),
]

HOSTED = {
    "enterprise-union",
    "branch-enterprise-union",
    "institution-union",
    "agency-union",
    "social-org-union",
}


@pytest.mark.parametrize(("tiers", "taken_apart", "kind", "territory"), RECIPIENTS)
def test_recipients_of_the_decision(tiers: str, taken_apart: str, kind: str, territory: str | None) -> None:
    """Each of the 58 recipients comes apart as a reader would part it, with its kind, territory and host."""
    assert tiers
    name = taken_apart.replace("|", "")
    found = analyse(name)
    assert (parts(found), found.kind, found.territory) == (taken_apart, kind, territory)
    stated = kind in HOSTED and "委员会" not in found.suffix
    assert found.host == (name.removesuffix("工会") if stated else None)
    assert (found.host_rule is None) == (found.host is None)
    assert (found.territory_rule is None) == (found.territory is None)
    assert found.kind_rule is not None


def test_recipients_in_numbers() -> None:
    """Of the 58, 27 state a district or narrower, and 27 a host; one name has a form that is not registered."""
    found = [analyse(row[1].replace("|", "")) for row in RECIPIENTS]
    assert len({name.name for name in found}) == 58
    assert sum(name.territory is not None for name in found) == 27
    assert sum(name.host is not None for name in found) == 27
    variants = [(name.name, name.territory_variant) for name in found if name.territory_variant]
    assert variants == [("徐汇区天平街道总工会", "天平街道")]


def test_kinds_by_tier() -> None:
    """The cross-tabulation of kinds and tiers over the 61 honours."""
    table = Counter((tier, kind) for tiers, _, kind, _ in RECIPIENTS for tier in tiers)
    assert {kind: n for (tier, kind), n in table.items() if tier == "1"} == {"town-federation": 1}
    assert {kind: n for (tier, kind), n in table.items() if tier == "2"} == {
        **{
            "enterprise-union": 11,
            "industry-federation": 5,
            "town-federation": 4,
            "subdistrict-federation": 3,
        },
        **{"branch-enterprise-union": 2, "park-joint-union": 2, "education-union": 1, "institution-union": 1},
        "social-org-union": 1,
    }
    assert {kind: n for (tier, kind), n in table.items() if tier == "3"} == {
        **{"enterprise-union": 8, "subdistrict-federation": 6, "town-federation": 6, "institution-union": 4},
        **{"branch-enterprise-union": 1, "agency-union": 1, "medical-union": 1, "trade-sector-union": 1},
        **{"park-federation": 1, "industry-federation": 1},
    }


def test_honours_by_district() -> None:
    """All 16 districts are honoured, 徐汇 four times."""
    table = Counter(code[:6] for tiers, _, _, code in RECIPIENTS if code for _ in tiers)
    several = {
        "310104": 4,
        "310114": 3,
        "310110": 3,
        "310101": 3,
        "310113": 2,
        "310151": 2,
        "310105": 2,
        "310112": 2,
    }
    districts = [division.code for division in divisions.shipped().children(SHANGHAI)]
    assert table == {code: several.get(code, 1) for code in districts}


# name, kind, the rule that drew it
RULES = [
    ("宝山区顾村镇总工会", "town-federation", "federation-by-level"),
    ("上海临港松江科技城园区工会联合会", "park-joint-union", "park-union"),
    ("徐家汇街道家政服务行业联合会", "industry-federation", "industry-federation"),
    ("上海市绿化市容行业工会", "trade-sector-union", "sector-union"),
    ("电装（中国）投资有限公司上海分公司工会", "branch-enterprise-union", "branch-of-company"),
    ("上海汽车集团股份有限公司工会", "enterprise-union", "company-legal-form"),
    ("中国铁路上海局集团有限公司上海客运段工会", "enterprise-union", "company-legal-form"),
    ("中国电信上海市信息网络部工会", "enterprise-union", "corporate-group"),
    ("中国电信集团市客服运营支撑中心工会", "enterprise-union", "corporate-group"),
    ("中国移动通信集团工会上海市委员会", "enterprise-union", "union-committee"),
    ("中国船舶重工集团公司第七一一研究所工会", "institution-union", "institution-word"),
    ("上海市地方税务局嘉定区分局工会", "agency-union", "agency-word"),
    ("上海浦东公惠社会工作服务中心工会", "social-org-union", "social-org-word"),
]


@pytest.mark.parametrize(("name", "kind", "rule"), RULES)
def test_each_conclusion_names_its_rule(name: str, kind: str, rule: str) -> None:
    """Every rule that can draw a kind draws one here."""
    assert (analyse(name).kind, analyse(name).kind_rule) == (kind, rule)


# ---------------------------------------------------------------------------------------------- other names

# Names of other provinces and forms, most of them invented: kind, host ("=": the name without its union suffix).
OTHERS = [
    ("杭州市总工会", "municipal-federation", None),
    ("市总工会", "municipal-federation", None),
    ("某某区总工会", "district-federation", None),
    ("金山区总工会", "district-federation", None),
    ("浦东新区总工会", "district-federation", None),
    # the scheme has no concept for these levels: the broader one is true
    ("雄安新区总工会", "local-federation", None),
    ("桐乡县总工会", "local-federation", None),
    ("浙江省总工会", "local-federation", None),
    ("广西壮族自治区总工会", "local-federation", None),
    ("新丰乡总工会", "local-federation", None),
    ("乍浦镇总工会", "town-federation", None),
    ("当湖街道总工会", "subdistrict-federation", None),
    ("昆山经济技术开发区总工会", "park-federation", None),
    ("苏州工业园区总工会", "park-federation", None),
    ("某某高新技术产业开发区工会工作委员会", "park-union", None),
    ("某某软件园联合工会", "park-joint-union", None),
    ("某某县建筑行业工会联合会", "industry-federation", None),
    ("某某县环卫行业工会", "trade-sector-union", None),
    ("宁波市教育工会", "education-union", None),
    ("某某县卫生系统工会", "medical-union", None),
    ("江苏省金融系统工会", "sector-union", None),
    ("浙江省海员建设工会", "sector-union", None),
    ("中国海员建设工会浙江省委员会", "sector-union", None),
    ("中国教育工会上海市委员会", "education-union", None),
    ("中国教育工会某某大学委员会", "institution-union", "某某大学"),
    ("平湖市机关工会", "agency-union", None),
    ("平湖市级机关工会", "agency-union", None),
    ("平湖市财政局工会", "agency-union", "="),
    ("某某市公安局交警支队工会", "agency-union", "="),
    ("中国人民银行某某市中心支行工会", "agency-union", "="),
    ("国家能源局工会", "agency-union", "="),
    ("嘉兴市第一医院工会", "institution-union", "="),
    ("某某市实验中学工会", "institution-union", "="),
    ("某某大学附属第一医院工会", "institution-union", "="),
    ("上海大学工会", "institution-union", "="),
    ("中国工商银行股份有限公司嘉兴分行工会", "branch-enterprise-union", "="),
    ("平湖农商银行新埭支行工会", "branch-enterprise-union", "="),
    ("第一棉纺厂工会", "enterprise-union", "="),
    ("某某有限公司工会委员会", "enterprise-union", "某某有限公司"),
    ("某某有限公司第三分工会", "enterprise-union", "某某有限公司"),
    ("某某(集团)有限公司动力车间工会", "enterprise-union", "="),
    ("某某集团总工会", "enterprise-union", "某某集团"),
    ("国网浙江省电力有限公司工会", "enterprise-union", "="),
    ("中国石化工会", "enterprise-union", "="),
    ("某某行业协会工会", "social-org-union", "="),
    ("中国银行业协会工会", "social-org-union", "="),
    ("某某社工服务社工会", "social-org-union", "="),
    # a union, but the form of the name decides no kind
    ("某某村工会联合会", None, None),
    ("某某社区联合工会", None, None),
    ("某某商务楼宇联合工会", None, None),
    ("某某镇工会工作委员会", None, None),
    ("某某律师事务所工会", None, None),
    ("某某农民专业合作社工会", None, None),
    ("某某市超市总工会", "enterprise-union", "某某市超市"),
    # a trade association, no federation of unions
    ("中国某某行业联合会", None, None),
    ("上海市某某行业联合会", None, None),
]


@pytest.mark.parametrize(("name", "kind", "host"), OTHERS)
def test_names_of_other_places(name: str, kind: str | None, host: str | None) -> None:
    """The rules are drawn from the form of names: they hold for other provinces and other bodies."""
    found = analyse(name)
    assert (found.kind, found.host) == (kind, name.removesuffix("工会") if host == "=" else host)


# bodies that are no unions: name, place|core|legal form|suffix
NO_UNIONS = [
    ("某某科技有限公司", "|某某科技|有限公司|"),
    ("某某局", "|某某|局|"),
    ("平湖市政府办公室", "|平湖市政府|办公室|"),
    ("某某中学党支部", "|某某中学|党支部|"),
    ("上海市公安局", "上海市|公安|局|"),
    ("上海市场营销协会", "上海|市场营销|协会|"),
    ("上海市总工会女职工委员会", "上海市|总工会女职工|委员会|"),
    ("徐汇区", "徐汇区|||"),
    ("张三", "|张三||"),
    ("", "|||"),
]


@pytest.mark.parametrize(("name", "taken_apart"), NO_UNIONS)
def test_a_name_of_no_union(name: str, taken_apart: str) -> None:
    """Any body's name comes apart; without a union suffix it has neither kind nor host."""
    found = analyse(name)
    assert (parts(found), found.kind, found.host) == (taken_apart, None, None)


# name, the issuer's jurisdiction, territory
TERRITORIES = [
    ("上海市总工会", None, "310000"),
    ("上海市总工会", "310000", None),
    ("上海市总工会", "310115", None),
    ("浦东新区总工会", "310115", "310115"),
    ("浦东新区祝桥镇总工会", "310115", "310115139"),
    ("祝桥镇总工会", "310115", "310115139"),
    ("浦东新区云溪镇总工会", "310115", "310115"),
    ("浦东新区教育局", "310115", "310115"),
    # a town that no register holds lies in the district that commends its federation; a city's decision says nothing
    ("云溪镇总工会", "310115", "310115"),
    ("柳桥街道总工会", "310115", "310115"),
    ("云溪镇总工会", "310000", None),
    ("云溪镇总工会", None, None),
    ("云溪镇中心小学工会", "310115", None),
    ("云溪镇某某有限公司工会", "310115", None),
    # one that it holds elsewhere does not
    ("南翔镇总工会", "310115", None),
    # where the issuer's city is unknown, 普陀区 may be Zhoushan's
    ("普陀区总工会", None, None),
    ("某某银行上海市普陀区支行工会", None, "310107"),
    ("上海普陀区教育局", None, "310107"),
    ("嘉定区南翔镇总工会", "310115", None),
    ("上海市嘉定区南翔镇总工会", "310115", "310114102"),
    ("某某银行上海市闵行区支行工会", "310000", "310112"),
    ("国网崇明区供电公司工会", "310000", "310151"),
    ("某某工会浦东新区委员会", "310000", "310115"),
    # 大宝山区 is not 宝山区
    ("某某公司大宝山区分公司工会", "310000", None),
    ("上海浦东发展银行工会", "310000", None),
    ("国网上海市南供电公司工会", "310000", None),
]


@pytest.mark.parametrize(("name", "jurisdiction", "territory"), TERRITORIES)
def test_territory_lies_below_the_jurisdiction(
    name: str, jurisdiction: str | None, territory: str | None
) -> None:
    """The territory is what a name adds to the issuer's own division, stated at the start or before a branch word."""
    assert analyse(name, jurisdiction).territory == territory


def test_groups_can_be_given() -> None:
    """Without the short names of groups, a name that only they explain gets no kind."""
    gazetteer = divisions.shipped()
    found = names.analyse("中国石化工会", gazetteer=gazetteer, jurisdiction=None, known_groups={})
    assert (found.kind, found.suffix) == (None, "工会")


# ---------------------------------------------------------------------------------------------- issuers and parents

ISSUERS = [
    ("上海市总工会", "310000"),
    ("浦东新区总工会", "310115"),
    ("上海市浦东新区总工会", "310115"),
    ("上海市人民政府办公厅", "310000"),
    ("中共上海市委", "310000"),
    ("共青团上海市委员会", "310000"),
    ("上海市教育工会", "310000"),
    ("闵行区教育局", "310112"),
    ("宝山区顾村镇人民政府", "310113109"),
    ("上海市徐汇区", "310104"),
    ("中华全国总工会", None),
    ("平湖市总工会", None),
    ("上海市某某有限公司", None),
    ("上海市第一人民医院", None),
    ("上海汽车集团股份有限公司", None),
    ("", None),
]


@pytest.mark.parametrize(("issuer", "code"), ISSUERS)
def test_jurisdiction_of_an_issuer(issuer: str, code: str | None) -> None:
    """A federation or an authority acts for the division its name opens with; a company only sits in one."""
    division = names.jurisdiction(issuer, divisions.shipped())
    assert (division.code if division else None) == code


# issuer, its text, the code of its jurisdiction
ISSUED = [
    ("普陀区总工会", "各镇总工会：\n1. 云溪镇总工会", None),
    ("普陀区总工会", "赴上海市学习；学上海市经验", None),
    ("普陀区总工会", "上海市场营销协会", None),
    ("普陀区总工会", "上海市总工会：", "310107"),
    ("普陀区总工会", "1. 上海市普陀区云溪镇总工会", "310107"),
    ("上海市普陀区总工会", "", "310107"),
    ("上海普陀区总工会", "", "310107"),
    ("中共上海市普陀区委员会", "", "310107"),
    ("上海市总工会", "", "310000"),
]


@pytest.mark.parametrize(("issuer", "text", "code"), ISSUED)
def test_a_district_is_an_issuers_only_with_its_city(issuer: str, text: str, code: str | None) -> None:
    """A district's name is borne in several cities: the name, or who is addressed or listed, must state which."""
    division = names.jurisdiction(issuer, divisions.shipped(), text=text)
    assert (division.code if division else None) == code


KNOWN = {
    *(
        "某某建设（集团）有限公司",
        "某某建设（集团）有限公司第二分公司",
        "某某集团",
        "某某集团有限公司",
        "某某大学",
    ),
    *("中国银行", "某某市", "某某市财政局"),
}
PARENTS = [
    ("某某建设（集团）有限公司第二分公司", "某某建设（集团）有限公司"),
    ("某某建设(集团)有限公司第三分公司", "某某建设（集团）有限公司"),
    ("某某建设（集团）有限公司第二分公司材料部", "某某建设（集团）有限公司第二分公司"),
    ("某某集团有限公司上海研究院", "某某集团有限公司"),
    ("某某大学附属医院", "某某大学"),
    ("某某市财政局国库处", "某某市财政局"),
    ("某某建设（集团）有限公司", None),  # itself
    ("某某集团有限公司", None),  # the same name, longer
    ("某某集团股份有限公司", None),
    ("某某大学城开发有限公司", None),  # 大学城 is another word
    ("中国银行业协会", None),
    ("某某市教育局", None),  # a place is no parent
    ("另一家有限公司", None),
    ("", None),
]


@pytest.mark.parametrize(("host", "expected"), PARENTS)
def test_parent_among_known_hosts(host: str, expected: str | None) -> None:
    """A body lies under the longest other body whose whole name opens its own."""
    assert names.parent(host, KNOWN) == expected


# ---------------------------------------------------------------------------------------------- spaces

PRINTED = [
    ("上海航天局 805 所工会", "上海航天局805所工会"),
    ("凤 台 县", "凤台县"),
    ("尚街 Loft 品牌园区", "尚街Loft品牌园区"),
    ("某某 GE Health  Care 有限公司", "某某GE Health Care有限公司"),
    ("某某（ 集团 ）有限\u3000公司", "某某（集团）有限公司"),
    ("某某股份有\n限公司工会", "某某股份有限公司工会"),
    ("General\r\n Electric", "General Electric"),
    ("\ufeff 某某\u200b工会\t", "某某工会"),
    ("", ""),
]


@pytest.mark.parametrize(("printed", "name"), PRINTED)
def test_stray_spaces_are_dropped(printed: str, name: str) -> None:
    """Lines are joined and spaces beside Chinese characters dropped; one stays between Latin words."""
    assert grammar.tidy_name(printed) == name


# ---------------------------------------------------------------------------------------------- names and titles

TITLES = [
    *("建立家政服务员维权体系 优化家政服务业营商环境", "打造无门槛职工之家", "小区联合工会共商共建共治"),
    *(
        "建立医养照护行业工会 服务新型就业群体",
        "微朗读 大视野",
        "党建引领聚合力",
        "打造职工服务中心",
        "建好职工之家",
    ),
    *("推动工会工作新格局", "把服务落到实处", "一名职工一个班组长", "“四季歌”唱响职工文化", "小候鸟暑托班"),
    *("以职工为中心", "互联网上的工会", "让数据多跑路", "职工代表大会制度创新实践", "建设职工服务站"),
    *(
        "争做学习型班组",
        "劳模工匠进校园",
        "聚焦新业态 建强工会组织",
        "构建和谐劳动关系示范园区",
        "指尖上的职工学校",
    ),
    *("送教上门进企业车间", "一线班组的创新工作室", "楼宇里的工会", "户外职工爱心驿站", "创建全国文明单位"),
    *(
        "依托行业协会，破解建会难题",
        "激发一线班组活力 建设过硬队伍",
        "彰显特色打造卓越班组",
        "建立有形阵地打造身边工会",
    ),
    *(
        "(六)建立有形阵地打造身边工会",
        "三、创新工会",
        "为职工打造家门口的服务中心",
        "工会",
        "中心",
        "",
        "张三",
        "凤台县",
        "名单附后",
    ),
]


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_no_names(title: str) -> None:
    """What honours a case is told from who is honoured, though it may end with the same word."""
    assert not names.is_organization(title)


BODIES = [
    *(
        "某某市总工会",
        "某某有限公司",
        "创新工场（北京）企业管理股份有限公司",
        "美的集团工会",
        "中国建设银行",
        "市农委",
    ),
    *(
        "1.某某县人民医院",
        "某某局",
        "某某小学",
        "某某市公安局交警支队",
        "某某居委会",
        "某某中学党支部",
        "某某班组",
    ),
    *(
        "某某公司财务部",
        "平湖市政府办公室",
        "从化区教育局",
        "某某群团工作部(总工会、团委、妇联)",
        "国务院办公厅",
    ),
    *("共青团中央", "某某商店", "某某厂第一车间", "上海 汽车 有限公司", "某某农商银行", "某某社"),
]


@pytest.mark.parametrize("name", BODIES)
def test_names_of_bodies_of_all_sorts(name: str) -> None:
    """A body is known by the word that ends its name."""
    assert names.is_organization(name)


def test_a_title_of_nouns_alone_reads_like_a_name() -> None:
    """Where a title has neither verb nor particle nor space, its form is a name's: only its place in a list decides."""
    assert names.is_organization("智慧工会")
    assert names.organization_score("“星火”志愿服务队") < names.organization_score("星火志愿服务队")
    assert names.organization_score("线上线下一体化维权中心") < names.organization_score("某某市职工维权中心")


def test_recipient_lines_of_the_decision() -> None:
    """Of all lines of the shipped decision, exactly those of its recipients look like names, printed or tidied."""
    text = (files.folder("data") / "decisions" / "hugongzongji-2018-133.txt").read_text(encoding="utf-8")
    expected = {row[1].replace("|", "") for row in RECIPIENTS}
    lines = {grammar.tidy_name(line): line for line in text.splitlines()}
    assert {tidy for tidy, line in lines.items() if names.is_organization(line)} == expected
    assert {tidy for tidy in lines if names.is_organization(tidy)} == expected


# ---------------------------------------------------------------------------------------------- the groups' table


def test_shipped_groups() -> None:
    """Each short name leads to the group's full name, which is a company's."""
    shipped = names.shipped_groups()
    assert shipped["国网"] == shipped["国家电网"] == "国家电网有限公司"
    assert all(full.endswith("公司") for full in shipped.values())
    assert all(1 < len(short) <= 8 for short in shipped)


BAD_GROUPS = [
    ("short,group\n", 1, "the columns are not short_name,group_zh"),
    ("", 1, "the columns are not short_name,group_zh"),
    ("short_name,group_zh\n国网\n", 2, "a name is missing or repeated"),
    ("short_name,group_zh\n国网,甲公司\n国网,乙公司\n", 3, "a name is missing or repeated"),
    ("short_name,group_zh\n国网,甲公司,乙公司\n", 2, "a name is missing or repeated"),
    ('short_name,group_zh\n"国"网,甲公司\n', None, "is no CSV table"),
]


@pytest.mark.parametrize(("content", "line", "reason"), BAD_GROUPS)
def test_a_bad_table_of_groups(tmp_path: Path, content: str, line: int | None, reason: str) -> None:
    """A row that cannot be used is a RegistryError with the file and the line."""
    path = tmp_path / "enterprises.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegistryError, match=re.escape(reason)) as raised:
        names.groups(path)
    assert (raised.value.source, raised.value.line) == (str(path), line)


def test_a_missing_table_of_groups(tmp_path: Path) -> None:
    """A file that cannot be read is named."""
    with pytest.raises(RegistryError, match="cannot be read"):
        names.groups(tmp_path / "none.csv")


# ---------------------------------------------------------------------------------------------- any text

WORDS = [
    *(
        "上海市",
        "上海",
        "徐汇区",
        "天平街道",
        "南翔镇",
        "浦东新区",
        "新",
        "国网",
        "中国移动",
        "集团",
        "有限公司",
        "分公司",
    ),
    *(
        "（",
        "）",
        "(",
        ")",
        "第二",
        "分局",
        "局",
        "园区",
        "行业",
        "教育",
        "机关",
        "人民银行",
        "“",
        "”",
        "的",
        "打造",
    ),
    *("工会", "总", "联合会", "联合", "分", "委员会", "工作", "支部", "中心", " ", "\n"),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).map("".join) | st.text()


@settings(deadline=None)
@given(TEXTS, st.sampled_from([None, "310000", "310104", "440000"]))
def test_any_text_comes_apart(name: str, jurisdiction: str | None) -> None:
    """Whatever the text, its parts give it back, and each conclusion has a rule and each rule a conclusion."""
    found = analyse(name, jurisdiction)
    assert found.name == found.place + found.core + found.legal_form + found.suffix == name
    assert (found.kind is None) == (found.kind_rule is None)
    assert (found.host is None) == (found.host_rule is None)
    assert found.host is None or found.host in name
    assert (found.territory is None) == (found.territory_rule is None)
    names.jurisdiction(name, divisions.shipped())
    assert 0 <= names.organization_score(name) <= 1


@settings(deadline=None)
@given(TEXTS)
def test_tidying_twice_changes_nothing(printed: str) -> None:
    """A tidied name has no space at its ends and stays as it is."""
    tidy = grammar.tidy_name(printed)
    assert tidy == tidy.strip() == grammar.tidy_name(tidy)


@settings(deadline=None)
@given(TEXTS, st.sets(TEXTS, max_size=5))
def test_a_parent_is_known_and_shorter(host: str, known: set[str]) -> None:
    """Whatever the names, a parent is one of those known and shorter than its child."""
    found = names.parent(host, known)
    assert found is None or (found in known and len(found) < len(host))


OPENING = [
    ("临江市总工会", ("临江市",)),
    ("中共临江市委宣传部", ("临江市",)),
    ("共青团临江市城东区委员会", ("临江市", "城东区")),
    ("国家税务总局临江市税务局", ("临江市",)),
    ("朔原自治区总工会", ("朔原自治区",)),
    ("诸城市总工会", ("诸城市",)),
    ("厦门市总工会", ("厦门市",)),
    ("临江市政府办公室", ("临江市",)),
    ("临江市住房和城乡建设局", ("临江市",)),
    ("临江市市场监督管理局", ("临江市",)),
    ("临江市市政工程管理处", ("临江市",)),
    ("临江市交通局城东区分局", ("临江市",)),
    ("临江市城市管理局", ("临江市",)),
    ("清河县乡村振兴局", ("清河县",)),
    ("清河县云亭镇人民政府", ("清河县", "云亭镇")),
    ("临江经济技术开发区总工会", ("临江经济技术开发区",)),
    ("国家市场监督管理总局", ()),
    ("上海市场营销协会", ()),
    ("中国云亭集团市南供应中心", ()),
    ("好邻居超市", ()),
    ("长宁矿务局工会", ()),
    ("云亭社区服务中心", ()),
]


@pytest.mark.parametrize(("name", "places"), OPENING)
def test_the_places_that_open_a_name(name: str, places: tuple[str, ...]) -> None:
    """Places are known by their last characters where these do not begin or end another word."""
    assert names.opening_places(name) == places


@pytest.mark.parametrize(
    ("name", "is_body"),
    [
        ("柳溪县水利局灾害防御股", True),
        ("柳溪县税务局东桥税务所征收股", True),
        ("柳溪县电力股", False),
        ("绿屏市投资中心控股", False),
        ("柳溪县水利局的一股", False),
    ],
)
def test_a_section_of_an_office_is_a_body_and_half_a_company_is_none(name: str, is_body: bool) -> None:
    """A page may end within 某某电力股份有限公司."""
    assert names.is_organization(name) is is_body
