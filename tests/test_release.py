"""A release: the same bytes for the same content, whole or not there at all, and damage said in one sentence."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from uniongraph import release
from uniongraph.errors import ReleaseError, ValidationFailed
from uniongraph.model import Violation
from uniongraph.release import Input, Release, Shard, publication
from uniongraph.release import manifest as manifests
from uniongraph.terms import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from random import Random

BASE = "https://w3id.org/uniongraph/"
CASE = f"{BASE}ontology#Case"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
INPUTS = (Input("decisions/甲.txt", "a" * 64, 120), Input("corrections.csv", "b" * 64, 8))


def cases(graph: str, *titles: str) -> list[Quad]:
    """Two quads for each title: a case, and what it is called."""
    name = NamedNode(f"{BASE}graph/{graph}")
    found = []
    for number, title in enumerate(titles, 1):
        case = NamedNode(f"{BASE}id/case/{graph}/{number:02}")
        found.append(Quad(case, TYPE, NamedNode(CASE), name))
        found.append(Quad(case, LABEL, Literal(title, language="zh-hans"), name))
    return found


def shard(graph: str, *titles: str) -> bytes:
    """Write the cases of one graph as a shard."""
    return release.serialise(map(statement, cases(graph, *titles)))


OLD = {
    "schemes": shard("schemes", "特等奖", "提名奖"),
    "doc/one": shard("doc/one", *(f"第{number}号案例" for number in range(200))),
}
NEW = OLD | {"doc/two": shard("doc/two", "“互联网+”工会", "最后一公里")}


def publish(root: Path, shards: Mapping[str, bytes] = OLD) -> Release:
    return release.publish(root, shards, inputs=INPUTS, base=BASE)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def litter(root: Path) -> set[str]:
    """Whatever lies in a root and should not."""
    return {path.name for path in root.iterdir()} - {".lock", "current", "releases"}


# ---------------------------------------------------------------------------------------------- canonical bytes

_LINE = "<http://x/s> <http://x/p> {} <http://x/g> .\n"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Literal("浦东新区祝桥镇总工会"), '"浦东新区祝桥镇总工会"'),
        (Literal("𠮷野家工会"), '"𠮷野家工会"'),
        (Literal("总工会", language="zh-Hans"), '"总工会"@zh-hans'),
        (Literal('a"b\\c'), r'"a\"b\\c"'),
        (Literal("一\n二\r三\t四"), r'"一\n二\r三\t四"'),
        (Literal("\x00\x07\x7f"), r'"\u0000\u0007\u007F"'),
        (Literal("\u3000\u200e\ufeff"), '"\u3000\u200e\ufeff"'),
        (
            Literal("06", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#positiveInteger")),
            '"06"^^<http://www.w3.org/2001/XMLSchema#positiveInteger>',
        ),
        (NamedNode("http://x/工会"), "<http://x/工会>"),
    ],
)
def test_each_quad_is_one_canonical_line(value: Literal | NamedNode, printed: str) -> None:
    """Chinese stands as UTF-8, control characters are escaped, a number keeps the form it was given."""
    quad = Quad(NamedNode("http://x/s"), NamedNode("http://x/p"), value, NamedNode("http://x/g"))
    data = release.serialise([statement(quad)])
    assert data == _LINE.format(printed).encode()
    assert list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS)) == [quad]


_QUADS = st.builds(
    lambda subject, text, graph: Quad(
        NamedNode(f"http://x/{subject}"), LABEL, Literal(text), NamedNode(f"http://x/g{graph}")
    ),
    st.integers(0, 5),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.integers(0, 1),
)


@given(quads=st.lists(_QUADS, max_size=12), random=st.randoms(use_true_random=False))
def test_equal_sets_of_quads_are_equal_bytes(quads: list[Quad], random: Random) -> None:
    """Whatever order they come in and however often, and what comes back is the set."""
    shuffled = quads + quads[: len(quads) // 2]
    random.shuffle(shuffled)
    data = release.serialise(map(statement, quads))
    assert release.serialise(map(statement, shuffled)) == data
    assert set(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS)) == set(quads)
    assert data.count(b"\n") == len(set(quads))


# ---------------------------------------------------------------------------------------------- what is published


def test_a_release_says_what_it_holds(tmp_path: Path) -> None:
    """The manifest counts inputs, shards, quads by graph and subjects by class, in sorted lists."""
    manifest = publish(tmp_path, NEW).manifest
    assert [one.path for one in manifest.inputs] == ["corrections.csv", "decisions/甲.txt"]
    assert [(one.name, one.quads, one.size) for one in manifest.shards] == [
        ("doc/one", 400, len(NEW["doc/one"])),
        ("doc/two", 4, len(NEW["doc/two"])),
        ("schemes", 4, len(NEW["schemes"])),
    ]
    assert manifest.counts.quads == 408
    assert manifest.counts.graphs == {
        f"{BASE}graph/doc/one": 400,
        f"{BASE}graph/doc/two": 4,
        f"{BASE}graph/schemes": 4,
    }
    assert manifest.counts.classes == {CASE: 204}
    assert (manifest.format, manifest.tool, manifest.base) == (2, "uniongraph", BASE)


def test_a_release_gives_back_what_was_published(tmp_path: Path) -> None:
    """From the store by query, from the shards quad by quad, from the root by its pointer."""
    publish(tmp_path, NEW)
    found = release.current(tmp_path)
    store = found.open_store()
    query = "SELECT ?case { ?case <http://www.w3.org/2004/02/skos/core#prefLabel> '最后一公里'@zh-hans }"
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    assert [row["case"].value for row in rows] == [f"{BASE}id/case/doc/two/02"]
    assert set(found.quads("doc/two")) == set(cases("doc/two", "“互联网+”工会", "最后一公里"))
    assert set(found.quads()) == set(store)
    for one in found.manifest.shards:
        assert found.shard_path(one).read_bytes() == NEW[one.name]
    with pytest.raises(RuntimeError, match="only possible on read-write"):
        store.add(next(iter(store)))


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Manifest and shards are equal byte for byte, in another place and from another order."""
    one = publish(tmp_path / "one", NEW)
    two = release.publish(tmp_path / "二 号", reversed(NEW.items()), inputs=list(reversed(INPUTS)), base=BASE)
    assert one.id == two.id == one.folder.name
    same = {"manifest.json"} | {f"shards/{shard.file}" for shard in one.manifest.shards}
    assert {name for name, data in files(one.folder).items() if files(two.folder).get(name) == data} >= same


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("a shard", {"shards": OLD}),
        ("an input", {"inputs": INPUTS[:1]}),
        ("the base", {"base": "https://example.org/"}),
    ],
)
def test_another_content_has_another_id(tmp_path: Path, what: str, change: dict[str, object]) -> None:
    """The id follows from all that the manifest says."""
    arguments: dict[str, object] = {"shards": NEW, "inputs": INPUTS, "base": BASE}
    ids = {release.publish(tmp_path, **(arguments | one)).id for one in ({}, change)}  # type: ignore[arg-type]
    assert len(ids) == 2, what


