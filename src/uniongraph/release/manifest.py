"""The manifest: what a release was made from and what it holds, and the id that follows from it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from json.encoder import encode_basestring
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from uniongraph import __version__
from uniongraph.errors import ReleaseError
from uniongraph.release import digests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "FORMAT",
    "ID",
    "Counts",
    "Input",
    "KeptText",
    "Manifest",
    "Shard",
    "decode",
    "decode_files",
    "draft",
    "encode",
    "identify",
    "sign",
]

FORMAT = 2
"""The format of the folder; a release of a higher one was written by a newer uniongraph, one of 1 keeps no texts."""

_WITHOUT_TEXTS = 1
_TOOL = "uniongraph"
_SHA256 = re.compile(r"[0-9a-f]{64}")
ID = re.compile(r"[0-9a-f]{16}")
"""What the id of a release looks like: nothing else may become the name of a folder."""

_WORDS = {int: "a whole number of 0 or more", str: "a text", list: "a list", dict: "an object"}


@dataclass(frozen=True, slots=True)
class Input:
    """A file that a release was built from.

    ``path`` is relative and in POSIX form, since an absolute one would tie the id to a machine; ``size`` in bytes.
    """

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of quads, named for what it describes (``doc/hugongzongji-2018-133``, ``schemes``); ``size`` in bytes."""

    name: str
    sha256: str
    quads: int
    size: int

    @property
    def file(self) -> str:
        """The name of its file, which is the hash of its content."""
        return f"{self.sha256}.nq"


@dataclass(frozen=True, slots=True)
class KeptText:
    """The text that was taken out of an original (a page, a PDF), on which all offsets count; ``size`` in bytes."""

    original: str
    sha256: str
    size: int

    @property
    def file(self) -> str:
        """The name of its file, which is the hash of the original."""
        return f"{self.original}.txt"


File = TypeVar("File", Input, Shard, KeptText)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a release holds: distinct quads, quads by graph, distinct subjects by class; all keyed by IRI."""

    quads: int
    graphs: Mapping[str, int] = field(hash=False)
    classes: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is said of a release; ``id`` follows from the rest, and nothing in it from time or machine."""

    id: str
    format: int
    tool: str
    version: str
    base: str
    inputs: tuple[Input, ...]
    shards: tuple[Shard, ...]
    texts: tuple[KeptText, ...]
    counts: Counts


def draft(
    *, base: str, inputs: Iterable[Input], shards: Iterable[Shard], texts: Iterable[KeptText] = ()
) -> Manifest:
    """Return the manifest of a release of this version, its lists sorted, that counts nothing and has no id yet."""
    return Manifest(
        id="",
        format=FORMAT,
        tool=_TOOL,
        version=__version__,
        base=base,
        inputs=tuple(sorted(inputs, key=attrgetter("path", "sha256"))),
        shards=tuple(sorted(shards, key=attrgetter("name"))),
        texts=tuple(sorted(texts, key=attrgetter("original"))),
        counts=Counts(0, {}, {}),
    )


def sign(manifest: Manifest, counts: Counts) -> Manifest:
    """Return a manifest with its counts, and the id that then follows."""
    counted = replace(manifest, counts=counts)
    return replace(counted, id=identify(counted))


def identify(manifest: Manifest) -> str:
    """Return the id that the content of a manifest gives: 16 hex digits of its SHA-256.

    64 bits name a release among those of one root and are no proof of its content (the full hashes in the
    manifest are): among a million releases two fall together once in 4 × 10⁷ roots, and publishing compares
    the whole manifest before it takes a release for the same.
    """
    texts = (
        f'"{name}":[{",".join(_rows(value, ":", ","))}]'
        if isinstance(value, tuple)
        else f'"{name}":{json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))}'
        for name, value in _record(manifest).items()
        if name != "id"
    )
    return digests.of_bytes(_utf8(f"{{{','.join(texts)}}}"))[:16]


def encode(manifest: Manifest) -> bytes:
    """Return the bytes of ``manifest.json``: UTF-8, keys sorted, a line for each field and for each file."""
    lines = (f' "{name}": {_block(value)}' for name, value in _record(manifest).items())
    return _utf8("{\n" + ",\n".join(lines) + "\n}\n")


def _block(value: object) -> str:
    if not isinstance(value, tuple) or not value:
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return "[\n  " + ",\n  ".join(_rows(value, ": ", ", ")) + "\n ]"


def _rows(files: Sequence[Input | Shard | KeptText], colon: str, comma: str) -> Iterator[str]:
    """Yield some files of one kind as JSON writes them; ten thousand in a twentieth of the time."""
    if not files:
        return
    names = sorted(files[0].__slots__)
    row = "{" + comma.join(f'"{name}"{colon}%s' for name in names) + "}"
    columns = zip(*map(attrgetter(*names), files), strict=True)
    texts = (map(encode_basestring, each) if isinstance(each[0], str) else each for each in columns)
    yield from map(row.__mod__, zip(*texts, strict=True))


