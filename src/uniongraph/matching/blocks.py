"""Blocks: the keys under which a name is filed, so that only names that could be alike are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.matching.parts import Parts

__all__ = ["canon", "district", "grams", "site"]


def grams(core: str) -> list[str]:
    """Return each two characters that stand side by side in a core, its edges counted as characters."""
    edged = f"^{core}$"
    return list(dict.fromkeys(edged[at : at + 2] for at in range(len(edged) - 1))) if core else []


def district(code: str, places: Sequence[str]) -> str:
    """Return under which place a name is filed: the district of its code, or the narrowest place that it says itself."""
    return code[:6] or (places[-1] if places else "")


def canon(parts: Parts, *, is_registered: bool) -> str:
    """Return what two names of one body share when only its place is written otherwise, or "".

    The name of a company is what is registered, 上海市 for 上海 makes it another; an authority, a school, a federation is
    the one of its division, however that is printed. A body that is called by a province for short (浙江医院) may be another
    than the province's own.
    """
    if is_registered or not parts.code or not parts.places or not parts.suffix + parts.form:
        return ""
    return "|".join((parts.code, parts.beyond, parts.core, parts.form, parts.suffix, parts.branch))


def site(address: str) -> tuple[str, str]:
    """Return the host of an address, without www, and what it ends with."""
    host, _, rest = address.partition("://")[2].partition("/")
    return host.removeprefix("www."), rest.rstrip("/").rpartition("/")[2]
