"""What a document does to awards that were given before: it revokes, corrects or confirms them, and gives none of them.

The awards concerned are read like any list, from the annex or the prose, and then stand in the act and not among the
tiers: nobody may take a name on such a list for a winner.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar import later
from uniongraph.model import Act, Change, Reading, Span
from uniongraph.parser import acts, earlier, headings
from uniongraph.parser.granted import is_granted
from uniongraph.parser.runs import Prose
from uniongraph.parser.sentences import numbered_name
from uniongraph.parser.state import Flow, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.model import ActKind, Reference, Tier
    from uniongraph.parser.state import State

__all__ = ["read_acts"]

_KINDS: Final[tuple[ActKind, ...]] = ("revocation", "confirmation")
_STOP: Final = re.compile("[。；]")
_REVIEWED_AGAIN = re.compile(later.REVIEWED_AGAIN)
_LONGEST_HEADING: Final = 1_000
"""No more of a line is a heading, should a whole document stand on it."""
_INFERRED: Final = 0.8
"""Confidence in an honour that is not named where the act is."""
_SAYS: Final[dict[ActKind, str]] = {
    "revocation": "an earlier award is revoked here; what is named is no award of this document",
    "correction": "an earlier document is corrected here; its own text stays as it was read",
    "confirmation": "an earlier award is confirmed here; it is not given anew",
}


_UNREAD: Final = "these words revoke an earlier honour, and no rule could read from them whose it was and what it is called"


def read_acts(state: State) -> None:
    """Read what the document does to earlier awards, and move the awards concerned out of the tiers."""
    _take_acts(state)
    _note_unread(state)
    if state.acts:
        target = _target(state)
        state.acts = tuple(replace(act, document=target) for act in state.acts)


def _take_acts(state: State) -> None:
    kinds = [_kind_of(tier, state) for tier in state.tiers]
    found: list[Act] = []
    for tier, of_tier in zip(state.tiers, kinds, strict=True):
        if of_tier is not None:
            words = _words_near(tier, of_tier, state)
            listed = replace(tier, name=_honour_of(state, tier, of_tier))
            found.append(_act(state, of_tier, (listed,), words))
    state.acts += tuple(found)
    own = {each for each in kinds if each is not None}
    if own:
        _leave_tiers(state, [index for index, of_tier in enumerate(kinds) if of_tier is None])
    if state.act is None:
        state.acts += (*_done_beside(state, own), *_corrected_beside(state))
    else:
        state.acts += tuple(_done_by_all(state, state.act, own))
        state.tiers = ()
        state.examples = ()


def _done_by_all(state: State, kind: ActKind, own: set[ActKind]) -> Iterator[Act]:
    """Yield what a document does that does nothing else; ``own`` are the acts whose lists were found by their headings."""
    listed = tuple(tier for tier in state.tiers if not is_granted(state, tier))
    if not listed and kind not in own and kind != "correction":
        listed = _named_in_prose(state, kind)
    listed = listed or state.tiers
    beside = tuple(_done_beside(state, {kind, *own})) if kind != "correction" else ()
    words = _words_in(state, kind)
    # a review that keeps nothing confirms nothing
    is_stated = not own and words is not None and not (beside and _is_of_title(state, words))
    if words is not None and (listed or is_stated):
        changes = tuple(_changes(state)) if kind == "correction" else ()
        yield replace(_act(state, kind, listed, words), changes=changes)
    yield from beside


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


def _done_beside(state: State, known: set[ActKind]) -> Iterator[Act]:
    """Yield what the prose decides on earlier awards beside what is known (并决定撤销甲的“某某称号”)."""
    titled = _titled(state, state.act) if state.act is not None else earlier.UNTITLED
    for other in _KINDS:
        for flow in state.paragraphs if other not in known else ():
            for act, tier in earlier.named_in(state, flow, later.BESIDE[other], beside=True, titled=titled):
                yield _act(state, other, (tier,), flow.reading(act.begin, act.end, state.text))


def _named_in_prose(state: State, kind: ActKind) -> tuple[Tier, ...]:
    """Return the awards that the sentences of the act name; the title's where the prose names nobody."""
    act = grammar.LATER_ACTS[kind]
    for flows, titled in (
        (state.paragraphs, _titled(state, kind)),
        ((_flow_of_subject(state),), earlier.UNTITLED),
    ):
        found = [each.tier for flow in flows for each in earlier.named_in(state, flow, act, titled=titled)]
        if found:
            return tuple(found)
    return ()


