"""From candidates to judgements: the walk through a sheet in a terminal, and a sheet that comes back filled in."""

from __future__ import annotations

import csv
import datetime
import io
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

import services
from published import published
from uniongraph import builder, links, release
from uniongraph.cli import main
from uniongraph.linking import judging
from uniongraph.linking.content import Content
from uniongraph.linking.judging import Reviewer
from uniongraph.linking.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

TABLE = "代码,名称,英文\n310104,徐汇区,Xuhui\n310104003,天平路街道,\n91310000132260250X,上海汽车集团股份有限公司,SAIC\n"
NAMESPACE = "https://example.org/"
ORCID = "0000-0002-1825-0097"


class Desk:
    """A folder with a table, the sheet that is made of it, and a ledger, on the published release."""

    def __init__(self, folder: Path) -> None:
        self.table, self.sheet = folder / "t.csv", folder / "candidates.csv"
        self.ledger = folder / "links" / "mine.sssom.tsv"
        self.table.write_text(TABLE, "utf-8")

    def run(self, command: str, *arguments: str, given: str | None = None) -> Result:
        """Run one of the commands below ``link``."""
        line = ["link", command, *arguments, "--ledger", str(self.ledger)]
        environment = {"UNIONGRAPH_RELEASE": str(published().folder), "UNIONGRAPH_REVIEWER": ""}
        return CliRunner().invoke(main, line, input=given, env=environment)

    def propose(self, *arguments: str) -> Result:
        return self.run(
            *("propose", "--against", str(self.table), "--namespace", NAMESPACE, "--output", str(self.sheet)),
            *arguments,
        )

    def review(self, keys: str) -> Result:
        return self.run(
            "review", str(self.sheet), "--reviewer", ORCID, given="".join(f"{key}\n" for key in keys)
        )

    def accept(self, *arguments: str) -> Result:
        return self.run("accept", str(self.sheet), *arguments)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of the sheet, as whoever saved it left them."""
        return [row.cells for row in open_table(Content.of_file(self.sheet)).rows()]

    def fill(self, *answers: str, **others: str) -> None:
        """Fill in the rows as a colleague does, and save the sheet as another program does."""
        rows = self.rows
        for row, answer in zip(rows, answers, strict=False):
            row.update(others, judgement=answer)
        text = io.StringIO()
        writer = csv.DictWriter(text, sorted(rows[0]), delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
        self.sheet.write_bytes(text.getvalue().encode("gb18030"))

    @property
    def said(self) -> list[tuple[str, str, str]]:
        """What the ledger holds, row by row: our name, the predicate with its sign, their key."""
        if not self.ledger.exists():
            return []
        return [
            (
                each.subject_label,
                ("not " if each.negative else "") + each.predicate.rpartition("#")[2],
                each.object.removeprefix(NAMESPACE),
            )
            for each in links.read([self.ledger]).judgements
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    done = desk.propose()
    assert done.exit_code == 0, done.output
    assert done.stderr == "3 candidates for 3 of our things against t.csv (table)\n"
    return desk


def refused(done: Result) -> str:
    """Return the one sentence of a command that refused."""
    assert done.exit_code == 1, done.output
    (line,) = done.stderr.strip().splitlines()
    return line.removeprefix("Error: ")


# ------------------------------------------------------------------------------------------------- reviewing

SAIC = ("上海汽车集团股份有限公司", "exactMatch", "91310000132260250X")
XUHUI = ("徐汇区", "exactMatch", "310104")
TIANPING = ("天平路街道", "exactMatch", "310104003")

WALKS = {
    "yes to all": ("yyy", [SAIC, XUHUI, TIANPING]),
    "no is a judgement too": ("nq", [(SAIC[0], "not exactMatch", SAIC[2])]),
    "another predicate": ("pcq", [(SAIC[0], "closeMatch", SAIC[2])]),
    "no such predicate, so none": ("pxq", []),
    "a slip, taken back": ("nbyq", [(SAIC[0], "not exactMatch", SAIC[2]), SAIC]),
    "said twice, kept once": ("ybyq", [SAIC]),
    "skipped": ("sysq", [XUHUI]),
    "unsure is no judgement": ("uq", []),
    "unsure, then sure": ("ubyq", [SAIC]),
    "keys that mean nothing": ("x yq", [SAIC]),
    "the end of what is typed": ("y", [SAIC]),
}


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_through_a_sheet(name: str, desk: Desk) -> None:
    """Without a terminal: the first letter of each line is the key."""
    keys, expected = WALKS[name]
    done = desk.review(keys)
    assert done.exit_code == 0, done.output
    assert desk.said == expected


def test_a_walk_shows_both_sides_the_features_and_the_line(desk: Desk) -> None:
    shown = desk.review("sq").stdout
    assert "[1/3] skos:exactMatch? t.csv" in shown
    assert "ours    上海汽车集团股份有限公司  单位" in shown
    assert "theirs  上海汽车集团股份有限公司  SAIC" in shown
    assert "score   100  code 91310000132260250X  name 1  core 1" in shown
    assert "read in 沪工总基〔2018〕133号:52 | 上海汽车集团股份有限公司工会" in shown
    assert "0 recorded" in shown


def test_it_goes_on_where_it_stopped(desk: Desk) -> None:
    """What the ledger judges, and what is unsure, is not asked again; that which is unsure where it is asked for."""
    desk.review("yu")
    assert [row["judgement"] for row in desk.rows] == ["", "unsure", ""]
    assert [row["reviewer"] for row in desk.rows] == ["", f"https://orcid.org/{ORCID}", ""]
    assert "[1/1] skos:exactMatch?" in desk.review("y").stdout
    assert desk.said == [SAIC, TIANPING]
    assert desk.review("").stdout == "nothing waits for a judgement\n"
    again = desk.run("review", str(desk.sheet), "--reviewer", ORCID, "--unsure", given="y\n")
    assert "徐汇区" in again.stdout
    assert desk.said == [SAIC, TIANPING, XUHUI]
    assert [row["judgement"] for row in desk.rows] == ["", "", ""]


def test_what_is_judged_is_not_proposed_again(desk: Desk) -> None:
    """Neither what was accepted nor what was turned down."""
    desk.review("yn")
    done = desk.propose()
    assert done.stderr == "1 candidates for 1 of our things against t.csv (table)\n"
    assert [row["our_name"] for row in desk.rows] == ["天平路街道"]


@pytest.mark.parametrize("who", ["0000-0002-1825-0098", " "])
def test_nobody_judges_under_a_wrong_name(who: str, desk: Desk) -> None:
    """An ORCID checks itself."""
    assert desk.run("review", str(desk.sheet), "--reviewer", who).exit_code == 2


def test_another_who_writes_the_ledger_is_told(desk: Desk) -> None:
    """And nothing is half written."""
    desk.ledger.parent.mkdir()
    desk.ledger.write_text("#curie_map:\nsubject_id\tobject_id\n", "utf-8")
    assert "lacks the column predicate_id" in refused(desk.review("y"))
    assert desk.ledger.read_text("utf-8") == "#curie_map:\nsubject_id\tobject_id\n"


# ------------------------------------------------------------------------------------------ in a real terminal


@contextmanager
def terminal(desk: Desk) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run a review in a pseudo-terminal while the block runs."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "uniongraph", "link", "review", str(desk.sheet)]
    command += ["--reviewer", ORCID, "--ledger", str(desk.ledger), "--release", str(published().folder)]
    environment = {**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
        # who runs the tests may have told them to outlive their terminal, which a program inherits
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509
    )
    os.close(slave)
    try:
        yield process, master
    finally:
        process.kill()
        process.wait(20)
        os.close(master)


def press(master: int, key: bytes) -> None:
    """Press a key as soon as the program waits for one; what is typed before is thrown away, as a person would want it."""
    end = time.monotonic() + 30
    while termios.tcgetattr(master)[3] & termios.ICANON:
        assert time.monotonic() < end
        time.sleep(0.01)
    os.write(master, key)


def until(master: int, words: str, seconds: float = 30) -> str:
    """Return what a terminal shows until it shows some words."""
    shown, end = b"", time.monotonic() + seconds
    while words.encode() not in shown:
        assert time.monotonic() < end, shown.decode(errors="replace")
        if select.select([master], [], [], 0.2)[0]:
            with suppress(OSError):  # the other end is closed
                shown += os.read(master, 65_536)
    return shown.decode(errors="replace")


@pytest.mark.parametrize("typed", [b"y", b"y\r"])
def test_in_a_terminal_a_key_is_enough(typed: bytes, desk: Desk) -> None:
    """No line end need be typed; what is shown is emphasised."""
    with terminal(desk) as (process, master):
        assert "\x1b[1m上海汽车集团股份有限公司" in until(master, "same?")
        press(master, typed)
        until(master, "same?")
        press(master, b"\x04")
        until(master, "1 recorded")
        assert process.wait(20) == 0
    assert desk.said == [SAIC]


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGHUP])
def test_a_kill_loses_nothing(way: signal.Signals, desk: Desk) -> None:
    """Each answer is in the ledger before the next is asked for; it goes on where it stopped."""
    with terminal(desk) as (process, master):
        until(master, "same?")
        press(master, b"y")
        until(master, "same?")
        process.send_signal(way)
        process.wait(20)
    assert desk.said == [SAIC]
    with terminal(desk) as (process, master):
        assert "[1/2]" in until(master, "same?")
        press(master, b"q")
        assert process.wait(20) == 0


# ------------------------------------------------------------------------------------------------- accepting


def test_a_sheet_comes_back_filled_in(desk: Desk) -> None:
    """In another order of columns, with semicolons, in GB18030: what is judged is recorded, once."""
    desk.fill("是", "N", "unsure", reviewer="王晓明", comment="看过")
    done = desk.accept()
    said = f"2 recorded (1 yes, 1 no) in {desk.ledger}; 0 known already, 1 unsure, 0 not judged\n"
    assert (done.stdout, done.exit_code) == (said, 0)
    assert desk.said == [SAIC, (XUHUI[0], "not exactMatch", XUHUI[2])]
    before = desk.ledger.read_bytes()
    assert desk.accept().stdout.startswith("0 recorded (0 yes, 0 no)")
    assert desk.ledger.read_bytes() == before


def test_what_a_judgement_says(desk: Desk) -> None:
    """Who, when, of which version of what, with which tool, and on what ground."""
    desk.fill("yes", comment="看过")
    desk.accept("--reviewer", ORCID)
    (made,) = links.read([desk.ledger]).judgements
    assert (made.author_id, made.author) == (f"https://orcid.org/{ORCID}", "")
    assert made.justification == links.justification("ManualMappingCuration")
    assert made.source_version.startswith("t.csv sha256:")
    assert (made.tool, made.match_string, made.comment) == ("uniongraph", SAIC[2], "看过")
    assert (made.score, made.measure) == (Decimal(1), "name=1 core=1")
    assert made.date is not None


def test_a_source_with_an_iri_is_named_by_it(desk: Desk) -> None:
    desk.propose("--source", "https://example.org/dataset/7")
    desk.fill("yes", reviewer="王晓明")
    desk.accept()
    (made,) = links.read([desk.ledger]).judgements
    assert made.source == "https://example.org/dataset/7"
    assert made.source_version.startswith("sha256:")


def test_a_row_that_changes_its_mind_is_recorded_anew(desk: Desk) -> None:
    desk.fill("yes", reviewer="王晓明")
    desk.accept()
    desk.fill("no", reviewer="王晓明")
    assert desk.accept().stdout.startswith("1 recorded (0 yes, 1 no)")
    (standing,) = links.read([desk.ledger]).standing()
    assert standing.negative


BAD_ADDRESSES: dict[str, tuple[int, dict[str, str], str]] = {
    "a redirect to another port of this machine": (
        302,
        {"Location": "http://127.0.0.1:9/"},
        "private address",
    ),
    "a redirect to a name of this machine": (302, {"Location": "http://localhost:9/"}, "private address"),
    "an error": (503, {}, "answers with status 503"),
    "nothing": (200, {}, "is empty"),
}
BAD_ROWS = {
    "nobody signed": ({}, "3: column reviewer: nobody is named; fill it in, or say --reviewer"),
    "a wrong ORCID": (
        {"reviewer": "0000-0002-1825-0098"},
        "3: column reviewer: 0000-0002-1825-0098 is no ORCID: its last character does not check the others; "
        "fill it in, or say --reviewer",
    ),
    "no such predicate": (
        {"reviewer": "王", "predicate": "owl:sameAs"},
        "3: column predicate is 'owl:sameAs', not one of skos:exactMatch, skos:closeMatch, skos:relatedMatch, "
        "skos:broadMatch, skos:narrowMatch",
    ),
}

UNION = "上海汽车集团股份有限公司工会"


@pytest.fixture
def of_unions(tmp_path: Path) -> Desk:
    """Return a desk with one candidate, of a union."""
    made = Desk(tmp_path)
    made.table.write_text(f"id,名称\n7,{UNION}\n", "utf-8")
    made.propose("--kind", "organization")
    assert [row["our_name"] for row in made.rows] == [UNION]
    return made


def test_what_no_release_may_say_of_a_union_is_refused_with_its_row(of_unions: Desk) -> None:
    """Not only when links are applied: then the row would be in the ledger, and no release could be published."""
    of_unions.fill("yes", reviewer="王晓明", predicate="skos:exactMatch")
    said = "a union is not its host, so it is a skos:relatedMatch to things elsewhere at most"
    assert refused(of_unions.accept()) == f"{of_unions.sheet}:2: column predicate: {said}"
    assert not of_unions.ledger.exists()
    of_unions.fill("no", reviewer="王晓明", predicate="skos:exactMatch")
    assert of_unions.accept().exit_code == 0
    assert of_unions.said == [(UNION, "not exactMatch", "7")]


def test_a_walk_says_so_and_asks_again(of_unions: Desk) -> None:
    done = of_unions.review("peprq")
    assert "not recorded: a union is not its host" in done.stdout
    assert of_unions.said == [(UNION, "relatedMatch", "7")]


@pytest.mark.parametrize("wrong", ["place/cn-999999", "org/nobody"])
def test_a_thing_that_the_release_does_not_hold_is_refused_with_its_row(wrong: str, desk: Desk) -> None:
    """Somebody's slip in an identifier would else be a judgement that never gives a link."""
    iri = f"{published().manifest.base}id/{wrong}"
    desk.fill("yes", reviewer="王晓明", our_id=iri)
    assert refused(desk.accept()) == f"{desk.sheet}:2: column our_id: {iri} is no thing of this release"
    assert not desk.ledger.exists()


