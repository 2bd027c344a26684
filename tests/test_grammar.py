"""The forms of official documents: what each pattern reads, and what it must leave alone.

The forms were met in published decisions; the sentences here are invented.
"""

from __future__ import annotations

import datetime
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uniongraph import grammar, parser, sources
from uniongraph.model import Decision, Text

# ---------------------------------------------------------------------------------------------- numerals

NUMERALS = [
    ("0", 0),
    ("7", 7),
    ("133", 133),
    ("1,200", 1200),
    ("1,20", None),
    ("１８", 18),
    ("零", 0),
    ("〇", 0),
    ("一", 1),
    ("两", 2),
    ("十", 10),
    ("十二", 12),
    ("二十", 20),
    ("二十五", 25),
    ("一百", 100),
    ("一百零五", 105),
    ("三百六十", 360),
    ("两千零一十八", 2018),
    ("一千二百三十四", 1234),
    ("贰拾叁", 23),
    # digits one after another, as in a year, with each sign for zero
    ("二〇一八", 2018),
    ("二○一八", 2018),
    ("二零一八", 2018),
    ("二O一八", 2018),
    ("二o一八", 2018),
    ("二0一八", 2018),
    ("二０一八", 2018),
    ("二Ο一八", 2018),  # Greek
    ("二О一八", 2018),  # Cyrillic
    ("一九九八", 1998),
    # no numerals
    ("", None),
    ("O", None),
    ("OoO", None),
    ("第一", None),
    ("十佳", None),
    ("1.5", None),
    ("-3", None),
    ("①", None),
    ("三个", None),
    ("二X一八", None),
]


@pytest.mark.parametrize(("printed", "value"), NUMERALS)
def test_a_numeral_has_its_value(printed: str, value: int | None) -> None:
    """Arabic or Chinese, counted in tens and hundreds or digit by digit; anything else has none."""
    assert grammar.number_of(printed) == value


@pytest.mark.parametrize("digit", ["9", "九"])
def test_a_numeral_without_end_has_no_value(digit: str) -> None:
    """A line of five thousand digits is damage; it must not stop the reader."""
    assert grammar.number_of(digit * 5000) is None


@given(st.text(alphabet="零〇○O0一二两九十拾百千1２ 个", max_size=12))
def test_no_numeral_crashes(printed: str) -> None:
    """Whatever the order of the signs, there is a number or none."""
    value = grammar.number_of(printed)
    assert value is None or value >= 0


# ---------------------------------------------------------------------------------------------- spaces

NAMES = [
    ("临江航天局 805 所工会", "临江航天局805所工会"),
    ("临江市 总 工 会", "临江市总工会"),
    ("  临江市总工会\u3000", "临江市总工会"),
    ("临江市汽轮机\n有限公司工会", "临江市汽轮机有限公司工会"),
    ("临江\u200b市\ufeff总工会", "临江市总工会"),
    ("尚品 Loft 园区（ 中区 ）联合工会", "尚品Loft园区（中区）联合工会"),
    ("Sino Union 工会", "Sino Union工会"),
    ("张\u3000伟", "张伟"),
]

TITLES = [
    # one space parts the halves of a slogan, and only where each half can stand alone
    ("晨读书 夜谈心", "晨读书 夜谈心"),
    ("晨读书  夜谈心", "晨读书 夜谈心"),
    ("晨读书\u3000夜谈心", "晨读书 夜谈心"),
    ("共建“暖心驿站” 服务一线职工", "共建“暖心驿站” 服务一线职工"),
    ("讲 话精神进班组", "讲话精神进班组"),
    ("打造 24 小时在线平台", "打造24小时在线平台"),
    ("建 设", "建设"),
    # a line end is no space
    ("发动机缸盖\n清洗装置", "发动机缸盖清洗装置"),
    ("发动机缸盖 \r\n 清洗装置", "发动机缸盖清洗装置"),
    ("采用 New Work 理念", "采用New Work理念"),
    ("“一站式”服务 — 走进车间", "“一站式”服务—走进车间"),
    ("H5 | 看家乡", "H5|看家乡"),
    ("党建 + AI", "党建+AI"),
    ("“AI + 制造”", "“AI+制造”"),
    ("New | Work", "New | Work"),
]


