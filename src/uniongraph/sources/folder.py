"""The files that some paths name: a file itself, and every document below a folder."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from operator import attrgetter
from os.path import realpath, splitext
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uniongraph.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from io import BufferedReader

__all__ = ["SUFFIXES", "Source", "find", "open_file", "printable"]

SUFFIXES: Final = frozenset(
    {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".docx", ".docm", ".pdf"}
    | {".doc", ".wps", ".rtf", ".odt"}
)

_NO_FILES: Final = (
    (stat.S_ISDIR, "is a folder; name a file"),
    (stat.S_ISFIFO, "is a pipe and no file; write what comes out of it to a file first"),
    (stat.S_ISSOCK, "is a socket and no file"),
    (stat.S_ISCHR, "is a device and no file"),
    (stat.S_ISBLK, "is a device and no file"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read, and the name under which a manifest lists it."""

    path: Path
    name: str

    @property
    def shown(self) -> str:
        """The path as a message names it."""
        return printable(str(self.path))


def find(
    paths: Iterable[Path | str],
    *,
    without: Path | None = None,
    tell: Callable[[SourceError], None] | None = None,
) -> list[Source]:
    """Return the files that some paths name, those of a folder by their names below it, sorted.

    The folder ``without``, hidden files and the lock files of Word (``~$…``) are passed over; a link to a folder is not followed, and a link
    to a file outside the folder, a pipe or a device is not read: ``tell`` is given an error for each, which is not raised. Raises SourceError where a
    folder is missing or holds no document; a file that was named itself is taken as it is.
    """
    found: list[Source] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += _in(path, without, tell or (lambda _: None))
        else:
            found.append(Source(path, printable(path.name)))
    return found


def open_file(path: Path) -> BufferedReader:
    """Return a file opened for reading; a pipe, which might never answer, or a device is not even opened.

    Raises SourceError, one sentence with the path, where it is missing, unreadable or no file.
    """
    name = str(path)
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116 (ten thousand times)
        said = _no_file(mode)
        if said is None:
            return open(name, "rb")  # noqa: PTH123
    except FileNotFoundError:
        said = "no such file"
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", source=printable(name)) from error
    except ValueError as error:  # a path that no system can hold, such as one with a NUL
        raise SourceError(f"is no path: {error}", source=repr(printable(name))) from error
    raise SourceError(said, source=printable(name))


def printable(name: str) -> str:
    r"""Return a file name as characters: a byte that is none in the system's encoding stands as ``\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace") if "\x00" not in name else name


def _in(folder: Path, without: Path | None, tell: Callable[[SourceError], None]) -> list[Source]:
    found = [Source(Path(path), printable(name)) for path, name in _files(folder, without, tell)]
    if not found:
        raise SourceError(f"is a folder without documents ({' '.join(sorted(SUFFIXES))})", source=str(folder))
    return sorted(found, key=attrgetter("name"))


def _files(
    folder: Path, without: Path | None, tell: Callable[[SourceError], None]
) -> Iterator[tuple[str, str]]:
    """Yield each document with its name below the folder; ten thousand are listed sooner as words than as paths."""
    root = folder.resolve()
    closed = without.resolve() if without is not None else None

    def leave(path: str, said: str) -> None:
        tell(SourceError(said, source=printable(path)))

    waiting = [(os.fspath(folder), "")]
    while waiting:
        place, within = waiting.pop()
        try:
            with os.scandir(place) as entries:
                found = list(entries)
        except OSError as error:
            leave(place, f"cannot be read: {error.strerror}")
            continue
        for entry in found:
            name = f"{within}{entry.name}"
            if _is(entry.is_dir):
                if entry.is_symlink():
                    leave(entry.path, "is a link to a folder; it is not followed")
                elif not entry.name.startswith(".") and (closed is None or root / name != closed):
                    waiting.append((entry.path, f"{name}/"))
            elif entry.name.startswith((".", "~$")) or _suffix(entry.name) not in SUFFIXES:
                continue
            elif entry.is_symlink() and not Path(realpath(entry.path)).is_relative_to(root):
                leave(entry.path, "is a link that leads out of the folder; it is not read")
            elif _is(entry.is_file):
                yield entry.path, name
            else:
                leave(entry.path, _odd(entry))


def _no_file(mode: int) -> str | None:
    """Say what stands where a file should, or None."""
    return None if stat.S_ISREG(mode) else next((said for is_one, said in _NO_FILES if is_one(mode)), None)


def _odd(entry: os.DirEntry[str]) -> str:
    """Say what an entry is that is neither file nor folder, without opening it."""
    try:
        return _no_file(entry.stat().st_mode) or "is no file"
    except OSError as error:  # a link to nothing, or round in a circle
        return "is a link that leads nowhere" if entry.is_symlink() else f"cannot be read: {error.strerror}"


def _is(asked: Callable[[], bool]) -> bool:
    try:
        return asked()
    except OSError:  # a link that leads round in a circle is neither file nor folder
        return False


def _suffix(name: str) -> str:
    return splitext(name)[1].lower()  # noqa: PTH122 (ten thousand times)
