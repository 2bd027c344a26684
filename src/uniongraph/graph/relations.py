"""Which documents a later one cites, and which award its act is about: concluded from nothing but their statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph import divisions, grammar, terms
from uniongraph.graph.sheet import conclusion, scope_named
from uniongraph.iris import Minter, written
from uniongraph.registry import Registry
from uniongraph.terms import Node, Statement, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Issue", "addresses", "identify", "issue_of", "relate", "targets"]

_SURE, _INSIDE, _BY_HONOUR, _BY_UNIT, _CALLED_OTHERWISE, _BY_NAME = 0.95, 0.85, 0.8, 0.75, 0.7, 0.6
"""How sure a match is: by recipient or title; by words inside one; by the honour alone; by a person's name and unit;
where the honour goes by a name that no tier has; by a person's name where one of the two documents prints no unit."""
_CITED_BY_TITLE: Final = 0.8
"""How sure it is at most which document is meant by nothing but a title: bodies use one title year after year."""
_CITES: Final = ("dcterms:references", "ug:basedOnNotice")
_ADDRESS: Final = (
    *("ug:witnessOf", "ug:documentNumber", "ug:issuingBody", "ug:jurisdiction"),
    *("dcterms:title", "skos:prefLabel", "ug:nameAsPrinted"),
)
_ISSUE: Final = ("ug:witnessOf", "dcterms:issued", "ug:documentYear")
_SHORTEST: Final = 2
"""The fewest characters that may be looked for inside a name or a title."""
_SUBJECT: Final = "关于"
_MARKS: Final = str.maketrans("", "", "‘’“”\"'「」『』《》〈〉 　")
_HONOUR_TAIL: Final = "称号"

Facts = dict[Node, list[Term]]
"""What is said of one thing, by the IRI of the property."""
Match = tuple[Node, float]


@dataclass(frozen=True, slots=True)
class _Award:
    """A conferral of the earlier document: its recipients, persons by name and unit, and what it can be called by."""

    iri: Node
    recipients: frozenset[Node]
    persons: frozenset[tuple[str, str]]
    words: frozenset[str]
    titles: frozenset[str]
    honours: frozenset[str]


@dataclass(frozen=True, slots=True)
class Issue:
    """When a document was issued, as far as it says: the year of its number (or else of its date), and the date."""

    year: int | None
    date: str | None

    def may_follow(self, other: Issue) -> bool:
        """Say whether nothing that is known of both forbids that this one was issued after the other, or with it.

        The dates say it where both have one: a number of December may stand on what is dated January.
        """
        if self.date is not None and other.date is not None:
            return self.date >= other.date
        return self.year is None or other.year is None or self.year >= other.year


def issue_of(statements: Iterable[Statement]) -> Issue:
    """Return when the document was issued that some statements are read from."""
    said = _said(statements, *_ISSUE)
    held = next((node for facts in said.values() for node in _nodes(facts, "ug:witnessOf")), None)
    return _issue(said.get(held, {})) if held else Issue(None, None)


def _issue(document: Facts) -> Issue:
    date = next(iter(_literals(document, "dcterms:issued")), None)
    year = next(iter(_literals(document, "ug:documentYear")), date)
    return Issue(int(year[:4]) if year else None, date)


def targets(statements: Iterable[Statement]) -> set[str]:
    """Return the IRIs of the documents that the acts of a document concern."""
    said = _said(statements, "ug:concernsDocument")
    return {terms.iri_of(node) for facts in said.values() for node in _nodes(facts, "ug:concernsDocument")}


def addresses(statements: Iterable[Statement]) -> set[str]:
    """Return the IRIs under which a document may be cited: its own, that of its number, and those of its title.

    A title counts within the scope of the issuer, whether the issuer's name stands before 关于 in it or not.
    """
    said = _said(statements, *_ADDRESS)
    found = _numbers(said)
    for held in {node for facts in said.values() for node in _nodes(facts, "ug:witnessOf")}:
        minter = Minter(Registry(), terms.iri_of(held).partition("id/doc/")[0])
        document = said.get(held, {})
        issuers = [said.get(issuer, {}) for issuer in _nodes(document, "ug:issuingBody")]
        names = [name for each in issuers for name in _literals(each, "skos:prefLabel", "ug:nameAsPrinted")]
        places = [place for each in issuers for place in _nodes(each, "ug:jurisdiction")]
        codes = [terms.iri_of(place).rpartition("/place/cn-")[2] for place in places]
        shipped = [code for code in codes if divisions.shipped().find(code)]  # see ``shipped_jurisdiction``
        scopes = shipped or [*map(scope_named, names)] or [""]
        titles = {form for title in _literals(document, "dcterms:title") for form in _forms(title, names)}
        found |= {terms.iri_of(minter.cited(scope, title)) for scope in scopes for title in titles}
    return found


