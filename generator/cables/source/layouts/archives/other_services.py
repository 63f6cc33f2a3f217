"""Telegrams of other foreign services: the British form (``TELNO``), and cablegrams that have a number, a place and a day.

Their numbers count for a post and a year, as those of the Department do, and are not the Department's: a British post has
``UK`` before its name, so that ``82UKVENSK214`` is never taken for the American ``82VENSK214``.
"""

import re
from collections.abc import Sequence

from generator.cables.model import Piece
from generator.cables.source.dates import read_date
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import Top, as_message, source_of
from generator.cables.source.model import Line, Metadata, Source, entries

_LEVEL = re.compile(
    r"[ ]*((?:MOST|TOP) SECRET|SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED)(?:[ ]{1,12}[A-Z][A-Z ]{2,40})?[ ]*\Z"
)
_FROM = re.compile(r"[ ]*FM[ ]{1,8}([A-Z][A-Z .'\-]{1,30}?)(?:[ ]+TO[ ].{1,60}|[ ]+(?P<sent>\d{6}Z.{0,20}))?[ ]*\Z")
_TO = re.compile(
    r"[ ]*(?:FM[ ].{1,40}?[ ])?TO[ ]{1,8}"
    r"((?:(?:DESKBY[ ]\d{6}Z|FLASH|EMERGENCY|IMMEDIATE|PRIORITY|ROUTINE|SAVING|AND)[ ]+){0,4})"
    r"([A-Z][A-Z.,' ]{1,60}?)(?=[ ]*\Z|[ ]+TEL)"
)
_NUMBER = re.compile(
    r"[ ]*(?:TO[ ].{1,60}[ ])?TEL(?:NO|EGRAM NUMBER|EGRAM NO|[ ]NO)\.?[ ]{0,4}(\d{1,5})"
    r"(?:[ ]+OF[ ]+(?P<of>.{6,30}?))?[ ]*\Z"
)
_OF = re.compile(r"[ ]*OF[ ]{1,4}(?P<of>(?:\d{6}Z|\d{1,2})[ ]{1,3}[A-Z]{3,9}\.?[ ]{1,3}\d{2,4})[ ]*\Z")
_INFO = re.compile(r"[ ]*(?:AND TO|INFO|REPEATED|RPTD|SAVING)\b.{0,100}\Z")
_INFO_TO = re.compile(r"[ ]*INFO[ ]+(?:(FLASH|IMMEDIATE|PRIORITY|ROUTINE)[ ]+)?([A-Z].{1,80})\Z")
_GROUP = re.compile(r"(\d{6})Z[ ]+([A-Z]{3})[A-Z]*\.?[ ]+(?:19)?(\d\d)\Z")
_PRECEDENCES = ("FLASH", "EMERGENCY", "IMMEDIATE", "PRIORITY", "ROUTINE")
_TITLED = re.compile(r"[ ]*(?:MY|YOUR|OUR|FCO)[ ]TEL(?:NO|EGRAM)S?[ ].{1,40}?:[ ]*(\S.{2,120})\Z")
_CABLEGRAM = re.compile(
    r"[ ]*Cablegrams?[ ](?:No\.?[ ])?(?P<number>[A-Z]?\.?\d{1,5})[ ](?P<place>[A-Z][A-Za-z .'\-]{1,30}?),[ ]"
    r"(?P<day>\d{1,2}[ ][A-Z][a-z]{2,8}[ ](?:19|20)\d\d)(?:,[ ].{1,20})?\.?[ ]*\Z"
)
# ``Cablegram 214 from Vensk to Canberra``, with place and day on a line below.
_FROM_TO = re.compile(
    r"[ ]*Cablegram[ ](?:No\.?[ ])?(?P<number>[A-Z]?\.?\d{1,5})[ ]from[ ]"
    r"(?P<sender>[A-Z].{1,40}?)[ ]to[ ](?P<to>[A-Z].{1,60})\Z"
)
_DATELINE = re.compile(
    r"[ ]*(?P<place>[A-Z][A-Za-z .'\-]{1,30}?),[ ](?P<day>\d{1,2}[ ][A-Z][a-z]{2,8}[ ](?:19|20)\d\d)(?:,[ ].{1,20})?\.?[ ]*\Z"
)
_PARTIES = re.compile(r"[ ]*(?:\[?\d{1,4}\]?\.?[ ]{1,4})?(?P<sender>\S.{2,100}),?[ ][Tt]o[ ](?P<to>\S.{2,100})\Z")
_SOURCE = re.compile(r"[ ]*\[[A-Z]{2,4}[ ]?:[ ]?.{2,160}\][ ]*\Z")
_NEAR_TOP = 24
_HEADER = 12


def is_british(top: Top) -> bool:
    """Say whether a text is a British telegram: a sender, its number and when it was sent, within a few lines."""
    return "TEL" in top.whole and _header(top.lines[:_NEAR_TOP]) is not None


def is_cablegram(top: Top) -> bool:
    """Say whether a text is such a cablegram: the line of its number, place and day near its top."""
    return "ablegram" in top.whole and _numbered(top.lines[:_NEAR_TOP]) is not None


