"""Later documents: what they do to earlier awards is their own statement, and which award it is, a conclusion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import acted
from uniongraph import divisions, graph, shapes, terms, vocabulary
from uniongraph.iris import BASE, term
from uniongraph.model import Case, Category, Decision, DocumentNumber

if TYPE_CHECKING:
    from collections.abc import Callable

ID = f"{BASE}id/"


def facts_of(quads: list[ox.Quad], kind: str) -> dict[str, dict[str, set[str]]]:
    """Return what is said of the things of one class: by path, the values of each property by its local name."""
    of_kind = {q.subject for q in quads if q.predicate == term("rdf:type") and q.object == term(kind)}
    said: dict[str, dict[str, set[str]]] = {}
    for quad in quads:
        if quad.subject in of_kind and isinstance(quad.object, ox.NamedNode | ox.Literal):
            path = str(quad.subject).strip("<>").removeprefix(ID)
            name = quad.predicate.value.replace("#", "/").rpartition("/")[2]
            said.setdefault(path, {}).setdefault(name, set()).add(quad.object.value.removeprefix(ID))
    return said


def described(decision: Decision) -> list[ox.Quad]:
    """Return the statements of a decision, named as those that ship."""
    return graph.describe(decision, acted.minter())


def stated(decision: Decision) -> list[terms.Statement]:
    """Return them as they are written."""
    return graph.state(decision, acted.minter())


def concerned(later: Decision, earlier: Decision) -> dict[str, tuple[str, str]]:
    """Return for each act the conferral it is concluded to be about, and how surely."""
    names = acted.minter()
    quads = terms.quads(graph.relate(graph.state(later, names), graph.state(earlier, names), names))
    assert {str(q.graph_name) for q in quads} <= {names.graph("inferred")}
    stated = {str(q.subject): str(q.object) for q in quads if q.predicate == term("ug:concerns")}
    inferences = facts_of(quads, "ug:Inference")
    assert len(inferences) == len(stated)
    found: dict[str, tuple[str, str]] = {}
    for each in inferences.values():
        (act,), (award,), (sure,) = each["subject"], each["object"], each["confidence"]
        assert stated[f"<{ID}{act}>"] == f"<{ID}{award}>"
        assert each["byRule"] == {"https://w3id.org/uniongraph/scheme/inference-rule/act-target"}
        found[act] = award, sure
    return found


# ---------------------------------------------------------------------------------------------- what is stated


def test_a_revocation_states_whose_award_is_taken_back() -> None:
    """One thing for the one award: in this document, on that one, of this union, for this case, of that honour."""
    quads = described(acted.revocation())
    acts = facts_of(quads, "ug:Revocation")
    ((path, act),) = acts.items()
    slug = path.split("/")[1]
    assert path == f"later-act/{slug}/1/1-1-1"
    assert act["decidedIn"] == {f"doc/{slug}"}
    assert act["concernsDocument"] == {f"doc/{slug.replace('2022-29', '2020-21')}"}
    assert act["concernsTitle"] == {"15分钟理发角"}
    assert act["concernsHonour"] == {"2019年度泊洲市职工服务创新案例二等奖"}
    (recipient,) = act["concernsRecipient"]
    assert facts_of(quads, "ug:Organization")[recipient]["prefLabel"] == {"清浦县总工会"}
    assert "concerns" not in act


def test_a_correction_states_each_change() -> None:
    """Two changes are two things, each with the words replaced and the words that replace them."""
    acts = facts_of(described(acted.correction()), "ug:Rectification")
    changes = [
        (path.rpartition("/")[2], act["replacedText"], act["replacementText"]) for path, act in acts.items()
    ]
    assert changes == [
        ("change-1", {"泊洲大学工会"}, {"泊洲海洋大学工会"}),
        ("change-2", {"环卫工人歇脚亭"}, {"环卫工人歇脚驿站"}),
    ]


def test_a_confirmation_states_each_award() -> None:
    """Three units keep their honour: three things, and no document where none is named."""
    acts = facts_of(described(acted.confirmation()), "ug:Confirmation")
    assert [path.rpartition("/")[2] for path in acts] == ["1-1-1", "1-1-2", "1-1-3"]
    assert not any("concernsDocument" in act for act in acts.values())


def test_an_act_without_entries_is_one_thing() -> None:
    """An act that lists nobody and changes no word is stated once, by the words that say so."""
    bare = acted.with_act(acted.of_case("corpus-2022-revocation"), "revocation", "撤销")
    ((path, act),) = facts_of(described(bare), "ug:LaterAct").items()
    assert path.endswith("/1")
    assert act["type"] == {term("ug:LaterAct").value, term("ug:Revocation").value}


def test_what_an_act_cannot_mean_is_not_stated() -> None:
    """A document does nothing to itself, and words are not replaced by themselves: such a reading gives neither."""
    found = acted.correction()
    (act,) = found.acts
    assert act.document is not None
    assert found.number is not None
    one = replace(act.changes[0], corrected=act.changes[0].printed)
    itself = replace(act, document=replace(act.document, number=found.number), changes=(one,))
    ((_, stated),) = facts_of(described(replace(found, acts=(itself,))), "ug:Rectification").items()
    assert not stated.keys() & {"concernsDocument", "replacementText"}


MADE = [acted.revocation, acted.correction, acted.confirmation, acted.of_persons]


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_a_later_document_confers_nothing(make: Callable[[], Decision]) -> None:
    """It makes no edition, tier, case or conferral: what it names was given once."""
    kinds = {
        str(q.object).strip("<>").rpartition("#")[2]
        for q in described(make())
        if q.predicate == term("rdf:type")
    }
    assert not kinds & {"AwardProgramme", "AwardEdition", "AwardTier", "AwardCategory", "Case", "Conferral"}


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_acts_point_at_their_characters_and_keep_to_the_shapes(make: Callable[[], Decision]) -> None:
    """Each later document passes the gate beside the earlier one and what is concluded between them."""
    names = acted.minter()
    store = ox.Store()
    later = graph.state(make(), names)
    store.extend(terms.quads(later))
    for decision in (
        acted.second_edition(),
        acted.of_case("corpus-2021-third-edition"),
        acted.of_case("corpus-2021-persons"),
    ):
        earlier = graph.state(decision, names)
        store.extend(terms.quads([*earlier, *graph.relate(later, earlier, names)]))
    store.extend(terms.quads(graph.describe_divisions(divisions.shipped(), names)))
    for name in ("uniongraph", "schemes"):
        store.extend(terms.quads(vocabulary.statements(name, names.graph(name))))
    held = {q.object for q in store.quads_for_pattern(None, term("ug:witnessOf"), None, None)}
    for quad in list(store.quads_for_pattern(None, None, None, ox.NamedNode(f"{BASE}graph/names"))):
        if quad.subject in held:  # a citation of what is held: the builder drops it too
            store.remove(quad)
    assert shapes.validate(store) == ()


# ---------------------------------------------------------------------------------------------- what is concluded


def test_a_revocation_finds_its_award() -> None:
    """The award of that union for that case, in the document that is named by its number."""
    found = concerned(acted.revocation(), acted.second_edition())
    ((_, (award, sure)),) = found.items()
    assert award.endswith("/second-prize/00-01")
    assert sure == "0.95"


def test_a_correction_finds_each_award() -> None:
    """A change of a recipient's name and one of a title each find the award whose words they replace."""
    found = concerned(acted.correction(), acted.of_case("corpus-2021-third-edition"))
    assert {act.rpartition("/")[2]: award.rpartition("/")[2] for act, (award, _) in found.items()} == {
        "change-1": "00-01",
        "change-2": "01-02",
    }


