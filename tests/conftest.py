"""What every test may use: the option that writes the golden cases anew, and a browser."""

from __future__ import annotations

import pytest

from browsers import browser, windows  # noqa: F401 (fixtures)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--bless``: never implied, and to be followed by a look at ``git diff tests/cases``."""
    parser.addoption(
        "--bless", action="store_true", help="write what the golden cases expect anew, from what is read"
    )


@pytest.fixture
def blessing(pytestconfig: pytest.Config) -> bool:
    """Whether the golden cases are to be written anew."""
    return bool(pytestconfig.getoption("--bless"))
