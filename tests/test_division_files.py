"""Public files of divisions, read into a register: excerpts row for row as they are, and what is done to bad ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from uniongraph import ask, builder, divisions, files, find
from uniongraph.cli import main
from uniongraph.divisions.importing import load
from uniongraph.divisions.merging import merge
from uniongraph.divisions.table import read_rows, write
from uniongraph.errors import RegistryError
from uniongraph.model import Division

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox

PUBLIC = Path(__file__).parent / "data" / "divisions"
KINDS = ("provinces", "cities", "areas", "streets")


def edition(year: int) -> list[Path]:
    """Return the four tables of one yearly edition, the smallest divisions first: the order must not matter."""
    return [PUBLIC / str(year) / f"{kind}.csv" for kind in reversed(KINDS)]


def loaded(root: Path, *years: int) -> divisions.Gazetteer:
    """Return the gazetteer of a folder into which some editions were imported, one after the other."""
    for year in years:
        divisions.import_files(edition(year), root, edition=year)
    return divisions.under(root)


# code, name, level, what it lies in, the nearest first
READ = [
    ("110101001", "东华门街道", "subdistrict", "东城区 北京市"),  # printed 东华门街道办事处 in 2016
    ("110101", "东城区", "district", "北京市"),  # its city is called 市辖区, and is none
    ("230506101", "七星镇", "town", "宝山区 双鸭山市 黑龙江省"),
    ("441900003", "东城街道", "subdistrict", "东莞市 广东省"),  # a city without districts
    ("620201101", "峪泉镇", "town", "嘉峪关市 甘肃省"),  # another, that stands among the districts too
]


@pytest.mark.parametrize("years", [(2016,), (2023,), (2016, 2023), (2023, 2016)])
def test_the_tables_of_an_edition_become_a_register(tmp_path: Path, years: tuple[int, ...]) -> None:
    """Whatever edition, and in whatever order: codes, levels and what lies in what are as the tables have them."""
    gazetteer = loaded(tmp_path, *years)
    for code, name, level, around in READ:
        found = gazetteer.find(code)
        assert found is not None, code
        assert (found.name, found.level) == (name, level)
        assert " ".join(each.name for each in gazetteer.within(code)) == around
    assert gazetteer.find("620201") is None
    assert gazetteer.find("310113109") == divisions.shipped().find("310113109")


def test_editions_show_when_a_town_began_and_ended(tmp_path: Path) -> None:
    """What the edition of 2016 has and that of 2023 has not ended between them; neither order of importing matters."""
    one, other = loaded(tmp_path / "a", 2016, 2023), loaded(tmp_path / "b", 2023, 2016)
    assert one.divisions == other.divisions
    assert (
        divisions.own_table(tmp_path / "a").read_bytes() == divisions.own_table(tmp_path / "b").read_bytes()
    )
    seen = {each.id: (each.name, each.since, each.until) for each in one.divisions}
    assert seen["230506001"] == ("红旗街道", None, None)
    assert seen["230506008"] == ("农场街道", 2023, None)
    assert seen["320106008-2023"] == ("阅江楼街道", None, 2023)
    assert seen["320106008"] == ("下关街道", 2023, None)


def test_a_renamed_division_is_two_with_one_code() -> None:
    """The name of today has the code for its id, the former one its last year too; each is matched in its time."""
    found = divisions.shipped().named("310109018")
    assert [(each.id, each.name) for each in found] == [
        ("310109018-2018", "提篮桥街道"),
        ("310109018", "北外滩街道"),
    ]
    gazetteer = divisions.shipped()
    for year, name, code in [
        (2012, "提篮桥街道", "310109018-2018"),
        (2012, "北外滩街道", None),
        (2018, "提篮桥街道", "310109018-2018"),
        (2018, "北外滩街道", "310109018"),
        (2023, "提篮桥街道", None),
        (None, "北外滩街道", "310109018"),
    ]:
        match = gazetteer.at(year).match(f"虹口区{name}总工会", jurisdiction="310000")
        assert match is not None
        assert match.division.id == (code or "310109"), (year, name)


# ------------------------------------------------------------------------------------------ areacodes


# code, name, since, until, the codes that replaced it
HISTORY: dict[str, list[tuple[str, str, int | None, int | None, tuple[str, ...]]]] = {
    "result-2021.csv": [
        ("310108", "闸北区", None, 2015, ()),
        ("310115", "浦东新区", 1992, None, ()),
        ("310230", "崇明县", 1982, 2016, ()),
        ("310101", "黄浦区", None, None, ()),  # 1980 is where the history begins, not the district
    ],
    "codes.json": [
        ("310102", "南市区", None, 2000, ("310101",)),  # of what left it before it ended nothing is said
        ("310108", "闸北区", None, 2015, ("310106",)),
        ("310221", "上海县", None, 1992, ("310112", "310115")),
        ("310113", "宝山区", 1988, None, ()),
    ],
    "result.csv": [
        ("320602", "城中区", None, 1983, ("320602",)),
        ("320602", "城区", 1983, 1991, ("320602",)),
        ("320602", "崇川区", 1991, 2020, ("320613",)),
        ("320829", "洪泽县", 1983, 2016, ("320813",)),  # two rows, since its city changed its name in 2000
        ("320800", "淮阴市", 1983, 2000, ("320800",)),
    ],
}


@pytest.mark.parametrize("name", HISTORY)
def test_the_history_of_codes_is_read_in_all_its_forms(name: str) -> None:
    """Years and successors are as the file has them; a year that only says where the file begins is none."""
    found = {(each.code, each.name): each for each in load([PUBLIC / name], ())}
    for code, called, since, until, after in HISTORY[name]:
        each = found[code, called]
        assert (each.since, each.until, each.replaced_by) == (since, until, after), (code, called)
    if name == "result.csv":
        assert found["329006", "宿迁市"].parent == "320000"


def test_a_code_follows_a_division_through_its_names() -> None:
    """In a year there is one bearer of a code, and a town's county is called as it was then."""
    gazetteer = divisions.Gazetteer.of(merge((), load([PUBLIC / "result.csv"], ())))
    names = {
        year: match.division.id if (match := gazetteer.at(year).match(name, jurisdiction="320000")) else None
        for year, name in [
            (1982, "城中区"),
            (1990, "城区"),
            (2010, "崇川区"),
            (2021, "崇川区"),
            (1999, "洪泽县"),
        ]
    }
    assert names == {
        1982: "320602-1983",
        1990: "320602-1991",
        2010: "320602",
        2021: "320613",
        1999: "320829",
    }
    assert [each.name for each in gazetteer.at(1999).within("320829")] == ["淮阴市", "江苏省"]
    assert [each.name for each in gazetteer.at(2012).within("320829")] == ["淮安市", "江苏省"]


