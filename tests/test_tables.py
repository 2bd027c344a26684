"""Tables that were flattened to one cell on each line: what their heads and the ends of pages do. All names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import parser
from uniongraph.model import Decision

HEAD = "临江市总工会关于表彰2020年度先进的决定\n\n现予以表彰。\n\n2021年3月18日\n\n"
BODIES = "序号\n单位名称\n{}\n临江市图书馆\n"
GRADED = "序号\n奖项等级\n姓名\n单位\n1\n一等奖\n王建国\n临江市图书馆\n2\n二等奖\n李敏\n临江机床厂\n"
PERSONS = "附件{}\n\n先进个人名单\n\n序号\n姓名\n职务\n1\n王建国\n工程师\n— {} —\n2\n李敏\n馆长\n\n"


def parsed(listed: str) -> Decision:
    """Return what is read of a decision with this list."""
    return parser.parse(text_of(HEAD + listed))


@pytest.mark.parametrize("first", ["1", "4"])
def test_a_table_may_have_one_row_and_begin_with_any_number(first: str) -> None:
    """Its head says what it is; numbers run on from the table before it."""
    (tier,) = parsed("附件\n\n先进集体名单\n\n" + BODIES.format(first)).tiers
    (case,) = tier.cases()
    assert case.ordinal is not None
    assert (case.ordinal.value, case.recipients[0].name.value) == (first, "临江市图书馆")


def test_the_column_of_grades_names_the_tiers() -> None:
    """The cell 一等奖 alone on its line is no heading of a list."""
    tiers = parsed("附件\n\n先进个人名单\n\n" + GRADED).tiers
    assert [tier.name.value for tier in tiers] == ["一等奖", "二等奖"]
    assert [case.recipients[0].name.value for tier in tiers for case in tier.cases()] == ["王建国", "李敏"]


def test_no_cell_is_taken_for_what_a_page_repeats() -> None:
    """The post 工程师 stands right above a page number twice: it is no running header."""
    tiers = parsed(PERSONS.format(1, 2) + PERSONS.format(2, 3)).tiers
    posts = [person.post for tier in tiers for case in tier.cases() for person in case.recipients]
    assert [post.value if post else None for post in posts] == ["工程师", "馆长"] * 2


def test_a_table_opens_an_annex_whose_mark_bears_its_title() -> None:
    """附件：……名单 above the head of a table needs no other mark."""
    decision = parsed("附件：先进集体名单\n\n" + BODIES.format(1))
    assert [reading.value for reading in decision.annex_titles] == ["先进集体名单"]


WORKS = "附件\n\n获奖作品名单\n\n一等奖（2件）\n序号\t作品名称\t作者\t{}\n1\t渡口的灯\t{}\t临江市水利局\n2\t河边的树\t李敏\t临江机床厂\n"

# the author and the column of bodies; who is honoured, what is noted, and whether that is uncertain
AUTHORS: list[tuple[str, str, str, list[str], bool]] = [
    ("集体创作", "单位", "临江市水利局", ["集体创作"], True),
    ("集体", "作者单位", "临江市水利局", ["集体"], True),
    ("佚名", "单位", "临江市水利局", ["佚名"], True),
    ("集体创作", "选送单位", "临江市水利局", ["集体创作"], True),
    ("集体创作", "推荐单位", "临江市水利局", ["集体创作"], True),
    ("无", "推荐单位", "临江市水利局", [], True),
    ("/", "选送单位", "临江市水利局", [], True),
    ("—", "推荐单位", "临江市水利局", [], True),
    ("无", "单位", "临江市水利局", [], False),
    ("/", "单位", "临江市水利局", [], False),
    ("—", "作者单位", "临江市水利局", [], False),
    ("本刊编辑部", "单位", "本刊编辑部", ["临江市水利局"], False),
    ("本刊编辑部", "选送单位", "本刊编辑部", ["选送单位临江市水利局"], False),
]


@pytest.mark.parametrize(("author", "column", "winner", "notes", "is_uncertain"), AUTHORS)
def test_an_author_may_be_nobody_by_name(
    author: str, column: str, winner: str, notes: list[str], *, is_uncertain: bool
) -> None:
    """The body beside 集体创作 is honoured for the work, less surely; a body in the column of authors is the author."""
    decision = parsed(WORKS.format(column, author))
    (first, second) = (case for tier in decision.tiers for case in tier.cases())
    (body,) = first.recipients
    assert (body.name.value, body.kind, [note.value for note in body.notes]) == (
        winner,
        "organization",
        notes,
    )
    assert (body.name.confidence < 0.7) is is_uncertain
    assert second.recipients[0].name.value == "李敏"
    codes = {finding.code for finding in decision.findings}
    assert ("uncertain-recipient" in codes) is is_uncertain
    assert not {"unread-words", "unread-line"} & codes


@pytest.mark.parametrize("label", ["单位", "选送单位"])
def test_an_author_behind_a_label_may_be_nobody_by_name(label: str) -> None:
    """As in a table."""
    listed = f"《渡口的灯》\n作者：集体创作\n{label}：临江市水利局\n《河边的树》\n作者：李敏\n{label}：临江机床厂\n"
    decision = parsed(f"附件\n\n获奖作品名单\n\n一等奖（2件）\n{listed}")
    (first, second) = (case for tier in decision.tiers for case in tier.cases())
    assert [each.name.value for each in first.recipients] == ["临江市水利局"]
    assert "作者：集体创作" in [note.value for note in first.recipients[0].notes]
    assert [each.name.value for each in second.recipients] == ["李敏"]
    assert "uncertain-recipient" in {finding.code for finding in decision.findings}


@pytest.mark.parametrize(("sender", "winner"), [("临江微播报", "临江微播报"), ("/", None), ("无", None)])
def test_who_sent_in_what_nobody_by_name_made_may_be_called_anything(sender: str, winner: str | None) -> None:
    """In the column of senders stands somebody, whatever the name ends in, or a mark for nobody."""
    listed = WORKS.format("报送单位", "集体创作").replace("临江市水利局", sender)
    first = next(case for tier in parsed(listed).tiers for case in tier.cases())
    named = [each.name.value for each in first.recipients]
    assert named == ([winner] if winner else ["李敏"])


@pytest.mark.parametrize("author", ["集体（段和、曾可）", "集体创作(段和、曾可)", "集体 （段和 曾可）"])
def test_who_made_a_work_together_may_be_named_in_brackets(author: str) -> None:
    """Behind 集体 they are the authors, and 集体 is nobody."""
    first = next(case for tier in parsed(WORKS.format("选送单位", author)).tiers for case in tier.cases())
    assert [(each.name.value, each.kind) for each in first.recipients] == [
        ("段和", "person"),
        ("曾可", "person"),
    ]


TOLD = ["绿屏市现代农业示范园", "绿屏软件产业园", "白塔区东河物流园区", "绿屏市老街里弄客厅"]


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("head", ["单位", "完成单位", "申报单位", "企业名称"])
def test_what_stands_below_a_head_for_units_is_a_unit(name: str, head: str) -> None:
    """Whatever it ends in; a word that may as well be a person's name, and words of two clauses, stay a finding."""
    for cell, is_doubted in ((name, False), ("众乐乐", True), ("绿屏市老街，里弄新貌", True)):
        table = f"序号\t成果名称\t{head}\n1\t阀门改造\t绿屏机床厂\n2\t水泵改造\t{cell}\n3\t电机改造\t绿屏酒厂"
        decision = parsed(f"附件\n\n优秀成果名单\n\n{table}\n")
        assert ("uncertain-recipient" in {each.code for each in decision.findings}) is is_doubted


