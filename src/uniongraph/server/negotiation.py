"""Which format an answer is written in: what the query can give, what ``format=`` names, what ``Accept`` prefers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

import mimeparse  # type: ignore[import-untyped]
from starlette.exceptions import HTTPException

from uniongraph import sparql
from uniongraph.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "CITATIONS",
    "HTML",
    "SOURCE",
    "Choice",
    "best",
    "choose",
    "choose_graph",
    "choose_thing",
    "for_failure",
    "wants_source",
]

HTML: Final = "text/html"
SOURCE: Final = "application/sparql-query"
"""What a query itself is written in."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A format by its short name ("html" for a page), and the media type to call it by."""

    name: str
    media_type: str


# Besides its own media type, what clients ask for a format by; the answer then carries the type that was asked for.
_RESULTS: Final = (
    *(Choice(each.name, each.media_type) for each in sparql.RESULTS.values()),
    Choice("json", "application/json"),
    Choice("xml", "application/xml"),
    Choice("xml", "text/xml"),
    Choice("html", HTML),
)
_GRAPHS: Final = (
    *(Choice(each.name, each.media_type) for each in sparql.GRAPHS.values()),
    Choice("jsonld", "application/json"),
    Choice("turtle", "application/x-turtle"),
    Choice("turtle", "text/n3"),
    Choice("rdfxml", "application/xml"),
    Choice("rdfxml", "text/xml"),
    Choice("html", HTML),
)
CITATIONS: Final = {"application/x-bibtex": "bibtex", "application/vnd.citationstyles.csl+json": "csl"}
"""The media types in which it is told how to cite a thing, as DOIs have them, with their short names."""
_THINGS: Final = (
    Choice("html", HTML),
    *(each for each in _GRAPHS if each.name != "html"),
    *(Choice(name, media_type) for media_type, name in CITATIONS.items()),
)
"""What there is about a thing: its page, what is said of it, how to cite it."""
_FOR_MACHINES: Final = (
    *(each.media_type for each in (*sparql.RESULTS.values(), *sparql.GRAPHS.values())),
    "application/xml",
    "text/xml",
)
_SPELLINGS: Final[Mapping[str, str]] = {
    "srj": "json",
    "srx": "xml",
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "rdf-xml": "rdfxml",
    "nq": "nquads",
    "n-quads": "nquads",
}
_OF_GRAPHS: Final[Mapping[str, str]] = {"json": "jsonld", "xml": "rdfxml"}
"""What clients that know one name for both kinds of answer mean by it when the answer is a graph."""


def best(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type of ``offered`` (the best first) that an Accept header likes most, None where it likes none.

    Ranges that are no media ranges are passed over; a header without any accepts everything.
    """
    look = _looked if len(accept) < _LONG else _looked.__wrapped__
    return look(accept, tuple(offered))


_LONG: Final = 300
"""Characters: clients send the same header with every request, and none that people use is as long as that."""


@lru_cache(256)
def _looked(accept: str, offered: tuple[str, ...]) -> str | None:
    ranges = [part for part in accept.split(",") if part.strip() and _is_range(part)]
    liked: str = mimeparse.best_match(list(reversed(offered)), ",".join(ranges) or "*/*")
    return liked or None


def _is_range(part: str) -> bool:
    try:
        mimeparse.parse_media_range(part)
    except ValueError:
        return False
    return True


def choose(form: str | None, accept: str, asked: Mapping[str, str], *, html: bool) -> Choice:
    """Return the format for a query of this form (of `sparql.form`); HTTPException 406 or ParameterError where there is none.

    ``asked`` are the parameters of the request: ``format``, and ``output`` and ``results``, which some clients send
    besides and which count only where they name something. ``html`` tells whether a page can be made.
    """
    offered = [
        choice
        for choice in (_GRAPHS if form in {"construct", "describe"} else _RESULTS)
        if html or choice.name != "html"
    ]
    return _chosen(offered, accept, asked)


def _chosen(offered: Sequence[Choice], accept: str, asked: Mapping[str, str]) -> Choice:
    if asked.get("format"):
        return _named(asked["format"], offered)
    for name in filter(None, (asked.get("output"), asked.get("results"))):
        found = _lookup(name, offered)
        if found:
            return found
    media_type = best(accept, [choice.media_type for choice in offered])
    if media_type is None:
        can = ", ".join(choice.media_type for choice in offered)
        raise HTTPException(406, f"the answer can be had as {can}; Accept allows none of them")
    return next(choice for choice in offered if choice.media_type == media_type)


def choose_graph(accept: str, asked: Mapping[str, str], names: Sequence[str] | None = None) -> Choice:
    """Return the format for statements, among those of these short names (all that there are); raises as `choose` does."""
    offered = [each for each in _GRAPHS if each.name != "html" and (names is None or each.name in names)]
    if names is not None:
        offered.sort(key=lambda each: names.index(each.name))
    return _chosen(offered, accept, asked)


def choose_thing(accept: str, asked: Mapping[str, str]) -> Choice:
    """Return the format for what is known of a thing: who accepts everything gets the page; raises as `choose` does."""
    return _chosen(_THINGS, accept, asked)


def _lookup(asked: str, offered: Sequence[Choice]) -> Choice | None:
    # A plus sign in an address is a space to whoever decodes it.
    name = asked.strip().lower().replace(" ", "+")
    name = _SPELLINGS.get(name, name)
    names = {name, _OF_GRAPHS.get(name, name)}
    return next((choice for choice in offered if choice.name in names or choice.media_type == name), None)


def _named(asked: str, offered: Sequence[Choice]) -> Choice:
    found = _lookup(asked, offered)
    if found:
        return found
    can = ", ".join(dict.fromkeys(choice.name for choice in offered))
    known = _lookup(asked, [*_RESULTS, *_GRAPHS]) is not None
    said = f"format={asked}: the answer can be had as {can}"
    if known:
        raise HTTPException(406, said)
    raise ParameterError(said, parameter="format", expected=f"one of {can}", example=offered[0].name)


def wants_source(form: str | None, accept: str, asked: Mapping[str, str]) -> bool:
    """Tell whether the query itself is wanted and not its answer; like a page it must be asked for by name."""
    if asked.get("format"):
        return asked["format"] in {"rq", SOURCE}
    if SOURCE not in accept.lower():
        return False
    return best(accept, [*(each.media_type for each in sparql.formats(form)), HTML, SOURCE]) == SOURCE


def for_failure(accept: str) -> Literal["html", "problem", "text"]:
    """Return how to say what went wrong: a page, RFC 9457 problem details, or plain text.

    Who likes what machines read better than a page is no browser, though a page might do.
    """
    liked = best(accept, ["text/plain", "application/problem+json", "application/json", HTML, *_FOR_MACHINES])
    if liked == HTML:
        return "html"
    if liked != "text/plain" and "json" in accept:
        return "problem"
    return "text"
