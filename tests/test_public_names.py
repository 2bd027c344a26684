"""The public names: complete, sorted, importable, and nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

import uniongraph
from uniongraph import errors

NAMES = [
    "Decision", "Finding", "Release", "UnionGraphError", "app", "ask", "build", "describe", "export", "find", "parse", "read",
]  # fmt: skip


def test_the_list_is_complete_and_sorted() -> None:
    """The promised names are these, in order."""
    assert uniongraph.__all__ == NAMES
    assert sorted(uniongraph.__all__) == NAMES
    assert set(NAMES) < set(dir(uniongraph))


@pytest.mark.parametrize("name", NAMES)
def test_each_name_can_be_used(name: str) -> None:
    """Each name is there, and has a docstring."""
    assert getattr(uniongraph, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Any other name fails as names do."""
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        uniongraph.nothing  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    """``import uniongraph`` loads no parser, no engine and no server."""
    code = "import sys, uniongraph; print(*sorted(m for m in sys.modules if m.startswith(('uniongraph', 'pyoxigraph', 'rdflib'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["uniongraph"]


def test_every_error_is_one_of_ours() -> None:
    """All errors hang on one root, which says where and what in one sentence."""
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), errors.UnionGraphError)
    assert str(errors.SourceError("is empty", source="a.txt", line=3)) == "a.txt:3: is empty"
    assert str(errors.QueryError("there is no such query")) == "there is no such query"
