"""Headings without ordinals that the title of the document announces. All bodies and names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import console, parser

HEAD = "绿屏市建设工会关于表彰2021年度“塔吊杯”竞赛{}的决定\n\n各县建设工会：\n\n经研究，现予以表彰。\n\n附件：名单\n\n绿屏市建设工会\n2022年3月9日\n\n附件\n\n名单\n\n{}\n"
BODIES = "{}．白塔安装公司\n{}．绿屏燃气公司"
PERSONS = "{}．绿屏燃气公司　何立春\n{}．白塔安装公司　吴小梅"


def outlined(honours: str, listed: str) -> list[str]:
    """Return the outline below the title and the date."""
    lines = console.outline_lines(parser.parse(text_of(HEAD.format(honours, listed))))
    return [line.strip() for line in lines][2:]


TEAMS = ["1 白塔安装公司", "2 绿屏燃气公司"]
MORE = ["3 白塔安装公司", "4 绿屏燃气公司"]
PEOPLE = ["3 何立春（绿屏燃气公司）", "4 吴小梅（白塔安装公司）"]
ANNOUNCED = [
    ("标杆班组和岗位之星青年", "标杆班组", "岗位之星青年", PERSONS, PEOPLE),
    ("标杆班组、创新窗口及先进个人", "标杆班组", "创新窗口", BODIES, MORE),
    ("放心岗位、金点子团队", "放心岗位（2个）", "金点子团队（2个，排名不分先后）", BODIES, MORE),
]


@pytest.mark.parametrize(("honours", "first", "second", "entries", "expected"), ANNOUNCED)
def test_what_the_title_names_heads_the_entries_below_it(
    honours: str, first: str, second: str, entries: str, expected: list[str]
) -> None:
    """The numbers run on, no word praises, and the number of winners may be missing."""
    listed = f"{first}\n\n{BODIES.format(1, 2)}\n\n{second}\n\n{entries.format(3, 4)}"
    found = outlined(honours, listed)
    names = [name.partition("（")[0] for name in (first, second)]
    assert [line.partition("  (declares")[0] for line in found] == [names[0], *TEAMS, names[1], *expected]


def test_bodies_in_the_title_are_no_honours() -> None:
    """A unit above its numbered teams, named in the title too, is no tier."""
    listed = "白塔安装公司\n\n1．塔吊班\n2．焊接班\n\n绿屏燃气公司\n\n3．抢修班\n4．管网班"
    decision = parser.parse(text_of(HEAD.format("白塔安装公司、绿屏燃气公司", listed)))
    assert not {"白塔安装公司", "绿屏燃气公司"} & {tier.name.value for tier in decision.tiers}
