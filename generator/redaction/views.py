"""A source as it may be read: as it stands, and without what stands in it and is no part of its words.

Page markers, lone lines of classification and captions, markup, entities, escapes and the targets of links part words that a
reader reads as one. A view leaves them out and keeps where each of its letters came from. Finds nothing itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import unquote

import msgspec

from generator.cables.model import Cable
from generator.cables.record.trace_rules import RULES as TRACE_RULES
from generator.cables.source.encodings import twice_encoded
from generator.redaction.folding import BREAK, fold, unbroken

_WORDS = (
    "UNCLASSIFIED", "UNCLAS", "TOP SECRET", "SECRET", "CONFIDENTIAL", "LIMITED OFFICIAL USE", "OFFICIAL USE ONLY",
    "FOR OFFICIAL USE ONLY", "SENSITIVE BUT UNCLASSIFIED", "SENSITIVE", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "SIPDIS",
    "STADIS", "ORCON", "FOUO", "SBU", "LOU", "TERREP", "EXCON", "EFTO", "E F T O", "ROGER CHANNEL", "DISSENT CHANNEL",
    "EYES ONLY", "NOCONTRACT", "PROPIN", "RELIDO", "NF", "NOT FOR INTERNET DISTRIBUTION", "SPECAT", "FGI", "FRD", "RD",
    "RESTRICTED", "DECLASSIFIED", "NATO", "COSMIC", "ATOMAL", "CUI", "CONTROLLED UNCLASSIFIED INFORMATION",
)  # fmt: skip
_CAPTION = "|".join("[ ]{0,3}".join(word) if " " not in word else word.replace(" ", "[ ]{1,3}") for word in _WORDS)
_SECTION = r"(?:SECTION|SECTON|SEC)[ ]*\d\d[ ]*OF[ ]*\d\d[^\n]{0,60}"
_RELEASABLE = r"REL(?:[ ]|EASABLE[ ])?(?:TO)?[ ][A-Z ,/&]{2,60}"
_HANDLING = (
    r"(?:HANDLE|HANDLING)[ ][A-Z /]{3,50}|(?:FOR|FROM|TO)[ ][A-Z /.,']{2,50}[ ]ONLY|[A-Z]{2,12}[ ]CHANNEL|NO[ ]DISTRIBUTION"
    r"|(?:LIMITED|EXCLUSIVE|NO|STATE)[ ]DISTRIBUTION(?:[ ]ONLY)?|NOT[ ]FOR[ ]PUBLICATION|NO[ ]FOREIGN[ ]DISSEM(?:INATION)?"
)
# What a transmission, a print or a release writes on a line of its own between two pages or sections. It may be words of a
# phrase too, so there is a view of its own without it; as of a level within a line.
_BETWEEN_PAGES = (
    r"X?GDS(?:[ -]?\d)?|-{1,3}[ ]?\d{1,4}[ ]?-{1,3}"
    r"|[(\[]?\d{1,4}(?:[ ]?(?:of|/)[ ]?\d{1,4})?[)\]]?|#\d{4}|NNNN|BT|ZCZC[^\n]{0,20}"
    r"|[(\[]?(?:CONTINUED|CONT'D)(?:[ ](?:ON|FROM)[ ][A-Z ]{4,20})?[)\]]?"
    r"|-{0,3}[ ]?\(?MORE\)?[ ]?-{0,3}|(?:END|BEGIN)[ ](?:OF[ ])?(?:SECTION|PAGE|PART)[ ]?\d{0,3}"
    r"|(?:(?:\(?B\)?[ ]?\(?\d\)?|1\.[45][ ]?\(?[A-H]\)?)[ ,;]{0,3}){1,6}"
    rf"|(?:{_CAPTION})[ ]?(?:[/(,\-\u2013]|WITH[ ])[A-Z0-9 /,;()\-\u2013]{{0,60}}"
)
_LINE_END = r"[ \t\\*_)\]]*(?=[\r\n]|&#|<|\Z)"
# Begins behind a line end, an entity or a tag, and takes no more of it than its last sign. The signs before the words are not
# given back, for no word begins with one: each of many ``>`` would be read a hundred times.
_LINE = (
    rf"[\n;>](?:[ \t>*_(\[\-]{{0,12}}+(?:(?:{_CAPTION})[ /,()\-\u2013*]{{0,6}}){{1,6}}(?:{_SECTION}|{_RELEASABLE})?{_LINE_END}"
    rf"|[ \t>*_(\[\-]{{0,12}}+(?:{_HANDLING}){_LINE_END}"
    r"|[ \t>]{0,12}+PAGE[ ]{1,12}(?:\d{1,3}|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)(?:[ ][^\n]{0,120})?(?=[\r\n]|&#|<|\Z)"
)
# Compiled when first looked for: that takes longer than to load all other modules of this package.
_LINES = rf"{_LINE})"
_BETWEEN = rf"[\n;>][ \t>]{{0,40}}+(?:{_BETWEEN_PAGES}){_LINE_END}"
# Looked for only where there is a stamp of release: each line is read 40 times for it.
_RELEASED = re.compile("/Released", re.IGNORECASE)
_RELEASED_LINES = rf"{_LINE}|[^\n]{{0,40}}Declassified/Released[^\n]{{0,100}})"
_PAGE = re.compile(r"0\d{7}[ ]+\d{3}(?:\.\d)?[ ]?of[ ](?:\d{3}\b|\d{0,2}\.{3})", re.IGNORECASE)
_WORDS_BEFORE = tuple(re.compile(rf"(?:(?<![\w.'])[A-Za-z][\w.']{{0,20}}[ ]+){{{count}}}\Z") for count in (1, 2, 3))
_LONGEST_NAME = 70  # characters before a page's number in which the post's name of three words is looked for
_CAPTIONS = ("SIPDIS", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS")
# What is before them is looked at afterwards: a search that looks behind each place takes five times as long.
_LEVEL_IN_LINE = re.compile(r"(?:SECRET|CONFIDENTIAL|UNCLASSIFIED|UNCLAS)(?=[ \n]+[A-Za-z])")
_MARK_IN_LINE = re.compile(r"\((?:TS|[CSU]|\d)[A-Z0-9/, -]{0,20}\)(?=[ \n]+[A-Za-z])")
_IN_LINE = re.compile(rf"(?:{'|'.join(_CAPTIONS)})(?![A-Za-z])")
_LETTER_BEFORE = re.compile("[A-Za-z]")
_WITHIN_LINE = re.compile("[A-Za-z,][ \n]")
# A number and the oldest names are read without their semicolon too.
_ENTITY = re.compile(
    r"&(?:#\d{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,30};|nbsp|shy|amp|quot|lt|gt"
    r"|[AEIOUYNCaeiouync](?:grave|acute|circ|tilde|uml|cedil)|(?:AE|ae|sz|A|a)(?:lig|ring)|[Oo]slash)"
)
_ENCODED = re.compile(r"[&%=<\\]")  # a sign that begins what is read as another: of one encoding within another
_DEEPEST = 5  # encodings within each other
# A name between angle brackets is one too: it is found in the text as it stands.
_TAG = re.compile(
    r"</?([A-Za-z][A-Za-z0-9]{0,20})(?![A-Za-z0-9])(?:[^<>\"]|\"[^<>\"]*\"){0,300}>(?:(?<=<sup>)(?:\d{1,3}|[a-z])(?=</))?"
    r"|<!--(?:(?!-->).){0,300}-->",
    re.DOTALL,
)
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+|=[ \t]{0,4}\r?\n")  # as mail writes other signs, and line ends that are none
_ESCAPE = re.compile(
    r"<\\/|\\(?:u\{([0-9A-Fa-f]{1,6})\}|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([0-7]{3})|[nrtfb])|[\\%]u([0-9A-Fa-f]{4})"
)
_OCTAL = 4  # its group
# Marks of Rich Text and of TeX.
_CONTROL = re.compile(
    r"\{\\\*[^{}]{0,400}\}|\\'([0-9a-fA-F]{2})|\\u(-?\d{1,6})[ ?]?|\\[a-z]{1,32}-?\d{0,10}[ ]?|[{}]|\\(.)"
)
_ENDS_OF_LINES = {"\\par", "\\line", "\\tab", "\\cell", "\\row"}
# Targets of links, and marks of notes and of tasks.
_TARGET = re.compile(
    r"\]\([^()\n]{0,400}(?:\([^()\n]{0,100}\)[^()\n]{0,400})?\)"
    r"|\]\[[^\[\]\n]{0,100}\]|\[\^[^\[\]\n]{1,60}\]|\[(?:\d{1,3}|[ xX])\]"
)
_RAISED = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}")  # the number of a note
_TURNED = re.compile("\u202e([^\u202c\n]{0,400})\u202c?")  # shown from its last letter to its first
_OVERSTRUCK = re.compile(r"[^\n]\x08")  # a letter printed a second time in its place
_COLOUR = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")  # as terminals are told
_SIDE_BY_SIDE = re.compile(r"(?:[ ][ ][ ]|\xa0\xa0\xa0|\|)[ \xa0]{0,60}[^\s|]")
# One blank parts words of a cell, two do behind a full stop.
_CELL = re.compile(r"[^\s|]+(?:[ ](?:(?<=[.:?!][ ])[ ])?[^\s|]+)*")
_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # of a source, as its reader counts lines
_ASIDE = frozenset(name for name, words in TRACE_RULES.items() if words.startswith(("set aside:", "taken out:")))


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A piece of a view and of its source, as places in both; whole says that it stands for all of the source's piece."""

    start: int
    end: int
    source: int
    source_end: int
    whole: bool = False


