"""MHTML (a web page saved as one file, ``.mht``; many a ``.doc`` of an office is one): the page in it."""

from __future__ import annotations

import email
import re
from email import policy
from typing import Final

from uniongraph.errors import SourceError
from uniongraph.sources import html

__all__ = ["extract", "looks_like"]

_HEAD: Final = 4096
_FIELD: Final = re.compile(rb"(?:^|\n)MIME-Version:", re.IGNORECASE)
_KIND: Final = re.compile(rb"\nContent-Type:\s*multipart/(?:related|alternative)\s*;", re.IGNORECASE)


def looks_like(data: bytes) -> bool:
    """Say whether a file begins as a message of several parts does."""
    head = data[:_HEAD]
    return _FIELD.search(head) is not None and _KIND.search(b"\n" + head) is not None


def extract(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of the first page in the file, and the encoding of that page."""
    try:
        message = email.message_from_bytes(data, policy=policy.compat32)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = None if page is None else page.get_payload(decode=True)
    except (
        RecursionError,
        ValueError,
        LookupError,
        AttributeError,
    ) as error:  # as they come from damaged parts
        raise SourceError(f"is damaged MHTML: {type(error).__name__}", source=name) from error
    if not isinstance(content, bytes):
        raise SourceError("is MHTML without a page in it", source=name)
    return html.extract(content, name)
