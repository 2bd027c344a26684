"""DOC, WPS, RTF and ODT: turned into DOCX by LibreOffice, where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from uniongraph.errors import SourceError

__all__ = ["MEMORY", "TIME", "as_docx"]

TIME: Final = 120
"""Seconds that one file may take."""
MEMORY: Final = 4 * 1024**3
"""Bytes of address space that each process of LibreOffice may take."""
_SETTINGS: Final = {
    "Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    "Writer/Content/Update": {"Link": "0"},
}
"""No macro is run, and no picture or section is fetched from where a file says it lies."""
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


def as_docx(data: bytes, suffix: str, name: str) -> bytes:
    """Return a file of an older format as DOCX; ``suffix`` says which one it is (``.doc``).

    LibreOffice runs without a window, in a profile of its own that goes away: it finds no macros of the user's, runs
    none of the file's, fetches nothing, and is killed with all it started when its time is over.
    """
    if _LOCKED in data:
        raise SourceError("is locked with a password; save it without one first", source=name)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SourceError(
            f"is {_what(suffix)}, which only LibreOffice reads, and it is not installed (soffice on PATH);"
            " save it as DOCX first",
            source=name,
        )
    with tempfile.TemporaryDirectory(prefix="uniongraph-") as room:
        folder = Path(room)
        (folder / f"source{suffix}").write_bytes(data)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_registry(), "utf-8")
        _run(program, folder, f"source{suffix}", name)
        made = folder / "made" / "source.docx"
        if not made.is_file():
            raise SourceError(f"is {_what(suffix)} that LibreOffice cannot read", source=name)
        return made.read_bytes()


def _what(suffix: str) -> str:
    article = "an" if suffix in {".rtf", ".odt", ".xml"} else "a"
    return f"{article} {suffix[1:].upper()} file"


def _registry() -> str:
    """Return the settings as the file in which LibreOffice keeps them."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )


def _bound(process: int) -> None:
    """Bound the memory of a process and of those that it will start, where the system can (Linux)."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import resource  # noqa: PLC0415

        resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))


def _run(program: str, folder: Path, file: str, name: str) -> None:
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--nologo", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "made", file]
    process = subprocess.Popen(  # noqa: S603 (no shell; the file has a name of ours)
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _bound(process.pid)
    try:
        process.wait(TIME)
    except subprocess.TimeoutExpired:
        raise SourceError(f"took LibreOffice longer than {TIME} seconds", source=name) from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