PRINCIPALS = ("负责人", "法定代表人", "主要负责人", "项目负责人", "单位负责人")
WORKS_OF = "{}\t作品名称\t{}\t{}\n1\t渡口的灯\t临江市水利局\t王建国\n2\t河边的树\t临江机床厂\t李敏\n"
UNITS_OF = "序号\t{}\t{}\n1\t临江市水利局\t王建国\n2\t临江机床厂\t李敏\n"

# the title of the list, the heads of the columns of bodies and of persons; the first winner and what is noted of it; whether that is open
ANSWERABLE: list[tuple[str, str, str, str, str, bool]] = [
    *(("先进集体名单", "单位名称", head, "临江市水利局", f"{head}王建国", False) for head in PRINCIPALS),
    ("先进单位名单", "获奖单位", "负责人", "临江市水利局", "负责人王建国", False),
    ("书香奖名单（2家）", "单位", "负责人", "临江市水利局", "负责人王建国", False),
    ("书香奖名单", "获奖单位", "负责人", "临江市水利局", "负责人王建国", False),
    ("书香奖名单", "单位", "负责人", "临江市水利局", "负责人王建国", True),
    ("优秀作品名单", "申报单位", "负责人", "临江市水利局", "负责人王建国", False),
    ("优秀作品名单", "申报单位", "项目负责人", "临江市水利局", "项目负责人王建国", True),
    ("优秀作品名单", "单位", "负责人", "临江市水利局", "负责人王建国", True),
    ("优秀作品名单", "所在单位", "负责人", "王建国", "", False),
    ("优秀作品名单", "申报单位", "完成人", "王建国", "", False),
    ("优秀作品名单", "单位", "作者", "王建国", "", False),
    ("优秀作品名单", "单位", "主创人员", "王建国", "", False),
    ("先进个人名单", "单位", "负责人", "王建国", "", False),
    ("书香奖名单（2名）", "单位", "负责人", "王建国", "", False),
    ("先进单位名单", "单位", "联系人", "临江市水利局", "联系人王建国", False),
]


