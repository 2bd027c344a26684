"""For what the generator draws, what is read from its print is what was drawn.

``UNIONGRAPH_EXAMPLES`` in the environment says how many decisions are drawn, 200 where it says nothing.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from generated import Drawn, Size, decisions, draw, expected, reading, render
from hostile import text_of
from uniongraph import parser

SIZES: tuple[Size, Size] = ("small", "large")
EXAMPLES = int(os.environ.get("UNIONGRAPH_EXAMPLES", "200"))


@given(decisions())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_what_was_drawn_is_read(drawn: Drawn) -> None:
    """The reading of a printed decision is the decision that was drawn."""
    text = render(drawn)
    assert reading(parser.parse(text_of(text))) == expected(drawn), text


def test_a_seed_draws_the_same_decision_and_others_differ() -> None:
    """A benchmark that names its seed says which documents it read."""
    assert render(draw(7)) == render(draw(7))
    assert len({render(draw(seed)) for seed in range(50)}) == 50
    small, large = (sum(len(render(draw(seed, size=size))) for seed in range(20)) for size in SIZES)
    assert large > 3 * small
