"""What a document does to awards that were given before: it revokes, corrects or confirms them, and gives none of them.

The awards concerned are read like any list, from the annex or the prose, and then stand in the act and not among the
tiers: nobody may take a name on such a list for a winner.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.model import Act, Case, Category, Change, Count, Reading, Recipient, Span, Tier
from uniongraph.parser import acts, parties
from uniongraph.parser.runs import PERSON_UNITS, Prose, read_run
from uniongraph.parser.state import Flow, Piece
from uniongraph.parser.tiers import kind_of_tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.model import ActKind, Reference
    from uniongraph.parser.state import State

__all__ = ["read_acts"]

_WORDS: Final[dict[ActKind, re.Pattern[str]]] = {
    "revocation": re.compile("撤销|撤回|取消|收回"),
    "correction": re.compile("更正|勘误|有误"),
    "confirmation": re.compile("继续保留|予以保留|保留|复查合格|重新确认|继续有效|确认"),
}
_SAYS: Final[dict[ActKind, str]] = {
    "revocation": "an earlier award is revoked here; what is named is no award of this document",
    "correction": "an earlier document is corrected here; its own text stays as it was read",
    "confirmation": "an earlier award is confirmed here; it is not given anew",
}
_CHANGE: Final = re.compile(
    "[“「](?P<old>[^“”「」]{1,80})[”」][^“”「」，。；]{0,16}?(?:更正|改正|修改|订正|改|应)(?:为|成|作)?[“「](?P<new>[^“”「」]{1,80})[”」]"
)
"""将“甲”更正为“乙”, “甲”应为“乙”."""
_QUOTED: Final = re.compile("[“「](?P<words>[^“”「」]{2,80})[”」]")
_HONOUR: Final = re.compile("奖$|奖[项章状]$|称号$")
_IS_HONOUR: Final = re.compile("^(?:荣誉)?(?:称号|奖|资格)|^获?奖")
_PARTIES: Final = re.compile(
    "(?P<names>[^，。；：“”「」]{4,400}?)(?:等(?P<number>\\d{1,5}|[一二三四五六七八九十百]{1,6})(?P<unit>个|家|名|位|人)[^，。；：“”的]{0,8})?的?$"
)
_LEAD: Final = re.compile(
    f"^.*?(?:撤销|取消|收回|继续保留|保留|授予|(?<![{grammar.HAN}])(?:对|将|给予|关于))(?:其|了|原)?"
    "|^.*?\u3000(?!\u3000)(?:[（(][^（()）]{5,60}[）)])?中?"
)
"""What stands before the names: the act, or the earlier document, blanked out, with its number.

Brackets and 对 within a name are no lead ((集团)有限公司, 对外贸易局).
"""
_REACH: Final = 420
_DECIDED: Final = re.compile(
    "决定(?P<act>撤销|取消|收回)[^。；“”「」]{0,60}[“「](?P<honour>[^“”「」]{2,60})[”」](?:荣誉)?(?:称号|奖|资格)"
)
"""决定撤销甲的“某某称号”: decided, and not only threatened."""


def read_acts(state: State) -> None:
    """Read what the document does to earlier awards, and move the awards concerned out of the tiers."""
    kinds = [_kind_of(tier, state) for tier in state.tiers]
    own = any(kinds)
    for tier, of_tier in zip(state.tiers, kinds, strict=True):
        if of_tier is not None:
            state.acts += (_act(state, of_tier, (tier,), _words_near(tier, of_tier, state)),)
    if own:
        _leave_tiers(state, [index for index, of_tier in enumerate(kinds) if of_tier is None])
    if state.act is None:
        state.acts += tuple(_revoked_beside(state)) if not own else ()
        return
    kind = state.act
    changes = tuple(_changes(state)) if kind == "correction" else ()
    listed = state.tiers or (tuple(_named_in_prose(state, kind)) if kind != "correction" else ())
    state.tiers = ()
    state.examples = ()
    words = _words_in(state, kind)
    if words is not None and not own:
        state.acts += (replace(_act(state, kind, listed, words), changes=changes),)


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
    return Act(kind, words, _target(state), listed)


def _revoked_beside(state: State) -> Iterator[Act]:
    """Yield the revocations that the prose decides beside what it confers (并决定撤销甲的“某某称号”)."""
    for flow in state.paragraphs:
        words = _without_titles(flow.text)
        for match in _DECIDED.finditer(words):
            honour = flow.group(match, "honour", state.text)
            recipients, declared = _recipients(state, flow, match.start("act"), match.start("honour") - 1)
            tier = _tier(honour, declared, recipients)
            yield _act(state, "revocation", (tier,), flow.group(match, "act", state.text))


def _target(state: State) -> Reference | None:
    """Return the cited document that gave the awards: the first whose title announces an honour."""
    return next((each for each in state.references if acts.announces(each.title.value)), None)


def _kind_of(tier: Tier, state: State) -> ActKind | None:
    """Return the act that a tier's own heading states (三、撤销下列单位……称号), if it states one."""
    line = state.text.line_at(tier.name.spans[0].begin).span
    heading = "".join(state.text.content[line.begin : tier.name.spans[0].begin].split())
    heading = re.split("[。；;]", heading)[-1]
    if re.search("撤销|取消|收回", heading):
        return "revocation"
    return "confirmation" if re.search("继续保留|保留|确认", heading) else None


