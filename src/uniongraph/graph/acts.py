"""What a later document does to awards given before: it revokes (撤销), corrects (更正) or confirms (继续保留) them.

All of it is a statement of the later document, in its own graph: the graph of the earlier one stays as it was read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.graph.document import cited_document
from uniongraph.graph.parties import name_party, party
from uniongraph.graph.sheet import Sheet, plain
from uniongraph.iris import written
from uniongraph.model import Reading, Span

if TYPE_CHECKING:
    from uniongraph.model import Act, Case, Change, Reference, Text, Tier
    from uniongraph.terms import Node

__all__ = ["describe_acts"]

_CLASSES: Final = {
    "revocation": "ug:Revocation",
    "correction": "ug:Rectification",
    "confirmation": "ug:Confirmation",
}
_FAR: Final = 300
"""How many characters around a cited title its clause may take."""
_CLAUSE_END: Final = re.compile(r"[，。；：！]|\n\s*\n")
_NUMBER: Final = "(?:[（〔［][^（）]{1,40}[）〕］])?"
_AND: Final = "(?:以?及|[和与、])"
_BEFORE_TITLE: Final = re.compile(
    rf"(?<![不未予])(?:{grammar.REVOKES})原?(?:[^《》]{{0,40}}(?:印发|下发|制发|发布|公布|颁布|作出)的)?"
    rf"(?:《[^《》]*》{_NUMBER}{_AND})*《$"
)
"""决定撤销《…》, 废止2021年3月印发的《…》和《…》: the cited document is what is taken back."""
_TITLE_END: Final = re.compile(f"》?{_NUMBER}")
_OTHERS: Final = f"(?:{_AND}《[^《》]*》{_NUMBER})*"
_AFTER_TITLE: Final = re.compile(
    rf"{_OTHERS}(?:自[^自起]{{1,16}}起|从?即日起|同时|一并|即行|立即|现|依法|全部|整体|决定|予以|给予|作)*(?:{grammar.REVOKES})(?:处理)?"
)
"""对《…》予以撤销, 《…》同时废止: behind the title and its number, and nothing of the document is named."""
_ONLY_OTHERS: Final = re.compile(_OTHERS)


def describe_acts(sheet: Sheet) -> None:
    """State each act: one thing for each award it lists, one for each change it makes, one for an act that does neither."""
    for number, act in enumerate(sheet.decision.acts, start=1):
        path = f"later-act/{sheet.slug}/{number}"
        for t, tier in enumerate(act.tiers, start=1):
            for c, category in enumerate(tier.categories, start=1):
                for k, case in enumerate(category.cases, start=1):
                    _describe_entry(sheet, act, f"{path}/{t}-{c}-{k}", (tier, case))
        for k, change in enumerate(act.changes, start=1):
            _describe_change(sheet, act, f"{path}/change-{k}", change)
        if not act.changes and not any(True for tier in act.tiers for _ in tier.cases()):
            _describe_whole(sheet, act, path)


def _describe_whole(sheet: Sheet, act: Act, path: str) -> None:
    """State an act that lists nobody: for each document that it takes back as a whole, else once."""
    cited = sheet.decision.references if act.kind == "revocation" else ()
    taken = [each for each in cited if _takes_back(sheet.decision.text, each)]
    for number, document in enumerate(taken or [act.document], start=1):
        of = path if number == 1 else f"{path}/document-{number}"
        iri = _describe_act(sheet, replace(act, document=document), of, act.words)
        if taken and document is not None:
            _state_document(sheet, iri, "ug:revokesDocument", document)
        for tier in act.tiers:  # an honour is named, and nobody who has it
            _state(sheet, iri, "ug:concernsHonour", tier.name)


def _describe_act(sheet: Sheet, act: Act, path: str, named: Reading[object]) -> Node:
    """State that there is an act of a kind, in this document, on the document it names; ``named`` is where it stands."""
    iri = sheet.minter.thing(path)
    sheet.say(iri, "rdf:type", written("ug:LaterAct"))
    sheet.say(iri, "rdf:type", written(_CLASSES[act.kind]))
    sheet.say(iri, "ug:decidedIn", sheet.document)
    sheet.mention(iri, named)
    sheet.mention(iri, act.words, states="rdf:type")
    if act.document is not None:
        _state_document(sheet, iri, "ug:concernsDocument", act.document)
    return iri


def _state_document(sheet: Sheet, act: Node, predicate: str, reference: Reference) -> None:
    cited = cited_document(sheet, reference)
    if cited != sheet.document:
        sheet.say(act, predicate, cited)
        sheet.mention(act, reference.title, states=predicate)


def _takes_back(text: Text, cited: Reference) -> bool:
    """Say whether the clause that cites a document takes back just that, the whole of it, and nothing that it says.

    撤销《…》中张三的称号, and what is done on the basis of a document, leave the document as it is.
    """
    spans = cited.title.spans
    before = grammar.folded(text.content[max(spans[0].begin - _FAR, 0) : spans[0].begin])
    after = grammar.folded(text.content[spans[-1].end : spans[-1].end + _FAR])
    before = "".join(_CLAUSE_END.split(before)[-1].split())
    after = "".join(_CLAUSE_END.split(after, maxsplit=1)[0].split())
    end = _TITLE_END.match(after)
    after = after[end.end() :] if end else after
    if _BEFORE_TITLE.search(before):
        return _ONLY_OTHERS.fullmatch(after) is not None
    return _AFTER_TITLE.fullmatch(after) is not None


def _describe_entry(sheet: Sheet, act: Act, path: str, entry: tuple[Tier, Case]) -> None:
    tier, case = entry
    iri = _describe_act(sheet, act, path, _whole(case) or act.words)
    _state(sheet, iri, "ug:concernsHonour", tier.name)
    if case.title is not None:
        _state(sheet, iri, "ug:concernsTitle", case.title)
    for recipient in case.recipients:
        name_party(sheet, recipient)
        sheet.say(iri, "ug:concernsRecipient", party(sheet, recipient))
        sheet.mention(iri, recipient.name, states="ug:concernsRecipient")


def _whole(case: Case) -> Reading[None] | None:
    """Return the whole printed entry, or None where nothing of it is."""
    read = [each for each in (case.ordinal, case.title, *(r.name for r in case.recipients)) if each]
    spans = [span for reading in read for span in reading.spans]
    if not spans:
        return None
    return Reading(None, (Span(min(span.begin for span in spans), max(span.end for span in spans)),))


def _state(sheet: Sheet, act: Node, predicate: str, reading: Reading[str]) -> None:
    if reading.spans and reading.value:
        sheet.say(act, predicate, sheet.chinese(reading.value))
        sheet.mention(act, reading, states=predicate)


def _describe_change(sheet: Sheet, act: Act, path: str, change: Change) -> None:
    iri = _describe_act(sheet, act, path, change.printed)
    sheet.say(iri, "ug:replacedText", plain(change.printed.value))
    sheet.mention(iri, change.printed, states="ug:replacedText")
    if change.corrected is not None and change.corrected.value != change.printed.value:
        sheet.say(iri, "ug:replacementText", plain(change.corrected.value))
        sheet.mention(iri, change.corrected, states="ug:replacementText")