def test_another_document_is_not_concerned() -> None:
    """A document that the act does not name has none of its awards touched, though the union is the same."""
    for name in ("corpus-2019-first-edition", "corpus-2021-third-edition"):
        assert concerned(acted.revocation(), acted.of_case(name)) == {}


PERSONS = [
    ("泊洲港务集团有限公司", "孟广海", "0.75"),
    ("", "孟广海", "0.6"),
    ("泊洲盐业有限公司", "孟广海", None),
    ("泊洲港务集团有限公司", "孟广河", None),
]


@pytest.mark.parametrize(("unit", "name", "sure"), PERSONS)
def test_a_person_is_found_by_name_and_unit(unit: str, name: str, sure: str | None) -> None:
    """Name and unit together, or the name where the later document prints no unit, less sure; never another unit."""
    found = concerned(acted.of_persons(unit=unit, name=name), acted.of_case("corpus-2021-persons"))
    assert [confidence for _, confidence in found.values()] == ([sure] if sure else [])


def changed(**values: object) -> Decision:
    """Return the revocation with its one entry, its honour or its document changed."""
    found = acted.revocation()
    (act,) = found.acts
    (tier,) = act.tiers
    (case,) = tier.cases()
    fields = {key: value for key, value in values.items() if key in Case.__dataclass_fields__}
    case = replace(case, **fields)  # type: ignore[arg-type]
    honour = values.get("honour")
    name = replace(tier.name, value=str(honour)) if honour else tier.name
    tier = replace(tier, name=name, categories=(Category(None, None, (case,)),))
    return replace(found, acts=(replace(act, tiers=(tier,)),))


