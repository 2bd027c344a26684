"""Which level of a list is that of its tiers: the one whose headings are called as the honours that the body gives."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from uniongraph.grammar.given import BEFORE_TITLE, NAMED_AS, PRIZE_QUOTED, TITLE_WORD, WHOSE
from uniongraph.grammar.merits import MERIT_HEADING
from uniongraph.grammar.prose import QUOTED_HONOUR
from uniongraph.parser import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.growth import Node
    from uniongraph.parser.state import State

__all__ = ["are_given", "given_below", "honours_given", "quoted_in"]

_SEVERAL: Final = 2
_SHORTEST: Final = 3
"""No honour is called by less once the place or the year before its name is gone."""
_SHORTEST_BARE: Final = 4
_LONGEST_BARE: Final = 30
"""So much of the words before 称号 may be the honour's name, where no quotation mark says where it begins."""
_MOST: Final = 64
"""No more words before 称号 are looked at."""


def quoted_in(state: State) -> frozenset[str]:
    """Return what the body calls the honours that it gives in quotation marks: titles, prizes, what somebody is named."""
    flows = [flow.folded for flow in state.paragraphs if "“" in flow.text]
    found: set[str] = set()
    for sign, form in (("称号", QUOTED_HONOUR), ("为“", NAMED_AS), ("奖", PRIZE_QUOTED)):
        found.update(quote["name"] for words in flows if sign in words for quote in form.finditer(words))
    return frozenset(found | set(map(_alone, found)))


def honours_given(state: State) -> frozenset[str]:
    """Return what may be the name of an honour that the body gives: what it quotes, and each end of the words before 称号."""
    flows = (flow.folded for flow in state.paragraphs if "称号" in flow.text)
    titles = ((words, word.start()) for words in flows for word in TITLE_WORD.finditer(words))
    ends: set[str] = set()
    for words, end in islice(titles, _MOST):
        run = BEFORE_TITLE.search(words, max(0, end - _LONGEST_BARE), end)
        if run is not None:
            ends.update(words[begin:end] for begin in range(run.start(), end - _SHORTEST_BARE + 1))
    return state.given.union(ends)


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
    whose = WHOSE.match(name)
    rest = name[whose.end() :] if whose is not None else name
    return rest if len(rest) >= _SHORTEST else name
