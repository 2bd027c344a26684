"""What is fetched from elsewhere: in time, not without end, from no private address, kept with its date and hash."""

from __future__ import annotations

import gzip
import hashlib
import ipaddress
import os
import socket
import ssl
import subprocess
import threading
import time
import tracemalloc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

import services
from uniongraph.errors import FetchFailed, FetchRefused, FetchTimeout
from uniongraph.fetching import Allowed, Fetcher, addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path


def giving(
    content: bytes, media_type: str = "text/plain", *, status: int = 200, **headers: str
) -> Callable[[BaseHTTPRequestHandler, bytes], None]:
    """Return what replies with some content, whoever asks what."""

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return reply


def of(url: str, **how: object) -> Fetcher:
    """Return a fetcher that may ask the server of a test."""
    return Fetcher(Allowed.of([url]), **how)  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------- what comes


def test_what_an_address_gives_comes_with_its_type_its_date_and_its_hash() -> None:
    content = "名称,代码\n徐汇区,310104\n".encode()
    with services.saying(giving(content, "Text/CSV; charset=UTF-8")) as url:
        found = of(url).get(f"{url}/places.csv", accept="text/csv", params={"q": "区"})
    assert found.content == content
    assert (found.media_type, found.charset) == ("text/csv", "utf-8")
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.url == f"{url}/places.csv?q=%E5%8C%BA"
    assert found.date.endswith("+00:00")


def test_a_request_says_nothing_of_who_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No netrc, no proxy of the environment, no cookie; what was sent stands in the body."""
    (tmp_path / "netrc").write_text("default login me password secret\n")
    monkeypatch.setenv("NETRC", os.fspath(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    seen: list[tuple[dict[str, str], bytes]] = []

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        seen.append((dict(handler.headers.items()), body))
        giving(b"ok")(handler, body)

    with services.saying(reply) as url:
        of(url).post(url, b"ASK {}", "application/sparql-query", accept="application/sparql-results+json")
    (headers, body) = seen[0]
    assert body == b"ASK {}"
    assert headers.pop("User-Agent").startswith("uniongraph/")
    assert headers == {
        "Host": url.removeprefix("http://"),
        "Accept": "application/sparql-results+json",
        "Accept-Encoding": "gzip",
        "Connection": "keep-alive",
        "Content-Length": "6",
        "Content-Type": "application/sparql-query",
    }


def test_packed_content_is_unpacked_also_where_it_is_in_parts() -> None:
    packed = gzip.compress(b"one, ") + gzip.compress(b"two")
    with services.saying(giving(packed, Content_Encoding="gzip")) as url:
        assert of(url).get(url).content == b"one, two"


def test_a_redirect_within_the_host_is_followed() -> None:
    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if handler.path == "/old":
            giving(b"", status=308, Location="/new")(handler, body)
        else:
            giving(handler.command.encode() + b" " + body)(handler, body)

    with services.saying(reply) as url:
        found = of(url).post(f"{url}/old", b"body", "text/plain")
    assert (found.content, found.url) == (b"POST body", f"{url}/new")


# ---------------------------------------------------------------------------------------------- who is not asked

PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "0.0.0.0",  # noqa: S104
    "255.255.255.255",
    "224.0.0.1",
    "240.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "168.63.129.16",
    "192.88.99.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "100::1",
    "5f00::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "202.96.209.5",
    "2606:4700::1111",
    "2400:3200::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_none_to_ask(address: str) -> None:
    assert not addresses.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_one_to_ask(address: str) -> None:
    assert addresses.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0",
        "localhost",
        "[::1]",
        "[::ffff:7f00:1]",
        "localhost.",
    ],
)
def test_this_machine_is_not_asked_however_it_is_written(host: str) -> None:
    with services.saying(giving(b"secret")) as url:
        port = url.rpartition(":")[2]
        with pytest.raises(FetchRefused, match="private address"):
            Fetcher().get(f"http://{host}:{port}/")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "is no address that begins with http:// or https://"),
        ("gopher://example.org/", "is no address that begins with http:// or https://"),
        ("http://", "is no address that begins with http:// or https://"),
        ("http://me:secret@example.org/", "names a user, and nobody is told who asks"),
        ("http://example.org:0/", "is no address that begins with http:// or https://"),
        ("http://example.org:99999/", "is no address of the web"),
        ("http://exa mple.org/", "is no address of the web"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str, said: str) -> None:
    with pytest.raises(FetchRefused, match=said) as raised:
        Fetcher().get(url)
    assert "secret" not in str(raised.value)


def test_only_what_the_user_wrote_himself_may_be_private() -> None:
    """The address and port that he wrote; another name for it, or another port, he did not."""
    with services.saying(giving(b"ok")) as url:
        port = url.rpartition(":")[2]
        assert of(url).get(url).content == b"ok"
        assert (
            Fetcher(Allowed.of([f"http://localhost:{port}/a"])).get(f"http://localhost:{port}/b").content
            == b"ok"
        )
        for other in (f"http://localhost:{port}/", f"http://127.0.0.2:{port}/", "http://127.0.0.1:1/"):
            with pytest.raises(FetchRefused, match="private address"):
                of(url).get(other)


def test_a_name_that_leads_to_a_private_address_allows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever owns the name may let it point at the machine beside ours; one private address among public ones is enough."""
    named(monkeypatch, "intern.example", ["8.8.8.8", "10.0.0.7"])
    url = "http://intern.example/"
    with pytest.raises(FetchRefused, match=r"leads to the private address 10\.0\.0\.7"):
        Fetcher(Allowed.of([url])).get(url)


