"""How long the page of each kind of thing takes, in the process that reads the store: the median over some things.

    python tests/benchmarks/pages.py RELEASES [COUNT]

What is made once in a process (templates, catalogues) is made before; the things of a kind are those that come first.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import pyoxigraph as ox

from uniongraph.pages.views import View, render
from uniongraph.things.kinds import KINDS

BASE = "https://w3id.org/uniongraph/"
_KIND = """\
SELECT ?thing WHERE {{ ?thing a <{kind}> }} LIMIT {count}"""


def main(folder: Path, count: int) -> None:
    """Print a line for each class of things that have a page."""
    release = (
        Path((folder / "current").read_text("utf-8").strip()) if (folder / "current").is_file() else None
    )
    store_path = (
        next(iter(sorted((folder / "releases").glob("*/store"))))
        if release is None
        else folder / "releases" / release / "store"
    )
    store = ox.Store.read_only(str(store_path))
    render(store, View("thing", f"{BASE}ontology", "zh-Hans", BASE))
    render(store, View("thing", f"{BASE}id/catalog", "en", BASE))
    for iri, kind in KINDS.items():
        query = _KIND.format(kind=iri, count=count)
        answer = store.query(query, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        found = [row["thing"].value for row in answer]
        took, sizes = [], []
        for number, thing in enumerate(found):
            whole, _, fragment = thing.partition("#")
            asked = (("fragment", fragment),) if fragment else ()
            begun = time.perf_counter()
            text = render(store, View("thing", whole, ("zh-Hans", "en")[number % 2], BASE, values=asked))
            took.append((time.perf_counter() - begun) * 1e3)
            sizes.append(len(text.encode()))
        if took:
            print(
                f"{kind:13} {iri.rpartition('#')[2]:24} {len(took):3} things, median {statistics.median(took):6.1f} ms,"
                f" worst {max(took):6.1f} ms, {statistics.median(sizes) / 1e3:6.1f} kB"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50)