@pytest.mark.parametrize(("printed", "name"), NAMES)
def test_a_name_is_typed_without_stray_spaces(printed: str, name: str) -> None:
    """No name of an organization or a person has a space beside a Chinese character."""
    assert grammar.tidy_name(printed) == name


@pytest.mark.parametrize(("printed", "title"), TITLES)
def test_a_title_keeps_the_space_between_its_halves(printed: str, title: str) -> None:
    """A stray space is dropped, the one that stands for a comma stays."""
    assert grammar.tidy_title(printed) == title


@given(st.text(alphabet="甲乙丙“”（）a1 \u3000\n\u200b", max_size=30))
def test_tidying_twice_changes_nothing_more(printed: str) -> None:
    """What is tidy stays as it is, and only white space was ever dropped."""
    for tidy in (grammar.tidy_name, grammar.tidy_title):
        once = tidy(printed)
        assert tidy(once) == once
        assert "".join(once.split()) == "".join(printed.replace("\u200b", "").split())


SPLITS = [
    ("各区总工会，各产业工会", "，", ["各区总工会", "各产业工会"]),
    ("各县（市、区）总工会、市直机关工会", "、", ["各县（市、区）总工会", "市直机关工会"]),
    ("各局(产业、系统)工会", "、", ["各局(产业、系统)工会"]),
    ("甲、，乙", "、，", ["甲", "乙"]),
    ("、甲、", "、", ["甲"]),
    ("甲）、乙", "、", ["甲）", "乙"]),
    ("", "、", []),
]


@pytest.mark.parametrize(("words", "separators", "parts"), SPLITS)
def test_separators_in_brackets_part_nothing(words: str, separators: str, parts: list[str]) -> None:
    """A list in brackets belongs to the item that it explains."""
    assert [words[begin:end] for begin, end in grammar.split_outside(words, separators)] == parts


SUBJECTS = [
    ("临江市总工会关于表彰2020年度先进集体的决定", "2020年度先进集体"),
    ("关于命名第三批示范点的通报", "第三批示范点"),
    ("关于授予“金牌班组”称号的决定", "“金牌班组”称号"),
    ("关于表彰奖励优秀工会干部的通报", "优秀工会干部"),
    ("关于公布职工创新成果评选结果的通知", "职工创新成果评选结果"),
    ("关于命名表彰劳动模范的决定", "劳动模范"),
    # the words of a document's kind may stand in its subject too
    ("关于表彰夏令营先进单位的决定", "夏令营先进单位"),
    ("关于表彰公报编辑先进个人的决定（试行）", "公报编辑先进个人"),
    # no title: given back as it is
    ("先进集体名单", "先进集体名单"),
    ("", ""),
]


@pytest.mark.parametrize(("title", "subject"), SUBJECTS)
def test_the_subject_of_a_title_is_what_is_honoured(title: str, subject: str) -> None:
    """The issuer, the act and the kind of document fall away."""
    assert grammar.subject_of(title) == subject


# ---------------------------------------------------------------------------------------------- number and date

# a whole line without spaces; symbol, year, serial
NUMBERS = [
    ("沪工总基〔2018〕133号", "沪工总基", "2018", "133"),
    ("沪工总经〔2012〕98号", "沪工总经", "2012", "98"),
    ("总工发[2007]18号", "总工发", "2007", "18"),
    ("许政[2011]81号", "许政", "2011", "81"),
    ("成府发〔2011〕15号", "成府发", "2011", "15"),
    ("清環【2015】507號", "清環", "2015", "507"),
    ("科技﹝2023﹞56號", "科技", "2023", "56"),
    ("临工发（2021）3号", "临工发", "2021", "3"),
    ("临工发(2021)3号", "临工发", "2021", "3"),
    ("临工发［2021］3号", "临工发", "2021", "3"),
    ("临工发〔2021〕第3号", "临工发", "2021", "3"),
    ("神工会文〔2017〕33号", "神工会文", "2017", "33"),
    ("賽執委函〔2021〕9號", "賽執委函", "2021", "9"),
    # one converted, one lost, both lost
    ("临工发〔2021]3号", "临工发", "2021", "3"),
    ("校科字〔202420号", "校科字", "2024", "20"),
    ("常環委辦200911號", "常環委辦", "2009", "11"),
    # letters of departments, two words and more
    ("工信厅政法函〔2020〕12号", "工信厅政法函", "2020", "12"),
    ("中共临江县委办发〔1998〕7号", "中共临江县委办发", "1998", "7"),
]

