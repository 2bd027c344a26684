"""The floor plan, held: who may import whom, from the ground up, over the real import statements of every module."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCES = Path(__file__).parents[1] / "src"
ROOT = "uniongraph"

# Each floor with its rooms from left to right. A room imports only rooms that stand before it: on a floor below, or to
# its left. A package is one room; what lies inside it is its own affair, but that it runs in no circle.
FLOORS = {
    # what everybody may know: the values, where the shipped folders lie, how a failure is said
    "ground": ("model", "files", "errors", "cells"),
    # the shapes of words, and the names that things have: tables and patterns, no document yet
    "forms": ("grammar", "divisions", "names", "registry", "terms", "iris", "vocabulary", "corrections"),
    # file ═▶ Text ═▶ Decision ═▶ quads, and the same decision as JSON
    "corridor": ("sources", "parser", "graph", "links", "records"),
    # what has been published, and the gate before it
    "cellar": ("shapes", "release"),
    # what one can do with a release
    "rooms": (
        "labels",
        "fetching",
        "sparql",
        "things",
        "matching",
        "reconciling",
        "queries",
        "pages",
        "workers",
        "answers",
        "question",
        "federation",
        "exports",
        "linking",
        "site",
        "remote",
        "builder",
    ),
    # where people come in: the look of things, HTTP, the command line, the public names
    "street": ("console", "server", "assistants", "cli", "__main__", ROOT),
}
ORDER = [room for floor in FLOORS.values() for room in floor]
PLACES = {room: place for place, room in enumerate(ORDER)}

# Libraries that one room alone may let in (the second reason for a floor plan: each can be replaced in one place).
DOORS = {
    "click": {"cli"},
    "rich": {"cli"},
    "starlette": {"server"},
    "starlette_compress": {"server"},
    "jinja2": {"pages"},
    "babel": {"pages"},
    "uvicorn": {"server", "cli"},
    "prometheus_client": {"server"},
    "rdflib": {"exports", "shapes"},
    "pyshacl": {"shapes"},
    "pypinyin": {"registry", "labels"},
    "charset_normalizer": {"sources"},
    "lxml": {"sources"},
    "docx": {"sources"},
    "pdfplumber": {"sources"},
    "markdown_it": {"sources"},
    "filelock": {"links", "release"},
    "stdnum": {"links"},
    "distributed": {"builder"},
    "httpx": {"federation", "fetching", "remote"},
    "rapidfuzz": {"matching"},
    "mcp": {"assistants"},
    "mcp_types": {"assistants"},
    "anyio": {"assistants"},
}

# What the path of a query must not wait for.
SLOW = (
    "rdflib",
    "pyshacl",
    "starlette",
    "starlette_compress",
    "uvicorn",
    "prometheus_client",
    "rich",
    "pypinyin",
    "charset_normalizer",
    "lxml",
    "docx",
    "pdfplumber",
    "markdown_it",
    "babel",
    "jinja2",
    "click",
    "httpx",
    "rapidfuzz",
    "mcp",
    "pydantic",
    "stdnum",
)


class Import(NamedTuple):
    """One import statement's target, as seen in one module; ``name`` is what is taken from it, if anything is."""

    importer: str
    target: str
    name: str | None

    @property
    def rooms(self) -> tuple[str, str]:
        return room_of(self.importer), room_of(self.target)


