"""What outside datasets call our things: a ledger of judgements kept as SSSOM tables, and codes kept as a table.

The RDF is generated from them and never edited. An outside identifier belongs to the host, never to its union.
"""

from __future__ import annotations

from uniongraph.links.appending import append
from uniongraph.links.consistency import Contradiction, check, contradictions
from uniongraph.links.identifiers import Identifier, describe_identifiers, read_identifiers
from uniongraph.links.judgement import (
    BY_CODE,
    EXACT,
    JUSTIFICATIONS,
    MATCHES,
    RELATED,
    SEMAPV,
    Judgement,
    justification,
    match,
)
from uniongraph.links.ledger import ENDING, Ledger, paths, read
from uniongraph.links.statements import describe

__all__ = [
    "BY_CODE",
    "ENDING",
    "EXACT",
    "JUSTIFICATIONS",
    "MATCHES",
    "RELATED",
    "SEMAPV",
    "Contradiction",
    "Identifier",
    "Judgement",
    "Ledger",
    "append",
    "check",
    "contradictions",
    "describe",
    "describe_identifiers",
    "justification",
    "match",
    "paths",
    "read",
    "read_identifiers",
]
