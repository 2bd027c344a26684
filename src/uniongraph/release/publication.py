"""Writing releases: one writer, everything aside, one rename, the pointer last.

A kill at any moment leaves litter that no reader sees (``.building-*``, swept by the next writer), or a whole release
that the pointer does not name yet.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uniongraph.errors import ReleaseError
from uniongraph.release import digests
from uniongraph.release.folder import (
    MANIFEST,
    POINTER,
    RELEASES,
    SEAL,
    SHARDS,
    STORE,
    TEXTS,
    Release,
    current,
    faults,
    open_release,
    sealed,
)
from uniongraph.release.growth import Growth, grow
from uniongraph.release.loading import load, open_read_only, tally
from uniongraph.release.manifest import Counts, Input, KeptText, Manifest, Shard, compose, encode
from uniongraph.release.reasons import writing
from uniongraph.release.shards import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyoxigraph

    Check = Callable[[pyoxigraph.Store, Growth | None], None]

__all__ = ["hold", "publish"]

_LOCK = ".lock"
_ASIDE = ".building-"
_NEW_LINKS: Final = 2
_MANY: Final = 200
_READ_ONLY = 0o444
"""A shard may be a file of several releases at once, so nobody is to write it in place."""


def publish(
    root: Path,
    shards: Mapping[str, bytes] | Iterable[tuple[str, bytes] | tuple[Shard, Path]],
    *,
    inputs: Iterable[Input],
    base: str,
    texts: Iterable[tuple[KeptText, Path]] = (),
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
        site = _Site(root, place, tell, _before(root))
        kept = tuple(_keep_shards(site, shards.items() if isinstance(shards, Mapping) else shards))
        taken = tuple(_keep_texts(site, texts))
        draft = compose(base=base, inputs=inputs, shards=kept, texts=taken, counts=Counts(0, {}, {}))
        release = _twin(site, draft)
        if release is None:
            counts = _load(site, kept, check, base)
            manifest = compose(base=base, inputs=draft.inputs, shards=kept, texts=taken, counts=counts)
            release = _move_into_place(site, manifest)
        elif check:
            tell("checking")
            check(release.open_store(), Growth(release.id, ()))
        tell("moving the pointer")
        _point(root, release.id)
    return release


@dataclass(frozen=True, slots=True)
class _Site:
    """Where one release is being built: its root, the folder aside, who is told, and the release before it."""

    root: Path
    place: Path
    tell: Callable[[str], None]
    before: Release | None


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


# ---------------------------------------------------------------------------------------------- shards


def _keep_shards(site: _Site, shards: Iterable[tuple[str, bytes] | tuple[Shard, Path]]) -> Iterator[Shard]:
    with writing(site.root):
        published = _published_shards(site.root)
    names: set[str] = set()
    for given, data in shards:
        name = given if isinstance(given, str) else given.name
        if name in names:
            raise ReleaseError("is given twice", source=f"shard {name}")
        names.add(name)
        if isinstance(given, Shard) and isinstance(data, Path):
            with writing(site.root):
                _link(site.place / SHARDS / given.file, data)
            yield given
            continue
        assert isinstance(data, bytes)
        shard = Shard(name, digests.of_bytes(data), count(name, data), len(data))
        with writing(site.root):
            is_new = _keep(site.place / SHARDS / shard.file, data, published.get(shard.file))
        site.tell(f"shard {name}: {shard.quads} quads{'' if is_new else ', unchanged'}")
        yield shard


def _keep_texts(site: _Site, texts: Iterable[tuple[KeptText, Path]]) -> Iterator[KeptText]:
    for text, lies in texts:
        with writing(site.root):
            (site.place / TEXTS).mkdir(exist_ok=True)
            _link(site.place / TEXTS / text.file, lies)
        yield text


def _link(path: Path, lies: Path) -> None:
    """Give a file that is never written again a second name; a copy where links end."""
    import shutil  # noqa: PLC0415

    try:
        path.hardlink_to(lies)
    except FileExistsError:
        return
    except OSError:
        shutil.copy2(lies, path)


def _published_shards(root: Path) -> dict[str, str]:
    """Map the file name of each shard that any release holds to where it lies."""
    found: dict[str, str] = {}
    for release in (root / RELEASES).iterdir():
        with suppress(FileNotFoundError, NotADirectoryError):  # a damaged release offers nothing
            found.update((entry.name, entry.path) for entry in os.scandir(release / SHARDS))
    return found


def _keep(path: Path, data: bytes, published: str | None) -> bool:
    """Put a shard into the new release and say whether its bytes had to be written."""
    if path.exists():
        return False
    # Links end at file systems, at other people's files, and at some number for each file; a copy always works.
    with suppress(OSError):
        if published and _holds(published, data):
            path.hardlink_to(published)
            return False
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, _READ_ONLY)) as file:
        file.write(data)
    return True


def _holds(path: str, data: bytes) -> bool:
    """Compare a published shard with what it should be: damage must not be handed on."""
    with open(path, "rb") as file:  # noqa: PTH123 (a thousand times; Path costs more than the opening)
        return file.read(len(data) + 1) == data


# ---------------------------------------------------------------------------------------------- the store


def _twin(site: _Site, draft: Manifest) -> Release | None:
    """Return the whole release that was published from the same content, or None.

    The counts follow from the shards, so they need not be known: nothing is loaded to find out.
    """
    wanted = {shard.file for shard in draft.shards}
    for folder in sorted((site.root / RELEASES).iterdir()):
        with suppress(OSError):
            if {entry.name for entry in os.scandir(folder / SHARDS)} != wanted:
                continue  # seen without reading a manifest of ten thousand lines
        try:
            release = open_release(folder)
        except ReleaseError:
            continue
        if replace(release.manifest, id=draft.id, counts=draft.counts) != draft:
            continue
        site.tell(f"verifying release {release.id}")
        if not any(faults(release)):
            return release
    return None


def _grow(site: _Site, shards: tuple[Shard, ...], base: str) -> tuple[Counts, Growth] | None:
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


def _load(site: _Site, shards: tuple[Shard, ...], check: Check | None, base: str) -> Counts:
    folder = site.place / STORE
    grown = _grow(site, shards, base)
    if grown is not None:
        counts, new = grown
        site.tell(f"grown from release {new.since}")
        if check:
            check(open_read_only(folder), new)
        return counts
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
    return counts


# ---------------------------------------------------------------------------------------------- into place


def _move_into_place(site: _Site, manifest: Manifest) -> Release:
    folder = site.root / RELEASES / manifest.id
    site.tell("writing to disk")
    with writing(site.root):
        (site.place / MANIFEST).write_bytes(encode(manifest))
        (site.place / SEAL).write_bytes(_seal(site))
        _sync_tree(site.place)
    site.tell(f"moving release {manifest.id} into place")
    with writing(site.root):
        if folder.exists():  # damaged: whole, it would have been found as the twin
            folder.rename(site.root / f"{_ASIDE}damaged-{manifest.id}")
        site.place.rename(folder)
        _sync(folder.parent)
    return Release(folder, manifest)


def _seal(site: _Site) -> bytes:
    """List the files of a store, so that one cut short or changed is seen before the engine believes it.

    A file that the current release has too is the same file, whose hash is known: it is not read again.
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
        files.append({"path": path.name, "sha256": sha256, "size": status.st_size})
    return (json.dumps({"files": files}, indent=1) + "\n").encode()


def _point(root: Path, name: str) -> None:
    fresh = root / f"{_ASIDE}{POINTER}"
    with writing(root):
        fresh.write_text(f"{name}\n", encoding="ascii")
        _sync(fresh)
        fresh.replace(root / POINTER)
        _sync(root)


def _sync_tree(place: Path) -> None:
    """Bring a folder to the disk before its rename: a power cut must not leave a whole name and empty files."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (no reader of a release should pay)

    paths = [Path(parent, name) for parent, _, names in os.walk(place) for name in (*names, "")]
    # A linked shard came to the disk with the release that wrote it; one with a single other name may be new.
    fresh = [path for path in paths if path.is_dir() or path.stat().st_nlink <= _NEW_LINKS]
    if len(fresh) > _MANY and sys.platform == "linux":
        os.sync()  # one wait for all: Linux comes back when everything is written
        return
    with ThreadPoolExecutor(8) as pool:  # file systems write what several ask for together
        for _ in pool.map(_sync, fresh):
            pass


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows opens no folders, and orders its renames itself
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