def test_nothing_of_the_machine_is_kept(tmp_path: Path) -> None:
    """No file of a release names the folder it was built in, and the engine's diary is gone."""
    for name, data in files(publish(tmp_path).folder).items():
        assert str(tmp_path).encode() not in data, name
        assert "LOG" not in name


def test_unchanged_shards_are_shared_and_cannot_be_written(tmp_path: Path) -> None:
    """A second release holds the same file under a second name; only what is new takes room."""
    told: list[str] = []
    old = publish(tmp_path)
    new = release.publish(tmp_path, NEW, inputs=INPUTS, base=BASE, progress=told.append)
    links = {one.name: new.shard_path(one).stat().st_nlink for one in new.manifest.shards}
    assert links == {"doc/one": 2, "doc/two": 1, "schemes": 2}
    assert all(old.shard_path(one).samefile(new.shard_path(one)) for one in old.manifest.shards)
    assert all(new.shard_path(one).stat().st_mode & 0o222 == 0 for one in new.manifest.shards)
    assert told[:3] == [
        "shard schemes: 4 quads, unchanged",
        "shard doc/one: 400 quads, unchanged",
        "shard doc/two: 4 quads",
    ]


def test_a_damaged_shard_is_not_handed_on(tmp_path: Path) -> None:
    """What the older release lost, the newer one has."""
    old = publish(tmp_path)
    broken = old.shard_path(old.manifest.shards[0])
    broken.unlink()
    broken.write_bytes(b"<rubbish>")
    release.verify(publish(tmp_path, NEW))


