"""The whole product: read each document for itself, settle what only the whole can say, publish, move the pointer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from uniongraph import corrections, divisions, files, iris, registry, release
from uniongraph.builder import agreement, corpus, executors, gate, including, outside, plan, publishers
from uniongraph.builder.applying import Applied, Checked, apply_links, check_links
from uniongraph.builder.cache import open_cache
from uniongraph.builder.plan import Setting, Source, Task, find_sources
from uniongraph.builder.reading import Document, Refusal, read_decision
from uniongraph.errors import NothingToPublish, ReleaseError, SourceError, UnionGraphError
from uniongraph.graph import Publisher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pyoxigraph

    from uniongraph.builder.cache import Cache
    from uniongraph.builder.outside import Outside
    from uniongraph.builder.plan import FileKey

__all__ = [
    "Applied",
    "Built",
    "Checked",
    "Publisher",
    "Skipped",
    "Source",
    "apply_links",
    "build",
    "check",
    "check_links",
    "find_sources",
    "read_decision",
    "rehearse",
]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that was not published, and why, in one sentence."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Built:
    """A published release and how it came about: documents read now, taken as read before, skipped, and findings."""

    release: release.Release
    read: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    findings: dict[str, int]
    doubtful: tuple[tuple[str, int], ...]
    """The paths of the documents with warnings or errors and how many each has, the most first."""

    @property
    def documents(self) -> int:
        """How many documents the release holds."""
        return self.read + self.unchanged


@dataclass(slots=True)
class _Desk:
    """One build under way: what is wanted by file, what is known of it, what was refused."""

    cache: Cache
    setting: Setting
    sources: dict[FileKey, Source]
    jobs: int
    scheduler: str | None
    publisher: Publisher | None
    partners: Sequence[including.Partner]
    tell: Callable[[str], None]
    skipped: list[tuple[Source, UnionGraphError]]
    done: dict[FileKey, Document | Refusal] = field(default_factory=dict)
    fresh: set[FileKey] = field(default_factory=set)


def build(  # noqa: PLR0913 (each is an option of the command of this name)
    paths: Path | str | Iterable[Path | str] = (),
    *,
    output: Path | str,
    base: str = iris.BASE,
    include: Iterable[tuple[Path | str, str]] = (),
    incomplete: bool = False,
    strict: bool = False,
    jobs: int | None = None,
    scheduler: str | None = None,
    publisher: Publisher | None = None,
    progress: Callable[[str], None] | None = None,
) -> Built:
    """Return the release made of some documents (the shipped ones without ``paths``), published under ``output``.

    Documents are read in ``jobs`` processes (default: one a core), or by the Dask cluster of a ``scheduler``; those that
    were read before under this root are not read again. What cannot be published is skipped and named in
    ``Built.skipped``; ``strict`` raises the errors of all of them instead. ``publisher`` is who publishes, kept under the root for
    later builds; ``include`` gives RDF files of others, each with the IRI of the graph that it becomes: one that cannot be read is
    an error. The same documents and registry give the same bytes, whatever
    their order and the number of processes.
    Raises UnionGraphError where nothing can be published, or another process writes here; the release that was current
    then stays so.
    """
    root = Path(output)
    if root.exists() and not root.is_dir():
        raise ReleaseError("is a file; releases need a folder", source=str(root))
    iris.check_base(base)
    known = outside.read(root, base)
    partners = including.read(include, iris.Minter(registry.Registry(), base))
    wanted, skipped = _wanted((paths,) if isinstance(paths, (str, Path)) else paths, root)
    with open_cache(root, plan.reading_version(root), base) as cache:
        desk = _Desk(
            cache,
            _setting(root, base, cache),
            {Task(source.path, each.sha256).file: source for source, each in reversed(wanted)},
            jobs or executors.cores(),
            scheduler,
            publisher=publishers.check(publisher) if publisher else publishers.kept(root),
            partners=partners,
            tell=progress or (lambda _: None),
            skipped=skipped,
        )
        documents = _settled(desk, incomplete=incomplete, strict=strict)
        if not documents:
            raise _together([error for _, error in skipped], "none of these {} documents can be published")
        published = _publish(desk, documents, known, [each for _, each in wanted])
        cache.pass_release(published.id)
        cache.forget_all_but(desk.done, {shard.sha256 for shard in published.manifest.shards})
    return _built(desk, documents, published)


def _setting(root: Path, base: str, cache: Cache) -> Setting:
    frozen = registry.read([files.folder("data"), root / "registry"])
    fixes = tuple(corrections.read(files.folder("data") / "corrections.csv"))
    return Setting(base, frozen, fixes, cache.folder, plan.reading_version(root), root.absolute())


def _built(desk: _Desk, documents: Sequence[tuple[FileKey, Document]], published: release.Release) -> Built:
    found = [document for _, document in documents]
    severities = sorted({severity for each in found for severity in each.findings})
    return Built(
        published,
        read=sum(file in desk.fresh for file, _ in documents),
        unchanged=sum(file not in desk.fresh for file, _ in documents),
        skipped=tuple(Skipped(source.name, str(error)) for source, error in desk.skipped),
        findings={name: sum(each.findings.get(name, 0) for each in found) for name in severities},
        doubtful=_doubtful(desk, documents),
    )


def _doubtful(desk: _Desk, documents: Iterable[tuple[FileKey, Document]]) -> tuple[tuple[str, int], ...]:
    counted = (
        (desk.sources[file].shown, each.findings.get("warning", 0) + each.findings.get("error", 0))
        for file, each in documents
    )
    return tuple(sorted((each for each in counted if each[1]), key=lambda each: (-each[1], each[0])))


def _together(errors: Sequence[UnionGraphError], said: str) -> UnionGraphError:
    """Return one error for several, which holds their sentences; a single one is the error itself."""
    if not errors:
        return SourceError("no documents were given")
    reasons = [str(each) for each in errors]
    return errors[0] if len(errors) == 1 else NothingToPublish(said.format(len(errors)), reasons=reasons)


def _wanted(
    paths: Iterable[Path | str], root: Path
) -> tuple[list[tuple[Source, release.Input]], list[tuple[Source, UnionGraphError]]]:
    """Return the files to be read, hashed, and those that cannot be; what lies in the folder of releases is none."""
    left: list[SourceError] = []
    divisions.under(root)  # a table that cannot be read is said once, and not of every document
    wanted: list[tuple[Source, release.Input]] = []
    skipped: list[tuple[Source, UnionGraphError]] = []
    for source in find_sources(paths, without=root, tell=left.append):
        try:
            wanted.append((source, release.Input(source.name, *plan.hash_file(source.path))))
        except SourceError as error:
            skipped.append((source, error))
    skipped += ((Source(Path(each.source or ""), each.source or ""), each) for each in left)
    return wanted, skipped


def _settled(desk: _Desk, *, incomplete: bool, strict: bool) -> list[tuple[FileKey, Document]]:
    """Read what must be read, twice where a slug turned out to be another's, and return the documents that stand."""
    known = desk.cache.known(desk.setting)
    for file in desk.sources:
        found = known.get(file)
        if isinstance(found, (Document, Refusal)):
            desk.done[file] = found
    unread = [file for file in desk.sources if file not in desk.done]
    _read(desk, sorted(unread, key=lambda file: desk.sources[file].name))
    standing = _standing(desk, incomplete=incomplete)
    moved = corpus.displaced((each for _, each in standing), desk.setting.registry)
    if moved:
        desk.setting = replace(desk.setting, registry=desk.setting.registry.afresh(moved))
        again = [file for file, each in standing if any(key in moved for key, _ in each.names)]
        _read(desk, again)
        standing = _standing(desk, incomplete=incomplete)
    documents: dict[str, tuple[FileKey, Document]] = {}
    for file, document in standing:
        if document.slug in documents:
            first = desk.sources[documents[document.slug][0]].name
            said = f"is a second text of the document {document.slug}, beside {first}; a release holds one of each"
            desk.skipped.append((desk.sources[file], UnionGraphError(said, source=desk.sources[file].shown)))
        else:
            documents[document.slug] = (file, document)
    for file, reading in desk.done.items():
        error = _refused(reading, desk.sources[file], incomplete=incomplete)
        if error is not None:
            desk.skipped.append((desk.sources[file], error))
    desk.skipped.sort(key=lambda each: (each[0].name, str(each[0].path)))
    if strict and desk.skipped:
        said = "{} documents cannot be published; nothing was published"
        raise _together([error for _, error in desk.skipped], said)
    return list(documents.values())


