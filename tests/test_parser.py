"""The shipped decision (沪工总基〔2018〕133号), read in full; texts that confer nothing; and the decision cut short.

Lines, quotes and counts below were taken from the paper, not from the parser. The entries of the annex are compared
one by one with ``tests/data/seed-cases.csv`` in ``test_records.py``.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from hostile import text_of
from uniongraph import divisions, files, parser, sources
from uniongraph.model import Case, Category, Decision, Finding, Reading, Tier
from uniongraph.parser import RULES
from uniongraph.parser.state import State

SHIPPED = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"
MAIN, NOMINATION = 1, 2
"""The places of the second and of the third tier."""


@cache
def shipped() -> Decision:
    """Return the shipped decision, read once."""
    return parser.parse(sources.read(SHIPPED))


def printed(reading: Reading[object]) -> list[str]:
    """Return what stands in the file where a value was read."""
    return [shipped().text.quote(span) for span in reading.spans]


def line_of(reading: Reading[object]) -> int:
    """Return the line on which a value begins."""
    return shipped().text.position(reading.spans[0].begin)[0]


def words(reading: Reading[str] | None) -> str | None:
    """Return the words that were read, None for nothing."""
    return reading.value if reading else None


def sole(items: list[Finding]) -> Finding:
    """Return the only one of some findings."""
    assert len(items) == 1
    return items[0]


# ---------------------------------------------------------------------------------------------- the head


def test_the_issuing_body_stands_in_the_masthead() -> None:
    """上海市总工会 issues the decision; 文件 is no part of its name, and it acts in Shanghai."""
    assert [words(issuer) for issuer in shipped().issuers] == ["上海市总工会"]
    assert line_of(shipped().issuers[0]) == 3
    assert shipped().jurisdiction == "310000"


def test_the_document_number_is_symbol_year_and_serial() -> None:
    """沪工总基〔2018〕133号 is split into its three parts and keeps its print."""
    number = shipped().number
    assert number is not None
    assert (number.value.symbol, number.value.year, number.value.serial) == ("沪工总基", 2018, 133)
    assert printed(number) == ["沪工总基〔2018〕133号"]


def test_the_title_is_joined_and_its_spaces_are_dropped() -> None:
    """The three stray spaces of line 7 are not in the title; the span still quotes them."""
    title = shipped().title
    assert title is not None
    assert title.value == "上海市总工会关于表彰2017年度上海市基层工会创新案例的决定"
    assert printed(title) == ["上海市总工会关于表彰 2017 年度上海市 基层工会创新案例的决定"]
    assert words(shipped().document_type) == "决定"


def test_the_edition_is_named_after_a_year() -> None:
    """2017年度 in the title is the year of the edition; the document's own year is another (2018)."""
    year = shipped().edition_year
    assert year is not None
    assert year.value == 2017
    assert printed(year) == ["2017 年度"]


@pytest.mark.parametrize(
    ("code", "said"), [("missing-addressee", "no addressee"), ("missing-date", "none is asserted")]
)
def test_what_the_head_lacks_is_said_and_not_invented(code: str, said: str) -> None:
    """The paper names no addressee and prints no day: both are absent, and each absence is a finding."""
    assert shipped().addressees == ()
    assert shipped().date is None
    assert said in sole([finding for finding in shipped().findings if finding.code == code]).message


def test_the_notes_below_the_body_are_read() -> None:
    """The line （此件发至…） and the line 附件：… are read, each with its characters."""
    assert words(shipped().distribution_note) == "(此件发至各区局（产业）工会)"
    assert [words(reading) for reading in shipped().annex_references] == [
        "2017年度上海市基层工会十大创新案例获奖名单"
    ]
    assert line_of(shipped().annex_references[0]) == 21


# ---------------------------------------------------------------------------------------------- the body


def test_the_body_cites_one_notice() -> None:
    """《关于征集选树…的通知》 is cited by its title; the paper prints no number for it."""
    references = shipped().references
    assert [words(reference.title) for reference in references] == [
        "关于征集选树2017年度上海市基层工会十大创新案例的通知"
    ]
    assert references[0].number is None


