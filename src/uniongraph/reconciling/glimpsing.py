"""A glimpse of a thing, a type or a property: what it is called, what tells it from others, a few facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph import things
from uniongraph.errors import NothingThere, ParameterError
from uniongraph.reconciling import classes, properties
from uniongraph.reconciling.describing import defined, described

if TYPE_CHECKING:
    from uniongraph.reconciling.desk import Desk
    from uniongraph.things import Fact

__all__ = ["KINDS", "Glimpse", "glimpse"]

KINDS: Final = ("entity", "type", "property")
_FACTS: Final = 8


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a glimpse shows; ``iri`` is that of a thing."""

    id: str
    name: str
    description: str
    facts: tuple[Fact, ...] = ()
    iri: str | None = None


def glimpse(desk: Desk, kind: str, id_: str) -> Glimpse:
    """Return a glimpse of what an identifier names among things, types or properties; NothingThere where it names none."""
    if kind == "entity":
        return _entity(desk, id_)
    try:
        name = (
            classes.local(classes.found(id_, "id"))
            if kind == "type"
            else properties.found(desk.reader, id_, "id").id
        )
    except ParameterError as error:
        raise NothingThere(error.message, source=f"{kind} {id_[:80]}") from None
    label = (
        classes.typed(desk.reader, name)["name"]
        if kind == "type"
        else properties.label(desk, properties.found(desk.reader, name, "id"))
    )
    return Glimpse(id_, label, defined(desk, name))


def _entity(desk: Desk, id_: str) -> Glimpse:
    node = desk.node(id_)
    if node is None:
        raise NothingThere(f"there is no thing {id_[:80]!r} below {desk.space}", source="id")
    facts = [each for each in things.describe(desk.reader, node, desk.base).facts if not each.is_technical]
    return Glimpse(
        id_, desk.reader.label(node).text, described(desk, node), tuple(facts[:_FACTS]), node.value
    )
