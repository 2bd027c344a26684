"""Answers on disk: one file each, whole or not there, with the date and the hash of what it holds."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph.fetching.exchange import Fetched

if TYPE_CHECKING:
    from pathlib import Path

    from uniongraph.fetching.exchange import Wanted

__all__ = ["MOST", "Filing"]

MOST: Final = 256 << 20
"""Bytes of all files together; the oldest go first."""
_SUFFIX: Final = ".fetched"


@dataclass(frozen=True, slots=True)
class Filing:
    """A folder of answers; one that is older than ``age`` seconds is as if it were not there.

    It is a convenience: where it cannot be read or written, nothing is found and nothing kept.
    """

    folder: Path
    age: float
    most: int = MOST

    def find(self, wanted: Wanted) -> Fetched | None:
        """Return what was kept for a request; None where nothing was, or it is old or damaged."""
        try:
            path = self._path(wanted)
            if not 0 <= time.time() - path.stat().st_mtime <= self.age:
                return None
            head, _, content = path.read_bytes().partition(b"\n")
            media, url, date, digest, charset, cut = json.loads(head)
        except (OSError, ValueError, TypeError):
            return None
        if hashlib.sha256(content).hexdigest() != digest:
            return None
        return Fetched(content, media, url, date, digest, charset, cut)

    def keep(self, wanted: Wanted, found: Fetched) -> None:
        """Keep an answer, and let the oldest go where there are too many."""
        said = (found.media_type, found.url, found.date, found.sha256, found.charset, found.cut)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as aside:
                try:
                    aside.write(json.dumps(said).encode() + b"\n" + found.content)
                    aside.close()
                    os.replace(aside.name, self._path(wanted))  # noqa: PTH105 (from a name)
                except BaseException:
                    os.unlink(aside.name)  # noqa: PTH108
                    raise
            self._prune()

    def _path(self, wanted: Wanted) -> Path:
        asked = json.dumps(
            [wanted.method, wanted.url, wanted.media_type, wanted.accept, wanted.stays]
        ).encode()
        return self.folder / (hashlib.sha256(asked + b"\n" + wanted.content).hexdigest() + _SUFFIX)

    def _prune(self) -> None:
        """Remove the oldest files beyond the bytes there may be."""
        found = [(path.stat(), path) for path in self.folder.glob(f"*{_SUFFIX}")]
        left = self.most
        for status, path in sorted(found, key=lambda each: each[0].st_mtime, reverse=True):
            left -= status.st_size
            if left < 0:
                path.unlink(missing_ok=True)