@pytest.mark.parametrize(("title", "bodies", "persons", "winner", "note", "is_open"), ANSWERABLE)
def test_who_answers_for_a_body_is_noted_beside_it(
    title: str, bodies: str, persons: str, winner: str, note: str, *, is_open: bool
) -> None:
    """The body wins, except where the honour is for persons; where nothing says for whom it is, that is uncertain."""
    table = WORKS_OF.format("序号", bodies, persons) if "作品" in title else UNITS_OF.format(bodies, persons)
    decision = parsed(f"附件\n\n{title}\n\n{table}")
    cases = [case for tier in decision.tiers for case in tier.cases()]
    (first,) = cases[0].recipients
    assert (len(cases), first.name.value) == (2, winner)
    assert [each.value for each in first.notes] == ([note] if note else [])
    assert (first.name.confidence < 0.7) is is_open
    assert ("uncertain-reading" in {each.code for each in decision.findings}) is is_open


def test_who_leads_others_that_are_honoured_is_honoured() -> None:
    """负责人 beside 主要成员."""
    table = "序号\t作品名称\t单位\t负责人\t主要成员\n1\t渡口的灯\t临江市水利局\t王建国\t李敏、张立新\n2\t河边的树\t临江机床厂\t孙平\t吴小梅\n"
    decision = parsed(f"附件\n\n优秀作品名单\n\n{table}")
    cases = [case for tier in decision.tiers for case in tier.cases()]
    assert [each.name.value for each in cases[0].recipients][:1] == ["王建国"]


# what the body counts before the honour; the first winner, and whether that is open
COUNTED = [
    ("临江市水利局等2个单位", "临江市水利局", False),
    ("临江市水利局等2家企业", "临江市水利局", False),
    ("王建国等2名同志", "王建国", False),
    ("王建国等2人", "王建国", False),
    ("下列", "临江市水利局", True),
]


@pytest.mark.parametrize(("counted", "winner", "is_open"), COUNTED)
def test_the_body_may_say_whether_those_who_answer_for_bodies_win(
    counted: str, winner: str, *, is_open: bool
) -> None:
    """By what it counts right before the honour."""
    head = HEAD.replace("现予以表彰", f"经研究，决定授予{counted}“江畔书香奖”称号")
    listed = "附件\n\n江畔书香奖名单\n\n" + UNITS_OF.format("单位", "负责人")
    decision = parser.parse(text_of(head + listed))
    cases = [case for tier in decision.tiers for case in tier.cases()]
    assert [each.name.value for each in cases[0].recipients] == [winner]
    assert ("uncertain-reading" in {each.code for each in decision.findings}) is is_open


