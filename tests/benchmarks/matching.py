"""How fast and how well names are matched: over many organizations, over the shipped hard pairs, and with the worst input.

    python tests/benchmarks/matching.py [ORGANIZATIONS] [FILE]

The organizations (100,000) are drawn over the forms of names, always the same: unions, their enterprises, branches and
schools by number, in the shipped divisions and invented ones. Where FILE is there already, it is taken for their index.
Prints the making, then for names with each kind of damage how many a second one core finds, how many stand first
(recall@1), and the time of a batch of ten; then the whole confusion of the hard pairs; then how long the worst input takes.
Aims: 500 names a second, 95 of 100 batches within 20 ms, recall@1 of 0.97 over the hard pairs, and no false `match`.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from generated import words
from pairing import SETS, judged, read
from uniongraph import divisions, matching
from uniongraph.matching import Named, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS: Final = 3
BATCH: Final = 10
WANTED: Final = 3_000
_TRADES: Final = (
    *(
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
    ),
    *("物业管理", "医药", "新材料", "市政工程", "餐饮管理", "国际贸易", "服装", "机械制造", *words.CORES),
)
_FORMS: Final = (
    "有限公司",
    "有限公司",
    "股份有限公司",
    "（集团）有限公司",
    "有限责任公司",
    "集团有限公司",
    "厂",
)
_PUBLIC: Final = (
    *(
        "第{}人民医院",
        "第{}中学",
        "第{}小学",
        "中心小学",
        "人民医院",
        "图书馆",
        "公安局",
        "税务局",
        "教育局",
        "中医医院",
    ),
    *("第{}幼儿园", "社会福利院", "城市管理行政执法局", "妇幼保健院", "职业技术学院"),
)
_SUFFIXES: Final = ("工会", "工会", "工会", "工会委员会", "工会联合会", "")
_DIGITS: Final = "一二三四五六七八九十"
_WORST: Final = {
    "one character": "市",
    "one common word": "工会",
    "common words": "上海市工会",
    "more common words": "上海市科技有限公司工会",
    "a form alone": "有限公司",
    "4,000 characters": "上海市宝山区第二人民医院" * 334,
    "100,000 characters": "工会" * 50_000,
    "1,000,000 brackets": "（" * 1_000_000,
    "control characters": "\x00\x01上\x02海\u202e市\x7f总\u200b工会",
    "places without end": "上海市宝山区" * 40,
    "numerals": "一二三四五六七八九十" * 20,
}


def _characters() -> str:
    """Return the 3,755 characters of the first level of GB 2312."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return "".join(code.decode("gb2312", "ignore") for code in codes)


def organizations() -> Iterator[Named]:
    """Yield organizations without end, no two of one name; a union has its enterprise beside it, one in five a branch."""
    draw = random.Random(2018)  # noqa: S311
    shipped = [(d.name, d.code) for d in divisions.shipped().divisions]
    made = [(city + place, None) for city in words.CITIES for place in words.PLACES]
    characters, seen = _characters(), set[str]()
    while True:
        place, code = draw.choice(shipped if draw.random() < 0.5 else made)
        if code is not None and draw.random() < 0.7:
            place = f"上海市{place}" if place != "上海市" else place
        if draw.random() < 0.25:
            body = place + draw.choice(_PUBLIC).format(draw.choice(_DIGITS))
        else:
            style = "".join(draw.choices(characters, k=draw.choice((2, 2, 2, 3))))
            body = (
                draw.choice((place, place, "上海", "")) + style + draw.choice(_TRADES) + draw.choice(_FORMS)
            )
        branch = f"第{draw.choice(_DIGITS)}分公司" if draw.random() < 0.2 else ""
        suffix = draw.choice(_SUFFIXES)
        for name in (body, body + suffix, body + branch, body + branch + suffix):
            if name not in seen:
                seen.add(name)
                yield Named(f"o{len(seen)}", (name,), "organization", code)


# ---------------------------------------------------------------------------------------------- damage

