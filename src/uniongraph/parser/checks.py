"""What a careful reader would remark once everything is read: each remark a finding, each of them true."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from dataclasses import replace
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.grammar.tables import PRINCIPAL
from uniongraph.model import Category, Recipient, Span, Tier
from uniongraph.parser import body, columns, granted, growth, headings, parties
from uniongraph.parser.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.state import Piece

__all__ = [
    "check_characters",
    "check_counts",
    "check_end",
    "check_frame",
    "check_ordinals",
    "check_recipients",
    "check_tier_names",
    "counts_of",
    "is_short",
    "report_unread_lines",
]

_UNION_SHARE = 0.9
"""Where this share of the recipients are unions by name, one that is not stands out."""
_ODD = 0.8
"""Confidence in a recipient that stands out."""
_LONGEST_LABEL = 8
_NO_LABEL = re.compile(f"“[^“”]*”|《[^《》]*》|[（(](?!项目)(?:{PRINCIPAL.pattern})[:：][^（()）]*[)）]")
"""What a name may hold a colon in: a motto in quotation marks, and who answers for a body, in brackets behind it."""
_SMALL_LATIN = re.compile("[a-z]")
_NAMES_PART = re.compile(r"[\s、，；。]+")
_BEHIND = frozenset(
    {"read_note", "read_signature", "read_tail", "skip_deeds", "skip_furniture", "skip_remarks"}
)
"""The rules that read what stands below a whole list, or below all of a document."""
_BEGIN = attrgetter("span.begin")
_bounds = attrgetter("begin", "end")


def check_frame(state: State) -> None:
    """Say what the frame of the document lacks: nothing is invented for it."""
    title = state.title.spans[0] if state.title else Span(0, 0)
    if state.date is None and not any(finding.code == "suspect-date" for finding in state.findings):
        state.find(
            "missing-date", "warning", title, "no date of signature (成文日期) is printed; none is asserted"
        )
    if not state.addressees:
        state.find("missing-addressee", "info", title, "no addressee (主送机关) is printed")
    if state.number is None:
        state.find("missing-number", "warning", title, "no document number (发文字号) is printed")
    if not state.issuers:
        state.find("missing-issuer", "warning", title, "no issuing body (发文机关) is printed")
    joint = state.joint
    if joint is not None and joint.value.number != len(state.issuers):
        message = (
            f"the title counts {joint.value.number} who issue this together; {len(state.issuers)} are named"
        )
        state.find("signature-mismatch", "warning", joint.spans[0], message)


def counts_of(tier: Tier) -> dict[str, int]:
    """Return how many categories and cases a tier really lists: {"category": n, "case": m}."""
    named = sum(category.name is not None for category in tier.categories)
    return {"category": named, "case": headings.number_listed(tier.declared, tier.cases())}


def check_counts(state: State) -> None:
    """Compare each declared number with what the list holds, unit by unit; repair nothing."""
    noted = sorted({_bounds(each.span) for each in state.findings if each.code == "open-list"})
    reach = list(accumulate((end for _, end in noted), max))
    for tier in state.tiers:
        counted = counts_of(tier)
        if not counted["case"]:
            vacant = tier.declared is not None and tier.declared.value.number == 0
            message = "no entry could be read below this heading"
            state.find("empty-tier", "info" if vacant else "error", tier.name.spans[-1], message)
        if tier.declared is None or tier.declared.value.number == counted["case"]:
            continue
        if tier.declared.spans[0] in state.lacking:
            continue
        declared, printed = tier.declared.value.number, _printed(tier)
        span = tier.declared.spans[0]
        begun = bisect_left(noted, (span.begin + 1,))
        if begun and span.end <= reach[begun - 1]:
            continue
        if counted["category"] and declared == counted["category"]:
            message = (
                f"declares {printed}: that is the number of its categories; it lists {counted['case']} cases"
            )
        else:
            categories = f" in {counted['category']} categories" if counted["category"] else ""
            message = (
                f"declares {printed}; what could be read below it is {counted['case']} cases{categories}"
            )
        state.find("declared-count-mismatch", "warning", span, message)


def _printed(tier: Tier) -> str:
    declared = tier.declared.value if tier.declared else None
    return f"{declared.number} {declared.unit or ''}".strip() if declared else ""


def check_end(state: State) -> None:
    """Say where a list is missing, or seems to be cut off: by what is announced, declared or begun and not there."""
    if state.acts:
        return
    listed = tuple(tier for tier in state.tiers if not granted.is_granted(state, tier))
    if not listed and state.deeds.issuperset(state.annex_starts):
        if not state.tiers or _wants_list(state):
            _note_no_list(state)
        return
    _note_left_open(state, listed)
    message = _cut_off(state, listed)
    if message is not None:
        end = len(state.text.content)
        state.find("annex-incomplete", "error", Span(end - 1, end), message)


def _note_left_open(state: State, listed: Sequence[Tier]) -> None:
    """Say of each honour whose winners the body leaves to a list that no list of the document is of it."""
    begin = min((tier.name.spans[0].begin for tier in listed), default=0)
    for each in [each for each in state.findings if each.code == "open-list" and each.span.begin < begin]:
        message = "the body leaves these winners to a list, and none was read as the list of their honour"
        state.find("annex-incomplete", "error", each.span, message)


def _wants_list(state: State) -> bool:
    """Say whether honours that the body gives need a list besides: one is left open, or the text breaks off."""
    if any(finding.code == "open-list" for finding in state.findings):
        return bool(state.annex_references) or state.date is None
    last = state.paragraphs[-1].text if state.paragraphs else ""
    return state.date is None and not grammar.PARAGRAPH_END.search(last)


def _note_no_list(state: State) -> None:
    where = state.annex_references[0] if state.annex_references else state.title
    span = where.spans[0] if where else Span(0, 0)
    if state.annex_references:
        state.find("annex-missing", "error", span, "the text refers to a list that it does not hold")
    else:
        state.find(
            "annex-missing", "error", span, "the text confers an honour but no list of winners could be read"
        )


def _cut_off(state: State, listed: tuple[Tier, ...]) -> str | None:
    """Return what tells that the last list is not whole, or None."""
    if not listed:
        return "no entry could be read below the head of the annex; it may be cut off"
    last = max(listed, key=_reach)
    if not _goes_on(state):
        counted = counts_of(last)
        declared = last.declared.value.number if last.declared else None
        if not counted["case"] and declared != 0:
            return f"no entry could be read below the heading {last.name.value}; the text may be cut off"
        if declared is not None and is_short(last, declared, counted) and not _lacks_above(state, last):
            return f"fewer than the declared {_printed(last)} could be read; the text may be cut off"
    honours = {example.honour.value for example in state.examples}
    begin = min(tier.name.spans[0].begin for tier in listed)
    is_open = any(each.code == "open-list" and each.span.begin < begin for each in state.findings)
    if len(honours) > len(listed) and (is_open or any(each.position is None for each in state.examples)):
        return f"the body names {len(honours)} honours and the annex has {len(listed)}; it may be cut off"
    if _ends_in_ordinal(state):
        return "the text ends in an ordinal with nothing after it; it may be cut off"
    return "the text ends within a name; it may be cut off" if _ends_within_name(state) else None


def _goes_on(state: State) -> bool:
    """Say whether something stands behind the lists that ends a document (附注, 署名, 版记), or what a page prints below it."""
    last = max((number for number, rule in state.claims.items() if rule == growth.grow.__name__), default=0)
    return any(rule in _BEHIND and number > last for number, rule in state.claims.items())


def _lacks_above(state: State, tier: Tier) -> bool:
    """Say whether what a tier lacks is lacking below headings within it whose numbers tell so, and not below the last of them."""
    begin, end = tier.name.spans[0].begin, _reach(tier)
    own = tier.declared.spans if tier.declared else ()
    within = [span for span in sorted(state.lacking, key=_bounds) if begin < span.begin < end]
    parts = [span for span in own if span in state.lacking] or [span for span in within if span not in own]
    declared = tier.declared.value.number if tier.declared else 0
    missing = declared - counts_of(tier)["case"]
    lacks = [state.lacking[span] for span in parts]
    return bool(lacks) and lacks[-1] <= 0 and missing <= sum(lack for lack in lacks if lack > 0)


def _reach(tier: Tier) -> int:
    """Return where a tier ends in the text, which need not be the order of the tiers: grades stand below their honour."""
    named = (recipient.name for case in tier.cases() for recipient in case.recipients)
    return max(name.spans[-1].end for name in (tier.name, *named))


def is_short(tier: Tier, declared: int, counted: dict[str, int]) -> bool:
    """Say whether a tier lists less than it declares, of whatever its unit counts (10 类/个: of either)."""
    if declared in counted.values():
        return False
    units = (tier.declared.value.unit or "").replace("／", "/").split("/") if tier.declared else []
    if counted["category"] and any(grammar.UNIT_CLASSES.get(unit) == "AwardCategory" for unit in units):
        return counted["category"] < declared
    return counted["case"] < declared


def _ends_in_ordinal(state: State) -> bool:
    last = state.unclaimed()[-1:]
    return (
        bool(last) and last[0].number == _last_line(state) and bool(grammar.BARE_MARK.fullmatch(last[0].text))
    )


def _last_line(state: State) -> int:
    """Return the number of the last line that holds anything."""
    return next((piece.number for piece in reversed(state.pieces) if piece.text), 0)


def _ends_within_name(state: State) -> bool:
    """Say whether the text ends in a body that is not known for one, where all others are."""
    recipients = list(_recipients(state))
    if (
        len(recipients) <= 1
        or recipients[-1].kind == "person"
        or names.is_organization(recipients[-1].name.value)
    ):
        return False
    is_last = not state.text.content[recipients[-1].name.spans[-1].end :].strip()
    return is_last and all(names.is_organization(recipient.name.value) for recipient in recipients[:-1])


def check_tier_names(state: State) -> None:
    """Compare the names of the honours in the body with the headings of the annex."""
    for example in state.examples:
        if example.position is None:
            continue
        tier = state.tiers[example.position[0]]
        if example.honour.value != tier.name.value:
            message = f"the annex prints this honour as {tier.name.value}"
            state.find("body-annex-mismatch", "warning", example.honour.spans[0], message)


def check_recipients(state: State) -> None:
    """Point out a recipient that is no union by name where nearly all others are, a division's other form, and a label in a name."""
    recipients = list(_recipients(state))
    for each in recipients:
        for said in (each.name, each.affiliation, each.post):
            if said is not None and ("：" in said.value or ":" in said.value) and _holds_label(said.value):
                message = (
                    "these words hold a label (完成单位：) and are no name; what they say could not be read"
                )
                state.find("unread-words", "error", said.spans[0], message)
    unions = sum(_is_union(recipient) for recipient in recipients)
    if len(recipients) > 1 and unions >= _UNION_SHARE * len(recipients):
        for recipient in recipients:
            if not _is_union(recipient):
                message = "this recipient's name does not contain 工会, as the others do; words may be lost"
                state.find("recipient-without-union-ending", "warning", recipient.name.spans[0], message)
        if unions < len(recipients):
            state.tiers = _doubting(state.tiers)
    seen = set()
    for recipient in recipients:
        parts = recipient.parts
        if parts is None or parts.territory is None or parts.territory_variant is None or parts.name in seen:
            continue
        seen.add(parts.name)
        division = state.gazetteer.find(parts.territory)
        if division is not None:
            message = f"{parts.territory_variant} is registered as {division.name} ({division.code})"
            state.find("division-variant", "info", recipient.name.spans[0], message)


