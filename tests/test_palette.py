"""The colours of the pages, by the rule of WCAG 2: light on dark and dark on light, what is read can be read."""

from __future__ import annotations

import re
from typing import Final

import pytest

from uniongraph.pages import STATIC

_STYLE: Final = (STATIC / "style.css").read_text("utf-8")
_COLOURS: Final = dict(re.findall(r"--([a-z]+): light-dark\(([^)]+)\);", _STYLE))
_SCHEMES: Final = ("light", "dark")

# What is written in which colour on which; text needs 4.5 to 1, an edge that tells something needs 3 to 1.
_TEXT: Final = [
    ("text", "page"),
    ("text", "panel"),
    ("text", "fault"),
    ("text", "mark"),
    ("text", "chosen"),
    ("quiet", "page"),
    ("quiet", "panel"),
    ("quiet", "mark"),
    ("quiet", "fault"),
    ("link", "page"),
    ("link", "panel"),
    ("link", "mark"),
    ("link", "fault"),
    ("visited", "page"),
    ("visited", "panel"),
    ("visited", "mark"),
    ("accent", "page"),
    ("accent", "panel"),
    ("page", "link"),
]
_EDGES: Final = [
    ("edge", "page"),
    ("edge", "panel"),
    ("accent", "page"),
    ("accent", "panel"),
    ("accent", "fault"),
    ("bar", "page"),
    ("bar", "panel"),
]


@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [*((*pair, 4.5) for pair in _TEXT), *((*pair, 3.0) for pair in _EDGES)],
)
def test_colours_stand_out(front: str, back: str, least: float, scheme: str) -> None:
    """Level AA in both schemes."""
    assert contrast(colour(front, scheme), colour(back, scheme)) >= least


def test_every_colour_is_tried() -> None:
    """A colour that is added is set against what it lies on; only lines that tell nothing are left out."""
    tried = {name for pair in (*_TEXT, *_EDGES) for name in pair}
    assert _COLOURS.keys() - tried == {"line"}


def test_colours_are_named_in_one_place() -> None:
    """No rule of the style has a colour of its own, but the ink of what is printed."""
    rules = _STYLE.partition("@media print")[0].partition("\n}\n")[2]
    rules += (STATIC / "pictures.css").read_text("utf-8")
    assert re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", rules) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000", "#fff", 21.0), ("#fff", "#ffffff", 1.0), ("#777", "#fff", 4.48), ("#0000ff", "#fff", 8.59)],
)
def test_contrast_is_that_of_the_rule(one: str, other: str, expected: float) -> None:
    """Figures that are known, whichever way round."""
    assert contrast(one, other) == pytest.approx(contrast(other, one)) == pytest.approx(expected, abs=0.01)


def colour(name: str, scheme: str) -> str:
    """Return a colour of the style in one scheme."""
    return str(_COLOURS[name].split(",")[_SCHEMES.index(scheme)].strip())


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, “contrast ratio”)."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return how bright a colour is (WCAG 2.2, “relative luminance”)."""
    digits = colour.removeprefix("#")
    pairs = [digits[i : i + 2] for i in (0, 2, 4)] if len(digits) == 6 else [each * 2 for each in digits]
    red, green, blue = (linear(int(pair, 16) / 255) for pair in pairs)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(share: float) -> float:
    """Return a share of a primary as light."""
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
