"""Entries of lists that the width of the page breaks in the text of a PDF: one line is a half, the next the other.

All bodies and names are invented.
"""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import console, parser
from uniongraph.model import Decision

WIDTH = 60
"""In half characters: thirty characters, as a page of official paper has them, nearly."""
PROSE = (
    "　　为调动全市公路交通科技工作者的积极性和创造性，促进公路交通科技进步，根据有关规定，经评审并公示，决定对获奖项目和先进集体、先进个人予以表彰。"
    "希望获奖单位和个人再接再厉，不断取得更多高水平的成果，为加快建设交通强市作出新的贡献。"
)
HEAD = "绿屏市公路学会关于颁发2022年度奖项的决定\n\n各县公路学会：\n{}\n\n绿屏市公路学会\n2023年3月20日\n\n附件\n\n{}\n\n{}\n"


def wrapped(line: str) -> str:
    """Return a line as a page of that width prints it: no closing mark begins a line."""
    lines, at = [""], 0
    for character in line:
        wide = 1 if character.isascii() else 2
        if at + wide > WIDTH and character not in "，。、；：）”》":
            lines.append("")
            at = 0
        lines[-1] += character
        at += wide
    return "\n".join(lines)


def printed(title: str, lines: list[str], *, is_broken: bool = True) -> str:
    """Return a decision with these lines in its annex; the prose is broken by the width, or not."""
    return HEAD.format(wrapped(PROSE) if is_broken else PROSE, title, "\n".join(map(wrapped, lines)))


def outlined(decision: Decision) -> list[str]:
    return [line.strip() for line in console.outline_lines(decision)][2:]


