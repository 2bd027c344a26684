"""What there is to choose from in the forms of prepared queries: concepts, divisions and years of the release."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from uniongraph.errors import QueryError
from uniongraph.iris import PREFIXES
from uniongraph.queries.parameters import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uniongraph.pages import Concepts
    from uniongraph.queries import Parameter, Query
    from uniongraph.server.service import Service

__all__ = ["PATIENCE", "coded", "offered"]

PATIENCE: Final = 2.0
"""Seconds that a page waits for what it can do without: suggestions for a field, names in a table."""
_MOST: Final = 5_000
"""Suggestions for one field, with their names in every language."""
_QUERIES: Final = {
    "division": f"""
PREFIX ug: <{PREFIXES["ug"]}> PREFIX skos: <{PREFIXES["skos"]}> PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?code (SAMPLE(?chinese) AS ?zh) (SAMPLE(?english) AS ?en) WHERE {{
  {{ SELECT DISTINCT ?division ?code WHERE {{
    {{ SELECT DISTINCT ?place WHERE {{ ?body ug:territory|ug:jurisdiction ?place }} }}
    ?place ug:within* ?division . ?division ug:gbCode|ug:nbsCode ?code
    FILTER NOT EXISTS {{ ?division skos:prefLabel ?same ; dcterms:isReplacedBy/skos:prefLabel ?same }}
  }} }}
  OPTIONAL {{ ?division skos:prefLabel ?chinese FILTER langMatches(lang(?chinese), "zh") }}
  OPTIONAL {{ ?division skos:prefLabel ?english FILTER langMatches(lang(?english), "en") }}
}} GROUP BY ?code ORDER BY ?code
""",
    "year": f"""
PREFIX ug: <{PREFIXES["ug"]}>
SELECT DISTINCT ?year ?zh ?en WHERE {{ ?thing ug:editionYear|ug:documentYear ?year }} ORDER BY DESC(?year)
""",
}
"""By the type of a parameter: value, name in Chinese, name in English.

Of divisions those are offered in which there is a body, with what lies around them: no award is found in others.
A former division whose successor bears its name is left to whoever knows its code: by the name the one of today is meant.
"""
_PLAIN: Final = re.compile(r"[0-9]+")


async def offered(served: Service, query: Query) -> Concepts:
    """Return the choices for a query's parameters, by the name of each."""
    return {each.name: await _choices(served, each) for each in query.parameters}


async def _choices(served: Service, parameter: Parameter) -> list[tuple[str, str, str]]:
    if parameter.scheme:
        return await served.concepts(parameter.scheme)
    if parameter.type not in _QUERIES:
        return []
    held = f"?{parameter.type}"  # no scheme is called so
    if held not in served.schemes:
        with suppress(QueryError):
            found = await served.look_up(_QUERIES[parameter.type], most=_MOST, timeout=PATIENCE)
            rows = [(row[0].text, row[1].text, row[2].text) for row in found.rows]
            served.schemes[held] = [each for each in rows if FORMS[parameter.type][0].fullmatch(each[0])]
    return served.schemes.get(held, [])


def coded(parameters: Iterable[Parameter], values: Mapping[str, str], known: Concepts) -> Mapping[str, str]:
    """Return values in which a division that a person called by its name, as it is printed, stands by its code.

    ParameterError where several have this name.
    """
    found = dict(values)
    for each in parameters:
        name = values.get(each.name, "").strip()
        if each.type != "division" or not name or _PLAIN.fullmatch(name):
            continue
        codes = [code for code, *names in known.get(each.name, ()) if name in names]
        if len(codes) > 1:
            raise each.unfit(
                f"{name!r} is the name of several divisions, so give one's code: {', '.join(codes)}"
            )
        if codes:
            found[each.name] = codes[0]
    return found
