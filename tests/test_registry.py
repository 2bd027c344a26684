"""Frozen names: a slug is minted once, by rule, written down, and never changes."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uniongraph import corrections, files, graph, iris, parser, registry, sources
from uniongraph.errors import RegistryError
from uniongraph.registry import Entry, Registry

SHANGHAI = "310000"
DATA = files.folder("data")
DECISION = DATA / "decisions" / "hugongzongji-2018-133.txt"
HEAD = "scope,name,slug\n"


# ---------------------------------------------------------------------------------------------- the rule

# kind, scope, name; the slug
SLUGS = [
    (
        "organization",
        SHANGHAI,
        "浦东新区祝桥镇总工会",
        "pu-dong-xin-qu-zhu-qiao-zhen-zong-gong-hui-91334c8344",
    ),
    ("organization", SHANGHAI, "上海市总工会", "shang-hai-shi-zong-gong-hui-2e037ba822"),
    (
        "organization",
        SHANGHAI,
        "黄浦区南京东路街道总工会",
        "huang-pu-qu-nan-jing-dong-lu-jie-dao-zong-gong-98cbde4853",
    ),
    (
        "organization",
        SHANGHAI,
        "上海国际机场股份有限公司工会",
        "shang-hai-guo-ji-ji-chang-gu-fen-you-xian-gong-6e0884c3b3",
    ),
    # Latin letters and digits are kept, brackets are not
    (
        "organization",
        SHANGHAI,
        "尚街Loft品牌园区(中区)联合工会",
        "shang-jie-loft-pin-pai-yuan-qu-zhong-qu-lian-he-046631187d",
    ),
    ("organization", SHANGHAI, "上海航天局805所", "shang-hai-hang-tian-ju-805-suo-24951ff500"),
    # a document's number needs no hash, a tier keeps its key
    ("document", SHANGHAI, "沪工总基|2018|133", "hugongzongji-2018-133"),
    ("tier", "sh-grassroots-union-innovation", "main", "main"),
]


@pytest.mark.parametrize(("kind", "scope", "name", "slug"), SLUGS)
def test_a_name_gets_its_slug_by_rule(kind: registry.Kind, scope: str, name: str, slug: str) -> None:
    """Pinyin of at most 48 letters and ten digits of a hash over kind, jurisdiction and name."""
    assert registry.slug_of(kind, scope, name) == slug
    assert Registry().slug(kind, scope, name) == slug


# a name of a division, and how it is read there
PLACES = [
    ("长宁区", "chang-ning-qu"),
    ("长白新村街道", "chang-bai-xin-cun-jie-dao"),
    ("长兴镇", "chang-xing-zhen"),
    ("闵行区", "min-hang-qu"),
    ("叶榭镇", "ye-xie-zhen"),
    ("徐汇区", "xu-hui-qu"),
    ("枫泾镇", "feng-jing-zhen"),
]


@pytest.mark.parametrize(("name", "reading"), PLACES)
def test_a_place_is_read_as_it_is_called(name: str, reading: str) -> None:
    """长 is chang or zhang, 行 hang or xing; the gazetteer's English names decide."""
    assert registry.slug_of("organization", SHANGHAI, name).rpartition("-")[0] == reading


def test_two_names_that_sound_alike_get_two_slugs() -> None:
    """The hash tells 静安 from 敬安, and one city's 宝山区 from another's."""
    names = [(SHANGHAI, "静安总工会"), (SHANGHAI, "敬安总工会"), ("230500", "静安总工会"), ("", "静安总工会")]
    slugs = {Registry().slug("organization", scope, name) for scope, name in names}
    assert len(slugs) == len(names)
    assert {slug.rpartition("-")[0] for slug in slugs} == {"jing-an-zong-gong-hui"}


def test_two_documents_whose_symbols_sound_alike_get_two_slugs() -> None:
    """津政发 and 晋政发 both read jinzhengfa: in whatever order they are met, the larger name gets a hash at its end."""
    names: list[registry.Key] = [
        ("document", "140000", "晋政发|2018|5"),
        ("document", "120000", "津政发|2018|5"),
    ]
    for order in (names, names[::-1]):
        register = Registry()
        met = [(key, register.slug(*key)) for key in order]
        assert {slug for _, slug in met} == {"jinzhengfa-2018-5"}
        displaced = registry.contested(met)
        assert displaced == {names[0]}
        settled = register.afresh(displaced)
        assert settled.slug(*names[1]) == "jinzhengfa-2018-5"
        assert settled.slug(*names[0]).startswith("jinzhengfa-2018-5-")


