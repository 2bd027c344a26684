"""What goes wrong on the way to a server and back, in words: why there is no connection, what a refusal says."""

from __future__ import annotations

import json
import re
import socket
import ssl
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

import httpx

from uniongraph.errors import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MAX_SAID", "cut", "told", "translated", "why"]

MAX_SAID: Final = 64 * 1024
"""Bytes of a refusal that are read."""


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Turn what goes wrong on the way into FetchFailed, one sentence that names the address (as it may be shown)."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise FetchFailed(f"cannot be reached: {why(error)}", source=url) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
        raise FetchFailed(f"breaks off: {error or type(error).__name__}", source=url) from None


def cut(headers: Mapping[str, str], url: str) -> str | None:
    """Return the sentence that says at what limit of its own a service cut its answer short, None where it did not.

    Virtuoso does so with status 200: at its row limit, and with a partial count where its time was up. ``headers`` are
    those of the response, whatever their letters.
    """
    if most := headers.get("x-sparql-maxrows"):
        return f"{url} cuts its answers off after {most[:20]} rows"
    if headers.get("x-sql-state") == "S1TAT":
        return f"{url} cut its answer off when its time was up"
    return None


def why(error: BaseException) -> str:
    """Return why there is no connection, by what lies at the bottom of a chain of exceptions."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return f"its certificate is not trusted ({seen.verify_message})"
        if isinstance(seen, ssl.SSLError):
            return f"it does not speak TLS as it should ({seen.reason or seen})"
        if isinstance(seen, socket.gaierror):
            return "there is no such host"
        if isinstance(seen, ConnectionRefusedError):
            return "the connection is refused"
        seen = seen.__cause__ or seen.__context__
    return str(error) or "the connection fails"


def told(body: bytes, media_type: str) -> str:
    """Return the first line of what a server says about a failure, as text of bounded length."""
    text = body[:MAX_SAID].decode("utf-8", "replace")
    if "problem+json" in media_type:  # RFC 9457: what people are told is its detail
        with suppress(ValueError, RecursionError):
            problem = json.loads(text)
            text = str(problem.get("detail") or text) if isinstance(problem, dict) else text
    if "html" in media_type:
        text = re.sub(r"<[^<>]{0,500}>", " ", text)
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
    return line[:300] or "no reason is given"
