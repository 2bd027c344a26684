"""Reading releases: from a path to a folder that is known to be one, its store and its quads."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from uniongraph.errors import ReleaseError
from uniongraph.release import digests, particulars
from uniongraph.release import manifest as manifests
from uniongraph.release.reasons import reading, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.release.manifest import Input, KeptText, Manifest, Shard
    from uniongraph.release.particulars import Particulars

__all__ = ["Release", "current", "faults", "find", "list_releases", "open_release", "sealed", "verify"]

POINTER = "current"
RELEASES = "releases"
MANIFEST = "manifest.json"
SHARDS = "shards"
TEXTS = "texts"
STORE = "store"
DERIVED = "derived"
SEAL = "store.json"
VOID = "void.ttl"
DATASET = "dataset.jsonld"
PARTICULARS = "particulars.json"
DESCRIBED = (VOID, DATASET, PARTICULARS)
"""The files that describe a release; those before had the first alone, or none."""


@dataclass(frozen=True, slots=True)
class Release:
    """A folder that holds a release, and what its manifest says."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """The name of the release: 16 hex digits that follow from its content."""
        return self.manifest.id

    def shard_path(self, shard: Shard) -> Path:
        """Return where the file of a shard lies."""
        return self.folder / SHARDS / shard.file

    def text_path(self, text: KeptText) -> Path:
        """Return where the text that was taken out of an original lies."""
        return self.folder / TEXTS / text.file

    @property
    def derived(self) -> Path:
        """Where that lies which follows from the release and may be missing: no hash is made of it."""
        return self.folder / DERIVED

    def particulars(self) -> Particulars | None:
        """Return what is known of it besides its manifest; None of one that was published before there was such a file."""
        data = _bytes(self.folder / PARTICULARS)
        return particulars.decode(data) if data is not None else None

    def store_folder(self) -> Path:
        """Return where the store lies, whole; ReleaseError where it is missing or damaged.

        The size of each file is compared: an engine file that was cut short can open without a word as an empty store.
        """
        folder = self.folder / STORE
        for file in sealed(self.folder):
            if fault := _size_fault(folder / file.path, file.size):
                raise fault
        return folder

    def open_store(self) -> pyoxigraph.Store:
        """Return the store, opened read-only; any number of processes may hold it open at once.

        Raises ReleaseError where it is missing or damaged.
        """
        folder = self.store_folder()
        with reading(folder):
            return pyoxigraph.Store.read_only(os.fspath(folder))

    def quads(self, *names: str) -> Iterator[pyoxigraph.Quad]:
        """Yield the quads of the shards with these names, or of all, exactly as they were published.

        Shard by shard in the order of names, so a quad that two shards state comes twice. Raises ReleaseError
        where a name is unknown or a shard cannot be read.
        """
        known = {shard.name: shard for shard in self.manifest.shards}
        for name in names or known:
            if name not in known:
                raise ReleaseError(f"holds no shard named {name!r}", source=str(self.folder))
            path = self.shard_path(known[name])
            with reading(path):
                yield from _parse(path)


def current(root: Path) -> Release:
    """Return the release that the pointer of a root names.

    Raises ReleaseError where there is none, or the pointer names one that is missing or damaged.
    """
    name = read_pointer(root)
    if name is None:
        raise ReleaseError("no release here yet", source=str(root))
    folder = root / RELEASES / name
    if not folder.is_dir():
        raise ReleaseError(f"the current release is said to be {name}, which is missing", source=str(root))
    release = open_release(folder)
    if release.id != name:
        said = f"is the manifest of release {release.id}, in the folder of release {name}"
        raise ReleaseError(said, source=str(folder / MANIFEST))
    return release


def open_release(folder: Path) -> Release:
    """Return the release that lies in this folder, whatever the folder is called.

    Raises ReleaseError where it holds none, or one that is damaged or of a newer format.
    """
    _require_folder(folder)
    path = folder / MANIFEST
    data = _bytes(path)
    if data is None:
        raise ReleaseError(f"is no release: {MANIFEST} is missing", source=str(folder))
    return Release(folder, manifests.decode(data, str(path)))


def find(path: Path | str) -> Release:
    """Return the release at a path: a release folder itself, or the current one of a root."""
    path = Path(path)
    _require_folder(path)
    with reading(path):
        is_release = (path / MANIFEST).exists()
    return open_release(path) if is_release else current(path)


def list_releases(root: Path) -> tuple[Release | ReleaseError, ...]:
    """Return every release of a root by id; in place of one that cannot be read, why."""
    _require_folder(root)
    with reading(root):
        found = (root / RELEASES).iterdir() if (root / RELEASES).is_dir() else ()
        folders = sorted(path for path in found if manifests.ID.fullmatch(path.name))
    return tuple(map(_open_or_error, folders))


def verify(release: Release) -> None:
    """Read every byte of a release and raise ReleaseError at the first that is not as it was published."""
    for fault in faults(release):
        raise fault


def faults(release: Release) -> Iterator[ReleaseError]:
    """Yield all that is wrong with a release: nothing, where it is whole.

    Checked are the id against the manifest, each shard, each text and each file of the store against its hash, and the
    number of quads in the store against the manifest.
    """
    content = manifests.identify(release.manifest)
    if content != release.id:
        said = f"was changed: its content has the id {content}, not {release.id}"
        yield ReleaseError(said, source=str(release.folder / MANIFEST))
    for shard in {one.sha256: one for one in release.manifest.shards}.values():
        if fault := _content_fault(release.shard_path(shard), shard.sha256, shard.size):
            yield fault
    for text in release.manifest.texts:
        if fault := _content_fault(release.text_path(text), text.sha256, text.size):
            yield fault
    for file in _described(release.folder):
        if fault := _content_fault(release.folder / file.path, file.sha256, file.size):
            yield fault
    yield from _store_faults(release)


def read_pointer(root: Path) -> str | None:
    """Return the id of the current release, or None where none was ever published here."""
    _require_folder(root)
    path = root / POINTER
    data = _bytes(path)
    if data is None:
        return None
    text = data.decode("ascii", "replace").strip()
    if not manifests.ID.fullmatch(text):
        raise ReleaseError("does not name a release", source=str(path))
    return text


def _require_folder(path: Path) -> None:
    with reading(path):
        if not path.exists():
            raise ReleaseError("no release here: there is no such folder", source=str(path))
        if not path.is_dir():
            raise ReleaseError("is a file, not a folder with a release", source=str(path))


def _bytes(path: Path) -> bytes | None:
    with reading(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def _open_or_error(folder: Path) -> Release | ReleaseError:
    try:
        return open_release(folder)
    except ReleaseError as error:
        return error


def _parse(path: Path) -> Iterator[pyoxigraph.Quad]:
    for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS):
        assert isinstance(quad, pyoxigraph.Quad)  # N-Quads hold nothing else
        yield quad


def sealed(folder: Path) -> tuple[Input, ...]:
    """Return the files of a release's store, as they were when it was published."""
    path = folder / SEAL
    data = _bytes(path)
    if data is None:
        raise ReleaseError("is missing from the release", source=str(path))
    return manifests.decode_files(data, str(path))


