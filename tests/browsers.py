"""Headless Chromium for tests: pages opened in it, everything they asked for and everything that went wrong in them.

The fixtures here are every test's (see ``conftest``). A page that writes an error to its console, throws, or asks any
host but this machine fails its test, unless the test forgave it beforehand::

    def test_it(windows):
        page = windows.open("http://127.0.0.1:8000/", language="en", dark=True, width=360)
        windows.forgive("400 (Bad Request)")
        assert violations(page) == []
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

__all__ = ["Windows", "browser", "violations", "windows"]

CHROMIUM: Final = shutil.which("chromium")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium by itself looks up hosts of its maker; and root has no sandbox."""
LOCALES: Final = {"zh-Hans": "zh-CN", "en": "en-US"}
PATIENCE: Final = 20_000
"""Milliseconds: a machine that runs other tests as well is slow, and what never comes must fail all the same."""


class Windows:
    """Windows of one test: each has its own storage, as of another reader."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._forgiven: list[str] = []
        self.faults: list[str] = []
        self.hosts: set[str] = set()
        self.transferred: dict[str, int] = {}

    def open(
        self,
        address: str,
        *,
        language: str = "zh-Hans",
        dark: bool = False,
        width: int = 1100,
        **options: Any,  # noqa: ANN401 (Playwright's)
    ) -> Page:
        """Return a page in a window of its own, loaded."""
        context = self._browser.new_context(
            locale=LOCALES[language],
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900},
            **options,
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"thrown: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.goto(address)
        return page

    def forgive(self, part: str) -> None:
        """Let a line of the console pass that holds this text: what is tried is meant to fail."""
        self._forgiven.append(part)

    @property
    def unforgiven(self) -> list[str]:
        """What went wrong in the pages."""
        return [each for each in self.faults if not any(part in each for part in self._forgiven)]

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.hosts.add(urlsplit(request.url).hostname or "")

    def _answered(self, response: Response) -> None:
        length = response.headers.get("content-length")
        self.transferred[response.url] = int(length) if length else -1


# One for the tests of a module, not of a session: while Playwright runs, its loop counts as running in this thread, and
# tests of other modules could run none of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run headless Chromium while the tests of a module last."""
    if CHROMIUM is None:
        pytest.skip(
            "there is no Chromium on this machine: the tests in a browser need Debian's package chromium"
        )
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (most tests run without)

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    """Open windows for one test; afterwards nothing may have gone wrong in them, nor been asked of another host."""
    opened = Windows(browser)
    yield opened
    for context in browser.contexts:
        context.close()
    assert opened.unforgiven == []
    assert opened.hosts <= {"127.0.0.1"}


def violations(page: Page) -> list[str]:
    """Return what axe finds serious or critical on a page as it stands, one line for each element."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 (most tests run without)

    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:200]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]
