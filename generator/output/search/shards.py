"""Cables -> shards of the search index. Pure: decides by year, post and id alone, so that grouping is stable.

A room is cut in two, and each half again, until no part holds more than the limit: first by years, in spans of a power
of two that begin at a multiple of their length (so one more year moves no border); then a year by the digests of its
posts; then a post by the digests of its ids. One more cable touches one shard, or cuts one in two.
"""

import hashlib
from collections.abc import Callable, Sequence

import msgspec

_SPAN = 4096  # years of the first cut; a power of two
_POST_BITS = 16  # two posts that agree in as many are cut by id like one


class Indexed(msgspec.Struct, frozen=True):
    """A cable to index: where its page is, what its id says of year (None if nothing) and post, and its page's SHA-256."""

    address: str
    year: int | None
    post: str
    sha256: bytes


class Shard(msgspec.Struct, frozen=True):
    """A part of the index: its name in addresses, its cables in order of address."""

    name: str
    cables: tuple[Indexed, ...]


def plan_shards(cables: Sequence[Indexed], limit: int) -> tuple[Shard, ...]:
    """Return the shards of a room, in order of name, none for a room without cables.

    Args:
        cables: in any order.
        limit: cables that a shard may hold, at least 1.
    """
    ordered = sorted(cables, key=lambda cable: cable.address)
    if not ordered:
        return ()
    if len(ordered) <= limit:
        return (Shard("all", tuple(ordered)),)
    dated = [cable for cable in ordered if cable.year is not None]
    undated = [cable for cable in ordered if cable.year is None]
    shards = _by_year(0, _SPAN, dated, limit) + _by_digest("undated", 0, undated, limit)
    return tuple(sorted(shards, key=lambda shard: shard.name))


def _by_year(first: int, span: int, cables: list[Indexed], limit: int) -> list[Shard]:
    if not cables:
        return []
    if span == 1:
        return _by_digest(str(first), 0, cables, limit)
    if len(cables) <= limit:
        return [Shard(f"{first}-{first + span - 1}", tuple(cables))]
    half = span // 2
    early, late = _cut(cables, lambda cable: (cable.year or 0) >= first + half)
    return _by_year(first, half, early, limit) + _by_year(first + half, half, late, limit)


def _by_digest(name: str, depth: int, cables: list[Indexed], limit: int) -> list[Shard]:
    """Cut by the bits of digests, beginning with bit depth; each cut adds a figure to the name."""
    if not cables:
        return []
    if len(cables) <= limit:
        return [Shard(name, tuple(cables))]
    zeros, ones = _cut(cables, lambda cable: _bit(cable, depth))
    parts = ((f"{name}{'' if depth else '.'}{bit}", part) for bit, part in enumerate((zeros, ones)))
    return [shard for longer, part in parts for shard in _by_digest(longer, depth + 1, part, limit)]


def _bit(cable: Indexed, depth: int) -> bool:
    text = cable.post if depth < _POST_BITS else cable.address
    place = depth if depth < _POST_BITS else depth - _POST_BITS
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).digest()
    return bool(digest[place // 8] >> (7 - place % 8) & 1)


def _cut(cables: list[Indexed], second: Callable[[Indexed], bool]) -> tuple[list[Indexed], list[Indexed]]:
    parts: tuple[list[Indexed], list[Indexed]] = ([], [])
    for cable in cables:
        parts[second(cable)].append(cable)
    return parts
