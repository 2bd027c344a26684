"""The parts of a folded name: where, what it is called, its legal form, its union, and the part of a larger body that it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.distance import OSA

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
"""A body and the part of it that follows: …有限公司|第九分公司, 同济大学|附属口腔医院."""
_PLACE_BEHIND: Final = re.compile(r"(?P<body>.{2,})\((?P<place>[^()]{2,12})\)")
"""A body and the place that is written behind it to tell it from others: 城东镇总工会(临江市)."""
_CLASS_WORD: Final = re.compile(r"(?<=.)(?:自治区|特别行政区|新区|街道|[省市区县旗州盟镇乡])$")
_NUMERALS: Final = re.compile(r"[0-9]+|[〇零一二三四五六七八九十百]+")
_PROVINCES: Final = {
    pair[2:]: f"{pair[:2]}0000"
    for pair in (
        *(
            "11北京",
            "12天津",
            "13河北",
            "14山西",
            "15内蒙古",
            "21辽宁",
            "22吉林",
            "23黑龙江",
            "31上海",
            "32江苏",
            "33浙江",
            "34安徽",
        ),
        *(
            "35福建",
            "36江西",
            "37山东",
            "41河南",
            "42湖北",
            "43湖南",
            "44广东",
            "45广西",
            "46海南",
            "50重庆",
            "51四川",
            "52贵州",
        ),
        *("53云南", "54西藏", "61陕西", "62甘肃", "63青海", "64宁夏", "65新疆", "71台湾", "81香港", "82澳门"),
    )
}
"""The provinces by what they are called for short, with their codes (GB/T 2260)."""


_HOSTS: Final = frozenset({"company", "branch", "institution", "facility", "agency", "social"})
_SUFFIXES: Final = ("工会", "总工会", "分工会", "工会联合会", "工会委员会", "联合工会", "工会工作委员会")
_LONGEST_SUFFIX: Final = 7


class Parts(NamedTuple):
    """A name taken apart; each part is folded, and empty where the name has none.

    ``places`` are the divisions that open it, the widest first, as printed; ``code`` is that of the narrowest, where the
    gazetteer knows it, and ``beyond`` are those behind it that it does not. Of a place, and of the federation of one, the core is the place's own name and the form its class.
    """

    whole: str
    places: tuple[str, ...] = ()
    code: str = ""
    core: str = ""
    form: str = ""
    suffix: str = ""
    branch: str = ""
    numbers: tuple[str, ...] = ()
    beyond: str = ""


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
        known, end = self._placed(stem, within)
        if kind == "place" and not known.places:
            known, end = known._replace(places=(stem,)), len(stem)
        known = known._replace(whole=folded, form=said.legal_form, suffix=suffix, branch=branch)
        if end >= len(stem):
            return _of_place(known)
        if not end and (short := _province(stem, said.legal_form)):
            end, known = len(short), known._replace(code=_PROVINCES[short])
        return _of_body(known, stem[end:])

    def mended(self, parts: Parts) -> Parts:
        """Return the parts of a name as if it had its place in front, no slip in its union suffix, and class words on places.

        It is a guess: such a name is like others, and equal to none.
        """
        if len(parts.whole) > LONGEST:
            return parts
        behind = _PLACE_BEHIND.fullmatch(parts.whole)
        if behind and self._is_place(behind["place"]):
            parts = self(behind["place"] + behind["body"], "organization")._replace(whole=parts.whole)
        mended = parts if parts.suffix else self._with_suffix(parts)
        return mended if mended.code or not mended.places else self._with_place(mended)

    def _with_suffix(self, parts: Parts) -> Parts:
        for length in range(1, _LONGEST_SUFFIX + 1):
            stem, tail = parts.whole[:-length], parts.whole[-length:]
            suffix = _meant(tail)
            if suffix and (names.words.ending_of(stem).sort in _HOSTS or self._is_place(stem)):
                return self(stem + suffix, "organization")._replace(whole=parts.whole)
        return parts

    def _is_place(self, stem: str) -> bool:
        match = self.gazetteer.match(stem, jurisdiction=None)
        return match is not None and match.printed == stem

    def _with_place(self, parts: Parts) -> Parts:
        """Return the parts with the code of the narrowest place that is known, whatever stands before it (宝山顾村镇)."""
        for place in reversed(parts.places):
            match = self.gazetteer.match_end(place, jurisdiction=None)
            if match is None:
                continue
            is_own = place == parts.places[-1] and parts.core + parts.form == place
            known = parts._replace(code=match.division.code)
            own = _of_place(known._replace(places=(match.division.name,)))
            return own if is_own else known
        return parts

    def _placed(self, stem: str, within: str | None) -> tuple[Parts, int]:
        """Return the places that open a name, the code of the narrowest known, and where they end."""
        match = self.gazetteer.match(stem, jurisdiction=within)
        end = len(match.printed) if match else 0
        places = self._stated(match) if match else ()
        further = names.opening_places(stem[end:])
        if not further or not (end or _is_placed(further, stem)):
            further = ()
        further = tuple(part for place in further for part in self._parted(place))
        beyond = "".join(further)
        code = match.division.code if match else ""
        return Parts("", places + further, code, beyond=beyond), end + len(beyond)

    def _parted(self, place: str) -> tuple[str, ...]:
        """Return a place that begins with one that is known, perhaps more than once (宝山区月铺镇), as two."""
        ends = (end for end in range(len(place) - 2, 1, -1) if self.gazetteer.holds(place[:end]))
        end = next(ends, 0)
        return (place[:end], place[end:]) if end else (place,)

    def _stated(self, match: Match) -> tuple[str, ...]:
        """Return the registered names of the divisions that were printed, the widest first."""
        around = [each.name for each in reversed(self.gazetteer.within(match.division.code))]
        before = match.printed[: len(match.printed) - len(match.form)]
        said = (name for name in around if name in before or _CLASS_WORD.sub("", name) in before)
        return (*said, match.division.name)


def _meant(tail: str) -> str:
    """Return the union suffix that some characters are, but for one of them; "" where they are none."""
    likely = ((OSA.distance(tail, suffix, score_cutoff=1), suffix) for suffix in _SUFFIXES)
    return next((suffix for distance, suffix in likely if distance == 1 and set(tail) & set(suffix)), "")


def _is_placed(places: tuple[str, ...], stem: str) -> bool:
    """Say whether what looks like places opens the name of a body in them: 国网临江市 is none."""
    return len(places[0]) <= 4 or len(places) > 1 or sum(map(len, places)) == len(stem)


def _province(stem: str, form: str) -> str:
    """Return the province that opens a name, as it is called for short (江苏, 上海), or ""."""
    short = stem[:3] if stem[:3] in _PROVINCES else stem[:2]
    return short if short in _PROVINCES and len(short) + len(form) < len(stem) else ""


def _union(said: OrganizationName) -> tuple[str, str]:
    """Return the union suffix, and Y of X工会Y委员会."""
    if said.suffix.startswith("工会") and said.suffix.endswith("委员会") and len(said.suffix) > 5:
        return "工会委员会", said.suffix[2:-3]
    numbered = said.suffix.startswith("第") and said.suffix.endswith("分工会")
    return ("分工会", said.suffix[:-3]) if numbered else (said.suffix, "")


def _of_place(known: Parts) -> Parts:
    """Return the parts of a place, or of the federation of one."""
    own = known.places[-1] if known.places else ""
    word = _CLASS_WORD.search(own)
    form = word[0] if word else ""
    core = own[: len(own) - len(form)]
    return known._replace(core=core, form=form, numbers=_numbers(core + known.branch))


def _of_body(known: Parts, rest: str) -> Parts:
    """Return the parts of a body from what stands between its places and the union's suffix."""
    larger = _LARGER.fullmatch(rest)
    body, branch = (larger["body"], larger["part"]) if larger else (rest, "")
    form = names.words.ending_of(body).word if larger else known.form
    has_form = body.endswith(form) and len(form) < len(body)
    return known._replace(
        core=body[: len(body) - len(form)] if has_form else body,
        form=form if has_form else "",
        branch=branch + known.branch,
        numbers=_numbers(rest + known.branch),
    )


def is_company(parts: Parts) -> bool:
    """Say whether the body, or the larger one that it is part of, is a registered company."""
    return names.words.ending_of(parts.form).sort in {"company", "branch"}


def _numbers(text: str) -> tuple[str, ...]:
    """Return the numerals of a name in digits."""
    return tuple(str(number_of(found) or found) for found in _NUMERALS.findall(text))
