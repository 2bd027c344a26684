"""Plain text: names and what is typed, in the one form in which both are searched by their characters.

Simplified characters, half-width letters and digits, small letters without accents, one kind of brackets, quotation marks
and dashes; no blank beside a Chinese character, and one between words of letters; nothing that cannot be seen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["Plain"]

_ALIKE: Final = {
    **dict.fromkeys("[{<〔【〖〘〚〈《⟨", "("),
    **dict.fromkeys("]}>〕】〗〙〛〉》⟩", ")"),
    **dict.fromkeys("“”„‟‘’‚‛'`´′″「」『』", '"'),
    **dict.fromkeys("‐‑‒–—―−－─", "-"),
    **dict.fromkeys("•・‧∙⋅", "·"),
    **dict.fromkeys("、，", ","),
    "。": ".",
}
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Mn"}
"""Controls, marks of direction and joining, halves of surrogates; accents that stand alone."""
_OF_LETTERS: Final = 0x2E80
"""The first character that is set without blanks between words: from here on there are radicals, kana, ideographs."""
_BLANKS: Final = re.compile(" +")


class Plain:
    """Makes the plain form of texts; ``pairs`` are traditional characters, each with its simplified form behind it.

    An index brings its own: what is asked is then read as its names were, and the tables of the grammar, which take
    longer to load than a search takes, are not needed.
    """

    def __init__(self, pairs: str) -> None:
        self.pairs = pairs
        self._forms = _Forms(pairs)

    def __call__(self, text: str) -> str:
        """Return the plain form of a text."""
        return _BLANKS.sub(_kept, text.translate(self._forms).strip(" "))

    def aligned(self, text: str) -> tuple[str, list[int]]:
        """Return the same, and for each of its characters the place in the text of the one that it comes from."""
        signs = [(sign, at) for at, character in enumerate(text) for sign in self._forms[ord(character)]]
        whole = "".join(sign for sign, _ in signs)
        last, end = len(whole) - len(whole.lstrip(" ")), len(whole.rstrip(" "))
        left: list[int] = []
        for blanks in _BLANKS.finditer(whole, last, max(last, end)):
            left += [*range(last, blanks.start()), *([blanks.start()] if _kept(blanks) else ())]
            last = blanks.end()
        left += range(last, end)
        return "".join(whole[at] for at in left), [signs[at][1] for at in left]


class _Forms(dict[int, str]):
    """The plain form of each character, made when it is first met."""

    def __init__(self, pairs: str) -> None:
        super().__init__()
        self._simplified = str.maketrans(pairs[::2], pairs[1::2])

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = form = " " if character.isspace() else self._form(character)
        return form

    def _form(self, character: str) -> str:
        if unicodedata.category(character) in _UNSEEN:
            return ""
        character = _ALIKE.get(character, character)
        apart = unicodedata.normalize("NFKD", character)
        said = apart if apart[0].isascii() else unicodedata.normalize("NFKC", character)
        seen = (each for each in said.casefold() if unicodedata.category(each) not in _UNSEEN)
        return "".join(_ALIKE.get(each, each) for each in seen).translate(self._simplified)


def _kept(blanks: re.Match[str]) -> str:
    """Return what is left of blanks: one between letters, none beside a Chinese character."""
    beside = blanks.string[blanks.start() - 1], blanks.string[blanks.end()]
    return "" if any(ord(each) >= _OF_LETTERS for each in beside) else " "
