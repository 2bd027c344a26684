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
    from uniongraph.model import Decision, Text

__all__ = ["Named", "core_of", "name_programme"]

_QUOTED: Final = re.compile('[“「『"](?P<honour>[^“”「」『』"]{2,60})[”」』"](?:荣誉)?(?:称号|奖)?')
_NAMES_HONOUR: Final = re.compile("授予|追授|命名|荣?获|称号")
_PLURAL: Final = re.compile(r"^.*?等?\d+(?:家|个|名|位)(?:单位|集体|个人|同志|人)")
_BEFORE: Final = re.compile(
    "^(?:进一步|增补|补充|追加|决定|对(?!外|口|接|标)|给予|予以|关于|公布|通报|表彰|表扬|嘉奖|奖励|授予|追授|命名|颁发|认定|批准|获得?|荣获|在)+"
)
_AFTER: Final = re.compile(
    "(?:进行|予以|给予|的|和|并)*(?:通报)?(?:表彰|表扬|嘉奖|奖励|命名|认定|(?:评选|评审|评比|评定)?结果|获奖(?:单位|者|情况)?|受表彰|"
    "获得者|获奖者|(?:荣誉)?称号|名单|名录|通报|决定|通知|公告|命令|决议|的|和|并)$"
)
_EMPTY: Final = re.compile(
    "(?:的|等|和|及|与|年度|获奖|受|表彰|表扬|奖励|评选|评审|活动|工作|决定|通报|通知|公告|命令|名单|附件|结果|有关|部分|单位|"
    "个人|集体|人员|同志|案例|项目|作品|奖项?|称号|\\W|\\d)*"
)
_FIRST_YEAR: Final = re.compile(r"(?:19|20)\d\d年?[-—–~至]{1,2}(?=(?:19|20)\d\d年)")
"""2014-2015年度: the first of two years."""
_PLACE: Final = re.compile(
    "(?:中共|中国共产党|共青团)?(?P<place>.{1,10}?(?:省|自治区|市|县|区|州|盟|旗|镇|乡|街道))"
)
_MARKS: Final = "，,、；;：:。.-—－·的和与及 　"


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a programme, the words that the edition is read from, and the number printed of it (第八届)."""

    programme: str
    edition: str
    source: Reading[str]
    number: Reading[int] | None = None


def name_programme(decision: Decision) -> Named:
    """Return what the awards of a decision are called, whatever its titles look like.

    Of the subject of the title and the title of the one annex, the fuller; without year, number and act. A name that
    states no place is the issuer's own (临江市总工会先进集体): another body has a 先进集体 too.
    """
    title = decision.title or Reading("", ())
    source, core = title, core_of(grammar.subject_of(title.value))
    if len(decision.annex_titles) == 1:
        annex = decision.annex_titles[0]
        tail = grammar.LIST_TAIL.search(annex.value)
        listed = annex.value[: tail.start()] if tail else annex.value
        other = core_of(listed)
        if other and other not in core:
            source, core = _leading(decision.text, annex, len(listed)), other
    if not core:
        found = (each for each in (core_of(tier.name.value) for tier in decision.tiers) if each)
        core = next(found, "表彰")
    programme = _owned(core, decision)
    year = f"{decision.edition_year.value}年度" if decision.edition_year else ""
    number = _number(source, decision.text)
    label = f"{year}{programme}" if year or number is None else f"第{number.value}届{programme}"
    return Named(programme, label, source, number)


def core_of(printed: str) -> str:
    """Return the name in a title's subject: 表彰第八届“振兴杯”技能大赛获奖单位 gives “振兴杯”技能大赛, 的决定 gives ""."""
    words = grammar.one_width(printed)
    if _NAMES_HONOUR.search(words):
        honours = [match["honour"] for match in _QUOTED.finditer(words) if _ends_honour(words, match)]
        words = honours[0] if honours else words
    words = _FIRST_YEAR.sub("", words)
    words = _PLURAL.sub("", _BEFORE.sub("", words))
    before = None
    while before != words:
        before = words
        words = grammar.EDITION_OF.sub("", grammar.YEAR_OF.sub("", words, count=1), count=1).strip(_MARKS)
        words = grammar.LIST_TAIL.sub("", _AFTER.sub("", _BEFORE.sub("", words)))
    return "" if _EMPTY.fullmatch(words) else words


def _ends_honour(words: str, match: re.Match[str]) -> bool:
    """Say whether what is quoted is the honour itself (“工人先锋号”称号), not a part of its name (“振兴杯”大赛)."""
    return not words[match.end() :].strip(_MARKS) or words[match.end() - 2 : match.end()] == "称号"


def _owned(core: str, decision: Decision) -> str:
    """Return a programme's name with the issuer before it, where it states no place itself.

    Of bodies that issue together the name is no single one's: it is that of the place they share.
    """
    if not decision.issuers or core.startswith(("全国", "中国", "中华")):
        return core
    issuers = [grammar.one_width(issuer.value) for issuer in decision.issuers]
    issuer = issuers[0]
    place = names.jurisdiction(issuer, divisions.shipped())
    openings = {opening["place"] if (opening := _PLACE.match(each)) else "" for each in issuers}
    stated = {place.name} if place else set()
    stated |= openings - {""}
    if any(each in core for each in stated) or issuer in core:
        return core
    shared = next(iter(openings)) if len(issuers) > 1 and len(openings) == 1 else ""
    return f"{shared or issuer}{core}"


def _leading(text: Text, title: Reading[str], length: int) -> Reading[str]:
    """Return the reading of a title's first characters: the lines that only say 获奖名单 do not name the edition."""
    spans: list[Span] = []
    for span in title.spans:
        if length <= 0:
            break
        spans.append(span)
        length -= len(grammar.tidy_name(text.quote(span)))
    return Reading(title.value, tuple(spans), title.confidence)


def _number(source: Reading[str], text: Text) -> Reading[int] | None:
    """Return the number of an edition with the characters that print it, or the whole title where it is broken over lines."""
    match = grammar.EDITION_OF.search(source.value)
    value = match and grammar.number_of(match["number"])
    if match is None or not value:
        return None
    for span in source.spans:
        begin = text.quote(span).find(match[0])
        if begin >= 0:
            found = Span(span.begin + begin, span.begin + begin + len(match[0]))
            return Reading(value, (found,), source.confidence)
    return Reading(value, source.spans, source.confidence)