def _numbered(texts: Sequence[str]) -> tuple[int, int, "re.Match[str]", "re.Match[str]"] | None:
    """Return (line of the number, line of place and day, their matches), the same twice where one line has all; or None."""
    for at, text in enumerate(texts):
        if match := _CABLEGRAM.match(text):
            return at, at, match, match
        if match := _FROM_TO.match(text):
            for below in range(at + 1, min(len(texts), at + 5)):
                if dateline := _DATELINE.match(texts[below]):
                    return at, below, match, dateline
    return None


def _header(texts: Sequence[str]) -> tuple[int, int, str, str, str] | None:
    """Return (first line, line behind, sender, number, date) of the header of a British telegram, None without one."""
    begin = next((at for at, text in enumerate(texts) if _FROM.match(text)), -1)
    if begin < 0:
        return None
    sender = _FROM.match(texts[begin])
    number, date = "", (sender["sent"] or "") if sender else ""
    end = begin + 1
    for at in range(begin, min(len(texts), begin + _HEADER)):
        text = texts[at]
        if match := _NUMBER.match(text):
            number, date = match[1], date or match["of"] or ""
        elif match := _OF.match(text):
            date = date or match["of"]
        elif text and at > begin and not (_TO.match(text) or _INFO.match(text)):
            break
        end = at + 1 if text else end
    return (begin, end, sender[1], number, date) if sender and number and date else None


def read_british(page: Decoded) -> Source:
    """Read a British telegram: what stands above FM is the paper's, the header ends with the last of its labels."""
    lines, aside = as_message(page, 0)
    first = next((at for at, line in enumerate(lines) if line.text), 0)
    found = _header([line.text for line in lines[first : first + _NEAR_TOP]])
    if found is None:  # the recogniser has seen it
        return source_of("unknown", page, Metadata(), lines, aside)
    begin, end, sender, number, printed = found[0] + first, found[1] + first, *found[2:]
    wrapping = entries(lines[:begin], "layout.above")
    wrapping += entries(lines[begin:end], "metadata.attribute")
    group = _GROUP.match(printed)
    created = read_date(f"{group[1]}Z {group[2]} {group[3]}" if group else printed)
    to = next((match for one in lines[begin:end] if (match := _TO.match(one.text))), None)
    precedence = next((word for word in _PRECEDENCES if to and word in to[1]), "")
    level = next((match[1] for one in lines[:begin] if (match := _LEVEL.match(one.text))), None)
    title = next((match[1] for one in lines[end : end + 4] if (match := _TITLED.match(one.text))), None)
    post = "".join(letter for letter in sender if letter.isalpha())
    info = [_INFO_TO.match(one.text) for one in lines[begin:end]]
    metadata = Metadata(
        id=f"{created[0].year}UK{post}{int(number)}" if created and int(number) else None,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        classification=level,
        origin=f"{sender.title()} (United Kingdom)",
        title=title,
        source="Telegram of the British foreign service",
        sender=sender,
        to=(f"{to[2]} {precedence}".strip(),) if to else (),
        info=tuple(f"{one[2].strip()} {one[1] or ''}".strip() for one in info if one),
    )
    wrapping.extend(aside)
    return source_of("british-telegram", page, metadata, lines[end:], wrapping, 0)


def read_cablegram(page: Decoded) -> Source:
    """Read a cablegram: the line above its number says who wrote to whom, a note in brackets at its end where it lies."""
    lines, aside = as_message(page, 0)
    first = next((at for at, line in enumerate(lines) if line.text), 0)
    found = _numbered([line.text for line in lines[first : first + _NEAR_TOP]])
    if found is None:  # the recogniser has seen it
        return source_of("unknown", page, Metadata(), lines, aside)
    at, dated, numbered, dateline = found[0] + first, found[1] + first, *found[2:]
    above = next((one.text for one in reversed(lines[:at]) if one.text), "")
    parties = _PARTIES.match(above) if at == dated else numbered
    end = dated + 1
    level: str | None = None
    for below in range(end, min(len(lines), end + 5)):
        match = _LEVEL.match(lines[below].text)
        if match:
            level, end = match[1], below + 1
        elif lines[below].text:
            break
    wrapping = entries(lines[:end], "metadata.attribute")
    message = list(lines[end:])
    last = next((place for place in range(len(message) - 1, -1, -1) if message[place].text), -1)
    note = ""
    if last >= 0 and _SOURCE.match(message[last].text):
        one = message[last]
        note = one.text.strip()[1:-1]
        wrapping.append(Piece(one.number, one.column, one.text, "metadata.source"))
        message[last] = Line(one.number, one.column, "")
    created = read_date(dateline["day"])
    number = int("".join(filter(str.isdigit, numbered["number"])))
    metadata = Metadata(
        id=f"{created[0].year} {dateline['place']} {number}" if created and number else None,
        created=created[0] if created else None,
        has_time=False,
        classification=level,
        origin=dateline["place"].title(),
        source=note or None,
        sender=parties["sender"].rstrip(",") if parties else None,
        to=(parties["to"],) if parties else (),
    )
    wrapping.extend(aside)
    return source_of("cablegram", page, metadata, message, wrapping, 0)