def test_the_shipped_register_is_what_its_sources_say() -> None:
    """Sixteen districts, 234 towns and the like in the edition of 2023, and what came before with its years."""
    shipped = divisions.shipped()
    assert len(shipped.children("310000")) == 16
    listed = [each for each in shipped.divisions if len(each.code) == 9 and 2023 in each.editions]
    assert len(listed) == 234
    for year, number in {2016: 235, 2017: 234, 2018: 234, 2019: 234, 2020: 234, 2021: 234, 2022: 234}.items():
        assert len([e for e in shipped.divisions if len(e.code) == 9 and year in e.editions]) == number
    assert [each.id for each in shipped.children("310000")] == [
        each.id for each in shipped.at(2018).children("310000")
    ]
    known = {each.code: each for each in load([PUBLIC / "codes.json"], ())}
    for code, each in known.items():
        mine = shipped.find(code)
        assert mine is not None
        assert (mine.name, mine.until) == (each.name, each.until)
        assert set(each.replaced_by) <= set(mine.replaced_by)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """The shipped table is as the program writes it, byte by byte, and laid over itself it changes nothing."""
    shipped = files.folder("data") / "divisions.csv"
    write(read_rows(shipped), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == shipped.read_bytes()
    assert merge(read_rows(shipped), read_rows(shipped)) == read_rows(shipped)


# ------------------------------------------------------------------------------------------ what is refused


BAD: dict[str, tuple[str | bytes, str]] = {
    "another table": ("a,b\n1,2\n", "t.csv:1: has none of the columns of a public table of divisions"),
    "another encoding": ("code,name\n11,北京市\n".encode("gb18030"), "t.csv: is not UTF-8"),
    "too few fields": ("code,name\n11,北京市\n12\n", "t.csv:3: has not as many fields as the header"),
    "a broken quote": ('code,name\n11,"北"京市\n', "t.csv:2: is not a CSV table"),
    "a code with letters": ("code,name\n1l,北京市\n", "t.csv:2: the code '1l' has not 2 digits"),
    "no name": ("code,name\n11,\n", "t.csv:2: the division 11 has no name"),
    "a city of another province": (
        "code,name,provinceCode\n3201,南京市,33\n",
        "t.csv:2: the provinceCode '33' of 3201 does not begin its code",
    ),
    "an orphan": (
        "code,name,provinceCode\n3201,南京市,32\n",
        "t.csv:2: the parent 320000 of 320100 is not in these files and not known yet: import its table too",
    ),
    "an orphaned town": (
        "code,name,areaCode,provinceCode,cityCode\n320106001,宁海路街道,320106,32,3201\n",
        "t.csv:2: the parent 320106 of 320106001 is not in these files",
    ),
    "two names for one code": (
        "code,name\n11,北京市\n11,北平市\n",
        "t.csv:3: the code 110000 is 北平市's, and 北京市's on line 2",
    ),
    "a year that is none": (
        "代码,名称,级别,启用时间,弃用时间\n110000,北京市,省级,19八0,\n",
        "t.csv:2: the years of 110000, '19八0' to '', are none",
    ),
    "a rank that is none": (
        "代码,名称,级别,启用时间\n110000,北京市,国家级,1980\n",
        "t.csv:2: the 级别 '国家级' is none of",
    ),
    "a successor that is no code": (
        "代码,名称,级别,启用时间,新代码\n110000,北京市,省级,1980,11\n",
        "t.csv:2: the new code '11' has not six digits",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_by_its_line_and_nothing_is_kept(tmp_path: Path, case: str) -> None:
    """One sentence, exit status 1; the table that was there stays as it was."""
    content, said = BAD[case]
    path = tmp_path / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    root = tmp_path / "root"
    loaded(root, 2023)
    before = divisions.own_table(root).read_bytes()
    if case.endswith("town") or case == "an orphan":
        shutil.rmtree(root / "registry")
    result = CliRunner().invoke(main, ["divisions", "import", str(path), "--output", str(root)])
    assert result.exit_code == 1
    assert f"Error: {tmp_path}/{said}" in result.output
    assert result.output.count("\n") == 1
    kept = list((root / "registry").iterdir()) if (root / "registry").exists() else []
    assert [each.read_bytes() for each in kept] == ([before] if kept else [])


BAD_JSON = {
    '{"items": [': "t.json:1: is no JSON",
    '{"codes": []}': "t.json: has no list of items",
    "7": "t.json: has no list of items",
    '[{"code": 110000}]': "t.json: an item is no division with code, name and start",
    '[{"code": 110000, "name": 1, "start": 1980}]': "t.json: an item is no division",
    '[{"code": 110000, "name": "北京市", "start": "now"}]': "t.json: the years of 110000",
    '[{"code": 11, "name": "北京市", "start": 1980}]': "t.json: the code '11' has not six digits",
    '["北京市"]': "t.json: an item is no division",
    "[" * 100_000: "t.json: is no JSON",
}


@pytest.mark.parametrize("content", BAD_JSON, ids=lambda content: str(content)[:20])
def test_a_bad_history_is_refused(tmp_path: Path, content: str) -> None:
    """What is no JSON, or no tree of divisions, is one sentence."""
    path = tmp_path / "t.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegistryError) as raised:
        load([path], ())
    assert str(raised.value).startswith(f"{tmp_path}/{BAD_JSON[content]}")


def test_two_names_at_one_time_need_an_edition(tmp_path: Path) -> None:
    """A table without its year that calls a known code otherwise is refused, with what to do."""
    divisions.import_files(edition(2023), tmp_path)
    before = divisions.own_table(tmp_path).read_bytes()
    path = tmp_path / "streets.csv"
    path.write_text(
        "code,name,areaCode,provinceCode,cityCode\n320106006,江东门街道,320106,32,3201\n", encoding="utf-8"
    )
    with pytest.raises(
        RegistryError, match="both have the code 320106006 and are valid now: say with --edition"
    ):
        divisions.import_files([path], tmp_path)
    assert divisions.own_table(tmp_path).read_bytes() == before


_CELLS = st.sampled_from(
    [
        "",
        "11",
        "1101",
        "110101",
        "110101001",
        "110000",
        "北京市",
        "省级",
        "1980",
        "2016-2018",
        "县",
        "x",
        "直管",
    ]
)
_HEADERS = st.sampled_from(
    [
        "code,name",
        "code,name,provinceCode",
        "code,name,areaCode,provinceCode,cityCode",
        "代码,名称,级别,启用时间,弃用时间",
        "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更（弃用）时间,新代码",
        "code,name_zh,name_en,level,parent_code,since,until,editions",
    ]
)


def _survives(reader: Callable[[Path], object], path: Path) -> None:
    said = ""
    try:
        reader(path)
    except RegistryError as error:
        said = str(error)
    assert "\n" not in said


@settings(deadline=None)
@given(_HEADERS, st.lists(st.lists(_CELLS, max_size=9)), st.booleans())
def test_any_table_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, header: str, rows: list[list[str]], fitting: bool
) -> None:
    """No table ends in anything but a register or one sentence."""
    path = tmp_path_factory.mktemp("any") / "t.csv"
    width = header.count(",") + 1
    lines = [",".join([*row, *[""] * width][:width] if fitting else row) for row in rows]
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    _survives(lambda file: merge((), load([file], ())), path)
    _survives(read_rows, path)


_JSON = st.recursive(
    st.none() | st.integers(0, 999_999) | st.sampled_from(["北京市", "1980", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["code", "name", "start", "end", "succ", "children", "time"]), inner
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(_JSON, st.booleans())
def test_any_tree_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: object, wrapped: bool
) -> None:
    """No JSON ends in anything but a register or one sentence."""
    path = tmp_path_factory.mktemp("any") / "t.json"
    path.write_text(json.dumps({"items": content} if wrapped else content), encoding="utf-8")
    _survives(lambda file: load([file], ()), path)


_YEARS = st.none() | st.integers(1980, 1990)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), _YEARS, _YEARS), max_size=8), st.integers(1978, 1992))
def test_a_year_has_its_divisions_and_no_others(
    rows: list[tuple[int, int | None, int | None]], year: int
) -> None:
    """Whatever the years of the rows: the view of a year matches exactly what stood in it, and is one object a stretch."""
    listed = [Division("320000", "江苏省", "", "province", None)]
    for number, since, until in rows:
        if not (since and until and since > until):
            place = len(listed)
            code = f"3201{place:02}"
            listed.append(
                Division(
                    code,
                    f"{'甲乙丙丁'[number - 1]}{place}区",
                    "",
                    "district",
                    "320000",
                    since=since,
                    until=until,
                )
            )
    view = divisions.Gazetteer.of(listed).at(year)
    for each in listed[1:]:
        stood = (each.since or 0) <= year <= (each.until or 9999)
        assert (view.match(each.name, jurisdiction="320000") is not None) == stood
    assert view.at(year) is view


