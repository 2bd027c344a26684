"""The fields of an address or a form: decoded once, as every other program decodes them."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from uniongraph.server import protocol

PIECES = (
    "a",
    "+",
    " ",
    "=",
    "&",
    "%",
    "%4",
    "%41",
    "%e4%b8%ad",
    "%2B",
    "%3D%3d",
    "%0A",
    "%0D%0A",
    "\n",
    "\t",
    "_",
    ".",
    "中",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_fields_are_what_the_standard_library_makes_of_them(sent: str) -> None:
    """Percent signs that stand for themselves, line ends and blanks among them."""
    try:
        expected = parse_qsl(sent, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(HTTPException, match="not UTF-8"):
            protocol.pairs(sent.encode())
    else:
        assert protocol.pairs(sent.encode()) == expected


@pytest.mark.parametrize("sent", [b"query=%FF", b"query=\xff", b"%E4%B8=1"])
def test_fields_that_are_no_utf_8_are_refused(sent: bytes) -> None:
    """Escaped or raw, in a name or in a value."""
    with pytest.raises(HTTPException, match="not UTF-8"):
        protocol.pairs(sent)