@pytest.mark.parametrize(
    ("prose", "number"),
    [
        ("全年报送信息材料320条。共收到申报材料86份。", 86),
        ("近年来，该单位共申报项目120项。", None),
        ("2020年，全市共收到參評作品三百一十二件。", 312),
    ],
)
def test_work_reported_is_no_application(prose: str, number: int | None) -> None:
    """What was done in other years is counted too; only what was handed in to this competition is."""
    decision = parser.parse(text_of(f"临江市总工会关于表彰先进集体的决定\n\n{prose}现予以表彰。\n"))
    assert (decision.applications.value.number if decision.applications else None) == number


def test_124_applications_were_received() -> None:
    """共有 124 个…案例进行了申报: the number with its unit and its place, before the page break."""
    applications = shipped().applications
    assert applications is not None
    assert (applications.value.number, applications.value.unit) == (124, "个")
    assert printed(applications) == ["124 个"]
    assert (applications.spans[0].begin, applications.spans[0].end) == (277, 282)


def test_there_were_three_ways_in() -> None:
    """The ways in, in the order of the sentence; （产业） is part of the first, 和 parts the last two."""
    assert [(step.label.value, step.concept) for step in shipped().channels] == [
        ("区局（产业）工会推荐", "district-bureau-industry"),
        ("媒体及社会推荐", "media-society"),
        ("基层工会自荐", "self"),
    ]


def test_there_were_four_stages_in_order() -> None:
    """The stages of the evaluation, each with the concept that its words name."""
    assert [(step.label.value, step.concept) for step in shipped().stages] == [
        ("市总工会初审", "preliminary-review"),
        ("专家复审", "expert-review"),
        ("申工社微信投票", "wechat-vote"),
        ("评审发布", "final-release"),
    ]


def test_there_were_six_criteria() -> None:
    """The six 方面 by which the cases were judged, and no seventh."""
    criteria = [step.label.value for step in shipped().criteria]
    assert criteria == ["创新背景", "创新理念", "创新举措", "创新机制", "创新成效", "创新价值"]


EXAMPLES = [
    ("宝山区顾村镇总工会", "创新跨越‘最后一公里’", "2017年度上海市基层工会创新案例特等奖", (0, 0, 0)),
    (
        "上海浦东公惠社会工作服务中心工会",
        "‘指尖微办公’助力工会社工",
        "2017年度上海市基层工会十大（类）创新案例奖",
        (1, 0, 0),
    ),
    (
        "中国移动通信集团工会上海市委员会",
        "建立工会经费嵌入式风险防控体系",
        "2017年度上海市基层工会十大（类）创新案例提名奖",
        (2, 0, 0),
    ),
]


def test_three_examples_are_quoted_and_matched() -> None:
    """Organization, case and honour as the body prints them, and the entry of the annex that each is."""
    found = [(e.organization.value, e.title.value, e.honour.value, e.position) for e in shipped().examples]
    assert found == EXAMPLES


def test_a_title_that_differs_is_matched_with_less_confidence() -> None:
    """防控体系 in the body and 防控管理体系 in the annex are one case, less surely than two equal titles."""
    surely, _, less = (example.title.confidence for example in shipped().examples)
    assert less < surely < 1


# ---------------------------------------------------------------------------------------------- the annex

TIERS = [
    ("一", "2017年度上海市基层工会十大创新案例特等奖", "special", 1, "个", 0, 1),
    ("二", "2017年度上海市基层工会十大创新案例", "main", 10, "类/个", 10, 29),
    ("三", "2017年度上海市基层工会十大创新案例提名", "nomination", 18, "类/个", 18, 30),
]


@pytest.mark.parametrize(("place", "expected"), list(enumerate(TIERS)))
def test_a_tier_keeps_what_it_declares(place: int, expected: tuple[object, ...]) -> None:
    """Ordinal, name, kind, declared number and unit as printed, and how many categories and cases it really lists."""
    tier = shipped().tiers[place]
    assert tier.declared is not None
    categories = sum(category.name is not None for category in tier.categories)
    counted = (categories, sum(1 for _ in tier.cases()))
    assert (
        words(tier.ordinal),
        tier.name.value,
        tier.kind,
        tier.declared.value.number,
        tier.declared.value.unit,
    ) == (expected[:5])
    assert counted == expected[5:]