class View(msgspec.Struct, frozen=True):
    """A text as it may be read, and the pieces that it is made of, in order; no pieces where it is the source itself.

    of is the view that it is a view of, None where that is the source. by_columns says that what stands between two of its
    pieces in the source is read elsewhere.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    of: "View | None" = None
    by_columns: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the source a part of the view stands; the part has a letter at least."""
        if self.pieces:
            first, last = self._piece(start), self._piece(end - 1)
            begin = first.source + (0 if first.whole else start - first.start)
            start, end = begin, last.source_end if last.whole else last.source + end - last.start
        return (start, end) if self.of is None else self.of.span(start, end)

    @property
    def depth(self) -> int:
        """Return how many views lie between this one and the source."""
        return 0 if self.of is None else self.of.depth + 1

    def _piece(self, at: int) -> Piece:
        return self.pieces[bisect_right(self.pieces, at, key=lambda one: one.start) - 1]


Part = tuple[int, int, str]  # where a part of a text begins and ends, and what it is read as


def set_aside(text: str, cable: Cable) -> list[Part]:
    """Return the parts of a source that its reader set aside or took out, so that what stands round them is one sentence.

    Args:
        text: the source, whose lines are those that the cable was read from.
        cable: as it was read.
    """
    pieces = [piece for piece in cable.ledger if piece.rule in _ASIDE]
    if not pieces:
        return []
    ends = [match.span() for match in _LINE_ENDS.finditer(text)]
    lines = list(zip((0, *(end for _, end in ends)), (*(begin for begin, _ in ends), len(text)), strict=True))
    found: list[Part] = []
    for piece in pieces:
        start, end = lines[piece.line - 1] if piece.line <= len(lines) else (0, 0)
        if text.startswith(piece.text, start + piece.column, end):
            found.append((start + piece.column, start + piece.column + len(piece.text), ""))
        elif fold(text[start:end]) == fold(piece.text):
            found.append((start, end, ""))
    return found


