"""Chinese award decisions (表彰决定) as a knowledge graph whose every statement points at its source.

::

    import uniongraph as ug

    decision = ug.parse(ug.read("decision.txt"))          # tiers, categories, cases, recipients, findings
    built = ug.build(["decision.txt"], output="releases")
    for row in ug.ask(built.release, "awards-by-district"):
        print(row["district"].value, row["awards"].value)
    turtle = ug.export(ug.find("releases"), "turtle")     # what was published before: a folder of releases, or one
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uniongraph.builder import build
    from uniongraph.errors import UnionGraphError
    from uniongraph.exports import export
    from uniongraph.graph import describe
    from uniongraph.model import Decision, Finding
    from uniongraph.parser import parse
    from uniongraph.question import ask
    from uniongraph.release import Release, find
    from uniongraph.server import app
    from uniongraph.sources import read

__all__ = [
    "Decision",
    "Finding",
    "Release",
    "UnionGraphError",
    "app",
    "ask",
    "build",
    "describe",
    "export",
    "find",
    "parse",
    "read",
]

__version__ = "0.1.0"

_HOMES = {
    "Decision": "model",
    "Finding": "model",
    "Release": "release",
    "UnionGraphError": "errors",
    "app": "server",
    "ask": "question",
    "build": "builder",
    "describe": "graph",
    "export": "exports",
    "find": "release",
    "parse": "parser",
    "read": "sources",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: a query should not wait for a parser or a server."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value


def __dir__() -> list[str]:
    """Return the public names and the version."""
    return sorted([*__all__, "__version__"])
