"""The reconciliation service over HTTP: each message valid by the specification's schemas, and each refusal a sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

from hosting import BASE, Site, hosted, send
from published import published
from reconciled import faults, prepared, results
from uniongraph.reconciling import asked
from uniongraph.server.proxies import Trusted

if TYPE_CHECKING:
    from collections.abc import Iterator

GUCUN = "org/bao-shan-qu-gu-cun-zhen-zong-gong-hui-da2cd1f90e"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped release with its indexes."""
    release = prepared()
    with hosted(release.store_folder(), derived=release.derived, trusted=Trusted(["127.0.0.1"])) as site:
        yield site


def get(site: Site, path: str, **said: str) -> dict[str, Any]:
    """Return what a service answers to a GET."""
    response = send(site, "GET", f"{path}?{urlencode(said)}" if said else path)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    found: dict[str, Any] = response.json()
    return found


def ask(site: Site, **query: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (JSON)
    """Return the candidates of one query."""
    found: list[dict[str, Any]] = results(site, {"q": query})["q"]
    return found


def first(site: Site, **query: Any) -> tuple[str, bool]:  # noqa: ANN401 (JSON)
    """Return the name of the best candidate, and whether it is a match."""
    best = ask(site, **query)[0]
    return best["name"], best["match"]


# ---------------------------------------------------------------------------------------------- the manifest


def test_the_manifest_is_valid_and_its_addresses_answer(site: Site) -> None:
    """Everything it names is there: views, previews, suggestions with their flyouts, proposals, an icon."""
    manifest = get(site, "/reconcile")
    assert faults("manifest", manifest) == []
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == f"{BASE}id/"
    assert manifest["batchSize"] == asked.BATCH >= 10
    here = f"http://127.0.0.1:{site.port}"
    assert manifest["view"]["url"] == f"{here}/id/{{{{id}}}}"
    addresses = [manifest["documentation"], manifest["logo"]]
    addresses += [
        manifest[each]["url"].replace("{{id}}", quote(GUCUN, safe="")) for each in ("view", "preview")
    ]
    for kind, id_ in (("entity", GUCUN), ("type", "Case"), ("property", "territory")):
        said = manifest["suggest"][kind]
        addresses.append(f"{said['service_url']}{said['service_path']}?prefix=a")
        flyout = said["flyout_service_path"].replace("${id}", quote(id_, safe=""))
        addresses.append(f"{said['flyout_service_url']}{flyout}")
    proposing = manifest["extend"]["propose_properties"]
    addresses.append(f"{proposing['service_url']}{proposing['service_path']}?type=Case")
    for each in addresses:
        assert each.startswith(f"{here}/")
        assert send(site, "GET", each.removeprefix(here)).status_code == 200, each


def test_behind_a_proxy_the_addresses_are_those_of_the_proxy(site: Site) -> None:
    """Scheme, host and the prefix that was taken off stand in them; identifiers stay what they are."""
    proxied = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "data.example.org",
        "X-Forwarded-Prefix": "/awards",
    }
    manifest = send(site, "GET", "/reconcile", headers=proxied).json()
    assert manifest["view"]["url"] == "https://data.example.org/awards/id/{{id}}"
    assert manifest["preview"]["url"] == "https://data.example.org/awards/reconcile/preview?id={{id}}"
    assert manifest["suggest"]["type"]["service_url"] == "https://data.example.org/awards/reconcile"
    assert manifest["identifierSpace"] == f"{BASE}id/"
    preview = send(site, "GET", f"/reconcile/preview?id={quote(GUCUN, safe='')}", headers=proxied).text
    assert f'href="/awards/id/{GUCUN}"' in preview


def test_names_are_in_the_language_that_is_asked_for(site: Site) -> None:
    """By Accept-Language, and Chinese otherwise."""
    chinese = get(site, "/reconcile")["defaultTypes"]
    english = send(site, "GET", "/reconcile", headers={"Accept-Language": "en"}).json()["defaultTypes"]
    assert [each["id"] for each in chinese] == [each["id"] for each in english]
    assert (chinese[0]["name"], english[0]["name"]) == ("组织", "organization")


