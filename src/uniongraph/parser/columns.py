"""The columns of a table: which row is its head, and what each column holds, by its title or by what stands in it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.lists import count_in
from uniongraph.grammar.tables import OWNER, PLACE_OF_WORK, PLACES, PRESS_LABEL, TOWN, UNIT_TITLE
from uniongraph.parser import books, headings, parties, persons, principals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from uniongraph.grammar import Role
    from uniongraph.parser.state import Piece, State

__all__ = [
    "Column",
    "are_all_winners",
    "columns_of",
    "doubt_merged",
    "doubt_rows",
    "head_rows",
    "heads",
    "name_tiers",
    "point_out",
    "role_of",
]

_LONGEST_TITLE = 16
_FEWEST = 2
_HAN_WORD = re.compile(rf"[{grammar.HAN}]{{2}}")
_ANY_TITLE = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in grammar.COLUMNS))
"""The title of any column: most words are none."""
_NAMING: frozenset[Role] = frozenset({"unit", "person"})


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; ``title`` is None where no head says so."""

    role: Role
    title: Piece | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether its head has words, and nobody knows what they say of it."""
        return (
            self.role == "note"
            and self.title is not None
            and bool(self.title.bare)
            and _told_role(self.title.bare) is None
        )

    @property
    def tells_unit(self) -> bool:
        """Whether its head says that bodies stand in it, whatever their names end in."""
        return (
            self.role == "unit" and self.title is not None and UNIT_TITLE.search(self.title.bare) is not None
        )

    @property
    def tells_owner(self) -> bool:
        """Whether who owns the right in a work, or published it, stands in it (专利权人, 出版单位)."""
        words = self.title.bare if self.role == "unit" and self.title is not None else ""
        return (OWNER.fullmatch(words) or PRESS_LABEL.fullmatch(words)) is not None

    @property
    def honours_bodies(self) -> bool:
        """Whether its bodies are honoured themselves, and are not only where the persons beside them work."""
        return self.title is not None and grammar.HONOURED_UNIT.search(self.title.bare) is not None


def role_of(words: str) -> Role | None:
    """Return what a column holds whose title nobody could be called; None for any other words."""
    return _known_role(words) if len(words) <= _LONGEST_TITLE else None


@lru_cache(maxsize=1024)
def _known_role(words: str) -> Role | None:
    bare = grammar.ADDED.sub("", words)
    if not (_ANY_TITLE.fullmatch(words) or _ANY_TITLE.fullmatch(bare)):
        return None
    return next(
        (
            role
            for each in dict.fromkeys((words, bare))
            for role, pattern in grammar.COLUMNS
            if pattern.fullmatch(each)
        ),
        None,
    )


def heads(cells: Sequence[Piece]) -> bool:
    """Say whether a row heads its columns wherever it stands: each cell is a column's title, or the first says 序号."""
    filled = [cell.bare for cell in cells if cell.text]
    first = role_of(filled[0]) if len(filled) >= _FEWEST else None
    if first is None:
        return False
    counts = first == "ordinal" and not any(map(str.isdecimal, filled))
    return counts or all(map(role_of, filled))


def head_rows(table: Sequence[list[Piece]]) -> set[int]:
    """Return which rows are the head of a table: the first too if most of its cells are titles, or one stands above numbers."""
    found = {index for index, cells in enumerate(table) if heads(cells)}
    first = next((i for i, cells in enumerate(table) if sum(bool(c.text) for c in cells) >= _FEWEST), None)
    if first is not None and not found and _heads_rows_below(table, first):
        words = _words(table[first])
        found = {index for index, cells in enumerate(table) if _words(cells) == words}
    return found


def _words(cells: Sequence[Piece]) -> list[str]:
    return [cell.bare for cell in cells]


def _heads_rows_below(table: Sequence[list[Piece]], first: int) -> bool:
    filled = [cell.bare for cell in table[first] if cell.text]
    if any(word.isdecimal() or len(word) > _LONGEST_TITLE for word in filled):
        return False
    if 2 * sum(map(bool, map(role_of, filled))) > len(filled):
        return True
    if any(parties.names_somebody(cell) and _told_role(cell.bare) is None for cell in table[first]):
        return False
    below = [cells for cells in table[first + 1 :] if len(cells) == len(table[first])]
    columns = zip(*below, strict=True) if len(filled) == len(table[first]) else ()
    return any(all(cell.bare.isdecimal() for cell in column) for column in columns)


