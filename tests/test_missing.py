"""Lists that are announced and empty, absent or hardly read, beside one that is whole. All bodies and names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import parser
from uniongraph.model import Decision

HEAD = (
    "绿屏市图书馆关于表彰2023年度书香集体和优秀馆员的决定\n绿图〔2024〕8号\n\n各县图书馆：\n\n"
    "经研究，决定授予4个单位“2023年度书香集体”称号，授予{number}名同志“2023年度优秀馆员”称号。\n\n{references}绿屏市图书馆\n2024年4月23日\n\n"
)
REFERENCES = "附件：1.2023年度书香集体名单\n2.2023年度优秀馆员名单\n{more}\n"
BODIES = "1.柳溪县图书馆\n2.白塔区图书馆\n3.临江县图书馆\n4.云岭市图书馆\n\n"
PERSONS = ["何立春　柳溪县图书馆馆员", "吴小梅　白塔区图书馆副馆长", "段家和　临江县图书馆馆员"]
GLUED = "姓名单位职务何立春柳溪县图书馆馆员吴小梅白塔区图书馆副馆长段家和临江县图书馆馆员\n"
FIRST, SECOND = "附件1\n2023年度书香集体名单（4个）\n", "附件2\n2023年度优秀馆员名单（{}名）\n"
WHOLE = FIRST + BODIES + SECOND.format(3) + "\n".join(PERSONS)


def read(listed: str, *, number: int = 3, more: str = "", is_referred: bool = True) -> Decision:
    references = REFERENCES.format(more=more) if is_referred else ""
    return parser.parse(text_of(HEAD.format(number=number, references=references) + listed + "\n"))


def errors(decision: Decision) -> list[tuple[str, str]]:
    """Return each error with the words that it stands at."""
    found = [each for each in decision.findings if each.severity == "error"]
    return [(each.code, decision.text.quote(each.span)) for each in found]


# the lists, and the words at which something is an error
LACKING = {
    "the second is a heading": (FIRST + BODIES + SECOND.format(3), "2023年度优秀馆员名单（3名）"),
    "the second is one unreadable line": (
        FIRST + BODIES + SECOND.format(3) + GLUED,
        "2023年度优秀馆员名单（3名）",
    ),
    "the second is a mark": (FIRST + BODIES + "附件2", "附件2"),
    "the second is not there": (FIRST + BODIES, "2023年度优秀馆员名单"),
    "the first is a heading": (
        FIRST + SECOND.format(3) + "\n".join(PERSONS),
        "2023年度书香集体名单（4个）",
    ),
}


@pytest.mark.parametrize(("listed", "at"), LACKING.values(), ids=LACKING)
def test_a_list_that_holds_nobody_is_missing_though_another_is_whole(listed: str, at: str) -> None:
    """Where the text refers to both."""
    assert errors(read(listed)) == [("annex-missing", at)]


def test_an_honour_that_is_counted_and_has_no_list_is_missing() -> None:
    """Also where the text refers to no list by its name."""
    listed = "附件\n\n2023年度书香集体名单\n\n" + BODIES
    assert errors(read(listed, is_referred=False)) == [("annex-missing", "3名")]


def test_a_list_of_which_less_than_half_is_read_is_not_whole() -> None:
    """Whichever it is, once."""
    listed = FIRST + "1.柳溪县图书馆\n\n" + SECOND.format(3) + "\n".join(PERSONS)
    assert errors(read(listed)) == [("annex-incomplete", "2023年度书香集体")]
    listed = FIRST + BODIES + SECOND.format(5) + PERSONS[0]
    assert [code for code, _ in errors(read(listed, number=5))] == ["annex-incomplete"]
    listed = FIRST + "1.柳溪县图书馆\n2.白塔区图书馆\n\n" + SECOND.format(3) + "\n".join(PERSONS)
    assert errors(read(listed)) == []


NO_LISTS = {
    "nothing besides": ("", ""),
    "a form": ("3.优秀馆员申报表", "附件3\n优秀馆员申报表\n姓名\n单位\n主要事迹"),
    "a rule": (
        "3.优秀馆员评选办法",
        "附件3\n优秀馆员评选办法\n第一条　为规范评选工作，制定本办法。\n第二条　评选每两年开展一次。",
    ),
    "a form that is not there": ("3.优秀馆员申报表", ""),
    "those who judge": ("3.评审委员会名单", ""),
}


@pytest.mark.parametrize(("reference", "annex"), NO_LISTS.values(), ids=NO_LISTS)
def test_other_annexes_are_no_lists(reference: str, annex: str) -> None:
    """Whole lists beside forms and rules are whole."""
    assert errors(read(f"{WHOLE}\n\n{annex}", more=reference)) == []


def test_two_lists_in_one_annex_are_both_there() -> None:
    """The text may refer to them one by one."""
    listed = "附件\n\n表彰名单\n\n一、2023年度书香集体（4个）\n" + BODIES + "二、2023年度优秀馆员（3名）\n"
    assert errors(read(listed + "\n".join(PERSONS))) == []


def test_winners_left_open_without_an_annex_stay_a_warning() -> None:
    """Some are named in the body, and no list is announced."""
    text = "绿屏市图书馆关于表彰书香集体的决定\n\n经研究，决定授予柳溪县图书馆等4个单位“书香集体”称号。\n\n绿屏市图书馆\n2024年4月23日\n"
    decision = parser.parse(text_of(text))
    assert errors(decision) == []
    assert [each.code for each in decision.findings if each.code == "open-list"] == ["open-list"]