def test_what_agrees_less_is_less_sure_and_what_contradicts_is_nothing() -> None:
    """Without a title the recipient is enough where it has one award; another title or another tier's honour is not."""
    earlier = acted.second_edition()
    assert [sure for _, sure in concerned(changed(title=None), earlier).values()] == ["0.95"]
    assert [sure for _, sure in concerned(changed(honour="创新单位"), earlier).values()] == ["0.7"]
    assert concerned(changed(honour="特等奖"), earlier) == {}
    title = acted.quote(acted.revocation().text, "材料失实问题")
    assert concerned(changed(title=title), earlier) == {}
    assert concerned(changed(title=None, recipients=()), earlier) == {}  # two second prizes
    only = concerned(changed(title=None, recipients=(), honour="特等奖"), earlier)
    assert [(award.rpartition("/")[0].rpartition("/")[2], sure) for award, sure in only.values()] == [
        ("special", "0.8")
    ]


def test_a_praise_taken_back_is_the_award_of_whom_it_was_given_to() -> None:
    """撤销《…》对甲的表彰: the honour has no name in it, so that the award is less sure."""
    head = "临江市总工会文件\n临工发〔{}〕5号\n\n临江市总工会关于{}的决定\n\n各区总工会：\n\n{}\n\n临江市总工会\n{}年3月1日\n"
    given = "决定授予江北区总工会、南岸区总工会“先进集体”称号。"
    taken = (
        "决定撤销《临江市总工会关于表彰2019年度先进集体的决定》（临工发〔2020〕5号）对江北区总工会的表彰。"
    )
    earlier = acted.of_words(head.format(2020, "表彰2019年度先进集体", given, 2020))
    later = acted.of_words(head.format(2021, "撤销江北区总工会表彰", taken, 2021))
    ((_, (award, sure)),) = concerned(later, earlier).items()
    assert (award.rpartition("/")[2], sure) == ("00-01", "0.7")


def test_two_awards_that_agree_alike_are_none() -> None:
    """Where a union has two awards in the document and the act says no more, nothing is concluded."""
    earlier = acted.second_edition()
    tier = earlier.tiers[-1]
    (first, second) = tier.cases()
    twice = replace(second, recipients=first.recipients)
    tiers = (*earlier.tiers[:-1], replace(tier, categories=(Category(None, None, (first, twice)),)))
    again = replace(earlier, tiers=tiers)
    assert concerned(changed(title=None), again) == {}
    assert len(concerned(acted.revocation(), again)) == 1


