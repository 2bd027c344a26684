"""The script of a text: one in traditional characters is read in simplified ones, and told as it was printed.

Characters answer each other one to one, so every offset of the one text is that of the other.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from uniongraph import grammar
from uniongraph.model import Decision, Reading, Recipient, Span, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["as_printed", "in_simplified"]

_NEAR: Final = 12
"""Between two characters of a value no more are left out (a page number), but for white space."""


def in_simplified(text: Text) -> Text:
    """Return a text in simplified characters; the same value where it holds no others."""
    content = grammar.simplified(text.content)
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


class _Print:
    """A text in both scripts."""

    def __init__(self, simplified: str, printed: str) -> None:
        self._simplified = simplified
        self._printed = printed

    def restore(self, value: Any, spans: Sequence[Span]) -> Any:  # noqa: ANN401 (any value of the model)
        """Return a value with the strings in it as printed; ``spans`` are those of the reading it belongs to."""
        if isinstance(value, Reading):
            return replace(value, value=self.restore(value.value, value.spans))
        if isinstance(value, str):
            return self._quote(value, spans) if spans else value
        if isinstance(value, tuple):
            return tuple(self.restore(each, spans) for each in value)
        if isinstance(value, (Text, Span)) or not is_dataclass(value) or isinstance(value, type):
            return value
        spans = value.name.spans if isinstance(value, Recipient) else spans
        return replace(
            value, **{each.name: self.restore(getattr(value, each.name), spans) for each in fields(value)}
        )

    def _quote(self, words: str, spans: Sequence[Span]) -> str:
        """Return the printed characters of words that stand in some spans, though not all characters there are theirs."""
        offsets = [
            at for span in spans for at in range(span.begin, span.end) if not self._simplified[at].isspace()
        ]
        simplified = "".join(self._simplified[at] for at in offsets)
        printed = "".join(self._printed[at] for at in offsets)
        at = max(simplified.find("".join(words.split())), 0)
        found: list[str] = []
        for character in words:
            next_at = simplified.find(character, at, at + _NEAR)
            found.append(printed[next_at] if next_at >= 0 else character)
            at = next_at + 1 if next_at >= 0 else at
        return "".join(found)
