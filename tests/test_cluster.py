"""Reading on a Dask cluster: the same bytes as here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import LocalCluster

import generated
from uniongraph import builder
from uniongraph.cli import main
from uniongraph.errors import UnionGraphError


def tree(folder: Path) -> dict[str, bytes]:
    """Return each file of a release but those of the engine's store."""
    names = ("manifest.json", "shards/*", "texts/*")
    return {str(p.relative_to(folder)): p.read_bytes() for name in names for p in sorted(folder.glob(name))}


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two worker processes read what this one would have read, and nothing of it is read again afterwards."""
    folder = tmp_path / "in"
    generated.write(folder, 20)
    here = builder.build([folder], output=tmp_path / "here", jobs=1).release
    whole = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0")  # type: ignore[no-untyped-call]
    with whole as cluster:
        there = builder.build([folder], output=tmp_path / "there", scheduler=cluster.scheduler_address)
    assert tree(there.release.folder) == tree(here.folder)
    again = builder.build([folder], output=tmp_path / "there")
    assert (again.read, again.release.id) == (0, here.id)


def test_without_dask_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for a cluster without the extra is told which one."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UnionGraphError, match=r"pip install 'uniongraph\[dask\]'"):
        builder.build(output=tmp_path, scheduler="tcp://127.0.0.1:1")


def test_the_two_options_go_together() -> None:
    """A cluster needs an address, and an address a cluster."""
    for given in (["--executor", "dask"], ["--scheduler", "tcp://127.0.0.1:1"]):
        done = CliRunner().invoke(main, ["build", *given])
        assert done.exit_code == 2
        assert "go together" in done.output
