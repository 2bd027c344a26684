"""From answers to judgements: what is recorded of a row that somebody judged, and which rows still wait for an answer."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import files, links
from uniongraph.errors import LinkError
from uniongraph.links import Judgement, justification, match
from uniongraph.matching import Features

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from uniongraph.linking.own import Held
    from uniongraph.linking.sheets import Candidate, Filled
    from uniongraph.release import Release

__all__ = ["Book", "Reviewer", "Sorted", "is_same", "judgement", "reviewer", "sorted_out", "waiting"]

_ORCID: Final = re.compile(
    r"(?:https?://orcid\.org/|orcid:)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])", re.ASCII
)
_MANUAL: Final = justification("ManualMappingCuration")


class Book(NamedTuple):
    """The ledger as those who judge meet it: the one table that is written, and the others."""

    path: Path
    tables: tuple[Path, ...]
    base: str

    @classmethod
    def of(cls, release: Release, path: Path | None) -> Book:
        """Return the ledger of a release: the shipped tables, those beside the releases, and ``path``, which is written."""
        beside = release.folder.parent.parent / "links"
        written = path or beside / f"judgements{links.ENDING}"
        found = links.paths([files.folder("data") / "links", beside])
        others = (each for each in found if each.resolve() != written.resolve())
        return cls(written, tuple(others), release.manifest.base)

    def standing(self) -> dict[tuple[str, str], Judgement]:
        """Return what stands of each pair; LinkError names file, line and column of a row that cannot be used."""
        return {(each.subject, each.object): each for each in self._ledger().standing()}

    def against(self, made: Sequence[Judgement]) -> str | None:
        """Return in a sentence what some judgements would contradict, of what stands or of one another; None where nothing."""
        ledger = self._ledger()
        before = {each.message for each in links.contradictions(ledger, base=self.base)}
        after = links.contradictions(links.Ledger((*ledger.judgements, *made)), base=self.base)
        return next((each.message for each in after if each.message not in before), None)

    def _ledger(self) -> links.Ledger:
        written = [self.path] if self.path.exists() else []
        return links.read([*self.tables, *written], self.base)

    def add(self, made: Sequence[Judgement]) -> None:
        """Record judgements, all or none; LinkError says why they cannot be."""
        links.append(self.path, made, self.base)


class Reviewer(NamedTuple):
    """Who judges: an ORCID as an IRI, or a name; the other is ""."""

    id: str
    name: str


def reviewer(said: str) -> Reviewer:
    """Return who judges, by name or ORCID; ValueError where an ORCID fails its check digit, or nobody is named."""
    said = " ".join(said.split())
    found = _ORCID.fullmatch(said)
    if found is None:
        if not said:
            raise ValueError("nobody is named")
        return Reviewer("", said)
    if not _is_checked(found[1]):
        raise ValueError(f"{found[1]} is no ORCID: its last character does not check the others")
    return Reviewer(f"https://orcid.org/{found[1]}", "")


def _is_checked(orcid: str) -> bool:
    """Say whether the last character is what ISO 7064 MOD 11-2 makes of the others."""
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


def judgement(filled: Filled, who: Reviewer, day: datetime.date) -> Judgement:
    """Return what is recorded of a row that was answered by yes or no: as proposed, unless another predicate was chosen."""
    assert filled.answer in {"yes", "no"}
    candidate = filled.candidate
    predicate = filled.predicate or candidate.proposed
    is_known = "://" in candidate.source or candidate.source.startswith("urn:")
    version = (candidate.version, f"fetched {candidate.date}" if candidate.date else "")
    tool, _, tool_version = candidate.tool.partition(" ")
    return Judgement(
        subject=candidate.subject,
        predicate=match(predicate.removeprefix("skos:").removesuffix("Match")),
        object=candidate.object,
        justification=_MANUAL,
        negative=filled.answer == "no",
        subject_label=candidate.subject_name,
        object_label=candidate.object_name,
        source=candidate.source if is_known else "",
        source_version=" ".join(filter(None, (*(() if is_known else (candidate.source,)), *version))),
        author_id=who.id,
        author=who.name,
        tool=tool,
        tool_version=tool_version,
        date=day,
        match_string=candidate.code if predicate == "skos:exactMatch" else "",
        score=(Decimal(candidate.score) / 100).normalize() if candidate.score else None,
        measure=_measure(candidate),
        comment=filled.comment,
    )


def _measure(candidate: Candidate) -> str:
    """Return the features by name, as far as they could be told."""
    pairs = zip(Features._fields, candidate.features, strict=True)
    return " ".join(f"{name}={value}" for name, value in pairs if value)


class Sorted(NamedTuple):
    """The rows of a sheet: the judgements to be recorded; how many the ledger has already, are unsure, wait."""

    new: list[Judgement]
    known: int
    unsure: int
    waiting: int


def sorted_out(
    path: Path,
    filled: Sequence[Filled],
    standing: Mapping[tuple[str, str], Judgement],
    *,
    held: Held,
    by: str | None,
    day: datetime.date,
) -> Sorted:
    """Return what a sheet brings.

    LinkError names line and column of a row that nobody signed, by itself or by ``by``, and of one that no release could say.
    """
    new, counted = [], {"known": 0, "unsure": 0, "waiting": 0}
    for each in filled:
        before = standing.get(each.candidate.pair)
        if each.answer == "unsure" or each.answer is None:
            counted[each.answer or ("known" if before else "waiting")] += 1
            continue
        try:
            who = reviewer(each.reviewer or by or "")
        except ValueError as error:
            said = f"column reviewer: {error}; fill it in, or say --reviewer"
            raise LinkError(said, source=str(path), line=each.line) from error
        made = judgement(each, who, day)
        if is_same(before, made):
            counted["known"] += 1
        elif fault := held.fault(made.subject, made.predicate, negative=made.negative):
            column, said = fault
            raise LinkError(f"column {column}: {said}", source=str(path), line=each.line)
        else:
            new.append(made)
    return Sorted(new, **counted)


def is_same(standing: Judgement | None, made: Judgement) -> bool:
    """Say whether a judgement says what stands already."""
    return standing is not None and (standing.predicate, standing.negative) == (made.predicate, made.negative)


def waiting(
    filled: Iterable[Filled], judged: Iterable[tuple[str, str]], *, unsure: bool = False
) -> list[int]:
    """Return the places of the rows that nobody has answered, neither in the sheet nor in the ledger.

    With ``unsure`` also of those that were left as unsure.
    """
    done, open_ = set(judged), {None, "unsure"} if unsure else {None}
    return [
        place for place, each in enumerate(filled) if each.answer in open_ and each.candidate.pair not in done
    ]
