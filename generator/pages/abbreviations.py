"""The abbreviations that a cable uses, with what they mean where it was written and where each stands first."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from generator.cables.abbreviations import first_places
from generator.pages.addresses import abbreviation_page
from generator.vocabulary import Acronym


class Abbreviation(msgspec.Struct, frozen=True):
    """An abbreviation of a text and its meaning; confirmed False rests on general knowledge alone.

    address is of the list of cables that use it (pages/glossary), "" where it has none.
    """

    term: str
    meaning: str
    confirmed: bool
    address: str = ""


_BY_POST = re.compile(r"Government of (?P<names>.+) \(by post\)\Z")
_NAMES = re.compile(r", | or ")


class Found(msgspec.Struct, frozen=True):
    """The first place of an abbreviation: index of the text, start and end in it."""

    abbreviation: Abbreviation
    text: int
    start: int
    end: int


def find_abbreviations(
    texts: Sequence[str], acronyms: Mapping[str, Acronym], country: str = "", places: Mapping[str, int] | None = None
) -> tuple[Found, ...]:
    """Find the known abbreviations of a cable.

    Args:
        texts: the texts of its blocks.
        acronyms: the vocabulary's table.
        country: where the cable was written: ``GOK`` is the government of Kazakhstan in Astana, of Kenya in Nairobi.
        places: where each stands first in the texts joined by line ends, where that is known; looked for when None.

    Returns:
        Each abbreviation once, in the order of the alphabet, with the place where it stands first.
    """
    if places is None:
        places = first_places("\n".join(texts), acronyms.keys())
    starts = _starts(texts)
    found = []
    for term, at in places.items():
        text = bisect_right(starts, at) - 1
        start = at - starts[text]
        known = acronyms[term]
        address = abbreviation_page(term) if known.meaning else ""
        meant = Abbreviation(term, meaning_at(known.meaning, country), known.confirmed, address)
        found.append(Found(meant, text, start, start + len(term)))
    return tuple(sorted(found, key=lambda one: (one.abbreviation.term.casefold(), one.abbreviation.term)))


def _starts(texts: Sequence[str]) -> list[int]:
    starts = []
    at = 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    return starts


@lru_cache(maxsize=1 << 14)  # each country's cables use the same few hundred
def meaning_at(meaning: str, country: str) -> str:
    """Return the meaning of an abbreviation in a country: the one government meant, where the country tells it."""
    match = _BY_POST.match(meaning) if country else None
    if match is None:
        return meaning
    names = _NAMES.split(match["names"])
    name = next((one for one in names if one.removeprefix("the ") == country), None)
    return f"Government of {name}" if name else meaning
