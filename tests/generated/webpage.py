"""What a web page prints around the document that it publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generated.values import Drawn

__all__ = ["above", "below", "byline"]

_PATHS: Final = ("首页 > 政务公开 > 政府文件", "您当前的位置：首页 > 信息公开", "首页 | 通知公告 | 正文")
_BUTTONS: Final = ("【字体：大 中 小】 【打印】 【关闭】", "字号：[大 中 小]", "打印本页　关闭窗口")
_CREDITS: Final = (
    "来源：市总工会　　浏览次数：1187",
    "发布时间：2024-02-26 10:42　来源：办公室",
    "【字体：大 中 小】",
)
_TAILS: Final = (
    ("扫一扫在手机打开当前页", "分享到：", "上一篇：关于做好春耕备耕工作的通知", "下一篇：没有了"),
    ("【打印】【关闭】", "版权所有　网站标识码：4211990001"),
    ("责任编辑：闻笛", "主办：市总工会　ICP备00000000号"),
)


def above(drawn: Drawn, form: int) -> Iterator[str]:
    """Yield the path, the buttons and the particulars; the day on which the page was published is not the document's."""
    yield from (_PATHS[form % len(_PATHS)], _BUTTONS[form // 3 % len(_BUTTONS)], "")
    if form % 2:
        year, month, day = drawn.date
        yield from (f"索 引 号 | 01435672X/{year}-00031", f"发文机关 | {drawn.issuers[0]}")
        if drawn.frame.number_at != "none":
            yield f"发文字号 | {drawn.symbol}〔{year}〕{drawn.serial}号"
        if drawn.frame.dated != "none":
            yield f"成文日期 | {year}-{month:02}-{day:02}"
        yield from (f"发布日期 | {year + 1}-02-26 10:42", "主题分类 | 综合政务", "")


def byline(form: int) -> str:
    """Return the line right below the title."""
    return _CREDITS[form % len(_CREDITS)]


def below(form: int) -> tuple[str, ...]:
    """Return the lines at the end."""
    return ("", *_TAILS[form % len(_TAILS)])