ROWS = [
    ["1", "临江市图书馆新馆", "临江建工集团有限公司", "/", "王建国"],
    ["2", "临江市第二中学教学楼", "临江第三建筑工程有限公司", "临江安装工程有限公司", "李敏"],
    ["3", "滨江大道跨线桥", "临江路桥工程有限公司", "临江基础工程有限公司、临江照明工程有限公司", "何立春"],
    ["4", "柳溪县污水处理厂", "临江建工集团有限公司", "/", "钱莉"],
]
COLUMNS = ["序号", "工程名称", "承建单位", "参建单位", "项目经理"]

# the row that is broken, its lines, and whether its name is sure
BROKEN = {
    "a title": (2, ["3", "滨江大道", "跨线桥", *ROWS[2][2:]], True),
    "a title whose end looks like a body's part": (1, ["2", "临江市轨道交通2号线", "二期土建施工02标段", *ROWS[1][2:]], True),
    "a title that begins as a body is called": (1, ["2", "临江市第二中学科学馆", "及附属用房", *ROWS[1][2:]], True),
    "a title over three lines": (2, ["3", "滨江", "大道跨", "线桥", *ROWS[2][2:]], True),
    "a title within its brackets": (2, ["3", "滨江大道跨线桥（K1+200～", "K3+400）", *ROWS[2][2:]], True),
    "a body": (1, ["2", ROWS[1][1], "临江第三建筑工程", "有限公司", *ROWS[1][3:]], True),
    "bodies behind a mark": (2, [*ROWS[2][:3], "临江基础工程有限公司、", "临江照明工程有限公司", "何立春"], True),
    "bodies within one": (2, [*ROWS[2][:3], "临江基础工程有限公司、临江照明", "工程有限公司", "何立春"], True),
    "the last row": (3, ["4", "柳溪县污水", "处理厂", *ROWS[3][2:]], True),
    "a title and a body": (1, ["2", "临江市第二", "中学教学楼", "临江第三建筑工程", "有限公司", *ROWS[1][3:]], False),
    "a body that might be two": (1, ["2", ROWS[1][1], "临江建工集团有限公司", "第三分公司", *ROWS[1][3:]], False),
}  # fmt: skip


def stacked(rows: list[list[str]], tail: str = "") -> Decision:
    """Return what is read of a table of works with one cell on each line."""
    cells = "\n".join(cell for row in [COLUMNS, *rows] for cell in row)
    return parsed(f"附件\n\n优质工程奖获奖名单\n\n{cells}\n{tail}")


@pytest.mark.parametrize(("place", "cells", "is_sure"), BROKEN.values(), ids=BROKEN)
def test_a_cell_on_two_lines_is_one(place: int, cells: list[str], *, is_sure: bool) -> None:
    """The rows that are whole say what each column holds; where two ways are as good, that is said."""
    rows = [cells if index == place else row for index, row in enumerate(ROWS)]
    decision = stacked(rows)
    (tier,) = decision.tiers
    found = [
        [each.value for each in (case.title, *(r.name for r in case.recipients)) if each]
        for case in tier.cases()
    ]
    expected = [
        [row[1], *(body for cell in row[2:4] for body in cell.split("、") if body != "/")] for row in ROWS
    ]
    whole = "".join(cells)
    expected[place] = [name for name in found[place] if name in whole]
    assert found == expected
    assert "".join(found[place]) + cells[-1] == whole[1:].replace("/", "").replace("、", "")
    codes = {finding.code for finding in decision.findings}
    assert ("uncertain-recipient" in codes) is not is_sure
    assert not {"unread-line", "suspect-characters", "annex-incomplete"} & codes


def test_tables_with_one_head_tell_of_each_other() -> None:
    """One whole row in each of two tables is enough: what the columns hold is the same."""
    first = [["1", "临江市图书", "馆新馆", *ROWS[0][2:]], ["2", *ROWS[1][1:]]]
    second = [["1", *ROWS[2][1:]], ["2", "柳溪县污水", "处理厂", *ROWS[3][2:]]]
    tables = ["\n".join(cell for row in [COLUMNS, *rows] for cell in row) for rows in (first, second)]
    decision = parsed(f"附件\n\n优质工程奖获奖名单\n\n一、一等奖\n{tables[0]}\n二、二等奖\n{tables[1]}\n")
    titles = [case.title.value for tier in decision.tiers for case in tier.cases() if case.title]
    assert titles == [row[1] for row in ROWS]


