"""The parts of a folded name: where, what it is called, its legal form, its union, and the part of a larger body that it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import names
from uniongraph.grammar.characters import number_of
from uniongraph.matching.values import LONGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.divisions import Gazetteer, Match
    from uniongraph.model import OrganizationName

__all__ = ["BODIES", "Parts", "Taker", "is_company"]

BODIES: Final = frozenset({"organization", "place"})
"""The kinds of things whose names have parts; all others are called by words."""
_NO_GROUPS: Final[Mapping[str, str]] = {}
_LARGER: Final = re.compile(
    r"(?P<body>.+?(?:公司|银行|集团|大学|学院|医院|总厂|总局)(?:\([^()]{1,12}\))?)"
    r"(?P<part>(?!\)|集团|总?公司|有限|股份|\(|$).{2,})"
)
"""A body and the part of it that follows: …有限公司|第二分公司, 同济大学|附属口腔医院."""
_CLASS_WORD: Final = re.compile(r"(?<=.)(?:自治区|特别行政区|新区|街道|[省市区县旗州盟镇乡])$")
_NUMERALS: Final = re.compile(r"[0-9]+|[〇零一二三四五六七八九十百]+")
_PROVINCES: Final = {
    short: f"{code}0000"
    for code, short in (
        entry.split(":")
        for entry in (
            "11:北京 12:天津 13:河北 14:山西 15:内蒙古 21:辽宁 22:吉林 23:黑龙江 31:上海 32:江苏 33:浙江 34:安徽 35:福建 36:江西 "
            "37:山东 41:河南 42:湖北 43:湖南 44:广东 45:广西 46:海南 50:重庆 51:四川 52:贵州 53:云南 54:西藏 61:陕西 62:甘肃 "
            "63:青海 64:宁夏 65:新疆 71:台湾 81:香港 82:澳门"
        ).split()
    )
}
"""The provinces by what they are called for short, with their codes (GB/T 2260)."""


class Parts(NamedTuple):
    """A name taken apart; each part is folded, and empty where the name has none.

    ``places`` are the divisions that open it, the widest first, as printed; ``code`` is that of the narrowest, where the
    gazetteer knows it. Of a place, and of the federation of one, the core is the place's own name and the form its class.
    """

    whole: str
    places: tuple[str, ...] = ()
    code: str = ""
    core: str = ""
    form: str = ""
    suffix: str = ""
    branch: str = ""
    numbers: tuple[str, ...] = ()


class Taker:
    """Takes names apart by a gazetteer, whose names must be folded."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, folded: str, kind: str | None, division: str | None = None) -> Parts:
        """Return the parts of a folded name; ``division`` is the code of where it is to be understood.

        Of one longer than `LONGEST` only so much is looked at.
        """
        text = folded[:LONGEST]
        if kind is not None and kind not in BODIES:
            return Parts(folded, core=text, numbers=_numbers(text))
        within = division if division and self.gazetteer.find(division) else None
        said = names.analyse(text, gazetteer=self.gazetteer, jurisdiction=within, known_groups=_NO_GROUPS)
        suffix, branch = _union(said)
        stem = text[: len(text) - len(said.suffix)]
        places, code, end = self._places(stem, within)
        if end >= len(stem):
            return _of_place(folded, places, code, suffix, branch)
        begin = max(end, len(said.place) if said.place in _PROVINCES else 0)
        code = code or _PROVINCES.get(said.place, "")
        return _of_body(folded, stem[begin:], Parts("", places, code, "", said.legal_form, suffix, branch))

    def _places(self, stem: str, within: str | None) -> tuple[tuple[str, ...], str, int]:
        """Return the places that open a name, the code of the narrowest known, and where they end."""
        match = self.gazetteer.match(stem, jurisdiction=within)
        end = len(match.printed) if match else 0
        places = self._stated(match) if match else ()
        further = names.opening_places(stem[end:])
        if further and (end or _is_placed(further, stem)):
            places += further
            end += sum(map(len, further))
        return places, match.division.code if match else "", end

    def _stated(self, match: Match) -> tuple[str, ...]:
        """Return the registered names of the divisions that were printed, the widest first."""
        around = [each.name for each in reversed(self.gazetteer.within(match.division.code))]
        before = match.printed[: len(match.printed) - len(match.form)]
        said = (name for name in around if name in before or _CLASS_WORD.sub("", name) in before)
        return (*said, match.division.name)


def _is_placed(places: tuple[str, ...], stem: str) -> bool:
    """Say whether what looks like places opens the name of a body in them: 国网上海市 is none."""
    return len(places[0]) <= 4 or len(places) > 1 or sum(map(len, places)) == len(stem)


def _union(said: OrganizationName) -> tuple[str, str]:
    """Return the union suffix, and Y of X工会Y委员会."""
    if said.suffix.startswith("工会") and said.suffix.endswith("委员会") and len(said.suffix) > 5:
        return "工会委员会", said.suffix[2:-3]
    numbered = said.suffix.startswith("第") and said.suffix.endswith("分工会")
    return ("分工会", said.suffix[:-3]) if numbered else (said.suffix, "")


def _of_place(whole: str, places: tuple[str, ...], code: str, suffix: str, branch: str) -> Parts:
    own = places[-1] if places else ""
    word = _CLASS_WORD.search(own)
    form = word[0] if word else ""
    core = own[: len(own) - len(form)]
    return Parts(whole, places, code, core, form, suffix, branch, _numbers(core + branch))


def _of_body(whole: str, rest: str, known: Parts) -> Parts:
    """Return the parts of a body from what stands between its places and the union's suffix."""
    larger = _LARGER.fullmatch(rest)
    body, branch = (larger["body"], larger["part"]) if larger else (rest, "")
    form = names.words.ending_of(body).word if larger else known.form
    core = body[: len(body) - len(form)] if body.endswith(form) and len(form) < len(body) else body
    return known._replace(
        whole=whole,
        core=core,
        form=form if core != body else "",
        branch=branch + known.branch,
        numbers=_numbers(rest + known.branch),
    )


def is_company(parts: Parts) -> bool:
    """Say whether the body, or the larger one that it is part of, is a registered company."""
    return names.words.ending_of(parts.form).sort in {"company", "branch"}


def _numbers(text: str) -> tuple[str, ...]:
    """Return the numerals of a name in digits."""
    return tuple(str(number_of(found) or found) for found in _NUMERALS.findall(text))
