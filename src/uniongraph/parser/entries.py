"""The entries of a list: categories, cases and recipients below one heading.

Each line gets its role from what stands in it and beside it. A category heading that is followed by recipients and no
numbered list is itself the case. What has no role is left unclaimed: it is reported, not guessed.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.grammar.lists import PART_END, count_in
from uniongraph.model import Case, Category, Reading, Recipient
from uniongraph.parser import (
    arrays,
    counting,
    grids,
    grouping,
    growth,
    halves,
    headings,
    inline,
    labels,
    members,
    parties,
    persons,
    plain,
    series,
    teams,
    units,
    works,
)
from uniongraph.parser.doubts import (
    are_counted_groups,
    grouped,
    heads_told,
    may_be_groups,
    note_group,
    person_or_group,
    persons_on,
)
from uniongraph.parser.growth import Node
from uniongraph.parser.state import Piece, State, most

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.model import Count

__all__ = ["cases_of_lines", "categories", "claim", "expecting", "groups"]

_LONGEST_GROUP = 40


def claim(state: State, pieces: Iterable[Piece]) -> None:
    """Claim lines of a list, or parts of them, as read."""
    state.claim(growth.grow, pieces)


@contextmanager
def expecting(
    state: State, *, honour: str, persons: bool, bodies: bool, declared: Reading[Count] | None = None
) -> Iterator[None]:
    """Tell the rules below whom a heading honours and how many it declares, for as long as its list is read."""
    before = state.honour, state.of_persons, state.of_bodies, state.expected, state.unit
    state.honour, state.of_persons, state.of_bodies = honour, persons, bodies and not persons
    state.expected = declared.value.number if declared else None
    state.unit = declared.value.unit if declared else state.unit
    try:
        yield
    finally:
        state.honour, state.of_persons, state.of_bodies, state.expected, state.unit = before


def categories(state: State, nodes: Sequence[Node]) -> tuple[Category, ...]:
    """Return the headings below a tier as categories if one of them holds a list, else as cases of no category."""
    if not nodes:
        return ()
    if any(node.children or grids.holds_table(state, node) for node in nodes):
        return groups(state, nodes)
    if units.head_names(nodes):
        return units.as_units([_group(state, node) for node in nodes])
    are_groups = state.of_bodies and may_be_groups(nodes)  # bodies are honoured, and no work of theirs
    if are_groups or are_counted_groups(state, nodes) or _group_winners(state, nodes):
        return tuple(_group(state, node) for node in nodes)
    cases = _cases(state, nodes)
    return (Category(None, None, cases),) if cases else ()


def groups(state: State, nodes: Sequence[Node]) -> tuple[Category, ...]:
    """Return headings as categories, each with what is listed below it."""
    return tuple(_category(state, node) for node in nodes)


def _group(state: State, node: Node) -> Category:
    """Return a category with each winner below it a case of its own, and compare the number it declares."""
    claim(state, node.pieces)
    name, declared = headings.read(state, node.heading)
    with expecting(
        state,
        honour=state.honour,
        persons=state.of_persons,
        bodies=state.of_bodies or headings.honours_bodies(name.value),
        declared=declared,
    ):
        cases = grouping.within(state, cases_of_lines(state, node.plain)) + _cases_of_children(state, node)
    headings.check_count(state, declared, headings.number_listed(declared, cases), "below it")
    return Category(node.mark, name, units.of_parts(cases, name), declared=declared)


def _cases_of_children(state: State, node: Node) -> tuple[Case, ...]:
    """Return the entries below a category, also those that a further group parts (村镇类, 鹤川区)."""
    if node.children and _group_winners(state, node.children):
        return grouping.within(state, tuple(_group(state, child) for child in node.children))
    return _cases(state, node.children)


def _group_winners(state: State, nodes: Sequence[Node]) -> bool:
    """Say whether headings are what winners are grouped by; above persons of whom much is told they may be works."""
    if not all(heads_told(node) or _groups_winners(state, node) for node in nodes):
        return False
    may_be_works = any(map(heads_told, nodes)) and halves.is_of_works(state) is True
    return not may_be_works or all(_groups_winners(state, node) for node in nodes)


def _groups_winners(state: State, node: Node) -> bool:
    """Say whether a heading is what the winners below it are grouped by: a place, or a heading that counts them."""
    if node.is_empty or len(node.heading.value) > _LONGEST_GROUP:
        return False
    bare = "".join(node.heading.value.split()).rstrip(":：")
    count = count_in(bare)
    may_be_team = grammar.GROUP_END.search(bare) is not None and not node.children
    if count is not None or (parties.names_group(bare) and not may_be_team):
        return True
    return not members.begin(node.plain) and bool(labels.labelled(node.plain, of_persons=state.of_persons))


def _category(state: State, node: Node) -> Category:
    if node.children or grids.holds_table(state, node) or count_in("".join(node.heading.value.split())):
        return _group(state, node)
    claim(state, node.pieces)
    note_group(state, node)
    heading, recipients = _winners(state, node)
    return Category(node.mark, heading, (Case(None, heading, recipients),), is_case=True)


def _cases(state: State, nodes: Sequence[Node]) -> tuple[Case, ...]:
    """Return numbered entries as cases; where most have nothing below them, the entries are the winners."""
    bare = sum(map(_has_no_slot, nodes))
    are_winners = state.of_bodies or 2 * sum(map(_is_winner, nodes)) > bare
    words = [_words(state, node) for node in nodes]
    is_list = bare * 2 > len(nodes)
    spaced = halves.split(state, words) if is_list else []
    if not spaced and most(persons.stands_with_unit, words):
        return tuple(case for node in nodes for case in _person_entry(state, node))
    split = inline.split_list(words, is_marked=True) if is_list and not state.of_persons else []
    split = halves.better(spaced, split)
    if is_list and (state.of_bodies or not split) and (found := teams.split(state, words)):
        return _team_entries(state, nodes, found)
    if not split and is_list and not (are_winners or state.of_persons):
        split = inline.split_list(words, is_marked=False)
    if split:
        pairs = zip(nodes, split, strict=True)
        return tuple(case for node, entry in pairs for case in _inline_case(state, node, entry))
    if is_list and state.of_persons:
        return tuple(case for node in nodes for case in _person_entry(state, node))
    if is_list and are_winners:
        return tuple(case for node in nodes for case in _winning_entry(state, node))
    for node in nodes if may_be_groups(nodes) else ():
        note_group(state, node)
    return tuple(_case(state, node) for node in nodes)


def _team_entries(
    state: State, nodes: Sequence[Node], found: Sequence[teams.Team | None]
) -> tuple[Case, ...]:
    """Return the entries that name teams with their bodies; one unlike the others is a winner."""
    cases: list[Case] = []
    for node, team in zip(nodes, found, strict=True):
        if team is None:
            cases += _winning_entry(state, node)
            continue
        claim(state, node.pieces)
        cases.append(Case(node.mark, None, teams.read(state, team)))
    return tuple(cases)


def _words(state: State, node: Node) -> Piece:
    """Return the first printed line of a heading, with the white space that parts its words, without members of a group."""
    first, *others = state.pieces_of(node.heading)
    (words,) = members.cut(state, [first])
    if words is not first and not others:
        node.heading = replace(node.heading, value=grammar.tidy_title(words.text), spans=(words.span,))
    return words


def _inline_case(state: State, node: Node, entry: inline.Entry | None) -> list[Case]:
    """Return an entry that holds title and winner on its line; one unlike the others is read as usual or left."""
    if entry is None:
        return [_case(state, node)]
    claim(state, node.pieces)
    more = plain.slot_lines(node.plain)
    if node.plain and entry.party.span.end == node.heading.spans[-1].end and _shuts(node.plain[0]):
        more = [node.plain[0].part(0, len(node.plain[0].text) - 1)]
    claim(state, more)
    return [works.split_case(state, entry, node.mark, more)]


def _shuts(piece: Piece) -> bool:
    """Say whether a line shuts brackets that the line above it opened (装厂）)."""
    shut = sum(map(piece.text.count, grammar.CLOSE)) - sum(map(piece.text.count, grammar.OPEN))
    return shut == 1 and piece.text.endswith(tuple(grammar.CLOSE))


def _person_entry(state: State, node: Node) -> list[Case]:
    """Return the case of a numbered person, or of several on one line; none where the line names no person."""
    words = _words(state, node)
    people = persons.read(words) or _behind_unit(state, words) or person_or_group(state, words)
    people = people or parties.read_lines(state, [words])
    if not people:
        return []
    claim(state, (*node.pieces, *members.note(state, words, node.plain, is_winner=True)))
    return [Case(node.mark, None, members.noted(state, words, people))]


def _behind_unit(state: State, piece: Piece) -> tuple[Recipient, ...]:
    """Return the persons behind their unit and a colon on a line of an honour for persons; none for any other line."""
    group = next(iter(labels.labelled([piece], of_persons=True)), None) if state.of_persons else None
    label = Reading(grammar.tidy_name(group.label.text), (group.label.span,)) if group is not None else None
    if group is None or label is None or not _is_unit(label.value):
        return ()
    people = persons.read(group.winners[0], trusted=True)
    return units.of_unit(people, label)


def _is_unit(label: str) -> bool:
    is_body = names.is_organization(label) or PART_END.search(label) or label.endswith("队")
    return bool(is_body) and not parties.names_group(label)


def _is_winner(node: Node) -> bool:
    return _has_no_slot(node) and parties.names_party(node.heading)


def _has_no_slot(node: Node) -> bool:
    """Say whether nothing below an entry can be a recipient."""
    return not any(parties.may_be_party(each) for each in node.plain if not members.are_listed(each.text))


def _winning_entry(state: State, node: Node) -> list[Case]:
    """Return the case that an entry of a list of winners is; none where it cannot be one, which leaves it unread."""
    if not _has_no_slot(node):
        return [_case(state, node)]
    if not parties.may_name_party(node.heading):
        return []
    last = state.pieces_of(node.heading)[-1]
    claim(state, (*node.pieces, *members.note(state, last, node.plain, is_winner=True)))
    return [Case(node.mark, None, parties.read_words(state, node.heading))]


def _case(state: State, node: Node) -> Case:
    if node.is_empty and (entry := inline.labelled_entry(_words(state, node))) is not None:
        claim(state, node.pieces)
        return works.split_case(state, entry, node.mark)
    claim(state, node.pieces)
    heading, recipients = _winners(state, node)
    return Case(node.mark, heading, recipients)


def _winners(state: State, node: Node) -> tuple[Reading[str], tuple[Recipient, ...]]:
    """Return the title of a case with all its lines, and the recipients on the plain lines below it.

    A single line is the recipient whatever it ends in: an organization is what stands in the slot. Of several, those
    above the first that is known for an organization go on with the title.
    """
    first = next((i for i, piece in enumerate(node.plain) if works.is_labelled(piece)), None)
    if first is not None:
        claim(state, node.plain)
        first = next((i for i, piece in enumerate(node.plain[:first]) if parties.is_party(piece)), first)
        rest, slots = node.plain[:first], node.plain[first:]
        return works.read_below(state, node.heading, rest, slots)
    lines = [piece for piece in node.plain if parties.may_be_title(piece)]
    winners = (i for i, piece in enumerate(lines) if parties.is_party(piece) or parties.parts_of(piece)[1:])
    first = 0 if len(lines) <= 1 else next(winners, len(lines))
    if 0 < first < len(lines) and parties.is_tail(state, lines[first].bare):
        first -= 1
    rest, slots = lines[:first][: works.TITLE_LINES], plain.slot_lines(lines[first:])
    claim(state, (*rest, *slots))
    recipients = parties.read_lines(state, slots)
    if not recipients:
        message = "no organization follows this entry; the text may be cut off here"
        state.find("case-without-recipient", "error", node.heading.spans[0], message)
    return works.lengthened(state, node.heading, rest), recipients


def cases_of_lines(state: State, lines: Sequence[Piece]) -> tuple[Category, ...]:
    """Read lines without ordinals as the cases of no category: titles with recipients below them, or recipients alone.

    Lines that are neither are left unread.
    """
    if not lines:
        return ()
    printed, lines = lines, members.cut(state, lines)
    claim(state, members.gone(printed, lines))
    lines = [part for line in lines for part in series.works_on(line)]
    if table := grids.rows(state, lines):
        claim(state, [piece for row in table for piece in row.pieces])
        return grids.categories_of_rows(state, table)
    if schools := units.above_classes(lines):
        return tuple(_of_school(state, school) for school in schools)
    lines, are_winners = arrays.spread(state, lines)
    if are_winners:
        return (Category(None, None, plain.each_of(state, lines)),)
    return _without_table(state, lines)


def _without_table(state: State, lines: Sequence[Piece]) -> tuple[Category, ...]:
    """Read lines that are no rows, nor classes below their schools."""
    nodes = counting.numbered(state, lines)
    led = [
        piece for piece in lines if persons.is_led(piece) and persons.is_person(piece, alone=state.of_persons)
    ]
    if 2 * len(led) > len(lines) and not nodes:
        return _persons_of_lines(state, lines)
    cases = _cases(state, nodes) if nodes else ()
    if not nodes and inline.is_titled(lines[0]):
        cases = works.labelled_cases(state, lines)
    if not cases and (groups := grouped(state, lines)):
        named = not state.of_bodies and all(
            plain.honours_person(each) for group in groups for each in group.winners
        )
        return grouping.merged(
            _labelled_category(state, group, state.of_persons or named) for group in groups
        )
    cases = cases or works.labelled_cases(state, lines) or plain.spaced_cases(state, lines)
    may_be_persons = not cases and not headings.honours_places(state.honour)
    if may_be_persons and (state.of_persons or most(plain.honours_person, lines)):
        return _persons_of_lines(state, lines)
    cases = cases or plain.cases_of_titles(state, lines)
    return (Category(None, None, cases),) if cases else ()


def _of_school(state: State, school: labels.Labelled) -> Category:
    """Return a school with what is listed of its classes below it."""
    claim(state, school.pieces)
    name, declared = headings.read(state, school.heading)
    bodies, people = state.of_bodies, state.of_persons
    with expecting(state, honour=state.honour, persons=people, bodies=bodies, declared=declared):
        cases = grouping.within(state, cases_of_lines(state, school.winners))
    headings.check_count(state, declared, headings.number_listed(declared, cases), "below it")
    return Category(None, name, units.of_parts(cases, name), declared=declared)


def _labelled_category(state: State, group: labels.Labelled, of_persons: bool) -> Category:
    """Return the winners behind the name of a place or a group, each a case of its own; a body is the unit of persons."""
    claim(state, (*group.pieces, *group.winners))
    label = group.heading
    label = replace(label, confidence=state.sureness(label.spans[0]))
    name, declared = headings.read(state, label)
    is_between_marks = not group.pieces[0].text.startswith(group.label.text)
    is_unit = group.is_unit or (_is_unit(name.value) and not is_between_marks)
    people = [persons.read(piece, trusted=is_unit) if of_persons else () for piece in group.winners]
    found = [
        read or parties.read_lines(state, [piece]) for read, piece in zip(people, group.winners, strict=True)
    ]
    cases = tuple(
        case
        for piece, several in zip(group.winners, found, strict=True)
        for case in grouping.each_on(piece, several)
    )
    headings.check_count(state, declared, headings.number_listed(declared, cases), "below it")
    if all(people) and is_unit and not all(each.affiliation for several in found for each in several):
        housed = (replace(case, recipients=units.of_unit(case.recipients, name)) for case in cases)
        return Category(None, None, tuple(housed))
    return Category(None, name, cases, declared=declared)


def _persons_of_lines(state: State, lines: Sequence[Piece]) -> tuple[Category, ...]:
    """Return the persons on some lines, a couple as one case; a line that names none stays unread."""
    found = persons_on(state, lines)
    claim(state, [piece for piece, people in found if people])
    cases = tuple(case for piece, people in found for case in grouping.each_on(piece, people))
    return (Category(None, None, cases),) if cases else ()
