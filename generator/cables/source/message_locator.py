"""Where a message begins and ends in what surrounds it: the one scan that all layouts share.

Stamps, route slips, mail heads, banners and noise stand above a transmission header or a classification line, and the
remains of mail and systems below the end of the transmission. What stands above and below is kept and named, never read.
"""

import re
import string
from collections.abc import Sequence

import msgspec

from generator.cables.heading.classification_line import classification_at
from generator.cables.heading.labels import FIELD_BEGINS
from generator.cables.model import Piece
from generator.cables.source.banners import is_banner, is_codes_alone
from generator.cables.source.model import Line, Lines

_GROUP = re.compile(
    r"(?:[ZOPRYW](?:[ ]{1,3}[ZOPRYW])*[ ]{1,6})?\d[ ]?(?:[\dOlI][ ]?){5}[ ]?Z\.?[ ]{0,3}[A-Za-z]{3}[A-Za-z]?\.?[ ]{0,3}"
    r"[\dO][ ]?\d(?:\d\d)?\b"
)
_SENDER = re.compile(r"FM[ ]{1,8}[A-Z]")
_TO = re.compile(r"(?:TO|INFO)[ ]{1,8}[A-Z]")
_ABOVE_GROUP = re.compile(
    r"V?ZCZC[A-Z]{3}\d{3,4}\b|VZ[A-Z]{5}\d{3,4}\b|(?:ZZ|OO|PP|RR|YY)(?:[ ]{1,4}R[A-Z]{3,7})+\Z|DE[ ]{1,4}R[A-Z]{3,7}[ ]?#"
    r"|ZN[RY][ ]{1,4}[A-Z]{5}\b|PAGE[ ]0?1[ ]{1,40}(?!.{1,120}[ ](?:DTG|PSN):)[A-Z]"
    r"|(?:ACTION|ORIGIN|INFO)[ ]{1,8}[A-Z][A-Z/]{0,6}-\d\d\b"
    r"|This record is a partial extract"
)
_LABEL_WITHIN = re.compile(r"(?:^|[ ])(?:E\.?O\.?[ ]\d{4,5}|TAGS|SUBJECT):")
_MAIL = re.compile(
    r"[ ]*(?:From|Sent|To|Cc|Bcc|Date|Subject|Importance|Reply-To|Received|Return-Path|Message-ID|MIME-Version"
    r"|Content-[A-Za-z\-]{2,30}"
    r"|Attachments?|X-[A-Za-z\-]{2,40}|Delivered-To|User-Agent|In-Reply-To|References|Thread-[A-Za-z]{2,20}):[ ]?(.*)\Z",
    re.IGNORECASE,
)
_SURE_MAIL = re.compile(
    r"[ ]*(?:Sent|MIME-Version|Content-Type|Received|Message-ID|Return-Path):|.{0,200}@\w", re.IGNORECASE
)
_LETTER_FOOT = re.compile(
    r"[ ]*This (?:e-?mail|message|document) is (?:UNCLASSIFIED|CONFIDENTIAL|SECRET|TOP SECRET)\b.{0,60}\Z",
    re.IGNORECASE,
)
_SENSITIVITY = re.compile(r"[ ]*(?:SBU|Sensitive(?: But Unclassified)?|UNCLASSIFIED|Official Use)[ ]*\Z", re.IGNORECASE)
# How a letter ends that forwards a message: in small letters, as no telegram of capitals does.
_CLOSING = re.compile(
    r"[ ]*(?:(?:[Ww]ith )?(?:[Bb]est|[Kk]ind|[Ww]arm)(?:est)?(?: [Rr]egards| [Ww]ishes)?|(?:With )?[Rr]egards|Sincerely"
    r"|Yours(?: sincerely| truly| faithfully)?|(?:Many )?[Tt]hanks|Thank you|Cheers)[,.!]?[ ]*\Z"
)
# What stands below a signature and is none of the message: who has a copy, and a note of the centre that sent it on.
_COPIES = re.compile(r"[ ]*[Bb]?[Cc][Cc]:(?:[ ].{1,60})?\Z")
_NOTE_OF_CENTRE = re.compile(r"[ ]*NOTE BY OC/?T\b", re.IGNORECASE)
_MAY_CLOSE = re.compile(
    r"\n[ ]*(?:best|kind|warm|with |regards|sincerely|yours|(?:many )?thank|cheers|this (?:e-?mail|message|document) is )"
)
_SIGNER = re.compile(r"[ ]*[A-Z][A-Z.' \-]{1,30}\Z")
_TRANSMISSION_ENDS = re.compile(
    r"[ ]*(?:N{3,4}[A-Z0-9]{0,12}|<<[ ]?END OF DOCUMENT[ ]?>>|={3,80}[ ]?CABLE ENDS[ ]?={3,80})[ ]*\Z"
)
_SERIAL_ENDS = re.compile(r"[ ]*#[ ]?\d{3,5}[ ]*\Z")
PARAGRAPH = re.compile(r"[ ]*\d{1,3}[ ]?\.[ ]{0,4}\(?[A-Za-z\"']")
# The first two letters of a sender and of a date-time group.
ANCHOR_STARTS = frozenset(
    {
        "FM",
        *(letter + " " for letter in "ZOPRYW"),
        *(first + second for first in string.digits for second in f" {string.digits}"),
    }
)
# The same, and what follows them, anywhere in a text. A line end stands first, so that a search skips from line to line, and a
# letter or a set of letters begins each way to go on, so that most lines are passed over at their first letter.
_SIX = r"\d[ ]?(?:[\dOlI][ ]?){5}[ ]?Z"  # figures whose picture was read as letters too
_ANCHOR = rf"FM[ ]{{1,8}}[A-Z]|[ZOPRYW][ ]{{1,6}}(?:[ZOPRYW][ ]{{1,6}}){{0,8}}{_SIX}|{_SIX}"
_MAY_BE_ANCHOR = re.compile(rf"\n(?:{_ANCHOR}|[ ][ ]*(?:{_ANCHOR}))")
_GROUP_ENDS = re.compile(r"Z(?:(?<=\dZ)|(?<=\d[ ]Z)|(?<=\d[ ]{2}Z))")  # without it nothing but FM is an anchor
_FURTHEST = 400  # lines above a message: route slips and mail heads are no longer
_LONGEST = 200
_HEADER = 60  # lines from the top of a distribution table to the date-time group
_SHORT_HEADER = 30  # most headers stand within so many lines: more are read where none does
_NEAR = 14
_FOOT = 12  # lines at the foot of a letter
_ENOUGH = 2
_LONGEST_REST = 40
_CAPTION_LINE = re.compile(r"[ ]*[A-Z][A-Z /,\-]{2,60}\Z")


