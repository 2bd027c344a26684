"""Rules come from the form of documents: no phrase of the one shipped decision stands in the program."""

from __future__ import annotations

import re
from pathlib import Path

from uniongraph import files

SOURCES = Path(__file__).parents[1] / "src"
DECISION = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"
TEXTS = {".py", ".html", ".css", ".js", ".rq", ".txt"}

LENGTH = 5
"""From this many Chinese characters on, words that agree by chance are few, and can be written down."""

GENERAL_TERMS = {
    "股份有限公司": "a legal form of companies",
    "集团有限公司": "a legal form of companies",
    "工会联合会": "a kind of union: several unions of one trade or place",
    "行业联合会": "a kind of association: the bodies of one trade",
}
"""Terms of official language that the decision uses as all such documents do, and the rules must know."""

_RUN = re.compile("[\u3400-\u9fff〇]+")


def runs(text: str) -> set[str]:
    """Return the stretches of Chinese characters that nothing interrupts."""
    return set(_RUN.findall(text))


def phrases_of(decision: str, text: str) -> set[str]:
    """Return the longest stretches of Chinese in a text, of LENGTH characters and more, that the decision holds too."""
    whole = "".join(decision.split())
    found = set()
    for run in runs(text):
        begin = 0
        while begin + LENGTH <= len(run):
            end = begin + LENGTH
            if run[begin:end] not in whole:
                begin += 1
                continue
            while end < len(run) and run[begin : end + 1] in whole:
                end += 1
            found.add(run[begin:end])
            begin = end - LENGTH + 1
    return found


def sources() -> dict[str, str]:
    """Return every text that ships in the package: identifiers are in English, so its Chinese is data or remark."""
    paths = sorted(path for path in SOURCES.rglob("*") if path.suffix in TEXTS)
    return {path.relative_to(SOURCES).as_posix(): path.read_text("utf-8") for path in paths}


def test_no_phrase_of_the_decision_stands_in_the_program() -> None:
    """Not in a pattern, not in a table of words, not in an example of a docstring."""
    decision = DECISION.read_text("utf-8")
    texts = sources()
    assert len(texts) > 30
    quoted = {name: sorted(phrases_of(decision, text) - GENERAL_TERMS.keys()) for name, text in texts.items()}
    assert {name: phrases for name, phrases in quoted.items() if phrases} == {}


def test_the_list_of_general_terms_holds_nothing_else() -> None:
    """Each term is used in the program and in the decision, and is no longer than a term."""
    decision = DECISION.read_text("utf-8")
    used = set().union(*(phrases_of(decision, text) for text in sources().values()))
    assert used == GENERAL_TERMS.keys()
    assert max(map(len, GENERAL_TERMS)) <= 6


def test_a_phrase_would_be_found() -> None:
    """Whole, broken over a line of the decision, or inside a longer string; not one that is shorter or another."""
    decision = "全市共有 124 个基层工会创\n\n新案例进行了申报。"
    assert phrases_of(decision, 'X = re.compile("基层工会创新案例")') == {"基层工会创新案例"}
    assert phrases_of(decision, "# 有些基层工会创新案例进行了展示") == {"基层工会创新案例进行了"}
    assert phrases_of(decision, "基层工会，创新案例") == set()
    assert phrases_of(decision, "各级基层组织创新成果") == set()
