"""What was drawn and what was read, brought to one comparable value."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generated.drawing import Drawn
    from uniongraph.model import Decision, Recipient


Comparable = tuple[object, ...]


def expected(drawn: Drawn) -> Comparable:
    """Return what must be read from ``render(drawn)``: issuers, number, title, date, tiers."""
    year, month, day = drawn.date
    numbered = drawn.style.number_at != "none"
    return (
        drawn.issuers,
        f"{drawn.symbol}〔{year}〕{drawn.serial}号" if numbered else None,
        drawn.title,
        None if drawn.style.date == "none" else f"{year}-{month:02}-{day:02}",
        tuple(
            (
                honour.name,
                honour.declared,
                tuple(
                    (
                        section.name,
                        tuple(
                            (entry.ordinal, entry.title, tuple((w.name, *w.said) for w in entry.winners))
                            for entry in section.entries
                        ),
                    )
                    for section in honour.sections
                ),
            )
            for honour in drawn.honours
        ),
    )


def reading(decision: Decision) -> Comparable:
    """Return what was read, in the shape of ``expected``."""
    return (
        tuple(issuer.value for issuer in decision.issuers),
        str(decision.number.value) if decision.number else None,
        decision.title.value if decision.title else None,
        decision.date.value.isoformat() if decision.date else None,
        tuple(
            (
                tier.name.value,
                tier.declared.value.number if tier.declared else None,
                tuple(
                    (
                        _value(category.name),
                        tuple(
                            (_value(case.ordinal), _value(case.title), tuple(map(_said, case.recipients)))
                            for case in category.cases
                        ),
                    )
                    for category in tier.categories
                ),
            )
            for tier in decision.tiers
        ),
    )


def _value(reading_: object) -> str | None:
    value = getattr(reading_, "value", None)
    return None if value is None else str(value)


def _said(recipient: Recipient) -> tuple[str | None, ...]:
    return (
        recipient.name.value,
        *map(
            _value,
            (
                recipient.gender,
                recipient.ethnicity,
                recipient.posthumous,
                recipient.affiliation,
                recipient.post,
            ),
        ),
    )