def named(monkeypatch: pytest.MonkeyPatch, host: str, found: list[str]) -> list[str]:
    """Have the system's resolver know a host; return what it is asked, as it is asked."""
    asked: list[str] = []
    known = socket.getaddrinfo

    def look(name: str, port: int, *rest: object, **more: object) -> object:
        asked.append(name)
        if name != host:
            return known(name, port, *rest, **more)  # type: ignore[arg-type]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    return asked


# ------------------------------------------------------------------------------------------ redirects that lead astray


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://127.0.0.1:1/", "is the private address 127.0.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "is the private address 169.254.169.254"),
        ("http://localhost/", "leads to the private address"),
        ("http://[::1]/", "is the private address ::1"),
        ("file:///etc/passwd", "begins with http"),
        ("http://me:secret@127.0.0.1/", "names a user"),
        ("/round", "more than 5 times"),
    ],
)
def test_a_redirect_is_checked_as_the_first_address_was(target: str, said: str) -> None:
    with (
        services.saying(giving(b"", status=302, Location=target)) as url,
        pytest.raises(FetchRefused, match=said),
    ):
        of(url).get(f"{url}/round")


def test_a_redirect_may_not_use_what_the_user_allowed_elsewhere() -> None:
    """Two services on this machine, both allowed: the one cannot send us to the other."""
    with (
        services.saying(giving(b"other")) as other,
        services.saying(giving(b"", status=307, Location=other)) as one,
        pytest.raises(FetchRefused, match="private address"),
    ):
        Fetcher(Allowed.of([one, other])).get(one)


def test_a_redirect_that_says_no_place_is_a_failure() -> None:
    with (
        services.saying(giving(b"", status=302)) as url,
        pytest.raises(FetchFailed, match="does not say where"),
    ):
        of(url).get(url)


# ------------------------------------------------------------------------------------------ slow, endless, broken


def drips(pause: float, *, head: bool) -> Callable[[BaseHTTPRequestHandler, bytes], None]:
    """Return what replies drop by drop: the head of its answer, or what follows the head."""

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        begin = b"HTTP/1.1 200 OK\r\n" + (b"" if head else b"Content-Length: 1000000\r\n\r\n")
        handler.wfile.write(begin)
        for _drop in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(pause)

    return reply


@pytest.mark.parametrize("head", [True, False])
def test_who_answers_drop_by_drop_is_left_at_the_deadline(head: bool) -> None:
    """Every drop comes in time, the whole does not."""
    with services.saying(drips(0.05, head=head)) as url:
        begin = time.monotonic()
        with pytest.raises(FetchTimeout, match=r"is not done after 0\.5 s"):
            of(url, deadline=0.5).get(url)
        assert time.monotonic() - begin < 5


