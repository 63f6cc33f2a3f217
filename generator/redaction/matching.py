"""Where phrases stand in a text where transmission, typewriting or markup broke them. Rewrites nothing.

All phrases are looked for at once (Aho-Corasick) in the letters of a text (``folding``), which parting signs, marks and line
ends do not change. What parts the letters of a find then says whether it is the phrase: ``the rapist`` is not ``therapist``.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import ahocorasick
import msgspec

from generator.redaction.folding import BREAK, IGNORABLE, fold, places
from generator.redaction.views import Part, View, views

_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(rf"[{IGNORABLE}\u0300-\u036f\u0640\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\\*~`\u00b6]+")
_TURN = re.compile(r"[\s\-\u00ac\u2010-\u2015\u2212>|*_]*")  # what may stand within a word besides a line end
_ENDS = re.compile(r"[.,;:!?]['\")\]\u2019\u201d*_]{0,4}\s|\s[.,;:!?]")  # between two sentences, or parts of one
_COMMA = re.compile("[,;(]")  # between a last name and what stands before it elsewhere
_SHORT = 4  # letters: a phrase of so few is found in made pages as whole words only
_ABBREVIATED = 3  # letters of the longest word that a full stop shortens and does not end
_WHITE = re.compile(r"\s")
_LONGEST_TURNED = 4  # words of what may be a name
_LONG = 8  # letters of a phrase that may be torn, or stand beside figures
_LONGER = 11  # letters of a phrase that may be a part of a longer word
_SPELT = 3  # letters that a word must have to be read letter by letter
_INITIALS = 4  # the same with full stops between, which items of a list have too
_NOTHING, _TURNS, _SIGNS, _BLANKS, _STOPS = range(5)  # kinds of what stands between two letters


class Phrase(msgspec.Struct, frozen=True):
    """Words as they are compared: their letters, where each word but the first begins in them, what rule they are of.

    whole says that they are found as whole words only; stops where a sentence may end within, as it does in them; comma
    before which letter a comma must stand, 0 for none: a name with its last word first.
    """

    letters: str
    cuts: tuple[int, ...]
    rule: int = 0
    whole: bool = False
    stops: frozenset[int] = frozenset()
    comma: int = 0

    @property
    def short(self) -> bool:
        """Say whether the phrase is so short that longer words contain it by chance."""
        return len(self.letters) <= _SHORT


class Find(msgspec.Struct, frozen=True):
    """A phrase where it stands: its letters as (start, end) in the text, in order."""

    phrase: Phrase
    letters: tuple[tuple[int, int], ...]


def phrase_of(words: str, rule: int = 0, *, whole: bool = False) -> Phrase:
    """Return words as they are compared."""
    found = tuple(places(words))
    kinds = _kinds(words, [(start, end) for _, start, end in found])
    cuts = tuple(at for at, kind in enumerate(kinds, 1) if kind != _NOTHING)
    stops = frozenset(at for at, kind in enumerate(kinds, 1) if kind == _STOPS)
    return Phrase("".join(letter for letter, _, _ in found), cuts, rule, whole, stops)


def turned_round(words: str, rule: int = 0) -> Iterator[Phrase]:
    """Yield words as lists and TAGS have those of a name: the last, or the last few, before the others and a comma."""
    parts = words.split()
    for at in range(1, len(parts)) if "," not in words and len(parts) <= _LONGEST_TURNED else ():
        phrase = phrase_of(f"{' '.join(parts[at:])}, {' '.join(parts[:at])}", rule)
        comma = len(fold("".join(parts[at:])))
        if 0 < comma < len(phrase.letters):
            yield msgspec.structs.replace(phrase, comma=comma)


class Matcher:
    """Finds many phrases at once."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Take the phrases; those without a letter are never found."""
        by_letters: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            if phrase.letters:
                by_letters[phrase.letters].append(phrase)
        self._words = ahocorasick.Automaton()
        for letters, some in by_letters.items():
            self._words.add_word(letters, tuple(some))
        self.any = bool(by_letters)
        self.beyond_ascii = not all(map(str.isascii, by_letters))  # whether the encoding of a text can hide a phrase
        if self.any:
            self._words.make_automaton()

    def candidates(self, folded: str) -> Iterator[tuple[int, tuple[Phrase, ...]]]:
        """Yield where the letters of phrases end in folded letters, and which phrases these may be."""
        return self._words.iter(folded) if self.any else iter(())

    def finds(self, text: str, *, strict: bool = False) -> Iterator[Find]:
        """Yield where phrases stand in a text as it is.

        Args:
            text: any text; ``folding.BREAK`` in it ends one text and begins another.
            strict: whether short phrases must be whole words.
        """
        letters: Letters | None = None
        folded = fold(text)
        for last, some in self.candidates(folded):
            if letters is None:
                letters = Letters(text, folded)
                if letters.folded != folded:  # marks whose letter stands on another line: rare, and compared anew
                    yield from self._finds(letters, strict=strict)
                    return
            yield from self._checked(letters, last, some, strict=strict)

    def _finds(self, letters: "Letters", *, strict: bool) -> Iterator[Find]:
        for last, some in self.candidates(letters.folded):
            yield from self._checked(letters, last, some, strict=strict)

    def _checked(self, letters: "Letters", last: int, some: tuple[Phrase, ...], *, strict: bool) -> Iterator[Find]:
        length = len(some[0].letters)
        spans = letters.spans(last + 1 - length, last + 1)
        kinds = _kinds(letters.text, spans)
        for phrase in some:
            if phrase.comma and not _is_turned(letters.text, spans[: phrase.comma], spans[phrase.comma :]):
                continue
            exact = not phrase.whole and not (strict and phrase.short) and _is_exact(phrase, kinds)
            if exact or (_is_whole(phrase, kinds) and _is_bound(phrase, letters.text, spans[0][0], spans[-1][1])):
                yield Find(phrase, spans)

    def finds_read(self, text: str, aside: Sequence[Part] = ()) -> Iterator[tuple[View, Find]]:
        """Yield where phrases stand in a source in any way that it may be read, with the view that they stand in.

        aside are parts of it as for ``views``.
        """
        for view in views(text, aside):
            for find in self.finds(view.text):
                yield view, find