# ------------------------------------------------------------------------------------------ what is built with them


NANJING = """南京市鼓楼区总工会文件

鼓工发〔{year}〕9号

关于表彰{year}年度鼓楼区工会工作先进单位的决定

各街道总工会：

经研究，决定授予下列3家单位“{year}年度南京市鼓楼区工会工作先进单位”称号。

一、先进单位（3家）
1. 南京市鼓楼区宁海路街道总工会
2. 鼓楼区中央门街道总工会
3. 南京甲乙机械有限公司工会

南京市鼓楼区总工会
{year}年5月8日
"""
SHANGHAI = """上海市总工会文件

沪工总〔2012〕9号

关于表彰2012年度上海市先进街镇工会的决定

各区、县总工会：

经研究，决定授予下列3家单位“2012年度上海市先进街镇工会”称号。

一、先进街镇工会（3家）
1. 闸北区大宁路街道总工会
2. 崇明县长兴镇总工会
3. 虹口区提篮桥街道总工会

上海市总工会
2012年5月8日
"""


def places_in(root: Path) -> dict[str, str | None]:
    """Return the territories of the recipients of the release that is current, by their names."""
    rows = cast("ox.QuerySolutions", ask(find(root), "organizations"))
    return {row["name"].value: row["divisionCode"].value if row["divisionCode"] else None for row in rows}


