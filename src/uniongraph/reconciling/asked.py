"""What a client asks for, read from the JSON that it sent: frozen values, or a sentence that names the place in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from uniongraph.errors import ParameterError, TooManyAsked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "BATCH",
    "IDS",
    "LIMIT",
    "LONGEST",
    "MOST",
    "Entity",
    "Extension",
    "Given",
    "Query",
    "Strict",
    "Value",
    "Wanted",
    "batch",
    "extension",
    "one",
    "whole",
    "wrong",
]

BATCH: Final = 50
"""Queries that one request may hold; the manifest says so (``batchSize``)."""
LIMIT: Final = 5
MOST: Final = 100
"""Candidates of a query where it does not say how many, and as many as it may ask for."""
LONGEST: Final = 500
"""Characters of a name, an identifier or a value."""
IDS: Final = 200
"""Things whose values one request may ask for."""
_TYPES, _PROPERTIES, _VALUES, _WANTED = 20, 10, 20, 50
"""How many types, properties, and values of one of these a query may name, and how many properties an extension."""
_SHOWN: Final = 40
"""Characters of what was sent that are said again."""

Strict: TypeAlias = Literal["any", "all", "should"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing, as a value of a property, by its identifier."""

    id: str


Value: TypeAlias = str | int | float | bool | Entity


@dataclass(frozen=True, slots=True)
class Given:
    """A property by its identifier, with the values of which the thing that is wanted has one."""

    property: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A thing that is wanted: by a name or an identifier, types and values of properties; ``place`` names it in errors.

    ``strict`` tells what types are for: a thing has one of them (``any``), has ``all``, or had better be of one (``should``).
    """

    place: str
    text: str = ""
    types: tuple[str, ...] = ()
    strict: Strict = "any"
    limit: int = LIMIT
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property whose values are wanted: ``limit`` of them (0: all), or how many there are."""

    property: str
    limit: int = 0
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """Things by their identifiers, and the properties whose values are wanted of each."""

    ids: tuple[str, ...]
    wanted: tuple[Wanted, ...]


def wrong(place: str, said: str, expected: str, example: str) -> ParameterError:
    """Return the error that says what is wrong at a place of a request, such as ``queries.q3.type``."""
    return ParameterError(said, parameter=place, expected=expected, example=example, source=place)


def _too_many(place: str, said: str, expected: str) -> TooManyAsked:
    return TooManyAsked(said, parameter=place, expected=expected, example="several requests", source=place)


def batch(text: str) -> dict[str, Query]:
    """Return the queries of a batch by their keys, in their order; ParameterError where it is none, or too large."""
    sent = _object(_parsed(text, "queries"), "queries", '{"q0": {"query": "临江市总工会"}}')
    if len(sent) > BATCH:
        said = f"the request holds {len(sent):,} queries; it may hold {BATCH} (batchSize in the manifest)"
        raise _too_many("queries", said, f"at most {BATCH} queries")
    return {key: _query(value, f"queries.{key[:_SHOWN]}") for key, value in sent.items()}


def one(text: str) -> Query:
    """Return a single query, as clients of version 0.1 send it: a name, or the JSON of a query."""
    if not text.lstrip().startswith("{"):
        return Query("query", _text(text, "query"))
    return _query(_parsed(text, "query"), "query")


def extension(text: str) -> Extension:
    """Return what a data extension query asks for; ParameterError where it is none, or too large."""
    example = '{"ids": ["place/cn-310104"], "properties": [{"id": "gbCode"}]}'
    sent = _object(_parsed(text, "extend"), "extend", example)
    _known(sent, "extend", ("ids", "properties"))
    for name in ("ids", "properties"):
        if name not in sent:
            raise wrong("extend", f"has no {name!r}", "an object with 'ids' and 'properties'", example)
    ids = _list(sent["ids"], "extend.ids", IDS, _as_sent)
    return Extension(
        tuple(dict.fromkeys(ids)), _list(sent["properties"], "extend.properties", _WANTED, _wanted)
    )


def whole(value: object, place: str, least: int, most: int) -> int:
    """Return a whole number within bounds, sent as a number or as its digits; ParameterError for anything else."""
    number = value
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 12:
        number = int(value)
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        expected = f"a whole number from {least} to {most:,}"
        raise wrong(place, f"{_said(value)} is not {expected}", expected, str(max(least, min(10, most))))
    return number


def _parsed(text: str, place: str) -> object:
    """Return what a JSON text says; ParameterError, with line and column, where it is none."""
    expected, example = "JSON", '{"q0": {"query": "临江市总工会"}}'
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        text.encode()
        json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        said = f"line {error.lineno}, column {error.colno}: no JSON: {error.msg[0].lower()}{error.msg[1:]}"
        raise wrong(place, said, expected, example) from None
    except UnicodeEncodeError:
        raise wrong(place, "a character is half a surrogate pair", expected, example) from None
    except _Unfit as error:
        raise wrong(place, str(error), expected, example) from None
    except (ValueError, RecursionError):
        said = "no JSON that can be read: a number is too long, or brackets lie too deep"
        raise wrong(place, said, expected, example) from None
    return cast("object", found)


