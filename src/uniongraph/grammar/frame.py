"""The frame of a document (版头, 附件说明, 成文日期, 版记): masthead, number, title, addressees, annex marks, dates."""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import CLOSE, CN_NUMBER, HAN, OPEN, ZEROS

__all__ = [
    "ADDRESSEES",
    "ADDRESSEES_BARE",
    "ADOPTED",
    "AND_OTHERS",
    "ANNEX_MARK",
    "ANNEX_REFERENCE",
    "APPROVED",
    "BARE_LEVELS",
    "BARE_TITLE",
    "DATE",
    "DOCUMENT_TYPES",
    "FILE_NAME",
    "GENERAL_BODIES",
    "HANDLING",
    "MASTHEAD",
    "NEXT_REFERENCE",
    "NOTE",
    "NUMBER",
    "NUMBER_AFTER",
    "NUMBER_LABEL",
    "OF_LEVEL",
    "OWN_WORD",
    "PAGE_NUMBER_LINE",
    "SEAL",
    "SENDERS",
    "SENTENCE_END",
    "SIGNATORY",
    "STATIONED",
    "SUSPECT_DATE",
    "TAIL",
    "TITLE",
    "TITLE_LABEL",
    "TYPE_WORDS",
    "WORD_TITLE",
]

MASTHEAD: Final = re.compile(rf"(?P<bodies>[{HAN}、（）()]{{3,80}}?)?(?:文件|(?<=[{HAN}])令)")
"""临江市人民政府文件, 临江市人民政府令: the issuing bodies over the red line (发文机关标志); 文件 alone stands between or below them."""

_SHUT: Final = r"〕﹞\]］】）)"
_BRACKETED: Final = (
    rf"[〔﹝\[［【（(]?\s*(?P<year>(?:19|20)\d\d|(?<=[〔﹝\[［【（(])(?:二[{ZEROS}]|一九)[{ZEROS}一二三四五六七八九]{{2}})"
    rf"\s*(?:年(?=第))?[{_SHUT}]?"
)
_SERIAL: Final = rf"(?:\d{{1,5}}|(?<=[{_SHUT}第]){CN_NUMBER})"
NUMBER: Final = re.compile(rf"(?P<symbol>[{HAN}]{{2,16}}){_BRACKETED}(?:第)?(?P<serial>{_SERIAL})[号號]")
"""临工发〔2021〕12号, 总工发[2007]18号, 临公令〔二〇二一〕三号: 发文字号 in any of the bracket pairs met in print, or with one or both lost."""

AND_OTHERS: Final = re.compile(
    rf"等(?:(?P<number>\d{{1,2}}|{CN_NUMBER})(?:个|家)?(?:[部委办厅局]{{1,4}}|单位|部门|机构|机关|组织|团体)|(?:部门|单位))$"
)
"""某某局等三部门, 某某局等八家单位: more issue a document than its title names, and the signature names them all."""

NUMBER_LABEL: Final = re.compile(r"[|｜]?(?:发文字号|文件编号|文号)[|｜:：]?")
"""发文字号：…, | 文号 | …: what stands before the number in a table of particulars."""

TITLE_LABEL: Final = re.compile("[|｜]?(?:标题|题名|文件名称|信息名称|名称)[|｜：]+")
"""标题：…: what stands before the title in a table of particulars."""
SEAL: Final = re.compile("（(?:公章|印章|盖章|签章|章|印|[^（）]{0,24}代章)）")
"""临江市总工会（章）, 某某领导小组（市教育局代章）: where the seal stands, or whose seal it is."""

APPROVED: Final = re.compile(rf"签发人?[:：](?P<names>[{HAN}·、]{{2,40}})$")
"""签发人：许立群: who approved the document, beside its number or below it."""

_GUARDED: Final = r"(?:绝密|机密|秘密|内部资料|内部文件|内部)(?:[★☆*＊].{0,8}|[（(].{1,8}[）)])?"
_URGENT: Final = "(?:特提|特急|加急|平急|急件)"
HANDLING: Final = re.compile(
    rf"(?:(?:份号[:：]?)?\d{{6}})?(?:(?:密级[:：])?{_GUARDED})?(?:(?:紧急程度[:：])?{_URGENT})?"
)
"""000012, 机密★1年, 特急: how many copies there are, how secret and how urgent the document is (份号, 密级, 紧急程度)."""

DOCUMENT_TYPES: Final = {
    "决议": "resolution",
    "决定": "decision",
    "命令": "order",
    "令": "order",
    "公报": "communique",
    "公告": "announcement",
    "通告": "public-notice",
    "意见": "opinion",
    "通知": "notice",
    "通报": "circular",
    "报告": "report",
    "请示": "request",
    "批复": "reply",
    "议案": "motion",
    "函": "letter",
    "纪要": "minutes",
}
"""The fifteen 文种 of the 2012 regulation, with the keys of the scheme ``document-type``."""

