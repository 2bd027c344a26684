"""Lines of the body that the width of the page breaks within what is said of somebody: read as if they were whole.

All bodies and names are invented.
"""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import parser
from uniongraph.model import Recipient

HEAD = "绿屏市人民政府关于表彰2020年度先进个人的决定\n\n各区人民政府：\n\n"
TAIL = "\n\n绿屏市人民政府\n2021年3月2日\n"

FOLDED = {
    "in brackets behind a person": (
        "　　经研究，决定授予下列同志“先进个人”称号：何立春（绿屏市公|路局）、吴小梅（柳溪县水文站）。",
        ["何立春 绿屏市公路局", "吴小梅 柳溪县水文站"],
    ),
    "before brackets in a name": (
        "　　经研究，决定授予下列同志“先进个人”称号：何立春（绿屏市公路局）、吴小|梅（柳溪县水文站）。",
        ["何立春 绿屏市公路局", "吴小梅 柳溪县水文站"],
    ),
    "on the second line of a paragraph": (
        "　　为表彰先进，激励全市广大干部职工干事创业，经研究，决定授予下列|同志“先进个人”称号：何立春（绿屏市公路局）、吴小梅（柳溪县水|文站）。",
        ["何立春 绿屏市公路局", "吴小梅 柳溪县水文站"],
    ),
    "in the number of a class": (
        "　　经研究，决定授予下列同学“先进个人”称号：何立春（绿屏中学八（|2）班）、吴小梅（绿屏中学七（1）班）。",
        ["何立春 绿屏中学八（2）班", "吴小梅 绿屏中学七（1）班"],
    ),
    "in what somebody was": (
        "　　何立春，男，1979年3月出生，中共党员，生前系绿屏市公共交|通有限公司驾驶员。\n　　经研究，决定追授何立春同志“先进个人”称号。",
        ["何立春 绿屏市公共交通有限公司 驾驶员"],
    ),
    "before brackets": (
        "　　经研究，决定授予下列同志“先进个人”称号：何立春（绿屏市公路局）、吴小梅|（柳溪县水文站）。",
        ["何立春 绿屏市公路局", "吴小梅 柳溪县水文站"],
    ),
    "in a run of units and names": (
        "一、先进个人（4名）\n东关信用社 叶青，西岭信用社 韩玉兰，南桥信用社 周启明，北塘|信用社 丁一\n\n　　希望再接再厉。",
        ["叶青 东关信用社", "韩玉兰 西岭信用社", "周启明 南桥信用社", "丁一 北塘信用社"],
    ),
    "in a body of a list without an annex": (
        "一、先进集体（2个）\n绿屏市交通运输综合行政执法支队高速公路管理大队第三中队执法|班\n柳溪县水文站\n\n　　希望再接再厉。",
        ["绿屏市交通运输综合行政执法支队高速公路管理大队第三中队执法班", "柳溪县水文站"],
    ),
    "before the number of a class": (
        "一、先进集体（3个）\n绿屏中学：高一（5）班团支部、高二（2）班团支部、2023级幼师|（3）班团支部\n\n　　希望再接再厉。",
        ["高一（5）班团支部", "高二（2）班团支部", "2023级幼师（3）班团支部"],
    ),
    "not before a paragraph": (
        "　　经研究，决定授予何立春同志“先进个人”称号（此前已予嘉奖）。\n　　希望再接再厉（并请各区推荐\n　　先进）。",
        ["何立春"],
    ),
}


def told(each: Recipient) -> str:
    """Return a person with unit and post."""
    said = (each.name, each.affiliation, each.post)
    return " ".join(part.value for part in said if part is not None)


@pytest.mark.parametrize(("body", "wanted"), FOLDED.values(), ids=FOLDED)
def test_what_is_said_of_somebody_is_read_over_the_end_of_a_line(body: str, wanted: list[str]) -> None:
    """As on one line, and every name quotes the print."""
    whole = parser.parse(text_of(HEAD + body.replace("|", "") + TAIL))
    text = text_of(HEAD + body.replace("|", "\n") + TAIL)
    broken = parser.parse(text)
    for decision in (whole, broken):
        found = [each for tier in decision.tiers for case in tier.cases() for each in case.recipients]
        assert list(map(told, found)) == wanted
    assert {f.code for f in broken.findings} - {f.code for f in whole.findings} <= {"joined-lines"}
    for tier in broken.tiers:
        for case in tier.cases():
            for each in case.recipients:
                assert "".join(map(text.quote, each.name.spans)) == each.name.value
