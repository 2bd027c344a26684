"""What the OpenAPI document says again and again: schemas of parameters, of answers and of failures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from uniongraph import sparql
from uniongraph.queries.parameters import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uniongraph.queries import Parameter

__all__ = [
    "COMPONENTS",
    "FAILURES",
    "JSON",
    "RELEASE",
    "Object",
    "answers",
    "media",
    "named_format",
    "operation",
    "ref",
    "schema",
]

Object: TypeAlias = dict[str, Any]
"""A JSON object."""

JSON: Final = "application/json"
_TEXT: Final[Object] = {"type": "string"}
_BOTH: Final[Object] = {
    "type": "object",
    "properties": {"zh": _TEXT, "en": _TEXT},
    "required": ["zh", "en"],
}


def ref(kind: str, name: str) -> Object:
    """Return a reference to one of the components."""
    return {"$ref": f"#/components/{kind}/{name}"}


def media(*types: str) -> Object:
    """Return the contents of a response of these media types, as text."""
    return {each: {"schema": _TEXT} for each in types}


RELEASE: Final[Object] = {"X-Uniongraph-Release": ref("headers", "Release")}

FAILURES: Final[Mapping[str, str]] = {
    "400": "BadRequest",
    "403": "Refused",
    "404": "NotFound",
    "405": "MethodNotAllowed",
    "406": "NotAcceptable",
    "410": "Gone",
    "413": "TooLarge",
    "414": "AddressTooLong",
    "415": "UnsupportedMediaType",
    "503": "Busy",
    "504": "OutOfTime",
}
_WHEN: Final[Mapping[str, str]] = {
    "400": "参数或查询有误 · A parameter or the query is wrong",
    "403": "不允许的查询（更新、SERVICE、过大） · A query that is not allowed: an update, SERVICE, too large",
    "404": "不存在 · There is nothing of this name",
    "405": "不支持的方法 · The address does not take this method; Allow lists those it takes",
    "406": "不能以所求格式给出 · The answer cannot be had in the format that is asked for",
    "410": "本发布版本已不再收录 · An earlier release knew it, and this one does not",
    "413": "请求过大 · The request is too large",
    "414": "网址过长 · The address is too long",
    "415": "不支持的内容类型 · A query is not sent in this media type",
    "503": "繁忙，请稍后再试 · Busy, or the query took more than it may; see Retry-After",
    "504": "超时 · The query was not done in time",
}


def schema(parameter: Parameter, known: Sequence[str]) -> Object:
    """Return the schema of a parameter's values; ``known`` are the keys of its scheme, where it has one."""
    maybe = "" if parameter.required else "?"  # what is blank counts as left out
    match parameter.type:
        case "integer":
            found: Object = {"type": "integer", "minimum": -(10**18) + 1, "maximum": 10**18 - 1}
        case "iri":
            found = {"type": "string", "format": "iri"}
            if maybe:
                found = {"type": "string", "anyOf": [{"format": "iri"}, {"maxLength": 0}]}
        case "concept":
            found = {"type": "string", "enum": list(known)} if known else {"type": "string"}
        case "string":
            found = {"type": "string", "pattern": r"\S"} if parameter.required else {"type": "string"}
        case _:
            found = {"type": "string", "pattern": f"^(?:{FORMS[parameter.type][0].pattern}){maybe}$"}
    if parameter.default is not None:
        found["default"] = int(parameter.default) if parameter.type == "integer" else parameter.default
    return found


def operation(name: str, summary: str, ok: Object, *failures: str, **more: Any) -> Object:  # noqa: ANN401 (JSON)
    """Return an operation; ``ok`` is what it answers with, ``failures`` the other statuses besides that of a wrong method."""
    failing = {status: ref("responses", FAILURES[status]) for status in sorted({*failures, "405"})}
    return {"operationId": name, "summary": summary, **more, "responses": {"200": ok, **failing}}


