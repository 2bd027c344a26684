"""What a person sees: pages in two languages, made of values by templates; nothing here knows HTTP.

Nothing on a page comes from another host, and every value is escaped. What is made of the service's own values is made
by whoever serves (`asked`); what reads the store is made by a worker (`views`).
"""

from __future__ import annotations

from uniongraph.pages.addresses import CITATIONS, SUFFIXES, Addresses
from uniongraph.pages.asked import Shown, endpoint, failure, queries, query
from uniongraph.pages.faults import Failure
from uniongraph.pages.frame import Frame
from uniongraph.pages.languages import CHINESE, LANGUAGES, negotiate
from uniongraph.pages.rendering import POLICY, SCRIPTED, STATIC
from uniongraph.pages.tables import MAX_BYTES, MAX_ROWS, Cell, Concepts, Table, table

__all__ = [
    "CHINESE",
    "CITATIONS",
    "LANGUAGES",
    "MAX_BYTES",
    "MAX_ROWS",
    "POLICY",
    "SCRIPTED",
    "STATIC",
    "SUFFIXES",
    "Addresses",
    "Cell",
    "Concepts",
    "Failure",
    "Frame",
    "Shown",
    "Table",
    "endpoint",
    "failure",
    "negotiate",
    "queries",
    "query",
    "table",
]
