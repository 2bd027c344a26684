"""Matching: which thing a name means, part by part, and what may be taken unseen; a wrong link is worse than none."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing import SETS, judged, read
from published import published
from uniongraph import labels, matching, release
from uniongraph.answers.preparing import prepare
from uniongraph.errors import ReleaseError
from uniongraph.iris import ONTOLOGY
from uniongraph.labels.making import pairs
from uniongraph.matching import Index, Named, Wanted, making
from uniongraph.matching.folding import Folder
from uniongraph.matching.gazetteers import gazetteer
from uniongraph.matching.parts import Taker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLD = Folder(pairs())
TAKE = Taker(gazetteer([], FOLD))


def index_of(*names: str | Named) -> Index:
    """Return an index of organizations by their names, and of things."""
    return matching.make(
        each if isinstance(each, Named) else Named(each, (each,), "organization") for each in names
    )


def taken(index: Index, name: str, **wanted: str) -> list[str]:
    """Return the ids of what may be taken unseen for a name."""
    return [each.thing.id for each in index.find(Wanted(name, **wanted)) if each.match]  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------- folding

ALIKE = [
    ("上海城建市政工程（集团）有限公司", "上海城建市政工程(集团)有限公司", "brackets of either width"),
    ("上海城建市政工程【集团】有限公司", "上海城建市政工程(集团)有限公司", "brackets of another kind"),
    ("上海市 总工会", "上海市总工会", "a blank"),
    ("上海市\u3000总工\u200b会\n", "上海市总工会", "a wide blank, one that cannot be seen, a line end"),
    ("上海市總工會", "上海市总工会", "traditional characters"),
    ("尚街ＬＯＦＴ品牌园区", "尚街Loft品牌园区", "wide letters, capital ones"),
    ("上海航天局８０５所", "上海航天局805所", "wide digits"),
    ("“指尖微办公”", '"指尖微办公"', "straight quotation marks"),
    ("第十二中学", "第12中学", "a number behind 第 in digits"),
]
APART = [
    ("上海第一医院", "上海第二医院", "numbers"),
    ("上海汽车集团股份有限公司", "上海汽车集团有限公司", "legal forms"),
    ("上海汽车集团（股份）有限公司", "上海汽车集团股份有限公司", "with brackets and without"),
    ("石门一路街道", "石门二路街道", "一路 and 二路"),
    (
        "天平街道",
        "天平路街道",
        "a name with 路 and without: the gazetteer knows that they are one, folding does not",
    ),
]


@pytest.mark.parametrize(("one", "other", "what"), ALIKE)
def test_names_are_equal_that_are_only_written_otherwise(one: str, other: str, what: str) -> None:
    """Whatever the width, the blanks, the characters."""
    assert FOLD(one) == FOLD(other), what


@pytest.mark.parametrize(("one", "other", "what"), APART)
def test_folding_makes_no_other_names_equal(one: str, other: str, what: str) -> None:
    """A number, a legal form, a bracket that is not there tell names apart."""
    assert FOLD(one) != FOLD(other), what


# ---------------------------------------------------------------------------------------------- parts

# name, its places, code, core, legal form, suffix, branch
PARTS = [
    ("上海市宝山区顾村镇总工会", "上海市 宝山区 顾村镇", "310113109", "顾村", "镇", "总工会", ""),
    ("徐汇区天平街道总工会", "徐汇区 天平路街道", "310104003", "天平路", "街道", "总工会", ""),
    ("上海嘉定区南翔镇总工会", "上海市 嘉定区 南翔镇", "310114102", "南翔", "镇", "总工会", ""),
    ("江苏省南京市鼓楼区总工会", "江苏省 南京市 鼓楼区", "", "鼓楼", "区", "总工会", ""),
    ("宝山钢铁股份有限公司", "", "", "宝山钢铁", "股份有限公司", "", ""),
    ("江苏电力有限公司", "", "320000", "电力", "有限公司", "", ""),
    (
        "上海城建市政工程(集团)有限公司第2分公司工会",
        "",
        "310000",
        "城建市政工程(集团)",
        "有限公司",
        "工会",
        "第2分公司",
    ),
    ("同济大学附属第1妇婴保健院", "", "", "同济", "大学", "", "附属第1妇婴保健院"),
    ("中国移动通信集团工会上海市委员会", "", "", "中国移动通信", "集团", "工会委员会", "上海市"),
    ("国网上海市南供电公司工会", "", "", "国网上海市南供电", "公司", "工会", ""),
    ("同济大学第1分工会", "", "", "同济", "大学", "分工会", "第1"),
]


@pytest.mark.parametrize(("name", "places", "code", "core", "form", "suffix", "branch"), PARTS)
def test_names_are_taken_apart(
    name: str, places: str, code: str, core: str, form: str, suffix: str, branch: str
) -> None:
    """Into where, what it is called, its legal form, its union, and the part of a larger body that it is."""
    parts = TAKE(name, "organization")
    assert (" ".join(parts.places), parts.code) == (places, code)
    assert (parts.core, parts.form, parts.suffix, parts.branch) == (core, form, suffix, branch)


def test_titles_are_not_taken_apart() -> None:
    """A case is called by the words of its title."""
    parts = TAKE("上海市宝山区总工会", "case")
    assert (parts.core, parts.places, parts.suffix) == ("上海市宝山区总工会", (), "")


# ---------------------------------------------------------------------------------------------- features

# wanted, known, feature, its value
FEATURES = [
    ("上海汽车集团股份有限公司", "上海汽车集团股份有限公司工会", "suffix", 0.0),
    ("上海汽车集团股份有限公司", "上海汽车集团股份有限公司工会", "core", 1.0),
    ("上海汽车集团股份有限公司工会委员会", "上海汽车集团股份有限公司工会", "suffix", 0.9),
    ("杨浦区总工会", "杨浦区工会联合会", "suffix", 0.5),
    ("上海城建市政工程（集团）有限公司工会", "上海城建市政工程（集团）有限公司第二分公司工会", "branch", 0.0),
    ("中国船舶重工集团公司第七〇四研究所", "中国船舶重工集团公司第七一一研究所", "numbers", 0.0),
    ("双鸭山市宝山区总工会", "上海市宝山区总工会", "division", 0.0),
    ("宝山区顾村镇总工会", "上海市宝山区顾村镇总工会", "division", 1.0),
    ("宝山区图书馆", "上海市宝山区顾村镇图书馆", "division", 0.8),
    ("上海市宝三区总工会", "上海市宝山区总工会", "division", 0.5),
    ("江苏电力有限公司", "上海电力有限公司", "division", 0.0),
    ("上海电力设计院", "上海电力设计院有限公司", "legal_form", 0.0),
    ("上海电力设计院有限公司", "上海电力设计院有限公司", "core", 1.0),
    ("上海汽车集团工会", "上海汽车集团股份有限公司工会", "suffix", 1.0),
]


@pytest.mark.parametrize(("wanted", "known", "feature", "value"), FEATURES)
def test_each_part_is_compared_by_itself(wanted: str, known: str, feature: str, value: float) -> None:
    """So that one sees why a union is not its enterprise, though their names are almost equal."""
    (found,) = index_of(known).find(Wanted(wanted, "organization"))
    assert dict(found.features.items())[feature] == value


# better, worse: for the first name, the second scores more than the third
RANKED = [
    (
        "上海城建市政工程集团工会",
        "上海城建市政工程（集团）有限公司工会",
        "上海城建市政工程（集团）有限公司第二分公司工会",
    ),
    ("上海汽车集团有限公司", "上海汽车集团股份有限公司", "上海汽车集团股份有限公司工会"),
    ("上海汽车集团公会", "上海汽车集团股份有限公司工会", "上海汽车集团股份有限公司"),
    ("顾村总工会", "宝山区顾村镇总工会", "宝山区月浦镇总工会"),
    ("第二中心小学", "上海市宝山区第二中心小学", "上海市宝山区第一中心小学"),
    ("宝山顾村镇总工会", "宝山区顾村镇总工会", "上海市宝山区总工会"),
    ("上海市闵行区教育公会", "上海市闵行区教育工会", "上海市徐汇区教育工会"),
]


@pytest.mark.parametrize(("name", "better", "worse"), RANKED)
def test_what_is_more_alike_scores_more(name: str, better: str, worse: str) -> None:
    """And neither may be taken unseen."""
    found = index_of(worse, better).find(Wanted(name))
    assert found[0].name == better
    assert found[0].score > found[-1].score or len(found) == 1
    assert not any(each.match for each in found)


# ---------------------------------------------------------------------------------------------- what may be taken unseen


def test_an_equal_name_comes_first_and_alone_may_be_taken() -> None:
    """Its score is 100; what is nearly equal has at most 97."""
    first, second = index_of("上海国际机场股份有限公司", "上海国际机场股份有限公司工会").find(
        Wanted("上海国际机场股份有限公司")
    )
    assert (first.name, first.score, first.match) == ("上海国际机场股份有限公司", 100.0, True)
    assert second.score <= 62
    assert not second.match


def test_one_of_several_of_the_same_name_is_never_taken() -> None:
    """Unless it is said where: then the one that lies there is."""
    here = Named("sh", ("宝山区总工会",), "organization", "310113")
    there = Named("hl", ("宝山区总工会",), "organization", "230506")
    index = index_of(here, there)
    assert taken(index, "宝山区总工会") == []
    assert taken(index, "宝山区总工会", division="310000") == ["sh"]
    assert taken(index, "宝山区总工会", division="230506") == ["hl"]
    assert taken(index, "宝山区总工会", division="230500") == ["hl"]
    assert taken(index, "宝山区总工会", division="330000") == []
    for said in ("310113000000", "https://w3id.org/uniongraph/id/place/cn-310113", "310000000000"):
        assert taken(index, "宝山区总工会", division=said) == ["sh"]


def test_a_place_in_brackets_behind_a_name_is_its_place(index: Index) -> None:
    """It finds the body, and is no name of it."""
    found = index.find(Wanted("月浦鎮總工會（寶山區）", kind="organization"))
    assert found[0].name == "宝山区月浦镇总工会"
    assert not found[0].match
    elsewhere = index.find(Wanted("月浦镇总工会（静安区）", kind="organization"))
    assert not any(each.match for each in elsewhere)


def test_a_province_does_not_tell_which_city() -> None:
    """鼓楼区 is a district of 南京 and of 徐州, both in 江苏."""
    index = index_of(Named("nj", ("鼓楼区",), "place", "320106"))
    assert taken(index, "鼓楼区", division="320000") == []
    assert taken(index, "鼓楼区", division="320100") == ["nj"]
    assert taken(index, "鼓楼区", division="320300") == []


UNSAFE = [
    ("宝山区", "place", "a district without its city"),
    ("顾村镇", "place", "a town without its district"),
    ("宝山区总工会", "organization", "the federation of such a district"),
    ("江苏省鼓楼区总工会", "organization", "a district with its province, which has two of that name"),
    ("江苏鼓楼区人民医院", "organization", "the same for short"),
    ("青山区人民医院", "organization", "the same of a district of no register"),
    ("第一人民医院", "organization", "what is called by its work and its number"),
    ("教育工会", "organization", "what is called by its work"),
    ("王建国", "person", "a person: many bear that name"),
]
SAFE = [
    ("上海市宝山区", "place", "a district with its city"),
    ("上海市", "place", "a city"),
    ("江苏省总工会", "organization", "the federation of a province"),
    ("江苏图书馆", "organization", "what a province is said to have"),
    (
        "宝山区顾村镇总工会",
        "organization",
        "a district with its town: 4 of 41,352 such pairs stand twice in the register of 2023",
    ),
    ("上海市第一人民医院", "organization", "with its city"),
    ("宝山区啤想商贸有限公司", "organization", "a company: names are registered"),
    ("同济大学", "organization", "a name of its own"),
    ("推三张服务清单", "case", "a title"),
]


@pytest.mark.parametrize(("name", "kind", "what"), UNSAFE)
def test_a_name_that_others_bear_is_not_taken(name: str, kind: str, what: str) -> None:
    """Though the index holds one thing of that very name."""
    index = index_of(Named("x", (name,), kind))
    assert index.find(Wanted(name))[0].score == 100, what
    assert taken(index, name) == [], what


@pytest.mark.parametrize(("name", "kind", "what"), SAFE)
def test_a_name_that_nobody_else_bears_is_taken(name: str, kind: str, what: str) -> None:
    """By its form alone."""
    assert taken(index_of(Named("x", (name,), kind)), name) == ["x"], what


def test_a_variant_is_taken_where_it_is_registered() -> None:
    """天平街道 is 天平路街道; a company's name is registered to the letter, and 上海市X公司 not 上海X公司."""
    assert taken(index_of("徐汇区天平街道总工会"), "上海市徐汇区天平路街道总工会") == ["徐汇区天平街道总工会"]
    assert taken(index_of("上海汽车集团股份有限公司"), "上海市汽车集团股份有限公司") == []
    assert taken(index_of("浙江医院"), "浙江省医院") == taken(index_of("上海市图书馆"), "上海图书馆") == []


