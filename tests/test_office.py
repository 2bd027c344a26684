"""DOC, WPS, RTF and ODT: LibreOffice is given no time to hang, no file but its own, and no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

import documents
from uniongraph import sources
from uniongraph.errors import SourceError
from uniongraph.sources import office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)
RTF = rb"{\rtf1 %s}"


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program of ours in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_what_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child of a child too; and nothing is left in the folder for temporary files."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "room"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "room").mkdir()
    stand_in(tmp_path, f"sleep 600 & echo $! > {tmp_path}/child; wait", monkeypatch)
    monkeypatch.setattr(office, "TIME", 1)
    begin = time.monotonic()
    with pytest.raises(SourceError, match=r"^a\.doc: took LibreOffice longer than 1 seconds$"):
        office.as_docx(b"x", ".doc", "a.doc")
    assert time.monotonic() - begin < 10
    assert not list((tmp_path / "room").iterdir())
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not is_running(child):
            return
        time.sleep(0.05)
    pytest.fail("the child of the program is still there")


def is_running(process: int) -> bool:
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")


def test_what_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a program that dies."""
    stand_in(tmp_path, "kill -SEGV $$", monkeypatch)
    with pytest.raises(SourceError, match=r"^a\.wps: is a WPS file that LibreOffice cannot read$"):
        office.as_docx(b"x", ".wps", "a.wps")


def test_it_is_given_a_profile_of_its_own_that_forbids_macros(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user's own settings are neither read nor changed, and the file is named by us."""
    stand_in(
        tmp_path,
        f'echo "$@" > {tmp_path}/arguments; cp profile/user/registrymodifications.xcu {tmp_path}/settings',
        monkeypatch,
    )
    with pytest.raises(SourceError):
        office.as_docx(b"x", ".doc", "$(touch x).doc")
    arguments = (tmp_path / "arguments").read_text().split()
    assert arguments[0].startswith("-env:UserInstallation=file:///")
    assert arguments[-1] == "source.doc"
    settings = (tmp_path / "settings").read_text()
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in settings


class _Ear(BaseHTTPRequestHandler):
    """A server that notes whoever asks it for something."""

    heard: list[str]

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"fetched")

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    def log_message(self, *_: Any) -> None:  # noqa: ANN401
        """Say nothing."""


@pytest.fixture
def ear() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server and what it was asked for."""
    _Ear.heard = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", _Ear.heard
        server.shutdown()


ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def odt_of(body: str, *, size: int = 0) -> bytes:
    """Return an ODT with this body, and a part of so many bytes of nothing."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        container.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        container.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0" xmlns:draw="{ODF}drawing:1.0"'
            f' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>{body}</office:text>'
            "</office:body></office:document-content>",
        )
        if size:
            container.writestr("Pictures/x.bin", bytes(size))
    return made.getvalue()


@needs_office
def test_nothing_is_fetched_from_where_a_file_points(tmp_path: Path, ear: tuple[str, list[str]]) -> None:
    """Neither from the network nor from another file of this machine."""
    address, heard = ear
    (tmp_path / "secret.txt").write_text("secret")
    path = tmp_path / "a.odt"
    section = '<text:section text:name="{0}"><text:section-source xlink:href="{1}"/><text:p>乙</text:p></text:section>'
    path.write_bytes(
        odt_of(
            f'<text:p>甲<draw:frame><draw:image xlink:href="{address}/x.png" xlink:type="simple"/></draw:frame></text:p>'
            + section.format("a", f"{address}/x.txt")
            + section.format("b", (tmp_path / "secret.txt").as_uri())
        )
    )
    assert sources.read(path).content.split() == ["甲", "乙", "乙"]
    path = tmp_path / "a.rtf"
    path.write_bytes(
        RTF % rb'A {\field{\*\fldinst INCLUDEPICTURE "%s/x.png" \\d}{\fldrslt B}}' % address.encode()
    )
    assert sources.read(path).content.split() == ["A", "B"]
    assert heard == []


@needs_office
def test_a_file_of_wps_is_read_as_the_word_file_it_is(tmp_path: Path) -> None:
    """WPS Writer keeps the format of Word 97 under a suffix of its own."""
    (tmp_path / "a.docx").write_bytes(documents.as_docx(["临江市总工会", [["1", "甲"]], "完"]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    path = (tmp_path / "a.doc").rename(tmp_path / "a.wps")
    text = sources.read(path)
    assert (text.content.split(), text.media_type) == (
        ["临江市总工会", "1", "甲", "完"],
        "application/msword",
    )


@needs_office
def test_xml_of_word_2003_is_read(tmp_path: Path) -> None:
    """Some offices name it .doc."""
    path = tmp_path / "a.doc"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p>'
        "</w:body></w:wordDocument>",
        "utf-8",
    )
    text = sources.read(path)
    assert (text.content.split(), text.media_type) == (["甲"], "application/xml")


def test_a_bomb_is_told_before_it_is_handed_on(tmp_path: Path) -> None:
    """LibreOffice would unpack whatever it is given."""
    path = tmp_path / "a.odt"
    path.write_bytes(odt_of("", size=100_000_000))
    with pytest.raises(SourceError, match="that is no document but a ZIP bomb"):
        sources.read(path)


def test_a_locked_document_of_word_is_told(tmp_path: Path) -> None:
    """A DOCX with a password is an OLE container with the package in it."""
    path = tmp_path / "a.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(SourceError, match="is locked with a password; save it without one first"):
        sources.read(path)
