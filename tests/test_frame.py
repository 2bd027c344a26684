"""The frame of a document: where its number may stand. All bodies are invented."""

from __future__ import annotations

import datetime

import pytest

from hostile import text_of
from uniongraph import divisions, parser
from uniongraph.parser import cutting
from uniongraph.parser.state import State

TITLE = "临江市总工会关于表彰先进集体的决定"

LINES = [
    "临工发〔2021〕12号",
    "（临工发〔2021〕12号）",
    "（临工发(2021)12号）",
    "发文字号：临工发〔2021〕12号",
    "发文字号\t临工发〔2021〕12号",
    "| 发文字号 | 临工发〔2021〕12 号 |",
    "文号 临工发[2021]12号",
    "临工发〔二〇二一〕十二号",
    "临工发〔二○二一〕12号",
    "临工发〔2021〕十二号",
    "临工发〔2021〕第十二号",
    "临工发（2021年第12号）",
    "（2021年3月18日 临工发[2021]12号）",
]


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("line", LINES)
def test_a_number_is_read_above_and_below_the_title(line: str, *, above: bool) -> None:
    """Alone, in brackets, behind its label in a table, or behind the date."""
    head = f"{line}\n{TITLE}" if above else f"{TITLE}\n{line}"
    decision = parser.parse(text_of(f"{head}\n\n经研究，现予以表彰。\n"))
    assert decision.number is not None
    assert str(decision.number.value) == "临工发〔2021〕12号"


def test_a_labelled_number_wins() -> None:
    """The table of particulars says which of two numbers is the document's own."""
    text = text_of(f"临工发〔2020〕1号\n发文字号：临工发〔2021〕12号\n{TITLE}\n现予以表彰。\n")
    number = parser.parse(text).number
    assert number is not None
    assert number.value.year == 2021


def test_a_number_may_stand_in_the_particulars_and_below_the_title() -> None:
    """It is one number; the line that repeats it is read, and the addressees come below it."""
    above = "发文字号 | 临工发〔2021〕12号\n\n"
    decision = parser.parse(
        text_of(f"{above}{TITLE}\n（临工发〔2021〕12号）\n\n各区总工会：\n\n现予以表彰。\n")
    )
    assert [body.value for body in decision.addressees] == ["各区总工会"]
    assert "unread-line" not in {finding.code for finding in decision.findings}


def test_a_date_may_stand_before_the_number() -> None:
    """One bracket below the title holds both, and there is no signature."""
    date = parser.parse(text_of(f"{TITLE}\n{LINES[-1]}\n现予以表彰。\n")).date
    assert date is not None
    assert date.value == datetime.date(2021, 3, 18)


@pytest.mark.parametrize("mark", "、，；")
def test_addressees_are_parted_by_any_of_three_marks(mark: str) -> None:
    """A semicolon parts them as the comma does; 、 in brackets parts nothing."""
    line = f"各县（市、区）总工会{mark}各产业工会："
    decision = parser.parse(text_of(f"{TITLE}\n\n{line}\n\n现予以表彰。\n"))
    assert [body.value for body in decision.addressees] == ["各县（市、区）总工会", "各产业工会"]


A, B, C = "临江市总工会", "临江市人力资源和社会保障局", "中共临江市委宣传部"
JOINT = [
    (f"{A}\n{B}文件\n{A}、{B}关于表彰先进集体的决定", (A, B)),
    (f"{A}\n文　件\n{B}\n\n临工发〔2021〕1号\n\n关于表彰先进集体的决定", (A, B)),
    (f"{C}\n{A}　文件\n{B}\n\n关于表彰先进集体的决定", (C, A, B)),
    (f"{A} {B}关于表彰先进集体的决定", (A, B)),
    (f"{A}\n{B}\n关于表彰先进集体的决定", (A, B)),
    (f"{A}{B}关于表彰先进集体的决定", (A, B)),
    (f"{C}、{A} {B}关于表彰先进集体的决定", (C, A, B)),
    (f"{A} 临江市人力资源和\n社会保障局关于表彰先进集体的决定", (A, B)),
    (f"{A}文件\n关于表彰先进集体的决定", (A,)),
    ("临江市 总工会关于表彰先进集体的决定", (A,)),
    (f"{A}\n{B}关于表彰先进集体的决定", (A, B)),
    (f"{A}\n{A}关于表彰先进集体的决定", (A,)),
    ("临江市人民政府　临江军分区\n关于表彰先进集体的决定", ("临江市人民政府", "临江军分区")),
    ("临江市人民政府\n霁川省临江警备区\n关于表彰先进集体的决定", ("临江市人民政府", "霁川省临江警备区")),
    ("中国人民政治协商会议\n临江市委员会文件\n\n关于表彰先进集体的决定", ("中国人民政治协商会议临江市委员会",)),
    (f"{C}\n中国共产主义青年团\n临江市委员会\n{B}文件\n\n关于表彰先进集体的决定", (C, "中国共产主义青年团临江市委员会", B)),
    (f"中国民主同盟\n白塔区 委员会\n文件\n{A}\n\n关于表彰先进集体的决定", ("中国民主同盟白塔区委员会", A)),
    (f"{A}\n临江市委员会文件\n\n关于表彰先进集体的决定", (A, "临江市委员会")),
]  # fmt: skip


@pytest.mark.parametrize(("head", "issuers"), JOINT)
def test_bodies_issue_together(head: str, issuers: tuple[str, ...]) -> None:
    """文件 behind, beside or between them; spaces, 、 or a line end between two names."""
    decision = parser.parse(text_of(f"{head}\n\n经研究，现予以表彰。\n"))
    assert tuple(issuer.value for issuer in decision.issuers) == issuers


def test_a_blank_line_ends_the_masthead_above_a_broken_title() -> None:
    """The body below 文件 belongs to the masthead, those on the line right above 关于 to the title."""
    decision = parser.parse(text_of(f"{A}\n文件\n{B}\n\n{A}、{B}\n关于表彰先进集体的决定\n\n现予以表彰。\n"))
    assert decision.title is not None
    assert decision.title.value == f"{A}、{B}关于表彰先进集体的决定"


