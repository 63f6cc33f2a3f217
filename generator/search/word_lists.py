"""The words of documents -> what is to be added to the list of each stem, and what taken out."""

import re
from array import array
from collections.abc import Iterator

import msgspec

from generator.search import format  # noqa: A004  no name is formatted here
from generator.search.document import NAMED
from generator.search.pagefind.stems import Stems

_AT_ONCE = 2_048  # texts whose words are held before their stems are asked for
_FIGURE = re.compile(r"\d")
_USUAL = 700  # words of a usual cable
Counts = bytes  # MessagePack: of each word of a text how often it stands there
Change = tuple[str, "array[int]", set[int]]


class WordLists:
    """What is to be added to the list of each stem and what taken out, gathered number by number."""

    def __init__(self, stems: Stems, *, wide: bool) -> None:
        """Gather nothing yet; wide tells that numbers of documents do not fit four bytes."""
        self._stems = stems
        self._kind = "Q" if wide else "I"
        self._places: dict[str, int] = {}  # of each stem
        self._of_word: dict[str, tuple[int, ...]] = {}
        self._waiting: list[tuple[int, Counts, Counts]] = []
        self._added: list[array[int]] = []
        self._gone: dict[int, set[int]] = {}

    def wait(self, number: int, new: Counts, old: Counts) -> None:
        """Take a number, in order: the words of the document that has it now, and of the one that had it.

        They are asked for with those of others. A stem that tells as much of both is left alone.
        """
        self._waiting.append((number, new, old))
        if len(self._waiting) >= _AT_ONCE:
            self.settle()

    def settle(self) -> None:
        """Have Pagefind stem the words that wait."""
        decode = msgspec.msgpack.Decoder(dict[str, int]).decode
        waiting = [(number, decode(new), decode(old)) for number, new, old in self._waiting]
        self._waiting.clear()
        words = {
            word for _, new, old in waiting for counts in (new, old) for word in counts if word not in self._of_word
        }
        self._stems.learn(words)
        for word in words:
            self._of_word[word] = tuple([self._place(stem) for stem in self._stems.known.pop(word)])
        for number, new, old in waiting:
            added, gone = self._weights(new), self._weights(old)
            at = number * format.WEIGHTS
            for place, weight in added.items():
                if gone.get(place) != weight:
                    self._added[place].append(at | weight)
            for place, weight in gone.items():
                if added.get(place) != weight:
                    self._gone.setdefault(place, set()).add(number)
        for word in words:
            if _FIGURE.search(word):  # identifiers and numbers, most of which no other text has
                del self._of_word[word]

    def _place(self, stem: str) -> int:
        place = self._places.setdefault(stem, len(self._places))
        if place == len(self._added):
            self._added.append(array(self._kind))
        return place

    def _weights(self, counts: dict[str, int]) -> dict[int, int]:
        """Return how much each stem tells of a document: 3 it stands in the title, else 0 to 2 by how often.

        As in BM25 with b = 0.75 (Robertson, Zaragoza 2009), for a long text says any word more often: 2 is for four times in
        a text of 700 words, 1 for twice. What is said once is 0, or short texts would come before newer ones.
        """
        weights: dict[int, int] = {}
        of_word = self._of_word
        for word, count in counts.items():
            for place in of_word[word]:
                weights[place] = weights.get(place, 0) + count
        usual = _USUAL + 3 * sum([count % NAMED for count in counts.values()])
        some, many = -(-usual // (2 * _USUAL)), -(-usual // _USUAL)  # the least counts, in whole numbers
        for place, count in weights.items():
            if count >= NAMED:
                weights[place] = 3
            elif count == 1 or count < some:
                weights[place] = 0
            else:
                weights[place] = 2 if count >= many else 1
        return weights

    def changes(self) -> Iterator[Change]:
        """Yield each stem whose list changes, with what is added, and the numbers that are taken out; each once."""
        self._of_word.clear()
        nothing: set[int] = set()
        for stem, place in self._places.items():
            if self._added[place] or place in self._gone:
                yield stem, self._added[place], self._gone.get(place, nothing)
                self._added[place] = array(self._kind)
