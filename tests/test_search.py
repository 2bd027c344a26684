"""What a person types is found: as characters in any form, as pinyin, as initials; the best first, and marked."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from published import published
from uniongraph import labels
from uniongraph.errors import QueryError
from uniongraph.iris import PREFIXES
from uniongraph.labels.making import CALLING, make
from uniongraph.labels.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Iterable

# Invented, but for places: names as they are printed, with all that may stand between what one types and what is there.
NAMES = [
    "上海市",
    "上海市总工会",
    "上海市總工會",
    "上海绿地（集团）有限公司工会",
    "ＡＢＣ電子（上海）有限公司",
    "长宁区",
    "重庆路街道",
    "西安路社区",
    "县总工会",
    "方案",
    "翻感",
    "会计师事务所",
    "吴　敏",
    "单雄",
    "单位",
    "银行工会",
    "“互联网 + 工会”服务 100%",
    "沪工总基〔2018〕133号",
    "Award Tier",
    "communiqué",
    "a.b*c[d]",
    "〇九工厂",
    "𠮷野家",
    "l'œuvre cafe\u0301 2",
]


def graph(names: Iterable[str]) -> ox.Store:
    """Return things with these names."""
    store = ox.Store()
    for number, name in enumerate(names):
        called = ox.NamedNode(f"{PREFIXES['skos']}prefLabel")
        store.add(ox.Quad(ox.NamedNode(f"x:{number}"), called, ox.Literal(name, language="zh")))
    return store


def indexed(store: ox.Store) -> labels.Index:
    """Return the index of a store; its file is gone, but stays mapped."""
    with tempfile.TemporaryDirectory() as folder:
        path = labels.file(Path(folder))
        make(store, path)
        found = labels.opened(path)
        assert found is not None
        return found


INDEX = indexed(graph(NAMES))


def found(text: str, index: labels.Index = INDEX) -> list[str]:
    """Return the names that a text finds, what matched in brackets ⟦⟧."""
    return [marked(hit) for hit in labels.search(index, text, limit=labels.COUNTED).hits]


def marked(hit: labels.Hit) -> str:
    """Return the name of a hit with its spans in brackets."""
    said = hit.name
    for begin, end in reversed(hit.spans):
        said = f"{said[:begin]}⟦{said[begin:end]}⟧{said[end:]}"
    return said


# ---------------------------------------------------------------------------------------------- characters


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("上海市总工会", ["⟦上海市总工会⟧", "⟦上海市總工會⟧"]),
        ("上海市總工會", ["⟦上海市总工会⟧", "⟦上海市總工會⟧"]),
        ("總工会", ["县⟦总工会⟧", "上海市⟦总工会⟧", "上海市⟦總工會⟧"]),
        ("电子", ["ＡＢＣ⟦電子⟧（上海）有限公司"]),
        ("abc", ["⟦ＡＢＣ⟧電子（上海）有限公司"]),
        ("AbC電", ["⟦ＡＢＣ電⟧子（上海）有限公司"]),
        ("(集团)", ["上海绿地⟦（集团）⟧有限公司工会"]),
        ("（集團）", ["上海绿地⟦（集团）⟧有限公司工会"]),
        ("吴敏", ["⟦吴　敏⟧"]),
        ("吴 敏", ["⟦吴　敏⟧"]),
        ("互联网+工会", ["“⟦互联网 + 工会⟧”服务 100%"]),
        ('"互联网', ["⟦“互联网⟧ + 工会”服务 100%"]),
        ("服务１００％", ["“互联网 + 工会”⟦服务 100%⟧"]),
        ("[2018]", ["沪工总基⟦〔2018〕⟧133号"]),
        ("(2018)133", ["沪工总基⟦〔2018〕133⟧号"]),
        ("award  tier", ["⟦Award Tier⟧"]),
        ("ard ti", ["Aw⟦ard Ti⟧er"]),
        ("communique", ["⟦communiqué⟧"]),
        ("café", ["l'œuvre ⟦cafe\u0301⟧ 2"]),
        ("𠮷野", ["⟦𠮷野⟧家"]),
        ("〇九", ["⟦〇九⟧工厂"]),
        ("*c[", ["a.b⟦*c[⟧d]"]),
        (".*", []),
        ("%", ["“互联网 + 工会”服务 100⟦%⟧"]),
        ("没有这样的", []),
        ("市海", []),
    ],
)
def test_characters_are_found_in_any_form(text: str, names: list[str]) -> None:
    """Traditional or simplified, wide or narrow, with blanks or without; nothing in them is a pattern."""
    assert found(text) == names


# ---------------------------------------------------------------------------------------------- pinyin


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("shanghaishi", ["⟦上海市⟧", "⟦上海市⟧总工会", "⟦上海市⟧總工會"]),
        ("shang hai shi", ["⟦上海市⟧", "⟦上海市⟧总工会", "⟦上海市⟧總工會"]),
        ("Shànghǎi  shì", ["⟦上海市⟧", "⟦上海市⟧总工会", "⟦上海市⟧總工會"]),
        ("shanghaish", ["⟦上海市⟧", "⟦上海市⟧总工会", "⟦上海市⟧總工會"]),
        ("haishiz", ["上⟦海市总⟧工会", "上⟦海市總⟧工會"]),
        ("lvdi", ["上海⟦绿地⟧（集团）有限公司工会"]),
        ("lüdi", ["上海⟦绿地⟧（集团）有限公司工会"]),
        ("lyudi", ["上海⟦绿地⟧（集团）有限公司工会"]),
        ("LǛDI", ["上海⟦绿地⟧（集团）有限公司工会"]),
        ("ly", ["上海⟦绿⟧地（集团）有限公司工会"]),
        ("changning", ["⟦长宁⟧区"]),
        ("zhangning", ["⟦长宁⟧区"]),
        ("chongqing", ["⟦重庆⟧路街道"]),
        ("zhongqing", ["⟦重庆⟧路街道"]),
        ("kuaiji", ["⟦会计⟧师事务所"]),
        ("huijishi", ["⟦会计师⟧事务所"]),
        ("kuai", ["⟦会⟧计师事务所"]),
        ("yinhang", ["⟦银行⟧工会"]),
        ("shanxiong", ["⟦单雄⟧"]),
        ("shanwei", []),
        ("danwei", ["⟦单位⟧"]),
        (
            "xian",
            ["⟦县⟧总工会", "⟦西安⟧路社区", "ＡＢＣ電子（上海）有⟦限⟧公司", "上海绿地（集团）有⟦限⟧公司工会"],
        ),
        ("xi'an", ["⟦西安⟧路社区"]),
        ("xi an", ["⟦西安⟧路社区"]),
        ("fangan", ["⟦方案⟧", "⟦翻感⟧"]),
        ("anghai", []),
        ("dianzi", ["ＡＢＣ⟦電子⟧（上海）有限公司"]),
        ("abcdianzi", []),
    ],
)
def test_pinyin_is_found_from_the_beginning_of_a_syllable(text: str, names: list[str]) -> None:
    """However ü is written and where syllables may part in two ways; a word's reading, and others that are common."""
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("shszgh", ["⟦上海市总工会⟧", "⟦上海市總工會⟧"]),
        ("shshzgh", ["⟦上海市总工会⟧", "⟦上海市總工會⟧"]),
        ("szzgh", []),
        ("shhshzgh", ["⟦上海市总工会⟧", "⟦上海市總工會⟧"]),
        ("shzgh", ["上海⟦市总工会⟧", "上海⟦市總工會⟧"]),
        ("cnq", ["⟦长宁区⟧"]),
        ("jtyxgs", []),  # a bracket parts 集团 from 有限
        ("yxgsgh", ["上海绿地（集团）⟦有限公司工会⟧"]),
        ("wm", ["⟦吴　敏⟧"]),
        ("hlw", ["“⟦互联网⟧ + 工会”服务 100%"]),
        ("qzz", []),
    ],
)
def test_initials_are_found(text: str, names: list[str]) -> None:
    """One letter for each character, or zh, ch and sh; what stands between is not skipped."""
    assert found(text) == names