def test_publishing_the_same_again_only_moves_the_pointer(tmp_path: Path) -> None:
    """The folder is looked at, shown to the check as nothing new, and not touched; so a release is also rolled back."""
    old = publish(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in old.folder.rglob("*")}
    publish(tmp_path, NEW)
    told: list[str] = []
    seen: list[tuple[int, release.Growth | None]] = []
    again = release.publish(
        tmp_path,
        OLD,
        inputs=INPUTS,
        base=BASE,
        check=lambda store, new: seen.append((len(store), new)),
        progress=told.append,
    )
    assert again == old == release.current(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in old.folder.rglob("*")} == before
    assert seen == [(404, release.Growth(old.id, ()))]
    assert not any(step.startswith("loading") for step in told)


def test_what_was_not_touched_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publishing the same again reads every byte only where a file of the release is another, or was written to."""
    old = publish(tmp_path)
    read: list[Release] = []

    def faults(found: Release) -> Iterator[ReleaseError]:
        read.append(found)
        return release.faults(found)

    monkeypatch.setattr(publication, "faults", faults)
    assert publish(tmp_path) == old
    assert not read
    os.utime(old.folder / "store" / "CURRENT", ns=(0, 0))
    assert publish(tmp_path) == old
    assert read == [old]
    first_shard(old).unlink()
    assert publish(tmp_path) == old
    assert read == [old, old]
    release.verify(old)


def test_a_linked_shard_is_known_again_by_its_file(tmp_path: Path) -> None:
    """A shard that lies elsewhere is whole in the release while it is one file with that; another is read, and replaced."""
    lies = tmp_path / "lies.nq"
    lies.write_bytes(OLD["schemes"])
    given = Shard("schemes", hashlib.sha256(OLD["schemes"]).hexdigest(), 4, len(OLD["schemes"]))

    def again() -> Release:
        return release.publish(tmp_path / "out", [(given, lies)], inputs=INPUTS, base=BASE)

    old = again()
    assert old.shard_path(given).samefile(lies)
    assert again() == old
    old.shard_path(given).unlink()
    old.shard_path(given).write_bytes(OLD["schemes"].replace("特".encode(), "持".encode()))
    assert again() == old
    assert old.shard_path(given).samefile(lies)
    release.verify(old)


def test_publishing_the_same_again_repairs_a_damaged_release(tmp_path: Path) -> None:
    """The id is taken, but not by a whole release: the new one takes its place."""
    old = publish(tmp_path)
    (old.folder / "store" / "CURRENT").unlink()
    assert publish(tmp_path).id == old.id
    release.verify(release.current(tmp_path))
    assert not litter(tmp_path)


def test_a_release_of_nothing_is_a_release(tmp_path: Path) -> None:
    """No shards, or empty ones, make an empty store and not an error."""
    for shards in ({}, {"editorial": b"", "links": b""}):
        found = publish(tmp_path, shards)
        release.verify(found)
        assert (found.manifest.counts.quads, len(found.open_store())) == (0, 0)


def test_a_quad_in_two_shards_counts_once(tmp_path: Path) -> None:
    """Graphs and classes count what a query sees, shards what they hold."""
    same = shard("schemes", "特等奖")
    manifest = publish(tmp_path, {"one": same, "two": same}).manifest
    assert manifest.counts.quads == 2
    assert manifest.counts.classes == {CASE: 1}
    assert [one.quads for one in manifest.shards] == [2, 2]


def test_a_file_name_that_is_no_utf_8_is_kept(tmp_path: Path) -> None:
    """Old archives name files in GB18030; the manifest stays JSON and gives the name back."""
    name = os.fsdecode("决定.txt".encode("gb18030"))
    release.publish(tmp_path, OLD, inputs=[Input(name, "c" * 64, 1)], base=BASE)
    found = release.current(tmp_path)
    assert [one.path for one in found.manifest.inputs] == [name]
    release.verify(found)


# ---------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (OLD["schemes"][:-1], "shard x:4: is not canonical N-Quads: this line has no end"),
        (
            b"".join(sorted(OLD["schemes"].splitlines(True), reverse=True)),
            "shard x:2: is not canonical N-Quads: this line is there twice or out of order",
        ),
        (
            b"".join(line + line for line in OLD["schemes"].splitlines(True)),
            "shard x:2: is not canonical N-Quads: this line is there twice or out of order",
        ),
        (b"\n" + OLD["schemes"], "shard x:1: is not canonical N-Quads: this line is no quad"),
        (OLD["schemes"] + b"@\n", "shard x:5: is not canonical N-Quads: this line is no quad"),
        (
            b"<http://x/a> <http://x/p> _:b <http://x/g> .\n",
            "shard x:1: is not canonical N-Quads: this line names a blank node",
        ),
        (
            b'<http://x/a> <http://x/p> "_: _:x ." <http://x/g> .\n<http://x/b> <http://x/p> "1" _:g .\n',
            "shard x:2: is not canonical N-Quads: this line names a blank node",
        ),
        (
            b"_:a <http://x/p> <http://x/o> <http://x/g> .\n",
            "shard x:1: is not canonical N-Quads: this line names a blank node",
        ),
        (
            b'<http://x/a> <http://x/p> "1" .\n',
            "shards: 1 of 405 quads stand in no named graph, where no query finds them",
        ),
        (
            b'<http://x/a> <http://x/p> "1" <http://x/g> .\n<http://x/b> <http://x/p p> "1" <http://x/g> .\n',
            "shard x:2: is not N-Quads: Invalid IRI code point ' '",
        ),
    ],
)
def test_a_shard_that_is_not_canonical_is_refused(tmp_path: Path, data: bytes, sentence: str) -> None:
    """The shard and the line are named, and nothing is published."""
    with pytest.raises(ReleaseError) as raised:
        publish(tmp_path, OLD | {"x": data})
    assert str(raised.value) == sentence
    assert_nothing_was_published(tmp_path)


def test_text_that_looks_like_a_blank_node_is_no_blank_node(tmp_path: Path) -> None:
    """Only a term is one: never characters in a literal or in an IRI."""
    quads = cases("x", "_:a", "> _:b", " _:c .", "\n_:d <http://x> ")
    assert set(publish(tmp_path, {"x": release.serialise(map(statement, quads))}).quads()) == set(quads)


def test_two_shards_of_one_name_are_refused(tmp_path: Path) -> None:
    """A name says which shard is meant."""
    twice = [("schemes", OLD["schemes"]), ("schemes", OLD["doc/one"])]
    with pytest.raises(ReleaseError, match="shard schemes: is given twice"):
        release.publish(tmp_path, twice, inputs=INPUTS, base=BASE)
    assert_nothing_was_published(tmp_path)


def test_a_graph_that_fails_its_check_is_not_published(tmp_path: Path) -> None:
    """The check sees the loaded store and says no; the release before it stays current."""
    old = publish(tmp_path)
    seen: list[int] = []

    def check(store: pyoxigraph.Store, new: release.Growth | None) -> None:
        assert new is None
        seen.append(len(store))
        violations = [Violation(f"{BASE}shape/case", f"{BASE}id/case/doc/two/01", "a case needs a recipient")]
        raise ValidationFailed("one shape is broken", violations=violations)

    with pytest.raises(ValidationFailed, match="one shape is broken"):
        release.publish(tmp_path, NEW, inputs=INPUTS, base=BASE, check=check)
    assert seen == [408]
    assert release.list_releases(tmp_path) == (old,)
    assert release.current(tmp_path) == old
    assert not litter(tmp_path)


def test_a_source_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    """Whatever the caller's own iterable raises comes through as it is."""

    def shards() -> Iterator[tuple[str, bytes]]:
        yield "schemes", OLD["schemes"]
        raise LookupError("the second document is gone")

    with pytest.raises(LookupError, match="the second document is gone"):
        release.publish(tmp_path, shards(), inputs=INPUTS, base=BASE)
    assert_nothing_was_published(tmp_path)


