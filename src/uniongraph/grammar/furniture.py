"""What a web page prints around a document it publishes: paths, buttons, particulars, links, the site's own lines."""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import HAN

__all__ = [
    "DRAWN_UP",
    "ISSUED_BY",
    "PAGE_HEAD",
    "PAGE_LABEL",
    "PAGE_MENU",
    "PAGE_TAIL",
    "PAGE_TAIL_WEAK",
    "PAGE_TOP",
]

_PARTICULARS: Final = (
    "索引号|信息索引号|主题分类|组配分类|信息分类|体裁分类|分类|服务对象|发文机关|发文机构|发布机构|发布机关|制发机关|制定机关|公开主体|公开责任部门|发布单位"
    "|公开类别|公开方式|公开形式|公开范围|公开程度|公开时限|公文种类|公文时效|有效性|时效性|效力状态|文件状态|成文日期|发文日期|生成日期|形成日期|发布日期|公开日期|公布日期|印发日期"
    "|生效日期|实施日期|施行日期|废止日期|失效日期|失效时间|有效期|发布时间|更新时间|生成时间|发文字号|文号|文件编号|统一编号|登记号|关键词|主题词|名称|标题|文件名称|信息名称|内容概述|语种"
)
PAGE_LABEL: Final = re.compile(rf"[|｜]?(?:{_PARTICULARS})[|｜:：]*")
"""索引号, 发布日期|: what names a cell in a table of particulars, alone on its line or before the cell."""

_BUTTONS: Final = "字体|字号|打印|关闭|收藏|分享|纠错|朗读|语音播报|浏览次数|浏览量|点击数|点击率|点击|阅读次数|阅读量|阅读|访问量|访问次数|下载"
_CREDITS: Final = "来源|信息来源|文章来源|稿件来源|稿源|作者|编辑|责任编辑|审核|编审|录入|发布者|发布人|发布机构|时间|日期|发布时间|发布日期|更新时间|更新日期|发表时间|录入时间"
PAGE_HEAD: Final = re.compile(
    rf"(?:[您你]?(?:现在|当前|目前|所在|的){{0,4}}位置[是为]?[:：]|首页[>＞»›/|｜\-]).*|首页"
    rf"|[【\[（(〖]?(?:{_BUTTONS})[:：】\]）)〗\d].*|[【\[〖](?:{_BUTTONS}|大|中|小).*"
    rf"|[【\[（(]?(?:{_CREDITS})[:：].*"
    rf"|[|｜]?(?:{_PARTICULARS})[|｜:：].*"
    r"|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\d{1,2}:\d\d(?::\d\d)?.{0,40}",
    re.DOTALL,
)
"""首页 > 政务公开, 【字体：大 中 小】, 来源：…, 索引号 | …: above a pasted page's text and right below its title."""

PAGE_MENU: Final = re.compile(r"(?:网站)?首页(?:\s+\S{2,8}){2,20}")
"""首页　要闻　公示公告: the parts of the site, with the blanks that part them."""

_OFFERS: Final = (
    "设为首页|加入收藏|收藏本站|联系我们|网站地图|无障碍(?:阅读|浏览|版)?|长者(?:模式|助手|版)|关怀版|适老化|登录|注册|手机版|移动版|客户端|微信|微博|公众号"
    "|English|[简繁]体(?:中文|版)?|繁體|RSS(?:订阅)?|智能问答|个人中心|搜索"
)
PAGE_TOP: Final = re.compile(
    rf"(?:欢迎您?(?:访问|来到|光临|浏览))?[{HAN}]{{2,24}}(?:网|网站|门户|频道|在线)(?:[—\-–|｜·_]+[{HAN}]{{2,16}})?|欢迎您?(?:访问|来到|光临|浏览)[{HAN}]{{2,24}}"
    rf"|[|｜/·]*(?:(?:{_OFFERS})[|｜/·]*)+"
    r"|(?:今天是|现在是)?(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:星期|周)[一二三四五六日天].{0,20}"
)
"""某某文明网, 设为首页 | 登录, 2024年3月6日 星期三: what a site prints on top of each of its pages."""

PAGE_TAIL: Final = re.compile(
    r"扫一扫.{0,30}|扫描二维码.{0,20}|(?:一键)?分享(?:到|至)?[:：]?.{0,30}|[【\[〖](?:打印|关闭|收藏|返回|字体|字号|我要纠错).*|(?:打印(?:本页)?|关闭(?:窗口|本页)|返回顶部|返回列表|我要纠错)"
    r"|(?:上|下)一(?:篇|条|页)[:：]?.*|(?:相关|推荐)(?:附件|链接|文章|阅读|新闻|解读|文件|信息|稿件)[:：]?.{0,60}|(?:附件|文件)下载[:：]?.{0,60}"
    r"|.{0,60}(?:版权所有|ICP备|公网安备|网站标识码|备案号|备案序号).*|(?:Copyright|©|©️).*"
    r"|网站地图.*|联系我们.*|关于我们.*|友情链接.*|技术支持[:：].*|网站支持.*|(?:微信|微博|QQ空间|QQ)+",
    re.DOTALL | re.IGNORECASE,
)
"""扫一扫…, 上一篇：…, 版权所有: below a pasted page's text."""

PAGE_TAIL_WEAK: Final = re.compile(
    rf"(?:主办|主办单位|主管|承办|承办单位|协办|地址|联系电话|电话|邮编|邮箱|{_CREDITS}|{_BUTTONS})[:：].*|附件[:：]?|"
    r".{0,40}(?:https?://|www\.|\.gov\.cn|\.com).{0,60}",
    re.DOTALL,
)
"""主办：…, 来源：…: furniture only in one block with a line that can be nothing else."""

DRAWN_UP: Final = re.compile(
    r"(?:成文日期|发文日期)[|｜:：]*(?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
)
"""成文日期 | 2024-02-19: the document's own day among the particulars; 发布日期 is the page's."""

ISSUED_BY: Final = re.compile(
    rf"(?:发文机关|发文机构|发文单位|制发机关|制定机关|发布机构|发布机关|发布单位)[|｜：]+(?P<bodies>[^|｜：]{{3,80}}?)(?=[|｜]|$|(?:{_PARTICULARS})[|｜：])"
)
"""发布机构：临江市总工会: who issues a document that says so nowhere else."""