# ---------------------------------------------------------------------------------------------- words, order, bounds


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("工会 上海市", ["⟦上海市⟧总⟦工会⟧", "⟦上海市⟧總⟦工會⟧"]),
        ("shanghai 集团 gh", ["⟦上海⟧绿地（⟦集团⟧）有限公司⟦工会⟧"]),
        ("tier award", ["⟦Award⟧ ⟦Tier⟧"]),
        ("工会 没有", []),
        ("上海\u3000地", ["⟦上海⟧绿⟦地⟧（集团）有限公司工会"]),
    ],
)
def test_words_are_all_found_each_in_its_own_way(text: str, names: list[str]) -> None:
    """In any order."""
    assert found(text) == names


def test_the_whole_name_comes_first_then_what_begins_then_what_holds_the_shortest_first() -> None:
    """Whichever way it was found, and the same each time."""
    index = indexed(graph(["新工会", "工会法", "工会", "大的工会", "工会工作", "gong hui", "公会", "工 会"]))
    assert found("工会", index) == ["⟦工 会⟧", "⟦工会⟧", "⟦工会⟧法", "⟦工会⟧工作", "新⟦工会⟧", "大的⟦工会⟧"]
    assert found("gonghui", index)[:3] == ["⟦公会⟧", "⟦工 会⟧", "⟦工会⟧"]
    assert found("gong hui", index)[0] == "⟦gong hui⟧"


