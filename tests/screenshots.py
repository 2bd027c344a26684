"""Pictures of the main pages, to be looked at: ``python tests/screenshots.py RELEASE FOLDER [PART OF A NAME …]``.

A release is served on a free port, and each page is opened in Debian's ``chromium``: in both languages, light and dark,
on a desk and on a phone, and a document as it is printed. Nothing is compared; a person looks.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

__all__ = ["main"]

_DOCUMENT: Final = "hugongzongji-2018-133"
_EDITION: Final = "sh-grassroots-union-innovation/2017"
PAGES: Final = {
    "home": "/",
    "browse": "/browse",
    "search": "/search?" + urlencode({"q": "工会"}),
    "search-none": "/search?" + urlencode({"q": "没有这个名称"}),
    "document": f"/id/doc/{_DOCUMENT}",
    "document-line": f"/id/doc/{_DOCUMENT}#L40",
    "cited": "/id/doc/cited/ff8465ef0c",
    "conferral": f"/id/conferral/{_DOCUMENT}/top-ten/02-03",
    "case": f"/id/case/{_EDITION}/nomination/01-02",
    "case-corrected": f"/id/case/{_EDITION}/special/00-01",
    "tier": f"/id/tier/{_EDITION}/top-ten",
    "category": f"/id/category/{_EDITION}/top-ten/07",
    "edition": f"/id/edition/{_EDITION}",
    "organization": "/id/org/jing-an-qu-shi-men-er-lu-jie-dao-wu-ye-hang-ye-26a54f4be9",
    "place": "/id/place/cn-310106",
    "scheme": "/scheme/topic",
    "class": "/ontology",
    "catalog": "/id/catalog",
    "queries": "/queries",
    "query": "/queries/awards-by-district",
    "sparql": "/sparql",
    "sparql-answer": "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o } LIMIT 30"}),
    "sparql-wrong": "/sparql?" + urlencode({"query": "SELECT * { ?s ?p"}),
    "not-found": "/id/org/nothing",
}
"""Where each page is, on a server of the shipped decision."""


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    name: str
    language: str = "zh-CN"
    is_dark: bool = False
    width: int = 1200
    is_printed: bool = False


LOOKS: Final = (
    Look("zh"),
    Look("en", "en-GB"),
    Look("zh-dark", is_dark=True),
    Look("zh-phone", width=360),
    Look("en-phone-dark", "en-GB", is_dark=True, width=360),
    Look("zh-print", width=760, is_printed=True),
)
_FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def main() -> None:
    """Take the pictures, and say which pages are wider than their window."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only pictures whose name has one of these in it")
    given = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("there is no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (what has no browser says so first)

    given.folder.mkdir(parents=True, exist_ok=True)
    with served(given.release) as root, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        for look in LOOKS:
            wanted = {
                name: path
                for name, path in PAGES.items()
                if not given.names or any(each in f"{name}.{look.name}.png" for each in given.names)
            }
            take(browser, look, {name: root + path for name, path in wanted.items()}, given.folder)


def take(browser: Browser, look: Look, addresses: dict[str, str], folder: Path) -> None:
    """Take a picture of each of these pages."""
    context = browser.new_context(
        locale=look.language,
        color_scheme="dark" if look.is_dark else "light",
        viewport={"width": look.width, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    for name, address in addresses.items():
        answer = page.goto(address)
        if look.is_printed:
            page.emulate_media(media="print")
        wide = page.evaluate("document.documentElement.scrollWidth")
        said = "" if wide <= look.width else f": {wide} pixels wide"
        print(f"{answer.status if answer else '?'} {name}.{look.name}{said}")
        page.screenshot(path=folder / f"{name}.{look.name}.png", full_page="#" not in address)
    context.close()


@contextmanager
def served(release: Path) -> Iterator[str]:
    """Serve a release while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uniongraph", "serve", "--release", str(release), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        root = f"http://127.0.0.1:{port}"
        try:
            for _ in range(200):
                try:
                    urlopen(f"{root}/readyz")
                    break
                except URLError:
                    time.sleep(0.1)
            yield root
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