def test_what_would_stop_every_release_is_not_recorded(desk: Desk) -> None:
    """Two of ours cannot be one of theirs: the sheet is refused, and a walk asks again, rather than that a build stops later."""
    rows = desk.rows
    one = next(row["their_id"] for row in rows if row["our_name"] == XUHUI[0])
    text = desk.sheet.read_text("utf-8-sig")
    other = next(row["their_id"] for row in rows if row["our_name"] == TIANPING[0])
    desk.sheet.write_text(text.replace(other, one), "utf-8")
    desk.fill("yes", "yes", "yes", reviewer="王晓明")
    assert "contradicts what is judged already: " in refused(desk.accept())
    assert not desk.ledger.exists()
    desk.fill("", "", "")
    walked = desk.review("yyynq")
    assert walked.stdout.count("not recorded: ") == 1
    assert [each[1] for each in desk.said] == ["exactMatch", "exactMatch", "not exactMatch"]


@pytest.mark.parametrize("name", BAD_ROWS)
def test_one_bad_row_and_none_is_recorded(name: str, desk: Desk) -> None:
    """File, line and column are named."""
    cells, said = BAD_ROWS[name]
    desk.fill("yes", reviewer="王晓明")
    rows = desk.sheet.read_text("gb18030").splitlines()
    columns = rows[0].split(";")
    second = dict(zip(columns, rows[2].split(";"), strict=True)) | {"judgement": "yes"} | cells
    desk.sheet.write_text("\n".join([*rows[:2], ";".join(second[each] for each in columns)]), "utf-8")
    assert refused(desk.accept()) == f"{desk.sheet}:{said}"
    assert not desk.ledger.exists()