def test_a_title_does_not_end_within_one_that_it_cites() -> None:
    """The line 关于……的决定 is the title of the other document."""
    decision = parser.parse(text_of(f"{A}关于转发《关于表彰先进集体的决定\n》的通知\n\n请遵照执行。\n"))
    assert decision.title is not None
    assert decision.title.value == f"{A}关于转发《关于表彰先进集体的决定》的通知"


SIGNED = [
    (f"{A}关于表彰先进集体的决定", f"{A}\n{B}", (A, B), False),
    (f"{A}关于表彰先进集体的决定", B, (A,), True),
    ("关于表彰先进集体的决定", f"{C} {A}\n{B}", (C, A, B), False),
    (f"{A}、{B}关于表彰先进集体的决定", A, (A, B), False),
]


@pytest.mark.parametrize(("head", "signature", "issuers", "differs"), SIGNED)
def test_the_signature_completes_the_head(
    head: str, signature: str, issuers: tuple[str, ...], *, differs: bool
) -> None:
    """All who sign issue it where the head names fewer of them; who is not among them is pointed out."""
    decision = parser.parse(text_of(f"{head}\n\n经研究，现予以表彰。\n\n{signature}\n2021年3月1日\n"))
    assert tuple(issuer.value for issuer in decision.issuers) == issuers
    assert ("signature-mismatch" in {finding.code for finding in decision.findings}) is differs


PLACED = [
    ("双桥街道2023年“邻里节”活动表彰通报", ("中共双桥街道工作委员会", "双桥街道办事处")),
    ("柳溪镇2022年度先进集体和先进个人表彰决定", ("柳溪镇人民政府",)),
    ("双桥街道关于2023年“邻里节”活动的表彰通报", ("双桥街道办事处",)),
    ("双桥街道关于2023年“邻里节”活动的表彰通报", ()),
]


@pytest.mark.parametrize(("title", "signers"), PLACED)
def test_a_title_may_begin_with_a_place(title: str, signers: tuple[str, ...]) -> None:
    """It says whose the document is; who signs there is who issues it."""
    signed = "\n".join((*signers, "2023年11月2日"))
    decision = parser.parse(text_of(f"{title}\n\n各单位：\n\n经研究，现予以表彰。\n\n{signed}\n"))
    assert decision.title is not None
    assert decision.title.value == title
    assert tuple(issuer.value for issuer in decision.issuers) == (signers or ("双桥街道",))
    assert "signature-mismatch" not in {finding.code for finding in decision.findings}


D, E = "共青团临江市委员会", "临江市教育局"
COUNTED = [
    (f"{C}等三部门", f"{C}\n{D}\n{E}", (C, D, E), False),
    (f"{A}等 3 家单位", f"{A} {D}\n{E}", (A, D, E), False),
    (f"{A}\n等四部门", f"{A}\n{B}\n{D}\n{E}", (A, B, D, E), False),
    (f"{A}、{B}等四部委办", f"{A}\n{B}\n{D}\n{E}", (A, B, D, E), False),
    (f"{A}等部门", f"{A}\n{E}", (A, E), False),
    ("临江市委宣传部等三部门", f"{C}\n{D}\n{E}", (C, D, E), False),
    ("临江团市委等十二厅局", "\n".join([D, *(f"临江市{x}局" for x in ("财政", "教育", "民政", "司法", "审计", "统计", "水利", "农业", "卫生", "文化", "商务"))]), (D, *(f"临江市{x}局" for x in ("财政", "教育", "民政", "司法", "审计", "统计", "水利", "农业", "卫生", "文化", "商务"))), False),
    (f"{A}等五部门", f"{A}\n{D}\n{E}", (A, D, E), True),
    (f"{A}等三部门", A, (A,), True),
    ("临江市均等化服务中心", "临江市均等化服务中心", ("临江市均等化服务中心",), False),
]  # fmt: skip


@pytest.mark.parametrize(("head", "signature", "issuers", "differs"), COUNTED)
def test_a_title_that_counts_its_issuers_names_the_first(
    head: str, signature: str, issuers: tuple[str, ...], *, differs: bool
) -> None:
    """The signature names them all; fewer than the title counts are pointed out."""
    text = f"{head}关于表彰先进集体的决定\n\n各单位：\n经研究，现予以表彰。\n\n{signature}\n2021年3月1日\n"
    decision = parser.parse(text_of(text))
    assert tuple(issuer.value for issuer in decision.issuers) == issuers
    assert ("signature-mismatch" in {finding.code for finding in decision.findings}) is differs
    assert decision.title is not None
    assert decision.title.value.startswith("".join(head.split()))


@pytest.mark.parametrize("gap", ["\n", ""])
def test_no_winner_signs(gap: str) -> None:
    """A list that ends right above the signature is not part of it."""
    listed = f"一、先进集体（2个）：\n临江市图书馆\n南荡镇人民政府\n{gap}{A}\n2021年3月1日\n"
    decision = parser.parse(text_of(f"关于表彰先进集体的决定\n\n现表彰如下：\n\n{listed}"))
    assert [issuer.value for issuer in decision.issuers] == [A]


TITLES = [
    ("《{}》", "临江市总工会关于表彰先进集体的通报", None),
    ("临工发〔2021〕12号《{}》", "临江市总工会关于表彰先进集体的通报", "临工发〔2021〕12号"),
    ("{}（临工发〔2021〕12号）", "临江市总工会关于表彰先进集体的决定", "临工发〔2021〕12号"),
    ("{} 临工发〔2021〕12号", "临江市总工会关于表彰先进集体的决定", "临工发〔2021〕12号"),
    ("{}", "臨江市總工會關於表彰先進集體的決定", None),
    ("{}", "临江市人民政府关于给李四记功的命令", None),
    ("{}", "临江市人民政府嘉奖令", None),
    ("{}", "临江市总工会表彰2020年度先进集体的决定", None),
    ("{}", "临江市总工会关于表彰先进集体的决定（摘要）", None),
    ("{}", "临江市总工会先进集体表彰决定", None),
    ("{}", "临江市总工会2020年度先进集体表彰通报", None),
    ("临工发〔2021〕12号 {}", "临江市人民政府嘉奖令", "临工发〔2021〕12号"),
    ("《{}》", "临江市人民政府嘉奖令", None),
]


