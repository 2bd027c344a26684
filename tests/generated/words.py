"""The words that decisions are drawn from: invented places, bodies, persons and titles; no golden case holds one."""

from __future__ import annotations

from typing import Final

CITIES: Final = ("沱湾市", "岷屏市", "汐川市", "砚池县", "槐江省", "栎城市")
PLACES: Final = ("东麓区", "西浦区", "南苑县", "北辰岭区", "溪口县", "高桥岭县", "龙亭区", "虎丘坪县")
CORES: Final = (
    *("钢铁", "纺织", "电力", "客运", "水务", "机床"),
    *("粮油", "建筑工程", "医药", "物流", "陶瓷", "造船"),
)
FORMS: Final = ("有限公司工会", "股份有限公司工会", "（集团）有限公司工会", "厂工会", "行业工会联合会")
PUBLIC: Final = ("总工会", "教育工会", "第一人民医院工会", "图书馆工会", "公安局机关工会")
GROUPS: Final = ("区县总工会", "市级机关", "产业工会")
HONOURS: Final = {
    "case": ("职工创新案例", "优秀服务项目", "合理化建议"),
    "organization": ("模范职工之家", "工人先锋号", "工会工作先进集体"),
    "person": ("优秀工会工作者", "劳动模范", "五一劳动奖章"),
}
"""Honours without grades, by who or what gets them."""
TOPICS: Final = ("服务职工", "维权帮扶")
ORGANS: Final = (
    ("总工会",),
    ("总工会",),
    ("人民政府办公室",),
    ("总工会", "教育局"),
    ("总工会", "应急管理局", "卫生健康委员会"),
)
"""Who issues a document, behind the place's name: alone or together."""
LETTERS: Final = ("工发", "总工发", "工办", "工字", "政办发", "总工经", "科发奖")
"""What stands behind the place in a document number."""
SUBJECTS: Final = ("职工创新成果", "工会创新案例", "职工服务品牌")
ADDRESSEES: Final = (
    *("各县（区）总工会", "各产业工会", "市直机关各单位", "各人民团体"),
    *("各驻地高等院校", "开发区管委会", "局属各单位"),
)

BILINGUAL: Final = (
    *(
        "奥瑟（中国）有限公司工会",
        "3K材料有限公司工会",
        "东麓区LED照明有限公司工会",
        "贝隆Beron电子有限公司工会",
    ),
    *(
        "海澜电子有限公司（Hailan Electronics Co., Ltd.）工会",
        "澄江国际学校（Chengjiang International School）工会",
    ),
)
FOREIGN: Final = ("买买提·吐尔逊", "约翰·史密斯", "阿依古丽·艾山")

VERBS: Final = ("打造", "搭建", "创新", "推行", "做实", "探索", "构建", "擦亮")
OBJECTS: Final = (
    *("“职工小屋”", "“一站式”调解平台", "技能比武机制"),
    *("爱心托管班", "劳动竞赛品牌", "“暖心”驿站"),
)
ENDS: Final = ("服务一线职工", "凝聚奋进力量", "护航职工权益", "助力企业发展", "温暖户外劳动者")
DIGITS: Final = ("2.0升发动机降噪", "24小时自助服务", "110千伏带电作业", "3分钟应急响应法", "5G车间安全帽")

SURNAMES: Final = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜"
GIVEN: Final = ("建国", "晓明", "志强", "秀英", "文博", "海燕", "立群", "雨桐", "航", "敏", "静", "磊")
POSTS: Final = ("工程师", "高级技师", "班组长", "副总经理", "调度员")
ETHNICITIES: Final = ("回族", "壮族", "苗族", "土家族")

LADDERS: Final = (
    ("特等奖", "一等奖", "二等奖", "三等奖"),
    ("一等奖", "二等奖", "三等奖"),
    ("金奖", "银奖", "铜奖"),
    ("十佳案例", "提名案例"),
    ("一等奖", "二等奖", "优秀奖"),
)

SIMPLIFIED: Final = (
    "专业东严个为举书产仪优会体关内决创别办务动励劳区医华单卫厂县发变号员响团国图壮备复奋奖孙学实审对将属岭带帮应开张强当总户扫"
    "护报据数时晓机权杨构标桥汉没浏湾现电码砚确称竞筑类粮级纺线组织经结继续维综编网职联范荐荣药获蒋览誉认议许设证评识误请调责费赛赵"
    "车转辑运进选郑钟钢钱铁铜银锋长闭间闻陈静韩页项颁题馆驻驿龙纳缴吕吴栎"
)
TRADITIONAL: Final = (
    "專業東嚴個為舉書產儀優會體關內決創別辦務動勵勞區醫華單衛廠縣發變號員響團國圖壯備復奮獎孫學實審對將屬嶺帶幫應開張強當總戶掃"
    "護報據數時曉機權楊構標橋漢沒瀏灣現電碼硯確稱競築類糧級紡線組織經結繼續維綜編網職聯範薦榮藥獲蔣覽譽認議許設證評識誤請調責費賽趙"
    "車轉輯運進選鄭鐘鋼錢鐵銅銀鋒長閉間聞陳靜韓頁項頒題館駐驛龍納繳呂吳櫟"
)
"""The characters of these words that have a traditional form, and those forms, in the same order."""
