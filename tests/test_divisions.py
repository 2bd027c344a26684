"""The gazetteer: which division a name opens with, and which it must not be taken for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uniongraph import divisions
from uniongraph.divisions import Gazetteer
from uniongraph.errors import RegistryError
from uniongraph.model import Division

if TYPE_CHECKING:
    from pathlib import Path

SHANGHAI = "310000"
HEADER = "code,name_zh,name_en,level,parent_code,seed_form"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return divisions.shipped()


@pytest.fixture(scope="module")
def homonyms() -> Gazetteer:
    """Two cities with a district of the same name; only one of the two has a 城南镇."""
    rows = [
        Division("310000", "上海市", "Shanghai", "municipality", None),
        Division("310113", "宝山区", "Baoshan District", "district", "310000"),
        Division("310113109", "顾村镇", "Gucun Town", "town", "310113"),
        Division("230000", "黑龙江省", "Heilongjiang", "province", None),
        Division("230500", "双鸭山市", "Shuangyashan", "prefecture", "230000"),
        Division("230506", "宝山区", "Baoshan District", "district", "230500"),
    ]
    return Gazetteer.of(rows)


# name, the division's code, the characters that name it
IN_SHANGHAI = [
    ("宝山区顾村镇总工会", "310113109", "宝山区顾村镇"),
    ("黄浦区南京东路街道总工会", "310101002", "黄浦区南京东路街道"),
    ("浦东新区祝桥镇总工会", "310115139", "浦东新区祝桥镇"),
    ("浦东新区总工会", "310115", "浦东新区"),
    ("上海市总工会", "310000", "上海市"),
    ("上海市徐汇区龙华街道办事处", "310104016", "上海市徐汇区龙华街道"),
    ("上海嘉定区南翔镇总工会", "310114102", "上海嘉定区南翔镇"),
    ("上海市徐家汇街道某某社", "310104014", "上海市徐家汇街道"),
    ("徐家汇街道某某社", "310104014", "徐家汇街道"),
    ("静安区石门二路街道某某工会", "310106011", "静安区石门二路街道"),
    ("徐汇区田林街道总工会", "310104011", "徐汇区田林街道"),
    # there is no such subdistrict: the district is as narrow as the register knows
    ("徐汇区松林街道总工会", "310104", "徐汇区"),
    # a subdistrict of another district does not lie in this one
    ("长宁区龙华街道总工会", "310105", "长宁区"),
]


@pytest.mark.parametrize(("name", "code", "printed"), IN_SHANGHAI)
def test_the_narrowest_division_at_the_start(
    gazetteer: Gazetteer, name: str, code: str, printed: str
) -> None:
    """A name is walked through from the widest division to the narrowest, levels left out where it stays unique."""
    match = gazetteer.match(name, jurisdiction=SHANGHAI)
    assert match is not None
    assert (match.division.code, match.printed, match.variant) == (code, printed, None)
    assert match.rule == "division-longest-match"


NO_DIVISION = [
    "上海汽车集团股份有限公司",  # the short form alone is no division
    "上海浦东某某中心",
    "宝山钢铁股份有限公司",
    "上海市场营销协会",  # 上海 + 市场, not 上海市 + 场
    "徐汇区域发展研究会",  # 徐汇 + 区域
    "南京市总工会",  # not in the register
    "总工会",
    "",
]


@pytest.mark.parametrize("name", NO_DIVISION)
def test_no_division_is_guessed(gazetteer: Gazetteer, name: str) -> None:
    """A name that states no registered division gets none, even where it begins like one."""
    assert gazetteer.match(name, jurisdiction=SHANGHAI) is None


@pytest.mark.parametrize("with_column", [True, False])
def test_a_subdistrict_without_its_road_is_a_variant(gazetteer: Gazetteer, *, with_column: bool) -> None:
    """X街道 inside a known district is its X路街道, by the form alone, and is reported as a variant."""
    bare = [Division(d.code, d.name, d.name_en, d.level, d.parent) for d in gazetteer.divisions]
    used = gazetteer if with_column else Gazetteer.of(bare)
    match = used.match("徐汇区天平街道总工会", jurisdiction=SHANGHAI)
    assert match is not None
    assert (match.division.code, match.variant, match.rule) == ("310104003", "天平街道", "division-variant")
    assert match.printed == "徐汇区天平街道"


def test_a_variant_stays_in_its_district(gazetteer: Gazetteer) -> None:
    """天平路街道 lies in 徐汇区: 天平街道 of another district is not it."""
    match = gazetteer.match("长宁区天平街道总工会", jurisdiction=SHANGHAI)
    assert match is not None
    assert match.printed == "长宁区"


def test_the_variant_rule_needs_no_district_that_issues_itself(gazetteer: Gazetteer) -> None:
    """Where the district is the issuer's own, it need not be printed."""
    match = gazetteer.match("欧阳街道总工会", jurisdiction="310109")
    assert match is not None
    assert (match.division.code, match.variant) == ("310109009", "欧阳街道")
    assert gazetteer.match("欧阳街道总工会", jurisdiction=SHANGHAI) is None


