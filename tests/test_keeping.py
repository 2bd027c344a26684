"""Releases that are there: listed, made current, compared, let go; by the library and by the command."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from uniongraph import release
from uniongraph.cli import main
from uniongraph.errors import ReleaseError
from uniongraph.release import Release, Shard
from uniongraph.terms import statement

BASE = "https://w3id.org/uniongraph/"
INPUTS = (release.Input("a.txt", "a" * 64, 1),)


def shard(*titles: str) -> bytes:
    """Write some titles as a shard."""
    graph, name = ox.NamedNode(f"{BASE}graph/g"), ox.NamedNode(f"{BASE}name")
    quads = (
        ox.Quad(ox.NamedNode(f"{BASE}id/{n}"), name, ox.Literal(each), graph) for n, each in enumerate(titles)
    )
    return release.serialise(map(statement, quads))


def publish(root: Path, **shards: bytes) -> Release:
    """Publish shards by the names of their graphs."""
    made = []
    for name, data in shards.items():
        sha256 = hashlib.sha256(data).hexdigest()
        path = root.parent / f"{sha256}.nq"
        path.write_bytes(data)
        described = Shard(f"doc/{name}", sha256, data.count(b"\n"), len(data))
        made.append((described, path))
    return release.publish(root, made, inputs=INPUTS, base=BASE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a folder of three releases, the last current."""
    place = tmp_path / "releases-here"
    for titles in (("甲",), ("甲", "乙"), ("乙", "丙")):
        publish(place, one=shard(*titles), two=shard("丁"))
    return place


def said(root: Path, *arguments: str) -> Result:
    """Return what the command says."""
    return CliRunner().invoke(main, ["release", "--release", str(root), *arguments])


def ids(root: Path) -> list[str]:
    """Return the ids of all releases."""
    return [each.id for each in release.list_releases(root) if isinstance(each, Release)]


def test_the_list_marks_the_current_one(root: Path) -> None:
    """One line for each release."""
    lines = said(root, "list").output.splitlines()
    assert len(lines) == 3
    current = release.current(root)
    assert [line for line in lines if line.startswith("*")] == [
        f"* {current.id}        2 documents           3 quads"
    ]


def test_a_folder_without_releases_is_said(tmp_path: Path) -> None:
    """In one sentence; a release itself stands for the folder that it lies in."""
    result = said(tmp_path, "list")
    assert (result.exit_code, result.output) == (1, f"Error: {tmp_path}: no release here yet\n")


def test_a_release_stands_for_its_folder(root: Path) -> None:
    """So that one setting serves all commands."""
    assert said(release.current(root).folder, "list").output == said(root, "list").output


def test_a_release_is_made_current_and_back(root: Path) -> None:
    """By the beginning of its id; what was current stays as it was."""
    last = release.current(root).id
    other = next(each for each in ids(root) if each != last)
    assert said(root, "use", other[:10]).output == f"release {other} is current\n"
    assert release.current(root).id == other
    release.use(root, last)
    assert release.current(root).id == last


@pytest.mark.parametrize(("name", "why"), [("nothing", "holds no release nothing"), ("", "begin with ")])
def test_a_name_that_tells_none_or_several_is_refused(root: Path, name: str, why: str) -> None:
    """And the pointer stays."""
    before = release.current(root).id
    with pytest.raises(ReleaseError, match=why):
        release.use(root, name)
    assert release.current(root).id == before


def test_a_damaged_release_is_not_made_current(root: Path) -> None:
    """Its store must be whole."""
    last = release.current(root).id
    other = next(each for each in ids(root) if each != last)
    store = root / "releases" / other / "store"
    next(path for path in store.iterdir() if path.suffix == ".sst").unlink()
    result = said(root, "use", other)
    assert (result.exit_code, release.current(root).id) == (1, last)
    assert "is missing from the release" in result.output


def test_two_releases_are_compared(root: Path) -> None:
    """As a summary, and every statement as a patch that leads from one to the other."""
    first, last = (
        publish(root, one=shard("甲", "乙"), two=shard("丁")),
        publish(root, one=shard("乙", "丙"), two=shard("丁")),
    )
    found = release.compare(first, last)
    assert (found.new, found.gone, found.changed) == ((), (), ("doc/one",))
    assert [b"\xe4\xb8\x99" in line for line in found.added] == [False, True]
    lines = said(root, "diff", first.id, last.id, "--format", "patch").output.splitlines()
    assert (lines[2], lines[-1]) == ("TX .", "TC .")
    old = set(
        b"".join(first.shard_path(each).read_bytes() for each in first.manifest.shards).decode().splitlines()
    )
    new = set(
        b"".join(last.shard_path(each).read_bytes() for each in last.manifest.shards).decode().splitlines()
    )
    removed = {line[2:] for line in lines if line.startswith("D ")}
    added = {line[2:] for line in lines if line.startswith("A ")}
    assert (old - removed) | added == new
    assert said(root, "diff", first.id).output == "2 statements added, 2 removed\nchanged  doc/one\n"
    assert said(root, "diff", last.id, last.id).output == "0 statements added, 0 removed\n"


def test_old_releases_go(root: Path) -> None:
    """The current one stays however old it is, and of the others those published last."""
    oldest = min((root / "releases").iterdir(), key=lambda path: path.stat().st_mtime_ns).name
    release.use(root, oldest)
    gone = said(root, "prune", "--keep", "1").output
    assert gone.count("removed") == 1
    assert len(ids(root)) == 2
    assert oldest in ids(root)
    assert said(root, "prune", "--keep", "1").output == "nothing to remove\n"
    assert said(root, "verify").output == f"release {oldest} is whole\n"
    assert not list(root.glob(".building*"))


def test_a_writer_keeps_others_out(root: Path) -> None:
    """While a release is written nothing is made current and nothing goes."""
    with release.hold(root, root):
        for command in (("use", ids(root)[0]), ("prune",)):
            result = said(root, *command)
            assert (result.exit_code, "another process is writing a release here" in result.output) == (
                1,
                True,
            )