def test_a_second_writer_is_refused_at_once(tmp_path: Path) -> None:
    """While one process writes, another gets a sentence and the first goes on."""
    said: list[str] = []

    def try_too(step: str) -> None:
        if step == "counting":
            run = run_python(tmp_path, "publish()")
            said.append(run.stdout.strip())
            with pytest.raises(ReleaseError, match="another process is writing a release here"):
                publish(tmp_path, NEW)

    first = release.publish(tmp_path, OLD, inputs=INPUTS, base=BASE, progress=try_too)
    assert said == [f"{tmp_path}: another process is writing a release here"]
    assert release.current(tmp_path) == first
    assert publish(tmp_path, NEW) == release.current(tmp_path)


def assert_nothing_was_published(root: Path) -> None:
    assert release.list_releases(root) == ()
    assert not (root / "current").exists()
    assert not litter(root)


# ---------------------------------------------------------------------------------------------- killed

_CHILD = """
import os, signal
from pathlib import Path
from uniongraph import release
from uniongraph.errors import ReleaseError
from uniongraph.release import Input

def publish(progress=None):
    release.publish(Path({root!r}), {shards!r}, inputs={inputs!r}, base={base!r}, progress=progress)

def die(step):
    os.kill(os.getpid(), signal.SIGKILL)

try:
{body}
except ReleaseError as error:
    print(error)
"""