@pytest.mark.parametrize(("form", "title", "number"), TITLES)
def test_a_title_is_read_as_printed(form: str, title: str, number: str | None) -> None:
    """In 《 》, with its number beside it, in traditional characters, or without 关于."""
    decision = parser.parse(text_of(f"{form.format(title)}\n\n经研究，现予以表彰。\n"))
    assert decision.title is not None
    assert decision.title.value == title
    assert (str(decision.number.value) if decision.number else None) == number
    assert [issuer.value for issuer in decision.issuers] == [title[: 7 if "政府" in title else 6]]


ORDERED = (
    "\n\n各县人民政府：\n{}\n一、给予下列2个集体记二等功：\n临江市图书馆\n临江市水利局\n\n2021年3月18日\n"
)
DECIDING = "根据《临江市人民政府关于表彰工作的规定》，市人民政府决定："
TYPES_ALONE: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("临江市人民政府嘉奖令", "临江市人民政府嘉奖令", "令", ("临江市人民政府",)),
    ("临江市人民政府嘉奖令（第3号）", "临江市人民政府嘉奖令（第3号）", "令", ("临江市人民政府",)),
    ("临江市人民政府命令", "临江市人民政府命令", "命令", ("临江市人民政府",)),
    ("临江市人民政府令\n第3号", "临江市人民政府令", "令", ("临江市人民政府",)),
    ("临江市人民政府\n决　定", "临江市人民政府决定", "决定", ("临江市人民政府",)),
    ("临江市人民政府通令", "临江市人民政府通令", "令", ("临江市人民政府",)),
    ("临江市人民政府文件\n\n通　报", "通报", "通报", ("临江市人民政府",)),
    ("临江市总工会\n\n表彰决定", "临江市总工会表彰决定", "决定", ("临江市总工会",)),
    ("临江机床集团公司表彰通报", "临江机床集团公司表彰通报", "通报", ("临江机床集团公司",)),
    ("通令嘉奖", "通令嘉奖", "令", ()),
    ("记功命令", "记功命令", "命令", ()),
    (f"{A}、{B}表彰通报", f"{A}、{B}表彰通报", "通报", (A, B)),
    (f"{C}\n临江市人民政府\n嘉奖令", f"{C} 临江市人民政府嘉奖令", "令", (C, "临江市人民政府")),
    (
        "临江机床集团公司嘉奖令（关于嘉奖防汛先进集体）",
        "临江机床集团公司嘉奖令（关于嘉奖防汛先进集体）",
        "令",
        ("临江机床集团公司",),
    ),
    (
        "临江市人民政府命令\n关于给临江市图书馆等记功",
        "临江市人民政府命令关于给临江市图书馆等记功",
        "命令",
        ("临江市人民政府",),
    ),
    (
        "临江市人民政府命令\n\n关于给临江市图书馆等\n记二等功\n（2021年3月18日）",
        "临江市人民政府命令关于给临江市图书馆等记二等功",
        "命令",
        ("临江市人民政府",),
    ),
    ("2020年度先进集体表彰决定", "2020年度先进集体表彰决定", "决定", ()),
    ("临江市人民政府命令\n关于嘉奖先进的命令", "关于嘉奖先进的命令", "命令", ("临江市人民政府",)),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title", "kind", "issuers"), TYPES_ALONE)
def test_a_title_may_be_its_type(head: str, title: str, kind: str, issuers: tuple[str, ...]) -> None:
    """The issuer and 嘉奖令, 命令, 表彰决定 alone; what the body cites with 关于 is no title."""
    decision = parser.parse(text_of(head + ORDERED.format(DECIDING)))
    assert decision.title is not None
    assert decision.document_type is not None
    assert (decision.title.value, decision.document_type.value) == (title, kind)
    assert tuple(issuer.value for issuer in decision.issuers) == issuers
    assert decision.reason is None
    assert len(decision.tiers) == 1
    assert "unread-line" not in {finding.code for finding in decision.findings}


@pytest.mark.parametrize("words", ["嘉奖令关于嘉奖先进", "表彰决定关于" * 10, "（关于" * 20, "命令" * 30])
def test_words_of_titles_again_and_again_are_no_failure(words: str) -> None:
    """Whatever is read of them."""
    parser.parse(text_of(f"{words}\n" * 4))


NO_HONOUR = [
    ("临江市人民政府令\n第3号\n\n《临江市科技奖励办法》现予公布，自2021年5月1日起施行。\n第一条　对先进单位给予表彰。", "makes rules"),
    ("临江市水利局通报\n\n各单位：\n经研究，决定给予王建国警告处分。", "neither its title nor its text"),
    ("临江市水利局通报\n\n现将检查情况通报如下。对先进单位要给予表彰。", "neither its title nor its text"),
    ("临江市总工会通知\n\n请做好表彰推荐工作。", "no title"),
    ("临江市总工会公示\n\n现将拟表彰名单公示如下。", "no title"),
    ("临江市水利局表彰通报（关于开展评选表彰工作）\n\n请做好推荐工作。", "calls for"),
    ("决定\n\n现予以表彰。", "no title"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), NO_HONOUR)
def test_a_type_alone_makes_no_award(text: str, reason: str) -> None:
    """The body has to decide on an honour; an order that makes rules only tells of them."""
    assert reason in (parser.parse(text_of(text + "\n\n2021年3月18日\n")).reason or "")


@pytest.mark.parametrize("words", ["2021年3月18日", "2021年3月18日临江市总工会第三次全体会议通过"])
def test_the_day_may_stand_in_brackets_below_the_title(words: str) -> None:
    """The addressees come after it."""
    decision = parser.parse(text_of(f"{TITLE}\n（{words}）\n\n各区总工会：\n\n现予以表彰。\n"))
    assert decision.date is not None
    assert decision.date.value == datetime.date(2021, 3, 18)
    assert [body.value for body in decision.addressees] == ["各区总工会"]


