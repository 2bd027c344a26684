"""What tells that characters were lost or misread."""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import CLOSE, HAN

__all__ = ["LEADING_ZERO", "LOWER_LATIN", "PRIVATE"]

_CODED: Final = "".join(
    f"(?<!{word}0)(?<!{word} 0)"
    for word in ("编号", "代码", "代号", "序号", "电话", "传真", "区号", "邮编", "第")
)
_TELEPHONE: Final = rf"\d{{2,3}}[{CLOSE}]?[ -]?\d[\d ]{{6,9}}"
LEADING_ZERO: Final = re.compile(
    rf"0(?<=[^\r\n\dA-Za-z.．:：〔\[\-—–/+#]0){_CODED}(?!{_TELEPHONE})\d{{1,3}}"
    r"(?![\dA-Za-z.．:：、\-—–/%％年月日时分秒点号级届班版后标栋幢]|地块|合同段)"
)
"""020 in running text: numbers in prose do not begin with zero, but the letter O misread does.

Codes, telephone numbers, dates, times and the ordinals at the beginning of a line do, and are passed over.
What stands before the zero is looked at behind it, so that a text is searched for zeros and not asked at each character.
"""

_ENGLISH: Final = "and|or|of|the|in|on|at|to|for|with|from|by|as|is|are|an"
LOWER_LATIN: Final = re.compile(rf"(?<=[{HAN}，。、”）])\s*(?P<word>{_ENGLISH})\s*(?=[{HAN}“（])")
"""An English word of grammar between Chinese characters; nouns (app, wifi) and names (iPhone, pH) may stand there."""

PRIVATE: Final = re.compile("[\ue000-\uf8ff\ufffd]")
"""Private-use characters and the mark of a lost one."""
