"""Writing the ledger: judgements are added at the end of a table, all or none, and nothing that stood there changes."""

from __future__ import annotations

import glob
import os
from dataclasses import fields, replace
from itertools import count, takewhile
from typing import TYPE_CHECKING, Any, Final

from uniongraph import files
from uniongraph.errors import LinkError
from uniongraph.iris import BASE
from uniongraph.links.consistency import space
from uniongraph.links.judgement import OURS
from uniongraph.links.ledger import ENDING
from uniongraph.links.table import COLUMNS, IRI_COLUMNS, KNOWN, decode, judgements, open_table, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from uniongraph.links.judgement import Judgement

__all__ = ["append"]

_LICENCE: Final = "https://w3id.org/sssom/license/unspecified"
"""What SSSOM writes where nobody has said under which licence a table stands."""
_PATIENCE: Final = 10.0
"""So many seconds another process may write: each append is a fraction of one."""


def append(path: Path, made: Sequence[Judgement], base: str = BASE) -> None:
    """Add judgements at the end of an SSSOM table, which is made, with its folder, where it is missing.

    The whole new table is read as any other before it takes the place of the old one by a rename; a reader sees the
    one or the other. Who finds another process writing waits for it. Raises LinkError, and leaves the table as it is,
    where it or one of the judgements cannot be used, where another process is not done in `_PATIENCE` seconds, or the system refuses.
    """
    import filelock  # noqa: PLC0415 (50 ms that no reader of a ledger should pay)

    if not path.name.endswith(ENDING):
        raise LinkError(f"is no table of judgements: its name must end in {ENDING}", source=str(path))
    if not made:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE):
            _sweep(path)
            old = path.read_bytes() if path.exists() else b""
            _replace(path, _grown(old, made, str(path), base).encode())
    except filelock.Timeout:
        raise LinkError("is being written by another process", source=str(path)) from None
    except OSError as error:
        raise LinkError(f"cannot be written: {error.strerror or error}", source=str(path)) from error


def _grown(old: bytes, made: Sequence[Judgement], source: str, base: str) -> str:
    """Return the text of a table with judgements added, once it is seen to be read as what they say."""
    text = decode(old, source) or _beginning(base)
    if not text.endswith("\n"):
        text += "\n"
    table = open_table(text, source)
    judgements(table, base)
    for column in COLUMNS:
        if column not in table.columns and _says(made, column):
            said = f"lacks the column {column}, which a judgement to be added needs"
            raise LinkError(said, source=source, column=column)
    prefixes = {**table.head.prefixes, OURS: f"{base}id/"}
    new = _missing(made, prefixes)
    text = _declare(text, new)
    rows = "".join(row_of(each, table.columns, {**prefixes, **new}) for each in made)
    head = "".join(takewhile(lambda line: line.startswith("#"), text.splitlines(keepends=True)))
    try:
        after = judgements(open_table("\n".join((head + "\t".join(table.columns), rows)), source), base)
    except LinkError as error:
        said = f"is not given a judgement that cannot be used: {error.message}"
        raise LinkError(said, source=source, column=error.column) from error
    if [*map(_bare, after)] != [*map(_bare, made)]:
        raise LinkError("would not be read as what was to be added", source=source)
    return text + rows


def _bare(judgement: Judgement) -> Judgement:
    """Return a judgement as a row can say it: without its place, and with single spaces in its words."""
    words: dict[str, Any] = {
        each.name: " ".join(value.split())
        for each in fields(judgement)
        if isinstance(value := getattr(judgement, each.name), str)
    }
    return replace(judgement, where=None, **words)


def _says(made: Iterable[Judgement], column: str) -> bool:
    return any(getattr(each, COLUMNS[column]) not in {None, "", False} for each in made)


def _beginning(base: str) -> str:
    """Return the head of a new table, and its columns."""
    head = [
        f"mapping_set_id: {base}id/mappings/judgements",
        f"license: {_LICENCE}",
        "curie_map:",
        f"  id: {base}id/",
    ]
    return "".join(f"#{line}\n" for line in head) + "\t".join(COLUMNS) + "\n"


def _missing(made: Iterable[Judgement], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes that a table must have to name all that some judgements name."""
    new: dict[str, str] = {}
    for each in made:
        for column in IRI_COLUMNS:
            iri = getattr(each, COLUMNS[column])
            if not iri or any(iri.startswith(begin) for begin in (*prefixes.values(), *new.values())):
                continue
            known = [name for name, begin in KNOWN.items() if iri.startswith(begin) and name not in prefixes]
            free = (f"ns{number}" for number in count(1) if f"ns{number}" not in {*prefixes, *new})
            name = known[0] if known else next(free)
            new[name] = KNOWN[name] if known else space(iri)
    return new


def _declare(text: str, new: Mapping[str, str]) -> str:
    """Return a table with more prefixes in its head, below those that it has."""
    if not new:
        return text
    lines = text.splitlines(keepends=True)
    end = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    begin = next((number for number in range(end) if lines[number].rstrip() == "#curie_map:"), None)
    if begin is None:
        lines.insert(end, "#curie_map:\n")
        begin = end
    first = lines[begin + 1]
    indent = len(first[1:]) - len(first[1:].lstrip(" ")) if first.startswith("# ") else 2
    added = [f'#{" " * indent}{name}: "{iri}"\n' for name, iri in new.items()]
    return "".join([*lines[: begin + 1], *added, *lines[begin + 1 :]])


def _sweep(path: Path) -> None:
    """Remove what processes left that were killed while they wrote; called by who holds the lock."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*"):
        if left.name.rpartition(".")[2].isdecimal():
            left.unlink(missing_ok=True)


def _replace(path: Path, data: bytes) -> None:
    """Put a table in the place of another, whole, and on the disk under its name."""
    files.write(path, data)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
