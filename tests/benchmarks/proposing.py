"""What `link propose` proposes of the hard pairs: a table made of them, against the shipped release and against their own things.

    python tests/benchmarks/proposing.py [-v]

Against the shipped release count the pairs of which it holds the thing, of the shipped set; against their own things all pairs
do, of both sets: nothing was made to fit those that were held out. Prints, for several floors, the share of the right pairs that are proposed (recall), the share of right ones among the pairs
proposed that the set judges (precision), and how many wrong ones are proposed as exact; each that goes amiss with -v.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hardest import among_themselves, measured
from pairing import SETS

FLOORS = (50, 60, 70, 80, 90)


def main(*, is_loud: bool) -> None:
    """Print the figures."""
    print("hard-pairs.csv, against the shipped release")
    for floor in FLOORS:
        _print(floor, measured(floor, is_loud=is_loud))
    for name in SETS:
        print(f"{name}, against its own things")
        for floor in FLOORS:
            _print(floor, among_themselves(name, floor))


def _print(floor: int, told: tuple[int, int, int, int]) -> None:
    found, right, wrong, exact = told
    print(
        f"  floor {floor}: recall {found}/{right} = {found / right:.3f}, "
        f"precision {found}/{found + wrong} = {found / (found + wrong):.3f}, wrong and exact {exact}"
    )


if __name__ == "__main__":
    main(is_loud="-v" in sys.argv)
