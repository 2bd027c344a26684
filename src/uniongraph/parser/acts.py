"""What a document does: the acts by which an honour is given, and those of documents that only look like awards.

All of it is form: the verbs of subjects (事由), and the 文种 that decide nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uniongraph.model import ActKind

__all__ = ["act_of", "announces", "reason_against"]

_CONFERS: Final = re.compile(
    '表彰|授予|追授|追认|追记|命名|表扬|嘉奖|记功|记[^，。；]{0,30}(?:等|大)功|通令|颁发|颁奖|评选结果|获奖名单|荣?获[“"]|被评为|奖励'
    "|认定.{0,30}(?:荣誉|称号)"
)
"""The acts by which an honour is given."""

_CONFERRING_SUBJECT: Final = re.compile(
    "表彰|授予|追[授认记]|命名|表扬|嘉奖|记功|立功(?!竞赛)|(?:等|大)功(?!臣)|通令|颁发|颁奖|奖励|认定|评定"
    f"|确认(?!.{{0,60}}{grammar.REVIEWED})(?=.{{0,40}}(?:“|称号))|(?:评选|评审|评比|竞赛|大赛|比赛|决赛)结果|获奖|(?:公布|通报|批准)(?=.*(?:先进|优秀|优胜|模范|标兵|入选))"
)
"""The words of a subject (事由) that announce an honour."""

_REFUSALS: Final = (
    (
        re.compile("公示|拟(?:表彰|授予|命名|奖励|认定|入选|获|推荐)|候选"),
        "it announces a list for objections (公示); the award is not decided yet",
    ),
    (
        re.compile(
            "^(?:依法)?(?:撤销|撤回|收回|取消|剥夺)"
            f"|(?:{grammar.REVOKES})(?!《?[^《》]{{0,60}}(?:办法|条例|规定|细则|制度)).{{0,60}}(?:称号|资格|荣誉|奖|(?:表彰|命名|授予).{{0,60}}决定)"
            f"|^.{{0,120}}(?:称号|资格|荣誉|奖[项章状牌])(?:予以|的)?(?:{grammar.REVOKES})$"
        ),
        "it revokes an earlier award; it confers none",
    ),
    (
        re.compile(
            f"(?:^对.{{0,80}}?)?(?:{grammar.CORRECTS})|^.{{0,120}}(?:{grammar.CORRECTS})(?:事项|内容|情况|说明)?$"
        ),
        "it corrects an earlier document; it confers nothing",
    ),
    (
        re.compile(
            f"{grammar.CONFIRMS}|(?:(?:公布|通报)(?:(?!命名|授予|表彰|新|评选).){{0,60}})?{grammar.REVIEWED}(?:合格|结果|情况|通过)"
            "(?!.{0,40}(?:和|及|并|暨|、).{0,20}(?:命名|授予|表彰))"
        ),
        "it confirms honours that were given before; it confers none",
    ),
    (
        re.compile("^(?:转发|批转|印发|修订|修改|废止)"),
        "it passes on or amends another document; it confers nothing itself",
    ),
    (
        re.compile(
            "^(?:召开|举行|举办|参加)|(?:表彰|颁奖|表扬|授奖)?(?:暨.{1,20})?(?:大会|会议|座谈会|仪式|典礼|晚会)$"
        ),
        "it calls a meeting or an event; it names no winners",
    ),
    (
        re.compile(
            "收费|费用|(?:缴纳|收缴|征收|收取|交纳|调整).{0,40}费|^发放|(?:奖励|补贴|补助)(?:标准|金额)"
        ),
        "it is about fees or money; it names no winners",
    ),
    (
        re.compile(
            "^(?:.{0,12}年度?)?(?:开展|做好|组织|启动|征集|征求|申报|推荐|推选|推报|选送|报送|选树|评选(?!结果)|邀请|加强|规范"
            "|推进|深化|落实|实施|贯彻|学习|宣传|进一步|完善|健全|切实|调整|制定|成立|建立)"
            "|(?:评选|表彰|推荐|申报|征集|选树|评审|奖励|认定|命名|评定)+(?:工作|活动|办法|方案|条例|事宜|管理|启事|制度)+$"
            "|(?:评选|推荐|申报|征集|选树|评选表彰)$"
        ),
        "it calls for or regulates something; it names no winners",
    ),
)
"""Subjects (事由) of documents that look like awards and are none, each with the reason given to the user.

