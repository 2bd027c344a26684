"""What awards are given under: programmes named by rule, and the lists of two documents of one edition."""

from __future__ import annotations

import hashlib

import pyoxigraph as ox
import pytest

from uniongraph import graph, parser, registry, sources
from uniongraph.graph.programme import core_of
from uniongraph.iris import Minter, term
from uniongraph.model import Text

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
    ("表彰", ""),
    ("的决定", ""),
    ("公布2020年度获奖名单", ""),
]


@pytest.mark.parametrize(("subject", "name"), SUBJECTS)
def test_what_a_subject_names(subject: str, name: str) -> None:
    """The act, the year, the number and the words for a list go; nothing is left where nothing is named."""
    assert core_of(subject) == name


def described(serial: int, winner: str) -> list[ox.Quad]:
    """Return the statements about one of two invented documents of one programme and year."""
    content = (
        f"临江市总工会文件\n\n临总发〔2021〕{serial}号\n\n临江市总工会关于表彰2020年度临江市职工创新成果的决定\n\n"
        "各区总工会：\n经研究，决定对以下成果予以表彰。\n\n临江市总工会\n2021年4月26日\n\n附件\n\n"
        f"2020年度临江市职工创新成果获奖名单\n\n一、一等奖（1项）\n1．转子平衡工艺\n{winner}\n"
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
