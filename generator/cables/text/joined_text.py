"""The texts of all blocks as one, so that a sign is looked for once in a cable and not once in each block. Judges nothing."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate


class Texts:
    """The texts of a cable's blocks, each line end between two of them its border.

    ``small`` is ``joined`` in small letters, "" where that may be of another length; ``starts`` are the places in ``joined``
    where each block's text begins.
    """

    __slots__ = ("joined", "small", "starts", "texts")

    def __init__(self, texts: Sequence[str]) -> None:
        """Join the texts."""
        self.texts = texts
        self.joined = "\n".join(texts)
        self.small = self.joined.lower() if self.joined.isascii() else ""  # other letters may change their length
        self.starts = [0, *accumulate([len(text) + 1 for text in texts[:-1]])]

    def words(self, sign: str) -> list[int]:
        """Return where a sign stands in small letters, in capitals, or with a capital first, in order; or in other case too."""
        small = self.small
        if not small:
            return self.places(sign, sign.capitalize(), sign.upper())
        return _find(small, sign)

    def places(self, *signs: str) -> list[int]:
        """Return where any of the signs stands in the joined text, in order; each sign's places do not overlap."""
        found: list[int] = []
        for sign in signs:
            found += _find(self.joined, sign)
        found.sort()
        return found

    def at(self, places: Iterable[int]) -> list[tuple[int, int]]:
        """Return, for places in the joined text in order, (index of the block, place in the block's text)."""
        starts = self.starts
        return [(block := bisect_right(starts, place) - 1, place - starts[block]) for place in places]


def _find(text: str, sign: str) -> list[int]:
    """Return where a sign stands in a text, in order, no place overlapping the one before."""
    found: list[int] = []
    find, size = text.find, len(sign)
    at = find(sign)
    while at >= 0:
        found.append(at)
        at = find(sign, at + size)
    return found
