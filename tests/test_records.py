"""The JSON that `parse --format json` prints: the contract key for key, and the decision as it was checked by hand."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from uniongraph import files, parser, records, sources
from uniongraph.grammar import tidy_name, tidy_title
from uniongraph.model import Decision, Text

DECISION = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"
CASES = Path(__file__).parent / "data" / "seed-cases.csv"
SHARED = Path(__file__).parents[2] / "shared" / "data" / "seed-cases.csv"

Json = dict[str, Any]

# Each object of the contract: its keys in order, each with the form of its value. What is added comes after them.
TEXT, NUMBER, FLAG, LIST, OBJECT = "string", "integer", "boolean", "array", "object"
NOTHING = "null"
CONTRACT: dict[str, dict[str, tuple[str, ...]]] = {
    "decision": {
        "source": (OBJECT,),
        "is_award_decision": (FLAG,),
        "reason": (TEXT, NOTHING),
        "issuers": (LIST,),
        "document_number": (TEXT, NOTHING),
        "title": (TEXT,),
        "date": (TEXT, NOTHING),
        "referenced_documents": (LIST,),
        "edition_year": (NUMBER, NOTHING),
        "application_count": (NUMBER, NOTHING),
        "tiers": (LIST,),
        "warnings": (LIST,),
        "findings": (LIST,),
    },
    "source": {"file": (TEXT,), "sha256": (TEXT,), "media_type": (TEXT,), "characters": (NUMBER,)},
    "referenced_documents": {"title": (TEXT,), "number": (TEXT, NOTHING)},
    "tiers": {
        "name": (TEXT,),
        "declared_count": (NUMBER, NOTHING),
        "declared_unit": (TEXT, NOTHING),
        "categories": (LIST,),
    },
    "categories": {"ordinal": (TEXT, NOTHING), "name": (TEXT, NOTHING), "cases": (LIST,)},
    "cases": {"ordinal": (TEXT, NOTHING), "title": (TEXT, NOTHING), "recipients": (LIST,)},
    "recipients": {
        "name": (TEXT,),
        "kind": (TEXT,),
        "affiliation": (TEXT, NOTHING),
        "post": (TEXT, NOTHING),
    },
    "findings": {
        "code": (TEXT,),
        "severity": (TEXT,),
        "line": (NUMBER,),
        "column": (NUMBER,),
        "begin": (NUMBER,),
        "end": (NUMBER,),
        "quote": (TEXT,),
        "message": (TEXT,),
    },
}
FORMS = {str: TEXT, int: NUMBER, bool: FLAG, list: LIST, dict: OBJECT, type(None): NOTHING}
WITH_SPANS = ("referenced_documents", "tiers", "categories", "cases", "recipients")

# Documents of other forms: refused, without a list, without numbers, with two recipients on a line.
INVENTED = {
    "no decision": "临江市总工会关于做好防暑降温工作的通知\n各单位：\n请做好有关工作。\n",
    "no title": "今天天气很好。\n",
    "no list": "关于表彰先进集体的决定\n现决定表彰甲厂工会。\n",
    "no number, joint award": (
        "临江市总工会关于表彰创新成果的决定\n根据《关于评选创新成果的通知》（临工发[2021] 3 号）要求，现予以表彰。\n\n"
        "附件\n\n创新成果获奖名单\n\n一、一等奖（2项）\n1．转子平衡工艺\n临江汽轮机有限公司工会、临江大学工会\n"
        "2．阀门检修\n临江供电公司工会\n二、二等奖（空缺）\n"
    ),
}


def text_of(content: str) -> Text:
    data = content.encode()
    digest = hashlib.sha256(data).hexdigest()
    return Text("invented.txt", "text/plain", digest, len(data), "utf-8", content, sources.split(content))


@pytest.fixture(scope="module")
def decision() -> Decision:
    return parser.parse(sources.read(DECISION))


@pytest.fixture(scope="module")
def record(decision: Decision) -> Json:
    """Return the record as whoever gets it reads it: through JSON."""
    again: Json = json.loads(json.dumps(records.decision_record(decision), ensure_ascii=False))
    return again


def cases_of(record: Json) -> list[tuple[int, Json, Json]]:
    """Return every case with the number of its tier and its category."""
    return [
        (number, category, case)
        for number, tier in enumerate(record["tiers"], start=1)
        for category in tier["categories"]
        for case in category["cases"]
    ]


# ---------------------------------------------------------------------------------------------- the contract


def assert_contract(name: str, value: Json) -> None:
    keys = CONTRACT[name]
    assert list(value)[: len(keys)] == list(keys), (
        f"{name}: the keys of the contract come first, in its order"
    )
    for key, forms in keys.items():
        assert FORMS[type(value[key])] in forms, f"{name}.{key} is {value[key]!r}"
    if name in WITH_SPANS:
        assert_spans(value["spans"])
    for key, child in value.items():
        if key in CONTRACT and isinstance(child, list):
            for each in child:
                assert_contract(key, each)


def assert_spans(spans: list[list[int]]) -> None:
    for begin, end in spans:
        assert 0 <= begin < end


def assert_record(value: Json) -> None:
    assert_contract("decision", value)
    assert_contract("source", value["source"])
    assert all(isinstance(issuer, str) for issuer in value["issuers"])
    assert value["warnings"] == sorted({finding["code"] for finding in value["findings"]})
    assert {finding["severity"] for finding in value["findings"]} <= {"error", "warning", "info"}
    assert value["is_award_decision"] is (value["reason"] is None)
    assert value["date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", value["date"])
    assert {r["kind"] for _, _, case in cases_of(value) for r in case["recipients"]} <= {
        "organization",
        "person",
    }
    for spans in value["spans"].values():
        assert_spans(spans)


def test_the_record_follows_the_contract(record: Json) -> None:
    """Names, order and types of all keys, down to the last recipient and finding."""
    assert_record(record)


@pytest.mark.parametrize("content", INVENTED.values(), ids=INVENTED.keys())
def test_every_record_follows_the_contract(content: str) -> None:
    """Whatever was found or not found; a refused text too, with the reason."""
    assert_record(json.loads(json.dumps(records.decision_record(parser.parse(text_of(content))))))


def test_a_refused_text_says_why() -> None:
    """The record of a text that confers nothing is as complete as any, and empty."""
    refused = records.decision_record(parser.parse(text_of(INVENTED["no title"])))
    assert (refused["is_award_decision"], refused["title"], refused["tiers"]) == (False, "", [])
    assert "no title" in refused["reason"]


def test_numbers_are_given_as_printed() -> None:
    """Square brackets stay square; only stray spaces go."""
    found = records.decision_record(parser.parse(text_of(INVENTED["no number, joint award"])))
    assert found["referenced_documents"][0]["number"] == "临工发[2021]3号"


# ---------------------------------------------------------------------------------------------- spans


def assert_quotes(value: str | None, spans: list[list[int]], content: str) -> None:
    """Assert that a value is what its spans quote, tidied; one over several lines has several spans, none has none."""
    quote = "\n".join(content[begin:end] for begin, end in spans)
    assert (value or "") in {tidy_name(quote), tidy_title(quote)}
    assert (value is None) == (spans == [])


def test_every_span_quotes_its_value(decision: Decision, record: Json) -> None:
    """Titles, names, headings, items and examples: what was read stands where it is said to stand."""
    content = decision.text.content
    for tier in record["tiers"]:
        assert_quotes(tier["name"], tier["spans"], content)
        for category in tier["categories"]:
            assert_quotes(category["name"], category["spans"], content)
            for case in category["cases"]:
                assert_quotes(case["title"], case["spans"], content)
                for recipient in case["recipients"]:
                    assert_quotes(recipient["name"], recipient["spans"], content)
    for reference in record["referenced_documents"]:
        assert_quotes(reference["title"], reference["spans"], content)
    for key in ("channels", "stages", "criteria"):
        for step in record[key]:
            assert_quotes(step["label"], step["spans"], content)
    for example in record["examples"]:
        values = [example["organization"], example["title"], example["honour"]]
        for value, span in zip(values, example["spans"], strict=True):
            assert_quotes(value, [span], content)


def test_the_spans_at_the_top_quote_theirs(decision: Decision, record: Json) -> None:
    """Values that are no objects have their spans in one place, by key; what was not found has none."""
    content = decision.text.content
    quoted = {
        key: "\n".join(content[begin:end] for begin, end in spans) for key, spans in record["spans"].items()
    }
    assert quoted == {
        "issuers": "上海市总工会",
        "document_number": "沪工总基〔2018〕133号",
        "title": "上海市总工会关于表彰 2017 年度上海市 基层工会创新案例的决定",
        "document_type": "决定",
        "distribution_note": "(此件发至各区局（产业）工会)",
        "annex_references": "2017 年度上海市基层工会十大创新案例获奖名单",
        "annex_titles": "2017 年度上海市基层工会十大创新案例\n获奖名单",
        "edition_year": "2017 年度",
        "application_count": "124 个",
    }
    assert_quotes(record["title"], record["spans"]["title"], content)
    assert_quotes(record["annex_titles"][0], record["spans"]["annex_titles"], content)


def test_a_finding_stands_where_it_says(decision: Decision, record: Json) -> None:
    """Line and column, counted by hand over the file's lines, lead to the offset; the quote is what stands there."""
    lines = decision.text.content.split("\n")
    assert len(record["findings"]) == len(decision.findings) > 0
    for finding in record["findings"]:
        offset = sum(len(line) + 1 for line in lines[: finding["line"] - 1]) + finding["column"] - 1
        assert finding["begin"] == offset
        assert finding["quote"] == decision.text.content[finding["begin"] : finding["end"]]