# ---------------------------------------------------------------------------------------------- who is addressed

CITED = [
    ("泊洲市总工会关于表彰2019年度泊洲市职工服务创新案例的决定", DocumentNumber("泊工发", 2020, 21), True),
    ("泊洲市总工会关于表彰2019年度泊洲市职工服务创新案例的决定", None, True),
    ("关于表彰2019年度泊洲市职工服务创新案例的决定", None, True),
    ("关于表彰2018年度泊洲市职工服务创新案例的决定", None, False),
]


@pytest.mark.parametrize(("title", "number", "same"), CITED)
def test_a_document_answers_to_its_number_and_its_title(
    title: str, number: DocumentNumber | None, *, same: bool
) -> None:
    """A citation by number, by title, or by title without the issuer reaches the document; another title does not."""
    found = acted.revocation()
    (act,) = found.acts
    assert act.document is not None
    printed = (
        acted.quote(found.text, title)
        if title in found.text.content
        else replace(act.document.title, value=title)
    )
    cited = replace(act.document, title=printed, number=act.document.number if number else None)
    later = stated(replace(found, acts=(replace(act, document=cited),)))
    earlier = stated(acted.of_case("corpus-2020-second-edition"))
    assert len(graph.targets(later)) == 1
    assert (graph.targets(later) <= graph.addresses(earlier)) is same


def test_a_number_of_another_series_is_an_address() -> None:
    """A body that cites another's document by its number reaches it too."""
    assert graph.targets(stated(acted.of_persons())) <= graph.addresses(
        stated(acted.of_case("corpus-2021-persons"))
    )


def test_a_document_without_acts_has_no_targets() -> None:
    """An award decision concerns no earlier document."""
    assert graph.targets(stated(acted.of_case("corpus-2020-second-edition"))) == set()


# ---------------------------------------------------------------------------------------------- before and after

SAME_TITLE = "泊洲市总工会关于表彰先进工会小组的决定"
GIVEN = "授予泊洲盐业有限公司工会“先进工会小组”称号"


def invented(title: str, prose: str, date: str, number: str = "") -> Decision:
    """Return what is read of an invented document of the union of Pozhou."""
    return acted.of_words(f"{title}\n\n{number}\n\n各区总工会：\n\n{prose}\n\n泊洲市总工会\n{date}\n")


def taken_back(date: str, cited: str = f"《{SAME_TITLE}》", number: str = "") -> Decision:
    """Return a document that takes that honour back."""
    prose = f"经查，决定撤销{cited}授予泊洲盐业有限公司工会的“先进工会小组”称号。"
    return invented("泊洲市总工会关于撤销先进工会小组称号的决定", prose, date, number)


ISSUED = [
    ("2021年3月18日", "", "2018年9月1日", "", "", None),
    ("2021年3月18日", "泊工发〔2021〕12号", "2018年9月1日", "泊工发〔2018〕40号", "", None),
    ("2021年3月18日", "泊工发〔2021〕12号", "", "泊工发〔2018〕40号", "", None),
    ("2021年3月18日", "泊工发〔2021〕12号", "2021年3月1日", "泊工发〔2021〕9号", "", None),
    ("2021年3月18日", "泊工发〔2020〕99号", "2021年3月19日", "泊工发〔2021〕9号", "", "0.8"),
    ("2021年3月18日", "泊工发〔2021〕12号", "2021年3月18日", "泊工发〔2021〕13号", "", "0.8"),
    ("2021年1月4日", "泊工发〔2021〕1号", "2021年1月11日", "泊工发〔2020〕99号", "", "0.8"),
    ("", "", "2021年9月1日", "", "", "0.8"),
    ("2021年3月18日", "", "", "", "", "0.8"),
    ("2021年3月18日", "泊工发〔2021〕12号", "2021年9月1日", "泊工发〔2021〕40号", "〔2021〕12号", "0.95"),
    ("2021年3月18日", "泊工发〔2021〕12号", "2018年9月1日", "", "〔2021〕12号", None),
]


