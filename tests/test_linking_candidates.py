"""Candidates: which of our things may be which of a target's, what is proposed of each pair, and what never is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest

import hosting
import services
from hardest import measured
from published import published
from reconciled import prepared
from uniongraph import exports, matching
from uniongraph.errors import LinkError
from uniongraph.fetching import Allowed, Fetcher
from uniongraph.linking import candidates, own, sheets, targets
from uniongraph.linking.outside import Outside
from uniongraph.linking.proposing import Terms, propose
from uniongraph.linking.targets import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from uniongraph.linking.sheets import Candidate

NAMESPACE = "https://example.org/"
ORG = "https://w3id.org/uniongraph/id/org/"
PLACE = "https://w3id.org/uniongraph/id/place/cn-"


@cache
def ours(kind: str | None = None) -> dict[str, matching.Named]:
    return own.things(published(), kind)


def proposed(*theirs: Outside, kind: str | None = None, **terms: float) -> list[tuple[str, str, str]]:
    """Return the pairs that are proposed, by the names of both, and what of them."""
    found = propose(ours(kind), theirs, Terms(**terms))  # type: ignore[arg-type]
    return [(each.own.names[0], each.name, each.predicate.removeprefix("skos:")) for each in found]


def thing(name: str, *codes: str, division: str | None = None, key: str = "1") -> Outside:
    return Outside(f"{NAMESPACE}{key}", (name,), codes, division)


# ------------------------------------------------------------------------------------------ what is said of a pair

SAID: dict[str, tuple[Outside, str | None, list[tuple[str, str, str]]]] = {
    "a district with its code": (
        thing("徐汇区", "310104", division="310104"),
        "place",
        [("徐汇区", "徐汇区", "exactMatch")],
    ),
    "a town without a code": (thing("顾村镇"), "place", [("顾村镇", "顾村镇", "closeMatch")]),
    "the district of that name in Heilongjiang": (thing("宝山区", "230506", division="230506"), "place", []),
    "the same, as its name has it": (thing("双鸭山市宝山区"), "place", []),
    "another number": (thing("石门一路街道"), "place", []),
    "a place for short": (thing("浦东"), "place", [("浦东新区", "浦东", "closeMatch")]),
    "a town that a table gives the code of its district": (
        thing("顾村镇", "310113", division="310113"),
        "place",
        [("顾村镇", "顾村镇", "closeMatch")],
    ),
    "a subdistrict printed otherwise than registered, with its code": (
        thing("天平街道", "310104003", division="310104003"),
        "place",
        [("天平路街道", "天平街道", "exactMatch")],
    ),
    "an enterprise is the host, never its union": (
        thing("上海汽车集团股份有限公司"),
        "organization",
        [("上海汽车集团股份有限公司", "上海汽车集团股份有限公司", "closeMatch")],
    ),
    "an enterprise with the code of the host": (
        thing("上海汽车集团股份有限公司", "91310000132260250X"),
        "organization",
        [("上海汽车集团股份有限公司", "上海汽车集团股份有限公司", "exactMatch")],
    ),
    "a union is related to its record, for identifiers are its host's": (
        thing("上海汽車集團股份有限公司 工会"),
        "organization",
        [("上海汽车集团股份有限公司工会", "上海汽車集團股份有限公司 工会", "relatedMatch")],
    ),
    "the place of a federation is not the federation": (thing("徐汇区天平街道"), "organization", []),
    "a slip in a union's word": (
        thing("青浦区快递物流行业工会联台会"),
        "organization",
        [("青浦区快递物流行业工会联合会", "青浦区快递物流行业工会联台会", "relatedMatch")],
    ),
    "a case": (
        thing("关心关爱临近退休职工"),
        "case",
        [("关心关爱临近退休职工", "关心关爱临近退休职工", "closeMatch")],
    ),
    "nothing of ours": (thing("北京市朝阳区某某中学"), None, []),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_proposed_of_a_pair(name: str) -> None:
    """Exact where official codes are equal, close where names are, related for a union, nothing where a code or the kind speaks against it."""
    theirs, kind, expected = SAID[name]
    assert proposed(theirs, kind=kind) == expected


def test_a_branch_is_not_the_whole() -> None:
    """Though all else is alike."""
    found = proposed(thing("电装（中国）投资有限公司工会"), kind="organization")
    assert "电装（中国）投资有限公司上海分公司工会" in {
        each.names[0] for each in ours("organization").values()
    }
    assert "电装（中国）投资有限公司上海分公司工会" not in {name for name, _, _ in found}


def test_equal_codes_bring_together_what_names_do_not() -> None:
    """A social credit code is one body's alone, whatever it is called there."""
    found = proposed(thing("SAIC Motor", "91310000132260250X"), kind="organization")
    assert found == [("上海汽车集团股份有限公司", "SAIC Motor", "exactMatch")]