# ---------------------------------------------------------------------------------------------- the decision


def test_the_frame_of_the_decision(record: Json) -> None:
    """What the header, the title and the body say, and that no date is invented."""
    source = record["source"]
    assert source["file"] == str(DECISION)
    assert source["sha256"] == hashlib.sha256(DECISION.read_bytes()).hexdigest()
    assert (source["media_type"], source["characters"]) == ("text/plain", 3590)
    assert record["issuers"] == ["上海市总工会"]
    assert record["document_number"] == "沪工总基〔2018〕133号"
    assert record["title"] == "上海市总工会关于表彰2017年度上海市基层工会创新案例的决定"
    assert record["date"] is None
    assert (record["edition_year"], record["application_count"]) == (2017, 124)
    assert [(r["title"], r["number"]) for r in record["referenced_documents"]] == [
        ("关于征集选树2017年度上海市基层工会十大创新案例的通知", None)
    ]


def test_the_tiers_of_the_decision(record: Json) -> None:
    """Three tiers, with the number and the unit that each declares, and what each really lists."""
    tiers = [
        (
            tier["name"],
            tier["declared_count"],
            tier["declared_unit"],
            sum(category["name"] is not None for category in tier["categories"]),
            sum(len(category["cases"]) for category in tier["categories"]),
        )
        for tier in record["tiers"]
    ]
    assert tiers == [
        ("2017年度上海市基层工会十大创新案例特等奖", 1, "个", 0, 1),
        ("2017年度上海市基层工会十大创新案例", 10, "类/个", 10, 29),
        ("2017年度上海市基层工会十大创新案例提名", 18, "类/个", 18, 30),
    ]