def _standing(desk: _Desk, *, incomplete: bool) -> list[tuple[FileKey, Document]]:
    """Return the documents that may be published, in the order of their names."""
    order = sorted(desk.done, key=lambda file: (desk.sources[file].name, file))
    found = ((file, desk.done[file]) for file in order)
    return [
        (file, each)
        for file, each in found
        if isinstance(each, Document) and _refused(each, desk.sources[file], incomplete=incomplete) is None
    ]


def _refused(reading: Document | Refusal, source: Source, *, incomplete: bool) -> UnionGraphError | None:
    if isinstance(reading, Refusal):
        return reading.error(source.shown)
    if reading.fault is not None and not incomplete:
        return SourceError(reading.fault[0], source=source.shown, line=reading.fault[1])
    return None


def _read(desk: _Desk, files_to_read: Sequence[FileKey]) -> None:
    tasks = [Task(desk.sources[file].path, file[0]) for file in files_to_read]
    if desk.scheduler is None:
        outcomes = executors.run(tasks, desk.setting, desk.jobs)
    else:
        outcomes = executors.run_on_cluster(tasks, desk.setting, desk.scheduler)
    for number, (task, reading, data) in enumerate(outcomes, start=1):
        file = task.file
        desk.tell(f"read {desk.sources[file].name} ({number} of {len(tasks)})")
        desk.cache.keep(file, reading, data)
        desk.done[file] = reading
        desk.fresh.add(file)


