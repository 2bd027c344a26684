"""Where the files of a static site lie: a folder with an ``index.html`` for each page, other files as they are called."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from uniongraph.errors import UnionGraphError

__all__ = ["INDEX", "file", "page"]

INDEX: Final = "index.html"
_LONGEST: Final = 255
"""Bytes of a name in a folder, on the file systems there are."""
_FORBIDDEN: Final = frozenset("\0\\:*?\"<>|")
"""What a name on one of the usual file systems cannot hold."""


def file(path: str) -> PurePosixPath:
    """Return where a file lies whose address below the root is this path, percent-encoded as addresses are.

    UnionGraphError where no file can be called so.
    """
    names = [unquote(each) for each in path.strip("/").split("/")]
    for name in names:
        if name in {"", ".", ".."} or "/" in name or _FORBIDDEN & set(name) or len(name.encode()) > _LONGEST:
            raise UnionGraphError(f"/{path.lstrip('/')} cannot be a file: {name[:40]!r} is no name for one")
    return PurePosixPath(*names)


def page(path: str) -> PurePosixPath:
    """Return where the page lies whose address below the root is this path."""
    return file(path) / INDEX if path.strip("/") else PurePosixPath(INDEX)
