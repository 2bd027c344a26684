"""The messages of the pages, as Babel finds them in templates and modules, and the catalogue of what they are in Chinese."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CATALOGUE", "extracted", "held", "written"]

_SOURCES = Path(__file__).parents[1] / "src" / "uniongraph"
CATALOGUE = _SOURCES / "pages" / "locales" / "zh_Hans" / "LC_MESSAGES" / "uniongraph.po"
_METHODS = [("pages/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}


def extracted() -> Catalog:
    """Return every message that stands in a template or in a module, none of them translated."""
    found = Catalog()
    options = {"pages/templates/**.html": {"silent": "false", "newstyle_gettext": "true"}}
    for _, _, message, _, context in extract_from_dir(
        _SOURCES, _METHODS, options, keywords=_KEYWORDS, comment_tags=()
    ):
        found.add(message, context=context)
    return found


def held(content: bytes | None = None) -> Catalog:
    """Return the Chinese catalogue, or the one that a file of this content holds."""
    return read_po(BytesIO(CATALOGUE.read_bytes() if content is None else content), locale="zh_Hans")


def written(translations: Mapping[str, str] | None = None) -> bytes:
    """Return the catalogue with the messages there are now: those that are new wait for their translation.

    ``translations`` are some of them, by their message (its singular). The head of the file stays as it is.
    """
    catalogue = held()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        one = message.id if isinstance(message.id, str) else message.id[0]
        said = (translations or {}).get(one)
        if one and said is not None:
            message.string = said if isinstance(message.id, str) else (said,)
    stream = BytesIO()
    write_po(stream, catalogue, no_location=True, sort_output=True, omit_header=True, width=0)
    return CATALOGUE.read_bytes().partition(b"\n\n")[0] + b"\n\n" + stream.getvalue().lstrip()
