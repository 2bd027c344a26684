"""Candidates of a release against a target, as the rows of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import __version__, iris
from uniongraph.linking import own
from uniongraph.linking.proposing import propose
from uniongraph.linking.sheets import FEATURES, Candidate, Filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.linking.proposing import Proposal, Terms
    from uniongraph.linking.targets import Origin, Target
    from uniongraph.matching import Named
    from uniongraph.release import Release

__all__ = ["TOOL", "gather", "names_of"]

TOOL: Final = f"uniongraph {__version__}"
_KINDS: Final = {"organization": "单位", "place": "地方", "case": "案例"}


def gather(
    release: Release, target: Target, terms: Terms | None = None, *, kind: str | None = None
) -> list[Filled]:
    """Return what of a release may be linked to what of a target, all of it read: nothing is judged yet.

    What a target has from us is nothing else's: no thing of ours is linked to another of ours.
    """
    ours = own.things(release, kind)
    base = release.manifest.base
    spaces = (f"{base}id/", f"{base}graph/", iris.SCHEME, iris.ONTOLOGY)
    theirs = (each for each in target.things(names_of(ours)) if not each.id.startswith(spaces))
    proposals = propose(ours, theirs, terms)
    witnesses, origin = own.Witnesses(release), target.origin()
    return [Filled(_candidate(each, origin, witnesses.of(each.own.id))) for each in proposals]


def names_of(ours: Mapping[str, Named]) -> list[str]:
    """Return what our things are called, by which a service is asked."""
    return sorted({each.names[0] for each in ours.values()})


def _candidate(proposal: Proposal, origin: Origin, evidence: own.Evidence) -> Candidate:
    named, other = proposal.own, proposal.other
    where = f"{other.division} · " if other.division and other.division not in other.id else ""
    return Candidate(
        subject=named.id,
        subject_name=named.names[0],
        subject_context=" · ".join(filter(None, (_KINDS[named.kind], named.note))),
        object=other.id,
        object_name=proposal.name,
        object_context=f"{where}{other.note}".removesuffix(" · "),
        score=_written(proposal.score, 1),
        proposed=proposal.predicate,
        features=tuple(
            "" if each is None else _written(each, 2) for each in proposal.features or (None,) * len(FEATURES)
        ),
        code=proposal.code,
        evidence=evidence.where,
        quote=evidence.line,
        source=origin.source,
        version=origin.version,
        date=origin.date,
        tool=TOOL,
    )


def _written(number: float, digits: int) -> str:
    """Return a number as a spreadsheet writes it: without zeros at its end."""
    return f"{round(number, digits):g}"
