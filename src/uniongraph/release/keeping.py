"""The releases that are there: which is current, which are let go.

Nothing here changes a release: the pointer moves, or a folder goes.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from uniongraph.errors import ReleaseError
from uniongraph.release.folder import RELEASES, Release, list_releases, read_pointer
from uniongraph.release.publication import hold, point
from uniongraph.release.reasons import reading, writing

if TYPE_CHECKING:
    from pathlib import Path


__all__ = ["named", "prune", "use"]


def named(root: Path, name: str) -> Release:
    """Return the release of a root whose id this is, or begins with it where only one does.

    Raises ReleaseError where there is none, or several.
    """
    found = [each for each in list_releases(root) if _id(each).startswith(name)]
    if len(found) == 1:
        if isinstance(found[0], ReleaseError):
            raise found[0]
        return found[0]
    several = f"begin with {name}: {', '.join(map(_id, found))}" if found else ""
    raise ReleaseError(several or f"holds no release {name}", source=str(root))


def _id(found: Release | ReleaseError) -> str:
    """Return the id of a release, of one that cannot be read by the folder that its error names."""
    if isinstance(found, Release):
        return found.folder.name
    parts = (found.source or "").split("/")
    return parts[parts.index(RELEASES) + 1] if RELEASES in parts[:-1] else ""


def use(root: Path, name: str) -> Release:
    """Make a release that is there the current one, and return it; ReleaseError where its store is not whole."""
    with hold(root, root):
        release = named(root, name)
        release.store_folder()
        point(root, release.id)
    return release


def prune(root: Path, *, keep: int) -> list[str]:
    """Remove all releases but the current one and the ``keep`` that were published last; return their ids.

    What a running server holds open goes on being served until it lets go.
    """
    with hold(root, root):
        pointer = read_pointer(root)
        with reading(root):
            folders = [path for path in (root / RELEASES).iterdir() if path.is_dir()]
            last = sorted(folders, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
        gone = [path for path in last if path.name != pointer][keep:]
        with writing(root):
            for path in gone:
                # It is no release any more from the first moment on, whenever this is broken off.
                aside = path.rename(root / f".building-gone-{path.name}")
                shutil.rmtree(aside)
    return sorted(path.name for path in gone)
