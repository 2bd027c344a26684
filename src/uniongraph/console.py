"""How things look on a terminal: findings as a compiler gives them, a decision in outline, tables, steps of a build."""

from __future__ import annotations

import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.model import Act, Decision, Finding, Recipient, Text, Tier, Violation
    from uniongraph.queries import Query

__all__ = ["finding_lines", "flat", "outline_lines", "query_lines", "table_text", "violation_lines", "width"]

_BEFORE, _MARKED, _AFTER = 24, 60, 36
"""How many characters of a long line are shown: before the ones a finding is about, of them, and after."""
_GAP, _NARROWEST = 2, 4
"""Columns of a table are this far apart, and are never folded below this width."""


def width(words: str) -> int:
    """Return how many columns some words take on a terminal: Chinese characters take two, accents none."""
    return sum(_columns(character) for character in words)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def finding_lines(finding: Finding, text: Text) -> Iterator[str]:
    """Yield a finding as three lines: place and message, the quoted line, and a caret under the characters."""
    number, column = text.position(finding.span.begin)
    yield flat(f"{text.name}:{number}:{column}: {finding.severity}: {finding.message} [{finding.code}]")
    line = text.line_at(finding.span.begin).span
    first = finding.span.begin
    last = min(finding.span.end, line.end, first + _MARKED)
    begin = max(line.begin, first - _BEFORE)
    end = min(line.end, max(first, last) + _AFTER)
    head = "…" if begin > line.begin else ""
    tail = "…" if end < line.end else ""
    gutter = " " * len(str(number))
    yield f" {number} | {head}{flat(text.content[begin:end])}{tail}"
    indent = width(head + flat(text.content[begin:first]))
    yield f" {gutter} | {' ' * indent}{'^' * max(width(flat(text.content[first:last])), 1)}"


def flat(words: str) -> str:
    """Return words that keep to one line and send nothing to the terminal but characters."""
    return "".join(c if c.isprintable() else " " for c in words)


def outline_lines(decision: Decision) -> Iterator[str]:
    """Yield a decision as a person would outline it: the frame, then tiers, categories, cases, recipients."""
    number = str(decision.number.value) if decision.number else "no document number"
    yield flat(f"{number}  {decision.title.value if decision.title else 'no title'}")
    issuers = "、".join(issuer.value for issuer in decision.issuers) or "no issuer printed"
    date = decision.date.value.isoformat() if decision.date else "no date printed"
    yield flat(f"  {issuers}  {date}")
    for tier in decision.tiers:
        yield from _tier_lines(tier)
    for act in decision.acts:
        yield from _act_lines(act)


def _tier_lines(tier: Tier) -> Iterator[str]:
    yield flat(f"  {_ordinal(tier.ordinal)}{tier.name.value}{_declared(tier)}")
    for category in tier.categories:
        if category.name is not None:
            yield flat(f"    {_ordinal(category.ordinal)}{category.name.value}")
        for case in category.cases:
            names = "；".join(map(_party, case.recipients))
            said = f"（{'，'.join(note.value for note in case.notes)}）" if case.notes else ""
            title = "" if category.is_case or case.title is None else f"{case.title.value}{said} — "
            yield flat(f"      {_ordinal(case.ordinal)}{title}{names}")


def _party(recipient: Recipient) -> str:
    """Return a recipient as a person would note it: 王晓明（女，某某公司，工程师）, or the name of a body alone."""
    said = (
        recipient.gender,
        recipient.ethnicity,
        recipient.posthumous,
        recipient.affiliation,
        recipient.post,
    )
    words = [each.value for each in (*said, *recipient.notes) if each is not None]
    return f"{recipient.name.value}（{'，'.join(words)}）" if words else recipient.name.value


def _act_lines(act: Act) -> Iterator[str]:
    """Yield what a document does to an earlier one: the act, what it is about, each change, the awards concerned."""
    number = act.document.number if act.document else None
    about = [f"《{act.document.title.value}》" if act.document else "", str(number.value) if number else ""]
    yield flat(f"  {act.kind} {''.join(about)}".rstrip())
    for change in act.changes:
        corrected = change.corrected.value if change.corrected else ""
        yield flat(f"    {change.printed.value} → {corrected}")
    for tier in act.tiers:
        for line in _tier_lines(tier):
            yield f"  {line}"


def _declared(tier: Tier) -> str:
    if tier.declared is None:
        return ""
    count = tier.declared.value
    return f"  (declares {count.number} {count.unit})" if count.unit else f"  (declares {count.number})"


def _ordinal(ordinal: object) -> str:
    value = getattr(ordinal, "value", None)
    return "" if value is None else f"{value} "


def query_lines(query: Query) -> Iterator[str]:
    """Yield a prepared query as a list shows it: name, summary in both languages, each parameter with an example and its default."""
    yield query.name
    yield f"    {query.summary['zh']}  {query.summary['en']}"
    for each in query.parameters:
        of = f" of {each.scheme}" if each.scheme else ""
        held = ", required" if each.required else f", default {each.default}" if each.default else ""
        yield f"    -p {each.name}={each.example}  ({each.type}{of}{held})  {each.summary['en']}"


def violation_lines(violations: Sequence[Violation]) -> Iterator[str]:
    """Yield each broken shape with the thing that breaks it and the sentence of the source."""
    for violation in violations:
        yield flat(violation.focus)
        yield flat(f"  breaks {violation.shape.rpartition('#')[2]}: {violation.message}")
        if violation.quote is not None:
            yield flat(f"  {violation.where or 'source'}: {violation.quote}")


def table_text(header: Sequence[str], rows: Sequence[Sequence[str]], *, columns: int) -> str:
    """Return rows under a header in aligned columns, long cells folded so that a line fits in ``columns``.

    Rich would do it, and takes longer to import than the query to answer.
    """
    cells = [[flat(cell) for cell in row] for row in (header, *rows)]
    widths = _fitted([max(map(width, column)) for column in zip(*cells, strict=True)], columns)
    lines = [line for row in cells for line in _row(row, widths)]
    rule = "  ".join("─" * each for each in widths)
    under_header = len(_row(cells[0], widths))
    return "\n".join([*lines[:under_header], rule, *lines[under_header:], ""])


def _fitted(widths: list[int], columns: int) -> list[int]:
    """Return widths that fit side by side, taken from the widest first, none narrower than it needs be."""
    fitted = list(widths)
    while sum(fitted) + _GAP * (len(fitted) - 1) > columns and max(fitted, default=0) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    folded = [_folded(cell, limit) for cell, limit in zip(cells, widths, strict=True)]
    lines = zip_longest(*folded, fillvalue="")
    pad = " " * _GAP
    return [
        pad.join(
            part + " " * (limit - width(part)) for part, limit in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]


def _folded(cell: str, limit: int) -> list[str]:
    """Return a cell in pieces of at most so many columns."""
    pieces = [""]
    taken = 0
    for character in cell:
        wide = width(character)
        if taken + wide > limit and pieces[-1]:
            pieces.append("")
            taken = 0
        pieces[-1] += character
        taken += wide
    return pieces
