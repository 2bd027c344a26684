"""What tells two releases apart, and the RDF Patch that makes one of the other, kept beside the later one.

A patch has the statements that go (``D``) and those that come (``A``), one a line, sorted, within one transaction
(https://afs.github.io/rdf-patch/). Its header names both releases.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph.release.manifest import ID
from uniongraph.release.shards import lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from uniongraph.release.folder import Release

__all__ = ["Difference", "compare", "keep_patch", "patch", "patches"]

_FOLDER: Final = "patches"
_ENDING: Final = ".rdfp"
_MOST: Final = 1 << 28
"""Bytes of shards that differ: where there are more, the later release is had whole."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells two releases apart: shards by name, and statements as lines of N-Quads, sorted."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[bytes, ...]
    removed: tuple[bytes, ...]


def compare(before: Release, after: Release) -> Difference:
    """Return what one release says that another does not; shards that both hold are not read.

    Raises ReleaseError where a shard cannot be read.
    """
    old = {shard.name: shard for shard in before.manifest.shards}
    new = {shard.name: shard for shard in after.manifest.shards}
    kept = {shard.sha256 for shard in old.values()} & {shard.sha256 for shard in new.values()}
    said = lines(before.shard_path(each) for each in old.values() if each.sha256 not in kept)
    says = lines(after.shard_path(each) for each in new.values() if each.sha256 not in kept)
    changed = (name for name in old.keys() & new.keys() if old[name].sha256 != new[name].sha256)
    return Difference(
        new=tuple(sorted(new.keys() - old.keys())),
        gone=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(sorted(changed)),
        added=tuple(sorted(says - said)),
        removed=tuple(sorted(said - says)),
    )


def patch(before: Release, after: Release) -> Iterator[bytes]:
    """Yield the lines of the RDF Patch that makes the statements of one release those of another."""
    found = compare(before, after)
    yield b"H id <urn:uniongraph:release:%s> .\n" % after.id.encode()
    yield b"H prev <urn:uniongraph:release:%s> .\n" % before.id.encode()
    yield b"TX .\n"
    yield from (b"D %s\n" % line for line in found.removed)
    yield from (b"A %s\n" % line for line in found.added)
    yield b"TC .\n"


def keep_patch(before: Release, after: Release) -> None:
    """Write the patch from one release beside the next, whole; none where so much differs that nobody would apply it."""
    old = {shard.sha256: shard.size for shard in before.manifest.shards}
    new = {shard.sha256: shard.size for shard in after.manifest.shards}
    if sum({**old, **new}[each] for each in old.keys() ^ new.keys()) > _MOST:
        return
    folder = after.derived / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{before.id}.{os.getpid()}"
    with aside.open("wb") as file:
        file.writelines(patch(before, after))
    aside.replace(folder / f"{before.id}{_ENDING}")


def patches(derived: Path) -> dict[str, Path]:
    """Return the patches that lie beside a release, by the id of the release each begins with."""
    found = sorted((derived / _FOLDER).glob(f"*{_ENDING}"))
    return {path.stem: path for path in found if ID.fullmatch(path.stem)}
