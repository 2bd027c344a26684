"""A sheet of statements in the making: every statement with its graph, every mention with its characters."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from uniongraph import divisions, grammar, names
from uniongraph.iris import concept, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.iris import Minter
    from uniongraph.model import Decision, Reading, Span

__all__ = ["Sheet", "chinese", "conclusion", "decimal", "integer", "plain", "scope_named", "scope_of", "year"]

Value = NamedNode | Literal

_HAN = re.compile(f"[{grammar.HAN}]")
_OF_ITS_OWN = ("自治区", *"省市州盟县旗")
"""How a place ends whose name no other has (地名管理条例: 县级以上行政区划名称不应重名).

Districts bear common names all the same (鼓楼区), as towns and streets do: there the issuer's place counts.
"""


def chinese(words: str) -> Literal:
    """Return words of our own as a literal in simplified Chinese."""
    return Literal(words, language="zh-Hans")


def plain(words: str) -> Literal:
    """Return words as a plain string: what was printed, in no language."""
    return Literal(words)


@lru_cache(maxsize=1 << 14)
def integer(value: int) -> Literal:
    """Return a count, an ordinal or an offset.

    Always xsd:integer: the store keeps a number's value and not its derived type, and what is published must be
    what the endpoint answers.
    """
    return Literal(str(value), datatype=term("xsd:integer"))


@cache
def decimal(value: float) -> Literal:
    """Return a confidence, 0..1, in the canonical form of at most two digits."""
    return Literal(f"{value:.2f}".rstrip("0").rstrip("."), datatype=term("xsd:decimal"))


def year(value: int) -> Literal:
    """Return a year of the calendar."""
    return Literal(f"{value:04d}", datatype=term("xsd:gYear"))


def _is_traditional(content: str) -> bool:
    """Say whether a text is printed in traditional characters: a third of them differ there, in any other hardly one."""
    simple = grammar.simplified(content)
    if simple == content:
        return False
    changed: int = sum(map(operator.ne, content, simple))
    return changed * 10 >= len(_HAN.findall(content))


def scope_of(decision: Decision) -> str:
    """Return in which names are unique: the jurisdiction of the first issuer, else the place the issuers are named after.

    Where they are named after none it is the one with the shortest name, in whatever order they stand.
    """
    issuers = [issuer.value for issuer in decision.issuers]
    found = [each for each in issuers if names.opening_places(grammar.simplified(each))] or issuers
    scopes = [scope_named(issuer) for issuer in found] or [""]
    return decision.jurisdiction or min(scopes, key=lambda scope: (len(scope), scope))


def scope_named(issuer: str) -> str:
    """Return the widest place that a body is named after (泊洲市, 清河县), or the body itself."""
    name = grammar.simplified(issuer)
    return next(iter(names.opening_places(name)), name)


def _scope_stated(name: str, jurisdiction: str | None) -> str | None:
    """Return what a name itself says of the place in which it is unique, or None where only the issuer's place can tell.

    It is the province of a division that the gazetteer knows, or else a province, a city or a county as it is printed.
    """
    gazetteer = divisions.shipped()
    own = gazetteer.top(jurisdiction) if jurisdiction else None
    match = gazetteer.match(name, jurisdiction=jurisdiction)
    top = gazetteer.top(match.division.code) if match else None
    if top and match and (jurisdiction or match.printed.startswith(top.name)):
        return top.code
    short = gazetteer.short_prefix(name, jurisdiction=own.code) if own else ""
    if own and short and own.name.startswith(short):
        return own.code
    place = next(iter(names.opening_places(grammar.simplified(name))), "")
    is_place = place.endswith(_OF_ITS_OWN) and not names.opening_group(name, names.shipped_groups())
    return place if is_place else None


@dataclass(slots=True)
class Sheet:
    """The statements about one decision.

    ``slug`` is the document's, ``document`` and ``witness`` the IRIs of the document and of the file that was read.
    """

    decision: Decision
    minter: Minter
    slug: str
    document: NamedNode = field(init=False)
    witness: NamedNode = field(init=False)
    scope: str = field(init=False)
    quads: list[Quad] = field(default_factory=list)
    mentions: list[tuple[Span, NamedNode, NamedNode]] = field(default_factory=list)
    traditional: bool = field(init=False)
    _read: NamedNode = field(init=False)
    _names: NamedNode = field(init=False)
    _inferred: NamedNode = field(init=False)
    _editorial: NamedNode = field(init=False)
    _organizations: dict[str, NamedNode] = field(default_factory=dict)
    _parts: dict[str, NamedNode] = field(default_factory=dict)
    _spans: dict[Span, NamedNode] = field(default_factory=dict)
    _mentions_on: dict[Span, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document = self.minter.thing(f"doc/{self.slug}")
        self.witness = self.minter.witness(self.slug, self.decision.text.sha256)
        self.scope = scope_of(self.decision)
        self.traditional = _is_traditional(self.decision.text.content)
        self._read = self.minter.graph(f"doc/{self.slug}")
        self._names = self.minter.graph("names")
        self._inferred = self.minter.graph("inferred")
        self._editorial = self.minter.graph("editorial")

    def say(self, subject: NamedNode, predicate: str, *values: Value) -> None:
        """State what the paper says."""
        for value in values:
            self.quads.append(Quad(subject, term(predicate), value, self._read))

    def _fill(self, graph: NamedNode, subject: NamedNode, statements: Iterable[tuple[str, Value]]) -> None:
        """State in one graph all that is said of one subject: what most statements are made by."""
        self.quads += [Quad(subject, term(predicate), value, graph) for predicate, value in statements]

    def name(self, subject: NamedNode, predicate: str, *values: Value) -> None:
        """State what several documents may say alike of one thing: its class and its names.

        These stand in one graph for all, because a query over the union of graphs counts a triple once a graph.
        """
        for value in values:
            self.quads.append(Quad(subject, term(predicate), value, self._names))

    def chinese(self, words: str) -> Literal:
        """Return words of the document as a literal in the script that it is printed in.

        Words that are written alike in both are simplified ones, so that one name in two documents is one literal.
        """
        is_hant = self.traditional and grammar.simplified(words) != words
        return Literal(words, language="zh-Hant" if is_hant else "zh-Hans")

    def organization(self, name: str) -> NamedNode:
        """Return the IRI of an organization: one name within one scope is one organization.

        The scope is what the name says of its own place, else that of the issuers; or that in which it is frozen already.
        """
        if name not in self._organizations:
            before = (self.scope, *(issuer.value for issuer in self.decision.issuers))
            frozen = (each for each in before if self.minter.registry.known("organization", each, name))
            scope = next(frozen, None) or _scope_stated(name, self.decision.jurisdiction) or self.scope
            self._organizations[name] = self.minter.organization(name, scope)
        return self._organizations[name]

    def infer(self, subject: NamedNode, predicate: str, *values: Value) -> None:
        """State what a rule concludes."""
        for value in values:
            self.quads.append(Quad(subject, term(predicate), value, self._inferred))

    def edit(self, subject: NamedNode, predicate: str, *values: Value) -> None:
        """State what an editor proposes."""
        for value in values:
            self.quads.append(Quad(subject, term(predicate), value, self._editorial))

    def span(self, span: Span) -> NamedNode:
        """Return the IRI of a run of characters, stating once what stands there."""
        known = self._spans.get(span)
        if known is not None:
            return known
        iri = self._spans[span] = self.minter.span(self.witness, span)
        text = self.decision.text
        inside = (part.kind for part in self.decision.parts if part.span.begin <= span.begin < part.span.end)
        self._fill(
            self._read,
            iri,
            (
                ("rdf:type", term("ug:Span")),
                ("nif:referenceContext", self.witness),
                ("nif:beginIndex", integer(span.begin)),
                ("nif:endIndex", integer(span.end)),
                ("nif:anchorOf", plain(text.quote(span))),
                ("ug:line", integer(text.position(span.begin)[0])),
                ("ug:inPart", self.part(next(inside, "body"))),
            ),
        )
        return iri

    def part(self, kind: str) -> NamedNode:
        """Return the IRI of a part of the document."""
        if kind not in self._parts:
            self._parts[kind] = self.minter.thing(f"doc/{self.slug}/part/{kind}")
        return self._parts[kind]

    def mention(self, thing: NamedNode, reading: Reading[object], *, states: str | None = None) -> NamedNode:
        """Claim that some characters name a thing, or state one property of it; return the first mention.

        A reading over several lines gives one mention for each of its spans.
        """
        made = [self._mention(thing, span, reading.confidence, states) for span in reading.spans]
        return made[0]

    def _mention(self, thing: NamedNode, span: Span, confidence: float, states: str | None) -> NamedNode:
        count = self._mentions_on[span] = self._mentions_on.get(span, 0) + 1
        iri = self.minter.thing(f"mention/{self.slug}/{span.begin}-{span.end}/{count}")
        self._fill(
            self._read,
            iri,
            (
                ("rdf:type", term("ug:Mention")),
                ("ug:span", self.span(span)),
                ("ug:mentionOf", thing),
                ("oa:motivatedBy", term("oa:identifying" if states is None else "oa:describing")),
                ("ug:confidence", decimal(confidence)),
            ),
        )
        if states is not None:
            self.say(iri, "ug:states", term(states))
        else:
            self.mentions.append((span, thing, iri))
        return iri

    def conclude(
        self,
        subject: NamedNode,
        predicate: str,
        value: NamedNode,
        *,
        rule: str,
        sure: float,
        source: NamedNode,
    ) -> None:
        """State a conclusion, and beside it the rule that drew it and the mention it was drawn from."""
        key = value.value.rstrip("/").rpartition("/")[2]
        stated = (subject, predicate, value)
        self.quads += conclusion(stated, key=key, rule=rule, sure=sure, source=source, minter=self.minter)


def conclusion(
    stated: tuple[NamedNode, str, NamedNode],
    *,
    key: str,
    rule: str,
    sure: float,
    source: NamedNode,
    minter: Minter,
) -> list[Quad]:
    """Return a conclusion in the graph ``inferred``, with the inference that names the rule and the mention behind it.

    ``key`` ends the IRI of the inference: it tells conclusions of one thing and one property apart.
    """
    subject, predicate, value = stated
    graph = minter.graph("inferred")
    path = subject.value.removeprefix(f"{minter.base}id/")
    iri = minter.thing(f"inference/{path}/{predicate.partition(':')[2]}/{key}")
    return [
        Quad(subject, term(predicate), value, graph),
        Quad(iri, term("rdf:type"), term("ug:Inference"), graph),
        Quad(iri, term("rdf:subject"), subject, graph),
        Quad(iri, term("rdf:predicate"), term(predicate), graph),
        Quad(iri, term("rdf:object"), value, graph),
        Quad(iri, term("ug:byRule"), concept("inference-rule", rule), graph),
        Quad(iri, term("ug:confidence"), decimal(sure), graph),
        Quad(iri, term("prov:wasDerivedFrom"), source, graph),
    ]
