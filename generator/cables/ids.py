"""Identifiers: the grammar, every spelling that is known, and the year that two digits or none stand for.

docs/reference/format.md, "Identifiers".
"""

import re
from collections.abc import Mapping

import msgspec

from generator.vocabulary import Vocabulary

_GRAMMAR = re.compile(r"(\d{4}|\d{2})([A-Z]{2,20})0*([1-9]\d{0,6})(?:-([1-9]\d{0,4}))?\Z")
_SPELLINGS = re.compile(
    r"(?:(?P<year>\d{4}|\d{2,3})[ ]*)?(?P<post>[A-Z][A-Z .'\u2019\-]{0,40}?)[ ]*#?[ ]*"
    r"(?:\((?P<inner>\d{2}|\d{4})\)[ ]*)?0*(?P<serial>[1-9]\d{0,6})(?:_?[A-Z]|-\d{1,4})?\Z"
)
_OUTER_YEAR = re.compile(r"\((\d{2}|\d{4})\)[ ]*")
_FUSED = re.compile(r"(\d\d)(?:EFTO|AMEMBASSY)([A-Z]{2,20}\d{1,7})\Z")
_SECTION = re.compile(r"S?E?C?T?I?O?N?\d\dOF\d\d(?=[A-Z])|(?<=[A-Z])(?:SECTION|SECTON|SETION|SCTION|SECTIO)\d\dOF\d\d")
# The National Archives write four digits of the year, the post cut to six characters, blanks counted, and five digits or
# more of the number, filled up with zeros; their collections add ``_b``, and copies of a file ``-1``.
_ARCHIVES = re.compile(r"((?:19|20)\d\d)[ ]?([A-Z][A-Z .'\-]{1,13}?)[ ]*(\d{5,6})(?:_[A-Z])?(?:-\d{1,4})?\Z")
_WHOLE = re.compile(r"((?:19|20)\d\d)([A-Z]{2,20})0*([1-9]\d{0,6})(?:_[A-Z])?(?:-\d{1,4})?\Z")
_BLANKS = re.compile(r"(?<=\d)[_\-](?=[A-Z]{2})|(?<=[A-Z])[_\-]")
_CUT = 6
TITLES = ("AMEMBASSY", "EMBASSY", "AMCONSUL", "CONSULATE", "USMISSION")
_PIVOT = 30
_FIRST, _LAST = 1900, 2059
_ROLL_BACK = 50
_LONGEST_SPELLING = 200


class Identity(msgspec.Struct, frozen=True, order=True):
    """A cable's identity: calendar year (four digits), post code (2 to 20 capitals), serial (1 to 9,999,999).

    part counts the messages that bear one number: 1 for the first, and for the only one.
    """

    year: int
    post: str
    serial: int
    part: int = 1

    @property
    def cable_id(self) -> str:
        """The canonical identifier: ``07ASTANA1061``, ``1925VENSK12`` where two digits mean another year, ``76STATE9-2``."""
        two = self.year % 100
        year = f"{two:02d}" if full_year(two) == self.year else f"{self.year:04d}"
        return f"{year}{self.post}{self.serial}{f'-{self.part}' if self.part > 1 else ''}"

    def in_year(self, year: int) -> "Identity":
        """Return this number in another year."""
        return Identity(year, self.post, self.serial, self.part)


def full_year(two_digits: int) -> int:
    """Return the calendar year that an identifier abbreviates.

    30 to 99 are in the 1900s, 00 to 29 in the 2000s: no year of the far future (docs/reference/format.md, "Identifiers").

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
    """Read an identifier in its strict form, any case; None for everything else.

    Four digits of the year are strict only where two would mean another year, and a part only behind a number without
    zeros: ``1976VENSK07341-1`` is the name of a file, not of the second message.
    """
    match = _GRAMMAR.match(text.upper())
    if match is None:
        return None
    year = int(match[1]) if len(match[1]) == 4 else full_year(int(match[1]))  # four digits are a whole year
    found = Identity(year, match[2], int(match[3]), int(match[4] or 1))
    if len(match[1]) == 4 and (full_year(year % 100) == year or not _FIRST <= year <= _LAST):  # as above
        return None
    return found if match[4] is None or found.cable_id == text.upper() else None


def squeeze_post(text: str, post_names: Mapping[str, str]) -> str | None:
    """Return the code of a post as printed: ``RIO DE JAN``, ``AMEMBASSY ASTANA``, ``SANA'A``; None for an unknown one."""
    squeezed = "".join([letter for letter in text.upper() if "A" <= letter <= "Z"])
    code = post_names.get(squeezed)
    if code is None:
        for title in TITLES:
            if squeezed.startswith(title):
                return post_names.get(squeezed.removeprefix(title))
    return code