# ---------------------------------------------------------------------------------------------- queries


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("宝山区顾村镇总工会", "宝山区顾村镇总工会"),
        ("寶山區顧村鎮總工會", "宝山区顾村镇总工会"),
        (" 宝山区 顾村镇　总工会 ", "宝山区顾村镇总工会"),
        ("上海国际港务(集团)有限公司工会", "上海国际港务（集团）有限公司工会"),
        ("上海航天局８０５所工会", "上海航天局805所工会"),
        (GUCUN, "宝山区顾村镇总工会"),
        (f"{BASE}id/{GUCUN}", "宝山区顾村镇总工会"),
        ("310104", "徐汇区"),
        ("Q661533", "杨浦区"),
        ("http://www.wikidata.org/entity/Q661533", "杨浦区"),
        ("91310000132260250X", "上海汽车集团股份有限公司"),
        ("沪工总基〔2018〕133号", "上海市总工会关于表彰2017年度上海市基层工会十大创新案例的决定"),
    ],
)
def test_a_name_or_an_identifier_finds_its_thing_first(site: Site, written: str, name: str) -> None:
    """As printed, traditional, with blanks and other brackets; by our identifier or IRI, by codes and outside identifiers."""
    best = ask(site, query=written)[0]
    assert best["score"] == 100
    assert best["name"] == name or name.startswith("上海市总工会关于")
    assert best["match"]


def test_what_is_only_close_is_never_a_match(site: Site) -> None:
    """An outside identifier that only comes close, an enterprise for its union, a place for its union, another district."""
    assert first(site, query="Q57002") == ("徐汇区", False)
    assert first(site, query="上海汽车集团股份有限公司", type="UnionOrganization") == (
        "上海汽车集团股份有限公司工会",
        False,
    )
    assert not any(each["match"] for each in ask(site, query="顾村镇", type="UnionOrganization"))
    assert not any(each["match"] for each in ask(site, query="闵行区顾村镇总工会"))


def test_candidates_tell_what_a_client_needs(site: Site) -> None:
    """Types by identifier and name, a description, and features from which a client may make a score of its own."""
    best, *rest = ask(site, query="宝山区顾村镇总工会", type="Organization", limit=3)
    assert best["type"] == [
        {"id": "UnionOrganization", "name": "工会组织"},
        {"id": "Organization", "name": "组织"},
    ]
    assert "顾村镇" in best["description"]
    features = {each["id"]: each["value"] for each in best["features"]}
    assert features["name"] == features["core"] == 1
    assert features["type"] is True
    assert len(rest) <= 2
    assert [each["score"] for each in (best, *rest)] == sorted(
        (each["score"] for each in (best, *rest)), reverse=True
    )


@pytest.mark.parametrize(
    ("types", "strict", "expected"),
    [
        ("UnionOrganization", "any", ["上海汽车集团股份有限公司工会"]),
        ("HostOrganization", "any", ["上海汽车集团股份有限公司"]),
        (["HostOrganization", "Case"], "any", ["上海汽车集团股份有限公司"]),
        ("Organization", "any", ["上海汽车集团股份有限公司", "上海汽车集团股份有限公司工会"]),
    ],
)
def test_types_choose(site: Site, types: str | list[str], strict: str, expected: list[str]) -> None:
    """A type takes those below it along; of several, one is enough."""
    found = ask(site, query="上海汽车集团股份有限公司", type=types, type_strict=strict)
    assert [each["name"] for each in found][: len(expected)] == expected


def test_all_types_and_types_that_should(site: Site) -> None:
    """``all`` makes no match of what lacks one; ``should`` falls back to others, less sure of them."""
    both = ["UnionOrganization", "Organization"]
    assert first(site, query="宝山区顾村镇总工会", type=both, type_strict="all") == (
        "宝山区顾村镇总工会",
        True,
    )
    neither = ["UnionOrganization", "Case"]
    assert first(site, query="宝山区顾村镇总工会", type=neither, type_strict="all") == (
        "宝山区顾村镇总工会",
        False,
    )
    best = ask(site, query="310104", type="Case", type_strict="should")[0]
    assert (best["name"], best["match"], best["score"]) == ("徐汇区", False, 70)
    assert ask(site, query="310104", type="Case", type_strict="any") == []