def test_a_hint_leads_to_a_thing_and_proves_nothing() -> None:
    """Former names, and codes of what is only close to it."""
    thing = Named("x", ("上海市崇明区",), "place", "310151", hints=("崇明县", "Q788812"))
    for hint in thing.hints:
        (found,) = index_of(thing).find(Wanted(hint))
        assert (found.thing.id, found.score, found.match) == ("x", 90.0, False)


def test_kind_and_types_leave_out_others() -> None:
    """Then what is left may be the only one of its name."""
    one = Named("a", ("推三张服务清单",), "case", types=("x:Case",))
    other = Named("b", ("推三张服务清单",), "category", types=("x:Category",))
    index = index_of(one, other)
    assert taken(index, "推三张服务清单") == []
    assert taken(index, "推三张服务清单", kind="case") == ["a"]
    found = index.find(Wanted("推三张服务清单", types=("x:Category", "x:Tier")))
    assert [(each.thing.id, each.match) for each in found] == [("b", True)]
    assert index.find(Wanted("推三张服务清单", kind="nonsense")) == []


# ---------------------------------------------------------------------------------------------- the hard pairs


@pytest.mark.parametrize(("name", "fewest", "recall"), [(SETS[0], 250, 0.97), (SETS[1], 100, 0.95)])
def test_hard_pairs(name: str, fewest: int, recall: float) -> None:
    """Union and enterprise, group and branch, homonyms, slips: the same stands first, and nothing false is taken.

    The second set was written after the rules; the first time it had a recall of 0.986.
    """
    found = read(name)
    assert len(set(found)) == len(found) >= fewest
    assert min(Counter(pair.expected for pair in found).values()) >= 20
    result = judged(found)
    assert result.false == []
    assert result.left == []
    assert result.recall >= recall, "\n".join(result.lines())


