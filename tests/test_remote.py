"""Services elsewhere in place of a release: the same answers, pages and exports, and one sentence for each failure."""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import httpx
import pytest
from click.testing import CliRunner, Result

from published import published
from services import MOST_ROWS, Native, Virtuoso, native, saying, virtuoso
from test_answers import PREPARED
from test_keeping import publish, shard
from uniongraph import queries, sparql
from uniongraph.cli import main
from uniongraph.errors import QueryError, QueryRefused, UnionGraphError
from uniongraph.remote import address, pushing, stores
from uniongraph.remote.endpoint import Endpoint
from uniongraph.remote.survey import OF_BASE, OF_RELEASE, PUSHED, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler

    from uniongraph.release import Release

Reply: TypeAlias = "Callable[[BaseHTTPRequestHandler, bytes], None]"
LABELS = "SELECT ?s ?l { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?l }"
JSON = "application/sparql-results+json"

VIRTUOSO_FAILS = {"organization-honours": "needs a valid language ID"}
"""Prepared queries that Virtuoso 7.2 cannot run, and what it says: its STRLANG takes no language with a hyphen."""
VIRTUOSO_MIXES = {"multi-tier-organizations": "cases", "documents": "notices"}
"""Those whose GROUP_CONCAT it fills in an order of its own (SPARQL gives none), with the column."""