def test_the_evaluation_of_the_decision(record: Json) -> None:
    """Three ways in, four stages, six criteria, three examples with their places in the annex."""
    assert [(step["label"], step["concept"]) for step in record["channels"]] == [
        ("区局（产业）工会推荐", "district-bureau-industry"),
        ("媒体及社会推荐", "media-society"),
        ("基层工会自荐", "self"),
    ]
    assert [(step["label"], step["concept"]) for step in record["stages"]] == [
        ("市总工会初审", "preliminary-review"),
        ("专家复审", "expert-review"),
        ("申工社微信投票", "wechat-vote"),
        ("评审发布", "final-release"),
    ]
    assert [step["label"] for step in record["criteria"]] == [
        "创新背景",
        "创新理念",
        "创新举措",
        "创新机制",
        "创新成效",
        "创新价值",
    ]
    assert [(example["organization"], example["entry"]) for example in record["examples"]] == [
        ("宝山区顾村镇总工会", [0, 0, 0]),
        ("上海浦东公惠社会工作服务中心工会", [1, 0, 0]),
        ("中国移动通信集团工会上海市委员会", [2, 0, 0]),
    ]


def seed_cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def row_of(tier: int, category: Json, place: int, case: Json, text: Text) -> dict[str, str]:
    """Return a case as the table of the 60 awards writes it, from the record and the text alone."""
    assert len(case["spans"]) == 1
    begin, end = case["spans"][0]
    recipients = case["recipients"]
    spans = [recipient["spans"][0] for recipient in recipients]
    return {
        "tier_no": str(tier),
        "category_is_case": str(category["is_case"]).lower(),
        "category_label": "".join(text.content[b:e] for b, e in category["spans"]),
        "case_no": str(place),
        "case_title_as_printed": text.content[begin:end],
        "title_line": str(text.position(begin)[0]),
        "title_char_start": str(begin),
        "title_char_end": str(end),
        "n_recipients": str(len(recipients)),
        "recipients": "|".join(text.content[b:e] for b, e in spans),
        "recipient_lines": "|".join(str(text.position(b)[0]) for b, _ in spans),
        "recipient_char_spans": "|".join(f"{b}-{e}" for b, e in spans),
    }