NO_NUMBERS = [
    "省政府令第57号",
    "〔2018〕133号",
    "沪工总基〔18〕133号",
    "沪工总基〔2018〕号",
    "沪工总基〔2018〕133",
    "2018年4月26日",
    "南京路18号",
    "第201812期",
]


@pytest.mark.parametrize(("line", "symbol", "year", "serial"), NUMBERS)
def test_a_document_number_is_read_in_any_brackets(line: str, symbol: str, year: str, serial: str) -> None:
    """发文字号: the letters of the agency, the year in whatever brackets print or damage left, the serial number."""
    match = grammar.NUMBER.fullmatch(line)
    assert match is not None
    assert (match["symbol"], match["year"], match["serial"]) == (symbol, year, serial)


@pytest.mark.parametrize("line", NO_NUMBERS)
def test_what_lacks_a_part_is_no_document_number(line: str) -> None:
    """A decree, an address, a date: none has agency letters, a year of four digits and a serial number."""
    assert grammar.NUMBER.fullmatch(line) is None


DATES = [
    ("2018年4月26日", (2018, 4, 26)),
    ("2018年04月06日", (2018, 4, 6)),
    ("１９９８年12月1日", (1998, 12, 1)),
    ("2003 年 4 月 22 日", (2003, 4, 22)),
    *((f"二{zero}一八年四月二十六日", (2018, 4, 26)) for zero in grammar.ZEROS),
    *((f"二{zero}{zero}七年十二月三十一日", (2007, 12, 31)) for zero in grammar.ZEROS),
    ("二〇二〇年十月十日", (2020, 10, 10)),
    ("一九九八年五月一日", (1998, 5, 1)),
    ("2011-11-02", (2011, 11, 2)),
    ("2011.11.2", (2011, 11, 2)),
    ("2011/11/02", (2011, 11, 2)),
]

NO_DATES = [
    "2018年13月1日",
    "2018年2月30日",
    "二〇一八年四月",
    "20178月",
    "2018年1212日",
    "2011-11-31",
    "二X一八年四月一日",
]


def read(content: str) -> Decision:
    text = Text(
        name="invented.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        size=len(content.encode()),
        encoding="utf-8",
        content=content,
        lines=sources.split(content),
    )
    return parser.parse(text)


def signed(date: str) -> datetime.date | None:
    found = read(f"临江市总工会关于表彰先进集体的决定\n现予以表彰。\n临江市总工会\n{date}\n").date
    return found.value if found else None


@pytest.mark.parametrize(("printed", "day"), DATES)
def test_a_date_is_read_with_any_zero(printed: str, day: tuple[int, int, int]) -> None:
    """成文日期: zero is printed as 〇, as a circle, as a digit, or as the letter O of one alphabet or another."""
    assert signed(printed) == datetime.date(*day)


@pytest.mark.parametrize("printed", NO_DATES)
def test_what_is_no_day_is_no_date(printed: str) -> None:
    """No date is better than one nobody printed."""
    assert signed(printed) is None


def test_there_are_eight_signs_for_zero_and_more() -> None:
    """Two digits, two ideographs, a circle, and O and o of the Latin, Greek and Cyrillic alphabets; each once."""
    assert len(set(grammar.ZEROS)) == len(grammar.ZEROS) == 11


