"""``/openapi.json``: what can be asked over HTTP, as an OpenAPI 3.1 document.

It is made from what is served: the headers of the prepared queries, the concepts of the release. The same release gives
the same document, byte for byte.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from starlette.responses import Response

from uniongraph import __version__, sparql
from uniongraph.server import negotiation, paging, resources, service, services
from uniongraph.server.schemas import (
    COMPONENTS,
    JSON,
    RELEASE,
    answers,
    media,
    named_format,
    operation,
    ref,
    schema,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from uniongraph.queries import Parameter, Query
    from uniongraph.server.schemas import Object

__all__ = ["described", "respond"]

Keys: TypeAlias = "Mapping[str, Sequence[str]]"
"""The keys of the concepts of each scheme."""

_KINDS: Final = {"construct": "graph", "describe": "graph"}
_TITLE: Final = "uniongraph: 表彰决定知识图谱 · Chinese award decisions as a knowledge graph"
_ABOUT: Final = (
    "预制查询与任意 SPARQL 查询；每个响应的 X-Uniongraph-Release 写明所据发布版本。\n\n"
    "Prepared queries, and any other by SPARQL; X-Uniongraph-Release names the release that every response is from."
)


async def respond(request: Request) -> Response:
    """Describe this interface (OpenAPI 3.1)."""
    served = service.of(request)
    schemes = {each.scheme for query in served.queries.values() for each in query.parameters if each.scheme}
    keys = {scheme: [row[0] for row in await served.concepts(scheme)] for scheme in sorted(schemes)}
    found = described(
        served.queries,
        keys,
        root=service.root(request),
        release=served.release_id,
        most=served.limits.rows,
    )
    return Response(json.dumps(found, ensure_ascii=False, indent=1), media_type=JSON)


def described(
    queries: Mapping[str, Query],
    keys: Keys,
    *,
    root: str,
    release: str,
    most: int | None = None,
) -> Object:
    """Return the document for some queries; the application is mounted at ``root``.

    ``most`` are the rows that are given in one answer, None where they are not bounded.
    """
    names = sorted(queries)
    paths: Object = {
        "/sparql": _endpoint(),
        "/queries": {"get": _list()},
        "/queries/{name}.rq": {"get": _source(names)},
        **{f"/queries/{name}": {"get": _query(queries[name], keys)} for name in names},
        **resources.PATHS,
        **services.PATHS,
    }
    components = {**COMPONENTS, "parameters": _parameters(min(paging.MOST, most or paging.MOST))}
    return {
        "openapi": "3.1.0",
        "info": {"title": _TITLE, "version": __version__, "description": _ABOUT, "x-release": release},
        **({"servers": [{"url": root}]} if root else {}),
        "tags": [{"name": tag} for tag in sorted({tag for each in queries.values() for tag in each.tags})],
        "paths": paths,
        "components": components,
    }


def _query(query: Query, keys: Keys) -> Object:
    form = sparql.form(query.text)
    parameters = [_parameter(each, keys) for each in query.parameters]
    is_table = form == "select"
    shared = (
        ("table", "timeout", "limit", "offset") if is_table else (_KINDS.get(form or "", "table"), "timeout")
    )
    parameters += [ref("parameters", each) for each in shared]
    kinds = [*sparql.formats(form)]
    ok = answers([*(each.media_type for each in kinds), negotiation.HTML, negotiation.SOURCE], pages=is_table)
    return operation(
        query.name,
        f"{query.summary['zh']} · {query.summary['en']}",
        ok,
        *("400", "406", "503", "504"),
        description=f"{query.description['zh']}\n\n{query.description['en']}",
        tags=list(query.tags),
        parameters=parameters,
    )


def _parameter(parameter: Parameter, keys: Keys) -> Object:
    known = keys.get(parameter.scheme or "", ())
    return {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.summary['zh']}\n\n{parameter.summary['en']}",
        "required": parameter.required,
        "schema": schema(parameter, known),
        "example": int(parameter.example) if parameter.type == "integer" else parameter.example,
    }


def _parameters(most: int) -> Object:
    """Return the parameters that many operations share."""
    return {
        "format": named_format([*sparql.RESULTS, *sparql.GRAPHS, "html"]),
        "table": named_format([*sparql.RESULTS, "html", "rq"]),
        "graph": named_format([*sparql.GRAPHS, "html", "rq"]),
        "timeout": {
            "name": "timeout",
            "in": "query",
            "description": "时限（秒），不超过服务器所定。\n\nSeconds the query may take, never more than the server gives.",
            "schema": {"type": "number", "exclusiveMinimum": 0},
        },
        "limit": {
            "name": "limit",
            "in": "query",
            "description": "每页行数；不填则为全部。\n\nRows of a page; all in one answer if left out. `Link` leads to the next page where there is one.",
            "schema": {"type": "integer", "minimum": 1, "maximum": most},
        },
        "offset": {
            "name": "offset",
            "in": "query",
            "description": "从第几行起（首行为 0）。\n\nThe row to begin with, the first being 0.",
            "schema": {"type": "integer", "minimum": 0, "maximum": paging.FARTHEST, "default": 0},
        },
    }


def _source(names: list[str]) -> Object:
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": names}}
    ok = {"description": "SPARQL", "headers": RELEASE, "content": media(negotiation.SOURCE)}
    summary = "预制查询的 SPARQL 原文 · The SPARQL of a prepared query"
    return operation("source", summary, ok, "400", "404", "503", parameters=[name])


def _list() -> Object:
    content = {JSON: {"schema": ref("schemas", "Queries")}, **media(negotiation.HTML)}
    ok = {
        "description": "名称、说明与参数 · Names, descriptions, parameters",
        "headers": RELEASE,
        "content": content,
    }
    form = named_format(["json", "html"])
    return operation("queries", "预制查询 · The prepared queries", ok, "400", "503", "504", parameters=[form])


def _endpoint() -> Object:
    """Return both operations of the SPARQL protocol."""
    graphs = {"type": "array", "items": {"type": "string", "format": "iri"}}
    fields: Object = {
        "query": {"type": "string", "minLength": 1},
        "default-graph-uri": graphs,
        "named-graph-uri": graphs,
    }
    in_address: list[Object] = [
        {"name": name, "in": "query", "required": name == "query", "schema": each}
        for name, each in fields.items()
    ]
    in_address[0]["example"] = "SELECT * { ?s ?p ?o } LIMIT 10"
    shared = [ref("parameters", each) for each in ("format", "timeout")]
    form = {"type": "object", "properties": fields, "required": ["query"]}
    body = {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": form},
            negotiation.SOURCE: {"schema": {"type": "string"}, "example": "ASK {}"},
        },
    }
    kinds = [*sparql.RESULTS.values(), *sparql.GRAPHS.values()]
    ok = answers([*(each.media_type for each in kinds), negotiation.HTML], pages=False)
    summary = f"任意 SPARQL 1.1 查询 · Any SPARQL 1.1 query of up to {sparql.MAX_CODE_POINTS:,} characters"
    failing = ("400", "403", "406", "414", "503", "504")
    return {
        "get": operation("sparql-get", summary, ok, *failing, parameters=[*in_address, *shared]),
        "post": operation(
            "sparql-post",
            summary,
            ok,
            *failing,
            "413",
            "415",
            parameters=[*in_address[1:], *shared],
            requestBody=body,
        ),
    }
