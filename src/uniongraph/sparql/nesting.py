"""How deep the brackets of an answer nest, told before the engine reads it: its parser of triple terms recurses.

Results in JSON whose triple terms lie 5,000 deep in one another overflow its stack, which ends the whole process
(pyoxigraph 0.5, measured on 8 MiB; 2,000 it survives). Answers that others gave are looked at here first.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["MAX_NESTED", "nests"]

MAX_NESTED: Final = 64
"""Brackets of an answer in JSON, one in the other; those of a term lie 5 deep, each triple adds 2."""

_STRING: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_NO_BRACKETS: Final = bytes(each for each in range(256) if each not in b"[]{}")


def nests(content: bytes) -> bool:
    """Tell whether brackets of a JSON text lie more than `MAX_NESTED` deep in one another, in linear time.

    Of what is no JSON it may be told too, if its brackets do not close one another.
    """
    left = _STRING.sub(b"", content).translate(None, _NO_BRACKETS)
    for _ in range(MAX_NESTED):
        if len(left) <= MAX_NESTED:
            return False
        left = left.replace(b"{}", b"").replace(b"[]", b"")
    return len(left) > MAX_NESTED
