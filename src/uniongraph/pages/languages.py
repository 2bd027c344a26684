"""The two languages of the pages: which one a reader wants, and what the pages say in it.

Messages stand in the templates and the modules in English; ``locales/`` holds what they are in Chinese, as gettext
catalogues that are compiled when they are first needed.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gettext import NullTranslations

__all__ = ["CHINESE", "ENGLISH", "LANGUAGES", "OF_DATA", "negotiate", "translations"]

CHINESE, ENGLISH = "zh-Hans", "en"
LANGUAGES: Final = (CHINESE, ENGLISH)
"""By the tags that pages carry, the one that holds where nothing is asked first."""
OF_DATA: Final = {
    CHINESE: ("zh-hans", "zh", "zh-cn", "zh-hant", "", "en"),
    ENGLISH: ("en", "en-us", "en-gb", "", "zh-hans", "zh", "zh-hant"),
}
"""The tags of the names that a reader of a language likes, the best first."""
_LOCALES: Final = Path(__file__).with_name("locales")
_DOMAIN: Final = "uniongraph"


def negotiate(accepted: str) -> str:
    """Return the language that an Accept-Language header likes most, Chinese where it likes neither."""
    liked: dict[str, float] = {}
    for part in accepted.split(","):
        tag, _, rest = part.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in {"zh", "en"}:
            liked[primary] = max(liked.get(primary, 0.0), _quality(rest))
    return ENGLISH if liked.get("en", 0.0) > liked.get("zh", 0.0) else CHINESE


def _quality(said: str) -> float:
    name, _, value = said.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


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
