"""The manners of the house, as its tools see them: ruff is quiet, types are strict, things stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src").rglob("*.py"))
_LONGEST_MODULE, _LONGEST_FUNCTION = 400, 50


@pytest.mark.parametrize(
    "command", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]], ids=" ".join
)
def test_tools_are_quiet(command: list[str]) -> None:
    """Lint, format and strict types find nothing."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_things_stay_small(path: Path) -> None:
    """No module is longer than 400 lines and no function longer than 50."""
    text = path.read_text("utf-8")
    assert text.count("\n") <= _LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < _LONGEST_FUNCTION, node.name
