"""The classification line: ``UNCLAS SECTION 01 OF 02 ASTANA 001061``, spaced, damaged or whole. One line at a time.

docs/reference/format.md, "Classification line".
"""

import functools
import re

import msgspec

from generator.cables.source.dates import month_of

_LINE = re.compile(
    r".{0,4}?(?P<level>TOPSECRET|SECRET|ECRET|C?[O0]NF[I1L]DENT[I1L]A[L1I]|UNCLASSIFIED|UNCLAS|LIMITEDOFFICIALUSE)"
    r"(?:EFTO|//?(?:NOFORN|FOUO|FOROFFICIALUSEONLY|SENSITIVE))*(?:SECTION(?P<section>\d{1,3})OF(?P<sections>\d{1,3}))?"
    r"(?P<year>(?:19|20)?\d{2}(?=[A-Z]))?"
    r"(?P<post>[A-Z][A-Z'.\-]{1,24}?)(?P<serial>\d{1,7})(?!\d)"
)
_LEVELS = {
    "TOPSECRET": "TOP SECRET",
    "ECRET": "SECRET",
    "UNCLAS": "UNCLASSIFIED",
    "LIMITEDOFFICIALUSE": "LIMITED OFFICIAL USE",
}
_ZEROS = re.compile(r"(?<=[ ])O{1,3}(?=\d{2,6}\b)")  # of a number whose picture was read as letters
_WHERE_LETTERS_BEGIN = 6
_LONGEST = 120
_REDACTED_POST = 3


class Classification(msgspec.Struct, frozen=True, gc=False):
    """What a classification line says. post is squeezed to capital letters; section and sections are None when not given.

    year is the year of two or four digits that may stand before the post, as printed, "" without one. remainder is what stands
    behind the serial on the same line, and start its place in the line's text.
    """

    level: str
    section: int | None
    sections: int | None
    post: str
    serial: int
    remainder: str = ""
    start: int = 0
    year: str = ""


def classification_at(text: str) -> Classification | None:
    """Read a line as a classification line; None when it is none. Takes time in proportion to at most 120 characters."""
    return _read_short(text) if len(text) <= _LONGEST else _read(text)


def _read(text: str) -> Classification | None:
    head = text[:_LONGEST].lstrip()
    first = head[:_WHERE_LETTERS_BEGIN].upper()
    if not ("U" in first or "C" in first or "S" in first or "L" in first or "T" in first):
        return None
    squeezed = "".join(head.split()).upper()
    if not (
        "CLAS" in squeezed or "CRET" in squeezed or ("DENT" in squeezed and "NF" in squeezed) or "IMITED" in squeezed
    ):
        return None  # no level
    match = _LINE.match("".join(_ZEROS.sub(lambda match: "0" * len(match[0]), head).split()).upper())
    if match is None:
        return None
    level = match["level"]
    post = "".join(letter for letter in match["post"] if letter.isalpha())
    if post.startswith("SECTION") or post == "PAGE" or len(post) < 2:  # a post has two letters at least
        return None
    if match["year"] and month_of(post):
        return None  # a stamp with a level and a date
    if set(post) == {"X"} and len(post) > _REDACTED_POST:
        post = ""  # the post itself is redacted
    start = _place(text, match.end())
    return Classification(
        _LEVELS.get(level, "CONFIDENTIAL" if "NF" in level else level),
        int(match["section"]) if match["section"] else None,
        int(match["sections"]) if match["sections"] else None,
        post,
        int(match["serial"]),
        text[start:].strip(),
        start,
        match["year"] or "",
    )


# Layout, header and heading ask of the same lines.
_read_short = functools.lru_cache(maxsize=512)(_read)


def _place(text: str, squeezed: int) -> int:
    """Return the place in a text behind its first so many characters that are no white space."""
    at = 0
    for word in text.split():
        at = text.index(word, at)
        if len(word) >= squeezed:
            return at + squeezed
        squeezed -= len(word)
        at += len(word)
    return len(text)