PAGE = """首页 > 政务公开 > 通知公告
【字体：大 中 小】 【打印】
索 引 号 | 0143-2021-31
发文机关 | 临江市总工会
发文字号 | 临工发〔2021〕12号
成文日期 | 2021-03-18
发布日期 | 2021-03-26 10:42

临江市总工会关于表彰先进集体的决定
来源：市总工会　　浏览次数：1187

各区总工会：

现予以表彰。

附件

先进集体名单

1. 临江市图书馆
2. 临江日报社编辑部
3. 临江市新华印刷厂打印车间

上一篇：关于做好评选工作的通知
下一篇：没有了
主办：临江市总工会　版权所有
"""


def test_the_page_around_a_document_is_passed_over() -> None:
    """Each block is a finding; the particulars give number and day, the page's own day is none, no winner is lost."""
    decision = parser.parse(text_of(PAGE))
    assert str(decision.number.value if decision.number else None) == "临工发〔2021〕12号"
    assert decision.date is not None
    assert decision.date.value == datetime.date(2021, 3, 18)
    assert [body.value for body in decision.addressees] == ["各区总工会"]
    codes = [finding.code for finding in decision.findings]
    assert codes.count("furniture") == 4
    assert "unread-line" not in codes
    names = [each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert names == ["临江市图书馆", "临江日报社编辑部", "临江市新华印刷厂打印车间"]


# the last line of each page of a list of works, below a winner or a winner itself
LAST = {
    "who sent two of them": ("", "选送单位：临江高新区总工会", ""),
    "who sent two others": ("", "报送单位：临江高新区总工会", ""),
    "what each page says": ("监督电话：0888-1234567", "选送单位：临江高新区总工会", "监督电话：0888-1234567"),
}


@pytest.mark.parametrize(("footer", "line", "last"), LAST.values(), ids=LAST)
def test_a_labelled_winner_last_on_two_pages_is_no_footer(footer: str, line: str, last: str) -> None:
    """The same body may have sent the last work of one page and of another, which ends the document."""
    pages = [
        f"1.山里的书屋\n选送单位：城西区总工会\n2.工间操\n{line}\n{footer}",
        f"3.工会帮办台\n选送单位：临江市图书馆工会\n4.“云课堂”\n{line}\n{last}",
    ]
    listed = "".join(f"{page}\n\n— {number} —\n\n" for number, page in enumerate(pages, 2))
    tail = "临江市总工会办公室　　　　2021 年 3 月 19 日印发"
    decision = parser.parse(
        text_of(f"{TITLE}\n\n现予以表彰。\n{footer}\n\n— 1 —\n\n附件\n\n优秀案例名单\n\n{listed}{tail}")
    )
    cases = [case for tier in decision.tiers for case in tier.cases()]
    assert [[each.name.value for each in case.recipients] for case in cases] == [
        *(["城西区总工会"], ["临江高新区总工会"], ["临江市图书馆工会"], ["临江高新区总工会"]),
    ]
    assert "case-without-recipient" not in {each.code for each in decision.findings}


# an entry of a list whose pages end in a footer that the first page does not have; who won it
ENTRIES = {
    "a sender": ("{n}.山里的书屋{n}号篇\n作者：何立春\n选送单位：城西区总工会", ["何立春"]),
    "an author": ("{n}.山里的书屋{n}号篇\n作者：何立春", ["何立春"]),
    "a body beside the work": ("{n}.《书屋{n}号》　城西区总工会", ["城西区总工会"]),
}


@pytest.mark.parametrize(("entry", "winners"), ENTRIES.values(), ids=ENTRIES)
def test_a_labelled_footer_is_nobody_s_where_a_page_lacks_it(entry: str, winners: list[str]) -> None:
    """No other entry has its label, and the last work of a page has its winner without it."""
    footer = "承办单位：临江市职工中心"
    pages = ["\n".join(entry.format(n=n) for n in (number, number + 1)) for number in (1, 3, 5, 7)]
    listed = "\n\n".join(f"{page}\n{footer}\n\n— {number} —" for number, page in enumerate(pages, 2))
    decision = parser.parse(
        text_of(
            f"{TITLE}\n\n各区总工会：\n\n现予以表彰。\n\n临江市总工会\n2021年3月18日\n\n— 1 —\n\n附件\n\n优秀作品名单\n\n{listed}"
        )
    )
    cases = [case for tier in decision.tiers for case in tier.cases()]
    assert [[each.name.value for each in case.recipients] for case in cases] == [winners] * 8


def test_who_sent_the_last_work_of_each_page_of_a_list_is_no_footer() -> None:
    """Nowhere else in it, but the pages of the prose do not say it."""
    line = "申报单位：临江高新区总工会"
    listed = "\n\n".join(f"{n}.书屋{n}号\n{line}\n\n— {n} —" for n in range(2, 6))
    decision = parser.parse(text_of(f"{TITLE}\n\n现予以表彰。\n\n— 1 —\n\n附件\n\n优秀案例名单\n\n{listed}"))
    cases = [case for tier in decision.tiers for case in tier.cases()]
    assert [[each.name.value for each in case.recipients] for case in cases] == [["临江高新区总工会"]] * 4


@pytest.mark.parametrize("header", ["临江市总工会文件", TITLE])
def test_what_each_page_repeats_parts_nothing(header: str) -> None:
    """Below a page number, within an entry, it changes nothing that is read."""
    tiers = []
    for between in ("— 2 —\n", f"— 2 —\n{header}\n"):
        listed = f"一、一等奖（1个）\n\n1. 爱心妈咪小屋升级\n{between}改造计划\n临江市图书馆工会\n"
        decision = parser.parse(text_of(f"{TITLE}\n\n现予以表彰。\n\n附件\n\n先进集体名单\n\n{listed}"))
        tiers.append([[case.title and case.title.value for case in tier.cases()] for tier in decision.tiers])
        assert "unread-line" not in {finding.code for finding in decision.findings}
    assert tiers[0] == tiers[1] == [["爱心妈咪小屋升级改造计划"]]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2021 年 3 月 18 日", "2021-03-18"),
        ("二〇二一年三月十八日", "2021-03-18"),
        ("二O二一年三月十八日", "2021-03-18"),
        ("二○二○年十二月三十一日", "2020-12-31"),
        ("（2021年3月18日）", "2021-03-18"),
        ("2021年1212日", None),
        ("20218月12日", None),
        ("2021年2月30日", None),
    ],
)
@pytest.mark.parametrize("place", ["above the annex", "at the end"])
def test_a_date_of_signature(printed: str, iso: str | None, place: str) -> None:
    """With every zero, above the annexes or below the list; one that no calendar has is a finding."""
    signed = f"临江市总工会\n{printed}\n\n"
    listed = "附件\n\n先进集体名单\n\n1. 临江市图书馆\n2. 临江市博物馆\n\n"
    below = signed + listed if place == "above the annex" else listed + signed
    decision = parser.parse(text_of(f"{TITLE}\n\n现予以表彰。\n\n{below}"))
    assert (decision.date.value.isoformat() if decision.date else None) == iso
    assert ("suspect-date" in {finding.code for finding in decision.findings}) is (iso is None)
    assert [len(list(tier.cases())) for tier in decision.tiers] == [2]