def _titled(state: State, kind: ActKind) -> earlier.Titled:
    """Return what the title says of the honour and of who holds it (关于撤销甲荣誉称号的决定)."""
    act, unnamed = grammar.LATER_ACTS[kind], earlier.Titled(Reading("", ()))
    said = next(earlier.named_in(state, _flow_of_subject(state), act, titled=unnamed), None)
    return earlier.Titled(_honour_of_title(state), tuple(said.tier.cases()) if said is not None else ())


def _honour_of_title(state: State) -> Reading[str] | None:
    """Return the one honour that the title quotes, or whose review it reports (“文明单位”复查结果)."""
    prose = Prose.of(_flow_of_subject(state))
    spans = [numbered_name(prose, quote, len(prose.plain)) for quote in prose.quotes]
    if not spans and (review := later.REVIEW_OF.match(prose.plain)) is not None:
        spans = [Span(*review.span("name"))] if headings.names_honour(review["name"]) else []
    if len(spans) != 1:
        return None
    return replace(prose.flow.reading(spans[0].begin, spans[0].end, state.text), confidence=_INFERRED)


def _target(state: State) -> Reference | None:
    """Return the cited document that gave the awards: the first whose title announces an honour, and no rule of how."""
    cited = (each for each in state.references if grammar.RULES_END.search(each.title.value) is None)
    return next((each for each in cited if acts.announces(each.title.value)), None)


def _kind_of(tier: Tier, state: State) -> ActKind | None:
    """Return the act that a tier's own heading states (三、撤销下列单位……称号; 继续保留称号的单位名单), if it states one."""
    heading = grammar.folded(_heading_of(tier, state))
    sentence = heading[max(heading.rfind("。"), heading.rfind("；")) + 1 :]
    clause = sentence.rpartition("，")[2]
    acts = grammar.LATER_ACTS if _REVIEWED_AGAIN.search(sentence) else later.STATED
    return next((kind for kind in _KINDS if acts[kind].search(clause)), None)


def _honour_of(state: State, tier: Tier, kind: ActKind) -> Reading[str]:
    """Return the honour that a list of the act is about, for a heading that says what is done (撤销“……”称号名单).

    Where the heading names none (撤销名单), it is the one that the prose names for that act.
    """
    prose = Prose.of(Flow.of(state.pieces_of(tier.name)))
    parts = later.ACT_HEADING.finditer(prose.plain)
    act = next((each for each in parts if each.start() == 0 or each.end() == len(prose.plain)), None)
    if act is None:
        return tier.name
    quote = prose.quotes[0] if len(prose.quotes) == 1 else None
    kept = Span(act.end(), len(prose.plain)) if act.start() == 0 else Span(0, act.start())
    if quote is not None:
        kept = numbered_name(prose, quote, len(prose.plain))
    if len(kept):
        return prose.flow.reading(kept.begin, kept.end, state.text)
    named = {
        name.value: name
        for flow in state.paragraphs
        for name in earlier.honours_in(state, flow, later.BESIDE[kind])
    }
    return replace(*named.values(), confidence=_INFERRED) if len(named) == 1 else tier.name