def test_a_document_is_read_with_the_divisions_of_its_year(tmp_path: Path) -> None:
    """闸北区 and 崇明县 in 2012, with the codes of then; the release says what replaced them."""
    (tmp_path / "in.txt").write_text(SHANGHAI, encoding="utf-8")
    built = builder.build(tmp_path / "in.txt", output=tmp_path / "out")
    assert places_in(tmp_path / "out") == {
        "闸北区大宁路街道总工会": "310108013",
        "崇明县长兴镇总工会": "310230123",
        "虹口区提篮桥街道总工会": "310109018",
    }
    held = set(map(str, built.release.open_store()))
    begin = "<https://w3id.org/uniongraph/id/place/cn-"
    said = {
        f"{begin}310230123> <http://purl.org/dc/terms/isReplacedBy> {begin}310151116>",
        f"{begin}310151116> <http://purl.org/dc/terms/replaces> {begin}310230123>",
        f"{begin}310106> <http://purl.org/dc/terms/replaces> {begin}310108>",
        f'{begin}310108> <https://w3id.org/uniongraph/ontology#validUntil> "2015"',
        f'{begin}310108013> <http://www.w3.org/2004/02/skos/core#notation> "310108013000"',
    }
    for each in said:
        assert any(each in statement for statement in held), each
    assert any(f"{begin}310109018-2018>" in statement and "territory" in statement for statement in held)


