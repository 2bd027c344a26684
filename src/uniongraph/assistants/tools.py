"""The tools: what each is called, takes and gives, and who answers a call."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import mcp_types as types
from mcp.shared.exceptions import MCPError

from uniongraph.assistants import answering, arguments, schemas
from uniongraph.errors import UnionGraphError
from uniongraph.queries.prepared import nearest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from uniongraph.assistants.answering import Answer
    from uniongraph.assistants.arguments import Arguments
    from uniongraph.server.schemas import Object
    from uniongraph.server.service import Service

__all__ = ["call", "offered"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Tool:
    """A tool that is there whatever the prepared queries are."""

    title: str
    description: str
    takes: Object
    gives: Object
    answer: Callable[[Service, Mapping[str, str]], Awaitable[Answer]]


_OTHERS: Final[Mapping[str, _Tool]] = {
    "sparql": _Tool(
        "SPARQL",
        "对全部图的并集执行任意 SPARQL 1.1 查询（只读，有时限与上限）。\n\n"
        "Run any SPARQL 1.1 query over the union of all graphs: read-only, within limits of time, memory and size. "
        "CONSTRUCT and DESCRIBE give rows of subject, predicate, object. The resource of the ontology lists classes and properties.",
        schemas.ASK,
        schemas.TABLE,
        answering.ask,
    ),
    "search": _Tool(
        "检索名称 · Search names",
        "按名称查找单位、案例、公文、区划等：繁简字形、拼音、首字母皆可。\n\n"
        "Find organizations, cases, documents, places and others by the characters of their names in either script, by pinyin or by initials.",
        schemas.SEARCH,
        schemas.FOUND,
        answering.search,
    ),
    "describe": _Tool(
        "所述事实 · What is said of a thing",
        "某事物的全部所述：每项事实附原文出处，推定与编者所言分别标明。\n\n"
        "All that is said of a thing: each fact with the lines it was read from, what a rule inferred or an editor says marked as such.",
        schemas.DESCRIBE,
        schemas.DESCRIBED,
        answering.describe,
    ),
    "read-lines": _Tool(
        "阅读原文 · Read lines of a document",
        "公文原文，逐行附行号与字符位置。\n\n"
        "The text of a document as it was read, by numbered lines with their offsets: what the sources of other answers point into.",
        schemas.READ,
        schemas.LINES_READ,
        answering.read,
    ),
}
_HINTS: Final = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


async def offered(served: Service) -> list[types.Tool]:
    """Return every tool: the prepared queries by their names, and the others."""
    prepared = served.queries.values()
    schemes = {each.scheme for query in prepared for each in query.parameters if each.scheme}
    keys = {scheme: [row[0] for row in await served.concepts(scheme)] for scheme in sorted(schemes)}
    found = [
        types.Tool(
            name=query.name,
            title=f"{query.summary['zh']} · {query.summary['en']}",
            description=f"{query.description['zh']}\n\n{query.description['en']}",
            input_schema=schemas.prepared(query, keys),
            output_schema=schemas.TABLE,
            annotations=_HINTS,
        )
        for query in prepared
    ]
    found += [
        types.Tool(
            name=name,
            title=tool.title,
            description=tool.description,
            input_schema=tool.takes,
            output_schema=tool.gives,
            annotations=_HINTS,
        )
        for name, tool in _OTHERS.items()
    ]
    return found


async def call(served: Service, name: str, given: Arguments) -> types.CallToolResult:
    """Return the answer of a tool, or in a sentence why there is none; MCPError where there is no such tool."""
    known = {*served.queries, *_OTHERS}
    if name not in known:
        raise MCPError(types.INVALID_PARAMS, f"there is no tool {name[:100]!r}{nearest(name[:100], known)}")
    try:
        values = arguments.texts(given)
        if name in _OTHERS:
            found = await _OTHERS[name].answer(served, values)
        else:
            found = await answering.query(served, served.queries[name], values)
    except UnionGraphError as error:
        return _said(str(error), is_error=True)
    except Exception:  # nothing is told about what broke; the traceback goes to the log
        logger.exception("the tool %s broke", name)
        return _said("the server met a fault of its own", is_error=True)
    return _said(json.dumps(found, ensure_ascii=False, separators=(",", ":")), found)


def _said(text: str, found: Any = None, *, is_error: bool = False) -> types.CallToolResult:  # noqa: ANN401 (JSON)
    content: list[types.ContentBlock] = [types.TextContent(type="text", text=text)]
    return types.CallToolResult(content=content, structured_content=found, is_error=is_error)