class Place(msgspec.Struct, frozen=True):
    """Where a message lies in lines: from begin up to end, both indexes; in_header says that a header begins it."""

    begin: int
    end: int
    in_header: bool = False


def locate(lines: Sequence[Line]) -> Place:
    """Find the message in lines: below what stands above it, above what was left behind it."""
    texts = _texts(lines[:_SHORT_HEADER])
    begin = _header_begins(texts)
    if begin < 0:
        texts = _texts(lines[:_FURTHEST])
        begin = _header_begins(texts)
    in_header = begin >= 0
    if begin < 0:
        begin = _heading_begins(texts)
    return Place(begin, _end(lines, begin), in_header)


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text[:_LONGEST].strip() for line in lines]


def set_aside(lines: Lines, place: Place) -> tuple[Lines, list[Piece]]:
    """Take off what stands above and below a message -> (the lines of the message, the ledger of what does not belong)."""
    aside = [
        Piece(line.number, line.column, line.text, "layout.banner" if is_banner(line.text) else rule)
        for rule, part in (("layout.above", lines[: place.begin]), ("layout.below", lines[place.end :]))
        for line in part
        if line.text
    ]
    return lines.part(place.begin, place.end), aside


def _header_begins(texts: Sequence[str]) -> int:
    """Return the index of the first line of a transmission header, -1 where there is none before a message begins."""
    labels = 0
    for at, text in enumerate(texts):
        if not text:
            continue
        if _is_anchor(texts, at):
            return _top_of_header(texts, at)
        if _is_classification(text):
            return -1
        labels += bool(FIELD_BEGINS.match(text)) and not _MAIL.match(text)
        if labels >= _ENOUGH:
            return -1
    return -1


