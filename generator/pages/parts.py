"""The parts that the pages of a room are planned in, and which lists a change can touch. Pure.

A part is the page of a cable or a list with all its pages; the name of a cable's is the cable's id, the others' have a blank
in them. Pages of no part, such as indexes, are planned at each change that a list can know of.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import chain, combinations

import msgspec

from generator.corpus import Corpus, Facts
from generator.corpus.touched import Change, only_its_text, touched_by
from generator.pages.page import Page

COMPANIONS = 8
LISTED_TOGETHER = 5
Pair = tuple[str, str]  # two tags, in the order of the alphabet


class Scope(msgspec.Struct, frozen=True):
    """The parts that are planned: None for all. pairs are the two tags of each part that is a list of both.

    lists says whether lists, and other pages and files that are made of the facts of cables alone, may differ.
    """

    parts: frozenset[str] | None = None
    pairs: frozenset[Pair] = frozenset()
    lists: bool = True

    def wants(self, part: str) -> bool:
        """Say whether a part is planned."""
        return self.parts is None or part in self.parts


WHOLE = Scope()
OWN, COMPARED = "own pages", "compared texts"  # parts that are always planned: they may show any words of a cable


def in_part(part: str, pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages as pages of a part."""
    return (msgspec.structs.replace(page, part=part) for page in pages)


def part_of(kind: str, *keys: object) -> str:
    """Return the name of the part of a list, given its kind and keys: ``tag PREL``, ``year 2007 ASTANA``."""
    return " ".join((kind, *map(str, keys)))


def touched_scope(corpus: Corpus, change: Change) -> Scope:
    """Return the parts whose pages may differ from those before a change of the sources."""
    facts = list(change.all())
    if only_its_text(corpus, change):
        return Scope(frozenset({OWN, COMPARED, *(one.id for one in facts)}), lists=False)
    parts = {OWN, COMPARED, *touched_by(corpus, change)}
    for one in facts:
        parts.update(_lists_of(one))
        parts.update(_months_around(corpus, one))
    tags = {tag for one in facts for tag in one.tags}
    if _renamed(corpus, facts):
        tags.update(corpus.by_tag)
        parts.update(part_of("tag", tag) for tag in tags)
    pairs = frozenset(_pairs(corpus, change, tags))
    parts.update(part_of("tags", *pair) for pair in pairs)
    return Scope(frozenset(parts), pairs)


def _lists_of(one: Facts) -> Iterator[str]:
    """Yield the parts of the lists in which a cable stands, but for those of two tags."""
    yield from (part_of("tag", code) for code in one.tags)
    yield from (part_of("captions", code) for code in one.captions)
    yield from (part_of("abbreviation", term) for term in one.abbreviations.split())
    yield part_of("post", one.post)
    yield part_of("classification", one.level)
    yield part_of("signers", one.signature.upper())
    if one.date is not None:
        yield part_of("month", one.date.year, one.date.month)
    if one.year is not None:
        yield part_of("year", one.year, one.post)


def _months_around(corpus: Corpus, one: Facts) -> Iterator[str]:
    """Yield the parts of the months before and after that of a cable, which lead to it where it has cables."""
    if one.date is None:
        return
    month = (one.date.year, one.date.month)
    held = sorted({(int(day[:4]), int(day[5:7])) for day in set(corpus.days) if day} | {month})
    place = held.index(month)
    yield from (part_of("month", *near) for near in held[max(0, place - 1) : place + 2])


def _renamed(corpus: Corpus, facts: Iterable[Facts]) -> bool:
    """Say whether the words of a tag may have changed: of one that meant several things those of this room's years count."""
    changed = {one.path for one in facts}
    years = {
        (tag, one.sent_in) for one in facts for tag in one.tags if len(corpus.vocabulary.tags_by_year.get(tag, ())) > 1
    }
    return any(
        all(corpus.cables[at].sent_in != year or corpus.cables[at].path in changed for at in corpus.by_tag.get(tag, ()))
        for tag, year in years
    )


def companions_of(corpus: Corpus, code: str) -> list[tuple[str, int]]:
    """Return the tags that most often stand beside one, and on how many cables."""
    return _most(_counted(corpus, code), code)


def _counted(corpus: Corpus, code: str) -> Counter[str]:
    return Counter(chain.from_iterable([corpus.cables[at].tags for at in corpus.by_tag.get(code, ())]))


def _most(counts: Counter[str], code: str) -> list[tuple[str, int]]:
    pairs = ((other, count) for other, count in counts.items() if other != code and count > 0)
    return sorted(pairs, key=lambda one: (-one[1], one[0]))[:COMPANIONS]


def listed_of(corpus: Corpus, pairs: Iterable[Pair]) -> set[Pair]:
    """Return those of pairs of tags that stand together so often that there is a list of both."""
    near = cache(partial(companions_of, corpus))  # a tag stands in many pairs
    return {
        (one, other)
        for one, other in pairs
        if any(
            count >= LISTED_TOGETHER and name == far
            for code, far in ((one, other), (other, one))
            for name, count in near(code)
        )
    }


def _pairs(corpus: Corpus, change: Change, tags: Iterable[str]) -> Iterator[Pair]:
    """Yield the pairs of tags whose list a change can touch.

    Both stand on a changed cable; or the list came or went, since other tags stand beside one of the two. Then that one is
    a tag of a changed cable, and the other is or was among its companions.
    """
    for one in change.all():
        yield from combinations(sorted(set(one.tags)), 2)
    before, after = ([one for one in some if one.id] for some in (change.before, change.after))
    plain = not change.beside and all(len({one.id for one in some}) == len(some) for some in (before, after))
    for code in tags:
        now = _counted(corpus, code)
        was = now.copy()
        if plain:
            was.subtract(chain.from_iterable(one.tags for one in after if code in one.tags))
            was.update(chain.from_iterable(one.tags for one in before if code in one.tags))
            near = {other for other, _ in (*_most(now, code), *_most(was, code))}
        else:  # of several files with one id one was shown, and which one is not known
            near = {*now, *(tag for one in change.all() for tag in one.tags)}
        yield from ((min(code, other), max(code, other)) for other in near if other != code)
