"""Where words stand in a text that the wire has broken: over lines and pages, with hyphens, in markup or entities.

A text is projected: what parts words becomes one blank, hyphen or line end, what readers never see becomes nothing, a page
marker one sign; where each piece came from is kept. Words are looked for in the projection. Letters' case is never
looked at, because titles are set from capitals. Rewrites nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from unicodedata import normalize

import msgspec

_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_HYPHENS = "\\-\u2010-\u2015\u2212"
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff\u061c\u202a-\u202e\u2066-\u2069\\\\\u00b6\ufffd\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_APART = rf"[\s{_HYPHENS}{_UNSEEN}]+"
_MARKER = "\ue000"  # a sign of nobody's: what the wire put between two pages
_BEGIN, _END = r"(?:^|(?<=[;>]))[ \t]*", r"[ \t\\]*(?=$|\r|&#|<)"
_PAGE = r"0\d{7}[ ]+\d{3}(?:\.\d)?[ ]?[Oo][Ff][ ](?:\d{3}\b|\d{0,2}\.{3})"
_SPELT = (r"[ ]?".join(word) for word in ("UNCLAS", "UNCLASSIFIED", "CONFIDENTIAL", "SECRET"))
_LEVEL = rf"(?:{'|'.join(_SPELT)}|TOP[ ]{{1,3}}SECRET|T O P[ ]{{1,3}}S E C R E T|LIMITED OFFICIAL USE)"
# Lines that are no part of the text though they stand in it; to take too many for such does no harm, because every
# text is looked through once more with all its lines.
_LINES = (
    rf"(?:[A-Za-z][\w.']*[ ]+){{1,3}}{_PAGE}",
    r"PAGE[ ]{1,12}\d{1,3}(?:[ ][^\n]{0,120})?",
    rf"{_LEVEL}(?:[ ]SECTION[ ]\d\d[ ]OF[ ]\d\d[^\n]{{0,60}})?",
    r"(?:SIPDIS|NOFORN|NODIS|EXDIS|LIMDIS|STADIS|TERREP|EXCON)",
    r"[^\n]{0,40}Declassified/Released[^\n]{0,100}",
)
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_TAG = r"</?(?:a|b|br|i|p|em|h\d|li|td|th|tr|ul|ol|div|pre|code|span|strong|table)\b[^<>]{0,300}>"
_PLAIN = re.compile(rf"(?P<apart>{_APART})")
_READ = re.compile(
    rf"(?P<marker>{_BEGIN}(?:{'|'.join(_LINES)}){_END}|{_PAGE}|(?<![A-Za-z])SIPDIS(?![A-Za-z]))|(?P<apart>{_APART})|(?P<entity>{_ENTITY})|(?P<tag>{_TAG})",
    re.MULTILINE,
)
_TAGS = re.compile(_TAG)
_NO_LETTERS = re.compile(r"[\W_]+")
_QUOTES = str.maketrans("\u2018\u2019\u201a\u201b`\u00b4\u201c\u201d\u201e\u201f", "''''''\"\"\"\"")
# Between two letters of one word: a line end, or a page break with the post's name before its number; in whole words
# a hyphen too. Between two words at least one sign that parts them, in whole words none.
_TURN = rf"(?:[ \n-]*(?:[A-Za-z][\w.']{{0,20}}[ ]+){{0,3}}{_MARKER}[ \n-]*){{1,6}}"
_WITHIN = rf"(?:{_TURN}|[ -]{{0,9}}\n[ \n-]*)?"
_WITHIN_WHOLE = rf"(?:{_TURN}|[ -]{{0,9}}\n[ \n-]*|-)?"
_BETWEEN = rf"(?:{_TURN}|[ \n-]+)"
_BETWEEN_WHOLE = rf"(?:{_TURN}|[ \n-]+)?"


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A piece of a projection and of the text it came from, as places in both; kept says that the text is in it as it is.

    breaks says that a line ends within.
    """

    start: int
    end: int
    source: int
    source_end: int
    kept: bool
    breaks: bool = False