LISTED = "附件\n\n先进集体名单\n\n1. 临江市图书馆\n2. 临江市博物馆\n"


@pytest.mark.parametrize(
    ("above", "below", "iso"),
    [
        ("", "临江市总工会\n2021-03-18\n", "2021-03-18"),
        ("", "临江市总工会 2021.3.18\n", "2021-03-18"),
        ("", "2021-03-18\n", None),
        ("2021-03-26\n", "", None),
        ("2021-03-26\n", "临江市总工会\n2021年3月18日\n", "2021-03-18"),
        ("2021年3月26日\n", "临江市总工会\n2021年3月18日\n", "2021-03-18"),
        ("2021年3月18日\n", "", "2021-03-18"),
    ],
)
def test_the_day_below_the_text_is_the_signature_s(above: str, below: str, iso: str | None) -> None:
    """In figures alone it is one only below who signs; a day above the text parts no addressees from the title."""
    text = text_of(f"{TITLE}\n{above}\n各区总工会：\n\n现予以表彰。\n\n{below}\n{LISTED}")
    decision = parser.parse(text)
    assert (decision.date.value.isoformat() if decision.date else None) == iso
    assert [body.value for body in decision.addressees] == ["各区总工会"]
    assert len(decision.tiers) == 1


@pytest.mark.parametrize(
    "seal", ["（章）", "（盖章）", "(印章)", "\n（公章）", "（代章）", "\n（临江市教育局代章）"]
)
def test_the_place_of_the_seal_is_no_part_of_a_name(seal: str) -> None:
    """Behind who signs or below; the whole line is read."""
    decision = parser.parse(text_of(f"关于表彰先进集体的决定\n\n现予以表彰。\n\n{A}{seal}\n2021年3月1日\n"))
    assert [issuer.value for issuer in decision.issuers] == [A]
    assert [decision.text.quote(span) for span in decision.issuers[0].spans] == [A]


PARTICULARS = """索引号：0143-2021-31
发布机构：临江市总工会
标题：{}关于表彰先进集体的决定
发文字号：临工发〔2021〕12号
成文日期：2021-03-18
发布日期：2021-03-26
"""


@pytest.mark.parametrize("issuer", ["临江市总工会", ""])
@pytest.mark.parametrize("title", ["", "关于表彰先进集体的决定\n"])
def test_particulars_give_what_the_document_does_not(issuer: str, title: str) -> None:
    """Title, number, day and issuer of a document that is printed without them."""
    decision = parser.parse(
        text_of(f"{PARTICULARS.format(issuer)}\n{title}\n各区总工会：\n\n现予以表彰。\n\n{LISTED}")
    )
    assert decision.title is not None
    assert decision.title.value == (title.strip() or f"{issuer}关于表彰先进集体的决定")
    assert [body.value for body in decision.issuers] == ["临江市总工会"]
    assert str(decision.number.value if decision.number else None) == "临工发〔2021〕12号"
    assert decision.date is not None
    assert decision.date.value == datetime.date(2021, 3, 18)


ADDRESSED = [
    ("各县（市、区）人民政府，市直各部门、各单位：", ["各县（市、区）人民政府", "市直各部门、各单位"]),
    ("各区、县（市）委：", ["各区、县（市）委"]),
    ("各县、区人民政府，市政府各部门、直属各单位：", ["各县、区人民政府", "市政府各部门、直属各单位"]),
    (
        "各市、县（区）委宣传部、教育局、总工会，各有关单位：",
        ["各市、县（区）委宣传部、教育局、总工会", "各有关单位"],
    ),
    ("各县（区）委、县（区）人民政府：", ["各县（区）委、县（区）人民政府"]),
    ("各乡镇人民政府、街道办事处，县政府各部门：", ["各乡镇人民政府、街道办事处", "县政府各部门"]),
    ("各区总工会、各产业工会、市直机关工会：", ["各区总工会", "各产业工会", "市直机关工会"]),
    ("各部门、各单位：", ["各部门", "各单位"]),
    ("甲市总工会、乙市总工会：", ["甲市总工会", "乙市总工会"]),
    ("各区总工会，各产业工会\n", ["各区总工会", "各产业工会"]),
    ("各區總工會、各直屬單位：", ["各區總工會", "各直屬單位"]),
]


@pytest.mark.parametrize(("printed", "addressees"), ADDRESSED, ids=lambda each: str(each)[:16])
def test_what_is_one_addressee_stays_whole(printed: str, addressees: list[str]) -> None:
    """、 parts those that each have their own words; with or without a colon."""
    decision = parser.parse(text_of(f"{TITLE}\n\n{printed}\n现予以表彰。\n\n{LISTED}"))
    assert [body.value for body in decision.addressees] == addressees


@pytest.mark.parametrize("between", [" ", "　", "\n"])
def test_a_title_keeps_the_space_between_two_issuers(between: str) -> None:
    """What parts their names in print parts them in the title; a space within a name is a stray one."""
    decision = parser.parse(
        text_of(f"临江市 总工会{between}临江市教育局\n关于表彰 先进集体的决定\n\n现予以表彰。\n")
    )
    assert decision.title is not None
    assert decision.title.value == "临江市总工会 临江市教育局关于表彰先进集体的决定"


