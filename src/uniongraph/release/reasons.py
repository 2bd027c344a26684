"""Why the system or the engine said no, in words a person can act on.

pyoxigraph raises bare OSError, ValueError, RuntimeError and SyntaxError, and leaves ``errno`` empty: what RocksDB met
stands in the message alone. So reasons are found by ``errno`` where there is one and by the system's own words else.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from uniongraph.errors import ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["reading", "reason", "writing"]

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file would grow past the size the system allows",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EMFILE: "too many files are open",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.ENAMETOOLONG: "its path is too long",
}
_ENGINE = (OSError, ValueError, RuntimeError, SyntaxError)
"""All that pyoxigraph raises for a store or a file it cannot use."""


def reason(error: BaseException) -> str | None:
    """Return why the system refused, in a few words, or None where it is no refusal that we know."""
    if isinstance(error, UnicodeEncodeError):
        return "its path is not UTF-8"
    if not isinstance(error, OSError):
        return None
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    if error.errno is not None:
        return None
    return next((words for code, words in _REASONS.items() if os.strerror(code) in str(error)), None)


@contextmanager
def reading(source: Path) -> Iterator[None]:
    """Turn what goes wrong while something of a release is read into one sentence that names ``source``."""
    try:
        yield
    except _ENGINE as error:
        known = reason(error)
        said = f"cannot be read: {known}" if known else f"is damaged or incomplete: {_line(error)}"
        raise ReleaseError(said, source=str(source)) from error


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Turn what goes wrong while a release is written into one sentence that names ``root``."""
    try:
        yield
    except _ENGINE as error:
        said = f"no release can be written here: {reason(error) or _line(error)}"
        raise ReleaseError(said, source=str(root)) from error


def _line(error: BaseException) -> str:
    """Say in one line what an error says: RocksDB's messages may run over several."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())
