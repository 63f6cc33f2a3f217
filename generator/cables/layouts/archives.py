"""Layouts of archives: rows of the CSV dump, records of 1973 to 1979 (NARA), the printed series (FRUS)."""

import csv
import datetime as dt
import io
import re

from generator.cables.layouts.common import as_message, collection_of, read_date, split_lines
from generator.cables.layouts.decoding import Damage
from generator.cables.model import Piece
from generator.cables.source import Line, Metadata, Source

CSV_COLUMNS = ("row id", "created", "id", "origin", "classification", "references", "header", "body")
_NARA_PAGE = re.compile(r"PAGE 0?1\s{1,20}[A-Z][A-Z .']{1,14}\s{1,20}\d{4,6}\b")
_NARA_HEADINGS = re.compile(r"(?:Message Attributes|Message Text)\s*\Z")
_NARA_FIELD = re.compile(r"([A-Z][A-Za-z/ ()]{2,40}):\s*(.*)\Z")
_STAMP = re.compile(
    r"\s*(?:Declassified/Released.{0,100}|.{0,60}EO Systematic Review(?:\s.{0,40})?|(?:Review\s)?\d\d [A-Z]{3} \d{4}|US Department of State)\s*\Z"
)
_UNAVAILABLE = re.compile(r"TELEGRAM TEXT FOR THIS MRN IS\s+UNAVAILABLE|ERROR READING TEXT INDEX FILE")
_FRUS = re.compile(r"(?:\d{1,4}\.\s)?Telegram (?:\d{1,7} )?From the (?:Embassy|Department|Consulate|Mission|Legation|Interests)", re.IGNORECASE)
_FRUS_DATELINE = re.compile(r"[A-Z][A-Za-z .]{2,30}, ([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4})(?:, \d{4}Z?)?\.?\s*\Z")
_FRUS_SERIAL = re.compile(r"(\d{1,6})\. (?=Subj|For|Ref|Pass|\d\.|[A-Z])")
_FRUS_PLACE = re.compile(r"From the (?:Embassy|Consulate General|Consulate|Mission|Legation) (?:in|at|to) ([A-Z][A-Za-z .']{2,40}?)(?: to |$)")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_NEAR_TOP = 60
_FIELDS_NEEDED = 8


def is_csv(path: str, text: str) -> bool:
    """Say whether a file is a row or more of the CSV dump: by its name and its first field."""
    return path.lower().endswith(".csv") and text.lstrip()[:1] == '"'


def read_csv_row(text: str, path: str, damage: list[Damage]) -> Source:
    """Read the first row of a dump: eight quoted columns, a backslash as escape, raw line ends within fields."""
    csv.field_size_limit(max(len(text), 131_072))
    reader = csv.reader(io.StringIO(text), delimiter=",", quotechar='"', escapechar="\\", doublequote=False)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) > 1:
                break
    except csv.Error as error:
        damage.append(("C008", max(1, reader.line_num), f"CSV: {error}"))
    row = rows[0] if rows else []
    if len(rows) > 1:
        damage.append(("C006", 1, ""))
    if len(row) != _FIELDS_NEEDED:
        damage.append(("C008", 1, f"{len(row)} columns where a row of the dump has {_FIELDS_NEEDED}"))
        texts = split_lines(text)
        message, aside = as_message(texts, 0)
        return Source("csv-row", Metadata(collection=collection_of(path)), tuple(texts), message, None, tuple(aside), (), tuple(damage))
    head = [f"{name}: {value}" for name, value in zip(CSV_COLUMNS[:6], row[:6], strict=True)]
    header, body = split_lines(row[6]), split_lines(row[7])
    texts = [*head, *header, *body]
    wrapping = [Piece(at, 0, line.rstrip(), f"metadata.{CSV_COLUMNS[at - 1].replace(' ', '-')}") for at, line in enumerate(head, 1)]
    message, aside = as_message(texts, len(head))
    created = read_date(row[1])
    metadata = Metadata(
        id=row[2].strip() or None,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        origin=row[3].strip() or None,
        classification=row[4].strip() or None,
        references=tuple(one.strip() for one in row[5].split("|") if one.strip()),
        collection=collection_of(path),
    )
    return Source("csv-row", metadata, tuple(texts), message, len(header), (*wrapping, *aside), (), tuple(damage))


def is_nara(texts: list[str]) -> bool:
    """Say whether a text is a record of the State Archiving System: its headings, its first page line, or its stamp."""
    for text in texts[:_NEAR_TOP]:
        if _NARA_HEADINGS.match(text.strip()) or _NARA_PAGE.match(text.strip()) or text.lstrip().startswith("Declassified/Released US"):
            return True
    return False


