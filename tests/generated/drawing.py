"""What is drawn: random decisions as values, over the forms of the family."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from hypothesis import strategies

Size = Literal["small", "large"]
Kind = Literal["case", "organization", "person", "inverted"]
Layout = Literal["lines", "dash", "list", "columns", "pipe", "tab", "fused", "comma"]

_CITIES: Final = ("沱湾市", "岷屏市", "汐川市", "砚池县", "槐江省", "栎城市")
_PLACES: Final = ("东麓区", "西浦区", "南苑县", "北辰岭区", "溪口县", "高桥岭县", "龙亭区", "虎丘坪县")
_CORES: Final = (
    "钢铁",
    "纺织",
    "电力",
    "客运",
    "水务",
    "机床",
    "粮油",
    "建筑工程",
    "医药",
    "物流",
    "陶瓷",
    "造船",
)
_FORMS: Final = ("有限公司工会", "股份有限公司工会", "（集团）有限公司工会", "厂工会", "行业工会联合会")
_PUBLIC: Final = ("总工会", "教育工会", "第一人民医院工会", "图书馆工会", "公安局机关工会")
_VERBS: Final = ("打造", "搭建", "创新", "推行", "做实", "探索", "构建", "擦亮")
_OBJECTS: Final = (
    "“职工小屋”",
    "“一站式”调解平台",
    "技能比武机制",
    "爱心托管班",
    "劳动竞赛品牌",
    "“暖心”驿站",
)
_ENDS: Final = ("服务一线职工", "凝聚奋进力量", "护航职工权益", "助力企业发展", "温暖户外劳动者")
_DIGITS: Final = ("2.0升发动机降噪", "24小时自助服务", "110千伏带电作业", "3分钟应急响应法", "5G车间安全帽")
_SURNAMES: Final = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜"
_GIVEN: Final = ("建国", "晓明", "志强", "秀英", "文博", "海燕", "立群", "雨桐", "航", "敏", "静", "磊")
_POSTS: Final = ("工程师", "高级技师", "班组长", "副总经理", "调度员")
_ETHNICITIES: Final = ("回族", "壮族", "苗族", "土家族")
_LADDERS: Final = (
    ("特等奖", "一等奖", "二等奖", "三等奖"),
    ("一等奖", "二等奖", "三等奖"),
    ("金奖", "银奖", "铜奖"),
    ("十佳案例", "提名案例"),
    ("一等奖", "二等奖", "优秀奖"),
)
_ZEROES: Final = "〇○零O0"
_NUMBERS: Final = ("〔{}〕", "[{}]", "【{}】", "［{}］", "﹝{}﹞", "({})", "（{}）")
_COUNTS: Final = (
    "",
    "（{}）",
    "（共{}）",
    "（共{}，排名不分先后）",
    "({})",
    " {}",
    "{}(排名不分先后)",
    "--{}--",
)
_DASHES: Final = ("——", "—", " -- ", "－", " —— ", "………", "（", "：")
_SEPARATORS: Final = ("\n", "、", "；", "／")


@dataclass(frozen=True, slots=True)
class Winner:
    """Who wins: a name; for a person also gender, ethnicity, posthumous, affiliation and post, in that order."""

    name: str
    said: tuple[str | None, str | None, str | None, str | None, str | None] = (None,) * 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A case with its winners; title None where the honour goes to the winner alone."""

    ordinal: str | None
    title: str | None
    winners: tuple[Winner, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A category; name None where the tier has none."""

    name: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Honour:
    """A tier with the number it declares (0 for 空缺, None where none is printed)."""

    name: str
    declared: int | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """The forms in which a decision is printed."""

    kind: Kind
    layout: Layout
    masthead: Literal["file", "beside", "none"]
    number_at: Literal["top", "below", "bracketed", "glued", "none"]
    number: str
    date: Literal["arabic", "spaced", "chinese", "none"]
    zero: str
    count: str
    dash: str
    separator: str
    mark: str
    headed: bool
    runs_on: bool
    addressed: bool
    pages: bool
    broken: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A decision as it was drawn, with the style in which it is printed."""

    issuers: tuple[str, ...]
    symbol: str
    serial: int
    title: str
    subject: str
    date: tuple[int, int, int]
    honours: tuple[Honour, ...]
    style: Style


def draw(seed: int, *, size: Size = "small") -> Drawn:
    """Return the decision that a seed draws: some 10 to 20 winners when small, some hundreds when large."""
    return _draw(Random(seed), size)  # noqa: S311


def decisions() -> strategies.SearchStrategy[Drawn]:
    """Return a strategy over the same decisions, which shrinks."""
    return strategies.randoms(use_true_random=False).map(lambda random: _draw(random, "small"))


def _draw(random: Random, size: Size) -> Drawn:
    style = _style(random)
    city = random.choice(_CITIES)
    issuers = (f"{city}总工会", f"{city}教育局")[: random.choice((1, 1, 2))]
    year = random.randint(2001, 2023)
    subject = f"{year - 1}年度{city}{random.choice(('职工创新成果', '工会创新案例', '职工服务品牌'))}"
    verb = random.choice(("表彰", "命名", "授予"))
    title = f"{'、'.join(issuers)}关于{verb}{subject}{'称号' if verb == '授予' else ''}的{random.choice(('决定', '通报'))}"
    date = (year, random.randint(1, 12), random.randint(1, 28))
    honours = _honours(random, style, 3 if size == "small" else 60)
    return Drawn(issuers, f"{city[:2]}工发", random.randint(1, 199), title, subject, date, honours, style)


def _style(random: Random) -> Style:
    kinds: tuple[Kind, ...] = ("case", "case", "organization", "person", "inverted")
    kind = random.choice(kinds)
    layouts: dict[Kind, tuple[Layout, ...]] = {
        "case": ("lines", "lines", "dash", "pipe", "tab"),
        "organization": ("lines", "list", "columns"),
        "person": ("fused", "comma", "pipe", "tab"),
        # An inverted grade is one line (一等奖：甲、乙); with entries below it, it would be a category's tier or a tier.
        "inverted": ("list",),
    }
    layout = random.choice(layouts[kind])
    table = layout in {"pipe", "tab"}
    # Winners on lines of their own belong to a case that has its lines; on one line, or in a cell, another mark parts them.
    separators = _SEPARATORS[1:] if layout in {"dash", "pipe", "tab"} else _SEPARATORS
    return Style(
        kind=kind,
        layout=layout,
        masthead=random.choice(("file", "beside", "none")),
        number_at=random.choice(("top", "below", "bracketed", "glued", "none")),
        number=random.choice(_NUMBERS),
        date=random.choice(("arabic", "spaced", "chinese", "none")),
        zero=random.choice(_ZEROES),
        # Inverted grades print no counts: one belongs to a category and a tier, and the tier keeps one number.
        count="" if kind == "inverted" else random.choice(_COUNTS),
        dash=random.choice(_DASHES),
        separator=random.choice(separators),
        mark="{}" if table else random.choice(("{}.", "{}. ", "{}、", "{}．", "（{}）")),
        headed=random.random() < 0.7,
        runs_on=random.random() < 0.3,
        addressed=random.random() < 0.7,
        # A page number stands between rows of a table or lines of a list, never inside a word here.
        pages=random.random() < 0.3,
        broken=random.random() < 0.3,
    )


def _honours(random: Random, style: Style, most: int) -> tuple[Honour, ...]:
    ladder = random.choice(_LADDERS)
    names = set[str]()
    if style.kind == "inverted":
        groups = ("区县总工会", "市级机关", "产业工会")
        return tuple(
            Honour(
                tier,
                None,
                tuple(Section(group, _entries(random, style, 2, names, 0)) for group in groups),
            )
            for tier in ladder
        )
    found: list[Honour] = []
    begin = 0
    divided = style.kind == "case" and style.layout in {"lines", "dash"} and random.random() < 0.3
    for tier in ladder:
        # A vacant tier is said to be so in its heading or below it; one in a table has no heading.
        if style.layout not in {"pipe", "tab", "list"} and random.random() < 0.1:
            found.append(Honour(tier, 0, ()))
            continue
        sections = []
        for name in ("服务职工", "维权帮扶") if divided else (None,):
            # Numbers run on across tiers where no category begins them anew.
            start = begin if style.runs_on and not divided else 0
            entries = _entries(random, style, random.randint(1, most), names, start)
            sections.append(Section(name, entries))
            begin = start + len(entries)
        total = sum(len(section.entries) for section in sections)
        found.append(Honour(tier, total if style.count else None, tuple(sections)))
    return tuple(found)


def _entries(random: Random, style: Style, most: int, names: set[str], begin: int) -> tuple[Entry, ...]:
    numbered = style.kind in {"case", "person"} or style.layout == "lines"
    found = []
    for index in range(begin + 1, begin + most + 1):
        mark = style.mark.format(index)
        ordinal = mark.strip("、.． ") if numbered and style.layout != "list" else None
        winners = 1 if style.kind != "case" else random.choice((1, 1, 1, 2, 3))
        make = _person if style.kind == "person" else _body
        title = _title(random) if style.kind == "case" else None
        found.append(Entry(ordinal, title, tuple(make(random, names) for _ in range(winners))))
    return tuple(found)


def _body(random: Random, names: set[str]) -> Winner:
    """Return an organization whose name was not drawn before, while there are any left."""
    name = ""
    for _ in range(8):
        place = random.choice(_PLACES)
        rest = (
            random.choice(_PUBLIC) if random.random() < 0.3 else random.choice(_CORES) + random.choice(_FORMS)
        )
        name = place + rest
        if name not in names:
            break
    names.add(name)
    return Winner(name)


def _person(random: Random, names: set[str]) -> Winner:
    body = _body(random, names).name.removesuffix("工会")
    said = (
        random.choice((None, None, "女")),
        random.choice((None, None, None, random.choice(_ETHNICITIES))),
        random.choice((None, None, None, None, "追授")),
        # The body of a person ends in a form, so that where the post begins is plain when the two are fused.
        body if body.endswith(("公司", "厂", "医院", "图书馆")) else f"{body[:3]}第二中学",
        random.choice(_POSTS),
    )
    return Winner(random.choice(_SURNAMES) + random.choice(_GIVEN), said)


def _title(random: Random) -> str:
    if random.random() < 0.15:
        return random.choice(_DIGITS)
    first = random.choice(_VERBS) + random.choice(_OBJECTS)
    return f"{first} {random.choice(_ENDS)}" if random.random() < 0.4 else first
