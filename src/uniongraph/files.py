"""Files: where the shipped folders lie (inside an installed wheel, or at the top of a checkout), and how one is written whole."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["folder", "write"]

Shipped = Literal["data", "ontology", "queries"]

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


@cache
def folder(name: Shipped) -> Path:
    """Return the folder that ships under this name.

    A checkout wins over ``share/``, because an editable install can leave a stale copy beside the package.
    """
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / name).is_dir():
        return _CHECKOUT / name
    return _PACKAGE / "share" / name


def write(path: Path, data: bytes) -> None:
    """Put a file in the place of another, whole and on the disk; OSError where it cannot be, and the other stays.

    Who is killed meanwhile leaves a file that is named ``.NAME.PID``.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
