"""What is installed: the wheel holds the package with its bundled scripts, the ontology, the data and the queries, and nothing else."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

ROOT = Path(__file__).parent.parent
SHIPPED = ("ontology", "data", "queries")
WEB = ROOT / "src" / "uniongraph" / "pages" / "web"
BUILT = "uniongraph/pages/static/built"


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
    # the sources of the scripts stay behind: what was made of them is there
    sources = {p.relative_to(ROOT / "src").as_posix() for p in WEB.rglob("*")}
    wanted = {name for name in package if "__pycache__" not in name} - sources
    assert wanted <= names
    assert "uniongraph/py.typed" in names
    extra = {
        name
        for name in names - wanted
        if not name.startswith("uniongraph/share/") and ".dist-info/" not in name
    }
    assert not extra
    assert {f"{BUILT}/sparql.js", f"{BUILT}/sparql.css", f"{BUILT}/licences.txt"} <= names


@pytest.mark.slow
def test_the_archive_of_sources_needs_no_registry_of_scripts(tmp_path: Path) -> None:
    """Its wheel is made of the bundle that it holds: no npm, and not even the tool that bundles."""
    build = [sys.executable, "-m", "build", "--outdir", str(tmp_path)]
    subprocess.run([*build, "--sdist", str(ROOT)], check=True, capture_output=True)
    archive = next(tmp_path.glob("*.tar.gz"))
    subprocess.run(["tar", "-xf", str(archive), "-C", str(tmp_path)], check=True)
    unpacked = next(path for path in tmp_path.iterdir() if path.is_dir())
    # no registry can be reached through a proxy that is not there
    nowhere = {**os.environ, "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    subprocess.run(
        [*build, "--wheel", "--no-isolation", str(unpacked)], check=True, capture_output=True, env=nowhere
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        assert f"{BUILT}/sparql.js" in wheel.namelist()


@pytest.mark.slow
def test_an_installed_wheel_serves_assistants(tmp_path: Path) -> None:
    """Its entry point starts, builds the decision that ships with it, and answers the SDK's client."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    place = tmp_path / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(place),
    ]
    subprocess.run([*install, str(next(tmp_path.glob("*.whl")))], check=True, capture_output=True)
    started = StdioServerParameters(
        command=str(place / "bin" / "uniongraph"),
        args=["mcp"],
        env={"PYTHONPATH": str(place), "XDG_DATA_HOME": str(tmp_path / "data")},
        cwd=tmp_path,
    )

    async def asked() -> Any:  # noqa: ANN401 (JSON)
        async with Client(stdio_client(started)) as client:
            return (await client.call_tool("winners", {})).structured_content

    found = asyncio.run(asked())
    assert found["rows"][0][2:4] == ["创新跨越“最后一公里”", "宝山区顾村镇总工会"]
    assert (tmp_path / "data" / "uniongraph" / "current").exists()
