"""Abbreviations that a text spells out itself: ``Coastal Assembly (CA)``, ``CA (Coastal Assembly)``. Uses no table.

The initials must match: each letter is the first of a word, in order; small words may be left out. So a phrase in any language
is found, and a phrase that only stands before a parenthesis is not taken for what is in it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from generator.cables.mentions.capitals import CANDIDATE, Words, is_whole

Word = tuple[str, int, int, bool]  # letters, start and end in the text, joined by a hyphen to the word before

_REACH = 24  # letters before a parenthesis that are looked at, and how many more for each of the term
_LETTERS_A_WORD = 18
_MOST_WORDS = 24
_FEWEST_WORDS = 3
_SMALL = 5
_WORD = re.compile(
    r"(?P<hyphen>(?<=\w)-)?(?:[DdLl](?=['\u2019][A-Z])|[^\W_]+(?:['\u2019][^\W\d_]+)*)"
)  # the article of ``d'Etat`` is a word of its own
_POSSESSIVE = re.compile(r"['\u2019,]s\Z")
_CLOSED = re.compile(r"[.;:!?](?=\s)|[()\[\]\u2026\n]")  # no phrase goes on behind these
_OPENS = re.compile(
    rf"[(\[]\s?(?:(?:[Tt]he|or|aka|hereafter|hereinafter|known as) )?[\"'\u201c\u2018\u00ab]?({CANDIDATE})"
)
_ASIDE = re.compile(rf"(?:,|\s[-\u2013\u2014])\s?[\"'\u201c\u2018\u00ab]?({CANDIDATE})[\"'\u201d\u2019\u00bb]?\Z")
_PASSING = re.compile(
    rf"(?:or|known as|[-\u2013\u2014]|,) (?:the )?[\"\u201c\u00ab]?({CANDIDATE})"
    r"(?=[\"\u201d\u00bb]?(?:[,.;:]| [-\u2013\u2014]))"
)
_PASSING_BEFORE = re.compile(r"(?:or|known as|[-\u2013\u2014]|,) (?:the )?[\"\u201c\u00ab]?\Z")
_LONGEST_BEFORE = 16
_PASSING_ENDS = tuple(
    f"{end} {quote}" for end in ("or", "as", "the", ",", *"-\u2013\u2014") for quote in ("", *'"\u201c\u00ab')
)
# What follows a term between commas or dashes: ``CA, or Coastal Assembly,``, ``CA - Coastal Assembly -``.
_BEHIND = re.compile(
    r"[\"\u201d\u00bb]?(,(?: or)?| [-\u2013\u2014]{1,2}) (?:the )?[\"\u201c\u00ab]?([^\W\d_][^,.;:()\n]{4,120}?)"
    r"[\"\u201d\u00bb]?(?=[,.;:]| [-\u2013\u2014])"
)
_BEHIND_BEGINS = (", ", '", ', "\u201d, ", " - ", " -- ", " \u2013 ", " \u2014 ")
_ENDS = re.compile(r"(?:['\u2019]?s)?[\"'\u201d\u2019\u00bb]?\s?(?:[),;:\]]|[-\u2013\u2014]\s|(?:in|by|from|for) )")
_TERM_BEFORE = re.compile(rf"({CANDIDATE})[\"'\u201d\u2019\u00bb]? \Z")
_CONTENT = re.compile(r"\(\s?[\"'\u201c\u2018\u00ab]?(?:(?:the|or) )?([^()\n]{3,160}?)[\"'\u201d\u2019\u00bb]?[),;]")
_NEAR = 20  # letters before a parenthesis in which a term stands
_GLUE = " \t\n\"'\u201c\u201d\u2018\u2019\u00ab\u00bb,"
_PARTICLES = frozenset(
    "A AL AND AT BY D DA DAS DE DEL DER DES DI DIE DO DOS DU E EL EN ET FOR FUR IL IN L LA LAS LE LES LOS OF ON PARA POR "  # noqa: SIM905  a list of words reads best as a line of words
    "SUR THE TO UND V VAN VON VOOR WITH Y ZU ZUR".split()
)


class Definition(msgspec.Struct, frozen=True):
    """A place where a text says what an abbreviation stands for; meaning "" where it does so in no way that is understood.

    sure is False between commas, where a list looks the same: ``the Ministry of Docks, MOD, and the mayor``.
    """

    term: str
    meaning: str
    start: int
    sure: bool = True


def definitions(text: str, words: Words) -> Iterator[Definition]:
    """Yield the places of a text that introduce an abbreviation, one of its words; phrases do not go over line ends."""
    yield from _in_passing(text, words)
    yield from _behind(text, words)
    for at in sorted([*_places(text, "("), *_places(text, "["), *_places(text, ")")]):
        found = _in_apposition(text, at) if text[at] == ")" else _inside(text, at) or _before(text, at)
        if found is not None:
            yield found


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _inside(text: str, at: int) -> Definition | None:
    """Return what stands before a parenthesis that opens with a term: ``Coastal Assembly (CA)``."""
    told = _OPENS.match(text, at)
    if told is None or not is_whole(text, *told.span(1)) or not _ENDS.match(text, told.end(1)):
        return None
    meaning = _phrase_before(text, at, told[1])
    if meaning or text[max(0, at - 2) : at].strip(_GLUE):
        return Definition(told[1], meaning, told.start(1))
    return None


def _in_apposition(text: str, at: int) -> Definition | None:
    """Return what stands before a term at the end of a parenthesis: ``(Servicio Nacional, SN)``."""
    told = _ASIDE.search(text, max(0, at - _NEAR), at)
    if told is None or not is_whole(text, *told.span(1)):
        return None
    meaning = _phrase_before(text, told.start(), told[1])
    return Definition(told[1], meaning, told.start(1)) if meaning else None


def _in_passing(text: str, words: Words) -> Iterator[Definition]:
    """Yield what a text spells out without a parenthesis: ``the Coastal Assembly, or CA``, ``Coastal Assembly - CA -``."""
    for at in sorted(at for begins in words.values() for at in begins if text.endswith(_PASSING_ENDS, 0, at)):
        before = _PASSING_BEFORE.search(text, max(0, at - _LONGEST_BEFORE), at)
        told = _PASSING.match(text, before.start()) if before else None
        if told is None:
            continue
        edge = told.start() - (text[told.start() - 1 : told.start()] == "-")  # a dash may be two hyphens
        if is_whole(text, *told.span(1)) and (meaning := _phrase_before(text, edge, told[1])):
            yield Definition(told[1], meaning, told.start(1), sure=text[told.start()] != ",")


def _behind(text: str, words: Words) -> Iterator[Definition]:
    """Yield what a text spells out behind a term without a parenthesis: ``CA, the Coastal Assembly,``."""
    for term, begins in words.items():
        for at in begins:
            end = at + len(term)
            told = _BEHIND.match(text, end) if text.startswith(_BEHIND_BEGINS, end) else None
            if told is None or _fold(told[2][0]) != term[0] or not is_whole(text, at, end):
                continue
            if _first_word(_words(told[2]), _letters(term)) == 0:
                yield Definition(term, " ".join(told[2].split()), at, sure=told[1] != ",")


def _before(text: str, at: int) -> Definition | None:
    """Return what a parenthesis behind a term says: ``CA (Coastal Assembly)``."""
    term = _TERM_BEFORE.search(text, max(0, at - _NEAR), at)
    content = _CONTENT.match(text, at) if term else None
    if term is None or content is None or not is_whole(text, *term.span(1)):
        return None
    words, phrase = _words(content[1]), " ".join(content[1].strip(_GLUE).split())
    if words and _first_word(words, _letters(term[1])) == 0:
        return Definition(term[1], phrase, term.start(1))
    # A name of several words in another order or language; two words may be of a person: ``DCM (Ada Orley)``.
    named = len(words) >= _FEWEST_WORDS and all(word[0].isupper() or _is_small(word) for word, *_ in words)
    return Definition(term[1], phrase, term.start(1), sure=False) if named else None


def _phrase_before(text: str, edge: int, term: str) -> str:
    """Return the phrase that ends at a place and has the initials of a term, "" for none."""
    reach = _REACH + _LETTERS_A_WORD * len(term)
    stretch = text[max(0, edge - reach) : edge].rstrip(_GLUE)
    begin = max((closed.end() for closed in _CLOSED.finditer(stretch)), default=0)
    words = _words(stretch[begin:])[-_MOST_WORDS:]
    if not words or stretch[begin + words[-1][2] :].strip(_GLUE):
        return ""
    first = _first_word(words, _letters(term))
    if first is None or words[first][0] == term:  # a word is not spelled out by itself
        return ""
    return _POSSESSIVE.sub("", " ".join(stretch[begin + words[first][1] :].split()))


def _words(text: str) -> list[Word]:
    return [
        (found[0].lstrip("-"), found.start() + len(found["hyphen"] or ""), found.end(), bool(found["hyphen"]))
        for found in _WORD.finditer(text)
    ]


def _letters(term: str) -> str:
    """Return the letters of a term that a phrase must account for; small ones need not be (``BiH``)."""
    return "".join(letter for letter in term if letter.isupper() or letter.isdigit())


def _first_word(words: Sequence[Word], letters: str) -> int | None:
    """Return the word with which a phrase begins that ends with the last of some words and has these initials."""
    failed: set[tuple[int, int]] = set()

    def fits(word: int, letter: int) -> int | None:
        """Match the letters up to one with the words up to one, from the end."""
        if letter < 0:
            return word + 1
        if word < 0 or (word, letter) in failed:
            return None
        told = words[word][0]
        initial = _fold(told[0])
        found = None
        if len(told) > 1 and told.isupper() and letters[: letter + 1].endswith(told):  # UN in UNSC
            found = fits(word - 1, letter - len(told))
        if found is None and initial == letters[letter] and (letter or _can_begin(words, word)):
            found = fits(word - 1, letter - 1)
        if found is None and word < len(words) - 1 and (_is_small(told) or words[word][3]):
            found = fits(word - 1, letter)
        if found is None:
            failed.add((word, letter))
        return found

    return fits(len(words) - 1, len(letters) - 1) if letters else None


def _can_begin(words: Sequence[Word], at: int) -> bool:
    """Say whether a phrase can begin with a word: no particle; a small letter only before words in small letters."""
    first = words[at][0]
    if first.upper() in _PARTICLES:
        return False
    return not first.islower() or all(word[0].islower() for word in words[at:])


def _is_small(word: str) -> bool:
    return (word.islower() and len(word) <= _SMALL) or word.upper() in _PARTICLES


def _fold(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].upper()
