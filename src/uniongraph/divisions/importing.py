"""Public files of divisions, recognised by their columns, and read as rows of a register.

Read are china-division's tables (统计用区划代码 of the National Bureau of Statistics: provinces, cities, areas, streets)
and areacodes' history of the codes of GB/T 2260, as CSV (``result.csv``) or JSON (``codes.json``).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from uniongraph.divisions.table import Row, misplaced, read_table
from uniongraph.errors import RegistryError
from uniongraph.model import Division

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["load"]

_MUNICIPALITIES: Final = frozenset({"11", "12", "31", "50"})
_NO_CITIES: Final = re.compile(r"市辖区|县|(?:省|自治区)直辖县级行政区划")
"""What stands among the cities where there is none, to hold the counties of a province."""
_OFFICE: Final = re.compile(r"(?<=街道)办事处$")
"""Until 2018 the editions name the office and not the subdistrict that it is for."""
_TOWNS: Final = {"0": "subdistrict", "1": "town", "2": "township", "3": "township"}
"""By the seventh digit (统计用区划代码和城乡划分代码编制规则); 4 and 5 are farms, parks and the like."""
_PARTS: Final = (("provinceCode", 2), ("cityCode", 4), ("areaCode", 6))
_YEAR: Final = re.compile(r"([12][0-9]{3})(?:[01][0-9])?", re.ASCII)
_SUCCESSOR: Final = re.compile(r"([0-9]{6})(\[[0-9]{4}\])?", re.ASCII)
_RANKS: Final = frozenset({"省级", "地级", "县级"})
_MOST_DEEP: Final = 4


class _Read(NamedTuple):
    """A division that a file holds, and the line, or in JSON the code, by which it is found there."""

    division: Division
    path: Path
    line: int | None


def load(paths: Iterable[Path], known: Sequence[Division], *, edition: int | None = None) -> list[Division]:
    """Return the divisions in some public files, whose parents must be in them or among those known.

    ``edition`` is the year of the NBS edition that the tables of china-division hold. Every failure is a
    RegistryError, with the file and, where one is to blame, the line.
    """
    found = [each for path in paths for each in _read(path, edition)]
    names = {(each.code, each.name) for each in (*known, *(one.division for one in found))}
    # 嘉峪关市 has no districts: what stands for one among them is the city again
    found = [each for each in found if (each.division.parent, each.division.name) not in names]
    codes = {each.code for each in known} | {each.division.code for each in found}
    placed = [_placed(each, codes) for each in found]
    for each in placed:
        fault = misplaced(each.division, codes)
        if fault:
            raise RegistryError(
                fault.replace("in the table", "in these files and not known yet: import its table too"),
                source=str(each.path),
                line=each.line,
            )
    return _checked(placed)


def _read(path: Path, edition: int | None) -> list[_Read]:
    if path.suffix.lower() == ".json":
        return list(_history_tree(path))
    header, rows = read_table(path)
    columns = frozenset(header)
    for needed, reader in _KINDS:
        if needed <= columns:
            return reader(path, rows, edition)
    said = "has none of the columns of a public table of divisions (china-division: code,name…; areacodes: 代码,名称…)"
    raise RegistryError(said, source=str(path), line=1)


# ------------------------------------------------------------------------------------------ china-division


def _statistics(path: Path, rows: Sequence[Row], edition: int | None) -> list[_Read]:
    """Read a table of china-division; its last column but the parents' says which: 2, 4, 6 or 9 digits a code."""
    columns = rows[0][1] if rows else {}
    outer = [(name, digits) for name, digits in _PARTS if name in columns]
    digits = {0: 2, 1: 4, 2: 6, 3: 9}[len(outer)]
    editions = () if edition is None else (edition,)
    found = []
    for line, fields in rows:
        code, name = fields["code"], fields["name"]
        reason = None
        if not re.fullmatch(rf"[0-9]{{{digits}}}", code, re.ASCII):
            reason = f"the code {code!r} has not {digits} digits"
        elif not name:
            reason = f"the division {code} has no name"
        else:
            wrong = next((name for name, size in outer if fields[name] != code[:size]), None)
            reason = f"the {wrong} {fields[wrong]!r} of {code} does not begin its code" if wrong else None
        if reason:
            raise RegistryError(reason, source=str(path), line=line)
        stands_for_none = digits in {4, 6} and _NO_CITIES.fullmatch(name)
        if stands_for_none or (
            digits == 6 and code.endswith("00")
        ):  # the city itself, where it has no districts
            continue
        division = _statistical(code, _OFFICE.sub("", name))
        found.append(_Read(replace(division, editions=editions), path, line))
    return found


