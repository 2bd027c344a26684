"""Organizations' names taken apart: place + core + legal form + union suffix, and what that form says.

Kind, host and territory are conclusions from the form of a name, each with the key of its rule; where the form does not
decide, they are None. A place, its core and its legal form follow the order of registered names (企业名称登记管理规定:
行政区划, 字号 and 行业, 组织形式).
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import files
from uniongraph.errors import RegistryError
from uniongraph.model import OrganizationName
from uniongraph.names.likeness import is_organization, organization_score
from uniongraph.names.places import PARTY_NAMES, opening_places
from uniongraph.names.territory import Scope, acts_for_place, is_placed, is_placed_by, territory
from uniongraph.names.words import IN_BRACKETS, Ending, ending_of, union_suffix

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from uniongraph.divisions import Gazetteer, Match
    from uniongraph.model import Division
    from uniongraph.names.territory import Territory

__all__ = [
    "analyse",
    "groups",
    "is_organization",
    "jurisdiction",
    "opening_group",
    "opening_place",
    "opening_places",
    "organization_score",
    "parent",
    "shipped_groups",
]

_PARK: Final = re.compile(
    r"(?:园区|开发区|高新区|经开区|工业区|保税区|保税港区|综保区|自贸区|贸易(?:试验)?区|合作区|示范区|集聚区|功能区"
    r"|科[技学]城|(?:工业|产业|科技|软件|创意|物流|孵化|生态|信息)园)$"
)
_LEVELS: Final = (
    # What the scheme has no narrower concept for stays at the broader one: it is true, if less exact.
    (re.compile(r"(?:省|自治区|特区|新区|地区|州|盟|县|旗|乡)$"), "local-federation"),
    (re.compile(r"街道$"), "subdistrict-federation"),
    (re.compile(r"(?<![小集])镇$"), "town-federation"),
    (re.compile(r"(?<![超城夜门])市$"), "municipal-federation"),
    (re.compile(r"(?<![社小片商景林矿厂校])区$"), "district-federation"),
)
_WHERE: Final = r"(?:^|(?<=[省市区县旗州盟镇乡])|(?<=街道)|(?<=中国)|(?<=全国))"
_SECTORS: Final = (
    (re.compile(_WHERE + r"(?:教育|教职工)(?:系统)?$"), "education-union"),
    (re.compile(_WHERE + r"(?:医务|卫生|医药卫生|卫生健康)(?:系统)?$"), "medical-union"),
    (re.compile(r"行业$"), "trade-sector-union"),
    (
        re.compile(
            rf"(?:系统|产业|{_WHERE}(?:教科文卫体?|科教文卫体?|海员建设|海员|建设|建设交通|交通|交通运输|铁路|民航|金融"
            r"|农林|农林水利|农林水利气象|机械冶金建材|机冶|机电|能源化学(?:地质)?|国防邮电|邮电|财贸|财贸轻纺烟草"
            r"|轻工|轻纺|化工|纺织|冶金|烟草|电力|电子|仪表|科技|文化|体育))$"
        ),
        "sector-union",
    ),
)
_SERVICE: Final = re.compile(r"社会工作|社工|公益|志愿|义工|社会组织")
_FORCE: Final = re.compile(r"公安|交警|消防|城管|执法|缉私|监察|武警|边防")
_BARE_OFFICES: Final = re.compile(r"(?:^|[省市区县旗州盟镇乡级直属])机关$")
_ENDS_WITH_PLACE: Final = re.compile(r".[省市区县旗州盟]$")
_JOINT: Final = frozenset({"工会联合会", "工会联合委员会", "联合工会", "联合工会委员会"})

_HOST_KINDS: Final = {
    "company": "enterprise-union",
    "branch": "branch-enterprise-union",
    "institution": "institution-union",
    "facility": "institution-union",
    "agency": "agency-union",
    "social": "social-org-union",
}
_HOSTED: Final = frozenset(_HOST_KINDS.values())
_CAN_HAVE_PARTS: Final = _HOST_KINDS.keys()
# These decide alone; a 中心 or a 部 is what the body above it is.
_BY_LAST_WORD: Final = {
    "company": "company-legal-form",
    "branch": "branch-of-company",
    "institution": "institution-word",
    "social": "social-org-word",
}
_SAME_NAME_ON: Final = re.compile(r"[（(]?(?:集团|股份|有限|责任|总?公司)|[业城生路街村]|新村")
_LONGEST_HOST: Final = 100


class _Body(NamedTuple):
    """A name without its union suffix, Y of X工会Y委员会, and the corporate group that opens it; "" where none is."""

    stem: str
    suffix: str
    branch: str
    group: str


class _Kind(NamedTuple):
    key: str | None
    rule: str | None


_UNKNOWN: Final = _Kind(None, None)

# ---------------------------------------------------------------------------------------------- taking it apart


def analyse(
    name: str,
    *,
    gazetteer: Gazetteer,
    jurisdiction: str | None,
    known_groups: Mapping[str, str] | None = None,
) -> OrganizationName:
    """Return a name's parts, whose concatenation is the name, and what they say of kind, host and territory.

    ``jurisdiction`` is the code of the division in which the issuer acts; the territory is the narrowest division
    stated other than that one and those around it. ``known_groups`` are short names of corporate groups (国网),
    by default those shipped. A name that is no union's gets no kind and no host. Never raises.
    """
    scope = Scope(gazetteer, jurisdiction)
    body = _split(name, shipped_groups() if known_groups is None else known_groups)
    opening = gazetteer.match(body.stem, jurisdiction=jurisdiction)
    others = (body.branch, body.stem[len(body.group) :] if body.group else "")
    stated = territory(scope, body.stem, body.suffix, opening=opening, others=others)
    ending = ending_of(body.stem[len(opening.printed) :] if opening else body.stem)
    kind = _kind(body, ending, opening, stated)
    begin = _place_length(body.stem, ending, opening, scope)
    if (
        kind.rule == "federation-by-level"
    ):  # what such a federation is named by is its place, in the register or not
        begin = len(body.stem)
    end = max(len(body.stem) - len(ending.word), begin)
    host = _host(body, kind)
    return OrganizationName(
        name=name,
        place=name[:begin],
        core=name[begin:end],
        legal_form=body.stem[end:],
        suffix=body.suffix,
        kind=kind.key,
        kind_rule=kind.rule,
        host=host,
        host_rule=("union-committee" if body.branch else "host-before-suffix") if host else None,
        territory=stated.code if stated else None,
        territory_rule=stated.rule if stated else None,
        territory_variant=stated.variant if stated else None,
    )


def jurisdiction(issuer_name: str, gazetteer: Gazetteer, *, text: str | None = None) -> Division | None:
    """Return the division in which an issuing body acts (上海市 for 上海市教育工会), or None where its name says none.

    Only federations, industry unions, authorities and party bodies act for a division: a company's or a school's
    name may open with one, but says no more than where it sits. With the ``text`` that the body issues, a district
    counts only where the name or the text states its city: other cities have districts of the same name.
    """
    division, is_known = _stated(issuer_name, gazetteer)
    if division is None or text is None or is_known:
        return division
    return division if is_placed_by(text, division, gazetteer) else None


@lru_cache(maxsize=1 << 11)
def _stated(issuer_name: str, gazetteer: Gazetteer) -> tuple[Division | None, bool]:
    """Return the division that an issuer's name says it acts for, and whether the name leaves no doubt of its city."""
    body = _split(PARTY_NAMES.sub("", issuer_name, count=1), {})
    match = gazetteer.match(body.stem, jurisdiction=None)
    if match is None or not acts_for_place(body.stem[len(match.printed) :], body.suffix):
        return None, False
    return match.division, is_placed(match.division, gazetteer, body.stem)