def test_who_takes_the_connection_and_says_nothing_is_left_at_the_deadline() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(FetchTimeout):
            of(url, deadline=0.3).get(url)


def test_a_resolver_that_hangs_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: hanging.wait(20) and [])
    begin = time.monotonic()
    with pytest.raises(FetchTimeout):
        Fetcher(deadline=0.3).get("http://slow.example/")
    assert time.monotonic() - begin < 5
    hanging.set()


def test_redirects_share_one_deadline() -> None:
    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        time.sleep(0.25)
        giving(b"", status=302, Location="/")(handler, body)

    with services.saying(reply) as url, pytest.raises(FetchTimeout):
        of(url, deadline=0.6).get(url)


def test_an_endless_answer_is_left_at_the_limit() -> None:
    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            handler.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

    with services.saying(reply) as url, pytest.raises(FetchFailed, match="sends more than 1,000,000 bytes"):
        of(url, most=1_000_000).get(url)


def test_a_bomb_is_left_at_the_limit_too() -> None:
    """A million bytes that stand for a thousand million: no more than the limit is ever unpacked."""
    bomb = gzip.compress(bytes(1 << 28), 9)
    assert len(bomb) < 1 << 19
    with services.saying(giving(bomb, Content_Encoding="gzip")) as url:
        tracemalloc.start()
        with pytest.raises(FetchFailed, match="sends more than 1,048,576 bytes"):
            of(url, most=1 << 20).get(url)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("content", "encoding", "said"),
    [
        (b"no gzip at all", "gzip", "sends what cannot be unpacked"),
        (gzip.compress(b"text" * 99, mtime=0)[:-9], "gzip", "its end is missing"),
        (gzip.compress(b"text", mtime=0) + b"behind", "gzip", "sends what cannot be unpacked"),
        (b"text", "br", "packs its answer as br, which was not asked for"),
        (b"text", "gzip, gzip", "packs its answer as gzip, gzip"),
    ],
)
def test_what_cannot_be_unpacked_is_a_failure(content: bytes, encoding: str, said: str) -> None:
    with (
        services.saying(giving(content, Content_Encoding=encoding)) as url,
        pytest.raises(FetchFailed, match=said),
    ):
        of(url).get(url)


def test_an_answer_that_breaks_off_is_a_failure() -> None:
    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        handler.close_connection = True

    with services.saying(reply) as url, pytest.raises(FetchFailed, match="breaks off"):
        of(url).get(url)


def test_what_does_not_speak_http_is_a_failure() -> None:
    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
        handler.close_connection = True

    with services.saying(reply) as url, pytest.raises(FetchFailed, match="breaks off"):
        of(url).get(url)


def test_a_refusal_says_what_the_server_said_and_where() -> None:
    """The key that stands in the address is not said again."""
    with (
        services.saying(giving(b"<p>the disk is <b>full</b></p>", "text/html", status=500)) as url,
        pytest.raises(FetchFailed) as raised,
    ):
        of(url).get(f"{url}/a?key=secret")
    assert str(raised.value) == f"{url}/a: answers with status 500: the disk is full"


def test_nobody_there_is_a_failure() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{one.getsockname()[1]}"
    with pytest.raises(FetchFailed, match="cannot be reached: the connection is refused"):
        of(url).get(url)


# ------------------------------------------------------------------------------------------ the handshake