BROKEN_NAME = "绿屏市交通运输综合行政执法支队高速公路管理大队第三中队执法服务站"
BROKEN_PERSON = "绿屏市清源区交通运输综合行政执法大队高速公路中队，副中队长"
LISTS = {
    "bodies behind a label": (
        "科学技术奖名单",
        ["1. 边坡生态防护技术", "完成单位：绿屏市公路管理局、绿屏交通大学、绿屏市交通规划勘察设计院有限公司", "完成人：何立春", "2. 主缆防腐", "完成单位：柳溪县大桥建设指挥部、白塔路桥工程局建设集团有限公司", "完成人：吴小梅"],
        ["1 边坡生态防护技术 — 绿屏市公路管理局；绿屏交通大学；绿屏市交通规划勘察设计院有限公司；何立春", "2 主缆防腐 — 柳溪县大桥建设指挥部；白塔路桥工程局建设集团有限公司；吴小梅"],
    ),
    "persons behind a label": (
        "科学技术奖名单",
        ["1. 边坡生态防护技术", "完成单位：绿屏市公路管理局", "主要完成人：郑国强、钱莉、孙一鸣、周文、何立春、吴小梅、李素文、郑元凯、孙平"],
        ["1 边坡生态防护技术 — 绿屏市公路管理局；郑国强；钱莉；孙一鸣；周文；何立春；吴小梅；李素文；郑元凯；孙平"],
    ),
    "bodies one by one": ("先进集体名单", [BROKEN_NAME, "绿屏市公路局", "柳溪县水文站"], [BROKEN_NAME, "绿屏市公路局", "柳溪县水文站"]),
    "numbered bodies": ("先进集体名单", [f"1. {BROKEN_NAME}", "2. 绿屏市公路局", "3. 柳溪县水文站"], [f"1 {BROKEN_NAME}", "2 绿屏市公路局", "3 柳溪县水文站"]),
    "bodies below provinces": (
        "先进集体名单",
        ["霁川省", BROKEN_NAME, "绿屏市公路局", "溟北省", "柳溪县水文站"],
        ["霁川省", BROKEN_NAME, "绿屏市公路局", "溟北省", "柳溪县水文站"],
    ),
    "persons": (
        "先进个人名单",
        [f"何立春  {BROKEN_PERSON.replace('，', '')}", "吴小梅（女）  绿屏市公路局养护科科长", "钱莉  柳溪县水文站站长"],
        [f"何立春（{BROKEN_PERSON}）", "吴小梅（女，绿屏市公路局养护科，科长）", "钱莉（柳溪县水文站，站长）"],
    ),
    "numbered persons": (
        "先进个人名单",
        [f"1. 何立春  {BROKEN_PERSON.replace('，', '')}", "2. 钱莉  绿屏路桥建设投资集团有限公司北岸连接线工程部总工程师"],
        [f"1 何立春（{BROKEN_PERSON}）", "2 钱莉（绿屏路桥建设投资集团有限公司北岸连接线工程部，总工程师）"],
    ),
    "in brackets behind a person": (
        "先进个人名单",
        [f"何立春（{BROKEN_PERSON.replace('，', '')}）", "吴小梅（绿屏市公路局养护科科长）"],
        [f"何立春（{BROKEN_PERSON}）", "吴小梅（绿屏市公路局养护科，科长）"],
    ),
    "before brackets in a run": (
        "先进个人名单",
        ["何立春（绿屏市公路局）、吴小梅（柳溪县水文站）、孙一鸣平（绿屏市路桥集团）、周文（绿屏港务中心）、钱莉（绿屏市审计局）"],
        ["何立春（绿屏市公路局）", "吴小梅（柳溪县水文站）", "孙一鸣平（绿屏市路桥集团）", "周文（绿屏港务中心）", "钱莉（绿屏市审计局）"],
    ),
    "in a name before brackets": (
        "先进个人名单",
        ["何立春（绿屏市公路局）、吴小梅（柳溪县水文站）、吴小梅（柳溪县港航站）、龙吉祥（苗族，绿屏港务中心）、钱莉（绿屏市审计局）"],
        ["何立春（绿屏市公路局）", "吴小梅（柳溪县水文站）", "吴小梅（柳溪县港航站）", "龙吉祥（苗族，绿屏港务中心）", "钱莉（绿屏市审计局）"],
    ),
    "in a dash before the winner": (
        "优秀成果名单",
        ["1. 基于多源遥感数据融合的高寒山区公路边坡地质灾害隐患防治——柳溪县公路局", "2. 主缆防腐——白塔区水务局"],
        ["1 基于多源遥感数据融合的高寒山区公路边坡地质灾害隐患防治 — 柳溪县公路局", "2 主缆防腐 — 白塔区水务局"],
    ),
    "before the last word of a name in a run": (
        "先进集体名单",
        ["绿屏市公路管理局、绿屏交通大学、绿屏市交通规划勘察设计院有限公司、绿屏市港航中心、白塔区水务局"],
        ["绿屏市公路管理局", "绿屏交通大学", "绿屏市交通规划勘察设计院有限公司", "绿屏市港航中心", "白塔区水务局"],
    ),
    "before the word that ends the last of two senders": (
        "优秀案例名单",
        ["1. 乡镇工会的“议事长廊”", "选送单位：白塔区东桥街道总工会、绿屏市清源镇水泵阀门行业工会联合会", "2. 职工书屋", "选送单位：柳溪县文化馆"],
        ["1 乡镇工会的“议事长廊” — 白塔区东桥街道总工会；绿屏市清源镇水泵阀门行业工会联合会", "2 职工书屋 — 柳溪县文化馆"],
    ),
    "before the word that ends the only sender": (
        "优秀案例名单",
        ["1. 安全随手拍", "报送单位：中国共产党绿屏市白塔区清源镇东岭水泥厂电石厂总支部委员会", "2. 职工书屋", "报送单位：柳溪县文化馆"],
        ["1 安全随手拍 — 中国共产党绿屏市白塔区清源镇东岭水泥厂电石厂总支部委员会", "2 职工书屋 — 柳溪县文化馆"],
    ),
    "before words that end a name within a run": (
        "先进集体名单",
        ["绿屏市公路管理局、绿屏交通大学、白塔水务局、清源路桥投资集团有限公司、绿屏市港航中心", "柳溪县水文站、柳溪县农业农村局、白塔区审计局、清源镇商业协会联合会、柳溪县客运公司"],
        ["绿屏市公路管理局", "绿屏交通大学", "白塔水务局", "清源路桥投资集团有限公司", "绿屏市港航中心", "柳溪县水文站", "柳溪县农业农村局", "白塔区审计局", "清源镇商业协会联合会", "柳溪县客运公司"],
    ),
    "before the word that ends a numbered name": (
        "先进集体名单",
        ["1. 绿屏市交通运输综合行政执法支队高速公路管理大队驾驶员协会联合会", "2. 绿屏市公路局", "3. 柳溪县水文站"],
        ["1 绿屏市交通运输综合行政执法支队高速公路管理大队驾驶员协会联合会", "2 绿屏市公路局", "3 柳溪县水文站"],
    ),
    "before 工会 within a run": (
        "先进集体名单",
        ["绿屏市公路管理局、绿屏大学、白塔水务局、绿屏市清源镇路桥公司工会、绿屏市港航中心"],
        ["绿屏市公路管理局", "绿屏大学", "白塔水务局", "绿屏市清源镇路桥公司工会", "绿屏市港航中心"],
    ),
    "before and in labelled brackets": (
        "优秀提案名单",
        ["1. 关于疏浚西岭航道的提案（第0001号，提案人：何立春、吴小梅）", "2. 关于在全市新建居民小区同步配建公共充电设施的提案（第0017号，提案单位：民进绿屏市委员会、民盟绿屏市委员会、绿屏市妇女联合会）", "3. 关于保护古驿道的提案（第0020号，提案人：钱莉）"],
        ["1 关于疏浚西岭航道的提案 — 何立春（第0001号）；吴小梅（第0001号）", "2 关于在全市新建居民小区同步配建公共充电设施的提案 — 民进绿屏市委员会（第0017号）；民盟绿屏市委员会（第0017号）；绿屏市妇女联合会（第0017号）", "3 关于保护古驿道的提案 — 钱莉（第0020号）"],
    ),
    "a numbered work with labels": (
        "优秀图书名单",
        ["1.《渡口纪事》　云岭人民出版社　著者：何岚、段家和　责任编辑：吴小梅", "2.《白塔丛谈（全二册）》　云岭古籍书局　主编：郑国强　责任编辑：白雪、安琪", "3.《灯》　云岭古籍书局　著者：何岚"],
        ["1 《渡口纪事》 — 云岭人民出版社；何岚；段家和；吴小梅（责任编辑）", "2 《白塔丛谈（全二册）》 — 云岭古籍书局；郑国强（主编）；白雪（责任编辑）；安琪（责任编辑）", "3 《灯》 — 云岭古籍书局；何岚"],
    ),
    "a run behind a place": (
        "先进集体名单",
        ["柳溪县：柳溪县公路局、柳溪县客运公司、柳溪县地质灾害防治交通规划勘察设计院有限公司", "白塔区：白塔区水务局"],
        ["柳溪县", "柳溪县公路局", "柳溪县客运公司", "柳溪县地质灾害防治交通规划勘察设计院有限公司", "白塔区", "白塔区水务局"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "lines", "expected"), LISTS.values(), ids=LISTS)
def test_an_entry_that_the_width_breaks_is_one(title: str, lines: list[str], expected: list[str]) -> None:
    """Whatever list it is in, and each name quotes the print."""
    text = text_of(printed(title, lines))
    assert any("\n" in wrapped(line) for line in lines)
    decision = parser.parse(text)
    assert outlined(decision)[1:] == expected
    assert not {"unread-line", "annex-incomplete", "case-without-recipient"} & {
        f.code for f in decision.findings
    }
    for tier in decision.tiers:
        for name in (each.name for case in tier.cases() for each in case.recipients):
            assert "".join(map(text.quote, name.spans)) == name.value


def test_a_half_that_might_be_a_name_is_doubtful() -> None:
    """执法站 below a full line may be the end of the name above it: it is joined, and said to be doubtful."""
    first = "绿屏市交通运输综合行政执法支队高速公路管理大队第三中队东岭路口"
    decision = parser.parse(
        text_of(printed("先进集体名单", [first + "交通执法站", "绿屏市公路局", "柳溪县水文站"]))
    )
    assert outlined(decision)[1] == first + "交通执法站"
    assert decision.tiers[0].categories[0].cases[0].recipients[0].name.confidence < 1
    assert "uncertain-recipient" in {f.code for f in decision.findings}


# lines of which the first fills the width
APART = {
    "two whole names": ["绿屏市交通运输综合行政执法支队高速公路管理大队第三中队收费站", "绿屏市公路局"],
    "a name that no ending tells, and one that opens with its place": [
        *("绿屏市交通运输综合执法支队高速公路管理大队第三中队“红马甲”", "绿屏市公路局", "柳溪县水文站"),
    ],
    "a name above a part of the body": ["绿屏市交通运输综合行政执法支队高速公路管理大队第三中队收费站", "办公室", "财务科"],
    "a name above a place": ["绿屏市交通运输综合行政执法支队高速公路管理大队第三中队收费站", "白塔镇", "柳溪县水文站"],
}  # fmt: skip


@pytest.mark.parametrize("lines", APART.values(), ids=APART)
def test_whole_entries_stay_apart(lines: list[str]) -> None:
    """A line that fills the width may end there."""
    assert len(lines[0]) == WIDTH // 2
    assert outlined(parser.parse(text_of(printed("先进集体名单", lines))))[1:] == lines


def test_only_where_a_width_breaks_the_prose_a_line_goes_on() -> None:
    """Where each paragraph of the prose stands on one line, so does each entry, and what is none is said to be unread."""
    title, lines, expected = LISTS["persons"]
    decision = parser.parse(text_of(printed(title, lines, is_broken=False)))
    assert outlined(decision)[1:] == expected[1:]
    assert "unread-line" in {f.code for f in decision.findings}


# lines of a list whose entries are indented, narrower than the prose, which stands on one line; what is read of them
PARAGRAPHS = {
    "posts": (
        "先进个人名单",
        ["　　何立春　绿屏市森林消防救援支队机动大队三", "级消防士", "　　吴 岚（女）　绿屏市公路局养护科科长", "　　钱莉（女）　柳溪县东岭村党总支书记、村", "委会副主任", "　　郑国强　白塔区河口街道新桥社区志愿者"],
        ["何立春（绿屏市森林消防救援支队机动大队，三级消防士）", "吴岚（女，绿屏市公路局养护科，科长）", "钱莉（女，柳溪县东岭村，党总支书记、村委会副主任）", "郑国强（白塔区河口街道新桥社区，志愿者）"],
    ),
    "a unit, and a post alone behind its unit": (
        "先进个人名单",
        ["    何立春（回族）  白塔区河口街道新桥社区居民委", "员会主任", "    吴小梅  绿屏公共交通集团有限公司第三分公司", "调度员", "    钱莉  柳溪县水文站站长"],
        ["何立春（回族，白塔区河口街道新桥社区居民委员会，主任）", "吴小梅（绿屏公共交通集团有限公司第三分公司，调度员）", "钱莉（柳溪县水文站，站长）"],
    ),
    "over three lines": (
        "先进个人名单",
        ["　　何立春　绿屏市交通运输综合行政执法支", "队高速公路管理大队第三中队执法服务站副站", "长", "　　钱莉　柳溪县水文站站长"],
        ["何立春（绿屏市交通运输综合行政执法支队高速公路管理大队第三中队执法服务站，副站长）", "钱莉（柳溪县水文站，站长）"],
    ),
    "bodies": (
        "先进集体名单",
        ["　　绿屏市交通运输综合行政执法支队高速公路", "管理大队", "　　绿屏市公路局", "　　柳溪县水文站"],
        ["绿屏市交通运输综合行政执法支队高速公路管理大队", "绿屏市公路局", "柳溪县水文站"],
    ),
    "no line below a short one": (
        "先进个人名单",
        ["柳溪县", "　　何立春　绿屏市交通运输综合行政执法支队队长", "　　钱莉　柳溪县水文站站长", "白塔区", "　　郑国强　白塔区公路局职工"],
        ["柳溪县", "何立春（绿屏市交通运输综合行政执法支队，队长）", "钱莉（柳溪县水文站，站长）", "白塔区", "郑国强（白塔区公路局，职工）"],
    ),
    "a heading below a full line": (
        "先进个人名单",
        ["一、柳溪县", "　　钱莉　柳溪县水文站站长", "　　何立春　绿屏市交通运输综合行政执法支队队长", "二、白塔区", "　　郑国强　白塔区公路局职工"],
        ["一 柳溪县", "钱莉（柳溪县水文站，站长）", "何立春（绿屏市交通运输综合行政执法支队，队长）", "二 白塔区", "郑国强（白塔区公路局，职工）"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "lines", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_an_indented_entry_goes_on_on_the_line_that_is_not(
    title: str, lines: list[str], expected: list[str]
) -> None:
    """However wide the prose is printed: the list shows its own width."""
    decision = parser.parse(text_of(HEAD.format(PROSE, title, "\n".join(lines))))
    assert outlined(decision)[1:] == expected
    assert not {"unread-line", "annex-incomplete", "uncertain-reading"} & {f.code for f in decision.findings}


# lines of a list below prose that shows no width: those that end in / are as wide as any line, and go on or not
ENDS = {
    "a post behind commas, in the last entry": (
        ["1. 何立春，男，绿屏机床厂高级技师", "2. 孙一鸣，男，汉族，中共党员，绿屏供电公司检修中心带电作业班技", "术员"],
        ["1 何立春（男，绿屏机床厂，高级技师）", "2 孙一鸣（男，汉族，绿屏供电公司检修中心带电作业班，技术员，中共党员）"],
    ),
    "the last character of a post": (
        ["1. 绿屏石油化工股份有限公司第二联合分公司　车小敏　安全工程", "师", "2. 柳溪县水文站　钱莉　站长"],
        ["1 车小敏（绿屏石油化工股份有限公司第二联合分公司，安全工程师）", "2 钱莉（柳溪县水文站，站长）"],
    ),
    "a union of the body above": (
        ["1. 转炉挡渣装置：绿屏钢铁集团股份有限公司工会；东河耐火材料厂", "工会", "2. 电缆定位仪：柳溪电网公司工会"],
        ["1 转炉挡渣装置 — 绿屏钢铁集团股份有限公司工会；东河耐火材料厂工会", "2 电缆定位仪 — 柳溪电网公司工会"],
    ),
    "the second of two bodies": (
        ["1. 口罩车间的托管班——绿屏纺织（集团）股份有限公司工会联合会；", "白塔区总工会", "2. 急诊休息站——柳溪县医院工会"],
        ["1 口罩车间的托管班 — 绿屏纺织（集团）股份有限公司工会联合会；白塔区总工会", "2 急诊休息站 — 柳溪县医院工会"],
    ),
    "a place without its first character": (
        ["1. 口罩车间的托管班——绿屏纺织（集团）股份有限公司工会；白", "塔区总工会", "2. 急诊休息站——柳溪县医院工会"],
        ["1 口罩车间的托管班 — 绿屏纺织（集团）股份有限公司工会；白塔区总工会", "2 急诊休息站 — 柳溪县医院工会"],
    ),
    "a body behind its label": (
        ["1. 专题《守堤》，作者：栗源、蔚然、乔木，刊播单位：柳溪县广播", "电视台", "2. 消息《丰收》，作者：谷丰，刊播单位：绿屏日报社"],
        ["1 专题《守堤》 — 栗源（柳溪县广播电视台）；蔚然（柳溪县广播电视台）；乔木（柳溪县广播电视台）", "2 消息《丰收》 — 谷丰（绿屏日报社）"],
    ),
    "a body below its label": (
        ["1. 专题《守堤》，作者：栗源、蔚然、乔木、何立春，刊播单位：", "柳溪日报社", "2. 消息《丰收》，作者：谷丰，刊播单位：绿屏日报社"],
        ["1 专题《守堤》 — 栗源（柳溪日报社）；蔚然（柳溪日报社）；乔木（柳溪日报社）；何立春（柳溪日报社）", "2 消息《丰收》 — 谷丰（绿屏日报社）"],
    ),
    "a team, part of a post": (
        ["1. 何立春，男，绿屏机床厂高级技师", "2. 孙一鸣，男，汉族，中共党员，绿屏供电公司检修中心带电作业", "班技术员"],
        ["1 何立春（男，绿屏机床厂，高级技师）", "2 孙一鸣（男，汉族，绿屏供电公司检修中心带电作业班，技术员，中共党员）"],
    ),
    "not a body of its own": (
        ["绿屏市交通运输综合行政执法支队高速公路管理大队第三中队收费站", "绿屏水厂", "柳溪县水文站"],
        ["绿屏市交通运输综合行政执法支队高速公路管理大队第三中队收费站", "绿屏水厂", "柳溪县水文站"],
    ),
    "not a person": (
        ["何立春（绿屏市交通运输综合执法支队高速公路管理大队第三中队）", "钱莉", "孙一鸣（柳溪县水文站）"],
        ["何立春（绿屏市交通运输综合执法支队高速公路管理大队第三中队）", "钱莉", "孙一鸣（柳溪县水文站）"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), ENDS.values(), ids=ENDS)
def test_what_is_only_an_end_ends_the_widest_line(lines: list[str], expected: list[str]) -> None:
    """No line of a page is wider than a full one; what is a name of its own stays one."""
    is_of_works, is_of_persons = " — " in expected[0], "（" in expected[0]
    title = "优秀案例名单" if is_of_works else "先进个人名单" if is_of_persons else "先进集体名单"
    decision = parser.parse(text_of(HEAD.format("决定予以表彰。", title, "\n".join(lines))))
    assert outlined(decision)[1:] == expected


def test_a_narrow_line_is_not_full() -> None:
    """Where another line of the text is wider, the page broke no narrower one."""
    lines = ["1. 绿屏石油化工公司　车小敏　安全工程", "师", "2. 柳溪县水文站　钱莉　站长"]
    decision = parser.parse(text_of(HEAD.format(PROSE[:40] + "。", "先进个人名单", "\n".join(lines))))
    assert "unread-line" in {f.code for f in decision.findings}
