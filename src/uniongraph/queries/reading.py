"""From an ``.rq`` file to a prepared query, checked so that what loads also runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NoReturn

import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.errors import QueryError, QueryRefused
from uniongraph.queries import header
from uniongraph.queries.parameters import TYPES, Parameter, Term, term, value
from uniongraph.queries.prepared import Query, nearest
from uniongraph.sparql.tokens import body_of, data_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from uniongraph.queries.header import Entry, Map
    from uniongraph.sparql.tokens import DataBlock, Token

__all__ = ["LANGUAGES", "read"]

LANGUAGES: Final = ("zh", "en")
"""Each query says what it is in these."""

_QUERY_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARAMETER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RESERVED = frozenset({"format", "lang", "limit", "offset", "timeout", "view"})
"""What the web address of a query says besides its parameters."""


def read(path: Path) -> Query:
    """Return the prepared query of one file; QueryError names file and line where it is not one."""
    source = path.name
    if not _QUERY_NAME.fullmatch(path.stem):
        _fail("is no name for a query: lower case, digits and single hyphens", source, None)
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"is not UTF-8: {error.reason}", source=source) from error
    except OSError as error:
        raise QueryError(f"cannot be read: {error.strerror}", source=source) from error
    said = header.parse(text, source)
    _only(said, {"summary", "description", "tags", "chart", "parameters"}, source)
    body = _body(text, source)
    return Query(
        name=path.stem,
        summary=_bilingual(said, "summary", source, 1),
        description=_bilingual(said, "description", source, 1),
        tags=_listed(said, "tags", source),
        chart=_chart(said, body),
        parameters=_parameters(said.get("parameters"), body),
        text=text,
    )


def _fail(message: str, source: str, line: int | None) -> NoReturn:
    raise QueryError(message, source=source, line=line)


# ---------------------------------------------------------------------------------------------- the header


def _only(said: Map, known: set[str], source: str) -> None:
    for key, entry in said.items():
        if key not in known:
            _fail(f"unknown key {key!r} in the header{nearest(key, known)}", source, entry.line)


def _text(said: Map, key: str, source: str, line: int) -> str:
    if key not in said:
        _fail(f"the header lacks {key!r}", source, line)
    found = said[key].value
    if not isinstance(found, str) or not found:
        _fail(f"{key!r} must be text", source, said[key].line)
    return found


def _bilingual(said: Map, key: str, source: str, line: int) -> Mapping[str, str]:
    entry = said.get(key)
    if entry is None or not isinstance(entry.value, dict):
        _fail(f"the header lacks {key!r} with zh and en below it", source, entry.line if entry else line)
    _only(entry.value, set(LANGUAGES), source)
    return {language: _text(entry.value, language, source, entry.line) for language in LANGUAGES}


def _listed(said: Map, key: str, source: str) -> tuple[str, ...]:
    entry = said.get(key)
    if entry is None:
        return ()
    if not isinstance(entry.value, list) or not all(isinstance(each, str) for each in entry.value):
        _fail(f"{key!r} must be a list in brackets: [one, two]", source, entry.line)
    return tuple(each for each in entry.value if isinstance(each, str))


def _declared(said: Map, source: str, line: int) -> Parameter:
    """Return a parameter as the header declares it, without its default."""
    _only(said, {"name", "type", "scheme", "finds", "required", "summary", "example"}, source)
    name, kind = _text(said, "name", source, line), _text(said, "type", source, line)
    if not _PARAMETER_NAME.fullmatch(name) or name in _RESERVED:
        _fail(f"{name!r} cannot be the name of a parameter", source, line)
    typed = next((each for each in TYPES if each == kind), None)
    if typed is None:
        _fail(f"there is no type {kind!r}; there are {', '.join(TYPES)}", source, said["type"].line)
    if ("scheme" in said) != (typed == "concept"):
        _fail("a concept, and nothing else, names its scheme", source, line)
    scheme = _text(said, "scheme", source, line) if "scheme" in said else None
    if scheme is not None and not _QUERY_NAME.fullmatch(scheme):
        _fail(f"{scheme!r} cannot be the key of a scheme", source, said["scheme"].line)
    finds = _text(said, "finds", source, line) if "finds" in said else None
    if finds is not None and (typed != "string" or not _PARAMETER_NAME.fullmatch(finds)):
        _fail("'finds' is the name of a variable, for a string", source, said["finds"].line)
    required = _text(said, "required", source, line) if "required" in said else "false"
    if required not in {"true", "false"}:
        _fail(f"'required' is true or false, not {required!r}", source, said["required"].line)
    parameter = Parameter(
        name=name,
        type=typed,
        summary=_bilingual(said, "summary", source, line),
        example=_text(said, "example", source, line),
        required=required == "true",
        scheme=scheme,
        finds=finds,
    )
    try:
        term(parameter, parameter.example)
    except QueryError as error:
        _fail(f"the example of {name!r} does not fit: {error.message}", source, said["example"].line)
    return parameter


# ---------------------------------------------------------------------------------------------- the query


@dataclass(frozen=True, slots=True)
class _Body:
    """The query of a file with its tokens and its one-variable VALUES blocks."""

    text: str
    source: str
    tokens: list[Token]
    blocks: list[DataBlock]

    def line(self, token: int) -> int:
        return self.text.count("\n", 0, self.tokens[token].begin) + 1


def _body(text: str, source: str) -> _Body:
    found = list(sparql.tokens(text))
    try:
        sparql.check(text, found)
    except QueryRefused as error:
        raise QueryRefused(error.message, source=source) from error
    try:
        ox.Store().query(text)
    except (SyntaxError, RuntimeError):
        sparql.evaluate(ox.Store(), text, source=source)  # says where and why
        raise
    return _Body(text, source, found, [block for block in data_blocks(found) if block.single])


def _chart(said: Map, body: _Body) -> tuple[str, ...]:
    """Return the columns of a chart, each of which the query must have."""
    found = _listed(said, "chart", body.source)
    if not found:
        return ()
    answer = ox.Store().query(body.text)
    known = [each.value for each in answer.variables] if isinstance(answer, ox.QuerySolutions) else []
    if len(found) < 2 or set(found) - set(known):
        message = f"'chart' names columns that name a bar, then the one that says how long it is, of {known}"
        _fail(message, body.source, said["chart"].line)
    return found


def _parameters(entry: Entry | None, body: _Body) -> tuple[Parameter, ...]:
    """Return the declared parameters with the defaults that their VALUES blocks hold."""
    said = entry.value if entry is not None else []
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        _fail("'parameters' must be a list of '- name: …'", body.source, entry.line if entry else 1)
    found: dict[str, Parameter] = {}
    for each in said:
        assert isinstance(each, dict)
        line = min(part.line for part in each.values())
        parameter = _declared(each, body.source, line)
        if parameter.name in found:
            _fail(f"declares the parameter {parameter.name!r} twice", body.source, line)
        found[parameter.name] = _with_default(body, parameter, line)
    _check_blocks(found, body)
    return tuple(found.values())


def _with_default(body: _Body, parameter: Parameter, line: int) -> Parameter:
    own = [block for block in body.blocks if block.variables == (parameter.name,)]
    if not own:
        _fail(f"the query has no 'VALUES ?{parameter.name} {{ … }}' for its parameter", body.source, line)
    held = {_held(body, block) for block in own}
    if len(held) > 1:
        _fail(f"the VALUES blocks of ?{parameter.name} hold different defaults", body.source, line)
    default = held.pop()
    if parameter.required:
        if default != term(parameter, parameter.example):
            message = f"{parameter.name!r} is required, so its VALUES must hold its example"
            _fail(message, body.source, line)
        return parameter
    try:
        return replace(parameter, default=None if default is None else value(parameter, default))
    except QueryError as error:
        _fail(f"the default of {parameter.name!r} does not fit: {error.message}", body.source, line)


def _check_blocks(declared: Mapping[str, Parameter], body: _Body) -> None:
    """See that each open VALUES block is a parameter's, or what one finds, and that there is one for what one finds."""
    open_ = {
        block.variables[0]: body.line(block.begin)
        for block in body.blocks
        if [token.text.upper() for token in body.tokens[block.begin : block.end]] == ["UNDEF"]
    }
    finds = {each.finds for each in declared.values() if each.finds}
    for name in open_.keys() - declared.keys() - finds:
        _fail(f"VALUES ?{name} {{ UNDEF }} is no declared parameter", body.source, open_[name])
    for name in sorted(finds - open_.keys()):
        _fail(f"what a parameter finds needs VALUES ?{name} {{ UNDEF }}", body.source, 1)


def _held(body: _Body, block: DataBlock) -> Term | None:
    """Return the one term that a VALUES block holds, None for UNDEF, as the engine reads it."""
    if [token.text.upper() for token in body.tokens[block.begin : block.end]] == ["UNDEF"]:
        return None
    prologue = body.text[: body.tokens[body_of(body.tokens)].begin]
    data = body.text[body.tokens[block.begin - 1].end : body.tokens[block.end].begin]
    answer = ox.Store().query(f"{prologue} SELECT ?x {{ VALUES ?x {{ {data} }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    held = [row[0] for row in answer]
    if len(held) != 1 or not isinstance(held[0], ox.NamedNode | ox.Literal):
        message = f"VALUES ?{block.variables[0]} must hold one term, its default, or UNDEF"
        _fail(message, body.source, body.line(block.begin - 1))
    return held[0]
