"""``parse``: what decisions say, and what a careful reader would remark."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uniongraph import files
from uniongraph.cli.frame import main
from uniongraph.console import finding_lines, flat, outline_lines
from uniongraph.errors import NotADecision, UnionGraphError

if TYPE_CHECKING:
    from uniongraph.model import Decision

__all__ = ["parse"]


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--text", "only_text", is_flag=True, help="Print the text that was read, to which all offsets refer."
)
@click.option(
    "--schema", is_flag=True, help="Print the JSON Schema of what --format json prints; no PATH needed."
)
def parse(paths: tuple[Path, ...], form: str, *, only_text: bool, schema: bool) -> None:
    """Read decisions and print what they say.

    Text prints an outline, and the findings on standard error as a compiler does. JSON prints one object, or one a
    line for several files. Exit status is 1 when a file was refused or has a finding of severity error, for which
    "build" would not publish it; all others are printed all the same. A document that confers nothing, but revokes,
    corrects or confirms what was conferred before, is read and not refused.

    \b
    Example:
      uniongraph parse decision.txt --format json
      uniongraph parse decision.pdf --text
      uniongraph parse --schema
    """
    if schema:
        sys.stdout.buffer.write((files.folder("ontology") / "decision.schema.json").read_bytes())
        return
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.")
    if not _print_all(paths, form, only_text=only_text):
        sys.exit(1)


def _print_all(paths: tuple[Path, ...], form: str, *, only_text: bool) -> bool:
    """Print what each file says, and return whether every one was read whole."""
    from uniongraph import parser, sources  # noqa: PLC0415

    refused = 0
    for path in paths:
        try:
            text = sources.read(path)
            if only_text:
                sys.stdout.buffer.write(text.content.encode())
                continue
            decision = parser.parse(text)
        except UnionGraphError as error:
            click.echo(flat(f"Error: {error}"), err=True)
            refused += 1
            continue
        refused += not decision.has_effect or any(each.severity == "error" for each in decision.findings)
        _print_decision(decision, form, alone=len(paths) == 1)
    return not refused


def _print_decision(decision: Decision, form: str, *, alone: bool) -> None:
    if form == "json":
        import json  # noqa: PLC0415

        from uniongraph.records import decision_record  # noqa: PLC0415

        click.echo(json.dumps(decision_record(decision), ensure_ascii=False, indent=1 if alone else None))
        return
    if decision.reason is not None:
        refusal = NotADecision(f"is no award decision: {decision.reason}", source=decision.text.name)
        click.echo(flat(f"{'Note' if decision.has_effect else 'Error'}: {refusal}"), err=True)
    if not decision.has_effect:
        return
    for line in outline_lines(decision):
        click.echo(line)
    for finding in decision.findings:
        for line in finding_lines(finding, decision.text):
            click.echo(line, err=True)
    count = len(decision.findings)
    click.echo(f"{count} finding{'s' * (count != 1)}", err=True)
