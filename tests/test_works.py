"""Works with labels behind or below them that say who made, edited and published them. All bodies and names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from test_lists import outlined, read
from uniongraph import parser
from uniongraph.model import Case

HEAD = "绿屏市新闻工作者协会关于表彰2021年度绿屏新闻奖获奖作品的决定\n\n经研究，决定予以表彰。\n\n附件\n\n获奖作品名单\n\n一等奖（2件）\n"


def cases_of(listed: str) -> list[Case]:
    (tier,) = parser.parse(text_of(HEAD + listed)).tiers
    return list(tier.cases())


def told(case: Case) -> list[str]:
    """Return each winner with the unit and what is noted."""
    return [
        "|".join(
            [
                each.name.value,
                each.affiliation.value if each.affiliation else "",
                *(note.value for note in each.notes),
            ]
        )
        for each in case.recipients
    ]


BY = ["何岚|绿屏日报社|编辑：段家和", "K. Lund|绿屏日报社|编辑：段家和"]
NOBODY = ["绿屏日报社||作者：集体|编辑：段家和"]

FIELDS = [
    ("作者：何岚、K. Lund；编辑：段家和；刊播单位：绿屏日报社", BY),
    ("主创人员：何岚、K. Lund，编辑：段家和，播出单位：绿屏日报社", BY),
    ("作者：何岚、K. Lund 编辑：段家和 首发媒体：绿屏日报社", BY),
    ("刊发单位:绿屏日报社;作者:何岚、K. Lund;编辑：段家和", BY),
    ("作者：何岚、K. Lund；单位：绿屏日报社；编辑：段家和", BY),
    ("作者：集体；编辑：段家和；刊播单位：绿屏日报社", NOBODY),
    ("作者：集体；编辑：段家和；单位：绿屏日报社", NOBODY),
    ("作者：何岚，女；发表刊物：《绿屏文学》第3期", ["何岚||发表刊物：《绿屏文学》第3期"]),
    ("作者：何岚；编辑：段家和", ["何岚||编辑：段家和"]),
    ("编辑：段家和；刊播单位：绿屏日报社", ["段家和|", "绿屏日报社|"]),
    ("作者：何岚；刊播单位：绿屏日报社；时长：5分钟", ["何岚|绿屏日报社|时长：5分钟"]),
]


@pytest.mark.parametrize(("fields", "expected"), FIELDS)
@pytest.mark.parametrize("form", ["{}（{}）", "{}\n（{}）", "{}\n{}", "{}　{}", "{}，{}"])
@pytest.mark.parametrize("mark", ["1. {}\n2. {}", "{}\n{}"])
def test_labels_say_who_made_a_work(mark: str, form: str, fields: str, expected: list[str]) -> None:
    """Authors win; who edited is noted, who published is their unit; of a work by nobody the body is the winner."""
    titles = ["消息《大坝合龙》", "通讯《渡口》"]
    cases = cases_of(mark.format(*(form.format(title, fields) for title in titles)))
    assert [case.title and case.title.value for case in cases] == titles
    assert [told(case) for case in cases] == [expected] * 2


@pytest.mark.parametrize("mark", ["1. {}\n2. {}", "{}\n{}"])
@pytest.mark.parametrize("title", ["《大坝合龙》", "长消息：《大坝合龙》", "消息《大坝合龙》"])
@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("绿屏电视台　主创：何岚、段家和　编辑：吴小梅", ["何岚|绿屏电视台|编辑：吴小梅", "段家和|绿屏电视台|编辑：吴小梅"]),
        ("绿屏电视台 作者：何岚、段家和", ["何岚|绿屏电视台", "段家和|绿屏电视台"]),
        ("绿屏电视台　作者：何岚", ["何岚|绿屏电视台"]),
        ("绿屏职业中专  作者：何岚  指导教师：吴小梅", ["何岚|绿屏职业中专|指导教师：吴小梅"]),
        ("绿屏电视台　主创：集体", ["绿屏电视台||主创：集体"]),
    ],
)  # fmt: skip
def test_a_body_between_title_and_label_is_the_unit(
    mark: str, title: str, behind: str, expected: list[str]
) -> None:
    """Of the authors; it is no part of the title."""
    cases = cases_of(mark.format(f"{title}　{behind}", f"{title}　{behind}"))
    assert [(case.title and case.title.value, told(case)) for case in cases] == [(title, expected)] * 2


# between the title and the label of the first entry; that of the second; what is read of the second, and whether it is doubted
BETWEEN = [
    ("绿屏电视台", "  柳溪影协  作者：吴小梅", "《渡口》", ["吴小梅|柳溪影协"], True),
    ("绿屏影协", "  柳溪影协  作者：吴小梅", "《渡口》", ["吴小梅|柳溪影协"], True),
    ("绿屏电视台", "\u3000柳溪影协\u3000作者：吴小梅\u3000编辑：孙平", "《渡口》", ["吴小梅|柳溪影协|编辑：孙平"], True),
    ("绿屏电视台", "  柳溪摄影  作者：吴小梅", "《渡口》 柳溪摄影", ["吴小梅|"], False),
    ("绿屏电视台", "  行书条幅  作者：吴小梅", "《渡口》 行书条幅", ["吴小梅|"], False),
    ("绿屏中学", "\u3000教学设计\u3000作者：吴小梅", "《渡口》 教学设计", ["吴小梅|"], False),
    ("绿屏中学", "  女声独唱  作者：吴小梅", "《渡口》 女声独唱", ["吴小梅|"], False),
    ("绿屏中学", "  情景剧  作者：吴小梅", "《渡口》 情景剧", ["吴小梅|"], False),
    ("绿屏电视台", "  柳溪影协  作者：集体", "《渡口》", ["柳溪影协||作者：集体"], True),
    ("绿屏电视台", "  柳溪电视台  作者：吴小梅", "《渡口》", ["吴小梅|柳溪电视台"], False),
    ("绿屏电视台", "  作者：吴小梅", "《渡口》", ["吴小梅|"], False),
    ("电视短片", "  电视专题  作者：吴小梅", "《渡口》 电视专题", ["吴小梅|"], False),
    ("电视短片", "  报告文学  作者：吴小梅  单位：绿屏酒厂", "《渡口》 报告文学", ["吴小梅|绿屏酒厂"], False),
    ("电视短片", "  青年题材  作者：吴小梅  单位：绿屏酒厂", "《渡口》 青年题材", ["吴小梅|绿屏酒厂"], False),
]  # fmt: skip


@pytest.mark.parametrize(("above", "behind", "title", "expected", "is_doubted"), BETWEEN)
def test_what_wide_blanks_set_off_before_labels_is_a_body(
    above: str, behind: str, title: str, expected: list[str], *, is_doubted: bool
) -> None:
    """Whatever it ends in, unless that is a sort of work, which stays what it is wherever bodies stand in other entries."""
    listed = f"1.《大坝合龙》  {above}  作者：何岚\n2.《渡口》{behind}"
    _, case = cases_of(listed)
    assert (case.title and case.title.value, told(case)) == (title, expected)
    codes = [each.code for each in parser.parse(text_of(HEAD + listed)).findings]
    assert ("uncertain-reading" in codes) == is_doubted


ON_A_LINE = [
    ("《大坝合龙》（绿屏日报社）、《渡口》（绿屏晚报社）", "绿屏日报社| 绿屏晚报社|"),
    ("《大坝合龙》（何岚）；《渡口》（段家和）", "何岚| 段家和|"),
    ("《大坝合龙》（作者：何岚）、《渡口》（作者：段家和）", "何岚| 段家和|"),
    ("《大坝合龙》 何岚、《渡口》 段家和", "何岚| 段家和|"),
    ("绿屏第一中学《大坝合龙》、绿屏大学《渡口》", "绿屏第一中学| 绿屏大学|"),
]


@pytest.mark.parametrize(("line", "expected"), ON_A_LINE)
@pytest.mark.parametrize("heading", ["一等奖：", "一等奖\n"])
def test_several_works_may_stand_on_one_line(heading: str, line: str, expected: str) -> None:
    """Each with whose it is beside it, before or behind."""
    decision = parser.parse(text_of(HEAD.replace("一等奖（2件）\n", "") + heading + line))
    (tier,) = decision.tiers
    cases = list(tier.cases())
    assert [case.title and case.title.value for case in cases] == ["《大坝合龙》", "《渡口》"]
    assert " ".join(each for case in cases for each in told(case)) == expected
    assert not {finding.code for finding in decision.findings} & {"unread-words", "unread-line"}


FILED = [
    ("第0012号，提案人：何岚、白雪", ["何岚||第0012号", "白雪||第0012号"]),
    ("第12号；提案单位：绿屏日报社", ["绿屏日报社||第12号"]),
    ("第2021A12号，建议人：何岚等3名代表", ["何岚||第2021A12号"]),
    ("提案人：何岚", ["何岚|"]),
    ("提案者：何岚等6人", ["何岚|"]),
]


@pytest.mark.parametrize(
    "forms", ["{0}（{1}）\n{0}（{1}）", "{0}\n（{1}）\n{0}\n（{1}）", "1. {0}（{1}）\n2. {0}\n（{1}）"]
)
@pytest.mark.parametrize(("fields", "expected"), FILED)
def test_the_number_of_a_motion_stands_before_whose_it_is(
    forms: str, fields: str, expected: list[str]
) -> None:
    """It is noted; the brackets stand behind the title or below it, in one list too."""
    title = "关于疏浚渡口航道的提案"
    cases = cases_of(forms.format(title, fields))
    assert [case.title and case.title.value for case in cases] == [title] * 2
    assert [told(case) for case in cases] == [expected] * 2


def test_a_label_before_a_list_that_is_left_open() -> None:
    """Who is named is honoured; how many more are is no word of the name."""
    named = ("白雪", "何岚等6人", "安琪")
    decision = parser.parse(
        text_of(
            HEAD + "\n".join(f"{n}. 关于疏浚航道的提案（提案者：{name}）" for n, name in enumerate(named, 1))
        )
    )
    assert [told(case) for case in decision.tiers[0].cases()] == [["白雪|"], ["何岚|"], ["安琪|"]]
    assert "open-list" in {finding.code for finding in decision.findings}


NEIGHBOURS = [
    ("绿屏日报社《水问》编辑部", None, ["绿屏日报社《水问》编辑部|"]),
    ("《水问》（上篇：源头；下篇：入海）\n绿屏日报社", "《水问》（上篇：源头；下篇：入海）", ["绿屏日报社|"]),
    ("《水问》（作者：何岚 绿屏日报社）", "《水问》", ["何岚|绿屏日报社"]),
    ("《水问》（绿屏日报社）", "《水问》", ["绿屏日报社|"]),
    ("《水问：源头，答案：入海》（绿屏日报社）", "《水问：源头，答案：入海》", ["绿屏日报社|"]),
]


@pytest.mark.parametrize(("entry", "title", "expected"), NEIGHBOURS)
def test_other_brackets_and_colons_stay(entry: str, title: str, expected: list[str]) -> None:
    """A label says who is named; the parts of a work do not."""
    cases = cases_of(f"1. {entry}\n2. {entry}")
    assert [(case.title and case.title.value, told(case)) for case in cases] == [(title, expected)] * 2


WORKS_OF = ["《渡口的灯》 — 何立春（绿屏一中）", "《白塔下》 — 吴小梅（柳溪县中学）"]
NUMBERED = [f"{number} {line}" for number, line in enumerate(WORKS_OF, 1)]

# the heading of a list that counts persons, its lines; what is read of them
COUNTED_BY_AUTHORS = [
    ("一等奖（2名）", "《渡口的灯》　作者：何立春（绿屏一中）\n《白塔下》　作者：吴小梅（柳溪县中学）", WORKS_OF),
    ("一等奖（2名）", "《渡口的灯》　何立春（绿屏一中）\n《白塔下》　吴小梅（柳溪县中学）", WORKS_OF),
    ("一等奖（2名）", "《渡口的灯》（作者：何立春，绿屏一中）\n《白塔下》（作者：吴小梅，柳溪县中学）", WORKS_OF),
    ("一等奖（2名）", "1.《渡口的灯》　作者：何立春（绿屏一中）\n2.《白塔下》　作者：吴小梅（柳溪县中学）", NUMBERED),
    ("一等奖（2篇）", "《渡口的灯》　作者：何立春（绿屏一中）\n《白塔下》　作者：吴小梅（柳溪县中学）", WORKS_OF),
    ("一等奖（2名）", "何立春（绿屏一中）\n吴小梅（柳溪县中学）", ["何立春（绿屏一中）", "吴小梅（柳溪县中学）"]),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "listed", "expected"), COUNTED_BY_AUTHORS)
def test_works_may_be_counted_by_their_authors(heading: str, listed: str, expected: list[str]) -> None:
    """一等奖（1名） above works in their marks; persons alone stay persons."""
    assert outlined(f"{heading}\n{listed}", "征文获奖名单")[1:] == expected
    assert not {"unread-line", "empty-tier", "uncertain-recipient"} & {
        each.code for each in read("征文获奖名单", f"{heading}\n{listed}").findings
    }


BESIDE = [
    ("何岚《大江》", ("《大江》", ["何岚|"])),
    ("何岚、段家和《大江》", ("《大江》", ["何岚|", "段家和|"])),
    ("绿屏二中何岚《大江》", ("《大江》", ["何岚|绿屏二中"])),
    ("绿屏二中 何岚《大江》", ("《大江》", ["何岚|绿屏二中"])),
    ("绿屏二中何岚、段家和《大江》", ("《大江》", ["何岚|绿屏二中", "段家和|绿屏二中"])),
    ("何岚（绿屏二中）《大江》", ("《大江》", ["何岚|绿屏二中"])),
    ("何岚《大江》（绿屏二中）", ("《大江》", ["何岚|绿屏二中"])),
    ("何岚《大江》　绿屏二中", ("《大江》", ["何岚|绿屏二中"])),
    ("绿屏二中何岚《大江》（指导教师：白雪）", ("《大江》", ["何岚|绿屏二中|指导教师：白雪"])),
    ("何岚《大江》（绿屏二中，指导教师：白雪）", ("《大江》", ["何岚|绿屏二中|指导教师：白雪"])),
    (
        "何岚《大江》（绿屏小学五年级2班 指导老师：白雪）",
        ("《大江》", ["何岚|绿屏小学五年级2班|指导老师：白雪"]),
    ),
    ("《大江》何岚", ("《大江》", ["何岚|"])),
    ("《大江》何岚、段家和", ("《大江》", ["何岚|", "段家和|"])),
    ("《大江》绿屏二中何岚", ("《大江》", ["何岚|绿屏二中"])),
    ("《大江》　何岚", ("《大江》", ["何岚|"])),
    ("绿屏二中《大江》", ("《大江》", ["绿屏二中|"])),
]
"""What stands beside a work, and how it is read."""


@pytest.mark.parametrize(("printed", "expected"), BESIDE)
@pytest.mark.parametrize("second", ["安琪《赶集》", "安琪、柳青《赶集》", "绿屏一中安琪《赶集》"])
@pytest.mark.parametrize(
    "form", ["1. {}\n2. {}", "{}\n{}", "一等奖：{}；{}", "一等奖（2篇）：{}；{}", "一等奖（2名）\n{}\n{}"]
)
def test_authors_stand_right_beside_their_works(
    form: str, second: str, printed: str, expected: tuple[str, list[str]]
) -> None:
    """Names right before or behind a title in its marks are those of its authors, with the unit that stands before them."""
    head = HEAD.replace("一等奖（2件）\n", "") if form.startswith("一等奖") else HEAD
    decision = parser.parse(text_of(head + form.format(printed, second)))
    (tier,) = decision.tiers
    first, other = tier.cases()
    assert (first.title and first.title.value, told(first)) == expected
    assert other.title is not None
    assert (other.title.value, other.recipients[0].name.value) == ("《赶集》", "安琪")
    assert not [finding for finding in decision.findings if finding.code == "unread-line"]


def test_teachers_stand_behind_works_with_their_authors_before_them() -> None:
    """Behind a blank too; who is counted is the author."""
    lines = "何岚《大江》　指导老师：白雪\n绿屏一中安琪《赶集》　指导老师：段家和"
    for head in ("一等奖（2名）", "一等奖（2篇）"):
        (tier,) = read("征文获奖名单", f"{head}\n{lines}").tiers
        expected = [["何岚||指导老师：白雪"], ["安琪|绿屏一中|指导老师：段家和"]]
        assert [told(case) for case in tier.cases()] == expected


@pytest.mark.parametrize("kind", ["国画", "水彩画", "游记", "时评", "黄梅戏"])
def test_what_a_work_is_called_by_its_kind_is_no_author(kind: str) -> None:
    """A word for a kind of work may begin as a name does; in a list of such works nobody is named."""
    people = [
        each.name.value
        for case in cases_of(f"1. {kind}《大江》\n2. {kind}《赶集》")
        for each in case.recipients
    ]
    assert kind not in people


PROPOSED = [
    ("余热回收利用　提出人：何岚（绿屏酒厂）", ["何岚|绿屏酒厂"]),
    ("余热回收利用　提出人：何岚、段家和", ["何岚|", "段家和|"]),
    ("余热回收利用（提出人：动力车间 何岚）", ["何岚|动力车间"]),
    ("余热回收利用（提出人：动力车间何岚、段家和）", ["何岚|动力车间", "段家和|动力车间"]),
    ("余热回收利用（提议人：动力车间何岚）", ["何岚|动力车间"]),
    ("余热回收利用（动力车间何岚、段家和）", ["何岚|动力车间", "段家和|动力车间"]),
    ("余热回收利用（动力车间 何岚）", ["何岚|动力车间"]),
    ("余热回收利用（动力车间）", ["动力车间|"]),
]


@pytest.mark.parametrize(("entry", "expected"), PROPOSED)
@pytest.mark.parametrize("mark", ["1. {}\n2. {}", "{}\n{}"])
def test_proposals_tell_who_made_them(mark: str, entry: str, expected: list[str]) -> None:
    """Behind a label or in brackets, with the unit as one word with the first name too."""
    cases = cases_of(mark.format(entry, entry))
    assert [(case.title and case.title.value, told(case)) for case in cases] == [
        ("余热回收利用", expected)
    ] * 2


def test_authors_stand_beside_works_in_the_body() -> None:
    """A list in the body with the works behind their grades is read as one in an annex is."""
    body = "经评审，决定予以表彰：\n一等奖（2篇）：绿屏二中何岚《大江》；安琪、柳青《赶集》\n二等奖：何岚（绿屏一中）《渡口》"
    (first, second) = parser.parse(text_of(HEAD.split("经研究", maxsplit=1)[0] + body)).tiers
    assert [told(case) for case in first.cases()] == [["何岚|绿屏二中"], ["安琪|", "柳青|"]]
    assert [told(case) for case in second.cases()] == [["何岚|绿屏一中"]]


# titles that end as the name of an honour may
TITLED_AS_HONOURS = [
    "山区苹果密植技术集成与示范",
    "“一站式”党建示范",
    "车间班组创先进",
    "小微企业培育优秀案例汇编",
]
ACROSS = "1.{title}{gap}{label}：何立春、吴小梅{gap}完成单位：绿屏市果树研究所\n2.湿地修复{gap}{label}：段家和、孙平{gap}完成单位：绿屏大学"


@pytest.mark.parametrize("gap", ["  ", " ", "\u3000"])
@pytest.mark.parametrize("label", ["完成人", "作者", "主要完成人"])
@pytest.mark.parametrize("title", TITLED_AS_HONOURS)
def test_a_title_before_a_label_is_no_heading(title: str, label: str, gap: str) -> None:
    """Whatever the title ends in, the word before the colon says that the winners follow, and names no honour."""
    cases = cases_of(ACROSS.format(title=title, label=label, gap=gap))
    assert [case.title and case.title.value for case in cases] == [title, "湿地修复"]
    assert [[each.name.value for each in case.recipients if each.kind == "person"] for case in cases] == [
        ["何立春", "吴小梅"],
        ["段家和", "孙平"],
    ]


@pytest.mark.parametrize("title", TITLED_AS_HONOURS[:2])
def test_a_title_before_the_only_label_is_no_heading(title: str) -> None:
    """A label of two characters too, where what stands before it begins as no honour does."""
    cases = cases_of(f"1.{title}  作者：何立春\n2.湿地修复  作者：孙平")
    assert [case.title and case.title.value for case in cases] == [title, "湿地修复"]


@pytest.mark.parametrize("heading", ["优秀作者", "优秀 作者", "先进 单位", "示范　单位"])
def test_an_honour_of_two_words_is_a_heading(heading: str) -> None:
    """Its last word may be one that else says who follows."""
    head = "绿屏市教育局关于表彰2021年度先进的决定\n\n经研究，决定予以表彰。\n\n附件\n\n获奖名单\n\n"
    listed = f"一、{heading}：绿屏大学、绿屏学院、柳溪县第一中学\n二、先进集体：白塔区教育局、临江县教育局\n"
    tiers = parser.parse(text_of(head + listed)).tiers
    assert [sum(1 for case in tier.cases() for _ in case.recipients) for tier in tiers] == [3, 2]


def test_a_winner_holds_no_label() -> None:
    """What was read so was read wrong, and is said to be an error."""
    listed = "优秀成果奖\n绿屏大学湿地中心完成单位：绿屏大学\n柳溪县科技局完成单位：绿屏大学\n"
    decision = parser.parse(text_of(HEAD.replace("一等奖（2件）\n", "") + listed))
    held = [
        decision.text.quote(reading.spans[0])
        for tier in decision.tiers
        for case in tier.cases()
        for each in case.recipients
        for reading in (each.name, each.affiliation)
        if reading is not None and "：" in reading.value
    ]
    errors = [each for each in decision.findings if each.severity == "error"]
    assert held
    assert {decision.text.quote(each.span) for each in errors} >= set(held)


NAMED_WITH_COLONS = [
    ("先进集体", "绿屏酒厂“单位：我的家”小组"),
    ("先进集体", "绿屏二中“学校：你好”班级"),
    ("先进集体", "“清溪”团队（负责人：何岚）"),
    ("先进集体", "绿屏二中（负责人：何岚）"),
    ("先进个人", "段家和　绿屏广播电视台“单位：你好”栏目组主持人"),
]


@pytest.mark.parametrize(("heading", "entry"), NAMED_WITH_COLONS)
def test_a_motto_and_who_answers_for_a_body_hold_no_label(heading: str, entry: str) -> None:
    """A colon in quotation marks is a part of the name; brackets that name 负责人 are read as those with 校长 are."""
    listed = f"{heading}\n{entry}\n{entry.replace('何岚', '柳青').replace('段家和', '安琪')}\n"
    decision = parser.parse(text_of(HEAD.replace("一等奖（2件）\n", "") + listed))
    assert "unread-words" not in {each.code for each in decision.findings}


WORDS_BESIDE = [
    ("方言《大江》", ["方言"]),
    ("时政《大江》", ["时政"]),
    ("方言《大江》\n平面《赶集》", ["方言", "平面"]),
    ("方言《大江》\n何立春《赶集》", []),
    ("何岚《大江》\n绿屏二中安琪《赶集》", []),
    ("何岚《大江》\n柳青、安琪《赶集》", []),
    ("何立春《大江》", []),
    ("绿屏二中何岚《大江》", []),
]


@pytest.mark.parametrize(("listed", "doubted"), WORDS_BESIDE)
def test_a_word_beside_a_work_is_doubted_where_nothing_tells_of_persons(
    listed: str, doubted: list[str]
) -> None:
    """方言 begins as a name does; another author by unit, by company or by three characters tells that persons stand there."""
    decision = read("征文获奖名单", f"一等奖\n{listed}\n")
    found = [each for each in decision.findings if each.code == "uncertain-reading"]
    assert [decision.text.quote(each.span) for each in found] == doubted
    people = [each for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert people
    assert [each.name.value for each in people if each.name.confidence < 0.8] == doubted


@pytest.mark.parametrize(
    "entry", ["安徽《大江》", "江苏《大江》", "《大江》（方言剧）", "《大江》（黄梅戏）"]
)
def test_a_province_and_a_kind_of_work_are_no_authors(entry: str) -> None:
    """Whoever made the work is not named; that is an error."""
    decision = read("征文获奖名单", f"一等奖\n{entry}\n")
    assert not [each for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert "error" in {each.severity for each in decision.findings}


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("集体（三年级）", [("集体", ["三年级"])]),
        ("集体（何岚、安琪）", [("何岚", []), ("安琪", [])]),
        ("集体（何立春）", [("何立春", [])]),
    ],
)
def test_who_made_a_work_together_is_named_by_names(
    author: str, expected: list[tuple[str, list[str]]]
) -> None:
    """A class in brackets is noted."""
    table = f"序号\t作品名称\t作者\n1\t大江\t{author}\n2\t渡口\t段家和\n"
    (tier,) = read("征文获奖名单", f"一等奖\n{table}").tiers
    first = next(iter(tier.cases()))
    assert [(each.name.value, [n.value for n in each.notes]) for each in first.recipients] == expected
