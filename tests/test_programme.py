"""What awards are given under: programmes named by rule, and the lists of two documents of one edition."""

from __future__ import annotations

import hashlib
import re

import pyoxigraph as ox
import pytest

from uniongraph import graph, parser, registry, sources
from uniongraph.graph.programme import Named, core_of, name_programme
from uniongraph.iris import Minter, term
from uniongraph.model import Decision, Reading, Text

SUBJECTS = [
    ("2017年度上海市基层工会创新案例", "上海市基层工会创新案例"),
    ("授予安全生产竞赛优胜单位称号", "安全生产竞赛优胜单位"),
    ("表彰2020年五一劳动奖获得者", "五一劳动奖"),
    ("公布第五届青禾县职工技能大赛评选结果", "青禾县职工技能大赛"),
    ("表彰2021年度“安康杯”竞赛活动优胜单位", "“安康杯”竞赛活动优胜单位"),
    ("表彰第八届“振兴杯”技能大赛获奖单位", "“振兴杯”技能大赛"),
    ("授予张三等10名同志“临江市五一劳动奖章”", "临江市五一劳动奖章"),
    ("授予临江汽轮机厂等20个单位“2020年度文明单位”荣誉称号", "文明单位"),
    ("对2019年度先进集体和先进个人进行表彰", "先进集体和先进个人"),
    ("对口支援工作先进集体", "对口支援工作先进集体"),
    ("关于对对口支援工作先进集体进行表彰", "对口支援工作先进集体"),
    ("对外贸易先进企业", "对外贸易先进企业"),
    ("对外来务工先进个人予以表彰", "外来务工先进个人"),
    ("在职党员示范岗", "在职党员示范岗"),
    ("对在2020年防汛工作中表现突出的单位进行通报表扬", "防汛工作中表现突出的单位"),
    ("表彰和平卫士", "和平卫士"),
    ("和谐劳动关系企业案例", "和谐劳动关系企业案例"),
    ("与时俱进好干部", "与时俱进好干部"),
    ("的士行业服务标兵", "的士行业服务标兵"),
    ("表彰2020年度“平安单位”", "平安单位"),
    ("颁发2020年度“精工”奖", "“精工”奖"),
    ("授予青禾酒厂等3个单位“平安单位”称号", "平安单位"),
    ("对2020年度纳税先进单位实施奖励", "纳税先进单位"),
    ("确认2020年度红旗团委", "红旗团委"),
    ("获得感提升优秀案例", "获得感提升优秀案例"),
    ("补充医疗保险先进单位", "补充医疗保险先进单位"),
    ("补充公布2020年度先进单位", "先进单位"),
    ("2014—2015年度青年文明号", "青年文明号"),
    ("2014年至2015年度青年文明号", "青年文明号"),
    ("2014-2015学年度优秀教师", "优秀教师"),
    ("2014年度和2015年度优秀教师", "优秀教师"),
    ("2020年度的优秀教师", "优秀教师"),
    ("第三批青禾县职工书屋", "青禾县职工书屋"),
    ("青禾县第12期技能之星", "青禾县技能之星"),
    ("第二期工程建设先进集体", "第二期工程建设先进集体"),
    ("2012年度市长质量奖获奖企业", "市长质量奖"),
    ("青禾县科技进步奖获奖项目", "青禾县科技进步奖"),
    ("公布“绿苑”创意大赛获奖作品", "“绿苑”创意大赛"),
    ("公布青禾县职工运动会成绩", "青禾县职工运动会"),
    ("命名青禾县文明单位和复查结果", "青禾县文明单位"),
    ("2019年度科学技术奖励", "科学技术奖励"),
    ("给孙青等同志记功", "记功"),
    ("授予孙青同志五一劳动奖章", "五一劳动奖章"),
    ("2014年度十佳職工書屋名單", "十佳职工书屋"),
    ("表彰", ""),
    ("的决定", ""),
    ("公布2020年度获奖名单", ""),
]


@pytest.mark.parametrize(("subject", "name"), SUBJECTS)
def test_what_a_subject_names(subject: str, name: str) -> None:
    """The act, the year, the number and the words for a list go; nothing is left where nothing is named."""
    assert core_of(subject) == name


def described(serial: int, winner: str, edition: str = "2020年度") -> list[ox.Quad]:
    """Return the statements about one of some invented documents of one programme."""
    content = (
        f"临江市总工会文件\n\n临总发〔2021〕{serial}号\n\n临江市总工会关于表彰{edition}临江市职工创新成果的决定\n\n"
        "各区总工会：\n经研究，决定对以下成果予以表彰。\n\n临江市总工会\n2021年4月26日\n\n附件\n\n"
        f"{edition}临江市职工创新成果获奖名单\n\n一、一等奖（1项）\n1．转子平衡工艺\n{winner}\n"
    )
    data = content.encode()
    digest = hashlib.sha256(data).hexdigest()
    text = Text("invented.txt", "text/plain", digest, len(data), "utf-8", content, sources.split(content))
    return graph.describe(parser.parse(text), Minter(registry.read([])))


def subjects(quads: list[ox.Quad], kind: str) -> set[str]:
    """Return the IRIs of one class."""
    return {
        str(q.subject) for q in quads if q.predicate == term("rdf:type") and q.object == term(f"ug:{kind}")
    }