_WIDTHS: Final = str.maketrans("（）()０１２", "()（）012")
_OLD: Final = str.maketrans(words.SIMPLIFIED, words.TRADITIONAL)


def _spaced(name: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(name))
    return f"{name[:at]} {name[at:]}"


def _mistyped(name: str, draw: random.Random) -> str:
    at = draw.randrange(len(name))
    return name[:at] + draw.choice("人大工上中国有") + name[at + 1 :]


def _unplaced(name: str, _: random.Random) -> str:
    for end in ("区", "县", "镇", "街道", "市"):
        head, found, rest = name.partition(end)
        if found and len(rest) > 4 and len(head) < 8:
            return rest
    return name.removeprefix("上海")


def _shortened(name: str, _: random.Random) -> str:
    return name.replace("有限责任", "").replace("股份", "").replace("有限", "")


def _lost(name: str, draw: random.Random) -> str:
    at = draw.randrange(len(name))
    return name[:at] + name[at + 1 :]


DAMAGE: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "as it is": lambda name, _: name,
    "brackets of the other width": lambda name, _: name.translate(_WIDTHS),
    "a blank": _spaced,
    "traditional characters": lambda name, _: name.translate(_OLD),
    "without its district": _unplaced,
    "without 股份, 有限": _shortened,
    "one wrong character": _mistyped,
    "one character lost": _lost,
}


def _tried(index: matching.Index, things: list[Named]) -> list[float]:
    """Print how names with each damage are found; return how long each batch of ten took."""
    batches: list[float] = []
    for label, damage in DAMAGE.items():
        draw = random.Random(label)  # noqa: S311
        asked = [(damage(thing.names[0], draw), thing) for thing in things]
        counts: Counter[str] = Counter()
        begun = time.process_time()
        for at in range(0, len(asked), BATCH):
            start = time.process_time()
            for name, thing in asked[at : at + BATCH]:
                found = index.find(Wanted(name, "organization"))
                counts["first"] += bool(found) and found[0].thing.id == thing.id
                counts["match"] += bool(found) and found[0].match
                counts["wrong"] += any(each.match and each.thing.id != thing.id for each in found)
            batches.append((time.process_time() - start) * 1000)
        speed = len(asked) / (time.process_time() - begun)
        print(
            f"  {label:28} {speed:7,.0f} names/s   recall@1 {counts['first'] / len(asked):.4f}   "
            f"match {counts['match'] / len(asked):.3f}, of another {counts['wrong']}"
        )
    return batches


def _judge() -> None:
    for name in SETS:
        print(f"\n{name}")
        for line in judged(read(name)).lines():
            print(f"  {line}")


def _besiege(index: matching.Index) -> None:
    print("\nthe worst input, ms of a core")
    for label, name in _WORST.items():
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            index.find(Wanted(name))
            times.append((time.process_time() - start) * 1000)
        print(f"  {label:28} {statistics.median(times):8.2f}")


def main(many: int = 100_000, path: str = "") -> None:
    """Make the index, look names up, judge the hard pairs, and look up what takes longest."""
    file = Path(path) if path else Path(tempfile.mkdtemp()) / "matching.idx"
    if not file.exists():
        start = time.process_time()
        matching.make(islice(organizations(), many), file).close()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"made in {time.process_time() - start:.1f} s, {file.stat().st_size / 1e6:.0f} MB, at most {most:.0f} MB of memory"
        )
    index = matching.open(file)
    drawn = random.Random(1).sample(list(islice(organizations(), many)), WANTED)  # noqa: S311
    print(f"{len(index):,} organizations, {len(drawn):,} names for each damage")
    batches = sorted(_tried(index, drawn))
    cuts = statistics.quantiles(batches, n=100)
    print(
        f"  all: {10_000 * len(batches) / sum(batches):,.0f} names/s; ten names p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, p99 {cuts[98]:.1f} ms"
    )
    _judge()
    _besiege(index)


if __name__ == "__main__":
    main(int((sys.argv[1:2] or ["100000"])[0]), *sys.argv[2:3])
