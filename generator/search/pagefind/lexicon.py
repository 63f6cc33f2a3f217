"""How words are searched: Pagefind is asked, once for each word. Pure: what to ask, and what was answered.

Pagefind cuts a word into parts, takes its stem, and knows it with and without accents; in a browser its program does the
same with what a reader asks, and the two must agree. So no rule of it is written down here. It reads a page on which each
word stands once, and from the places it gives them we learn what it made of each (docs/explanation/decisions/search-index.md).
"""

import gzip
import re
import zlib
from collections.abc import Mapping, Sequence
from html import escape

import msgspec

SIGNATURE = b"pagefind_dcd"
_MARK = "PAGEFIND_"  # how Pagefind marks places in a text for itself: a word with it is not searched
_NO_WORD = "0"  # stands for such a word
_FRAGMENT = re.compile(r"fragment/.+\.pf_fragment")
_INDEX = re.compile(r"index/.+\.pf_index")
_STRANGE = "Pagefind tells of words otherwise than version 1.5 does"
_OF_WORD = 3  # how many parts each has
_OF_FORM = 2
_OF_PAGE = 3
_NEGATIVE, _TEXT, _LIST = 1, 3, 4  # kinds of items in CBOR (RFC 8949), beside numbers, which are 0
_SHORT = 24  # arguments below it stand in the first byte,
_LONGEST = 27  # above it there are none


class _Page(msgspec.Struct, frozen=True):
    word_count: int


def page_of(words: Sequence[str]) -> bytes:
    """Return a page on which Pagefind finds words in their order, behind one that stands for none."""
    said = "\n".join(escape(_NO_WORD if _MARK in word else word) for word in (_NO_WORD, *words))
    return f'<!doctype html><html lang="en"><title>.</title><body><main data-pagefind-body>\n{said}\n</main>'.encode()


def stems_in(files: Mapping[str, bytes], words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the stems of each word, in alphabetical order.

    Args:
        files: name and bytes of each file that Pagefind wrote of ``page_of(words)``.
        words: what was asked, each once.

    Raises:
        ValueError: it is not what Pagefind 1.5 writes.
    """
    pages = [msgspec.json.decode(unpack(files[name]), type=_Page) for name in files if _FRAGMENT.fullmatch(name)]
    if [page.word_count for page in pages] != [len(words) + 1]:
        raise ValueError(_STRANGE)
    found: list[list[str]] = [[] for _ in range(len(words) + 1)]
    try:
        for name in files:
            if _INDEX.fullmatch(name):
                _Answer(unpack(files[name])).read(found)
    except IndexError:
        raise ValueError(_STRANGE) from None
    if not found[0]:
        message = "Pagefind wrote no index"
        raise ValueError(message)
    return [() if _MARK in word else tuple(sorted({*stems})) for word, stems in zip(words, found[1:], strict=True)]


class _Answer:
    """A file of words: [[[stem, pages, [[form with accents, pages], ...]], ...]], read item by item, for there are a million.

    pages are [[page after the one before, [-1 - weight, place, place after the one before, ...], [...]], ...].
    """

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def read(self, found: list[list[str]]) -> None:
        """Put every stem where its word is, by place.

        Raises:
            ValueError: it is no such file.
            IndexError: it is cut short, or tells of a place that is none.
        """
        self._parts(1)
        for _ in range(self._length()):
            self._parts(_OF_WORD)
            stem = self._text()
            self._pages(stem, found)
            for _ in range(self._length()):
                self._parts(_OF_FORM)
                self._text()
                self._pages(stem, found)
        if self._at != len(self._data):
            raise ValueError(_STRANGE)

    def _pages(self, stem: str, found: list[list[str]]) -> None:
        for _ in range(self._length()):
            self._parts(_OF_PAGE)
            if self._number():  # there is one page
                raise ValueError(_STRANGE)
            place = 0
            for _ in range(self._length()):
                number = self._number()
                if number < 0:  # from here on words weigh so much, and places are counted anew
                    place = 0
                else:
                    place += number
                    found[place].append(stem)
            for _ in range(self._length()):
                self._number()

    def _number(self) -> int:
        kind, value = self._head()
        if kind > _NEGATIVE:
            raise ValueError(_STRANGE)
        return -1 - value if kind else value

    def _length(self, kind: int = _LIST) -> int:
        found, length = self._head()
        if found != kind:
            raise ValueError(_STRANGE)
        return length

    def _parts(self, count: int) -> None:
        if self._length() != count:
            raise ValueError(_STRANGE)

    def _text(self) -> str:
        length = self._length(_TEXT)
        start, self._at = self._at, self._at + length
        return self._data[start : self._at].decode("utf-8")

    def _head(self) -> tuple[int, int]:
        """Read the kind of the next item, and its number or length."""
        kind, low = divmod(self._data[self._at], 32)
        self._at += 1
        if low < _SHORT:
            return kind, low
        if low > _LONGEST:
            raise ValueError(_STRANGE)
        start, self._at = self._at, self._at + (1 << (low - _SHORT))
        return kind, int.from_bytes(self._data[start : self._at], "big")


def unpack(data: bytes) -> bytes:
    """Return what a file of Pagefind's holds.

    Raises:
        ValueError: it is not such a file.
    """
    try:
        whole = gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        whole = data
    if not whole.startswith(SIGNATURE):
        message = "a file is not as Pagefind writes it"
        raise ValueError(message)
    return whole[len(SIGNATURE) :]
