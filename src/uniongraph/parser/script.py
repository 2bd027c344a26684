"""The script of a text: one in traditional characters is read in simplified ones, and told as it was printed.

Characters answer each other one to one, so every offset of the one text is that of the other.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_not
from typing import TYPE_CHECKING, Any, Final

from uniongraph.grammar.traditional import simplified_text
from uniongraph.model import Decision, Reading, Recipient, Span, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["as_printed", "fields_of", "in_simplified"]

_NEAR: Final = 12
"""Between two characters of a value no more are left out (a page number), but for white space."""


def in_simplified(text: Text) -> Text:
    """Return a text in simplified characters; the same value where it holds no others."""
    content = simplified_text(text.content)
    return text if content == text.content else replace(text, content=content)


def as_printed(decision: Decision, text: Text) -> Decision:
    """Return a decision that was read from ``in_simplified(text)`` with each of its words as the text prints it."""
    print_ = _Print(decision.text.content, text.content)
    told = print_.restore(decision, ())
    assert isinstance(told, Decision)
    names = (
        print_.restore(name, body.spans)
        for name, body in zip(decision.issuer_names, decision.issuers, strict=True)
    )
    return replace(told, text=text, issuer_names=tuple(names), findings=decision.findings)


@cache
def fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields that the values of a kind have; none where it is none of the model's."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


class _Print:
    """A text in both scripts."""

    def __init__(self, simplified: str, printed: str) -> None:
        self._simplified = simplified
        self._printed = printed

    def restore(self, value: Any, spans: Sequence[Span]) -> Any:  # noqa: ANN401 (any value of the model)
        """Return a value with the strings in it as printed; ``spans`` are those of the reading it belongs to."""
        if isinstance(value, Reading):
            return Reading(self.restore(value.value, value.spans), value.spans, value.confidence)
        if isinstance(value, str):
            return self._quote(value, spans) if spans else value
        if isinstance(value, tuple):
            return tuple(self.restore(each, spans) for each in value)
        if isinstance(value, (Text, Span)):
            return value
        spans = value.name.spans if isinstance(value, Recipient) else spans
        told = [getattr(value, name) for name in fields_of(value.__class__)]
        restored = [self.restore(each, spans) if each else each for each in told]
        return value.__class__(*restored) if any(map(is_not, restored, told)) else value

    def _quote(self, words: str, spans: Sequence[Span]) -> str:
        """Return the printed characters of words that stand in some spans, though not all characters there are theirs."""
        if words.isascii():
            return words
        begin, end = spans[0].begin, spans[-1].end
        if len(spans) == 1 and self._simplified[begin:end] == words:
            return self._printed[begin:end]
        simplified, printed = (
            "".join("".join(text[span.begin : span.end] for span in spans).split())
            for text in (self._simplified, self._printed)
        )
        if printed == simplified:
            return words
        bare = "".join(words.split())
        at = max(simplified.find(bare), 0)
        if bare == words and simplified.startswith(bare, at):
            return printed[at : at + len(bare)]
        found: list[str] = []
        for character in words:
            next_at = simplified.find(character, at, at + _NEAR)
            found.append(printed[next_at] if next_at >= 0 else character)
            at = next_at + 1 if next_at >= 0 else at
        return "".join(found)
