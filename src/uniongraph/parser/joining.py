"""A text without the seams in the names of its lists, and what was read of it with each span as it is printed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from uniongraph.model import Decision, Finding, Line, OrganizationName, Reading, Span, Text
from uniongraph.parser import parties
from uniongraph.parser.script import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.parser.state import Seam

__all__ = ["led_back", "without"]


def without(text: Text, seams: Sequence[Seam]) -> Text:
    """Return a text in which the halves of each name stand together, on the line of the second.

    The lines between are left empty, so that every other line keeps its number.
    """
    bounds = [0, *(at for seam in seams for at in (seam.span.begin, seam.span.end)), len(text.content)]
    content = "".join(text.content[begin:end] for begin, end in zip(bounds[::2], bounds[1::2], strict=True))
    return replace(text, content=content, lines=tuple(_lines(text, seams)))


def _lines(text: Text, seams: Sequence[Seam]) -> Iterator[Line]:
    """Yield the lines of a text without its seams."""
    left = list(reversed(seams))
    begin: int | None = None
    gone = 0
    for line in text.lines:
        begin = line.span.begin - gone if begin is None else begin
        while left and left[-1].span.end <= line.span.end:
            gone += len(left.pop().span)
        if left and left[-1].span.begin <= line.span.end:  # the line goes on behind the seam
            yield Line(line.number, Span(begin, begin))
            continue
        yield Line(line.number, Span(begin, line.span.end - gone))
        begin = None


def led_back(decision: Decision, text: Text, seams: Sequence[Seam], printed: Iterable[Finding]) -> Decision:
    """Return a decision that was read from ``without(text, seams)`` with each of its spans in the text as it is.

    A name whose halves might be two is as unsure as a finding then says. What pages carry beside the text is known
    from the findings of the text as it is ``printed``.
    """
    told = _Print(seams).restore(decision)
    assert isinstance(told, Decision)
    doubts = [seam.span for seam in seams if not seam.is_sure]
    message = (
        "a name that goes on over the end of a line or page; what stands below might be a name of its own"
    )
    found = (Finding("uncertain-recipient", "warning", span, message) for span in doubts)
    passed_over = (each for each in printed if each.code == "furniture")
    read = (each for each in told.findings if each.code != "furniture")
    findings = sorted((*read, *passed_over, *found), key=lambda each: (each.span.begin, each.span.end))
    return replace(told, text=text, findings=tuple(findings))


class _Print:
    """Where the characters of a text without its seams are printed."""

    def __init__(self, seams: Sequence[Seam]) -> None:
        self._seams = seams
        self._gone = list(accumulate((len(seam.span) for seam in seams), initial=0))
        self._at = [seam.span.begin - gone for seam, gone in zip(seams, self._gone, strict=False)]

    def restore(self, value: Any) -> Any:  # noqa: ANN401 (any value of the model)
        """Return a value with the spans in it as printed."""
        if isinstance(value, Span):
            return self._whole(value)
        if isinstance(value, Reading):
            if not any(map(self._within, value.spans)):
                return Reading(value.value, tuple(map(self._whole, value.spans)), value.confidence)
            spans = tuple(part for span in value.spans for part in self._parts(span))
            sure = all(self._is_sure(span) for span in value.spans)
            confidence = value.confidence if sure else min(value.confidence, parties.UNSURE)
            return Reading(value.value, spans, confidence)
        if isinstance(value, tuple):
            return tuple(map(self.restore, value))
        if isinstance(value, (Text, OrganizationName)) or not (own := fields_of(value.__class__)):
            return value
        told = [getattr(value, name) for name in own]
        return value.__class__(
            *[each if each is None or isinstance(each, (str, int)) else self.restore(each) for each in told]
        )

    def _within(self, span: Span) -> range:
        """Return the places of the seams that stand within a span."""
        return range(bisect_right(self._at, span.begin), bisect_left(self._at, span.end))

    def _is_sure(self, span: Span) -> bool:
        return all(self._seams[place].is_sure for place in self._within(span))

    def _parts(self, span: Span) -> Iterator[Span]:
        """Yield a span cut at each seam within it."""
        whole = self._whole(span)
        cuts = [self._seams[place].span for place in self._within(span)]
        begins = (whole.begin, *(cut.end for cut in cuts))
        return map(Span, begins, (*(cut.begin for cut in cuts), whole.end))

    def _whole(self, span: Span) -> Span:
        begin, end = bisect_right(self._at, span.begin), bisect_left(self._at, span.end)
        return Span(
            span.begin + self._gone[begin], span.end + self._gone[max(begin if not len(span) else end, 0)]
        )
