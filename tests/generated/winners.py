"""Who wins and for what: bodies, persons and titles, drawn one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generated import words
from generated.values import Winner

if TYPE_CHECKING:
    from random import Random

__all__ = ["author", "body", "person", "title"]


def body(random: Random, names: set[str]) -> Winner:
    """Return an organization whose name was not drawn before, while there are any left."""
    name = ""
    for _ in range(8):
        place = random.choice(words.PLACES)
        public = random.random() < 0.3
        rest = (
            random.choice(words.PUBLIC) if public else random.choice(words.CORES) + random.choice(words.FORMS)
        )
        name = place + rest if random.random() < 0.97 else random.choice(words.BILINGUAL)
        if name not in names:
            break
    names.add(name)
    return Winner(name)


def person(random: Random, names: set[str], *, full: bool) -> Winner:
    """Return a person with what is added to the name, a unit and a post; gender and ethnicity always where ``full``."""
    unit = body(random, names).name.removesuffix("工会")
    said = (
        random.choice(("男", "男", "女") if full else (None, None, "女")),
        random.choice((*["汉族" if full else None] * 3, random.choice(words.ETHNICITIES))),
        random.choice((None, None, None, None, "追授")),
        # The unit of a person ends in a form, so that where the post begins is plain when the two are fused.
        unit if unit.endswith(("公司", "厂", "医院", "图书馆")) else f"{unit[:3]}第二中学",
        random.choice(words.POSTS),
    )
    return Winner(_name(random), said, is_person=True)


def author(random: Random) -> Winner:
    """Return a person who is named and no more."""
    return Winner(_name(random), is_person=True)


def _name(random: Random) -> str:
    if random.random() < 0.02:
        return random.choice(words.FOREIGN)
    return random.choice(words.SURNAMES) + random.choice(words.GIVEN)


def title(random: Random) -> str:
    """Return what a case is called; some begin with a digit, some are two slogans with a space between them."""
    if random.random() < 0.15:
        return random.choice(words.DIGITS)
    first = random.choice(words.VERBS) + random.choice(words.OBJECTS)
    return f"{first} {random.choice(words.ENDS)}" if random.random() < 0.4 else first