def opening_place(name: str) -> str | None:
    """Return the place that opens the name of a body which acts for it, registered or not, or None.

    临江市 for 中共临江市委宣传部, 临江市城东区 for 临江市城东区总工会; none for 临江市汽轮机厂.
    """
    place = "".join(opening_places(name))
    body = _split(name[name.find(place) + len(place) :], {})
    return place if place and acts_for_place(body.stem, body.suffix) else None


def parent(host: str, known: Collection[str]) -> str | None:
    """Return the longest other known host whose whole name opens this host's name, or None.

    ``…（集团）有限公司东区分公司`` lies under ``…（集团）有限公司``, but ``…集团有限公司`` not under ``…集团``: that is the
    same name, longer. Round brackets count alike whatever their width. Give ``known`` as a set or a dict.
    """
    spellings = {host, host.replace("(", "（").replace(")", "）"), host.replace("（", "(").replace("）", ")")}
    ends = range(min(len(host) - 1, _LONGEST_HOST), 2, -1)
    openings = [spelling[:end] for end in ends for spelling in spellings if spelling[:end] in known]
    for opening in openings:
        if ending_of(opening).sort in _CAN_HAVE_PARTS and not _SAME_NAME_ON.match(host, len(opening)):
            return opening
    return None


# ---------------------------------------------------------------------------------------------- the parts


