"""Templates: Jinja escapes every value, and says each sentence in the reader's language."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from uniongraph import __version__
from uniongraph.pages import citing, literals, pictures, structured, wording
from uniongraph.pages.languages import translations

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["BUILT", "POLICY", "SCRIPTED", "STATIC", "environment", "render"]

STATIC: Final = Path(__file__).with_name("static")
POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of everything that is served."""
SCRIPTED: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""That of the query page, the one with scripts: they come from its own host, and ask it."""
BUILT: Final = STATIC / "built"
"""Where the scripts of the query page are once the package is installed; in a bare checkout they are not."""


@cache
def environment(language: str) -> Environment:
    """Return the templates as they speak a language."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (35 ms before the first page)

    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "language": language,
        "around": pictures.around,
        "neighbourly": pictures.DRAWN,
        "citation": citing.citation,
        "structured": structured.structured,
        "tables": structured.tables,
        "version": __version__,
        "terms": wording.TERMS,
        "inverses": wording.INVERSES,
        "kinds": wording.KINDS,
        "statuses": wording.STATUSES,
        "subjects": wording.SUBJECTS,
        "tongue": literals.tongue,
        "written": partial(literals.written, language=language),
    }
    return made


def render(template: str, language: str, **values: Any) -> str:  # noqa: ANN401 (what a template takes)
    """Return a page."""
    return environment(language).get_template(template).render(**values)