class Projection(msgspec.Struct, frozen=True):
    """A text as words are looked for in it, and its pieces in order."""

    text: str
    pieces: tuple[Piece, ...]

    def within(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces between two places of the projection, those at the edges cut to what lies between."""
        at = max(0, bisect_right(self.pieces, start, key=lambda one: one.start) - 1)
        for piece in self.pieces[at:]:
            if piece.start >= end:
                return
            if piece.end <= start and piece.end > piece.start:
                continue
            if piece.kept and piece.end - piece.start == piece.source_end - piece.source:
                first, last = max(piece.start, start), min(piece.end, end)
                shift = piece.source - piece.start
                yield Piece(first, last, first + shift, last + shift, kept=True)
            else:
                yield piece


def as_it_stands(text: str) -> Projection:
    """Return a text with nothing taken out but what parts words."""
    return _project(text, _PLAIN)


def as_it_is_read(text: str) -> Projection:
    """Return a text as it is read: without page markers, markup and entities too."""
    return _project(text, _READ)


PROJECTIONS = (as_it_stands, as_it_is_read)


def _project(text: str, parts: re.Pattern[str]) -> Projection:
    out: list[str] = []
    pieces: list[Piece] = []
    at = place = 0
    for match in parts.finditer(text):
        begin, end = match.span()
        if begin == end:
            continue
        if begin > at:
            out.append(text[at:begin])
            pieces.append(Piece(place, place + begin - at, at, begin, kept=True))
            place += begin - at
        shown, kept, breaks = _shown(match)
        pieces.append(Piece(place, place + len(shown), begin, end, kept, breaks))
        out.append(shown)
        place += len(shown)
        at = end
    if at < len(text):
        out.append(text[at:])
        pieces.append(Piece(place, place + len(text) - at, at, len(text), kept=True))
    return Projection("".join(out).translate(_QUOTES), tuple(pieces))


def _shown(match: re.Match[str]) -> tuple[str, bool, bool]:
    """Return what stands in the projection for a match, whether it is a letter of the text, whether a line ends in it."""
    said = match[0]
    if match.lastgroup == "marker":
        return _MARKER, False, True
    if match.lastgroup == "tag":
        return ("\n", False, True) if said[1:3].lower() == "br" else ("", False, False)
    if match.lastgroup == "entity":
        said = unescape(said)
        if len(said) != 1 or not re.fullmatch(_APART, said):
            return said, True, False
    if any(letter in _BREAKS for letter in said):
        return "\n", False, True
    if re.search(r"\s", said):
        return " ", False, False
    return ("-", False, False) if re.search(rf"[{_HYPHENS}]", said) else ("", False, False)


def letters_of(text: str) -> str:
    """Return the letters and figures of a text, nothing else."""
    return "".join(filter(str.isalnum, text))


@lru_cache(maxsize=1 << 10)
def _needles_of(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(squeezed(normalize(form, words)) for form in ("NFC", "NFD")))


def squeezed(text: str) -> str:
    """Return the letters and figures of a text without their case: to see quickly that words are not in it."""
    return _NO_LETTERS.sub("", text).casefold()


def squeezed_source(text: str) -> tuple[str, ...]:
    """Return the letters and figures of a source: as it stands and, where that may differ, without markup and entities."""
    plain = squeezed(text)
    return (plain, squeezed(_TAGS.sub("", unescape(text)))) if "<" in text or "&" in text else (plain,)


def may_hold(texts: Iterable[str], words: str) -> bool:
    """Say whether words may stand in one of texts, given squeezed; a break that no reader sees may still hide them."""
    needles = _needles_of(words)
    return any(needle in text for text in texts for needle in needles)


@lru_cache(maxsize=1 << 10)
def pattern_of(words: str) -> re.Pattern[str]:
    """Return what finds words in a projection.

    Blanks and hyphens of the words stand for any of either; where one may be missing or be one more (``Al-Nasr`` as
    ``ALNASR``) the find must be whole words, or ``is a`` would be found in ``visa``.
    """
    forms = dict.fromkeys(normalize(form, words) for form in ("NFC", "NFD"))
    return re.compile("|".join(_form(form) for form in forms), re.IGNORECASE)


def _form(words: str) -> str:
    parts = [
        [re.escape(letter) for letter in part] for part in re.split(r"[ \n-]+", _project(words, _PLAIN).text) if part
    ]
    exact = _BETWEEN.join(_WITHIN.join(part) for part in parts)
    whole = _BETWEEN_WHOLE.join(_WITHIN_WHOLE.join(part) for part in parts)
    return rf"{exact}|(?<![^\W_]){whole}(?![^\W_])"


def is_in(words: str, text: str) -> bool:
    """Say whether words stand in a text, broken or not."""
    find = pattern_of(words)
    return any(find.search(project(text).text) for project in PROJECTIONS)