def _heading_of(tier: Tier, state: State) -> str:
    """Return what is printed of a tier's name and before it on its lines, without white space.

    The name of a grade may begin with its honour's, far above: what is listed between them is no heading. The document's
    own title says of no list what becomes of it.
    """
    title_end = state.title.spans[-1].end if state.title else 0
    words: list[str] = []
    end = 0
    for span in [span for span in tier.name.spans if span.begin >= title_end] or tier.name.spans:
        line = state.line_at(span.begin).span
        begin = max(line.begin, end, span.end - _LONGEST_HEADING)
        words += state.text.content[begin : span.end].split()
        end = span.end
    return "".join(words)


def _words_near(tier: Tier, kind: ActKind, state: State) -> Reading[str]:
    line = state.line_at(tier.name.spans[0].begin)
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


def _is_of_title(state: State, words: Reading[str]) -> bool:
    return state.title is not None and words.spans[0].begin < state.title.spans[-1].end


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
        for match in _in_order(later.CHANGE, later.MISPRINT, words=flow.folded):
            yield Change(flow.group(match, "old", state.text), flow.group(match, "new", state.text))


def _in_order(*patterns: re.Pattern[str], words: str) -> list[re.Match[str]]:
    return sorted((m for each in patterns for m in each.finditer(words)), key=lambda match: match.start())


def _note_unread(state: State) -> None:
    """Say of each sentence that takes an honour back, and of which nothing stands in an act, that it was not read."""
    tiers = [tier for act in state.acts if act.kind == "revocation" for tier in act.tiers]
    title_end = state.title.spans[-1].end if state.title else 0
    if any(tier.name.spans[0].begin < title_end for tier in tiers):
        return  # what the sentences leave to the title
    holders = (each.name for tier in tiers for case in tier.cases() for each in case.recipients)
    read = sorted(name.spans[0].begin for name in (*(tier.name for tier in tiers), *holders))
    for flow in state.paragraphs:
        if later.BESIDE["revocation"].search(flow.folded) is None:
            continue  # no verb of those that take back
        words, begin = _without_titles(flow.folded), 0
        for stop in (*_STOP.finditer(words), None):
            end = stop.end() if stop is not None else len(words)
            takes = later.TAKES_BACK.search(words, begin, end)
            if takes is not None and not _is_threat(words, begin, takes):
                spans = flow.spans(begin, end, state.text)
                is_read = bisect_left(read, spans[0].begin) < bisect_left(read, spans[-1].end)
                if not is_read and not (tiers and later.LISTS.search(words, begin, end)):
                    said = flow.spans(*takes.span(), state.text)[0]
                    state.find("unread-words", "warning", said, _UNREAD)
            begin = end


def _is_threat(words: str, begin: int, takes: re.Match[str]) -> bool:
    """Say whether an honour is not taken back by a sentence, but was once, or may be, or by what is said below."""
    told = later.TOLD.search(words, begin, takes.end()) or later.THREATENS.search(words, begin, takes.end())
    return told is not None or grammar.DATED.match(words, begin) is not None


def _corrected_beside(state: State) -> Iterator[Act]:
    """Yield what an award says besides of an earlier document, which it cites and corrects (同时，将《……》中“甲”更正为“乙”)."""
    if _target(state) is None:
        return
    for flow in state.paragraphs:
        words, begin = flow.folded, 0
        for end in (*(mark.end() for mark in _STOP.finditer(words)), len(words)):
            told, begin = words[begin:end], end
            says = later.CHANGES_OTHER.search(told) if grammar.CITED.search(told) else None
            changes = _in_order(later.CHANGE, later.MISPRINT, words=told) if says is not None else ()
            if says is not None and changes:
                at = end - len(told)
                read = [
                    Change(
                        *(
                            flow.reading(at + each.start(n), at + each.end(n), state.text)
                            for n in ("old", "new")
                        )
                    )
                    for each in changes
                ]
                said = flow.reading(at + says.start(), at + says.end(), state.text)
                yield replace(_act(state, "correction", (), said), changes=tuple(read))