def views(text: str, aside: Sequence[Part] = (), of: View | None = None) -> Iterator[View]:
    """Yield a text as it stands, and each other way in which it may be read.

    Args:
        text: the source, or the text of a view of it.
        aside: parts that its reader leaves out.
        of: that view.
    """
    text = unbroken(text)
    yield View(text, of=of)
    written = _parts(text)
    hidden = [(*match.span(), _read_tag(match)) for match in _TAG.finditer(text)] if "<" in text else []
    hidden += [(*match.span(), "") for match in _TARGET.finditer(text)] if "[" in text else ()
    within = any(map(_ENCODED.search, (said for _, _, said in written))) and (of is None or of.depth < _DEEPEST)
    if written and (hidden or within):  # what stands in an attribute or a target, or in two encodings
        decoded = _without(text, written, of)
        yield from views(decoded.text, of=decoded) if within else (decoded,)
    parts = [*written, *hidden]
    pages = [match.span() for match in _PAGE.finditer(text)]
    if parts or pages:
        yield _without(text, [*parts, *((start, end, "\n") for start, end in pages)], of)
    aside = _not_within(aside, parts)
    between = _not_within(
        [(match.start(), match.end() - 1, "") for match in re.finditer(_BETWEEN, "\n" + text, re.IGNORECASE)], parts
    )
    spans = [match.span() for pattern in (_LEVEL_IN_LINE, _MARK_IN_LINE) for match in pattern.finditer(text, 2)]
    levels = [(start, end, "") for start, end in spans if _WITHIN_LINE.match(text, start - 2)]
    for perhaps in filter(None, (aside, between, levels, _not_within(_controls(text), parts))):
        yield _without(text, [*perhaps, *parts, *((start, end, "\n") for start, end in pages)], of)
    if ("   " in text or "\xa0\xa0\xa0" in text or "|" in text) and any(
        match[0][0] == "|" or text[match.start() - 1 : match.start()].strip() for match in _SIDE_BY_SIDE.finditer(text)
    ):
        yield _by_columns(text, of)
    for pattern in _WORDS_BEFORE if pages else ():
        names = [(_begin_of_name(text, pattern, start), end, "\n") for start, end in pages]
        yield _without(text, [*parts, *names], of)