def modules() -> dict[str, Path]:
    """Return every module with its file, packages under their own names."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        parts = path.relative_to(SOURCES).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def room_of(module: str) -> str:
    """Return the room that a module of ours lies in: the first name below the root, or the root itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def imports_of(module: str) -> list[Import]:
    """Return all imports of a module: at its top, inside functions, and for type checking only."""
    found = []
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [Import(module, alias.name, None) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute here"
            assert node.module is not None
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                target = inner if inner in MODULES else node.module
                found.append(Import(module, target, alias.name))
    return found


IMPORTS = [each for module in MODULES for each in imports_of(module)]
OURS = [each for each in IMPORTS if each.target.split(".")[0] == ROOT]


def is_version(each: Import) -> bool:
    """Say whether only the version is taken from the root, where the build tool reads it too."""
    return each.target == ROOT and each.name == "__version__"


# ---------------------------------------------------------------------------------------------- the plan


def test_every_module_stands_in_the_plan_once() -> None:
    """A new room is given its place on purpose; a room that is gone leaves the plan."""
    assert len(MODULES) > 30
    assert len(set(ORDER)) == len(ORDER)
    assert sorted(ORDER) == sorted({room_of(module) for module in MODULES})


def test_every_import_of_ours_leads_to_a_module() -> None:
    """What is read below as an edge is one."""
    assert len(OURS) > 100
    assert [each for each in OURS if each.target not in MODULES] == []


def test_rooms_import_only_what_stands_before_them() -> None:
    """No door leads up or to the right, not even inside a function or for a type."""
    wrong = [
        f"{each.importer} imports {each.target}"
        for each in OURS
        if not is_version(each)
        and each.rooms[0] != each.rooms[1]
        and PLACES.get(each.rooms[0], -1) < PLACES.get(each.rooms[1], -1)
    ]
    assert wrong == []


def test_no_module_imports_itself_in_a_circle() -> None:
    """Inside a package too, each module can be read before those that use it."""
    edges: dict[str, set[str]] = {module: set() for module in MODULES}
    for each in OURS:
        if not is_version(each):
            edges[each.importer].add(each.target)
    order = list(TopologicalSorter(edges).static_order())
    assert sorted(order) == sorted(MODULES)


def test_the_test_sees_imports_wherever_they_stand() -> None:
    """Three that are known: at the top, in a function, for type checking."""
    seen = {(each.importer, each.target) for each in OURS}
    assert ("uniongraph.graph.awards", "uniongraph.grammar") in seen
    assert ("uniongraph.registry", "uniongraph.divisions") in seen
    assert ("uniongraph.errors", "uniongraph.model") in seen


# ---------------------------------------------------------------------------------------------- libraries


@pytest.mark.parametrize("library", DOORS)
def test_a_library_comes_in_by_its_own_door(library: str) -> None:
    """The core knows no command line and no HTTP, and one room each knows RDF serialisers, SHACL, pinyin and encodings."""
    users = {each.rooms[0] for each in IMPORTS if each.target.split(".")[0] == library}
    assert users <= DOORS[library]
    assert users, f"{library} is used nowhere; the plan names it in vain"


def loaded_by(statement: str) -> set[str]:
    """Return the top names of all modules that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_the_path_of_a_query_loads_only_its_engine() -> None:
    """A prepared query on a release needs pyoxigraph and the standard library; all else would be waited for."""
    loaded = loaded_by("import uniongraph.queries, uniongraph.sparql, uniongraph.release")
    assert "pyoxigraph" in loaded
    assert sorted(loaded & set(SLOW)) == []


def test_the_package_itself_loads_next_to_nothing() -> None:
    """Its public names are fetched when they are asked for."""
    loaded = loaded_by("import uniongraph")
    assert sorted(loaded & {*SLOW, "pyoxigraph"}) == []


def test_reading_plain_text_loads_no_other_format() -> None:
    """`parse x.txt` waits for no library that it does not need."""
    loaded = loaded_by(
        "from uniongraph import files, sources\nsources.read(next((files.folder('data') / 'decisions').glob('*.txt')))"
    )
    assert sorted(loaded & set(SLOW)) == []


def test_the_test_would_see_a_slow_library() -> None:
    """It does where one is asked for."""
    assert "charset_normalizer" in loaded_by(
        "from uniongraph import sources; sources.decode(b'\\xd6\\xd0\\xb9\\xfa' * 9, '')"
    )