def test_a_frozen_slug_is_nobody_elses(tmp_path: Path) -> None:
    """Where the plain slug was published for one document, the other gets the hash, though its name be smaller."""
    (tmp_path / "documents.csv").write_text(f"{HEAD}140000,晋政发|2018|5,jinzhengfa-2018-5\n", "utf-8")
    register = registry.read([tmp_path])
    slug = register.slug("document", "120000", "津政发|2018|5")
    assert slug.startswith("jinzhengfa-2018-5-")
    assert register.still_gives(("document", "120000", "津政发|2018|5"), slug)
    assert not register.still_gives(("document", "120000", "津政发|2018|5"), "jinzhengfa-2018-5")


def test_width_of_brackets_makes_no_other_name() -> None:
    """（集团） and (集团) are two prints of one name."""
    register = Registry()
    wide = register.slug("organization", SHANGHAI, "临江（集团）有限公司工会")
    assert register.slug("organization", SHANGHAI, "临江(集团)有限公司工会") == wide
    assert len(register.entries()) == 1


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="临江市总工会（集团）Loft805 ·—\u3000𠮷", min_size=1, max_size=60))
def test_every_slug_can_stand_in_an_iri(name: str) -> None:
    """Small letters, digits and hyphens, never more than 48 and the hash; the same name always gives the same."""
    slug = registry.slug_of("organization", SHANGHAI, name)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug) <= 48 + 1 + 10
    assert slug == registry.slug_of("organization", SHANGHAI, name)


# ---------------------------------------------------------------------------------------------- frozen


def test_what_is_frozen_wins_over_the_rule(tmp_path: Path) -> None:
    """A slug set by hand, or minted by an older rule, is kept for ever."""
    (tmp_path / "organizations.csv").write_text(
        f"{HEAD}{SHANGHAI},上海市总工会,shanghai-federation\n", "utf-8"
    )
    register = registry.read([tmp_path])
    assert register.slug("organization", SHANGHAI, "上海市总工会") == "shanghai-federation"
    assert register.entries() == []


def test_only_what_is_new_is_minted(tmp_path: Path) -> None:
    """Entries are the names met for the first time, sorted."""
    (tmp_path / "tiers.csv").write_text(f"{HEAD}some-prize,main,first-prize\n", "utf-8")
    register = registry.read([tmp_path, tmp_path / "none"])
    assert register.slug("tier", "some-prize", "main") == "first-prize"
    assert register.slug("tier", "other-prize", "main") == "main"
    assert register.slug("tier", "another-prize", "main") == "main"
    assert register.entries() == [
        Entry("tier", "another-prize", "main", "main"),
        Entry("tier", "other-prize", "main", "main"),
    ]


def test_the_shipped_registry_holds_every_name_of_the_shipped_decision() -> None:
    """Describing the decision mints nothing: all its IRIs were frozen before the first release."""
    register = registry.read([DATA])
    decision = parser.parse(sources.read(DECISION))
    minter = iris.Minter(register)
    assert graph.describe(decision, minter, corrections=corrections.read(DATA / "corrections.csv"))
    assert register.entries() == []


def test_the_shipped_registry_holds_nothing_else() -> None:
    """No row is left over from a name that no document bears."""
    fresh = Registry()
    decision = parser.parse(sources.read(DECISION))
    graph.describe(decision, iris.Minter(fresh))
    met = {(entry.kind, entry.scope, entry.name) for entry in fresh.entries() if entry.kind == "organization"}
    assert met == {key for key in registry.read([DATA]).frozen if key[0] == "organization"}


def test_the_shipped_slugs_of_organizations_are_those_of_the_rule() -> None:
    """None of them needed a hand: whoever mints them again gets the same."""
    with (DATA / "organizations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [r["slug"] for r in rows] == [
        registry.slug_of("organization", r["scope"], r["name"]) for r in rows
    ]