def may_have_header(whole: str, begin: int) -> bool:
    """Say whether a line of a text, from a place on, can belong to a transmission header at all."""
    may = whole.find("FM ", begin) >= 0 or (
        whole.find("Z", begin) >= 0 and _GROUP_ENDS.search(whole, begin) is not None
    )
    return may and _MAY_BE_ANCHOR.search(whole, begin) is not None


def header_at(texts: Sequence[str], at: int) -> int:
    """Return where the transmission header begins to which the line at an index belongs for certain, -1 for no header."""
    return _top_of_header(texts, at) if _is_anchor(texts, at) else -1


def _is_anchor(texts: Sequence[str], at: int) -> bool:
    """Say whether a line is certain to be of a header: a group, a sender or a station with more of a header near it."""
    text = texts[at]
    if text[:2] not in ANCHOR_STARTS:
        return False
    if _GROUP.match(text):
        near = [one for one in texts[at + 1 : at + _NEAR] if one]
        if any(_SENDER.match(one) or _TO.match(one) for one in near[:4]):
            return True
        return at > 0 and any(_ABOVE_GROUP.match(one) for one in texts[max(0, at - _NEAR) : at] if one)
    if _SENDER.match(text):
        return any(_TO.match(one) for one in texts[at + 1 : at + _NEAR] if one)
    return False


def _top_of_header(texts: Sequence[str], at: int) -> int:
    """Return where a header begins whose date-time group or sender is at an index: its tables and routing stand above."""
    top = at
    for above in range(at - 1, max(-1, at - _HEADER), -1):
        text = texts[above]
        if text and _ABOVE_GROUP.match(text):
            top = above
        elif text and (_is_classification(text) or _MAIL.match(text)):
            break
    return top


def _is_classification(text: str) -> bool:
    """Say whether a line is a classification line, and no banner or prose that happens to read like one.

    Little stands behind it, or the other fields of the heading.
    """
    found = classification_at(text)
    if found is None or is_banner(text):
        return False
    return len(found.remainder) <= _LONGEST_REST or _LABEL_WITHIN.search(found.remainder) is not None


def _heading_begins(texts: Sequence[str]) -> int:
    """Return where a message without a header begins: at its classification line, below a mail head, or at its first line."""
    mail = _below_mail(texts)
    for at, text in enumerate(texts):
        if at < mail or not text:
            continue
        if _is_classification(text):
            return min([_with_captions(texts, at), *_remains(texts, mail, at)])
        if FIELD_BEGINS.match(text) or PARAGRAPH.match(text):
            break
    begin = mail
    first = next((at for at, text in enumerate(texts) if text), 0)  # codes are a banner's only below one
    while begin < len(texts) and (
        not texts[begin] or is_banner(texts[begin]) or (begin > first and is_codes_alone(texts[begin]))
    ):
        begin += 1
    return begin if begin < len(texts) and begin else 0


def _remains(texts: Sequence[str], begin: int, end: int) -> list[int]:
    """Return the index of the first line of a header that is not whole, in a list, [] without one."""
    for at in range(begin, end):
        text = texts[at]
        if text and (_ABOVE_GROUP.match(text) or _GROUP.match(text) or _SENDER.match(text)):
            return [at]
    return []


