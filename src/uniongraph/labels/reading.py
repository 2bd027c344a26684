"""Reading: how each Chinese character of a name is said, as a sign for all the ways in which one may look for it.

A character is read as the word in which it stands (重庆: chong), and besides in the ways it is often read elsewhere
(zhong). How often, the phrases of pypinyin tell: a reading counts that it has in a tenth of those it stands in. Names of
persons begin with a surname, of which some are read as the character is nowhere else (单: shan); a short name that is no
word may be one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.style import convert

from uniongraph import registry
from uniongraph.labels.syllables import NONE, sign

__all__ = ["Reader"]

_OFTEN: Final = 0.1
_HAN: Final = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")
_OTHER: Final = re.compile("[^\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_SYLLABLE: Final = re.compile("(?=.*[aeiouv])[a-z]+")
_SURNAMES: Final = dict(
    zip(
        "单仇解区查盖朴尉华任曾员折覃缪翟黑秘纪",
        [
            "shan",
            "qiu",
            "xie",
            "ou",
            "zha",
            "ge",
            "piao",
            "yu",
            "hua",
            "ren",
            "zeng",
            "yun",
            "she",
            "qin",
            "miao",
            "zhai",
            "he",
            "bi",
            "ji",
        ],
        strict=True,
    )
)
_LONGEST_PERSON: Final = 4


class Reader:
    """Reads names; ``signs`` tells the syllables that each sign stands for, in their order."""

    def __init__(self) -> None:
        self.signs: list[tuple[str, ...]] = []
        self._sign_of: dict[frozenset[str], str] = {}
        self._meaning: dict[str, frozenset[str]] = {}
        self._words: dict[str, str] = {}
        self._runs: dict[str, str] = {}
        registry.words("")  # which teaches pypinyin the divisions, so that their names are counted too
        self._often = _often()

    def read(self, plain: str) -> str:
        """Return a sign for each character of a name in its plain form."""
        said = _HAN.sub(lambda run: self._run(run[0]), _OTHER.sub(NONE, plain))
        surname = _SURNAMES.get(plain[:1])
        if surname and 1 < len(said) <= _LONGEST_PERSON and NONE not in said and plain not in PHRASES_DICT:
            return self._sign({surname, *self._meaning[said[0]]}) + said[1:]
        return said

    def _run(self, run: str) -> str:
        if run not in self._runs:
            self._runs[run] = "".join(
                self._words.get(word) or self._word(word) for word in registry.words(run)
            )
        return self._runs[run]

    def _word(self, word: str) -> str:
        found = lazy_pinyin([word], style=Style.NORMAL, errors=list)  # type: ignore[arg-type]
        self._words[word] = said = "".join(
            self._sign({syllable, *self._often.get(character, ())})
            for character, syllable in zip(word, found, strict=True)
        )
        return said

    def _sign(self, syllables: set[str]) -> str:
        known = frozenset(each for each in syllables if _SYLLABLE.fullmatch(each))
        if not known:
            return NONE
        if known not in self._sign_of:
            self._sign_of[known] = sign(len(self.signs))
            self.signs.append(tuple(sorted(known)))
            self._meaning[self._sign_of[known]] = known
        return self._sign_of[known]


def _often() -> dict[str, tuple[str, ...]]:
    """Return the readings of each character that has several often."""
    flat: dict[str, str] = {}
    counted: dict[str, Counter[str]] = {}
    for phrase, readings in PHRASES_DICT.items():
        for character, (reading, *_) in zip(phrase, readings, strict=False):
            if reading not in flat:
                flat[reading] = convert(reading, Style.NORMAL, strict=True)
            counted.setdefault(character, Counter())[flat[reading]] += 1
    return {
        character: tuple(each for each, times in counts.items() if times >= _OFTEN * counts.total())
        for character, counts in counted.items()
        if len(counts) > 1
    }
