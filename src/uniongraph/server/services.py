"""What the OpenAPI document says of the reconciliation service, whose messages the W3C's specification describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uniongraph.labels import LONGEST
from uniongraph.reconciling import BATCH, KINDS
from uniongraph.server import negotiation
from uniongraph.server.schemas import JSON, RELEASE, media, operation

if TYPE_CHECKING:
    from uniongraph.server.schemas import Object

__all__ = ["PATHS"]

_SPECIFICATION: Final = "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"
_SCRIPT: Final = "application/javascript"
_FORM: Final = "application/x-www-form-urlencoded"
_TEXT: Final[Object] = {"type": "string"}
_ASKED: Final = {
    "queries": (
        f"一批查询（JSON），至多 {BATCH} 条。\n\nA batch of at most {BATCH} queries, as JSON.",
        '{"q0": {"query": "临江市城东区總工會", "type": "UnionOrganization", "limit": 3}}',
    ),
    "query": (
        "单条查询：名称或 JSON（0.1 版）。\n\nA single query, a name or JSON, as version 0.1 has it.",
        "徐汇区",
    ),
    "extend": (
        "数据扩展：标识与属性（JSON）。\n\nData extension: identifiers and properties, as JSON.",
        '{"ids": ["place/cn-310104"], "properties": [{"id": "gbCode"}]}',
    ),
}


def _parameter(name: str, description: str, *, example: str = "", **more: Any) -> Object:  # noqa: ANN401 (JSON)
    found: Object = {"name": name, "in": "query", "description": description, "schema": {**_TEXT, **more}}
    return {**found, "example": example} if example else found


_CALLBACK: Final = _parameter(
    "callback",
    "JSONP：以此函数名给出脚本。\n\nJSONP: the answer is a script that calls this function.",
    pattern=r"^[A-Za-z_$][A-Za-z0-9_$]*(\.[A-Za-z_$][A-Za-z0-9_$]*)*$",
    maxLength=128,
)
_PREFIX: Final = _parameter(
    "prefix", "已键入的字。\n\nWhat is typed so far, or an identifier.", example="顾村", maxLength=LONGEST
)
_CURSOR: Final[Object] = {
    "name": "cursor",
    "in": "query",
    "description": "略过几条。\n\nHow many suggestions are passed over.",
    "schema": {"type": "integer", "minimum": 0, "maximum": 1000},
}
_TYPE: Final = _parameter("type", "类型。\n\nThe identifier of a type.", example="Organization")
_LIMIT: Final[Object] = {
    "name": "limit",
    "in": "query",
    "description": "至多几条。\n\nHow many at most.",
    "schema": {"type": "integer", "minimum": 1, "maximum": 1000},
}
_ID: Final = {
    **_parameter("id", "标识。\n\nAn identifier.", example="place/cn-310104"),
    "required": True,
}


def _ok(*, is_script: bool = True) -> Object:
    content: Object = {JSON: {"schema": {"type": "object"}}}
    scripts = media(_SCRIPT) if is_script else {}
    return {"description": "JSON", "headers": RELEASE, "content": {**content, **scripts}}


def _get(name: str, summary: str, *parameters: Object, failing: tuple[str, ...] = ()) -> Object:
    statuses = ("400", "404", "503", "504", *failing)
    return {"get": operation(name, summary, _ok(), *statuses, parameters=[*parameters, _CALLBACK])}


def _endpoint() -> Object:
    summary = "名称对照服务（W3C Reconciliation 0.2） · Reconciliation: which things somebody's names mean"
    about = f"无参数时给出服务说明。\n\nWithout parameters the manifest. See {_SPECIFICATION}"
    parameters = [_parameter(name, said, example=example) for name, (said, example) in _ASKED.items()]
    for each in parameters:  # one of them is enough
        del each["example"]
    properties = {
        name: {**_TEXT, "description": said, "examples": [example]}
        for name, (said, example) in _ASKED.items()
    }
    body = {
        "required": True,
        "content": {
            _FORM: {
                "schema": {"type": "object", "properties": properties, "minProperties": 1, "maxProperties": 1}
            }
        },
    }
    failing = ("400", "404", "413", "503", "504")
    return {
        "get": operation(
            "reconcile-get", summary, _ok(), *failing, description=about, parameters=[*parameters, _CALLBACK]
        ),
        "post": operation(
            "reconcile-post",
            summary,
            _ok(is_script=False),
            *failing,
            "415",
            description=about,
            requestBody=body,
        ),
    }


def _preview() -> Object:
    ok = {"description": "网页 · A page", "headers": RELEASE, "content": media(negotiation.HTML)}
    summary = "一事物的小网页，可嵌入 · A small page of a thing, to be shown in a frame"
    return {"get": operation("reconcile-preview", summary, ok, "400", "404", "503", "504", parameters=[_ID])}


PATHS: Final[Object] = {
    "/reconcile": _endpoint(),
    "/reconcile/suggest/entity": _get(
        "suggest-entity", "按名称提示事物 · Things for what is typed", _PREFIX, _CURSOR, _TYPE
    ),
    "/reconcile/suggest/type": _get("suggest-type", "提示类型 · Types for what is typed", _PREFIX, _CURSOR),
    "/reconcile/suggest/property": _get(
        "suggest-property", "提示属性 · Properties for what is typed", _PREFIX, _CURSOR
    ),
    **{
        f"/reconcile/flyout/{kind}": _get(
            f"flyout-{kind}", "提示旁的小片段 · What stands beside a suggestion", _ID
        )
        for kind in KINDS
    },
    "/reconcile/extend/propose": _get(
        "extend-propose", "某类型可取的属性 · Properties that things of a type may have", _TYPE, _LIMIT
    ),
    "/reconcile/preview": _preview(),
}
"""Each with its operations."""
