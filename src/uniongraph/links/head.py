"""The head of an SSSOM table: the lines that begin with #, YAML of the plain kind that such heads are made of.

Read are keys with one value, keys with a list of values, and ``curie_map`` with its prefixes; a value is plain, or in
single or double quotes. Anything else that YAML can do is refused, not guessed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NoReturn

from uniongraph.errors import LinkError

__all__ = ["Head", "read_head"]

_KEY: Final = re.compile(r"(?P<indent> *)(?P<key>[A-Za-z_][\w.-]*) *:(?: +(?P<value>.*))?$")
_ITEM: Final = re.compile(r"(?P<indent> *)- +(?P<value>.*)$")
_DOUBLE: Final = re.compile(r'"((?:[^"\\]|\\["\\/])*)"\s*(?:#.*)?$')
_SINGLE: Final = re.compile(r"'((?:[^']|'')*)'\s*(?:#.*)?$")
_SPECIAL: Final = tuple("\"'&*!|>%@`[]{},?")
"""With what no plain value of YAML begins, or means something else by it."""
_MAP: Final = "curie_map"


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says: its prefixes, its other values by their key, and of how many lines it is made."""

    prefixes: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: int = 0


def read_head(lines: list[str], source: str) -> Head:
    """Return what the lines of a head say; LinkError names the line that is none of what is read here."""
    head = _Reading(source)
    for number, line in enumerate(lines, start=1):
        head.take(number, line[1:].rstrip())
    return Head(
        head.prefixes, head.values, {key: tuple(each) for key, each in head.lists.items()}, len(lines)
    )


@dataclass(slots=True)
class _Reading:
    source: str
    open: str | None = None
    """The key whose values stand on the lines below it."""
    prefixes: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)

    def take(self, number: int, line: str) -> None:
        if not line.strip() or line.lstrip().startswith("#"):
            return
        item, pair = _ITEM.match(line), _KEY.match(line)
        if item and self.open and self.open != _MAP:
            self.lists.setdefault(self.open, []).append(self.scalar(item["value"], number))
        elif pair is None or item:
            self.refuse(f"is {line.strip()!r}, no line of a key and its value", number)
        elif pair["indent"] and self.open == _MAP:
            self.keep(self.prefixes, pair["key"], self.scalar(pair["value"] or "", number), number)
        elif len(pair["indent"]) > 1:
            self.refuse(f"holds {pair['key']!r} below no key that is read with others below it", number)
        else:
            self.top(pair["key"], pair["value"], number)

    def top(self, key: str, value: str | None, number: int) -> None:
        if key in self.values or key in self.lists or (key == _MAP and self.prefixes):
            self.refuse(f"holds the key {key!r} for the second time", number)
        self.open = None if value else key
        if key == _MAP:
            if value and value.strip() != "{}":
                self.refuse("must have the prefixes of curie_map on the lines below it", number)
        elif value:
            self.keep(self.values, key, self.scalar(value, number), number)

    def keep(self, where: dict[str, str], key: str, value: str, number: int) -> None:
        if key in where:
            self.refuse(f"holds {key!r} for the second time", number)
        if where is self.prefixes and not value:
            self.refuse(f"gives the prefix {key!r} no IRI", number)
        where[key] = value

    def scalar(self, written: str, number: int) -> str:
        """Return a value without its quotes and a remark behind it."""
        value = written.strip()
        if found := _DOUBLE.match(value):
            return re.sub(r"\\(.)", r"\1", found[1])
        if found := _SINGLE.match(value):
            return found[1].replace("''", "'")
        if value.startswith(_SPECIAL) or ": " in value or value.endswith(":"):
            said = f"has the value {value!r}, YAML of a kind that is not read here; put it in quotes"
            self.refuse(said, number)
        return re.sub(r"\s+#.*", "", value)

    def refuse(self, message: str, number: int) -> NoReturn:
        raise LinkError(f"the head {message}", source=self.source, line=number)
