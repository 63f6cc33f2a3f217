"""The thread of a matter: cables that cite one another, out from one of them. Pure; one cable at a time."""

from collections.abc import Sequence

import msgspec

FURTHEST = 3
MOST = 40


class Chain(msgspec.Struct, frozen=True):
    """Cables connected by references with one cable, itself among them, as positions in the order of their dates.

    distance is how many references away the furthest may be: the greatest up to 3 at which there are no more than 40.
    edges are (position of the citing cable, position of the cited one).
    """

    positions: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]
    distance: int


def chain_of(position: int, cites: Sequence[tuple[int, ...]], cited_by: Sequence[tuple[int, ...]]) -> Chain:
    """Follow references from a cable in both directions.

    cites and cited_by give, for each cable, the positions of the held cables that it cites and that cite it.

    Returns:
        The chain; with more than 40 cables one reference away it holds the cable alone and distance is 0.
    """
    found = {position}
    edge = [position]
    distance = 0
    while edge and distance < FURTHEST:
        near: set[int] = set()
        for at in edge:
            for other in (cites[at], cited_by[at]):
                if len(other) > MOST:
                    return _chain(found, cites, distance)
                near.update(other)
        near -= found
        if not near:
            distance = FURTHEST  # all there is
            break
        if len(found) + len(near) > MOST:
            break
        found |= near
        edge = sorted(near)
        distance += 1
    return _chain(found, cites, distance)


def _chain(found: set[int], cites: Sequence[tuple[int, ...]], distance: int) -> Chain:
    positions = tuple(sorted(found))
    edges = tuple((at, cited) for at in positions for cited in cites[at] if cited in found)
    return Chain(positions, edges, distance)