@pytest.fixture(scope="session")
def union(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Native]:
    """Give a native server that holds the shipped decision, its default graph the union of all."""
    with native(tmp_path_factory.mktemp("union")) as service:
        push(service.query, service.store)
        yield service


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Native]:
    """Give one whose default graph is empty."""
    with native(tmp_path_factory.mktemp("plain"), union=False) as service:
        push(service.query, service.store)
        yield service


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """Give a Virtuoso that holds the shipped decision."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as service:
        push(service.query, service.store, service.auth)
        yield service


def push(query: str, store: str, auth: Path | None = None, release: Release | None = None) -> None:
    """Push a release, that of the shipped decision unless another is given."""
    with Endpoint(address.read(query)) as asked, Endpoint(address.read(store, auth_file=auth)) as written:
        pushing.push(release or published(), asked, stores.GraphStore(written))


def run(*arguments: str, **environ: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(
        main, list(arguments), env={"UNIONGRAPH_RELEASE": str(published().folder), **environ}
    )


def sentence(done: Result) -> str:
    """Return the one line that a refused command prints."""
    assert (done.exit_code, done.stdout) == (1, ""), done.output
    (line,) = done.stderr.splitlines()
    return line.removeprefix("Error: ")


# ---------------------------------------------------------------------------------------------- the same answers


def answered(name: str, form: str, *service: str) -> str:
    """Return what ``query`` prints; a required parameter has its example."""
    values = [f"{each.name}={each.example}" for each in PREPARED[name].parameters if each.required]
    given = [part for value in values for part in ("-p", value)]
    done = run("query", name, *given, "--format", form, *service)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("name", PREPARED)
def test_native_answers_as_the_release_does(union: Native, name: str) -> None:
    """Every prepared query, term for term and in its order."""
    assert answered(name, "json", "--endpoint", union.query) == answered(name, "json")


@pytest.mark.parametrize("name", PREPARED)
def test_native_without_a_union_answers_as_well(plain: Native, name: str) -> None:
    """Where the default graph is empty the pushed graphs are named to the service."""
    assert answered(name, "json", "--endpoint", plain.query) == answered(name, "json")


@pytest.mark.parametrize("name", PREPARED)
def test_virtuoso_answers_as_the_release_does(other: Virtuoso, name: str) -> None:
    """Every prepared query but those named above, term for term and in its order."""
    if name in VIRTUOSO_FAILS:
        given = ("-p", "organization=某工会")
        assert VIRTUOSO_FAILS[name] in sentence(run("query", name, *given, "--endpoint", other.query))
        return
    there, here = answered(name, "json", "--endpoint", other.query), answered(name, "json")
    if name in VIRTUOSO_MIXES:
        there, here = (in_any_order(each, VIRTUOSO_MIXES[name]) for each in (there, here))
    assert json.loads(there) == json.loads(here)


def in_any_order(answer: str, column: str) -> str:
    """Return an answer with what is joined in a column sorted."""
    read = json.loads(answer)
    for row in read["results"]["bindings"]:
        if column in row:
            row[column]["value"] = " | ".join(sorted(row[column]["value"].split(" | ")))
    return json.dumps(read)


@pytest.mark.parametrize("form", ["nquads", "turtle", "jsonld", "rdfxml", "csv"])
def test_exports_are_the_same_bytes(union: Native, plain: Native, other: Virtuoso, form: str) -> None:
    """What is exported from a service is what was published."""
    here = run("export", "--format", form).stdout_bytes
    for service in (union, plain, other):
        assert run("export", "--format", form, "--endpoint", service.query).stdout_bytes == here
    graph = f"{published().manifest.base}graph/names"
    if form != "csv":
        one = run("export", "--format", form, "--graph", graph).stdout_bytes
        for service in (union, plain, other):
            given = ("--endpoint", service.query, "--graph", graph)
            assert run("export", "--format", form, *given).stdout_bytes == one


def test_any_query_in_any_format(union: Native, other: Virtuoso) -> None:
    """SELECT, ASK, CONSTRUCT and DESCRIBE, in the formats of ``sparql``, relative IRIs resolved as at home.

    What DESCRIBE tells is for each service to choose: Virtuoso tells what points at a thing too.
    """
    asked = (
        ("SELECT ?o { <ontology#Case> a ?o }", "tsv"),
        ("ASK { <ontology#Case> a ?o }", "xml"),
        ("CONSTRUCT { ?s a <ontology#Case> } WHERE { ?s a <ontology#Case> }", "ntriples"),
        ("# SERVICE is only a word here\nDESCRIBE <graph/names>", "ntriples"),
    )
    for query, form in asked:
        here = run("sparql", query, "--format", form)
        assert here.exit_code == 0
        for service in (union, other):
            there = run("sparql", query, "--format", form, "--endpoint", service.query)
            extra = set(there.stdout.splitlines()) ^ set(here.stdout.splitlines())
            assert not extra or ("DESCRIBE" in query and service is other), query


def test_graphs_can_be_chosen(union: Native, plain: Native) -> None:
    """--graph names the graphs that make the dataset; where a query says FROM itself nothing is named to the service."""
    base = published().manifest.base
    names, links = f"{base}graph/names", f"{base}graph/links"
    counts = published().manifest.counts.graphs

    def counted(service: Native, clause: str, *graphs: str) -> int:
        given = [part for graph in graphs for part in ("--graph", graph)]
        query = f"SELECT (COUNT(*) AS ?n) {clause} {{ ?s ?p ?o }}"
        done = run("sparql", query, "--format", "csv", "--endpoint", service.query, *given)
        return int(done.stdout.split()[1])

    for service in (union, plain):
        assert counted(service, "", names) == counts[names]
        assert counted(service, "", names, links) == counts[names] + counts[links]
    assert counted(plain, f"FROM <{links}>", names) == counts[links]


def test_a_concept_that_is_none_is_told_with_those_that_are(union: Native) -> None:
    """Parameters are checked against what the service knows."""
    said = sentence(run("query", "winners", "-p", "kind=gold-plated", "--endpoint", union.query))
    assert said.startswith("parameter kind: the scheme tier-kind has no concept 'gold-plated'; there is ")


# ---------------------------------------------------------------------------------------------- what goes wrong


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    """Send one whole response."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def broken(handler: BaseHTTPRequestHandler, body: bytes, *, length: int, kind: str = JSON) -> None:
    """Send less than was promised, and hang up."""
    handler.send_response(200)
    handler.send_header("content-type", kind)
    handler.send_header("content-length", str(length))
    handler.end_headers()
    handler.wfile.write(body)
    handler.close_connection = True


