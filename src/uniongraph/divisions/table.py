"""The table in which a gazetteer is kept: a CSV file with one row for each name that a code has had."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph import files
from uniongraph.errors import RegistryError
from uniongraph.model import Division

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

__all__ = ["LEVELS", "Row", "identified", "misplaced", "read_rows", "read_table", "write"]

LEVELS: Final = frozenset(
    {
        *("municipality", "province", "prefecture", "district", "county"),
        *("subdistrict", "town", "township", "township-equivalent"),
    }
)
_TOP: Final = frozenset({"municipality", "province"})
_NEEDED: Final = ("code", "name_zh", "name_en", "level", "parent_code")
_COLUMNS: Final = (*_NEEDED, "seed_form", "since", "until", "editions", "replaced_by")
_CODE: Final = re.compile(r"[0-9]{6}(?:[0-9]{3})?", re.ASCII)
_YEAR: Final = re.compile(r"[12][0-9]{3}", re.ASCII)
_YEARS: Final = re.compile(r"([12][0-9]{3})(?:-([12][0-9]{3}))?", re.ASCII)

Row = tuple[int, dict[str, str]]
"""A line, and its cells by the names of their columns, without the space around them."""


def read_rows(path: Path) -> list[Division]:
    """Return the divisions in a table, in its order; every failure is a RegistryError with the file and the line.

    The columns code, name_zh, name_en, level and parent_code must be there; seed_form (other printed forms, with
    ``|`` between them), since and until (years), editions (years and runs of them: 2016-2018;2020) and replaced_by
    (codes with ``;`` between them) may be.
    """
    header, rows = read_table(path)
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        raise RegistryError(f"the column {missing[0]} is missing", source=str(path), line=1)
    numbered = [(line, _division(fields, str(path), line)) for line, fields in rows]
    codes = {division.code for _, division in numbered}
    for line, division in numbered:
        fault = misplaced(division, codes)
        if fault:
            raise RegistryError(fault, source=str(path), line=line)
    seen: dict[tuple[str, int | None], int] = {}
    for line, division in numbered:
        first = seen.setdefault((division.code, division.until), line)
        if first != line:
            reason = f"the code {division.code} stands already on line {first}"
            raise RegistryError(reason, source=str(path), line=line)
    return identified(division for _, division in numbered)


def read_table(path: Path) -> tuple[tuple[str, ...], list[Row]]:
    """Return the header and the rows of a CSV file in UTF-8; a RegistryError says what is wrong, and where."""
    rows: list[Row] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = tuple(name.strip() for name in next(reader, ()))
            for row in reader:
                if len(row) != len(header) and row:
                    said = "has not as many fields as the header"
                    raise RegistryError(said, source=str(path), line=reader.line_num)
                if row:
                    rows.append((reader.line_num, dict(zip(header, map(str.strip, row), strict=True))))
    except OSError as error:
        raise RegistryError(f"cannot be read ({error.strerror})", source=str(path)) from error
    except UnicodeDecodeError as error:
        raise RegistryError("is not UTF-8", source=str(path)) from error
    except csv.Error as error:
        raise RegistryError(
            f"is not a CSV table ({error})", source=str(path), line=reader.line_num
        ) from error
    return header, rows


def _division(fields: Mapping[str, str], source: str, line: int) -> Division:
    """Return one row as a division; a RegistryError says what is wrong with it."""
    code, name, level = fields["code"], fields["name_zh"], fields["level"]
    since, until, editions = (fields.get(key, "") for key in ("since", "until", "editions"))
    replaced_by = tuple(filter(None, fields.get("replaced_by", "").split(";")))
    reason = None
    if not _CODE.fullmatch(code):
        reason = f"the code {code!r} has not six or nine digits"
    elif not name:
        reason = f"the division {code} has no name_zh"
    elif level not in LEVELS:
        reason = f"the level {level!r} is none of {', '.join(sorted(LEVELS))}"
    elif wrong := next((year for year in (since, until) if year and not _YEAR.fullmatch(year)), ""):
        reason = f"{wrong!r} is no year"
    elif since and until and since > until:
        reason = f"the division {code} ends in {until}, before it begins"
    elif wrong := next(
        (each for each in filter(None, editions.split(";")) if not _YEARS.fullmatch(each)), ""
    ):
        reason = f"the editions {wrong!r} are neither a year nor two with a hyphen"
    elif wrong := next((each for each in replaced_by if not _CODE.fullmatch(each)), ""):
        reason = f"the code {wrong!r} in replaced_by has not six or nine digits"
    if reason:
        raise RegistryError(reason, source=source, line=line)
    return Division(
        *(code, name, fields["name_en"], level, fields["parent_code"] or None),
        variants=tuple(form for form in fields.get("seed_form", "").split("|") if form),
        since=int(since) if since else None,
        until=int(until) if until else None,
        editions=_years(editions),
        replaced_by=replaced_by,
    )


def misplaced(division: Division, codes: Container[str]) -> str | None:
    """Say why a division cannot lie in its parent, or None.

    A code is built on those around it, and a parent's sorts before its children's: this also rules out cycles.
    """
    code, parent = division.code, division.parent
    if parent is None:
        return None if division.level in _TOP else f"the division {code} has no parent_code"
    if parent not in codes:
        return f"the parent {parent} of {code} is not in the table"
    if len(code) == 9:  # a city without districts holds its towns itself
        inside = parent in {code[:6], f"{code[:4]}00"}
    else:
        inside = code[:2] == parent[:2] and parent < code
    return None if inside else f"the code {code} does not lie in its parent {parent}"


def identified(divisions: Iterable[Division]) -> list[Division]:
    """Return divisions with their ids: of those that had one code, the last has it for its id.

    RegistryError where two had it to the same year: one of them would have to be guessed.
    """
    listed = list(divisions)
    last: dict[str, Division] = {}
    ends: set[tuple[str, int | None]] = set()
    for each in listed:
        if (each.code, each.until) in ends:
            other = next(one for one in listed if (one.code, one.until) == (each.code, each.until))
            when = f"end in {each.until}" if each.until else "are valid now"
            raise RegistryError(f"{other.name} and {each.name} both have the code {each.code} and {when}")
        ends.add((each.code, each.until))
        kept = last.get(each.code)
        if kept is None or (kept.until is not None and (each.until is None or each.until > kept.until)):
            last[each.code] = each
    return [
        each if last[each.code] is each else replace(each, id=f"{each.code}-{each.until}") for each in listed
    ]


def write(divisions: Iterable[Division], path: Path) -> None:
    """Write divisions as a table, sorted, whole or not at all; RegistryError where the system refuses."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(map(_cells, sorted(divisions, key=lambda each: (each.code, each.until or 9999))))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, table.getvalue().encode())
    except OSError as error:
        raise RegistryError(f"cannot be written: {error.strerror}", source=str(path)) from error


def _cells(each: Division) -> tuple[str | int, ...]:
    return (
        *(each.code, each.name, each.name_en, each.level, each.parent or "", "|".join(each.variants)),
        *(each.since or "", each.until or "", _runs(each.editions), ";".join(each.replaced_by)),
    )


_known: dict[str, tuple[int, ...]] = {}
"""Most rows of a table have the same editions: one tuple serves them all."""


def _years(printed: str) -> tuple[int, ...]:
    if printed not in _known:
        matches = (_YEARS.fullmatch(each) for each in filter(None, printed.split(";")))
        runs = ((int(match[1]), int(match[2] or match[1])) for match in matches if match)
        _known[printed] = tuple(sorted({year for first, last in runs for year in range(first, last + 1)}))
    return _known[printed]


def _runs(years: Iterable[int]) -> str:
    """Print years as runs: 2016-2018;2020."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ";".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