@contextmanager
def secured(folder: Path, host: str) -> Iterator[tuple[int, ssl.SSLContext, list[str]]]:
    """Run a server that speaks TLS for a host; yield its port, who trusts it, and the names that were asked for."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={host}"]
    made += [
        "-keyout",
        os.fspath(key),
        "-out",
        os.fspath(certificate),
        "-addext",
        f"subjectAltName=DNS:{host}",
    ]
    subprocess.run(made, check=True, capture_output=True)
    names: list[str] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.sni_callback = lambda _, name, __: names.append(str(name))
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for _ in range(2):
                with listener.accept()[0] as taken:
                    try:
                        with context.wrap_socket(taken, server_side=True) as secure:
                            names.append(
                                secure.recv(65536).decode().partition("Host: ")[2].partition("\r\n")[0]
                            )
                            secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                    except ssl.SSLError:
                        names.append("refused")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1], ssl.create_default_context(cafile=os.fspath(certificate)), names


@pytest.mark.skipif(
    subprocess.run(["which", "openssl"], check=False, capture_output=True).returncode != 0,
    reason="no openssl",
)
def test_the_address_that_was_checked_is_called_by_the_name_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up once; it stands in the handshake and in Host, and the certificate must be for it."""
    asked = named(monkeypatch, "partner.example", ["127.0.0.1"])
    monkeypatch.setattr(addresses, "is_public", lambda _: True)  # a test has no public address
    with secured(tmp_path, "partner.example") as (port, trust, names):
        assert Fetcher(trust=trust).get(f"https://partner.example:{port}/").content == b"ok"
        assert names == ["partner.example", f"partner.example:{port}"]
        assert asked.count("partner.example") == 1
        with pytest.raises(FetchFailed, match="its certificate is not trusted"):
            Fetcher(trust=trust).get(f"https://127.0.0.1:{port}/")


# ---------------------------------------------------------------------------------------------- what is kept


def counting(
    content: bytes, **headers: str
) -> tuple[Callable[[BaseHTTPRequestHandler, bytes], None], list[bytes]]:
    asked: list[bytes] = []

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        asked.append(body)
        giving(content + str(len(asked)).encode(), **headers)(handler, body)  # type: ignore[arg-type]

    return reply, asked


def test_an_answer_is_kept_with_its_date_and_given_again(tmp_path: Path) -> None:
    """By method, address, body and formats: what differs in one of them is asked for itself."""
    reply, asked = counting(b"answer ")
    with services.saying(reply) as url:
        fetcher = of(url, cache=tmp_path / "kept")
        first = fetcher.post(url, b"one", "text/plain")
        assert fetcher.post(url, b"one", "text/plain") == first
        assert len(asked) == 1
        others = [
            fetcher.post(url, b"two", "text/plain"),
            fetcher.post(url, b"one", "text/csv"),
            fetcher.post(url, b"one", "text/plain", accept="text/csv"),
            fetcher.get(url),
            fetcher.get(f"{url}/other"),
        ]
        assert len({each.content for each in others}) == 5
    assert fetcher.post(url, b"one", "text/plain") == first, "nobody is asked, for the server has ended"


def test_an_old_answer_and_a_damaged_one_are_asked_for_anew(tmp_path: Path) -> None:
    reply, asked = counting(b"answer ")
    with services.saying(reply) as url:
        fetcher = of(url, cache=tmp_path, age=60)
        fetcher.get(url)
        (file,) = tmp_path.iterdir()
        os.utime(file, (time.time() - 61,) * 2)
        assert fetcher.get(url).content == b"answer 2"
        file.write_bytes(file.read_bytes().replace(b"answer", b"lies!!"))
        assert fetcher.get(url).content == b"answer 3"
        file.write_bytes(b"")
        assert fetcher.get(url).content == b"answer 4"
    assert len(asked) == 4


def test_what_its_server_keeps_to_itself_is_not_kept_and_neither_is_a_failure(tmp_path: Path) -> None:
    for reply in (counting(b"x", Cache_Control="private, no-store")[0], giving(b"", status=500)):
        with services.saying(reply) as url:
            for _ in range(2):
                try:
                    of(url, cache=tmp_path).get(url)
                except FetchFailed:
                    continue
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_go_where_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from uniongraph.fetching import filing  # noqa: PLC0415

    reply, _ = counting(bytes(1000))
    with services.saying(reply) as url:
        monkeypatch.setattr(filing.Filing.__init__, "__defaults__", (2_500,))
        for number in range(5):
            of(url, cache=tmp_path).get(f"{url}/{number}")
            for file in tmp_path.iterdir():
                os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10**9))
    assert len(list(tmp_path.iterdir())) == 2


def test_a_cache_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with services.saying(giving(b"ok")) as url:
        assert of(url, cache=tmp_path / "file").get(url).content == b"ok"
