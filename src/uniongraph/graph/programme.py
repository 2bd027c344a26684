"""What a decision gives its awards under: the programme and the edition, named by rule and always in one form.

Two documents of one year name one edition alike, however each of them prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph import divisions, grammar, names
from uniongraph.model import Reading, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.model import Decision, Text

__all__ = ["Named", "core_of", "name_programme"]

_QUOTED: Final = re.compile('[“「『"](?P<honour>[^“”「」『』"]{2,60})[”」』"](?:荣誉)?(?:称号|奖)?')
_NAMES_HONOUR: Final = re.compile("授予|追授|命名|荣?获|称号")
_PERSONS: Final = re.compile(
    r"^.*?等?\d+(?:家|个|名|位)(?:单位|集体|个人|同志|人)|^给?[^“”]{2,24}?等同志|^[^“”]{1,3}[^“”老男女]同志(?!们|会)"
)
"""临江汽轮机厂等20个单位, 张三等同志, 李四同志: who gets it, before the name of what they get."""
_FOR: Final = re.compile(
    "^对(?!口|外(?!来|[地省市籍])|台|标|接|抗)(?=.*(?:进行|予以|给予|通报|表彰|表扬|嘉奖|奖励|命名))"
)
"""The preposition of 对……予以表彰; 对口支援 and 对外贸易 are words of a name."""
_IN: Final = re.compile("^在(?=.{2,40}(?:中|期间|方面|上).{0,4}(?:表现|[做作]出|取得|涌现|成绩|贡献|突出))")
"""The preposition of 在……中表现突出; 在职 and 在线 are words of a name."""
_VERBS: Final = "公布|通报|确认|表彰|表扬|嘉奖|授予|追授|命名|颁发|认定|批准|决定|给予|予以|荣获|获得(?![感者性])|获(?=[“「\\d]|全[国省市])"
_BEFORE: Final = re.compile(
    f"^(?:关于|增补|追加|(?:进一步|补充)(?={_VERBS})|(?:{_VERBS})(?:奖励)?|奖励(?=[“「\\d]|全[国省市]|在|对))+"
)
_RESULT: Final = "(?:评选|评审|评比|评定|复查|复核)?(?:结果|成绩)"
_WINNERS: Final = (
    "(?:获奖|受表彰|受表扬)(?:项目|作品|成果|论文|案例|单位|企业|集体|个人|选手|人员|情况|者)?"
    "|(?:获得|获奖)者"
)
_AFTER: Final = re.compile(
    "的?(?:[和及与并]|以及)?(?:(?:进行|予以|给予|实施|实行)(?:通报)?(?:表彰|表扬|嘉奖)?(?:奖励|命名|认定)?|(?:通报)?(?:表彰|表扬|嘉奖)(?:奖励)?|命名|认定"
    f"|{_RESULT}|{_WINNERS}|(?:荣誉)?称号|名单|名录|通报|决定|通知|公告|命令|决议)$|的$"
)
_LONGEST_AFTER: Final = 24
_EMPTY: Final = re.compile(
    "(?:的|等|和|及|与|年度|获奖|受|表彰|表扬|奖励|评选|评审|活动|工作|决定|通报|通知|公告|命令|名单|附件|结果|有关|部分|单位|"
    "个人|集体|人员|同志|案例|项目|作品|奖项?|称号|\\W|\\d)*"
)
_MARKS: Final = "，,、；;：:。.-—－·　 "
_QUOTES: Final = str.maketrans("", "", "“”‘’「」『』")
_LEFT: Final = re.compile("^的(?![士确])")
"""What joined a year or a number to the name: 2020年度的优秀教师."""
_GOVERNS: Final = re.compile("(?:党?委(?:员会)?|人民政府)?")
"""What follows the place in the name of a body that speaks for it as a whole."""


_MEASURES: Final = {"届": "jie", "批": "pi", "期": "qi"}
"""What an edition is numbered by, as its IRI says it."""
_WITHIN_A_YEAR: Final = frozenset("批期")
"""What may be counted anew each year (2021年第二批); a 届 is counted from the first that there was."""


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a programme, that of the edition and the words it is read from.

    What tells the edition from the others: its years (2017, 2014-2015) where its number does not, and the number
    printed of it with what it counts (第八届). ``year`` is the one it is named after, the last of several.
    """

    programme: str
    edition: str
    source: Reading[str]
    years: str = ""
    year: Reading[int] | None = None
    number: Reading[int] | None = None
    measure: str = ""

    @property
    def key(self) -> str:
        """What tells the edition from the others, as its IRI says it: 2017, jie-8, 2021-pi-2; "" where nothing does."""
        numbered = f"{_MEASURES[self.measure]}-{self.number.value}" if self.number else ""
        return "-".join(part for part in (self.years, numbered) if part)


