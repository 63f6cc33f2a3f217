"""Which abbreviations of the vocabulary a cable uses, and where each stands first. Guesses at none it does not know."""

import re
import string
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from generator.vocabulary import Acronym

_CANDIDATE = re.compile(r"[A-Z][A-Za-z0-9&/+-]*[A-Z0-9]+(?:[a-z]{2,5}\b)?")  # GOK, A/S, P5+1, MinDef
_PARTS = re.compile(r"[/-]")
# Words that are also abbreviations: in a text of capitals they are almost always the word.
_WORDS_TOO = frozenset(
    "AID BIO BIT COIN COM CONS COP COS DAS DOT FAS GUAM ICE IO LAF LES LOS MAP MEM MOD NAM NAS PA PARA SA SAG SALT "  # noqa: SIM905  a list of words reads best as a line of words
    "SOFA START TIP TRIPS VAT WHO".split()
)
_SHOUTING = 0.6
_SAMPLE = 600
_SHORTEST = 2


class Abbreviation(msgspec.Struct, frozen=True):
    """An abbreviation of a text and its meaning; confirmed False rests on general knowledge alone."""

    term: str
    meaning: str
    confirmed: bool


_CAPITALS, _SMALL = string.ascii_uppercase.encode(), string.ascii_lowercase.encode()
_BY_POST = re.compile(r"Government of (?P<names>.+) \(by post\)\Z")
_NAMES = re.compile(r", | or ")


class Found(msgspec.Struct, frozen=True):
    """The first place of an abbreviation: index of the text, start and end in it."""

    abbreviation: Abbreviation
    text: int
    start: int
    end: int


def find_abbreviations(texts: Sequence[str], acronyms: Mapping[str, Acronym], country: str = "") -> tuple[Found, ...]:
    """Find the known abbreviations of a cable.

    Args:
        texts: the texts of its blocks.
        acronyms: the vocabulary's table.
        country: where the cable was written: ``GOK`` is the government of Kazakhstan in Astana, of Kenya in Nairobi.

    Returns:
        Each abbreviation once, in the order of the alphabet, with the place where it stands first.
    """
    whole = "\n".join(texts)
    words = set(_CANDIDATE.findall(whole))
    known = words & acronyms.keys()
    for word in words - known:
        if "-" in word or "/" in word:
            known.update(part for part in _PARTS.split(word) if part in acronyms)
    if len(known) > _SHORTEST and _is_shouted(whole):
        known -= _WORDS_TOO
    starts = _starts(texts)
    found = [place for term in known if (place := _first_place(acronyms[term], whole, starts, country)) is not None]
    return tuple(sorted(found, key=lambda one: (one.abbreviation.term.casefold(), one.abbreviation.term)))


def _is_shouted(whole: str) -> bool:
    sample = whole[:_SAMPLE].encode("utf-8", "replace")
    lower = sample.translate(None, _CAPITALS)
    capitals, small = len(sample) - len(lower), len(lower) - len(lower.translate(None, _SMALL))
    return capitals > _SHOUTING * (capitals + small)


def _starts(texts: Sequence[str]) -> list[int]:
    starts = []
    at = 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    return starts


def _first_place(acronym: Acronym, whole: str, starts: Sequence[int], country: str) -> Found | None:
    """Return the first place where a term stands with no letter or digit on either side."""
    term = acronym.term
    at = whole.find(term)
    while at >= 0:
        end = at + len(term)
        if not (whole[at - 1 : at] if at else "").isalnum() and not whole[end : end + 1].isalnum():
            text = bisect_right(starts, at) - 1
            start = at - starts[text]
            meant = Abbreviation(term, meaning_at(acronym.meaning, country), acronym.confirmed)
            return Found(meant, text, start, start + len(term))
        at = whole.find(term, end)
    return None


def meaning_at(meaning: str, country: str) -> str:
    """Return the meaning of an abbreviation in a country: the one government meant, where the country tells it."""
    match = _BY_POST.match(meaning) if country else None
    if match is None:
        return meaning
    names = _NAMES.split(match["names"])
    name = next((one for one in names if one.removeprefix("the ") == country), None)
    return f"Government of {name}" if name else meaning
