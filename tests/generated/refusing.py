"""Documents of the same offices that look like awards and give none: what each really does, with the reason to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generated import lists
from generated.values import Refused

if TYPE_CHECKING:
    from random import Random

__all__ = ["REASONS", "refused"]

_TITLES: Final = (
    ("关于开展{}评选工作的通知", "calls for or regulates"),
    ("关于征集{}的通知", "calls for or regulates"),
    ("关于申报{}的通知", "calls for or regulates"),
    ("关于召开{}表彰大会的通知", "calls a meeting or an event"),
    ("关于举办{}颁奖仪式的通知", "calls a meeting or an event"),
    ("关于{}拟表彰名单的公示", "list for objections"),
    ("关于{}评选结果的公示", "list for objections"),
    ("关于{}候选名单的公告", "list for objections"),
    ("关于调整{}鉴定收费标准的通知", "about fees or money"),
    ("关于缴纳{}评审费的通知", "about fees or money"),
    ("关于转发《关于表彰{}的决定》的通知", "passes on or amends"),
    ("关于请求表彰{}的请示", "asks, reports or advises"),
    ("关于表彰××年度{}的决定", "leaves names open"),
    ("关于{}信息报送安排的通知", "neither its title nor its text gives an honour"),
)
REASONS: Final = frozenset(reason for _, reason in _TITLES)
_OBJECTIONS: Final = "list for objections"
_CALL: Final = ("请各单位于9月30日前报送材料一式三份。", "联系电话：0000-6120011。")
_PRIZES: Final = "设一等奖1项、二等奖3项、三等奖6项，由市总工会予以表彰。"


def refused(random: Random, *, place: str, most: int) -> tuple[str, Refused]:
    """Return a title from 关于 on, and what stands below it."""
    form, reason = random.choice(_TITLES)
    annexes = lists.annexes(random, place=place, most=most)
    about = form.format(annexes[0].title.removesuffix("名单"))
    if reason == _OBJECTIONS:
        days = "公示期为1月4日至1月10日。"
        return about, Refused(reason, (f"经专家评审，拟对以下名单予以表彰，现予公示。{days}",), annexes)
    calls = reason.startswith("calls for")
    return about, Refused(reason, (f"现将有关事项通知如下。{_PRIZES if calls else ''}", *_CALL))
