"""Two languages: which one a reader gets, and that every page is whole in each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import catalogues
from uniongraph.pages import faults, languages, negotiate
from uniongraph.server import failures

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ZH, EN = languages.CHINESE, languages.ENGLISH

# ------------------------------------------------------------------------------------------ which language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", ZH),
        ("zh", ZH),
        ("zh-CN", ZH),
        ("zh-TW", ZH),
        ("zh-Hant-HK", ZH),
        ("zh-CN,zh;q=0.9,en;q=0.8", ZH),
        ("en", EN),
        ("en-GB", EN),
        ("EN-us", EN),
        ("en-US,en;q=0.9,zh-CN;q=0.8", EN),
        ("zh-TW;q=0.5,en;q=0.7", EN),
        ("en;q=0.5, zh;q=0.5", ZH),
        ("de", ZH),
        ("de, en;q=0.1", EN),
        ("de, *;q=0.5", ZH),
        ("*", ZH),
        ("*, zh;q=0.5", EN),
        ("*;q=0.3, en;q=0.2", ZH),
        ("en;q=0", ZH),
        ("en;q=0, *", ZH),
        ("zh;q=0", EN),
        ("zh;q=0.000, de", EN),
        ("zh;q=0, en;q=0", ZH),
        ("en-GB;q=0, en-US;q=0.3", EN),
        ("en ; q = 0.9 , zh;q=0.8", EN),
        ("en;q=2", ZH),
        ("en;q=-1", ZH),
        ("en;q=nan", ZH),
        ("en;q=0.9999", ZH),
        ("en;q", ZH),
        ("en;level=1", ZH),
        (",;=,, ;q=1", ZH),
        ("中文, en", EN),
        ("english", ZH),
        ("x" * 9_000, ZH),
        ("en," * 9_000, EN),
    ],
)
def test_the_language_is_the_one_liked_most(accepted: str, language: str) -> None:
    """Chinese where both are liked as much or neither is; what is not well formed counts for nothing."""
    assert negotiate(accepted) == language


# ------------------------------------------------------------------------------------------ the catalogue


def test_the_catalogue_is_as_the_messages_are(*, blessing: bool) -> None:
    """Sorted, each message of a template or module once, none that is gone; ``--bless`` writes it so."""
    if blessing:
        catalogues.CATALOGUE.write_bytes(catalogues.written())
    assert catalogues.CATALOGUE.read_bytes() == catalogues.written()


def test_every_message_is_said_in_chinese() -> None:
    """No page is half translated: no message is missing, fuzzy, or the same in both languages, none is said in vain."""
    assert faults_of(catalogues.extracted(), catalogues.held()) == []


def test_the_messages_are_found_wherever_they_stand() -> None:
    """One known of each kind: in a template, in its attribute, with a number, in a module."""
    found = {message.id for message in catalogues.extracted()}
    assert {"Skip to content", "Main navigation", ("%(num)s row", "%(num)s rows"), "Out of time"} <= found


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "Run"\nmsgstr "运行"', None),
        ('msgid "Run"\nmsgstr ""', "'Run' is not translated"),
        ('msgid "Run"\nmsgstr "Run"', "'Run' is the same in both"),
        ('#, fuzzy\nmsgid "Run"\nmsgstr "运行"', "'Run' is fuzzy"),
        ('msgid "Ran"\nmsgstr "运行"', "'Ran' is nowhere"),
        (None, "'Run' is missing"),
        ('msgid "line %(number)s"\nmsgstr "第 %(number)s 行"', None),
        ('msgid "line %(number)s"\nmsgstr "第 %(n)s 行"', "'line %(number)s' has other places to fill"),
        ('msgid "line %(number)s"\nmsgstr "第 行"', "'line %(number)s' has other places to fill"),
        (
            'msgid "line %(number)s"\nmsgstr "第 %(number) 行"',
            "'line %(number)s' has other places to fill",
        ),
        ('msgid "Run"\nmsgstr "运行 100%"', "'Run' has other places to fill"),
    ],
)
def test_the_test_would_see_a_fault(entry: str | None, fault: str | None) -> None:
    """Each kind of fault is one that it finds."""
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    catalogue = catalogues.held(f"{head}{entry or ''}\n".encode())
    messages = catalogues.extracted()
    for message in list(messages):
        if message.id not in {"Run", "line %(number)s"}:
            messages.delete(message.id)
    found = faults_of(messages, catalogue)
    unsaid = {"'line %(number)s' is missing", "'Run' is missing"} - ({fault} if entry is None else set())
    assert [each for each in found if each not in unsaid] == ([fault] if fault else [])


def faults_of(messages: Catalog, catalogue: Catalog) -> list[str]:
    """Return what is wrong with a catalogue of these messages, a line each."""
    there = {message.id for message in messages if message.id}
    held = {message.id: message for message in catalogue if message.id}
    found = [f"{each!r} is missing" for each in there - held.keys()]
    found += [f"{each!r} is nowhere" for each in held.keys() - there]
    found += [f"{each!r} {fault}" for each in there & held.keys() if (fault := fault_of(held[each]))]
    return sorted(found)


def fault_of(message: Message) -> str | None:
    """Return what is wrong with the translation of a message."""
    said = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if message.fuzzy:
        return "is fuzzy"
    if not all(said):
        return "is not translated"
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    if set(said) & set(ids):
        return "is the same in both"
    if any(places(each) != places(ids[-1]) for each in said):  # Chinese has one form for one and for many
        return "has other places to fill"
    return None


def places(text: str) -> tuple[str, ...]:
    """Return what is filled into a message; a percent sign that begins nothing is one of them."""
    return tuple(sorted({*re.findall(r"%\(\w+\)s|%%|%", text)}))


# ------------------------------------------------------------------------------------------ failures


def test_every_failure_has_a_name_and_a_sentence() -> None:
    """A page says in its own language what the English detail below it is about."""
    chinese = languages.translations(ZH)
    titles = {*failures._TITLES.values(), *(title for _, _, title in failures._FAILURES)}
    assert faults.SENTENCES.keys() == titles | {"Failed", "Not possible"}
    for title, sentence in faults.SENTENCES.items():
        assert sentence == faults.Failure(400, title, "detail").sentence
        assert chinese.gettext(title) != title
        assert chinese.gettext(sentence) != sentence
