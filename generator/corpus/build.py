"""``build_corpus``: the Facts of all cables -> Corpus. Time and memory grow with cables and references, no faster."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from generator.corpus.facts import Facts
from generator.corpus.holdings import Holdings, hold
from generator.corpus.resolve import Backlink, Link, cited_in, resolve_references
from generator.corpus.versions import find_versions
from generator.problems import Problem, Severity, Where
from generator.vocabulary import Vocabulary

_KEPT = re.compile(r"[A-Z]\d+_[b-z]\.[^./]+\Z")  # a second text of one cable that import kept under its id
MOST_USES = 200
_DAY = len("2007-04-25")
_UNDATED = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)


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

    days are those on which they were sent (``2007-04-25``), "" for the undated; holdings finds cables by id, alias and number;
    links are the resolved references of each cable by position; cited_by maps a held cable's id to who cites it; neighbours
    gives the positions of the earlier and later dated cable of the same post; cites and citing give the positions of the held
    cables that a cable cites, and that cite it; versions those of nearly its text; doubled the paths of the other files that
    bear the id of a cable.
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
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]


def build_corpus(facts: Iterable[Facts], vocabulary: Vocabulary) -> Corpus:
    """Put the Facts of all cables together; their order does not matter.

    Of several files with one id one is kept: one that is named by it and not by a garbled form before one that is, then
    the longest text, then the first path. Each other is a problem (K001).
    """
    chosen, problems, doubled = _choose(facts)
    cables = tuple(sorted(chosen, key=lambda one: (one.date or _UNDATED, one.id)))
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
        vocabulary=vocabulary,
        problems=tuple(problems),
    )


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
        same.sort(key=lambda one: (bool(one.aliases), -one.words, one.path))
        shown, *rest = same
        first[cable_id] = shown
        doubled[cable_id] = tuple(one.path for one in rest)
        problems.extend(_doubled(one, shown) for one in rest)
    return list(first.values()), problems, doubled


def _doubled(one: Facts, shown: Facts) -> Problem:
    if _KEPT.search(one.path) or _KEPT.search(shown.path):
        message = f"another text of {one.id}, beside {shown.path}, which is shown"
        hint = "nothing to do: the page names both; or compare them and delete one"
        return Problem(Where(one.path, 1), Severity.NOTE, "K006", message, hint, shown.path)
    message = f"{one.id} is also in {shown.path}, which is shown"
    hint = "delete one of the two files, or give one another id in its front matter"
    return Problem(Where(one.path, 1), Severity.ERROR, "K001", message, hint, shown.path)


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