def test_there_are_three_tiers_28_categories_60_cases_and_61_slots() -> None:
    """The sums over the whole annex."""
    assert len(shipped().tiers) == 3
    assert len(categories()) == 28
    assert len(cases()) == 60
    assert sum(len(case.recipients) for case in cases()) == 61


def categories() -> list[Category]:
    """Return the categories of all tiers, in the order of the list."""
    return [category for tier in shipped().tiers for category in tier.categories if category.name is not None]


def cases() -> list[Case]:
    """Return the cases of all tiers, in the order of the list."""
    return [case for tier in shipped().tiers for case in tier.cases()]


def ordinals(tier: Tier) -> list[str | None]:
    """Return the ordinals of a tier's categories, as printed."""
    return [words(category.ordinal) for category in tier.categories]


def test_category_ordinals_are_kept_as_printed() -> None:
    """Half- and full-width brackets stay as they are: the second and third category of the second tier are full-width."""
    numerals = [*"一二三四五六七八九十", *(f"十{digit}" for digit in "一二三四五六七八")]
    half = [f"({numeral})" for numeral in numerals]
    assert ordinals(shipped().tiers[MAIN]) == ["(一)", "（二）", "（三）", *half[3:10]]
    assert ordinals(shipped().tiers[NOMINATION]) == half


def test_17_categories_are_themselves_the_case() -> None:
    """Five categories of the second tier and twelve of the third hold no list: heading and case are one."""
    alone = [category for category in categories() if category.is_case]
    assert len(alone) == 17
    assert Counter(category in shipped().tiers[MAIN].categories for category in alone) == {True: 5, False: 12}
    for category in alone:
        assert [case.title for case in category.cases] == [category.name]
        assert [case.ordinal for case in category.cases] == [None]


def test_one_award_is_joint() -> None:
    """The airport company's union and the town's federation share one award, in this order, each on its line."""
    joint = [case for case in cases() if len(case.recipients) > 1]
    assert [words(case.title) for case in joint] == ["机场浦东优势互补 资源共享共促改革"]
    names = [recipient.name for recipient in joint[0].recipients]
    assert [name.value for name in names] == ["上海国际机场股份有限公司工会", "浦东新区祝桥镇总工会"]
    assert [line_of(name) for name in names] == [136, 138]


def test_slots_stand_in_the_order_of_the_paper() -> None:
    """Each recipient stands after the one before it; the first and the last are those of the paper."""
    names = [recipient.name for case in cases() for recipient in case.recipients]
    assert all(before.spans[0].end < after.spans[0].begin for before, after in pairwise(names))
    assert (names[0].value, names[-1].value) == ("宝山区顾村镇总工会", "宝山区月浦镇总工会")


def test_titles_keep_the_space_between_their_halves_and_no_other() -> None:
    """微朗读 大视野 keeps its space; 24 小时 and 805 所 lose theirs; the misprint 020 stays."""
    titles = {words(case.title) for case in cases()}
    assert "微朗读 大视野" in titles
    assert "“立体式”生态圈打造24小时在线“职工之家”" in titles
    assert "“020”模式让民主管理面对面" in titles
    assert "上海航天局805所工会" in {r.name.value for case in cases() for r in case.recipients}


# ---------------------------------------------------------------------------------------------- every line

CLAIMS = {
    "skip_blank_lines": 137,
    "read_masthead": 1,
    "read_number": 1,
    "read_title": 1,
    "read_paragraphs": 6,
    "read_annex_reference": 1,
    "read_note": 1,
    "find_annexes": 1,
    "read_annex_titles": 2,
    "grow": 135,
}
"""286 lines: the body has four paragraphs, two of them parted by a page break."""


def test_every_line_is_claimed_by_one_rule() -> None:
    """Each of the 286 lines is read by exactly one rule, and none is left."""
    state = State.of(shipped().text, divisions.shipped())
    for rule in RULES:
        rule(state)
    assert sorted(state.claims) == list(range(1, 287))
    assert Counter(state.claims.values()) == CLAIMS
    assert not [finding for finding in shipped().findings if finding.code == "unread-line"]


