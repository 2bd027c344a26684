"""What the build prepared answers the prepared queries: byte for byte what evaluating gives, and never what it should not."""

from __future__ import annotations

import gc
import gzip
import io
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from click.testing import CliRunner

from hosting import hosted, send
from published import published
from uniongraph import answers, files, labels, queries, release, sparql
from uniongraph.answers.preparing import prepare
from uniongraph.cli import main
from uniongraph.errors import QueryError, ReleaseError
from uniongraph.sparql import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hosting import Site
    from uniongraph.release import Release

PREPARED = queries.load(files.folder("queries"))
ASKED = {
    name: query for name, query in PREPARED.items() if not any(each.required for each in query.parameters)
}
WINNERS = PREPARED["winners"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Copy the release of the shipped decision, and prepare its answers."""
    folder = tmp_path_factory.mktemp("release") / "one"
    shutil.copytree(
        published().folder, folder, copy_function=os.link, ignore=shutil.ignore_patterns("derived")
    )
    found = release.open_release(folder)
    assert prepare(found, PREPARED.values(), jobs=1) == len(ASKED)
    return found


@pytest.fixture
def one(tmp_path: Path) -> Release:
    """Copy the same release, nothing prepared."""
    shutil.copytree(
        published().folder, tmp_path / "one", copy_function=os.link, ignore=shutil.ignore_patterns("derived")
    )
    return release.open_release(tmp_path / "one")


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """Let go of what a failure held, in this thread: the engine's answers may be dropped in no other."""
    yield
    gc.collect()


def written(answer: sparql.Answer, form: str, limits: Limits | None = None) -> bytes:
    stream = io.BytesIO()
    sparql.write(answer, form, stream, limits=limits or Limits())
    return stream.getvalue()


def evaluated(name: str, form: str) -> bytes:
    found = published()
    return written(queries.ask(found.open_store(), PREPARED[name], base=found.manifest.base), form)


def lies(found: Release, name: str) -> Path:
    return answers.place(found.derived, PREPARED[name].text, found.manifest.base)


def mark(found: Release, name: str) -> None:
    """Put another answer in the place of a prepared one, so that it is seen which is given."""
    rows = b'[{"mark":{"type":"literal","value":"prepared"}}]'
    lies(found, name).write_bytes(
        gzip.compress(b'{"head":{"vars":["mark"]},"results":{"bindings":' + rows + b"}}")
    )


@pytest.mark.parametrize("form", sparql.RESULTS)
def test_a_kept_answer_is_what_evaluating_gives(site: Release, form: str) -> None:
    """Of every prepared query and in every format of tables, read again or copied."""
    for name in ASKED:
        stream = io.BytesIO()
        assert sparql.send(lies(site, name), form, stream)
        kept = sparql.kept(lies(site, name))
        assert kept is not None
        assert stream.getvalue() == evaluated(name, form) == written(kept, form), name


@pytest.mark.parametrize("form", sparql.RESULTS)
@pytest.mark.parametrize("limits", [Limits(rows=3), Limits(bytes=1_000), Limits(rows=0)])
def test_a_kept_answer_is_cut_where_another_is(site: Release, form: str, limits: Limits) -> None:
    """The same bytes go out before the cut."""
    sent, made = io.BytesIO(), io.BytesIO()
    with pytest.raises(sparql.Cut) as one:
        sparql.send(lies(site, "awards"), form, sent, limits=limits)
    answer = queries.ask(published().open_store(), PREPARED["awards"], base=site.manifest.base)
    with pytest.raises(sparql.Cut) as other:
        sparql.write(answer, form, made, limits=limits)
    assert (sent.getvalue(), str(one.value)) == (made.getvalue(), str(other.value))


def test_nothing_is_prepared_twice(site: Release) -> None:
    """What is there stays there."""
    assert prepare(site, PREPARED.values()) == 0


def test_the_hash_and_the_checks_of_a_release_know_nothing_of_it(site: Release) -> None:
    """A release with answers is whole, and the same release."""
    assert site.id == published().id
    assert list(release.faults(site)) == []


def test_several_processes_give_the_same(
    one: Release, site: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a large release the cores share the work, and each step is told."""
    monkeypatch.setattr("uniongraph.answers.preparing.FEW", 0)
    told: list[str] = []
    chosen = [PREPARED[name] for name in ("winners", "tier-counts", "sources")]
    assert prepare(one, chosen, jobs=2, progress=told.append) == 3
    assert told[:2] == ["preparing the label index", "preparing the index of matching"]
    assert len(told) == 5
    assert told[-1].endswith("(3 of 3)")
    for name in ("winners", "tier-counts", "sources"):
        assert lies(one, name).read_bytes() == lies(site, name).read_bytes()


def test_the_command_line_reads_what_was_prepared(one: Release) -> None:
    """``query`` without parameters does, with parameters evaluates, and with what is the default anyway reads again."""
    prepare(one, [WINNERS], jobs=1)
    mark(one, "winners")

    def asked(*arguments: str) -> str:
        command = ["query", "winners", "--format", "csv", "--release", str(one.folder), *arguments]
        return CliRunner().invoke(main, command).stdout

    assert asked() == "mark\nprepared\n"
    assert asked("-p", "kind=special") == "mark\nprepared\n"
    assert asked("-p", "kind=first-prize").startswith("editionYear,")


@pytest.mark.parametrize("form", sparql.RESULTS)
def test_a_damaged_answer_is_an_error(tmp_path: Path, site: Release, form: str) -> None:
    """It names the file."""
    (tmp_path / "cut").write_bytes(lies(site, "awards").read_bytes()[:-200])
    with pytest.raises(QueryError, match="damaged"):
        sparql.send(tmp_path / "cut", form, io.BytesIO())


def test_an_answer_that_is_a_graph_is_not_kept(tmp_path: Path) -> None:
    """Its order would not be that of evaluating."""
    answer = sparql.evaluate(published().open_store(), "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1")
    with pytest.raises(QueryError, match="are not kept"):
        sparql.keep(answer, tmp_path / "graph.srj.gz")
    assert list(tmp_path.iterdir()) == []


def test_a_preparation_that_is_broken_off_leaves_no_half(
    one: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done stays, what was begun is swept by the next, and the rest is then made."""
    prepare(one, [WINNERS], jobs=1)
    (lies(one, "sources").with_name(".half.srj.gz.1")).write_bytes(b"half")

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("uniongraph.sparql.keep", broken)
        with pytest.raises(KeyboardInterrupt):
            prepare(one, [WINNERS, PREPARED["sources"]], jobs=1)
    assert sparql.kept(lies(one, "winners")) is not None
    assert sparql.kept(lies(one, "sources")) is None
    assert prepare(one, [WINNERS, PREPARED["sources"]], jobs=1) == 1
    assert [path.name for path in (one.derived / "answers").iterdir() if path.name.startswith(".")] == []


def test_one_process_prepares_at_a_time(one: Release) -> None:
    """A second is told so."""
    with release.hold(one.derived, one.derived), pytest.raises(ReleaseError, match="another process"):
        prepare(one, [WINNERS])


def test_the_key_is_query_base_and_engine(one: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed query, another base and another engine each have an answer of their own."""
    places = {
        answers.place(one.derived, text, base) for text in ("ASK {}", "ASK { }") for base in ("x:a/", "x:b/")
    }
    monkeypatch.setattr("pyoxigraph.__version__", "9")
    assert len(places | {answers.place(one.derived, "ASK {}", "x:a/")}) == 5


def test_the_build_prepares_once_the_release_is_published(tmp_path: Path) -> None:
    """And does not where it is told not to; ``release prepare`` then does; ``prune`` removes answers with their release."""
    root = tmp_path / "releases"
    said = CliRunner().invoke(main, ["build", "--output", str(root), "--no-answers"])
    assert said.exit_code == 0
    found = release.current(root)
    assert not found.derived.exists()
    prepared = CliRunner().invoke(main, ["release", "--release", str(root), "prepare"]).stdout
    assert (
        prepared
        == f"release {found.id}: {len(ASKED) + len(answers.browsed())} answers prepared, and the index of names\n"
    )
    assert len(list((found.derived / "answers").iterdir())) == len(ASKED) + len(answers.browsed())
    shutil.rmtree(found.derived)
    assert CliRunner().invoke(main, ["build", "--output", str(root)]).exit_code == 0
    assert len(list((found.derived / "answers").iterdir())) == len(ASKED) + len(answers.browsed())
    assert labels.file(found.derived).exists()


def test_a_release_that_cannot_be_prepared_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build says what failed, and succeeds."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("uniongraph.sparql.keep", full)
    said = CliRunner().invoke(main, ["build", "--output", str(tmp_path / "releases")])
    assert said.exit_code == 0
    assert "not all answers are prepared" in said.stderr
    assert "No space left on device" in said.stderr
    assert release.current(tmp_path / "releases").id == published().id


# ---------------------------------------------------------------------------------------------- the server


@pytest.fixture(scope="module")
def server(site: Release) -> Iterator[Site]:
    """Serve the release, one of whose answers is marked."""
    shutil.copytree(site.folder, site.folder.with_name("marked"), copy_function=os.link)
    found = release.open_release(site.folder.with_name("marked"))
    lies(found, "winners").unlink()
    mark(found, "winners")
    lies(found, "documents").write_bytes(b"no answer at all")
    lies(found, "awards").write_bytes(lies(site, "awards").read_bytes()[:-200])
    with hosted(found.store_folder(), PREPARED, derived=found.derived) as running:
        yield running


def test_the_server_reads_what_was_prepared(server: Site) -> None:
    """In any format, as a page, and at the endpoint where the whole query is put."""
    assert send(server, "GET", "/queries/winners?format=csv").text == "mark\r\nprepared\r\n"
    assert send(server, "GET", "/queries/winners?format=json").json()["head"] == {"vars": ["mark"]}
    assert "prepared" in send(server, "GET", "/queries/winners", headers={"Accept": "text/html"}).text
    assert (
        send(server, "GET", "/sparql", params={"query": WINNERS.text, "format": "tsv"}).text
        == '?mark\n"prepared"\n'
    )


def test_another_question_is_evaluated(server: Site) -> None:
    """With a parameter, or with a dataset of its own."""
    text = send(server, "GET", "/queries/winners?format=csv&kind=first-prize").text
    assert text.startswith("editionYear,")
    fields = {"query": WINNERS.text, "format": "csv", "default-graph-uri": "http://example.com/none"}
    assert send(server, "GET", "/sparql", params=fields).text.startswith("editionYear,")


def test_what_is_no_answer_is_not_given(server: Site) -> None:
    """A file that holds something else is passed over, and one that was not prepared too."""
    assert send(server, "GET", "/queries/documents?format=csv").content == evaluated("documents", "csv")


def test_a_damaged_answer_is_never_taken_for_whole(server: Site) -> None:
    """Of a file cut short nothing goes out but an error, or a beginning whose transfer breaks off."""
    for form in sparql.RESULTS:
        try:
            response = send(server, "GET", f"/queries/awards?format={form}")
        except httpx.RemoteProtocolError:
            continue
        assert response.status_code >= 400
        assert "damaged" in response.text
