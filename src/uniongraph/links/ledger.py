"""The ledger: every judgement in the order in which it was made, and the state that follows from them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uniongraph.errors import LinkError
from uniongraph.iris import BASE
from uniongraph.links.table import decode, judgements, open_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from uniongraph.links.judgement import Judgement

__all__ = ["ENDING", "Ledger", "paths", "read"]

ENDING = ".sssom.tsv"
"""How the name of a table of judgements ends."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All judgements, in order: none is ever taken out, a later one takes the place of an earlier."""

    judgements: tuple[Judgement, ...] = ()

    def standing(self) -> tuple[Judgement, ...]:
        """Return, of the judgements about one subject and one object, the latest of each such pair, in their order.

        Later is who has the later date, and of one date who comes later; what has no date is older than what has one.
        A negative one stands as any other does: it says that the two do not match so, and nobody need ask again.
        """
        latest: dict[tuple[str, str], tuple[datetime.date, int]] = {}
        for number, each in enumerate(self.judgements):
            pair = (each.subject, each.object)
            when = (each.date or datetime.date.min, number)
            latest[pair] = max(latest.get(pair, when), when)
        chosen = {number for _, number in latest.values()}
        return tuple(each for number, each in enumerate(self.judgements) if number in chosen)


def paths(folders: Iterable[Path]) -> list[Path]:
    """Return the tables of some folders, in the order of these and of their names; a folder that is missing has none.

    What is hidden is no table: systems and editors keep files of their own beside those of a user (._a.sssom.tsv).
    """
    found = (path for folder in folders for path in sorted(folder.glob(f"*{ENDING}")))
    return [path for path in found if not path.name.startswith(".")]


def read(tables: Iterable[Path], base: str = BASE) -> Ledger:
    """Return the ledger that some SSSOM tables make, in their order; our own IRIs are under ``base``.

    LinkError names file, line and column of the first row that cannot be used; nothing of any table is then.
    """
    found: list[Judgement] = []
    for path in tables:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise LinkError(f"cannot be read: {error.strerror or error}", source=str(path)) from error
        found += judgements(open_table(decode(data, str(path)), str(path)), base)
    return Ledger(tuple(found))