@pytest.mark.parametrize(
    ("pid", "value", "agrees"),
    [
        ("territory", "顾村镇", True),
        ("territory", "宝山区", True),
        ("territory", "上海市宝山区", True),
        ("territory", "上海市 宝山区 顾村镇", True),
        ("territory", "上海市闵行区", False),
        ("territory", {"id": "place/cn-310113"}, True),
        ("territory", "310113", True),
        ("territory", ["闵行区", {"id": "place/cn-310113"}], True),
        ("territory", {"id": "place/cn-310104"}, False),
        ("unionKind", "镇总工会", True),
        ("unionKind", "企业工会", False),
        ("editionYear", 2017, True),
        ("editionYear", "2017", True),
        ("editionYear", 2018, False),
        ("honouredFor", "创新跨越“最后一公里”", True),
        ("uscc", "91310000132260250X", None),
        ("territory", "", None),
    ],
)
def test_values_of_properties_speak_for_or_against(
    site: Site,
    pid: str,
    value: Any,  # noqa: ANN401 (JSON)
    agrees: bool | None,
) -> None:
    """A value by its name, its code, its identifier, or the division around it; one that is another unmakes a match."""
    best = ask(site, query="宝山区顾村镇总工会", properties=[{"pid": pid, "v": value}])[0]
    features = {each["id"]: each["value"] for each in best["features"]}
    assert best["name"] == "宝山区顾村镇总工会"
    assert features.get(f"property:{pid}") is agrees
    assert best["match"] is (agrees is not False)


def test_properties_alone_find_what_has_them(site: Site) -> None:
    """One thing alone that has an identifying value is a match; several that have another are candidates."""
    found = ask(site, properties=[{"pid": "gbCode", "v": "310104"}])
    assert [(each["name"], each["match"]) for each in found] == [("徐汇区", True)]
    given = [{"pid": "within", "v": {"id": "place/cn-310104"}}, {"pid": "divisionLevel", "v": "街道"}]
    found = ask(site, properties=given[:1], limit=20)
    assert {"天平路街道", "龙华街道"} <= {each["name"] for each in found}
    assert not any(each["match"] for each in found)


def test_a_batch_is_answered_by_get_as_by_post_and_a_single_query_as_clients_of_0_1_send_it(
    site: Site,
) -> None:
    """The same answer; GET's has a tag and is kept, the single query's is its result alone."""
    queries = {"q0": {"query": "徐汇区"}, "another key": {"query": "没有这样的名称"}, "q2": {"query": ""}}
    text = json.dumps(queries)
    posted = send(site, "POST", "/reconcile", data={"queries": text})
    got = send(site, "GET", f"/reconcile?{urlencode({'queries': text})}")
    assert posted.json() == got.json()
    again = send(
        site,
        "GET",
        f"/reconcile?{urlencode({'queries': text})}",
        headers={"If-None-Match": got.headers["etag"]},
    )
    assert again.status_code == 304
    assert got.json()["q2"] == {"result": []}
    for said in ("徐汇区", json.dumps({"query": "徐汇区"})):
        assert get(site, "/reconcile", query=said) == got.json()["q0"]


def test_what_extends_a_table_stands_under_the_identifiers_that_were_sent(site: Site) -> None:
    """Blanks around them are no part of what they name, and whoever asks looks for them as they were."""
    for settings, told in (
        ({}, {"str": "310104"}),
        ({"count": []}, {"str": "310104"}),
        ({"count": "on"}, {"int": 1}),
    ):
        sent = {"ids": [" place/cn-310104 "], "properties": [{"id": "gbCode ", "settings": settings}]}
        found = get(site, "/reconcile", extend=json.dumps(sent))
        assert [each["id"] for each in found["meta"]] == ["gbCode "]
        assert found["rows"] == {" place/cn-310104 ": {"gbCode ": [told]}}


# ---------------------------------------------------------------------------------------------- refusals


def refused(site: Site, said: dict[str, str], path: str = "/reconcile") -> tuple[int, str, str]:
    """Return status, parameter and sentence of a refusal, which is a problem as JSON, by GET and as a form the same."""
    got = send(site, "GET", f"{path}?{urlencode(said)}")
    assert got.headers["content-type"] == "application/problem+json", got.text
    problem = got.json()
    if path == "/reconcile":
        assert send(site, "POST", path, data=said).json() == problem
    return got.status_code, problem.get("parameter", ""), problem["detail"]


