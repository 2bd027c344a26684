"""What things are called that have no name of their own: words that the data holds, put together as a reader would.

A conferral is told by its tier, its number and what or who was honoured, a mention and a span by the words that are
printed there, an inference by what it concludes, a correction by what it puts for what, a later act by what it is about.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import ONTOLOGY, PREFIXES, term
from uniongraph.things.values import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from uniongraph.things.lookups import Lookups

__all__ = ["composed", "local", "short"]

_QUOTING: Final = ("nif:anchorOf", "ug:titleAsPrinted", "ug:documentNumber", "ug:nameAsPrinted", "ug:rawText")
"""Literals that stand for the name of a thing that has none."""
_TIERS: Final = f"""\
SELECT ?edition ?name WHERE {{
  ?tier <{ONTOLOGY}inEdition> ?edition ; <{PREFIXES["skos"]}prefLabel> ?name
}} LIMIT 5"""
_SHORTEST: Final = 3
"""Characters of a tier's name that must be left when what it shares with its neighbours is left out."""
_MOST: Final = 3
"""Recipients that are named; of more it is said that there are more."""


def composed(reader: Lookups, thing: ox.NamedNode, kind: str | None) -> Words:
    """Return what a thing without a name is called, at last the end of its IRI."""
    make = _MAKERS.get(kind or "")
    if make is not None and (made := make(reader, thing)):
        return made
    for name in _QUOTING:
        text = reader.text(thing, name)
        if text is not None:
            return Words(text, "zh-hans" if name != "ug:documentNumber" else None)
    return Words(local(thing.value) if kind else _prefixed(thing.value))


def short(reader: Lookups, tier: ox.NamedNode) -> str:
    """Return the name of a tier without what the tiers of its edition begin with, as far as the first of them tell."""
    label = reader.label(tier).text
    for edition in reader.nodes(tier, "ug:inEdition")[:1]:
        names = reader.once(edition, _tiers)
        rest = (
            label[_shared([label, *names]) :]
            if set(names) - {label}
            else label.removeprefix(reader.label(edition).text)
        )
        if len(rest) >= _SHORTEST:
            return rest
    return label


def _tiers(reader: Lookups, edition: ox.NamedNode) -> list[str]:
    return [row["name"].value for row in reader.rows(_TIERS, {ox.Variable("edition"): edition})]


def _shared(names: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, zip(*names, strict=False)))


def _conferral(reader: Lookups, thing: ox.NamedNode) -> Words | None:
    reader.about(thing)
    tiers, cases = reader.nodes(thing, "ug:inTier"), reader.nodes(thing, "ug:conferralOf")
    number = reader.text(thing, "ug:ordinalAsPrinted") or reader.text(thing, "ug:ordinal")
    where = " ".join([*(short(reader, each) for each in tiers[:1]), *([number] if number else [])])
    what = reader.label(cases[0]).text if cases else _recipients(reader, thing)
    return Words("：".join(each for each in (where, what) if each), "zh-hans") if what or where else None


def _recipients(reader: Lookups, thing: ox.NamedNode) -> str:
    found = sorted(reader.nodes(thing, "ug:recipient"), key=lambda each: each.value)
    named = "、".join(reader.label(each).text for each in found[:_MOST])
    return f"{named}……" if len(found) > _MOST else named


def _case(reader: Lookups, thing: ox.NamedNode) -> Words | None:
    conferrals = reader.subjects("ug:conferralOf", thing, 1)
    return _conferral(reader, conferrals[0]) if conferrals else None


def _quoted(reader: Lookups, thing: ox.NamedNode) -> Words | None:
    spans = reader.nodes(thing, "ug:span") or [thing]
    text = reader.text(spans[0], "nif:anchorOf")
    return Words(f"“{text}”", "zh-hans") if text is not None else None


def _inference(reader: Lookups, thing: ox.NamedNode) -> Words | None:
    parts = [reader.values(thing, f"rdf:{name}")[:1] for name in ("subject", "predicate", "object")]
    if not all(parts):
        return None
    subject, predicate, held = (
        reader.label(part[0]).text if isinstance(part[0], ox.NamedNode) else part[0].value for part in parts
    )
    return Words(f"{subject} · {predicate} · {held}")


def _correction(reader: Lookups, thing: ox.NamedNode) -> Words | None:
    raw, right = reader.text(thing, "ug:rawText"), reader.text(thing, "ug:correctedText")
    return Words(f"{raw} → {right}", "zh-hans") if raw and right else None


def _act(reader: Lookups, thing: ox.NamedNode) -> Words | None:
    reader.about(thing)
    kinds = [each for each in reader.nodes(thing, "rdf:type") if each != term("ug:LaterAct")] or [
        term("ug:LaterAct")
    ]
    about = [
        *(reader.label(each).text for each in reader.nodes(thing, "ug:concernsRecipient")[:_MOST]),
        *(each for name in ("ug:concernsTitle", "ug:concernsHonour") if (each := reader.text(thing, name))),
    ]
    raw, right = reader.text(thing, "ug:replacedText"), reader.text(thing, "ug:replacementText")
    if raw and right:
        about.append(f"{raw} → {right}")
    if not about:
        about = [reader.label(each).text for each in reader.nodes(thing, "ug:concernsDocument")[:1]]
    sort = reader.label(kinds[0])
    return Words(" · ".join([sort.text, *about]), None if sort.language == "en" else "zh-hans")


def _count(reader: Lookups, thing: ox.NamedNode) -> Words | None:
    about, said = reader.nodes(thing, "ug:countAbout"), reader.text(thing, "ug:declaredValue")
    if not about or said is None:
        return None
    return Words(
        f"{reader.label(about[0]).text}：{said}{reader.text(thing, 'ug:unitAsPrinted') or ''}", "zh-hans"
    )


def _rule(reader: Lookups, thing: ox.NamedNode) -> Words | None:
    notation = reader.text(thing, "skos:notation")
    return Words(notation) if notation else None


_MAKERS: Final[Mapping[str, Callable[[Lookups, ox.NamedNode], Words | None]]] = {
    "conferral": _conferral,
    "case": _case,
    "mention": _quoted,
    "span": _quoted,
    "inference": _inference,
    "correction": _correction,
    "act": _act,
    "count": _count,
    "concept": _rule,
}
_PREFIXES: Final = {
    **PREFIXES,
    "owl": "http://www.w3.org/2002/07/owl#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "bibo": "http://purl.org/ontology/bibo/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "eli": "http://data.europa.eu/eli/ontology#",
}


def _prefixed(iri: str) -> str:
    """Return an IRI of another vocabulary in its short form, anything else as it is."""
    for prefix, namespace in _PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest and "/" not in rest:
            return f"{prefix}:{rest}"
    return iri


def local(iri: str) -> str:
    """Return what an IRI ends in."""
    if iri.startswith(ONTOLOGY):
        return iri.removeprefix(ONTOLOGY)
    return iri.rstrip("/").rpartition("#" if "#" in iri else "/")[2] or iri
