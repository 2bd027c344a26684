"""What is looked for, what can be found, and how far the two agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST", "Features", "Found", "Named", "Wanted"]

LONGEST: Final = 200
"""So many characters of a name are compared; longer ones are found only where they are equal as a whole."""


class Named(NamedTuple):
    """A thing that can be found: ``kind`` is organization, place, case, or what else its class is called (tier, person).

    ``division`` is the code of the division that it is (a place), lay in (a former one) or acts in, ``types`` the IRIs of its classes, ``note``
    tells it from others of its name. ``identifiers`` are codes that are its own; ``hints`` are names and codes that
    lead to it and prove nothing: former names, codes of what is only close to it.
    """

    id: str
    names: tuple[str, ...]
    kind: str
    division: str | None = None
    types: tuple[str, ...] = ()
    note: str = ""
    identifiers: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """A name or an identifier that is looked for; the rest leaves out things of other kinds, or of none of the types.

    ``division`` is the code (or the IRI) of a division in which the thing lies, or that it is: it tells homonyms apart.
    """

    name: str
    kind: str | None = None
    division: str | None = None
    types: tuple[str, ...] = ()
    limit: int = 10


class Features(NamedTuple):
    """How far two names agree in each part, from 0 to 1; None where neither says anything of it, or one says too little.

    ``name`` compares the whole, ``branch`` what stands behind the name of a larger body (第九分公司), ``numbers`` all
    numerals (第一, 12).
    """

    name: float
    core: float
    division: float | None = None
    legal_form: float | None = None
    suffix: float | None = None
    branch: float | None = None
    numbers: float | None = None

    def items(self) -> Iterator[tuple[str, float]]:
        """Yield each feature that could be told, with its name."""
        return ((name, value) for name, value in zip(self._fields, self, strict=True) if value is not None)


class Found(NamedTuple):
    """A thing, the name of it that agrees best, the score from 0 to 100, and whether it may be taken unseen."""

    thing: Named
    name: str
    score: float
    features: Features
    match: bool
