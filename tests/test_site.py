"""A release as a static site: whole, the same each time, every link leads somewhere, and nothing but a site is replaced."""

from __future__ import annotations

import html
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
import rdflib

from published import published
from test_keeping import publish, shard
from uniongraph import files, queries, site
from uniongraph.errors import UnionGraphError
from uniongraph.iris import BASE
from uniongraph.pages.addresses import FileAddresses
from uniongraph.site import paths
from uniongraph.site.paths import Place
from uniongraph.things import frames

if TYPE_CHECKING:
    from uniongraph.release import Release

PREPARED = queries.load(files.folder("queries"))
FEW = {name: PREPARED[name] for name in ("awards-by-district", "organization-honours")}


@pytest.fixture(scope="module")
def release() -> Release:
    """Give the shipped release."""
    return published()


@pytest.fixture
def small(tmp_path: Path) -> Release:
    """Give a release of one statement."""
    return publish(tmp_path / "releases", one=shard("a"))


@pytest.fixture(scope="module")
def written(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of the shipped release."""
    folder = tmp_path_factory.mktemp("site") / "public"
    said: list[str] = []
    made = site.write(release, folder, PREPARED, progress=said.append)
    assert made.pages == len([*folder.rglob("index.html")])
    assert said[-1] == f"written {made.pages} pages, {made.files} of {made.files} files"
    return folder


# ---------------------------------------------------------------------------------------------- where files lie


@pytest.mark.parametrize(
    ("place", "file", "root"),
    [
        (Place("zh-Hans", "/"), "index.html", "."),
        (Place("en", "/"), "en/index.html", ".."),
        (Place("zh-Hans", "/id/case/x"), "id/case/x/index.html", "../../.."),
        (Place("en", "/browse/year/2017", (("page", "2"),)), "en/browse/year/2017/~page=2/index.html", "../../../../.."),
        (Place("zh-Hans", "/id/%E4%B8%AD"), "id/中/index.html", "../.."),
        (Place("zh-Hans", "/id/x", (("by", "http://a/b"),)), "id/x/~by=http%3A%2F%2Fa%2Fb/index.html", "../../.."),
    ],
)  # fmt: skip
def test_a_page_is_a_folder_with_an_index(place: Place, file: str, root: str) -> None:
    """English lies below ``en/``; what an address says besides its path is part of the folder's name."""
    assert (str(place.file), place.root) == (file, root)
    to = FileAddresses(place.root, BASE, place.language)
    address = to.to(place.path, **dict(place.values))
    assert [*paths.linked(place, f'<a href="{html.escape(address)}#x">')] == [place]


@pytest.mark.parametrize("path", ["/a/../b", "/%2e%2e", "/a//b", "/a%2Fb", "/%00", "/" + "x" * 256])
def test_what_is_no_name_for_a_file_is_refused(path: str) -> None:
    """Nothing is ever written outside of the folder."""
    with pytest.raises(UnionGraphError, match="cannot be a file"):
        paths.file(path)


# ---------------------------------------------------------------------------------------------- the site


def test_every_thing_has_its_page_and_files(written: Path, release: Release) -> None:
    """Each IRI of the data below the base: a page in both languages, five formats, two citations."""
    for quad in release.open_store():
        assert isinstance(quad.subject, ox.NamedNode)
        path = quad.subject.value.partition("#")[0].removeprefix(BASE)
        for folder in ("", "en/"):
            assert (written / f"{folder}{path}" / "index.html").is_file(), quad.subject
        for suffix in ("ttl", "jsonld", "nt", "rdf", "nq", "bib", "csl.json"):
            assert (written / f"{path}.{suffix}").is_file(), quad.subject


def test_every_link_leads_to_a_file_and_to_a_place_in_it(written: Path) -> None:
    """As relative addresses of files, wherever the folder lies; nothing is asked of a server."""
    ids: dict[Path, set[str]] = {}

    def known(page: Path) -> set[str]:
        if page not in ids:
            ids[page] = {
                html.unescape(each) for each in re.findall(r' id="([^"]*)"', page.read_text("utf-8"))
            }
        return ids[page]

    there = {each for each in written.rglob("*") if each.is_file()}
    checked = 0
    for page in written.rglob("index.html"):
        for link in dict.fromkeys(re.findall(r'(?:href|src|action)="([^"]*)"', page.read_text("utf-8"))):
            address = urlsplit(html.unescape(link))
            if address.scheme:
                continue
            target = page
            if address.path:
                target = Path(os.path.normpath(page.parent / unquote(address.path)))
            assert target in there, f"{page} leads to {link}"
            assert not address.query, f"{page} asks {link}"
            if address.fragment and target.suffix == ".html":
                assert unquote(address.fragment) in known(target), f"{page} leads to {link}"
            checked += 1
    assert checked > 50_000


def test_pages_load_nothing_from_elsewhere(written: Path) -> None:
    """No script runs, no style or picture is of another host, and no form waits for a server."""
    for page in written.rglob("index.html"):
        text = page.read_text("utf-8")
        assert not re.search(r'<script(?! type="application/ld\+json")|<form|src="(?:https?:)?//', text), page
        assert not re.search(r'<link rel="(?:stylesheet|icon)"[^>]*href="(?:https?:)?//', text), page


def test_files_say_what_the_store_says(written: Path) -> None:
    """A file about a thing is RDF that others read, and holds what the data says of it."""
    case = f"{BASE}id/case/sh-grassroots-union-innovation/2017/top-ten/02-03"
    found = rdflib.Graph().parse(written / f"{case.removeprefix(BASE)}.ttl")
    assert (rdflib.URIRef(case), rdflib.RDF.type, rdflib.URIRef(f"{BASE}ontology#Case")) in found


def test_the_description_names_dumps_that_are_there(written: Path, release: Release) -> None:
    """In VoID, relative to itself: together they are all of the release, as is ``graphs.nq``."""
    place = written / ".well-known" / "void.ttl"
    dump = rdflib.URIRef("http://rdfs.org/ns/void#dataDump")
    dumps = [
        Path(unquote(urlsplit(str(each)).path)) for each in rdflib.Graph().parse(place).objects(None, dump)
    ]
    lines = sorted(line for each in dumps for line in each.read_text("utf-8").splitlines())
    assert lines == sorted((written / "graphs.nq").read_text("utf-8").splitlines())
    assert len(lines) == release.manifest.counts.quads


def test_prepared_queries_come_with_their_answers(written: Path) -> None:
    """A page, the query itself, and its answer in four formats where it needs no value."""
    assert (written / "queries/awards-by-district.csv").read_text("utf-8").splitlines()[
        1
    ] == "310104,徐汇区,4"
    assert "徐汇区" in (written / "queries/awards-by-district/index.html").read_text("utf-8")
    assert "SELECT" in (written / "queries/organization-honours.rq").read_text("utf-8")
    assert not (written / "queries/organization-honours.csv").exists()
    assert (written / "queries/organization-honours/index.html").is_file()


def test_the_same_release_gives_the_same_bytes(written: Path, release: Release, tmp_path: Path) -> None:
    """Whatever the number of processes and the time of day."""
    site.write(release, tmp_path / "again", PREPARED, jobs=1)
    for one in written.rglob("*"):
        if one.is_file():
            assert one.read_bytes() == (tmp_path / "again" / one.relative_to(written)).read_bytes(), one


# ---------------------------------------------------------------------------------------------- what is replaced


def test_an_earlier_site_is_replaced(small: Release, tmp_path: Path) -> None:
    """Whole: what the earlier had and this one has not is gone; nothing is left beside it."""
    folder = tmp_path / "web" / "public"
    folder.mkdir(parents=True)
    site.write(small, folder, FEW)
    (folder / "old.ttl").write_text("old")
    site.write(small, folder, FEW)
    assert not (folder / "old.ttl").exists()
    assert [*folder.parent.iterdir()] == [folder]


def test_other_things_are_not_replaced(small: Release, tmp_path: Path) -> None:
    """A folder with anything else in it, and a file, say so in one sentence and stay as they were."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear")
    with pytest.raises(UnionGraphError, match="holds other things than a site"):
        site.write(small, tmp_path / "mine", FEW)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnionGraphError, match="is no folder"):
        site.write(small, tmp_path / "file", FEW)
    assert [each.name for each in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert (tmp_path / "file").read_text() == "x"


def test_what_describes_the_data_is_there(written: Path) -> None:
    """VoID, schema.org, the JSON-LD context and schemas, and the columns of every table beside it."""
    found = published()
    assert (written / ".well-known" / "void.ttl").read_bytes() == (found.folder / "void.ttl").read_bytes()
    assert (written / "dataset.jsonld").read_bytes() == (found.folder / "dataset.jsonld").read_bytes()
    for path, content in frames.files_below():
        assert (written / path).read_bytes() == content
    tables = {path.stem for path in (written / "queries").glob("*.csv")}
    told = list((written / "queries").glob("*.csv-metadata.json"))
    assert {path.name.removesuffix(".csv-metadata.json") for path in told} == tables
    assert {json.loads(path.read_bytes())["url"] for path in told} == {f"{name}.csv" for name in tables}