def _by_columns(text: str, of: View | None) -> View:
    """Return the columns of a text one by one, each cell below the one above it: they begin alike, or behind as many ``|``."""
    out, pieces, place = [], [], 0
    open_columns: dict[int, list[tuple[int, int]]] = {}
    start = 0
    for line in (*text.split("\n"), ""):
        cells: dict[int, tuple[int, int]] = {}
        bars = at = 0
        for cell in _CELL.finditer(line):
            bars, at = bars + line.count("|", at, cell.start()), cell.start()
            column = -bars if "|" in line else at
            begin, _ = cells.get(column, (start + cell.start(), 0))
            cells[column] = begin, start + cell.end()
        for column in [one for one in open_columns if one not in cells]:
            below = open_columns.pop(column)
            for begin, end in below if len(below) > 1 else ():
                pieces.append(Piece(place, place + end - begin, begin, end))
                out.append(f"{text[begin:end]}\n")
                place += end - begin + 1
            out.append(BREAK)
            place += 1
        for column, place_in_text in cells.items():
            open_columns.setdefault(column, []).append(place_in_text)
        start += len(line) + 1
    return View("".join(out), tuple(pieces), of, by_columns=True)


def _not_within(aside: Sequence[Part], parts: Sequence[Part]) -> list[Part]:
    """Return parts that lie in none of others."""
    others = sorted(parts)
    before = (bisect_right(others, start, key=lambda one: one[0]) for start, _, _ in aside)
    return [one for one, at in zip(aside, before, strict=True) if not at or others[at - 1][1] < one[1]]


def _begin_of_name(text: str, pattern: re.Pattern[str], start: int) -> int:
    """Return where the words before a page's number begin, which are the post's name as far as nobody can tell."""
    begin = max(0, start - _LONGEST_NAME)
    found = pattern.search(text[begin:start])
    return begin + found.start() if found else start


