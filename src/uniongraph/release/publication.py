"""Writing releases: one writer, everything aside, one rename, the pointer last.

A kill at any moment leaves litter that no reader sees (``.building-*``, swept by the next writer), or a whole release
that the pointer does not name yet.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph.errors import ReleaseError
from uniongraph.release import particulars
from uniongraph.release.advertising import advertise
from uniongraph.release.description import describe
from uniongraph.release.differing import keep_patch
from uniongraph.release.files import (
    Site,
    is_untouched,
    keep_shards,
    keep_texts,
    link_kept,
    seal,
    sync,
    sync_tree,
)
from uniongraph.release.folder import (
    DATASET,
    MANIFEST,
    PARTICULARS,
    POINTER,
    RELEASES,
    SEAL,
    SHARDS,
    STORE,
    VOID,
    Release,
    current,
    faults,
    open_release,
)
from uniongraph.release.growth import Grown, Growth, grow
from uniongraph.release.known import facts
from uniongraph.release.loading import load, open_read_only, tally
from uniongraph.release.manifest import draft, encode, identify, sign
from uniongraph.release.reasons import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import pyoxigraph

    from uniongraph.release.manifest import Counts, Input, KeptText, Manifest, Shard
    from uniongraph.release.particulars import Particulars

    Check = Callable[[pyoxigraph.Store, Growth | None], None]

__all__ = ["hold", "point", "publish"]

_LOCK = ".lock"
_ASIDE = ".building-"


def publish(
    root: Path,
    shards: Mapping[str, bytes] | Iterable[tuple[str, bytes] | tuple[Shard, Path | str]],
    *,
    inputs: Iterable[Input],
    base: str,
    texts: Iterable[tuple[KeptText, Path | str]] = (),
    check: Check | None = None,
    progress: Callable[[str], None] | None = None,
) -> Release:
    """Return the release of these shards, written under ``root`` and made the current one.

    ``shards`` gives each shard a name and its canonical N-Quads (``serialise``); they are taken one by one, so an
    iterable of many needs the memory of one. A shard that lies in a read-only file already, with its hash, is linked
    and not read again (``verify`` would find it damaged), and so is each of ``texts``. ``check`` is shown the loaded store, read-only, and what is
    new in it where it grew from a release that was published, and raises ValidationFailed where the release must not
    be published. ``progress`` is told each step in a few words. Where the same content was published before and is
    whole, nothing is new and only the pointer moves.

    Raises ReleaseError where another process is writing here, a shard is not fit for a release, or the system
    refuses (full disk, read-only folder). What was current then stays so, and nothing half-written is left.
    """
    tell = progress or _silent
    with hold(root, root), _aside(root) as place:
        site = Site(root, place, tell, _before(root))
        kept = tuple(keep_shards(site, shards.items() if isinstance(shards, Mapping) else shards))
        unsigned = draft(base=base, inputs=inputs, shards=kept, texts=keep_texts(site, texts))
        release, is_new = _twin(site, unsigned), False
        if release is None:
            link_kept(site)
            counts, known = _load(site, kept, check, base)
            release = _move_into_place(site, sign(unsigned, counts), known)
            is_new = True
        elif check:
            tell("checking")
            check(release.open_store(), Growth(release.id, ()))
        tell("moving the pointer")
        point(root, release.id)
        if is_new and site.before is not None:
            tell("writing what changed")
            with suppress(ReleaseError, OSError):  # the release is published all the same
                keep_patch(site.before, release)
    return release


def _before(root: Path) -> Release | None:
    """Return the current release; none where there is none or it is damaged: everything is then made anew."""
    with suppress(ReleaseError):
        return current(root)
    return None


def _silent(_: str) -> None:
    pass


# ---------------------------------------------------------------------------------------------- one writer


@contextmanager
def hold(folder: Path, root: Path) -> Iterator[None]:
    """Hold the lock of a folder under a root, made where it is missing; the system takes it from a writer that dies.

    Raises ReleaseError, naming the root, where another holds it.
    """
    import filelock  # noqa: PLC0415 (50 ms that no reader of a release should pay)

    with writing(root):
        if root.exists() and not root.is_dir():
            raise ReleaseError("is a file; releases need a folder", source=str(root))
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / _LOCK)
        try:
            lock.acquire(blocking=False)
        except filelock.Timeout:
            raise ReleaseError("another process is writing a release here", source=str(root)) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _aside(root: Path) -> Iterator[Path]:
    """Make a folder to build in, what killed writers left swept away, and leave none behind."""
    place = root / f"{_ASIDE}{os.getpid()}"
    try:
        with writing(root):
            (root / RELEASES).mkdir(exist_ok=True)
            _sweep(root)
            (place / SHARDS).mkdir(parents=True)
        yield place
    finally:
        with suppress(OSError):  # what cannot be removed now, the next writer sweeps
            _sweep(root)


def _sweep(root: Path) -> None:
    import shutil  # noqa: PLC0415 (2 ms that no reader of a release should pay)

    for path in root.glob(f"{_ASIDE}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


# ---------------------------------------------------------------------------------------------- the store


def _twin(site: Site, unsigned: Manifest) -> Release | None:
    """Return the whole release that was published from the same content, or None.

    The counts follow from the shards, so they need not be known: nothing is loaded to find out. Of a release that was
    touched since it was published every byte is read.
    """
    for release in _alike(site, {shard.file for shard in unsigned.shards}):
        if replace(release.manifest, id=unsigned.id, counts=unsigned.counts) != unsigned:
            continue
        site.tell(f"verifying release {release.id}")
        if identify(release.manifest) == release.id and is_untouched(site, release):
            return release
        if not any(faults(release)):
            return release
    return None


def _alike(site: Site, wanted: set[str]) -> Iterator[Release]:
    """Yield the releases that hold these shards and no others, seen without reading manifests of ten thousand lines."""
    before = site.before
    held = {shard.file for shard in before.manifest.shards} if before else set()
    if before and held == wanted:
        yield before
    new = wanted - held
    for folder in sorted((site.root / RELEASES).iterdir()):
        shards = folder / SHARDS
        if (before and folder == before.folder) or not all((shards / name).exists() for name in new):
            continue
        with suppress(OSError, ReleaseError):
            if {entry.name for entry in os.scandir(shards)} == wanted:
                yield open_release(folder)


def _grow(site: Site, shards: tuple[Shard, ...], base: str) -> Grown | None:
    """Grow the store of the release before; None, and nothing there, where that is damaged or too much differs."""
    import shutil  # noqa: PLC0415

    if site.before is None or site.before.manifest.base != base:
        return None
    try:
        with writing(site.root):
            return grow(site.place, site.before, shards)
    except ReleaseError:
        shutil.rmtree(site.place / STORE, ignore_errors=True)
        return None


def _load(
    site: Site, shards: tuple[Shard, ...], check: Check | None, base: str
) -> tuple[Counts, Particulars]:
    folder = site.place / STORE
    grown = _grow(site, shards, base)
    if grown is not None:
        site.tell(f"grown from release {grown.new.since}")
        store = open_read_only(folder)
        if check:
            check(store, grown.new)
        return grown.counts, particulars.collect(store, base, grown.properties)
    site.tell(f"loading {sum(shard.quads for shard in shards)} quads")
    with writing(site.root):
        load(folder, site.place / SHARDS, shards)
    site.tell("counting")
    with writing(site.root):
        store = open_read_only(folder)
        counts = tally(store)
    if check:
        site.tell("checking")
        check(store, None)
    return counts, particulars.collect(store, base)


# ---------------------------------------------------------------------------------------------- into place


def _move_into_place(site: Site, manifest: Manifest, particular: Particulars) -> Release:
    folder = site.root / RELEASES / manifest.id
    site.tell("writing to disk")
    with writing(site.root):
        (site.place / MANIFEST).write_bytes(encode(manifest))
        known = facts(manifest, particular)
        (site.place / PARTICULARS).write_bytes(particulars.encode(particular))
        (site.place / VOID).write_text(describe(known), "utf-8")
        (site.place / DATASET).write_text(advertise(known), "utf-8")
        (site.place / SEAL).write_bytes(seal(site))
        sync_tree(site)
    site.tell(f"moving release {manifest.id} into place")
    with writing(site.root):
        if folder.exists():  # damaged: whole, it would have been found as the twin
            folder.rename(site.root / f"{_ASIDE}damaged-{manifest.id}")
        site.place.rename(folder)
        sync(folder.parent)
    return Release(folder, manifest)


def point(root: Path, name: str) -> None:
    """Make the release of this id the current one of a root, whose lock the caller holds."""
    fresh = root / f"{_ASIDE}{POINTER}"
    with writing(root):
        fresh.write_text(f"{name}\n", encoding="ascii")
        sync(fresh)
        fresh.replace(root / POINTER)
        sync(root)
