"""Single fields of a heading, from text to value: executive order, Classified By, subject, captions. Knows no other line."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from generator.cables.model import ExecutiveOrder
from generator.cables.source.dates import month_of
from generator.cables.source.model import Line
from generator.cables.text.lines.sentences import breaks_word
from generator.vocabulary import Caption

_DATE_LINE = re.compile(
    r"[ ]*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d{1,2} [A-Z][a-z]+ \d{4}(?:,? \d{1,2}:\d\d)?[ ]*$"
)
_ORDER = re.compile(r"^[ ]*E\.?[ ]?[O0]\.?,?[ ]*:?[ ]*(\d{4,5})?[ ]*[:;,.\-]*[ ]*(.*)$", re.IGNORECASE)
_AMERICAN = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[/\-](\d{1,2})[/\-](\d{1,2})(?!\d)")
_WORDS = re.compile(r"\b([A-Z]{3,9})\.? (\d{1,2}), ?(\d{4})\b", re.IGNORECASE)
# ``1.4 (b) and (d)``: where the reasons of an order begin, then letter by letter with what stands between two.
_REASONS = re.compile(r"(?<![\d.])1[ ]?[.,][ ]?[4-6](?!\d)[ ]{0,3}[.:]?")
_REASON = re.compile(
    r"(?P<between>[ ,;/&+\-_]{0,8}"
    r"(?:(?:a[ ]?n[ ]?d|or|paragraphs?|paras?|sub-?sections?|sections?|through|thru)(?![A-Za-z])[ ,;]{0,4}){0,2})"
    r"(?:(?P<open>[(\[])[ ]{0,3}(?P<first>[a-h])[ ]{0,3}(?=[)\]_,;/&+\-]|$|a[ ]?n[ ]?d\b|or\b|[a-h]\b)"
    r"|(?P<bare>[a-h])(?=[ ]{0,3}(?:[)\],;/&+.\-]|$|a[ ]?n[ ]?d\b|or\b|[a-h]\b[ ]?[)\]])))[ ]{0,3}[)\]]?",
    re.IGNORECASE,
)
# The message system broke this field within words, at this width; a blank that fell there begins the next line. What could
# be a word of its own is taken for none that was cut.
_WRAP = 71
_REST_OF_WORD = re.compile(
    r"(?!(?:for|reasons?|and|per|of|the|to|under|acting|in|at|by|as|is|on|or)\b)[a-z]|\d[ ]?\(", re.ASCII
)
_CUT_WORDS = frozenset({"REASON", "REASONS", "AFFAIR", "AFFAIRS"})
_THROUGH = re.compile(r"[ ]?(?:-|through|thru)[ ]?\Z", re.IGNORECASE)
_CORRECTED = re.compile(r"^[ ]*C[ ]?O[ ]?R[ ]?R[ ]?E[ ]?C[ ]?T[ ]?E[ ]?D[ ]{0,4}C[ ]?O[ ]?P{1,2}[ ]?Y", re.IGNORECASE)
_MARK = re.compile(
    r"^[ ]*\(?((?:U|SBU|LOU|C|S|TS|UNCLASSIFIED|CONFIDENTIAL|SECRET)(?:[ ]?[/\-]{1,2}[A-Z ,/]{1,24}|[ ]NF)?)\)[ ]*",
    re.IGNORECASE,
)
_MARK_BEHIND = re.compile(r"[ ]\(((?:U|SBU|LOU|C|S|TS)(?:/{1,2}[A-Z ,/]{1,20})?)\)[ ]*$", re.IGNORECASE)
_PIVOT = 60


def parse_order(lines: Sequence[str]) -> ExecutiveOrder:
    """Read an E.O. line with its continuations: ``E.O. 12958: DECL: 02/22/2030``."""
    match = _ORDER.match(" ".join(line.strip() for line in lines))
    order, value = (match[1] or "", match[2]) if match else ("", " ".join(lines))
    return ExecutiveOrder(order, " ".join(value.split()), find_date(value))


def find_date(text: str) -> dt.date | None:
    """Return the first date written in figures (month first) or as ``JUNE 21, 2006``; None without a possible one."""
    if match := _ISO.search(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _AMERICAN.search(text):
        year = int(match[3])
        if len(match[3]) == 2:  # two digits of a year
            year += 1900 if year >= _PIVOT else 2000
        return _date(year, int(match[1]), int(match[2]))
    if match := _WORDS.search(text):
        return _date(int(match[3]), month_of(match[1]), int(match[2]))
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def parse_classified_by(lines: Sequence[Line]) -> tuple[str, tuple[str, ...]]:
    """Read ``Classified By: DCM Name, Reasons 1.4 (b) and (d)`` -> the text after the label, the letters of the reasons."""
    text, full = "", False
    for line in lines:
        part = line.text.strip()
        cut = bool(text) and (_broken_word(text, part) or (full and bool(_REST_OF_WORD.match(line.text))))
        text = f"{text}{part}" if cut or not text else f"{text} {part}"
        full = line.column + len(line.text.rstrip()) == _WRAP
    return text, _read_reasons(text)


def _read_reasons(text: str) -> tuple[str, ...]:
    """Return the letters behind each ``1.4``: in parentheses, bare, several in one parenthesis, or first through last."""
    letters: dict[str, None] = {}
    for begin in _REASONS.finditer(text):
        at, last = begin.end(), ""
        while match := _REASON.match(text, at):
            if last and match["bare"] and not match["between"].strip() and text[at - 1] == ")":
                break  # the initial of a name: ``1.4 (b) A. Orley``
            letter = (match["first"] or match["bare"]).lower()
            first = chr(ord(last) + 1) if last and _THROUGH.fullmatch(match["between"]) and last < letter else letter
            for code in range(ord(first), ord(letter) + 1):
                letters.setdefault(chr(code))
            at, last = match.end(), letter
    return tuple(letters)


def _broken_word(before: str, after: str) -> bool:
    """Say whether a word was cut at the line's end: ``REAS`` / ``ons 1.4``, ``Affa`` / ``irs``."""
    last = before[before.rfind(" ") + 1 :]
    first = after.partition(" ")[0].rstrip(":.,")
    return last.isalpha() and first.isalpha() and (last + first).upper() in _CUT_WORDS