# ---------------------------------------------------------------------------------------------- bad rows

# the table after its header, the line that is wrong, what is said of it
BAD_ROWS = [
    ("310000,临江市总工会\n", 2, "is no row of scope, name, slug"),
    ("310000,临江市总工会,lin-jiang,x\n", 2, "is no row of scope, name, slug"),
    ("310000,,lin-jiang\n", 2, "is no row of scope, name, slug"),
    ("310000,临江市总工会,\n", 2, "is no row of scope, name, slug"),
    ("310000,临江市总工会,Lin-Jiang\n", 2, "is no row of scope, name, slug"),
    ("310000,临江市总工会,lin jiang\n", 2, "is no row of scope, name, slug"),
    ("310000,临江市总工会,lin/jiang\n", 2, "is no row of scope, name, slug"),
    ("310000,临江市总工会,临江\n", 2, "is no row of scope, name, slug"),
    ("310000,甲,a\n310000,甲,b\n", 3, "gives 甲 a second slug; it is a"),
    ("310000,（甲）,a\n310000,(甲),b\n", 3, "gives (甲) a second slug; it is a"),
    ("310000,甲,a\n310000,乙,b\n\n320000,甲,a\n", 5, "gives the slug a to a second name"),
]


@pytest.mark.parametrize(("table", "line", "message"), BAD_ROWS)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, table: str, line: int, message: str) -> None:
    """A person finds the row and knows what is wrong with it."""
    path = tmp_path / "organizations.csv"
    path.write_text(HEAD + table, "utf-8")
    with pytest.raises(RegistryError) as refused:
        registry.read([tmp_path])
    assert str(refused.value).startswith(f"{path}:{line}: ")
    assert message in str(refused.value)


def test_rows_may_be_repeated_and_parted_by_blank_lines(tmp_path: Path) -> None:
    """The same fact twice is no contradiction; the line ends of another system are none either."""
    row = "310000,甲,a"
    (tmp_path / "organizations.csv").write_bytes(f"\ufeff{HEAD}{row}\r\n\r\n{row}\r\n".encode())
    assert registry.read([tmp_path]).frozen == {("organization", "310000", "甲"): "a"}