def batch(**query: Any) -> dict[str, str]:  # noqa: ANN401 (JSON)
    return {"queries": json.dumps({"q3": query}, ensure_ascii=False)}


@pytest.mark.parametrize(
    ("said", "place", "sentence"),
    [
        (
            {"queries": '{"q0":\n {"query" "x"}}'},
            "queries",
            "line 2, column 11: no JSON: expecting ':' delimiter",
        ),
        ({"queries": "[]"}, "queries", "[] is no object"),
        ({"queries": '{"q0": NaN}'}, "queries", "NaN is no number of JSON"),
        ({"queries": '{"q0": {"query": "a"}, "q0": {"query": "b"}}'}, "queries", 'the key "q0" twice'),
        ({"queries": '{"q0": {"query": "\\ud800"}}'}, "queries", "half a surrogate pair"),
        (batch(limit=3), "queries.q3", "neither 'query' nor any property"),
        (batch(query=7), "queries.q3.query", "7 is no text"),
        (batch(query="字" * 501), "queries.q3.query", "501 characters; it may have 500"),
        (batch(query="a", kind="Case"), "queries.q3", 'unknown key "kind"'),
        (batch(query="a", type="Planet"), "queries.q3.type", "there is no type 'Planet'"),
        (batch(query="a", type=["Case", 5]), "queries.q3.type[1]", "5 is no text"),
        (
            batch(query="a", type_strict="maybe"),
            "queries.q3.type_strict",
            '"maybe" is none of any, all, should',
        ),
        (batch(query="a", limit=0), "queries.q3.limit", "0 is not a whole number from 1 to 100"),
        (batch(query="a", limit=101), "queries.q3.limit", "101 is not"),
        (batch(query="a", limit=1.5), "queries.q3.limit", "1.5 is not"),
        (batch(query="a", limit="3"), "queries.q3.limit", '"3" is no number'),
        (batch(query="a", properties={}), "queries.q3.properties", "{} is no list"),
        (batch(query="a", properties=[{"pid": "x"}]), "queries.q3.properties[0]", "lacks 'pid' or 'v'"),
        (
            batch(query="a", properties=[{"pid": "colour", "v": "red"}]),
            "queries.q3.properties[0].pid",
            "there is no property 'colour'",
        ),
        (
            batch(query="a", properties=[{"pid": "territory", "v": {"name": "x"}}]),
            "queries.q3.properties[0].v[0]",
            "an object without 'id'",
        ),
        ({"query": '{"query": "a", "limit": -1}'}, "query.limit", "-1 is not"),
        ({"extend": '{"ids": []}'}, "extend", "has no 'properties'"),
        ({"extend": '{"ids": [1], "properties": []}'}, "extend.ids[0]", "1 is no text"),
        (
            {"extend": '{"ids": [], "properties": [{"id": "colour"}]}'},
            "extend.properties[0].id",
            "there is no property 'colour'",
        ),
        (
            {"extend": '{"ids": [], "properties": [{"id": "gbCode", "settings": {"order": 1}}]}'},
            "extend.properties[0].settings",
            'unknown key "order"',
        ),
    ],
)
def test_what_cannot_be_answered_is_refused_by_its_place(
    site: Site, said: dict[str, str], place: str, sentence: str
) -> None:
    """Malformed JSON by line and column, what a query says by its key and field; nothing of the batch is answered."""
    status, parameter, detail = refused(site, said)
    assert (status, parameter) == (400, place)
    assert sentence in detail
    assert detail.startswith(place)


def test_what_asks_for_too_much_is_refused_as_too_large(site: Site) -> None:
    """Ten thousand queries, a body of megabytes, more things or properties than one request may name."""
    many = {f"q{number}": {"query": "x"} for number in range(10_000)}
    response = send(site, "POST", "/reconcile", data={"queries": json.dumps(many)})
    assert response.status_code == 413
    assert (
        "the request holds 10,000 queries; it may hold 50 (batchSize in the manifest)"
        in response.json()["detail"]
    )
    assert response.json()["parameter"] == "queries"
    response = send(site, "POST", "/reconcile", data={"queries": "x" * 2_000_000})
    assert response.status_code == 413
    assert "larger than 1,000,000 bytes" in response.json()["detail"]
    response = send(site, "POST", "/reconcile", data={"queries": "[" * 100_000})
    assert response.status_code == 400
    assert "brackets lie too deep" in response.json()["detail"]
    extend = {"ids": [str(number) for number in range(201)], "properties": []}
    status, place, _ = refused(site, {"extend": json.dumps(extend)})
    assert (status, place) == (413, "extend.ids")


