"""What is printed in more than one way and means the same: traditional characters (繁体), half-width marks, straight quotes."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["folded", "simplified"]

_PAIRS: Final = (
    "總总會会黨党團团廳厅縣县區区鄉乡鎮镇聯联協协學学國国務务員员辦办處处業业產产衛卫環环電电醫医廠厂隊队組组關关於于發发號号"
    "決决議议報报請请紀纪複复復复圖图書书館馆從从創创優优個个項项類类獎奖獲获評评選选單单領领導导與与為为經经們们開开閉闭"
    "門门間间問问聞闻對对將将應应當当實实現现頒颁獻献貢贡勞劳動动婦妇聽听說说讀读課课證证設设計计訂订認认識识調调論论記记"
    "訊讯許许評评詳详該该誠诚語语讓让謀谋護护變变質质資资費费賞赏賽赛贈赠贊赞財财貨货貿贸購购費费負负責责賢贤長长張张強强"
    "彈弹歸归錄录錢钱銀银銅铜鐵铁鋼钢鑄铸鍋锅鏈链針针釣钓鋁铝錫锡鍛锻鎂镁鋰锂機机構构極极標标樣样樹树橋桥檢检權权歡欢"
    "歷历殘残氣气漢汉沒没溝沟測测濟济滅灭漁渔灣湾潔洁準准湯汤漲涨潤润澤泽濱滨瀋沈熱热營营爐炉爾尔狀状獨独猶犹瑪玛環环畫画"
    "異异療疗瘡疮監监盤盘眾众礦矿禮礼種种積积稱称穩稳窮穷節节範范築筑簡简籌筹糧粮糾纠級级紅红約约純纯紙纸紡纺線线練练組组"
    "終终結结給给統统絲丝綠绿維维網网緊紧編编緩缓縮缩績绩織织繪绘繼继續续纖纤羅罗義义習习聖圣聲声職职肅肃腦脑膠胶臨临舊旧"
    "興兴舉举艙舱艦舰藝艺蘇苏藥药蘭兰處处虛虚蟲虫補补裝装製制裏里見见規规視视親亲覽览觀观觸触車车軌轨軍军軟软輔辅輕轻載载"
    "輝辉輛辆輪轮輸输轉转辦办農农運运過过達达違违遠远適适遺遗邊边還还進进連连週周遊游郵邮鄭郑鄰邻釋释鈞钧陳陈陽阳陰阴陸陆"
    "隊队階阶際际隨随險险隱隐雙双雜杂離离難难雲云電电霧雾靈灵靜静頁页頂顶順顺預预頓顿頒颁頭头題题願愿顧顾顯显風风飛飞飯饭"
    "飲饮館馆馬马駐驻駕驾驗验驛驿體体魚鱼鮮鲜鳥鸟鳳凤鳴鸣鴻鸿麗丽麥麦黃黄點点齊齐齒齿龍龙龔龚億亿僅仅傳传傑杰備备儲储"
    "兒儿內内兩两冊册凍冻凱凯別别刪删則则剛刚劇剧劃划劉刘劑剂勁劲務务勝胜勢势勵励勳勋勻匀華华參参叢丛嚴严喬乔喚唤問问啟启"
    "單单嘗尝園园圍围圓圆執执堅坚報报場场塊块塗涂墊垫墳坟壓压壯壮壽寿夢梦夾夹奪夺奮奋婁娄媽妈嬰婴孫孙寧宁寶宝審审寫写寬宽"
    "專专尋寻導导屆届層层屬属嶺岭嶼屿島岛峽峡帶带帳账幫帮幣币幹干庫库廣广廠厂廬庐張张彌弥彙汇後后徑径從从徵征徹彻恆恒慶庆"
    "憂忧懷怀態态慣惯憲宪戰战戲戏戶户擇择擊击擔担據据擴扩掃扫揚扬換换損损搖摇搶抢撥拨撫抚攝摄敵敌數数斷断昇升時时晉晋曉晓"
    "曆历術术衝冲東东條条楊杨業业榮荣樂乐樓楼樸朴櫃柜欄栏歲岁殺杀畢毕涼凉淨净滬沪滾滚漸渐潛潜瀾澜烏乌煙烟煉炼燈灯燒烧爭争"
    "牆墙獅狮瓊琼甌瓯疊叠癥症盧卢鹽盐碼码確确磚砖穀谷競竞筆笔築筑篩筛籃篮紹绍綜综綿绵緻致縱纵羣群聰聪脈脉臺台"
    "艱艰蓋盖蓮莲蔣蒋薦荐薩萨藍蓝蘊蕴號号蝦虾術术衆众褲裤襲袭訓训託托訪访詢询試试詩诗誤误誼谊談谈諮咨謙谦講讲謝谢譜谱譯译"
    "豐丰貝贝貞贞販贩貫贯貴贵貸贷賀贺賓宾賴赖趙赵躍跃軸轴較较輯辑辭辞遞递遲迟遼辽邁迈鄧邓醬酱釀酿鈴铃錦锦鍵键鎖锁鏡镜鑽钻"
    "閱阅闊阔闡阐陣阵隴陇雞鸡韓韩韋韦韻韵響响頻频顆颗額额顏颜類类飼饲養养騎骑騰腾驅驱驕骄髮发鬥斗鬧闹鯉鲤鵬鹏鷹鹰"
    "邏逻鑒鉴麵面鬆松姍姗閩闽贛赣濰潍徠徕萊莱蕪芜潁颍漣涟淵渊湧涌滙汇瀘泸瀏浏灘滩灤滦濼泺嵐岚崗岗峯峰巖岩幾几莊庄葉叶蘆芦"
    "薊蓟虧亏訴诉詞词誌志諧谐謹谨證证賬账贏赢跡迹踐践輻辐轄辖這这遷迁鄒邹醜丑鈣钙鉛铅鋪铺鋒锋銳锐閣阁閒闲隸隶霽霁頌颂頑顽"
    "檔档註注盃杯啓启裡里匯汇佈布係系隻只採采鍾钟價价傷伤偉伟俠侠倉仓倫伦側侧偵侦債债僑侨儀仪儉俭夥伙奧奥宮宫嶄崭廢废彎弯"
    "悅悦惡恶慮虑憶忆懇恳拋抛捨舍掛挂撐撑擁拥攔拦攜携敗败敘叙晝昼暫暂棄弃棗枣棟栋楓枫槍枪樁桩橫横歐欧毀毁氫氢沖冲況况滯滞"
    "滿满漿浆澆浇濃浓濕湿灑洒無无爺爷牽牵璽玺畝亩盜盗矯矫硯砚禍祸禦御稅税籤签紐纽細细絕绝綱纲緒绪緯纬繞绕罰罚脅胁脫脱腳脚"
    "腸肠膚肤臟脏艷艳茲兹荊荆莖茎蒼苍蔥葱薑姜蘋苹螢萤蠟蜡襯衬診诊誇夸諸诸譽誉貓猫貧贫賦赋賣卖買买趨趋踴踊軀躯輩辈辯辩鄔邬"
    "醞酝釐厘銘铭銷销錘锤鎳镍鐘钟鑰钥閃闪閔闵閻阎闖闯飄飘餘余饋馈饒饶駱骆騙骗鬱郁魯鲁鴨鸭鵝鹅龐庞"
)
_TO_SIMPLIFIED: Final = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_TRADITIONAL: Final = re.compile(f"[{_PAIRS[::2]}]")


def simplified(printed: str) -> str:
    """Return a text with each traditional character replaced by its simplified form, character by character.

    Every offset stays what it was, so what a pattern finds here is quoted from the print.
    """
    return printed.translate(_TO_SIMPLIFIED) if _TRADITIONAL.search(printed) else printed


_MARKS: Final = dict(zip(",;:!?()「」『』", "，；：！？（）“”‘’", strict=True))
_MARK: Final = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;!?()「」『』]")
"""Marks in another width or form; the comma of 1,200 and the colon of 10:42 are none."""
_STRAIGHT: Final = re.compile('"')


def folded(printed: str) -> str:
    """Return a text in the one form that patterns are written for, character by character.

    Traditional characters become simplified, half-width marks full-width, 「」 and straight quotation marks “”.
    """
    words = _MARK.sub(lambda mark: _MARKS[mark[0]], simplified(printed))
    quotes = words.count('"')
    if not quotes or quotes % 2:
        return words
    turn = iter("“”" * (quotes // 2))
    return _STRAIGHT.sub(lambda _: next(turn), words)