def parse_subject(text: str) -> tuple[str, str]:
    """Split a subject, joined to one line, from the portion mark before or behind it -> (subject, mark as printed)."""
    if match := _MARK.match(text):
        return text[match.end() :], f"({match[1]})"
    if match := _MARK_BEHIND.search(text):
        return text[: match.start()], f"({match[1]})"
    return text, ""


def join_subject(lines: Sequence[str]) -> str:
    """Join the lines of a subject with one blank, or none behind a hyphen within a word: ``U.S.-`` / ``VENSK``."""
    text = ""
    for line in lines:
        part = " ".join(line.split())
        text += part if not text or breaks_word(text, part) else f" {part}"
    return text


def is_date_line(text: str) -> bool:
    """Say whether a line is the date that an editor put above a message: ``Thursday, 12 February 2009, 16:55``."""
    return "day" in text and _DATE_LINE.match(text) is not None


def is_corrected_copy(text: str) -> bool:
    """Say whether a line announces a corrected copy, spaced or not, with or without free text behind."""
    return text.lstrip()[:1] in "Cc" and bool(_CORRECTED.match(text))


def find_captions(text: str, captions: Mapping[str, Caption]) -> tuple[str, ...]:
    """Return the captions that a line consists of, () when anything else stands in it."""
    if not text.isupper():
        return ()
    line = " ".join(text.split()).rstrip(".")
    if line in captions:
        return (line,)
    words = line.replace(",", " ").replace("/", " ").split()
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(4, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            if phrase in captions:
                found.append(phrase)
                at += size
                break
        else:
            return ()
    return tuple(found)


def find_captions_plain(text: str) -> bool:
    """Say whether a line holds one of the captions that open a heading, without a vocabulary at hand."""
    return text.strip() in {"SIPDIS", "NOFORN", "SENSITIVE", "STADIS", "EXDIS", "NODIS", "LIMDIS", "AIDAC"}
