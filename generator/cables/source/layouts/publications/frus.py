"""Telegrams of the printed series: a title sentence, a dateline, the serial before the first paragraph, a source note."""

import re

from generator.cables.model import Piece
from generator.cables.source.dates import month_of, read_date
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import Top, as_message, source_of
from generator.cables.source.model import Line, Metadata, Source, entries

_OPENING = re.compile(
    r"(?:\d{1,4}\.[ ]{1,4})?Telegram (?:\d{1,7} )?From the (?:Embassy|Department|Consulate|Mission|Legation|Interests)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"([A-Z][A-Za-z .']{1,30}), ([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4})(?:, (\d\d)(\d\d)Z|,[ ][^,]{1,24})?\.?[ ]*\Z"
)
_SERIAL = re.compile(r"(\d{2,7})\. (?=Subj|For|Ref|Pass|Dept|\d|[A-Z])")
_REFERENCE = re.compile(r"Ref(?:s|erences?|tels?)?:?[ ].{3,80}?\d\.[ ]{1,2}(?=[A-Z][a-z]|[A-Z]+[ ][a-z])")
_PRINTED_SERIAL = re.compile(r"Telegram (\d{1,7}) From", re.IGNORECASE)
_NOTE = re.compile(r"\[?1?\]?[ .]*Source: ")
_NEXT_NOTE = re.compile(r"\[?[2-9]\d?\]?[ .]+[A-Z]")
_PARTIES = re.compile(r" From the (.{3,60}?) to (?:the )?(.{3,60}?)\.?\Z")
_LATER_NOTE = re.compile(r"\[?[2-9]\d?\]?[ ]+[A-Z\"]")
_NOTE_LEVEL = re.compile(
    r"[.\]] (Top Secret|Secret|Confidential|Limited Official Use|Official Use Only|Unclassified)[;.]"
)
_SIGNATURE = re.compile(r"[A-Z][A-Za-z.'\-]{1,20}(?: [A-Z][A-Za-z.'\-]{0,20}){0,2}[ ]*\Z")
_LONGEST_TITLE = 4


def is_frus(top: Top) -> bool:
    """Say whether a text opens as a telegram in the printed series does."""
    return bool(top.lines) and _OPENING.match(top.lines[0].lstrip()) is not None


def read_frus(page: Decoded) -> Source:
    """Read such a telegram; a title may go on until the first blank line or the dateline."""
    wrapping: list[Piece] = []
    texts = page.lines
    at = next(at for at, text in enumerate(texts) if text)
    title: list[str] = []
    while at < len(texts) and texts[at] and len(title) < _LONGEST_TITLE and not _starts_text(texts[at]):
        title.append(texts[at].strip())
        wrapping.append(Piece(at + 1, 0, texts[at], "metadata.title"))
        at += 1
    following = next((place for place in range(at, min(len(texts), at + 4)) if texts[place]), at)
    dateline = _DATELINE.match(texts[following].strip()) if following < len(texts) else None
    if dateline:
        wrapping.append(Piece(following + 1, 0, texts[following], "metadata.dateline"))
        at = following + 1
    lines, aside = as_message(page, at)
    heading = " ".join(" ".join(title).split())
    serial = _take_serial(lines, wrapping)
    note = _take_note(lines, wrapping)
    signature = _take_signature(lines, wrapping)
    level = _NOTE_LEVEL.search(note)
    if not serial and (printed := _PRINTED_SERIAL.search(heading)):
        serial = printed[1]
    created = _read_dateline(dateline) if dateline else ""
    date = read_date(created)
    parties = _PARTIES.search(heading)
    post = "STATE" if "From the Department" in heading else dateline[1] if dateline else ""
    metadata = Metadata(
        id=f"{created[:4]} {post} {serial}" if created and post and serial else None,
        created=date[0] if date else None,
        has_time=bool(date and date[1]),
        title=heading,
        classification=level[1].upper() if level else None,
        source=note.partition("Source: ")[2] or None,
        sender=parties[1] if parties else None,
        to=(parties[2],) if parties else (),
        signature=signature or None,
    )
    wrapping.extend(aside)
    return source_of("frus", page, metadata, lines, wrapping, 0)


def _starts_text(text: str) -> bool:
    return bool(_DATELINE.match(text.strip())) or (
        bool(_SERIAL.match(text.strip())) and not _OPENING.match(text.strip())
    )


def _read_dateline(match: "re.Match[str]") -> str:
    """Return the date of a dateline as ``1975-04-25 14:20``, the time only where it is in Z."""
    day = f"{match[4]}-{month_of(match[2]):02d}-{int(match[3]):02d}"
    return f"{day} {match[5]}:{match[6]}" if match[5] else day


def _take_serial(lines: list[Line], wrapping: list[Piece]) -> str:
    """Take the telegram's number off the front of the first paragraph; "" when there is none."""
    first = next((at for at, line in enumerate(lines) if line.text), -1)
    if first < 0 or (match := _SERIAL.match(lines[first].text)) is None:
        return ""
    line = lines[first]
    wrapping.append(Piece(line.number, line.column, match[0].rstrip(), "metadata.serial"))
    begin, text = line.column + match.end(), line.text[match.end() :]
    lines[first] = Line(line.number, begin, text)
    if reference := _REFERENCE.match(text):  # the text goes on in the line of the reference
        behind = reference.end()
        lines[first : first + 1] = [
            Line(line.number, begin, text[:behind].rstrip()),
            Line(line.number, begin + behind, ""),
            Line(line.number, begin + behind, text[behind:]),
        ]
    return match[1]


def _take_signature(lines: list[Line], wrapping: list[Piece]) -> str:
    """Take off the signature that stands above notes at the foot of a telegram; "" where no notes follow it."""
    notes = next(
        (at for at, line in enumerate(lines) if at and _LATER_NOTE.match(line.text) and not lines[at - 1].text), -1
    )
    last = next((at for at in range(notes - 1, -1, -1) if lines[at].text), -1)
    if notes < 0 or last < 0 or not _SIGNATURE.match(lines[last].text) or (last and lines[last - 1].text):
        return ""
    line = lines[last]
    wrapping.append(Piece(line.number, line.column, line.text, "metadata.signature"))
    lines[last] = Line(line.number, line.column, "")
    return line.text.strip()


def _take_note(lines: list[Line], wrapping: list[Piece]) -> str:
    """Take the source note off the foot of a telegram, joined to one line; later notes stay in the text."""
    first = next((at for at, line in enumerate(lines) if "Source: " in line.text and _NOTE.match(line.text)), -1)
    if first < 0:
        return ""
    end = first + 1
    while end < len(lines) and lines[end].text and not _NEXT_NOTE.match(lines[end].text):
        end += 1
    note = lines[first:end]
    wrapping.extend(entries(note, "metadata.source"))
    lines[first:end] = [Line(line.number, line.column, "") for line in note]
    return " ".join(line.text for line in note)