def test_a_thing_comes_once_by_the_best_of_its_names_and_a_name_with_all_its_things() -> None:
    """In the language of the name, which is said once with it and not again without."""
    store, zh = ox.Store(), "zh-hans"
    for thing, kind, name in [
        ("x:b", "skos:prefLabel", ox.Literal("一等奖", language=zh)),
        ("x:a", "skos:prefLabel", ox.Literal("一等奖", language=zh)),
        ("x:a", "skos:altLabel", ox.Literal("一等奖金", language=zh)),
        ("x:a", "ug:titleAsPrinted", ox.Literal("一等奖")),
        ("x:c", "rdfs:label", ox.Literal("first prize", language="en")),
        ("x:d", "ug:documentNumber", ox.Literal("奖字1号")),
        ("x:e", "dcterms:title", ox.Literal("奖励决定", language=zh)),
        ("x:f", "skos:hiddenLabel", ox.Literal("奖品", language=zh)),
        ("x:g", "ug:affiliationAsPrinted", ox.Literal("奖品厂")),
        ("x:h", "skos:definition", ox.Literal("奖品的说明", language=zh)),
    ]:
        prefix, _, local = kind.partition(":")
        store.add(ox.Quad(ox.NamedNode(thing), ox.NamedNode(PREFIXES[prefix] + local), name))
    index = indexed(store)
    assert labels.search(index, "一等奖").hits == (
        labels.Hit("x:a", "一等奖", zh, ((0, 3),)),
        labels.Hit("x:b", "一等奖", zh, ((0, 3),)),
    )
    assert [hit.iri for hit in labels.search(index, "奖").hits] == ["x:f", "x:e", "x:d", "x:a", "x:b"]
    assert labels.search(index, "prize").hits == (labels.Hit("x:c", "first prize", "en", ((6, 11),)),)
    assert len(CALLING) == 7


def test_many_things_are_counted_up_to_a_bound_and_paged() -> None:
    """Then it is said that there are more."""
    index = indexed(graph(f"第{number}号" for number in range(1_500)))
    first = labels.search(index, "号", limit=3)
    assert (first.total, first.is_more) == (labels.COUNTED, True)
    assert [hit.name for hit in first.hits] == ["第0号", "第1号", "第2号"]
    assert [hit.name for hit in labels.search(index, "号", limit=2, offset=2).hits] == ["第2号", "第3号"]
    assert len(labels.search(index, "号", limit=50, offset=labels.COUNTED - 1).hits) == 1
    assert labels.search(index, "号", offset=10**9).hits == ()
    few = labels.search(index, "第149", limit=1)
    assert (few.total, few.is_more, len(few.hits)) == (11, False, 1)


def test_names_beyond_the_first_block_are_found() -> None:
    """They are looked at in blocks of 65,536; the longest names lie in the last."""
    index = indexed(graph([*(f"甲{number:06}" for number in range(70_000)), "最后的名称在此处啊"]))
    assert found("zuihou", index) == ["⟦最后⟧的名称在此处啊"]
    assert found("名称", index) == ["最后的⟦名称⟧在此处啊"]
    assert found("069999", index) == ["甲⟦069999⟧"]


# ---------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u3000\t\n",
        "\0",
        "\x07\x1b",
        "\u200b\u202e",
        "\ud800",
        "\udfff\ud83d",
        "\u0301",
        "\ufeff \0",
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_finds_nothing(text: str) -> None:
    """Blanks, controls, marks of direction, halves of surrogates, accents alone."""
    assert labels.search(INDEX, text) == labels.Found(0, False, ())


@pytest.mark.parametrize("text", ["上\0海\u200b市总", "\ud800上海市总", "上海市总\x1b"], ids=ascii)
def test_what_cannot_be_seen_is_passed_over(text: str) -> None:
    """Within a word too."""
    assert found(text) == ["⟦上海市总⟧工会", "⟦上海市總⟧工會"]


@pytest.mark.parametrize("text", ["，", "()", "^$", "\\d+", "(?:", "[", "a{99999}", "' OR 1=1", "<b>", "﷽"])
def test_marks_are_marks(text: str) -> None:
    """They are looked for like any character."""
    assert all(hit.spans for hit in labels.search(INDEX, text).hits)


