"""The words of documents -> what is to be added to the list of each stem, and what taken out."""

from array import array

import msgspec

from generator.search import format  # noqa: A004  no name is formatted here
from generator.search.document import NAMED
from generator.search.pagefind.stems import Stems

_AT_ONCE = 2_048  # texts whose words are held before their stems are asked for
_USUAL = 700  # words of a usual cable
Counts = bytes  # MessagePack: of each word of a text how often it stands there


class WordLists:
    """What is to be added to the list of each stem and what taken out, gathered document by document."""

    def __init__(self, stems: Stems, *, wide: bool) -> None:
        """Gather nothing yet; wide tells that numbers of documents do not fit four bytes."""
        self._stems = stems
        self._kind = "Q" if wide else "I"
        self._places: dict[str, int] = {}  # of each stem
        self._of_word: dict[str, tuple[int, ...]] = {}
        self._waiting: list[tuple[int, Counts, bool]] = []
        self.added: list[array[int]] = []
        self.gone: dict[int, set[int]] = {}

    def wait(self, number: int, counts: Counts, *, adds: bool) -> None:
        """Take a document in order of numbers; its words are asked for with those of others."""
        self._waiting.append((number, counts, adds))
        if len(self._waiting) >= _AT_ONCE:
            self.settle()

    def settle(self) -> None:
        """Have Pagefind stem the words that wait."""
        decode = msgspec.msgpack.Decoder(dict[str, int]).decode
        waiting = [(number, decode(counts), adds) for number, counts, adds in self._waiting]
        self._waiting.clear()
        new = {word for _, counts, _ in waiting for word in counts if word not in self._of_word}
        self._stems.learn(new)
        for word in new:
            self._of_word[word] = tuple([self._place(stem) for stem in self._stems.known.pop(word)])
        for number, counts, adds in waiting:
            self._post(number, counts, adds=adds)

    def _place(self, stem: str) -> int:
        place = self._places.setdefault(stem, len(self._places))
        if place == len(self.added):
            self.added.append(array(self._kind))
        return place

    def _post(self, number: int, counts: dict[str, int], *, adds: bool) -> None:
        totals: dict[int, int] = {}
        of_word = self._of_word
        for word, count in counts.items():
            for place in of_word[word]:
                totals[place] = totals.get(place, 0) + count
        at = number * format.WEIGHTS
        if not adds:
            for place in totals:
                self.gone.setdefault(place, set()).add(number)
            return
        lists = self.added
        length = sum(count % NAMED for count in counts.values())
        for place, count in totals.items():
            lists[place].append(at | _weight(count, length))

    def changes(self) -> dict[str, tuple["array[int]", set[int]]]:
        """Return of each stem that has any what is added, and the numbers that are taken out."""
        nothing: set[int] = set()
        return {
            stem: (self.added[place], self.gone.get(place, nothing))
            for stem, place in self._places.items()
            if self.added[place] or place in self.gone
        }


def _weight(count: int, length: int) -> int:
    """Return how much a word tells of a document: 3 it stands in the title, else 0 to 2 by how often, measured by length.

    Args:
        count: as of ``words_of``.
        length: of the document, in words.
    """
    if count >= NAMED:
        return 3
    if count == 1:  # short texts would come before newer ones that say it as often
        return 0
    # As in BM25 with b = 0.75 (Robertson, Zaragoza 2009): a long text says any word more often. In whole numbers.
    often = count * 4 * _USUAL
    usual = _USUAL + 3 * length
    return 0 if often < 2 * usual else 1 if often < 4 * usual else 2