def named_format(names: Sequence[str], *, more: str = "") -> Object:
    """Return the parameter that names one of these formats; ``more`` is said of it besides."""
    said = "结果格式，优先于 Accept。\n\nThe format of the answer, before what Accept says."
    return {
        "name": "format",
        "in": "query",
        "description": "\n\n".join(filter(None, (said, more))),
        "schema": {"type": "string", "enum": list(names)},
    }


def answers(types: Sequence[str], *, pages: bool) -> Object:
    """Return the response that holds an answer, in each of these media types."""
    content = media(*types)
    table = sparql.RESULTS["json"].media_type
    if table in content:
        content[table] = content[JSON] = {"schema": ref("schemas", "Results")}
    headers = {**RELEASE, "ETag": ref("headers", "Tag")}
    if pages:
        headers["Link"] = ref("headers", "Pages")
    return {"description": "结果 · The answer", "headers": headers, "content": content}


def _failure(status: str) -> Object:
    content = {"application/problem+json": {"schema": ref("schemas", "Problem")}}
    headers = dict(RELEASE)
    if status == "405":
        headers["Allow"] = {"schema": _TEXT}
    if status == "503":
        headers["Retry-After"] = {"schema": {"type": "integer"}}
    return {
        "description": _WHEN[status],
        "headers": headers,
        "content": {**content, **media("text/plain", "text/html")},
    }


def _object(required: Sequence[str], properties: Object, **more: object) -> Object:
    return {"type": "object", "properties": properties, "required": list(required), **more}


_PROBLEM: Final = _object(
    ["type", "title", "status", "detail"],
    {
        "type": {"type": "string", "format": "uri-reference"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "parameter": {"type": "string", "description": "有误的参数 · The parameter that does not fit"},
        "expected": {"type": "string", "description": "应为何值 · What it takes"},
        "example": {"type": "string", "description": "示例 · A value that fits"},
    },
    description="RFC 9457",
)
_RESULTS: Final = _object(
    ["head"],
    {
        "head": {"type": "object"},
        "results": _object(["bindings"], {"bindings": {"type": "array", "items": {"type": "object"}}}),
        "boolean": {"type": "boolean"},
    },
    description="SPARQL 1.1 Query Results JSON Format",
)
_QUERY: Final = _object(
    ["name", "href", "source", "summary", "description", "tags", "parameters", "formats"],
    {
        "name": _TEXT,
        "href": {"type": "string", "format": "uri-reference"},
        "source": {"type": "string", "format": "uri-reference"},
        "summary": _BOTH,
        "description": _BOTH,
        "tags": {"type": "array", "items": _TEXT},
        "parameters": {
            "type": "array",
            "items": _object(
                ["name", "type", "expected", "summary", "required", "example"],
                {
                    "name": _TEXT,
                    "type": {"type": "string", "enum": list(FORMS)},
                    "scheme": _TEXT,
                    "expected": _TEXT,
                    "summary": _BOTH,
                    "required": {"type": "boolean"},
                    "default": _TEXT,
                    "example": _TEXT,
                },
            ),
        },
        "formats": {"type": "array", "items": _TEXT},
    },
)
COMPONENTS: Final[Object] = {
    "schemas": {
        "Problem": _PROBLEM,
        "Results": _RESULTS,
        "Queries": _object(
            ["release", "queries"],
            {"release": _TEXT, "openapi": _TEXT, "queries": {"type": "array", "items": _QUERY}},
        ),
    },
    "headers": {
        "Release": {"description": "发布版本 · The release that the response is from", "schema": _TEXT},
        "Tag": {"description": "If-None-Match", "schema": _TEXT},
        "Link": {
            "description": "其他格式、固定网址与许可 · Other formats, the address of its own, the licence (RFC 8288): alternate, describedby, canonical, license",
            "schema": _TEXT,
        },
        "Pages": {
            "description": "相邻各页 · The pages beside this one (RFC 8288): first, prev, next",
            "schema": _TEXT,
        },
    },
    "responses": {name: _failure(status) for status, name in FAILURES.items()},
}