def _described(folder: Path) -> tuple[Input, ...]:
    """Return the files that describe a release, as they were published; none where it was before there were any."""
    data = _bytes(folder / SEAL)
    return (
        manifests.decode_files(data, str(folder / SEAL), "described")
        if data and b'"described"' in data
        else ()
    )


def _store_faults(release: Release) -> Iterator[ReleaseError]:
    try:
        files = sealed(release.folder)
    except ReleaseError as error:
        yield error
        return
    found = [_content_fault(release.folder / STORE / one.path, one.sha256, one.size) for one in files]
    yield from filter(None, found)
    if any(found):
        return
    try:
        store = release.open_store()
        with reading(release.folder / STORE):
            quads = len(store)
    except ReleaseError as error:
        yield error
        return
    if quads != release.manifest.counts.quads:
        said = f"holds {quads} quads where the manifest counts {release.manifest.counts.quads}"
        yield ReleaseError(said, source=str(release.folder / STORE))


def _content_fault(path: Path, sha256: str, size: int) -> ReleaseError | None:
    if fault := _size_fault(path, size):
        return fault
    try:
        found = digests.of_file(path)
    except OSError as error:
        return ReleaseError(f"cannot be read: {reason(error) or error.strerror}", source=str(path))
    if found == sha256:
        return None
    return ReleaseError(f"was changed: its SHA-256 is {found}, not {sha256}", source=str(path))


def _size_fault(path: Path, size: int) -> ReleaseError | None:
    try:
        found = path.stat().st_size
    except FileNotFoundError:
        return ReleaseError("is missing from the release", source=str(path))
    except (OSError, ValueError) as error:
        return ReleaseError(f"cannot be read: {reason(error) or error}", source=str(path))
    if found == size:
        return None
    return ReleaseError(f"was changed: it has {found} bytes, not {size}", source=str(path))
