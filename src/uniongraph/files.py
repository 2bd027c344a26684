"""Where the shipped folders lie: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["folder"]

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
