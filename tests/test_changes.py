"""The RDF Patch from one release to the next: written when it is published, served, and true."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hosting import Site, hosted, send
from uniongraph import builder, files, release

if TYPE_CHECKING:
    from collections.abc import Iterator

DECISION = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"
PLAIN = Path(__file__).parent / "cases" / "few-lines" / "source.txt"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[release.Release, release.Release]:
    """Give two releases of one root: the shipped decision, and then another one beside it."""
    root = tmp_path_factory.mktemp("changes")
    first = builder.build([DECISION], output=root).release
    return first, builder.build([DECISION, PLAIN], output=root).release


@pytest.fixture(scope="module")
def site(two: tuple[release.Release, release.Release]) -> Iterator[Site]:
    """Give a server of the second."""
    later = two[1]
    elders = release.Elders(later.folder.parent.parent, later.id)
    with hosted(
        later.store_folder(), facts=release.facts(later.manifest), derived=later.derived, former=elders
    ) as running:
        yield running


def applied(lines: set[bytes], patch: bytes) -> set[bytes]:
    """Return some statements as a patch makes them; each row says what it may say, and takes or adds what it finds so."""
    rows = patch.splitlines()
    assert [row.partition(b" ")[0] for row in rows[:3]] == [b"H", b"H", b"TX"]
    assert rows[-1] == b"TC ."
    found = set(lines)
    for row in rows[3:-1]:
        verb, _, statement = row.partition(b" ")
        if verb == b"D":
            found.remove(statement)
        else:
            assert verb == b"A"
            assert statement not in found
            found.add(statement)
    return found


def statements(one: release.Release) -> set[bytes]:
    return {line for shard in one.manifest.shards for line in one.shard_path(shard).read_bytes().splitlines()}


def test_the_patch_makes_the_new_release_of_the_old(two: tuple[release.Release, release.Release]) -> None:
    """Statement by statement; it lies beside the new one from when it was published."""
    before, after = two
    kept = release.patches(after.derived)
    assert list(kept) == [before.id]
    content = kept[before.id].read_bytes()
    assert applied(statements(before), content) == statements(after) != statements(before)
    assert content == b"".join(release.patch(before, after))
    assert applied(statements(after), b"".join(release.patch(after, before))) == statements(before)
    assert release.patches(before.derived) == {}


def test_the_command_line_writes_the_same(two: tuple[release.Release, release.Release]) -> None:
    """`release diff --format patch`."""
    before, after = two
    command = [sys.executable, "-m", "uniongraph", "release", "--release", str(after.folder.parent.parent)]
    told = subprocess.run(
        [*command, "diff", before.id, after.id, "--format", "patch"], capture_output=True, check=True
    )
    assert told.stdout == b"".join(release.patch(before, after))


def test_it_is_served_where_the_description_leads(
    site: Site, two: tuple[release.Release, release.Release]
) -> None:
    """From the description to the list, from the list to the patch, which nobody need fetch twice."""
    before, after = two
    described = send(site, "GET", "/.well-known/void").text
    assert f"rdfs:seeAlso <http://127.0.0.1:{site.port}/releases>" in described
    listed = send(site, "GET", "/releases").json()
    by_id = {each["id"]: each for each in listed["releases"]}
    assert by_id.keys() == {before.id, after.id}
    assert by_id[before.id]["patches"] == []
    (patch,) = by_id[after.id]["patches"]
    assert patch["from"] == before.id
    got = send(site, "GET", patch["url"])
    assert (got.status_code, got.headers["content-type"]) == (200, "application/rdf-patch")
    assert "immutable" in got.headers["cache-control"]
    assert got.headers["access-control-allow-origin"] == "*"
    assert applied(statements(before), got.content) == statements(after)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/releases/0000000000000000/patch?from=1", 404, "there is no release"),
        ("/releases/{id}/patch?from=../../x", 404, "there is no patch"),
        ("/releases/{id}/patch", 400, "from= is missing"),
    ],
)
def test_what_is_not_there_is_said(
    site: Site, two: tuple[release.Release, release.Release], path: str, status: int, said: str
) -> None:
    """A release that nobody knows, a patch that was not kept, a release that is not named."""
    got = send(site, "GET", path.format(id=two[1].id))
    assert got.status_code == status
    assert said in got.text


def test_publishing_the_same_again_writes_no_patch(tmp_path: Path) -> None:
    """What is there stays untouched, also where one goes back to it."""
    first = release.publish(tmp_path, {"one": b'<x:a> <x:p> "1" <x:g> .\n'}, inputs=[], base="http://x/")
    second = release.publish(tmp_path, {"one": b'<x:a> <x:p> "2" <x:g> .\n'}, inputs=[], base="http://x/")
    release.publish(tmp_path, {"one": b'<x:a> <x:p> "1" <x:g> .\n'}, inputs=[], base="http://x/")
    assert release.patches(first.derived) == {}
    assert list(release.patches(second.derived)) == [first.id]
    assert list(release.faults(second)) == []
