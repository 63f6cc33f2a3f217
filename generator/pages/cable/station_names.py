"""Names of senders, addressees and stations as a header prints them -> words. Pure."""

import re
from functools import lru_cache

from generator.vocabulary import Vocabulary

# How a post is titled in a header: in a sentence, and by its name.
_TITLES = (
    ("AMEMBASSY ", "the American embassy in ", "U.S. Embassy "), ("AMCONSUL ", "the American consulate in ", "U.S. Consulate "),
    ("AMCONGEN ", "the American consulate general in ", "U.S. Consulate General "),
    ("USMISSION ", "the United States mission ", "U.S. Mission "),
    ("USINT ", "the United States interests section in ", "U.S. Interests Section "),
    ("USOFFICE ", "the United States office in ", "U.S. Office "),
)  # fmt: skip
_WASHINGTON = re.compile(r",? (?:WASHDC|WASHINGTON,? ?D\.?C\.?)\Z")
_SMALL = frozenset({"of", "and", "the", "for", "to", "de", "la", "in", "di", "el"})


def with_title(name: str, vocabulary: Vocabulary) -> str:
    """Return the name of a sender or addressee as words in a sentence: ``the American embassy in Vensk``."""
    plain = name.strip()
    for title, words, _ in _TITLES:
        if plain.upper().startswith(title):
            return words + readable_name(plain[len(title) :])
    if plain.upper().startswith("SECSTATE"):
        return "the Secretary of State, Washington"
    return _post_named(plain, vocabulary) or readable_name(plain)


def organization_in_words(name: str, vocabulary: Vocabulary) -> str:
    """Return the name of a sender or addressee by itself: ``AMEMBASSY VENSK`` is ``U.S. Embassy Vensk``."""
    plain = name.strip()
    for title, _, words in _TITLES:
        if plain.upper().startswith(title):
            return words + readable_name(plain[len(title) :])
    if plain.upper().startswith("SECSTATE"):
        return "U.S. Secretary of State"
    return _post_named(plain, vocabulary) or readable_name(plain)


def _post_named(name: str, vocabulary: Vocabulary) -> str:
    """Return the name of the post that a header names, "" for what is none."""
    code = vocabulary.post_names.get("".join(letter for letter in name.upper() if letter.isalpha()))
    post = vocabulary.posts.get(code) if code else None
    return post.name if post else ""


def city_or_title(name: str, vocabulary: Vocabulary) -> str:
    """Return an embassy or consulate by its city alone, any other station as words in a sentence."""
    title = next((title for title, *_ in _TITLES[:3] if name.upper().startswith(title)), "")
    return readable_name(name[len(title) :].strip()) if title else with_title(name, vocabulary)


@lru_cache(maxsize=4096)  # the same few hundred addressees stand on every cable
def readable_name(name: str) -> str:
    """Set a station's name from capitals: ``DEPT OF JUSTICE WASHDC`` is ``Department of Justice, Washington``."""
    if not name.isupper():
        return name
    place = _WASHINGTON.search(name)
    if place is not None:
        return f"{readable_name(name[: place.start()])}, Washington"
    words = []
    for at, word in enumerate(name.split(" ")):
        lower = word.lower()
        if word in _SPELLED:
            words.append(_SPELLED[word])
        elif at and lower in _SMALL:
            words.append(lower)
        elif word in _KEPT or (len(word) > 1 and not any(vowel in word for vowel in "AEIOUY")):
            words.append(word)
        else:
            words.append("-".join(part.capitalize() for part in word.split("-")))
    return " ".join(words)


_KEPT = frozenset(
    {"USEU", "USUN", "USNATO", "UNVIE", "EU", "UN", "NATO", "US", "IAEA", "OPEC", "OECD", "USAID", "USIA", "INS", "ICE",
     "UNESCO", "OSCE", "OAS"}
)  # fmt: skip
_SPELLED = {
    "DEPT": "Department", "ST": "St.", "HQ": "Headquarters", "HQS": "Headquarters",
    "FBI": "Federal Bureau of Investigation", "CIA": "Central Intelligence Agency", "DIA": "Defense Intelligence Agency",
    "DEA": "Drug Enforcement Administration", "FAA": "Federal Aviation Administration",
    "EPA": "Environmental Protection Agency", "NSA": "National Security Agency", "USDOC": "Department of Commerce",
    "USDA": "Department of Agriculture", "SECDEF": "Secretary of Defense", "GOVT": "Government",
    "USCENTCOM": "U.S. Central Command", "USEUCOM": "U.S. European Command", "USSOUTHCOM": "U.S. Southern Command",
}  # fmt: skip
