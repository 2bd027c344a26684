"""Which level of a list is that of its tiers, and names in columns. All bodies and names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import console, parser

HEAD = "绿屏市总工会关于表彰2020年度先进的决定\n\n各区总工会：\n\n{}\n\n附件：{}\n\n绿屏市总工会\n2021年3月18日\n\n附件\n\n{}\n\n{}\n"


def outlined(prose: str, title: str, listed: str) -> list[str]:
    """Return what is read of a list below a body, without the frame and the indents."""
    decision = parser.parse(text_of(HEAD.format(prose, title, title, listed)))
    return [line.strip() for line in console.outline_lines(decision)][2:]


FLAGS = "决定授予绿屏机床厂等2个单位“建设红旗”称号，授予东塘码头等2个集体“攻坚先锋队”称号，授予何立春等2名同志“建设功臣”称号。"
KINDS = "2020年度建设竞赛先进名单"
# the body, the title of the list, the list, what is read of it
LEVELS: dict[str, tuple[str, str, str, list[str]]] = {
    "honours below kinds": (
        FLAGS,
        KINDS,
        "一、集体\n（一）建设红旗\n绿屏机床厂\n绿屏水泥有限公司\n（二）攻坚先锋队\n绿屏港务集团装卸一队\n绿屏水务公司抢修队\n二、个人\n建设功臣\n何立春  绿屏机床厂钳工\n吴小梅  绿屏水泥有限公司化验员",
        [
            "（一） 建设红旗  (declares 2 个)",
            "一 集体",
            "绿屏机床厂",
            "绿屏水泥有限公司",
            "（二） 攻坚先锋队  (declares 2 个)",
            "一 集体",
            "绿屏港务集团装卸一队",
            "绿屏水务公司抢修队",
            "建设功臣  (declares 2 名)",
            "二 个人",
            "何立春（绿屏机床厂，钳工）",
            "吴小梅（绿屏水泥有限公司，化验员）",
        ],
    ),
    "honours below praised kinds, and one without a kind": (
        FLAGS,
        KINDS,
        "一、先进集体\n（一）建设红旗\n绿屏机床厂\n绿屏水泥有限公司\n（二）攻坚先锋队\n绿屏港务集团装卸一队\n绿屏水务公司抢修队\n二、建设功臣\n何立春  绿屏机床厂钳工\n吴小梅  绿屏水泥有限公司化验员",
        [
            "（一） 建设红旗  (declares 2 个)",
            "一 先进集体",
            "绿屏机床厂",
            "绿屏水泥有限公司",
            "（二） 攻坚先锋队  (declares 2 个)",
            "一 先进集体",
            "绿屏港务集团装卸一队",
            "绿屏水务公司抢修队",
            "二 建设功臣  (declares 2 名)",
            "何立春（绿屏机床厂，钳工）",
            "吴小梅（绿屏水泥有限公司，化验员）",
        ],
    ),
    "an honour that the body gives above mere kinds": (
        "决定授予绿屏机床厂等2个单位“先进集体”称号，授予何立春等1名同志“先进个人”称号。",
        KINDS,
        "一、先进集体\n（一）企业（1个）\n绿屏机床厂\n（二）机关（1个）\n绿屏海关\n二、先进个人\n何立春  绿屏机床厂钳工",
        [
            "一 先进集体  (declares 2 个)",
            "（一） 企业",
            "绿屏机床厂",
            "（二） 机关",
            "绿屏海关",
            "二 先进个人  (declares 1 名)",
            "何立春（绿屏机床厂，钳工）",
        ],
    ),
    "merits below kinds": (
        "决定给予绿屏海关等2个集体记集体功，给予何立春等2名同志记功。",
        "2020年度记功名单",
        "一、集体\n（一）记集体功\n绿屏海关\n（二）嘉奖\n绿屏税务局\n二、个人\n（一）记功\n何立春  绿屏海关科员\n（二）嘉奖\n吴小梅  绿屏税务局科员",
        [
            "（一） 记集体功  (declares 2 个)",
            "一 集体",
            "绿屏海关",
            "（二） 嘉奖",
            "一 集体",
            "绿屏税务局",
            "二 个人",
            "吴小梅（绿屏税务局，科员）",
            "（一） 记功",
            "二 个人",
            "何立春（绿屏海关，科员）",
        ],
    ),
    "one print of the name says whose it is": (
        "决定命名绿屏机床厂等1家企业为“绿屏市无烟企业”，绿屏海关等1家单位为“绿屏市无烟单位”。",
        "2020年度绿屏市无烟企业和单位名单",
        "一、无烟企业（1家）\n绿屏机床厂\n二、无烟单位（1家）\n绿屏海关",
        ["一 无烟企业  (declares 1 家)", "绿屏机床厂", "二 无烟单位  (declares 1 家)", "绿屏海关"],
    ),
    "kinds of winners of one honour": (
        "决定命名绿屏机床厂等2家单位为“绿屏市无烟单位”。",
        "2020年度绿屏市无烟单位名单",
        "一、企业（1家）\n绿屏机床厂\n二、机关（1家）\n绿屏海关",
        ["2020年度绿屏市无烟单位", "一 企业", "绿屏机床厂", "二 机关", "绿屏海关"],
    ),
    "names of honours without quotation marks": (
        "决定给予绿屏海关等1个单位记集体三等功，授予东桥乡党委等2个集体防汛先锋集体称号，授予何立春等1名同志防汛标兵称号。",
        "2020年度防汛有功集体和个人名单",
        "一、有功集体（3个）\n（一）记集体三等功（1个）\n1. 绿屏海关\n（二）防汛先锋集体（2个）\n1. 东桥乡党委\n2. 白塔镇党委\n二、有功个人（1名）\n（一）防汛标兵（1名）\n1. 何立春　绿屏海关科员",
        [
            "（一） 集体三等功  (declares 1 个)",
            "一 有功集体",
            "1 绿屏海关",
            "（二） 防汛先锋集体  (declares 2 个)",
            "一 有功集体",
            "1 东桥乡党委",
            "2 白塔镇党委",
            "（一） 防汛标兵  (declares 1 名)",
            "二 有功个人",
            "1 何立春（绿屏海关，科员）",
        ],
    ),
    "prizes below kinds": (
        "决定授予绿屏海关等1个单位“优秀组织奖”，授予绿屏机床厂等1个单位“创新奖”，授予何立春“突出贡献奖”。",
        KINDS,
        "一、先进单位\n（一）优秀组织奖（1个）\n绿屏海关\n（二）创新奖（1个）\n绿屏机床厂\n二、先进个人\n（一）突出贡献奖（1名）\n何立春  绿屏海关科员",
        [
            "（一） 优秀组织奖  (declares 1 个)",
            "一 先进单位",
            "绿屏海关",
            "（二） 创新奖  (declares 1 个)",
            "一 先进单位",
            "绿屏机床厂",
            "（一） 突出贡献奖  (declares 1 名)",
            "二 先进个人",
            "何立春（绿屏海关，科员）",
        ],
    ),
    "grades below honours that the body gives": (
        "决定授予绿屏机床厂等2个单位“建设红旗奖”称号，授予东塘码头等1个集体“攻坚奖”称号。",
        KINDS,
        "一、集体\n（一）建设红旗奖\n一等奖\n绿屏机床厂\n二等奖\n绿屏水泥有限公司\n（二）攻坚奖\n绿屏港务集团",
        [
            "（一） 建设红旗奖一等奖",
            "一 集体",
            "绿屏机床厂",
            "（一） 建设红旗奖二等奖",
            "一 集体",
            "绿屏水泥有限公司",
            "（二） 攻坚奖",
            "一 集体",
            "绿屏港务集团",
        ],
    ),
}


@pytest.mark.parametrize(("prose", "title", "listed", "expected"), LEVELS.values(), ids=[*LEVELS])
def test_the_honours_that_the_body_gives_are_the_tiers(
    prose: str, title: str, listed: str, expected: list[str]
) -> None:
    """Whatever stands above them is a category, and what stands below them too."""
    assert outlined(prose, title, listed) == expected


QUARTERS = "决定命名桂花苑等6个小区为“绿屏市无废居民小区”，授予绿屏海关等1个单位“无废单位”称号。"
# the list, what is read of it
COLUMNS: dict[str, tuple[str, list[str]]] = {
    "as many names as the heading counts": (
        "一、无废居民小区（6个）\n桂花苑　　安宁里　　锦城二期\n山语小镇　　教工新村　　太平里",
        [
            "一 无废居民小区  (declares 6 个)",
            "桂花苑",
            "安宁里",
            "锦城二期",
            "山语小镇",
            "教工新村",
            "太平里",
        ],
    ),
    "a single wide blank": (
        "一、无废居民小区（6个）\n桂花苑　安宁里　锦城二期　山语小镇\n教工新村　太平里",
        [
            "一 无废居民小区  (declares 6 个)",
            "桂花苑",
            "安宁里",
            "锦城二期",
            "山语小镇",
            "教工新村",
            "太平里",
        ],
    ),
    "below districts": (
        "一、无废居民小区（6个）\n鹤川区\n桂花苑　　安宁里　　锦城二期\n白塔区\n山语小镇　　教工新村　　太平里",
        [
            "一 无废居民小区  (declares 6 个)",
            "鹤川区",
            "桂花苑",
            "安宁里",
            "锦城二期",
            "白塔区",
            "山语小镇",
            "教工新村",
            "太平里",
        ],
    ),
    "below districts that count": (
        "一、无废居民小区（6个）\n鹤川区（4个）\n桂花苑　　安宁里　　锦城二期\n山语小镇\n白塔区（2个）\n教工新村　　太平里",
        [
            "一 无废居民小区  (declares 6 个)",
            "鹤川区",
            "桂花苑",
            "安宁里",
            "锦城二期",
            "山语小镇",
            "白塔区",
            "教工新村",
            "太平里",
        ],
    ),
    "behind districts": (
        "一、无废居民小区（6个）\n鹤川区：桂花苑、安宁里、锦城二期、山语小镇\n白塔区：教工新村、太平里",
        [
            "一 无废居民小区  (declares 6 个)",
            "鹤川区",
            "桂花苑",
            "安宁里",
            "锦城二期",
            "山语小镇",
            "白塔区",
            "教工新村",
            "太平里",
        ],
    ),
    "in a run": (
        "一、无废居民小区（5个）\n桂花苑、安宁里、锦城二期、\n山语小镇、太平里",
        ["一 无废居民小区  (declares 5 个)", "桂花苑", "安宁里", "锦城二期", "山语小镇", "太平里"],
    ),
    "bodies in a run, with Latin words": (
        "一、无废先进集体（3家）\n绿屏海关、东桥县图书馆、绿屏国际学校（Green Hill School）",
        ["一 无废先进集体  (declares 3 家)", "绿屏海关", "东桥县图书馆", "绿屏国际学校（Green Hill School）"],
    ),
    "one to a line": (
        "一、无废居民小区（3个）\n桂花苑\n安宁里\n锦城二期",
        ["一 无废居民小区  (declares 3 个)", "桂花苑", "安宁里", "锦城二期"],
    ),
    "fewer than it counts": (
        "一、无废居民小区（7个）\n桂花苑小区　　安宁里小区　　锦城二期\n山语小镇社区　　教工新村　　太平里",
        [
            "一 无废居民小区  (declares 7 个)",
            "桂花苑小区",
            "安宁里小区",
            "锦城二期",
            "山语小镇社区",
            "教工新村",
            "太平里",
        ],
    ),
    "families called by a person": (
        "一、无废家庭（4户）\n何立春　　吴小梅\n钱莉　　陈一鸣",
        ["一 无废家庭  (declares 4 户)", "何立春", "吴小梅", "钱莉", "陈一鸣"],
    ),
    "persons": (
        "一、无废标兵（4名）\n何立春　　吴小梅\n钱莉　　陈一鸣",
        ["一 无废标兵  (declares 4 名)", "何立春", "吴小梅", "钱莉", "陈一鸣"],
    ),
    "works with their winners": (
        "一、无废案例（2个）\n旧衣回收站　　绿屏海关\n一袋到底　　绿屏税务局",
        ["一 无废案例  (declares 2 个)", "旧衣回收站 — 绿屏海关", "一袋到底 — 绿屏税务局"],
    ),
}


@pytest.mark.parametrize(("listed", "expected"), COLUMNS.values(), ids=[*COLUMNS])
def test_names_in_columns_are_a_winner_each_where_so_many_are_declared(
    listed: str, expected: list[str]
) -> None:
    """Where bodies are honoured, whatever their names end in."""
    below = f"{listed}\n二、无废单位（1个）\n绿屏海关"
    found = outlined(QUARTERS, "2020年度无废居民小区和单位名单", below)
    assert found[: found.index("二 无废单位  (declares 1 个)")] == expected