@pytest.mark.parametrize(
    ("path", "said", "status", "place"),
    [
        ("/reconcile", {"query": "a", "extend": "{}"}, 400, ""),
        ("/reconcile/suggest/entity", {"prefix": "字" * 201}, 400, "prefix"),
        ("/reconcile/suggest/entity", {"prefix": "a", "cursor": "-1"}, 400, "cursor"),
        ("/reconcile/suggest/entity", {"prefix": "a", "type": "Planet"}, 400, "type"),
        ("/reconcile/suggest/type", {"prefix": "a", "cursor": "much"}, 400, "cursor"),
        ("/reconcile/flyout/entity", {}, 400, "id"),
        ("/reconcile/flyout/entity", {"id": "org/none"}, 404, ""),
        ("/reconcile/flyout/type", {"id": "Planet"}, 404, ""),
        ("/reconcile/flyout/property", {"id": "colour"}, 404, ""),
        ("/reconcile/extend/propose", {"type": "Planet"}, 400, "type"),
        ("/reconcile/extend/propose", {"type": "Case", "limit": "0"}, 400, "limit"),
    ],
)
def test_the_other_services_refuse_in_the_same_way(
    site: Site, path: str, said: dict[str, str], status: int, place: str
) -> None:
    """By the parameter; what is not there is 404."""
    found = refused(site, said, path)
    assert found[:2] == (status, place)
    assert found[2]


def test_a_form_must_be_one(site: Site) -> None:
    """Without a field, as JSON, or by a method that there is not."""
    assert send(site, "POST", "/reconcile", data={"other": "x"}).status_code == 400
    assert send(site, "POST", "/reconcile", json={"queries": {}}).status_code == 415
    response = send(site, "PUT", "/reconcile")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_without_an_index_the_service_says_what_prepares_one() -> None:
    """503 where names are looked up; types, properties and values of things need no index."""
    with hosted(published().store_folder()) as site:
        response = send(site, "POST", "/reconcile", data={"queries": '{"q0": {"query": "上海市总工会"}}'})
        assert response.status_code == 503
        assert "uniongraph release prepare" in response.json()["detail"]
        assert send(site, "GET", "/reconcile/suggest/entity?prefix=a").status_code == 503
        assert faults("manifest", get(site, "/reconcile")) == []
        said = {"extend": '{"ids": ["place/cn-310104"], "properties": [{"id": "gbCode"}]}'}
        assert get(site, "/reconcile", **said)["rows"] == {"place/cn-310104": {"gbCode": [{"str": "310104"}]}}


# ---------------------------------------------------------------------------------------------- suggestions, glimpses


def test_things_are_suggested_by_name_pinyin_and_identifier(site: Site) -> None:
    """Characters in either script, pinyin, an identifier whole; each with its types and what tells it from others."""

    def names(part: str = "name", **said: str) -> list[str]:
        found = get(site, "/reconcile/suggest/entity", **said)
        assert faults("suggest-entities-response", found) == []
        return [each[part] for each in found["result"]]

    assert names(prefix="顧村")[:2] == ["顾村镇", "宝山区顾村镇总工会"]
    assert "宝山区顾村镇总工会" in names(prefix="gucunzhen")
    assert names(prefix=GUCUN) == ["宝山区顾村镇总工会"]
    assert names(prefix="顾村", type="UnionOrganization") == ["宝山区顾村镇总工会"]
    assert names(prefix="") == []
    every = names("id", prefix="上海") + names("id", prefix="上海", cursor="10")
    assert len(set(every)) == len(every) == 20
    found = get(site, "/reconcile/suggest/entity", prefix="顾村镇总工会")["result"][0]
    assert found["notable"][0] == {"id": "UnionOrganization", "name": "工会组织"}
    assert found["description"] == "工会组织 · 镇总工会 · 顾村镇"


