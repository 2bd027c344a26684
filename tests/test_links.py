"""Links to other datasets: tables of judgements and of codes, and what becomes of their rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from uniongraph import divisions, files, links, registry, terms
from uniongraph.errors import LinkError
from uniongraph.iris import BASE, Minter
from uniongraph.names import analyse

DATA = files.folder("data")
SKOS = "http://www.w3.org/2004/02/skos/core#"
HEAD = (
    "#mapping_set_id: https://example.org/m\n"
    "#curie_map:\n"
    "#  id: https://example.org/not-used/\n"
    "#  wikidata: http://www.wikidata.org/entity/\n"
    '#  quoted: "https://example.org/q/"\n'
)
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier\tcomment\n"
ROW = "id:place/cn-310110\tskos:exactMatch\twikidata:Q661533\tsemapv:ManualMappingCuration\t\tequal code\n"


@pytest.fixture
def minter() -> Minter:
    return Minter(registry.read([DATA]))


def written(folder: Path, content: str) -> Path:
    path = folder / "places.sssom.tsv"
    path.write_text(content, "utf-8")
    return path


# ---------------------------------------------------------------------------------------------- mappings


def test_a_row_is_a_link(tmp_path: Path, minter: Minter) -> None:
    """Our own prefix follows the base of the release, whatever the table says of it; the others are the table's."""
    quoted = "id:place/cn-310104\tskos:closeMatch\tquoted:a:b\tsemapv:ManualMappingCuration\t\t\n"
    links_graph = NamedNode(f"{BASE}graph/links")
    assert terms.quads(links.describe_mappings(written(tmp_path, HEAD + COLUMNS + ROW + quoted), minter)) == [
        Quad(
            NamedNode(f"{BASE}id/place/cn-310110"),
            NamedNode(f"{SKOS}exactMatch"),
            NamedNode("http://www.wikidata.org/entity/Q661533"),
            links_graph,
        ),
        Quad(
            NamedNode(f"{BASE}id/place/cn-310104"),
            NamedNode(f"{SKOS}closeMatch"),
            NamedNode("https://example.org/q/a:b"),
            links_graph,
        ),
    ]


def test_a_judgement_against_a_link_states_nothing(tmp_path: Path, minter: Minter) -> None:
    """It is kept in the table, so that nobody proposes the link again."""
    against = ROW.replace("\t\tequal code", "\tNot\tanother city")
    assert links.describe_mappings(written(tmp_path, HEAD + COLUMNS + against), minter) == []


def test_every_match_of_skos_may_be_used(tmp_path: Path, minter: Minter) -> None:
    """Exact, close, related, broad and narrow."""
    names = ["exact", "close", "related", "broad", "narrow"]
    rows = "".join(ROW.replace("exactMatch", f"{name}Match") for name in names)
    found = terms.quads(links.describe_mappings(written(tmp_path, HEAD + COLUMNS + rows), minter))
    assert [quad.predicate.value for quad in found] == [f"{SKOS}{name}Match" for name in names]


# the table below its head of 5 lines, the line that is wrong, what is said
BAD_TABLES = {
    "nothing": ("", 6, "lacks the column subject_id"),
    "a column is missing": (COLUMNS.replace("object_id", "object") + ROW, 6, "lacks the column object_id"),
    "no match": (COLUMNS + ROW + ROW.replace("skos:exactMatch", "owl:sameAs"), 8, "predicate 'owl:sameAs'"),
    "a cell too few": (COLUMNS + ROW.replace("\t\tequal code", ""), 7, "is no mapping row"),
    "a cell too many": (COLUMNS + ROW.replace("\n", "\tx\n"), 7, "is no mapping row"),
    "an unknown prefix": (
        COLUMNS + ROW.replace("wikidata:", "wd:"),
        7,
        "'wd:Q661533' has no prefix of the table's curie_map",
    ),
    "no prefix": (COLUMNS + ROW.replace("wikidata:Q661533", "Q661533"), 7, "'Q661533' has no prefix"),
    "nothing behind it": (COLUMNS + ROW.replace("Q661533", ""), 7, "'wikidata:' has no prefix"),
    "no IRI": (COLUMNS + ROW.replace("Q661533", "Q 66"), 7, "'wikidata:Q 66' is no IRI: "),
    "after a blank line": (
        COLUMNS + "\n" + ROW + "\n" + ROW.replace("id:", "ours:"),
        10,
        "'ours:place/cn-310110'",
    ),
    "a remark below": (COLUMNS + ROW + "#a remark\n", 8, "is no mapping row"),
    "an endless cell": (COLUMNS + "x" * 200_000, None, "cannot be read: field larger than field limit"),
}


