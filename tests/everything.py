"""A release with a thing of every kind, among them such with markup for names, served with all that a service can have."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from hosting import BASE, hosted
from uniongraph import answers, builder, files, queries, release
from uniongraph.answers.preparing import prepare
from uniongraph.iris import term
from uniongraph.things import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.release import Release

__all__ = ["DECISION", "GONE", "MARKUP", "NEVER", "Whole", "everything", "one_of_each"]

DECISION: Final = "/id/doc/hugongzongji-2018-133"
MARKUP: Final = "/id/doc/denggong-2020-7"
GONE, NEVER = "/id/org/gone", "/id/org/never"
WRITTEN: Final = """\
灯塔市总工会文件

灯工〔2020〕7号

灯塔市总工会关于表彰2019年度<script>alert(1)</script>先进的决定

各区总工会：

经研究，决定予以表彰。撤销灯塔市第九机械厂工会“先进单位”称号。

灯塔市总工会
2020年4月28日

附件1

先进单位名单

1. 灯塔市<script>alert(1)</script>机械厂工会
2. 灯塔市"><img src=x onerror=alert(2)>纺织厂工会
3. =HYPERLINK("http://x")造船厂工会
4. 灯塔市</script>'{{7*7}}钢铁厂工会

附件2

优秀案例名单

1. “<b>暖心</b>&amp;服务”案例：灯塔市棉纺厂工会

附件3

先进个人名单

何岚（<i>东关</i>支行）、段家和（营业部）、白雪（白石市财政局）
"""
"""A decision that takes back an award and honours persons; every body and person in it is invented."""
EARLIER: Final = f'<{BASE}id/org/gone> <http://purl.org/dc/terms/title> "甲"@zh-hans <{BASE}graph/g> .\n'


@dataclass(frozen=True)
class Whole:
    """What is served: the address of its root, the port, and the release."""

    port: int
    release: Release

    @property
    def root(self) -> str:
        """The address that paths follow."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def store(self) -> ox.Store:
        """What the release says."""
        return self.release.open_store()


@contextmanager
def everything(root: Path) -> Iterator[Whole]:
    """Serve the shipped decision and the one above, with names to search for; a release before it knew another thing."""
    decisions = [files.folder("data") / "decisions" / "hugongzongji-2018-133.txt", root / "written.txt"]
    decisions[1].write_text(WRITTEN, "utf-8")
    releases = root / "releases"
    release.publish(releases, {"s": EARLIER.encode()}, inputs=[], base=BASE)
    built = builder.build(decisions, output=releases).release
    prepare(built, answers.browsed(), jobs=1)
    with hosted(
        built.store_folder(),
        queries.load(files.folder("queries")),
        facts=release.facts(built.manifest),
        derived=built.derived,
        former=release.Elders(releases, built.id),
    ) as site:
        yield Whole(site.port, built)


def one_of_each(store: ox.Store) -> dict[str, str]:
    """Return the path of a thing of each kind, of those that a path can name: the text, not its spans."""
    classes = defaultdict(set)
    for quad in store.quads_for_pattern(None, term("rdf:type"), None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            classes[quad.subject.value.removeprefix(BASE)].add(quad.object.value)
    found: dict[str, str] = {}
    for path in sorted(classes):
        if "#" not in path:
            found.setdefault(kinds.kind(classes[path]), f"/{path}")
    return found
