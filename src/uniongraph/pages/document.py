"""The page of a document, or of one file of it: its frame, its awards, its whole text with what was read from each span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import things
from uniongraph.errors import ParameterError
from uniongraph.pages import findings
from uniongraph.pages.lines import Writer
from uniongraph.pages.rendering import render
from uniongraph.things import kinds, numbering
from uniongraph.things.naming import local

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from uniongraph.pages.frame import Frame
    from uniongraph.things import Award, Awards, Correction, Group, Level, Mark, Paper, Reader

__all__ = ["PER_PAGE", "page"]

PER_PAGE: Final = 200
"""Awards that one page lists."""
_SHOWN: Final = 40
"""Characters of a value that a failure repeats."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text as it is shown: its words as HTML, and what stands in the margin beside it."""

    number: int
    words: Markup
    level: str | None
    notes: Sequence[findings.Note]
    corrections: Sequence[Correction]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document (版头, 主体, 附件) with its lines; ``kind`` is empty where the parts are not known."""

    kind: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the awards of a document; ``outline`` is of all."""

    total: int
    page: int
    pages: int
    groups: Sequence[Group]
    outline: Sequence[tuple[Level, Sequence[Level]]]


def page(reader: Reader, node: ox.NamedNode, frame: Frame) -> str:
    """Return the page of a document or of its text; ParameterError where there is no such page of its awards."""
    is_witness = kinds.kind(reader.classes(node)) == "witness"
    witness = node if is_witness else things.witness_of(reader, node)
    paper = None if witness is None else things.Paper.of(reader, witness)
    asked = dict(frame.values).get("page")
    if paper is None:
        _page_number(asked, 1)
        return _rendered(reader, node, frame, None)
    awards = things.Awards(paper)
    listing = _listing(awards, _page_number(asked, max(1, -(-len(awards) // PER_PAGE))))
    found, links = findings.read(paper), _Links(reader, node, frame, listing)
    return _rendered(
        reader,
        node,
        frame,
        paper,
        awards=None if is_witness else listing,
        found=found,
        outline=listing.outline if len(awards) else (),
        bar_rows=[
            (level.what.label.text, frame.to.page(level.what.iri), level.count)
            for level, _ in listing.outline
        ],
        sections=_sections(
            paper,
            Writer(links.lead, links.name),
            found,
            corrections=things.corrections(paper, frame.to.base),
            levels=_levels(listing),
        ),
        witness=reader.ref(paper.witness),
        about=_about(paper),
    )


def _rendered(reader: Reader, node: ox.NamedNode, frame: Frame, paper: Paper | None, **more: object) -> str:
    values = {"awards": None, "found": findings.Found(), "sections": (), "outline": (), **more}
    thing = things.framed(reader, node, frame.to.base, paper)
    return render("document.html", frame.language, frame=frame, to=frame.to, thing=thing, **values)


def _page_number(asked: str | None, last: int) -> int:
    if asked is None:
        return 1
    number = numbering.number(asked, len(str(last)))
    if not 1 <= number <= last:
        shown = asked if len(asked) <= _SHOWN else f"{asked[:_SHOWN]}…"
        expected = f"a number from 1 to {last}"
        raise ParameterError(
            f"must be {expected}, not {shown!r}",
            parameter="page",
            expected=expected,
            example="1",
            source="page",
        )
    return number


def _listing(awards: Awards, number: int) -> Listing:
    begin = (number - 1) * PER_PAGE
    groups = awards.groups(begin, begin + PER_PAGE)
    return Listing(len(awards), number, max(1, -(-len(awards) // PER_PAGE)), groups, awards.outline)


def _about(paper: Paper) -> Mapping[str, object]:
    """Return what tells one file from another, for the caption below its text."""
    held = {
        name: next((each.value for each in paper.of_all(f"ug:{name}").get(paper.witness, ())), None)
        for name in ("sha256", "encoding", "textLength", "extractedBy")
    }
    formats = paper.nodes(paper.witness, "dcterms:format")
    media = formats[0].value.partition("/media-types/")[2] or formats[0].value if formats else None
    agents = paper.reader.nodes(paper.graph, "prov:wasAttributedTo")
    return {**held, "format": media, "agents": [paper.reader.ref(each) for each in agents]}


class _Links:
    """Where a mark leads and how it is called: the kind of what was read, or the property stated, and its name."""

    def __init__(self, reader: Reader, node: ox.NamedNode, frame: Frame, listing: Listing) -> None:
        self._reader = reader
        self._here = node
        self._frame = frame
        awards = [award for group in listing.groups for award in group.awards]
        self._names = {award.iri: _name(award) for award in awards}

    def lead(self, mark: Mark) -> str | None:
        """Return the address of what was read: of a fact of this very document the row that tells it."""
        for read in mark.reads:
            if read.thing != self._here:
                return self._frame.to.page(read.thing.value)
        states = next((read.states for read in mark.reads if read.states is not None), None)
        return f"#fact-{local(states.value)}" if states is not None else None

    def name(self, mark: Mark) -> str:
        """Return what was read, for those who hear the link or point at it."""
        told = dict.fromkeys(
            self._called(read.thing) if read.states is None else self._reader.ref(read.states).label.text
            for read in mark.reads
        )
        return " · ".join(told)

    def _called(self, thing: ox.NamedNode) -> str:
        if thing.value in self._names:  # its name is that of others, which are known
            return f"{self._class(kinds.class_of('conferral'))}: {self._names[thing.value]}"
        ref = self._reader.ref(thing)
        known = kinds.class_of(ref.kind)
        if known is not None:
            return f"{self._class(known)}: {ref.label.text}"
        classes = self._reader.classes(thing)
        named = ref.label.text if self._reader.names(thing) else ""
        return ": ".join(filter(None, (self._class(classes[0]) if classes else "", named)))

    def _class(self, iri: str | None) -> str:
        return self._reader.ref(ox.NamedNode(iri)).label.text if iri else ""


def _name(award: Award) -> str:
    return award.title.label.text if award.title else "、".join(each.label.text for each in award.recipients)


def _sections(
    paper: Paper,
    writer: Writer,
    found: findings.Found,
    *,
    corrections: Sequence[Correction],
    levels: Mapping[int, str],
) -> list[Section]:
    """Return the lines of a text below its parts, with what belongs beside each."""
    mended: dict[int, list[Correction]] = {}
    for each in corrections:
        mended.setdefault(paper.line_at(each.begin), []).append(each)
    noted: dict[int, list[findings.Note]] = {}
    for note in found.notes:
        noted.setdefault(note.line, []).append(note)
    begins = {line: kind for kind, line in reversed(found.parts)}
    made: list[tuple[str, list[Row]]] = [("", [])]
    for line in things.printed(paper):
        if line.number in begins:
            made.append((begins[line.number], []))
        number = line.number
        row = Row(
            number,
            writer.line(line),
            levels.get(number),
            noted.get(number, ()),
            mended.get(number, ()),
        )
        made[-1][1].append(row)
    return [Section(kind, rows) for kind, rows in made if rows]


def _levels(listing: Listing) -> dict[int, str]:
    found: dict[int, str] = {}
    for tier, categories in listing.outline:
        for name, level in (("tier", tier), *(("category", each) for each in categories)):
            if level.line is not None:
                found.setdefault(level.line, name)
    return found