def name_programme(decision: Decision) -> Named:
    """Return what the awards of a decision are called, whatever its titles look like.

    Of the subject of the title and the title of the one annex, the fuller; without year, number and act. A name that
    states no place is the issuer's own (临江市总工会先进集体): another body has a 先进集体 too.
    """
    title = decision.title or Reading("", ())
    source, core = title, core_of(grammar.subject_of(grammar.simplified(title.value)))
    if len(decision.annex_titles) == 1:
        annex = decision.annex_titles[0]
        tail = grammar.LIST_TAIL.search(grammar.simplified(annex.value))
        listed = annex.value[: tail.start()] if tail else annex.value
        other = core_of(listed)
        if other and other not in core:
            source, core = _leading(decision.text, annex, len(listed)), other
    if not core:
        found = (each for each in (core_of(tier.name.value) for tier in decision.tiers) if each)
        core = next(found, "表彰")
    programme = _owned(core, decision)
    titles = (*(() if source is title else (source,)), title, *decision.annex_titles)
    read = next(filter(None, (_several(printed, decision.text) for printed in titles)), None)
    years, year = read or (
        str(decision.edition_year.value) if decision.edition_year else "",
        decision.edition_year,
    )
    label = f"{years.replace('-', '—')}年度{programme}" if years else programme
    numbered = next(filter(None, (_number(printed, decision.text) for printed in titles)), None)
    numbered = numbered or _number_of_tiers(decision, core)
    if numbered is None:
        return Named(programme, label, source, years, year)
    measure, number = numbered
    if measure not in _WITHIN_A_YEAR:
        years, label = "", programme
    label = label.removesuffix(programme) + f"第{number.value}{measure}{programme}"
    return Named(programme, label, source, years, year, number, measure)


def core_of(printed: str) -> str:
    """Return the name in a title's subject: 表彰第八届“振兴杯”技能大赛获奖单位 gives “振兴杯”技能大赛, 的决定 gives "".

    In simplified characters: a programme is one, whichever its documents are printed in.
    """
    words = grammar.simplified(grammar.one_width(printed))
    if _NAMES_HONOUR.search(words):
        honours = [match["honour"] for match in _QUOTED.finditer(words) if _ends_honour(words, match)]
        words = honours[0] if honours else words
    before = None
    while before != words:
        before = words
        for opening in (_BEFORE, _FOR, _IN, _PERSONS):
            opened = opening.match(words)
            words = words[opened.end() :] if opened is not None else words
        for edition in (grammar.YEARS_OF, grammar.YEAR_OF, grammar.EDITION_OF):
            words = edition.sub("", words, count=1)
        words = _LEFT.sub("", words.strip(_MARKS))
        tail = _AFTER.search(words, max(len(words) - _LONGEST_AFTER, 0))
        words = grammar.LIST_TAIL.sub("", words[: tail.start()] if tail is not None else words)
    whole = _QUOTED.fullmatch(words)
    if whole and not words.endswith("奖"):
        words = whole["honour"]
    return "" if _EMPTY.fullmatch(words) else words