def _words_near(tier: Tier, kind: ActKind, state: State) -> Reading[str]:
    line = state.text.line_at(tier.name.spans[0].begin)
    piece = Piece(line.number, line.span, state.text.quote(line.span))
    match = _WORDS[kind].search(piece.text)
    part = piece.part(*match.span()) if match else piece
    return Reading(part.text, (part.span,))


def _words_in(state: State, kind: ActKind) -> Reading[str] | None:
    """Return the words by which the prose, or else the title, states the act."""
    for flow in state.paragraphs:
        match = _WORDS[kind].search(_without_titles(flow.text))
        if match is not None:
            return flow.reading(match.start(), match.end(), state.text)
    if state.title is None:
        return None
    flow = _flow_of_title(state)
    match = _WORDS[kind].search(flow.text)
    return flow.reading(match.start(), match.end(), state.text) if match else state.title


def _flow_of_title(state: State) -> Flow:
    return Flow.of(state.pieces_of(state.title)) if state.title else Flow.of(())


def _without_titles(words: str) -> str:
    """Return words of the same length in which cited titles are blanked out: 《关于撤销…》 states nothing here."""
    return re.sub("《[^《》]*》", lambda cited: "\u3000" * len(cited[0]), words)


def _changes(state: State) -> Iterator[Change]:
    for flow in state.paragraphs:
        for match in _CHANGE.finditer(flow.text):
            yield Change(flow.group(match, "old", state.text), flow.group(match, "new", state.text))


# ---------------------------------------------------------------------------------------------- awards in the prose


def _named_in_prose(state: State, kind: ActKind) -> Iterator[Tier]:
    """Yield the awards that the sentence of the act names: who, for what, which honour."""
    flows = [*state.paragraphs, _flow_of_title(state)]
    for flow in flows:
        found = _award_in(state, flow, kind)
        if found is not None:
            yield found
            return


def _award_in(state: State, flow: Flow, kind: ActKind) -> Tier | None:
    words = _without_titles(flow.text)
    act = _WORDS[kind].search(words)
    if act is None:
        return None
    end = next(
        (i for i in range(act.end(), min(len(words), act.end() + _REACH)) if words[i] in "。；"), len(words)
    )
    quotes = list(_QUOTED.finditer(words, act.start(), end))
    honour = next(
        (q for q in reversed(quotes) if _HONOUR.search(q["words"]) or _IS_HONOUR.match(words[q.end() :])),
        None,
    )
    if honour is None:
        return None
    title = next((q for q in reversed(quotes) if q.end() < honour.start()), None)
    stop = (title or honour).start()
    recipients, declared = _recipients(state, flow, act.end(), stop)
    if not recipients:
        return None
    named = flow.group(title, "words", state.text) if title else None
    return _tier(flow.group(honour, "words", state.text), declared, recipients, named)


def _tier(
    honour: Reading[str],
    declared: Reading[Count] | None,
    recipients: tuple[Recipient, ...],
    title: Reading[str] | None = None,
) -> Tier:
    """Return awards named in prose in the shape of a list: one case with its title, or one for each recipient."""
    cases = (
        (Case(None, title, recipients),)
        if title is not None
        else tuple(Case(None, None, (recipient,)) for recipient in recipients)
    )
    groups = (Category(None, None, cases),) if cases else ()
    return Tier(None, honour, kind_of_tier(honour.value), declared, groups)


def _recipients(
    state: State, flow: Flow, begin: int, end: int
) -> tuple[tuple[Recipient, ...], Reading[Count] | None]:
    """Return who is named between the act and the honour, and how many the sentence says they are."""
    words = _without_titles(flow.text)[begin:end]
    lead = _LEAD.match(words)
    begin += lead.end() if lead else 0
    words = words[lead.end() :] if lead else words
    match = _PARTIES.search(words)
    if match is None:
        return (), None
    run = Span(begin + match.start("names"), begin + match.end("names"))
    read = read_run(state, Prose.of(flow), run, of_persons=match["unit"] in PERSON_UNITS)
    named = (recipient for case in (read.cases if read else ()) for recipient in case.recipients)
    recipients = tuple(each for each in named if each.name.confidence > parties.UNSURE)
    number = grammar.number_of(match["number"]) if match["number"] else None
    if number is None:
        return recipients, None
    spans = flow.spans(begin + match.start("number"), begin + match.end("unit"), state.text)
    return recipients, Reading(Count(number, match["unit"]), spans)
