"""From a Text to a Decision, by a list of named rules.

Each rule sees the lines that no rule before it has claimed; it claims what it reads and adds values or findings
to the state. The last rule turns every line that nobody claimed into a finding, so nothing is ever dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import divisions
from uniongraph.parser import (
    addressees,
    annex,
    authors,
    body,
    checks,
    closing,
    cutting,
    examples,
    furniture,
    granted,
    header,
    issuers,
    joining,
    later,
    leads,
    missing,
    script,
    seams,
    tiers,
    totals,
)
from uniongraph.parser.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from uniongraph.divisions import Gazetteer
    from uniongraph.model import Decision, Text

__all__ = ["RULES", "parse"]

RULES: Final[tuple[Callable[[State], None], ...]] = (
    cutting.cut_long_lines,
    header.skip_blank_lines,
    header.skip_page_numbers,
    header.skip_drawn_lines,
    header.skip_handling,
    header.read_number,
    header.skip_serials,
    furniture.skip_furniture,
    issuers.read_masthead,
    header.read_title,
    issuers.read_letterhead,
    furniture.skip_running_headers,
    header.read_adoption,
    addressees.read_addressees,
    annex.find_annexes,
    seams.find_seams,
    closing.read_note,
    closing.read_annex_reference,
    closing.read_tail,
    closing.read_signature,
    furniture.read_issuer,
    leads.read_led,
    body.read_paragraphs,
    body.decide_whether_award,
    body.read_citations,
    body.read_applications,
    body.read_channels,
    body.read_stages,
    body.read_criteria,
    annex.read_annex_titles,
    annex.skip_remarks,
    annex.skip_deeds,
    granted.find_listed,
    tiers.read_outline,
    granted.read_granted,
    annex.read_edition,
    examples.read_examples,
    totals.read_declared,
    later.read_acts,
    checks.check_frame,
    checks.check_counts,
    checks.check_end,
    checks.check_tier_names,
    checks.check_recipients,
    authors.doubt_words,
    checks.check_characters,
    checks.check_ordinals,
    checks.report_unread_lines,
    missing.check_lists,
)
"""The order is the order of understanding: frame first, then prose, then lists, then what does not fit."""


def parse(text: Text, *, gazetteer: Gazetteer | None = None) -> Decision:
    """Return all that can be read from a text, with a finding for everything that cannot.

    Never raises for a text: one that confers nothing comes back with ``reason`` set. ``gazetteer`` is the
    shipped one unless another is given. Takes time linear in the length of the text.
    """
    simplified = script.in_simplified(text)
    decision = _read(simplified, gazetteer or divisions.shipped())
    return decision if simplified is text else script.as_printed(decision, text)


def _read(text: Text, gazetteer: Gazetteer) -> Decision:
    """Return what the rules read: where the ends of pages part names, from the text in which their halves are joined."""
    state = State.of(text, gazetteer)
    _follow(state, RULES)
    printed = state.decision()
    if not state.seams:
        return printed
    joined = State.of(joining.without(text, state.seams), gazetteer)
    _follow(joined, [rule for rule in RULES if rule is not seams.find_seams])
    return joining.led_back(joined.decision(), text, state.seams, printed.findings)


def _follow(state: State, rules: Iterable[Callable[[State], None]]) -> None:
    """Let one rule after another read, up to one that leaves nothing to the others."""
    for rule in rules:
        rule(state)
        if state.seams or (state.reason is not None and state.act is None):
            break
