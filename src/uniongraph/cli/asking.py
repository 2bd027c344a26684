"""``query`` and ``sparql``: questions to a release."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from uniongraph.cli.elsewhere import Elsewhere, allow_option, elsewhere_option, partners
from uniongraph.cli.frame import find_release, main, release_option
from uniongraph.console import flat, query_lines, table_text
from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from uniongraph.sparql import Answer

__all__ = ["query", "sparql"]

_RESULTS: Final = ("table", "json", "csv", "tsv", "xml")
_GRAPHS: Final = ("turtle", "ntriples", "jsonld", "rdfxml")


@main.command()
@click.argument("name", required=False)
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_RESULTS),
    help="Default: table on a terminal, csv in a pipe or a file.",
)
@elsewhere_option()
@release_option
def query(
    name: str | None,
    params: tuple[str, ...],
    form: str | None,
    *,
    elsewhere: Elsewhere | None,
    where: Path | None,
) -> None:
    """Run a prepared query, or list them all.

    \b
    Examples:
      uniongraph query
      uniongraph query awards-in-division -p division=310104 --format json
    """
    from uniongraph import answers, files, queries, question  # noqa: PLC0415

    if name is None:
        for each in queries.load(files.folder("queries")).values():
            click.echo("\n".join(query_lines(each)))
        return
    values = dict(_pair(param) for param in params)
    chosen = question.prepared(name)
    if elsewhere is not None:
        with elsewhere.opened() as (endpoint, found):
            written = queries.bind(chosen, values, known=endpoint.concepts)
            _print_answer(endpoint.ask(written, base=found.base, source=f"{chosen.name}.rq"), form)
        return
    release = find_release(where)
    _print_answer(answers.ask(release, chosen, values), form)


def _pair(param: str) -> tuple[str, str]:
    name, sign, value = param.partition("=")
    if not sign or not name:
        raise click.BadParameter(f"{param!r} is not NAME=VALUE", param_hint="-p")
    return name, value


@main.command()
@click.argument("text", metavar="QUERY|FILE|-")
@click.option(
    "--format",
    "form",
    type=click.Choice([*_RESULTS, *_GRAPHS]),
    help="Default: table on a terminal, csv elsewhere; turtle for CONSTRUCT and DESCRIBE.",
)
@allow_option
@elsewhere_option()
@release_option
def sparql(
    text: str,
    form: str | None,
    *,
    allowed: tuple[str, ...],
    elsewhere: Elsewhere | None,
    where: Path | None,
) -> None:
    """Run any SPARQL 1.1 query over the union of all graphs.

    QUERY is the query itself, the name of a file that holds it, or - for standard input.

    \b
    Example:
      uniongraph sparql 'SELECT ?t WHERE { ?c a <https://w3id.org/uniongraph/ontology#Case> ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?t } LIMIT 3'
    """
    from uniongraph import sparql as engine  # noqa: PLC0415

    written, asked = _query_text(text), partners(allowed, elsewhere)
    if elsewhere is not None:
        with elsewhere.opened() as (endpoint, found):
            _print_answer(endpoint.ask(written, base=found.base), form, engine.prefixes(written))
        return
    release = find_release(where)
    if asked is None:
        answer = engine.evaluate(release.open_store(), written, base=release.manifest.base)
    else:
        from uniongraph import federation  # noqa: PLC0415

        answer, said = federation.evaluate(release.open_store(), written, asked, base=release.manifest.base)
        for each in said:
            click.echo(flat(f"asked {each}"), err=True)
    _print_answer(answer, form, engine.prefixes(written))


def _query_text(text: str) -> str:
    if text == "-":
        try:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnionGraphError("is not UTF-8", source="standard input") from error
    if len(text) < 1000 and "\n" not in text and (Path(text).is_file() or text.endswith((".rq", ".sparql"))):
        try:
            return Path(text).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UnionGraphError(
                f"cannot be read: {getattr(error, 'strerror', None) or error}", source=text
            ) from error
    return text


def _print_answer(answer: Answer, form: str | None, prefixes: dict[str, str] | None = None) -> None:
    """Print an answer in the format asked for, or in the one that fits where it goes."""
    from uniongraph import sparql as engine  # noqa: PLC0415

    graph = engine.is_graph(answer)
    chosen = form or ("turtle" if graph else "table" if sys.stdout.isatty() else "csv")
    if chosen == "table" and not graph:
        header, rows = engine.rows(answer)
        click.echo(table_text(header, rows, columns=shutil.get_terminal_size().columns), nl=False)
        return
    sys.stdout.flush()
    engine.write(answer, chosen, sys.stdout.buffer, prefixes=prefixes)
