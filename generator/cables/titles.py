"""A subject printed in capitals -> a title for reading. Keeps acronyms, numerals, addresses; changes case alone."""

import re
from collections.abc import Mapping
from typing import Final

from generator.vocabulary import Acronym

_WORD: Final = re.compile(r"[A-Za-z\u00c0-\u024f](?:[A-Za-z\u00c0-\u024f'\u2019.&/0-9]*[A-Za-z\u00c0-\u024f0-9])?\.?")
_ROMAN: Final = re.compile(r"[IVX]{1,4}\Z")
_ROMAN_STARTS: Final = frozenset("IVX")
_ADDRESS: Final = re.compile(r"(?<!\S)[(<\[\"']*(?:https?://|ftp://|www\.|[^\s@]{1,64}@[^\s@])\S*", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_VOWEL: Final = re.compile(r"[AEIOUY]")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?\Z")
_SMALL: Final = frozenset(
    "a an and as at but by for from in into nor of off on or over per the to up upon via vs with within without".split()  # noqa: SIM905  a list of words reads best as a line of words
)
# Words that are also abbreviations: a title in capitals almost always means the word.
_WORDS_FIRST: Final = frozenset(
    "A AID ALL AM AN AND ARE AS AT BE BUT CAN CAR CHIEF COM CON DO FAST FOR GO HAS HE HELP HOT IF IN IS IT MAY ME NO NOT OF "  # noqa: SIM905
    "OFF ON OR OUT PACE PASS PER POST RED SAFE SALT SEE SET SHE SO START STAR STEP THE TO TOP UP WE WHO WILL".split()
)
_SHORT_CODES: Final = 2
_WITNESS: Final = 5_000  # characters of the text that are asked how they write a word


def title_case(subject: str, acronyms: Mapping[str, Acronym], text: str) -> str:
    """Set a subject in title case when it is printed in capitals; else return it as it is.

    A word stays in capitals when the vocabulary knows it as an abbreviation or when the cable's own text, if it is not all
    in capitals, writes it so and never otherwise: the text of a cable is the best witness for its own names. An address,
    of a page of the Web or of electronic mail, is no words: it stays as it is printed, and says nothing of the rest.

    Args:
        subject: as printed, joined to one line.
        acronyms: known abbreviations, keys in capitals.
        text: the reading text of the cable, "" when it is all in capitals and no witness.
    """
    addressed = _may_hold_address(subject)
    words = _ADDRESS.sub("", subject) if addressed else subject
    if not words.isupper():
        letters = [letter for letter in words if letter.isalpha()]
        if not letters or sum(map(str.islower, letters)) > len(letters) // 4:
            return subject
    text = f" {text[:_WITNESS]} "
    lowered = text.lower()
    out: list[str] = []
    at = 0
    addresses = _ADDRESS.finditer(subject if addressed else "")
    address = next(addresses, None)
    for match in _WORD.finditer(subject):
        begin, end = match.span()
        gap = subject[at:begin]
        opens = not at or (gap != " " and _opens(gap))
        while address and address.end() <= begin:
            address = next(addresses, None)
        as_printed = address and address.start() <= begin
        out += gap, match[0] if as_printed else _set_word(match[0], acronyms, text, lowered, opens=opens)
        at = end
    out.append(subject[at:])
    return "".join(out)


def _may_hold_address(subject: str) -> bool:
    """Say whether a subject holds a sign of an address: the pattern is slow to look for one itself."""
    return "@" in subject or "//" in subject or "www." in subject.lower()


def _opens(gap: str) -> bool:
    """Say whether a word begins a part of a title by what stands between it and the word before."""
    return gap.rstrip(" \"'\u201c\u2018(").endswith((":", "?", "!", ".", "--", "\u2013")) or gap.strip() in {"-", "/"}


def _set_word(word: str, acronyms: Mapping[str, Acronym], text: str, lowered: str, *, opens: bool) -> str:
    """Set one word; text is what is asked how it is written, lowered the same in small letters."""
    if word.isalpha():  # the common word: no ending, no dot
        if not word.isupper():
            return word
        bare, stem, suffix, dot = word, word, "", ""
    elif "/" in word:
        parts = word.split("/")
        return "/".join([_set_word(part, acronyms, text, lowered, opens=True) if part else "" for part in parts])
    elif not word.isupper() or _INITIALS.match(word):
        return word
    else:
        bare = word.rstrip(".")
        stem, suffix = _without_ending(bare) if bare[-1:] == "S" else (bare, "")
        dot = word[len(bare) :]
    if _is_abbreviation(stem, acronyms, text, lowered):
        return stem + suffix.lower() + dot
    lower = bare.lower()
    if lower in _SMALL and not opens:
        return lower + dot
    if witness := _as_written(stem, text):
        return witness + suffix.lower() + dot
    return _capitalised(lower) + dot


def _without_ending(word: str) -> tuple[str, str]:
    """Split a genitive or plural ending from an abbreviation: ``NGO'S`` -> ("NGO", "'S"), ``USG`` -> ("USG", "")."""
    for ending in ("'S", "\u2019S"):
        if word.endswith(ending):
            return word[: -len(ending)], ending
    return word, ""


def _is_abbreviation(word: str, acronyms: Mapping[str, Acronym], text: str, lowered: str) -> bool:
    if not word.isalpha() and _DIGIT.search(word):
        return True
    if word[:1] in _ROMAN_STARTS and word != "I" and _ROMAN.match(word):
        return True
    lower = word.lower()
    if lower in lowered:  # else it stands there in no way
        if _has_word(text, lower) or _has_word(text, lower.capitalize()):
            return False
        if len(word) > 1 and _has_word(text, word):
            return True
    if word in _WORDS_FIRST or lower in _SMALL:
        return False
    return word in acronyms or not (len(word) == 1 or _VOWEL.search(word))


def _has_word(text: str, word: str) -> bool:
    """Say whether a word stands in a text between blanks with no letter on either side; without splitting the text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1].isalnum() and not text[end].isalnum():
            return True
        at = text.find(word, end)
    return False


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
