"""What is read of all cables of a stretch of time to count facets, and the room's own counts. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from generator.search.format import number, numbers, shared_length
from generator.search.numbering import Document, Numbers

MOST = 16_384  # cables of a block, unless one day has more
COMMON = 20_000  # stems by which spelling is mended
_LEAST_LETTERS = 3

Numbered = Sequence[tuple[int, Document]]


class Block(msgspec.Struct, frozen=True):
    """The columns of the cables numbered from start to before end: how many, and the file before compression."""

    start: int
    end: int
    count: int
    data: bytes


def blocks_of(numbers_: Numbers, numbered: Numbered) -> Iterator[Block]:
    """Yield the columns of a room: cables without a date, then stretches of days, halved until few enough cables are in one."""
    undated = [one for one in numbered if numbers_.cables <= one[0] < numbers_.base]
    dated = [one for one in numbered if one[0] >= numbers_.base]
    if undated:
        yield _block(numbers_.cables, numbers_.base, undated)
    if dated:
        days = (dated[-1][0] - numbers_.base >> numbers_.bits) + 1
        yield from _halves(numbers_, 0, 1 << (days - 1).bit_length(), dated)


def _halves(numbers_: Numbers, first: int, days: int, cables: Numbered) -> Iterator[Block]:
    if not cables:
        return
    start, end = (numbers_.base + (day << numbers_.bits) for day in (first, first + days))
    if len(cables) <= MOST or days == 1:
        yield _block(start, end, cables)
        return
    half = days // 2
    middle = numbers_.base + (first + half << numbers_.bits)
    yield from _halves(numbers_, first, half, [one for one in cables if one[0] < middle])
    yield from _halves(numbers_, first + half, half, [one for one in cables if one[0] >= middle])


def _block(start: int, end: int, cables: Numbered) -> Block:
    """Write a block: a line of JSON with the codes of each facet, then of each cable the step from the number before.

    Behind these stand of each cable its post, then of each its level (places among the codes, from 1; 0 for none), then of
    each tag how many cables have it, the place of the first (from 0), and the steps from there to the others. Codes of tags
    and posts are in order of frequency, which compresses best.
    """
    having: dict[str, list[int]] = {}
    for place, (_, one) in enumerate(cables):
        for tag in dict.fromkeys(one.tags):
            having.setdefault(tag, []).append(place)
    tags = sorted(having, key=lambda tag: (-len(having[tag]), tag))
    counts = Counter(one.post for _, one in cables if one.post)
    posts = sorted(counts, key=lambda post: (-counts[post], post))
    levels = sorted({one.level for _, one in cables if one.level})
    place_of_post, place_of_level = ({code: at for at, code in enumerate(c, 1)} for c in (posts, levels))
    told = [
        *(at - before for before, at in pairwise((start, *(at for at, _ in cables)))),
        *(place_of_post.get(one.post, 0) for _, one in cables),
        *(place_of_level.get(one.level, 0) for _, one in cables),
    ]
    for tag in tags:
        places = having[tag]
        told += [len(places), places[0], *(place - before for before, place in pairwise(places))]
    head = msgspec.json.encode({"tag": tags, "post": posts, "classification": levels, "count": len(cables)})
    return Block(start, end, len(cables), head + b"\n" + numbers(told))


def facets_of(numbered: Numbered, names: Mapping[str, Mapping[str, str]]) -> dict[str, list[tuple[str, str, int]]]:
    """Count the values of each facet in the whole room: value, its words, how many cables."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("tag", "post", "country", "classification", "year")}
    for _, one in numbered:
        if one.cable:
            counts["tag"].update(set(one.tags))
            counts["post"][one.post] += 1
            counts["country"][one.country] += 1
            counts["classification"][one.level] += 1
            counts["year"][str(one.day.year) if one.day else ""] += 1
    return {
        name: [(value, names.get(name, {}).get(value, ""), count) for value, count in sorted(values.items()) if value]
        for name, values in counts.items()
    }


def spelling_of(words: Sequence[tuple[str, int]]) -> dict[str, bytes]:
    """Write the most frequent stems of letters with about how many documents have each, before compression.

    Each stem is in two files: that of its first letter, ``h-``, and that of its last, ``-r``; so a word with one wrong letter
    shares a file with the right one. Counts are rounded down to powers of two: they tell only which of two words is the
    likelier one, and compress better so.
    """
    known = [(stem, count) for stem, count in words if len(stem) >= _LEAST_LETTERS and stem.isalpha()]
    known.sort(key=lambda one: (-one[1], one[0]))
    files: dict[str, list[tuple[str, int]]] = {}
    for stem, count in sorted(known[:COMMON]):
        for name in (f"{stem[0]}-", f"-{stem[-1]}"):
            files.setdefault(name, []).append((stem, 1 << count.bit_length() - 1))
    return {name: _counted(stems) for name, stems in sorted(files.items())}


def _counted(stems: Sequence[tuple[str, int]]) -> bytes:
    out = [number(len(stems))]
    before = b""
    for stem, count in stems:
        word = stem.encode()
        shared = shared_length(before, word)
        out += [number(shared), number(len(word) - shared), word[shared:], number(count)]
        before = word
    return b"".join(out)
