"""The abbreviations of a cable as its page explains them: where each stands, its meaning, the list of cables that use it."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from generator.cables.model import Use
from generator.pages.addresses import abbreviation_page


class Abbreviation(msgspec.Struct, frozen=True):
    """An abbreviation of a text and its meaning; own says that the cable spells it out itself.

    address is of the list of cables that use it (pages/lists/glossary), "" where it has none.
    """

    term: str
    meaning: str
    own: bool
    address: str = ""

    @property
    def explained(self) -> str:
        """The meaning, and that it is the cable's own where it is."""
        return f"{self.meaning} (spelled out in this cable)" if self.own else self.meaning


class Found(msgspec.Struct, frozen=True):
    """The place where an abbreviation is explained: index of the text, start and end in it."""

    abbreviation: Abbreviation
    text: int
    start: int
    end: int


def explained(texts: Sequence[str], uses: Sequence[Use]) -> tuple[Found, ...]:
    """Return the abbreviations of a cable that have a meaning in it.

    uses are its abbreviations, with places in the texts of its blocks joined by line ends.
    """
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found = []
    for use in uses:
        if use.meaning:
            text = bisect_right(starts, use.start) - 1
            start = use.start - starts[text]
            address = abbreviation_page(use.term) if use.known else ""
            meant = Abbreviation(use.term, use.meaning, use.own, address)
            found.append(Found(meant, text, start, start + len(use.term)))
    return tuple(found)
