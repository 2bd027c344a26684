"""The files of a release that is being built: written once, shared with what holds them already, brought to the disk."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uniongraph.errors import ReleaseError
from uniongraph.release import digests
from uniongraph.release.folder import DESCRIBED, RELEASES, SEAL, SHARDS, STORE, TEXTS, sealed
from uniongraph.release.manifest import KeptText, Shard
from uniongraph.release.reasons import writing
from uniongraph.release.shards import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from uniongraph.release.folder import Release

__all__ = ["Site", "is_untouched", "keep_shards", "keep_texts", "link_kept", "seal", "sync", "sync_tree"]

_MANY: Final = 200
_READ_ONLY: Final = 0o444
"""A shard may be a file of several releases at once, so nobody is to write it in place."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where one release is being built: its root, the folder aside, who is told, and the release before it."""

    root: Path
    place: Path
    tell: Callable[[str], None]
    before: Release | None
    lies: dict[str, str] = field(default_factory=dict)
    """Where each shard and text lies that is to be linked, by its path in the release."""


# ---------------------------------------------------------------------------------------------- shards and texts


def keep_shards(
    site: Site, shards: Iterable[tuple[str, bytes] | tuple[Shard, Path | str]]
) -> Iterator[Shard]:
    """Yield the shards given, those given as bytes written; of those that lie somewhere it is only noted where.

    Raises ReleaseError where one is given twice or is not fit for a release.
    """
    names: set[str] = set()
    for given, data in shards:
        name = given if isinstance(given, str) else given.name
        if name in names:
            raise ReleaseError("is given twice", source=f"shard {name}")
        names.add(name)
        if isinstance(given, Shard) and not isinstance(data, bytes):
            site.lies[f"{SHARDS}/{given.file}"] = os.fspath(data)
            yield given
            continue
        assert isinstance(data, bytes)
        shard = Shard(name, digests.of_bytes(data), count(name, data), len(data))
        with writing(site.root):
            is_new = _keep(site, shard, data)
        site.tell(f"shard {name}: {shard.quads} quads{'' if is_new else ', unchanged'}")
        yield shard


def keep_texts(site: Site, texts: Iterable[tuple[KeptText, Path | str]]) -> Iterator[KeptText]:
    """Yield the texts given, having noted where each lies."""
    for text, lies in texts:
        site.lies[f"{TEXTS}/{text.file}"] = os.fspath(lies)
        yield text


def link_kept(site: Site) -> None:
    """Give each file that was noted, and is never written again, a second name in the release; a copy where links end."""
    import shutil  # noqa: PLC0415

    place = os.fspath(site.place)
    with writing(site.root):
        if any(name.startswith(TEXTS) for name in site.lies):
            (site.place / TEXTS).mkdir(exist_ok=True)
        for name, lies in site.lies.items():
            try:
                os.link(lies, f"{place}/{name}")
            except FileExistsError:
                continue
            except OSError:
                shutil.copy2(lies, f"{place}/{name}")


def _keep(site: Site, shard: Shard, data: bytes) -> bool:
    """Put a shard into the new release and say whether its bytes had to be written."""
    path = site.place / SHARDS / shard.file
    if path.exists():
        return False
    # Links end at file systems, at other people's files, and at some number for each file; a copy always works.
    with suppress(OSError):
        published = _published(site, shard)
        if published and _holds(published, data):
            path.hardlink_to(published)
            return False
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, _READ_ONLY)) as file:
        file.write(data)
    return True


def _published(site: Site, shard: Shard) -> Path | None:
    """Return where a release holds a shard: the one before, if it does, or any."""
    if site.before and (path := site.before.shard_path(shard)).exists():
        return path
    others = (folder / SHARDS / shard.file for folder in (site.root / RELEASES).iterdir())
    return next((path for path in others if path.exists()), None)


def _holds(path: Path, data: bytes) -> bool:
    """Compare a published shard with what it should be: damage must not be handed on."""
    with path.open("rb") as file:
        return file.read(len(data) + 1) == data


# ---------------------------------------------------------------------------------------------- the store


