"""Two things on one line with hardly a mark between them: works and whose they are, teams and the bodies they are of.

All bodies and names are invented.
"""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import console, parser
from uniongraph.model import Decision

DOCUMENT = "绿屏市总工会关于表彰2020年度{subject}的决定\n\n经研究，决定予以表彰。\n\n附件\n\n{subject}{tail}\n\n{listed}\n"
DOUBTS = {"uncertain-reading", "uncertain-recipient", "case-without-recipient", "unread-line", "unread-words"}


def read(listed: str, subject: str, tail: str = "获奖名单") -> Decision:
    return parser.parse(text_of(DOCUMENT.format(subject=subject, tail=tail, listed=listed)))


def outlined(decision: Decision) -> list[str]:
    """Return what is read of the list below its first tier, without the indents."""
    return [line.strip() for line in console.outline_lines(decision)][3:]


def doubts(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.findings if finding.code in DOUBTS]


def numbered(lines: list[str], *, with_marks: bool) -> str:
    return "\n".join(f"{n}.{line}" if with_marks else line for n, line in enumerate(lines, 1))


# the parts of each line, and what is read of it
WORKS = {
    "work, body": (
        [["高炉余热回收装置", "云岭钢铁有限公司工会"], ["“井下通风监测系统”", "云岭煤矿"]],
        ["高炉余热回收装置 — 云岭钢铁有限公司工会", "“井下通风监测系统” — 云岭煤矿"],
    ),
    "body, work": (
        [["云岭钢铁有限公司工会", "高炉余热回收装置"], ["云岭煤矿", "井下通风监测系统"]],
        ["高炉余热回收装置 — 云岭钢铁有限公司工会", "井下通风监测系统 — 云岭煤矿"],
    ),
    "work, several bodies": (
        [["井下机车改造", "云岭煤矿、云岭机床厂"], ["导诊机器人", "柳溪县人民医院"]],
        ["井下机车改造 — 云岭煤矿；云岭机床厂", "导诊机器人 — 柳溪县人民医院"],
    ),
    "work, body, person": (
        [["高炉余热回收装置", "云岭钢铁有限公司", "王小明"], ["井下通风监测系统", "云岭煤矿", "李　勇"]],
        ["高炉余热回收装置 — 王小明（云岭钢铁有限公司）", "井下通风监测系统 — 李勇（云岭煤矿）"],
    ),
    "work, person, body": (
        [["论矿井通风", "王　明", "云岭煤矿"], ["轧机润滑研究", "李大勇", "云岭钢铁有限公司"]],
        ["论矿井通风 — 王明（云岭煤矿）", "轧机润滑研究 — 李大勇（云岭钢铁有限公司）"],
    ),
    "body, work, person": (
        [["云岭煤矿", "论矿井通风", "王小明"], ["云岭机床厂", "轧机润滑研究", "李大勇"]],
        ["论矿井通风 — 王小明（云岭煤矿）", "轧机润滑研究 — 李大勇（云岭机床厂）"],
    ),
    "body, person, work": (
        [["云岭煤矿", "王小明", "论矿井通风"], ["云岭机床厂", "李大勇", "轧机润滑研究"]],
        ["论矿井通风 — 王小明（云岭煤矿）", "轧机润滑研究 — 李大勇（云岭机床厂）"],
    ),
    "work, person": (
        [["论矿井通风", "王小明"], ["轧机润滑研究", "李大勇"]],
        ["论矿井通风 — 王小明", "轧机润滑研究 — 李大勇"],
    ),
    "person, work": (
        [["王小明", "论矿井通风"], ["李大勇", "轧机润滑研究"]],
        ["论矿井通风 — 王小明", "轧机润滑研究 — 李大勇"],
    ),
    "one that looks like a body among works": (
        [["职工法律援助工作站", "柳溪县总工会"], ["导诊机器人", "柳溪县人民医院"], ["井下机车改造", "云岭煤矿"]],
        ["职工法律援助工作站 — 柳溪县总工会", "导诊机器人 — 柳溪县人民医院", "井下机车改造 — 云岭煤矿"],
    ),
    "one that looks like a name among works": (
        [["石墨烯", "云岭钢铁有限公司"], ["导诊机器人", "柳溪县人民医院"], ["井下机车改造", "云岭煤矿"]],
        ["石墨烯 — 云岭钢铁有限公司", "导诊机器人 — 柳溪县人民医院", "井下机车改造 — 云岭煤矿"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), WORKS.values(), ids=WORKS)
@pytest.mark.parametrize("gap", ["　", " ", "　　"])
@pytest.mark.parametrize("with_marks", [True, False])
@pytest.mark.parametrize(
    ("heading", "subject"),
    [("一等奖（{}项）", "劳动竞赛先进"), ("一等奖（{}个）", "优秀成果"), ("一等奖", "优秀论文")],
)
def test_a_space_parts_a_work_from_whose_it_is(
    lines: list[list[str]], wanted: list[str], gap: str, with_marks: bool, heading: str, subject: str
) -> None:
    """Where the heading counts works, or the list is called after them, in whatever order all lines print them."""
    printed = numbered([gap.join(line) for line in lines], with_marks=with_marks)
    decision = read(f"{heading.format(len(lines))}\n{printed}", subject)
    marks = [f"{n} " if with_marks else "" for n in range(1, len(lines) + 1)]
    assert outlined(decision) == [mark + line for mark, line in zip(marks, wanted, strict=True)]
    assert not doubts(decision)


@pytest.mark.parametrize("mark", ["：", "，"])
@pytest.mark.parametrize("with_marks", [True, False])
def test_a_colon_or_a_comma_parts_a_body_from_its_work(mark: str, with_marks: bool) -> None:
    """The body stands first."""
    lines = [f"云岭钢铁有限公司工会{mark}高炉余热回收装置", f"云岭煤矿{mark}井下通风监测系统"]
    decision = read(f"一等奖（2项）\n{numbered(lines, with_marks=with_marks)}", "优秀成果")
    assert [line.lstrip("12 ") for line in outlined(decision)] == [
        "高炉余热回收装置 — 云岭钢铁有限公司工会",
        "井下通风监测系统 — 云岭煤矿",
    ]


def test_one_and_two_spaces_in_one_list() -> None:
    """All lines are parted alike; a space within a title is none of the gaps where a wider one is."""
    lines = [
        "高炉余热回收装置　　云岭钢铁有限公司工会",
        "党建引领 减负增效　云岭煤矿",
        "导诊机器人 柳溪县人民医院",
    ]
    decision = read(f"一等奖（3项）\n{numbered(lines, with_marks=True)}", "优秀成果")
    assert outlined(decision) == [
        "1 高炉余热回收装置 — 云岭钢铁有限公司工会",
        "2 党建引领 减负增效 — 云岭煤矿",
        "3 导诊机器人 — 柳溪县人民医院",
    ]


def test_a_body_says_that_works_are_counted() -> None:
    """A sentence tells what is listed where neither heading nor title does."""
    text = "绿屏市总工会关于命名一等奖的决定\n\n决定对“高炉余热回收装置”等2项成果予以表彰。\n\n附件\n\n获奖名单\n\n一等奖\n1.高炉余热回收装置　云岭钢铁有限公司工会\n2.井下通风监测系统　云岭煤矿\n"
    decision = parser.parse(text_of(text))
    assert "1 高炉余热回收装置 — 云岭钢铁有限公司工会" in outlined(decision)
    assert "uncertain-reading" not in doubts(decision)


@pytest.mark.parametrize("with_marks", [True, False])
def test_a_work_is_doubtful_where_nothing_says_that_works_are_listed(with_marks: bool) -> None:
    """Every line shows it, and each is a finding with a lower confidence."""
    lines = ["高炉余热回收装置　云岭钢铁有限公司工会", "井下通风监测系统　云岭煤矿"]
    decision = read(f"一等奖\n{numbered(lines, with_marks=with_marks)}", "劳动竞赛先进")
    cases = [case for tier in decision.tiers for case in tier.cases()]
    assert [case.title and case.title.value for case in cases] == ["高炉余热回收装置", "井下通风监测系统"]
    assert all(case.title and case.title.confidence == 0.6 for case in cases)
    assert all(case.recipients[0].name.confidence == 0.6 for case in cases)
    assert doubts(decision) == ["uncertain-reading"] * 2


# lines that name one body each, with a space within its name
WHOLE = [
    ["云岭市总工会　女职工部", "柳溪县总工会　办公室"],
    ["中国邮政集团　云岭市分公司", "中国工商银行　柳溪支行", "中国移动　柳溪分公司"],
    ["云岭煤矿　综采队", "云岭市公安局　消防大队", "云岭机床厂　装配车间"],
    ["云岭建工集团　柳溪大桥项目部", "云岭供电公司　带电作业班", "柳溪县教育局　机关工会"],
]


@pytest.mark.parametrize("lines", WHOLE)
@pytest.mark.parametrize("with_marks", [True, False])
@pytest.mark.parametrize(
    ("subject", "heading"),
    [("先进集体", "一等奖"), ("劳动竞赛先进", "一等奖"), ("优秀成果", "优秀组织奖（{}个）")],
)
def test_a_space_within_a_name_parts_nothing(
    lines: list[str], with_marks: bool, subject: str, heading: str
) -> None:
    """Neither in a list of bodies nor where nothing is said of what is listed."""
    decision = read(f"{heading.format(len(lines))}\n{numbered(lines, with_marks=with_marks)}", subject)
    names = [
        [each.name.value for each in case.recipients] for tier in decision.tiers for case in tier.cases()
    ]
    assert names == [[line.replace("　", "")] for line in lines]
    assert not doubts(decision)


PERSONS = ["王小明　云岭煤矿　综采队", "云岭钢铁有限公司　王　明", "云岭煤矿综采队　队长　李大勇"]


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("heading", ["先进个人（2名）", "最佳案例（2位）", "优秀作品"])
@pytest.mark.parametrize("subject", ["劳动竞赛先进", "优秀成果"])
def test_persons_with_their_units_are_no_works(person: str, subject: str, heading: str) -> None:
    """Names and bodies alone, with or without a post, hold no work."""
    decision = read(f"{heading}\n1.{person}\n2.吴小梅　云岭机床厂工程师", subject)
    found = [each for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert [each.kind for each in found] == ["person", "person"]
    assert all(case.title is None for tier in decision.tiers for case in tier.cases())


TEAMS = [("综采一队", "云岭煤矿"), ("铁水运输班", "云岭钢铁有限公司"), ("户政窗口", "柳溪县公安局")]


@pytest.mark.parametrize("with_marks", [True, False])
def test_a_site_before_the_body_that_it_is_of(with_marks: bool) -> None:
    """It may have a name of its own, where bodies are honoured."""
    lines = ["云岭煤矿职工书屋　柳溪县总工会", "云岭机床厂职工书屋　云岭市总工会"]
    decision = read(numbered(lines, with_marks=with_marks), "最美职工书屋", "名单")
    found = [case.recipients for tier in decision.tiers for case in tier.cases()]
    assert [f"{each.name.value}　{each.notes[0].value}" for (each,) in found] == lines


@pytest.mark.parametrize("gap", ["　", "　　", " "])
@pytest.mark.parametrize("with_marks", [True, False])
def test_a_team_before_its_body_is_the_winner(gap: str, with_marks: bool) -> None:
    """Its body is noted with it."""
    lines = [gap.join(team) for team in TEAMS]
    decision = read(numbered(lines, with_marks=with_marks), "先进班组", "名单")
    found = [case.recipients for tier in decision.tiers for case in tier.cases()]
    assert [(each.name.value, each.notes[0].value) for (each,) in found] == TEAMS
    assert not doubts(decision)


@pytest.mark.parametrize("gap", ["　", "　　", "："])
@pytest.mark.parametrize("with_marks", [True, False])
def test_a_team_behind_its_body_is_one_name_with_it(gap: str, with_marks: bool) -> None:
    """Without the mark between them."""
    lines = [f"{body}{gap}{team}" for team, body in TEAMS]
    decision = read(numbered(lines, with_marks=with_marks), "先进班组", "名单")
    found = [case.recipients for tier in decision.tiers for case in tier.cases()]
    assert [each.name.value for (each,) in found] == [body + team for team, body in TEAMS]
    assert not doubts(decision)


ENCLOSED = ["（井下通风监测系统）", "(井下通风监测系统)", "《井下通风监测系统》", "“井下通风监测系统”"]


@pytest.mark.parametrize("enclosed", ENCLOSED)
@pytest.mark.parametrize("with_marks", [True, False])
def test_a_work_in_marks_behind_its_body(enclosed: str, with_marks: bool) -> None:
    """Brackets are no part of the title, quotation marks are."""
    lines = ["云岭煤矿" + enclosed, "柳溪县人民医院" + enclosed.replace("井下通风监测系统", "导诊机器人")]
    decision = read(numbered(lines, with_marks=with_marks), "优秀成果")
    found = [(case.title, case.recipients) for tier in decision.tiers for case in tier.cases()]
    assert [(title and title.value, each.name.value) for title, (each,) in found] == [
        (enclosed.strip("（()）"), "云岭煤矿"),
        (enclosed.strip("（()）").replace("井下通风监测系统", "导诊机器人"), "柳溪县人民医院"),
    ]
    assert not doubts(decision)


@pytest.mark.parametrize("added", ["（综采队）", "（集团）", "（原柳溪矿务局）", "（第一完成单位）"])
def test_a_body_may_have_brackets_in_its_name(added: str) -> None:
    """No work stands in these."""
    decision = read(f"一等奖（2项）\n1.云岭煤矿{added}\n2.柳溪矿业有限公司{added}", "优秀成果")
    assert all(case.title is None for tier in decision.tiers for case in tier.cases())


def test_authors_in_brackets_are_persons() -> None:
    """By their surnames, or behind labels of which each names its own."""
    lines = ["井下通风监测系统（王小明、李大勇）", "导诊机器人（吴小梅）"]
    labelled = [
        "《井下通风监测系统》（作者：王小明，单位：云岭煤矿）",
        "《导诊机器人》（作者：李大勇，单位：柳溪县人民医院）",
    ]
    assert outlined(read("一等奖\n" + "\n".join(lines), "优秀成果")) == [
        "井下通风监测系统 — 王小明；李大勇",
        "导诊机器人 — 吴小梅",
    ]
    assert outlined(read("一等奖\n" + "\n".join(labelled), "优秀成果")) == [
        "《井下通风监测系统》 — 王小明（云岭煤矿）",
        "《导诊机器人》 — 李大勇（柳溪县人民医院）",
    ]


@pytest.mark.parametrize("subject", ["先进集体", "劳动竞赛先进"])
@pytest.mark.parametrize("with_marks", [True, False])
def test_a_place_and_a_body_without_one_are_one_name(subject: str, with_marks: bool) -> None:
    """That of an office, a school or a hospital; that of a company is doubtful, which may only be listed under the place."""
    lines = ["柳溪县　教育局", "白塔区 人民医院", "云岭市　第一中学"]
    names = [line.replace("　", "").replace(" ", "") for line in lines]
    decision = read(numbered(lines, with_marks=with_marks), subject, "名单")
    found = [case.recipients for tier in decision.tiers for case in tier.cases()]
    assert [(each.name.value, each.kind) for (each,) in found] == [(name, "organization") for name in names]
    assert not doubts(decision)
    company = read(numbered([*lines, "柳溪县　云岭煤矿"], with_marks=with_marks), subject, "名单")
    assert doubts(company) == ["uncertain-reading"]


def test_bodies_behind_their_places_on_each_line() -> None:
    """Where their names say the place again, it groups them; places alone are winners."""
    grouped = read("柳溪县　柳溪县人民医院\n柳溪县　柳溪县教育局\n白塔区　白塔区教育局", "先进集体", "名单")
    assert outlined(grouped) == ["柳溪县", "柳溪县人民医院", "柳溪县教育局", "白塔区", "白塔区教育局"]
    places = read("柳溪县　白塔区\n云岭市　临江县", "先进集体", "名单")
    assert outlined(places) == ["柳溪县", "白塔区", "云岭市", "临江县"]
    assert not doubts(grouped)
    assert not doubts(places)


MIXED = ["钢带清堵喷嘴\t云岭钢铁厂", "绝缘夹具  柳溪供电公司", "体位支撑垫\t柳溪县医院", "测速仪　云岭煤矿"]


@pytest.mark.parametrize("first", range(4))
def test_a_tab_between_entries_with_spaces_is_a_space(first: int) -> None:
    """Pasted lists mix them as they come; numbers that go on over both tell that no line is a row."""
    lines = MIXED[first:] + MIXED[:first]
    listed = "一等奖（4项）\n" + numbered(lines, with_marks=True)
    assert outlined(read(listed, "职工创新成果")) == [
        f"{n} {' — '.join(line.split())}" for n, line in enumerate(lines, 1)
    ]


def test_numbered_rows_stay_a_table() -> None:
    """Where every line has its tabs they part cells: a third is the person."""
    listed = "一等奖（2项）\n1.测速仪\t云岭煤矿\t王小明\n2.导诊机器人\t柳溪县医院\t李大勇"
    assert outlined(read(listed, "职工创新成果")) == [
        "1 测速仪 — 王小明（云岭煤矿）",
        "2 导诊机器人 — 李大勇（柳溪县医院）",
    ]


PLACED = [
    ("夜间书房", "柳溪县图书馆"),
    ("流动书车进乡村", "白塔区图书馆"),
    ("名师走乡镇", "云岭市教育局"),
    ("送书下乡", "临江县图书馆"),
]


@pytest.mark.parametrize("mark", ["　", "：", "——", "（"])
@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("number", [1, 2, 3])
def test_as_few_as_two_rows_are_read_as_more_are(mark: str, first: int, number: int) -> None:
    """Also where a title ends in the word for the places that its work goes to."""
    pairs = (PLACED + PLACED)[first : first + number]
    lines = [f"{work}{mark}{body}{'）' if mark == '（' else ''}" for work, body in pairs]
    decision = read(f"一等奖（{number}个）\n{numbered(lines, with_marks=True)}", "优秀项目")
    assert outlined(decision) == [f"{n} {work} — {body}" for n, (work, body) in enumerate(pairs, 1)]
    assert not doubts(decision)


DOUBTFUL = {
    "one that ends as a place": (["书香柳溪村　柳溪县图书馆"], [0.6]),
    "two": (["书香柳溪村　柳溪县图书馆", "快乐古塔村　白塔区图书馆"], [0.6, 0.6]),
    "one of two": (["书香柳溪村　柳溪县图书馆", "夜间书房　白塔区图书馆"], [0.6, 0.99]),
    "one that ends as a district": (["全民阅读示范区　柳溪县图书馆", "夜间书房　白塔区图书馆"], [0.6, 0.99]),
    "a name of one of two": (["石墨烯　云岭钢铁有限公司", "导诊机器人　柳溪县人民医院"], [0.6, 0.99]),
}


@pytest.mark.parametrize(("lines", "sure"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_title_like_a_place_or_a_name_is_doubtful(lines: list[str], sure: list[float]) -> None:
    """Where no more of the others tell that it is a work."""
    decision = read(f"一等奖\n{numbered(lines, with_marks=True)}", "优秀项目")
    cases = [case for tier in decision.tiers for case in tier.cases()]
    found = [f"{case.title and case.title.value}　{case.recipients[0].name.value}" for case in cases]
    assert found == lines
    assert [case.title and case.title.confidence for case in cases] == sure
    assert doubts(decision) == ["uncertain-reading"] * sure.count(0.6)


def test_a_row_that_can_hold_no_title_beside_one_that_does() -> None:
    """A body with a part of it is an error there, and the other is read."""
    decision = read("一等奖\n1.云岭市总工会　女职工部\n2.夜间书房　白塔区图书馆", "优秀项目")
    assert "2 夜间书房 — 白塔区图书馆" in outlined(decision)
    assert doubts(decision)


STAY = [
    ["前进村　柳溪县水利局", "跃进社区　白塔区民政局"],
    ["云岭市总工会　女职工部", "柳溪县总工会　办公室"],
]


@pytest.mark.parametrize("lines", STAY)
def test_two_rows_of_bodies_among_works_hold_no_title(lines: list[str]) -> None:
    """Villages by name, and parts of bodies."""
    decision = read(f"一等奖\n{numbered(lines, with_marks=True)}", "优秀项目")
    assert all(case.title is None for tier in decision.tiers for case in tier.cases())


def test_a_slogan_that_ends_in_the_word_for_a_place_is_a_work() -> None:
    """巡演进乡村 before a body that opens with a place; a village is none."""
    works = ["一张课桌　绿屏市图书馆", "流动巡演进乡村　柳溪县图书馆"]
    assert outlined(read(numbered(works, with_marks=True), "优秀项目")) == [
        "1 一张课桌 — 绿屏市图书馆",
        "2 流动巡演进乡村 — 柳溪县图书馆",
    ]
