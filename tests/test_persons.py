"""Runs of persons on one line, each with the unit beside the name. All bodies and names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import grammar, parser
from uniongraph.model import Decision

HEAD = "白石市总工会关于表彰2020年度先进个人的决定\n\n经研究，决定予以表彰。\n\n附件\n\n先进个人名单\n\n{}\n"


def decision_of(listed: str) -> Decision:
    return parser.parse(text_of(HEAD.format(listed)))


def told(listed: str) -> list[str]:
    """Return each winner with unit and post."""
    found = (each for tier in decision_of(listed).tiers for case in tier.cases() for each in case.recipients)
    return [
        "|".join(
            (
                each.name.value,
                each.affiliation.value if each.affiliation else "",
                each.post.value if each.post else "",
            )
        )
        for each in found
    ]


THREE = ["何岚|东关支行|", "段家和|营业部|", "白雪|白石市财政局|"]
MANY = [(f"白石第{number}小学", name) for number in "一二三四五六七八九" for name in ("何岚", "段家和")]

RUNS = [
    ("东关支行 何岚、营业部 段家和、白石市财政局 白 雪", THREE),
    ("东关支行　何岚，营业部　段家和，白石市财政局　白　雪", THREE),
    ("东关支行 何岚；营业部 段家和；白石市财政局 白雪", THREE),
    ("何岚 东关支行、段家和 营业部、白雪 白石市财政局", THREE),
    ("何岚（东关支行）、段家和（营业部）、白雪（白石市财政局）", THREE),
    ("东关支行：何岚；营业部：段家和；白石市财政局：白雪", THREE),
    (
        "东关支行：何岚、吴小梅；营业部：段家和",
        ["何岚|东关支行|", "吴小梅|东关支行|", "段家和|营业部|"],
    ),
    (
        "东关支行 何岚、吴小梅；营业部 段家和",
        ["何岚|东关支行|", "吴小梅|东关支行|", "段家和|营业部|"],
    ),
    (
        "何岚 东关支行行长、段家和 营业部主任、白雪 白石市财政局科长",
        ["何岚|东关支行|行长", "段家和|营业部|主任", "白雪|白石市财政局|科长"],
    ),
    (
        "柳溪社区 何岚、机关 段家和、白石市财政局 白雪",
        ["何岚|柳溪社区|", "段家和|机关|", "白雪|白石市财政局|"],
    ),
    ("、".join(f"{unit} {name}" for unit, name in MANY), [f"{name}|{unit}|" for unit, name in MANY]),
    ("、".join(f"{name} {unit}" for unit, name in MANY), [f"{name}|{unit}|" for unit, name in MANY]),
    ("、".join(f"{name}（{unit}）" for unit, name in MANY), [f"{name}|{unit}|" for unit, name in MANY]),
]


@pytest.mark.parametrize(
    "heading", ["", "一、先进个人（{}名）\n", "一、先进个人（{}名）：", "一等奖：", "先进个人：\n"]
)
@pytest.mark.parametrize(("run", "expected"), RUNS)
def test_each_person_of_a_run_has_the_unit_beside_the_name(
    heading: str, run: str, expected: list[str]
) -> None:
    """However many there are, and whatever parts them; each is a case of its own."""
    assert told(heading.format(len(expected)) + run) == expected


@pytest.mark.parametrize("mark", ["，", "　", " ", "、"])
@pytest.mark.parametrize("form", ["{}\n{}", "1. {}\n2. {}"])
def test_a_person_may_have_no_unit(form: str, mark: str) -> None:
    """What is said of persons only stands beside the name, and is no second one (回族)."""
    decision = decision_of(
        "一、先进个人（2名）\n" + form.format(f"何岚{mark}女{mark}回族", f"段家和{mark}苗族")
    )
    (tier,) = decision.tiers
    found = [each for case in tier.cases() for each in case.recipients]
    assert [each.name.value for each in found] == ["何岚", "段家和"]
    assert [each.gender and each.gender.value for each in found] == ["女", None]
    assert [each.ethnicity and each.ethnicity.value for each in found] == ["回族", "苗族"]


@pytest.mark.parametrize("form", ["{}\n{}", "1. {}\n2. {}"])
def test_a_place_beside_a_name_is_the_unit(form: str) -> None:
    """And no second person, though its first character is a surname; names in one column and after marks are names."""
    listed = form.format("柳溪村 何立春", "白石镇　段家和")
    assert told(f"一、先进个人（2名）\n{listed}") == ["何立春|柳溪村|", "段家和|白石镇|"]
    assert told("一、先进个人\n李建村、何立春、王文镇") == ["李建村||", "何立春||", "王文镇||"]
    assert told("一、先进个人\n李建村\n何立春") == ["李建村||", "何立春||"]


def test_a_unit_that_no_word_tells_is_a_finding() -> None:
    """It stands where the units of the others do."""
    decision = decision_of("一、先进个人（3名）\n营业部 何岚、机关 段家和、白石市财政局 白雪")
    assert [f.code for f in decision.findings if f.code.startswith("uncertain")] == ["uncertain-reading"]


def test_a_team_before_a_colon_is_the_unit_of_persons() -> None:
    """As a body is; a trade is what they are grouped by."""
    expected = ["何岚|运维班|", "吴小梅|运维班|", "段家和|抢修队|", "白雪|调度室|"]
    assert told("一、先进个人\n运维班：何岚、吴小梅\n抢修队：段家和\n调度室：白雪") == expected
    assert told("一、先进个人\n变电检修：何岚\n电能计量：段家和") == ["何岚||", "段家和||"]


_TOLD = [
    "何岚，女，汉族，1961年生，东桥街道南街社区居民。",
    "段家和（追授），男，苗族，生前系白石水泥厂工人",
    "兀小满，男，1982年3月生，白石镇小满裁缝铺经营者；",
    "韩玉兰、周启明夫妇，回族，柳溪村村民。",
]
_TOLD_OF = ["何岚|东桥街道南街社区|居民", "段家和|白石水泥厂|工人", "兀小满|白石镇小满裁缝铺|经营者"]
_COUPLE = ["韩玉兰|柳溪村|村民", "周启明|柳溪村|村民"]


@pytest.mark.parametrize("heading", ["一、白石好人提名奖", "一、先进个人"])
@pytest.mark.parametrize(
    "form", ["（一）助人为乐\n{}\n{}\n（二）孝老爱亲\n{}\n{}", "{}\n{}\n{}\n{}", "1.{}\n2.{}\n3.{}\n4.{}"]
)
def test_what_is_told_of_a_person_ends_with_a_stop_or_none(form: str, heading: str) -> None:
    """Below the categories of an honour as in a plain list; whatever the heading says of whom it honours."""
    listed = f"{heading}\n{form.format(*_TOLD)}"
    assert told(listed) == [*_TOLD_OF, *_COUPLE]
    (tier,) = decision_of(listed).tiers
    named = [each.name.value for each in tier.categories if each.name is not None]
    assert named == (["助人为乐", "孝老爱亲"] if "孝老" in form else [])


@pytest.mark.parametrize(("number", "is_right"), [(4, True), (5, True), (3, False), (6, False)])
def test_a_couple_is_counted_as_one_or_as_two(number: int, is_right: bool) -> None:
    """The number of the heading tells; any other is a finding."""
    decision = decision_of(f"一、先进个人（{number}名）\n" + "\n".join(_TOLD))
    assert ("declared-count-mismatch" not in {each.code for each in decision.findings}) is is_right


def test_persons_of_a_team_make_it_no_category() -> None:
    """A team is honoured with those below it, of whom as much is told."""
    decision = decision_of("一、见义勇为先进\n（一）东桥救援队\n" + "\n".join(_TOLD[:2]))
    assert [each.name for tier in decision.tiers for each in tier.categories] == [None]


def test_works_above_persons_are_no_categories() -> None:
    """Whatever is told of who made them, where the list is one of works."""
    listed = "一、优秀论文一等奖（2篇）\n1.缓坡排水试验\n" + _TOLD[0] + "\n2.水泥回转窑测温\n" + _TOLD[1]
    (tier,) = decision_of(listed).tiers
    titles = [case.title and case.title.value for case in tier.cases()]
    assert titles == ["缓坡排水试验", "水泥回转窑测温"]
    assert told(listed) == _TOLD_OF[:2]


NAMES = [
    "何岚",
    "段家和",
    "吴小梅",
    "白雪",
    "韩玉兰",
    "周启明",
    "丁一",
    "江帆",
    "安琪",
    "罗兰",
    "纪云",
    "姜南",
    "田野",
    "谷丰",
    "乔木",
    "叶青",
] * 4


@pytest.mark.parametrize("mark", ["、", "，", "　", " "])
@pytest.mark.parametrize("heading", ["", "一、先进个人（64名）\n", "先进个人："])
def test_names_alone_may_be_many_on_one_line(heading: str, mark: str) -> None:
    """A paragraph of names is a list, and no prose."""
    assert told(heading + mark.join(NAMES)) == [f"{name}||" for name in NAMES]


ONE = [
    ("何立春 白石市财政局局长、党组书记", ["何立春|白石市财政局|局长、党组书记"]),
    ("白石水泥有限公司党委书记、董事长 何立春", ["何立春|白石水泥有限公司|党委书记、董事长"]),
    ("白石大学 何立春、吴小梅", ["何立春|白石大学|", "吴小梅|白石大学|"]),
    ("何立春、吴小梅 白石大学", ["何立春|白石大学|", "吴小梅|白石大学|"]),
    ("何立春，女，汉族，白石市财政局科长", ["何立春|白石市财政局|科长"]),
    ("何立春、吴小梅、段家和", ["何立春||", "吴小梅||", "段家和||"]),
]


@pytest.mark.parametrize(("line", "expected"), ONE)
def test_posts_of_one_person_and_a_unit_of_several_are_no_run(line: str, expected: list[str]) -> None:
    """、 parts the posts that somebody holds, and the persons of one unit."""
    assert told(f"一、先进个人\n{line}") == expected


HONOURS = [
    (
        "示范病房（3个）：产科、神经外科、儿科\n优秀护士（2名）：何岚（产科）、段家和（儿科）",
        ["示范病房", "优秀护士"],
    ),
    ("一、优秀网点（2个）：东关分理处、南桥点\n二、先进个人（1名）：何岚", ["优秀网点", "先进个人"]),
    ("一、先进支行（2个）\n东关支行、西岭支行\n二、优秀部室（1个）\n财务会计部", ["先进支行", "优秀部室"]),
    (
        "一、先进支行（2个）\n一等奖：东关支行\n二等奖：西岭支行\n二、优秀部室（1个）\n财务会计部",
        ["先进支行一等奖", "先进支行二等奖", "优秀部室"],
    ),
    ("一、东关支行（2名）\n何岚、段家和\n二、财务会计部（1名）\n白雪", ["先进个人"]),
]


@pytest.mark.parametrize(("listed", "names"), HONOURS)
def test_an_honour_may_end_as_the_name_of_a_body(listed: str, names: list[str]) -> None:
    """By the word of praise it begins with and its count; a body with a count groups its winners."""
    decision = decision_of(listed)
    assert [tier.name.value for tier in decision.tiers] == names
    assert not {finding.code for finding in decision.findings} & {"unread-line", "declared-count-mismatch"}


# a name that ends as a body's does, by what stands around it; what stays a body
EITHER = [
    ("何立春、段家和、何建社、吴小梅", ["何立春||", "段家和||", "何建社||", "吴小梅||"]),
    ("何立春　　石玉台　　段家和\n吴小梅　　白雪", ["何立春||", "石玉台||", "段家和||", "吴小梅||", "白雪||"]),
    ("何立春　白石棉纺厂挡车工\n何建社　白石市粮食局办公室主任", ["何立春|白石棉纺厂|挡车工", "何建社|白石市粮食局办公室|主任"]),
    ("1.何立春　白石棉纺厂挡车工\n2.马国校　白石市粮食局\n3.白雪　白石四中教师", ["何立春|白石棉纺厂|挡车工", "马国校|白石市粮食局|", "白雪|白石四中|教师"]),
    ("何立春（白石棉纺厂挡车工）\n何建社（白石市粮食局科长）", ["何立春|白石棉纺厂|挡车工", "何建社|白石市粮食局|科长"]),
    ("何建社（回族）　白石市粮食局科长\n石玉台，男，汉族，白石棉纺厂工人", ["何建社|白石市粮食局|科长", "石玉台|白石棉纺厂|工人"]),
    ("白石棉纺厂车间主任何建社\n白石四中教师白雪", ["何建社|白石棉纺厂|车间主任", "白雪|白石四中|教师"]),
    ("姓名\t单位\n何建社\t白石棉纺厂\n白雪\t白石四中", ["何建社|白石棉纺厂|", "白雪|白石四中|"]),
    ("何立春　康复科\n麻醉科　吴小梅", ["何立春|康复科|", "吴小梅|麻醉科|"]),
    ("何岚、段家和　皮肤科", ["何岚|皮肤科|", "段家和|皮肤科|"]),
    ("何立春　白石医院　康复科\n吴小梅　麻醉科　护士长", ["何立春|白石医院康复科|", "吴小梅|麻醉科|护士长"]),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "expected"), EITHER)
def test_a_given_name_may_end_as_the_name_of_a_body(listed: str, expected: list[str]) -> None:
    """By what stands around it: other names, a unit with a post, or what is said of persons only."""
    assert told(listed) == expected


SENT = "授予{}等3名同志“先进个人”称号"


@pytest.mark.parametrize(
    "run", ["何立春、何建社、吴小梅", "白石棉纺厂何立春、白石市粮食局何建社、白石四中吴小梅"]
)
def test_a_sentence_that_gives_persons_an_honour_names_no_body(run: str) -> None:
    decision = parser.parse(
        text_of(HEAD.format("").replace("决定予以表彰", f"决定{SENT.format(run)}").partition("附件")[0])
    )
    found = [each for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert [each.name.value for each in found] == ["何立春", "何建社", "吴小梅"]
    assert {each.kind for each in found} == {"person"}


@pytest.mark.parametrize("listed", ["皮肤科\n康复科\n麻醉科", "皮肤科、康复科、麻醉科"])
def test_sections_that_may_be_names_stay_bodies_where_bodies_are_honoured(listed: str) -> None:
    decision = decision_of(f"一、先进科室（3个）\n{listed}")
    found = [each for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert [each.name.value for each in found] == ["皮肤科", "康复科", "麻醉科"]
    assert {each.kind for each in found} == {"organization"}


QUOTED = [
    ("“两企三新”党工委（2名）：段家和、白雪", ["段家和|“两企三新”党工委|", "白雪|“两企三新”党工委|"]),
    ("“两企三新”党工委：段家和、白雪", ["段家和|“两企三新”党工委|", "白雪|“两企三新”党工委|"]),
    ("“四新”企业（2名）：段家和、白　雪", ["段家和||", "白雪||"]),
]


@pytest.mark.parametrize("place", ["above", "below", "alone"])
@pytest.mark.parametrize(("group", "expected"), QUOTED)
def test_a_group_may_have_a_word_in_quotation_marks(group: str, expected: list[str], place: str) -> None:
    """Its winners stand behind the colon as those of the others do."""
    others = ["柳溪镇（2名）：何岚、吴小梅", "东关街道（1名）：何立春"]
    lines = {"above": [group, *others], "below": [*others, group], "alone": [group]}[place]
    found = [each for each in told("一、优秀党员\n" + "\n".join(lines)) if each[:2] in {"段家", "白雪"}]
    assert found == expected


@pytest.mark.parametrize("honour", ["“文明职工”", "“文明职工”称号", "“五一”奖章", "“五一”先锋（2名）"])
def test_an_honour_in_quotation_marks_is_no_group(honour: str) -> None:
    assert grammar.LABELLED_LINE.fullmatch(f"{honour}：何岚、吴小梅") is None
