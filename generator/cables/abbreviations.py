"""Which abbreviations of the vocabulary a text uses, and where each stands first. Guesses at none it does not know."""

import re
import string
from collections.abc import Set as AbstractSet
from typing import Final

_CANDIDATE: Final = re.compile(r"[A-Z][A-Za-z0-9&/+-]*[A-Z0-9]+(?:[a-z]{2,5}\b)?")  # GOK, A/S, P5+1, MinDef
_PARTS: Final = re.compile(r"[/-]")
# Words that are also abbreviations: in a text of capitals they are almost always the word.
_WORDS_TOO: Final = frozenset(
    "AID BIO BIT COIN COM CONS COP COS DAS DOT FAS GUAM ICE IO LAF LES LOS MAP MEM MOD NAM NAS PA PARA SA SAG SALT "  # noqa: SIM905  a list of words reads best as a line of words
    "SOFA START TIP TRIPS VAT WHO".split()
)
_SHOUTING: Final = 0.6
_SAMPLE: Final = 600
_SHORTEST: Final = 2
_CAPITALS, _SMALL = string.ascii_uppercase.encode(), string.ascii_lowercase.encode()


def first_places(text: str, terms: AbstractSet[str]) -> dict[str, int]:
    """Return which of some abbreviations a text uses, each with the place where it stands first, in no order.

    One stands where there is no letter or digit on either side of it. In a text of capitals a word that is also an
    abbreviation (``START``) is the word.
    """
    words = set(_CANDIDATE.findall(text))
    known = words & terms
    for word in words - known:
        if "-" in word or "/" in word:
            known.update(part for part in _PARTS.split(word) if part in terms)
    if len(known) > _SHORTEST and _is_shouted(text):
        known -= _WORDS_TOO
    return {term: at for term in known if (at := _first_place(term, text)) >= 0}


def _is_shouted(text: str) -> bool:
    sample = text[:_SAMPLE].encode("utf-8", "replace")
    lower = sample.translate(None, _CAPITALS)
    capitals, small = len(sample) - len(lower), len(lower) - len(lower.translate(None, _SMALL))
    return capitals > _SHOUTING * (capitals + small)


def _first_place(term: str, text: str) -> int:
    at = text.find(term)
    while at >= 0:
        end = at + len(term)
        if not (text[at - 1 : at] if at else "").isalnum() and not text[end : end + 1].isalnum():
            return at
        at = text.find(term, end)
    return -1
