"""Identifiers: the grammar, every spelling that is known, and the year that two digits or none stand for.

docs/format.md, "Identifiers".
"""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from generator.vocabulary import Vocabulary

_GRAMMAR: Final = re.compile(r"(\d{2})([A-Z]{2,20})0*([1-9]\d{0,6})\Z")
_SPELLINGS: Final = re.compile(
    r"(?:(?P<year>\d{4}|\d{2,3})[ ]*)?(?P<post>[A-Z][A-Z .'\u2019\-]{0,40}?)[ ]*#?[ ]*"
    r"(?:\((?P<inner>\d{2}|\d{4})\)[ ]*)?0*(?P<serial>[1-9]\d{0,6})(?:_?[A-Z])?\Z"
)
_OUTER_YEAR: Final = re.compile(r"\((\d{2}|\d{4})\)[ ]*")
_FUSED: Final = re.compile(r"(\d\d)(?:EFTO|AMEMBASSY)([A-Z]{2,20}\d{1,7})\Z")
_SECTION: Final = re.compile(
    r"S?E?C?T?I?O?N?\d\dOF\d\d(?=[A-Z])|(?<=[A-Z])(?:SECTION|SECTON|SETION|SCTION|SECTIO)\d\dOF\d\d"
)
_TITLES: Final = ("AMEMBASSY", "EMBASSY", "AMCONSUL", "CONSULATE", "USMISSION")
_PIVOT: Final = 60
_ROLL_BACK: Final = 50
_LONGEST_SPELLING: Final = 200


class Identity(msgspec.Struct, frozen=True, order=True):
    """A cable's identity: calendar year (four digits), post code (2 to 20 capitals), serial (1 to 9,999,999)."""

    year: int
    post: str
    serial: int

    @property
    def cable_id(self) -> str:
        """The canonical identifier, ``07ASTANA1061``."""
        return f"{self.year % 100:02d}{self.post}{self.serial}"


def full_year(two_digits: int) -> int:
    """Return the calendar year that an identifier abbreviates.

    60 to 99 are in the 1900s, 00 to 59 in the 2000s (docs/format.md, "Identifiers").

    Args:
        two_digits: 0 to 99, the digits before the post (79 in ``79TEHRAN8980``).

    Raises:
        ValueError: two_digits is not within 0 to 99.
    """
    if not 0 <= two_digits <= 99:  # two digits
        message = f"two digits of a year are 0 to 99, not {two_digits}"
        raise ValueError(message)
    return two_digits + (1900 if two_digits >= _PIVOT else 2000)


def parse_id(text: str) -> Identity | None:
    """Read an identifier in its strict form, any case; None for everything else."""
    match = _GRAMMAR.match(text.upper())
    return Identity(full_year(int(match[1])), match[2], int(match[3])) if match else None


def squeeze_post(text: str, post_names: Mapping[str, str]) -> str | None:
    """Return the code of a post as printed: ``RIO DE JAN``, ``AMEMBASSY ASTANA``, ``SANA'A``; None for an unknown one."""
    squeezed = "".join([letter for letter in text.upper() if "A" <= letter <= "Z"])
    code = post_names.get(squeezed)
    if code is None:
        for title in _TITLES:
            if squeezed.startswith(title):
                return post_names.get(squeezed.removeprefix(title))
    return code


def read_identity(text: str, vocabulary: Vocabulary) -> tuple[Identity | None, tuple[str, ...]]:
    """Read an identifier in any known spelling, with a year.

    Args:
        text: ``07ASTANA1061``, ``07 Astana 1061``, ``2007ASTANA001061``, ``ASTANA (07) 1061``, ``07ASTANA1061_a``, a garbled
            one of the table of malformed ids, a NARA number ``1973ABIDJA00073``, an address that ends in one.
        vocabulary: posts and malformed identifiers.

    Returns:
        The identity, None when there is none, and the printed spelling as an alias when it is an identifier of its own.
    """
    if len(text) > _LONGEST_SPELLING:
        return None, ()
    printed = _last_part(text).strip().upper()
    if known := vocabulary.malformed_ids.get(printed):
        return parse_id(known), (printed,)
    strict = parse_id(printed)
    if strict is not None and strict.post in vocabulary.posts:
        return strict, _alias(printed, strict)
    mended = _SECTION.sub("", printed)
    if match := _FUSED.match(mended):
        mended = match[1] + match[2]
    if mended != printed and (found := parse_id(mended)) is not None:
        return _with_known_post(found, vocabulary), (printed,)
    if strict is not None:
        return _with_known_post(strict, vocabulary, keep_unknown=strict), _alias(printed, strict)
    loose = _spelled(printed, vocabulary)
    return loose, () if loose is None else _alias(printed, loose)


def _last_part(text: str) -> str:
    """Return the last part of an address without its ending; a text without a slash is returned as it is."""
    if "/" not in text:
        return text
    last = text.rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"\.(?:html?|txt|pdf|json)(?:[#?].*)?\Z", "", last)


def _alias(printed: str, identity: Identity) -> tuple[str, ...]:
    """Return the printed form when it could be cited as an identifier of its own: one word, not the canonical id."""
    return (printed,) if printed != identity.cable_id and printed.replace("_", "").isalnum() else ()


def _with_known_post(found: Identity, vocabulary: Vocabulary, keep_unknown: Identity | None = None) -> Identity:
    """Replace a post's other spelling by its code; KIEV and KYIV are codes both and stay."""
    if found.post in vocabulary.posts:
        return found
    code = vocabulary.post_names.get(found.post)
    return Identity(found.year, code, found.serial) if code else keep_unknown or found


def _spelled(printed: str, vocabulary: Vocabulary) -> Identity | None:
    """Read a spelling with blanks, four digits of the year, or the year in parentheses."""
    text = " ".join(printed.split())
    outer = _OUTER_YEAR.match(text)
    if outer:
        text = text[outer.end() :]
    match = _SPELLINGS.match(text)
    if match is None:
        return None
    digits = match["year"] or match["inner"] or (outer[1] if outer else None)
    post = squeeze_post(match["post"], vocabulary.post_names)
    if digits is None or post is None:
        return None
    year = written_year(digits)
    return Identity(year, post, int(match["serial"])) if year else None


def written_year(digits: str) -> int | None:
    """Return the calendar year of two to four digits: ``07``, ``007`` (a slip), ``2007``; None when it can be none."""
    if len(digits) == 4:  # a whole year
        year = int(digits)
        return year if 1900 <= year <= 2059 else None  # the span that two digits can name
    if len(digits) == 3:  # a slip: a zero too many
        return full_year(int(digits[1:])) if digits[0] == "0" else None
    return full_year(int(digits))


def guess_year(post: str, serial: int, citing: Identity) -> int:
    """Return the year of a citation that gives none: the citing cable's, or the one before.

    A cable cannot cite a later number of its own post: beyond its own serial and fifty (cables sent the same day), the
    number is last year's (docs/format.md, "Omitted years").
    """
    if post == citing.post and serial > citing.serial + _ROLL_BACK:
        return citing.year - 1
    return citing.year
