"""Random decisions as values, over the forms of the family: one function for a seed, one strategy that shrinks."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final, Literal

from hypothesis import strategies

from generated import acting, granting, imprint, lists, quoting, refusing, words
from generated.values import Drawn, Frame, Listed

if TYPE_CHECKING:
    from generated.values import Annex, Content, Dated, DateForm, Masthead, NumberAt, Signed, Titled

__all__ = ["Size", "decisions", "draw"]

Size = Literal["small", "large"]

_REFUSED, _LATER, _GRANTED = 0.08, 0.08, 0.12
_PRIZES = 0.05
"""So large a share of the documents gives nothing, acts on earlier awards, or gives awards in prose."""
_ZEROES: Final = "〇〇○零0０OoΟοОо"
"""Ideographs, a circle, digits, and the letter O of three alphabets, both its sizes."""
_NUMBERS: Final = (
    *("〔{}〕{}号", "[{}]{}号", "【{}】{}号", "［{}］{}号", "﹝{}﹞{}号", "({}){}号", "（{}）{}号"),
    *("〔{}〕第{}号", "〔{}〕{} 号", " 〔{}〕 {} 号", "{}{}号", "〔{}{}号", "{}〕{}号"),
)
"""In every pair of brackets, with spaces, and with one or both brackets lost."""
_NUMBER_PLACES: Final[tuple[NumberAt, ...]] = (
    *("top", "below", "bracketed", "glued", "behind", "labelled", "none"),
)
_SIGNED: Final[dict[Dated, tuple[Signed, ...]]] = {
    "signed": ("beside", "lines", "fused"),
    "end": ("beside", "lines"),
    "title": ("none", "beside", "lines"),
    "number": ("none", "beside", "lines"),
    "none": ("none", "beside", "lines"),
}
"""Who signs stands above the date; where there is none, or one in brackets below the title, also alone or nowhere."""


_DATES: Final[tuple[DateForm, ...]] = (
    *("arabic", "spaced", "wide", "chinese", "chinese"),
    *("dashes", "strokes", "dots"),
)


def draw(seed: int, *, size: Size = "small") -> Drawn:
    """Return the decision that a seed draws: some 10 to 20 winners when small, some hundreds when large."""
    return _draw(Random(seed), size)  # noqa: S311


def decisions() -> strategies.SearchStrategy[Drawn]:
    """Return a strategy over the same decisions, which shrinks."""
    return strategies.randoms(use_true_random=False).map(lambda random: _draw(random, "small"))


def _draw(random: Random, size: Size) -> Drawn:
    city = random.choice(words.CITIES)
    issuers = tuple(city + organ for organ in random.choice(words.ORGANS))
    year = random.randint(2001, 2023)
    date = (year, random.randint(1, 12), random.randint(1, 28))
    about, content = _content(
        random, issuer=issuers[0], place=f"{year - 1}年度{city}", most=3 if size == "small" else 60
    )
    return Drawn(
        issuers=issuers,
        symbol=city[:2] + random.choice(words.LETTERS),
        serial=random.randint(1, 199),
        about=about,
        date=date,
        addressees=words.ADDRESSEES[: random.choice((0, 1, 2, 3, 3, len(words.ADDRESSEES)))],
        content=content,
        frame=_frame(random, about, city, date, joint=len(issuers) > 1),
    )


def _content(random: Random, *, issuer: str, place: str, most: int) -> tuple[str, Content]:
    """Return a title from 关于 on, and what the document under it gives."""
    what = random.random()
    if what < _REFUSED:
        return refusing.refused(random, place=place, most=most)
    if what < _REFUSED + _LATER:
        return acting.later(random, issuer=issuer, place=place, most=most)
    if what < _REFUSED + _LATER + _GRANTED:
        return granting.granted(random, place=place)
    if what < _REFUSED + _LATER + _GRANTED + _PRIZES:
        annexes = lists.prizes(random, place=place)
        return f"关于表彰{annexes[0].title.removesuffix('名单')}的决定", Listed(annexes)
    annexes = lists.annexes(random, place=place, most=most)
    verb = random.choice(("表彰", "命名", "授予"))
    kind = random.choice(("决定", "通报"))
    about = f"关于{verb}{_subject(annexes)}{'称号' if verb == '授予' else ''}的{kind}"
    return about, quoting.listed(random, annexes)


def _subject(annexes: tuple[Annex, ...]) -> str:
    """Return what the title of a decision is about: what its first annex lists, and others beside it."""
    first = annexes[0].title.removesuffix("名单")
    return f"{first}等先进典型" if len(annexes) > 1 else first


def _frame(random: Random, about: str, city: str, date: tuple[int, int, int], *, joint: bool) -> Frame:
    dated: Dated = random.choice(tuple(_SIGNED))
    masthead: Masthead = random.choice(("file", "beside", "none", *(("between",) if joint else ())))
    titled: Titled = random.choice(("、", " ", "")) if joint else "、"
    if masthead != "none" or _SIGNED[dated][0] != "none":
        titled = random.choice((titled, titled, titled, "none"))
    named = masthead if titled == "none" else "title"
    cuts = _cuts(random, about)
    return Frame(
        masthead=masthead,
        titled=titled,
        number_at="bracketed" if dated == "number" else random.choice(_NUMBER_PLACES),
        number=random.choice(_NUMBERS),
        dated=dated,
        # In figures alone, a day below the title would be the one on which a page was published.
        date=random.choice(_DATES[: None if dated in {"signed", "end", "number"} else -3]),
        zero=random.choice(_ZEROES),
        signed=random.choice([each for each in _SIGNED[dated] if (titled, masthead, each) != ("none",) * 3]),
        seal=imprint.seal(random, city),
        warnings=imprint.warnings(random),
        approved=random.choice(("alone", "beside")) if random.random() < 0.1 else "none",
        note=imprint.note(random),
        imprint=imprint.imprint(random, city, date),
        imprint_at=random.choice(("foot", "end")),
        cuts=cuts,
        wrap=random.choice(("\n", "\n", " ")) if 0 not in cuts else "\n",
        parting=random.choice(("，", "、", "；")),
        folded=random.random() < 0.2,
        indent=random.choice(("", "　　", "    ")),
        refers=random.choice(("marks", "dashes", "items", "below", "none")),
        opens=random.choice(("mark", "mark", "spaced", "colon", "titled", "page")),
        pages=random.choice(("none", "none", "lines", "words", "names")),
        page_number=random.choice(("— {} —", "- {} -", "－ {} －", "第 {} 页 共 9 页", "{} -")),
        traditional=random.random() < 0.1,
        site=random.randint(0, 11) if random.random() < 0.2 else None,
        # Who issues the document is known by its head where a page repeats it.
        running=random.choice(("none", "title") if named == "none" else ("none", "masthead", "title")),
    )


def _cuts(random: Random, about: str) -> tuple[int, ...]:
    """Return where a title is broken: before 关于 and in its words, but within no number and none of its last word."""
    places = [at for at in range(3, len(about) - 2) if not (about[at - 1 : at + 1].isdecimal())]
    number = random.choice((0, 0, 0, 1, 2))
    found = {random.choice(places) for _ in range(number)}
    return tuple(sorted(found | ({0} if random.random() < 0.3 else set())))