# ---------------------------------------------------------------------------------------------- a release


@pytest.fixture(scope="module")
def things() -> list[Named]:
    return list(matching.of_release(published().open_store()))


@pytest.fixture(scope="module")
def index(things: list[Named], tmp_path_factory: pytest.TempPathFactory) -> Index:
    return matching.make(things, matching.file(tmp_path_factory.mktemp("derived")))


def test_a_release_tells_its_things(things: list[Named]) -> None:
    """Places first, then organizations, both unions and hosts, cases, and all else that has a name."""
    kinds = Counter(each.kind for each in things)
    assert kinds["organization"] == 86
    assert kinds["case"] == 60
    assert {"tier", "category", "document", "programme", "edition", "concept"} <= kinds.keys()
    assert not kinds.keys() & {"mention", "span", "inference", "correction", "count", "thing"}
    order = list(dict.fromkeys(each.kind for each in things))
    assert order[:3] == ["place", "organization", "case"]
    union = next(each for each in things if each.names == ("静安区石门二路街道物业行业工会联合会",))
    assert union.division == "310106011"
    assert union.note == "石门二路街道 · 静安区 · 上海市"
    assert union.types == (f"{ONTOLOGY}Organization", f"{ONTOLOGY}UnionOrganization")
    document = next(each for each in things if "沪工总基〔2018〕133号" in each.names)
    assert (document.kind, document.note) == ("document", "2018")


