"""How long the page of a document of 5,000 lines and 20,000 spans takes; ``pages.py`` has those of any size.

    python tests/benchmarks/document_pages.py

Says milliseconds of processor time, which other work on the machine blurs least, and the size of the page packed.
"""

from __future__ import annotations

import gzip
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from uniongraph import builder, iris, things
from uniongraph.iris import term
from uniongraph.pages import views
from uniongraph.pages.views import View

LINES = 5_000
HEAD = """灯塔市总工会文件

灯工〔2020〕7号

灯塔市总工会关于表彰2019年度先进单位的决定

各区总工会：

经研究，决定授予以下单位“先进单位”称号。

灯塔市总工会
2020年4月28日

附件

先进单位名单

"""


def page(store: ox.Store, iri: str, base: str) -> tuple[float, str]:
    """Return the milliseconds that a page takes, and the page."""
    begin = time.process_time()
    text = views.render(store, View("thing", iri, "en", base))
    return (time.process_time() - begin) * 1_000, text


def large() -> None:
    """Say how long the page of a long document takes."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "decision.txt")
        entries = (f"{n}. 灯塔市第{n}机械厂工会、灯塔市第{n}纺织厂工会" for n in range(1, LINES + 1))
        source.write_text(HEAD + "\n".join(entries) + "\n", "utf-8")
        made = builder.build(source, output=Path(folder, "release")).release
        store = ox.Store.read_only(str(made.store_folder()))
        (iri,) = {quad.object for quad in store.quads_for_pattern(None, term("ug:witnessOf"), None)}
        spans = sum(1 for _ in store.quads_for_pattern(None, term("nif:beginIndex"), None))
        assert isinstance(iri, ox.NamedNode)
        for _ in range(2):
            spent, text = page(store, iri.value, iris.BASE)
        begin = time.process_time()
        reader = things.Reader(store, ("en",))
        witness = things.witness_of(reader, iri)
        assert witness is not None
        paper = things.Paper.of(reader, witness)
        assert paper is not None
        marks = len(paper.marks)
        middle = time.process_time()
        lines = len(things.printed(paper))
        swept = (time.process_time() - middle) * 1_000
        read = (middle - begin) * 1_000
        packed = len(gzip.compress(text.encode())) / 1_000
        print(f"{lines:,} lines, {spans:,} spans: {spent:,.0f} ms, {packed:,.0f} kB packed")
        print(f"  of which reading {marks:,} marks {read:,.0f} ms, the sweep {swept:,.0f} ms")


if __name__ == "__main__":
    large()