def test_a_sheet_in_which_somebody_has_judged_is_not_written_over(desk: Desk) -> None:
    desk.fill("yes")
    before = desk.sheet.read_bytes()
    said = "holds judgements: take them by `uniongraph link accept`, and name another file"
    assert refused(desk.propose()) == f"{desk.sheet}: {said}"
    assert desk.sheet.read_bytes() == before


def test_a_file_that_is_no_sheet_is_not_written_over(desk: Desk) -> None:
    desk.sheet.write_text("my notes", "utf-8")
    assert refused(desk.propose()) == f"{desk.sheet}: is there already, and is no sheet of candidates"
    assert desk.sheet.read_text("utf-8") == "my notes"


def test_a_target_that_is_refused_leaves_nothing(tmp_path: Path) -> None:
    """No sheet, no part of one."""
    desk = Desk(tmp_path)
    desk.table.write_text("a,b\n1,2\n", "utf-8")
    assert "has no column that looks like a name among a, b" in refused(desk.propose())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.csv"]


@pytest.mark.parametrize("option", ["--namespace", "--class", "--source"])
def test_what_must_be_an_iri_is_looked_at_first(option: str, tmp_path: Path) -> None:
    """Before anything is read or asked."""
    desk = Desk(tmp_path)
    done = desk.run("propose", "--against", str(desk.table), option, "not an IRI")
    assert done.exit_code == 2
    assert "is no IRI" in done.stderr


