"""What is installed: the wheel holds the package, the ontology, the data and the queries, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHIPPED = ("ontology", "data", "queries")


@pytest.mark.slow
def test_the_wheel_holds_what_ships(tmp_path: Path) -> None:
    """Each file of ontology/, data/ and queries/ is in the wheel, and the package with its types and templates."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for folder in SHIPPED:
            for path in (ROOT / folder).rglob("*"):
                if path.is_file():
                    inside = f"uniongraph/share/{path.relative_to(ROOT).as_posix()}"
                    assert archive.read(inside) == path.read_bytes()
    package = {
        p.relative_to(ROOT / "src").as_posix()
        for p in (ROOT / "src" / "uniongraph").rglob("*")
        if p.is_file()
    }
    wanted = {name for name in package if "__pycache__" not in name}
    assert wanted <= names
    assert "uniongraph/py.typed" in names
    extra = {
        name
        for name in names - wanted
        if not name.startswith("uniongraph/share/") and ".dist-info/" not in name
    }
    assert not extra
