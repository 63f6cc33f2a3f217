"""A subject printed in capitals -> a title for reading. Keeps acronyms, numerals, addresses; changes case alone."""

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from generator.cables.heading.title_words import (
    BEFORE_NUMBERS,
    BETWEEN_HYPHENS,
    COUNTRIES,
    ELIDED,
    IN_CAPITALS,
    ONSETS,
    ORDINAL_ENDS,
    PARTICLES,
    PERSONS,
    PLURALS,
    QUOTES,
    RARE_PARTICLES,
    SALUTATIONS,
    SALUTATIONS_WITH_STOP,
    SMALL,
    TAKES_PRONOUN,
    WORDS_FIRST,
)
from generator.vocabulary import Acronym

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f](?:[A-Za-z\u00c0-\u024f'\u2019.&/0-9]*[A-Za-z\u00c0-\u024f0-9])?\.?")
_ROMAN = re.compile(r"[IVX]{1,4}\Z")
_ROMAN_STARTS = frozenset("IVX")
_ADDRESS = re.compile(r"(?<!\S)[(<\[\"']*(?:https?://|ftp://|www\.|[^\s@]{1,64}@[^\s@])\S*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# A short word that begins with consonants as neither words nor names do: RFI, MLA, PDVSA.
_UNSPOKEN = re.compile(
    rf"(?!{'|'.join(sorted(ONSETS))})[B-DF-HJ-NP-TV-XZ]{{2}}[A-Z]{{1,2}}\Z|[BCDFGJKMNPQTVWXZ]{{3}}[A-Z]{{2}}\Z"
)
_VOWEL = re.compile(r"[AEIOUY]")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?\Z")
_LONGEST_SERIES = 4  # letters
_SHORTEST_SCOT = 5  # letters: MCC is no name
_SHOUTED = 3  # words in capitals on either side together: a heading glued to its paragraph, and no witness
_NEIGHBOURS = 60  # characters on either side in which they are looked for
_WIRE_APOSTROPHE = re.compile(r"(?<=[A-Za-z]),(?=(?:S|T|VE|RE|LL|s|t|ve|re|ll)(?![A-Za-z]))")
_WIRE_QUOTES = re.compile(r"(?<![A-Za-z0-9])&(?=[A-Za-z])([^&8\n]{1,200})8(?![A-Za-z0-9])")
_LINE_END = " \n "  # of a witness: a blank stands on both sides of each word
# A word in capitals that names its paragraph, ``AGRICULTURE: The harvest``, or a person in a list, ``ORLEY, Halvard``.
_LABEL_BEHIND = re.compile(r"[:.]|,? [-\u2013]|, [A-Z][a-z]")
_SHORT_CODES = 2
_WITNESS = 8_000  # characters of the text that are asked how they write a word
_MOST_WORDS = 80  # of a subject, that ask the text: a longer one is no subject


def title_case(subject: str, acronyms: Mapping[str, Acronym], text: str, small: str = "") -> str:
    """Set a subject in title case when it is printed in capitals; else return it as it is.

    A word stays in capitals when the vocabulary knows it as an abbreviation or when the cable's own text, if it is not all
    in capitals, writes it so and never otherwise: the text of a cable is the best witness for its own names. An address,
    of a page of the Web or of electronic mail, is no words: it stays as it is printed, and says nothing of the rest.

    Args:
        subject: as printed, joined to one line.
        acronyms: known abbreviations, keys in capitals.
        text: the reading text of the cable, "" when it is all in capitals and no witness.
        small: the same in small letters, "" where that is not at hand.
    """
    addressed = _may_hold_address(subject)
    words = _ADDRESS.sub("", subject) if addressed else subject
    if words.islower() and not addressed:
        subject = _as_capitals(subject)
    elif not words.isupper():
        letters = [letter for letter in words if letter.isalpha()]
        if not letters or sum(map(str.islower, letters)) > len(letters) // 4:
            return subject
    text = _witness(text)
    lowered = small or text.lower()  # tells what stands nowhere in the text
    before = ""
    out: list[str] = []
    at = 0
    addresses = _ADDRESS.finditer(subject if addressed else "")
    address = next(addresses, None)
    for asked, match in enumerate(_WORD.finditer(subject)):
        begin, end = match.span()
        gap = subject[at:begin]
        opens = not at or (gap != " " and (_opens(gap) or gap[-1:] in QUOTES))
        while address and address.end() <= begin:
            address = next(addresses, None)
        if asked == _MOST_WORDS:
            text = lowered = "  "
        word = match[0]
        hyphened = subject[end : end + 1] == "-"
        if address is not None and address.start() <= begin:
            pass  # as it is printed
        elif hyphened and _is_series(word, subject, end) and f" {word.lower()} " not in text.lower():
            pass
        elif gap != " " and subject[begin - 1 : begin].isdigit() and word.rstrip(".") in ORDINAL_ENDS:
            word = word.lower()  # 17TH, 1990S
        elif placed := _by_place(word, subject, end, text, gap, before, opens=opens):
            word = placed
        else:
            word = _set_word(word, acronyms, text, lowered, opens=opens or ((gap == "-") != hyphened))
        out += gap, word
        before, at = match[0], end
    out.append(subject[at:])
    return "".join(out)


def mend_wire(subject: str) -> str:
    """Put back the apostrophes and quotation marks that the wire made into ``,`` and ``&...8``."""
    if "," in subject:
        subject = _WIRE_APOSTROPHE.sub("'", subject)
    return _WIRE_QUOTES.sub(r'"\1"', subject) if "&" in subject else subject


def _witness(text: str) -> str:
    """Return the part of a text that tells how it writes a word: no line of it is in capitals."""
    return f"{_LINE_END}{_LINE_END.join([line for line in text[:_WITNESS].split(chr(10)) if not line.isupper()])} "


def _as_capitals(subject: str) -> str:
    """Return a subject in small letters in capitals, unless a letter of it has no capital of its own."""
    capitals = subject.upper()
    return capitals if len(capitals) == len(subject) and capitals.lower() == subject else subject


def _may_hold_address(subject: str) -> bool:
    """Say whether a subject holds a sign of an address: the pattern is slow to look for one itself."""
    return "@" in subject or "//" in subject or "www." in subject.lower()


def _is_series(word: str, subject: str, end: int) -> bool:
    """Say whether a word in capitals is the first part of a number of its own: ``TU-154``, ``GFXI-10-4001``."""
    return (
        subject[end : end + 1] == "-"
        and subject[end + 1 : end + 2].isdigit()
        and len(word) <= _LONGEST_SERIES
        and word not in BEFORE_NUMBERS
        and word not in WORDS_FIRST
    )


def _by_place(word: str, subject: str, end: int, text: str, gap: str, before: str, *, opens: bool) -> str:
    """Set a word whose case its neighbours tell: a pronoun, a part of a name, a small word that ends a title; "" for others."""
    hyphened = subject[end : end + 1] == "-"
    if gap == "-" and word in BETWEEN_HYPHENS and (hyphened or word == "E"):  # Mazar-e Sharif
        return word.lower()
    if (word == "US" and before in TAKES_PRONOUN) or (word == "LOS" and subject.startswith(" ANGELES", end)):
        return word.capitalize()
    if not opens and gap == " " and (word in PARTICLES or word in RARE_PARTICLES or word[:2] == "D'"):
        return _particle(word, subject, end, text, within=before in PARTICLES)
    return word.capitalize() if word.lower() in SMALL and not hyphened and _closes(subject, end) else ""


def _particle(word: str, subject: str, end: int, text: str, *, within: bool) -> str:
    """Return a particle of a name as the text writes it, else in small letters; "" where it may be none.

    within says that another stands before it: ``de la``.
    """
    if word[:2] == "D'":
        name = word[2:].capitalize()
        return f"d'{name}" if word in ELIDED or f" d'{name}" in text else ""
    following = _WORD.match(subject, end + 1)
    name = following[0].capitalize() if following else ""
    if not name or f" {word.capitalize()} {name}" in text:
        return word.capitalize()
    return word.lower() if within or word in PARTICLES or f" {word.lower()} {name}" in text else ""


def _closes(subject: str, end: int) -> bool:
    """Say whether a word ends a title or a part of it: then it is no small one, as in ``Plan A``."""
    behind = subject[end : end + 3].lstrip("\"'\u201d\u2019)")
    return not behind or behind[0] in ":;?!"


def _opens(gap: str) -> bool:
    """Say whether a word begins a part of a title by what stands between it and the word before."""
    return gap.rstrip(" \"'\u201c\u2018(").endswith((":", "?", "!", ".", "--", "\u2013")) or (
        gap != "-" and gap.strip() in {"-", "/"}
    )


def _set_word(word: str, acronyms: Mapping[str, Acronym], text: str, lowered: str, *, opens: bool) -> str:
    """Set one word; text is what is asked how it is written, lowered the same in small letters."""
    if word in COUNTRIES:
        return word
    if word.isalpha():  # the common word: no ending, no dot
        if not word.isupper():
            return f"Mc{word[2:].capitalize()}" if word[:2] == "Mc" and word[2:].isupper() else word
        if word in SALUTATIONS:
            return word.capitalize()
        bare, stem, suffix, dot = word, word, "", ""
        if word[-1] == "S" and _is_plural(word[:-1], acronyms, text, lowered):
            return word[:-1] + "s"
    elif "/" in word:
        parts = word.split("/")
        office = is_abbreviation(parts[0], acronyms, text, lowered)  # EUR/WE
        return "/".join(
            [
                part
                if not part or (at and office and len(part) <= _SHORT_CODES)
                else _set_word(part, acronyms, text, lowered, opens=True)
                for at, part in enumerate(parts)
            ]
        )
    elif not word.isupper() or _INITIALS.match(word):
        return word
    else:
        bare = word.rstrip(".")
        if bare in SALUTATIONS or (bare in SALUTATIONS_WITH_STOP and bare != word):
            return ("vs" if bare == "VS" else bare.capitalize()) + word[len(bare) :]
        stem, suffix = _without_ending(bare) if bare[-1:] == "S" else (bare, "")
        dot = word[len(bare) :]
    if stem in COUNTRIES or is_abbreviation(stem, acronyms, text, lowered):
        return stem + suffix.lower() + dot
    lower = bare.lower()
    if lower in SMALL and not opens:
        return lower + dot
    if witness := _as_written(stem, text):
        return witness + suffix.lower() + dot
    if (
        stem[:2] == "MC"
        and len(stem) >= _SHORTEST_SCOT
        and stem.isalpha()
        and f" {stem.lower().capitalize()}" not in text
    ):
        return f"Mc{stem[2:].capitalize()}{suffix.lower()}{dot}"
    return _capitalised(lower) + dot


def _without_ending(word: str) -> tuple[str, str]:
    """Split a genitive or plural ending from an abbreviation: ``NGO'S`` -> ("NGO", "'S"), ``USG`` -> ("USG", "")."""
    for ending in ("'S", "\u2019S"):
        if word.endswith(ending):
            return word[: -len(ending)], ending
    return word, ""


def is_abbreviation(word: str, acronyms: Mapping[str, Acronym], text: str, lowered: str) -> bool:
    """Say whether a word in capitals stays in capitals; lowered is text in small letters."""
    if not word.isalpha() and _DIGIT.search(word):
        return True
    if word[:1] in _ROMAN_STARTS and word != "I" and _ROMAN.match(word):
        return True
    lower = word.lower()
    if lower in lowered:  # else it stands there in no way
        if _has_word(text, lower):
            return False
        if len(word) > 1 and _has_abbreviation(text, word):
            return True
        if _has_word(text, lower.capitalize()):
            return False
    if word in WORDS_FIRST or lower in SMALL:
        return False
    return (
        word in acronyms
        or word in IN_CAPITALS
        or not (len(word) == 1 or _VOWEL.search(word))
        or bool(_UNSPOKEN.match(word))
    )


def _is_plural(stem: str, acronyms: Mapping[str, Acronym], text: str, lowered: str) -> bool:
    """Say whether a word in capitals is an abbreviation with the ending of the plural: ``UAVS``, ``NGOS``."""
    if len(stem) < _SHORT_CODES + 1:
        return stem in PERSONS
    lower = stem.lower()
    if lower in lowered:
        if _has_word(text, f"{lower}s") or _has_word(text, f"{lower.capitalize()}s"):
            return False
        if _has_word(text, f"{stem}s"):
            return True
    if stem in PLURALS or (stem in acronyms and f"{stem}S" not in acronyms and not _VOWEL.search(stem)):
        return True
    return _UNSPOKEN.match(stem) is not None and f"{stem}S" not in acronyms and f"{stem}S" not in text


def _has_word(text: str, word: str) -> bool:
    """Say whether a word stands in a text between blanks with no letter on either side; without splitting the text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1].isalnum() and not text[end].isalnum():
            return True
        at = text.find(word, end)
    return False


def _has_abbreviation(text: str, word: str) -> bool:
    """Say whether a word in capitals stands in a text by itself, and not only among others in capitals."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1].isalnum() and not text[end].isalnum():
            opens = text[at - 1] == " " and text.endswith((_LINE_END, ". ", "END "), 0, at)
            if opens and (text.startswith("END ", at - len("END ")) or _LABEL_BEHIND.match(text, end)):
                at = text.find(word, end)
                continue
            before = text[max(0, at - _NEIGHBOURS) : at].split()
            after = text[end : end + _NEIGHBOURS].split()
            beside = _capitals(reversed(before)) + _capitals(after)
            line = text[text.rfind("\n", 0, at) + 1 : at]
            if beside < _SHOUTED and not (beside and (line.isupper() or not line.strip())):  # a heading within its line
                return True
        at = text.find(word, end)
    return False


def _capitals(words: Iterable[str]) -> int:
    """Count the words in capitals, of two letters at least, that stand next."""
    return sum(1 for _ in takewhile(lambda word: len(word) > 1 and word.isupper(), words))


def _as_written(word: str, text: str) -> str:
    """Return a name with capitals inside as the text writes it (``McCain``), "" when it does not."""
    if not word.startswith(("MC", "MAC", "O'", "D'", "AL-", "EL-")):
        return ""
    for written in {word[:2].capitalize() + word[2:].capitalize(), word[:3].capitalize() + word[3:].capitalize()}:
        if _has_word(text, written):
            return written
    return ""


def _capitalised(lower: str) -> str:
    """Capitalise a word and the parts of a hyphened or apostrophed name: ``o'brien`` -> ``O'Brien``."""
    head, quote, tail = lower.partition("'")
    if quote and len(head) == 1 and len(tail) > _SHORT_CODES:
        return f"{head.upper()}'{tail.capitalize()}"
    return lower[:1].upper() + lower[1:]
