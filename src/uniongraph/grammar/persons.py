"""Persons as lists print them: names, what is added to a name in brackets, posts."""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import CLOSE, HAN, OPEN

__all__ = [
    "ADDED",
    "COUPLE_WORD",
    "ETHNICITY",
    "GENDER",
    "NAME",
    "NAME_ALONE",
    "OFFICE_END",
    "PARTICULAR",
    "POST",
    "POSTHUMOUS",
    "SHIFT_END",
    "TITLE_OF_ADDRESS",
]

_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚"
    "越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公佟肖尧付代闫覃苟岳楼腾战仝佘兰冼"
    "趙錢孫馮陳衛蔣韓楊許呂張孔嚴華魏謝鄒蘇範魯韋馬鳳湯羅畢鄔樂時傅齊顧黃蕭姚邵紀項董賈婁顏鍾駱萬盧經應單龔程陸榮劉葉黎溫莊閻連鄭鄧賀龍譚"
)
_COMPOUND: Final = "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|呼延|歐陽|諸葛"
_FOREIGN: Final = rf"[{HAN}]{{1,8}}(?:[·・•‧][{HAN}A-Za-z.]{{1,10}}){{1,3}}"
NAME: Final = re.compile(rf"{_FOREIGN}|(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_SURNAMES}][{HAN}]{{1,2}}")
"""王晓明, 欧阳静, 买买提·吐尔逊: a name as it looks; for lines whose white space is gone."""

NAME_ALONE: Final = re.compile(rf"{_FOREIGN}|[{HAN}]{{2,4}}")
"""What can be a name where only names stand: any two to four characters."""

ADDED: Final = re.compile(rf"[{OPEN}](?P<words>[^{OPEN}{CLOSE}]{{1,30}})[{CLOSE}]")
"""（女，回族）, （追授）: what is added to a name."""

GENDER: Final = re.compile("[男女]")
ETHNICITY: Final = re.compile(rf"[{HAN}]{{1,6}}族")
PARTICULAR: Final = re.compile(
    rf"[男女]|[{HAN}]{{1,6}}族|[{HAN}]{{1,8}}籍(?:华人|华裔)?|(?:中共)?(?:预备)?党员|(?:共青)?团员|群众|[{HAN}]{{2,4}}(?:盟|会|社)员|无党派(?:人士)?"
    r"|(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出?生)?|\d{2}岁|(?:大学)?(?:本科|专科)(?:学历)?"
)
"""女, 回族, 中共党员, 1975年3月生, 英国籍: what may stand between a name and the unit."""
POSTHUMOUS: Final = re.compile("追授|追记|追认|已故|已去世|牺牲")
TITLE_OF_ADDRESS: Final = re.compile("(?:同志|先生|女士|老师|夫妇|夫妻)$")
COUPLE_WORD: Final = re.compile("夫妇|夫妻")
"""甲、乙夫妇: two persons who are honoured as one."""

POST: Final = re.compile(
    rf"[{HAN}A-Za-z0-9、/／（）()·]{{0,24}}?(?:董事长|总经理|经理|总裁|总监|主任|主席|主管|主编|书记|委员|理事长|会长|秘书长|秘书"
    "|院长|校长|园长|所长|局长|处长|科长|股长|厅长|部长|司长|署长|站长|站员|队长|组长|班长|厂长|场长|段长|车间主任|工段长|船长|机长|列车长|村长|镇长|乡长|县长|市长|区长|行长|店长|馆长|台长|社长|团长|团员|政委|指导员|教导员|教练"
    "|教授|研究员|讲师|教师|老师|教员|教研员|辅导员|班主任|保育员|工程师|高工|技师|技术员|技工|工人|职工|员工|会计师|会计|律师|医师|医生|护士长|护士|助产士|护师|药师|记者|编辑|播音员|干事|干部|科员|办事员|职员|文员|调研员|巡视员|主任科员"
    rf"|司机|驾驶员|乘务员|售票员|检修工|维修工|操作工|操作员|装配工|焊工|电工|钳工|车工|铣工|木工|瓦工|泥工|采煤工|炼钢工|纺织工|缝纫工|挡车工|清洁工|保洁员|保安员|环卫工|网格员|快递员|送餐员|外卖员|骑手|邮递员|投递员|收费员|营业员|服务员|厨师|检验员|质检员|安全员|巡检员|调度员|值班员|线路工|养护工|护林员|协管员|[民干交刑法狱巡特]警|警员|辅警|法官|检察官|战士|消防员|农民|农牧民|牧民|村民|居民|市民|社员|自由职业者|从业者|从业人员|创业者|个体工商户|工商户|经营者|创始人|创办人|法定代表人|志愿者|义工|社工|渔民|个体户|学生|研究生|[本专]科生|毕业生|博士后|设计师|架构师|分析师|工长|领班|负责人|带头人|代表|顾问|专员|助理|会员|委员长|演员|导演|作家|画家|运动员|裁判员|[{HAN}]{{1,3}}[员长师工手])"
)
"""副总经理, 高级工程师, 二车间班长: a post, by the word it ends in."""

OFFICE_END: Final = re.compile(
    "(?:(?:机关|直属机关|直属)?(?:分?工会|党委|团委|纪委)|党支部|党总支|党组|团支部|团总支|妇联|女工委|村委会|居委会|董事会|监事会|车间|班组|科室)$"
)
"""某某公司工会 before 主席: what every unit has of party, union, league and board, and the bare word for a part of it.

Who heads it holds a post of the unit (工会主席); a part with a name of its own (炼钢车间, 质检科) is where somebody works.
"""

SHIFT_END: Final = re.compile("(?<![值带夜早中晚白上当交轮替领跟大小全本])班$|(?:窗口|系|车组|机组|线|岗)$")
"""水质检测班 before 班长: a team, by a word that ends other words too (值班)."""
