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
    return _titled(name, vocabulary, 1 if vocabulary.words.english else 2)