FINDINGS = [
    (7, "missing-addressee", "info", "上海市总工会关于表彰", "no addressee"),
    (7, "missing-date", "warning", "上海市总工会关于表彰", "no date of signature"),
    (7, "stray-space", "info", " ", "between two characters of the title"),
    (11, "joined-lines", "info", "创", "goes on at line 13"),
    (13, "body-annex-mismatch", "warning", "2017年度上海市基层工会创新案例特等奖", "十大创新案例特等奖"),
    (13, "body-annex-mismatch", "warning", "2017年度上海市基层工会十大（类）创新案例奖", "十大创新案例"),
    (13, "body-annex-mismatch", "warning", "建立工会经费嵌入式风险防控体系", "风险防控管理体系"),
    (
        13,
        "body-annex-mismatch",
        "warning",
        "2017年度上海市基层工会十大（类）创新案例提名奖",
        "十大创新案例提名",
    ),
    (17, "joined-lines", "info", "众", "goes on at line 19"),
    (19, "suspect-characters", "warning", " and ", "small Latin letters"),
    (38, "declared-count-mismatch", "warning", "10 类/个", "the number of its categories; it lists 29 cases"),
    (62, "suspect-characters", "warning", "020", "the letter O"),
    (78, "mixed-ordinals", "info", "（二）", "follows (一)"),
    (118, "mixed-ordinals", "info", "(四)", "follows （三）"),
    (166, "division-variant", "info", "徐汇区天平街道总工会", "天平路街道"),
    (168, "declared-count-mismatch", "warning", "18类/个", "the number of its categories; it lists 30 cases"),
    (
        201,
        "recipient-without-union-ending",
        "warning",
        "徐家汇街道家政服务行业联合会",
        "does not contain 工会",
    ),
]
"""Line, code, severity, the beginning of what is quoted, and what the message says."""


