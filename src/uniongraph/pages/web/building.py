"""The build hook of the package: bundles the scripts of the query page into ``pages/static/built``, with their licences.

Deno comes as a wheel and is asked for only where something must be built, so an install from an archive that holds the
bundle, or again from an unchanged checkout, needs no registry of scripts and no Deno.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["BundlingHook"]

HERE: Final = Path(__file__).resolve().parent
BUILT: Final = HERE.parent / "static" / "built"
ENTRY: Final = "sparql.js"
STAMP: Final = "sources.sha256"
"""What the bundle was made of, and what it was made into."""
DENO: Final = "deno==2.9.8"
_BUNDLE: Final = ("bundle", "--quiet", "--platform=browser", "--minify", "--code-splitting")


class BundlingHook(BuildHookInterface[Any]):
    """Makes the bundle before a wheel, an editable install or a source archive is made."""

    def dependencies(self) -> list[str]:
        """Return what the build needs besides, which is nothing where the bundle is there."""
        return [] if is_current() else [DENO]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's)
        """Make the bundle, unless it is there."""
        if not is_current():
            bundle()


def is_current() -> bool:
    """Tell whether the bundle is there, whole, and made of these sources."""
    stamp = BUILT / STAMP
    return stamp.is_file() and stamp.read_text("utf-8") == _stamp(BUILT)


def bundle() -> None:
    """Make the bundle anew; what was there stays until all of it is made."""
    deno = shutil.which("deno")  # the environment of the build comes first in the path
    if deno is None:
        raise SystemExit(f"the scripts of the query page cannot be built: {DENO} is not installed")
    with tempfile.TemporaryDirectory(prefix="uniongraph-web-") as scratch:
        made = Path(scratch) / "built"
        _run(deno, *_BUNDLE, f"--outdir={made}", ENTRY)
        texts = _run(deno, "run", "--quiet", "--allow-read", "--allow-run", "licences.js")
        (made / "licences.txt").write_text(texts, "utf-8")
        (made / STAMP).write_text(_stamp(made), "utf-8")
        shutil.rmtree(BUILT, ignore_errors=True)
        shutil.copytree(made, BUILT)


def _run(*command: str) -> str:
    """Return what a command prints; where it fails, the build ends with what it said."""
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(
            f"the scripts of the query page cannot be built: {Path(command[0]).name} {command[1]} failed. If a package"
            " could not be fetched, this machine does not reach the npm registry: install the published wheel, which"
            f" needs none, or set NPM_CONFIG_REGISTRY to one that it reaches.\n\n{done.stderr.strip()}"
        )
    return done.stdout


def _stamp(made: Path) -> str:
    """Return the digests of the sources and of what was made of them, one a line."""
    sources = [each for each in HERE.iterdir() if each.suffix in {".js", ".css", ".json", ".lock"}]
    results = [each for each in made.iterdir() if each.name != STAMP] if made.is_dir() else []
    return "".join(
        f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.parent.name}/{each.name}\n"
        for each in (*sorted(sources), *sorted(results))
    )