def seal(site: Site) -> bytes:
    """List the files of a store, and those which describe the release, so that one cut short or changed is seen before the engine believes it.

    A file that the current release has too is the same file, whose hash is known: it is not read again. ``written``
    is the time of its last change in nanoseconds: a file that still has it need not be read to be known as whole.
    """
    known: dict[tuple[int, int], str] = {}
    with suppress(ReleaseError, OSError):
        if site.before:
            for file in sealed(site.before.folder):
                status = (site.before.folder / STORE / file.path).stat()
                known[status.st_dev, status.st_ino] = file.sha256
    files = []
    for path in sorted((site.place / STORE).iterdir()):
        status = path.stat()
        sha256 = known.get((status.st_dev, status.st_ino)) or digests.of_file(path)
        size, written = status.st_size, status.st_mtime_ns
        files.append({"path": path.name, "sha256": sha256, "size": size, "written": written})
    described = [
        {"path": name, "sha256": digests.of_file(path), "size": path.stat().st_size}
        for name in DESCRIBED
        for path in (site.place / name,)
    ]
    return (json.dumps({"files": files, "described": described}, indent=1) + "\n").encode()


def is_untouched(site: Site, release: Release) -> bool:
    """Say whether a release of the content that is being built was surely not changed since it was published.

    Its shards and texts are the very files that would be linked now, and its store was not written to. Where the answer
    is no it may be whole all the same: every byte has to be read to know.
    """
    with suppress(ReleaseError, OSError):
        return _holds_the_same_files(site, release) and _has_the_same_store(release)
    return False


def _holds_the_same_files(site: Site, release: Release) -> bool:
    sizes = {f"{SHARDS}/{each.file}": each.size for each in release.manifest.shards}
    sizes |= {f"{TEXTS}/{each.file}": each.size for each in release.manifest.texts}
    found = {
        f"{kind}/{name}": number
        for kind in {name.partition("/")[0] for name in sizes}
        for name, number in _inodes(release.folder / kind).items()
    }
    for name, size in sizes.items():
        status = os.stat(site.lies.get(name) or f"{site.place}/{name}")  # noqa: PTH116 (ten thousand times)
        if (status.st_ino, status.st_size) != (found.get(name), size):
            return False
    return release.folder.stat().st_dev == site.place.stat().st_dev


def _has_the_same_store(release: Release) -> bool:
    files = {file.path: file.size for file in sealed(release.folder)}
    for each in json.loads((release.folder / SEAL).read_bytes())["files"]:
        status = (release.folder / STORE / each["path"]).stat()
        if (status.st_size, status.st_mtime_ns) != (files[each["path"]], each.get("written")):
            return False
    return True


# ---------------------------------------------------------------------------------------------- to the disk


def sync_tree(site: Site) -> None:
    """Bring a folder to the disk before its rename: a power cut must not leave a whole name and empty files."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (no reader of a release should pay)

    fresh = list(_fresh(site))
    if len(fresh) > _MANY and sys.platform == "linux":
        os.sync()  # one wait for all: Linux comes back when everything is written
        return
    with ThreadPoolExecutor(8) as pool:  # file systems write what several ask for together
        for _ in pool.map(sync, fresh):
            pass


def _fresh(site: Site) -> Iterator[str]:
    """Yield the folders of the new release and its files, but those that the release before brought to the disk."""
    for parent, _, names in os.walk(site.place):
        yield parent
        known: dict[str, int] = {}
        if site.before and site.before.folder.stat().st_dev == site.place.stat().st_dev:
            with suppress(OSError):
                known = _inodes(site.before.folder / os.path.relpath(parent, site.place))
        now = _inodes(parent)
        yield from (f"{parent}/{name}" for name in names if known.get(name) != now[name])


def _inodes(folder: str | Path) -> dict[str, int]:
    """Return the number that the system gives to each file of a folder: one file has one, whatever its names."""
    with os.scandir(folder) as entries:
        return {entry.name: entry.inode() for entry in entries}


def sync(path: str | Path) -> None:
    """Bring one file or folder to the disk."""
    if os.name == "nt" and os.path.isdir(path):  # noqa: PTH112 (Windows opens no folders, and orders its renames itself)
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
