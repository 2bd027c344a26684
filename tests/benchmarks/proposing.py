"""What `link propose` proposes of the hard pairs: a table made of them, against the shipped release.

    python tests/benchmarks/proposing.py [-v]

Prints, for several floors, the share of the right pairs that are proposed (recall), the share of right ones among the pairs
proposed that the set judges (precision), and how many wrong ones are proposed as exact; each that goes amiss with -v.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hardest import measured

FLOORS = (50, 60, 70, 80, 90)


def main(*, is_loud: bool) -> None:
    """Print the figures."""
    for floor in FLOORS:
        found, right, wrong, exact = measured(floor, is_loud=is_loud)
        print(
            f"floor {floor}: recall {found}/{right} = {found / right:.3f}, "
            f"precision {found}/{found + wrong} = {found / (found + wrong):.3f}, wrong and exact {exact}"
        )


if __name__ == "__main__":
    main(is_loud="-v" in sys.argv)