def test_each_thing_is_found_by_each_of_its_names(index: Index, things: list[Named]) -> None:
    """With a score of 100; what else has it, has the same name."""
    for thing in things:
        for name in thing.names:
            found = index.find(Wanted(name, thing.kind, limit=100))
            equal = {each.thing.id for each in found if each.score == 100}
            assert thing.id in equal, name
            assert all(FOLD(each.name) == FOLD(name) for each in found if each.score == 100)


def test_each_union_is_taken_where_its_city_is_given(index: Index, things: list[Named]) -> None:
    """Each of the 59, whether its name says its district or not."""
    unions = [each for each in things if f"{ONTOLOGY}UnionOrganization" in each.types]
    assert len(unions) == 59
    missed = [each.names[0] for each in unions if taken(index, each.names[0], division="310000") != [each.id]]
    assert missed == []


CODES = [
    ("310113", "宝山区"),
    ("310113000000", "宝山区"),
    ("310104003", "天平路街道"),
    ("310104003000", "天平路街道"),
    ("12100000425006125J", "同济大学"),
    ("12100000425006125j", "同济大学"),
    ("https://w3id.org/uniongraph/id/place/cn-310113", "宝山区"),
]


@pytest.mark.parametrize(("code", "name"), CODES)
def test_an_identifier_finds_its_thing(index: Index, code: str, name: str) -> None:
    """Codes of places, credit codes of hosts, our own addresses; they may be taken."""
    first = index.find(Wanted(code))[0]
    assert (first.thing.names[0], first.score, first.match) == (name, 100.0, True)