def _parts(text: str) -> list[Part]:
    """Return what another reading leaves out or reads as something else: its place, and what it is read as."""
    lines = _RELEASED_LINES if _RELEASED.search(text) else _LINES
    found = [(match.start(), match.end() - 1, "") for match in re.finditer(lines, "\n" + text, re.IGNORECASE)]
    if any(caption in text for caption in _CAPTIONS):
        words = [match.span() for match in _IN_LINE.finditer(text)]
        found += [(*span, "") for span in words if not _LETTER_BEFORE.match(text[span[0] - 1 : span[0]])]
    if "&" in text:
        found += [(*match.span(), unescape(match[0])) for match in _ENTITY.finditer(text)]
    if "%" in text:
        found += [(*match.span(), unquote(match[0], errors="replace")) for match in _PERCENT.finditer(text)]
    if "=" in text:
        found += [(*match.span(), _unquoted(match[0])) for match in _QUOTED.finditer(text)]
    if "\\" in text or "%u" in text:
        found += [(*match.span(), _unescaped(match)) for match in _ESCAPE.finditer(text)]
    for sign, unseen in (("\x08", _OVERSTRUCK), ("\x1b", _COLOUR)):
        found += [(*match.span(), "") for match in unseen.finditer(text)] if sign in text else ()
    if not text.isascii():
        found += twice_encoded(text)
        found += [(*match.span(), "") for match in _RAISED.finditer(text)]
        found += [(*match.span(), match[1][::-1]) for match in _TURNED.finditer(text)]
    return found


def _read_tag(match: re.Match[str]) -> str:
    return "\n" if (match[1] or "").lower() in {"br", "p", "li", "td", "th", "tr", "div", "hr", "dd", "dt"} else ""


def _unquoted(quoted: str) -> str:
    return "" if quoted.endswith("\n") else unquote(quoted.replace("=", "%"), errors="replace")


def _unescaped(match: re.Match[str]) -> str:
    if match.lastindex is None:  # of a line end or a tab
        return "</" if match[0][0] == "<" else "\n"
    number = int(match[match.lastindex], 8 if match.lastindex == _OCTAL else 16)
    return chr(number) if number <= 0x10FFFF else ""  # the last of Unicode


def _controls(text: str) -> list[Part]:
    """Return the marks of Rich Text and of TeX; bytes of an encoding are as surrogateescape has them."""
    return [(*match.span(), _of_control(match)) for match in _CONTROL.finditer(text)] if "\\" in text else []


def _of_control(match: re.Match[str]) -> str:
    if match[1]:
        return bytes([int(match[1], 16)]).decode("utf-8", "surrogateescape")
    if match[2]:
        return chr(int(match[2]) % 0x10000).encode("utf-8", "ignore").decode()
    return "\n" if match[0].rstrip() in _ENDS_OF_LINES else match[3] or ""


def text_of_rtf(text: str) -> str:
    """Return a text in Rich Text Format without its marks."""
    return _without(text, _controls(text), None).text


def _without(text: str, parts: Sequence[Part], of: View | None) -> View:
    """Return a text with parts of it read as something else; where two overlap the first counts, then the longer.

    of is the view that the text is of.
    """
    out: list[str] = []
    pieces: list[Piece] = []
    at = place = 0
    for start, end, said in sorted(parts, key=lambda one: (one[0], -one[1])):
        if start < at or end <= start:
            continue
        if start > at:
            pieces.append(Piece(place, place + start - at, at, start))
            out.append(text[at:start])
            place += start - at
        if said:
            pieces.append(Piece(place, place + len(said), start, end, whole=True))
            out.append(unbroken(said))
            place += len(said)
        at = end
    pieces.append(Piece(place, place + len(text) - at, at, len(text)))
    out.append(text[at:])
    return View("".join(out), tuple(pieces), of)