@pytest.mark.parametrize(("given", "number", "taken", "later_number", "cited", "sure"), ISSUED)
def test_what_is_taken_back_was_given_before(
    given: str, number: str, taken: str, later_number: str, cited: str, sure: str | None
) -> None:
    """A decision that was issued after the act is not meant; by its title alone it is met less surely."""
    earlier = invented(SAME_TITLE, f"决定{GIVEN}。", given, number)
    by = f"《{SAME_TITLE}》（泊工发{cited}）" if cited else f"《{SAME_TITLE}》"
    found = concerned(taken_back(taken, by, later_number), earlier)
    assert [confidence for _, confidence in found.values()] == ([sure] if sure else [])


# ---------------------------------------------------------------------------------------------- whole documents

CITED_WHOLE = f"《{SAME_TITLE}》（泊工发〔2021〕12号）"
WHOLE = [
    (f"决定撤销{CITED_WHOLE}。", True),
    (f"决定废止2021年3月印发的{CITED_WHOLE}，有关证书予以收回。", True),
    (f"经研究，决定对{CITED_WHOLE}予以撤销。", True),
    (f"{CITED_WHOLE}自本决定印发之日起同时废止。", True),
    (f"决定撤销{CITED_WHOLE}和《泊洲市总工会关于先进工会小组管理的办法》。", True),
    (f"决定撤销《泊洲市总工会关于先进工会小组管理的办法》、{CITED_WHOLE}。", True),
    (f"《泊洲市总工会关于先进工会小组管理的办法》和{CITED_WHOLE}即日起废止。", True),
    (f"对{CITED_WHOLE}和《泊洲市总工会关于先进工会小组管理的办法》予以撤销。", True),
    (f"決定撤銷{CITED_WHOLE}。", True),
    (f"决定撤销{CITED_WHOLE}中的一项荣誉。", False),
    (f"根据{CITED_WHOLE}，经查，有关荣誉应当撤销。", False),
    (f"决定撤销{CITED_WHOLE}授予的部分称号。", False),
    (f"决定撤销一家单位依据{CITED_WHOLE}享有的待遇。", False),
    (f"{CITED_WHOLE}所列一家单位的荣誉予以撤销。", False),
    (f"对{CITED_WHOLE}不予撤销，个别荣誉另行取消。", False),
]


@pytest.mark.parametrize(("prose", "whole"), WHOLE)
def test_a_whole_document_is_taken_back_where_just_that_is_said(prose: str, *, whole: bool) -> None:
    """The revocation of a document is one of every award in it; of something in it, of none where nobody is named."""
    title = "泊洲市总工会关于撤销先进工会小组表彰决定的通知"
    later = invented(title, prose, "2021年9月1日", "泊工发〔2021〕40号")
    given = "决定授予泊洲盐业有限公司工会、清浦县总工会、望海区总工会“先进工会小组”称号。"
    earlier = invented(SAME_TITLE, given, "2021年3月18日", "泊工发〔2021〕12号")
    revoked = {
        each
        for act in facts_of(described(later), "ug:LaterAct").values()
        for each in act.get("revokesDocument", ())
        if "/cited/" not in each
    }
    assert revoked == ({"doc/pogongfa-2021-12"} if whole else set())
    names = acted.minter()
    quads = terms.quads(graph.relate(graph.state(later, names), graph.state(earlier, names), names))
    taken = {q.object for q in quads if q.predicate == term("ug:concerns")}
    awards = {q.subject for q in graph.describe(earlier, names) if q.object == term("ug:Conferral")}
    assert len(awards) == 3
    assert taken == (awards if whole else set())
    inferences = facts_of(quads, "ug:Inference").values()
    assert [each["confidence"] for each in inferences] == [{"0.95"}] * len(taken)
