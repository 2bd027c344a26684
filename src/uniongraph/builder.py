"""The whole product in a few lines: read, parse, describe, validate, publish, and move the pointer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uniongraph import (
    __version__,
    corrections,
    divisions,
    files,
    graph,
    iris,
    links,
    parser,
    registry,
    release,
    sources,
    vocabulary,
)
from uniongraph.errors import NotADecision, SourceError, UnionGraphError, ValidationFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pyoxigraph

    from uniongraph.model import Decision

__all__ = ["Built", "Source", "build", "check", "find_sources", "read_decision", "rehearse"]

_SUFFIX: Final = ".txt"
_TABLES: Final = (
    "corrections.csv",
    "divisions.csv",
    "enterprises.csv",
    "identifiers.csv",
    "documents.csv",
    "lists.csv",
    "organizations.csv",
    "programmes.csv",
    "tiers.csv",
)
_VOCABULARY: Final = ("uniongraph.ttl", "schemes.ttl", "shapes.ttl")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read, and the name under which a manifest lists it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Built:
    """A published release, and the decisions it was made of."""

    release: release.Release
    decisions: tuple[Decision, ...]


def find_sources(paths: Iterable[Path | str]) -> list[Source]:
    """Return the files that some paths name: a file itself, and every ``.txt`` below a folder.

    Without paths, the decisions that ship. Raises SourceError where a path is missing or a folder holds none.
    """
    given = [Path(path) for path in paths]
    if not given:
        return [
            Source(source.path, f"data/decisions/{source.name}")
            for source in _in(files.folder("data") / "decisions")
        ]
    found: list[Source] = []
    for path in given:
        found += _in(path) if path.is_dir() else [Source(path, path.name)]
    return found


def _in(folder: Path) -> list[Source]:
    found = [path for path in sorted(folder.rglob(f"*{_SUFFIX}")) if path.is_file()]
    if not found:
        raise SourceError(f"is a folder without {_SUFFIX} files", source=str(folder))
    return [Source(path, path.relative_to(folder).as_posix()) for path in found]


def read_decision(path: Path, *, incomplete: bool = False) -> Decision:
    """Return the decision in a file, fit to be published.

    Raises NotADecision where the text confers nothing and changes nothing that was conferred before, and SourceError where a finding of severity ``error`` says
    that a part could not be read, unless ``incomplete`` lets such a document through.
    """
    decision = parser.parse(sources.read(path))
    if not decision.has_effect:
        raise NotADecision(f"is no award decision: {decision.reason}", source=str(path))
    for finding in decision.findings:
        if finding.severity == "error" and not incomplete:
            line, _ = decision.text.position(finding.span.begin)
            raise SourceError(f"{finding.message} ({finding.code})", source=str(path), line=line)
    return decision


def build(
    paths: Iterable[Path | str] = (),
    *,
    output: Path | str,
    base: str = iris.BASE,
    incomplete: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Built:
    """Return the release made of some documents (the shipped ones without ``paths``), published under ``output``.

    Everything is checked before anything is published: the release is written aside and moved into place whole,
    and the same documents give the same bytes. ``progress`` is told each step in a few words. Raises SourceError,
    NotADecision, RegistryError, ValidationFailed or ReleaseError; the release that was current then stays so.
    """
    tell = progress or (lambda _: None)
    wanted = find_sources(paths)
    root = Path(output)
    kept = root / "registry"
    minter = iris.Minter(registry.read([files.folder("data"), kept]), iris.check_base(base))
    decisions: list[Decision] = []
    for number, source in enumerate(wanted, start=1):
        tell(f"reading {source.name} ({number} of {len(wanted)})")
        decision = read_decision(source.path, incomplete=incomplete)
        if decision.text.sha256 not in {each.text.sha256 for each in decisions}:  # one file under two names
            decisions.append(decision)
    tell("describing")
    shards = _shards(decisions, minter)
    inputs = [_input(f"{source.name}", source.path) for source in wanted] + _own_inputs()

    def gate(store: pyoxigraph.Store) -> None:
        """Check, and keep the new names, while no other build may write here."""
        check(store)
        registry.write(minter.registry.entries(), kept)

    published = release.publish(root, shards, inputs=inputs, base=base, check=gate, progress=tell)
    return Built(published, tuple(decisions))


def rehearse(paths: Iterable[Path | str], *, progress: Callable[[str], None] | None = None) -> int:
    """Return how many quads some documents give, having checked all that ``build`` would, and publish nothing."""
    import pyoxigraph  # noqa: PLC0415 (typing alone needs it elsewhere)

    tell = progress or (lambda _: None)
    minter = iris.Minter(registry.read([files.folder("data")]))
    decisions = [read_decision(source.path) for source in find_sources(paths)]
    store = pyoxigraph.Store()
    for shard in _shards(decisions, minter).values():
        store.load(shard, format=pyoxigraph.RdfFormat.N_QUADS)
    tell("checking shapes")
    check(store)
    return len(store)


def check(store: pyoxigraph.Store) -> None:
    """Raise ValidationFailed, with every result, where a store breaks the shapes."""
    from uniongraph import shapes  # noqa: PLC0415 (pySHACL takes a third of a second to import)

    violations = shapes.validate(store)
    if violations:
        raise ValidationFailed(f"{len(violations)} statements break the shapes", violations=violations)


def _shards(decisions: Sequence[Decision], minter: iris.Minter) -> dict[str, bytes]:
    """Return the canonical quads of every document and of every shared graph, by the name of their shard."""
    data = files.folder("data")
    fixes = corrections.read(data / "corrections.csv")
    quads: dict[str, list[pyoxigraph.Quad]] = {}
    for decision in decisions:
        slug = graph.document_slug(decision, minter)
        if f"doc/{slug}" in quads:
            raise UnionGraphError(
                f"is a second text of the document {slug}; a release holds one text of each document",
                source=decision.text.name,
            )
        title = decision.title.value if decision.title else slug
        record = graph.describe_record(slug, title, minter, __version__)
        quads[f"doc/{slug}"] = graph.describe(decision, minter, corrections=fixes) + record
    quads |= _acts(quads, minter)
    _drop_citations_of_held(quads, minter)
    known = {quad.subject for each in quads.values() for quad in each}
    quads["ref/divisions"] = graph.describe_divisions(divisions.shipped(), minter)
    known |= {quad.subject for quad in quads["ref/divisions"]}
    quads["ontology"] = vocabulary.quads("uniongraph", minter.graph("ontology"))
    quads["schemes"] = vocabulary.quads("schemes", minter.graph("schemes"))
    outside = links.describe_identifiers(data / "identifiers.csv", minter)
    for path in sorted((data / "links").glob("*.sssom.tsv")):
        outside += links.describe_mappings(path, minter)
    quads["links"] = [quad for quad in outside if quad.subject in known]
    quads["catalog"] = graph.describe_catalog(minter, __version__)
    return {name: release.serialise(each) for name, each in sorted(quads.items())}


def _acts(
    quads: Mapping[str, list[pyoxigraph.Quad]], minter: iris.Minter
) -> dict[str, list[pyoxigraph.Quad]]:
    """Return which awards the acts of later documents concern, where the one document that an act names is held."""
    targets = {name: named for name, each in quads.items() if (named := graph.targets(each))}
    answering: dict[str, list[str]] = {}
    for name, each in quads.items() if targets else ():
        for address in graph.addresses(each):
            answering.setdefault(address, []).append(name)
    found: dict[str, list[pyoxigraph.Quad]] = {}
    for name, named in targets.items():
        answers = (answering.get(target, []) for target in named)
        held = {earlier[0] for earlier in answers if len(earlier) == 1} - {name}
        related = [quad for other in sorted(held) for quad in graph.relate(quads[name], quads[other], minter)]
        if related:
            found[f"acts/{name.removeprefix('doc/')}"] = related
    return found


def _drop_citations_of_held(quads: dict[str, list[pyoxigraph.Quad]], minter: iris.Minter) -> None:
    """Leave out what is said of a document because it is cited, where the document itself is among those read."""
    names = minter.graph("names")
    held = {minter.thing(name) for name in quads}
    for name, each in quads.items():
        quads[name] = [quad for quad in each if quad.graph_name != names or quad.subject not in held]


def _input(name: str, path: Path) -> release.Input:
    data = path.read_bytes()
    return release.Input(name, hashlib.sha256(data).hexdigest(), len(data))


def _own_inputs() -> list[release.Input]:
    """Return the tables and vocabularies of ours that the release depends on."""
    data, ontology = files.folder("data"), files.folder("ontology")
    own = [(f"data/{name}", data / name) for name in _TABLES]
    own += [(f"data/links/{path.name}", path) for path in sorted((data / "links").glob("*.sssom.tsv"))]
    own += [(f"ontology/{name}", ontology / name) for name in _VOCABULARY]
    return [_input(name, path) for name, path in own if path.is_file()]
