"""What is asked of an address, and what it gave."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from uniongraph import __version__

__all__ = ["AGENT", "Fetched", "Wanted"]

AGENT: Final = f"uniongraph/{__version__}"
"""What we call ourselves, whomever we ask."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: an address, how, and in which formats.

    ``media_type`` is that of the ``content`` sent. With ``stays`` no redirect may lead to another host.
    """

    url: str
    method: str = "GET"
    content: bytes = b""
    media_type: str = ""
    accept: str = "*/*"
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the bytes, unpacked, and what was said of them.

    ``media_type`` is in small letters, ``charset`` too, each "" where it was not said; ``url`` is where the last redirect led;
    ``date`` is the moment they came (UTC, ISO 8601), ``sha256`` the hash of ``content`` in hexadecimal digits. ``cut`` is the sentence in which a SPARQL service said that this is not
    all, "" where it said no such thing.
    """

    content: bytes = field(repr=False)
    media_type: str
    url: str
    date: str
    sha256: str
    charset: str = ""
    cut: str = ""
