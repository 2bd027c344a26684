"""What is asked of an address, and what it gave."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Fetched", "Wanted"]


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
    ``date`` is the moment they came (UTC, ISO 8601), ``sha256`` the hash of ``content`` in hexadecimal digits.
    """

    content: bytes = field(repr=False)
    media_type: str
    url: str
    date: str
    sha256: str
    charset: str = ""
