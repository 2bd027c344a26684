"""Persons as lists print them: names, and what is added to a name in brackets."""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import CLOSE, HAN, OPEN

__all__ = [
    "ADDED",
    "COUPLE_WORD",
    "ETHNICITY",
    "FAMILY",
    "GENDER",
    "NAME",
    "NAME_ALONE",
    "NAME_OR_BODY",
    "PARTICULAR",
    "POSTHUMOUS",
    "TITLE_OF_ADDRESS",
]

_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅麦盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚"
    "越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公佟肖尧付代闫覃苟岳楼腾战仝佘兰冼"
    "趙錢孫馮陳衛蔣韓楊許呂張孔嚴華魏謝鄒蘇範魯韋馬鳳湯羅畢鄔樂時傅齊顧黃蕭姚邵紀項董賈婁顏鍾駱萬盧經應單龔程陸榮劉葉黎溫莊閻連鄭鄧賀龍譚"
)
_COMPOUND: Final = "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|呼延|歐陽|諸葛"
_FOREIGN: Final = rf"[{HAN}]{{1,8}}+(?:[·・•‧][{HAN}A-Za-z.]{{1,10}}){{1,3}}"
NAME: Final = re.compile(rf"{_FOREIGN}|(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_SURNAMES}][{HAN}]{{1,2}}")
"""王晓明, 欧阳静, 买买提·吐尔逊: a name as it looks; for lines whose white space is gone."""

NAME_OR_BODY: Final = re.compile(rf"[{_SURNAMES}][{HAN}][科社台校院团宫厂站矿]")
"""何建社, 皮肤科: a person's name or a body's, for given names end in these characters too."""

FAMILY: Final = re.compile(rf"(?:(?:{NAME.pattern})[、和])?(?:{NAME.pattern})家庭")
"""何立春家庭, 何立春、吴小梅家庭: a family is called by one of its members or by a couple."""

NAME_ALONE: Final = re.compile(rf"{_FOREIGN}|[{HAN}]{{2,4}}")
"""What can be a name where only names stand: any two to four characters."""

ADDED: Final = re.compile(
    rf"[{OPEN}](?P<words>[^{OPEN}{CLOSE}]{{1,40}}(?:[{OPEN}][^{OPEN}{CLOSE}]{{1,12}}[{CLOSE}][^{OPEN}{CLOSE}]{{0,20}})?)[{CLOSE}]"
)
"""（女，回族）, （追授）, （某某中学高二（3）班）: what is added to a name."""

GENDER: Final = re.compile("[男女]")
ETHNICITY: Final = re.compile(rf"[{HAN}]{{1,6}}族")
PARTICULAR: Final = re.compile(
    rf"[男女]|[{HAN}]{{1,6}}族|[{HAN}]{{1,8}}籍(?:华人|华裔)?|(?:中共)?(?:预备)?党员|(?:共青)?团员|群众|[{HAN}]{{2,4}}(?:盟|会|社)员|无党派(?:人士)?"
    r"|(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出?生)?|\d{2}岁|(?:大学)?(?:本科|专科)(?:学历)?"
)
"""女, 回族, 中共党员, 1975年3月生, 英国籍: what may stand between a name and the unit."""
POSTHUMOUS: Final = re.compile("追授|追记|追认|追晋|已故|去世|牺牲|殉职|殉难|病故|病逝|逝世")
TITLE_OF_ADDRESS: Final = re.compile("(?:同志|先生|女士|老师|夫妇|夫妻)$")
COUPLE_WORD: Final = re.compile("夫妇|夫妻")
"""甲、乙夫妇: two persons who are honoured as one."""
