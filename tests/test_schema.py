"""The shipped JSON Schema of ``parse --format json``: it takes all that is printed, and nothing else."""

from __future__ import annotations

import copy
import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest

from uniongraph import files, parser, records, sources
from uniongraph.model import (
    Act,
    Case,
    Category,
    Change,
    Count,
    Decision,
    DocumentNumber,
    Example,
    Finding,
    Reading,
    Recipient,
    Reference,
    Span,
    Step,
    Text,
    Tier,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA: Final[dict[str, Any]] = json.loads(
    (files.folder("ontology") / "decision.schema.json").read_text("utf-8")
)
VALIDATOR: Final = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
CASES: Final = sorted((Path(__file__).parent / "cases").glob("*/source.*"))


def faults(record: object) -> list[str]:
    """Return what the schema has against a record, each with its place."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(record)]


def objects(schema: object) -> Iterator[dict[str, Any]]:
    """Yield every schema of an object, wherever it stands."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)


def everything() -> dict[str, Any]:
    """Return the record of a decision in which every key of the contract has a value: built by hand, never parsed."""
    content = "甲乙丙丁戊己庚辛\n"
    text = Text("a.txt", "text/plain", "0" * 64, 25, "utf-8", content, sources.split(content))
    at = (Span(0, 2),)

    def said(value: str) -> Reading[str]:
        return Reading(value, at)

    person = Recipient(
        said("王晓明"),
        "person",
        said("某某公司"),
        said("工程师"),
        gender=said("女"),
        ethnicity=said("回族"),
        posthumous=said("追授"),
        notes=(said("已退休"),),
    )
    body = Recipient(said("某某公司工会"))
    case = Case(said("1."), said("职工小屋"), (person, body))
    category = Category(
        said("（一）"),
        said("普惠服务"),
        (case, Case(None, None, (body,))),
        is_case=True,
        declared=Reading(Count(2, "项"), at),
    )
    tier = Tier(said("一、"), said("特等奖"), "special", Reading(Count(1, "个"), at), (category,))
    number = Reading(DocumentNumber("某工发", 2020, 1), at)
    cited = Reference(said("某市总工会关于表彰某事的决定"), number)
    step = Step(said("专家评审"), "expert-review")
    return records.decision_record(
        Decision(
            text,
            issuers=(said("某市总工会"),),
            number=number,
            title=said("某市总工会关于表彰某事的决定"),
            document_type=said("决定"),
            date=Reading(datetime.date(2020, 5, 1), at),
            addressees=(said("各工会"),),
            distribution_note=said("此件公开发布"),
            annex_references=(said("名单"),),
            annex_titles=(said("名单"),),
            references=(cited, Reference(said("办法"))),
            edition_year=Reading(2019, at),
            applications=Reading(Count(47), at),
            channels=(step,),
            stages=(step,),
            criteria=(Step(said("可推广")),),
            examples=(
                Example(said("甲"), said("乙"), said("丙"), (0, 0, 0)),
                Example(said("甲"), said("乙"), said("丙")),
            ),
            tiers=(tier,),
            acts=(
                Act("revocation", said("撤销"), cited, (tier,)),
                Act(
                    "correction", said("更正"), None, (), (Change(said("甲"), said("乙")), Change(said("丙")))
                ),
                Act("confirmation", said("继续保留")),
            ),
            findings=(Finding("missing-date", "warning", Span(0, 1), "no date is printed"),),
        )
    )


def test_the_schema_is_one() -> None:
    """It is a schema of the draft it names, strict, and every key of every object is described."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    found = list(objects(SCHEMA))
    assert len(found) >= 12
    for each in found:
        assert each["additionalProperties"] is False
        assert set(each["required"]) <= each["properties"].keys()
        assert each["description"].endswith(".")
        for key, value in each["properties"].items():
            assert value["description"].endswith("."), key


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    """The schema names exactly the keys that a record has, in the order in which they are printed."""
    assert list(SCHEMA["properties"]) == list(everything()) == SCHEMA["required"]


@pytest.mark.parametrize("path", CASES, ids=[path.parent.name for path in CASES])
def test_every_case_is_as_the_schema_says(path: Path) -> None:
    """What is read now of every golden document, conferring, changing or refused."""
    assert faults(json.loads(json.dumps(records.decision_record(parser.parse(sources.read(path)))))) == []


def test_a_record_with_everything_is_as_the_schema_says() -> None:
    """Persons with all that may be printed of them, acts of every kind, and each optional value."""
    assert faults(everything()) == []


def paths(value: object) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every object of a record."""
    if isinstance(value, dict):
        yield ()
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        for rest in paths(each):
            yield (key, *rest)


def changed(place: tuple[str | int, ...], key: str, value: object) -> dict[str, Any]:
    """Return the whole record with one key of one object set to a value."""
    record = copy.deepcopy(everything())
    found: Any = record
    for step in place:
        found = found[step]
    found[key] = value
    return record


PLACES: Final = list(paths(everything()))


@pytest.mark.parametrize("place", PLACES, ids=[".".join(map(str, place)) or "top" for place in PLACES])
def test_an_unknown_key_fails(place: tuple[str | int, ...]) -> None:
    """In no object of a record may a key stand that the schema does not know."""
    assert faults(changed(place, "unknown", None))


RECIPIENT: Final = ("tiers", 0, "categories", 0, "cases", 0, "recipients", 0)
WRONG: Final = [
    ((), "is_award_decision", "yes"),
    ((), "is_award_decision", False),
    ((), "reason", "it confers nothing"),
    ((), "issuers", "某市总工会"),
    ((), "issuers", [1]),
    ((), "title", None),
    ((), "date", "2020-5-1"),
    ((), "date", "2020-02-31"),
    ((), "edition_year", "2019"),
    ((), "application_count", -1),
    ((), "warnings", ["a", "a"]),
    ((), "revoked", None),
    (("source",), "sha256", "00"),
    (("source",), "characters", 1.5),
    (("tiers", 0), "declared_count", "1"),
    (("tiers", 0), "kind", "特等奖"),
    (("tiers", 0), "categories", {}),
    (("tiers", 0), "spans", [[1]]),
    (("tiers", 0), "spans", [[1, -2]]),
    (("tiers", 0, "categories", 0), "is_case", None),
    (("tiers", 0, "categories", 0), "declared_count", -1),
    (("tiers", 0, "categories", 0), "declared_unit", 2),
    (RECIPIENT, "kind", "people"),
    (RECIPIENT, "gender", None),
    (RECIPIENT, "notes", []),
    (("findings", 0), "severity", "fatal"),
    (("findings", 0), "line", 0),
    (("examples", 0), "entry", [0, 0]),
    (("acts", 0), "kind", "award"),
    (("acts", 0), "document", "某工发〔2020〕1号"),
    (("spans",), "title", [0, 2]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "key", "value"), WRONG, ids=[f"{row[1]}-{number}" for number, row in enumerate(WRONG)]
)
def test_a_wrong_value_fails(place: tuple[str | int, ...], key: str, value: object) -> None:
    """A value of another type, form or range than the contract says is not taken."""
    assert faults(changed(place, key, value))


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_missing_key_fails(key: str) -> None:
    """Every key of the top stands in every record."""
    record = everything()
    del record[key]
    assert faults(record)
