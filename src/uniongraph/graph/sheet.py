"""A sheet of statements in the making: every statement with its graph, every mention with its characters.

A statement is written once, as the line that is published; nothing is a quad in between.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from uniongraph import divisions, grammar, names, terms
from uniongraph.grammar.traditional import simplified_text
from uniongraph.iris import concept, written
from uniongraph.terms import Node, Statement, Term, Words

if TYPE_CHECKING:
    from uniongraph.iris import Minter
    from uniongraph.model import Decision, Reading, Span

__all__ = [
    "Sheet",
    "chinese",
    "conclusion",
    "decimal",
    "integer",
    "plain",
    "scope_named",
    "scope_of",
    "shipped_jurisdiction",
    "stated",
    "year",
]

_HAN = re.compile(f"[{grammar.HAN}]")
_OF_ITS_OWN = ("自治区", *"省市州盟县旗")
"""How a place ends whose name no other has (地名管理条例: 县级以上行政区划名称不应重名).

Districts bear common names all the same (鼓楼区), as towns and streets do: there the issuer's place counts.
"""


def stated(subject: Node, predicate: str, value: Term, graph: Node) -> Statement:
    """Return one statement; the property by its prefixed name."""
    return Statement(f"{subject} {written(predicate)} {value} {graph} .\n")


def chinese(words: str) -> Words:
    """Return words of our own as a literal in simplified Chinese."""
    return terms.tagged(words, "zh-Hans")


def plain(words: str) -> Words:
    """Return words as a plain string: what was printed, in no language."""
    return terms.literal(words)


@lru_cache(maxsize=1 << 14)
def integer(value: int) -> Words:
    """Return a count, an ordinal or an offset.

    Always xsd:integer: the store keeps a number's value and not its derived type, and what is published must be
    what the endpoint answers.
    """
    return terms.typed(str(value), written("xsd:integer"))


@cache
def decimal(value: float) -> Words:
    """Return a confidence, 0..1, in the canonical form of at most two digits."""
    return terms.typed(f"{value:.2f}".rstrip("0").rstrip("."), written("xsd:decimal"))


def year(value: int) -> Words:
    """Return a year of the calendar."""
    return terms.typed(f"{value:04d}", written("xsd:gYear"))


def _is_traditional(content: str) -> bool:
    """Say whether a text is printed in traditional characters: a third of them differ there, in any other hardly one."""
    simple = simplified_text(content)
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
    return shipped_jurisdiction(decision) or min(scopes, key=lambda scope: (len(scope), scope))


def shipped_jurisdiction(decision: Decision) -> str | None:
    """Return the id of the division in which the first issuer acts, where the shipped gazetteer holds it.

    What names are unique in must not change with the divisions that a user loads: each would get another IRI.
    """
    found = divisions.shipped().find(decision.jurisdiction or "")
    return found.id if found is not None else None


def scope_named(issuer: str) -> str:
    """Return the widest place that a body is named after (泊洲市, 清河县), or the body itself."""
    name = grammar.simplified(issuer)
    return next(iter(names.opening_places(name)), name)


@lru_cache(maxsize=1 << 13)
def _scope_stated(name: str, jurisdiction: str | None, gazetteer: divisions.Gazetteer) -> str | None:
    """Return what a name itself says of the place in which it is unique, or None where only the issuer's place can tell.

    It is the province of a division that the gazetteer knows, or else a province, a city or a county as it is printed.
    """
    own = gazetteer.top(jurisdiction) if jurisdiction else None
    match = gazetteer.match(name, jurisdiction=jurisdiction)
    top = gazetteer.top(match.division.id) if match else None
    if top and match and (jurisdiction or match.printed.startswith(top.name)):
        return top.code
    short = gazetteer.short_prefix(name, jurisdiction=own.code) if own else ""
    if own and short and own.name.startswith(short):
        return own.code
    place = next(iter(names.opening_places(grammar.simplified(name))), "")
    is_place = place.endswith(_OF_ITS_OWN) and not names.opening_group(name, names.shipped_groups())
    return place if is_place else None


def _set_off(*names: str) -> tuple[str, ...]:
    """Return properties as they stand in a statement, with the space before and behind each."""
    return tuple(f" {written(name)} " for name in names)


_TYPE, _SUBJECT, _PREDICATE, _OBJECT, _DERIVED = _set_off(
    "rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "prov:wasDerivedFrom"
)
_ANCHOR, _BEGIN, _END, _CONTEXT = _set_off(
    "nif:anchorOf", "nif:beginIndex", "nif:endIndex", "nif:referenceContext"
)
_BY_RULE, _CONFIDENCE, _IN_PART, _LINE, _OF, _ON, _STATES, _MOTIVATED = _set_off(
    *(f"ug:{name}" for name in ("byRule", "confidence", "inPart", "line", "mentionOf", "span", "states")),
    "oa:motivatedBy",
)
_IDENTIFYING, _DESCRIBING = (written(f"oa:{name}") for name in ("identifying", "describing"))
_INFERENCE, _MENTION, _SPAN = (written(f"ug:{name}") for name in ("Inference", "Mention", "Span"))


@dataclass(slots=True)
class Sheet:
    """The statements about one decision.

    ``slug`` is the document's, ``document`` and ``witness`` the IRIs of the document and of the file that was read.
    """

    decision: Decision
    minter: Minter
    slug: str
    document: Node = field(init=False)
    witness: Node = field(init=False)
    scope: str = field(init=False)
    lines: list[str] = field(default_factory=list)
    """What was stated so far, each statement its line."""
    mentions: list[tuple[Span, Node, Node]] = field(default_factory=list)
    traditional: bool = field(init=False)
    _begins: list[int] = field(init=False)
    """Where the lines of the text begin."""
    _scopes: tuple[str, ...] = field(init=False)
    """In which a name may be frozen already."""
    _organizations: dict[str, Node] = field(default_factory=dict)
    _parts: dict[str, Node] = field(default_factory=dict)
    _stretches: list[tuple[int, int, Node]] = field(init=False)
    """From where to where each part goes."""
    _spans: dict[tuple[int, int], Node] = field(default_factory=dict)
    _mentioned: dict[Node, int] = field(default_factory=dict)
    """How often something was said of a span."""
    _end: str = field(init=False)
    """How a statement of the paper ends: most end so, and what all spans have in common is written once too."""
    _jurisdiction: str | None = field(init=False)
    _gazetteer: divisions.Gazetteer = field(init=False)
    """The shipped divisions of the document's year, and that of them in which its issuer acts."""
    _names: str = field(init=False)
    _inferred: str = field(init=False)
    _editorial: str = field(init=False)
    """How one ends in each of the other graphs."""
    _is_span: str = field(init=False)
    _in_witness: str = field(init=False)
    _is_mention: str = field(init=False)
    _stem: str = field(init=False)
    """How the IRI of a mention begins."""

    def __post_init__(self) -> None:
        self.document = self.minter.thing(f"doc/{self.slug}")
        self.witness = self.minter.witness(self.slug, self.decision.text.sha256)
        self.scope = scope_of(self.decision)
        self._jurisdiction = shipped_jurisdiction(self.decision)
        self._gazetteer = divisions.shipped().at(self.decision.year)
        self._scopes = (self.scope, *(issuer.value for issuer in self.decision.issuers))
        self.traditional = _is_traditional(self.decision.text.content)
        self._end, self._names, self._inferred, self._editorial = (
            f" {self.minter.graph(path)} .\n"
            for path in (f"doc/{self.slug}", "names", "inferred", "editorial")
        )
        self._begins = [line.span.begin for line in self.decision.text.lines]
        parts = self.decision.parts
        self._stretches = [(part.span.begin, part.span.end, self.part(part.kind)) for part in parts]
        self._is_span = f"{_TYPE}{_SPAN}{self._end}"
        self._in_witness = f"{_CONTEXT}{self.witness}{self._end}"
        self._is_mention = f"{_TYPE}{_MENTION}{self._end}"
        self._stem = self.minter.thing(f"mention/{self.slug}")[:-1]

    @property
    def statements(self) -> list[Statement]:
        """What was stated, in the order in which it was."""
        return cast("list[Statement]", self.lines)

    def say(self, subject: Node, predicate: str, value: Term) -> None:
        """State what the paper says."""
        self.lines.append(f"{subject} {written(predicate)} {value}{self._end}")

    def name(self, subject: Node, predicate: str, value: Term) -> None:
        """State what several documents may say alike of one thing: its class and its names.

        These stand in one graph for all, because a query over the union of graphs counts a triple once a graph.
        """
        self.lines.append(f"{subject} {written(predicate)} {value}{self._names}")

    def infer(self, subject: Node, predicate: str, value: Term) -> None:
        """State what a rule concludes."""
        self.lines.append(f"{subject} {written(predicate)} {value}{self._inferred}")

    def edit(self, subject: Node, predicate: str, value: Term) -> None:
        """State what an editor proposes."""
        self.lines.append(f"{subject} {written(predicate)} {value}{self._editorial}")

    def printed(self, reading: Reading[object]) -> str:
        """Return the characters of a reading as they stand, without what lies between its spans."""
        content = self.decision.text.content
        return "".join([content[span.begin : span.end] for span in reading.spans])

    def chinese(self, words: str) -> Words:
        """Return words of the document as a literal in the script that it is printed in.

        Words that are written alike in both are simplified ones, so that one name in two documents is one literal.
        """
        is_hant = self.traditional and grammar.simplified(words) != words
        return terms.tagged(words, "zh-Hant" if is_hant else "zh-Hans")

    def organization(self, name: str) -> Node:
        """Return the IRI of an organization: one name within one scope is one organization.

        The scope is what the name says of its own place, else that of the issuers; or that in which it is frozen already.
        """
        known = self._organizations.get(name)
        if known is None:
            scope = (
                self.minter.registry.scope_of("organization", self._scopes, name)
                or _scope_stated(name, self._jurisdiction, self._gazetteer)
                or self.scope
            )
            known = self._organizations[name] = self.minter.organization(name, scope)
        return known

    def span(self, span: Span) -> Node:
        """Return the IRI of a run of characters, stating once what stands there."""
        begin, end = span.begin, span.end
        iri = self._spans.get((begin, end))
        if iri is None:
            iri = self._spans[begin, end] = self.minter.span(self.witness, span)
            text, over = self.decision.text, self._end
            line = text.lines[(bisect_right(self._begins, begin) or 1) - 1].number
            self.lines += (
                f"{iri}{_ANCHOR}{terms.literal(text.content[begin:end])}{over}",
                f"{iri}{_BEGIN}{integer(begin)}{over}",
                f"{iri}{_END}{integer(end)}{over}",
                f"{iri}{self._in_witness}",
                f"{iri}{self._is_span}",
                f"{iri}{_IN_PART}{self._part_at(begin)}{over}",
                f"{iri}{_LINE}{integer(line)}{over}",
            )
        return iri

    def _part_at(self, offset: int) -> Node:
        for begin, end, part in self._stretches:
            if begin <= offset < end:
                return part
        return self.part("body")

    def part(self, kind: str) -> Node:
        """Return the IRI of a part of the document."""
        if kind not in self._parts:
            self._parts[kind] = self.minter.thing(f"doc/{self.slug}/part/{kind}")
        return self._parts[kind]

    def mention(self, thing: Node, reading: Reading[object], *, states: str | None = None) -> Node:
        """Claim that some characters name a thing, or state one property of it; return the first mention.

        A reading over several lines gives one mention for each of its spans.
        """
        first = self._mention(thing, reading.spans[0], reading.confidence, states)
        for span in reading.spans[1:]:
            self._mention(thing, span, reading.confidence, states)
        return first

    def _mention(self, thing: Node, span: Span, confidence: float, states: str | None) -> Node:
        spot = self.span(span)
        number = self._mentioned[spot] = self._mentioned.get(spot, 0) + 1
        iri = Node(f"{self._stem}/{span.begin}-{span.end}/{number}>")
        over, why = self._end, _IDENTIFYING if states is None else _DESCRIBING
        self.lines += (
            f"{iri}{self._is_mention}",
            f"{iri}{_MOTIVATED}{why}{over}",
            f"{iri}{_CONFIDENCE}{decimal(confidence)}{over}",
            f"{iri}{_OF}{thing}{over}",
            f"{iri}{_ON}{spot}{over}",
        )
        if states is None:
            self.mentions.append((span, thing, iri))
        else:
            self.lines.append(f"{iri}{_STATES}{written(states)}{over}")
        return iri

    def conclude(
        self, subject: Node, predicate: str, value: Node, *, rule: str, sure: float, source: Node
    ) -> None:
        """State a conclusion, and beside it the rule that drew it and the mention it was drawn from."""
        key = terms.iri_of(value).rstrip("/").rpartition("/")[2]
        triple = (subject, predicate, value)
        self.lines += conclusion(triple, key=key, rule=rule, sure=sure, source=source, minter=self.minter)


