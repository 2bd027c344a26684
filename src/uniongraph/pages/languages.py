"""The two languages of the pages: which one a reader wants, and what the pages say in it.

Messages stand in the templates and the modules in English; ``locales/`` holds what they are in Chinese, as gettext
catalogues that are compiled when they are first needed.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gettext import NullTranslations

__all__ = ["CHINESE", "ENGLISH", "LANGUAGES", "N_", "OF_DATA", "negotiate", "translations"]

CHINESE, ENGLISH = "zh-Hans", "en"
LANGUAGES: Final = (CHINESE, ENGLISH)
"""By the tags that pages carry, the one that holds where nothing is asked first."""
OF_DATA: Final = {
    CHINESE: ("zh-hans", "zh", "zh-cn", "zh-hant", "", "en"),
    ENGLISH: ("en", "en-us", "en-gb", "", "zh-hans", "zh", "zh-hant"),
}
"""The tags of the names that a reader of a language likes, the best first."""
_RANGE: Final = re.compile(
    r"(?P<tag>\*|[A-Za-z]{1,8}(?:-[0-9A-Za-z]{1,8})*)\s*(?:;\s*[qQ]\s*=\s*(?P<quality>0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?"
)
_LOCALES: Final = Path(__file__).with_name("locales")
_DOMAIN: Final = "uniongraph"


def N_(message: str) -> str:  # noqa: N802 (what marks a message is called so everywhere)
    """Return a message as it is: what stands in a module and is said by a template is collected for the catalogue by this."""
    return message


def negotiate(accepted: str) -> str:
    """Return the language that an Accept-Language header likes most, Chinese where it likes neither.

    ``*`` stands for whichever of the two the header does not name; one that it refuses (``q=0``) comes after one that it
    does not name. What is not well formed is passed over.
    """
    liked: dict[str, float] = {}
    for part in accepted.split(","):
        found = _RANGE.fullmatch(part.strip())
        if found:
            primary = found["tag"].lower().partition("-")[0]
            liked[primary] = max(liked.get(primary, -1.0), float(found["quality"] or 1) or -1.0)
    other = liked.get("*", 0.0)
    return ENGLISH if liked.get("en", other) > liked.get("zh", other) else CHINESE


@cache
def translations(language: str) -> NullTranslations:
    """Return what turns the messages of the pages into a language."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 (25 ms before the first page)
    from babel.messages.pofile import read_po  # noqa: PLC0415
    from babel.support import NullTranslations, Translations  # noqa: PLC0415

    path = _LOCALES / language.replace("-", "_") / "LC_MESSAGES" / f"{_DOMAIN}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)