TYPE_WORDS: Final = "|".join(DOCUMENT_TYPES)
TITLE: Final = re.compile(
    rf"(?P<issuer>.{{0,120}}?)关于(?P<subject>.{{2,240}}?)(?P<of>的)?(?P<type>{TYPE_WORDS}|公示|勘误|更正)(?:[{OPEN}][^{CLOSE}]{{1,12}}[{CLOSE}])?",
    re.DOTALL,
)
"""临江市人民政府关于表彰……的决定: issuer, subject (事由) and 文种."""

BARE_TITLE: Final = re.compile(
    r"(?P<issuer>[^。；：！？]{3,60}?)??"
    r"(?P<subject>(?=(?:19|20)\d\d|二[〇○零]|第|表彰|表扬|嘉奖|授予|命名|奖励|先进|优秀|劳动模范|模范|标兵|十佳|最美)"
    r"[^。；：！？]{0,60}?(?:表彰|表扬|嘉奖|授予|命名|奖励|获奖|评选结果)[^。；：！？]{0,60}?)"
    r"(?P<of>的)?(?P<type>决定|决议|命令|令|公报|公告|通报|通告)"
)
"""临江市总工会表彰……的决定, 临江市人民政府嘉奖令: a title that does without 关于 begins with its issuer."""

_HONOURS: Final = "嘉奖|表彰|表扬|奖励|记功|授奖|授勋|颁奖|命名"
WORD_TITLE: Final = re.compile(
    rf"(?P<issuer>[^。；：！？，]{{3,60}}?)??(?P<words>(?=[{HAN}]{{0,6}}?(?P<type>决定|决议|命令|令|通报|通告|公告|公报))"
    rf"(?:通[令报](?:{_HONOURS})|(?:通[令报])?(?:{_HONOURS}){{1,2}}(?:通?令|命令|决定|决议|通报|通告|公告|公报)|通?令|命令|通报|决定))"
    rf"(?:[{OPEN}](?!关于)[^{CLOSE}]{{1,12}}[{CLOSE}])?(?:[{OPEN}]关于(?P<about>[^。；：{CLOSE}]{{2,100}})[{CLOSE}]|[—－-]*关于(?P<below>[^。；：]{{2,100}}))?"
)
"""临江市人民政府嘉奖令, 表彰通报, 临江市人民政府命令（关于嘉奖……）: a title that is its 文种, perhaps with the subject behind it."""

NUMBER_AFTER: Final = re.compile(
    rf".*(?<=[定报知告令议示函复])(?P<end>[》〉]?[{OPEN}]?)(?P<number>{NUMBER.pattern})[{CLOSE}]?[》〉]?",
    re.DOTALL,
)
"""……的决定（临工发〔2021〕12号）: a number on the title's own line, behind it."""

ADOPTED: Final = re.compile(rf"[{OPEN}](?P<words>[^{OPEN}{CLOSE}]{{8,60}})[{CLOSE}]")
"""（2021年3月18日）, （2021年3月18日……会议通过）: the day in brackets right below the title (题注)."""

ADDRESSEES: Final = re.compile(
    r"(?!.*(?:如下|以下|下列|决定|现将|根据|按照|为了|经研究|公布|予以|通知|授予))(?P<names>[^。！？：:]{2,300})[：:]"
)
"""各区总工会，各局（产业）工会： the line after the title (主送机关)."""

_BODIES: Final = "单位|部门|政府|工会|委员会|党委|党组|支部|总支|局|委|厅|办|企业|学校|院校|机构|组织|公司|会|处|院|所|中心|街道|室"
ADDRESSEES_BARE: Final = re.compile(
    rf"(?!.*(?:如下|以下|下列|决定|现将|根据|按照|为了|经研究|公布|予以|通知|授予))(?P<names>(?:各|有关|全[省市县区州]各)[^。！？；：]{{1,200}}(?:{_BODIES}))"
)
"""各区总工会，各产业工会: the same without the colon, alone on its line."""

LEVELS: Final = "[省市县区州盟旗乡镇街道自治（）、]+"
BARE_LEVELS: Final = re.compile(rf"各?{LEVELS}")
"""各县, in 各县、区人民政府: a level without a body, which stands behind 、."""
OF_LEVEL: Final = re.compile(rf"各(?P<levels>{LEVELS})")
SENDERS: Final = re.compile("(?:中央|国家|中|部|省|市|县|区|州)(?:、(?:省|市|县|区|州))*")
"""中央, in 中央、省驻某某各单位: the levels whose bodies sit in a place, before the last of them."""
STATIONED: Final = re.compile("[省市县区州部直属级、和及]{1,8}驻")
GENERAL_BODIES: Final = re.compile(
    "(?:各(?:有关|相关|直属|所属|直管)?|直属各|所属各|有关)(?:单位|部门|机构|企业|院校|[科处部]室)"
)
"""各单位, in 市直各部门、各单位: what is of the body before it."""
OWN_WORD: Final = re.compile(
    rf"各|全|有关|相关|直属|所属|本|机关|中央|驻|在|[厅局委院校]属|[省市县区州盟旗]|集团|公司|基层|[{HAN}]{{1,6}}?[省市县区州盟旗]|.{{2,}}(?:大学|学院|公司|医院)$"
)
"""What an addressee begins with that is none of the one before it: 教育局 in 各县宣传部、教育局 is."""

