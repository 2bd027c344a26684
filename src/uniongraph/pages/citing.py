"""How a thing is cited: by GB/T 7714—2015, as BibTeX and as CSL-JSON, with the release and the day it was looked at.

The day is that of the request, and part of the view; where nobody asks, as in a static site, the reader fills it in.
Who wrote a decision and when it was issued is said where the data says so, and left out where it does not.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from uniongraph.errors import NothingThere
from uniongraph.iris import TITLES, term
from uniongraph.pages.languages import CHINESE
from uniongraph.things import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uniongraph.pages.frame import Frame
    from uniongraph.things import Thing

__all__ = ["Citation", "citation", "said", "written"]

_DATASETS: Final = {language: title for title, language in TITLES}
_EDITIONS: Final = {"zh-Hans": "发布版本", "en": "Release"}
_DAYS: Final = {"zh-Hans": "访问日期", "en": "date of access"}
"""What a citation says itself: it is copied out of the page, whose catalogue does not go along."""
_ESCAPED: Final[Mapping[str, str]] = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{each: f"\\{each}" for each in "{}%#&$_"},
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation of a thing says: ``authors`` and ``number`` of a document, ``dataset`` and ``day`` where they are known."""

    key: str
    iri: str
    title: Words
    dataset: str
    release: str
    language: str
    day: str | None = None
    authors: tuple[str, ...] = ()
    number: str | None = None
    issued: str | None = None
    is_document: bool = False
    licence: str = ""

    @property
    def standard(self) -> str:
        """The thing in the data, by GB/T 7714—2015."""
        authors = f"{self._authors()}. " if self.authors else ""
        edition = f"{_EDITIONS[self.language]} {self.release}"
        day = self.day or _DAYS[self.language]
        within = f"//{self.dataset}" if self.dataset else ""
        return f"{authors}{_ended(self.title.text)}[DS/OL]{within}. {edition}. [{day}]. {self.iri}."

    @property
    def decision(self) -> str | None:
        """The document itself, wherever one has it from; None for other things."""
        if not self.is_document:
            return None
        authors = f"{self._authors()}. " if self.authors else ""
        number = f": {self.number}" if self.number else ""
        issued = f" {self.issued}." if self.issued else ""
        return f"{authors}{_ended(self.title.text)}{number}[Z].{issued}"

    def _authors(self) -> str:
        """Return who is responsible: three are named, of more the first three and that there are others."""
        between, others = ("，", "，等") if self.language == CHINESE else (", ", ", et al")
        return between.join(self.authors[:3]) + (others if len(self.authors) > 3 else "")

    @property
    def bibtex(self) -> str:
        """The thing in the data, and the document itself, as BibTeX."""
        shared = {
            "author": " and ".join(f"{{{_bare(each)}}}" for each in self.authors),
            "title": f"{{{_bare(self.title.text)}}}",
        }
        entries = [
            (
                self.key,
                {
                    **shared,
                    "howpublished": _bare(self.dataset),
                    "edition": _bare(f"{_EDITIONS[self.language]} {self.release}"),
                    "url": quote(self.iri, safe="%/:?#[]@!$&'()*+,;=~"),
                    "urldate": self.day or "",
                    "language": _bare(self.title.language or ""),
                },
            )
        ]
        if self.is_document:
            told = {
                "number": _bare(self.number or ""),
                "date": self.issued or "",
                "year": (self.issued or "")[:4],
            }
            entries.append(
                (f"{self.key}-itself", {**shared, **told, "language": _bare(self.title.language or "")})
            )
        return "\n".join(_entry(key, fields) for key, fields in entries)

    @property
    def csl(self) -> str:
        """The thing in the data, and the document itself, as CSL-JSON."""
        authors = [{"literal": each} for each in self.authors]
        shared = {"title": self.title.text, "author": authors, "language": self.title.language or ""}
        entries: list[dict[str, Any]] = [
            {
                "id": self.key,
                "type": "dataset",
                **shared,
                "container-title": self.dataset,
                "version": self.release,
                "URL": self.iri,
                "accessed": _parts(self.day),
                "license": self.licence,
            }
        ]
        if self.is_document:
            itself = {"id": f"{self.key}-itself", "type": "document", **shared}
            entries.append({**itself, "number": self.number or "", "issued": _parts(self.issued)})
        told = [{name: value for name, value in entry.items() if value} for entry in entries]
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def citation(thing: Thing, frame: Frame) -> Citation:
    """Return how a thing is cited."""
    is_document = thing.kind == "document"
    issued = next(said(thing, "dcterms:issued"), None)
    return Citation(
        re.sub("[^A-Za-z0-9]+", "-", _path(thing, frame)).strip("-") or "thing",
        thing.iri,
        thing.label,
        _DATASETS[frame.language] if frame.dataset else "",
        frame.release,
        frame.language,
        frame.day,
        tuple(said(thing, "ug:issuingBody")) if is_document else (),
        next(said(thing, "ug:documentNumber"), None) if is_document else None,
        issued if is_document and issued and re.fullmatch(r"\d{4}(-\d{2}){0,2}", issued) else None,
        is_document,
        frame.licence,
    )


def written(thing: Thing, frame: Frame, name: str) -> str:
    """Return a citation as a file in the format of this short name."""
    cited = citation(thing, frame)
    if name not in {"bibtex", "csl"}:
        raise NothingThere(f"there are no citations in the format {name!r}", source="page")
    return cited.bibtex if name == "bibtex" else cited.csl


def said(thing: Thing, name: str) -> Iterator[str]:
    """Yield the values of a property of a thing as words, things by their names."""
    for fact in thing.facts:
        if fact.property.iri == term(name).value:
            for value in fact.values:
                yield value.what.text if isinstance(value.what, Words) else value.what.label.text


def _path(thing: Thing, frame: Frame) -> str:
    return (frame.to.path(thing.iri) or thing.iri.partition("://")[2]).removeprefix("id/")


def _ended(title: str) -> str:
    """Return a title on one line, without the full stop that the citation sets itself."""
    return " ".join(title.split()).rstrip(".")


def _bare(text: str) -> str:
    """Return words as BibTeX takes them."""
    return "".join(_ESCAPED.get(each, each) for each in " ".join(text.split()))


def _entry(key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _parts(day: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(each) for each in day.split("-")]]} if day else None