def script(root: Path, body: str) -> list[str]:
    """Return the command that runs some lines in a new process, where ``publish`` publishes the new shards."""
    lines = textwrap.indent(textwrap.dedent(body), "    ")
    code = _CHILD.format(root=str(root), shards=NEW, inputs=INPUTS, base=BASE, body=lines)
    return [sys.executable, "-c", code]


def run_python(root: Path, body: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(script(root, body), capture_output=True, text=True, check=False, timeout=60)


STEPS = [
    "shard schemes",
    "shard doc/one",
    "shard doc/two",
    "loading",
    "counting",
    "writing to disk",
    "moving release",
    "moving the pointer",
]


def test_the_steps_are_told_in_order(tmp_path: Path) -> None:
    """These are the moments at which the next test kills."""
    told: list[str] = []
    release.publish(tmp_path, NEW, inputs=INPUTS, base=BASE, progress=told.append)
    assert [step for step, said in zip(STEPS, told, strict=True) if said.startswith(step)] == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_a_build_killed_at_a_step_harms_nothing(tmp_path: Path, step: str) -> None:
    """The old release stays current and whole; the next build succeeds and leaves no litter."""
    old = publish(tmp_path)
    run = run_python(tmp_path, f"publish(lambda said: said.startswith({step!r}) and die(said))")
    assert run.returncode == -9, run.stderr
    assert release.current(tmp_path) == old
    assert_next_build_succeeds(tmp_path, old)


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(24))
def test_a_build_killed_at_any_moment_harms_nothing(tmp_path: Path, moment: int) -> None:
    """Killed after so many times five milliseconds, wherever that is; it may also just have ended."""
    old = publish(tmp_path)
    command = script(tmp_path, "print('ready', flush=True)\npublish()")
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(moment * 0.005)
        process.kill()
    now = release.current(tmp_path)
    assert now == old or {one.name for one in now.manifest.shards} == set(NEW)
    assert_next_build_succeeds(tmp_path, old)


def assert_next_build_succeeds(root: Path, old: Release) -> None:
    release.verify(release.current(root))
    new = publish(root, NEW)
    assert release.current(root) == new
    release.verify(new)
    release.verify(old)
    assert set(release.list_releases(root)) == {old, new}
    assert not litter(root)


# ---------------------------------------------------------------------------------------------- refused by the system


