"""The words of documents -> what is to be added to the list of each stem, and what taken out.

    texts -> their words, counted (workers) -> stems (Pagefind) -> how much each stem tells of each (workers) -> lists

What workers counted passes this process packed: it handles each word of some thousand texts once.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from generator.search import format  # noqa: A004  no name is formatted here
from generator.search.document import NAMED, Places, unpack
from generator.search.pagefind.stems import Stems
from generator.system.processes import Workers

_TEXTS = 256  # of one task
_TASKS = 64  # whose words are held before their stems are asked for
_FIGURE = re.compile(r"\d")
_USUAL = 700  # words of a usual cable
Change = tuple[str, "array[int]", set[int]]
Counts = dict[int, int]  # how often words stand in a text, by their places among those of a task
Replaced = tuple[int, bytes, bytes]  # a number, the packed text that has it now, and the one that had it; b"" for none


class Counted(msgspec.Struct, frozen=True):
    """The words of some texts, and of each number the Counts of both, packed; texts is how many numbers."""

    words: list[str]
    rows: bytes
    texts: int


class Stemmed(msgspec.Struct, frozen=True):
    """The rows of Counted, with the places of the stems of each word; kind is that of the arrays of lists."""

    rows: bytes
    stems: list[tuple[int, ...]]
    kind: str


class Told(msgspec.Struct, frozen=True):
    """What is added to the list of each stem, by its place, as bytes of an array; and the numbers that are taken out."""

    added: list[tuple[int, bytes]]
    gone: list[tuple[int, list[int]]]


def count_words(_tools: object, texts: Sequence[Replaced]) -> Counted:
    """Count the words of some texts. A task for workers."""
    places = Places()

    def counts(packed: bytes) -> Counts:
        return places.count(unpack(packed)) if packed else {}

    rows = msgspec.msgpack.encode([(number, counts(new), counts(old)) for number, new, old in texts])
    return Counted(list(places.words), rows, len(texts))


def weigh_stems(_tools: object, task: Stemmed) -> Told:
    """Return how much each stem tells of some texts; one that tells as much of the old text is left out. A task for workers."""
    added: defaultdict[int, array[int]] = defaultdict(lambda: array(task.kind))
    gone: defaultdict[int, list[int]] = defaultdict(list)
    for number, new, old in msgspec.msgpack.decode(task.rows, type=list[tuple[int, Counts, Counts]]):
        now, was = _weights(new, task.stems), _weights(old, task.stems)
        at = number * format.WEIGHTS
        for place, weight in now.items():
            if was.get(place) != weight:
                added[place].append(at | weight)
        for place, weight in was.items():
            if now.get(place) != weight:
                gone[place].append(number)
    return Told([(place, values.tobytes()) for place, values in added.items()], list(gone.items()))


def _weights(counts: Counts, stems: Sequence[tuple[int, ...]]) -> dict[int, int]:
    """Return how much each stem tells of a document: 3 it stands in the title, else 0 to 2 by how often.

    As in BM25 with b = 0.75 (Robertson, Zaragoza 2009), for a long text says any word more often: 2 is for four times in
    a text of 700 words, 1 for twice. What is said once is 0, or short texts would come before newer ones.
    """
    weights: dict[int, int] = {}
    for word, count in counts.items():
        for place in stems[word]:
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


class WordLists:
    """What is to be added to the list of each stem and what taken out, gathered number by number."""

    def __init__(self, stems: Stems, *, wide: bool) -> None:
        """Gather nothing yet; wide tells that numbers of documents do not fit four bytes."""
        self._stems = stems
        self._kind = "Q" if wide else "I"
        self._places: dict[str, int] = {}  # of each stem
        self._of_word: dict[str, tuple[int, ...]] = {}
        self._added: list[bytes | bytearray] = []  # as in Told: most stems have one document, and no array each
        self._gone: dict[int, set[int]] = {}

    def add(self, texts: Iterable[Replaced], pool: Workers, done: Callable[[int], None]) -> None:
        """Take all texts that changed, in order of their numbers; done is told of those that are through.

        Raises:
            PagefindError: Pagefind does not tell the stems of their words.
        """
        left = iter(texts)
        tasks = iter(lambda: tuple(islice(left, _TEXTS)), ())
        while some := list(pool.map(count_words, islice(tasks, _TASKS), _name, batch=1)):
            words = {word for counted in some for word in counted.words if word not in self._of_word}
            self._stems.learn(words, pool)
            for word in words:
                self._of_word[word] = tuple([self._place(stem) for stem in self._stems.known.pop(word)])
            for told in pool.map(weigh_stems, map(self._stemmed, some), _name, batch=1):
                for place, values in told.added:
                    before = self._added[place]
                    if not before:
                        self._added[place] = values
                    elif isinstance(before, bytearray):
                        before += values
                    else:
                        self._added[place] = bytearray(before + values)
                for place, numbers in told.gone:
                    self._gone.setdefault(place, set()).update(numbers)
            done(sum(counted.texts for counted in some))
            for word in words:
                if _FIGURE.search(word):  # identifiers and numbers, most of which no other text has
                    del self._of_word[word]

    def _stemmed(self, counted: Counted) -> Stemmed:
        return Stemmed(counted.rows, [self._of_word[word] for word in counted.words], self._kind)

    def _place(self, stem: str) -> int:
        place = self._places.setdefault(stem, len(self._places))
        if place == len(self._added):
            self._added.append(b"")
        return place

    def changes(self) -> Iterator[Change]:
        """Yield each stem whose list changes, with what is added, and the numbers that are taken out; each once."""
        self._of_word.clear()
        nothing: set[int] = set()
        for stem, place in self._places.items():
            if self._added[place] or place in self._gone:
                yield stem, array(self._kind, self._added[place]), self._gone.get(place, nothing)
                self._added[place] = b""


def _name(_task: object) -> str:
    return "texts of the search index"