def _numbers(said: dict[Node, Facts]) -> set[str]:
    """Return the IRIs under which the documents held are cited by number: in their own series, and in any other."""
    found: set[str] = set()
    for held in {node for facts in said.values() for node in _nodes(facts, "ug:witnessOf")}:
        minter = Minter(Registry(), terms.iri_of(held).partition("id/doc/")[0])
        numbers = _literals(said.get(held, {}), "ug:documentNumber")
        found |= {terms.iri_of(each) for each in (held, *(minter.cited("", number) for number in numbers))}
    return found


def identify(later: Iterable[Statement], held: Mapping[str, Node], minter: Minter) -> list[Statement]:
    """Return that a document cites those that are held, each beside the citation that answers to it.

    ``held`` has the document that is meant, by the IRI under which it is cited. That one stays as it was stated; where
    it stands for a number, and so for one document whoever cites it, it is said which that is.
    """
    said = _said(later)
    mentions = _mentions(said)
    found: dict[tuple[Node, str, Node], tuple[float, Node]] = {}
    for document, facts in said.items():
        citations = ((predicate, cited) for predicate in _CITES for cited in _nodes(facts, predicate))
        for predicate, cited in citations:
            answer = held.get(terms.iri_of(cited), cited)
            numbered = bool(_literals(said.get(cited, {}), "ug:documentNumber"))
            match = (_SURE if numbered else _CITED_BY_TITLE), mentions[cited]
            if answer != cited:
                stated = document, predicate, answer
                found[stated] = max(found.get(stated, match), match, key=lambda each: each[0])
                if numbered:
                    found[cited, "ug:identifiedAs", answer] = match
    concluded: list[Statement] = []
    for stated, (sure, source) in found.items():
        key = terms.iri_of(stated[2]).rpartition("/")[2]
        concluded += conclusion(
            stated, key=key, rule="cited-document", sure=sure, source=source, minter=minter
        )
    return concluded


def relate(later: Iterable[Statement], earlier: Iterable[Statement], minter: Minter) -> list[Statement]:
    """Return ``ug:concerns`` from each act of a later document to the conferral of the earlier one that it is about.

    Each stands in the graph ``inferred`` with the inference that concludes it. An act is matched by recipient, then
    by title, then by honour; a person by name and unit, which is less sure. Where not exactly one conferral is left,
    nothing is concluded, nor where the earlier document was issued after the later one; an act that revokes the
    whole document is about each of its conferrals. Both documents are all the statements that ``describe`` makes of
    them.
    """
    doing, given = list(later), list(earlier)
    if not issue_of(doing).may_follow(issue_of(given)):
        return []
    acts, known, awards = _said(doing), addresses(given), _awards(_said(given))
    numbered = _numbers(_said(given))
    mentions = _mentions(acts)
    concluded: list[Statement] = []
    for act, facts in acts.items():
        cited = map(terms.iri_of, _nodes(facts, "ug:concernsDocument"))
        named = [iri for iri in cited if iri in known]
        most = _SURE if numbered.intersection(named) else _CITED_BY_TITLE
        for award, sure in _match(facts, acts, awards) if named else ():
            key = terms.iri_of(award).partition("/id/conferral/")[2]
            concluded += conclusion(
                (act, "ug:concerns", award), key=key, rule="act-target", sure=min(sure, most), source=mentions[act], minter=minter
            )  # fmt: skip
    return concluded


# ---------------------------------------------------------------------------------------------- matching


def _match(facts: Facts, acts: dict[Node, Facts], awards: Sequence[_Award]) -> list[Match]:
    if _nodes(facts, "ug:revokesDocument"):
        return [(award.iri, _SURE) for award in awards]
    match = _match_change(facts, awards) or _match_entry(facts, acts, awards)
    return [match] if match else []


def _match_entry(facts: Facts, acts: dict[Node, Facts], awards: Sequence[_Award]) -> Match | None:
    """Return the one award that agrees with what an act says of recipient, title and honour, with how sure that is."""
    recipients = _nodes(facts, "ug:concernsRecipient")
    titles = {_plain(title) for title in _literals(facts, "ug:concernsTitle")}
    honours = [_honour(words) for words in _literals(facts, "ug:concernsHonour")]
    found, sure = list(awards), _SURE if recipients or titles else _BY_HONOUR
    for recipient in recipients:
        agreeing = {award: _has(award, recipient, acts.get(recipient, {})) for award in found}
        found = [award for award in found if agreeing[award]]
        sure = min([sure, *(agreeing[award] for award in found)])
    found = [award for award in found if titles <= award.titles]
    for honour in honours:
        called = _called(honour, found)
        if not called and (_called(honour, awards) or not (recipients or titles)):
            return None  # it is the honour of another tier, or all that is known, and nobody has it
        sure = sure if called else min(sure, _CALLED_OTHERWISE)
        found = called or found
    named = bool(recipients or titles or honours)
    return (found[0].iri, sure) if named and len(found) == 1 else None


