"""The Department's printed form: ``INCOMING TELEGRAM``, FROM, Control, Rec'd; TO and NO, or ACTION and DATE in the 1960s."""

import re
from collections.abc import Sequence

from generator.cables.model import Piece
from generator.cables.source.dates import read_date
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import Top, as_message, source_of
from generator.cables.source.model import Line, Metadata, Source, entries

_FORM = re.compile(r".{0,40}\b(?:[I1L]NCOMING|OUTGOING) (?:TELEGRAM|AIRGRAM|CABLE)\b", re.IGNORECASE)
_FROM = re.compile(r"(?:^|.{0,30}?[ ])FROM[ ]?:[ ]{1,12}(\S.{0,60}?)(?:[ ]{3,}.*)?\Z", re.IGNORECASE)
_TO = re.compile(r"(?:^|.{0,30}?[ ])TO[ ]?:[ ]{1,12}(\S.{0,60}?)(?:[ ]{3,}.*)?\Z", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:^|.{0,30}?[ ])(?:NO\.?[ ]?:|ACTION[ ]?:[ ]{0,12}(?:SECSTATE|DEPARTMENT|DEPT)\b)[ ]{0,12}(\d{1,6})"
    r"(?:,[ ]{0,4}([A-Z][a-z]{2,8}\.? \d{1,2})(?:,[ ]?(\d{4}|\d{1,2}[: ].{0,12}))?)?",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r".{0,80}?\bRec['\u2019]?d:?[ ]{0,12}([A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})", re.IGNORECASE)
_DAY = re.compile(
    r"(?:^|.{0,30}?[ ])DATE[ ]?:[ ]{0,12}([A-Z][a-z]{2,8}\.? \d{1,2}),", re.IGNORECASE
)  # without its year
_WHOLE_DATE = re.compile(r".{0,80}?\b([A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})")
_A_LEVEL = "TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|LIMITED OFFICIAL USE|OFFICIAL USE ONLY|RESTRICTED"
_LEVELS = frozenset(_A_LEVEL.split("|"))
_LEVEL = re.compile(rf"(?:^|.{{0,60}}?[ ]{{2,}})({_A_LEVEL})(?:[ ]{{2,}}.*)?\Z")
_FOOT = re.compile(
    rf"[ ]*(?:{_A_LEVEL}"
    r"|(?:PERMANENT RECORD|ACTION|INFORMATION) COPY\b.{0,120}"
    r"|(?:This|THIS) (?:copy|COPY|document|DOCUMENT) (?:must|MUST) .{0,120}"
    r"|REPRODUCTION FROM THIS COPY.{0,120}|PROHIBITED UNLESS.{0,60}|[*]{0,2}As received[.,;]?.{0,80}"
    r"|[A-Z]{1,4}(?:[:/\-][A-Z]{1,4}){0,2}[:/\-](?:[A-Z]{1,4}|\d{1,3}(?:-\d{1,3})?)"  # who signed and who typed: ``JK:AB/9``
    r"|(?:NOTE|Note):[ ].{1,120})[ ]*\Z"
)
# A column of offices at the left edge, ``EUR``, ``S/S``, beside the text.
_BESIDE = re.compile(r"[ ]{0,6}([A-Z][A-Za-z/]{0,7})(?:[ ]{6,}|[ ]*\Z)")
# The form of what the Department sent has numbers behind the posts, each of which counts for itself: they make no identifier.
_SENT = re.compile(
    r"[ ]*(?:SENT TO|ACTION|TO|INFO|RPTD(?: INFO)?|REPEATED(?: INFO(?:RMATION)?)?)[ ]{0,4}:[ ]{0,12}"
    r"([A-Za-z]\S*[ ].{1,80}?[ ]\d{1,5})\b.{0,40}\Z",
    re.IGNORECASE,
)
_OUTGOING_DATE = re.compile(r"[ ]*([A-Za-z]{3,9}\.?[ ]{1,3}\d{1,2},[ ]{1,3}(?:19|20)\d\d)\b.{0,30}\Z")
_OF_THE_FORM = re.compile(
    r"[ ]*(?:Department of State|Classification|Origin|Charge(?: to)?:?.{0,40})[ ]*\Z", re.IGNORECASE
)
_OUTGOING_TOP = 24
_TOP = 40
_AFTER = 12
_FURTHEST = 60
# An office beside or below the number, and what stands at the right edge; what begins before it is text.
_OFFICE = re.compile(
    r"[ ]*[A-Z][A-Za-z/]{0,7}(?:[ ]{40,}\S.{0,40}|[ ]{3,}(?:\d{1,2}[:.]\d\d[ ]?[AaPp]\b|(?:Control|CONTROL|[Rr]ec).).{0,30})?\Z"
)
_INITIALS = re.compile(r"[ ]{0,16}[A-Z]{2,3}(?:/\d{1,2})?[ ]*\Z")
_SIGNED = re.compile(r"[ ]{20,}[A-Z][A-Z.' \-]{2,30}\Z")
_OF_THE_TOP = re.compile(
    r"[ ]*(?:(?:Control|CONTROL)[: ].{0,40}|[Rr]ec['\u2019]?d[: ].{0,60}"
    r"|(?:[A-Z/]{1,6}[ ]+)?(?:INFO|DATE)[ ]?:.{1,80}|\d{1,2}[:.]\d\d[ ]?[AaPp]\.?[Mm]\.?)[ ]*\Z"
)
_INDENT = 10  # columns that a column of offices takes at least
_FEWEST_OFFICES = 3