def test_each_finding_is_true_and_there_is_no_other() -> None:
    """Everything a careful reader would remark, in the order of the paper, and nothing else."""
    text = shipped().text
    found = [
        (text.position(f.span.begin)[0], f.code, f.severity, text.quote(f.span)) for f in shipped().findings
    ]
    expected = [(line, code, severity, quote) for line, code, severity, quote, _ in FINDINGS]
    assert [(*f[:3], f[3][: len(e[3])]) for f, e in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(
    "place", range(len(FINDINGS)), ids=lambda place: f"{FINDINGS[place][0]}-{FINDINGS[place][1]}"
)
def test_a_finding_says_what_is_the_matter(place: int) -> None:
    """The message of each finding, in its decisive words."""
    assert FINDINGS[place][4] in shipped().findings[place].message


# ---------------------------------------------------------------------------------------------- what is no award

CALL = "为做好有关工作，现将有关事项通知如下，请遵照执行。"
REFUSED = [
    ("关于2020年度拟表彰先进集体的公示", "公示"),
    ("临江市总工会关于拟命名2020年工人先锋号的公告", "公示"),
    ("关于2020年度先进集体候选名单的公告", "公示"),
    ("临江市总工会关于征集选树2021年度创新案例的通知", "calls for"),
    ("关于开展2021年度先进集体评选表彰工作的通知", "calls for"),
    ("关于2021年度先进集体评选工作的通知", "calls for"),
    ("关于申报2021年度市长质量奖的通知", "calls for"),
    ("关于评选表彰2021年度先进集体的通知", "calls for"),
    ("关于调整高等学校收费标准的通知", "fees"),
    ("关于缴纳2021年度会费的通知", "fees"),
    ("关于缴纳2021年度临江市职工技术创新成果案例评审费的通知", "fees"),
    ("关于召开2020年度总结表彰大会的通知", "meeting"),
    ("关于举办第五届职工技能大赛的通知", "meeting or an event"),
    ("关于撤销临江机床厂工会先进集体称号的决定", "revokes"),
    ("关于撤销授予某单位五一劳动奖状的决定", "revokes"),
    ("关于取消部分单位文明单位称号的决定", "revokes"),
    ("关于更正2020年度先进集体表彰决定附件的通知", "corrects"),
    ("关于转发上级关于表彰2020年度先进集体的决定的通知", "passes on"),
    ("关于修改《科学技术奖励条例》的决定", "passes on or amends"),
    ("关于请求表彰2020年度先进集体的请示", "请示 asks"),
    ("临江市总工会关于表彰××年度先进集体的决定", "names open"),
    ("关于国庆节放假安排的通知", "gives an honour to anybody"),
]


@pytest.mark.parametrize(("title", "why"), REFUSED)
def test_a_document_that_confers_nothing_is_refused_with_the_reason(title: str, why: str) -> None:
    """Documents of the same offices that look like awards: what each really does is said."""
    decision = parser.parse(text_of(f"{title}\n\n各单位：\n\n{CALL}\n\n附件\n\n名单\n\n1. 临江大学工会\n"))
    assert not decision.is_award
    assert why in (decision.reason or "")
    assert decision.tiers == ()


NO_DOCUMENTS = {
    "news": "本报讯 4月26日，市总工会召开表彰大会。会上宣读了关于表彰先进集体的决定，\n"
    "20个集体获“先进集体”称号，引发热烈反响。\n",
    "poem": "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n",
    "English": "The committee is pleased to announce the winners of this year's award.\nFirst prize: nobody.\n",
    "lorem": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.\n" * 3,
    "numbers": "1\n2\n3\n",
    "one character": "奖",
}


@pytest.mark.parametrize("kind", NO_DOCUMENTS)
def test_a_text_that_is_no_document_is_refused_with_the_reason(kind: str) -> None:
    """Prose, verse and other languages have no title of the form that official documents have."""
    decision = parser.parse(text_of(NO_DOCUMENTS[kind]))
    assert decision.reason == "it has no title of the form “关于……的决定” in its first lines"


ACCEPTED = [
    "临江市总工会关于表彰2020年度先进集体的决定",
    "临江市总工会关于表彰2020年度先进集体的通报",
    "临江市总工会关于公布2020年度优秀案例评选结果的通知",
    "临江市总工会关于公布第五届职工技能大赛获奖名单的通知",
    "临江市总工会关于对2020年度先进单位予以表扬的通报",
    "临江市总工会关于2020年度“安康杯”竞赛优胜单位的通报",
    "临江市总工会关于命名第三批职工书屋示范点的通知",
    "临江市总工会关于表彰在征集活动中表现突出单位的通报",
    "临江市总工会关于颁发第八届市长质量奖的公告",
    "临江市总工会关于同意命名职工书屋示范点的批复",
    "临江市总工会关于表彰工会干部的决定",
]


@pytest.mark.parametrize("title", ACCEPTED)
def test_an_award_is_read_whatever_its_type_of_document(title: str) -> None:
    """决定, 通报, 通知, 公告 and 批复 can confer: what counts is what the subject and the text do."""
    decision = parser.parse(text_of(f"{title}\n\n经研究，现予以表彰。\n\n附件\n\n名单\n\n1. 临江大学工会\n"))
    assert decision.reason is None
    assert [r.name.value for tier in decision.tiers for case in tier.cases() for r in case.recipients] == [
        "临江大学工会"
    ]


# ---------------------------------------------------------------------------------------------- cut short

ANNEX = 993
"""The end of the line 附件."""
CUTS = sorted(
    {*range(100, 3590, 50)}
    | {line.span.end for line in sources.read(SHIPPED).lines if ANNEX <= line.span.end < 3590}
)
UNNOTICED = {3115: "…设计院", 3119: "…有限公司", 3121: "…工会", 3122: "the line end", 3123: "the blank line"}
"""The only cuts in the annex that give no error, and what stands before them.

The last tier declares 18 类/个 and has, up to here, exactly 18 cases: no number tells it from a whole one. The first
two leave a whole name by form, of a company and not its union: that is a warning, as it is where the name is so printed.
"""


@pytest.mark.parametrize("cut", CUTS)
def test_a_decision_cut_short_says_so(cut: int) -> None:
    """Wherever the file breaks off, it is read, every finding stays in the text, and a cut in the annex is an error."""
    decision = parser.parse(text_of(shipped().text.content[:cut]))
    assert all(0 <= finding.span.begin <= finding.span.end <= cut for finding in decision.findings)
    errors = {finding.code for finding in decision.findings if finding.severity == "error"}
    if cut >= ANNEX and cut not in UNNOTICED:
        assert errors & {"annex-incomplete", "case-without-recipient"}
    elif cut < ANNEX and decision.is_award:
        assert errors == {"annex-missing"}


def test_the_cuts_that_cannot_be_noticed_are_known() -> None:
    """After the 18th case of the last tier its declared number is met; what else is odd is still reported."""
    for cut in UNNOTICED:
        decision = parser.parse(text_of(shipped().text.content[:cut]))
        assert not [finding for finding in decision.findings if finding.severity == "error"]
        warned = Counter(finding.code for finding in decision.findings)
        assert warned["declared-count-mismatch"] == 1
        assert warned["recipient-without-union-ending"] == (2 if cut < 3121 else 1)


def test_the_whole_decision_has_no_error() -> None:
    """Nothing of the shipped decision could not be read."""
    assert not [finding for finding in shipped().findings if finding.severity == "error"]


def test_examples_point_at_the_tiers_that_are_left() -> None:
    """Where a tier is an act on earlier awards and leaves the list, the body's examples point at the tiers that stay."""
    text = text_of(
        "临江市总工会关于表彰2020年度先进的决定\n\n"
        "甲区总工会“晨读书角”获“一等奖项目”，乙区总工会“夜校课堂”获“二等奖项目”。\n\n附件\n\n名单\n\n"
        "一、撤销下列“一等奖项目”称号（1个）\n1. 晨读书角\n甲区总工会\n二、二等奖项目（1个）\n1. 夜校课堂\n乙区总工会\n"
    )
    decision = parser.parse(text)
    assert [act.kind for act in decision.acts] == ["revocation"]
    assert all(e.position is None or e.position[0] < len(decision.tiers) for e in decision.examples)


def test_a_revocation_beside_an_award_is_an_act() -> None:
    """What the prose decides to revoke beside what it confers is an act, and no award."""
    body = "授予甲市钢铁厂、甲市纺织厂2家企业“先进单位”称号，并决定撤销甲市酒厂的“文明单位”称号。"
    decision = parser.parse(text_of(f"甲市人民政府关于表彰2020年度先进单位的决定\n\n{body}\n"))
    (act,) = decision.acts
    assert (act.kind, [tier.name.value for tier in act.tiers]) == ("revocation", ["文明单位"])
    assert [tier.name.value for tier in decision.tiers] == ["先进单位"]


def test_a_wide_space_parts_bodies_that_end_otherwise() -> None:
    """A single ideographic space stands between two whole names; one before a name's last words parts nothing."""
    listed = "江北区：江北区教育工会　临江港务行业工会联合会\n南岸区：南岸区总工会　办公室\n"
    text = f"临江市总工会关于表彰2020年度先进集体的决定\n\n现予以表彰。\n\n附件\n\n先进集体名单\n\n{listed}"
    cases = [case for tier in parser.parse(text_of(text)).tiers for case in tier.cases()]
    names = [recipient.name.value for case in cases for recipient in case.recipients]
    assert names == ["江北区教育工会", "临江港务行业工会联合会", "南岸区总工会办公室"]


def test_a_slogan_keeps_its_space_where_a_line_end_breaks_it() -> None:
    """The first line of the second title ends within the first half."""
    listed = "1. 晨读书 夜谈心\n江北区总工会\n2. 码头上的书\n— 2 —\n屋 渔家的灯\n南岸区总工会\n"
    text = f"临江市总工会关于表彰2020年度案例的决定\n\n现予以表彰。\n\n附件\n\n案例名单\n\n{listed}"
    titles = [
        case.title.value for tier in parser.parse(text_of(text)).tiers for case in tier.cases() if case.title
    ]
    assert titles == ["晨读书 夜谈心", "码头上的书屋 渔家的灯"]
