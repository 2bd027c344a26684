"""What was drawn and what was read, brought to one comparable value."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from generated.refusing import REASONS
from generated.values import Granted, Later, Listed, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generated.values import Drawn, Honour, Winner
    from uniongraph.model import Act, Decision, Recipient, Tier

__all__ = ["Outline", "expected", "reading"]

_ACTS: Final = {"revocation": "it revokes", "correction": "it corrects", "confirmation": "it confirms"}
"""Why a document that only acts on earlier awards gives none."""
_Case = tuple[str | None, str | None, tuple[tuple[str | None, ...], ...]]
"""Ordinal, title, and each winner: kind, name, and what is said of a person."""
_Category = tuple[str | None, str | None, bool, tuple[_Case, ...]]
"""Ordinal, name, whether it is itself the case, cases."""
_Tier = tuple[str | None, str, int | None, tuple[_Category, ...]]
"""Ordinal, name, declared number, categories."""

_Act = tuple[str, tuple[str, str | None] | None, tuple[_Tier, ...], tuple[tuple[str, str | None], ...]]
"""Kind, the document it cites with its number, awards concerned, corrections."""


@dataclass(frozen=True, slots=True)
class Outline:
    """All of a document that is compared."""

    issuers: tuple[str, ...]
    number: str | None
    title: str | None
    date: str | None
    addressees: tuple[str, ...]
    annexes: tuple[str, ...]
    tiers: tuple[_Tier, ...]
    examples: tuple[tuple[str, str, str], ...]
    acts: tuple[_Act, ...]
    refused: str | None
    """Words of the reason why the document confers nothing."""
    opens: int
    """How many sentences leave winners to a list that is not there."""


def expected(drawn: Drawn) -> Outline:
    """Return what must be read from ``render(drawn)``."""
    year, month, day = drawn.date
    content = drawn.content
    refused = content.reason if isinstance(content, Refused) else None
    refused = _ACTS[content.kind] if isinstance(content, Later) else refused
    number = f"{drawn.written(drawn.symbol)}〔{year}〕{drawn.serial}号"
    outline = Outline(
        issuers=drawn.issuers,
        number=None,
        title=drawn.title,
        date=None if drawn.frame.dated == "none" else f"{year}-{month:02}-{day:02}",
        addressees=drawn.addressees,
        annexes=() if isinstance(content, Refused) else tuple(annex.heading for annex in content.annexes),
        tiers=_drawn_tiers(content.honours),
        examples=content.examples if isinstance(content, (Listed, Granted)) else (),
        acts=_drawn_acts(content) if isinstance(content, Later) else (),
        refused=refused,
        opens=content.opens if isinstance(content, Granted) else 0,
    )
    written: Outline = _written(outline, drawn)
    return replace(written, number=None if drawn.frame.number_at == "none" else number)


_NUMBER_END = re.compile(r"(〕\d+)號$")


def _written(value: Any, drawn: Drawn) -> Any:  # noqa: ANN401
    """Return a value with all its words in the characters of the document."""
    if isinstance(value, str):
        written = drawn.written(value)
        return _NUMBER_END.sub(r"\1号", written)  # a number has one form, whatever prints it
    if isinstance(value, tuple):
        return tuple(_written(each, drawn) for each in value)
    if isinstance(value, Outline):
        return replace(
            value, **{each.name: _written(getattr(value, each.name), drawn) for each in fields(value)}
        )
    return value


def _drawn_tiers(honours: Iterable[Honour]) -> tuple[_Tier, ...]:
    return tuple(
        (
            honour.ordinal,
            honour.name,
            honour.declared,
            tuple(
                (
                    section.ordinal,
                    section.name,
                    section.is_case,
                    tuple(
                        (entry.ordinal, entry.title, tuple(map(_drawn_winner, entry.winners)))
                        for entry in section.entries
                    ),
                )
                for section in honour.sections
            ),
        )
        for honour in honours
    )


def _drawn_winner(winner: Winner) -> tuple[str | None, ...]:
    return ("person" if winner.is_person else "organization", winner.name, *winner.said)


def reading(decision: Decision) -> Outline:
    """Return what was read, in the shape of ``expected``."""
    return Outline(
        issuers=tuple(issuer.value for issuer in decision.issuers),
        number=_value(decision.number),
        title=_value(decision.title),
        date=_value(decision.date),
        addressees=tuple(each.value for each in decision.addressees),
        annexes=tuple(each.value for each in decision.annex_titles),
        tiers=_read_tiers(decision.tiers),
        examples=tuple(
            (each.title.value, each.organization.value, each.honour.value) for each in decision.examples
        ),
        acts=tuple(map(_read_act, decision.acts)),
        refused=None if decision.reason is None else _reason(decision.reason),
        opens=sum(finding.code == "open-list" for finding in decision.findings),
    )


def _drawn_acts(later: Later) -> tuple[_Act, ...]:
    return ((later.kind, later.cited, _drawn_tiers(later.concerned), later.changes),)


def _read_act(act: Act) -> _Act:
    cited = (act.document.title.value, _value(act.document.number)) if act.document else None
    changes = ((change.printed.value, _value(change.corrected)) for change in act.changes)
    return act.kind, cited, _read_tiers(act.tiers), tuple(changes)


def _reason(printed: str) -> str:
    """Return the words of a reason that are compared, or the whole where none of them stands in it."""
    return next((words for words in (*_ACTS.values(), *REASONS) if words in printed), printed)


def _read_tiers(tiers: Iterable[Tier]) -> tuple[_Tier, ...]:
    return tuple(
        (
            _value(tier.ordinal),
            tier.name.value,
            tier.declared.value.number if tier.declared else None,
            tuple(
                (
                    _value(category.ordinal),
                    _value(category.name),
                    category.is_case,
                    tuple(
                        (_value(case.ordinal), _value(case.title), tuple(map(_said, case.recipients)))
                        for case in category.cases
                    ),
                )
                for category in tier.categories
            ),
        )
        for tier in tiers
    )


def _value(reading_: object) -> str | None:
    value = getattr(reading_, "value", None)
    return None if value is None else str(value)


def _said(recipient: Recipient) -> tuple[str | None, ...]:
    added = (
        recipient.gender,
        recipient.ethnicity,
        recipient.posthumous,
        recipient.affiliation,
        recipient.post,
    )
    return (recipient.kind, recipient.name.value, *map(_value, added))
