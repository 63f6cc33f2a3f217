"""Names of senders, addressees and stations as a header prints them -> words. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from generator.vocabulary import Vocabulary

# How a post is titled in a header: in a sentence, and by its name.
_TITLES = (
    ("AMEMBASSY ", "the American embassy in ", "U.S. Embassy "), ("AMCONSUL ", "the American consulate in ", "U.S. Consulate "),
    ("AMCONGEN ", "the American consulate general in ", "U.S. Consulate General "),
    ("USMISSION ", "the United States mission ", "U.S. Mission "),
    ("USINT ", "the United States interests section in ", "U.S. Interests Section "),
    ("USOFFICE ", "the United States office in ", "U.S. Office "),
)  # fmt: skip
_PLURALS = {
    "AMEMBASSY ": "the American embassies in", "AMCONSUL ": "the American consulates in",
    "AMCONGEN ": "the American consulates general in",
}  # fmt: skip
_OF_CITIES = frozenset(title for title, *_ in _TITLES) - {"USMISSION "}
_SECRETARY = ("the Secretary of State, Washington", "U.S. Secretary of State")  # in the same two forms
_WASHINGTON = re.compile(r",? (?:WASHDC|WASHINGTON,? ?D\.?C\.?)\Z")
_SMALL = frozenset({"of", "and", "the", "for", "to", "de", "la", "in", "di", "el"})


def with_title(name: str, vocabulary: Vocabulary) -> str:
    """Return the name of a sender or addressee as words in a sentence: ``the American embassy in Vensk``.

    In a room of another language it is the name by itself, which needs no article.
    """
    return _titled(name, vocabulary, 0 if vocabulary.words.english else 1)


def organization_in_words(name: str, vocabulary: Vocabulary) -> str:
    """Return the name of a sender or addressee by itself: ``AMEMBASSY VENSK`` is ``U.S. Embassy Vensk``."""
    return _titled(name, vocabulary, 1)


def _titled(name: str, vocabulary: Vocabulary, form: int) -> str:
    """Return a name as words; form is 0 for the words in a sentence, 1 for its name."""
    plain = name.strip()
    for title, *forms in _TITLES:
        if plain.upper().startswith(title):
            return forms[form] + readable_name(plain[len(title) :], of_city=title in _OF_CITIES)
    if plain.upper().startswith("SECSTATE"):
        return _SECRETARY[form]
    return _post_named(plain, vocabulary) or readable_name(plain)


def _post_named(name: str, vocabulary: Vocabulary) -> str:
    """Return the name of the post that a header names, "" for what is none."""
    code = vocabulary.post_names.get("".join(letter for letter in name.upper() if letter.isalpha()))
    post = vocabulary.posts.get(code) if code else None
    return post.name if post else ""


def city_or_title(name: str, vocabulary: Vocabulary) -> str:
    """Return an embassy or consulate by its city alone, any other station as words in a sentence."""
    title = next((title for title, *_ in _TITLES[:3] if name.upper().startswith(title)), "")
    return readable_name(name[len(title) :].strip(), of_city=True) if title else with_title(name, vocabulary)


def several(names: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> str:
    """Return names, each with what stands in parentheses behind it, as words in a sentence.

    In English, embassies, and consulates, that follow one another are named together: ``the American embassies in Vensk
    (RUEHVE) and Lindemar (RUEHLI)``.
    """
    titles = _TITLES[:3] if vocabulary.words.english else ()
    told = []
    for title, run in groupby(
        names, key=lambda one: next((row for row in titles if one[0].upper().startswith(row[0])), None)
    ):
        named = list(run)
        words = [
            f"{with_title(name, vocabulary) if title is None or len(named) == 1 else city_or_title(name, vocabulary)}"
            f"{f' ({behind})' if behind else ''}"
            for name, behind in named
        ]
        if title is None or len(named) == 1:
            told += words
        else:
            told.append(f"{_PLURALS[title[0]]} {', '.join(words[:-1])} and {words[-1]}")
    return "; ".join(told)


@lru_cache(maxsize=4096)  # the same few hundred addressees stand on every cable
def readable_name(name: str, *, of_city: bool = False) -> str:
    """Set a station's name from capitals: ``DEPT OF JUSTICE WASHDC`` is ``Department of Justice, Washington``.

    of_city says that it is a city's, in which a short word is none of initials.
    """
    name = name.partition("//")[0].rstrip() or name  # ``OSD WASHDC//PA``: an office within
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
        elif _is_abbreviation(word) and not (of_city and _is_word(word)):
            words.append(word)
        else:
            words.append("-".join(part.capitalize() for part in word.split("-")))
    return " ".join(words)


def _is_word(word: str) -> bool:
    """Say whether a word may be one by its letters: a vowel, and no figure."""
    return word not in _KEPT and any(vowel in word for vowel in "AEIOUY") and not any(map(str.isdigit, word))


def _is_abbreviation(word: str) -> bool:
    """Say whether a word of a station's name is one by its letters: short and no known word, or a command's."""
    if not _is_word(word):
        return len(word) > 1
    return (1 < len(word) <= _LONGEST_SHORT and word not in _SHORT_WORDS) or _COMMAND.match(word) is not None


_LONGEST_SHORT = 4
_KEPT = frozenset(
    {"USNATO", "UNVIE", "USAID", "UNESCO", "ASEAN", "ECOWAS", "MERCOSUR", "POLAD", "USOSCE", "AFSOUTH", "AFOSI", "USAFE",
     "SADC", "APEC", "NATO", "SHAPE", "USNIC", "OPCON", "AIPAC"}
)  # fmt: skip
# ``USCINCSO``, ``EUCOM``, ``CDRUSAREUR``: commands and those who hold them.
_COMMAND = re.compile(
    r"(?:US[BCDFGHJ-NP-TV-Z][A-Z]{2,}|[A-Z]{2,}COM|COM[A-Z]{2,}CENT|C(?:DR|INC)[A-Z]+|JIC[A-Z]+|DIR[JN][A-Z]+|[A-Z]+USAREUR)\Z"
)
# Of the words of up to four letters those that are none: of places, and of offices.
_SHORT_WORDS = frozenset(
    "ABU AIR AL ALDA ALL APIA AREA ARAB ARMY ART ASIA AVIV BAKU BANK BASE BAY BERN BLUE BONN CAMP CAPE CHAD CITY COTE CUBA DAR "  # noqa: SIM905
    "DAY DES DILI DOHA DRUG EAST EL FASO FIJI FOOD FORT FUND GAZA GULF GUAM HALL HILL HOLY HOME HONG HUE IRAN IRAQ ISLE JOSE "
    "KEY KIEV KOBE KONG KYIV LA LAKE LAND LAOS LAS LAW LIMA LINE LOME LOS MAIN MAI MALE MALI MAY MINH NAHA NAVY NEAR NEW NICE "
    "NON OMAN OPEN ORAN OSLO PARK PAZ PENH PERU PORT POST RICA RIGA RIO ROME SAN SANA SAO SEA SEE SERI SOUK SRI STAR SUVA "
    "TAX TEAM TEL TOGO TOWN TRI UNIT WAR WEST WING YORK ZONE".split()
)
_SPELLED = {
    "DEPT": "Department", "ST": "St.", "HQ": "Headquarters", "HQS": "Headquarters", "FBI": "Federal Bureau of Investigation",
    "CIA": "Central Intelligence Agency", "DIA": "Defense Intelligence Agency", "DEA": "Drug Enforcement Administration",
    "FAA": "Federal Aviation Administration", "EPA": "Environmental Protection Agency", "NSA": "National Security Agency",
    "USDOC": "Department of Commerce", "USDA": "Department of Agriculture", "SECDEF": "Secretary of Defense",
    "GOVT": "Government", "DOJ": "Department of Justice", "DOI": "Department of the Interior",
    "OSD": "Office of the Secretary of Defense", "DHS": "Department of Homeland Security", "EUCOM": "U.S. European Command",
    "USAFRICOM": "U.S. Africa Command", "USPACOM": "U.S. Pacific Command", "USCENTCOM": "U.S. Central Command",
    "USEUCOM": "U.S. European Command", "USSOUTHCOM": "U.S. Southern Command",
}  # fmt: skip
