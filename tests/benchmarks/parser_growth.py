"""How long the parser takes for hostile texts of n and of 2n bytes: prints a table, the slowest growth first.

Run it with the number of bytes (default 100,000: two minutes) and, if you like, a part of a unit's name:

    python tests/benchmarks/parser_growth.py 1000000 quotes
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from uniongraph import parser
from uniongraph.model import Text

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hostile import PLACES, UNITS, hostile

_MEGABYTE = 1_000_000


def seconds(text: Text) -> float:
    """Return how long one parse takes."""
    gc.collect()
    begin = time.perf_counter()
    parser.parse(text)
    return time.perf_counter() - begin


def main(size: int, wanted: str) -> None:
    """Print one row for each unit and place: seconds for n and 2n, their ratio, and seconds for each megabyte."""
    parser.parse(hostile("、", "in the list", 1000))
    rows = []
    for unit in UNITS:
        for place in PLACES:
            if wanted in f"{unit} {place}":
                once, twice = (seconds(hostile(unit, place, size * times)) for times in (1, 2))
                rows.append((twice * _MEGABYTE / (2 * size), twice / once, once, twice, unit, place))
                print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"{'n':>8} {'2n':>8} {'2n/n':>6} {'s/MB':>6}  text ({size:,} bytes and twice as many)")
    for rate, ratio, once, twice, unit, place in sorted(rows, reverse=True):
        print(f"{once:8.3f} {twice:8.3f} {ratio:6.2f} {rate:6.2f}  {unit}, {place}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2] if len(sys.argv) > 2 else "")