YEARS = [
    ("2017年度临江市创新案例", 2017),
    ("2017年先进集体", 2017),
    ("二〇一七年度", 2017),
    ("二O一七年度", 2017),
    ("二0一七年度", 2017),
    ("二零一七年度", 2017),
    ("第五届创新成果", None),
    ("2017创新案例", None),
]


@pytest.mark.parametrize(("name", "year"), YEARS)
def test_an_edition_is_named_after_a_year(name: str, year: int | None) -> None:
    """An edition that is only numbered has none."""
    match = grammar.YEAR_OF.search(name)
    assert (match and grammar.number_of(match["year"])) == year


# ---------------------------------------------------------------------------------------------- declared numbers

# a heading without spaces; its name, the number, the unit
COUNTS = [
    ("先进单位(35个)", "先进单位", 35, "个"),
    ("先进单位(8个):", "先进单位", 8, "个"),
    ("一等奖14个(排名不分先后)", "一等奖", 14, "个"),
    ("一等奖（共5个，排名不分先后）", "一等奖", 5, "个"),
    ("一等奖(排名不分前后共11个)", "一等奖", 11, "个"),
    ("特等奖(共1个)", "特等奖", 1, "个"),
    ("先进个人45名", "先进个人", 45, "名"),
    ("劳动模范(共2985名)", "劳动模范", 2985, "名"),
    ("创新案例特等奖1个", "创新案例特等奖", 1, "个"),
    ("十大创新案例10类/个", "十大创新案例", 10, "类/个"),
    ("创新案例提名18类／个", "创新案例提名", 18, "类／个"),
    ("优秀单位（二十五个单位）", "优秀单位", 25, "个"),
    ("红旗单位--35家--", "红旗单位", 35, "家"),
    ("一等奖3项(通用项目1项,专用项目2项)", "一等奖", 3, "项"),
    ("四等奖30项", "四等奖", 30, "项"),
    ("优秀奖(1条):", "优秀奖", 1, "条"),
    ("先进个人（45名，含追授1名）", "先进个人", 45, "名"),
    ("五一劳动奖状３个", "五一劳动奖状", 3, "个"),
    ("优秀读物（12种）", "优秀读物", 12, "种"),
    ("获奖图书八册", "获奖图书", 8, "册"),
    ("优秀教材（共3套）", "优秀教材", 3, "套"),
    ("优秀图书(20本)", "优秀图书", 20, "本"),
    ("书法类（5幅）", "书法类", 5, "幅"),
    ("优秀歌曲（4首）", "优秀歌曲", 4, "首"),
    ("长篇小说奖（3部）", "长篇小说奖", 3, "部"),
]

NO_COUNTS = [
    "十佳案例",
    "十大创新案例",
    "获奖名单第一名",
    "获奖名单第十五名",
    "临江市创新成果奖第五届",
    "2017年度创新案例",
    "三八红旗手",
    "五一劳动奖状",
    "各奖励100万元",
    "先进单位（排名不分先后）",
    "《南方农谚》（全3册）",
    "《南方农谚》（全三种）",
    "《南方农谚》（上下两册）",
]


@pytest.mark.parametrize(("heading", "name", "number", "unit"), COUNTS)
def test_a_heading_declares_a_number(heading: str, name: str, number: int, unit: str) -> None:
    """With or without brackets, 共, and a remark on the order; what stands before it is the name."""
    match = grammar.COUNT.search(heading)
    assert match is not None
    assert (heading[: match.start()], grammar.number_of(match["number"]), match["unit"]) == (
        name,
        number,
        unit,
    )


@pytest.mark.parametrize("heading", NO_COUNTS)
def test_a_number_in_a_name_declares_nothing(heading: str) -> None:
    """“Ten best” may number forty; a place, an edition and a sum of money are no counts."""
    assert grammar.COUNT.search(heading) is None


VACANCIES = [
    ("一等奖：空缺", True),
    ("一等奖空缺", True),
    ("一等奖（空缺）", True),
    ("空缺岗位补充办法", False),
]


