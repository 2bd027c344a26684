"""What the OpenAPI document says of the addresses that are no queries: graphs, descriptions, and how the server is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uniongraph import pages, sparql
from uniongraph.labels import LONGEST
from uniongraph.server import negotiation
from uniongraph.server.schemas import JSON, RELEASE, media, named_format, operation, ref
from uniongraph.things.facets import FACETS

if TYPE_CHECKING:
    from uniongraph.server.schemas import Object

__all__ = ["PATHS"]

_TEXT: Final = "text/plain"
_STRING: Final[Object] = {"type": "string"}
_METRICS: Final = "application/openmetrics-text"
_GRAPHS: Final = [each.media_type for each in sparql.GRAPHS.values()]
_SUFFIXES: Final = (*pages.SUFFIXES, *pages.CITATIONS, ".html")
_TAGGED: Final[Object] = {**RELEASE, "ETag": ref("headers", "Tag")}


def _ok(description: str, content: Object, headers: Object = RELEASE) -> Object:
    return {"description": description, "headers": headers, "content": content}


def _home() -> Object:
    ok = _ok("网页 · A page", media(negotiation.HTML))
    summary = "首页 · The page one begins at"
    return operation("home-get", summary, ok, "503", "504")


_FORMS: Final = named_format(["html", *sparql.GRAPHS, *pages.CITATIONS.values()])


def _thing(name: str, summary: str, parameter: Object, *failing: str) -> Object:
    """Return the operation that answers for a thing."""
    content = media(negotiation.HTML, *_GRAPHS, *negotiation.CITATIONS)
    headers = {**_TAGGED, "Link": ref("headers", "Link")}
    ok = _ok("网页、所述内容或引文 · A page, the statements about it, or how to cite it", content, headers)
    return operation(name, summary, ok, *failing, parameters=[parameter, _FORMS])


def _path() -> Object:
    parameter: Object = {
        "name": "path",
        "in": "path",
        "required": True,
        "description": (
            "IRI 中主机之后的部分，可含斜杠；可加后缀 "
            f"{' '.join(_SUFFIXES)} 指定格式。\n\n"
            "What follows the base in the IRI, slashes included; a suffix may name the format: "
            f"{' '.join(_SUFFIXES)}."
        ),
        "schema": {"type": "string"},
        "example": "id/catalog",
    }
    summary = "数据中的事物，按其 IRI · A thing of the data, by its IRI"
    return _thing("thing", summary, parameter, "400", "404", "406", "410", "414", "503", "504")


def _resource() -> Object:
    parameter: Object = {
        "name": "iri",
        "in": "query",
        "required": True,
        "description": "数据中的任一 IRI，包括指向别处的。\n\nAny IRI of the data, one that points elsewhere too.",
        "schema": {"type": "string", "format": "iri"},
        "example": "http://www.wikidata.org/entity/Q788812",
    }
    summary = "数据中的任一事物 · Any thing of the data"
    return _thing("resource-get", summary, parameter, "400", "404", "406", "410", "414", "503", "504")


def _ways_in() -> Object:
    """Return the operations of the pages that lead to things."""
    page: Object = {
        "name": "page",
        "in": "query",
        "description": "第几页（首页为 1）。\n\nWhich page of a long list, the first being 1.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1},
    }
    facet = {"name": "facet", "in": "path", "required": True, "schema": {"type": "string", "enum": [*FACETS]}}
    value = {"name": "value", "in": "path", "required": True, "schema": _STRING}
    q = {
        "name": "q",
        "in": "query",
        "description": "名称中的字词、拼音或首字母。\n\nCharacters of a name, pinyin or its initials.",
        "schema": {"type": "string", "maxLength": LONGEST},
        "example": "家政",
    }
    kind = {"name": "kind", "in": "query", "schema": _STRING, "description": "事物种类 · A kind of thing"}
    ok = _ok("网页 · A page", media(negotiation.HTML))

    def get(name: str, summary: str, *parameters: Object) -> Object:
        return {
            "get": operation(name, summary, ok, "400", "404", "503", "504", parameters=[*parameters, page])
        }

    return {
        "/search": get("search", "按名称检索 · Search names and titles", q, kind),
        "/browse": get("browse-all", "按各种方式浏览 · All ways to browse"),
        "/browse/{facet}": get(
            "browse-facet", "按一种方式浏览，附计数 · The values of one facet with counts", facet
        ),
        "/browse/{facet}/{value}": get(
            "browse-value", "某一取值的奖项或事物 · What there is of one value", facet, value
        ),
    }


def _graphs() -> Object:
    """Return the operation of the Graph Store Protocol."""
    parameters: list[Object] = [
        {
            "name": "graph",
            "in": "query",
            "description": "具名图的 IRI；与 default 二者择一，皆不填则为整个数据集。\n\nThe IRI of a named graph. It or `default`; without either it is the whole dataset.",
            "schema": {"type": "string", "format": "iri"},
        },
        {
            "name": "default",
            "in": "query",
            "description": "默认图；无需值。\n\nThe default graph; it takes no value.",
            "allowEmptyValue": True,
            "schema": {"type": "string", "maxLength": 0},
        },
        named_format(
            [*sparql.GRAPHS],
            more=f"整个数据集仅以 {', '.join(sparql.QUADS)} 给出。\n\nThe whole dataset can be had in {', '.join(sparql.QUADS)} only.",
        ),
        ref("parameters", "timeout"),
    ]
    ok = _ok("图中的陈述 · The statements of the graph", media(*_GRAPHS), _TAGGED)
    return operation(
        "graphs-get",
        "一个图或整个数据集（图存储协议，只读） · A graph, or the whole dataset (Graph Store Protocol, for reading)",
        ok,
        *("400", "403", "404", "406", "503", "504"),
        parameters=parameters,
    )


def _void() -> Object:
    ok = _ok("VoID, DCAT", media(*_GRAPHS), _TAGGED)
    return operation(
        ".well-known-void-get",
        "数据集描述（VoID、DCAT） · The description of the dataset (VoID and DCAT)",
        ok,
        *("400", "404", "406", "503"),
        parameters=[named_format([*sparql.GRAPHS])],
    )


_DESCRIPTION: Final[Object] = {JSON: {"schema": {"type": "object"}}}


def _told(operation_id: str, summary: str, content: Object, *failing: str, **more: Any) -> Object:  # noqa: ANN401
    said = _ok(summary.rpartition(" · ")[2], content)
    return {"get": operation(operation_id, summary, said, *failing, "503", **more)}


def _in_path(name: str, example: str | None = None, **schema: str) -> Object:
    said: Object = {"name": name, "in": "path", "required": True, "schema": {"type": "string", **schema}}
    return said if example is None else {**said, "example": example}


def _described() -> Object:
    """Return the operations of what describes the data and its names, besides VoID."""
    context = media(sparql.GRAPHS["jsonld"].media_type)
    version = _in_path("version", "1")
    return {
        "/dataset.jsonld": _told(
            "dataset-get", "数据集描述（schema.org） · The dataset in schema.org", context, "404"
        ),
        "/context.jsonld": _told(
            "context-get", "JSON-LD 上下文（最新） · The latest JSON-LD context", context
        ),
        "/context/{version}.jsonld": _told(
            "context-version-get",
            "JSON-LD 上下文（某版，不再改变） · A version of the JSON-LD context, which never changes",
            context,
            "404",
            parameters=[version],
        ),
        "/schema": _told("schemas-get", "各类的 JSON Schema · The JSON Schemas by class", _DESCRIPTION),
        "/schema/{version}/{name}": _told(
            "schema-get",
            "某类事物 JSON-LD 的 JSON Schema · The JSON Schema of the JSON-LD of a class",
            {"application/schema+json": _DESCRIPTION[JSON]},
            "404",
            parameters=[version, _in_path("name", "Case.json")],
        ),
        "/queries/{name}.csv-metadata.json": _told(
            "table-get",
            "预制查询结果表的各列（CSVW） · The columns of a prepared query's table (CSVW)",
            {"application/csvm+json": _DESCRIPTION[JSON]},
            "404",
            parameters=[_in_path("name", "awards")],
        ),
    }


def _changed() -> Object:
    """Return the operations of the releases and of what changed from one to another."""
    before = {
        "name": "from",
        "in": "query",
        "required": True,
        "description": "此前发行版的标识。\n\nThe id of the release before, as /releases lists it.",
        "schema": _STRING,
    }
    return {
        "/releases": _told("releases-get", "发行版及其变更 · The releases and their patches", _DESCRIPTION),
        "/releases/{release}/patch": _told(
            "patch-get",
            "与此前发行版的差异（RDF Patch） · What changed since another release (RDF Patch)",
            media("application/rdf-patch"),
            "400",
            "404",
            parameters=[_in_path("release", pattern="^[0-9a-f]{16}$"), before],
        ),
    }


def _openapi() -> Object:
    ok = _ok("OpenAPI 3.1", {JSON: {"schema": {"type": "object"}}})
    return operation("openapi.json-get", "本接口的描述 · The description of this interface", ok, "503", "504")


def _alive() -> Object:
    ok = _ok("进程尚在 · The process lives", {_TEXT: {"schema": {"type": "string"}, "example": "alive\n"}})
    return operation("healthz-get", "进程是否尚在 · Whether the process lives", ok)


def _ready() -> Object:
    ok = _ok(
        "可以查询 · A query would be answered", {_TEXT: {"schema": {"type": "string"}, "example": "ready\n"}}
    )
    found = operation("readyz-get", "能否查询 · Whether a query would be answered", ok)
    found["responses"]["503"] = _ok(
        "不能查询，并说明原因 · None would, and a sentence says what is in the way", media(_TEXT)
    )
    return found


def _metrics() -> Object:
    ok = _ok("Prometheus, OpenMetrics", media(_TEXT, _METRICS))
    return operation("metrics-get", "运行指标 · Counts and times, as Prometheus reads them", ok)


PATHS: Final[Object] = {
    "/": {"get": _home()},
    "/{path}": {"get": _path()},
    "/resource": {"get": _resource()},
    **_ways_in(),
    "/graphs": {"get": _graphs()},
    "/.well-known/void": {"get": _void()},
    **_described(),
    **_changed(),
    "/openapi.json": {"get": _openapi()},
    "/healthz": {"get": _alive()},
    "/readyz": {"get": _ready()},
    "/metrics": {"get": _metrics()},
}
"""Each with its one operation."""
