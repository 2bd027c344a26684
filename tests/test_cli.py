"""The command line as a user meets it: what it prints, where, with which exit status, and what bad input gets."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from published import published
from uniongraph import __version__, files, parser, sources
from uniongraph.cli import main
from uniongraph.model import Act, Decision, Reading, Reference, Span

DECISION = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"
CASES = Path(__file__).parent / "cases"
COMMANDS = [
    "build",
    "divisions",
    "export",
    "parse",
    "push",
    "query",
    "release",
    "serve",
    "site",
    "sparql",
    "validate",
]


def run(*arguments: str, given: str | None = None, release: Path | None = None) -> Result:
    """Run a command in this process on the published release, and return what came of it."""
    where = release or published().folder
    return CliRunner().invoke(main, list(arguments), input=given, env={"UNIONGRAPH_RELEASE": str(where)})


def sentence(done: Result) -> str:
    """Return the one line that a refused command prints; anything else fails."""
    assert done.exit_code == 1, done.output
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("Error: ")
    return lines[0].removeprefix("Error: ")


def test_the_commands_are_these() -> None:
    """The program has these commands, no more."""
    assert sorted(main.commands) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    """Each command explains itself and shows an example of itself."""
    done = run(command, "--help")
    assert done.exit_code == 0
    assert "Example" in done.stdout
    assert f"uniongraph {command}" in done.stdout


def test_version() -> None:
    """The version is that of the package."""
    assert run("--version").stdout.strip() == f"uniongraph, version {__version__}"


# ---------------------------------------------------------------------------------------------- parse


def test_parse_prints_an_outline_and_its_remarks() -> None:
    """The outline goes to standard output and the findings, with their carets, to standard error."""
    done = run("parse", str(DECISION))
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "沪工总基〔2018〕133号  上海市总工会关于表彰2017年度上海市基层工会创新案例的决定\n"
    )
    assert (
        "      1 机场浦东优势互补 资源共享共促改革 — 上海国际机场股份有限公司工会；浦东新区祝桥镇总工会\n"
        in done.stdout
    )
    assert f"{DECISION}:62:5: warning: " in done.stderr
    assert " 62 | 6. “020”模式让民主管理面对面\n    |     ^^^\n" in done.stderr


def test_parse_prints_the_text_that_offsets_count_in() -> None:
    """It is the file's own where that is UTF-8 text, one after another for several."""
    whole = DECISION.read_text("utf-8")
    assert run("parse", "--text", str(DECISION)).stdout == whole
    assert run("parse", "--text", str(DECISION), str(DECISION)).stdout == whole * 2


def test_parse_prints_json() -> None:
    """JSON is one object for one file, and one object a line for several."""
    one = json.loads(run("parse", str(DECISION), "--format", "json").stdout)
    assert sum(len(category["cases"]) for tier in one["tiers"] for category in tier["categories"]) == 60
    several = run("parse", str(DECISION), str(DECISION), "--format", "json").stdout.splitlines()
    assert [json.loads(line)["document_number"] for line in several] == ["沪工总基〔2018〕133号"] * 2


def test_parse_prints_the_schema_of_its_json() -> None:
    """It is the shipped file, and needs no document; without it, a document is needed."""
    shipped = (files.folder("ontology") / "decision.schema.json").read_text("utf-8")
    assert run("parse", "--schema").stdout == shipped
    assert run("parse", "--schema", str(DECISION)).stdout == shipped
    done = run("parse")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Missing argument 'PATH...'" in done.stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_document_that_changes_earlier_awards_is_read(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It confers nothing, and is printed all the same, with the reason as a note: it is no refusal."""
    path = CASES / "corpus-2022-revocation" / "source.txt"
    text = sources.read(path)
    at = (Span(0, 1),)
    act = Act("revocation", Reading("撤销", at), Reference(Reading("某市总工会关于表彰某事的决定", at)))
    read = Decision(text, reason="it revokes an earlier award; it confers none", acts=(act,))
    release = published().folder  # built before the parser is another
    monkeypatch.setattr("uniongraph.parser.parse", lambda _: read)
    done = run("parse", str(path), "--format", form, release=release)
    assert done.exit_code == 0, done.stderr
    if form == "text":
        assert "  revocation 《某市总工会关于表彰某事的决定》\n" in done.stdout
        assert done.stderr == f"Note: {path}: is no award decision: {read.reason}\n0 findings\n"
    else:
        assert done.stderr == ""
        record = json.loads(done.stdout)
        assert (record["is_award_decision"], record["reason"]) == (False, read.reason)
        assert [each["kind"] for each in record["acts"]] == ["revocation"]