def decode(data: bytes, source: str) -> Manifest:
    """Return the manifest that these bytes hold.

    Raises ReleaseError, naming ``source`` and the field, where they are no JSON, of a newer format, or where a
    field is missing or of a wrong type. Whether the id is right is for ``verify`` to say.
    """
    record = _parse(data, source)
    number = _take(record, {"format": int}, "", source)["format"]
    if number > FORMAT:
        said = f"was written by a newer uniongraph (format {number}, this one reads {FORMAT})"
        raise ReleaseError(said, source=source)
    if number not in {_WITHOUT_TEXTS, FORMAT}:
        raise ReleaseError(f"is of format {number}, which this uniongraph does not read", source=source)
    kinds = {key: kind for key, kind in _MANIFEST.items() if key != "texts" or number != _WITHOUT_TEXTS}
    top = {"texts": [], **_take(record, kinds, "", source)}
    if not ID.fullmatch(top["id"]):
        raise ReleaseError("id is not 16 hexadecimal digits", source=source)
    counts = _take(top["counts"], {"quads": int, "graphs": dict, "classes": dict}, "counts", source)
    for key in ("graphs", "classes"):
        _take(counts[key], dict.fromkeys(counts[key], int), f"counts.{key}", source)
    shards = _items(Shard, top["shards"], _SHARD, where="shards", source=source)
    inputs = _items(Input, top["inputs"], _INPUT, where="inputs", source=source)
    texts = _items(KeptText, top["texts"], _TEXT, where="texts", source=source)
    return Manifest(**{**top, "inputs": inputs, "shards": shards, "texts": texts, "counts": Counts(**counts)})


def decode_files(data: bytes, source: str, key: str = "files") -> tuple[Input, ...]:
    """Return the files that ``store.json`` lists under a key; raises ReleaseError as ``decode`` does."""
    files = _take(_parse(data, source), {key: list}, "", source)[key]
    return _items(Input, files, _INPUT, where=key, source=source)


# ---------------------------------------------------------------------------------------------- JSON and back

_HASHES = ("sha256", "original")
"""A hash becomes a file name, so nothing else may pass."""
_INPUT: Mapping[str, type] = {"path": str, "sha256": str, "size": int}
_SHARD: Mapping[str, type] = {"name": str, "sha256": str, "quads": int, "size": int}
_TEXT: Mapping[str, type] = {"original": str, "sha256": str, "size": int}
_MANIFEST: Mapping[str, type] = {
    "id": str,
    "format": int,
    "tool": str,
    "version": str,
    "base": str,
    "inputs": list,
    "shards": list,
    "texts": list,
    "counts": dict,
}


def _fields(value: Any) -> dict[str, Any]:  # noqa: ANN401 (a manifest, or its counts)
    return {name: getattr(value, name) for name in sorted(value.__slots__)}


def _record(manifest: Manifest) -> dict[str, Any]:
    """Return the fields of a manifest in the order of their names, its lists as they are."""
    record = {
        **_fields(manifest),
        "counts": {key: _plain(each) for key, each in _fields(manifest.counts).items()},
    }
    if manifest.format == _WITHOUT_TEXTS:
        del record["texts"]
    return record


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _utf8(text: str) -> bytes:
    """Encode JSON; a file name that was not UTF-8 holds lone surrogates, which become JSON's own escapes."""
    return text.encode("utf-8", "backslashreplace")


def _parse(data: bytes, source: str) -> object:
    try:
        record: object = json.loads(data)
    except (ValueError, RecursionError) as error:
        reason = "its brackets are nested too deep" if isinstance(error, RecursionError) else error
        raise ReleaseError(f"is not JSON: {reason}", source=source) from error
    return record


def _items(
    kind: type[File], records: list[Any], kinds: Mapping[str, type], *, where: str, source: str
) -> tuple[File, ...]:
    """Return the files that a list of objects names; what is right is seen of all at once, what is wrong one by one."""
    with suppress(LookupError, TypeError):
        columns = {key: [record[key] for record in records] for key in kinds}
        if all(_is_right(key, columns[key], kinds[key]) for key in kinds):
            return tuple(map(kind, *columns.values()))
    return tuple(kind(**each) for each in _checked(records, kinds, where, source))


def _is_right(key: str, values: list[Any], kind: type) -> bool:
    if not set(map(type, values)) <= {kind}:
        return False
    return (
        min(values, default=0) >= 0
        if kind is int
        else key not in _HASHES or all(map(_SHA256.fullmatch, values))
    )


def _checked(
    records: list[Any], kinds: Mapping[str, type], where: str, source: str
) -> Iterator[dict[str, Any]]:
    for index, record in enumerate(records):
        taken = _take(record, kinds, f"{where}[{index}]", source)
        for key in _HASHES:
            if key in taken and not _SHA256.fullmatch(taken[key]):
                raise ReleaseError(f"{where}[{index}].{key} is not 64 hexadecimal digits", source=source)
        yield taken


def _take(record: object, kinds: Mapping[str, type], where: str, source: str) -> dict[str, Any]:
    """Return the named fields of one JSON object, each seen to be of its kind."""
    if not isinstance(record, dict):
        raise ReleaseError(f"{where or 'the whole'} is not an object", source=source)
    for key, kind in kinds.items():
        value = record.get(key)
        # type() and not isinstance: true is no number here.
        if type(value) is not kind or (isinstance(value, int) and value < 0):
            field = f"{where}.{key}" if where else key
            said = f"is not {_WORDS[kind]}" if key in record else "is missing"
            raise ReleaseError(f"{field} {said}", source=source)
    return {key: record[key] for key in kinds}
