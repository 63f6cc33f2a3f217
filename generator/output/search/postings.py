"""Which words stand in which cables, and where: Pagefind's index of words, written by us. Pure.

Of each word there is a list of pages, of each page the places where the word stands, first those of the least weight:
``[page after the one before, [-1 - weight, place, place after the one before, ...], [-1 - field, place, ...]]``, where a
field is one of those told with a hit (title, id). Words with accents stand under the word without, as ``[form, pages]``.
All is CBOR (RFC 8949); tests/output/test_search_like_pagefind.py holds it byte for byte like what Pagefind writes.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter, or_
from typing import Final

from generator.output.search.cbor import READY, list_head, number, numbers, text
from generator.output.search.lexicon import Entry

_PAGE: Final = b"\x83"  # a list of three
_WORD: Final = b"\x83"
_FORM: Final = b"\x82"
_FEW: Final = len(READY)
_LISTS: Final = [list_head(length) for length in range(24)]
_SHIFT: Final = 32  # a slot and a place in one number
_PLACE: Final = (1 << 32) - 1
_NOWHERE: Final = b"\x80"  # an empty list


class Postings:
    """The words of a shard, gathered cable by cable.

    A word stands here as a number, once for each weight it may have: its number in tokens, which are the words as cables
    have them.
    """

    def __init__(self, entries: Mapping[str, Sequence[tuple[Entry, ...]]], plain: str) -> None:
        """Begin.

        Args:
            entries: of each weight, what is found by each token.
            plain: the weight by which words of fields are looked up.
        """
        # Forms are numbered as they come first, so that those which most cables have stand together in memory.
        forms: dict[tuple[str, str], int] = {}
        kinds = sorted(
            {
                (forms.setdefault(entry[:2], len(forms)), entry.weight): entry
                for tokens in (entries[plain], *entries.values())
                for found in tokens
                for entry in found
            }.items()
        )
        slots = {entry: slot for slot, (_, entry) in enumerate(kinds)}
        self._plain = plain
        self._forms = list(forms)
        self._form_of = array("I", (form for (form, _), _ in kinds))  # of each slot; in order of weight
        self._heads = [number(-1 - weight) for (_, weight), _ in kinds]
        # Of each token its slot, or -1 - its place in _several where it has another number of them; left of a place.
        self._several: list[tuple[int, ...]] = []
        self._slots: dict[str, list[int]] = {}
        for weight, tokens in entries.items():
            self._slots[weight] = [self._slot(tuple(slots[entry] for entry in found)) << _SHIFT for found in tokens]
        self._pages: list[list[bytes]] = [[] for _ in self._forms]  # of each form, as they are written,
        self._last = array("I", bytes(4 * len(self._forms)))  # and the last of them
        self._count = 0

    def _slot(self, found: tuple[int, ...]) -> int:
        if len(found) == 1:
            return found[0]
        self._several.append(found)
        return -len(self._several)

    def add(self, parts: Iterable[tuple[str, int, Sequence[int]]], fields: Sequence[tuple[int, Sequence[int]]]) -> None:
        """Add the next cable.

        Args:
            parts: weight, place of the first word, and tokens of each part of its words.
            fields: number and tokens of each field.
        """
        told = self._fields(fields)
        form_of, heads = self._form_of, self._heads
        slot = form = -1
        length, before = 0, 0
        written: list[bytes] = []
        for key in self._places(parts):
            if key >> _SHIFT != slot:
                slot, before = key >> _SHIFT, 0
                if form_of[slot] != form:
                    if written:
                        self._write(form, length, written, told)
                    form, length = form_of[slot], 0
                    written.clear()
                written.append(heads[slot])
                length += 1
            step = (key & _PLACE) - before
            before += step
            written.append(READY[step] if step < _FEW else number(step))
            length += 1
        if written:
            self._write(form, length, written, told)
        for form in tuple(told):
            self._write(form, 0, [], told)
        self._count += 1

    def _write(self, form: int, length: int, places: list[bytes], told: dict[int, bytes]) -> None:
        """Write what a form of a word has in this cable."""
        step = self._count - self._last[form]
        self._last[form] = self._count
        head = _LISTS[length] if length < len(_LISTS) else list_head(length)
        fields = told.pop(form) if form in told else _NOWHERE
        self._pages[form].append(b"".join((_PAGE, number(step), head, *places, fields)))

    def _places(self, parts: Iterable[tuple[str, int, Sequence[int]]]) -> list[int]:
        """Return slot and place of each word, as one number, in order."""
        keys: list[int] = []
        for weight, first, tokens in parts:
            keys += map(or_, map(self._slots[weight].__getitem__, tokens), range(first, first + len(tokens)))
        keys.sort()
        if keys and keys[0] < 0:
            several = bisect_left(keys, 0)
            more = [
                one << _SHIFT | key & _PLACE for key in keys[:several] for one in self._several[-1 - (key >> _SHIFT)]
            ]
            keys = keys[several:] + more
            keys.sort()
        return keys

    def _fields(self, fields: Sequence[tuple[int, Sequence[int]]]) -> dict[int, bytes]:
        """Return of each form where fields have it."""
        found: dict[int, list[int]] = {}
        for field, tokens in fields:
            last: dict[int, int] = {}
            for place, token in enumerate(tokens):
                slot = self._slots[self._plain][token] >> _SHIFT
                for one in (slot,) if slot >= 0 else self._several[-1 - slot]:
                    form = self._form_of[one]
                    if form not in last:
                        found.setdefault(form, []).append(-1 - field)
                    found[form].append(place - last.get(form, 0))
                    last[form] = place
        return {form: numbers(where) for form, where in found.items()}

    def words(self) -> Iterator[tuple[str, bytes]]:
        """Yield each word that stands in a cable, in order, and what is written of it."""
        held = sorted((*form, number) for number, form in enumerate(self._forms) if self._pages[number])
        for stem, forms in groupby(held, itemgetter(0)):
            plain, variants = _NOWHERE, []
            for _, form, place in forms:
                pages = list_head(len(self._pages[place])) + b"".join(self._pages[place])
                if form:
                    variants.append(_FORM + text(form) + pages)
                else:
                    plain = pages
            yield stem, b"".join((_WORD, text(stem), plain, list_head(len(variants)), *variants))