REFERENCES = [
    ("附件1——先进集体名单\n附件2——先进个人名单", ["先进集体名单", "先进个人名单"]),
    ("附件 1：先进集体名单\n2：先进个人名单", ["先进集体名单", "先进个人名单"]),
    ("附件：先进集体名单.doc", ["先进集体名单.doc"]),
    ("先进集体名单.xlsx", ["先进集体名单.xlsx"]),
    ("附屬檔案：先進集體名單", ["先進集體名單"]),
    (
        "附件：1. 全市先进集体、先进个\n　　　　人名单\n　　　2. 优秀组织者名\n单",
        ["全市先进集体、先进个人名单", "优秀组织者名单"],
    ),
    ("附件：评选表彰办法\n临江市总工会", ["评选表彰办法"]),
    ("附件：先进集体名单\n\n先进个人名单", ["先进集体名单"]),
]


@pytest.mark.parametrize(("printed", "titles"), REFERENCES)
def test_an_annex_that_is_not_there_is_missed(printed: str, titles: list[str]) -> None:
    """Each form of 附件说明 names it, and a finding says that the text does not hold it."""
    decision = parser.parse(text_of(f"{TITLE}\n\n现予以表彰。\n\n{printed}\n\n2021年3月18日\n"))
    assert [reading.value for reading in decision.annex_references] == titles
    assert "annex-missing" in {finding.code for finding in decision.findings}


def test_a_list_may_follow_without_a_mark() -> None:
    """名单附后: its title right below the date opens it."""
    listed = "先进集体名单\n\n1. 临江市图书馆\n2. 临江市博物馆\n"
    decision = parser.parse(text_of(f"{TITLE}\n\n现予以表彰（名单附后）。\n\n2021年3月18日\n\n{listed}"))
    assert [reading.value for reading in decision.annex_titles] == ["先进集体名单"]
    assert [tier.name.value for tier in decision.tiers] == ["先进集体"]


SIGNED_LIST = "临江市总工会\n2021年3月18日\n\n"
OPENINGS = [
    SIGNED_LIST + "附 件\n\n先进集体名单（2个）\n\n",
    SIGNED_LIST + "附件：先进集体名单（2个）\n\n",
    "附件：\n先进集体名单\n\n" + SIGNED_LIST + "附件：先进集体名单（2个）\n\n",
    "附件：\n1. 先进集体名单\n\n" + SIGNED_LIST + "附件：\n\n先进集体名单（2个）\n\n",
]


@pytest.mark.parametrize("names", ["1. 临江市图书馆\n2. 临江市博物馆\n", "临江市图书馆\n临江市博物馆\n"])
@pytest.mark.parametrize("opening", OPENINGS)
def test_what_names_an_annex_opens_none(opening: str, names: str) -> None:
    """附件： over the title of a list that comes again below is a reference; the second one opens the list."""
    decision = parser.parse(text_of(f"{TITLE}\n\n现予以表彰。\n\n{opening}{names}"))
    assert [reading.value for reading in decision.annex_titles] == ["先进集体名单（2个）"]
    assert [(tier.name.value, len(list(tier.cases()))) for tier in decision.tiers] == [("先进集体", 2)]
    assert [issuer.value for issuer in decision.issuers] == ["临江市总工会"]


FEW = (
    "临江市总工会文件 临工发〔2021〕12号 临江市总工会 临江市教育局关于表彰先进集体的决定 各区总工会："
    "2020年成绩显著，决定予以表彰。{}一、先进集体（2个）：临江市图书馆、临江市博物馆。{}希望再接再厉。"
    "{}临江市总工会 临江市教育局 2021年3月18日"
)


@pytest.mark.parametrize("between", [" ", "", "\n"])
def test_a_document_on_few_lines_is_cut_where_its_parts_begin(between: str) -> None:
    """Title, addressees, text and signature share lines; each is read, and quoted from its place in the print."""
    decision = parser.parse(text_of(FEW.format(between, between, between)))
    assert decision.reason is None
    assert decision.title is not None
    assert decision.title.value == "临江市总工会 临江市教育局关于表彰先进集体的决定"
    assert str(decision.number.value if decision.number else None) == "临工发〔2021〕12号"
    assert [body.value for body in decision.issuers] == ["临江市总工会", "临江市教育局"]
    assert [body.value for body in decision.addressees] == ["各区总工会"]
    assert decision.date is not None
    assert decision.date.value == datetime.date(2021, 3, 18)
    assert decision.text.quote(decision.date.spans[0]) == "2021年3月18日"


def test_a_document_on_lines_of_its_own_is_not_cut() -> None:
    """A line number of the state is one of the print."""
    text = text_of(f"{TITLE}\n\n各区总工会：\n\n现予以表彰。 希望再接再厉。\n")
    state = State.of(text, divisions.shipped())
    cutting.cut_long_lines(state)
    assert len(state.pieces) == len(text.lines)


IMPRINTS = [
    "临江市人民政府办公厅      2021年3月19日印发",
    "临江市总工会办公室 2021年3月19日印",
    "临江市总工会办公室\t2021年3月19日印发",
    "临江市总工会秘书处2021年3月19日印发",
    "临江市总工会办公室\n2021年3月19日印发",
    "抄送：市委办公室，市政府办公室，\n      市妇女联合会。\n临江市总工会办公室    2021年3月19日印发",
    "抄送：市委各部门，\n市妇女联合会。",
    "抄送：市委办公室\n市政府办公室\n市妇女联合会",
    "抄送:市委各部门,市妇女联合会。\n    市人大常委会办公室,市政协办公室。\n临江市总工会办公室  2021年3月19日印发\n— 4 —",
    "主题词：表彰  工会  决定\n抄送：市委办公室\n临江市总工会办公室  2021年3月19日印发\n（共印60份）",
    "— 3 —\n────────────\n抄送：市委办公室。\n────────────\n临江市总工会办公室  2021年3月19日印发\n────────────",
]
IMPRINTED = {
    "先进集体": "先进集体名单（2个）\n\n临江市图书馆\n临江市博物馆\n",
    "先进个人": "先进个人名单（2名）\n\n张三  临江市图书馆馆员\n李四  临江市博物馆馆员\n",
}