UNLIKE = [
    path.parent.name
    for path in sorted(CASES.glob("*/source.*"))
    if re.match(r"corpus|refused|whole", path.parent.name)
]


@pytest.mark.parametrize("case", UNLIKE)
def test_the_exit_status_is_that_of_the_reading(case: str) -> None:
    """A document is refused where it has no effect, whichever form is asked for."""
    (path,) = (CASES / case).glob("source.*")
    decision = parser.parse(sources.read(path))
    for form in ("text", "json"):
        done = run("parse", str(path), "--format", form)
        assert done.exit_code == (0 if decision.has_effect else 1)
        assert ("Error: " in done.stderr) == (form == "text" and not decision.has_effect)


def test_a_document_without_effect_is_refused_in_json_too() -> None:
    """The object says why, and the exit status is 1."""
    done = run("parse", str(CASES / "refused-fee-notice" / "source.txt"), "--format", "json")
    record = json.loads(done.stdout)
    assert (done.exit_code, record["is_award_decision"], record["acts"]) == (1, False, [])
    assert record["reason"]


def test_what_would_not_be_published_is_no_success(tmp_path: Path) -> None:
    """A list that is cut off is an error: parse prints what it read, and fails as build does."""
    path = tmp_path / "cut.txt"
    lines = DECISION.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[: len(lines) // 2]), "utf-8")
    done = run("parse", str(path))
    assert done.exit_code == 1
    assert done.stdout.startswith("沪工总基")
    assert "[annex-incomplete]" in done.stderr
    assert run("build", str(path), "--output", str(tmp_path / "out")).exit_code == 1


def test_one_refused_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """The others are printed all the same, and the exit status is 1."""
    done = run("parse", str(tmp_path / "none.txt"), str(DECISION))
    assert done.exit_code == 1
    assert "none.txt: no such file" in done.stderr
    assert done.stdout.startswith("沪工总基")


def bad(tmp_path: Path, kind: str) -> Path:
    """Make one kind of file that is no decision."""
    path = tmp_path / f"{kind}.txt"
    text = DECISION.read_bytes()
    contents = {
        "empty": b"",
        "blank": b" \n\n\t\n",
        "binary": bytes(range(256)) * 20,
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "undecodable": text[:1000] + b"\xff\xfe\xfa" * 300,
        "prose": "春天来了，公园里的花都开了。孩子们在草地上放风筝。\n".encode() * 20,
        "notice": "临江市总工会关于开展2020年度职工创新成果评选活动的通知\n\n各工会：\n\n现就有关事项通知如下。\n".encode(),
        "long": b"",
    }
    path.write_bytes(contents[kind])
    if kind == "long":
        with path.open("wb") as file:
            file.truncate(50 * 1024 * 1024)
    return path


REFUSED = [
    ("empty", "is empty"),
    ("blank", "is empty"),
    ("binary", "cannot be decoded|is binary"),
    ("picture", "is a picture"),
    ("undecodable", "cannot be decoded"),
    ("prose", "is no award decision: it has no title"),
    ("notice", "is no award decision: it calls for or regulates something"),
    ("long", "holds more than 16 MiB"),
]


@pytest.mark.parametrize(("kind", "reason"), REFUSED, ids=[row[0] for row in REFUSED])
@pytest.mark.parametrize("command", ["parse", "build", "validate"])
def test_a_file_that_is_no_decision(command: str, kind: str, reason: str, tmp_path: Path) -> None:
    """Each is refused in one line that names the file and the reason, and nothing is left behind."""
    path = bad(tmp_path, kind)
    said = sentence(run(command, str(path), release=tmp_path / "out"))
    assert said.startswith(f"{path}")
    assert any(each in said for each in reason.split("|")), said
    assert {each.name for each in (tmp_path / "out").glob("*")} <= {"cache"}


def test_a_folder_is_not_parsed(tmp_path: Path) -> None:
    """Parsing a folder is refused with what to do."""
    assert sentence(run("parse", str(tmp_path))) == f"{tmp_path}: is a folder; name a file"


# ---------------------------------------------------------------------------------------------- build, validate


def test_build_says_what_it_published(tmp_path: Path) -> None:
    """The release, its counts and its folder are printed; building again says the same."""
    first, second = (run("build", release=tmp_path) for _ in range(2))
    assert first.exit_code == 0
    assert first.stdout == second.stdout
    assert first.stdout.startswith(f"release {published().id}: 1 document, ")
    assert first.stderr == ""
    assert (tmp_path / "current").read_text().strip() == published().id


def test_validate() -> None:
    """A whole release is said to be whole, and a document is checked without being published."""
    assert run("validate").stdout == f"release {published().id} is whole and keeps to the shapes\n"
    done = run("validate", str(DECISION))
    assert done.stdout.endswith("quads keep to the shapes; nothing was published\n")


def test_validate_checks_all(tmp_path: Path) -> None:
    """Each document that is unfit is named, whatever stands before it."""
    bad = [tmp_path / "a.txt", tmp_path / "b.txt"]
    bad[0].write_text("临江市总工会关于召开会议的通知\n\n定于五月召开会议。\n", "utf-8")
    done = run("validate", str(bad[0]), str(DECISION), str(bad[1]))
    assert (done.exit_code, done.stdout) == (1, "")
    assert [line.split(": ")[1] for line in done.stderr.splitlines()[:2]] == [str(path) for path in bad]
    assert done.stderr.splitlines()[2] == "Error: 2 documents cannot be published; nothing was published"


def test_build_names_documents_with_warnings(tmp_path: Path) -> None:
    """Ten at most, with how many each has and the command that shows them; nothing of it on standard output."""
    text = (CASES / "plain-list" / "source.txt").read_text("utf-8")
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(
            text.replace("12号", f"1{number}号").replace("共3项", "共5项"), "utf-8"
        )
    done = run("build", str(tmp_path), "--no-answers", release=tmp_path / "out")
    (line,) = done.stderr.splitlines()
    assert line.count(".txt (") == 10
    assert line.endswith(" and 2 more: uniongraph parse FILE shows them")
    assert done.stdout.count("\n") == 3


def test_a_folder_of_releases_is_no_folder_of_documents() -> None:
    """Its texts are not taken for documents; the option that checks a release is named."""
    for where in (published().folder, published().folder.parent.parent):
        done = run("validate", str(where))
        assert done.exit_code == 2
        assert f"{where} holds releases: --release {where} checks one" in " ".join(done.stderr.split())


def copy(tmp_path: Path) -> Path:
    root = tmp_path / "copy"
    shutil.copytree(published().folder.parent.parent, root)
    return root


def test_a_damaged_release(tmp_path: Path) -> None:
    """A release of which a file was changed, cut or lost is refused by name, on opening or by ``validate``."""
    root = copy(tmp_path)
    shard = next((root / "releases").glob("*/shards/*.nq"))
    shard.chmod(0o644)
    shard.write_bytes(shard.read_bytes()[:-10])
    assert shard.name in sentence(run("validate", release=root))
    for path in (root / "releases").glob("*/store/*"):
        path.unlink()
    assert "store" in sentence(run("query", "awards", release=root))


def test_a_release_of_a_newer_format(tmp_path: Path) -> None:
    """A release that a later version wrote is refused with both formats."""
    root = copy(tmp_path)
    manifest = next((root / "releases").glob("*/manifest.json"))
    manifest.chmod(0o644)
    manifest.write_text(json.dumps({**json.loads(manifest.read_text("utf-8")), "format": 99}), "utf-8")
    assert "99" in sentence(run("query", "awards", release=root))


def test_no_release_there(tmp_path: Path) -> None:
    """A folder without a release is refused."""
    assert str(tmp_path) in sentence(run("query", "awards", release=tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    """Building into a read-only folder is refused."""
    tmp_path.chmod(0o555)
    assert "Permission denied" in sentence(run("build", release=tmp_path))


# ---------------------------------------------------------------------------------------------- query, sparql


def test_query_lists() -> None:
    """Without a name every query is listed with both summaries and its parameters."""
    listed = run("query").stdout
    assert "awards-by-district\n    各区获奖数  Awards by district\n    -p level=district" in listed


FORMATS = [
    ("csv", "code,district,awards"),
    ("tsv", "?code\t?district\t?awards"),
    ("xml", "<?xml"),
    ("table", "code"),
]


@pytest.mark.parametrize(("form", "start"), FORMATS)
def test_query_formats(form: str, start: str) -> None:
    """Each format begins as it should; csv is the default where there is no terminal."""
    assert run("query", "awards-by-district", "--format", form).stdout.lstrip().startswith(start)
    assert (
        run("query", "awards-by-district").stdout
        == run("query", "awards-by-district", "--format", "csv").stdout
    )


def test_query_json() -> None:
    """JSON is SPARQL's own results format."""
    answer = json.loads(
        run("query", "awards-in-division", "-p", "division=310104", "--format", "json").stdout
    )
    assert "place" in answer["head"]["vars"]
    assert len(answer["results"]["bindings"]) == 4


BAD_QUERIES = [
    (["query", "awards-by-distrct"], "awards-by-district"),
    (["query", "awards", "-p", "yaer=2017"], "year"),
    (["query", "awards", "-p", "year=soon"], "2017"),
    (["query", "awards", "-p", "document=not an iri"], "document"),
    (["query", "winners", "-p", "kind=golden"], "kind"),
    (["query", "review-first", "-p", "below=much"], "below"),
    (["query", "organization-evidence"], "organization"),
    (["sparql", "SELECT ?s WHERE { ?s ?p }"], "1"),
    (["sparql", "INSERT DATA { <a:a> <a:a> <a:a> }"], "INSERT"),
    (["sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "SERVICE"),
    (["sparql", "missing.rq"], "missing.rq"),
    (["sparql", "ASK {}", "--format", "turtle"], "turtle"),
    (["export", "--format", "turtle", "--graph", "https://example.org/"], "has no graph"),
]


@pytest.mark.parametrize(
    ("arguments", "named"), BAD_QUERIES, ids=[" ".join(row[0][:4])[:50] for row in BAD_QUERIES]
)
def test_a_bad_query(arguments: list[str], named: str) -> None:
    """Each is refused with what is wrong: the query, the parameter, the place in the text."""
    done = run(*arguments)
    assert done.exit_code == 1, done.output
    assert done.stdout == ""
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_a_value_without_a_name() -> None:
    """-p without = is a usage error, exit status 2."""
    assert run("query", "awards", "-p", "2017").exit_code == 2


def test_sparql_from_everywhere(tmp_path: Path) -> None:
    """A query may be given itself, in a file, or on standard input; a graph comes as Turtle."""
    text = (
        "PREFIX ug: <https://w3id.org/uniongraph/ontology#> SELECT (COUNT(?c) AS ?n) WHERE { ?c a ug:Case }"
    )
    path = tmp_path / "count.rq"
    path.write_text(text, "utf-8")
    for done in (run("sparql", text), run("sparql", str(path)), run("sparql", "-", given=text)):
        assert done.stdout.split() == ["n", "60"]
    built = run(
        "sparql",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/uniongraph/ontology#AwardTier> ; ?p ?o }",
    )
    assert "AwardTier" in built.stdout


# ---------------------------------------------------------------------------------------------- export, serve


def test_export_writes_files_whole(tmp_path: Path) -> None:
    """RDF goes to a file or to standard output, and the tables to a folder."""
    path = tmp_path / "all.nq"
    assert run("export", "--format", "nquads", "--output", str(path)).output == ""
    assert path.read_text("utf-8") == run("export", "--format", "nquads").stdout
    assert run("export", "--format", "csv", "--output", f"{tmp_path}/tables/").output == ""
    names = sorted(each.name for each in (tmp_path / "tables").iterdir())
    assert names == ["awards.csv", "categories.csv", "documents.csv", "organizations.csv"]
    rows = list(csv.reader(io.StringIO(run("export", "--format", "csv", "--table", "documents").stdout)))
    assert rows[1][0] == "沪工总基〔2018〕133号"


def test_export_to_nowhere(tmp_path: Path) -> None:
    """A folder that is not there is named, and nothing is written."""
    path = tmp_path / "no" / "x.nt"
    said = sentence(run("export", "--format", "ntriples", "--output", str(path)))
    assert said == f"{path}: cannot be written: No such file or directory"


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "uniongraph", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk() -> None:
    """Where standard output takes no more, one line says so."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "uniongraph", "export", "--format", "nquads"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "UNIONGRAPH_RELEASE": str(published().folder)},
            check=False,
        )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away() -> None:
    """``| head`` ends the program without a traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "uniongraph", "export", "--format", "nquads"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "UNIONGRAPH_RELEASE": str(published().folder)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"<")
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_the_first_question_builds_a_release(tmp_path: Path) -> None:
    """Where no release was named and none is there, it is built into the user's data folder, and said once."""
    environment = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path), "UNIONGRAPH_RELEASE": ""}
    first = program("query", "winners", **environment)
    second = program("query", "winners", **environment)
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert "宝山区顾村镇总工会" in first.stdout.splitlines()[1].split(",")
    assert first.stderr.startswith("no release yet: building the shipped decisions into ")
    assert second.stderr == ""


def test_a_port_in_use() -> None:
    """Serving on a port that is taken is refused before anything else starts."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = program("serve", "--port", str(port), UNIONGRAPH_RELEASE=str(published().folder))
    assert done.returncode == 1
    assert str(port) in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_system_without_fork_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows reads, builds, asks and exports, and cannot serve."""
    monkeypatch.delattr("os.fork")
    assert "which this system has not" in sentence(run("serve", "--port", "0"))
