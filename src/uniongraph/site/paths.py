"""From the address of a page to the file it lies in, and back: a page's links tell which other pages there must be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from uniongraph.errors import UnionGraphError
from uniongraph.pages.addresses import INDEX, FileAddresses
from uniongraph.pages.languages import CHINESE, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Place", "file", "linked"]

_LONGEST: Final = 255
"""Bytes of a name in a folder, on the file systems there are."""
_FORBIDDEN: Final = frozenset("\0\\")
_LINK: Final = re.compile(rf'(?:href)="((?:\.\.?/)+[^"#]*{re.escape(INDEX)})["#]')
"""A link of a page to another: all of them are relative and name the file."""
_SAID: Final = re.compile("~([a-z]+)=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The address of a page: its language, its path below the root as addresses have it, and what it says besides."""

    language: str
    path: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> PurePosixPath:
        """The file of the page below the site's folder."""
        return PurePosixPath(*self._folders, INDEX)

    @property
    def root(self) -> str:
        """What leads from the page's folder up to the site's."""
        return "/".join(".." for _ in self._folders) or "."

    @property
    def _folders(self) -> tuple[str, ...]:
        language = () if self.language == CHINESE else (self.language,)
        below = file(self.path).parts if self.path.strip("/") else ()
        return (*language, *below, *FileAddresses.folders(dict(self.values)))


def file(path: str) -> PurePosixPath:
    """Return where a file lies whose address below the root is this path, percent-encoded as addresses are.

    UnionGraphError where no file can be called so.
    """
    names = [unquote(each) for each in path.strip("/").split("/")]
    for name in names:
        if name in {"", ".", ".."} or "/" in name or _FORBIDDEN & set(name) or len(name.encode()) > _LONGEST:
            raise UnionGraphError(
                f"/{path.strip('/')[:200]} cannot be a file: {name[:40]!r} is no name for one"
            )
    return PurePosixPath(*names)


def linked(place: Place, page: str) -> Iterator[Place]:
    """Yield the pages of the site that a page leads to."""
    here = PurePosixPath("/", place.file.parent)
    for link in dict.fromkeys(_LINK.findall(page)):
        yield _read(_resolved(here, link.replace("&amp;", "&").replace("&#39;", "'")))


def _resolved(here: PurePosixPath, link: str) -> list[str]:
    """Return the names of the folders, still as addresses have them, that a relative link leads to."""
    up = link.count("../")
    rest = link.replace("../", "").removeprefix("./").removesuffix(INDEX).strip("/")
    kept = here.parts[1 : len(here.parts) - up] if up else here.parts[1:]
    return [*kept, *filter(None, rest.split("/"))]


def _read(folders: list[str]) -> Place:
    language = folders[0] if folders and folders[0] in LANGUAGES else CHINESE
    below = folders[1:] if language != CHINESE else folders
    values: list[tuple[str, str]] = []
    while below and (said := _SAID.fullmatch(unquote(below[-1]))):
        values.append((said[1], unquote(said[2])))
        below = below[:-1]
    return Place(language, "/" + "/".join(below), tuple(sorted(values)))
