"""``--endpoint``: a SPARQL service elsewhere, in place of a release."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from uniongraph.federation import Partners
    from uniongraph.remote.address import Address
    from uniongraph.remote.endpoint import Endpoint
    from uniongraph.remote.survey import Found

__all__ = ["Elsewhere", "allow_option", "auth_option", "elsewhere_option", "partners"]

Command = TypeVar("Command", bound="Callable[..., Any]")

_AUTH: Final = (
    "File with one line, user:password or bearer TOKEN, for the service. Default: UNIONGRAPH_USER and "
    "UNIONGRAPH_PASSWORD, or UNIONGRAPH_TOKEN, or ~/.netrc."
)
auth_option = click.option("--auth-file", type=click.Path(path_type=Path), help=_AUTH)

allow_option = click.option(
    "--allow-service",
    "allowed",
    multiple=True,
    metavar="URL",
    help="A SPARQL service that queries may ask by SERVICE; may be repeated. Default: none.",
)


def partners(allowed: Sequence[str], elsewhere: Elsewhere | None) -> Partners | None:
    """Return the services that queries may ask by SERVICE, None where none may be; their answers are kept for a while."""
    if not allowed:
        return None
    if elsewhere is not None:
        raise click.UsageError(
            "--allow-service is for what is answered here; --endpoint asks a service that has its own"
        )
    from platformdirs import user_cache_path  # noqa: PLC0415

    from uniongraph.federation import Partners  # noqa: PLC0415

    return Partners.of(allowed, cache=user_cache_path("uniongraph", appauthor=False) / "fetched")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A service as the options name it."""

    url: str
    auth_file: Path | None = None
    graphs: tuple[str, ...] = ()

    def address(self) -> Address:
        """Return its address."""
        from uniongraph.remote import address  # noqa: PLC0415

        return address.read(self.url, auth_file=self.auth_file)

    @contextmanager
    def opened(self) -> Iterator[tuple[Endpoint, Found]]:
        """Give the service, ready to be asked, and what it holds; what breaks off within is said in one sentence."""
        from uniongraph.remote.endpoint import Endpoint  # noqa: PLC0415
        from uniongraph.remote.survey import survey  # noqa: PLC0415

        with Endpoint(self.address()) as endpoint, endpoint.reading():
            found = survey(endpoint, self.graphs)
            endpoint.dataset = found.dataset
            yield endpoint, found


def elsewhere_option(*, graphs: bool = True) -> Callable[[Command], Command]:
    """Return what gives a command ``--endpoint`` and what goes with it, as one parameter ``elsewhere``."""

    def decorate(command: Command) -> Command:
        options = [
            click.option(
                "--endpoint",
                "elsewhere",
                metavar="URL",
                callback=_elsewhere,
                help="Ask this SPARQL service in place of a release.",
            ),
            click.option(
                "--auth-file",
                type=click.Path(path_type=Path),
                expose_value=False,
                is_eager=True,
                help=_AUTH,
                callback=_remember,
            ),
        ]
        if graphs:
            options.append(
                click.option(
                    "--graph",
                    "graphs",
                    multiple=True,
                    metavar="IRI",
                    expose_value=False,
                    is_eager=True,
                    help="With --endpoint: a graph to ask; may be repeated. Default: all.",
                    callback=_remember,
                )
            )
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _remember(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:  # noqa: ANN401
    """Keep what only goes with ``--endpoint`` until that is seen."""
    if value:
        ctx.meta[f"uniongraph.{parameter.name}"] = (parameter.opts[-1], value)
    return value


def _elsewhere(ctx: click.Context, _: click.Parameter, url: str | None) -> Elsewhere | None:
    given = {name: ctx.meta.get(f"uniongraph.{name}") for name in ("auth_file", "graphs")}
    if url is None:
        if lonely := next((each[0] for each in given.values() if each), None):
            raise click.UsageError(f"{lonely} goes with --endpoint")
        return None
    values = {name: each[1] for name, each in given.items() if each}
    return Elsewhere(url, values.get("auth_file"), tuple(values.get("graphs", ())))