# name, the issuer's jurisdiction, the code found
HOMONYMS = [
    ("宝山区总工会", "310000", "310113"),
    ("宝山区总工会", "230500", "230506"),
    ("宝山区总工会", "230000", "230506"),
    ("宝山区总工会", "440000", None),
    ("宝山区总工会", None, None),
    ("宝山区顾村镇总工会", None, "310113109"),
    ("宝山区顾村镇总工会", "230500", "230506"),
    ("上海市宝山区总工会", "230500", "310113"),
    ("上海市宝山区总工会", None, "310113"),
    ("双鸭山市宝山区总工会", "230000", "230506"),
    ("黑龙江双鸭山市总工会", "310000", "230500"),
    ("黑龙江总工会", "310000", None),
]


@pytest.mark.parametrize(("name", "jurisdiction", "code"), HOMONYMS)
def test_a_district_of_another_city_is_never_guessed(
    homonyms: Gazetteer, name: str, jurisdiction: str | None, code: str | None
) -> None:
    """A district's name counts inside the issuer's jurisdiction, or where the name states its province."""
    match = homonyms.match(name, jurisdiction=jurisdiction)
    assert (match.division.code if match else None) == code


def test_a_division_at_the_end_of_a_text(gazetteer: Gazetteer, homonyms: Gazetteer) -> None:
    """The division before a branch word is found from behind, and only where it is unique."""
    match = gazetteer.match_end("某某局嘉定区", jurisdiction=SHANGHAI)
    assert match is not None
    assert match.division.code == "310114"
    assert gazetteer.match_end("某某局上海市", jurisdiction=SHANGHAI) is None
    assert homonyms.match_end("某某局宝山区", jurisdiction=None) is None


def test_family_of_a_division(gazetteer: Gazetteer) -> None:
    """Ancestors come nearest first, children in the order of the register."""
    assert [above.name for above in gazetteer.within("310104014")] == ["徐汇区", "上海市"]
    assert len(gazetteer.children("310000")) == 16
    towns = [child.name for child in gazetteer.children("310101")]
    assert (len(towns), towns[0], towns[-1]) == (10, "南京东路街道", "瑞金二路街道")
    assert gazetteer.find("310151") is not None
    assert (gazetteer.find("999999"), gazetteer.within("999999"), gazetteer.children("999999")) == (
        None,
        (),
        (),
    )


def test_short_form_of_a_province(gazetteer: Gazetteer) -> None:
    """上海 opens a company's name for 上海市, but names no division by itself."""
    assert gazetteer.short_prefix("上海某某有限公司", jurisdiction=SHANGHAI) == "上海"
    assert gazetteer.short_prefix("某某有限公司", jurisdiction=SHANGHAI) == ""