def columns_of(
    table: Sequence[list[Piece]], rows: set[int], *, of_persons: bool, honour: str = ""
) -> list[Column]:
    """Return what each column holds: as its head says and the name of the honour, else as most of its cells look."""
    body = [cells for index, cells in enumerate(table) if index not in rows]
    if rows:
        of_persons = of_persons or headings.honours_persons(honour, None)
        return _told(table[min(rows)], body, of_persons=of_persons, honour=honour)
    width = max((len(cells) for cells in table), default=0)
    seen: list[Role] = []
    for index in range(width):
        role = _looks(body, index)
        role = (
            "note" if role == "ordinal" and index else role
        )  # a score: what numbers the rows stands before them
        again: Role = "beside" if role in _NAMING else "note"
        seen.append(again if role in seen else role)
    return [Column(role) for role in seen]


def name_tiers(told: Sequence[Column], body: Sequence[list[Piece]]) -> bool:
    """Say whether tiers can be named by a column, or by a cell that stands alone in its row."""
    return any(column.role == "tier" for column in told) or (
        len(told) > 1 and any(sum(bool(cell.text) for cell in cells) == 1 for cells in body)
    )


def _told(
    head: Sequence[Piece], body: Sequence[list[Piece]], *, of_persons: bool, honour: str
) -> list[Column]:
    titles = [cell.bare for cell in head]
    known = [_told_role(title) for title in titles]
    roles = [role or _looked(body, index, known, of_persons) for index, role in enumerate(known)]
    _settle_names(roles)
    if of_persons and "person" not in roles:
        units = (i for i, role in enumerate(roles) if role == "unit" and _looks(body, i) == "person")
        if (index := next(units, None)) is not None:
            roles[index] = "person"
    principals.settle(roles, titles, of_persons=of_persons)
    _settle_honours(roles, known, body)
    books.settle_editors(roles, titles)
    _settle_tutors(roles, titles, honour, of_persons=of_persons)
    if not {"unit", "person"} & set(roles) and "sender" in roles:
        roles[roles.index("sender")] = "unit"
    if "项目" in titles and "person" in roles:
        title = titles[roles.index("person")]
        if grammar.ATHLETES.search(title) or (of_persons and not grammar.MAKERS.search(title)):
            roles[titles.index("项目")] = "event"
    _settle_places(roles, titles, body, honour)
    return [Column(role, cell) for role, cell in zip(_once(roles, titles), head, strict=True)]


def _told_role(words: str) -> Role | None:
    ends: Iterator[Role] = (role for role, pattern in grammar.COLUMN_ENDS if pattern.search(words))
    return role_of(words) or next(ends, None)


def _looked(body: Sequence[list[Piece]], index: int, known: Sequence[Role | None], of_persons: bool) -> Role:
    """Return what a column of an unknown title holds: numbers, bodies or persons where no other does, else a note."""
    looks = _looks(body, index)
    is_found = (
        looks == "unit"
        or (looks == "ordinal" and index == 0)
        or (looks == "person" and (of_persons or "unit" not in known))
    )
    return looks if is_found and looks not in known else "note"


def _settle_places(
    roles: list[Role], titles: Sequence[str], body: Sequence[list[Piece]], honour: str
) -> None:
    """Decide what places are (名次 above 第一名): the ordinals of those who all get one honour in what they competed in, or tiers."""
    for at, role in enumerate(roles) if headings.is_of_all(honour) else ():
        is_place = role == "ordinal" and PLACES.search(titles[at]) is not None and _come_again(body, at)
        if is_place or (role in {"ordinal", "tier"} and _all_are(grammar.RANK.fullmatch, body, at)):
            roles[at] = "ordinal"
            if "event" in roles and "category" not in roles:
                roles[roles.index("event")] = "category"
            return
    if "ordinal" in roles and not _is_numbered(body, roles.index("ordinal")):
        roles[roles.index("ordinal")] = "note" if "tier" in roles else "tier"


def _come_again(body: Sequence[list[Piece]], index: int) -> bool:
    """Say whether numbers stand in a column that begin anew for each event."""
    cells = [cells[index].bare for cells in body if index < len(cells) and cells[index].text]
    return all(map(str.isdecimal, cells)) and len(set(cells)) < len(cells)


