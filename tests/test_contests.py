"""Contests with their own grades in one list: what each grade counts, and what else is given in a contest. All names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from test_lists import outlined, read
from uniongraph import console, parser
from uniongraph.grammar.lists import CLASS_NAME

RELAY = ["一 广播操评比一等奖  (declares 1 个)", "五（1）班", "一 广播操评比二等奖  (declares 2 个)", "四（3）班", "六（2）班"]  # fmt: skip
TUG = ["二 拔河赛一等奖  (declares 2 个)", "五（4）班", "六（2）班"]
SPIRIT = ["一 广播操评比优秀组织奖  (declares 1 个)", "三（2）班"]
FIRST = "一、广播操评比\n一等奖（1个）：五（1）班\n二等奖（2个）：四（3）班、六（2）班\n"
SECOND = "二、拔河赛\n一等奖（2个）：五（4）班、六（2）班"

LISTS = {
    "each counts its own": (FIRST + SECOND, RELAY + TUG),
    "an honour among the grades": (f"{FIRST}优秀组织奖（1个）：三（2）班\n{SECOND}", [*RELAY, *SPIRIT, *TUG]),
    "an honour above the grades": (
        FIRST.replace("评比\n", "评比\n优秀组织奖（1个）：三（2）班\n") + SECOND,
        [*SPIRIT, *RELAY, *TUG],
    ),
    "an honour below all contests": (
        f"{FIRST}{SECOND}\n优秀组织奖（1个）：三（2）班",
        [*RELAY, *TUG, "优秀组织奖  (declares 1 个)", "三（2）班"],
    ),
    "an honour before one that is no contest": (
        f"{FIRST}优秀组织奖（1个）：三（2）班\n二、先进班级（2个）\n五（4）班　　六（2）班",
        [*RELAY, *SPIRIT, "二 先进班级  (declares 2 个)", "五（4）班", "六（2）班"],
    ),
    "an honour above the grades of the last contest": (
        f"{FIRST}二、拔河赛\n优秀组织奖（1个）：三（2）班\n" + SECOND.removeprefix("二、拔河赛\n"),
        [*RELAY, "二 拔河赛优秀组织奖  (declares 1 个)", "三（2）班", *TUG],
    ),
    "prizes that only their place tells": (
        "一、歌手大赛\n一等奖：柳溪中学\n团体奖：绿屏中学\n精神文明奖：白塔中学、柳溪小学\n二、书法大赛\n一等奖：绿屏中学",
        [
            *("一 歌手大赛一等奖", "柳溪中学", "一 歌手大赛团体奖", "绿屏中学", "一 歌手大赛精神文明奖", "白塔中学", "柳溪小学"),
            *("二 书法大赛一等奖", "绿屏中学"),
        ],
    ),
    "such prizes on lines of their own": (
        "一、歌手大赛\n一等奖\n柳溪中学\n团体奖\n绿屏中学\n白塔中学\n二、书法大赛\n一等奖\n绿屏中学",
        [
            *("一 歌手大赛一等奖", "柳溪中学", "一 歌手大赛团体奖", "绿屏中学", "白塔中学"),
            *("二 书法大赛一等奖", "绿屏中学"),
        ],
    ),
    "prizes above grades stay their honours": (
        "一、文学奖\n一等奖\n柳溪中学\n二等奖\n绿屏中学\n二、音乐奖\n一等奖\n白塔中学",
        ["一 文学奖一等奖", "柳溪中学", "一 文学奖二等奖", "绿屏中学", "二 音乐奖一等奖", "白塔中学"],
    ),
    "lines below the grades": (
        "一、职工歌咏比赛\n一等奖（1个）\n绿屏酒厂\n二等奖（1个）\n绿屏机床厂\n二、工间操展演\n一等奖（2个）\n绿屏水泥厂\n柳溪酒厂\n优秀奖（1个）\n柳溪农场",
        [
            *("一 职工歌咏比赛一等奖  (declares 1 个)", "绿屏酒厂", "一 职工歌咏比赛二等奖  (declares 1 个)", "绿屏机床厂"),
            *("二 工间操展演一等奖  (declares 2 个)", "绿屏水泥厂", "柳溪酒厂", "二 工间操展演优秀奖  (declares 1 个)", "柳溪农场"),
        ],
    ),
    "a contest beside what is none by its name": (
        "一、朗诵比赛\n一等奖（1个）：五（1）班\n二、课本剧\n一等奖（1个）：六（2）班",
        ["一 朗诵比赛一等奖  (declares 1 个)", "五（1）班", "二 课本剧一等奖  (declares 1 个)", "六（2）班"],
    ),
    "groups within a contest": (
        "一、朗诵比赛\n（一）低年级组\n一等奖（1个）：二（1）班\n（二）高年级组\n一等奖（2个）：五（1）班、六（2）班\n二、拔河赛\n（一）低年级组\n一等奖（1个）：二（3）班",
        [
            *("一 朗诵比赛一等奖  (declares 3 个)", "（一） 低年级组", "二（1）班", "（二） 高年级组", "五（1）班", "六（2）班"),
            *("二 拔河赛一等奖  (declares 1 个)", "（一） 低年级组", "二（3）班"),
        ],
    ),
    "groups are no contests": (
        "一、小学组\n一等奖（1个）：柳溪小学\n二、中学组\n一等奖（2个）：绿屏中学、白塔中学",
        ["一等奖  (declares 3 个)", "一 小学组", "柳溪小学", "二 中学组", "绿屏中学", "白塔中学"],
    ),
    "a contest that counts all its winners": (
        "一、拔河赛（3个）\n一等奖（1个）：五（1）班\n二等奖（2个）：四（3）班、六（2）班\n二、跳绳比赛（1个）\n一等奖（1个）：三（1）班",
        [
            *("一 拔河赛一等奖  (declares 1 个)", "五（1）班", "一 拔河赛二等奖  (declares 2 个)", "四（3）班", "六（2）班"),
            *("二 跳绳比赛一等奖  (declares 1 个)", "三（1）班"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listed", "expected"), LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("title", ["校园艺术节获奖名单", "表彰名单"])
def test_each_contest_has_its_own_grades(title: str, listed: str, expected: list[str]) -> None:
    """Each grade counts what its own contest gives; what stands among its grades is given there too."""
    assert outlined(listed, title) == expected
    codes = {finding.code for finding in read(title, listed).findings}
    assert not any("mismatch" in code or "unread" in code for code in codes), codes


CLASSES = [
    "五（1）班",
    "21汽修1班",
    "22烹饪班",
    "2021级数控2班",
    "701班",
    "高二（3）班",
    "20学前（2）班",
    "大（1）班",
    "柳溪小学601班",
    "柳溪职业学校21汽修2班",
    "柳溪幼儿园大一班",
    "柳溪镇青石村",
    "梧桐社区",
]
PUPILS = {
    "{0}  何立春    指导老师：卢大勇": "何立春（{0}，指导老师：卢大勇）",
    "何立春（{0}）    指导教师：卢大勇": "何立春（{0}，指导教师：卢大勇）",
    "何立春（{0}，指导教师：卢大勇）": "何立春（{0}，指导教师：卢大勇）",
    "{0}  何立春": "何立春（{0}）",
    "{0}": "{0}",
}


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize(("line", "expected"), PUPILS.items())
@pytest.mark.parametrize("form", ["一等奖：{}\n二等奖：{}", "一等奖\n{}\n二等奖\n{}"])
def test_classes_and_those_in_them_win(form: str, line: str, expected: str, name: str) -> None:
    """However a school calls its classes; who taught a pupil is noted, and is no maker of a work."""
    found = outlined(
        "一、歌手大赛\n" + form.format(line.format(name), line.format(name)), "校园艺术节获奖名单"
    )
    winner = expected.format(name)
    assert found == ["一 歌手大赛一等奖", winner, "一 歌手大赛二等奖", winner]


EXCERPTS = ["《岳阳楼记》", "《岳阳楼记》节选", "《断桥》选段", "《岳阳楼记》（节选）"]


@pytest.mark.parametrize("title", EXCERPTS)
@pytest.mark.parametrize("told", ["", "    指导教师：农　斌"])
def test_an_excerpt_is_a_work(title: str, told: str) -> None:
    """What of a work was shown stands behind its marks, and before whose it is."""
    listed = f"一、书法比赛\n一等奖（1件）\n{title}    陆浩然（清水中学）{told}"
    whose = "陆浩然（清水中学，指导教师：农斌）" if told else "陆浩然（清水中学）"
    expected = ["一 书法比赛一等奖  (declares 1 件)", f"{title} — {whose}"]
    assert outlined(listed, "校园艺术节获奖名单") == expected


FORMS = ["{}  清水中学八（6）班  易安然", "{}  易安然  清水中学八（6）班", "{}  易安然（清水中学八（6）班）"]


@pytest.mark.parametrize("unit", ["名", "篇", "个"])
@pytest.mark.parametrize("told", ["", "  指导教师：柏  青"])
@pytest.mark.parametrize("form", FORMS)
def test_a_work_is_no_unit_of_its_author(form: str, told: str, unit: str) -> None:
    """Not where the authors are counted either, nor where a teacher is named behind them."""
    lines = [form.format(title) + told for title in ("《灯下》", "《读〈草房子〉有感》")]
    listed = f"一等奖（1{unit}）\n{lines[0]}\n二等奖（1{unit}）\n{lines[1]}"
    whose = f"易安然（清水中学八（6）班{'，指导教师：柏青' if told else ''}）"
    found = outlined(listed, "读书征文获奖名单")
    assert found[1::2] == [f"《灯下》 — {whose}", f"《读〈草房子〉有感》 — {whose}"]


TAUGHT = {
    "{}    清水中学    易安然": "易安然（清水中学{}）",
    "{}    易安然    清水中学": "易安然（清水中学{}）",
    "{}    易安然、何  岚    清水中学": "易安然（清水中学{0}）；何岚（清水中学{0}）",
    "{}    清水中学": "清水中学{}",
}
THINGS = ["可调节的自动浇花器", "防近视坐姿提醒器", "多功能黑板擦"]


@pytest.mark.parametrize("mark", ["{}. ", ""])
@pytest.mark.parametrize("tutor", ["", "    指导教师：柏  青", "    辅导老师：柏青"])
@pytest.mark.parametrize(("form", "expected"), TAUGHT.items())
def test_who_taught_stands_behind_a_work_without_marks(
    form: str, expected: str, tutor: str, mark: str
) -> None:
    """The work is no unit of its maker, whoever stands behind."""
    lines = [mark.format(at) + form.format(title) + tutor for at, title in enumerate(THINGS[:2], 1)]
    last = mark.format(1) + form.format(THINGS[2]) + tutor
    listed = f"一等奖（2项）\n{lines[0]}\n{lines[1]}\n二等奖（1项）\n{last}"
    decision = read("青少年科技创新大赛获奖名单", listed)
    cases = [case for tier in decision.tiers for case in tier.cases()]
    assert [case.title and case.title.value for case in cases] == THINGS
    said = "，" + "".join(tutor.split()) if tutor else ""
    if "易安然" in expected:
        found = [
            line.strip().partition(" — ")[2] for line in console.outline_lines(decision) if " — " in line
        ]
        assert found == [expected.format(said)] * 3
    else:
        assert [[each.name.value for each in case.recipients] for case in cases] == [["清水中学"]] * 3


NO_CLASSES = ["12个先进班", "10名学员班", "301"]


@pytest.mark.parametrize("name", NO_CLASSES)
def test_numbers_may_count_what_ends_as_a_class(name: str) -> None:
    """A number with its unit is no year of a class."""
    assert CLASS_NAME.fullmatch(name) is None


WORKS = {
    "{}《乌桕》": ["《乌桕》 — {}"],
    "{0}《乌桕》、{1}《滩涂》": ["《乌桕》 — {0}", "《滩涂》 — {1}"],
    "{0}《乌桕》\n{1}《滩涂》": ["《乌桕》 — {0}", "《滩涂》 — {1}"],
    "{0}《乌桕》、{1}《滩涂》、{0}《渡口》": ["《乌桕》 — {0}", "《滩涂》 — {1}", "《渡口》 — {0}"],
}


@pytest.mark.parametrize("is_counted", [True, False])
@pytest.mark.parametrize("whose", [("五（1）班", "六（4）班"), ("柳溪中学", "白塔小学")], ids=["classes", "schools"])  # fmt: skip
@pytest.mark.parametrize(("line", "expected"), WORKS.items())
def test_a_title_stands_behind_whose_work_it_is(
    line: str, expected: list[str], whose: tuple[str, str], *, is_counted: bool
) -> None:
    """However many are declared, and whatever the contest is: winner and work, and no winner of a long name."""
    number = f"（{len(expected)}个）" if is_counted else ""
    listed = f"一、朗诵比赛\n一等奖{number}：{line.format(*whose)}\n二、拔河赛\n一等奖（1个）：三（1）班"
    found = outlined(listed, "校园艺术节获奖名单")
    assert found[1 : 1 + len(expected)] == [each.format(*whose) for each in expected]


HEAD = "绿屏市实验学校关于表彰2023年度艺术节{}的决定\n\n各班：\n\n学校决定，{}。现将名单公布如下：\n\n"
LISTED = "一、朗诵比赛\n一等奖（1个）：五（1）班《渡口》\n二、课本剧\n二等奖（2个）：三（1）班《乌桕》、四（2）班《滩涂》\n三、优秀指导教师（2人）\n钱  莉　　何立春\n\n绿屏市实验学校\n2023年6月1日\n"
OF_LISTED = [
    *("一 朗诵比赛一等奖  (declares 1 个)", "《渡口》 — 五（1）班"),
    *("二 课本剧二等奖  (declares 2 个)", "《乌桕》 — 三（1）班", "《滩涂》 — 四（2）班"),
    *("三 优秀指导教师  (declares 2 人)", "钱莉", "何立春"),
]

NOBODY = [
    "对在艺术节中表现突出的班级、学生和指导教师予以表彰",
    "对表现优异的学生予以表彰",
    "对活动中表现突出的班级、参赛学生给予表扬",
    "对成绩突出的选手、教练员及裁判员予以通报表扬",
    "对表现突出的班级和同学予以表彰",
]


@pytest.mark.parametrize("subject", ["先进班级和个人", "获奖班级"])
@pytest.mark.parametrize("act", NOBODY)
def test_kinds_of_winners_are_nobody(act: str, subject: str) -> None:
    """班级、学生和指导教师 says of what kind they are; the lists below say who."""
    decision = parser.parse(text_of(HEAD.format(subject, act) + LISTED))
    assert [line.strip() for line in console.outline_lines(decision)][2:] == OF_LISTED
