"""Documents that do something to earlier awards, and one that honours persons: read by hand, for the graph's own tests.

What stands here is what a person reads in the text; the parser's own reading of such documents has its tests elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from uniongraph import files, graph, parser, registry, sources, terms
from uniongraph.iris import Minter
from uniongraph.model import (
    Act,
    Case,
    Category,
    Change,
    Decision,
    DocumentNumber,
    Reading,
    Recipient,
    Reference,
    Span,
    Text,
    Tier,
)
from uniongraph.sources.text import split

if TYPE_CHECKING:
    import pyoxigraph as ox

    from uniongraph.model import ActKind

__all__ = [
    "confirmation",
    "correction",
    "described",
    "entry",
    "minter",
    "of_case",
    "of_persons",
    "of_words",
    "quote",
    "revocation",
    "second_edition",
    "with_act",
]

CASES = Path(__file__).parent / "cases"


def minter() -> Minter:
    """Return a minter of the shipped names, under the usual base."""
    return Minter(registry.read([files.folder("data")]))


@cache
def of_case(name: str) -> Decision:
    """Return what is read from a golden case."""
    return parser.parse(sources.read(CASES / name / "source.txt"))


def of_words(words: str) -> Decision:
    """Return what is read from the text of an invented document."""
    data = words.encode()
    plain = of_case("corpus-2021-persons").text
    digest = sha256(data).hexdigest()
    return parser.parse(replace(plain, content=words, lines=split(words), size=len(data), sha256=digest))


def quote(text: Text, words: str, after: str = "") -> Reading[str]:
    """Return words as read from where they stand first, behind some others."""
    begin = text.content.index(words, text.content.index(after) + len(after))
    return Reading(words, (Span(begin, begin + len(words)),))


def entry(
    text: Text,
    honour: str,
    *names: str,
    title: str | None = None,
    person: tuple[str, ...] = (),
    after: str = "",
) -> Tier:
    """Return an award that an act is about: an honour, who has it (name and perhaps unit of a person), and for what."""
    recipients = [Recipient(quote(text, name, after)) for name in names]
    if person:
        unit = quote(text, person[1]) if person[1:] else None
        recipients.append(Recipient(quote(text, person[0]), "person", affiliation=unit))
    case = Case(None, quote(text, title) if title else None, tuple(recipients))
    return Tier(None, quote(text, honour), "main", None, (Category(None, None, (case,)),))


def with_act(
    decision: Decision,
    kind: ActKind,
    words: str,
    *tiers: Tier,
    cited: tuple[str, DocumentNumber | None] | None = None,
    changes: tuple[Change, ...] = (),
) -> Decision:
    """Return a decision that does one thing to an earlier document."""
    text = decision.text
    document = None
    if cited is not None:
        number = Reading(cited[1], quote(text, str(cited[1])).spans) if cited[1] else None
        document = Reference(quote(text, cited[0]), number)
    act = Act(kind, quote(text, words), document, tiers, changes)
    return replace(decision, acts=(act,), reason=decision.reason or "it confers nothing")


def second_edition() -> Decision:
    """Return the decision of 2020, with its second prizes and the special one as they are printed."""
    found = of_case("corpus-2020-second-edition")
    special = entry(found.text, "特等奖", "泊洲港务集团有限公司工会", title="远洋船员“云探亲”")
    one = entry(found.text, "二等奖", "清浦县总工会", title="15分钟理发角", after="附件\n\n2019")
    other = entry(found.text, "二等奖", "泊洲市物流行业工会联合会", title="货车司机淋浴房")
    cases = (*one.cases(), *other.cases())
    second = replace(one, kind="second-prize", categories=(Category(None, None, cases),))
    return replace(found, tiers=(replace(special, kind="special"), second))


def revocation() -> Decision:
    """Return the document that takes one second prize of 2019 back."""
    found = of_case("corpus-2022-revocation")
    honour = "2019年度泊洲市职工服务创新案例二等奖"
    taken = entry(found.text, honour, "清浦县总工会", title="15分钟理发角")
    cited = "泊洲市总工会关于表彰2019年度泊洲市职工服务创新案例的决定", DocumentNumber("泊工发", 2020, 21)
    return with_act(found, "revocation", "撤销", taken, cited=cited)


def correction() -> Decision:
    """Return the document that corrects two places of the list of 2020."""
    found = of_case("corpus-2021-correction")
    pairs = [("泊洲大学工会", "泊洲海洋大学工会"), ("环卫工人歇脚亭", "环卫工人歇脚驿站")]
    changes = tuple(Change(quote(found.text, one), quote(found.text, other)) for one, other in pairs)
    cited = "泊洲市总工会关于表彰2020年度泊洲市职工服务创新案例的决定", DocumentNumber("泊工发", 2021, 18)
    return with_act(found, "correction", "更正", cited=cited, changes=changes)


def confirmation() -> Decision:
    """Return the document that keeps an honour of three units and names no earlier document."""
    found = of_case("corpus-2022-confirmation")
    names = ("望海区总工会", "清浦县总工会", "泊洲盐业有限公司工会")
    kept = [entry(found.text, "泊洲市模范职工之家", name) for name in names]
    cases = tuple(case for tier in kept for case in tier.cases())
    tier = replace(kept[0], categories=(Category(None, None, cases),))
    return with_act(found, "confirmation", "继续保留", tier)


def of_persons(*, unit: str = "泊洲港务集团有限公司", name: str = "孟广海") -> Decision:
    """Return an invented document that takes the title of 2020 back from one person, of a unit or without."""
    words = (
        "泊洲市总工会关于撤销技术能手称号的决定\n\n泊工发〔2022〕50号\n\n经查，决定撤销《关于授予2020年泊洲市技术能手"
        f"称号的决定》（泊人社发〔2021〕40号）授予{unit}{name}的“泊洲市技术能手”称号。\n\n泊洲市总工会\n2022年12月1日\n"
    )
    found = of_words(words)
    taken = entry(found.text, "泊洲市技术能手", person=(name, unit) if unit else (name,))
    cited = "关于授予2020年泊洲市技术能手称号的决定", DocumentNumber("泊人社发", 2021, 40)
    return with_act(found, "revocation", "撤销", taken, cited=cited)


def described() -> list[ox.Quad]:
    """Return the statements made of documents that use what the shipped decision has no need of."""
    persons, names = of_case("corpus-2021-persons"), minter()
    extracted = replace(persons, text=replace(persons.text, extractor="docx"))
    quads = graph.describe(extracted, names) + graph.describe(of_case("flat-annex"), names)
    for later in (revocation(), correction(), confirmation()):
        quads += graph.describe(later, names)
    earlier = graph.state(second_edition(), names)
    return quads + terms.quads(graph.relate(graph.state(revocation(), names), earlier, names))