def _is_numbered(body: Sequence[list[Piece]], index: int) -> bool:
    """Say whether most cells that hold anything hold a number alone."""
    cells = [cells[index].bare for cells in body if index < len(cells) and cells[index].text]
    return 2 * sum(map(str.isdecimal, cells)) >= len(cells)


def _settle_tutors(roles: list[Role], titles: Sequence[str], honour: str, *, of_persons: bool) -> None:
    """Decide whether tutors are honoured: where nobody else is named, or where the honour is theirs (优秀指导教师)."""
    if "tutor" not in roles:
        return
    index = roles.index("tutor")
    word = grammar.TUTORS.search(titles[index])
    is_theirs = word is not None and word[0] in honour
    if "person" in roles and is_theirs:
        for other in (at for at, role in enumerate(roles) if role in {"person", "title"}):
            roles[other] = "note"
    if is_theirs or ("person" not in roles and (of_persons or "unit" not in roles)):
        roles[index] = "person"


def _settle_honours(roles: list[Role], known: Sequence[Role | None], body: Sequence[list[Piece]]) -> None:
    """Decide what the grades of one column are of (奖项, 等级): the first other column in which nothing but honours stand."""
    tiers = (at for at, role in enumerate(roles) if role == "tier")
    grades = next((at for at in tiers if _all_are(grammar.GRADE.fullmatch, body, at)), None)
    for at, role in enumerate(roles) if grades is not None else ():
        may_be = at != grades and (role in {"tier", "category"} or known[at] is None)
        if may_be and _all_are(_is_honour, body, at):
            roles[at] = "honour"
            return


def _all_are(fits: Callable[[str], object], body: Sequence[list[Piece]], index: int) -> bool:
    """Say whether something stands in a column and all that does fits."""
    said = _said_in(body, index)
    return bool(said) and all(map(fits, said))


def _said_in(body: Sequence[list[Piece]], index: int) -> list[str]:
    """Return the words in a column, without those that say that there are none (—) and without the numbers of winners."""
    words = (cells[index].text for cells in body if index < len(cells))
    return [headings.uncounted(each) for each in words if not grammar.BARE_MARK.fullmatch(each)]


def _is_honour(name: str) -> bool:
    return headings.names_honour(name) and grammar.GRADE.fullmatch(name) is None


def _settle_names(roles: list[Role]) -> None:
    """Decide what a name is of (花园名称): of the work where another column says whose it is, else of the body."""
    for index, role in enumerate(roles):
        if role == "name":
            others = {*roles[:index], *roles[index + 1 :]} & {"unit", "person", "sender", "partner"}
            roles[index] = "title" if others and "title" not in roles else "unit"


def _once(roles: Sequence[Role], titles: Sequence[str]) -> list[Role]:
    """Return the roles with each of them once.

    Of several units the one that did the work is honoured, or the first; a team belongs to the unit before it; members
    stand beside who leads them. Whether others that come again are honoured too is not said; all else is a note.
    """
    towns = {index for index, title in enumerate(titles) if TOWN.fullmatch(title)}
    units = [index for index, role in enumerate(roles) if role == "unit" and index not in towns]
    working = [index for index in units if grammar.WORKING_UNIT.search(titles[index])]
    homes = [index for index in units if grammar.HOME_UNIT.fullmatch(titles[index])]
    is_team = bool(working) and grammar.PART_TITLE.search(titles[working[0]]) is not None
    main = (homes if is_team and homes else working or units or sorted(towns) or [0])[0]
    seen: list[Role] = []
    for index, (role, title) in enumerate(zip(roles, titles, strict=True)):
        again: Role = "note"
        is_part = role == "unit" and grammar.PART_TITLE.search(title) is not None and "title" not in roles
        if index in towns and units:
            again = "note"
        elif is_part and ("person" not in roles or PLACE_OF_WORK.search(title)):
            again = "part"
        elif role == "unit" and "person" not in roles:
            again = "beside"
        elif role == "person":
            again = "partner" if grammar.MEMBERS.search(title) else "beside"
        is_other = role == "unit" and index != main
        is_repeated = role in seen or (role == "partner" and "title" not in roles and "person" in roles)
        seen.append(again if is_repeated or is_other else role)
    return seen


