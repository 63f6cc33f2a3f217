"""The transmission header: who sent a message to whom, when, how fast, by which route. Reads no other part of a cable.

Every line is entered in the ledger with the rule that read it; a line that no rule knows is kept as ``envelope.unread``.
docs/reference/format.md, "Transmission header".
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from generator.cables.header.addressees import parse_addressee
from generator.cables.heading.classification_line import classification_at
from generator.cables.heading.fields import find_captions_plain, is_date_line
from generator.cables.ids import full_year
from generator.cables.model import Addressee, Envelope, Piece
from generator.cables.source.banners import is_banner, is_page_head
from generator.cables.source.dates import month_of
from generator.cables.source.model import Line

_TRANSMISSION = re.compile(r"V?ZCZC[A-Z]{3}\d{3,4}\s*\Z|VZ[A-Z]{5}\d{3,4}\s*\Z")
_ROUTING = re.compile(r"(ZZ|OO|PP|RR|YY)((?:\s+R[A-Z]{3,7})+)\s*\Z")
_ROUTING_MORE = re.compile(r"(?:R[A-Z]{3,7}\s*)+\Z")
_STATION = re.compile(r"DE\s+(R[A-Z]{3,7})\s*#\s*(\d{4})(?:/(\d\d))?\s+(\d{3})(\d{4})\b(.*)\Z")
_SIGNALS = re.compile(r"ZN[RY]\s+([A-Z])\1{4}\b.*\Z")
_DTG = re.compile(
    r"(?:([ZOPRYW](?:\s[ZOPRYW])*)\s+)?(\d\d)(\d\d)(\d\d)Z\s+([A-Za-z]{3,4})\.?\s+(\d\d(?:\d\d)?)\b(.*)\Z"
)
# A third of the telegrams of 1973 have blanks within it, ``P 251346 Z JUN 7 3``; in pictures, figures are read as letters.
_BROKEN_DTG = re.compile(
    r"(?:([ZOPRYW](?:\s{1,3}[ZOPRYW])*)\s+)?((?:[\dOlI]\s?){6})\s?Z\.?\s{0,3}([A-Za-z]\s?[A-Za-z]\s?[A-Za-z])\.?\s{0,3}"
    r"([\dO]\s?\d)\b(.*)\Z"
)
_AS_DIGITS = str.maketrans("OlI", "011")
_SENDER = re.compile(r"FM\s+(\S.*)\Z")
_TO = re.compile(r"(TO|INFO|XMT)[ ]?:?(?:\s+(.*))?\Z")
_OFFICES = re.compile(
    r"(?:(?:ACTION|ORIGIN|INFO)\s+)?(?:[A-Z][A-Z/]{0,6}-\d\d\s*){1,14}(?:/\d{2,3}\s?[A-Z]{1,2}\s*)?\Z"
)
_COUNTED_OFFICES = re.compile(r"(?:(?:ACTION|INFO|ORIGIN):?\s+)?(?:[A-Z][A-Z/]{0,6}\(\d\d\)[ ,]*){1,14}\Z")
_OFFICES_END = re.compile(
    r"(?:/\d{2,3}\s?[A-Z]{0,2}\s*|-{6,}\s*\d\d/\d{4}Z.{0,60}|-{6,}\s*[A-Z0-9]{6}\s+\d{6}Z.*|-{15,}.*)\Z"
)
_PAGE = re.compile(r"PAGE\s\d\d\s+[A-Z][A-Z .']{1,20}\s+\d+(?:\s+(?:\d\d\sOF\s\d\d\s+)?\d{6}Z|\s*\Z)")
_TITLE = re.compile(r"(?:19|20)\d\d[A-Z]{2,20}\d{4,7} - [A-Z ]{6,22}\Z")  # what the Department prints above a cable
_PARTIAL = re.compile(r"This record is a partial extract of the original cable", re.IGNORECASE)
_HEADER_START = re.compile(
    r"VZCZC|ZCZC|(?:ZZ|OO|PP|RR)\s+R[A-Z]{3}|DE\s+R[A-Z]{3}|(?:[ZOPRYW]\s+){0,4}\d[\dOlI]{5}Z\.?\s+[A-Za-z]{3}|FM\s+\S|"
    r"This record is|ACTION\s|ORIGIN\s|INFO\s|PAGE\s0?1\b|(?:DRAFTED|APPROVED)\sBY|NULL",
    re.IGNORECASE,
)
_DRAFTING = re.compile(
    r"(?:DRAFTED|APPROVED|CLEARED|CLEARANCES?|AUTHORIZED)\s?(?:BY|AND)?\b.*|DESIRED DISTRIBUTION.*", re.IGNORECASE
)
_CLEARER = re.compile(r"[A-Z][A-Z/\-]{0,11}[ ]?:[ ]?[A-Z][A-Z.,' :\-]{1,40}\Z")  # ``S/S-O: LHOLM``
_SEPARATOR = re.compile(r"\d{2}\s*\Z|-{10,}.*\Z|BT\s*\Z")
_WORDS = {
    "Z": "FLASH", "Y": "FLASH OVERRIDE", "W": "FLASH OVERRIDE", "O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE",
}  # fmt: skip
_LONGEST_HEADER = 400
_LONGEST_LINE = 400

Damage = tuple[str, int, str]


class _Draft(msgspec.Struct):
    """The fields of a header while it is read; ``fields`` and ``lists`` are by the names of ``Envelope``."""

    fields: dict[str, Any] = {}
    lists: dict[str, list[str]] = msgspec.field(
        default_factory=lambda: {"relay": [], "excluded": [], "distribution": []}
    )
    to: list[Addressee] = []
    info: list[Addressee] = []
    pieces: list[Piece] = []
    damage: list[Damage] = []
    open: str = ""
    drafting: bool = False  # whether the lines of who drafted and approved have begun


def read_envelope(
    lines: Sequence[Line], body_start: int | None, *, bannered: bool = True
) -> tuple[Envelope, int, list[Piece], list[Damage]]:
    """Read the transmission header at the front of a message.

    Args:
        lines: header and body together, in order.
        body_start: the index where the layout says the body begins, None when the header must show where it ends itself.
        bannered: False where no line can be a banner.

    Returns:
        The envelope; how many lines it took (0 when there is none); their ledger; what is wrong with it as
        (code, line, detail).
    """
    end = body_start if body_start is not None else _find_end(lines, bannered=bannered)
    if not end:
        return Envelope(), 0, [], []
    draft = _Draft()
    begin = _last_complete(lines, end)
    for line in lines[:begin]:
        if line.text:
            draft.pieces.append(_piece(line, "unread"))
    for line in lines[begin:end]:
        _read_line(line, draft)
    return _finish(draft), end, draft.pieces, draft.damage


def _find_end(lines: Sequence[Line], *, bannered: bool) -> int:
    """Return the index of the first line behind the header, 0 when the message does not begin with one."""
    first = next((at for at, line in enumerate(lines) if line.text), None)
    if first is None:
        return 0
    started = False
    for at in range(first, min(len(lines), _LONGEST_HEADER)):
        text = lines[at].text.strip()
        if not text or (bannered and is_banner(text) and not is_page_head(text)):
            continue
        if (classification_at(text) is not None and not _OFFICES.match(text)) or (started and is_date_line(text)):
            return at
        if not started:
            if not (_HEADER_START.match(text) or _above_date(lines, at)):
                return 0
            started = True
            continue
        if _is_heading(text):
            return at
    return 0


def _above_date(lines: Sequence[Line], at: int) -> bool:
    """Say whether a date-time group follows a line: then the header begins with that line, whatever it says."""
    # 09STATE100153 has the level and the number of the message above its date-time group
    after = next((line.text.strip() for line in lines[at + 1 : at + 4] if line.text), "")
    return read_group(after) is not None


def _is_heading(text: str) -> bool:
    """Say whether a line opens a heading that has no classification line: a caption, E.O., TAGS, SUBJECT."""
    start = text[:8].upper()
    return start.startswith(("E.O.", "EO 1", "TAGS", "SUBJECT", "SUBJ:")) or (
        text.isupper() and find_captions_plain(text)
    )


def _last_complete(lines: Sequence[Line], end: int) -> int:
    """Return where the last complete header begins: prints of mail or a data base may stand before it."""
    for at in range(end - 1, 0, -1):
        if _TRANSMISSION.match(lines[at].text):
            return at
    return 0


def _piece(line: Line, rule: str) -> Piece:
    return Piece(line.number, line.column, line.text, f"envelope.{rule}")


def _read_line(line: Line, draft: _Draft) -> None:
    """Read one line of the header by the first rule that knows it."""
    text = line.text.strip()
    if not text:
        return
    rule = _rule(text, line.number, draft) if len(text) <= _LONGEST_LINE else "unread"
    if rule == "unread" and draft.open in {"to", "info"} and len(text) <= _LONGEST_LINE:
        rule = draft.open
        getattr(draft, rule).append(parse_addressee(text))
    elif rule == "unread":
        draft.damage.append(("C102", line.number, text[:60]))
    draft.pieces.append(_piece(line, rule))


def _rule(text: str, number: int, draft: _Draft) -> str:  # noqa: C901  one case a line of the table in docs/reference/format.md
    """Name the rule that reads a line, having read it into the draft."""
    fields = draft.fields
    first = text[0]
    if draft.open and first == "R" and "/" in text[:10]:  # the most common line: one more addressee
        getattr(draft, draft.open).append(parse_addressee(text))
        return draft.open
    if first in "VZ" and _TRANSMISSION.match(text):
        fields["transmission_id"] = text
        return "transmission-id"
    if (
        first in "TIX"
        and (match := _TO.match(text))
        and not (("-" in text and _OFFICES.match(text)) or ("(" in text and _COUNTED_OFFICES.match(text)))
    ):
        return _read_to(match, draft)
    if first == "F" and (match := _SENDER.match(text)):
        fields["sender"] = " ".join(match[1].split())
        draft.open = ""
        return "from"
    if "Z" in text and (group := read_group(text)):
        _read_dtg(group, text, number, draft)
        return "date-time-group"
    if text[1:2] == first and (match := _ROUTING.match(text)):
        fields["relay_precedence"] = match[1]
        draft.lists["relay"].extend(match[2].split())
        return "routing"
    if first == "D" and (match := _STATION.match(text)):
        fields.update(
            station=match[1],
            station_serial=match[2],
            station_section=match[3] or "",
            filed_day=int(match[4]),
            filed_time=match[5],
        )
        return "station"
    if first == "Z" and _SIGNALS.match(text):
        fields["signals"] = text
        return "signals"
    if first == "R" and not draft.open and draft.lists["relay"] and _ROUTING_MORE.match(text):
        draft.lists["relay"].extend(text.split())
        return "routing"
    if _PARTIAL.match(text) or "full text of the original cable is not available" in text:
        fields["notice"] = f"{fields.get('notice', '')} {text}".strip()
        return "notice"
    if _PAGE.match(text) or _TITLE.match(text) or is_banner(text):
        return "page"
    if (
        _OFFICES.match(text)
        or _COUNTED_OFFICES.match(text)
        or (draft.lists["distribution"] and _OFFICES_END.match(text))
    ):
        draft.lists["distribution"].append(text)
        return "distribution"
    if _DRAFTING.match(text) or (draft.drafting and not draft.fields and _CLEARER.match(text)):
        draft.lists["distribution"].append(text)
        draft.open = ""
        draft.drafting = True
        return "drafting"
    if (not draft.open and _SEPARATOR.match(text)) or text == "BT":
        return "separator"
    return "unread"


def _read_to(match: "re.Match[str]", draft: _Draft) -> str:
    """Read a TO, INFO or XMT line; a page line of the system between it and its first addressee is passed over."""
    kind = {"TO": "to", "INFO": "info", "XMT": "excluded"}[match[1]]
    rest = (match[2] or "").strip()
    if rest[:4] == "PAGE" and (page := _PAGE.match(rest)):
        rest = rest[page.end() :].strip()
    if kind == "excluded":
        draft.lists["excluded"].append(rest)
        return "excluded"
    draft.open = kind
    if rest:
        getattr(draft, kind).append(parse_addressee(rest))
    return kind


def read_group(text: str) -> tuple[str, str, str, str, str] | None:
    """Read a line that a date-time group begins -> (precedence, six digits, month, year, what follows); None for another."""
    text = text[2:] if text[:2] == "0 " else text  # a letter O as it is drawn from a picture: it tells no precedence
    if match := _DTG.match(text):
        return match[1] or "", match[2] + match[3] + match[4], match[5], match[6], match[7].strip()
    if match := _BROKEN_DTG.match(text):
        digits, month, year = ("".join(match[at].split()) for at in (2, 3, 4))
        return match[1] or "", digits.translate(_AS_DIGITS), month, year.translate(_AS_DIGITS), match[5].strip()
    return None


def moment_of(digits: str, month: str, year: str) -> dt.datetime | None:
    """Return the moment of a date-time group, aware and in UTC; None when it is none."""
    whole = int(year) if len(year) == 4 else full_year(int(year))  # four digits are a whole year
    try:
        return dt.datetime(whole, month_of(month), int(digits[:2]), int(digits[2:4]), int(digits[4:6]), tzinfo=dt.UTC)
    except ValueError:
        return None


def precedence_of(letters: str) -> tuple[str, ...]:
    """Return the precedences that the letters before a date-time group stand for."""
    return tuple(_WORDS[letter] for letter in letters.split())


def _read_dtg(group: tuple[str, str, str, str, str], text: str, number: int, draft: _Draft) -> None:
    """Read ``P 251024Z APR 07``; a group that is no date is kept as printed and reported."""
    letters, digits, month, year, suffix = group
    draft.open = ""
    draft.fields["precedence"] = precedence_of(letters)
    draft.fields["dtg"] = text
    draft.fields["dtg_suffix"] = suffix
    sent = moment_of(digits, month, year)
    if sent is None:
        draft.damage.append(("C101", number, text[:60]))
        return
    draft.fields["dtg_date"] = sent


def _finish(draft: _Draft) -> Envelope:
    return Envelope(
        **draft.fields,
        relay=tuple(draft.lists["relay"]),
        excluded=tuple(draft.lists["excluded"]),
        distribution=tuple(draft.lists["distribution"]),
        to=tuple(draft.to),
        info=tuple(draft.info),
        lines=tuple(draft.pieces),
    )