def read_nara(texts: list[str], path: str, damage: list[Damage]) -> Source:
    """Read such a record: attributes as ``Name: value`` before or behind ``Message Text``, stamps set aside."""
    wrapping: list[Piece] = []
    fields: dict[str, str] = {}
    lines: list[Line] = []
    in_attributes = False
    aside: list[Piece] = []
    message, pilcrows = as_message(texts, 0)
    for line in message:
        text = line.text.strip()
        if _NARA_HEADINGS.match(text):
            in_attributes = text.startswith("Message Attributes")
            wrapping.append(Piece(line.number, line.column, line.text, "metadata.heading"))
        elif in_attributes and text:
            if match := _NARA_FIELD.match(text):
                fields[match[1].strip()] = match[2].strip()
            wrapping.append(Piece(line.number, line.column, line.text, "metadata.attribute"))
        elif text and _STAMP.match(text):
            aside.append(Piece(line.number, line.column, line.text, "layout.declassification-stamp"))
            lines.append(Line(line.number, line.column, ""))
        else:
            lines.append(line)
    if any(_UNAVAILABLE.search(line.text) for line in lines[:_NEAR_TOP]):
        damage.append(("C007", 1, ""))
    known = {name: value for name, value in fields.items() if value and value.lower() != "n/a"}
    created = _nara_date(known.get("Draft Date", ""))
    metadata = Metadata(
        id=(known.get("Document Number") or known.get("Message ID") or None),
        created=created,
        has_time=False,
        classification=known.get("Original Classification") or known.get("Classification"),
        title=known.get("Subject"),
        tags=tuple(known.get("TAGS", "").replace(",", " ").split()),
        collection=collection_of(path),
        source="National Archives, Access to Archival Databases" if fields else None,
    )
    return Source("nara", metadata, tuple(texts), tuple(lines), None, (*wrapping, *aside, *pilcrows), (), tuple(damage))


def _nara_date(text: str) -> dt.datetime | None:
    """Read ``12 JUL 1974`` or ``1974-07-12``; None for anything else."""
    if found := read_date(text):
        return found[0]
    parts = text.split()
    if len(parts) == 3 and parts[0].isdigit() and parts[2].isdigit() and (month := _month(parts[1].capitalize())):  # day month year
        found = read_date(f"{parts[2]}-{month:02d}-{int(parts[0]):02d}")
        return found[0] if found else None
    return None


def is_frus(texts: list[str]) -> bool:
    """Say whether a text opens as a telegram in the printed series does."""
    first = next((text.strip() for text in texts[:_NEAR_TOP] if text.strip()), "")
    return bool(_FRUS.match(first))


def read_frus(texts: list[str], path: str, damage: list[Damage]) -> Source:
    """Read a printed telegram: title sentence, dateline, serial before the first paragraph, source note as footnote 1."""
    wrapping: list[Piece] = []
    title_at = next(at for at, text in enumerate(texts) if text.strip())
    title = [texts[title_at].strip()]
    wrapping.append(Piece(title_at + 1, 0, texts[title_at], "metadata.title"))
    at = title_at + 1
    created = None
    while at < min(len(texts), title_at + 10):
        text = texts[at].strip()
        match = _FRUS_DATELINE.match(text)
        if match:
            created = read_date(f"{match[3]}-{_month(match[1]):02d}-{int(match[2]):02d}") if _month(match[1]) else None
            wrapping.append(Piece(at + 1, 0, texts[at], "metadata.dateline"))
            at += 1
            break
        if _FRUS_SERIAL.match(text):
            break
        if text:
            title.append(text)
            wrapping.append(Piece(at + 1, 0, texts[at], "metadata.title"))
        at += 1
    message, aside = as_message(texts, at)
    lines = list(message)
    place = _FRUS_PLACE.search(" ".join(title))
    identifier = None
    first = next((index for index, line in enumerate(lines) if line.text.strip()), None)
    if first is not None and (match := _FRUS_SERIAL.match(lines[first].text)):
        line = lines[first]
        wrapping.append(Piece(line.number, line.column, match[0].rstrip(), "metadata.serial"))
        lines[first] = Line(line.number, line.column + match.end(), line.text[match.end() :])
        post = "STATE" if "From the Department of State" in " ".join(title) else place[1] if place else ""
        if post and created:
            identifier = f"{created[0].year} {post} {match[1]}"
    note = next((line.text.strip() for line in lines if line.text.lstrip().startswith(("1 Source:", "Source:", "[1] Source:"))), None)
    metadata = Metadata(
        id=identifier,
        created=created[0] if created else None,
        has_time=False,
        title=" ".join(title),
        collection=collection_of(path),
        source=note,
    )
    return Source("frus", metadata, tuple(texts), tuple(lines), 0, (*wrapping, *aside), (), tuple(damage))


def _month(name: str) -> int:
    return next((at for at, month in enumerate(_MONTHS, 1) if month.startswith(name[:3])), 0)
