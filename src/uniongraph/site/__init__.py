"""A release as a static site: a page in each language for every thing, what is said of it in every format, the ways in.

The pages are those that `serve` gives, but what only somebody who answers can do (searching, SPARQL). Links are relative,
so the folder may lie anywhere on any web host. The same release gives the same bytes::

    site.write(release, Path("public"))
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uniongraph import exports, files
from uniongraph import release as releases
from uniongraph.errors import UnionGraphError
from uniongraph.pages import CHINESE, LANGUAGES, STATIC
from uniongraph.pages.addresses import FileAddresses
from uniongraph.pages.views import View
from uniongraph.queries import columns
from uniongraph.site import answers, inventory
from uniongraph.site.paths import Place
from uniongraph.site.sheets import files_about, page_at
from uniongraph.site.writing import writer
from uniongraph.things import frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from uniongraph.queries import Query
    from uniongraph.release import Release
    from uniongraph.site.sheets import Sheet
    from uniongraph.site.writing import Write

__all__ = ["Written", "write"]

_MARK: Final = "uniongraph-site.txt"
"""The file by which a folder is known as a site of ours, which the next one may replace; it names the release."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many pages, how many other files."""

    pages: int
    files: int


def write(
    release: Release,
    output: Path,
    queries: Mapping[str, Query],
    *,
    jobs: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> Written:
    """Write the static site of a release into a folder that does not exist, is empty or holds an earlier site.

    ``queries`` are the prepared ones, each with a page. The folder is whole or as it was. ``jobs`` processes render (default: one a core). UnionGraphError where the folder
    holds anything else.
    """
    _require_ours(output)
    with _aside(output) as folder:
        plan = _Plan(release, queries, progress or (lambda _: None))
        written = plan.fill(folder, jobs or os.cpu_count() or 1)
        (folder / _MARK).write_text(f"release {release.id}\n", "utf-8")
    return written


def _require_ours(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise UnionGraphError("is no folder", source=str(output))
    if output.is_dir() and any(output.iterdir()) and not (output / _MARK).is_file():
        raise UnionGraphError(
            "holds other things than a site; name a new or an empty folder", source=str(output)
        )


@contextmanager
def _aside(output: Path) -> Iterator[Path]:
    """Give a folder that takes the place of ``output`` when it is filled, and goes away where it is not."""
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = output.with_name(f".{output.name}.{os.getpid()}")
    former = output.with_name(f".{output.name}.{os.getpid()}.former")
    folder.mkdir()
    try:
        yield folder
        with suppress(FileNotFoundError):
            output.rename(former)
        try:
            folder.rename(output)
        except OSError:
            with suppress(FileNotFoundError):
                former.rename(output)
            raise
        shutil.rmtree(former, ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written of a release, and who is told how far it is."""

    release: Release
    queries: Mapping[str, Query]
    tell: Callable[[str], None]

    @property
    def base(self) -> str:
        return self.release.manifest.base

    @property
    def _model(self) -> View:
        """A view that knows what all pages of the site do."""
        facts = self._facts
        return View(
            "",
            "",
            CHINESE,
            self.base,
            self.release.id,
            is_chosen=True,
            dataset=facts.described,
            licence=facts.licence or "",
            classes=tuple(sorted(facts.counts.classes.items())),
            properties=tuple(sorted((facts.properties or {}).items())),
            statements=facts.counts.quads,
            advert=releases.advertise(facts),
            is_live=False,
        )

    def fill(self, folder: Path, jobs: int) -> Written:
        """Write everything into a folder."""
        shutil.copytree(STATIC, folder / "static", ignore=shutil.ignore_patterns("built"))
        known = folder / ".well-known"
        known.mkdir()
        shutil.copyfile(self.release.folder / "void.ttl", known / "void.ttl")
        (known / "shards").mkdir()
        for shard in self.release.manifest.shards:  # which the description names, relative to itself
            shutil.copyfile(self.release.shard_path(shard), known / "shards" / shard.file)
        (folder / "graphs.nq").write_bytes(exports.export(self.release, "nquads"))
        (folder / "dataset.jsonld").write_text(releases.advertise(self._facts), "utf-8")
        for path, content in frames.files_below():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        self._describe_tables(folder / "queries")
        paths = self._paths()
        first = {Place(language, path) for language in LANGUAGES for path in ("/", *paths.values())}
        files = [*self._files(paths)]
        with writer(folder, self.release.store_folder(), jobs) as render:
            pages = self._pages(render, first)
            for done, _ in _counted(render, files):
                self.tell(f"written {pages} pages, {done} of {len(files)} files")
        return Written(pages, len(files))

    def _describe_tables(self, folder: Path) -> None:
        """Write what the columns of each answer are beside where it will lie."""
        folder.mkdir()
        told = columns.read(files.folder("queries") / "columns.csv")
        for query in self.queries.values():
            if not any(each.required for each in query.parameters):
                said = columns.describe(query, told, f"{query.name}.csv")
                path = folder / f"{query.name}.csv-metadata.json"
                path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")

    @property
    def _facts(self) -> releases.Facts:
        return releases.facts(self.release.manifest, self.release.particulars())

    def _paths(self) -> dict[str, str]:
        """Return the path of each thing that has a page."""
        addresses = FileAddresses("", self.base)
        found = ((iri, addresses.path(iri)) for iri in inventory.things(self.release.open_store(), self.base))
        return {iri: f"/{path}" for iri, path in found if path is not None}

    def _files(self, paths: Mapping[str, str]) -> Iterator[Sheet]:
        for iri, path in paths.items():
            yield from files_about(iri, path, self._model)
        for query in self.queries.values():
            yield from answers.files_of(query, self.base)

    def _pages(self, render: Write, first: set[Place]) -> int:
        """Write the pages that there must be, and those that these lead to, until none leads to another."""
        known, wanted, written = set(first), first, 0
        while wanted:
            sheets = [self._page(place) for place in sorted(wanted)]
            before, wanted = written, set()
            for done, places in _counted(render, sheets):
                written = before + done
                self.tell(f"written {written} of {len(known)} pages")
                wanted |= places - known
            known |= wanted
        return written

    def _page(self, place: Place) -> Sheet:
        if place.path.strip("/").partition("/")[0] == "queries":
            found = answers.page_of(place, self.queries, self._model)
            if found is not None:
                return found
        return page_at(place, self._model)


def _counted(render: Write, sheets: Sequence[Sheet]) -> Iterator[tuple[int, set[Place]]]:
    done = 0
    for count, places in render(sheets):
        done += count
        yield done, places