def test_types_and_properties_are_suggested_in_either_language(site: Site) -> None:
    """By identifier or name; a type with those above it; an unknown parameter, as clients send them, is passed over."""
    types = get(site, "/reconcile/suggest/type", prefix="工会", type_strict="any", lang="zh")
    assert faults("suggest-types-response", types) == []
    assert [each["id"] for each in types["result"]] == ["UnionOrganization", "HostOrganization"]
    assert types["result"][0]["broader"] == [{"id": "Organization", "name": "组织"}]
    assert [each["id"] for each in get(site, "/reconcile/suggest/type", prefix="case")["result"]] == ["Case"]
    properties = get(site, "/reconcile/suggest/property", prefix="unified social")
    assert faults("suggest-properties-response", properties) == []
    assert [each["id"] for each in properties["result"]] == ["uscc"]
    assert [each["id"] for each in get(site, "/reconcile/suggest/property", prefix="所在区划")["result"]] == [
        "territory"
    ]
    assert get(site, "/reconcile/suggest/property", prefix="奖级")["result"][0]["id"] == "tier"


def test_a_flyout_is_a_small_part_of_a_page(site: Site) -> None:
    """With the identifier as it was sent, escaped, and without links, for it stands in the pages of others."""
    found = get(site, "/reconcile/flyout/entity", id=GUCUN)
    assert found["id"] == GUCUN
    assert "<strong>宝山区顾村镇总工会</strong>" in found["html"]
    assert "href" not in found["html"]
    assert "最小行政区划" in get(site, "/reconcile/flyout/property", id="territory")["html"]
    assert "受到表彰" in get(site, "/reconcile/flyout/type", id="Case")["html"]


def test_a_preview_may_be_framed_and_runs_no_script(site: Site) -> None:
    """Its policy is that of all pages, but that others may frame it; it leads to the thing's page in a window of its own."""
    response = send(site, "GET", f"/reconcile/preview?id={quote(GUCUN, safe='')}")
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script" not in response.text
    assert f'<a href="/id/{GUCUN}" target="_blank" rel="noopener">宝山区顾村镇总工会</a>' in response.text
    assert send(site, "GET", "/reconcile/preview?id=org%2Fnone").status_code == 404


# ---------------------------------------------------------------------------------------------- extension


def test_values_are_told_as_what_they_are(site: Site) -> None:
    """Things of ours by identifier and name, concepts by name, outside things by IRI, numbers as numbers, days as moments."""
    wanted = ("unionKind", "territory", "awards", "tier", "edition", "editionYear", "hostOrganization")
    extend = {"ids": [GUCUN, "org/none"], "properties": [{"id": each} for each in wanted]}
    assert faults("data-extension-query", extend) == []
    found = get(site, "/reconcile", extend=json.dumps(extend))
    assert faults("data-extension-response", found) == []
    assert [each["id"] for each in found["meta"]] == list(wanted)
    assert found["meta"][1] == {
        "id": "territory",
        "name": "所在区划",
        "type": {"id": "AdministrativeDivision", "name": "行政区划"},
    }
    row = found["rows"][GUCUN]
    assert row["unionKind"] == [{"str": "镇总工会"}]
    assert row["territory"] == [{"id": "place/cn-310113109", "name": "顾村镇"}]
    assert row["editionYear"] == [{"int": 2017}]
    assert row["tier"][0]["name"] == "2017年度上海市基层工会创新案例特等奖"
    assert row["hostOrganization"] == []
    assert found["rows"]["org/none"] == {each: [] for each in wanted}
    document = "doc/hugongzongji-2018-133"
    extend = {"ids": [document, "place/cn-310110"], "properties": [{"id": "outside"}, {"id": "serialNumber"}]}
    rows = get(site, "/reconcile", extend=json.dumps(extend))["rows"]
    assert {"str": "http://www.wikidata.org/entity/Q661533"} in rows["place/cn-310110"]["outside"]
    assert rows[document]["serialNumber"] == [{"int": 133}]


