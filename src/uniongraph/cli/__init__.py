"""The command line: the only package that prints.

Every import that takes time stands inside the command that needs it, so that a query starts as fast as its engine.
"""

from uniongraph.cli import (
    asking,
    assistants,
    gazetteer,
    giving,
    keeping,
    linking,
    proposing,
    publishing,
    pushing,
    reading,
    reviewing,
    site,
)
from uniongraph.cli.frame import main

__all__ = [
    "asking",
    "assistants",
    "gazetteer",
    "giving",
    "keeping",
    "linking",
    "main",
    "proposing",
    "publishing",
    "pushing",
    "reading",
    "reviewing",
    "site",
]