@pytest.mark.parametrize(("heading", "vacant"), VACANCIES)
def test_a_prize_may_be_vacant(heading: str, *, vacant: bool) -> None:
    """空缺 at the end of a heading says that nobody got it."""
    assert (grammar.VACANT.search(heading) is not None) is vacant


# ---------------------------------------------------------------------------------------------- the body

APPLICATIONS = [
    ("全市共有124个基层单位的案例进行了申报", "124", "个"),
    ("共收到申报材料86份", "86", "份"),
    ("共征集到各类作品一百二十件", "一百二十", "件"),
    ("截至五月底收到1200余份提案", "1200", "份"),
    ("共收到申报成果86项，经评审", "86", "项"),
    ("在各单位申报的三百个项目中", "三百", "个"),
    ("全国共326家企业参评", "326", "家"),
    ("共收到各地报送的作品1,200余件", "1,200", "件"),
    ("各单位共推荐候选人78名", "78", "名"),
    ("大赛共申报124项，经初审", "124", "项"),
    ("征集到312件参赛作品", "312", "件"),
    ("各单位共申报图书142种", "142", "种"),
    ("共征集到歌曲作品86首", "86", "首"),
    ("共收到参赛书画作品210幅", "210", "幅"),
]

NO_APPLICATIONS = [
    "经单位推荐、职工自荐两个渠道",
    "经推荐评审等六个方面综合评定",
    "授予甲公司工会等3家单位称号",
    "申报截止时间为5月4日",
    "申报2018年度奖项",
    "共报送政务信息3200余条，采用率居全市前列",
    "受理群众投诉120件",
    "推荐就业3000人",
    "征集意见建议120条",
    "收到感谢信30件",
    "共有3种方式申报",
    "申报2020首届书香奖",
]


def first_application(sentence: str) -> tuple[str, str] | None:
    found = (pattern.search(sentence) for pattern in grammar.APPLICATIONS)
    return next(((match["number"], match["unit"]) for match in found if match), None)


@pytest.mark.parametrize(("sentence", "number", "unit"), APPLICATIONS)
def test_the_number_of_applications_is_read(sentence: str, number: str, unit: str) -> None:
    """How many applied, as the body says it."""
    assert first_application(sentence) == (number, unit)


@pytest.mark.parametrize("sentence", NO_APPLICATIONS)
def test_other_numbers_near_an_application_are_not(sentence: str) -> None:
    """Ways in, criteria, winners and days are counted too."""
    assert first_application(sentence) is None


# a sentence; its items; the number it counts
CHANNELS = [
    ("经单位推荐、职工自荐两种方式，共收到", "单位推荐、职工自荐", "两"),
    ("经过县局推荐、社会推荐和自荐三种途径", "县局推荐、社会推荐和自荐", "三"),
    ("采取组织推荐、群众举荐等2种形式", "组织推荐、群众举荐", "2"),
    ("通过甲推荐、乙推荐、丙推荐等12个渠道", "甲推荐、乙推荐、丙推荐", "12"),
    ("按照评选办法要求，经单位推荐、职工自荐两种方式", "单位推荐、职工自荐", "两"),
    ("根据要求采取单位推荐、职工自荐两种方式", "单位推荐、职工自荐", "两"),
]


@pytest.mark.parametrize(("sentence", "items", "count"), CHANNELS)
def test_the_ways_in_are_read(sentence: str, items: str, count: str) -> None:
    """申报渠道: from the word that opens the enumeration, of one clause, to the number that closes it."""
    match = grammar.CHANNELS.search(sentence)
    assert match is not None
    assert (match["items"], match["count"]) == (items, count)


STAGES = [
    ("通过资格审查、专家评审、网络投票、公示等环节", "资格审查、专家评审、网络投票、公示"),
    ("经过初评、复评、终评等程序，决定", "初评、复评、终评"),
    ("历经海选、初赛、决赛等阶段", "海选、初赛、决赛"),
    ("按照公平公正原则，经初审、专家复审、公示等程序", "初审、专家复审、公示"),
]


@pytest.mark.parametrize(("sentence", "items"), STAGES)
def test_the_stages_are_read(sentence: str, items: str) -> None:
    """评选程序: the steps that the sentence enumerates."""
    match = grammar.STAGES.search(sentence)
    assert match is not None
    assert match["items"] == items