def _has(award: _Award, recipient: Node, facts: Facts) -> float:
    """Return how sure it is that an award was given to a recipient; 0 where it was not."""
    if written("ug:Person") not in _nodes(facts, "rdf:type"):
        return _SURE if recipient in award.recipients else 0
    name, unit = _person(facts)
    units = [other for same, other in award.persons if same == name]
    if unit and unit in units:
        return _BY_UNIT
    return _BY_NAME if any(not unit or not other for other in units) else 0


def _called(honour: str, awards: Sequence[_Award]) -> list[_Award]:
    """Return the awards of an honour: of just that name, or else of one that the other ends in (2019年度…二等奖)."""
    exact = [award for award in awards if honour in award.honours]
    ends = (a for a in awards if any(h.endswith(honour) or honour.endswith(h) for h in a.honours if h))
    return exact or list(ends)


def _match_change(facts: Facts, awards: Sequence[_Award]) -> Match | None:
    """Return the one award in whose names or title the words stand that an act replaces."""
    for printed in map(_plain, _literals(facts, "ug:replacedText")):
        whole = [award for award in awards if printed in award.words | award.titles]
        inside = [a for a in awards if any(printed in words for words in a.words | a.titles)]
        if len(whole) == 1:
            return whole[0].iri, _SURE
        if not whole and len(inside) == 1 and len(printed) >= _SHORTEST:
            return inside[0].iri, _INSIDE
    return None


# ---------------------------------------------------------------------------------------------- what documents say


def _said(statements: Iterable[Statement], *properties: str) -> dict[Node, Facts]:
    """Return what is said of each thing: everything, or else by some properties."""
    wanted = tuple(f" {written(each)} " for each in properties)
    said: dict[Node, Facts] = {}
    for statement in statements:
        if not wanted or statement.startswith(wanted, statement.find(" ")):
            subject, predicate, value = terms.split(statement)
            values = said.setdefault(subject, {}).setdefault(predicate, [])
            if value not in values:
                values.append(value)
    return said


def _nodes(facts: Facts, predicate: str) -> list[Node]:
    return [each for each in facts.get(written(predicate), ()) if terms.is_node(each)]


def _literals(facts: Facts, *predicates: str) -> list[str]:
    values = (each for predicate in predicates for each in facts.get(written(predicate), ()))
    return [terms.text_of(each) for each in values if terms.is_literal(each)]


def _awards(said: dict[Node, Facts]) -> list[_Award]:
    conferrals = [
        thing for thing, facts in said.items() if written("ug:Conferral") in _nodes(facts, "rdf:type")
    ]
    return [_award(conferral, said) for conferral in sorted(conferrals)]


def _award(conferral: Node, said: dict[Node, Facts]) -> _Award:
    recipients = _nodes(said[conferral], "ug:recipient")
    parties = [said.get(each, {}) for each in recipients]
    persons = [each for each in parties if written("ug:Person") in _nodes(each, "rdf:type")]
    cases = [said.get(each, {}) for each in _nodes(said[conferral], "ug:conferralOf")]
    tiers = [said.get(each, {}) for each in _nodes(said[conferral], "ug:inTier")]
    names = [name for each in parties for name in _literals(each, "skos:prefLabel", "ug:nameAsPrinted")]
    labels = ("skos:prefLabel", "skos:altLabel", "ug:titleAsPrinted")
    return _Award(
        iri=conferral,
        recipients=frozenset(recipients),
        persons=frozenset(_person(each) for each in persons),
        words=frozenset(map(_plain, names)),
        titles=frozenset(_plain(title) for each in cases for title in _literals(each, *labels)),
        honours=frozenset(_honour(label) for each in tiers for label in _literals(each, *labels)),
    )


def _person(facts: Facts) -> tuple[str, str]:
    """Return a person's name and unit, the unit empty where none is printed."""
    units = [_plain(unit) for unit in _literals(facts, "ug:affiliationAsPrinted")]
    return next(map(_plain, _literals(facts, "skos:prefLabel")), ""), next(iter(units), "")


def _mentions(said: dict[Node, Facts]) -> dict[Node, Node]:
    """Return by which mention each thing is named: the first of them, in the order of their IRIs."""
    found: dict[Node, Node] = {}
    for mention in sorted(said, reverse=True):
        if written("ug:states") not in said[mention]:
            found |= dict.fromkeys(_nodes(said[mention], "ug:mentionOf"), mention)
    return found


def _plain(words: str) -> str:
    return grammar.one_width(words).translate(_MARKS)


def _honour(words: str) -> str:
    return _plain(words).removesuffix(_HONOUR_TAIL)


def _forms(title: str, issuers: Sequence[str]) -> set[str]:
    """Return a title as others may print it: with the name of an issuer before 关于, with all their names, or with none."""
    subject = title[title.find(_SUBJECT) :] if _SUBJECT in title else title
    names = list(dict.fromkeys(issuers))
    before = ["", *names, *(sign.join(names) for sign in ("", " ", "、"))]
    return {title, *(f"{each}{subject}" for each in before)}
