"""What a document says of its own handling: how secret and urgent it is, who may see it, who gets a copy, who printed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

__all__ = ["imprint", "note", "seal", "warnings"]

_SECRET: Final = ("秘密", "秘密★1年", "机密★10年", "内部资料")
_URGENT: Final = ("特急", "加急", "急件", "特 急")
_NOTES: Final = ("（此件公开发布）", "（此件发至县团级）", "(此件主动公开)", "（共印40份）")
_SUBJECTS: Final = ("主题词：工会　表彰　决定", "主题词：先进　表彰　通报", "主题词：科技 奖励 决定")
_COPIED: Final = (
    "抄送：市委办公室，市人大常委会办公室。",
    "抄送：各市总工会，省直机关工会。",
    "抄报：省总工会。",
    "抄　送：市委各部门，市纪委办公室。",
    "分送：市长、副市长，各工作部门。",
)
_PRINTED: Final = (
    "{office}{date}印发",
    "{office}　　　　{date}印发",
    "{office}　{date}印",
    "{office}\n{date}印发",
)


def warnings(random: Random) -> tuple[str, ...]:
    """Return the lines above the masthead; most documents have none."""
    if random.random() < 0.85:
        return ()
    lines = (f"{random.randint(1, 999):06}", random.choice(_SECRET), random.choice(_URGENT))
    return tuple(line for line in lines if random.random() < 0.6)


def note(random: Random) -> str:
    """Return who may see the document (附注), or nothing."""
    return random.choice(_NOTES) if random.random() < 0.15 else ""


def seal(random: Random, place: str) -> str:
    """Return what stands behind who signs, or nothing."""
    if random.random() < 0.85:
        return ""
    return random.choice(
        ("（章）", "（印章）", "（公章）", "（盖章）", "(公章)", "（代章）", f"（{place}总工会代章）")
    )


def imprint(random: Random, place: str, date: tuple[int, int, int]) -> tuple[str, ...]:
    """Return the lines of the imprint (版记), each or some of them; most documents have none."""
    if random.random() < 0.75:
        return ()
    year, month, day = date
    office = place + random.choice(("总工会办公室", "人民政府办公室", "总工会办公厅"))
    printed = random.choice(_PRINTED).format(office=office, date=f"{year}年{month}月{day}日")
    lines = [
        random.choice(_SUBJECTS),
        random.choice(_COPIED),
        *printed.split("\n"),
        random.choice(("共印40份", "（共印120份）", "校对：许敏")),
    ]
    kept = [line for line in lines if line in printed or random.random() < 0.5]
    return tuple(kept)
