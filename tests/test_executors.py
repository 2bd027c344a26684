"""Reading in several processes: one that dies takes no document with it but the one that it died of."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import time
from typing import TYPE_CHECKING

import pytest
from distributed import LocalCluster

import generated
from uniongraph import builder
from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from pathlib import Path

needs_signals = pytest.mark.skipif(os.name == "nt", reason="a process ends otherwise on Windows")
SAID = "ends the process that reads it (a fault in a library, or no memory left)"


def tree(folder: Path) -> dict[str, bytes]:
    """Return each file of a release but those of the engine's store."""
    names = ("manifest.json", "shards/*", "texts/*")
    return {str(p.relative_to(folder)): p.read_bytes() for name in names for p in sorted(folder.glob(name))}


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that stands first where modules are looked for, in the processes that are started too."""
    folder = tmp_path / "deadly"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def kill_who_reads_markdown(folder: Path, number: int) -> None:
    """Put a library in the place of the one that reads Markdown which ends its process as a fault in native code does."""
    code = f"import os, signal, resource\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))\nos.kill(os.getpid(), {number})\n"
    (folder / "markdown_it.py").write_text(code)


@needs_signals
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
def test_a_document_that_ends_its_process_is_named_and_the_others_are_built(
    number: int, tmp_path: Path, deadly: Path
) -> None:
    """Two of them in different batches; once the fault is mended they are read without being asked for anew."""
    folder = tmp_path / "in"
    generated.write(folder, 40)
    whole = builder.build([folder], output=tmp_path / "whole", jobs=1)
    for name in ("000003a.md", "000030a.md"):
        (folder / name).write_text(f"# 说明\n\n{name}\n", "utf-8")
    kill_who_reads_markdown(deadly, number)
    built = builder.build([folder], output=tmp_path / "there", jobs=2)
    assert [(each.name, each.reason) for each in built.skipped] == [
        (name, f"{folder / name}: {SAID}") for name in ("000003a.md", "000030a.md")
    ]
    assert tree(built.release.folder) == tree(whole.release.folder)
    (deadly / "markdown_it.py").unlink()
    again = builder.build([folder], output=tmp_path / "there", jobs=1)
    assert (again.read, again.unchanged) == (0, 40)
    assert all("is no award decision" in each.reason for each in again.skipped)


@needs_signals
@pytest.mark.slow
def test_a_process_that_is_killed_from_outside_loses_nothing(tmp_path: Path) -> None:
    """As the system kills one when memory runs out."""
    folder = tmp_path / "in"
    generated.write(folder, 100)
    killed: list[int] = []

    def kill_a_reader(_: str) -> None:
        if not killed:
            reader = multiprocessing.active_children()[0]
            killed.append(reader.pid or 0)
            reader.kill()

    built = builder.build([folder], output=tmp_path / "there", jobs=2, progress=kill_a_reader)
    assert killed
    assert (built.documents, built.skipped) == (100, ())


# ---------------------------------------------------------------------------------------------- a cluster


@needs_signals
@pytest.mark.slow
def test_a_cluster_gives_up_a_document_that_ends_its_workers(tmp_path: Path, deadly: Path) -> None:
    """Dask starts a worker anew and gives the batch to another; after four it is read one by one."""
    folder = tmp_path / "in"
    generated.write(folder, 6)
    (folder / "000003a.md").write_text("# 说明\n", "utf-8")
    kill_who_reads_markdown(deadly, signal.SIGKILL)
    cluster = LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    )  # type: ignore[no-untyped-call]
    with cluster:
        built = builder.build([folder], output=tmp_path / "out", scheduler=cluster.scheduler_address)
    assert [(each.name, each.reason) for each in built.skipped] == [
        ("000003a.md", f"{folder / '000003a.md'}: {SAID}")
    ]
    assert built.documents == 6


def test_a_scheduler_that_says_nothing_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A port at which something listens and does not answer, and one at which nothing does."""
    monkeypatch.setattr("uniongraph.builder.executors._PATIENCE", 1)
    folder = tmp_path / "in"
    generated.write(folder, 1)
    with socket.create_server(("127.0.0.1", 0)) as silent, socket.create_server(("127.0.0.1", 0)) as shut:
        addresses = [f"tcp://127.0.0.1:{each.getsockname()[1]}" for each in (silent, shut)]
        shut.close()
        for address in [*addresses, "tcp://nowhere.invalid:8786"]:
            begin = time.monotonic()
            with pytest.raises(UnionGraphError, match="no Dask scheduler answers here") as refused:
                builder.build([folder], output=tmp_path / "out", scheduler=address)
            assert str(refused.value).startswith(f"{address}: ")
            assert time.monotonic() - begin < 20
    assert not (tmp_path / "out" / "current").exists()


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would take the documents and never give them back."""
    monkeypatch.setattr("uniongraph.builder.executors._PATIENCE", 3)
    folder = tmp_path / "in"
    generated.write(folder, 1)
    cluster = LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0")  # type: ignore[no-untyped-call]
    with cluster, pytest.raises(UnionGraphError, match="this Dask scheduler has no workers"):
        builder.build([folder], output=tmp_path / "out", scheduler=cluster.scheduler_address)