def test_a_wikidata_item_leads_to_its_place(index: Index) -> None:
    """By its name or its address; it is taken where the link is exact."""
    for code in (
        "Q660952",
        "http://www.wikidata.org/entity/Q660952",
        "https://www.wikidata.org/wiki/Q660952",
    ):
        assert index.find(Wanted(code))[0].thing.names[0] == "普陀区"


ELSEWHERE = [
    ("https://sws.geonames.org/310113", "a place of GeoNames whose number is the code of a district"),
    ("https://www.geonames.org/310104/", "with a slash"),
    ("https://example.org/entity/Q660952", "an item of another base"),
    ("https://example.org/03rc6as71", "not at ROR"),
    ("urn://310113", "no address of ours"),
]


@pytest.mark.parametrize(("address", "what"), ELSEWHERE)
def test_an_address_that_only_ends_like_an_identifier_leads_nowhere(
    index: Index, address: str, what: str
) -> None:
    assert taken(index, address) == [], what
    assert all(each.score < 50 for each in index.find(Wanted(address))), what


def test_a_number_of_geonames_is_no_proof(index: Index) -> None:
    """It leads to the place, by itself or as an address; a code of six digits is a division's."""
    for code in ("1787957", "https://sws.geonames.org/1787957/", "http://sws.geonames.org/1787957"):
        found = index.find(Wanted(code))
        assert found[0].thing.names[0] == "徐汇区"
        assert not any(each.match for each in found)


def test_things_are_had_by_id_and_by_how_they_begin(index: Index) -> None:
    """The shortest first, page by page; an id as a whole is a beginning too."""
    place = index.get("https://w3id.org/uniongraph/id/place/cn-310113")
    assert place is not None
    assert index.get("x:nothing") is None
    assert index.named(place.id) == [place]
    assert [each.names[0] for each in index.named("上海市")][:2] == ["上海市", "上海市总工会"]
    begun = index.named("上海", "organization", limit=100)
    assert index.named("上海", "organization", 3, 2) == begun[2:5]
    assert {each.kind for each in begun} == {"organization"}
    assert "310113" in {each.division for each in index.named("3101", limit=100)}
    assert index.named("") == index.named("\u200b") == []


# ---------------------------------------------------------------------------------------------- the file


def test_the_same_things_make_the_same_file(things: list[Named], tmp_path: Path) -> None:
    """Byte for byte, and nothing beside it."""
    for name in ("one", "two"):
        matching.make(things, tmp_path / name).close()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert sorted(os.listdir(tmp_path)) == ["one", "two"]  # noqa: PTH208


