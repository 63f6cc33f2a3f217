"""How words are searched: Pagefind is asked, once for each word. Pure: what to ask, and what was answered.

Pagefind cuts a word into parts, takes its stem, and knows it with and without accents; in a browser its program does the
same with what a reader asks, and the two must agree. So no rule of it is written down here. It reads pages on which each
word stands once, and from the places it gives them we learn what it made of each (docs/explanation/decisions/search-index.md).
"""

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

import msgspec

from generator.search.pagefind.cbor import decode

SIGNATURE = b"pagefind_dcd"
_MARK = "PAGEFIND_"  # how Pagefind marks places in a text for itself: a word with it is not searched
_NO_WORD = "0"  # stands for such a word
_META = re.compile(r"pagefind\..+\.pf_meta")
_STRANGE = "Pagefind tells of words otherwise than version 1.5 does"


_OF_WORD = 3  # how many parts each has
_OF_FORM = 2
_OF_PAGE = 3
_WHOLE = 24  # what a word of weight 1 weighs
_TEXT = 3  # kinds of items in CBOR (RFC 8949)
_LIST = 4
_SHORT = 24  # arguments below it stand in the first byte,
_LONGEST = 27  # above it there are none

# Version, pages (hash, words), files of words (first, last, hash), filters, sorts, fields.
_Meta = tuple[str, list[tuple[str, int]], list[tuple[str, str, str]], list[object], list[object], list[str]]


class Entry(NamedTuple):
    """Under what a word is found: a stem, the form of it that has accents ("" for the stem itself), with what weight.

    weight is as Pagefind writes it: 24 for a word of weight 1, 12 for either half of a word of two parts.
    """

    stem: str
    form: str
    weight: int


def pages_of(asked: Mapping[str, Sequence[str]]) -> Iterator[bytes]:
    """Yield the pages on which Pagefind finds the words that are asked, of each weight, in order."""
    for weight in sorted(asked):
        said = "\n".join(escape(_NO_WORD if _MARK in word else word) for word in (_NO_WORD, *asked[weight]))
        body = f'<main data-pagefind-body data-pagefind-weight="{escape(weight)}">\n{said}\n</main>'
        yield f'<!doctype html><html lang="en"><title>.</title><body>{body}'.encode()


def entries_of(files: Mapping[str, bytes], asked: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[Entry, ...]]]:
    """Return of each word its entries, those of greater weight first.

    Args:
        files: name and bytes of each file that Pagefind wrote of ``pages_of(asked)``.
        asked: of each weight the words that were asked, each once.

    Raises:
        ValueError: it is not what Pagefind 1.5 writes; the message tells what is missing.
    """
    listed = next((data for name, data in files.items() if _META.fullmatch(name)), None)
    if listed is None:
        message = "Pagefind wrote no index"
        raise ValueError(message)
    _, counts, names, *_ = msgspec.convert(decode(unpack(listed)), _Meta)
    words = [(_NO_WORD, *asked[weight]) for weight in sorted(asked)]
    if [count for _, count in counts] != [len(page) for page in words]:
        raise ValueError(_STRANGE)
    found: list[list[list[Entry]]] = [[[] for _ in page] for page in words]
    try:
        for _, _, name in names:
            _Answer(unpack(files[f"index/{name}.pf_index"])).read(found)
    except IndexError:
        raise ValueError(_STRANGE) from None
    except KeyError as error:
        message = f"Pagefind did not write {error}"
        raise ValueError(message) from None
    return {
        weight: [
            () if _MARK in word else tuple(sorted(entries, key=_order)) for word, entries in zip(*page, strict=True)
        ][1:]
        for weight, page in zip(sorted(asked), zip(words, found, strict=True), strict=True)
    }


def _order(entry: Entry) -> tuple[int, str, str]:
    return -entry.weight, entry.stem, entry.form


class _Answer:
    """A file of words: [[[stem, pages, [[form, pages], ...]], ...]], read item by item, for there are a million.

    pages are [[page after the one before, [-1 - weight, place, place after the one before, ...], [...]], ...].
    """

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def read(self, found: list[list[list[Entry]]]) -> None:
        """Put every entry where its word is, by page and place.

        Raises:
            ValueError: it is no such file.
            IndexError: it is cut short, or tells of a page or a place that is none.
        """
        if self._length() != 1:
            raise ValueError(_STRANGE)
        for _ in range(self._length()):
            self._parts(_OF_WORD)
            stem = self._text()
            self._pages(stem, "", found)
            for _ in range(self._length()):
                self._parts(_OF_FORM)
                self._pages(stem, self._text(), found)
        if self._at != len(self._data):
            raise ValueError(_STRANGE)

    def _pages(self, stem: str, form: str, found: list[list[list[Entry]]]) -> None:
        page = 0
        for _ in range(self._length()):
            self._parts(_OF_PAGE)
            page += self._number()
            words = found[page]
            place, entry = 0, Entry(stem, form, _WHOLE)
            for _ in range(self._length()):
                number = self._number()
                if number < 0:  # from here on words weigh so much, and places are counted anew
                    place, entry = 0, Entry(stem, form, -1 - number)
                else:
                    place += number
                    words[place].append(entry)
            for _ in range(self._length()):
                self._number()

    def _number(self) -> int:
        first = self._data[self._at]
        self._at += 1
        if first < _SHORT:
            return first
        kind, low = first >> 5, first & 31
        if kind > 1 or low > _LONGEST:
            raise ValueError(_STRANGE)
        value = self._argument(low)
        return value if kind == 0 else -1 - value

    def _length(self) -> int:
        return self._headed(_LIST)

    def _parts(self, count: int) -> None:
        if self._length() != count:
            raise ValueError(_STRANGE)

    def _text(self) -> str:
        length = self._headed(_TEXT)
        start, self._at = self._at, self._at + length
        if self._at > len(self._data):
            raise ValueError(_STRANGE)
        return self._data[start : self._at].decode("utf-8")

    def _headed(self, kind: int) -> int:
        first = self._data[self._at]
        self._at += 1
        if first >> 5 != kind or first & 31 > _LONGEST:
            raise ValueError(_STRANGE)
        return self._argument(first & 31)

    def _argument(self, low: int) -> int:
        if low < _SHORT:
            return low
        width = 1 << (low - _SHORT)
        start, self._at = self._at, self._at + width
        if self._at > len(self._data):
            raise ValueError(_STRANGE)
        return int.from_bytes(self._data[start : self._at], "big")


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