def are_all_winners(table: Sequence[list[Piece]]) -> bool:
    """Say whether a table without a head is a list set in columns: in each the same, bodies or persons, and no places."""
    width = max((len(cells) for cells in table), default=0)
    looks = {_looks(table, index) for index in range(width)}
    if width < _FEWEST or len(looks) > 1 or not looks <= {"unit", "person"}:
        return False
    return not any(parties.is_place(cell.bare) for cells in table for cell in cells)


def _looks(body: Sequence[list[Piece]], index: int) -> Role:
    cells = [cells[index] for cells in body if index < len(cells) and cells[index].text]
    counts: dict[Role, int] = {
        "ordinal": sum(cell.bare.isdecimal() for cell in cells),
        "unit": sum(parties.names_somebody(cell) for cell in cells),
        "person": sum(persons.is_person(cell, alone=True) for cell in cells),
        "post": sum(grammar.POST.fullmatch(cell.bare) is not None for cell in cells),
        "gender": sum(grammar.GENDER.fullmatch(cell.bare) is not None for cell in cells),
        "ethnicity": sum(grammar.ETHNICITY.fullmatch(cell.bare) is not None for cell in cells),
        "tier": sum(grammar.TIER_HEADING.fullmatch(cell.bare) is not None for cell in cells),
    }
    best = max(counts, key=lambda role: counts[role])
    return best if cells and 2 * counts[best] > len(cells) else "title"


def point_out(state: State, told: Sequence[Column], notes: Sequence[tuple[Column, Piece]]) -> None:
    """Point out the columns of which nobody says whether they name winners, or works; ``notes`` are their cells."""
    is_of_works = not {"title", "person"} & {column.role for column in told}
    noted: dict[int, list[Piece]] = defaultdict(list)
    for column, cell in notes:
        noted[id(column)].append(cell)
    for column in told:
        cells = noted[id(column)]
        doubtful = column.title or next(iter(cells), None)
        if column.role == "beside" and doubtful is not None:
            message = "whether those in this column are honoured too is not said; they are noted and no more"
            state.find("uncertain-recipient", "warning", doubtful.span, message)
        elif is_of_works and column.title is not None and column.is_unknown and _may_be_titles(cells):
            message = (
                "what this column holds is not known; it is noted, and may be the title of what is honoured"
            )
            state.doubt(column.title.span, message)


def _may_be_titles(cells: Sequence[Piece]) -> bool:
    """Say whether cells may be the titles of works: words, and no two the same."""
    are_words = all(_HAN_WORD.search(cell.bare) for cell in cells)
    return are_words and len({cell.bare for cell in cells}) == len(cells) >= _FEWEST


def doubt_rows(
    state: State, told: Sequence[Column], merged: Iterable[Piece], body: Iterable[Sequence[Piece]]
) -> None:
    """Say of which rows nobody knows whether they head others: a winner alone in its row, words among honours that name none."""
    heads = {piece: headings.names_honour(piece.text) for piece in merged}
    for piece, is_honour in heads.items() if any(heads.values()) else ():
        if not is_honour and not (parties.names_group(piece.bare) or count_in(piece.bare)):
            message = (
                "taken for a group of winners; its words may be an honour, as those of other such rows are"
            )
            state.doubt(piece.span, message)
    if "title" in {column.role for column in told}:
        return  # who stands alone in a row is one more winner of the work above, whose cells are merged
    for cells in body:
        filled = [(at, cell) for at, cell in enumerate(cells) if cell.text]
        if len(filled) != 1 or len(told) <= 1 or filled[0][1] in heads:
            continue
        ((at, cell),) = filled
        if 0 < at < len(told) and told[at].role in _NAMING and _names_winner(cell):
            message = "taken for a winner whose other cells are empty; it may head the rows below it"
            state.doubt(cell.span, message)


def doubt_merged(state: State, cells: Mapping[Role, Piece]) -> bool:
    """Say of a numbered work without a winner that it was taken for the winner's of the work above, and whether it is one."""
    ordinal, title, person = (cells.get(role) for role in ("ordinal", "title", "person"))
    if person is not None or ordinal is None or title is None or not (ordinal.text and title.text):
        return False
    message = "the cell of the winner is empty; taken for one with the cell above it, the winner may be lost"
    state.doubt(title.span, message)
    return True


def _names_winner(cell: Piece) -> bool:
    return parties.names_somebody(cell) and not parties.is_place(cell.bare)