def _statistical(code: str, name: str) -> Division:
    if len(code) == 2:
        level = "municipality" if code in _MUNICIPALITIES else "province"
        return Division(f"{code}0000", name, "", level, None)
    if len(code) == 4:
        return Division(f"{code}00", name, "", "prefecture", f"{code[:2]}0000")
    if len(code) == 6:
        return Division(code, name, "", _county_level(code, name), f"{code[:4]}00")
    return Division(code, name, "", _TOWNS.get(code[6], "township-equivalent"), code[:6])


def _county_level(code: str, name: str) -> str:
    """Tell districts from counties: 林区 and the like are counties, whose codes end in 21 to 50."""
    return "district" if name.endswith("区") and not "21" <= code[4:] <= "50" else "county"


# ------------------------------------------------------------------------------------------ areacodes


def _history(path: Path, rows: Sequence[Row], _: int | None) -> list[_Read]:
    """Read areacodes' history as CSV, of which there have been two forms: with and without successors."""
    found = []
    for line, fields in rows:
        ended = fields.get("变更（弃用）时间", fields.get("弃用时间", ""))
        after = fields.get("新代码", "")
        reason = None
        if fields["级别"] not in _RANKS:
            reason = f"the 级别 {fields['级别']!r} is none of 省级, 地级, 县级"
        elif wrong := next(
            (each for each in after.split(";") if each and not _SUCCESSOR.fullmatch(each)), ""
        ):
            reason = f"the new code {wrong!r} has not six digits, or six and a year in brackets"
        if reason:
            raise RegistryError(reason, source=str(path), line=line)
        matches = filter(None, map(_SUCCESSOR.fullmatch, after.split(";")))
        is_direct = fields.get("二级行政区", fields.get("二级行政区（弃用前）", "")).startswith("直")
        said = _Said(
            *(fields["代码"], fields["名称"], fields["启用时间"], ended),
            tuple(match[1] for match in matches if not match[2]),
            is_direct=is_direct,
        )
        found.append(_Read(_historical(said, path, line), path, line))
    return _whole(found)