SH = "310000,上海市,Shanghai,municipality,,"
# the rows after a good header and a good first row, the line to blame, words of the reason
BAD_ROWS = [
    ("31011,徐汇区,Xuhui,district,310000,", 3, "'31011' has not six or nine digits"),
    ("310104,,Xuhui,district,310000,", 3, "310104 has no name_zh"),
    ("310104,徐汇区,Xuhui,borough,310000,", 3, "the level 'borough' is none of"),
    ("310104,徐汇区,Xuhui,district,320000,", 3, "the parent 320000 of 310104 is not in the table"),
    ("310104,徐汇区,Xuhui,district,,", 3, "310104 has no parent_code"),
    ("310104,徐汇区,Xuhui,district,310104,", 3, "310104 does not lie in its parent 310104"),
    ("310104003,天平路街道,Tianping,subdistrict,310000,", 3, "does not lie in its parent 310000"),
    (
        "310104,徐汇区,Xuhui,district,310000,\n310104,徐汇区,Xuhui,district,310000,",
        4,
        "stands already on line 3",
    ),
    ("310104,徐汇区,Xuhui", 3, "has not as many fields as the header"),
    ("310104,徐汇区,Xuhui,district,310000,,,", 3, "has not as many fields as the header"),
]


@pytest.mark.parametrize(("rows", "line", "reason"), BAD_ROWS)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, rows: str, line: int, reason: str) -> None:
    """A row that cannot be used is a RegistryError with the file and the line."""
    path = tmp_path / "divisions.csv"
    path.write_text(f"{HEADER}\n{SH}\n{rows}\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=re.escape(reason)) as raised:
        divisions.read(path)
    assert (raised.value.source, raised.value.line) == (str(path), line)


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    """A missing file, a folder, another encoding, another header and broken quoting are each one sentence."""
    path = tmp_path / "divisions.csv"
    reasons = {
        "is not UTF-8": HEADER.encode() + "\n310000,上海市".encode("gb18030"),
        "the column level is missing": b"code,name_zh,name_en,parent_code\n",
        "is not a CSV table": f'{HEADER}\n310000,"上海"市,,municipality,,\n'.encode(),
        "the column code is missing": b"",
    }
    with pytest.raises(RegistryError, match="cannot be read"):
        divisions.read(path)
    with pytest.raises(RegistryError, match="cannot be read"):
        divisions.read(tmp_path)
    for reason, content in reasons.items():
        path.write_bytes(content)
        with pytest.raises(RegistryError, match=reason):
            divisions.read(path)


def test_the_column_of_variants_is_optional(tmp_path: Path) -> None:
    """A register needs five columns; a sixth holds other printed forms, parted by a bar."""
    path = tmp_path / "divisions.csv"
    path.write_text(
        "code,name_zh,name_en,level,parent_code\n310000,上海市,Shanghai,municipality,\n", encoding="utf-8-sig"
    )
    assert divisions.read(path).divisions == (Division("310000", "上海市", "Shanghai", "municipality", None),)
    path.write_text(f"{HEADER}\n{SH}沪|申城\n", encoding="utf-8")
    match = divisions.read(path).match("申城某某社", jurisdiction=None)
    assert match is not None
    assert (match.division.name, match.variant) == ("上海市", "申城")


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*"上海市徐汇区天平路街道浦东新场域"]), max_size=12).map("".join) | st.text(),
    st.sampled_from([None, "310000", "310104", "310104003", "440000"]),
)
def test_any_text_can_be_asked(name: str, jurisdiction: str | None) -> None:
    """Whatever the text, a match quotes its beginning, and its division lies in all that was walked through."""
    match = divisions.shipped().match(name, jurisdiction=jurisdiction)
    if match is not None:
        assert name.startswith(match.printed)
        assert match.printed.endswith(match.form)
        assert (match.variant is None) == (match.form == match.division.name)
