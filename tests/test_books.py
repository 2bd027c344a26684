"""Works with labels that say what each did for them, and books with their press. All bodies and names are invented."""

from __future__ import annotations

import pytest

from test_lists import read
from uniongraph.model import Case


def told(case: Case) -> list[str]:
    """Return each winner with unit, post and what is noted."""
    return [
        "|".join(
            [
                each.name.value,
                each.affiliation.value if each.affiliation else "",
                each.post.value if each.post else "",
                *(note.value for note in each.notes),
            ]
        )
        for each in case.recipients
    ]


BOOK = ["绿屏人民出版社||", "何岚||", "段家和||", "吴小梅||责任编辑"]

# what stands behind the title; who is honoured
FIELDS = [
    ("绿屏人民出版社　著者：何岚、段家和　责任编辑：吴小梅", BOOK),
    ("绿屏人民出版社  作者：何岚、段家和  责编：吴小梅", [*BOOK[:3], "吴小梅||责编"]),
    ("绿屏书局有限公司　译者：孙平", ["绿屏书局有限公司||", "孙平||译者"]),
    ("绿屏出版传媒集团　主编：孙平　副主编：马青　责任编辑：白雪", ["绿屏出版传媒集团||", "孙平||主编", "马青||副主编", "白雪||责任编辑"]),
    ("绿屏大学出版社　责任编辑：吴小梅、白雪", ["绿屏大学出版社||", "吴小梅||责任编辑", "白雪||责任编辑"]),
    ("文字作者：孙平　绘者：马青　出版单位：绿屏人民出版社", ["孙平||", "马青||绘者", "绿屏人民出版社||"]),
    ("著者：孙平；出版社：绿屏人民出版社；责任编辑：白雪", ["孙平||", "绿屏人民出版社||", "白雪||责任编辑"]),
    ("编剧：何岚　导演：段家和", ["何岚||编剧", "段家和||导演"]),
    ("绿屏话剧院　编剧：何岚　导演：段家和", ["绿屏话剧院||", "何岚||编剧", "段家和||导演"]),
    ("作词：何岚　作曲：段家和　演唱：绿屏合唱团", ["何岚||作词", "段家和||作曲", "绿屏合唱团||"]),
    ("著者：孙平", ["孙平||"]),
    ("演唱：孙平", ["孙平||演唱"]),
    ("绿屏电视台　作者：何岚　编辑：段家和", ["何岚|绿屏电视台||编辑：段家和"]),
    ("绿屏文化馆　演唱：何岚", ["何岚|绿屏文化馆|演唱"]),
    ("作者：何岚　责任编辑：段家和", ["何岚|||责任编辑：段家和"]),
]  # fmt: skip


@pytest.mark.parametrize("form", ["1.{}{}\n2.{}{}", "{}{}\n{}{}"])
@pytest.mark.parametrize("between", ["　{}", "（{}）"])
@pytest.mark.parametrize(("fields", "expected"), FIELDS)
def test_labels_say_what_each_did(form: str, between: str, fields: str, expected: list[str]) -> None:
    """The press of a book is honoured with its authors and its editors; another body is where the authors work."""
    titles = ["《渡口纪事》", "《白塔丛谈（全二册）》"]
    behind = between.format(fields)
    decision = read(
        "优秀作品名单", f"一、优秀作品奖（2种）\n{form.format(titles[0], behind, titles[1], behind)}"
    )
    (tier,) = decision.tiers
    cases = list(tier.cases())
    assert [case.title and case.title.value for case in cases] == titles
    assert [told(case) for case in cases] == [expected] * 2
    assert tier.declared is not None
    assert (tier.declared.value.number, tier.declared.value.unit) == (2, "种")
    assert not {"unread-line", "declared-count-mismatch", "unread-words"} & {
        f.code for f in decision.findings
    }