def _below_mail(texts: Sequence[str]) -> int:
    """Return the index below a mail head at the front, 0 where there is none."""
    first = next((at for at, text in enumerate(texts) if text), 0)
    at = first
    fields = 0
    sure = False
    while at < len(texts) and _MAIL.match(texts[at]):
        fields += 1
        sure = sure or bool(_SURE_MAIL.match(texts[at]))
        at += 1
    return at if sure and fields >= _ENOUGH else 0


def _with_captions(texts: Sequence[str], at: int) -> int:
    """Return where the heading begins whose classification line is at an index: a date or captions may stand directly above."""
    begin = at
    for above in range(at - 1, max(-1, at - 4), -1):
        text = texts[above]
        if not text:
            continue
        if "day" in text or (
            _CAPTION_LINE.match(text) and any(word in text for word in ("SIPDIS", "CORRECTED", "C O R R E C T E D"))
        ):
            begin = above
        else:
            break
    return begin


def _without_foot(lines: Sequence[Line], begin: int) -> int:
    """Return the index behind the last line above what programs for mail add at the foot of a letter."""
    size = len(lines)
    for at in range(size - 1, max(begin, size - _FOOT), -1):
        text = lines[at].text
        if _LETTER_FOOT.match(text):
            size = at
        elif size < len(lines) and text and not _SENSITIVITY.match(text):
            break
        elif size < len(lines) and text:
            size = at
    return size


def _without_closing(lines: Sequence[Line], begin: int, size: int) -> int:
    """Return the index behind a signature in capitals below which a letter ends with its own closing and its writer's name."""
    for at in range(size - 1, max(begin, size - _FOOT), -1):
        if _CLOSING.match(lines[at].text):
            above = at - 1
            while above > begin and not lines[above].text:
                above -= 1
            alone = above > begin and not lines[above - 1].text and _SIGNER.match(lines[above].text)
            return above + 1 if alone else size
    return size


def _without_notes(lines: Sequence[Line], begin: int, size: int) -> int:
    """Return the index behind the last line above who has copies, and above what the centre that sent the message on noted."""
    for at in range(size - 1, max(begin, size - _FOOT), -1):
        text = lines[at].text
        if _NOTE_OF_CENTRE.match(text):
            return at
        if _COPIES.match(text) and not lines[at - 1].text:
            return at
        if text and (PARAGRAPH.match(text) or len(text) > _LONGEST_REST + _HEADER):
            break
    return size


def _end(lines: Sequence[Line], begin: int) -> int:
    """Return the index behind the last line of a message: above the end of the transmission, and above notes at its foot."""
    size = _transmission_ends(lines, begin)
    foot = _foot(lines, begin, size)
    return _without_notes(lines, begin, size) if "cc:" in foot or "note by oc" in foot else size


def _foot(lines: Sequence[Line], begin: int, size: int) -> str:
    """Return the last lines above an index in small letters: most have none of the signs of what may stand there."""
    return "\n".join([line.text for line in lines[max(begin, size - _FOOT) : size]]).lower()


def _transmission_ends(lines: Sequence[Line], begin: int) -> int:
    """Return the index behind the end of the transmission where nothing of a message follows it, else of all lines."""
    size = len(lines)
    foot = _foot(lines, begin, size)
    if _MAY_CLOSE.search(f"\n{foot}"):
        size = _without_closing(lines, begin, _without_foot(lines, begin))
    behind: list[str] = []
    for at in range(size - 1, begin, -1):
        text = lines[at].text
        if not text or len(text) > _LONGEST:
            continue
        first = text[0] if text[0] != " " else text.lstrip()[:1]
        if first in "N<#=" and (
            _TRANSMISSION_ENDS.match(text) or (_SERIAL_ENDS.match(text) and at and lines[at - 1].text.strip() == "BT")
        ):
            return size if any(_is_classification(one) or _GROUP.match(one) for one in behind) else at + 1
        if size - at > _FURTHEST or (first.isdigit() and PARAGRAPH.match(text)):
            break
        behind.append(text)
    return size