def _publish(
    desk: _Desk,
    documents: Sequence[tuple[FileKey, Document]],
    known: Outside,
    inputs: Sequence[release.Input],
) -> release.Release:
    root = desk.cache.folder.parent.parent
    minter = iris.Minter(desk.setting.registry.afresh(), desk.setting.base)
    found = [document for _, document in documents]
    held = {document.sha256 for document in found}
    used = set().union(*(document.names for document in found))
    shards: list[tuple[str, bytes] | tuple[release.Shard, str]] = []
    shared = corpus.shared_shards(found, minter, divisions.under(root), desk.publisher)
    shards += shared.items()
    shards.append(corpus.links_shard(found, shared, known, (desk.cache, minter)))
    shards += corpus.document_shards(found, desk.cache, minter)
    shards += corpus.later_acts(found, desk.cache, minter)
    shards += ((partner.name, partner.shard) for partner in desk.partners)
    names = minter.registry.afresh()
    names.met.update(used)

    def agree(store: pyoxigraph.Store, new: release.Growth | None) -> None:
        """See that the documents agree (each was judged when it was read), and keep the new names under the lock."""
        passed = new is not None and desk.cache.has_passed(new.since)
        agreement.check(store, minter.base, new.added if new and passed else None)
        gate.check_links(store, minter.base)
        known.agree(store, minter.base)
        registry.write(names.entries(), root / "registry")
        if desk.publisher is not None:
            publishers.keep(desk.publisher, root)

    return release.publish(
        root,
        shards,
        inputs=[
            *(each for each in inputs if each.sha256 in held),
            *plan.own_inputs(root),
            *known.inputs,
            *(partner.input for partner in desk.partners),
        ],
        base=minter.base,
        texts=corpus.kept_texts(found, desk.cache),
        check=agree,
        progress=desk.tell,
    )


def check(store: pyoxigraph.Store, base: str = iris.BASE) -> None:
    """Raise ValidationFailed, with every result, where a whole release breaks the shapes or contradicts itself."""
    gate.check(store, base)
    agreement.check(store, base)


def rehearse(paths: Iterable[Path | str], *, progress: Callable[[str], None] | None = None) -> int:
    """Return how many quads some documents give, having checked all that ``build`` would, and publish nothing."""
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        built = build(paths, output=folder, strict=True, progress=progress)
        return built.release.manifest.counts.quads