def test_a_body_before_several_makers_may_be_where_they_work() -> None:
    """That it is honoured itself is less sure, and said to be."""
    decision = read("优秀剧目名单", "一等奖（1部）\n1.《渡口》　绿屏话剧院　编剧：何岚　导演：段家和")
    (case,) = decision.tiers[0].cases()
    assert [each.name.confidence < 0.7 for each in case.recipients] == [True, False, False]
    assert "uncertain-recipient" in {finding.code for finding in decision.findings}


COLUMNS_OF_BOOKS = [
    ("书名\t作者\t出版单位\t责任编辑", "《渡口纪事》\t何岚、段家和\t绿屏人民出版社\t吴小梅"),
    ("书名\t责任编辑\t作者\t出版社", "《渡口纪事》\t吴小梅\t何岚、段家和\t绿屏人民出版社"),
]


@pytest.mark.parametrize(("head", "row"), COLUMNS_OF_BOOKS)
@pytest.mark.parametrize("mark", ["\t", "\n"])
def test_a_table_of_books_has_a_column_of_presses(mark: str, head: str, row: str) -> None:
    """No author works at the press; it is honoured with the authors, and its editors are."""
    table = f"序号\t{head}\n1\t{row}\n2\t{row.replace('渡口纪事', '茶经新注')}"
    decision = read("优秀图书名单", f"一、图书奖（2种）\n{table}".replace("\t", mark))
    cases = list(decision.tiers[0].cases())
    assert [case.title and case.title.value for case in cases] == ["《渡口纪事》", "《茶经新注》"]
    assert [told(case) for case in cases] == [[*BOOK[1:3], BOOK[0], BOOK[3]]] * 2
    assert "uncertain-recipient" not in {finding.code for finding in decision.findings}


def test_editors_of_other_works_are_noted() -> None:
    """Where no press stands beside them."""
    table = "序号\t题目\t作者\t单位\t责任编辑\n1\t《渡口》\t何岚\t绿屏日报社\t吴小梅\n2\t《春耕》\t孙平\t绿屏日报社\t吴小梅"
    decision = read("优秀新闻名单", f"一、一等奖（2件）\n{table}")
    (first, _) = decision.tiers[0].cases()
    assert told(first) == ["何岚|绿屏日报社||责任编辑吴小梅"]


BELOW = [
    "1.{0}\n著者：{2}\n出版单位：{1}\n责任编辑：{3}",
    "1.{0}\n{1}\n著者：{2}\n责任编辑：{3}",
    "{0}，{1}，著者：{2}，责任编辑：{3}；",
    "1.{1}{0}　著者：{2}　责任编辑：{3}",
    "1.{1} {0}（著者：{2}；责任编辑：{3}）",
]


@pytest.mark.parametrize("form", BELOW)
def test_who_made_a_book_may_stand_below_it(form: str) -> None:
    """With the editor of each, who is no editor of the page; or between commas, or behind the press."""
    first = form.format("《渡口纪事》", "绿屏人民出版社", "何岚、段家和", "吴小梅")
    second = form.format("《茶经新注》", "柳溪译文出版社", "孙平", "白雪").replace("1.", "2.")
    decision = read("优秀图书名单", f"一、图书奖（2种）\n{first}\n{second}")
    cases = list(decision.tiers[0].cases())
    assert [case.title and case.title.value for case in cases] == ["《渡口纪事》", "《茶经新注》"]
    assert [sorted(told(case)) for case in cases] == [
        sorted(BOOK),
        ["孙平||", "柳溪译文出版社||", "白雪||责任编辑"],
    ]


def test_the_editor_of_the_page_is_no_editor_of_a_book() -> None:
    """One such line at the end of the text says who edited the page."""
    listed = (
        "一、图书奖（2种）\n1.《渡口纪事》　绿屏人民出版社\n2.《茶经新注》　柳溪译文出版社\n\n责任编辑：白雪"
    )
    cases = list(read("优秀图书名单", listed).tiers[0].cases())
    assert [told(case) for case in cases] == [["绿屏人民出版社||"], ["柳溪译文出版社||"]]
