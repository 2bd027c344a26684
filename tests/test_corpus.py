"""The queries that only make sense over many documents, over the small corpus of golden cases: nine of one invented city.

``answers-corpus/NAME.csv`` is the answer to each; ``--bless`` writes it anew, and it is then to be checked against the documents.
"""

from __future__ import annotations

import atexit
import csv
import io
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import acted
from uniongraph import builder, files, queries
from uniongraph.iris import term

if TYPE_CHECKING:
    from uniongraph.release import Release

HERE = Path(__file__).parent
ANSWERS = HERE / "answers-corpus"
DOCUMENTS = sorted((HERE / "cases").glob("corpus-*/source.*"))
PREPARED = queries.load(files.folder("queries"))
CORPUS = [name for name, query in PREPARED.items() if "corpus" in query.tags]
REQUIRED = {"organization-honours": {"organization": "望海区总工会"}}


@cache
def corpus() -> Release:
    """Return a release of the small corpus, in a folder that goes away with the process."""
    root = Path(tempfile.mkdtemp(prefix="uniongraph-corpus-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    built = builder.build(DOCUMENTS, output=root, jobs=1)
    assert not built.skipped
    return built.release


def answer(name: str, values: dict[str, str]) -> str:
    """Return the answer of the corpus to a prepared query, as CSV."""
    release = corpus()
    solutions = queries.ask(release.open_store(), PREPARED[name], values, base=release.manifest.base)
    assert isinstance(solutions, ox.QuerySolutions)
    stream = io.BytesIO()
    solutions.serialize(stream, ox.QueryResultsFormat.CSV)
    return stream.getvalue().decode().replace("\r\n", "\n")


def rows(name: str, values: dict[str, str]) -> list[dict[str, str]]:
    """Return the rows of an answer, as text."""
    return list(csv.DictReader(io.StringIO(answer(name, values))))


def test_every_corpus_query_has_its_answer() -> None:
    """Each query with the tag ``corpus`` has an answer, and no other file stands there."""
    assert len(CORPUS) >= 8
    assert len(DOCUMENTS) == 9
    assert set(CORPUS) == {path.stem for path in ANSWERS.glob("*.csv")}


@pytest.mark.parametrize("name", CORPUS)
def test_the_answer_over_the_corpus(name: str, *, blessing: bool) -> None:
    """The answer is the one that was checked against the nine documents, row for row, in its order."""
    path, found = ANSWERS / f"{name}.csv", answer(name, REQUIRED.get(name, {}))
    if blessing:
        path.write_text(found, "utf-8", newline="")
    assert path.is_file(), f"{path.name} is missing: look at the answer, then run pytest --bless"
    assert found == path.read_text("utf-8")


NARROWED = [
    ("organization-honours", {"organization": "泊洲市第三人民医院工会"}, 3),
    ("organization-honours", {"organization": "泊洲市总工会"}, 0),
    ("organization-honours", {"organization": '" } #'}, 0),
    ("programme-editions", {"called": "泊洲市职工服务创新案例"}, 4),
    ("programme-editions", {"called": "泊洲市"}, 0),
    ("first-time-winners", {"year": "2018"}, 6),
    ("first-time-winners", {"year": "2019"}, 4),
    ("first-time-winners", {"year": "2020"}, 1),
    ("first-time-winners", {"year": "2021"}, 1),
    ("first-time-winners", {"year": "2022"}, 0),
    ("co-recipients", {"organization": "望海区总工会"}, 2),
    ("co-recipients", {"organization": "清浦县总工会"}, 0),
    ("issuers-by-year", {"year": "2019"}, 1),
    ("issuers-by-year", {"year": "2018"}, 0),
    ("person-honours", {"unit": "纺织"}, 1),
    ("person-honours", {"year": "2020"}, 4),
    ("person-honours", {"year": "2021"}, 0),
    ("later-acts", {"document": "https://w3id.org/uniongraph/id/doc/pogongfa-2020-21"}, 1),
    ("later-acts", {"document": "https://w3id.org/uniongraph/id/doc/pogongfa-2021-18"}, 2),
    ("later-acts", {"document": "https://w3id.org/uniongraph/id/doc/none"}, 0),
]


@pytest.mark.parametrize(
    ("name", "values", "count"), NARROWED, ids=[f"{row[0]}-{number}" for number, row in enumerate(NARROWED)]
)
def test_parameters_narrow_the_answer(name: str, values: dict[str, str], count: int) -> None:
    """Each parameter narrows the answer to as many rows as the documents give."""
    assert len(rows(name, values)) == count


def test_an_act_is_followed_to_the_award_it_is_about() -> None:
    """Where the conferral is concluded, the row of the revocation names it: the second prize of 2019 that was taken back."""
    store = ox.Store()
    store.bulk_extend(acted.described())
    ontology = ox.NamedNode("https://w3id.org/uniongraph/graph/ontology")
    store.bulk_load(path=files.folder("ontology") / "uniongraph.ttl", to_graph=ontology)
    solutions = queries.ask(store, PREPARED["later-acts"], {})
    assert isinstance(solutions, ox.QuerySolutions)
    found = {str(row["title"].value): row["conferral"] for row in solutions if row["title"] is not None}
    assert str(found["15分钟理发角"]).startswith(
        "<https://w3id.org/uniongraph/id/conferral/pogongfa-2020-21/"
    )


# ---------------------------------------------------------------------------------------------- invented for one question

SAME = "泊洲市总工会关于表彰先进工会小组的决定"


def built(folder: Path, *documents: str) -> ox.Store:
    """Return the store of a release of some invented documents."""
    for number, words in enumerate(documents):
        (folder / f"{number}.txt").write_text(words, "utf-8")
    found = builder.build(sorted(folder.glob("*.txt")), output=folder / "releases", jobs=1)
    assert not found.skipped
    return found.release.open_store()


def table(store: ox.Store, name: str, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of the answer to a prepared query, empty text for what is not bound."""
    solutions = queries.ask(store, PREPARED[name], {})
    assert isinstance(solutions, ox.QuerySolutions)
    return [tuple(row[each].value if row[each] is not None else "" for each in columns) for row in solutions]


def given(number: str, date: str, *unions: str, title: str = SAME) -> str:
    """Return the text of an invented decision that honours some unions."""
    return (
        f"{title}\n\n{number}\n\n各区总工会：\n\n决定授予{'、'.join(unions)}“先进工会小组”称号。\n\n"
        f"泊洲市总工会\n{date}\n"
    )


def undone(number: str, date: str, prose: str) -> str:
    """Return the text of an invented document that takes back what another gave."""
    return f"泊洲市总工会关于撤销先进工会小组的决定\n\n{number}\n\n各区总工会：\n\n{prose}\n\n泊洲市总工会\n{date}\n"


def test_of_two_decisions_of_one_title_only_the_one_before_is_meant(tmp_path: Path) -> None:
    """A title that is used again does not tie a revocation to the decision that came after it, nor hide the one before."""
    store = built(
        tmp_path,
        given("泊工发〔2017〕8号", "2017年3月18日", "泊洲盐业有限公司工会", "清浦县总工会"),
        given("泊工发〔2021〕12号", "2021年3月18日", "泊洲盐业有限公司工会", "清浦县总工会"),
        undone(
            "泊工发〔2018〕40号",
            "2018年9月1日",
            f"经查，决定撤销《{SAME}》授予清浦县总工会的“先进工会小组”称号。",
        ),
    )
    ((number, award),) = table(store, "later-acts", "number", "conferral")
    assert number == "泊工发〔2018〕40号"
    assert "/pogongfa-2017-8/" in award


def test_a_revoked_award_is_said_to_be_wherever_it_is_listed_or_counted(tmp_path: Path) -> None:
    """The decision that is taken back as a whole, and one award of another: every list says by what, every count how many."""
    yearly = "泊洲市总工会关于表彰{}年度先进工会小组的决定"
    store = built(
        tmp_path,
        given(
            "泊工发〔2020〕9号",
            "2020年3月2日",
            "泊洲盐业有限公司工会",
            "清浦县总工会",
            title=yearly.format(2019),
        ),
        given(
            "泊工发〔2021〕12号",
            "2021年3月18日",
            "泊洲盐业有限公司工会",
            "清浦县总工会",
            title=yearly.format(2020),
        ),
        undone(
            "泊工发〔2021〕40号", "2021年9月1日", f"决定撤销《{yearly.format(2020)}》（泊工发〔2021〕12号）。"
        ),
        undone(
            "",
            "2022年9月1日",
            f"决定撤销《{yearly.format(2019)}》（泊工发〔2020〕9号）授予清浦县总工会的“先进工会小组”称号。",
        ),
    )
    by = "泊工发〔2021〕40号"
    listed = table(store, "awards", "editionYear", "recipient", "revokedBy")
    assert [row[:2] for row in listed] == [
        (year, union) for year in ("2019", "2020") for union in ("泊洲盐业有限公司工会", "清浦县总工会")
    ]
    assert [row[2] for row in listed[:1] + listed[2:]] == ["", by, by]
    assert listed[1][2].startswith("https://w3id.org/uniongraph/id/doc/unnumbered-")
    counted = table(store, "programme-editions", "editionYear", "awards", "revoked")
    assert counted == [("2019", "2", "1"), ("2020", "2", "2")]
    returning = table(store, "returning-winners", "recipient", "editions", "awards", "revoked")
    assert returning == [("泊洲盐业有限公司工会", "2", "2", "1"), ("清浦县总工会", "2", "2", "2")]
    acts = table(store, "later-acts", "number", "wholeDocument")
    assert acts == [("", "false"), (by, "true"), (by, "true")]


def declaring(number: str, date: str, count: int, *unions: str) -> str:
    """Return the text of an invented decision of one edition that says how many applied and how they were judged."""
    listed = "\n".join(f"{place}. {union}" for place, union in enumerate(unions, start=1))
    return (
        f"泊洲市总工会关于表彰2020年度泊洲市职工服务品牌的决定\n\n{number}\n\n各区总工会：\n\n"
        f"评选活动共收到申报品牌{count}个。通过资格审查、专家评审、网络投票等环节，"
        "从创新性、实用性两个方面综合评定，市总工会决定予以表彰。\n\n"
        f"附件：2020年度泊洲市职工服务品牌名单\n\n泊洲市总工会\n{date}\n\n附件\n\n2020年度泊洲市职工服务品牌名单\n\n"
        f"一、一等奖（{len(unions)}个）\n{listed}\n"
    )


def test_each_row_says_whose_it_is_and_no_count_is_chosen(tmp_path: Path) -> None:
    """Two documents of one edition: their applications, tiers and stages stand apart, each with programme and number."""
    numbers = ("泊工发〔2021〕12号", "泊工发〔2021〕30号")
    store = built(
        tmp_path,
        declaring(numbers[0], "2021年3月18日", 86, "泊洲盐业有限公司工会", "清浦县总工会"),
        declaring(numbers[1], "2021年6月8日", 12, "望海区总工会"),
    )
    programme = "泊洲市职工服务品牌"
    shares = table(
        store, "application-share", "applications", "honoured", "share", "programme", "documentNumber"
    )
    assert shares == [
        ("86", "2", "0.023", programme, numbers[0]),
        ("12", "1", "0.083", programme, numbers[1]),
    ]
    counts = table(store, "tier-counts", "editionYear", "tier", "awards", "programme", "documentNumber")
    assert counts == [
        ("2020", "一等奖", "2", programme, numbers[0]),
        ("2020", "一等奖", "1", programme, numbers[1]),
    ]
    stages = table(store, "evaluation-stages", "number", "documentNumber")
    assert stages == [(str(place), number) for number in numbers for place in (1, 2, 3)]
    criteria = table(store, "evaluation-criteria", "number", "documentNumber")
    assert criteria == [(str(place), number) for number in numbers for place in (1, 2)]
    kinds = table(store, "union-kinds-by-tier", "kind", "awards", "documentNumber")
    assert {row[2] for row in kinds} == set(numbers)
    assert len(kinds) == len(set(kinds)) == 3


OTHER = "望海区总工会关于表彰先进工会小组的决定"


def citing(number: str, date: str, cited: str) -> str:
    """Return the text of an invented decision of another body, which names what it is based on."""
    return (
        f"{OTHER}\n\n{number}\n\n各镇总工会：\n\n根据{cited}精神，决定授予望海区海岸镇总工会“先进工会小组”称号。\n\n"
        f"望海区总工会\n{date}\n"
    )


CITATIONS = [
    ("（泊工发〔2021〕12号）", "2021年9月1日", "望海工〔2021〕4号", [("0.95", True)]),
    ("（泊工发〔2021〕12号）", "2019年9月1日", "望海工〔2019〕4号", []),
    ("（泊工发〔2020〕99号）", "2021年9月1日", "望海工〔2021〕4号", []),
]


@pytest.mark.parametrize(("cited", "date", "number", "expected"), CITATIONS)
def test_a_document_that_is_cited_and_held_is_one_document(
    tmp_path: Path, cited: str, date: str, number: str, expected: list[tuple[str, bool]]
) -> None:
    """By its number another body's citation is known to be the document held, and says so beside what it states."""
    store = built(
        tmp_path,
        given("泊工发〔2021〕12号", "2021年3月18日", "泊洲盐业有限公司工会", "清浦县总工会"),
        citing(number, date, f"《{SAME}》{cited}"),
    )
    found = store.query(
        """PREFIX ug: <https://w3id.org/uniongraph/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?sure ?twin WHERE {
          ?text ug:witnessOf ?held . ?held ug:documentNumber "泊工发〔2021〕12号" .
          ?later dcterms:references ?held .
          ?why rdf:subject ?later ; rdf:predicate dcterms:references ; rdf:object ?held ; ug:confidence ?sure .
          OPTIONAL { ?later dcterms:references ?twin . ?twin ug:identifiedAs ?held }
        }""",
        use_default_graph_as_union=True,
    )
    assert isinstance(found, ox.QuerySolutions)
    assert [(row["sure"].value, row["twin"] is not None) for row in found] == expected
    assert len(table(store, "documents", "document")) == len(table(store, "sources", "number")) == 2
    builder.check(store)


def test_a_title_alone_says_less_surely_which_document_is_cited(tmp_path: Path) -> None:
    """One body cites its own decision by title: the citation is known, and the title stands for no one document."""
    yearly = "泊洲市总工会关于命名先进工会小组的通知"
    store = built(
        tmp_path,
        given("泊工发〔2020〕12号", "2020年3月18日", "泊洲盐业有限公司工会", title=yearly),
        given("泊工发〔2022〕7号", "2022年3月18日", "泊洲盐业有限公司工会", title=yearly),
        citing("泊工发〔2021〕4号", "2021年9月1日", f"《{yearly}》").replace("望海区总工会", "泊洲市总工会"),
    )
    based = list(store.quads_for_pattern(None, term("ug:basedOnNotice"), None, None))
    held = [quad for quad in based if "/doc/cited/" not in str(quad.object)]
    assert [str(quad.object).rpartition("/")[2] for quad in held] == ["pogongfa-2020-12>"]
    assert not list(store.quads_for_pattern(None, term("ug:identifiedAs"), None, None))
    confidences = store.quads_for_pattern(None, term("ug:confidence"), None, held[0].graph_name)
    assert '"0.8"' in {str(quad.object).partition("^^")[0] for quad in confidences}
    notices = [row for row in table(store, "documents", "number", "notices") if row[1]]
    assert notices == [("泊工发〔2021〕4号", yearly)]
    builder.check(store)


def test_no_row_stands_twice(tmp_path: Path) -> None:
    """What several graphs say alike, the name of a company that is honoured here and whose union is there, is one row."""
    one, two = "泊洲盐业有限公司", "泊洲港务集团有限公司"
    store = built(
        tmp_path,
        declaring("泊工发〔2021〕12号", "2021年3月18日", 86, one, f"{two}、{one}", two),
        given("泊工发〔2021〕30号", "2021年6月8日", f"{one}工会", f"{two}工会"),
    )
    for name, query in PREPARED.items():
        values = {each.name: each.example for each in query.parameters if each.required}
        if "kind" in {each.name for each in query.parameters if each.scheme == "tier-kind"}:
            values["kind"] = "first-prize"
        solutions = queries.ask(store, query, values)
        assert isinstance(solutions, ox.QuerySolutions)
        found = [tuple(row) for row in solutions]
        assert len(found) == len(set(found)), name
    assert len(table(store, "awards", "recipient")) == 6
    assert len(table(store, "joint-awards", "recipient")) == 2


def test_what_has_no_value_hides_no_other() -> None:
    """A cell that joins the years of several editions holds those that are known, though one edition has none."""
    before = [row["years"].split(" | ") for row in rows("returning-winners", {})]
    gone = next(years for years in before if len(years) > 1)[0]
    store = ox.Store()
    store.extend(corpus().open_store())
    for quad in list(store.quads_for_pattern(None, term("ug:editionYear"), None)):
        if isinstance(quad.object, ox.Literal) and quad.object.value == gone:
            store.remove(quad)
    solutions = queries.ask(store, PREPARED["returning-winners"], {}, base=corpus().manifest.base)
    assert isinstance(solutions, ox.QuerySolutions)
    after = [str(row["years"].value) for row in solutions]
    assert sorted(after) == sorted(" | ".join(year for year in years if year != gone) for years in before)
