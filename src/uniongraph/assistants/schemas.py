"""JSON Schemas of what the tools take and give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uniongraph import sparql
from uniongraph.assistants.answering import FORMATS, LANGUAGES, LINES
from uniongraph.assistants.arguments import FEW, MANY
from uniongraph.labels import LONGEST
from uniongraph.pages.searching import KINDS
from uniongraph.server import paging, schemas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uniongraph.queries import Parameter, Query
    from uniongraph.server.schemas import Object

__all__ = ["ASK", "DESCRIBE", "DESCRIBED", "FOUND", "LINES_READ", "READ", "SEARCH", "TABLE", "prepared"]


def _object(properties: Object, *required: str) -> Object:
    return {
        "type": "object",
        "properties": properties,
        **({"required": [*required]} if required else {}),
        "additionalProperties": False,
    }


def _list(items: Object, **more: Any) -> Object:  # noqa: ANN401 (JSON)
    return {"type": "array", "items": items, **more}


def _said(kind: str, description: str, **more: Any) -> Object:  # noqa: ANN401 (JSON)
    return {"type": kind, "description": description, **more}


# ---------------------------------------------------------------------------------------------- what is taken

_PAGE: Final[Object] = {
    "limit": _said(
        "integer", "至多多少行 · Rows of the answer, at most", minimum=1, maximum=MANY, default=FEW
    ),
    "offset": _said(
        "integer",
        "从第几行起（首行为 0） · The row to begin with, the first being 0",
        minimum=0,
        maximum=paging.FARTHEST,
        default=0,
    ),
}


def prepared(query: Query, keys: Mapping[str, Sequence[str]]) -> Object:
    """Return the schema of the arguments of a prepared query; ``keys`` are those of the concepts of each scheme."""
    properties = {each.name: _parameter(each, keys.get(each.scheme or "", ())) for each in query.parameters}
    required = [each.name for each in query.parameters if each.required]
    return _object({**properties, **_PAGE}, *required)


def _parameter(parameter: Parameter, known: Sequence[str]) -> Object:
    found = schemas.schema(parameter, known)
    said = [parameter.summary["zh"], parameter.summary["en"], f"{parameter.expected}"]
    if parameter.type == "division":  # whoever reads names, as assistants do, may give them
        found["pattern"] = rf"{found['pattern']}|^[^\s0-9]"
        said.append("or its name as the gazetteer prints it")
    example = int(parameter.example) if parameter.type == "integer" else parameter.example
    return {**found, "description": " · ".join(said), "examples": [example]}


ASK: Final = _object(
    {
        "query": _said(
            "string",
            "SPARQL 1.1 查询，不含更新与 SERVICE · A SPARQL 1.1 query, without updates and SERVICE, over the union of all graphs",
            minLength=1,
            maxLength=sparql.MAX_CODE_POINTS,
        ),
        **_PAGE,
        "timeout": _said("number", "时限（秒） · Seconds it may take, at most", exclusiveMinimum=0),
    },
    "query",
)
SEARCH: Final = _object(
    {
        "text": _said(
            "string",
            "名称中的字词（繁简皆可）、拼音或首字母 · Characters of a name in either script, pinyin or initials",
            minLength=1,
            maxLength=LONGEST,
            examples=["家政", "家政行業", "shzgh"],
        ),
        "kind": _said("string", "事物种类 · Things of this kind alone", enum=[*KINDS]),
        **_PAGE,
    },
    "text",
)
DESCRIBE: Final = _object(
    {
        "thing": _said(
            "string",
            "事物的 IRI 或其路径 · The IRI of a thing, or its path below the base of the data",
            minLength=1,
            examples=["id/place/cn-310104"],
        ),
        "format": _said(
            "string",
            "facts：可读的事实，附出处；turtle、jsonld：RDF · facts with source lines, or all statements as RDF",
            enum=[*FORMATS],
            default="facts",
        ),
        "language": _said("string", "名称的语言 · The language of labels", enum=[*LANGUAGES], default="zh"),
    },
    "thing",
)
READ: Final = _object(
    {
        "document": _said("string", "公文或其文本的 IRI · The IRI of a document or of its text", minLength=1),
        "first": _said("integer", "首行（从 1 计） · The first line, counted from 1", minimum=1, default=1),
        "last": _said(
            "integer",
            f"末行，一次至多 {LINES} 行 · The last line, of {LINES} in one answer at most",
            minimum=1,
        ),
    },
    "document",
)

# ---------------------------------------------------------------------------------------------- what is given

_TEXT: Final[Object] = {"type": "string"}
_NUMBER: Final[Object] = {"type": "integer", "minimum": 0}
_RELEASE: Final = _said("string", "所据发布版本 · The release that the answer is from")
_SOURCE: Final = _object(
    {
        "document": _said("integer", "Which of `documents` it is in, the first being 0", minimum=0),
        "line": _said("integer", "The line, counted from 1", minimum=1),
        "begin": _said("integer", "The first character, in code points from 0", minimum=0),
        "end": _said("integer", "The character behind the last one", minimum=0),
        "quote": _said("string", "The very words that stand there"),
    },
    "document",
    "line",
    "begin",
    "end",
    "quote",
)
_SOURCES: Final = _list(_SOURCE, description="原文出处 · Where it is printed, the first places")
_DOCUMENTS: Final = _list(
    _object({"iri": _TEXT, "label": _TEXT, "number": _TEXT, "text": _TEXT}, "iri", "label", "text"),
    description="所引公文 · The documents that the sources are in, each with the IRI of its text, in which lines and offsets count",
)
_REF: Final[Object] = {"iri": _TEXT, "label": _TEXT, "kind": _TEXT}
_CUT: Final[Object] = {
    "truncated": _said("boolean", "是否还有未列出者 · Whether there is more than is given"),
    "more": _said("integer", "其后还有多少 · How many follow", minimum=0),
    "moreIsAtLeast": _said("boolean", "或更多 · Whether there may be more than that"),
}

TABLE: Final = _object(
    {
        "release": _RELEASE,
        "columns": _list(_TEXT),
        "rows": _list(_list({"type": ["string", "integer", "boolean", "null"]})),
        "offset": _NUMBER,
        **_CUT,
        "things": _list(
            _object(
                {
                    **_REF,
                    "rows": _list(_NUMBER, description="Which of these rows name it, the first being 0"),
                    "mentions": _said("integer", "How often documents mention it", minimum=0),
                    "sources": _SOURCES,
                },
                "iri",
                "label",
                "rows",
                "mentions",
                "sources",
            ),
            description="各行所指的事物及其出处 · The things that the rows name, with where each is printed",
        ),
        "moreThings": _said("integer", "How many more things the rows name", minimum=0),
        "documents": _DOCUMENTS,
    },
    "release",
    "columns",
    "rows",
    "offset",
    *_CUT,
    "things",
    "moreThings",
    "documents",
)
FOUND: Final = _object(
    {
        "release": _RELEASE,
        "results": _list(
            _object(
                {
                    **_REF,
                    "name": _said("string", "The name by which it was found"),
                    "about": _list(_TEXT, description="What tells it from others"),
                    "sources": _SOURCES,
                },
                "iri",
                "label",
                "name",
                "about",
                "sources",
            )
        ),
        **_CUT,
        "documents": _DOCUMENTS,
    },
    "release",
    "results",
    *_CUT,
    "documents",
)
_VALUE: Final = _object(
    {
        **_REF,
        "text": _TEXT,
        "language": _TEXT,
        "origin": _said(
            "string", "出自原文、推定、编者等 · Whose statement it is: the paper's, inferred, editorial, …"
        ),
        "rule": _object(_REF, "iri", "label"),
        "confidence": _TEXT,
        "sources": _SOURCES,
    },
    "origin",
    "sources",
)
_POINTING: Final = _object(
    {
        "property": _object(_REF, "iri", "label"),
        "count": _NUMBER,
        "isMore": {"type": "boolean"},
        "things": _list(_object(_REF, "iri", "label")),
    },
    "property",
    "count",
    "isMore",
    "things",
)
DESCRIBED: Final = _object(
    {
        "release": _RELEASE,
        "text": _said("string", "Turtle 或 JSON-LD · The statements, where RDF is asked for"),
        "truncated": _CUT["truncated"],
        **_REF,
        "names": _list(_object({"text": _TEXT, "language": _TEXT}, "text")),
        "classes": _list(_object(_REF, "iri", "label")),
        "facts": _list(
            _object(
                {"property": _object(_REF, "iri", "label"), "values": _list(_VALUE), "more": _NUMBER},
                "property",
                "values",
                "more",
            )
        ),
        "pointing": _list(_POINTING, description="何者指向它 · What points at it"),
        "statuses": _list(
            _object(
                {
                    "status": _TEXT,
                    "what": _object(_REF, "iri", "label"),
                    "document": _object(_REF, "iri", "label"),
                },
                "status",
            ),
            description="撤销、更正等 · What later documents did to it",
        ),
        "mentions": _NUMBER,
        "sources": _SOURCES,
        "documents": _DOCUMENTS,
    },
    "release",
)
LINES_READ: Final = _object(
    {
        "release": _RELEASE,
        "document": _object(_REF, "iri", "label"),
        "text": _said("string", "The IRI of the text"),
        "total": _said("integer", "How many lines the text has", minimum=0),
        "lines": _list(
            _object(
                {"line": _NUMBER, "begin": _NUMBER, "end": _NUMBER, "text": _TEXT},
                "line",
                "begin",
                "end",
                "text",
            )
        ),
        "truncated": _CUT["truncated"],
        "more": _CUT["more"],
    },
    "release",
    "document",
    "text",
    "total",
    "lines",
    "truncated",
    "more",
)