def needs_root_and(mount: list[str]) -> None:
    """Mount something, or skip the test and say why."""
    run = subprocess.run(["mount", *mount], capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip(f"nothing can be mounted here: {' '.join(run.stderr.split())}")


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a file system of 4 MiB."""
    folder.mkdir()
    needs_root_and(["-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)])
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Let nobody write a folder: by mount, as modes do not stop root, and by mode where we are not root."""
    if os.geteuid():
        paths = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
        for path in paths:
            path.chmod(0o555)
        yield folder
        for path in paths:
            path.chmod(0o755)
        return
    needs_root_and(["--bind", str(folder), str(folder)])
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("free", [0, 20, 150, 300, 360])
def test_a_full_disk_is_one_sentence(tmp_path: Path, free: int) -> None:
    """With so many KiB free a build fails in its first shard or deep in the engine, and takes nothing with it."""
    with small_disk(tmp_path / "disk") as root:
        old = publish(root)
        room = shutil.disk_usage(root).free - free * 1024
        (root / "ballast").write_bytes(bytes(max(room, 0)))
        with pytest.raises(ReleaseError) as raised:
            publish(root, NEW)
        assert str(raised.value) == f"{root}: no release can be written here: the disk is full"
        assert release.current(root) == old
        (root / "ballast").unlink()
        assert_next_build_succeeds(root, old)


@pytest.mark.parametrize("limit", [10, 3_000, 60_000])
def test_a_file_over_the_limit_is_one_sentence(tmp_path: Path, limit: int) -> None:
    """A limit on the size of files stops a shard, the engine's diary or its options."""
    pytest.importorskip("resource", reason="this system has no limits on processes")
    old = publish(tmp_path)
    run = run_python(
        tmp_path,
        f"""
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
        publish()
        """,
    )
    said = "no release can be written here: a file would grow past the size the system allows"
    assert (run.stdout.strip(), run.stderr) == (f"{tmp_path}: {said}", "")
    assert release.current(tmp_path) == old
    assert_next_build_succeeds(tmp_path, old)


def test_a_read_only_folder_is_one_sentence(tmp_path: Path) -> None:
    """Nothing can be published where nothing can be written."""
    old = publish(tmp_path)
    with read_only(tmp_path) as root:
        with pytest.raises(ReleaseError) as raised:
            publish(root, NEW)
        said = "permission denied" if os.geteuid() else "the file system is read-only"
        assert str(raised.value) == f"{root}: no release can be written here: {said}"
        with pytest.raises(ReleaseError, match="no release can be written here: "):
            publish(root / "new", NEW)
    assert release.current(tmp_path) == old


def test_a_release_opens_from_a_read_only_folder(tmp_path: Path) -> None:
    """The engine's read-only mode writes nothing, not even a lock."""
    publish(tmp_path)
    with read_only(tmp_path) as root:
        found = release.current(root)
        assert len(found.open_store()) == 404
        release.verify(found)


def test_opening_changes_no_file(tmp_path: Path) -> None:
    """However often a release is opened and asked, its folder stays as it was."""
    found = publish(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    stores = [found.open_store() for _ in range(3)]
    assert [len(store) for store in stores] == [404, 404, 404]
    del stores
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_shard_that_cannot_be_linked_is_copied(tmp_path: Path) -> None:
    """Links end at mounts; a copy is as good."""
    if os.geteuid():
        pytest.skip("only root can put a mount between two folders of one root")
    old = publish(tmp_path)
    with read_only(old.folder):
        new = publish(tmp_path, NEW)
        assert {new.shard_path(one).stat().st_nlink for one in new.manifest.shards} == {1}
        release.verify(new)


def test_a_file_in_place_of_a_folder_is_one_sentence(tmp_path: Path) -> None:
    """Neither a root nor a part of its path may be a file."""
    (tmp_path / "file").write_text("x")
    for path, said in [
        (tmp_path / "file", "is a file; releases need a folder"),
        (
            tmp_path / "file" / "root",
            "no release can be written here: a part of its path is a file, not a folder",
        ),
    ]:
        with pytest.raises(ReleaseError) as raised:
            publish(path)
        assert str(raised.value) == f"{path}: {said}"


# ---------------------------------------------------------------------------------------------- finding


def test_a_release_is_found_by_root_and_by_folder(tmp_path: Path) -> None:
    """A folder that was copied elsewhere under another name is a release too."""
    old, new = publish(tmp_path), publish(tmp_path, NEW)
    assert release.find(tmp_path) == release.find(str(tmp_path)) == release.current(tmp_path) == new
    assert release.find(old.folder) == release.open_release(old.folder) == old
    assert set(release.list_releases(tmp_path)) == {old, new}
    copy = shutil.copytree(old.folder, tmp_path / "a copy")
    release.verify(release.find(copy))
    assert release.find(copy).id == old.id


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda root: root.rmdir(), "no release here: there is no such folder"),
        (lambda root: (root.rmdir(), root.write_text("x")), "is a file, not a folder with a release"),
        (lambda _root: None, "no release here yet"),
        (
            lambda root: (root / "current").write_text("0123456789abcdef\n"),
            "the current release is said to be 0123456789abcdef, which is missing",
        ),
    ],
)
def test_where_there_is_no_release_it_is_said(
    tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    """One sentence with the path, for a missing folder, a file, an empty root and a pointer to nothing."""
    root = tmp_path / "root"
    root.mkdir()
    make(root)
    for look in (release.find, release.current):
        with pytest.raises(ReleaseError) as raised:
            look(root)
        assert str(raised.value) == f"{root}: {sentence}"


@pytest.mark.parametrize("text", ["", "latest\n", "../../etc\n", "0123456789ABCDEF\n", "总工会", "\x00" * 16])
def test_a_pointer_that_names_no_release_is_not_followed(tmp_path: Path, text: str) -> None:
    """What stands in the pointer becomes a path, so it must be an id; the next build sets it right."""
    publish(tmp_path)
    (tmp_path / "current").write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError) as raised:
        release.current(tmp_path)
    assert str(raised.value) == f"{tmp_path / 'current'}: does not name a release"
    assert publish(tmp_path) == release.current(tmp_path)