def test_a_text_too_long_is_refused() -> None:
    """In a sentence; the longest is searched for."""
    with pytest.raises(QueryError, match=r"the text to search for has 10,000 characters; it may have 200"):
        labels.search(INDEX, "长" * 10_000)
    assert found("长" * labels.LONGEST) == []


@pytest.mark.parametrize("text", ["xian" * 50, "sh" * 100, "a " * 100, "gang" * 50, "﷽" * 200, "'" * 200])
def test_the_longest_texts_are_answered_soon(text: str) -> None:
    """Those that may mean the most ways, too."""
    begin = time.process_time()
    labels.search(INDEX, text[: labels.LONGEST])
    assert time.process_time() - begin < 1


def test_an_index_of_nothing_finds_nothing() -> None:
    """In whatever way it is looked for."""
    index = indexed(ox.Store())
    assert [found(text, index) for text in ("工会", "gonghui", "gh", "g", "a b")] == [[]] * 5


# ---------------------------------------------------------------------------------------------- any name, any text

_text = st.text(
    st.one_of(
        st.sampled_from("上海市总工會總工会重庆长行绿 　（）()〔〕“”ＡａÀéﬁ㎡①İßΣς·、，。\0\u0301\u200b-—"),
        st.characters(),
    ),
    min_size=1,
    max_size=12,
)


@given(st.lists(_text, min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_two_characters_of_any_name_find_it(names: list[str]) -> None:
    """Wherever they stand, and what is marked lies in the name."""
    index = indexed(graph(names))
    for number, name in enumerate(names):
        for at in range(len(name) - 1):
            text = name[at : at + 2]
            if not index.made_plain(text):
                continue
            hits = {hit.iri: hit for hit in labels.search(index, text).hits}
            assert f"x:{number}" in hits, (text, name)
            for hit in hits.values():
                assert hit.spans
                ends = [0, *(place for span in hit.spans for place in span), len(hit.name)]
                assert ends == sorted(ends)
                assert all(begin < end for begin, end in hit.spans)


@given(st.text(max_size=labels.LONGEST))
@settings(deadline=None)
def test_any_text_is_answered(text: str) -> None:
    """With spans, whatever it is."""
    assert all(hit.spans for hit in labels.search(INDEX, text).hits)


@given(_text)
def test_the_plain_form_is_aligned_with_the_text(text: str) -> None:
    """Made at once and made character by character it is the same, and made again it stays."""
    plain = Plain("總总會会")
    said, places = plain.aligned(text)
    assert said == plain(text)
    assert places == sorted(places)
    assert len(places) == len(said)
    assert all(0 <= at < len(text) for at in places)


# ---------------------------------------------------------------------------------------------- the shipped release


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("award tier", "award tier"),
        ("133号", "沪工总基〔2018〕133号"),
        ("huangpuqu", "黄浦区"),
        ("Huangpu District", "Huangpu District"),
        ("jiazhengfuwuyuan", "建立家政服务员维权体系 优化家政服务业营商环境"),
        ("上海市總工會", "上海市总工会"),
    ],
)
def test_names_of_all_kinds_of_things_are_in_the_shipped_release(text: str, name: str) -> None:
    """Terms of the ontology, places in both languages, numbers of documents, titles, bodies."""
    assert name in [hit.name for hit in labels.search(_shipped(), text).hits]


def test_every_name_of_the_shipped_release_is_found_first_by_itself() -> None:
    """Real names: what comes first is the same but for the ways to write it."""
    index = _shipped()
    assert len(index.names) > 600
    for each in index.names:
        name = each.rpartition("\0")[0]
        assert index.made_plain(labels.search(index, name, limit=1).hits[0].name) == index.made_plain(name)


_kept: list[labels.Index] = []


def _shipped() -> labels.Index:
    if not _kept:
        _kept.append(indexed(published().open_store()))
    return _kept[0]


def test_the_same_store_makes_the_same_file(tmp_path: Path) -> None:
    """Byte for byte, whatever the order in which things came."""
    quads = list(graph(NAMES))
    for number, each in enumerate((quads, quads[::-1])):
        store = ox.Store()
        store.extend(each)
        make(store, tmp_path / str(number))
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()


def test_asking_loads_no_pinyin(tmp_path: Path) -> None:
    """Nor the tables of the grammar: both are in the index."""
    path = labels.file(tmp_path)
    make(graph(NAMES), path)
    code = (
        "import sys; from uniongraph import labels\n"
        "print(labels.search(labels.opened(sys.argv[1]), 'zgh').total, *sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    total, *modules = done.stdout.split()
    assert total == "3"
    assert not [each for each in modules if each.startswith(("pypinyin", "uniongraph.grammar"))]