def _history_tree(path: Path) -> Iterator[_Read]:
    """Read areacodes' history as JSON: items with children, each with code, name, start, and end and succ where it ended."""
    try:
        whole = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise RegistryError(f"cannot be read ({error.strerror})", source=str(path)) from error
    except UnicodeDecodeError as error:
        raise RegistryError("is not UTF-8", source=str(path)) from error
    except json.JSONDecodeError as error:
        raise RegistryError(f"is no JSON ({error.msg})", source=str(path), line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise RegistryError("is no JSON that can be read", source=str(path)) from error
    items = whole.get("items") if isinstance(whole, dict) else whole
    if not isinstance(items, list):
        raise RegistryError("has no list of items with code, name and start", source=str(path))
    yield from _whole([_Read(each, path, None) for each in _items(items, path, 1)])


def _items(items: Iterable[Any], path: Path, depth: int) -> Iterator[Division]:
    """Yield the divisions of a tree; a county on the second level has no city around it."""
    for item in items:
        try:
            after = [each for each in item.get("succ", ()) if "time" not in each]
            said = _Said(
                *(str(item["code"]), item["name"], str(item["start"]), str(item.get("end", ""))),
                tuple(str(each["code"]) for each in after),
                is_direct=depth == 2,
            )
            children = list(item.get("children", ()))
            is_good = isinstance(said.name, str) and depth < _MOST_DEEP
        except (AttributeError, LookupError, TypeError):
            is_good = False
        if not is_good:
            raise RegistryError(
                f"an item is no division with code, name and start: {str(item)[:60]}", source=str(path)
            )
        yield _historical(said, path, None)
        yield from _items(children, path, depth + 1)


class _Said(NamedTuple):
    """What a row or an item of the history says."""

    code: str
    name: str
    start: str
    end: str
    after: tuple[str, ...]
    is_direct: bool
    """Whether it lies in its province with no city between them."""


def _historical(said: _Said, path: Path, line: int | None) -> Division:
    reason = None
    begins, ends = _YEAR.fullmatch(said.start), _YEAR.fullmatch(said.end)
    if not re.fullmatch(r"[0-9]{6}", said.code, re.ASCII):
        reason = f"the code {said.code!r} has not six digits"
    elif not said.name:
        reason = f"the division {said.code} has no name"
    elif begins is None or (said.end and ends is None):
        reason = f"the years of {said.code}, {said.start!r} to {said.end!r}, are none"
    if reason or begins is None:
        raise RegistryError(str(reason), source=str(path), line=line)
    code = said.code
    if code.endswith("0000"):
        level, parent = ("municipality" if code[:2] in _MUNICIPALITIES else "province"), None
    else:
        level = "prefecture" if code.endswith("00") else _county_level(code, said.name)
        parent = f"{code[:2]}0000" if code.endswith("00") or said.is_direct else f"{code[:4]}00"
    until = int(ends[1]) if ends else None
    after = said.after if until else ()
    return Division(
        *(code, said.name, "", level, parent), since=int(begins[1]), until=until, replaced_by=after
    )


def _whole(found: Sequence[_Read]) -> list[_Read]:
    """Join the rows of one division that were parted where its city changed its name; the first year is no beginning."""
    first = min((each.division.since or 0 for each in found), default=0)
    joined: dict[tuple[str, str, int | None], _Read] = {}
    for each in sorted(found, key=lambda one: one.division.since or 0):
        division = each.division
        before = joined.pop((division.code, division.name, division.since), None)
        since = before.division.since if before else division.since
        kept = replace(division, since=None if since == first else since)
        joined[division.code, division.name, division.until] = each._replace(division=kept)
    return list(joined.values())


# ------------------------------------------------------------------------------------------ both


def _placed(each: _Read, codes: set[str]) -> _Read:
    """Let a county lie in its province where no city is between them, and a town in a city without districts."""
    division = each.division
    parent = division.parent
    if parent is None or parent in codes:
        return each
    if len(division.code) == 9:
        outer = f"{parent[:4]}00"
        is_held = outer in codes and parent.endswith("01")
    else:
        outer = f"{parent[:2]}0000"
        is_held = (parent[2:4] in {"01", "02"} and parent[:2] in _MUNICIPALITIES) or parent[2:4] == "90"
    return each._replace(division=replace(division, parent=outer)) if is_held else each


def _checked(placed: Sequence[_Read]) -> list[Division]:
    """Return the divisions; a file that gives one code to two of them at one time is refused, by the line of the second."""
    found: dict[tuple[Path, str, int | None], _Read] = {}
    for each in placed:
        division = each.division
        first = found.setdefault((each.path, division.code, division.until), each)
        if first.division.name != division.name:
            said = f"the code {division.code} is {division.name}'s, and {first.division.name}'s"
            said += f" on line {first.line}" if first.line else ""
            raise RegistryError(said, source=str(each.path), line=each.line)
    return [each.division for each in placed]


_KINDS: Final[tuple[tuple[frozenset[str], Callable[[Path, Sequence[Row], int | None], list[_Read]]], ...]] = (
    (frozenset({"code", "name"}), _statistics),
    (frozenset({"代码", "名称", "级别", "启用时间"}), _history),
)
