"""SHA-256, as the sixty-four digits that a manifest holds.

hashlib is imported where it is used: it brings OpenSSL (3 ms), and opening a release needs no hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["of_bytes", "of_file"]


def of_bytes(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal digits."""
    import hashlib  # noqa: PLC0415

    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits; raises OSError as the system does."""
    import hashlib  # noqa: PLC0415

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
