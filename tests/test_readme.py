"""README is the front door: every command in it runs here, and prints what it says."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from published import published
from uniongraph import files, queries
from uniongraph.answers import preparing
from uniongraph.model import ActKind

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PARTNER = "http://127.0.0.1:8001"
"""Where a partner is served in README."""
_HASH = re.compile(r"\b[0-9a-f]{16}\b")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of README in one language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


INSTALL, TEST = blocks("sh")
SESSIONS = [
    (command.strip().replace("\n> ", "\n"), answer)
    for block in blocks("console")
    for command, answer in re.findall(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder laid out like a checkout, to run commands in."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(files.folder("data"), folder / "data")
    return folder


def environment() -> dict[str, str]:
    """Return an environment in which ``uniongraph`` is this one, asking the published release."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "UNIONGRAPH_RELEASE": str(published().folder), "COLUMNS": "120"}


@contextmanager
def served(*data: str, folder: Path | None = None) -> Iterator[str]:
    """Serve the release, its names prepared as a build leaves them, or RDF files of a folder, on a free port."""
    preparing.prepare(published(), [])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uniongraph", "serve", "--port", str(port)]
    command += ["--data", *data] if data else []
    with subprocess.Popen(command, env=environment(), cwd=folder, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 20) -> str:
    """Return what a page says as soon as it is there."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.1)


def shell(command: str, folder: Path) -> str:
    """Return what a command line prints; it must not fail."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env={**environment(), "XDG_CACHE_HOME": str(folder / ".cache")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode in {0, 141}, done.stderr  # 141: head closed the pipe
    return done.stdout


def test_every_command_prints_what_readme_says(desk: Path) -> None:
    """The commands run one after another, as a reader would type them; only the hash of a release may differ."""
    assert len(SESSIONS) >= 10
    for command, answer in SESSIONS:
        if command.startswith("curl"):
            with served() as url:
                said = shell(command.replace("http://127.0.0.1:8000", url), desk)
        elif PARTNER in command:
            with served("geonames.ttl", folder=desk) as url:
                said = shell(command.replace(PARTNER, url), desk)
        else:
            said = shell(command, desk)
        assert _HASH.sub("#", said) == _HASH.sub("#", answer), command


def test_the_python_example_runs(desk: Path) -> None:
    """The five lines of Python print the awards of one district."""
    (example,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=desk,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 4
    assert "徐汇区天平街道总工会 推三张服务清单 建三维服务阵地" in done.stdout


def test_every_query_is_in_the_table() -> None:
    """The table of questions names every prepared query, and no other."""
    table = README[README.index("| to find out | ask |") : README.index("`uniongraph sparql` runs")]
    named = set(re.findall(r"`([a-z-]+)`", table))
    assert named == set(queries.load(files.folder("queries")))


def test_every_finding_is_in_the_table() -> None:
    """The table of findings names every code that the parser can give, and no other."""
    table = README[README.index("| finding | says |") : README.index("## Publish")]
    given = set(get_args(ActKind))  # said of each act, by its own name
    for path in (ROOT / "src" / "uniongraph" / "parser").glob("*.py"):
        given |= set(re.findall(r"\.find\(\s*\"([a-z-]+)\"", path.read_text("utf-8")))
    assert set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", table)) == given


def test_ci_runs_the_test_command() -> None:
    """The continuous integration runs exactly the second command of README."""
    assert TEST.strip() in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.slow
def test_the_first_command_on_a_fresh_clone(tmp_path: Path) -> None:
    """A fresh copy of the tracked files installs with the first command, and serves."""
    with socket.socket() as probe:
        if not probe.connect_ex(("127.0.0.1", 8000)):
            pytest.skip("port 8000 is in use on this machine")
    clone = tmp_path / "clone"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, tracked):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    own = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "share")}
    own.pop("UNIONGRAPH_RELEASE", None)
    # exec, so that the server is the process that is ended below
    command = INSTALL.strip().replace(".venv/bin/uniongraph", "exec .venv/bin/uniongraph")
    with subprocess.Popen(["bash", "-c", command], cwd=clone, env=own, stdout=subprocess.DEVNULL) as process:
        try:
            page = wait_for("http://127.0.0.1:8000/", process, seconds=300)
            found = wait_for("http://127.0.0.1:8000/search?q=shzgh", process)
        finally:
            process.terminate()
    assert "表彰决定知识图谱" in page
    assert "<mark>" in found
