"""``touched_by``: the cables whose pages a change can touch, so that the pages of all others need not be planned. Pure.

A page of a cable says something of the cables that it cites, that cite it, that stand beside it, in its thread, under its
number, or that have nearly its text. The answer may name too many cables, never too few: the state machine of the tests
(tests/build/test_incremental_machine.py) holds a build that trusts it to a clean one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from generator.cables.ids import parse_id
from generator.corpus.build import Corpus, number_of, order_of
from generator.corpus.facts import Facts
from generator.corpus.near_duplicates import sharing_keys
from generator.corpus.threads import FURTHEST, MOST

_DIGITS = "0123456789"


class Change(msgspec.Struct, frozen=True):
    """What happened to the sources of a room since a build.

    Attributes:
        before: the Facts of the sources that changed or went, as they were.
        after: the Facts of those that changed or came, as they are.
        beside: the Facts of unchanged sources that bear an id of one of these.
    """

    before: tuple[Facts, ...]
    after: tuple[Facts, ...]
    beside: tuple[Facts, ...] = ()

    def all(self) -> Iterator[Facts]:
        """Yield all Facts of cables of which a page may tell, those before first."""
        return (one for one in chain(self.before, self.after, self.beside) if one.id)


def touched_by(corpus: Corpus, change: Change) -> frozenset[str]:
    """Return the ids of the cables, held, cited or gone, whose pages may differ from those before a change."""
    ids = {one.id for one in change.all()}
    found = ids | {name for one in change.all() for name in one.aliases}
    found.update(one.id for one in corpus.cables if one.aliases and not ids.isdisjoint(one.aliases))
    found |= _cited_by_facts(corpus, change.all())
    found |= _renumbered(corpus, change)
    positions = corpus.positions
    near = {positions[one] for one in found if one in positions}
    near |= _in_threads(corpus, near)
    near.update(_neighbours(corpus, change))
    near.update(_alike(corpus, change))
    found.update(corpus.cables[at].id for at in near)
    found |= _same_number(corpus, ids)
    found |= _missing_near(corpus, change)
    return frozenset(found)


def only_its_text(corpus: Corpus, change: Change) -> bool:
    """Say whether the sources are those that were, and no other page can know what has changed in them.

    The text of a cable that is no version of another can change so, and what no fact holds.
    """
    before, after = _without_text(change.before), _without_text(change.after)
    if before != after or change.beside or len({one.id for one in change.after}) < len(after):
        return False
    unseen = {one.path: one for one in change.before} == {one.path: one for one in change.after}
    return unseen or not _alike(corpus, change) - {corpus.positions.get(one.id) for one in change.after}


def _without_text(facts: Iterable[Facts]) -> dict[str, Facts]:
    """Return Facts by their paths, without those of the whole text, which only the search for versions asks for."""
    return {one.path: msgspec.structs.replace(one, words=0, sketch=b"") for one in facts}


def _names_in(one: Facts) -> Iterator[tuple[str, bool]]:
    """Yield what a cable cites: each id as it is guessed, and whether its year is printed."""
    for reference in one.references:
        if reference.id is not None:
            yield reference.id, reference.year_given
    for citation in one.citations:
        if citation.id:
            yield citation.id, citation.year_given


def _cited_by_facts(corpus: Corpus, facts: Iterable[Facts]) -> set[str]:
    """Return the ids of the cables that some cables cite or cited, in each year that a reference may mean."""
    found: set[str] = set()
    for one in facts:
        for name, _ in _names_in(one):
            found.update(_may_mean(corpus, name, one))
    return found


def _may_mean(corpus: Corpus, name: str, citing: Facts) -> Iterator[str]:
    """Yield the ids that a reference may mean, with a printed year or without: see ``Holdings.find``."""
    years = () if citing.year is None else (citing.year, citing.year - 1)
    for one in (name, *(f"{year % 100:02d}{name[2:]}" for year in years)):
        yield one
        yield corpus.holdings.known(one) or one


def _renumbered(corpus: Corpus, change: Change) -> set[str]:
    """Return the cables with a reference whose meaning may have changed, and what it may mean.

    A reference without a year means a cable by which numbers of its post are held, and when these were sent.
    """
    moved = _moved(change)
    numbers = {name[2:] for one in moved for name in (one.id, *one.aliases)}
    posts = {one.post for one in moved if one.post}
    found: set[str] = set()
    if moved:
        for one in corpus.cables:
            for name, year_given in _names_in(one):
                number = name[2:]
                if number in numbers or (not year_given and number.rstrip(_DIGITS) in posts):
                    found.add(one.id)
                    found.update(_may_mean(corpus, name, one))
    return found


def _moved(change: Change) -> list[Facts]:
    """Return the Facts of the ids of which one came, went, or has another date, number or name than it had."""

    def places(facts: Iterable[Facts]) -> dict[str, set[object]]:
        found: dict[str, set[object]] = {}
        for one in facts:
            key = (one.path, one.date, one.year, one.post, one.serial, one.aliases)
            found.setdefault(one.id, set()).add(key)
        return found

    before, after = places(change.before), places(change.after)
    several = {one.id for one in change.beside}  # which of them is shown may have changed
    return [one for one in change.all() if one.id in several or before.get(one.id) != after.get(one.id)]


def _in_threads(corpus: Corpus, near: set[int]) -> set[int]:
    """Return the positions that some positions can be seen from: those up to three references away."""
    found = set(near)
    edge = found
    for distance in range(FURTHEST):
        reached: set[int] = set()
        for at in edge:
            cites, citing = corpus.cites[at], corpus.citing[at]
            if not distance or max(len(cites), len(citing)) <= MOST:  # no thread goes on beyond such a cable
                reached.update(cites, citing)
        edge = reached - found
        found |= edge
    return found


def _neighbours(corpus: Corpus, change: Change) -> Iterator[int]:
    """Yield the cables before and after each place of the order of a post where a cable came, went or stands."""
    for one in change.all():
        positions = corpus.by_post.get(one.post, []) if one.post else []
        place = bisect_left(positions, order_of(one), key=lambda at: order_of(corpus.cables[at]))
        yield from positions[max(0, place - 1) : place + 2]


def _alike(corpus: Corpus, change: Change) -> set[int]:
    """Return the positions of the cables that may have lost or won a version of their text, and of their versions."""
    shared = sharing_keys([one.sketch for one in corpus.cables], {one.sketch for one in change.all()})
    return shared.union(*(corpus.versions.get(at, ()) for at in shared))


def _same_number(corpus: Corpus, ids: Iterable[str]) -> set[str]:
    """Return the ids of the messages that have the number of one of ids, also of one that has the number alone now."""
    numbers = {number_of(one) for one in ids}
    return {one for one in corpus.positions if "-" in one and number_of(one) in numbers} | (
        numbers & corpus.positions.keys()
    )


def _missing_near(corpus: Corpus, change: Change) -> set[str]:
    """Return the ids cited and not held of the posts of a change: their pages name the nearest numbers held."""
    posts = {one.post for one in change.all() if one.post}
    names = ((one.id, parse_id(one.id)) for one in corpus.missing if posts)
    return {name for name, identity in names if identity is not None and identity.post in posts}