class _Unfit(Exception):  # noqa: N818 (it is told as a ParameterError)
    """What JSON libraries read and the format does not allow, or the service could not answer."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for place, (key, _) in enumerate(pairs) if key in dict(pairs[:place]))
        raise _Unfit(f"an object has the key {_said(twice)} twice")
    return found


def _no_number(name: str) -> None:
    raise _Unfit(f"no JSON: {name} is no number of JSON")


def _query(value: object, place: str) -> Query:
    sent = _object(value, place, '{"query": "临江市总工会"}')
    _known(sent, place, ("query", "type", "limit", "properties", "type_strict"))
    given = _list(sent.get("properties", []), f"{place}.properties", _PROPERTIES, _given)
    if "query" not in sent and not given:
        raise wrong(
            place,
            "has neither 'query' nor any property",
            "'query' or 'properties'",
            '{"query": "临江市总工会"}',
        )
    types = sent.get("type", [])
    return Query(
        place,
        _text(sent.get("query", ""), f"{place}.query"),
        _list([types] if isinstance(types, str) else types, f"{place}.type", _TYPES, _text),
        _strict(sent.get("type_strict", "any"), f"{place}.type_strict"),
        whole(_number(sent.get("limit", LIMIT), f"{place}.limit"), f"{place}.limit", 1, MOST),
        given,
    )


def _number(value: object, place: str) -> object:
    if isinstance(value, str):
        raise wrong(place, f"{_said(value)} is no number", f"a whole number from 1 to {MOST}", "10")
    return value


def _strict(value: object, place: str) -> Strict:
    if value == "any" or value == "all" or value == "should":  # noqa: PLR1714 (a type checker reads it)
        return value
    raise wrong(place, f"{_said(value)} is none of any, all, should", "one of any, all, should", "should")


def _given(value: object, place: str) -> Given:
    sent = _object(value, place, '{"pid": "territory", "v": "徐汇区"}')
    _known(sent, place, ("pid", "v"))
    if "pid" not in sent or "v" not in sent:
        raise wrong(
            place, "lacks 'pid' or 'v'", "an object with 'pid' and 'v'", '{"pid": "territory", "v": "徐汇区"}'
        )
    held = sent["v"] if isinstance(sent["v"], list) else [sent["v"]]
    values = _list(held, f"{place}.v", _VALUES, _value)
    return Given(_text(sent["pid"], f"{place}.pid"), tuple(each for each in values if each != ""))


def _value(value: object, place: str) -> Value:
    if isinstance(value, dict):
        sent = _object(value, place, '{"id": "place/cn-310104"}')
        if "id" not in sent:
            raise wrong(
                place, "is an object without 'id'", 'a thing as {"id": …}', '{"id": "place/cn-310104"}'
            )
        _text(sent.get("name", ""), f"{place}.name")
        return Entity(_text(sent["id"], f"{place}.id"))
    if isinstance(value, int | float):
        return value
    return _text(value, place)


def _wanted(value: object, place: str) -> Wanted:
    sent = _object(value, place, '{"id": "gbCode"}')
    _known(sent, place, ("id", "name", "settings"))
    settings = _object(sent.get("settings") or {}, f"{place}.settings", '{"limit": 5}')
    _known(settings, f"{place}.settings", ("limit", "count"))
    limit = whole(settings.get("limit") or 0, f"{place}.settings.limit", 0, MOST)
    is_counted = settings.get("count", False) in (
        True,
        "true",
        "on",
    )  # a list, which has no hash, may be sent
    return Wanted(_as_sent(sent.get("id"), f"{place}.id"), limit, is_counted)


def _object(value: object, place: str, example: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise wrong(place, f"{_said(value)} is no object", "an object", example)
    return value


def _list(value: object, place: str, most: int, read: Callable[[object, str], Any]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise wrong(place, f"{_said(value)} is no list", "a list", "[]")
    if len(value) > most:
        said = f"the list has {len(value):,} entries; it may have {most}"
        raise _too_many(place, said, f"at most {most} entries")
    return tuple(read(each, f"{place}[{number}]") for number, each in enumerate(value))


def _known(sent: Mapping[str, object], place: str, names: tuple[str, ...]) -> None:
    unknown = next((each for each in sent if each not in names), None)
    if unknown is not None:
        raise wrong(place, f"has an unknown key {_said(unknown)}", f"keys among {', '.join(names)}", names[0])


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise wrong(place, f"{_said(value)} is no text", "a text", "临江市总工会")
    if len(value) > LONGEST:
        said = f"the text has {len(value):,} characters; it may have {LONGEST}"
        raise wrong(place, said, f"a text of at most {LONGEST} characters", "临江市总工会")
    return value.strip()


def _as_sent(value: object, place: str) -> str:
    """Return a text with the blanks around it: under it whoever asks looks for what is answered."""
    _text(value, place)
    return cast("str", value)


def _said(value: object) -> str:
    """Return a value as it is said again: as JSON, its beginning."""
    said = json.dumps(value, ensure_ascii=False, default=str)
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
