"""How deep the brackets of an answer in JSON nest, whatever pieces it comes in."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from uniongraph import sparql
from uniongraph.sparql.nesting import MAX_NESTED

VALUES = st.recursive(
    st.text(alphabet='[]{}"\\a\n') | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(alphabet='{["\\'), inner, max_size=4),
)


def is_deep(content: bytes, size: int) -> bool:
    """Tell whether a text is too deep that comes in pieces of so many bytes."""
    nesting = sparql.Nesting()
    told = [nesting.take(content[at : at + size]) for at in range(0, len(content), size)]
    return any(told)


@given(VALUES, st.integers(1, 9))
def test_brackets_in_strings_do_not_count(value: object, size: int) -> None:
    """Whole or in pieces, the limit holds to the bracket."""
    content = json.dumps([value], ensure_ascii=False).encode()
    assert not is_deep(content, size)
    quoted = json.dumps([value, "[" * 1000, "\\" * 7, '"' * 7, "{" * 1000]).encode()
    assert not is_deep(quoted, size)
    assert not is_deep(b"[" * MAX_NESTED + b"]" * MAX_NESTED, size)
    assert is_deep(quoted[:-1] + b"," + b"[" * (MAX_NESTED + 1), size)