def test_what_is_imported_is_used_by_the_next_build(tmp_path: Path) -> None:
    """The documents are read again, those divisions alone are described that are named, and no IRI of a body moves."""
    source, root = tmp_path / "in.txt", tmp_path / "out"
    source.write_text(NANJING.format(year=2018), encoding="utf-8")
    before = builder.build(source, output=root)
    assert set(places_in(root).values()) == {None}
    bodies = _bodies(before)
    divisions.import_files(edition(2023), root, edition=2023)
    after = builder.build(source, output=root)
    assert (after.read, after.unchanged) == (1, 0)
    assert places_in(root) == {
        "南京市鼓楼区宁海路街道总工会": "320106001",
        "鼓楼区中央门街道总工会": "320106004",
        "南京甲乙机械有限公司工会": None,
    }
    assert _bodies(after) == bodies
    described = {name for name in _places(after) if not name.startswith("31")}
    assert described == {"320000", "320100", "320106", "320106001", "320106004"}
    assert "registry/divisions.csv" in {each.path for each in after.release.manifest.inputs}
    again = builder.build(source, output=root)
    assert (again.read, again.unchanged, again.release.id) == (0, 1, after.release.id)


def test_a_damaged_table_of_ones_own_is_said_once(tmp_path: Path) -> None:
    """A build names the table and the line, and publishes nothing."""
    source = tmp_path / "in.txt"
    source.write_text(SHANGHAI, encoding="utf-8")
    table = divisions.own_table(tmp_path / "out")
    table.parent.mkdir(parents=True)
    table.write_text("code,name_zh,name_en,level,parent_code\n32,江苏省,,province,\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(source), "--output", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert result.output == f"Error: {table}:2: the code '32' has not six or nine digits\n"


def _bodies(built: builder.Built) -> set[str]:
    store = built.release.open_store()
    return {each.subject.value for each in store if "/id/org/" in str(each.subject)}


def _places(built: builder.Built) -> set[str]:
    store = built.release.open_store()
    found = {str(each.subject) for each in store}
    return {each.rpartition("/place/cn-")[2].rstrip(">") for each in found if "/place/cn-" in each}


def test_a_division_is_found_from_the_command_line(tmp_path: Path) -> None:
    """By name or code, in a year or in all; what replaced it is said, and where there is none so is that."""
    run = CliRunner().invoke
    where = ["--output", str(tmp_path)]
    assert run(main, ["divisions", "find", "闸北区", *where]).output == (
        "310108  闸北区  district  上海市  …-2015  now 310106 静安区\n"
    )
    assert run(main, ["divisions", "find", "长兴镇", "--at", "2012", *where]).output == (
        "310230123  长兴镇  town  上海市崇明县  …-2016  now 310151116 长兴镇\n"
    )
    assert "张江高科技园区" in run(main, ["divisions", "find", "310115503", *where]).output
    result = run(main, ["divisions", "find", "闸北区", "--at", "2020", *where])
    assert (result.exit_code, result.output) == (
        1,
        "Error: no division has the name or code 闸北区 in 2020\n",
    )
    imported = run(main, ["divisions", "import", *map(str, edition(2016)), "--edition", "2016", *where])
    assert imported.exit_code == 0
    assert imported.output.startswith("65 divisions read, ")
    assert imported.stderr == ""
    later = run(main, ["divisions", "import", *map(str, edition(2023)), "--edition", "2023", *where])
    assert later.stderr.startswith(
        "no edition of 2017, 2018, 2019, 2020, 2021, 2022: what began or ended then "
    )