def test_two_documents_of_one_edition_share_it_and_no_place_of_their_lists() -> None:
    """Programme and edition are one, with one label; tiers, cases and conferrals are each document's own."""
    first, second = described(8, "临江汽轮机有限公司工会"), described(9, "临江供电公司工会")
    for kind in ("AwardProgramme", "AwardEdition"):
        assert subjects(first, kind) == subjects(second, kind)
        (shared,) = subjects(first, kind)
        labels = {
            str(q.object)
            for q in first + second
            if str(q.subject) == shared and q.predicate == term("skos:prefLabel")
        }
        assert len(labels) == 1
    for kind in ("AwardTier", "Case", "Conferral"):
        assert subjects(first, kind)
        assert not subjects(first, kind) & subjects(second, kind)


def editions(*printed: str) -> set[str]:
    """Return what ends the IRIs of the editions of some documents, each with another number of its own."""
    quads = [described(n, "临江供电公司工会", edition) for n, edition in enumerate(printed, start=1)]
    found = {iri for each in quads for iri in subjects(each, "AwardEdition")}
    return {iri.strip("<>").rpartition("/")[2] for iri in found}


def test_the_printed_number_identifies_an_edition() -> None:
    """A main list and its supplement are of one edition, with a year or without, however the number is written."""
    assert editions("第八届", "第8届", "2020年第八届", "2021年度第八届") == {"jie-8"}
    assert editions("第八届", "第九届", "第八批", "第八期") == {"jie-8", "jie-9", "pi-8", "qi-8"}
    assert editions("2020年第二批", "2021年第二批") == {"2020-pi-2", "2021-pi-2"}
    assert editions("2014—2015年度", "2015年度", "") == {"2014-2015", "2015", "linzongfa-2021-3"}


def test_an_edition_over_several_years_has_one_year() -> None:
    """It is the last of them, however the years are joined: the documents of one edition must agree."""
    for printed in ("2014—2015年度", "2014年至2015年", "2014年度和2015年度"):
        quads = described(8, "临江供电公司工会", printed)
        assert {str(q.object)[:6] for q in quads if q.predicate == term("ug:editionYear")} == {'"2015"'}
        assert editions(printed) == {"2014-2015"}


def test_the_number_of_an_edition_is_stated_where_it_stands() -> None:
    """The number is a statement with a mention that quotes it."""
    quads = described(8, "临江供电公司工会", "第八届")
    (edition,) = {q.subject for q in quads if q.predicate == term("ug:editionNumber")}
    (number,) = {q.object for q in quads if q.predicate == term("ug:editionNumber")}
    stating = {q.subject for q in quads if q.object == term("ug:editionNumber")}
    about = {q.object for q in quads if q.subject in stating and q.predicate == term("ug:mentionOf")}
    spans = {q.object for q in quads if q.subject in stating and q.predicate == term("ug:span")}
    quoted = {str(q.object) for q in quads if q.subject in spans and q.predicate == term("nif:anchorOf")}
    assert str(number).startswith('"8"')
    assert about == {edition}
    assert quoted == {'"第八届"'}


def named(title: str, issuers: list[str], annexes: tuple[str, ...] = ()) -> Named:
    """Return what is named by a decision with these titles and issuers, all invented."""
    text = Text("invented.txt", "text/plain", "", 0, "utf-8", "", ())
    year = re.search(r"(\d{4})年", title)
    return name_programme(
        Decision(
            text=text,
            title=Reading(title, ()),
            issuers=tuple(Reading(each, ()) for each in issuers),
            annex_titles=tuple(Reading(each, ()) for each in annexes),
            edition_year=Reading(int(year[1]), ()) if year else None,
        )
    )


OWNERS = [
    (["临江市总工会"], "临江市总工会先进集体"),
    (["临江市人民政府"], "临江市先进集体"),
    (["中共临江市委"], "临江市先进集体"),
    (["共青团临江市委"], "共青团临江市委先进集体"),
    (["中共临江市委", "临江市人民政府"], "临江市先进集体"),
    (["临江市教育局", "中共临江市委宣传部", "临江市总工会"], "临江市先进集体"),
    (["临江市城东区总工会", "临江市城东区教育局"], "临江市城东区先进集体"),
    (["上海市黄浦区总工会", "上海市黄浦区教育局"], "上海市黄浦区先进集体"),
    (["临江市汽轮机厂", "临江市汽轮机厂工会"], "临江市汽轮机厂先进集体"),
    (["云岭省总工会", "临江市总工会"], "临江市总工会先进集体"),
    (["国家市场监督管理总局"], "国家市场监督管理总局先进集体"),
]


@pytest.mark.parametrize(("issuers", "name"), OWNERS)
def test_whose_a_programme_is(issuers: list[str], name: str) -> None:
    """A name that states no place is its one issuer's, or the place's for which several act, in whatever order."""
    for order in (issuers, issuers[::-1]):
        assert named("关于表彰2020年度先进集体的决定", order).programme == name


EDITIONS = [
    ("关于表彰第八届临江市技能之星的决定", "第8届临江市技能之星"),
    ("关于表彰2020年第八届临江市技能之星的决定", "第8届临江市技能之星"),
    ("关于命名第三批临江市职工书屋的通知", "第3批临江市职工书屋"),
    ("关于命名2020年第三批临江市职工书屋的通知", "2020年度第3批临江市职工书屋"),
    ("关于命名2014—2015年度临江市青年文明号的决定", "2014—2015年度临江市青年文明号"),
    ("关于命名2015年度临江市青年文明号的决定", "2015年度临江市青年文明号"),
]


@pytest.mark.parametrize(("title", "label"), EDITIONS)
def test_what_an_edition_is_called(title: str, label: str) -> None:
    """By its number where one is printed, else by its year or its years; a 批 may be one of a year."""
    assert named(title, ["临江市总工会"]).edition == label