@pytest.mark.parametrize(("table", "line", "message"), BAD_TABLES.values(), ids=BAD_TABLES.keys())
def test_a_bad_row_is_named_by_file_and_line(
    tmp_path: Path, minter: Minter, table: str, line: int | None, message: str
) -> None:
    """Then nothing of the table is used."""
    path = written(tmp_path, HEAD + table)
    with pytest.raises(LinkError) as refused:
        links.describe_mappings(path, minter)
    assert (refused.value.source, refused.value.line) == (str(path), line)
    assert message in str(refused.value)


def test_a_missing_table_is_named(tmp_path: Path, minter: Minter) -> None:
    """Neither kind of table may be missing where it is asked for."""
    for describe in (links.describe_mappings, links.describe_identifiers):
        with pytest.raises(LinkError, match=r"none\.tsv: cannot be read: "):
            describe(tmp_path / "none.tsv", minter)


def test_the_shipped_links_lead_from_divisions_to_items(minter: Minter) -> None:
    """Each subject is a division of the gazetteer, named as the table labels it; exactly one code was seen equal."""
    path = DATA / "links" / "places.sssom.tsv"
    found = terms.quads(links.describe_mappings(path, minter))
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len(found) == len(rows) > 0
    for quad, row in zip(found, rows, strict=True):
        division = divisions.shipped().find(row["subject_id"].removeprefix("id:place/cn-"))
        assert division is not None
        assert division.name == row["subject_label"]
        assert str(quad.subject) == minter.place(division.code)
    exact = [row["subject_label"] for row in rows if row["predicate_id"] == "skos:exactMatch"]
    assert exact == ["杨浦区"]


# ---------------------------------------------------------------------------------------------- identifiers

IDENTIFIERS = "scope,name,scheme,identifier,confidence,source\n"


def test_a_row_is_a_code_of_a_host(tmp_path: Path, minter: Minter) -> None:
    """The code belongs to the enterprise; its union is another organization and gets none."""
    path = written(tmp_path, f'{IDENTIFIERS}310000,同济大学,uscc,12100000425006125J,0.95,"a, b"\n')
    host = minter.organization("同济大学", "310000")
    assert terms.quads(links.describe_identifiers(path, minter)) == [
        Quad(
            NamedNode(terms.iri_of(host)),
            NamedNode("https://w3id.org/uniongraph/ontology#uscc"),
            Literal("12100000425006125J"),
            NamedNode(f"{BASE}graph/links"),
        )
    ]
    assert host != minter.organization("同济大学工会", "310000")


BAD_IDENTIFIERS = [
    ("", 1, "must begin with the columns scope,name,scheme,identifier,confidence,source"),
    ("name,identifier\n", 1, "must begin with the columns"),
    (f"{IDENTIFIERS}310000,甲,uscc,12\n", 2, "is no row of a name and its uscc"),
    (f"{IDENTIFIERS}310000,甲,lei,12,0.9,x\n", 2, "is no row of a name and its uscc"),
    (f"{IDENTIFIERS}310000,甲,uscc,,0.9,x\n", 2, "is no row of a name and its uscc"),
    (f"{IDENTIFIERS}\n310000,,uscc,12,0.9,x\n", 3, "is no row of a name and its uscc"),
]


@pytest.mark.parametrize(("table", "line", "message"), BAD_IDENTIFIERS)
def test_a_bad_identifier_is_named_by_file_and_line(
    tmp_path: Path, minter: Minter, table: str, line: int, message: str
) -> None:
    """A code that nobody bears, or of another kind, is none."""
    path = written(tmp_path, table)
    with pytest.raises(LinkError) as refused:
        links.describe_identifiers(path, minter)
    assert str(refused.value).startswith(f"{path}:{line}: {message}")


def shipped_identifiers() -> list[dict[str, str]]:
    with (DATA / "identifiers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", shipped_identifiers(), ids=lambda row: row["identifier"])
def test_each_shipped_code_is_a_hosts_own(row: dict[str, str]) -> None:
    """Its check character is right (GB 32100), and it belongs to no union."""
    code = row["identifier"]
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    assert len(code) == 18
    total = sum(alphabet.index(character) * pow(3, place, 31) for place, character in enumerate(code[:17]))
    assert alphabet[-total % 31] == code[17]
    assert code[:2] not in {"81", "89"}
    assert analyse(row["name"], gazetteer=divisions.shipped(), jurisdiction=row["scope"]).suffix == ""


def test_the_shipped_codes_mint_no_name(minter: Minter) -> None:
    """Every host that bears one is named in the registry already."""
    assert len(links.describe_identifiers(DATA / "identifiers.csv", minter)) == len(shipped_identifiers()) > 0
    assert minter.registry.entries() == []