def others(count: int) -> list[Outside]:
    return [thing(f"某某第{number}街道", key=f"other/{number}") for number in range(count)]


def test_the_larger_side_is_indexed_and_nothing_hangs_on_it() -> None:
    """One row more than we have things, and it is the target that is indexed: the same pairs come of it."""
    theirs = [SAID[name][0]._replace(id=f"{NAMESPACE}{name}") for name in SAID]
    few = propose(ours(), theirs)
    many = propose(ours(), [*theirs, *others(len(ours()))])
    assert len(few) >= 8
    assert [(each.own, each.other, each.score, each.predicate) for each in few] == [
        (each.own, each.other, each.score, each.predicate) for each in many
    ]


def test_no_order_of_the_target_matters() -> None:
    theirs = [SAID[name][0]._replace(id=f"{NAMESPACE}{name}") for name in SAID]
    for more in ([], others(len(ours()))):
        assert propose(ours(), [*theirs, *more]) == propose(ours(), [*more, *reversed(theirs)])


def test_a_long_target_is_indexed_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Which is gone afterwards; what it says is the same."""
    theirs = [SAID["a district with its code"][0], *others(len(ours()) + 5)]
    before = propose(ours(), theirs)
    monkeypatch.setattr("uniongraph.linking.proposing._IN_MEMORY", 3)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen = []
    make = matching.make

    def noted(things: Iterable[matching.Named], path: Path | None = None) -> matching.Index:
        seen.append(path)
        return make(things, path)

    monkeypatch.setattr(matching, "make", noted)
    assert propose(ours(), theirs) == before
    assert [each is not None for each in seen] == [True, False]  # theirs in a file, ours in memory
    assert list(tmp_path.iterdir()) == []


def test_what_is_judged_is_not_proposed_again() -> None:
    theirs = SAID["a district with its code"][0]
    pair = (f"{PLACE}310104", theirs.id)
    assert propose(ours("place"), [theirs], Terms(judged={pair})) == []


def test_so_many_for_each_thing_and_no_more() -> None:
    """The best of them."""
    theirs = [thing("徐汇区", key=str(number)) for number in range(9)]
    found = propose(ours("place"), theirs, Terms(limit=2))
    assert [each.other.id for each in found if each.own.id == f"{PLACE}310104"] == [
        f"{NAMESPACE}0",
        f"{NAMESPACE}1",
    ]


def test_a_release_without_such_things_is_told() -> None:
    with pytest.raises(LinkError, match="holds no person to be linked"):
        own.things(published(), "person")


# ------------------------------------------------------------------------------------------------- as rows

TABLE = "代码,名称,英文\n310104,徐汇区,Xuhui\n310104003,天平路街道,\n91310000132260250X,上海汽车集团股份有限公司,SAIC\n"


def gathered(target: targets.Target, kind: str | None = None) -> list[Candidate]:
    return [each.candidate for each in candidates.gather(published(), target, kind=kind)]


def of_table(folder: Path, table: str = TABLE) -> list[Candidate]:
    path = folder / "t.csv"
    path.write_text(table, "utf-8")
    return gathered(targets.from_file(path, Choice(namespace=NAMESPACE)))


def test_each_row_shows_both_sides_and_the_line_of_the_decision(tmp_path: Path) -> None:
    """A place is known by the union that acts for it, a host by its union."""
    found = {each.subject: each for each in of_table(tmp_path)}
    town = found[f"{PLACE}310104003"]
    assert (town.subject_context, town.object_context) == ("地方 · 徐汇区 · 上海市 · 310104003", "")
    assert (town.evidence, town.quote) == ("沪工总基〔2018〕133号:166", "徐汇区天平街道总工会")
    host = next(each for each in found.values() if each.subject_name == "上海汽车集团股份有限公司")
    assert (host.evidence, host.quote) == ("沪工总基〔2018〕133号:52", "上海汽车集团股份有限公司工会")
    assert (host.object_context, host.score, host.proposed) == ("SAIC", "100", "skos:exactMatch")
    assert host.source == "t.csv"
    assert host.version.startswith("sha256:")


def test_the_same_target_gives_the_same_sheet(tmp_path: Path) -> None:
    """Byte for byte; no clock is read for a file."""
    path = tmp_path / "t.csv"
    path.write_text(TABLE, "utf-8")
    target = targets.from_file(path, Choice(namespace=NAMESPACE))
    made = [sheets.rendered(candidates.gather(published(), target)) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0].startswith(b"\xef\xbb\xbfour_id,")


# ------------------------------------------------------------------------------------------------- services


def at(url: str, kind: str | None = None, **choice: str) -> tuple[str, list[Candidate]]:
    """Return what an address is taken for, and the candidates it gives."""
    target = targets.fetched(url, Choice(**choice), Fetcher(Allowed.of([url])))
    return target.kind, gathered(target, kind)


def test_our_own_endpoint_as_a_target(tmp_path: Path) -> None:
    """A release under another base: every place is found by its code."""
    statements = exports.export(published(), "nquads").decode()
    moved = statements.replace("https://w3id.org/uniongraph/id/", "https://example.org/id/")
    store = ox.Store()
    store.bulk_load(moved.encode(), format=ox.RdfFormat.N_QUADS)
    with hosting.hosted(hosting.kept(store, tmp_path)) as site:
        kind, found = at(f"http://127.0.0.1:{site.port}/sparql", "place")
    assert kind == "SPARQL endpoint"
    exact = {each.subject_name for each in found if each.proposed == "skos:exactMatch"}
    assert exact == {each.names[0] for each in ours("place").values()}
    assert all(each.date for each in found)


def test_a_foreign_endpoint_as_a_target(tmp_path: Path) -> None:
    """A native server that holds items of Wikidata with their codes."""
    item = "http://www.wikidata.org/entity/Q57002"
    turtle = f'<{item}> <http://www.w3.org/2000/01/rdf-schema#label> "徐汇区"@zh ; <http://www.wikidata.org/prop/direct/P442> "31 01 04" .'
    with services.native(tmp_path / "native") as server:
        httpx.put(f"{server.store}?default", content=turtle.encode(), headers={"Content-Type": "text/turtle"})
        _, found = at(server.query, "place")
    assert [(each.subject, each.object, each.proposed) for each in found] == [
        (f"{PLACE}310104", item, "skos:exactMatch")
    ]


def test_our_own_reconciliation_service_as_a_target() -> None:
    """A release that somebody else serves: our names are asked in batches, what it finds is scored by our own features."""
    release = prepared()
    with hosting.hosted(release.store_folder(), derived=release.derived) as site:
        url = f"http://127.0.0.1:{site.port}/reconcile"
        kind, found = at(url, "organization", namespace="https://example.org/id/")
        _, same = at(url, "organization")
    assert kind == "Reconciliation service"
    names = {each.names[0] for each in ours("organization").values()}
    equal = {
        each.subject_name
        for each in found
        if each.subject.rpartition("/id/")[2] == each.object.rpartition("/id/")[2]
    }
    assert equal == names
    assert all(each.features[0] for each in found)
    assert same == []


def test_nothing_of_ours_is_linked_to_another_of_ours(tmp_path: Path) -> None:
    """Our own export holds the records of identifiers, with the very codes of their owners: none is a thing elsewhere."""
    path = tmp_path / "own.nq"
    path.write_bytes(exports.export(published(), "nquads"))
    assert gathered(targets.from_file(path, Choice())) == []


def test_the_hard_pairs_end_to_end() -> None:
    """A table made of them, proposed against: most of what is right is there, and no wrong pair as exact."""
    found, right, wrong, exact = measured(Terms().floor)
    assert right > 100
    assert found / right >= 0.9
    assert found / (found + wrong) >= 0.8
    assert exact == 0
