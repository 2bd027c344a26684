"""The shipped decision, published once for all the tests of a process."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from uniongraph import builder

if TYPE_CHECKING:
    from uniongraph.release import Release

__all__ = ["published"]


@cache
def published() -> Release:
    """Return a release of the shipped decision, in a folder that goes away with the process."""
    root = Path(tempfile.mkdtemp(prefix="uniongraph-test-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    return builder.build(output=root).release
