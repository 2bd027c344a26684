"""Annexes that tell what those honoured did: no list of winners, and one remark on all of it. All names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import console, parser
from uniongraph.model import Decision

BODY = """绿屏市人民政府关于表彰见义勇为人员的决定

绿政发〔2021〕8号

各县（市、区）人民政府：

经研究，决定授予何立春、吴小梅2名同志“绿屏市见义勇为模范”称号，授予护堤救人群体“绿屏市见义勇为先进群体”称号。

附件：{references}

绿屏市人民政府
2021年3月18日

"""
LIST = """附件1

绿屏市见义勇为先进名单

一、绿屏市见义勇为模范（2名）
何立春　绿屏酒厂工人
吴小梅（女）　柳溪县白杨镇村民
二、绿屏市见义勇为先进群体（1个）
护堤救人群体

"""
LISTED = [
    *(
        "一 绿屏市见义勇为模范  (declares 2 名)",
        "何立春（绿屏酒厂，工人）",
        "吴小梅（女，柳溪县白杨镇，村民）",
    ),
    *("二 绿屏市见义勇为先进群体  (declares 1 个)", "护堤救人群体"),
]
PARAGRAPHS = (
    "何立春，男，汉族，1979年5月生，绿屏酒厂工人。2020年8月3日，他在东河边救起两名落水学生。",
    "吴小梅，女，回族，1985年1月生，柳溪县白杨镇村民。2020年9月1日，她冲进火场，背出一位老人。",
    "护堤救人群体，由武刚、孙平组成。2020年7月9日，二人在堤上连续守护六个小时。",
)
FORMS = {
    "plain": "{}\n\n{}\n\n{}\n",
    "below names": "何立春\n{}\n吴小梅\n{}\n护堤救人群体\n{}\n",
    "below numbered names": "一、何立春\n{}\n二、吴小梅\n{}\n三、护堤救人群体\n{}\n",
    "numbered": "1.{}\n2.{}\n3.{}\n",
    "below honours": "一、见义勇为模范（2名）\n1.{}\n2.{}\n二、见义勇为先进群体（1个）\n1.{}\n",
    "below slogans": "热心人\n——何立春同志先进事迹\n{}\n好邻居\n——吴小梅同志先进事迹\n{}\n守堤人\n{}\n",
}
TITLES = ["见义勇为模范主要事迹", "见义勇为先进人员事迹简介", "先进事迹材料"]


def read(body: str) -> tuple[Decision, list[str], list[tuple[str, str]]]:
    """Return a decision, its outline without the frame, and its findings."""
    decision = parser.parse(text_of(body))
    outline = [line.strip() for line in console.outline_lines(decision)][2:]
    return decision, outline, [(each.code, each.severity) for each in decision.findings]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("form", FORMS)
def test_deeds_behind_a_list_are_one_remark(form: str, title: str) -> None:
    references = f"1.绿屏市见义勇为先进名单\n2.{title}"
    deeds = FORMS[form].format(*PARAGRAPHS)
    decision, outline, findings = read(
        f"{BODY.format(references=references)}{LIST}附件2\n\n{title}\n\n{deeds}"
    )
    assert (outline, findings) == (LISTED, [("unread-line", "info")])
    (finding,) = decision.findings
    assert decision.text.quote(finding.span).strip() == deeds.strip()


@pytest.mark.parametrize("form", FORMS)
def test_deeds_alone_are_one_remark_where_the_body_names_all(form: str) -> None:
    deeds = FORMS[form].format(*PARAGRAPHS)
    _, outline, findings = read(f"{BODY.format(references=TITLES[0])}附件\n\n{TITLES[0]}\n\n{deeds}")
    assert outline == [
        *("绿屏市见义勇为模范  (declares 2 名)", "何立春", "吴小梅"),
        *("绿屏市见义勇为先进群体", "护堤救人群体"),
    ]
    assert findings == [("unread-line", "info")]


# a title and what stands below it: neighbours that list winners
LISTS = {
    "a list with deeds": ("先进个人名单及主要事迹", "何立春　绿屏酒厂工人\n吴小梅　柳溪县白杨镇村民"),
    "a table with deeds": (
        "先进个人主要事迹",
        "| 姓名 | 单位 | 主要事迹 |\n| 何立春 | 绿屏酒厂 | 救起两名学生 |\n| 吴小梅 | 柳溪县白杨镇 | 背出一位老人 |",
    ),
}


@pytest.mark.parametrize(("title", "listed"), LISTS.values(), ids=LISTS.keys())
def test_a_list_with_deeds_is_a_list(title: str, listed: str) -> None:
    body = BODY.format(references=title).replace("何立春、吴小梅2名同志", "何立春等2名同志")
    decision, _, _ = read(f"{body}附件\n\n{title}\n\n{listed}\n")
    named = [each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert {"何立春", "吴小梅"} <= set(named)


def test_deeds_alone_are_not_passed_over_where_the_body_leaves_open_who_is_honoured() -> None:
    body = BODY.format(references=TITLES[0]).replace("何立春、吴小梅2名同志", "何立春等2名同志")
    _, _, findings = read(f"{body}附件\n\n{TITLES[0]}\n\n{FORMS['plain'].format(*PARAGRAPHS)}")
    assert ("unread-line", "info") not in findings
    assert "error" in {severity for _, severity in findings}