CRITERIA = [
    ("从创新性、实用性、推广价值三个方面综合评定", "创新性、实用性、推广价值", "三"),
    ("依据做法、成效、影响等3个维度", "做法、成效、影响", "3"),
    ("围绕安全、质量、效率、成本四项指标", None, None),
    ("根据评选办法，从创新性、实用性、推广价值三个方面", "创新性、实用性、推广价值", "三"),
]


@pytest.mark.parametrize(("sentence", "items", "count"), CRITERIA)
def test_the_criteria_are_read(sentence: str, items: str | None, count: str | None) -> None:
    """评定方面: what was looked at, where the sentence counts it in 方面, 维度 and the like."""
    match = grammar.CRITERIA.search(sentence)
    assert (match and match["items"], match and match["count"]) == (items, count)


KINDS = [
    (grammar.CHANNEL_KINDS, "各单位推荐", "district-bureau-industry"),
    (grammar.CHANNEL_KINDS, "区局推荐", "district-bureau-industry"),
    (grammar.CHANNEL_KINDS, "媒体推荐", "media-society"),
    (grammar.CHANNEL_KINDS, "社会组织推荐", "media-society"),
    (grammar.CHANNEL_KINDS, "职工自荐", "self"),
    (grammar.CHANNEL_KINDS, "抽签", None),
    (grammar.STAGE_KINDS, "资格审查", "preliminary-review"),
    (grammar.STAGE_KINDS, "专家评审", "expert-review"),
    (grammar.STAGE_KINDS, "网络投票", "public-vote"),
    (grammar.STAGE_KINDS, "微信公众号投票", "wechat-vote"),
    (grammar.STAGE_KINDS, "终评", "final-release"),
    (grammar.STAGE_KINDS, "实地考察", None),
    (grammar.TIER_KINDS, "特等奖", "special"),
    (grammar.TIER_KINDS, "特别贡献奖", "contribution"),
    (grammar.TIER_KINDS, "提名奖", "nomination"),
    (grammar.TIER_KINDS, "一等奖", "first-prize"),
    (grammar.TIER_KINDS, "优秀组织奖", "organization"),
    (grammar.TIER_KINDS, "优秀奖", "excellence"),
    (grammar.TIER_KINDS, "银奖", "silver"),
    (grammar.TIER_KINDS, "科学基金奖", None),
    (grammar.TIER_KINDS, "入围奖", "finalist"),
    (grammar.TIER_KINDS, "最佳人气奖", "popularity"),
    (grammar.TIER_KINDS, "先进集体", "collective"),
    (grammar.TIER_KINDS, "先进工作者", "individual"),
    (grammar.TIER_KINDS, "先进集体和先进个人", "main"),
    (grammar.TIER_KINDS, "模范职工之家", None),
    (grammar.TIER_KINDS, "先进基层党组织", "collective"),
    (grammar.TIER_KINDS, "2017年度上海市基层工会十大创新案例", None),
]


@pytest.mark.parametrize(("kinds", "words", "key"), KINDS)
def test_words_name_a_concept(kinds: tuple[tuple[object, str], ...], words: str, key: str | None) -> None:
    """The first word that is found decides; where none is, no concept is claimed."""
    found = (concept for pattern, concept in kinds if pattern.search(words))  # type: ignore[attr-defined]
    assert next(found, None) == key


# a sentence; its triples
EXAMPLES = [
    ("临江大学工会“书香驿站”等案例获“创新案例奖”", [("临江大学工会", "书香驿站", "创新案例奖")]),
    (
        "其中，临江大学工会“‘云课堂’进车间”荣获“创新案例特等奖”，",
        [("临江大学工会", "‘云课堂’进车间", "创新案例特等奖")],
    ),
    ("临江大学工会““云课堂”进车间”被评为“优秀案例奖”", [("临江大学工会", "“云课堂”进车间", "优秀案例奖")]),
    (
        "甲厂总工会“一线讲堂”获“金点子一等奖”，乙厂总工会“夜校”等成果获得“金点子二等奖”。",
        [("甲厂总工会", "一线讲堂", "金点子一等奖"), ("乙厂总工会", "夜校", "金点子二等奖")],
    ),
    ("临江大学工会开展了“书香驿站”活动", []),
    ("弘扬“三个面向”的精神，获得“好评”", []),
]