def test_a_sheet_goes_to_standard_output_without_a_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    done = desk.run("propose", "--against", str(desk.table), "--namespace", NAMESPACE, "--kind", "place")
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbfour_id,")
    assert done.stdout.count("\n") == 3


@pytest.mark.parametrize("name", BAD_ADDRESSES)
def test_an_address_that_is_refused_leaves_nothing(name: str, tmp_path: Path) -> None:
    """Exit status 1, one sentence, no sheet; a name or a redirect that leads to this machine is not followed."""
    status, headers, said = BAD_ADDRESSES[name]

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        for key, value in {"Content-Length": "0", **headers}.items():
            handler.send_header(key, value)
        handler.end_headers()

    desk = Desk(tmp_path)
    with services.saying(reply) as url:
        done = desk.run("propose", "--against", url, "--output", str(desk.sheet))
    assert said in refused(done)
    assert not desk.sheet.exists()


@pytest.mark.filterwarnings("ignore")  # what pandas thinks of how sssom-py uses it
def test_what_is_accepted_is_published(tmp_path: Path) -> None:
    """From a target to a triple: propose, accept, apply; sssom-py reads the ledger that was written."""
    root, desk = tmp_path / "releases", Desk(tmp_path)
    builder.build(output=root)

    def run(*line: str) -> None:
        done = CliRunner().invoke(main, ["link", *line, "--release", str(root)])
        assert done.exit_code == 0, done.output

    where = ("--namespace", NAMESPACE, "--output", str(desk.sheet))
    run("propose", "--against", str(desk.table), "--source", "https://example.org/dataset/7", *where)
    desk.fill("yes", "yes", "no", reviewer="王晓明")
    run("accept", str(desk.sheet))
    run("apply", "--no-answers")
    match = "http://www.w3.org/2004/02/skos/core#exactMatch"
    found = release.find(root).open_store().quads_for_pattern(None, ox.NamedNode(match), None, None)
    objects = {quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode)}
    assert {each for each in objects if each.startswith(NAMESPACE)} == {
        f"{NAMESPACE}{SAIC[2]}",
        f"{NAMESPACE}{XUHUI[2]}",
    }
    from sssom.parsers import parse_sssom_table  # noqa: PLC0415 (it warns while it is imported)

    table = root / "links" / "judgements.sssom.tsv"
    assert len(parse_sssom_table(str(table)).df) == 3


# ------------------------------------------------------------------------------------------------- who judges


@pytest.mark.parametrize("said", [ORCID, f"https://orcid.org/{ORCID}", f"orcid:{ORCID}"])
def test_an_orcid_is_an_iri(said: str) -> None:
    assert judging.reviewer(said) == Reviewer(f"https://orcid.org/{ORCID}", "")


def test_an_orcid_may_end_in_x() -> None:
    assert judging.reviewer("0000-0002-1694-233X").id == "https://orcid.org/0000-0002-1694-233X"


def test_a_name_is_a_name() -> None:
    assert judging.reviewer(" 王 晓明 ") == Reviewer("", "王 晓明")


def test_the_day_is_that_of_who_judges(desk: Desk) -> None:
    before = datetime.date.today()
    desk.review("yq")
    (made,) = links.read([desk.ledger]).judgements
    assert made.date is not None
    assert before <= made.date <= datetime.date.today()