def test_the_sixty_awards_are_those_counted_by_hand(decision: Decision, record: Json) -> None:
    """Each title and recipient at its offsets, each category with its place: the table, cell for cell."""
    found = []
    for tier, group in enumerate(record["tiers"], start=1):
        named = 0
        for category in group["categories"]:
            named += category["name"] is not None
            for place, case in enumerate(category["cases"], start=1):
                row = row_of(tier, category, place, case, decision.text)
                found.append({**row, "category_no": str(named) if named else ""})
    expected = seed_cases()
    assert len(expected) == 60
    assert [sorted(row.items()) for row in found] == [sorted(row.items()) for row in expected]


def test_the_printed_ordinals_of_the_awards(record: Json) -> None:
    """Ordinals stay as printed, in whichever brackets; a heading that is itself the case has none for the case."""
    chinese = "一二三四五六七八九十"
    for tier in record["tiers"]:
        for number, category in enumerate(tier["categories"], start=1):
            if category["name"] is not None:
                numeral = chinese[number - 1] if number <= 10 else f"十{chinese[number - 11]}"
                assert category["ordinal"] in {f"({numeral})", f"（{numeral}）"}
            for place, case in enumerate(category["cases"], start=1):
                alone = category["is_case"] or category["name"] is None
                assert case["ordinal"] == (None if alone else str(place))


def test_the_recipients_of_the_decision(record: Json) -> None:
    """61 slots, 58 organizations, one award to two of them, three organizations in two tiers, no person."""
    slots = [(tier, r["name"]) for tier, _, case in cases_of(record) for r in case["recipients"]]
    assert len(slots) == 61
    assert len({name for _, name in slots}) == 58
    assert [len(case["recipients"]) for _, _, case in cases_of(record)].count(2) == 1
    twice = {name for _, name in slots if len({tier for tier, each in slots if each == name}) == 2}
    assert twice == {
        "中国移动通信集团工会上海市委员会",
        "嘉定区南翔镇总工会",
        "黄浦区南京东路街道总工会",
    }
    assert {r["kind"] for _, _, case in cases_of(record) for r in case["recipients"]} == {"organization"}


def test_seventeen_categories_are_themselves_the_case(record: Json) -> None:
    """Category and case bear the same name, from the same characters."""
    both = [(category, case) for _, category, case in cases_of(record) if category["is_case"]]
    assert len(both) == 17
    for category, case in both:
        assert (case["title"], case["spans"]) == (category["name"], category["spans"])


def test_the_table_here_is_the_one_that_was_handed_over() -> None:
    """Where the original lies beside the checkout, not a byte differs."""
    if not SHARED.is_file():
        pytest.skip(f"the original is not here: {SHARED}")
    assert CASES.read_bytes() == SHARED.read_bytes()
