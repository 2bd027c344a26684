"""Terms and statements: written as the RDF library writes them, and read back as what they say."""

from __future__ import annotations

import sys

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uniongraph import iris, terms
from uniongraph.iris import Minter
from uniongraph.registry import Registry

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
"""Any text that a file can hold: a character of every class, half a surrogate pair is none."""
MARKS = st.text(
    '\x00\x08\t\n\x0b\x0c\r\x1f "\\\x7f\x85\u2028\ufeff\ufffd\ufffe\uffff〔表彰〕𠮷<>_:.u0041', max_size=40
)
LANGUAGES = ["zh-Hans", "zh-Hant", "en"]
DATATYPES = ["integer", "decimal", "date", "gYear", "hexBinary"]
GRAPH = ox.NamedNode("http://x/g")


def line(term: ox.Literal | ox.NamedNode) -> str:
    """Return the line that the library's own serialiser writes of a quad with some object."""
    quad = ox.Quad(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), term, GRAPH)
    data = ox.serialize([quad], format=ox.RdfFormat.N_QUADS)
    assert data is not None
    assert terms.statement(quad).encode() == data
    return data.decode()


def written(term: terms.Term) -> terms.Statement:
    return terms.Statement(f"<http://x/s> <http://x/p> {term} <http://x/g> .\n")


def test_every_character_is_written_as_the_library_writes_it() -> None:
    """Each code point of Unicode between two letters, all in one literal and each alone where it is escaped."""
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    whole = "a".join(characters)
    assert written(terms.literal(whole)) == line(ox.Literal(whole))
    assert terms.text_of(terms.literal(whole)) == whole
    for each in [*characters[:0x300], "\ufffd", "\ufffe", "\uffff", "\U0010ffff"]:
        assert written(terms.literal(each)) == line(ox.Literal(each))


@given(TEXT | MARKS)
def test_a_string_is_written_as_the_library_writes_it(words: str) -> None:
    """Plain, in each of our languages and of each of our datatypes; and it is read back as it was."""
    made = [(terms.literal(words), ox.Literal(words))]
    made += [(terms.tagged(words, each), ox.Literal(words, language=each)) for each in LANGUAGES]
    for name in DATATYPES:
        theirs = ox.Literal(words, datatype=iris.term(f"xsd:{name}"))
        made.append((terms.typed(words, iris.written(f"xsd:{name}")), theirs))
    for own, library in made:
        statement = written(own)
        assert statement == line(library)
        assert terms.split(statement) == ("<http://x/s>", "<http://x/p>", own)
        assert terms.is_literal(own)
        assert not terms.is_node(own)
        assert terms.text_of(own) == words
        assert terms.statements(statement.encode() * 2) == [statement, statement]
        assert [quad.object for quad in terms.quads([statement])] == [library]


@given(TEXT | MARKS)
def test_a_path_is_an_iri_or_refused(path: str) -> None:
    """The minter writes what the library takes for an IRI, as it writes it, and nothing else."""
    minter = Minter(Registry())
    for mint, below in ((minter.thing, "id"), (minter.graph, "graph")):
        try:
            wanted = ox.NamedNode(f"{iris.BASE}{below}/{path}")
        except ValueError:
            with pytest.raises(ValueError, match=r"IRI|code point|character|percent|port"):
                mint(path)
            continue
        minted = mint(path)
        assert written(minted) == line(wanted)
        assert terms.iri_of(minted) == wanted.value
        assert terms.split(written(minted))[2] == minted
        assert terms.is_node(minted)


@pytest.mark.parametrize("code", range(0x80))
def test_the_plain_characters_of_a_path_are_fit_for_an_iri(code: int) -> None:
    """What is minted without another look can stand in any IRI."""
    if iris.PATH.fullmatch(f"a{chr(code)}"):
        assert ox.NamedNode(f"{iris.BASE}id/a{chr(code)}").value.endswith(chr(code))