@pytest.mark.parametrize("honour", IMPRINTED)
@pytest.mark.parametrize("imprint", IMPRINTS)
def test_the_imprint_below_the_last_annex_names_no_winner(imprint: str, honour: str) -> None:
    """Who gets a copy, who printed it and when (版记) stand below the last list, on any number of lines."""
    head = f"{LINES[0]}\n{TITLE}\n\n各区总工会：\n\n现予以表彰。\n\n临江市总工会\n2021年3月18日\n\n附件\n\n"
    decision = parser.parse(text_of(f"{head}{IMPRINTED[honour]}\n{imprint}\n"))
    assert [(tier.name.value, len(list(tier.cases()))) for tier in decision.tiers] == [(honour, 2)]
    assert decision.date is not None
    assert decision.date.value == datetime.date(2021, 3, 18)
    assert {each.code for each in decision.findings} <= {"uncertain-recipient", "uncertain-name", "furniture"}


PAGES = "{0}\n{1}\n\n经研究，现予以表彰。\n— 1 —\n{2}\n附件\n\n先进集体名单\n\n江北区总工会\n— 2 —\n{2}\n江南区总工会\n— 3 —\n{2}\n江东区总工会\n"
# what each page repeats above its text; how many lines the pages carry beside it
CARRIED = [("", 3), ("临江工会公文", 6), ("临江市总工会文件", 6)]


@pytest.mark.parametrize(("header", "lines"), CARRIED)
def test_what_pages_carry_is_said_once(header: str, lines: int) -> None:
    """Page numbers and running headers are nobody's winners; one finding says how many lines were passed over."""
    decision = parser.parse(text_of(PAGES.format(LINES[0], TITLE, header)))
    assert [
        each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients
    ] == [
        *("江北区总工会", "江南区总工会", "江东区总工会"),
    ]
    (said,) = [each for each in decision.findings if each.code == "furniture"]
    assert (said.message.split()[0], decision.text.quote(said.span)) == (str(lines), "— 1 —")


@pytest.mark.parametrize("line", ["───────", "________", "-------", "————————", "━━━★━━━", "— — — —"])
def test_a_line_drawn_below_the_number_is_no_title(line: str) -> None:
    """The red line between number and title (版头中的分隔线) is passed over."""
    decision = parser.parse(text_of(f"{LINES[0]}\n{line}\n{TITLE}\n\n各区总工会：\n\n现予以表彰。\n"))
    assert decision.title is not None
    assert decision.title.value == TITLE
    assert "unread-line" not in {finding.code for finding in decision.findings}


SIGNATORIES = [
    "局  长  王建国\n{}",
    "{}\n局  长  王建国",
    "局长：王建国\n{}",
    "{}\n\n局长：王建国\n政治委员：李明",
    "{}\n局长 扎西·多吉",
    "{}局长 王建国",
]


@pytest.mark.parametrize("signed", SIGNATORIES)
def test_who_signs_by_post_and_name_wins_nothing(signed: str) -> None:
    """An order is signed by the head of its body (签署); the list above and the items below it are read as ever."""
    police = "临江市公安局"
    decision = parser.parse(
        text_of(
            f"{police}关于给予2020年度先进集体和个人奖励的命令\n\n各分局：\n\n现命令如下：\n"
            "一、给下列集体记集体三等功：\n临江市公安局刑事侦查支队\n临江市公安局江北分局\n"
            "二、给下列同志记个人三等功：\n江北分局：张三、李四\n南岸分局：王五\n"
            "三、授予临江市公安局城东派出所“平安派出所”称号。\n"
            "四、撤销2018年授予南岸分局河口派出所的“优秀基层单位”称号，收回奖牌。\n"
            f"希望再接再厉。\n\n{signed.format(police)}\n2021年3月18日\n"
        )
    )
    names = {
        tier.name.value: [each.name.value for case in tier.cases() for each in case.recipients]
        for tier in decision.tiers
    }
    assert names == {
        "集体三等功": ["临江市公安局刑事侦查支队", "临江市公安局江北分局"],
        "个人三等功": ["张三", "李四", "王五"],
        "平安派出所": ["临江市公安局城东派出所"],
    }
    assert [act.kind for act in decision.acts] == ["revocation"]
    assert [body.value for body in decision.issuers] == [police]
    assert decision.date is not None
    assert not any(case.title for tier in decision.tiers for case in tier.cases())


def test_an_item_that_decides_something_is_no_entry_of_the_list_above_it() -> None:
    """七、授予……。 goes on where the sentence above the list was an item, whatever stands below the text."""
    decision = parser.parse(
        text_of(
            f"{TITLE}\n\n现决定：\n一、给予下列单位通报表扬：\n临江市图书馆\n临江市博物馆\n"
            "二、授予南荡镇工会“模范职工之家”称号。\n三、撤销2018年授予河口镇工会的“模范职工之家”称号。\n临江市  工会办"
        )
    )
    assert [tier.name.value for tier in decision.tiers] == ["通报表扬", "模范职工之家"]
    assert [act.kind for act in decision.acts] == ["revocation"]
    assert not any(case.title for tier in decision.tiers for case in tier.cases())


def test_a_number_in_chinese_numerals_is_quoted_as_printed() -> None:
    """Its value is the standard form; the spans lead to the print, and the addressees below it are read."""
    text = text_of(f"{TITLE}\n\n临工令〔二〇二一〕三号\n\n各区总工会：\n\n现予以表彰。\n")
    decision = parser.parse(text)
    assert decision.number is not None
    assert str(decision.number.value) == "临工令〔2021〕3号"
    assert text.quote(decision.number.spans[0]) == "临工令〔二〇二一〕三号"
    assert [body.value for body in decision.addressees] == ["各区总工会"]


@pytest.mark.parametrize("line", ["第三号", "（2021年第3号）", "市工会内部编号甲"])
def test_a_line_that_cannot_be_read_leaves_the_addressees_be(line: str) -> None:
    """What stands between title and addressees is pointed out; the addressees are read below it."""
    decision = parser.parse(text_of(f"{TITLE}\n\n{line}\n\n各区总工会，各产业工会：\n\n现予以表彰。\n"))
    assert [body.value for body in decision.addressees] == ["各区总工会", "各产业工会"]
    assert decision.number is None
    assert {"unread-words", "unread-line"} & {finding.code for finding in decision.findings}


