"""Random decisions over the forms of the family, as values, as documents, and as what must be read from them.

``draw(seed, size=…)`` is what benchmarks call; ``decisions()`` is the same as a hypothesis strategy. ``render`` prints a
value; ``expected`` and ``reading`` bring what was drawn and what was read to one comparable value.
Bodies are built of invented places, cores and forms; no golden case holds one of them.
"""

from generated.comparing import expected, reading
from generated.drawing import Drawn, decisions, draw
from generated.printing import render

__all__ = ["Drawn", "decisions", "draw", "expected", "reading", "render"]
