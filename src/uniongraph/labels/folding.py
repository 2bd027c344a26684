"""Folded case: the form in which names are searched; what a query finds by LCASE, or as it stands, is found in it too."""

from __future__ import annotations

import pyoxigraph as ox

__all__ = ["fold"]


def fold(text: str) -> str:
    """Return a text in lower case, as the engine's LCASE has it, but that every sigma is one letter.

    The engine knows a later Unicode than Python: where there is a character that Python does not know, it is asked. The
    lower case of a sigma depends on what follows; left so, a text would hold another and its fold not the other's.
    """
    low = text.lower() if text.isprintable() else _asked(text)
    return low.replace("ς", "σ")


def _asked(text: str) -> str:
    answer = ox.Store().query(f"SELECT ?low {{ BIND (LCASE({ox.Literal(text)}) AS ?low) }}")
    assert isinstance(answer, ox.QuerySolutions)
    low = next(iter(answer))[0]
    assert isinstance(low, ox.Literal)
    return low.value
