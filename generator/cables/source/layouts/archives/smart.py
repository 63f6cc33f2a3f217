"""Prints of SMART, the Department's message system of 2009 and after: labels, text, signature, who drafted and cleared it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from generator.cables.model import Piece
from generator.cables.source.dates import read_date
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import Top, as_message, source_of
from generator.cables.source.model import Line, Metadata, Source, entries

_LABEL = re.compile(
    r"[ ]{0,12}(MRN|Date/DTG|Date|DTG|From|Action|To|Info|E\.?O\.?|TAGS|Captions?|References?|Ref|Subject|Pass Line|XMT"
    r"|Sensitivity|Signature|Drafted By|Cleared By|Approved By|Released By|Dissemination Rule|Attachments?|Precedence"
    r"|Originating Post"
    r"|Message Type|Classification Reason|Classified By|Declassify On|Reason)[ ]{0,4}:[ ]{0,40}",
    re.IGNORECASE,
)
_MRN = re.compile(
    r"[ ]{0,12}MRN[ ]{0,4}:[ ]{0,40}(\d\d|\d{4})[ ]{1,3}([A-Z][A-Z .'\-]{1,24}?)[ ]{1,4}(\d{1,7})\b", re.IGNORECASE
)
_LEVEL = re.compile(
    r"[ ]*(?:Classification:[ ]*)?(TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED)(?:[ ]?/{1,2}[ ]?[A-Z ,/]{2,40})?[ ]*\Z",
    re.IGNORECASE,
)
_SBU = re.compile(r"[ ]*(?:SBU|SENSITIVE(?: BUT UNCLASSIFIED)?|NOFORN|FOUO|SENSITIVE//NOFORN)[ ]*\Z")
_ITEM = re.compile(r"(?:\(?[A-Z][.)][ ]*)")
_PRECEDENCE = re.compile(
    r"(.*?),[ ]*(.*?)(?:[ ]{1,4}(FLASH|NIACT IMMEDIATE|IMMEDIATE|PRIORITY|ROUTINE))?\Z", re.IGNORECASE
)
_TAIL = frozenset(
    {"signature", "drafted by", "cleared by", "approved by", "released by", "info", "dissemination rule", "attachments",
     "attachment", "xmt", "action", "to", "classified by", "reason", "classification reason", "declassify on"}
)  # fmt: skip
_PAGE = re.compile(r"[ ]*Page \d{1,4} of \d{1,4}[ ]*\Z")
_FURNITURE = 6  # lines of a page's foot, or of its head
_TOP = 60
_FAR = 200
_FEWEST = 3


def is_smart(top: Top) -> bool:
    """Say whether a text is such a print: its MRN, and other labels of the system near it."""
    if "MRN" not in top.capitals or _mrn_of(top.lines)[1] is None:
        return False
    return len({match[1].lower() for text in top.lines if (match := _LABEL.match(text))}) > _FEWEST


def _mrn_of(texts: Sequence[str]) -> "tuple[int, re.Match[str] | None]":
    """Return (the index of the line of the MRN, its match), (0, None) without one; its value may stand on the next line."""
    for at, text in enumerate(texts):
        if "MRN" not in text.upper():
            continue
        below = next((one for one in texts[at + 1 : at + 3] if one), "") if text.strip().upper() == "MRN:" else ""
        if match := _MRN.match(f"{text} {below.strip()}" if below else text):
            return at, match
    return 0, None


def read_smart(page: Decoded) -> Source:
    """Read such a print: the labels above the text, the text, and the labels below it."""
    lines, aside = as_message(page, 0)
    wrapping: list[Piece] = []
    values: dict[str, list[str]] = {}
    level = ""
    begin, mrn = _mrn_of([line.text for line in lines])
    for line in lines[:begin]:
        if (match := _LEVEL.match(line.text)) and not level:
            level = " ".join(match[1].upper().split())
        if line.text:
            wrapping.append(Piece(line.number, line.column, line.text, "layout.above"))
    end = _read_labels(lines, begin, values, wrapping)
    tail = _tail_begins(lines, end)
    below: dict[str, list[str]] = {}
    _read_labels(lines, tail, below, wrapping, to_the_end=True)
    message = _without_levels(lines[end:tail], wrapping)
    wrapping.extend(aside)
    first = {name: " ".join(value) for name, value in values.items()}
    last = {name: " ".join(value) for name, value in below.items()}
    metadata = Metadata(
        id=f"{mrn[1][-2:]}{''.join(letter for letter in mrn[2].upper() if letter.isalpha())}{mrn[3]}" if mrn else None,
        created=_date(first),
        has_time=False,
        classification=level or None,
        title=first.get("subject") or None,
        tags=tuple(tag for tag in re.split(r"[ ,]+", first.get("tags", "")) if tag),
        references=tuple(_items(values.get("reference", values.get("references", values.get("ref", []))))),
        source="Department of State, print of a SMART message",
        sender=first.get("from") or None,
        to=tuple(
            _addressees(
                [*values.get("action", []), *values.get("to", []), *below.get("action", []), *below.get("to", [])]
            )
        ),
        info=tuple(_addressees([*values.get("info", []), *below.get("info", [])])),
        group=_group(first.get("date/dtg", first.get("dtg", ""))) or None,
        order=first.get("e.o.", first.get("eo", "")) or None,
        captions=tuple(
            one.strip().upper()
            for one in re.split(r"[,;]", first.get("captions", first.get("caption", "")))
            if one.strip()
        ),
        signature=last.get("signature") or None,
    )
    return source_of("smart", page, metadata, message, wrapping, 0)


def _read_labels(
    lines: list[Line], begin: int, values: dict[str, list[str]], wrapping: list[Piece], *, to_the_end: bool = False
) -> int:
    """Read labels and what goes on below them -> the index behind; blank lines end them above the text, not below it."""
    name = ""
    blanks = 0
    at = begin
    for at in range(begin, len(lines) if to_the_end else min(len(lines), begin + _TOP)):
        line = lines[at]
        if not line.text:
            blanks += 1
            continue
        match = _LABEL.match(line.text)
        if not match and (not name or blanks) and not to_the_end:
            return at
        if match:
            name = match[1].lower()
            values.setdefault(name, [])
            value = line.text[match.end() :].strip()
        else:
            value = line.text.strip() if not blanks else ""
            name = name if not blanks else ""
        if name and value:
            values[name].append(value)
        wrapping.append(Piece(line.number, line.column, line.text, f"metadata.{_rule(name)}"))
        blanks = 0
    return len(lines) if to_the_end else at + 1


def _rule(name: str) -> str:
    return {
        "mrn": "id", "date/dtg": "created", "date": "created", "dtg": "created", "subject": "title", "tags": "tags",
        "reference": "references",
        "references": "references", "ref": "references",
    }.get(name, "attribute")  # fmt: skip


def _tail_begins(lines: list[Line], begin: int) -> int:
    """Return the index of the first label below the text, from which on nothing but labels and stamps stands."""
    first = len(lines)
    for at in range(len(lines) - 1, max(begin - 1, len(lines) - _FAR), -1):
        match = _LABEL.match(lines[at].text) if lines[at].text else None
        if match and match[1].lower() in _TAIL:
            first = at
            if match[1].lower() == "signature":
                break
    return first


def _without_levels(lines: list[Line], wrapping: list[Piece]) -> list[Line]:
    """Take the level off the foot of a text, where the print repeats it."""
    end = len(lines)
    while end and (not lines[end - 1].text or _LEVEL.match(lines[end - 1].text) or _SBU.match(lines[end - 1].text)):
        end -= 1
    wrapping.extend(entries(lines[end:], "layout.below"))
    around = _around_page_lines(lines[:end])
    wrapping.extend(Piece(lines[at].number, lines[at].column, lines[at].text, "layout.banner") for at in sorted(around))
    return [Line(line.number, line.column, "") if at in around else line for at, line in enumerate(lines[:end])]


def _around_page_lines(lines: Sequence[Line]) -> set[int]:
    """Return the indices of lines that have nothing but a level, above and below ``Page 1 of 2``."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if not _PAGE.match(line.text):
            continue
        for step in (-1, 1):
            near = at + step
            while 0 <= near < len(lines) and abs(near - at) <= _FURNITURE:
                text = lines[near].text
                if text and not (_LEVEL.match(text) or _SBU.match(text)):
                    break
                if text:
                    found.add(near)
                near += step
    return found


def _date(first: dict[str, str]) -> dt.datetime | None:
    printed = first.get("date/dtg") or first.get("date") or ""
    found = read_date(printed.partition("/")[0].strip() if " / " in printed else printed)
    return found[0] if found else None


def _group(printed: str) -> str:
    """Return the date-time group behind the date, ``081148Z AUG 12``."""
    return printed.rpartition("/")[2].strip() if "/" in printed else printed.strip()


def _items(values: list[str]) -> Iterator[str]:
    """Yield the references, a line each, unless a line goes on."""
    held = ""
    for value in values:
        if held and _ITEM.match(value):
            yield held
            held = value
        else:
            held = f"{held} {value}".strip()
    if held:
        yield held


def _addressees(values: list[str]) -> Iterator[str]:
    """Yield ``WASHDC, SECSTATE ROUTINE`` as ``SECSTATE WASHDC ROUTINE``; several are parted by semicolons."""
    for value in values:
        for one in value.split(";"):
            text = " ".join(one.split())
            match = _PRECEDENCE.match(text)
            if match:
                yield f"{match[2]} {match[1]} {match[3] or ''}".strip()
            elif text:
                yield text