def conclusion(
    triple: tuple[Node, str, Node],
    *,
    key: str,
    rule: str,
    sure: float,
    source: Node,
    minter: Minter,
) -> list[Statement]:
    """Return a conclusion in the graph ``inferred``, with the inference that names the rule and the mention behind it.

    ``key`` ends the IRI of the inference: it tells conclusions of one thing and one property apart.
    """
    subject, name, value = triple
    graph, predicate = minter.graph("inferred"), written(name)
    path = terms.iri_of(subject).removeprefix(f"{minter.base}id/")
    # made of IRIs and a name of our own, and so one without a look
    iri = Node(f"<{minter.base}id/inference/{path}/{name.partition(':')[2]}/{key}>")
    over = f" {graph} .\n"
    lines = [
        f"{subject} {predicate} {value}{over}",
        f"{iri}{_TYPE}{_INFERENCE}{over}",
        f"{iri}{_OBJECT}{value}{over}",
        f"{iri}{_PREDICATE}{predicate}{over}",
        f"{iri}{_SUBJECT}{subject}{over}",
        f"{iri}{_DERIVED}{source}{over}",
        f"{iri}{_BY_RULE}{concept('inference-rule', rule)}{over}",
        f"{iri}{_CONFIDENCE}{decimal(sure)}{over}",
    ]
    return cast("list[Statement]", lines)