def test_a_folder_under_another_release_s_name_is_refused(tmp_path: Path) -> None:
    """The pointer promises one content and the folder holds another."""
    old, new = publish(tmp_path), publish(tmp_path, NEW)
    shutil.rmtree(new.folder)
    shutil.copytree(old.folder, new.folder)
    with pytest.raises(
        ReleaseError, match=f"is the manifest of release {old.id}, in the folder of release {new.id}"
    ):
        release.current(tmp_path)


# ---------------------------------------------------------------------------------------------- damage


def set_field(*path: str | int, value: object) -> Callable[[Release], object]:
    """Change one value of a manifest."""

    def change(found: Release) -> None:
        file = found.folder / "manifest.json"
        record = json.loads(file.read_text(encoding="utf-8"))
        inner = record
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value
        file.write_text(json.dumps(record), encoding="utf-8")

    return change


def test_a_release_of_the_first_format_is_still_read(tmp_path: Path) -> None:
    """A manifest written before texts were kept says nothing of them, and its id holds."""
    found = publish(tmp_path)
    old = replace(found.manifest, format=1)
    old = replace(old, id=manifests.identify(old))
    data = manifests.encode(old)
    assert b'"texts"' not in data
    assert manifests.decode(data, "manifest.json") == old


def set_text(name: str, text: str) -> Callable[[Release], object]:
    """Replace a file of a release."""
    return lambda found: (found.folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda found: (found.folder / "manifest.json").unlink(), "is no release: manifest.json is missing"),
        (
            set_text("manifest.json", "{"),
            "manifest.json: is not JSON: Expecting property name enclosed in double quotes",
        ),
        (set_text("manifest.json", ""), "manifest.json: is not JSON: Expecting value"),
        (
            set_text("manifest.json", "[" * 100_000),
            "manifest.json: is not JSON: its brackets are nested too deep",
        ),
        (set_text("manifest.json", "[]"), "manifest.json: the whole is not an object"),
        (
            set_field("format", value=3),
            "manifest.json: was written by a newer uniongraph (format 3, this one reads 2)",
        ),
        (set_field("format", value=0), "manifest.json: is of format 0, which this uniongraph does not read"),
        (set_field("format", value="1"), "manifest.json: format is not a whole number of 0 or more"),
        (set_field("id", value="../../../etc/pass"), "manifest.json: id is not 16 hexadecimal digits"),
        (set_field("base", value=None), "manifest.json: base is not a text"),
        (set_field("inputs", value={}), "manifest.json: inputs is not a list"),
        (
            set_field("inputs", 1, "size", value=-1),
            "manifest.json: inputs[1].size is not a whole number of 0 or more",
        ),
        (
            set_field("shards", 0, "quads", value=True),
            "manifest.json: shards[0].quads is not a whole number of 0 or more",
        ),
        (
            set_field("shards", 0, "sha256", value="../x"),
            "manifest.json: shards[0].sha256 is not 64 hexadecimal digits",
        ),
        (set_field("shards", 1, value="x"), "manifest.json: shards[1] is not an object"),
        (set_field("counts", value={"quads": 1, "graphs": {}}), "manifest.json: counts.classes is missing"),
        (
            set_field("counts", "graphs", value={"http://x/g": "1"}),
            "manifest.json: counts.graphs.http://x/g is not a whole number of 0 or more",
        ),
    ],
)
def test_a_damaged_manifest_is_one_sentence(
    tmp_path: Path, damage: Callable[[Release], object], sentence: str
) -> None:
    """The file and the field are named; the next build repairs it."""
    found = publish(tmp_path)
    damage(found)
    with pytest.raises(ReleaseError) as raised:
        release.current(tmp_path)
    separator = ": " if sentence.startswith("is no release") else "/"
    assert str(raised.value).startswith(f"{found.folder}{separator}{sentence}")
    (listed,) = release.list_releases(tmp_path)
    assert str(listed) == str(raised.value)
    publish(tmp_path)
    release.verify(release.current(tmp_path))


def cut(path: Path) -> None:
    """Lose the second half of a file, as an interrupted copy does."""
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: len(data) // 2])