@pytest.mark.parametrize(("sentence", "triples"), EXAMPLES)
def test_the_body_quotes_examples(sentence: str, triples: list[tuple[str, str, str]]) -> None:
    """Whose case got which honour: an organization, then two quotations with a word of getting between them."""
    decision = read(f"临江市总工会关于表彰优秀案例的决定\n{sentence}现予以表彰。\n")
    found = [(e.organization.value, e.title.value, e.honour.value) for e in decision.examples]
    assert found == triples


# ---------------------------------------------------------------------------------------------- damage

LEADING_ZEROS = [
    ("6. “020”模式让民主管理面对面", ["020"]),
    ("推行020模式", ["020"]),
    ("线上线下 020 融合", ["020"]),
]

TRUE_ZEROS = [
    "电话：021-63211939",
    "电话（021）63211939",
    "电话 021 6321 1939",
    "联系电话02163211939",
    "邮编020000",
    "2018.04.26",
    "2018-04-26 09:05",
    "2018年04月06日",
    "上午08时30分",
    "第007号文件",
    "编号001",
    "编号 001",
    "代码0310",
    "A001车间",
    "SH-001",
    "〔2018〕033号",
    "增长0.5个百分点",
    "2.05升",
    "00后职工",
    "05级学生",
    "土建施工03标段",
    "厂房02幢",
    "东岭新区05地块",
    "01 临江大学工会",
    "序\n01、临江大学工会",
    "序\r\n001 临江大学工会",
    "10名",
    "2000人",
    "100%",
    "http://example.org/005",
]


@pytest.mark.parametrize(("line", "found"), LEADING_ZEROS)
def test_a_number_that_begins_with_zero_is_suspect(line: str, found: list[str]) -> None:
    """In prose no number does; the letter O does, misread."""
    assert [match[0] for match in grammar.LEADING_ZERO.finditer(line)] == found


@pytest.mark.parametrize("line", TRUE_ZEROS)
def test_numbers_that_may_begin_with_zero_are_not(line: str) -> None:
    """Telephone numbers, dates, times, codes, decimals, ordinals in a column."""
    assert grammar.LEADING_ZERO.search(line) is None


SMALL_LATIN = [
    ("全球城市 and 现代化都市", [" and "]),
    ("培训of干部", ["of"]),
    ("甲、and 乙", ["and "]),
]

TRUE_LATIN = [
    "使用iPhone手机",
    "测定pH值",
    "下载app参与投票",
    "免费wifi进车间",
    "打造“e家”平台",
    "职工vip卡",
    "Loft园区",
    "研究and/or逻辑",
    "Research and Development 中心",
    "工会a组",
]


@pytest.mark.parametrize(("line", "found"), SMALL_LATIN)
def test_an_english_word_of_grammar_is_suspect(line: str, found: list[str]) -> None:
    """It was left behind by a translation; the spaces around it are part of the damage."""
    assert [match[0] for match in grammar.LOWER_LATIN.finditer(line)] == found


@pytest.mark.parametrize("line", TRUE_LATIN)
def test_latin_names_in_chinese_are_not(line: str) -> None:
    """Brands, units, loan words and English phrases stand in Chinese prose by right."""
    assert grammar.LOWER_LATIN.search(line) is None


@pytest.mark.parametrize(
    ("line", "lost"), [("职工\ue001之家", True), ("职工\ufffd之家", True), ("职工𠮷之家", False)]
)
def test_a_character_without_a_public_meaning_is_suspect(line: str, *, lost: bool) -> None:
    """A font's private character and the mark of a lost one; a rare character is neither."""
    assert (grammar.PRIVATE.search(line) is not None) is lost