def is_telegram_form(top: Top) -> bool:
    """Say whether a text is such a form: its name at the top, FROM and NO below it."""
    if "NCOMING " not in top.capitals and "UTGOING " not in top.capitals:
        return False
    lines = top.lines[:_TOP]
    if "UTGOING " in top.capitals and _outgoing_ends(lines):
        return True
    return (
        any(_FORM.match(text) for text in lines)
        and any(_NUMBER.match(text) for text in lines)
        and any(_FROM.match(text) or _TO.match(text) for text in lines)
    )


def read_telegram_form(page: Decoded) -> Source:
    """Read such a form: everything down to the line of its number is the form, the text stands below."""
    lines, aside = as_message(page, 0)
    begin = next(at for at, line in enumerate(lines) if line.text)
    end, numbered = begin, None
    found: dict[str, str] = {}
    for at in range(begin, min(len(lines), begin + _FURTHEST)):
        text = lines[at].text
        if not text:
            continue
        for name, pattern in (
            ("from", _FROM),
            ("to", _TO),
            ("received", _RECEIVED),
            ("level", _LEVEL),
            ("date", _WHOLE_DATE),
            ("day", _DAY),
        ):
            if name not in found and (match := pattern.match(text)):
                found[name] = match[1].strip()
        if numbered is None and (match := _NUMBER.match(text)):
            numbered, end = match, at + 1
    if numbered is None:
        end = begin + _outgoing_ends([line.text for line in lines[begin : begin + _OUTGOING_TOP]])
        for line in lines[begin:end]:
            for name, pattern in (("to", _SENT), ("date", _OUTGOING_DATE), ("level", _LEVEL)):
                if match := pattern.match(line.text):
                    found.setdefault(name, match[1].strip())
            if line.text.strip() in _LEVELS:
                found.setdefault("level", line.text.strip())
        found.setdefault("from", "Department of State")
    else:
        end = _form_ends(lines, end)
    wrapping = entries(lines[:end], "metadata.form")
    wrapping.extend(aside)
    year = (found.get("received") or found.get("date") or "")[-4:]
    day = (numbered[2] if numbered else None) or found.get("day")
    printed = f"{day}, {year}" if day and year else found.get("date") or found.get("received") or ""
    created, received = read_date(printed), read_date(found.get("received", ""))
    if created and received and created > received:  # sent before the turn of the year
        created = read_date(f"{day}, {int(year) - 1}")
    origin = found.get("from", "")
    post = "".join(letter for letter in origin.upper() if "A" <= letter <= "Z")
    metadata = Metadata(
        id=f"{created[0].year}{post}{int(numbered[1])}"
        if created and numbered and 2 <= len(post) <= 20 and int(numbered[1])
        else None,
        created=created[0] if created else None,
        has_time=False,
        classification=found.get("level"),
        source="Department of State, printed form of a telegram",
        sender=origin or None,
        to=(found["to"],) if "to" in found else (),
    )
    message = _without_foot(_without_offices(lines[end:], wrapping), wrapping)
    return source_of("telegram-form", page, metadata, message, wrapping, 0)


def _outgoing_ends(texts: Sequence[str]) -> int:
    """Return how many lines the form of an outgoing telegram without a number of its own has, 0 where there is no such form."""
    if not any(_FORM.match(text) for text in texts):
        return 0
    sent = end = 0
    for at, text in enumerate(texts[:_OUTGOING_TOP]):
        if _SENT.match(text):
            sent = end = at + 1
        elif text and (
            _FORM.match(text) or _OF_THE_FORM.match(text) or _OUTGOING_DATE.match(text) or text.strip() in _LEVELS
        ):
            end = at + 1
        elif text and sent:
            break
    return end if sent else 0


def _without_offices(lines: list[Line], wrapping: list[Piece]) -> list[Line]:
    """Take the column of offices off the left edge of a text that begins well to the right of it in all its lines."""
    found: dict[int, int] = {}  # where the text of a line begins, by the line's index
    for at, line in enumerate(lines):
        text = line.text
        if not text:
            continue
        match = _BESIDE.match(text)
        if match:
            found[at] = match.end()
        elif len(text) - len(text.lstrip()) < _INDENT and not _FOOT.match(text):
            return lines
    if len(found) < _FEWEST_OFFICES:
        return lines
    kept = []
    for at, line in enumerate(lines):
        if at not in found:
            kept.append(line)
            continue
        office = line.text[: found[at]].rstrip()
        lead = len(office) - len(office.lstrip())
        wrapping.append(Piece(line.number, line.column + lead, office[lead:], "metadata.form"))
        rest = line.text[found[at] :]
        kept.append(Line(line.number, line.column + (found[at] if rest else 0), rest))
    return kept


def _without_foot(lines: list[Line], wrapping: list[Piece]) -> list[Line]:
    """Take the foot of the form off a text: its level once more, and what the form says of copies."""
    end = len(lines)
    while end and (not lines[end - 1].text or _FOOT.match(lines[end - 1].text)):
        end -= 1
    above = next((at for at in range(end - 2, -1, -1) if lines[at].text), -1)
    if above >= 0 and _INITIALS.match(lines[end - 1].text) and _SIGNED.match(lines[above].text):
        end = above + 1  # who typed it
    wrapping.extend(entries(lines[end:], "metadata.form"))
    return lines[:end]


def _form_ends(lines: list[Line], end: int) -> int:
    """Return the index behind the lines of offices that stand beside and below the number."""
    for at in range(end, min(len(lines), end + _AFTER)):
        text = lines[at].text
        if text and _OFFICE.match(text) is None and _OF_THE_TOP.match(text) is None:
            break
        end = at + 1
    return end
