"""The manifest: what the service offers, and at which addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from uniongraph import __version__
from uniongraph.iris import ONTOLOGY, TITLES
from uniongraph.reconciling.asked import BATCH
from uniongraph.reconciling.desk import SPACE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEIGHT", "WIDTH", "manifest"]

WIDTH, HEIGHT = 440, 320
"""Of a preview, in pixels."""
_NAME: Final = " · ".join(title for title, _ in reversed(TITLES))


def manifest(site: str, base: str, types: Mapping[str, str]) -> dict[str, Any]:
    """Return the manifest of the service below an address such as ``https://example.org/graph``.

    ``base`` is that of the data's IRIs, ``types`` are the names of the default types by their identifiers.
    """
    here = f"{site}/reconcile"

    def suggest(kind: str) -> dict[str, str]:
        return {
            "service_url": here,
            "service_path": f"/suggest/{kind}",
            "flyout_service_url": here,
            "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
        }

    return {
        "versions": ["0.2"],
        "name": _NAME,
        "identifierSpace": f"{base}{SPACE}",
        "schemaSpace": ONTOLOGY,
        "serviceVersion": __version__,
        "documentation": f"{site}/",
        "logo": f"{site}/static/icon.svg",
        "defaultTypes": [{"id": id_, "name": name} for id_, name in types.items()],
        "view": {"url": f"{site}/{quote(SPACE)}{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {kind: suggest(kind) for kind in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/extend/propose"},
            "property_settings": _SETTINGS,
        },
        "batchSize": BATCH,
    }


_SETTINGS: Final = [
    {
        "name": "limit",
        "label": "上限 · Limit",
        "type": "number",
        "default": 0,
        "help_text": "每格至多几个值，0 为全部 · Values in a cell at most, 0 for all",
    },
    {
        "name": "count",
        "label": "只计数 · Count",
        "type": "checkbox",
        "default": False,
        "help_text": "只给出值的个数 · How many values there are, in place of the values",
    },
]