def _split(name: str, known_groups: Mapping[str, str]) -> _Body:
    """Part a name from its union suffix, and find the corporate group that opens it."""
    group = opening_group(name, known_groups)
    suffix = union_suffix(name)
    branch = "" if suffix else _branch_of_union(name)
    if branch:
        suffix = f"工会{branch}委员会"
    return _Body(name[: len(name) - len(suffix)], suffix, branch, group)


def opening_group(name: str, known_groups: Mapping[str, str]) -> str:
    """Return the short name of a corporate group that opens a name (国网), or ""."""
    for length in range(8, 1, -1):
        if name[:length] in known_groups:
            return name[:length]
    return ""


def _branch_of_union(name: str) -> str:
    """Return Y of X工会Y委员会, where Y is a place or a body, not a task (总工会女职工委员会)."""
    if not name.endswith("委员会") or "工会" not in name:
        return ""
    whole, _, branch = name.removesuffix("委员会").partition("工会")
    if not whole or whole.endswith("总"):
        return ""
    is_body = len(branch) > 3 and ending_of(branch).sort in _HOST_KINDS
    return branch if is_body or _ENDS_WITH_PLACE.search(branch) else ""


# ---------------------------------------------------------------------------------------------- what they say


def _place_length(stem: str, ending: Ending, opening: Match | None, scope: Scope) -> int:
    """Return how many characters name the place: a division's, or a province's short form (上海) before a core."""
    if opening is not None:
        return len(opening.printed)
    short = len(scope.gazetteer.short_prefix(stem, jurisdiction=scope.jurisdiction))
    return short if short + len(ending.word) < len(stem) else 0


def _kind(body: _Body, ending: Ending, opening: Match | None, stated: Territory | None) -> _Kind:
    """Return the kind of union a name says; none for what is no union."""
    if not body.suffix:
        # Without 工会 in its name, only a body of a district or smaller can be taken for a federation of unions:
        # a city's or the nation's 行业联合会 is a trade association.
        federation = stated is not None and body.stem.endswith("行业联合会")
        return _Kind("industry-federation", "industry-federation") if federation else _UNKNOWN
    if body.branch:
        of_branch = _kind_of_host(body.branch, ending_of(body.branch), "")
        of_whole = of_branch if of_branch.key else _kind_of_stem(body, ending, opening)
        return _Kind(of_whole.key, "union-committee") if of_whole.key in _HOSTED else of_whole
    return _kind_of_stem(body, ending, opening)


