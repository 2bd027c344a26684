"""What can be drawn, as values: who wins what, how a list is laid out, how the frame of a document is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from generated.words import SIMPLIFIED, TRADITIONAL

__all__ = ["Annex", "Content", "Drawn", "Entry", "Form", "Frame", "Honour", "Listed", "Section", "Winner"]

Kind = Literal["case", "organization", "person", "inverted"]
Said = tuple[str | None, str | None, str | None, str | None, str | None]
ActKind = Literal["revocation", "correction", "confirmation"]
Pages = Literal["none", "lines", "words", "names"]
Groups = Literal["none", "topics", "mixed", "places"]
Heads = Literal["numbered", "bare", "none", "column", "merged", "row", "prizes"]
Layout = Literal[
    "lines",
    "dash",
    "list",
    "columns",
    "pipe",
    "tab",
    "bars",
    "stacked",
    "fused",
    "comma",
    "project",
    "labels",
    "heads",
]
NumberAt = Literal["top", "below", "bracketed", "glued", "behind", "labelled", "none"]
Dated = Literal["signed", "end", "title", "number", "none"]
Masthead = Literal["file", "beside", "between", "none"]
Titled = Literal["、", " ", "", "none"]
DateForm = Literal["arabic", "spaced", "wide", "chinese", "dashes", "strokes", "dots"]
Signed = Literal["beside", "lines", "fused", "none"]
_TO_TRADITIONAL: Final = str.maketrans(SIMPLIFIED, TRADITIONAL)
_HAN: Final = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """Return a number below a hundred in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Winner:
    """Who wins: a name; for a person also gender, ethnicity, posthumous, affiliation and post, in that order."""

    name: str
    said: Said = (None,) * 5
    is_person: bool = False

    @property
    def printed(self) -> str:
        """The name with what is added to it in brackets; one of two characters and nothing more is spaced."""
        notes = "，".join(each for each in self.said[:3] if each)
        if notes:
            return f"{self.name}（{notes}）"
        return f"{self.name[0]}　{self.name[1]}" if len(self.name) == 2 else self.name


