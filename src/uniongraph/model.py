"""The values that walk down the corridor: frozen, slotted, and each with the characters it was read from.

Offsets are 0-based Unicode code points into the decoded source, end exclusive; lines and columns are 1-based.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

T_co = TypeVar("T_co", covariant=True)

_BEGIN = attrgetter("span.begin")

Severity = Literal["error", "warning", "info"]
"""error: something could not be read. warning: a person should look. info: worth knowing."""

PartyKind = Literal["organization", "person"]

PartKind = Literal["header", "body", "annex"]
"""版头 (masthead and number), 主体 from the title on, 附件."""

ActKind = Literal["revocation", "correction", "confirmation"]
"""What a later document does to an award that was given before: 撤销, 更正, 继续保留."""


# ---------------------------------------------------------------------------------------------- the text


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A run of characters of one text: [begin, end)."""

    begin: int
    end: int

    def __init__(self, begin: int, end: int) -> None:
        """Set both by their slots: no value is made more often, and a frozen dataclass sets them at half the speed."""
        _SET_BEGIN(self, begin)
        _SET_END(self, end)

    def __len__(self) -> int:
        return self.end - self.begin


_SET_BEGIN, _SET_END = (vars(Span)[name].__set__ for name in ("begin", "end"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands in the file, without its line end; ``number`` counts from 1."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file that is never cleaned: every offset of every later value counts in ``content``.

    ``media_type``, ``sha256`` and ``size`` are those of the file; ``extractor`` names the library that took the
    characters out of it (``docx``, ``pdf``), and is None where the bytes of the file are the text.
    """

    name: str
    media_type: str
    sha256: str
    size: int
    encoding: str
    content: str
    lines: tuple[Line, ...] = field(repr=False)
    extractor: str | None = None

    def quote(self, span: Span) -> str:
        """Return the characters of a span, exactly as they stand."""
        return self.content[span.begin : span.end]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both counted from 1."""
        index = bisect_right(self.lines, offset, key=_BEGIN) - 1
        line = self.lines[max(index, 0)]
        return line.number, offset - line.span.begin + 1

    def line_at(self, offset: int) -> Line:
        """Return the line that an offset falls in."""
        return self.lines[self.position(offset)[0] - 1]


@dataclass(frozen=True, slots=True, init=False)
class Reading(Generic[T_co]):
    """A value and the spans it was read from, in the order of its words: that of the text, but for an honour below its grade.

    ``value`` is normalised (lines joined, stray spaces dropped); the spans quote the print.
    ``confidence`` is 0..1: how sure the rule is that these characters say this.
    """

    value: T_co
    spans: tuple[Span, ...]
    confidence: float = 0.99

    def __init__(self, value: T_co, spans: tuple[Span, ...], confidence: float = 0.99) -> None:
        """Set each by its slot, as a span does."""
        _SET_VALUE(self, value)
        _SET_SPANS(self, spans)
        _SET_CONFIDENCE(self, confidence)


_SET_VALUE, _SET_SPANS, _SET_CONFIDENCE = (
    vars(Reading)[name].__set__ for name in ("value", "spans", "confidence")
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about a text, as a compiler says it."""

    code: str
    severity: Severity
    span: Span
    message: str


# ---------------------------------------------------------------------------------------------- places and names


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division (行政区划) of the gazetteer, as one name stood for one code.

    ``code`` has six digits (GB/T 2260) or nine (NBS towns and subdistricts); ``level`` is a key of the
    scheme ``division-level``; ``parent`` is the code of the division around it; ``variants`` are other forms under
    which documents print it. ``since`` and ``until`` are the years in which sources show it begin and end, both its own
    still; ``editions`` the yearly NBS editions that list it; ``replaced_by`` the codes that its area went to. ``id`` is
    its code or, where the code has another name since, the code and the year of its end (310109018-2018).
    """

    code: str
    name: str
    name_en: str
    level: str
    parent: str | None
    variants: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    editions: tuple[int, ...] = ()
    replaced_by: tuple[str, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.code)


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """An organization's name taken apart by rule: place + core + legal form + union suffix.

    ``kind`` is a key of the scheme ``union-kind`` or None where the name is no union's; ``host`` is the name of
    the body in which the union is established; ``territory`` is the id of the narrowest division the name
    states, or that follows from it and the issuer. Each conclusion carries the key of the rule that drew it, a concept of the scheme ``inference-rule``.
    """

    name: str
    place: str = ""
    core: str = ""
    legal_form: str = ""
    suffix: str = ""
    kind: str | None = None
    kind_rule: str | None = None
    host: str | None = None
    host_rule: str | None = None
    territory: str | None = None
    territory_rule: str | None = None
    territory_variant: str | None = None
    """The form that stands in the name where it is not the registered one (天平街道 for 天平路街道)."""


# ---------------------------------------------------------------------------------------------- the decision


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """发文字号: the issuer's symbol (机关代字), the year and the serial number."""

    symbol: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.symbol}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that the text cites by title, and by number where it prints one."""

    title: Reading[str]
    number: Reading[DocumentNumber] | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number the document declares, with the unit as printed (10 类/个)."""

    number: int
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One item of an enumeration in the body, with the key of the concept it names, where a rule knows it.

    Used for the ways in (``nomination-channel``), the stages (``stage-kind``) and the criteria (no concept).
    """

    label: Reading[str]
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever stands in a recipient slot (获奖单位, 获奖者).

    Of a person, what the print adds in brackets (女, 回族, 追授) is kept apart from the name; ``notes`` holds what
    stands there and is none of these. ``parts`` is an organization's name taken apart.
    """

    name: Reading[str]
    kind: PartyKind = "organization"
    affiliation: Reading[str] | None = None
    post: Reading[str] | None = None
    parts: OrganizationName | None = None
    gender: Reading[str] | None = None
    ethnicity: Reading[str] | None = None
    posthumous: Reading[str] | None = None
    notes: tuple[Reading[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What is honoured (案例), with its recipients in the order of the list; ``notes`` say something of it (编号…)."""

    ordinal: Reading[str] | None
    title: Reading[str] | None
    recipients: tuple[Recipient, ...]
    notes: tuple[Reading[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A heading between tier and case, with the number it declares; ``is_case`` where the heading itself is the case."""

    ordinal: Reading[str] | None
    name: Reading[str] | None
    cases: tuple[Case, ...]
    is_case: bool = False
    declared: Reading[Count] | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """A prize level (奖级) with the number it declares; ``kind`` is a key of the scheme ``tier-kind``."""

    ordinal: Reading[str] | None
    name: Reading[str]
    kind: str
    declared: Reading[Count] | None
    categories: tuple[Category, ...]

    @property
    def number_of_cases(self) -> int:
        """How many cases its categories list."""
        return sum([len(category.cases) for category in self.categories])

    def cases(self) -> Iterator[Case]:
        """Yield every case of the tier, in the order of the list."""
        for category in self.categories:
            yield from category.cases


@dataclass(frozen=True, slots=True)
class Example:
    """A case–organization–honour triple that the body quotes.

    ``position`` is (tier, category, case), each counted from 0, of the annex entry it was matched to.
    """

    organization: Reading[str]
    title: Reading[str]
    honour: Reading[str]
    position: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One correction that a later document makes itself (更正): what was printed, and what it should read."""

    printed: Reading[str]
    corrected: Reading[str] | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What a document does to awards that were given before: it revokes, corrects or confirms them.

    ``words`` are the words that say so, ``document`` the earlier document they name, ``tiers`` the awards concerned,
    in the shape of a list of awards: they were given once, and are not given here.
    """

    kind: ActKind
    words: Reading[str]
    document: Reference | None = None
    tiers: tuple[Tier, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document, from its first character to the next part's."""

    kind: PartKind
    span: Span


def issued_in(date: Reading[datetime.date] | None, number: Reading[DocumentNumber] | None) -> int | None:
    """Return the year in which a document was issued, by its date or else by its number."""
    if date is not None:
        return date.value.year
    return number.value.year if number is not None else None


@dataclass(frozen=True, slots=True)
class Decision:
    """All that was read from one text.

    ``reason`` says why the text is no award decision, and is None where it is one. ``jurisdiction`` is the id
    of the division in which the first issuer acts, where its name states one.
    """

    text: Text
    reason: str | None = None
    parts: tuple[Part, ...] = ()
    jurisdiction: str | None = None
    issuers: tuple[Reading[str], ...] = ()
    issuer_names: tuple[OrganizationName, ...] = ()
    number: Reading[DocumentNumber] | None = None
    title: Reading[str] | None = None
    document_type: Reading[str] | None = None
    date: Reading[datetime.date] | None = None
    addressees: tuple[Reading[str], ...] = ()
    distribution_note: Reading[str] | None = None
    annex_references: tuple[Reading[str], ...] = ()
    annex_titles: tuple[Reading[str], ...] = ()
    references: tuple[Reference, ...] = ()
    edition_year: Reading[int] | None = None
    applications: Reading[Count] | None = None
    channels: tuple[Step, ...] = ()
    stages: tuple[Step, ...] = ()
    criteria: tuple[Step, ...] = ()
    examples: tuple[Example, ...] = ()
    tiers: tuple[Tier, ...] = ()
    acts: tuple[Act, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def year(self) -> int | None:
        """The year in which it was issued, by its date or else by its number, or None where neither is printed."""
        return issued_in(self.date, self.number)

    @property
    def is_award(self) -> bool:
        """Whether the text confers anything."""
        return self.reason is None

    @property
    def has_effect(self) -> bool:
        """Whether the text confers anything, or changes what was conferred before."""
        return self.is_award or bool(self.acts)


# ---------------------------------------------------------------------------------------------- the gate


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that breaks one shape: IRIs of both, the sentence of the shape, and the source's own words."""

    shape: str
    focus: str
    message: str
    value: str | None = None
    path: str | None = None
    quote: str | None = None
    where: str | None = None
