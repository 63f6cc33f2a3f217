"""A row of the CSV dump: eight quoted columns, a backslash as escape, raw line ends within fields."""

import csv
import io

from generator.cables.model import Piece
from generator.cables.source.dates import read_date
from generator.cables.source.decoding import Damage, Decoded, has_marks, split_lines, unescape
from generator.cables.source.layouts.common import as_message, source_of
from generator.cables.source.model import Metadata, Source

COLUMNS = ("row-id", "created", "id", "origin", "classification", "references", "header", "body")
_HEADER = COLUMNS.index("header")
_DEFAULT_LIMIT = 131_072


def is_csv(path: str, text: str) -> bool:
    """Say whether a file is a row or more of the dump: by its name and its first character."""
    return path[-4:].lower() == ".csv" and text[:4096].lstrip()[:1] == '"'


def read_csv_row(text: str, damage: list[Damage]) -> Source:
    """Read the first row of a dump; entities are replaced in its fields, not before: ``&quot;`` ends no field.

    ``Source.lines`` are its first six columns as lines of text (``origin: Embassy X``), then the lines of header and body as
    they are without their quotes; ``physical`` maps each to its line of the file.
    """
    csv.field_size_limit(max(len(text), _DEFAULT_LIMIT))
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=",", quotechar='"', escapechar="\\", doublequote=False)
    try:
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) > 1:
                damage.append(("C006", 1, ""))
                break
    except csv.Error as error:
        damage.append(("C008", 1, f"CSV: {error}"))
    row = rows[0] if rows else []
    if len(row) != len(COLUMNS):
        damage.append(("C008", 1, f"{len(row)} columns where a row of the dump has {len(COLUMNS)}"))
        whole = unescape(text)
        page = Decoded(split_lines(whole), damage, has_marks(whole))
        message, aside = as_message(page, 0)
        return source_of("csv-row", page, Metadata(), message, aside)
    printed, row = row, list(map(unescape, row))
    head = [f"{name}: {' '.join(value.split())}".rstrip() for name, value in zip(COLUMNS[:_HEADER], row, strict=False)]
    header, body = split_lines(row[_HEADER]), split_lines(row[_HEADER + 1])
    lines = [*head, *header, *body]
    wrapping = [Piece(at + 1, 0, line, f"metadata.{COLUMNS[at]}") for at, line in enumerate(head)]
    marked = has_marks(row[_HEADER]) or has_marks(row[_HEADER + 1])
    message, aside = as_message(Decoded(lines, damage, marked), len(head))
    begins = len(head) + len(header)
    created = read_date(row[1])
    if row[1].strip() and created is None:
        damage.append(("C008", 2, f"created: {row[1][:40]}"))
    metadata = Metadata(
        id=row[2].strip() or None,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        origin=" ".join(row[3].split()) or None,
        classification=row[4].strip() or None,
        references=tuple(one.strip() for one in row[5].split("|") if one.strip()),
    )
    return Source(
        "csv-row",
        metadata,
        tuple(lines),
        tuple(message),
        next((at for at, line in enumerate(message) if line.number > begins), len(message)),
        (*wrapping, *aside),
        _physical(text, printed, len(header), len(body)),
        tuple(damage),
    )


def _physical(text: str, row: list[str], header: int, body: int) -> tuple[int, ...]:
    """Return the line of the file for each line of the source: fields keep their line ends, so these can be counted."""
    at = text.count("\n", 0, len(text) - len(text.lstrip())) + 1
    places = []
    for value in row[:_HEADER]:
        places.append(at)
        at += value.count("\n")
    places.extend(range(at, at + header))
    at += header - 1
    places.extend(range(at, at + body))
    return tuple(places)
