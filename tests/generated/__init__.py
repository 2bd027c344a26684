"""Random decisions over the forms of the family, as values, as documents, and as what must be read from them.

``draw(seed, size=…)`` is what benchmarks call; ``decisions()`` is the same as a hypothesis strategy. All that they draw is
read back. ``render`` prints a value, ``write`` a folder of awards; ``expected`` and ``reading`` bring what was drawn and what was read to one comparable value.
Bodies are built of invented places, cores and forms; no golden case holds one of them.
"""

from generated.comparing import Outline, expected, reading
from generated.drawing import Size, decisions, draw
from generated.folders import write
from generated.printing import render
from generated.values import Drawn

__all__ = [
    "Drawn",
    "Outline",
    "Size",
    "decisions",
    "draw",
    "expected",
    "reading",
    "render",
    "write",
]