A refusal counts where it stands before the first word that announces an honour, or with it.
"""

_ACTS: Final[tuple[tuple[str, ActKind], ...]] = (
    ("it revokes", "revocation"),
    ("it corrects", "correction"),
    ("it confirms", "confirmation"),
)
"""The reasons that are acts on earlier awards."""


def act_of(reason: str | None) -> ActKind | None:
    """Return what a document that confers nothing does to earlier awards, by the reason why it confers nothing."""
    return next((kind for words, kind in _ACTS if reason is not None and reason.startswith(words)), None)


def announces(title: str) -> bool:
    """Say whether a title announces an honour."""
    return _CONFERRING_SUBJECT.search(title) is not None


_TYPE_ALONE: Final = re.compile("通?令|命令|通报|决定")
"""A title that says nothing of its subject: only a sentence that decides on an honour makes it an award."""
_DECIDES_HONOUR: Final = re.compile(
    "(?:(?:决定|命令|批准)[^。；]{0,80}?|(?:现|特此?)(?:予以?|授予|给予|通令|对[^。；]{1,80}?(?:予以|给予))[^。；]{0,40}?)"
    "(?:授予|追授|追认|追记|表彰|表扬|嘉奖|奖励|记[^，。；]{0,30}功)"
)
"""市人民政府决定：一、给予下列2个集体记二等功: who is given what, over the end of the paragraph that decides it."""
_PROMULGATES: Final = re.compile("(?:现|予以|予|特此)(?:公布|发布|颁布)|起(?:施行|实施)|^第一条")
"""《……办法》现予公布: an order that makes rules, whose articles may tell of honours."""

_PLACEHOLDER: Final = re.compile("[×╳✕]{2}")
"""××市: a name left open, as in a form or a lesson."""

_SAID_BY_TYPE: Final = {"公示": _REFUSALS[0][1], "勘误": _REFUSALS[2][1], "更正": _REFUSALS[2][1]}
"""What a document calls itself without being one of the 文种, and what it does."""

_ASKING_TYPES: Final = frozenset({"请示", "报告", "议案", "意见", "函", "纪要"})
"""文种 that ask, report or advise: they decide nothing."""


def reason_against(
    *, title: str, subject: str, kind: str, paragraphs: Iterable[str], are_headings: Iterable[bool]
) -> str | None:
    """Return why a document confers nothing, by its 文种, its 事由 and its prose; None where it confers something.

    ``are_headings``: of each line below the title whether it is the heading of a tier (一等奖（3个）), asked if nothing above tells.
    """
    if kind in _SAID_BY_TYPE:
        return _SAID_BY_TYPE[kind]
    if _PLACEHOLDER.search(title):
        return "its title leaves names open (××), as a form does"
    if kind in _ASKING_TYPES:
        return f"a {kind} asks, reports or advises; it confers nothing"
    gives = _CONFERRING_SUBJECT.search(subject)
    announced = gives.start() if gives else len(subject)
    for pattern, reason in _REFUSALS:
        match = pattern.search(subject)
        if match is not None and match.start() <= announced:
            return reason
    if gives and not _TYPE_ALONE.fullmatch(subject):
        return None
    return _reason_of_body(subject, tuple(paragraphs), are_headings)


def _reason_of_body(subject: str, paragraphs: Sequence[str], are_headings: Iterable[bool]) -> str | None:
    """Return why a document confers nothing whose title announces nothing; if it is a 文种 alone, its body has to decide."""
    is_type = _TYPE_ALONE.fullmatch(subject) is not None
    if is_type and any(map(_PROMULGATES.search, paragraphs)):
        return "it makes rules public; it confers nothing"
    if is_type:
        confers = _DECIDES_HONOUR.search("".join(paragraphs)) is not None
    else:
        confers = any(are_headings) or any(map(_CONFERS.search, paragraphs))
    return None if confers else "neither its title nor its text gives an honour to anybody"
