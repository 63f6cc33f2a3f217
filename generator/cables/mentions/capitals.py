"""Words in capitals that can be abbreviations, and where they stand whole: in SA-18, D-CA and A.Q. stand none."""

import re
import string
from collections.abc import Mapping, Sequence

CANDIDATE = r"[A-Z][A-Za-z0-9&/+-]*[A-Z0-9]+(?:[a-z]{2,5}\b)?"  # GOK, A/S, P5+1, MinDef
_CANDIDATE = re.compile(CANDIDATE)
# Such a word in a text whose letters are made A, a, 0 and +: a search for one letter is by far the fastest.
_SHAPES = bytes.maketrans(string.ascii_letters.encode() + b"123456789&/-", b"a" * 26 + b"A" * 26 + b"0" * 9 + b"+" * 3)
_SHAPE = re.compile(rb"A[Aa0+]*[A0]a*")
LONGEST = 12
_JOINS = frozenset("-/.&+'\u2019@_")
_APOSTROPHES = frozenset("'\u2019")
_SIGNS = frozenset("/.&+@_")
_PLAIN_BEFORE = frozenset(' \n("')
_PLAIN_BEHIND = frozenset(' \n),;:"')


Words = Mapping[str, Sequence[int]]


def words_in(text: str) -> Words:
    """Return the words of a text that can have an abbreviation in them by their letters, and where each begins."""
    found: dict[str, list[int]] = {}
    for match in _SHAPE.finditer(text.encode("ascii", "replace").translate(_SHAPES)):
        begin, end = match.span()
        found.setdefault(text[begin:end], []).append(begin)
    return found


def candidates(text: str, words: Words) -> set[str]:
    """Return what can be an abbreviation by its letters at the front of the words of a text."""
    plain = {word for word in words if not word[-1].islower()}
    ended = [at for word, begins in words.items() if word not in plain for at in begins]
    return plain | {match[0] for at in ended if (match := _CANDIDATE.match(text, at))}


def places(term: str, text: str, words: Words) -> list[int]:
    """Return the places where a term stands whole, in order."""
    size = len(term)
    found: list[int] = []
    for word in [word for word in words if term in word]:
        offset = word.find(term)
        while offset >= 0:
            found += [at + offset for at in words[word] if is_whole(text, at + offset, at + offset + size)]
            offset = word.find(term, offset + size)
    found.sort()
    return found


def is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a word is no part of a longer one: SA-18, D-CA, A.Q. and SA'ADA hold none; pro-PKK, NATO-led and GOK's do."""
    if end - start > LONGEST:
        return False
    if text[start - 1 : start] in _PLAIN_BEFORE and text[end : end + 1] in _PLAIN_BEHIND:
        return True
    before, behind = text[max(0, start - 2) : start], text[end : end + 3]
    if before[-1:].isalnum() or (before[-1:] in _JOINS and before[:1].isalnum() and not _is_prefix(before)):
        return False
    if behind[:1].isalnum():
        return behind[:1] == "s" and not behind[1:2].isalnum()
    if behind[:1] in _APOSTROPHES:
        return behind[1:2].lower() == "s" and not behind[2:3].isalnum() if behind[1:2].isalnum() else True
    if behind[:1] == "$":
        return False  # AU$, US$
    if behind[:1] == "-":
        return not behind[1:2].isalnum() or behind[1:2].islower()
    return not (behind[:1] in _SIGNS and behind[1:2].isalnum())


def _is_prefix(before: str) -> bool:
    return before[-1] == "-" and before[0].islower()