@dataclass(frozen=True, slots=True)
class Entry:
    """A case with its winners; title None where the honour goes to the winner alone."""

    ordinal: str | None
    title: str | None
    winners: tuple[Winner, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A category; name None where the tier has none. One that is itself the case has one entry, of the same name."""

    name: str | None
    entries: tuple[Entry, ...]
    ordinal: str | None = None
    is_case: bool = False


@dataclass(frozen=True, slots=True)
class Honour:
    """A tier with the number it declares (0 for 空缺, None where none is printed)."""

    name: str
    declared: int | None
    sections: tuple[Section, ...]
    ordinal: str | None = None
    grade: str | None = None
    """The end of the name that stands below the categories of a prize, not beside its other words."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the tier, in the order of the list."""
        return tuple(entry for section in self.sections for entry in section.entries)


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one list: what it honours, how its entries are laid out, and the marks it is printed with."""

    kind: Kind
    layout: Layout
    count: str
    """What stands behind a tier's name, with a place for the number and its unit; empty where nothing does."""
    unit: str
    numeral: Literal["arabic", "chinese"]
    vacant: str
    """How a tier without winners says so."""
    width: int
    """How many names stand on one line in columns."""
    gap: str
    """What parts two columns."""
    order: str
    """What the list says of the order of its winners, if anything."""
    ordered_at: Literal["head", "end"]
    """Whether it says so below its title or below its last line."""
    head_mark: str
    """The form of a tier's ordinal."""
    groups: Groups
    """What categories are: topics, topics some of which are themselves the case, places, or nothing."""
    dash: str
    separator: str
    mark: str
    heads: Heads
    """Whether tiers have headings with ordinals, headings without, are the annex itself, stand in the cells of
    a table, or are the grades of prizes, below the categories of each."""
    runs_on: bool
    """Whether the ordinals of entries go on across tiers."""
    repeats: bool
    """Whether the head of a table comes again behind a page number."""
    particulars: bool
    """Whether gender and ethnicity have columns."""
    remarks: bool
    """Whether there is a column for remarks."""

    def counted(self, number: int) -> str:
        """Return a declared number as the form prints it."""
        return self.count.format(f"{chinese(number) if self.numeral == 'chinese' else number}{self.unit}")


@dataclass(frozen=True, slots=True)
class Annex:
    """A list with its title and its form."""

    title: str
    form: Form
    honours: tuple[Honour, ...]

    @property
    def heading(self) -> str:
        """The title with the number that it declares where the list is one tier (……名单（3个）)."""
        if self.form.heads != "none" or self.honours[0].declared is None:
            return self.title
        return self.title + self.form.counted(self.honours[0].declared)


@dataclass(frozen=True, slots=True)
class Listed:
    """Awards that annexes list."""

    annexes: tuple[Annex, ...]
    quoting: tuple[str, ...] = ()
    """The paragraphs that quote some of the winners as examples."""
    examples: tuple[tuple[str, str, str], ...] = ()
    """What is quoted: title, winner and honour."""
    hopes: tuple[str, ...] = ()
    """The paragraphs that say what is hoped for or to be done."""

    @property
    def honours(self) -> tuple[Honour, ...]:
        """What is given, in the order of the lists."""
        return tuple(honour for annex in self.annexes for honour in annex.honours)


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that confers nothing: words of the reason, its paragraphs, and a list that it may hold all the same."""

    reason: str
    paragraphs: tuple[str, ...]
    annexes: tuple[Annex, ...] = ()
    honours: tuple[Honour, ...] = ()


@dataclass(frozen=True, slots=True)
class Granted:
    """Awards that the prose gives, with no list below it."""

    paragraphs: tuple[str, ...]
    honours: tuple[Honour, ...]
    opens: int
    """How many of its sentences leave winners to a list that is not there (甲等10个单位)."""
    examples: tuple[tuple[str, str, str], ...] = ()
    """The cases that its sentences quote: title, winner and honour."""
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """What a document does to awards that were given before: it gives none of them."""

    kind: ActKind
    paragraphs: tuple[str, ...]
    cited: tuple[str, str] | None
    """Title and number of the earlier document, where it is cited."""
    concerned: tuple[Honour, ...]
    """The awards concerned."""
    changes: tuple[tuple[str, str], ...] = ()
    """What was printed, and what it should read."""
    annexes: tuple[Annex, ...] = ()
    honours: tuple[Honour, ...] = ()


Content = Listed | Granted | Later | Refused


@dataclass(frozen=True, slots=True)
class Frame:
    """How what stands around the awards is printed: masthead, number, title, addressees, date, pages."""

    masthead: Masthead
    """Where 文件 stands: behind the last organ, on the line below all, between two, or nowhere."""
    titled: Titled
    """What parts the organs at the head of the title; none where the title begins with 关于."""
    number_at: NumberAt
    number: str
    """The form of the number, with places for its year and its serial."""
    dated: Dated
    """Where the date stands: below the signature, below the lists, in brackets below the title, alone or with the number."""
    date: DateForm
    zero: str
    """What stands for zero in a Chinese year."""
    signed: Signed
    """How who signs is printed: on one line, on one each, right before the date."""
    seal: str
    """What stands behind who signs, in the place of the seal or for whose it is."""
    warnings: tuple[str, ...]
    """The lines above all: how many copies there are, how secret and how urgent the document is."""
    approved: Literal["none", "alone", "beside"]
    """Where it stands who approved the document (签发人): on a line of its own, beside the number, or nowhere."""
    note: str
    """Who may see the document, below the date; empty where nothing says so."""
    imprint: tuple[str, ...]
    """The lines at the end: subjects, who gets a copy, who printed it when."""
    imprint_at: Literal["foot", "end"]
    """Whether they stand above the annexes or below them."""
    cuts: tuple[int, ...]
    """Where the title is broken, counted from 关于."""
    wrap: Literal["\n", " "]
    """What stands where it is broken: a line end, or the space that one was turned into."""
    parting: Literal["，", "、", "；"]
    """What stands between the addressees."""
    folded: bool
    """Whether the addressees go on over the line end."""
    indent: Literal["", "　　", "    "]
    """How a paragraph begins."""
    refers: Literal["marks", "dashes", "items", "below", "none"]
    """How the text names its annexes: 附件1：, 附件1——, 附件：1., the items below 附件：, or not at all."""
    opens: Literal["mark", "spaced", "colon", "titled", "page"]
    """What opens an annex: 附件1, 附件 1, 附件1：, the mark and the title on one line, or on a page of their own."""
    pages: Pages
    """Whether pages end between lines, within words of prose and titles, or within the names of listed bodies too."""
    page_number: str
    traditional: bool
    """Whether the document is in traditional characters (繁体)."""
    site: int | None
    """Which of a web page's forms stand around the document, if any."""
    running: Literal["none", "masthead", "title"]
    """What is printed over each page."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as it was drawn: who says what when, and how it is printed."""

    issuers: tuple[str, ...]
    symbol: str
    serial: int
    about: str
    """The title from 关于 on."""
    date: tuple[int, int, int]
    addressees: tuple[str, ...]
    content: Content
    frame: Frame

    def written(self, words: str) -> str:
        """Return words in the characters of the document."""
        return words.translate(_TO_TRADITIONAL) if self.frame.traditional else words

    @property
    def title(self) -> str:
        """The title as it is read: with the space between two issuers, where nothing else parts them."""
        parted = self.frame.titled
        return ("" if parted == "none" else parted.join(self.issuers)) + self.about
