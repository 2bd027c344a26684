"""Folding: the form in which names are equal that differ in nothing but how they are written.

Width of letters, brackets and quotation marks, blanks, traditional characters, case, what cannot be seen, and numerals
behind 第 do not tell names apart.
"""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import number_of
from uniongraph.labels.plain import Plain

__all__ = ["Folder"]

_ORDINAL: Final = re.compile("第([〇零一二三四五六七八九十百两]{1,8})")


class Folder:
    """Folds names; ``pairs`` are traditional characters, the simplified form behind each."""

    def __init__(self, pairs: str) -> None:
        self.pairs = pairs
        self._plain = Plain(pairs)

    def __call__(self, name: str) -> str:
        """Return a name as it is compared."""
        return _ORDINAL.sub(_in_digits, self._plain(name)).replace(" ", "")


def _in_digits(ordinal: re.Match[str]) -> str:
    number = number_of(ordinal[1])
    return ordinal[0] if number is None else f"第{number}"
