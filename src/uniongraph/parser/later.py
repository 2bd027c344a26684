"""What a document does to awards that were given before: it revokes, corrects or confirms them, and gives none of them.

The awards concerned are read like any list, from the annex or the prose, and then stand in the act and not among the
tiers: nobody may take a name on such a list for a winner.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.model import Act, Change, Reading
from uniongraph.parser import acts, earlier
from uniongraph.parser.state import Flow, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.model import ActKind, Reference, Tier
    from uniongraph.parser.state import State

__all__ = ["read_acts"]

_BESIDE: Final[tuple[ActKind, ...]] = ("revocation", "confirmation")
_LONGEST_HEADING: Final = 1_000
"""No more of a line is a heading, should a whole document stand on it."""
_SAYS: Final[dict[ActKind, str]] = {
    "revocation": "an earlier award is revoked here; what is named is no award of this document",
    "correction": "an earlier document is corrected here; its own text stays as it was read",
    "confirmation": "an earlier award is confirmed here; it is not given anew",
}


def read_acts(state: State) -> None:
    """Read what the document does to earlier awards, and move the awards concerned out of the tiers."""
    _take_acts(state)
    if state.acts:
        target = _target(state)
        state.acts = tuple(replace(act, document=target) for act in state.acts)


def _take_acts(state: State) -> None:
    kinds = [_kind_of(tier, state) for tier in state.tiers]
    own = any(kinds)
    state.acts += tuple(
        _act(state, of_tier, (tier,), _words_near(tier, of_tier, state))
        for tier, of_tier in zip(state.tiers, kinds, strict=True)
        if of_tier is not None
    )
    if own:
        _leave_tiers(state, [index for index, of_tier in enumerate(kinds) if of_tier is None])
    kind = state.act
    if kind is None:
        state.acts += tuple(_done_beside(state, None)) if not own else ()
        return
    changes = tuple(_changes(state)) if kind == "correction" else ()
    listed = state.tiers or (_named_in_prose(state, kind) if kind != "correction" else ())
    state.tiers = ()
    state.examples = ()
    words = _words_in(state, kind)
    if words is not None and not own:
        state.acts += (replace(_act(state, kind, listed, words), changes=changes),)
        state.acts += tuple(_done_beside(state, kind)) if kind != "correction" else ()


def _leave_tiers(state: State, kept: list[int]) -> None:
    """Keep only these tiers, and point the examples of the body at where they stand then."""
    places = {old: new for new, old in enumerate(kept)}
    state.tiers = tuple(state.tiers[index] for index in kept)
    moved = []
    for example in state.examples:
        at = example.position
        position = (places[at[0]], *at[1:]) if at is not None and at[0] in places else None
        moved.append(replace(example, position=position))
    state.examples = tuple(moved)


def _act(state: State, kind: ActKind, listed: tuple[Tier, ...], words: Reading[str]) -> Act:
    state.find(kind, "warning" if kind != "confirmation" else "info", words.spans[0], _SAYS[kind])
    return Act(kind, words, tiers=listed)


def _done_beside(state: State, kind: ActKind | None) -> Iterator[Act]:
    """Yield what the prose decides on earlier awards beside what the document does (并决定撤销甲的“某某称号”)."""
    for other in _BESIDE:
        for flow in state.paragraphs if other != kind else ():
            for act, tier in earlier.named_in(state, flow, grammar.DECIDED[other]):
                yield _act(state, other, (tier,), flow.reading(act.begin, act.end, state.text))


def _named_in_prose(state: State, kind: ActKind) -> tuple[Tier, ...]:
    """Return the awards that the sentences of the act name; the title's where the prose names nobody."""
    for flows in (state.paragraphs, (_flow_of_subject(state),)):
        found = [
            each.tier for flow in flows for each in earlier.named_in(state, flow, grammar.LATER_ACTS[kind])
        ]
        if found:
            return tuple(found)
    return ()


def _target(state: State) -> Reference | None:
    """Return the cited document that gave the awards: the first whose title announces an honour, and no rule of how."""
    cited = (each for each in state.references if grammar.RULES_END.search(each.title.value) is None)
    return next((each for each in cited if acts.announces(each.title.value)), None)


def _kind_of(tier: Tier, state: State) -> ActKind | None:
    """Return the act that a tier's own heading states (三、撤销下列单位……称号; 继续保留称号的单位名单), if it states one."""
    heading = re.split("[。；，]", grammar.folded(_heading_of(tier, state)))[-1]
    return next((kind for kind in _BESIDE if grammar.LATER_ACTS[kind].search(heading)), None)


def _heading_of(tier: Tier, state: State) -> str:
    """Return what is printed of a tier's name and before it on its lines, without white space.

    The name of a grade may begin with its honour's, far above: what is listed between them is no heading. The document's
    own title says of no list what becomes of it.
    """
    title_end = state.title.spans[-1].end if state.title else 0
    words: list[str] = []
    end = 0
    for span in [span for span in tier.name.spans if span.begin >= title_end] or tier.name.spans:
        line = state.text.line_at(span.begin).span
        begin = max(line.begin, end, span.end - _LONGEST_HEADING)
        words += state.text.content[begin : span.end].split()
        end = span.end
    return "".join(words)


def _words_near(tier: Tier, kind: ActKind, state: State) -> Reading[str]:
    line = state.text.line_at(tier.name.spans[0].begin)
    piece = Piece(line.number, line.span, state.text.quote(line.span))
    match = grammar.LATER_ACTS[kind].search(grammar.folded(piece.text))
    part = piece.part(*match.span()) if match else piece
    return Reading(part.text, (part.span,))


def _words_in(state: State, kind: ActKind) -> Reading[str] | None:
    """Return the words by which the prose, or else the title, states the act."""
    for flow in state.paragraphs:
        match = grammar.LATER_ACTS[kind].search(_without_titles(flow.folded))
        if match is not None:
            return flow.reading(match.start(), match.end(), state.text)
    if state.title is None:
        return None
    flow = _flow_of_title(state)
    match = grammar.LATER_ACTS[kind].search(flow.folded)
    return flow.reading(match.start(), match.end(), state.text) if match else state.title


def _flow_of_title(state: State) -> Flow:
    return Flow.of(state.pieces_of(state.title)) if state.title else Flow.of(())


def _flow_of_subject(state: State) -> Flow:
    """Return the title from 关于 on, without who issues it."""
    pieces = state.pieces_of(state.title) if state.title else []
    for index, piece in enumerate(pieces):
        at = piece.text.find("关于")
        if at >= 0:
            return Flow.of([piece.part(at + 2, len(piece.text)), *pieces[index + 1 :]])
    return Flow.of(pieces)


def _without_titles(words: str) -> str:
    """Return words of the same length in which cited titles are blanked out: 《关于撤销…》 states nothing here."""
    return re.sub("《[^《》]*》", lambda cited: "\u3000" * len(cited[0]), words)


def _changes(state: State) -> Iterator[Change]:
    for flow in state.paragraphs:
        for match in grammar.CHANGE.finditer(flow.folded):
            yield Change(flow.group(match, "old", state.text), flow.group(match, "new", state.text))