def _kind_of_stem(body: _Body, ending: Ending, opening: Match | None) -> _Kind:
    if ending.sort:
        return _kind_of_host(body.stem, ending, body.group)
    is_district = (
        opening is not None and opening.printed == body.stem and opening.division.level == "district"
    )
    if (
        is_district and body.suffix == "总工会"
    ):  # the register knows 浦东新区 for one; the form alone does not
        return _Kind("district-federation", "federation-by-level")
    return _kind_of_field(IN_BRACKETS.sub("", body.stem), body)


def _kind_of_field(stem: str, body: _Body) -> _Kind:
    """Return the kind of a union of a place, a park, an industry; or of a group known by its short name."""
    joint = body.suffix in _JOINT
    if joint and stem.endswith("行业"):
        return _Kind("industry-federation", "industry-federation")
    if _PARK.search(stem):
        federation = "park-federation" if body.suffix == "总工会" else "park-union"
        return _Kind("park-joint-union" if joint else federation, "park-union")
    by_level = (_LEVELS, "federation-by-level")
    patterns, rule = by_level if body.suffix == "总工会" else (_SECTORS, "sector-union")
    key = next((key for pattern, key in patterns if pattern.search(stem)), None)
    if key is None and body.group:
        return _Kind("enterprise-union", "corporate-group")
    return _Kind(key, rule) if key else _UNKNOWN


def _kind_of_host(stem: str, ending: Ending, group: str) -> _Kind:
    """Return the kind of a union by the body that it is established in, as that body's last word says it."""
    word, sort = ending
    if "人民银行" in stem:  # the central bank is an authority, though it is called a bank
        return _Kind("agency-union", "agency-word")
    if sort in _BY_LAST_WORD:
        return _Kind(_HOST_KINDS[sort], "corporate-group" if word == "集团" else _BY_LAST_WORD[sort])
    if sort in {"facility", "body"} and _SERVICE.search(stem):
        return _Kind("social-org-union", "social-org-word")
    return _kind_of_part(stem, ending, group)


def _kind_of_part(stem: str, ending: Ending, group: str) -> _Kind:
    """Return the kind where the last word (中心, 部, 办公室) may name a part of the body before it."""
    above = stem[: len(stem) - len(ending.word)]
    if "公司" in above or "银行" in above or "厂" in above:
        return _Kind("enterprise-union", "company-legal-form")
    if group or "集团" in above:
        return _Kind("enterprise-union", "corporate-group")
    if ending.sort == "facility":
        return _Kind("institution-union", "institution-word")
    is_force = ending.word.endswith("队") and _FORCE.search(stem) is not None
    return _Kind("agency-union", "agency-word") if ending.sort == "agency" or is_force else _UNKNOWN


def _host(body: _Body, kind: _Kind) -> str | None:
    """Return the name of the body a union is established in, where its name states it."""
    if kind.key not in _HOSTED or _BARE_OFFICES.search(body.stem):
        return None
    if not body.branch:
        return body.stem
    return body.branch if ending_of(body.branch).sort in _HOST_KINDS else None


# ---------------------------------------------------------------------------------------------- the groups


@cache
def shipped_groups() -> Mapping[str, str]:
    """Return the corporate groups that come with the package, full name by short name, read once."""
    return groups(files.folder("data") / "enterprises.csv")


def groups(path: Path) -> Mapping[str, str]:
    """Return the groups of a CSV file with the columns short_name and group_zh, full name by short name.

    A file that cannot be read, a missing column or an empty or repeated field is a RegistryError.
    """
    found: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if reader.fieldnames != ["short_name", "group_zh"]:
                raise RegistryError("the columns are not short_name,group_zh", source=str(path), line=1)
            for row in reader:
                short, full = row["short_name"], row["group_zh"]
                if None in row or not short or not full or short in found:
                    raise RegistryError(
                        "a name is missing or repeated", source=str(path), line=reader.line_num
                    )
                found[short] = full
    except OSError as error:
        raise RegistryError(f"cannot be read ({error.strerror})", source=str(path)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"is no CSV table in UTF-8 ({error})", source=str(path)) from error
    return MappingProxyType(found)
