"""Small generated decisions for the benchmarks: some 15 winners each, drawn from a seed, all of invented bodies."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["decision", "write"]

_CITIES: Final = [
    "临江",
    "云溪",
    "青川",
    "海宁",
    "东岭",
    "南湖",
    "西塘",
    "北亭",
    "长岗",
    "白石",
    "金沙",
    "银坪",
    "清源",
    "和安",
    "永泰",
    "宁阳",
]
_TRADES: Final = [
    "汽轮机",
    "发动机",
    "热力",
    "建筑",
    "纺织",
    "化工",
    "电力",
    "水务",
    "公交",
    "港务",
    "印刷",
    "制药",
    "机床",
    "船舶",
    "轴承",
    "电缆",
]
_PRIZES: Final = ["职工创新成果", "工会创新案例", "先进操作法", "优秀服务项目", "技能竞赛"]
_THINGS: Final = [
    "高速转子",
    "社区食堂",
    "校园后勤",
    "低温管道",
    "港口吊机",
    "智能称重",
    "电子台账",
    "节能水泵",
    "数字车间",
    "安全巡检",
]
_ACTS: Final = [
    "平衡工艺改进",
    "管理系统",
    "清洗装置",
    "焊接方法",
    "调度平台",
    "维护规程",
    "培训模式",
    "检测办法",
]
_TIERS: Final = ("一等奖", "二等奖", "三等奖")


def decision(number: int) -> str:
    """Return the text of one decision: three tiers with 12 to 18 winners, about 900 characters."""
    draw = random.Random(number)  # noqa: S311 (the same number is to give the same text)
    city = _CITIES[number % len(_CITIES)]
    year = 2000 + number // len(_CITIES) % 24
    serial = number // len(_CITIES) // 24 + 1
    prize = draw.choice(_PRIZES)
    issuer = f"{city}市总工会"
    sizes = [draw.randint(4, 6) for _ in _TIERS]
    total = sum(sizes)
    lines = [
        f"{issuer}文件",
        "",
        f"{city[0]}工发〔{year}〕{serial}号",
        "",
        f"{issuer}关于表彰{year - 1}年度",
        f"{city}市{prize}（第{serial}批）的决定",
        "",
        "各县（市、区）总工会，各产业工会：",
        "",
        f"为弘扬劳模精神、劳动精神、工匠精神，{year - 1}年，市总工会在全市开展了{prize}评选活动。"
        f"经单位推荐、职工自荐两种方式，共收到申报成果{total * 7}项。通过资格审查、专家评审、公示等环节，"
        f"市总工会决定，对以下{total}项成果予以表彰。",
        "",
        f"附件：{year - 1}年度{city}市{prize}获奖名单",
        "",
        issuer,
        f"{year}年3月18日",
        "",
        "附件",
        "",
        f"{year - 1}年度{city}市{prize}获奖名单",
        "",
    ]
    for rank, (tier, size) in enumerate(zip(_TIERS, sizes, strict=True)):
        lines += [f"{'一二三'[rank]}、{tier}（共{size}项）", ""]
        for place in range(1, size + 1):
            lines.append(f"{place}．{draw.choice(_THINGS)}{draw.choice(_ACTS)}")
            lines.append(f"{city}{draw.choice(_TRADES)}{draw.randint(1, 400)}厂工会")
        lines.append("")
    return "\n".join(lines)


def write(folder: Path, count: int, *, first: int = 0) -> None:
    """Write decisions into a folder, one file each, named by number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"{number:06d}.txt").write_text(decision(number), "utf-8")
