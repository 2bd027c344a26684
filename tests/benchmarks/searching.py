"""How long a search takes over a million names, for each kind of what people type.

    python tests/benchmarks/searching.py [NAMES] [FILE]

Names of organizations, persons, cases and documents are made up of the shipped gazetteer's places and of the characters
of GB 2312, always the same. Where FILE is there already, it is taken for their index; else it is made there and kept.
Prints the making of the index, then of each kind the median and the 99th percentile of the time that a search takes of a
processor, in milliseconds, and the slowest with what it found. At 20 is aimed.
"""

from __future__ import annotations

import random
import re
import resource
import statistics
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import divisions, labels
from uniongraph.iris import PREFIXES
from uniongraph.labels.making import make

if TYPE_CHECKING:
    from collections.abc import Iterator

AIM: Final = 20
ROUNDS: Final = 5
_SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余单重解"
_TRADES: Final = [
    "科技",
    "实业",
    "建设",
    "物流",
    "食品",
    "电子",
    "环境服务",
    "城市建设",
    "商贸",
    "信息技术",
    "汽车销售",
    "港务",
    "物业管理",
    "医药",
    "新材料",
]
_FORMS: Final = ["有限公司", "股份有限公司", "（集团）有限公司", "集团", "中心", "研究院", "医院", "学校"]
_UNIONS: Final = ("", "", "工会", "工会委员会", "工会联合会", "总工会")
_ACTS: Final = ["创新", "推进", "深化", "构建", "完善", "搭建", "探索", "落实", "打造", "规范"]
_THINGS: Final = [
    "职工之家",
    "集体协商机制",
    "家政服务员权益保障",
    "劳动竞赛平台",
    "互联网+工会服务",
    "工会经费管理",
    "技能人才培养",
    "女职工关爱",
]
_HONOURS: Final = [
    "五一劳动奖状",
    "工人先锋号",
    "优秀工会工作者",
    "基层工会创新案例",
    "模范职工小家",
    "劳动模范",
]

KINDS: Final = {
    "two characters, common": ["工会", "公司", "上海", "服务", "集团"],
    "two characters, rare": ["璧镊", "工璧", "嚷公", "鸯骚", "瀑盏"],
    "one character": ["工", "沪", "嚷", "市"],
    "long": [
        "静安区石门二路街道物业行业工会联合会",
        "（集团）有限公司工会委员会",
        "关于表彰2017年度基层工会创新案例的决定",
    ],
    "traditional, full width": ["總工會", "上海電子", "２０１７年度", "（集團）有限公司"],
    "pinyin": ["shanghai", "gonghui", "chongqing", "jing'an qu", "xian", "fangan", "lv", "keji", "bianhua"],
    "pinyin, long": [
        "shanghaishizonggonghui",
        "guanyubiaozhang",
        "jiazhengfuwuyuanquanyibaozhang",
        "youxiangongsigonghui",
    ],
    "pinyin, begun": ["s", "shangh", "zonggongh", "g", "zh", "jiazhengf"],
    "initials": ["shzgh", "zgh", "gh", "jtyxgs", "jzfwyqybz", "xyz", "wlys"],
    "several words": [
        "上海 工会",
        "工会 璧镊",
        "shanghai 集团 gonghui",
        "gh sh",
        "公司 上海 工会 科技",
        "a b c d e f g",
    ],
    "nothing found": ["没有这样的名称", "qqqq", "zhuangzhuangzhuang", "%$#", "工公会司", "nothing here"],
    "hard": [
        "gonghuigong",
        "会工会",
        "公司限有",
        "shshshshshshshsh",
        "xianxianxianxianxianxian",
        "gangangangangangan",
    ],
    "200 characters": ["上海市总工会" * 33, "gonghui" * 28, "zgh" * 66, "a " * 100, "xian" * 50],
}


def names(count: int) -> Iterator[str]:
    """Yield made-up names, the same ones each time."""
    chance = random.Random(20180501)  # noqa: S311 (no secret)
    places = [each.name for each in divisions.shipped().divisions]
    first = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)]
    second = [bytes((high, low)).decode("gb2312") for high in range(0xD8, 0xF7) for low in range(0xA1, 0xFF)]

    def word(length: int) -> str:
        return "".join(chance.choice(first if chance.random() < 0.97 else second) for _ in range(length))

    while count:
        place, of = chance.choice(places), chance.choice
        unit = f"{place}{word(chance.randint(2, 4))}{of(_TRADES)}{of(_FORMS)}{of(_UNIONS)}"
        person = f"{of(_SURNAMES)}{word(chance.randint(1, 2))}"
        case = f"{of(_ACTS)}{word(2)}{of(_THINGS)} {of(_ACTS)}{word(4)}服务"
        title = f"{place}总工会关于表彰{chance.randint(1990, 2026)}年度{word(2)}{of(_HONOURS)}的决定"
        for name in islice((unit, person, case, unit.replace("工会", "") + "党委", title), count):
            yield name
            count -= 1


def made(count: int, path: Path) -> None:
    """Make the index of so many names, a thing each."""
    store = ox.Store()
    called = ox.NamedNode(f"{PREFIXES['skos']}prefLabel")
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"https://example.com/thing/{number}"), called, ox.Literal(name, language="zh"))
        for number, name in enumerate(names(count))
    )
    begin = time.perf_counter()
    make(store, path)
    seconds, peak = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"index of {count:,} names: {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB, peak {peak / 1024:.0f} MB"
    )


def measure(index: labels.Index) -> bool:
    """Print how long each kind takes; return whether the aim is reached by all."""
    print(f"{'kind':24}{'median':>9}{'p99':>9}   slowest (ms; aim {AIM})")
    reached = True
    for kind, texts in KINDS.items():
        taken: list[tuple[float, str, labels.Found]] = []
        for _ in range(ROUNDS):
            for text in texts:
                re.purge()  # as if nobody had searched for this before
                begin = time.process_time()
                found = labels.search(index, text[: labels.LONGEST])
                taken.append((1000 * (time.process_time() - begin), text, found))
        times = [each[0] for each in taken]
        last = statistics.quantiles(times, n=100)[98] if len(times) > 1 else times[0]
        slowest, text, found = max(taken, key=lambda each: each[0])
        more = "more than " if found.is_more else ""
        print(
            f"{kind:24}{statistics.median(times):9.2f}{last:9.2f}   {text[:24]} {slowest:.2f}: {more}{found.total}"
        )
        reached &= last <= AIM
    return reached


def main(count: int, path: Path) -> None:
    """Make the index where it is not there, and search it."""
    if not path.exists():
        made(count, path)
    index = labels.opened(path)
    assert index is not None, path
    print("reached" if measure(index) else "not reached")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000,
            Path(sys.argv[2]) if len(sys.argv) > 2 else Path(place) / "names.idx",
        )