def test_settings_bound_and_count_values(site: Site) -> None:
    """As a client's form sends them: numbers as text, a ticked box as ``on``."""
    many = "place/cn-310104"
    own = get(
        site,
        "/reconcile",
        extend=json.dumps({"ids": [many], "properties": [{"id": "outside", "settings": {"limit": "0"}}]}),
    )
    every = own["rows"][many]["outside"]

    def told(settings: dict[str, Any]) -> list[dict[str, Any]]:
        extend = {"ids": [many], "properties": [{"id": "outside", "settings": settings}]}
        found: list[dict[str, Any]] = get(site, "/reconcile", extend=json.dumps(extend))["rows"][many][
            "outside"
        ]
        return found

    assert told({"limit": 1}) == every[:1]
    assert told({"count": "on"}) == told({"count": True}) == [{"int": len(every)}]
    assert told({"count": False, "limit": ""}) == every


def test_properties_are_proposed_for_a_type(site: Site) -> None:
    """Those of the type, of the types above and below it; so many as are asked for, and without a type all."""

    def proposed(**said: str) -> list[str]:
        found = get(site, "/reconcile/extend/propose", **said)
        assert found.get("type") == said.get("type")
        return [each["id"] for each in found["properties"]]

    assert {"awards", "tier", "territory", "unionKind", "hostOrganization", "uscc", "outside"} <= set(
        proposed(type="Organization")
    )
    assert {"gbCode", "nbsCode", "within"} <= set(proposed(type="AdministrativeDivision"))
    assert "gbCode" not in proposed(type="Organization")
    assert len(proposed(type="Organization", limit="3")) == 3
    assert set(proposed(type="Case")) < set(proposed())


def test_every_property_that_is_proposed_can_be_asked_for(site: Site) -> None:
    """Each gives an answer that is valid, for a thing of each kind."""
    ids = [GUCUN, "place/cn-310104", "doc/hugongzongji-2018-133"]
    every = [each["id"] for each in get(site, "/reconcile/extend/propose")["properties"]]
    for begin in range(0, len(every), 30):
        extend = {"ids": ids, "properties": [{"id": each} for each in every[begin : begin + 30]]}
        found = get(site, "/reconcile", extend=json.dumps(extend))
        assert faults("data-extension-response", found) == []


# ---------------------------------------------------------------------------------------------- other origins


def test_scripts_of_other_origins_may_ask(site: Site) -> None:
    """Every answer may be read by anybody, and a script that asks first is told so."""
    asking = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    paths = ("/reconcile", "/reconcile/suggest/entity", "/reconcile/flyout/type", "/reconcile/extend/propose")
    for path in paths:
        response = send(site, "OPTIONS", path, headers=asking)
        assert response.status_code == 200
        assert response.headers["access-control-allow-origin"] == "*"
        assert "POST" in response.headers["access-control-allow-methods"]
    for path in ("/reconcile", "/reconcile?queries=[", "/reconcile/suggest/type?prefix=a"):
        response = send(site, "GET", path, headers={"Origin": "https://example.org"})
        assert response.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path",
    ["/reconcile", "/reconcile/suggest/entity?prefix=上海", "/reconcile/flyout/entity?id=place/cn-310104"],
)
def test_older_clients_are_answered_by_a_script(site: Site, path: str) -> None:
    """It calls the function that they name, is no HTML to anybody, and is kept nowhere."""
    whole = send(site, "GET", path)
    name = "jQuery3410_1700000000000"
    asked = send(site, "GET", f"{path}{'&' if '?' in path else '?'}callback={name}&_=1700000000001")
    assert asked.headers["content-type"].startswith("application/javascript")
    assert asked.headers["x-content-type-options"] == "nosniff"
    assert asked.headers["cache-control"] == "no-store"
    assert "etag" not in asked.headers
    assert asked.text.startswith(f"/**/{name}(")
    assert asked.text.endswith(");")
    assert json.loads(asked.text.removeprefix(f"/**/{name}(").removesuffix(");")) == whole.json()


@pytest.mark.parametrize("name", ["alert(1)", "a b", "a;b", "<script>", "1a", "a..b", "é", "a" * 129, "a\n"])
def test_a_callback_is_the_name_of_a_function(site: Site, name: str) -> None:
    """Anything else is refused, as JSON."""
    response = send(site, "GET", f"/reconcile?{urlencode({'callback': name})}")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == "callback"