def test_two_folders_may_not_contradict_each_other(tmp_path: Path) -> None:
    """What the package froze, a user's own registry cannot freeze otherwise."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, slug in ((ours, "a"), (theirs, "b")):
        folder.mkdir()
        (folder / "programmes.csv").write_text(f"{HEAD},某某奖,{slug}\n", "utf-8")
    with pytest.raises(RegistryError, match=r"theirs/programmes\.csv:2: gives 某某奖 a second slug; it is a"):
        registry.read([ours, theirs])


@pytest.mark.parametrize("table", ["", "name,slug\n", "scope;name;slug\n"])
def test_a_table_begins_with_its_columns(tmp_path: Path, table: str) -> None:
    """Any other first line is somebody else's file."""
    (tmp_path / "documents.csv").write_text(table, "utf-8")
    with pytest.raises(RegistryError, match=r"documents\.csv:1: must begin with the columns scope,name,slug"):
        registry.read([tmp_path])


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A table in another encoding would freeze names nobody bears."""
    (tmp_path / "documents.csv").write_bytes(f"{HEAD},津政发,a\n".encode("gb18030"))
    with pytest.raises(RegistryError, match=r"documents\.csv: cannot be read"):
        registry.read([tmp_path])


@pytest.mark.parametrize("kind", registry.KINDS)
def test_a_table_that_is_a_folder_is_refused(tmp_path: Path, kind: str) -> None:
    """Only a table that is not there is an empty one."""
    (tmp_path / f"{kind}s.csv").mkdir()
    with pytest.raises(RegistryError, match=rf"{kind}s\.csv: cannot be read"):
        registry.read([tmp_path])


# ---------------------------------------------------------------------------------------------- writing


def test_writing_only_adds(tmp_path: Path) -> None:
    """What stood in a table stands in it still, byte for byte, before what is new."""
    path = tmp_path / "organizations.csv"
    before = f"\ufeff{HEAD}310000,丙,c\r\n310000,甲,a\n".encode()
    path.write_bytes(before)
    registry.write(
        [Entry("organization", "310000", "丁", "d"), Entry("organization", "310000", "乙", "b")], tmp_path
    )
    assert path.read_bytes() == before + "310000,丁,d\n310000,乙,b\n".encode()


def test_a_last_line_without_an_end_is_ended_first(tmp_path: Path) -> None:
    """A table saved by an editor that ends no last line loses no row."""
    (tmp_path / "organizations.csv").write_text(f"{HEAD}310000,甲,a", "utf-8")
    registry.write([Entry("organization", "310000", "乙", "b")], tmp_path)
    assert set(registry.read([tmp_path]).frozen.values()) == {"a", "b"}


def test_a_registry_begins_where_there_is_none(tmp_path: Path) -> None:
    """Folder and tables are made; each kind has its own; what is written is read again."""
    register = Registry()
    slugs = [
        register.slug("organization", SHANGHAI, "临江（集团）,“甲”厂工会"),
        register.slug("document", None, "临工发|2021|12"),
        register.slug("programme", None, "创新成果奖"),
        register.slug("tier", "some-prize", "special"),
        register.slug("list", "some-prize", "linjiang-2021-12"),
    ]
    folder = tmp_path / "new" / "registry"
    registry.write(register.entries(), folder)
    assert sorted(path.name for path in folder.iterdir()) == [f"{kind}s.csv" for kind in registry.KINDS]
    again = registry.read([folder])
    assert sorted(again.frozen.values()) == sorted(slugs)
    assert again.slug("organization", SHANGHAI, "临江(集团),“甲”厂工会") == slugs[0]
    assert again.entries() == []


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    """A build that meets no new name does not touch the registry, nor make one."""
    registry.write([], tmp_path / "registry")
    assert not (tmp_path / "registry").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """Where a file stands in the way, the sentence says which table could not be written."""
    (tmp_path / "registry").write_text("a file", "utf-8")
    with pytest.raises(RegistryError, match=r"registry/organizations\.csv: cannot be written: "):
        registry.write([Entry("organization", "310000", "甲", "a")], tmp_path / "registry")


def test_a_write_that_fails_leaves_the_old_table(tmp_path: Path) -> None:
    """Nothing is half-written: the new table takes the old one's place whole or not at all."""
    path = tmp_path / "organizations.csv"
    path.write_text(f"{HEAD}310000,甲,a\n", "utf-8")
    before = path.read_bytes()
    (tmp_path / "organizations.csv.new").mkdir()  # where the new table would be written
    with pytest.raises(RegistryError, match=r"organizations\.csv: cannot be written: "):
        registry.write([Entry("organization", "310000", "乙", "b")], tmp_path)
    assert path.read_bytes() == before


def test_a_full_disk_leaves_the_old_table(tmp_path: Path) -> None:
    """The sentence gives the system's reason; no fragment is left beside the table."""
    path = tmp_path / "organizations.csv"
    path.write_text(f"{HEAD}310000,甲,a\n", "utf-8")
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from uniongraph import registry\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))\n"
        "rows = [registry.Entry('organization', '310000', f'name {n}', f'n{n}') for n in range(100)]\n"
        "try:\n"
        "    registry.write(rows, Path(sys.argv[1]))\n"
        "except registry.RegistryError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"{path}: cannot be written: File too large\n"
    assert path.read_text("utf-8") == f"{HEAD}310000,甲,a\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["organizations.csv"]


def test_a_killed_write_leaves_a_whole_table(tmp_path: Path) -> None:
    """At whatever moment the process dies, the table holds whole rows: the old ones, or the old and the new."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from uniongraph.registry import Entry, write\n"
        "for n in range(1_000_000):\n"
        "    rows = [Entry('organization', '310000', f'{n} {m}', f'n{n}-{m}') for m in range(50)]\n"
        "    write(rows, Path(sys.argv[1]))\n"
    )
    path = tmp_path / "organizations.csv"
    for pause in (0.0, 0.003, 0.01, 0.03):
        process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
        with process:
            while not path.exists() and process.poll() is None:
                time.sleep(0.001)
            time.sleep(pause)
            process.kill()
        rows = len(registry.read([tmp_path]).frozen)
        assert rows > 0
        assert rows % 50 == 0
        path.unlink()