HALF = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}},'
WRONG = {
    "page": (
        200,
        b"<html><body>Welcome</body></html>",
        "text/html",
        "answers with a web page, not with results; is this its SPARQL address?",
    ),
    "type": (200, b"?", "image/png", "answers as image/png, which holds no results of a query"),
    "none": (200, b"{}", "", "answers without saying in what format, which holds no results of a query"),
    "half": (200, HALF, JSON, "answers with what is no whole result: "),
    "nonsense": (200, b"[1, 2]", JSON, "answers with what is no whole result: "),
    "unknown": (401, b"who?", "text/plain", "wants to know who asks (status 401); see --auth-file"),
    "forbidden": (403, b"no", "text/plain", "does not let us in (status 403); see --auth-file"),
    "reading": (
        403,
        b"request: an update is sent, and this service only reads",
        "text/plain",
        "only reads, and takes nothing in (status 403): request: an update is sent, and this service only reads",
    ),
    "query": (400, b"\n line 3:\tbad  word\nmore", "text/plain", "does not take the query: line 3: bad word"),
    "gone": (404, b"<html><h1>Not\x1b[31m here</h1></html>", "text/html", "answers with status 404: Not"),
    "problem": (
        405,
        b'{"title":"Method not allowed","detail":"POST is not allowed at /x"}',
        "application/problem+json",
        "answers with status 405: POST is not allowed at /x",
    ),
    "half a problem": (500, b'{"detail":', "application/problem+json", "answers with status 500: {"),
    "broke": (500, b"", "text/plain", "answers with status 500: no reason is given"),
    "busy": (503, b"later", "text/plain", "is busy (status 503): later"),
    "late": (504, b"slow", "text/plain", "ran out of its time (status 504): slow"),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_failure_is_one_sentence(name: str) -> None:
    """It names the URL and says what is wrong with the answer."""
    status, body, kind, expected = WRONG[name]
    headers = {"content_type": kind} if kind else {}
    with saying(lambda handler, _: reply(handler, status, body, **headers)) as root:
        said = sentence(run("sparql", LABELS, "--endpoint", f"{root}/sparql"))
    assert said.startswith(f"{root}/sparql: {expected}")
    assert said.isprintable()


@pytest.mark.parametrize("path", ["", "/", "/there"])
def test_an_address_without_a_path_is_told_what_is_wanted(path: str) -> None:
    """Where nothing is asked at the root of a server; whoever gave a path meant it."""
    with saying(lambda handler, _: reply(handler, 404, b"none", content_type="text/plain")) as root:
        said = sentence(run("sparql", "ASK {}", "--endpoint", f"{root}{path}"))
    hint = f"; what is wanted is the address of its query service, such as {root}/sparql or {root}/query"
    assert said == f"{root}{path}: answers with status 404: none{hint if len(path) < 2 else ''}"


def surveyed(handler: BaseHTTPRequestHandler, body: bytes) -> bool:
    """Reply as an ordinary service does to what is asked of it first; say whether it was that."""
    if b"push" in body:
        reply(handler, 200, b'{"head":{"vars":["p","o"]},"results":{"bindings":[]}}', content_type=JSON)
    elif b"ASK" in body:
        reply(handler, 200, b'{"head":{},"boolean":true}', content_type=JSON)
    else:
        return False
    return True


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    """A transfer cut short is told, though what came could be read."""

    def respond(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if not surveyed(handler, body):
            broken(handler, b"<urn:a> <urn:b> <urn:c> .\n", length=500, kind="application/n-triples")

    with saying(respond) as root:
        query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        done = run("sparql", query, "--format", "ntriples", "--endpoint", f"{root}/sparql")
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {root}/sparql: breaks off: ")


def test_services_that_are_not_there() -> None:
    """No connection, no host, no TLS: which it is is said."""
    assert sentence(run("sparql", "ASK {}", "--endpoint", "http://127.0.0.1:9/s")) == (
        "http://127.0.0.1:9/s: cannot be reached: the connection is refused"
    )
    assert sentence(run("sparql", "ASK {}", "--endpoint", "http://none.invalid/s")) == (
        "http://none.invalid/s: cannot be reached: there is no such host"
    )
    with saying(lambda *_: None) as root:
        url = root.replace("http:", "https:")
        said = sentence(run("sparql", "ASK {}", "--endpoint", url))
    assert re.match(rf"{url}: cannot be reached: it does not speak TLS as it should", said), said


@pytest.mark.parametrize("url", ["sparql", "ftp://h/x", "http://", "http://h:x/", "http://h/#a"])
def test_addresses_that_are_none(url: str) -> None:
    """What is no address is told before anything is sent."""
    assert url in sentence(run("sparql", "ASK {}", "--endpoint", url))


def test_what_others_wrote_where_a_push_marks_is_not_believed(tmp_path: Path) -> None:
    """An id that is none, which would go into every answer's head, and a base that is no IRI count as nothing."""
    with native(tmp_path) as service, Endpoint(address.read(service.store)) as written:
        store = stores.GraphStore(written)
        for name, base in (("a\\nb", "http://h/"), ("0123456789abcdef", "http://h/> x")):
            lines = [f'<{PUSHED}> <{OF_RELEASE}> "{name}" .\n', f'<{PUSHED}> <{OF_BASE}> "{base}" .\n']
            store.put(PUSHED, [line.encode() for line in lines])
            with Endpoint(address.read(service.query)) as asked:
                found = survey(asked)
                assert (found.release, found.base) == (None, "https://w3id.org/uniongraph/")
                assert asked.address.host == service.root.removeprefix("http://")
        assert address.read("http://例子.中国/x").host.isascii()
        done = run("export", "--format", "nquads", "--endpoint", service.query, "--graph", "no iri")
        assert sentence(done) == "'no iri' is no absolute IRI, so it names no graph"


def test_redirects_are_followed_a_few_times(union: Native) -> None:
    """The query goes along; a circle ends; what turns a question into another is not followed."""

    def onward(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        targets = {
            "/one": (301, "/two"),
            "/two": (308, union.query),
            "/circle": (307, "/circle"),
            "/see": (303, "/one"),
        }
        status, target = targets[handler.path]
        reply(handler, status, b"", location=target)

    with saying(onward) as root:
        assert run("sparql", "ASK {}", "--format", "csv", "--endpoint", f"{root}/one").stdout == "true"
        assert "more than 3 times" in sentence(run("sparql", "ASK {}", "--endpoint", f"{root}/circle"))
        assert "sends its callers away (status 303)" in sentence(
            run("sparql", "ASK {}", "--endpoint", f"{root}/see")
        )


def test_updates_and_other_services_are_refused_before_anything_is_sent() -> None:
    """However they are written."""
    seen: list[bytes] = []
    refused = (
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE/**/SILENT ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1 FILTER(?s<?b)SERVICE?x#>\n{} }",
        "SELECT * { " + "{" * 80 + "}" * 81,
    )
    with saying(lambda _, body: seen.append(body)) as root, Endpoint(address.read(root)) as endpoint:
        for query in refused:
            with pytest.raises(QueryRefused):
                endpoint.ask(query)
        with pytest.raises(QueryError, match="never closed"):
            endpoint.ask("SELECT * { ?s ?p 'x }")
    assert seen == []


def test_what_goes_out_is_the_query_without_what_hides() -> None:
    """Comments go, long strings become short ones, IRIs stay; nothing else is changed."""
    text = "# a\nSELECT * { ?s <urn:b> '''x\ny\"''' ; <urn:c> 'd' } # e"
    assert sparql.portable(text).split() == [
        r"SELECT",
        r"*",
        r"{",
        r"?s",
        r"<urn:b>",
        r'"x\ny\""',
        r";",
        r"<urn:c>",
        r"'d'",
        r"}",
    ]
    assert sparql.portable("SELECT * { <a> ?p <urn:b> }", base="urn:x:").startswith("BASE <urn:x:> SELECT")
    assert sparql.portable("BASE <urn:y:> SELECT * { <a> ?p <b> }", base="urn:x:").startswith("BASE <urn:y:>")


# ---------------------------------------------------------------------------------------------- who asks


def authorised(*headers: str) -> tuple[list[str], Reply]:
    """Return what notes who asks, and turns all away that do not say so."""
    seen: list[str] = []

    def respond(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        seen.append(handler.headers.get("authorization") or "nobody")
        if seen[-1] == "nobody":
            reply(handler, 401, b"", www_authenticate=headers[0] if headers else "Basic")
        else:
            reply(handler, 200, b'{"head":{},"boolean":true}', content_type=JSON)

    return seen, respond


def test_secrets_come_from_a_file_the_environment_or_netrc(tmp_path: Path) -> None:
    """In that order; a password is sent when it is asked for, and only in the way that is asked for."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login n password p\n")
    netrc.chmod(0o600)
    auth = tmp_path / "auth"
    auth.write_text("f:p\n")
    named = {"UNIONGRAPH_USER": "e", "UNIONGRAPH_PASSWORD": "p", "NETRC": str(netrc)}
    cases = (
        (address.read("http://127.0.0.1/", environ={"NETRC": str(netrc)}), "Basic bjpw"),
        (address.read("http://127.0.0.1/", environ=named), "Basic ZTpw"),
        (address.read("http://127.0.0.1/", environ={"UNIONGRAPH_TOKEN": "t"}), "Bearer t"),
        (address.read("http://127.0.0.1/", auth_file=auth, environ=named), "Basic Zjpw"),
    )
    for read, expected in cases:
        seen, respond = authorised()
        with saying(respond) as root, Endpoint(address.Address(root, read.auth)) as endpoint:
            assert endpoint.holds("ASK {}")
            assert endpoint.holds("ASK {}")
        assert seen in (["nobody", expected, expected], [expected, expected])
        assert "p" not in re.sub(r"http\S*", "", repr(read)).replace("Address", "")


def test_digest_is_never_told_the_password(tmp_path: Path) -> None:
    """Where Digest is asked for, no Basic is sent."""
    seen, respond = authorised('Digest realm="r", nonce="n", qop="auth", algorithm=MD5')
    read = address.read(
        "http://h/", environ={"UNIONGRAPH_USER": "u", "UNIONGRAPH_PASSWORD": "p", "NETRC": str(tmp_path)}
    )
    with saying(respond) as root, Endpoint(address.Address(root, read.auth)) as endpoint:
        assert endpoint.holds("ASK {}")
    assert seen[-1].startswith("Digest ")
    assert not any(each.startswith("Basic") for each in seen)


def test_another_host_is_not_told_who_asks() -> None:
    """A redirect to elsewhere goes there without."""
    seen, respond = authorised()
    with (
        saying(respond) as there,
        saying(lambda handler, _: reply(handler, 307, b"", location=there)) as root,
        Endpoint(address.read(root, environ={"UNIONGRAPH_TOKEN": "secret"})) as endpoint,
        pytest.raises(QueryError, match="wants to know who asks"),
    ):
        endpoint.ask("ASK {}")
    assert seen == ["nobody"]


def test_secrets_that_cannot_be_used_are_told_without_being_shown(tmp_path: Path) -> None:
    """In an address they would be seen by everybody; a file holds one line of a known form."""
    for url in ("http://user:secret@h/x", "ftp://user:secret@h/x"):
        assert "secret" not in sentence(run("sparql", "ASK {}", "--endpoint", url))
    (tmp_path / "auth").write_text("secret\n")
    said = sentence(run("sparql", "ASK {}", "--endpoint", "http://h/", "--auth-file", str(tmp_path / "auth")))
    assert said == f"{tmp_path / 'auth'}: does not hold one line 'user:password' or 'bearer TOKEN'"
    assert run("sparql", "ASK {}", "--auth-file", "x").exit_code == 2
    with pytest.raises(UnionGraphError, match="no header"):
        address.read("http://h/", environ={"UNIONGRAPH_TOKEN": "a\nb"})


# ---------------------------------------------------------------------------------------------- cut by the service


def test_an_answer_the_service_cut_short_is_not_taken_for_whole(other: Virtuoso) -> None:
    """Virtuoso stops at its row limit with status 200: that is an error here, and marked where it is relayed."""
    said = sentence(run("sparql", "SELECT * { ?s ?p ?o }", "--endpoint", other.query))
    assert (
        said == f"query: {other.query} cuts its answers off after {MOST_ROWS} rows: this answer is not whole"
    )
    with relaying(other.query) as root:
        response = httpx.get(f"{root}sparql", params={"query": "ASK {}"})
        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"{root}sparql", params={"query": "SELECT * { ?s ?p ?o }", "format": "csv"})


def test_packed_answers_are_not_asked_for() -> None:
    """So none can unpack to more than it seems; one that comes all the same is read."""
    asked: list[str | None] = []

    def respond(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        asked.append(handler.headers.get("accept-encoding"))
        reply(
            handler,
            200,
            gzip.compress(b'{"head":{},"boolean":true}'),
            content_type=JSON,
            content_encoding="gzip",
        )

    with saying(respond) as root, Endpoint(address.read(root)) as endpoint:
        assert endpoint.holds("ASK {}")
    assert asked == [None]


# ---------------------------------------------------------------------------------------------- serve --endpoint


@contextmanager
def relaying(url: str, *options: str) -> Iterator[str]:
    """Run ``uniongraph serve --endpoint`` on a free port while the block runs; give its address."""
    command = [sys.executable, "-m", "uniongraph", "serve", "--port", "0", "--endpoint", url, *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        found = re.search(r"comes to (http://\S+)", process.stderr.readline().decode())
        assert found
        try:
            yield found[1]
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def relay(union: Native) -> Iterator[str]:
    """Give a server that relays to the native one."""
    with relaying(union.query, "--timeout", "5") as root:
        yield root


def get(root: str, path: str, **parameters: str) -> httpx.Response:
    """Ask a server."""
    return httpx.get(f"{root}{path}", params=parameters, timeout=30)


def test_relayed_answers_are_those_of_a_release(relay: str) -> None:
    """Prepared queries and any others, in every format, under the release that was pushed; nothing is tagged as fixed."""
    release = published()
    store = release.open_store()
    for form, kind in sparql.RESULTS.items():
        response = get(relay, "queries/winners", format=form)
        expected = io.BytesIO()
        sparql.write(queries.ask(store, PREPARED["winners"], base=release.manifest.base), form, expected)
        assert (response.status_code, response.content) == (200, expected.getvalue())
        assert response.headers["content-type"].startswith(kind.media_type)
        assert response.headers["x-uniongraph-release"] == release.id
        assert "etag" not in response.headers
    for form in sparql.GRAPHS:
        query = (
            "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c . ?s <http://www.w3.org/2004/02/skos/core#inScheme> ?x }"
        )
        response = get(relay, "sparql", query=query, format=form)
        assert response.status_code == 200, form
        assert len(response.content) > 1_000


def test_relayed_pages_hold_the_answer(relay: str) -> None:
    """A browser gets the forms, with concepts to choose from, and tables."""
    accept = {"Accept": "text/html"}
    home = httpx.get(relay, headers=accept)
    assert home.status_code == 200
    assert "queries/winners" in home.text
    page = httpx.get(f"{relay}queries/winners", headers=accept, params={"kind": "special"})
    assert "宝山区顾村镇总工会" in page.text
    assert 'value="special"' in page.text
    assert httpx.get(f"{relay}sparql", headers=accept, params={"query": "SELCT"}).status_code == 400


def test_relayed_failures_have_their_statuses(relay: str) -> None:
    """400 for what the service does not take, 403 for what is not sent, 504 for what is late."""
    assert get(relay, "sparql", query="SELCT").status_code == 400
    assert get(relay, "sparql", query="ASK { SERVICE <urn:a> {} }").status_code == 403
    assert httpx.post(f"{relay}sparql", data={"update": "CLEAR ALL"}).status_code == 403
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    begin = time.monotonic()
    assert get(relay, "sparql", query=slow, timeout="0.3").status_code == 504
    assert time.monotonic() - begin < 1
    assert get(relay, "queries/winners", kind="none").status_code == 400


def test_relayed_graphs_come_one_by_one(relay: str) -> None:
    """All of them with their names cannot be had, and that is said; a named one and the default graph can."""
    for form in ("nquads", "trig", "jsonld"):
        response = get(relay, "graphs", format=form)
        assert (response.status_code, "asked graph by graph: ?graph=IRI or ?default" in response.text) == (
            403,
            True,
        )
    graph = min(published().manifest.counts.graphs)
    one = get(relay, "graphs", graph=graph, format="nt")
    assert len(one.text.splitlines()) == published().manifest.counts.graphs[graph]
    assert httpx.get(f"{relay}graphs?default&format=nt").status_code == 200


def test_a_relay_points_at_no_description_that_is_not_there(relay: str) -> None:
    """Nothing is known beforehand of what is elsewhere."""
    said = get(relay, "sparql", format="turtle").text
    assert "sd:endpoint" in said
    assert "seeAlso" not in said
    missing = get(relay, ".well-known/void")
    assert (missing.status_code, "there is no description" in missing.text) == (404, True)


def test_relayed_answers_are_cut_where_ours_are(union: Native) -> None:
    """--max-rows and --max-bytes hold, and what is cut is broken off."""
    with relaying(union.query, "--max-rows", "10") as root:
        assert len(get(root, "sparql", query=f"{LABELS} LIMIT 10", format="csv").text.splitlines()) == 11
        with pytest.raises(httpx.RemoteProtocolError):
            get(root, "sparql", query=f"{LABELS} LIMIT 11", format="csv")


def test_a_service_that_breaks_is_a_bad_gateway() -> None:
    """502 with a sentence for nonsense and for half an answer; under the host's name where no release was pushed."""

    def respond(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if b"nonsense" in body:
            reply(handler, 200, b"<html>", content_type="text/html")
        elif not surveyed(handler, body):
            broken(handler, HALF, length=10_000)

    with saying(respond) as root, relaying(f"{root}/sparql?key=hidden") as served:
        whole = get(served, "sparql", query="ASK {}", format="json")
        assert whole.json()["boolean"] is True
        assert whole.headers["x-uniongraph-release"] == root.removeprefix("http://")
        for query in ("ASK { ?nonsense ?p ?o }", "SELECT * { ?half ?p ?o }"):
            response = get(served, "sparql", query=query)
            assert (response.status_code, root in response.text) == (502, True)
            assert "hidden" not in response.text


def test_a_service_that_is_gone_is_a_bad_gateway(tmp_path: Path) -> None:
    """502 while it is not there; without one from the beginning nothing is served."""
    with native(tmp_path) as service:
        push(service.query, service.store)
        with relaying(service.query) as served:
            service_stopped = f"{served}sparql"
            assert httpx.get(service_stopped, params={"query": "ASK {}"}).status_code == 200
            service.stop()
            response = httpx.get(service_stopped, params={"query": "ASK {}"})
            assert (response.status_code, service.query in response.text) == (502, True)
    assert "the connection is refused" in sentence(run("serve", "--port", "0", "--endpoint", service.query))


@pytest.mark.slow
def test_another_push_is_seen(tmp_path: Path) -> None:
    """Answers name the release that stands there, a while after it came; what is begun goes on."""
    first = publish(tmp_path / "releases", one=shard("甲"))
    second = publish(tmp_path / "releases", one=shard("乙"))
    with native(tmp_path / "service") as service:
        push(service.query, service.store, release=first)
        with relaying(service.query) as served:
            assert get(served, "sparql", query="ASK {}").headers["x-uniongraph-release"] == first.id
            push(service.query, service.store, release=second)
            end = time.monotonic() + 30
            while get(served, "sparql", query="ASK {}").headers["x-uniongraph-release"] != second.id:
                assert time.monotonic() < end
                time.sleep(0.3)
            assert get(served, "sparql", query="ASK {}").status_code == 200


def test_relaying_holds_little(relay: str) -> None:
    """A client that does not read holds the service up, not the memory of the relay; one that goes frees its place."""
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"  # 80 million rows
    with httpx.Client(timeout=30) as client:
        with client.stream("GET", f"{relay}sparql", params={"query": query, "format": "csv"}) as response:
            assert response.status_code == 200
            time.sleep(1)
        assert client.get(f"{relay}sparql", params={"query": "ASK {}"}).status_code == 200
    threads = [
        threading.Thread(target=get, args=(relay, "sparql"), kwargs={"query": LABELS}) for _ in range(30)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def test_triples_without_end_in_one_another_do_not_end_the_program() -> None:
    """The engine's parser recurses into them; what is too deep is not handed to it."""
    body = (
        b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":'
        + b'{"type":"triple","value":{"subject":' * 50_000
    )

    def respond(handler: BaseHTTPRequestHandler, asked: bytes) -> None:
        if not surveyed(handler, asked):
            reply(handler, 200, body, content_type=JSON)

    with saying(respond) as root:
        said = sentence(run("sparql", LABELS, "--endpoint", f"{root}/sparql"))
    assert said == f"{root}/sparql: answers with brackets too deep in one another"
