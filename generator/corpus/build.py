"""``build_corpus``: the Facts of all cables -> Corpus. Time and memory grow with cables and references, no faster."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from generator.corpus.catalogue import Holdings, hold
from generator.corpus.collections import members
from generator.corpus.facts import Facts
from generator.corpus.near_duplicates import find_versions
from generator.corpus.resolve import Backlink, Link, cited_in, resolve_references
from generator.markdown.collections import Collection
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

# A second text of one cable that import kept under its id.
_KEPT = re.compile(r"[A-Z]\d+(?:-\d+)?_[a-z]{1,4}\.[^./]+\Z")
MOST_USES = 200
_DAY = len("2007-04-25")
_UNDATED = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
# What no reference asks of the cable that it names (``hold_lean``).
_LEFT_OUT: Mapping[str, object] = {
    "tags": (), "captions": (), "references": (), "citations": (), "problems": (), "withheld": (), "sketch": b"",
    "marks": (),
    **dict.fromkeys(
        ("origin", "classification", "level", "title", "summary", "signature", "collection", "abbreviations"), ""
    ),
}  # fmt: skip


class Missing(msgspec.Struct, frozen=True, gc=False):
    """A cable that is cited and not held: its id and who cites it, in the order of their dates."""

    id: str
    cited_by: tuple[Backlink, ...]


class Uses(msgspec.Struct, frozen=True, gc=False):
    """How many cables use an abbreviation, and the positions of the first of them, at most MOST_USES."""

    count: int
    first: tuple[int, ...]


class Corpus(msgspec.Struct, frozen=True):
    """All cables of a room. Positions are indexes into cables, which stand in the order of date and id, undated last.

    days are those on which they were sent (``2007-04-25``), "" for the undated; holdings finds cables by id, alias and
    number; links are the resolved references of each cable by position; cited_by maps a held cable's id to who cites
    it; neighbours gives the positions of the earlier and later dated cable of the same post; cites and citing give the
    positions of the held cables that a cable cites, and that cite it; versions those of nearly its text; same_number
    the positions of the messages that bear the number of several, by the id of the first; doubled the paths of the
    other files that bear the id of a cable; named the positions of those with which the owner compares a cable
    (corpus/named_pairs.py).
    """

    cables: tuple[Facts, ...]
    days: tuple[str, ...]
    positions: Mapping[str, int]
    holdings: Holdings
    links: tuple[tuple[Link, ...], ...]
    cited_by: Mapping[str, tuple[Backlink, ...]]
    missing: tuple[Missing, ...]
    by_tag: Mapping[str, list[int]]
    by_post: Mapping[str, list[int]]
    by_level: Mapping[str, list[int]]
    by_caption: Mapping[str, list[int]]
    by_signer: Mapping[str, list[int]]
    by_abbreviation: Mapping[str, Uses]
    neighbours: tuple[tuple[int, int], ...]
    cites: tuple[tuple[int, ...], ...]
    citing: tuple[tuple[int, ...], ...]
    versions: Mapping[int, tuple[int, ...]]
    doubled: Mapping[str, tuple[str, ...]]
    same_number: Mapping[str, tuple[int, ...]]
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]
    collections: tuple[Collection, ...] = ()
    by_collection: Mapping[str, list[int]] = {}
    collection_at: Mapping[int, str] = {}
    named: Mapping[int, tuple[int, ...]] = {}


def build_corpus(facts: Iterable[Facts], vocabulary: Vocabulary, collections: Sequence[Collection] = ()) -> Corpus:
    """Put the Facts of all cables together; their order does not matter.

    Of several files with one id one is kept: one that is named by it and not by a garbled form before one that is, then
    the longest text, then the first path. Each other is a problem (K001). Facts without an id are of cables of which
    nothing may tell that they exist.
    """
    chosen, problems, doubled = _choose([one for one in facts if one.id])
    cables = tuple(sorted(chosen, key=order_of))
    del chosen
    versions = find_versions([one.sketch for one in cables], [one.words for one in cables])
    places = list(range(len(cables)))  # one number a cable for all indexes: each made anew would cost 250 bytes a cable
    holdings = hold(cables, places)
    positions = holdings.positions
    links = tuple(resolve_references(one, holdings) for one in cables)
    cited: dict[str, list[Backlink]] = {}
    cites: list[tuple[int, ...]] = []
    citing: dict[int, list[int]] = {}
    for at, one, own in zip(places, cables, links, strict=True):
        targets = []
        for target, backlink in cited_in(one, own, holdings):
            cited.setdefault(target, []).append(backlink)
            if (position := positions.get(target)) is not None:
                targets.append(position)
                citing.setdefault(position, []).append(at)
        cites.append(tuple(targets))
    missing: list[Missing] = []
    cited_by: dict[str, tuple[Backlink, ...]] = {}
    for target in sorted(cited):
        who = tuple(cited.pop(target))  # popped, so that lists and tuples do not stand beside each other
        if target in positions:
            cited_by[target] = who
        else:
            missing.append(Missing(target, who))
    by_collection, wrong = members(collections, cables, holdings)
    by_post = _index(cables, places, lambda one: (one.post or "",))
    return Corpus(
        cables=cables,
        days=_days(cables),
        positions=positions,
        holdings=holdings,
        links=links,
        cited_by=cited_by,
        missing=tuple(missing),
        by_tag=_index(cables, places, lambda one: one.tags),
        by_post=by_post,
        by_level=_index(cables, places, lambda one: (one.level,)),
        by_caption=_index(cables, places, lambda one: one.captions),
        by_signer=_index(cables, places, lambda one: (one.signature.upper(),) if one.signature else ()),
        by_abbreviation=_uses(cables),
        neighbours=_neighbours(cables, by_post),
        cites=tuple(cites),
        citing=tuple(tuple(citing.pop(at, ())) for at in places),
        versions=versions,
        doubled=doubled,
        same_number=_same_number(cables),
        vocabulary=vocabulary,
        problems=(*problems, *wrong),
        collections=tuple(collections),
        by_collection=by_collection,
        collection_at={at: name for name, places in by_collection.items() for at in places},
    )


def hold_lean(facts: Iterable[Facts]) -> Holdings:
    """Return the cables of a room in its order, each with no more than a reference that names it asks for.

    Facts are taken one at a time and not kept, so that the cables of the largest room take some hundreds of bytes each. Of
    several files with one id the one that ``build_corpus`` shows is kept.
    """
    chosen: dict[str, Facts] = {}
    for one in facts:
        if one.id:
            known = chosen.get(one.id)
            if known is None or _preferred(one) < _preferred(known):
                chosen[one.id] = msgspec.structs.replace(one, **_LEFT_OUT)
    cables = sorted(chosen.values(), key=order_of)
    del chosen
    return hold(cables, range(len(cables)))


def order_of(one: Facts) -> tuple[dt.datetime, str]:
    """Return the place of a cable in the order of a room."""
    return one.date or _UNDATED, one.id


def _preferred(one: Facts) -> tuple[bool, int, str]:
    """Order the files of one id: one named by it before one named by a garbled form, the longest, the first path."""
    return bool(one.aliases), -one.words, one.path


def _choose(facts: Iterable[Facts]) -> tuple[list[Facts], list[Problem], dict[str, tuple[str, ...]]]:
    first: dict[str, Facts] = {}
    others: dict[str, list[Facts]] = {}
    for one in facts:
        other = first.setdefault(one.id, one)
        if other is not one:
            others.setdefault(one.id, [other]).append(one)
    problems: list[Problem] = []
    doubled: dict[str, tuple[str, ...]] = {}
    for cable_id, same in sorted(others.items()):
        same.sort(key=_preferred)
        shown, *rest = same
        first[cable_id] = shown
        doubled[cable_id] = tuple(one.path for one in rest)
        problems.extend(_doubled(one, shown) for one in rest)
    return list(first.values()), problems, doubled


def _doubled(one: Facts, shown: Facts) -> Problem:
    row = "K006" if _KEPT.search(one.path) or _KEPT.search(shown.path) else "K001"
    return problem_at(row, Where(one.path, 1), other=shown.path, cable=one.id, shown=shown.path)


def number_of(cable_id: str) -> str:
    """Return the number that a message bears: its id without the count of messages of that number."""
    return cable_id.partition("-")[0]


def _same_number(cables: Sequence[Facts]) -> dict[str, tuple[int, ...]]:
    """Return the positions of the messages of each number that has several, in the order of their count."""
    shared = {number_of(one.id) for one in cables if "-" in one.id}
    found: dict[str, list[int]] = {}
    for at, one in enumerate(cables):
        number = number_of(one.id)
        if number in shared:
            found.setdefault(number, []).append(at)
    return {
        number: tuple(sorted(positions, key=lambda at: (len(cables[at].id), cables[at].id)))
        for number, positions in sorted(found.items())
        if len(positions) > 1
    }


def _days(cables: Sequence[Facts]) -> tuple[str, ...]:
    words: dict[str, str] = {}  # each day is one text, however many cables were sent on it
    days = (one.date.isoformat()[:_DAY] if one.date is not None else "" for one in cables)
    return tuple([words.setdefault(day, day) for day in days])


def _index(
    cables: Sequence[Facts], places: Sequence[int], keys: Callable[[Facts], Iterable[str]]
) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for at, one in zip(places, cables, strict=True):
        for key in keys(one):
            index.setdefault(key, []).append(at)
    return index


def _uses(cables: Sequence[Facts]) -> dict[str, Uses]:
    counts: dict[str, int] = {}
    first: dict[str, list[int]] = {}
    for at, one in enumerate(cables):
        for term in one.abbreviations.split():
            count = counts[term] = counts.get(term, 0) + 1
            if count <= MOST_USES:
                first.setdefault(term, []).append(at)
    return {term: Uses(counts[term], tuple(first[term])) for term in sorted(counts)}


def _neighbours(cables: Sequence[Facts], by_post: Mapping[str, list[int]]) -> tuple[tuple[int, int], ...]:
    """Return, for each cable, the positions of the one before and after it from the same post, -1 where there is none.

    An undated cable is before and after none.
    """
    earlier, later = [-1] * len(cables), [-1] * len(cables)
    for post, positions in by_post.items():
        if not post:
            continue
        for before, after in pairwise(positions):
            if cables[after].date is not None:  # the undated stand last
                later[before], earlier[after] = after, before
    return tuple(zip(earlier, later, strict=True))
