"""Records of the State Archiving System, 1973 to 1979, as the National Archives print them: attributes and message text.

A file may have several records of one number: the sections of one message, in their order.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.cables.model import Piece
from generator.cables.source.banners import is_lost_text, may_be_lost_text
from generator.cables.source.dates import may_be_of, read_date
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import Top, as_message, source_of
from generator.cables.source.message_locator import may_have_header
from generator.cables.source.model import Line, Metadata, Source, entries

_PAGE = re.compile(r"(?:[A-Z ]{1,24} )?PAGE 0?1[ ]{1,20}[A-Z][A-Z .']{1,14}[ ]{1,20}\d{4,6}\b")
_TEXT, _ATTRIBUTES = "Message Text", "Message Attributes"
_HEADINGS = (_ATTRIBUTES, _TEXT)
# ``2001VENSK04687 - CONFIDENTIAL``: the Department prints it above a cable.
_TITLE = re.compile(
    r"[ ]*((?:19|20)\d\d[A-Z]{2,20}\d{4,7}) - (TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|LIMITED OFFICIAL USE)[ ]*\Z"
)
_TITLE_NEAR = 20
_FOUR_DIGITS = re.compile(r"(?:19|20)\d\d[A-Z]")
_FIELD = re.compile(r"([A-Z][A-Za-z/ ()]{1,40}):[ ]*(.*)\Z")
_DATES = ("Draft Date", "Sent Date", "Date Sent", "Date", "Document Date")
_ARCHIVE = (
    ("number", ("Document Number", "Message ID")),
    ("film", ("Film Number",)),
    ("electronic", ("Electronic File", "Electronic File Number", "D Number")),
    ("record_group", ("Record Group",)),
    ("type", ("Document Type", "Card Type")),
    ("locator", ("Locator",)),
    ("withdrawn", ("Withdrawal Reason", "Reason for Withdrawal", "Review Withdrawn Fields", "Review Exemptions")),
    ("case", ("Case Number", "Litigation Case")),
)
_SOURCE = "National Archives, Access to Archival Databases"


def is_nara(top: Top) -> bool:
    """Say whether a text is such a record: its headings, its first page line, or the stamp of the review."""
    whole = top.whole
    if not ("Message " in whole or "Declassified/Released" in whole or "PAGE 0" in whole):
        return False
    for line in top.lines:
        text = line.lstrip()
        if text.startswith(_HEADINGS) and text in _HEADINGS:
            return True
        if "Declassified/Released" in text or ("PAGE 0" in text and _PAGE.match(text)):
            return True
    return False


def read_nara(page: Decoded) -> Source:
    """Read such a record, or the records of one message: attributes as ``Name: value`` and text, each under its heading."""
    wrapping: list[Piece] = []
    fields: dict[str, str] = {}
    message: list[Line] = []
    lines, aside = as_message(page, 0)
    lost = False
    for heading, part in _parts(lines):
        if heading is not None:
            wrapping.append(Piece(heading.number, heading.column, heading.text, "metadata.heading"))
        if heading is None or heading.text.strip() == _TEXT:
            kept = _without_lost_text(part, wrapping)
            lost = lost or kept is not part
            message += kept
            continue
        name = ""
        for line in part:
            text = line.text.strip()
            if not text:
                message.append(line)
                continue
            if match := _FIELD.match(text):
                name = match[1]
                fields.setdefault(name, match[2])
            elif name:
                fields[name] = f"{fields[name]} {text}".strip()
            wrapping.append(Piece(line.number, line.column, line.text, "metadata.attribute"))
    said = [line.text for line in message if line.text]
    if said and all(map(_is_absent, said)):  # a withdrawal card: the archive has no text to print
        wrapping += entries(message, "layout.lost-text")
        message = [Line(line.number, line.column, "") for line in message]
    if lost:
        page.damage.append(("C007", 1, ""))
    wrapping.extend(aside)
    metadata = _metadata(fields)
    titled = next((match for line in message[:_TITLE_NEAR] if line.text and (match := _TITLE.match(line.text))), None)
    if titled and metadata.id is None:
        metadata = msgspec.structs.replace(metadata, id=titled[1], classification=metadata.classification or titled[2])
    whole = "\n".join(["", *[line.text for line in message]])
    if not may_have_header(whole, 0):  # a header names them whole
        sent, received = (fields.get(name, "") for name in ("From", "To"))
        metadata = msgspec.structs.replace(
            metadata,
            sender=None if _is_absent(sent) else sent.strip(),
            to=tuple(one.strip() for one in re.split(r"[|;]", received) if not _is_absent(one)),
        )
    printed = next((name for name in _DATES if fields.get(name)), "")
    if printed and metadata.created is None and not _is_absent(fields[printed]):
        page.damage.append(("C008", 1, f"{printed}: {fields[printed][:40]}"))
    return source_of("nara", page, metadata, message, wrapping)


def _parts(lines: Sequence[Line]) -> Iterator[tuple[Line | None, Sequence[Line]]]:
    """Yield the headings of a record and the lines below each; None and what stands above the first."""
    heading = None
    begin = 0
    for at in [at for at, line in enumerate(lines) if line.text.endswith(_HEADINGS)]:
        if lines[at].text.strip() in _HEADINGS:
            yield heading, lines[begin:at]
            heading, begin = lines[at], at + 1
    yield heading, lines[begin:]


def _without_lost_text(lines: Sequence[Line], wrapping: list[Piece]) -> Sequence[Line]:
    """Return lines, those empty in which the archive says that it has no text; the very same where it never does."""
    if not may_be_lost_text("\n".join([line.text for line in lines])):
        return lines
    lost = {at for at, line in enumerate(lines) if is_lost_text(line.text.strip())}
    wrapping += [
        Piece(one.number, one.column, one.text, "layout.lost-text") for one in map(lines.__getitem__, sorted(lost))
    ]
    kept = [Line(one.number, one.column, "") if at in lost else one for at, one in enumerate(lines)]
    return kept if lost else lines


def _is_absent(value: str) -> bool:
    return value.strip().lower() in {"", "n/a", "na", "none"}


def _metadata(fields: dict[str, str]) -> Metadata:
    """Make metadata of the attributes; empty ones and ``n/a`` mean that there is none."""
    known = {name: value.strip() for name, value in fields.items() if not _is_absent(value)}
    number = known.get("Document Number") or known.get("Message ID") or ""
    year = int(number[:4]) if _FOUR_DIGITS.match(number) else 0
    dates = (read_date(known.get(name, "")) for name in _DATES)
    # where a date is not known, records have the first day of 1960
    created = next((one for one in dates if one and (not year or may_be_of(one[0], year))), None)
    references = known.get("Reference") or known.get("References") or ""
    return Metadata(
        id=number or None,
        created=created[0] if created else None,
        has_time=False,
        classification=known.get("Original Classification") or known.get("Classification"),
        title=known.get("Subject"),
        tags=split_tags(known.get("TAGS", "")),
        references=tuple(one.strip() for one in references.replace(";", ",").split(",") if not _is_absent(one)),
        source=_SOURCE if fields else None,
        post=known.get("From"),
        archive=tuple(
            (name, value)
            for name, labels in _ARCHIVE
            if (value := next((known[one] for one in labels if one in known), ""))
        ),
    )


def split_outside(text: str, separator: str) -> list[str]:
    """Split a text at a separator that stands in no parenthesis: ``(KISSINGER, HENRY)`` is one person, without it."""
    parts = [part.strip() for part in re.split(rf"{re.escape(separator)}(?![^()]*\))", text)]
    return [part[1:-1].strip() if part[:1] == "(" and part.find(")") == len(part) - 1 else part for part in parts]


def split_tags(text: str) -> tuple[str, ...]:
    """Split the tags of a record: by strokes, semicolons or commas a tag may be a phrase, else by blanks.

    What a tag means stands behind a dash (``EFIS - Fisheries``) and is no tag.
    """
    for separator in ("|", ";", ","):
        if separator in text:
            parts = [part.partition(" - ")[0].strip() for part in split_outside(text, separator)]
            return tuple(dict.fromkeys(part for part in parts if part and (" " not in part or separator != "|")))
    return (text.partition(" - ")[0].strip(),) if " - " in text else tuple(dict.fromkeys(text.split()))
