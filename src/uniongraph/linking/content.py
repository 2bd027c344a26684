"""The bytes of a target: of a file or fetched, read as often as needed, never held twice."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph.errors import LinkError
from uniongraph.sources.folder import open_file, printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["Content"]

_PIECE: Final = 1 << 20
_MOST: Final = 4 << 30


@dataclass(frozen=True, slots=True)
class Content:
    """A file, or bytes that were fetched; ``name`` is what a message calls it, its file name or its URL."""

    name: str
    path: Path | None = None
    held: bytes = b""

    @classmethod
    def of_file(cls, path: Path) -> Content:
        """Return a file, which is not read yet."""
        return cls(printable(str(path)), path)

    def open(self) -> BinaryIO:
        """Return the bytes from their beginning; SourceError where the file is missing, unreadable, a pipe or a device."""
        return io.BytesIO(self.held) if self.path is None else open_file(self.path)

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes in pieces; LinkError where they are none, packed, or more than 4 GB."""
        taken = 0
        with self.open() as file:
            while piece := file.read(_PIECE):
                if not taken and piece.startswith((b"\x1f\x8b", b"PK\x03\x04")):
                    raise LinkError("is packed: unpack it, or save it as CSV", source=self.name)
                taken += len(piece)
                if taken > _MOST:
                    raise LinkError(f"has more than {_MOST >> 30} GB", source=self.name)
                yield piece
        if not taken:
            raise LinkError("is empty", source=self.name)

    def sha256(self) -> str:
        """Return the hash of the bytes, in hexadecimal digits."""
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        return digest.hexdigest()

    def head(self, size: int = 1 << 16) -> bytes:
        """Return the first bytes."""
        with self.open() as file:
            return file.read(size)
