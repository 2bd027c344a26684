"""What is drawn, printed as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generated.drawing import Drawn, Entry, Honour, Style, Winner

_HAN: Final = "〇一二三四五六七八九"


def render(drawn: Drawn) -> str:
    """Return the document."""
    style = drawn.style
    lines = [*_head(drawn), ""]
    if style.addressed:
        lines += ["各县（区）总工会，各产业工会，市直机关各单位：", ""]
    lines += [
        "为激励先进，经逐级推荐、专家评审，决定对有关单位和个人予以表彰。",
        "",
        f"附件：{drawn.subject}名单",
        "",
        "　".join(drawn.issuers),
        *_date(drawn),
        "",
        "附件",
        "",
        f"{drawn.subject}名单",
        "",
    ]
    winners = list(_winners(drawn))
    if style.pages and len(winners) > 4:
        winners.insert(len(winners) // 2, "— 2 —")
    return "\n".join([*lines, *winners, ""])


def _head(drawn: Drawn) -> Iterator[str]:
    style = drawn.style
    number = f"{drawn.symbol}{style.number.format(drawn.date[0])}{drawn.serial}号"
    if style.masthead == "file":
        # All organs: where the masthead names the first alone and the signature two, both could be meant.
        yield from drawn.issuers[:-1]
        yield f"{drawn.issuers[-1]}文件"
    elif style.masthead == "beside":
        yield from drawn.issuers
        yield "文件"
    if style.number_at == "top":
        yield number
    title = drawn.title
    if style.number_at == "glued":
        title = f"{number} {title}"
    if style.broken:
        cut = title.index("关于")
        yield title[:cut]
        yield title[cut:]
    else:
        yield title
    if style.number_at == "below":
        yield number
    elif style.number_at == "bracketed":
        yield f"（{number}）"


def _date(drawn: Drawn) -> Iterator[str]:
    year, month, day = drawn.date
    if drawn.style.date == "arabic":
        yield f"{year}年{month}月{day}日"
    elif drawn.style.date == "spaced":
        yield f"{year} 年 {month} 月 {day} 日"
    elif drawn.style.date == "chinese":
        printed = "".join(_HAN[int(digit)] for digit in str(year)).replace("〇", drawn.style.zero)
        yield f"{printed}年{_chinese(month)}月{_chinese(day)}日"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")


def _winners(drawn: Drawn) -> Iterator[str]:
    style = drawn.style
    if style.kind == "inverted":
        for index, section in enumerate(drawn.honours[0].sections):
            yield f"（{_chinese(index + 1)}）{section.name}"
            for honour in drawn.honours:
                yield f"{honour.name}：{_names(honour.sections[index].entries)}"
        return
    for index, honour in enumerate(drawn.honours):
        mark = f"{_chinese(index + 1)}、" if style.headed else ""
        if honour.declared == 0:
            yield f"{mark}{honour.name}（空缺）"
            continue
        unit = "名" if style.kind == "person" else "个"
        heading = mark + honour.name + (style.count.format(f"{honour.declared}{unit}") if style.count else "")
        if style.layout == "list":
            yield f"{heading}：{_names(honour.sections[0].entries)}"
            continue
        yield heading
        yield from _below(style, honour)


def _names(entries: Sequence[Entry]) -> str:
    return "、".join(entry.winners[0].name for entry in entries)


def _below(style: Style, honour: Honour) -> Iterator[str]:
    """Yield the lines below a tier's heading."""
    if style.layout == "columns":
        names = [entry.winners[0].name for entry in honour.sections[0].entries]
        yield from ("　　　".join(names[i : i + 2]) for i in range(0, len(names), 2))
        return
    if style.layout in {"pipe", "tab"}:
        heads = (
            ("序号", "姓名", "单位", "职务") if style.kind == "person" else ("序号", "案例名称", "申报单位")
        )
        yield (" | " if style.layout == "pipe" else "\t").join(heads)
    for index, section in enumerate(honour.sections):
        if section.name is not None:
            yield f"（{_chinese(index + 1)}）{section.name}"
        for entry in section.entries:
            yield from _entry(style, entry)


def _entry(style: Style, entry: Entry) -> Iterator[str]:
    mark = "" if entry.ordinal is None else style.mark.format(entry.ordinal.strip("（）"))
    if style.kind == "person":
        yield _person_line(style, mark, entry.winners[0])
        return
    names = [winner.name for winner in entry.winners]
    joined = style.separator.join(names)
    if style.layout in {"pipe", "tab"}:
        yield (" | " if style.layout == "pipe" else "\t").join((mark, entry.title or "", joined))
    elif style.layout == "dash":
        yield f"{mark}{entry.title}{style.dash}{joined}{'）' if style.dash == '（' else ''}"
    elif entry.title is None:
        yield f"{mark}{joined}"
    else:
        yield f"{mark}{entry.title}"
        yield joined


def _person_line(style: Style, mark: str, winner: Winner) -> str:
    gender, ethnicity, posthumous, affiliation, post = winner.said
    notes = "，".join(each for each in (gender, ethnicity, posthumous) if each)
    name = f"{winner.name}（{notes}）" if notes else winner.name
    if not notes and len(name) == 2:
        name = f"{name[0]}　{name[1]}"
    if style.layout == "fused":
        return f"{mark}{name} {affiliation}{post}"
    if style.layout == "comma":
        return f"{mark}{name}，{affiliation}，{post}"
    return (" | " if style.layout == "pipe" else "\t").join((mark, name, str(affiliation), str(post)))
