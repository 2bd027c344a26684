"""``python -m uniongraph.workers``: the nursery, which the pool starts (see ``nursery``)."""

from __future__ import annotations

import sys

from uniongraph.workers.nursery import main

main(sys.argv[1:])