class Letters:
    """The folded letters of a text, and where each of them stands; found line by line, where it is asked."""

    def __init__(self, text: str, folded: str) -> None:
        """Fold each line."""
        self.text = text
        self._starts: list[int] = []
        self._offsets: list[int] = []
        start = offset = 0
        parts: list[str] = []
        for line in text.split("\n"):
            self._starts.append(start)
            self._offsets.append(offset)
            part = fold(line)
            parts.append(part)
            offset += len(part)
            start += len(line) + 1
        self.folded = folded if offset == len(folded) else "".join(parts)
        self._lines: dict[int, list[tuple[int, int]]] = {}

    def spans(self, begin: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return where letters begin to end (counted in the folded text) stand in the text."""
        found: list[tuple[int, int]] = []
        line = bisect_right(self._offsets, begin) - 1
        while begin < end:
            spans = self._line(line)
            first = begin - self._offsets[line]
            taken = spans[first : end - self._offsets[line]]
            found += taken
            begin += len(taken)
            line += 1
        return tuple(found)

    def _line(self, number: int) -> list[tuple[int, int]]:
        spans = self._lines.get(number)
        if spans is None:
            start = self._starts[number]
            last = number + 1 == len(self._starts)
            line = self.text[start : None if last else self._starts[number + 1] - 1]
            spans = self._lines[number] = [(start + begin, start + end) for _, begin, end in places(line)]
        return spans


def _is_turned(text: str, last: Sequence[tuple[int, int]], first: Sequence[tuple[int, int]]) -> bool:
    """Say whether a name has its last word first: a comma or a bracket is behind it, or it alone is in capitals."""
    if _COMMA.search(text, last[-1][1], first[0][0]):
        return True
    given = text[first[0][0] : first[-1][1]]
    return text[last[0][0] : last[-1][1]].isupper() and given[0].isupper() and not given.isupper()


def _kinds(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return what stands before each letter but the first."""
    kinds = []
    for at in range(1, len(spans)):
        begin, end = spans[at - 1][1], spans[at][0]
        kinds.append(_kind(text[begin:end]) if end > begin else _NOTHING)
    return kinds


@lru_cache(maxsize=1 << 12)
def _kind(between: str) -> int:
    seen = _UNSEEN.sub("", between)
    if not seen:
        return _NOTHING
    if _ENDS.search(between):
        return _STOPS
    if _LINE_ENDS.search(seen):
        return _TURNS if _TURN.fullmatch(seen) else _BLANKS
    return _BLANKS if _WHITE.search(seen) else _SIGNS


def _is_exact(phrase: Phrase, kinds: Sequence[int]) -> bool:
    """Say whether words are parted where those of the phrase are, and nowhere else but at line ends."""
    begin = 0
    for at, kind in enumerate(kinds, 1):
        if at in phrase.cuts:
            if kind == _NOTHING or (kind == _STOPS and not _may_stop(phrase, at, begin)):
                return False
            begin = at
        elif kind not in {_NOTHING, _TURNS}:
            return False
    return True


def _is_whole(phrase: Phrase, kinds: Sequence[int]) -> bool:
    """Say whether words are the phrase's with other blanks and hyphens between, or some with blanks between all letters.

    A phrase of several words, or with figures, that is too long to be another by chance may have a stray blank in a word too.
    """
    several = bool(phrase.cuts) or not phrase.letters.isalpha()
    torn = several and len(phrase.letters) >= _LONG
    begin = 0
    for end in (*phrase.cuts, len(phrase.letters)):
        word = set(kinds[begin : end - 1])  # what stands between its letters
        spelt = end - begin >= (_INITIALS if _STOPS in word else _SPELT) and _NOTHING not in word
        if not spelt and not word <= ({_NOTHING, _TURNS, _SIGNS, _BLANKS} if torn else {_NOTHING, _TURNS, _SIGNS}):
            return False
        stops = end < len(phrase.letters) and kinds[end - 1] == _STOPS
        if stops and not spelt and not _may_stop(phrase, end, begin):
            return False
        begin = end
    return True


def _may_stop(phrase: Phrase, at: int, begin: int) -> bool:
    """Say whether a full stop before a letter shortens the word that began at begin, or stands in the phrase itself."""
    return at in phrase.stops or at - begin <= _ABBREVIATED


def _is_bound(phrase: Phrase, text: str, start: int, end: int) -> bool:
    """Say whether no word of a phrase goes on before or behind its place; none does over ``BREAK``."""
    before = _UNSEEN.sub("", text[max(0, start - 8) : start].rpartition(BREAK)[2])[-1:]
    behind = _UNSEEN.sub("", text[end : end + 8].partition(BREAK)[0])[:1]
    return not (_goes_on(phrase, phrase.letters[0], before) or _goes_on(phrase, phrase.letters[-1], behind))


def _goes_on(phrase: Phrase, letter: str, one: str) -> bool:
    """Say whether a letter at the edge of a phrase and the sign beside it are of one word.

    Words that are written together are found in a longer word too where they are too long to stand there by chance, and beside
    figures: an account may be named jorunmareth61.
    """
    if letter.isdecimal() or phrase.whole or len(phrase.letters) < _LONG:
        return _is_letter(one)
    return len(phrase.letters) < _LONGER and _is_letter(one) and not one.isdecimal()


def _is_letter(one: str) -> bool:
    return one.isalnum() or (one > "\x7f" and one != BREAK and bool(fold(one)))


def letters_of(text: str) -> str:
    """Return the letters and figures of a text, nothing else."""
    return "".join(filter(str.isalnum, text))