def flip(path: Path) -> None:
    """Change one bit in the middle of a file, as a bad disk does."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.unlink()
    path.write_bytes(data)


def first_shard(found: Release) -> Path:
    return found.shard_path(found.manifest.shards[0])


def engine_file(found: Release, pattern: str) -> Path:
    return max((found.folder / "store").glob(pattern), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize(
    ("damage", "opens", "sentence"),
    [
        (lambda found: first_shard(found).unlink(), True, r"shards/\w{64}\.nq: is missing from the release"),
        (
            lambda found: cut(first_shard(found)),
            True,
            r"shards/\w{64}\.nq: was changed: it has \d+ bytes, not \d+",
        ),
        (
            lambda found: flip(first_shard(found)),
            True,
            r"shards/\w{64}\.nq: was changed: its SHA-256 is \w{64}, not \w{64}",
        ),
        (
            set_field("counts", "quads", value=5),
            True,
            r"manifest\.json: was changed: its content has the id \w{16}, not",
        ),
        (
            lambda found: shutil.rmtree(found.folder / "store"),
            False,
            r"store/\S+: is missing from the release",
        ),
        (
            lambda found: (found.folder / "store.json").unlink(),
            False,
            r"store\.json: is missing from the release",
        ),
        (set_text("store.json", "{}"), False, r"store\.json: files is missing"),
        (
            lambda found: cut(engine_file(found, "MANIFEST-*")),
            False,
            r"store/MANIFEST-\d+: was changed: it has \d+ bytes",
        ),
        (
            lambda found: engine_file(found, "*.sst").unlink(),
            False,
            r"store/\d+\.sst: is missing from the release",
        ),
        (
            lambda found: cut(engine_file(found, "*.sst")),
            False,
            r"store/\d+\.sst: was changed: it has \d+ bytes",
        ),
        (
            lambda found: flip(engine_file(found, "*.sst")),
            True,
            r"store/\d+\.sst: was changed: its SHA-256 is",
        ),
        (
            lambda found: flip(engine_file(found, "MANIFEST-*")),
            False,
            r"store: is damaged or incomplete: Corruption",
        ),
        (lambda found: flip(engine_file(found, "CURRENT")), False, r"store: is damaged or incomplete: "),
    ],
)
def test_damage_is_found(
    tmp_path: Path, damage: Callable[[Release], object], opens: bool, sentence: str
) -> None:
    """Where the store can still be opened ``verify`` finds it, else opening says so; publishing again repairs it."""
    damage(publish(tmp_path))
    found = release.current(tmp_path)
    if opens:
        found.open_store()
        with pytest.raises(ReleaseError, match=sentence):
            release.verify(found)
    else:
        with pytest.raises(ReleaseError, match=sentence):
            found.open_store()
        with pytest.raises(ReleaseError):
            release.verify(found)
    assert [str(fault).count("\n") for fault in release.faults(found)][:1] == [0]
    publish(tmp_path)
    release.verify(release.current(tmp_path))


def test_every_fault_is_listed(tmp_path: Path) -> None:
    """``faults`` goes on after the first."""
    found = publish(tmp_path)
    for one in found.manifest.shards:
        found.shard_path(one).unlink()
    (found.folder / "store" / "CURRENT").unlink()
    assert len(list(release.faults(found))) == len(found.manifest.shards) + 1


def test_a_store_opened_for_writing_is_no_longer_the_release(tmp_path: Path) -> None:
    """Another tool that opens the store to write changes its files, even where it writes nothing."""
    found = publish(tmp_path)
    writer = pyoxigraph.Store(found.folder / "store")
    del writer
    with pytest.raises(ReleaseError, match=r"store/\S+: (was changed|is missing)"):
        found.open_store()


def test_an_unreadable_release_is_one_sentence(tmp_path: Path) -> None:
    """Somebody who may not read a file is told so, and not that it is damaged."""
    found = publish(tmp_path)
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    engine_file(found, "*.sst").chmod(0)
    with pytest.raises(ReleaseError, match="cannot be read: permission denied"):
        found.open_store()


def test_an_unknown_shard_is_one_sentence(tmp_path: Path) -> None:
    """Asked for by a name that the manifest does not hold."""
    found = publish(tmp_path)
    with pytest.raises(ReleaseError) as raised:
        list(found.quads("doc/nine"))
    assert str(raised.value) == f"{found.folder}: holds no shard named 'doc/nine'"