def _holds_label(words: str) -> bool:
    """Say whether a word for whoever stands behind it ends right before the first colon (甲、乙完成单位：)."""
    words = _NO_LABEL.sub("", words).replace(":", "：")
    end = words.find("：")
    return any(columns.role_of(words[begin:end]) for begin in range(max(0, end - _LONGEST_LABEL), end - 1))


def _doubting(tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """Return the tiers with less confidence in the recipients that are no unions."""

    def doubt(recipient: Recipient) -> Recipient:
        return (
            recipient
            if _is_union(recipient)
            else replace(recipient, name=replace(recipient.name, confidence=_ODD))
        )

    def in_category(category: Category) -> Category:
        cases = (replace(case, recipients=tuple(map(doubt, case.recipients))) for case in category.cases)
        return replace(category, cases=tuple(cases))

    return tuple(replace(tier, categories=tuple(map(in_category, tier.categories))) for tier in tiers)


def _is_union(recipient: Recipient) -> bool:
    return recipient.parts is not None and "工会" in recipient.parts.name


def _recipients(state: State) -> Iterator[Recipient]:
    return (recipient for tier in state.tiers for case in tier.cases() for recipient in case.recipients)


def check_characters(state: State) -> None:
    """Point out characters that are likely misread: 0 for O, Latin words in Chinese prose, private-use characters."""
    content = state.text.content
    for match in grammar.LEADING_ZERO.finditer(content):
        message = "a number that begins with zero: the letter O may have been read as 0"
        state.find("suspect-characters", "warning", Span(*match.span()), message)
    for match in grammar.LOWER_LATIN.finditer(content) if _SMALL_LATIN.search(content) else ():
        message = f"a word in small Latin letters, {match['word']}, between Chinese characters"
        state.find("suspect-characters", "warning", Span(*match.span()), message)
    for match in grammar.PRIVATE.finditer(content):
        message = "a character without a public meaning: something was lost in conversion"
        state.find("suspect-characters", "warning", Span(*match.span()), message)


def check_ordinals(state: State) -> None:
    """Point out a change between half- and full-width brackets among the ordinals of one list."""
    for tier in state.tiers:
        marks = [category.ordinal for category in tier.categories if category.ordinal is not None]
        for before, mark in pairwise(marks):
            if before.value[:1] != mark.value[:1] and {before.value[:1], mark.value[:1]} == {"(", "（"}:
                message = f"{mark.value} follows {before.value}: half- and full-width brackets in one list"
                state.find("mixed-ordinals", "info", mark.spans[0], message)


def report_unread_lines(state: State) -> None:
    """Turn every line that no rule has claimed into a finding; a list with such lines in it is not whole."""
    unread = state.unclaimed()
    for piece in unread:
        state.find("unread-line", "warning", piece.span, "no rule could read this line")
    for piece in _promised(state):
        state.find("unread-line", "error", piece.span, "no rule could read this line of a list of winners")
    inside = _inside_lists(state, unread) if unread else []
    if inside:
        lines = "1 line" if len(inside) == 1 else f"{len(inside)} lines"
        message = f"{lines} of this list could not be read; this is the first"
        state.find("annex-incomplete", "error", inside[0].span, message)


def _promised(state: State) -> list[Piece]:
    """Return the lines that a sentence says to be a list of winners and that were taken for prose, from which nothing was read."""
    lines = [state.pieces[number - 1] for number in sorted(state.promised)]
    lines = [each for each in lines if state.claims.get(each.number) == body.read_paragraphs.__name__]
    if not lines:
        return []
    tiers = [*state.tiers, *(tier for act in state.acts for tier in act.tiers)]
    read = [each.name for tier in tiers for case in tier.cases() for each in case.recipients]
    read += [tier.name for tier in tiers]
    words = {name.value for name in read}
    begins = sorted(span.begin for name in read for span in name.spans)

    def is_read(piece: Piece) -> bool:
        at = bisect_left(begins, piece.span.begin)
        holds = at < len(begins) and begins[at] < piece.span.end
        return holds or not words.isdisjoint(_NAMES_PART.split(piece.text))

    return [each for each in lines if not is_read(each)]


def _inside_lists(state: State, unread: Sequence[Piece]) -> list[Piece]:
    """Return the unread lines between lines of one list, those above it that are a group, and those below a heading that declares more than was read."""
    read = sorted(number for number, rule in state.claims.items() if rule == growth.grow.__name__)
    starts = sorted(state.annex_starts)
    short = sorted(_short_lists(state))

    def is_inside(piece: Piece) -> bool:
        at = bisect(read, piece.number)
        between = 0 < at < len(read) and bisect(starts, read[at - 1]) == bisect(starts, read[at])
        above = bisect_left(short, (piece.number,)) - 1
        annex = bisect(starts, piece.number)
        if annex and at < len(read) and bisect(starts, read[at]) == annex and parties.holds_winners(piece):
            return True
        return between or (above >= 0 and piece.number < short[above][1])

    return list(filter(is_inside, unread))


def _short_lists(state: State) -> list[tuple[int, int]]:
    """Return from which line to which the tiers reach that declare more than could be read below them; no two overlap."""
    tiers = [tier for tier in state.tiers if not granted.is_granted(state, tier)]
    begins = [bisect(state.pieces, tier.name.spans[-1].begin, key=_BEGIN) for tier in tiers]
    ends = sorted({*begins, *state.annex_starts, len(state.pieces) + 1})
    return [
        (begin, ends[bisect(ends, begin)])
        for tier, begin in zip(tiers, begins, strict=True)
        if tier.declared is not None and is_short(tier, tier.declared.value.number, counts_of(tier))
    ]