def _ends_honour(words: str, match: re.Match[str]) -> bool:
    """Say whether what is quoted is the honour itself (“工人先锋号”称号), not a part of its name (“振兴杯”大赛)."""
    return not words[match.end() :].strip(_MARKS) or words[match.end() - 2 : match.end()] == "称号"


def _owned(core: str, decision: Decision) -> str:
    """Return a programme's name with whose it is before it, where it states no place itself."""
    if not decision.issuers or core.startswith(("全国", "中国", "中华")):
        return core
    issuers = [grammar.simplified(grammar.one_width(issuer.value)) for issuer in decision.issuers]
    stated = {opening for issuer in issuers for opening in names.opening_places(issuer)}
    stated |= {place.name for each in issuers if (place := names.jurisdiction(each, divisions.shipped()))}
    if any(each in core for each in (*issuers, *stated)):
        return core
    return f"{_owner(issuers)}{core}"


def _owner(issuers: Sequence[str]) -> str:
    """Return whose a programme is, in whatever order its issuers stand.

    It is the place's where they act for one together, or where the one speaks for it as a whole (临江市人民政府); else
    the body's with the shortest name.
    """
    places = [names.opening_place(issuer) for issuer in issuers]
    place = places[0]
    together = len(set(issuers)) > 1 and len(set(places)) == 1
    if place and (together or _GOVERNS.fullmatch(issuers[0].removeprefix("中共").removeprefix(place))):
        return place
    return min(issuers, key=lambda each: (len(each), each))


def _leading(text: Text, title: Reading[str], length: int) -> Reading[str]:
    """Return the reading of a title's first characters: the lines that only say 获奖名单 do not name the edition."""
    spans: list[Span] = []
    for span in title.spans:
        if length <= 0:
            break
        spans.append(span)
        length -= len(grammar.tidy_name(text.quote(span)))
    return Reading(title.value, tuple(spans), title.confidence)


def _several(source: Reading[str], text: Text) -> tuple[str, Reading[int]] | None:
    """Return the first and the last year of an edition that covers several, and the last with the characters of both."""
    match, spans = _find(grammar.YEARS_OF, source, text)
    first, last = (grammar.number_of(match[each]) for each in ("first", "last")) if match else (None, None)
    if first and last and first < last:
        return f"{first}-{last}", Reading(last, spans, source.confidence)
    return None


def _number(source: Reading[str], text: Text) -> tuple[str, Reading[int]] | None:
    """Return what an edition is numbered by (届), and the number with the characters that print it."""
    match, spans = _find(grammar.EDITION_OF, source, text)
    value = match and grammar.number_of(match["number"])
    return (match["measure"][0], Reading(value, spans, source.confidence)) if match and value else None


def _number_of_tiers(decision: Decision, core: str) -> tuple[str, Reading[int]] | None:
    """Return the number that the honours of a programme print alike, where no title does (第八届“某某杯”优秀组织奖)."""
    bare = core.translate(_QUOTES)
    numbers = ((tier.name.value, _number(tier.name, decision.text)) for tier in decision.tiers)
    numbered = ((core_of(name).translate(_QUOTES), number) for name, number in numbers if number is not None)
    found = [number for called, number in numbered if called and (called in bare or bare in called)]
    return found[0] if len({(measure, number.value) for measure, number in found}) == 1 else None


def _find(
    pattern: re.Pattern[str], source: Reading[str], text: Text
) -> tuple[re.Match[str] | None, tuple[Span, ...]]:
    """Return what a pattern finds in a title with its characters: all of the title's where it is broken there over lines."""
    match = pattern.search(grammar.simplified(source.value))
    if match is None:
        return None, ()
    for span in source.spans:
        begin = grammar.simplified(text.quote(span)).find(match[0])
        if begin >= 0:
            return match, (Span(span.begin + begin, span.begin + begin + len(match[0])),)
    return match, source.spans
