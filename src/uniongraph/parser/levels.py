"""Which level of a list is that of its tiers: the one whose headings are called as the honours that the body gives."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from uniongraph.grammar.characters import HAN
from uniongraph.grammar.merits import MERIT_HEADING
from uniongraph.grammar.prose import NAMED_AS, QUOTED_HONOUR
from uniongraph.parser import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.growth import Node
    from uniongraph.parser.state import State

__all__ = ["are_given", "given_below", "honours_given"]

_SEVERAL: Final = 2
_SHORTEST: Final = 3
"""No honour is called by less once the place or the year before its name is gone."""
_WHOSE: Final = re.compile(
    rf"(?:\d{{4}}(?:[-—–~至]+\d{{4}})?年?度?)?(?:第[一二三四五六七八九十百\d]{{1,4}}[届批]|首[届批])?(?:全[国省市县区]|[{HAN}]{{1,8}}?[省市县区州盟旗])?"
)
"""2020年度绿屏市: whose an honour is, and of which year, which one print of its name says and another leaves out."""


def honours_given(state: State) -> frozenset[str]:
    """Return what the body calls the honours that it gives in quotation marks: as a title, or as what somebody is named."""
    flows = [flow.folded for flow in state.paragraphs if "“" in flow.text]
    titles = chain.from_iterable(QUOTED_HONOUR.finditer(words) for words in flows if "称号" in words)
    named = chain.from_iterable(NAMED_AS.finditer(words) for words in flows if "为“" in words)
    quoted = {quote["name"] for quote in chain(titles, named)}
    return frozenset(quoted | set(map(_alone, quoted)))


def are_given(nodes: Sequence[Node], given: frozenset[str]) -> bool:
    """Say whether each of several headings is called as an honour that the body gives."""
    return len(nodes) >= _SEVERAL and all(_is_given(node, given) for node in nodes)


def given_below(roots: Sequence[Node], given: frozenset[str]) -> list[tuple[Node, Node | None]]:
    """Return the honours of a list that stand below headings of another kind, each with the heading above it.

    Each is called as one that the body gives, or is a merit, which is given by its name alone; what stands above them
    only says of which kind they are (先进集体, 先进个人). Empty where a heading is neither.
    """
    if not any(node.children for node in roots):
        return []
    found: list[tuple[Node, Node | None]] = []
    for root in roots:
        if _is_given(root, given):
            found.append((root, None))
        elif root.children and all(_is_given(child, given) for child in root.children):
            found += ((child, root) for child in root.children)
        else:
            return []
    is_below = any(root is not None for _, root in found)
    return found if is_below and len(found) >= _SEVERAL else []


def _is_given(node: Node, given: frozenset[str]) -> bool:
    name = outline.name_of(node.heading.value).strip("“”")
    return name in given or _alone(name) in given or MERIT_HEADING.fullmatch(name) is not None


def _alone(name: str) -> str:
    """Return the name of an honour without whose it is."""
    whose = _WHOSE.match(name)
    rest = name[whose.end() :] if whose is not None else name
    return rest if len(rest) >= _SHORTEST else name
