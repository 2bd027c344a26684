"""How the file of an index is laid out.

::

    magic   8 bytes, which say the layout
    sizes   three numbers: how many names, bytes of names, bytes of things
    starts  where each name begins, and where the last ends; where the things of each begin, and where the last end
    names   folded, UTF-8, each once, a zero byte behind each
    things  the IRIs that have the name, a space behind each

Numbers are of 8 bytes, the lowest first.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["END", "HEAD", "MAGIC", "NUMBER", "file"]

MAGIC: Final = b"ugnames1"
HEAD: Final = struct.Struct("<8sQQQ")
NUMBER: Final = struct.Struct("<Q").size
END: Final = b"\0"
"""Ends a name. No name holds it: in one that does, a space takes its place."""


def file(derived: Path) -> Path:
    """Return where the index lies among what follows from a release."""
    return derived / f"{MAGIC.decode()}.idx"