def test_what_does_not_fit_into_memory_makes_the_same_file(
    things: list[Named], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three hundred thousand places the grams alone would take 800 MB."""
    matching.make(things, tmp_path / "held").close()
    monkeypatch.setattr(making, "_GRAMS", 50)
    matching.make(things, tmp_path / "aside").close()
    assert (tmp_path / "held").read_bytes() == (tmp_path / "aside").read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["aside", "held"]


def test_an_index_that_cannot_be_made_whole_leaves_the_one_before(tmp_path: Path) -> None:
    """Whatever goes wrong on the way."""
    path = tmp_path / "it"
    index_before = matching.make([Named("x", ("同济大学",), "organization")], path)

    def broken() -> Iterable[Named]:
        yield Named("y", ("复旦大学",), "organization")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        matching.make(broken(), path)
    assert os.listdir(tmp_path) == ["it"]  # noqa: PTH208
    assert taken(matching.open(path), "同济大学") == taken(index_before, "同济大学") == ["x"]
    with pytest.raises(ReleaseError, match=r"nowhere/it: cannot be written"):
        matching.make([], tmp_path / "nowhere" / "it")


def test_what_is_no_index_is_said_so(tmp_path: Path) -> None:
    """A file that is missing, or something else, or of another layout."""
    other, empty = tmp_path / "other", tmp_path / "empty"
    other.write_bytes(b"no database" * 100)
    with sqlite3.connect(empty) as database:
        database.execute("CREATE TABLE meta (key, value)")
    database.close()
    for path in (tmp_path / "missing", other, empty):
        with pytest.raises(ReleaseError, match=f"{path.name}: "):
            matching.open(path)
        assert matching.opened(path) is None


def test_an_index_is_opened_once_and_again_when_it_changes(tmp_path: Path) -> None:
    """By each process; a file that is replaced is another."""
    path = tmp_path / "it"
    matching.make([Named("x", ("同济大学",), "organization")], path).close()
    first = matching.opened(path)
    assert first is matching.opened(path)
    matching.make([Named("y", ("同济大学",), "organization")], path).close()
    second = matching.opened(path)
    assert second is not None
    assert taken(second, "同济大学") == ["y"]


def test_a_preparation_makes_the_index_beside_that_of_labels(tmp_path: Path) -> None:
    """And sweeps one of another layout."""
    shutil.copytree(
        published().folder, tmp_path / "one", copy_function=os.link, ignore=shutil.ignore_patterns("derived")
    )
    found = release.open_release(tmp_path / "one")
    found.derived.mkdir(exist_ok=True)
    (found.derived / "ugmatch0.idx").write_bytes(b"")
    told: list[str] = []
    prepare(found, [], progress=told.append)
    assert sorted(path.name for path in found.derived.glob("*.idx")) == sorted(
        (labels.file(found.derived).name, matching.file(found.derived).name)
    )
    assert taken(matching.open(matching.file(found.derived)), "同济大学工会") != []
    assert "preparing the index of matching" in told
    prepare(found, [], progress=told.append)
    assert told.count("preparing the index of matching") == 1


# ---------------------------------------------------------------------------------------------- bad input


WORST = [
    "",
    " ",
    "\x00\x01",
    "\u202e",
    "工",
    "工会",
    "有限公司",
    "“”",
    "((((",
    "%_%",
    "'; DROP TABLE names",
    "市" * 5_000,
    "上海市宝山区" * 300,
]


@pytest.mark.parametrize("name", WORST)
def test_the_worst_names_find_little_and_nothing_is_taken(index: Index, name: str) -> None:
    """No failure, and at most as many as were asked for."""
    found = index.find(Wanted(name, limit=5))
    assert len(found) <= 5
    assert not any(each.match for each in found)
    assert index.find(Wanted("同济大学", limit=0)) == []


NAMES = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                "上海市",
                "宝山区",
                "顾村镇",
                "第一",
                "人民医院",
                "（集团）",
                "有限公司",
                "分公司",
                "工会",
                "總",
                "12",
                " ",
                "天平街道",
            ]
        ),
        max_size=8,
    ).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES, st.sampled_from([None, "organization", "place", "case"]))
def test_whatever_is_looked_for_is_scored_and_only_equals_are_taken(
    name: str, known: str, kind: str | None
) -> None:
    """Scores fall from 100 to 0, features lie between 0 and 1, and what is equal by folding is found first."""
    index = index_of(Named("x", (known,), kind or "organization"), "上海市宝山区顾村镇总工会")
    found = index.find(Wanted(name, kind))
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert all(0 <= value <= 1 for each in found for _, value in each.features.items())
    assert all(each.score >= 99 for each in found if each.match)
    assert sum(each.match for each in found) <= 1
    if name and FOLD(name) and FOLD(name) == FOLD(known):
        assert found[0].score == 100
    index.close()
