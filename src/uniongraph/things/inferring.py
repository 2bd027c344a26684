"""What an inference says of a statement: by which rule it was concluded, how surely, and from which mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph.iris import term

if TYPE_CHECKING:
    import pyoxigraph as ox

    from uniongraph.things.lookups import Lookups
    from uniongraph.things.values import Ref

__all__ = ["concluded"]


def concluded(
    reader: Lookups, thing: ox.NamedNode, name: str | ox.NamedNode, value: object
) -> tuple[Ref | None, str | None, list[ox.NamedNode]]:
    """Return the rule, the confidence and the mentions of a statement; nothing where no inference tells."""
    inference = reader.inferences(thing).get((term(name) if isinstance(name, str) else name, value))
    if inference is None:
        return None, None, []
    rules = reader.nodes(inference, "ug:byRule")
    rule = reader.ref(rules[0]) if rules else None
    return rule, reader.text(inference, "ug:confidence"), reader.nodes(inference, "prov:wasDerivedFrom")
