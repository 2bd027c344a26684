"""One document from file to shard: what every process does, here, in a worker or on a cluster, all alike."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph import __version__, divisions, graph, iris, parser, release, sources, terms
from uniongraph.builder import gate, plan
from uniongraph.builder.plan import Task
from uniongraph.errors import NotADecision, RegistryError, SourceError, UnionGraphError, ValidationFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from uniongraph.builder.plan import Setting
    from uniongraph.corrections import Correction
    from uniongraph.model import Decision, Text, Violation
    from uniongraph.registry import Key
    from uniongraph.terms import Statement

__all__ = [
    "Document",
    "Refusal",
    "keep",
    "read_batch",
    "read_decision",
    "rows_for",
]

_READ_ONLY: Final = 0o444


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that is not published, and why: the error's kind, sentence and line."""

    sha256: str
    kind: str
    message: str
    line: int | None = None
    violations: tuple[Violation, ...] = ()

    def error(self, source: str) -> UnionGraphError:
        """Return the refusal as the error that reading this file alone would raise."""
        if self.kind == "ValidationFailed":
            return ValidationFailed(self.message, violations=self.violations, source=source)
        kinds = {kind.__name__: kind for kind in (NotADecision, SourceError, RegistryError)}
        return kinds.get(self.kind, UnionGraphError)(self.message, source=source, line=self.line)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read, without its quads: what the whole must know of it.

    ``shard`` is the hash of its quads, ``cites`` the IRIs of documents that it describes because it cites them,
    ``concerns`` those of the documents that its acts are about, ``addresses`` those under which others may cite it,
    ``names`` the names it uses with their slugs, ``places`` the ids of the divisions it names, ``rows`` the corrections of it, ``text`` hash and size of the text that
    was taken out of an original, ``fault`` the first error in it, which only ``incomplete`` lets through.
    """

    sha256: str
    slug: str
    shard: str
    quads: int
    size: int
    findings: dict[str, int]
    names: tuple[tuple[Key, str], ...]
    cites: tuple[str, ...]
    concerns: tuple[str, ...]
    addresses: tuple[str, ...]
    places: tuple[str, ...]
    rows: str
    text: tuple[str, int] | None
    fault: tuple[str, int] | None


Outcome = tuple[Task, Document | Refusal, dict[str, bytes]]
"""What became of a task, and the bytes that are to be kept by their file names, where the reader did not keep them."""


def read_batch(tasks: Sequence[Task], setting: Setting) -> list[Outcome]:
    """Return what became of some files, in their order; each is read for itself, and a refusal never stops the others.

    Raises UnionGraphError where this process runs other code or tables than the one that asks: its answers would be kept
    there as what reading gives.
    """
    if setting.version != plan.reading_version(setting.root):
        raise UnionGraphError(
            "a worker runs other code, libraries or tables than this build; install the same there"
        )
    drafts = [_read(task, setting) for task in tasks]
    data = [draft.data for draft in drafts if isinstance(draft, _Draft)]
    places = {place for draft in drafts if isinstance(draft, _Draft) for place in draft.document.places}
    judged = iter(gate.judge(data, setting.base, divisions.under(setting.root), places))
    return [
        (task, draft, {}) if isinstance(draft, Refusal) else (task, *_settle(draft, next(judged), setting))
        for task, draft in zip(tasks, drafts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A document that was read and not yet judged: its record, its statements as canonical N-Quads, its text."""

    document: Document
    data: bytes
    text: str


def _read(task: Task, setting: Setting) -> _Draft | Refusal:
    registry = setting.registry.afresh(setting.registry.displaced)
    own = [row for row in setting.corrections if row.witness == task.sha256]
    try:
        decision = parser.parse(sources.read(task.path), gazetteer=divisions.under(setting.root))
        if decision.text.sha256 != task.sha256:
            raise SourceError("was changed while the build ran; build again", source=str(task.path))
        if not decision.has_effect:
            raise NotADecision(f"is no award decision: {decision.reason}", source=str(task.path))
        return _describe(decision, iris.Minter(registry, setting.base), own)
    except UnionGraphError as error:
        return _refuse(task.sha256, error)


def _refuse(sha256: str, error: UnionGraphError) -> Refusal:
    violations = error.violations if isinstance(error, ValidationFailed) else ()
    return Refusal(sha256, type(error).__name__, error.message, error.line, violations)