@pytest.mark.parametrize(
    "words", ["您当前的位置：", "您现在所在的位置:", "您的当前位置：", "当前位置是：", "你所在的位置："]
)
def test_the_path_of_a_web_page_is_the_page_s(words: str) -> None:
    """However it addresses the reader, it is no line of the document."""
    decision = parser.parse(
        text_of(f"{words}首页 > 通知公告\n{LINES[0]}\n{TITLE}\n\n各区总工会：\n\n现予以表彰。\n")
    )
    codes = {finding.code for finding in decision.findings}
    assert "furniture" in codes
    assert "unread-line" not in codes


@pytest.mark.parametrize("serial", ["第12号", "第十二号", "（2021年第12号）"])
def test_the_masthead_of_an_order_is_no_part_of_its_title(serial: str) -> None:
    """……令 names who issues it, as ……文件 does; a number without symbol and year is pointed out and asserts nothing."""
    body = "临江市人民政府"
    title = f"{body}关于给予张三同志记功的命令"
    decision = parser.parse(
        text_of(f"{body}令\n{serial}\n\n{title}\n\n给张三同志记个人一等功。\n\n市 长  李四\n2021年3月18日\n")
    )
    assert decision.title is not None
    assert decision.title.value == title
    assert [issuer.value for issuer in decision.issuers] == [body]
    assert decision.number is None
    assert [
        each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients
    ] == ["张三"]
    assert "unread-line" not in {finding.code for finding in decision.findings}


def test_addressees_that_do_not_fit_on_the_first_page_stand_in_the_imprint() -> None:
    """主送：…… above 抄送, over two lines, is whom the document is sent to."""
    imprint = "主送：各区总工会，各产业工会，\n市直属机关工会。\n抄送：市委办公室。\n临江市总工会办公室  2021年3月19日印发\n"
    listed = "附件\n\n先进集体名单\n\n临江市图书馆\n临江市博物馆\n"
    decision = parser.parse(
        text_of(f"{TITLE}\n\n现予以表彰。\n\n临江市总工会\n2021年3月18日\n\n{listed}\n{imprint}")
    )
    assert [body.value for body in decision.addressees] == ["各区总工会", "各产业工会", "市直属机关工会"]
    assert [len(list(tier.cases())) for tier in decision.tiers] == [2]


def test_traditional_words_are_told_over_any_space() -> None:
    """Words in traditional print are found again whatever white space the print has within them."""
    title = "清嵐市總工會關於表彰2020年度先進單位的決定"
    wide = title.replace("2020", "20" + "\u3000" * 30 + "20")
    decision = parser.parse(text_of(f"{wide}\n\n清嵐市圖書館榮獲先進單位稱號。\n"))
    assert decision.title is None or "".join(decision.title.value.split()) == title


HANDLING = ["000012", "机密★1年", "特急", "秘密　特急", "紧急程度：加急", "签发人：许立群", "份号：000012"]


@pytest.mark.parametrize("line", HANDLING)
def test_how_a_document_is_handled_is_no_part_of_its_head(line: str) -> None:
    """Right above a title without a masthead, and above the number."""
    for head in (
        f"{line}\n{TITLE}",
        f"{line}\n临工发〔2021〕12号\n{TITLE}",
        f"{line}\n临江市总工会\n文件\n{TITLE}",
    ):
        decision = parser.parse(text_of(f"{head}\n\n经研究，现予以表彰。\n"))
        assert decision.title is not None
        assert decision.title.value == TITLE
        assert [issuer.value for issuer in decision.issuers] == ["临江市总工会"]
        assert (decision.number is not None) == ("号\n" in head)
        assert not any(finding.code == "unread-line" for finding in decision.findings)


def test_who_approved_a_document_stands_beside_its_number() -> None:
    """签发人 is on the line of the number (上行文)."""
    text = text_of(f"临工发〔2021〕12号　　　签发人：许立群\n{TITLE}\n\n经研究，现予以表彰。\n")
    assert str(parser.parse(text).number.value) == "临工发〔2021〕12号"  # type: ignore[union-attr]


SEALED = [
    "临江市总工会（章）　临江市教育局（章）\n2021-03-02",
    "临江市总工会（公章）\n临江市教育局(公章)\n2021/3/2",
    "临江市总工会（印章）　临江市教育局（代章）2021.3.2",
    "临江市总工会（临江市教育局代章）\n临江市教育局\n2021年3月2日\n（此件公开发布）\n\n（共印40份）",
]


@pytest.mark.parametrize("signed", SEALED)
def test_seals_are_no_part_of_who_signs(signed: str) -> None:
    """Each of several signers may have its own."""
    text = text_of(f"关于表彰先进集体的决定\n\n经研究，现予以表彰。\n\n{signed}\n")
    decision = parser.parse(text)
    assert [issuer.value for issuer in decision.issuers] == ["临江市总工会", "临江市教育局"]
    assert decision.date is not None
    assert decision.date.value == datetime.date(2021, 3, 2)
    assert not any(finding.code == "unread-line" for finding in decision.findings)


LONG_AND_SHORT = [("中国共产党", "中共"), ("中国共产主义青年团", "共青团"), ("中国人民政治协商会议", "政协")]


@pytest.mark.parametrize(("long", "short"), LONG_AND_SHORT)
def test_who_signs_with_the_short_name_is_named_at_the_head(long: str, short: str) -> None:
    """The masthead prints the name in full; another body that signs is pointed out all the same."""
    head = f"{long}双河镇委员会文件\n\n双委〔2022〕5号\n\n关于表彰先进单位的决定\n\n各村：\n\n决定授予双河海关“先进单位”称号。\n\n"
    for place, codes in (("双河", set()), ("三桥", {"signature-mismatch"})):
        decision = parser.parse(text_of(f"{head}{short}{place}镇委员会\n2022年6月29日\n"))
        assert {each.code for each in decision.findings} & {"signature-mismatch"} == codes


def test_a_committee_of_an_event_is_a_body() -> None:
    """组委会 above the title and below the text is who issues the document."""
    committee = "临江市第九届职工运动会组委会"
    text = f"{committee}\n关于表彰先进集体的决定\n\n各参赛单位：\n\n现予以表彰。\n\n{committee}\n2021年3月18日\n\n{LISTED}"
    decision = parser.parse(text_of(text))
    assert [each.value for each in decision.issuers] == [committee]