def read_identity(text: str, vocabulary: Vocabulary, sender: str = "") -> tuple[Identity | None, tuple[str, ...]]:
    """Read an identifier in any known spelling, with a year.

    Args:
        text: ``07ASTANA1061``, ``07 Astana 1061``, ``2007ASTANA001061``, ``ASTANA (07) 1061``, ``07ASTANA1061_a``, a garbled
            one of the table of malformed ids, a NARA number ``1973ABIDJA00073``, an address that ends in one.
        vocabulary: posts and malformed identifiers.
        sender: the post as the record names it; it decides where a cut name begins two.

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
        return _with_known_post(strict, vocabulary), _alias(printed, strict)
    loose = _spelled(printed, vocabulary) or _cut_short(printed, vocabulary, sender)
    return loose, () if loose is None else _alias(printed, loose)


def _cut_short(printed: str, vocabulary: Vocabulary, sender: str) -> Identity | None:
    """Read a number of the National Archives: the post that its cut name begins, else the cut name as it stands."""
    match = _ARCHIVES.match(printed)
    if match is None or not int(match[3]):
        whole = _WHOLE.match(printed)
        return Identity(int(whole[1]), whole[2], int(whole[3])) if whole else None
    squeezed = "".join([letter for letter in match[2] if "A" <= letter <= "Z"])
    if not 2 <= len(squeezed) <= _CUT or len(match[2]) > _CUT:
        return None
    known = vocabulary.cut_posts.get(squeezed, ())
    if len(known) > 1 and sender:
        code = squeeze_post(sender, vocabulary.post_names)
        known = (code,) if code in known else known
    post = known[0] if len(known) == 1 else squeezed
    return Identity(int(match[1]), post, int(match[3]))


def _last_part(text: str) -> str:
    """Return the last part of an address without its ending; a text without a slash is returned as it is."""
    if "/" not in text:
        return text
    last = text.rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"\.(?:html?|txt|pdf|json)(?:[#?].*)?\Z", "", last)


def _alias(printed: str, identity: Identity) -> tuple[str, ...]:
    """Return the printed form when it could be cited as an identifier of its own: one word, not the canonical id."""
    return (printed,) if printed != identity.cable_id and printed.replace("_", "").isalnum() else ()


def _with_known_post(found: Identity, vocabulary: Vocabulary) -> Identity:
    """Replace a post's other spelling by its code; KIEV and KYIV are codes both and stay."""
    if found.post in vocabulary.posts:
        return found
    code = vocabulary.post_names.get(found.post)
    return Identity(found.year, code, found.serial) if code else found


def _spelled(printed: str, vocabulary: Vocabulary) -> Identity | None:
    """Read a spelling with blanks, or what stands for them in names of files, four digits of the year, or it in parentheses."""
    text = " ".join(_BLANKS.sub(" ", printed).split())
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
        return year if _FIRST <= year <= _LAST else None
    if len(digits) == 3:  # a slip: a zero too many
        return full_year(int(digits[1:])) if digits[0] == "0" else None
    return full_year(int(digits))


def guess_year(post: str, serial: int, citing: Identity) -> int:
    """Return the year of a citation that gives none: the citing cable's, or the one before.

    A cable cannot cite a later number of its own post: beyond its own serial and fifty (cables sent the same day), the
    number is last year's (docs/reference/format.md, "Omitted years").
    """
    if post == citing.post and serial > citing.serial + _ROLL_BACK:
        return citing.year - 1
    return citing.year