def _settle(
    draft: _Draft, violations: tuple[Violation, ...], setting: Setting
) -> tuple[Document | Refusal, dict[str, bytes]]:
    document = draft.document
    if violations:
        return _refuse(document.sha256, gate.refusal(violations)), {}
    kept = {f"{document.shard}.nq": draft.data}
    if document.text is not None:
        kept[f"{document.text[0]}.txt"] = draft.text.encode()
    if setting.shards is None:
        return document, kept
    for name, content in kept.items():
        keep(setting.shards, name, content)
    return document, {}


def _describe(decision: Decision, minter: iris.Minter, own: Sequence[Correction]) -> _Draft:
    slug = graph.document_slug(decision, minter)
    title = decision.title.value if decision.title else slug
    statements = graph.state(decision, minter, corrections=own)
    statements += graph.describe_record(slug, title, minter, __version__)
    data = release.serialise(statements)
    text = decision.text
    document = Document(
        sha256=text.sha256,
        slug=slug,
        shard=hashlib.sha256(data).hexdigest(),
        quads=data.count(b"\n"),
        size=len(data),
        findings=_count(finding.severity for finding in decision.findings),
        names=tuple(sorted(minter.registry.met.items())),
        cites=tuple(sorted(_cited(statements, minter))),
        concerns=tuple(sorted(graph.targets(statements) if decision.acts else ())),
        addresses=tuple(sorted(graph.addresses(statements))),
        places=tuple(sorted(_places(data, minter))),
        rows=rows_for(text.sha256, own),
        text=_taken_out(text),
        fault=_fault(decision),
    )
    return _Draft(document, data, text.content)


def _taken_out(text: Text) -> tuple[str, int] | None:
    data = text.content.encode()
    return None if text.extractor is None else (hashlib.sha256(data).hexdigest(), len(data))


def rows_for(sha256: str, corrections: Iterable[Correction]) -> str:
    """Return a hash of the corrections of one file; empty where there are none."""
    own = [row for row in corrections if row.witness == sha256]
    return hashlib.sha256(repr([(row, "") for row in own]).encode()).hexdigest()[:16] if own else ""


def _cited(statements: Iterable[Statement], minter: iris.Minter) -> set[str]:
    """Return the IRIs of the documents of which something is said in the graph of names."""
    begin, end = minter.thing("doc/")[:-1], f" {minter.graph('names')} .\n"
    said = (each for each in statements if each.startswith(begin) and each.endswith(end))
    return {terms.iri_of(terms.split(each)[0]) for each in said}


def _places(data: bytes, minter: iris.Minter) -> set[str]:
    """Return the ids of the divisions that are named in statements."""
    begin = minter.place("")[:-1].encode()
    return {found.partition(b">")[0].decode() for found in data.split(begin)[1:]}


def _count(severities: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for severity in severities:
        found[severity] = found.get(severity, 0) + 1
    return found


def _fault(decision: Decision) -> tuple[str, int] | None:
    for finding in decision.findings:
        if finding.severity == "error":
            return f"{finding.message} ({finding.code})", decision.text.position(finding.span.begin)[0]
    return None


def read_decision(path: Path, *, incomplete: bool = False) -> Decision:
    """Return the decision in a file, fit to be published.

    Raises NotADecision where the text confers nothing, and SourceError where a finding of severity ``error`` says
    that a part could not be read, unless ``incomplete`` lets such a document through.
    """
    decision = parser.parse(sources.read(path))
    if not decision.has_effect:
        raise NotADecision(f"is no award decision: {decision.reason}", source=str(path))
    fault = _fault(decision)
    if fault is not None and not incomplete:
        raise SourceError(fault[0], source=str(path), line=fault[1])
    return decision


def keep(folder: Path, name: str, data: bytes) -> None:
    """Put bytes under a name that follows from their content, whole or not at all; nobody is to write them again."""
    place = folder / name[:2] / name
    if place.is_file() and place.read_bytes() == data:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f".{name}.{os.getpid()}")
    with open(aside, "wb", opener=lambda path, flags: os.open(path, flags, _READ_ONLY)) as file:
        file.write(data)
    aside.replace(place)