def test_what_is_no_cell_is_said_to_be_unread() -> None:
    """A line between two rows that fits no column, and one below the last, are not lost."""
    decision = stacked([[*ROWS[0], "市政工程"], *ROWS[1:]], "以上工程均已验收\n")
    assert [decision.text.quote(f.span) for f in decision.findings if f.code == "unread-line"] == [
        "市政工程",
        "以上工程均已验收",
    ]


ABOVE_A_LIST = [
    ("奖次\t作品名称\t作者\n一等奖\t渡口的灯\t李敏\n二等奖\t河边的树\t段和\n", ["一等奖", "二等奖"]),
    ("等次\t作品名称\t作者\n一等奖\t访谈 | 渡口的灯\t李敏\n\t河边的树\t段和\n", ["一等奖"]),
    ("奖项\t作品名称\t作者\n一等奖\t访谈｜渡口的灯\t李敏\n\t图解｜河边的树\t段和\n", ["一等奖"]),
    ("| 奖次 | 作品名称 | 作者 |\n| 一等奖 | 渡口的灯\t | 李敏 |\n| 二等奖 | 河边的树 | 段和 |\n", ["一等奖", "二等奖"]),
    ("奖次 | 作品名称 | 作者\n一等奖 | 渡口的灯 |\t李敏\n二等奖 | 河边的树 |\t段和\n", ["一等奖", "二等奖"]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "grades"), ABOVE_A_LIST)
def test_a_graded_table_stands_above_a_counted_list(table: str, grades: list[str]) -> None:
    """Its grades are tiers beside the honours of the headings below; a bar within a title parts no cells where tabs do, nor a tab where bars do."""
    decision = parsed(f"附件\n\n获奖名单\n\n{table}\n优秀组织奖（2个）\n临江市水利局\n临江机床厂\n")
    assert [tier.name.value for tier in decision.tiers] == [*grades, "优秀组织奖"]
    cases = [case for tier in decision.tiers[:-1] for case in tier.cases()]
    assert [case.title.value[-4:] for case in cases if case.title] == ["渡口的灯", "河边的树"]
    assert [each.name.value for case in cases for each in case.recipients] == ["李敏", "段和"]
    assert not {"unread-line", "annex-incomplete"} & {finding.code for finding in decision.findings}


ABOVE_ANOTHER = [
    ("优秀志愿者名单", "优秀志愿者"),
    ("2020年度优秀志愿者和先进集体名单", "2020年度优秀志愿者"),
    ("优秀志愿者、先进集体名单", "优秀志愿者"),
]


@pytest.mark.parametrize(("title", "honour"), ABOVE_ANOTHER)
@pytest.mark.parametrize("heading", ["先进集体（2个）", "先进集体"])
def test_a_table_above_the_list_of_another_honour_is_of_the_annex(
    title: str, honour: str, heading: str
) -> None:
    """It is of what the annex is called after, before the honours of the headings below it."""
    table = "序号\t姓名\t单位\n1\t李敏\t临江机床厂\n2\t曾可\t临江市水利局\n"
    decision = parsed(f"附件\n\n{title}\n\n{table}\n{heading}\n临江市水利局\n临江机床厂\n")
    assert [tier.name.value for tier in decision.tiers] == [honour, "先进集体"]
    cases = [case for tier in decision.tiers for case in tier.cases()]
    named = [each.name.value for case in cases for each in case.recipients]
    assert named == ["李敏", "曾可", "临江市水利局", "临江机床厂"]
    assert not {"unread-line", "annex-incomplete"} & {finding.code for finding in decision.findings}


def test_a_table_above_groups_of_its_honour_makes_no_honour_of_them() -> None:
    """What names no honour below the table is none beside it: what is not read is said to be unread."""
    table = "序号\t姓名\t单位\n1\t李敏\t临江机床厂\n"
    decision = parsed(f"附件\n\n先进个人名单\n\n{table}\n水利系统（2人）\n曾可\n段和\n")
    assert [tier.name.value for tier in decision.tiers] == ["先进个人"]
    assert "unread-line" in {finding.code for finding in decision.findings}