NOTE: Final = re.compile(rf"[{OPEN}](?P<note>此件.{{1,60}}|共印\d+份)[{CLOSE}]")
"""（此件发至县团级）, （此件公开发布）: 附注."""

ANNEX_REFERENCE: Final = re.compile(
    r"附(?:件|属档案)?\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*(?:[:：]|[—－―─]{1,3}|--+)\s*(?P<item>\d{1,2}\s*[.．、:：]\s*)?(?P<title>\S.*)",
    re.DOTALL,
)
"""附件：2017年度……获奖名单, 附件1：…, 附件：1. …: 附件说明, before the signature; or an annex with its title."""

NEXT_REFERENCE: Final = re.compile(r"(?P<number>\d{1,2})\s*[.．、:：]\s*(?P<title>\S.*)", re.DOTALL)
"""2. ……名单: what is annexed second, on the line after 附件：1. ……名单."""

ANNEX_MARK: Final = re.compile(r"附(?:件|属档案)?\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?[:：]?")
"""附件, 附件1, 附：, 附属档案: the line that opens an annex."""

DATE: Final = re.compile(
    rf"(?P<year>[12１２][\d]{{3}}|二[{ZEROS}][{ZEROS}一二三四五六七八九]{{2}}|一九[{ZEROS}一二三四五六七八九]{{2}})"
    r"(?:年|(?P<mark>[-－/.．]))(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})(?(mark)(?P=mark)|月)"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})(?(mark)(?![\d:])|日)"
)
"""2018年4月26日, 二〇一八年四月二十六日 with each zero met in print: 成文日期; with ``mark``, 2018-04-26, 2018.4.26, 2018/04/26."""

SENTENCE_END: Final = re.compile(r"[。！？!?][”’」』）)]*$")
"""How a line of prose ends, below which nothing but a signature goes on."""

_SIGNING_POSTS: Final = (
    "总理 省长 主席 市长 州长 盟长 专员 行长 县长 区长 旗长 乡长 镇长 部长 厅长 局长 主任 署长 关长 司令员 政治委员 政委 总队长 支队长 院长 检察长 校长 "
    "书记 会长 董事长 总经理"
)
_SPACED_POSTS: Final = "|".join(r"\s{0,8}".join(post) for post in _SIGNING_POSTS.split())
SIGNATORY: Final = re.compile(
    rf"(?P<body>[{HAN}（）]{{2,30}}?)??\s{{0,8}}(?:代\s{{0,8}})?(?:{_SPACED_POSTS})(?:\s{{0,8}}[:：]\s{{0,8}}|\s{{1,24}})"
    rf"(?P<name>[{HAN}](?:\s{{0,8}}[{HAN}]){{1,3}}|[{HAN}]{{1,8}}(?:[·・•‧][{HAN}]{{1,10}}){{1,3}})"
)
"""厅  长  王建国, 省长：李明, 临江市公安局局长 王建国: who signs an order (签署), by post and name."""

SUSPECT_DATE: Final = re.compile(
    r"[12]\d{3}(?:年?\d{1,2}月\d{1,4}日|年\d{1,4}月?\d{1,4}日?)|[12]\d{3}年?\d{1,2}月\d{1,2}日?|[12]\d{3}年\d{3,4}日"
)
"""2018年1212日, 20178月12日: nearly a date, with a character lost."""

FILE_NAME: Final = re.compile(
    r"(?:附件?.{0,4}?[:：.．、]\s*)?(?P<title>[^。；]{2,100}\.(?:docx?|xlsx?|pdf|wps|et|rar|zip))",
    re.DOTALL | re.IGNORECASE,
)
"""先进集体名单.xlsx: a file that is annexed and not printed."""

PAGE_NUMBER_LINE: Final = re.compile(
    r"\s*(?:[-—–－―·]+\s*\d{1,4}\s*[-—–－―·]*|\d{1,4}\s*[-—–－―]+"
    r"|第\s*(?:\d{1,4}|\[\d{1,4}\](?:\s*\[\d{1,4}\]){0,19})\s*页(?:\s*共\s*(?:\d{1,4}|\[\d{1,4}\])\s*页)?)\s*"
)
"""— 2 —, - 3 -, 4 -, 第 2 页 共 5 页, 第 [1] [2] 页 共[2]页."""

_PRINTS: Final = rf"[{HAN}（）、]{{2,40}}"
TAIL: Final = re.compile(
    r"(?P<copies>(?:主题词|主送|抄送|印发|抄报|分送)[:：].*)|责任编辑[:：].*|(?:打字|校对)[:：].{1,40}"
    rf"|(?P<printed>{_PRINTS}(?:办公[厅室]|秘书[处局科])[^。；：]{{0,12}}印发|(?P<by>{_PRINTS})?{DATE.pattern}印(?:发|制)?)"
    rf"(?:[{OPEN}]?共印\d+份[{CLOSE}]?)?。?|[{OPEN}]?共印\d+份[{CLOSE}]?。?"
)
"""抄送：…, 某某办公厅2018年4月26日印发: 版记, below the decision; ``copies`` may go on over the next lines, up to ``printed``."""
