"""Later documents that revoke, confirm or correct what an earlier one gave, and give nothing themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generated import lists, winners, words
from generated.values import Entry, Honour, Later, Section, chinese

if TYPE_CHECKING:
    from random import Random

__all__ = ["later"]

_REVOKES: Final = "经查，有关材料失实。根据评选办法，决定{act}{names}的“{honour}”称号，收回证书和奖牌。"
_REVOKES_CASE: Final = "经查，有关材料失实。决定{act}《{title}》（{number}）中授予{name}“{case}”案例的“{honour}二等奖”，收回证书。"
_REVOKES_ALL: Final = "经研究，决定对《{title}》（{number}）予以撤销。"
_CONFIRMS: Final = "经复查，决定{act}{names}的“{honour}”称号。"
_CONFIRMS_ALL: Final = "经复查，决定{act}附件所列单位的“{honour}”称号。"
_CORRECTS: Final = "《{title}》（{number}）附件中个别内容有误，{changes}。其余内容不变。"


def later(random: Random, *, issuer: str, place: str, most: int) -> tuple[str, Later]:
    """Return a title from 关于 on, and what the document under it does to earlier awards."""
    honour = place + random.choice(words.HONOURS["organization"])
    cited = (
        f"{issuer}关于表彰{honour}的决定",
        f"{issuer[:2]}工发〔{random.randint(2000, 2020)}〕{random.randint(1, 99)}号",
    )
    match random.choice(
        ("revoke", "revoke", "revoke case", "revoke all", "confirm", "confirm all", "correct")
    ):
        case "revoke":
            return _named(random, honour, revokes=True)
        case "confirm":
            return _named(random, honour, revokes=False)
        case "revoke case":
            return _revoked_case(random, honour, cited)
        case "revoke all":
            annexes = lists.flat(random, honour, most=most)
            body = _REVOKES_ALL.format(title=cited[0], number=cited[1])
            about = f"关于撤销{honour}命名决定的通知"
            return about, Later("revocation", (body,), cited, annexes[0].honours, annexes=annexes)
        case "confirm all":
            annexes = lists.flat(random, honour, most=most)
            body = _CONFIRMS_ALL.format(act=random.choice(("继续保留", "确认")), honour=honour)
            about = f"关于继续保留{honour}称号的通报"
            return about, Later("confirmation", (body,), None, annexes[0].honours, annexes=annexes)
        case _:
            return _corrected(random, honour, cited)


def _named(random: Random, honour: str, *, revokes: bool) -> tuple[str, Later]:
    """Return a document whose sentence names all whom it concerns."""
    names: set[str] = set()
    entries = tuple(Entry(None, None, (winners.body(random, names),)) for _ in range(random.randint(1, 3)))
    counted = random.random() < 0.6
    printed = "、".join(entry.winners[0].name for entry in entries)
    if counted:
        printed += f"等{random.choice((len(entries), chinese(len(entries))))}个单位"
    concerned = (Honour(honour, len(entries) if counted else None, (Section(None, entries),)),)
    if revokes:
        body = _REVOKES.format(act=random.choice(("撤销", "取消")), names=printed, honour=honour)
        return f"关于撤销有关单位{honour}称号的决定", Later("revocation", (body,), None, concerned)
    body = _CONFIRMS.format(act=random.choice(("继续保留", "重新确认")), names=printed, honour=honour)
    return f"关于继续保留有关单位{honour}称号的通报", Later("confirmation", (body,), None, concerned)


def _revoked_case(random: Random, honour: str, cited: tuple[str, str]) -> tuple[str, Later]:
    case = winners.title(random).replace("“", "‘").replace("”", "’").replace(" ", "")
    winner = winners.body(random, set())
    body = _REVOKES_CASE.format(
        act=random.choice(("撤销", "取消")),
        title=cited[0],
        number=cited[1],
        name=winner.name,
        case=case,
        honour=honour,
    )
    concerned = (Honour(f"{honour}二等奖", None, (Section(None, (Entry(None, case, (winner,)),)),)),)
    return f"关于撤销“{case}”案例二等奖的决定", Later("revocation", (body,), cited, concerned)


def _corrected(random: Random, honour: str, cited: tuple[str, str]) -> tuple[str, Later]:
    names: set[str] = set()
    pairs = tuple(
        (winners.body(random, names).name, winners.body(random, names).name)
        for _ in range(random.randint(1, 3))
    )
    form = random.choice(("将“{}”更正为“{}”", "将“{}”改为“{}”", "“{}”应为“{}”"))
    printed = "，".join(form.format(old, new) for old, new in pairs)
    body = _CORRECTS.format(
        title=cited[0], number=cited[1], changes=f"现{printed}" if form[0] == "将" else printed
    )
    return f"关于更正{honour}名单有关内容的通知", Later("correction", (body,), cited, (), pairs)
