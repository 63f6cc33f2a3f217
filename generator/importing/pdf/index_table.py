"""A table next to a folder of PDF files, or of texts -> what its rows say of each: number, case, title, date, date of release.

A file that says a thing of itself is believed before the table.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, islice
from pathlib import Path

import msgspec

from generator.cables.ids import Identity, read_identity
from generator.cables.parse import parse_cable
from generator.cables.source.dates import read_date
from generator.cables.source.model import Metadata
from generator.importing.archives import ArchiveError
from generator.importing.cable_file import archive_line, file_text, split_file
from generator.importing.formats import Transcript, Unread
from generator.importing.formats.documents.json_records import named_objects
from generator.importing.formats.documents.json_stream import is_json, values_of
from generator.importing.formats.documents.office import DocumentError
from generator.importing.formats.documents.spreadsheet import read_spreadsheet
from generator.importing.formats.fields import STATE_DOCUMENT, Order, make_record
from generator.importing.formats.kinds import SPREADSHEET, office_kind
from generator.importing.formats.named_records import Named, order_of_all
from generator.importing.formats.names import NAMES, squeezed
from generator.importing.formats.tables import named_in, named_rows, table_of
from generator.importing.formats.transcript import Reading, unchanged_text
from generator.problems import Problem, Where, problem_at
from generator.system.reading import cannot_read
from generator.vocabulary import Vocabulary

_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt"})
_TABLES = _ENDINGS | {".xlsx", ".json", ".jsonl"}
_PDF = ".pdf"
_TEXTS = frozenset({".txt", ".text", ".asc"})
_OF_FILES = ("", _PDF, *sorted(_TEXTS))
_BETWEEN_NAMES = re.compile(r"[ ]*[\t\r\n\",;|/\\]+[ ]*")
_NAMELESS = frozenset({"I002", "I004"})
_YEAR = re.compile(r"(?:18|19|20)\d\d\Z")
_HEAD = 65_536
_MOST_PIECES = 64  # of 1 MiB
_OF_THE_FILE = frozenset({"released", *(name for key in ("case", "released") for name in NAMES[key])})


class Row(msgspec.Struct, frozen=True):
    """A row: the table's path as shown, its line, the names of the columns and the values, the order of its dates."""

    table: str
    line: int
    names: tuple[str, ...]
    values: tuple[str, ...]
    order: Order


class IndexTables(msgspec.Struct, frozen=True):
    """The tables of a source that name files in it: their paths, the row of each file, and what is to be said."""

    places: frozenset[Path] = frozenset()
    rows: Mapping[Path, Row] = {}
    problems: tuple[Problem, ...] = ()


def find_tables(
    places: Sequence[Path], pieces_of: Callable[[Path], Iterator[bytes]], dates: str, vocabulary: Vocabulary
) -> IndexTables:
    """Find the tables whose rows name PDF files or texts among some files.

    Args:
        places: the files of a source, and those of its archives as if they were in a folder.
        pieces_of: gives the bytes of one.
        dates: "mdy", "dmy" or "iso": how dates are written; "" to find out by the whole column.
        vocabulary: the room's codes and names, for what is an identifier and no name of a file.

    Raises:
        OutputError: B005 a file cannot be read.
    """
    pdfs = [place for place in places if place.suffix.lower() == _PDF]
    files = [*pdfs, *(place for place in places if place.suffix.lower() in _TEXTS)]
    known = frozenset(name.casefold() for one in files for name in (one.name, one.stem))
    found: set[Path] = set()
    rows: dict[Path, Row] = {}
    problems: list[Problem] = []
    for place in places:
        # of a folder of texts alone, no text is looked at twice
        if not files or place.suffix.lower() not in (_TABLES if pdfs else _TABLES - _TEXTS):
            continue
        records = _records_at(place, pieces_of, frozenset() if pdfs else known)
        by_name: dict[str, list[Path]] = {}
        for one in files if records else ():
            if one != place and one.is_relative_to(place.parent):
                by_name.setdefault(one.name.casefold(), []).append(one)
        told = list(_rows_of(place.as_posix(), records, dates, by_name, vocabulary)) if by_name else []
        named = [(row, name, _file_named(name, place.parent, by_name)) for row, name in told if isinstance(row, Row)]
        if not any(file for _, _, file in named):
            continue  # a table of records, or of other files
        found.add(place)
        problems += [row for row, _ in told if isinstance(row, Problem)]
        lines: dict[Path, list[Row]] = {}
        for row, name, file in named:
            if file is None:
                problems.append(problem_at("I028", Where(row.table, row.line), detail=f"there is no file {name[:80]}"))
            else:
                lines.setdefault(file, []).append(row)
        for file, several in lines.items():
            if len(several) > 1:
                detail = f"{file.name} has {len(several)} rows, of which none is used"
                problems.append(problem_at("I028", Where(several[1].table, several[1].line), detail=detail))
            else:
                rows.setdefault(file, several[0])
        kinds = {file.suffix.lower() for file in lines}
        problems += [
            problem_at("I029", Where(file.as_posix()), detail=place.as_posix())
            for same in by_name.values()
            for file in same
            if file not in lines and file.suffix.lower() in kinds
        ]
    others = tuple(one for one in problems if Path(one.where.path) not in found or one.code != "I029")
    return IndexTables(frozenset(found), {file: row for file, row in rows.items() if file not in found}, others)


def _records_at(
    place: Path, pieces_of: Callable[[Path], Iterator[bytes]], known: AbstractSet[str]
) -> list[Named | Problem]:
    """Return the rows of a table, [] for another file, and one whose beginning has none of the known names, if any."""
    shown, ending = place.as_posix(), place.suffix.lower()
    try:
        ahead = pieces_of(place)
        first = next(ahead, b"")
        head = first[:_HEAD]
        table = table_of(head) if ending in _ENDINGS else None
        if ending in _ENDINGS and table is None:
            return []
        words = (
            _BETWEEN_NAMES.split(unchanged_text(head).casefold())
            if known and office_kind(head) is not SPREADSHEET
            else ()
        )
        if words and known.isdisjoint(words):
            return []
        data = b"".join(chain((first,), islice(ahead, _MOST_PIECES)))
    except OSError as error:
        raise cannot_read(shown, error) from None
    except ArchiveError:
        return []  # told where it is read by itself
    if table:
        return list(named_rows((data,), table, shown))
    if office_kind(head) is not SPREADSHEET:
        return [*named_objects(values_of((data,)), shown)] if is_json(head) else []
    try:
        sheets = read_spreadsheet(data).sheets
    except DocumentError:
        return []  # told where it is read by itself
    return [one for _, rows in sheets for one in named_in(rows, shown)]


def _rows_of(
    shown: str,
    records: Sequence[Named | Problem],
    dates: str,
    by_name: Mapping[str, Sequence[Path]],
    vocabulary: Vocabulary,
) -> Iterator[tuple[Row | Problem, str]]:
    """Yield (row, the name of its file) for each row of a table that names files; nothing for another table."""
    rows = [dict(zip(one.names, one.values, strict=False)) for one in records if not isinstance(one, Problem)]
    texts = [value for row in rows for name, value in row.items() if squeezed(name) in NAMES["text"] and value.strip()]
    if not all(_is_file(value, by_name) for value in texts):
        return  # its rows have texts of their own
    column = _file_name_of(records) or _column_of_files(rows, by_name, vocabulary)
    order = Order("" if dates == "iso" else dates, told=True) if dates else order_of_all(records, shown)[0]
    for one in records if column else ():
        if isinstance(one, Problem):
            yield one, ""
        elif name := dict(zip(one.names, one.values, strict=False)).get(column, "").strip():
            if one.code:
                yield problem_at(one.code, Where(shown, one.line)), ""
            yield Row(shown, one.line or 1, one.names, tuple(one.values), order), name


def _file_name_of(records: Iterable[Named | Problem]) -> str:
    """Return the name of the column that is called so as to have names of files, "" for none."""
    names = (name for one in records if not isinstance(one, Problem) for name in one.names)
    return next((name for name in names if squeezed(name) in NAMES["file"]), "")


def _column_of_files(
    rows: Sequence[Mapping[str, str]], by_name: Mapping[str, Sequence[Path]], vocabulary: Vocabulary
) -> str:
    """Return the first column of which every value is the name of a file, or its path or address; "" for no such column.

    The Department's lists name a PDF by its document number; there, a row may have no file.
    """
    for column in dict.fromkeys(name for row in rows for name in row):
        values = [value for row in rows if (value := row.get(column, "").strip())]
        if values and (
            all(_is_file(value, by_name) for value in values)
            or (
                any(f"{_last(value).removesuffix(_PDF)}{_PDF}" in by_name for value in values)
                and not any(read_identity(one, vocabulary)[0] for one in values)
            )
        ):
            return column
    return ""


def _is_file(value: str, by_name: Mapping[str, Sequence[Path]]) -> bool:
    return any(f"{_last(value.strip())}{ending}" in by_name for ending in _OF_FILES)


def _last(path: str) -> str:
    return path.partition("?")[0].replace("\\", "/").casefold().rpartition("/")[2]


def _file_named(name: str, folder: Path, by_name: Mapping[str, Sequence[Path]]) -> Path | None:
    """Return the file that a row names by its path below the table's folder, or by its name where one file has it."""
    path = name.partition("?")[0].replace("\\", "/").removeprefix("./").casefold()
    path = next((f"{path}{one}" for one in _OF_FILES if f"{path}{one}".rpartition("/")[2] in by_name), path)
    last = _last(path)
    same = by_name.get(last, ())
    exact = [file for file in same if file.relative_to(folder).as_posix().casefold() == path]
    return exact[0] if exact else same[0] if len(same) == 1 else None


def read_with_row(
    read: Callable[[str], Iterable[Transcript | Unread]],
    shown: str,
    row: Row | None,
    vocabulary: Vocabulary,
    text: Callable[[], str],
    *,
    alone: bool = True,
) -> Iterator[Transcript | Unread]:
    """Yield the records of a file with what its row says; where the file says no number, the row's is its number.

    A file that says its number and no year is of the year that its row says.

    Args:
        read: reads the file by a path, whose last part may tell an identifier.
        shown: the path of the file.
        row: its row in a table, None for a file without one.
        vocabulary: the room's codes and names.
        text: gives the text of the file.
        alone: whether what is read is all that the row is of.
    """
    if row is None:
        yield from read(shown)
        return
    records = list(read(shown))
    values = dict(zip(map(squeezed, row.names), row.values, strict=False))
    given = (values.get(name, "").strip() for name in NAMES["id"])
    number = next((found for one in given if one and (found := read_identity(one, vocabulary)[0])), None)
    if alone and all(isinstance(one, Unread) and one.problem.code in _NAMELESS for one in records):
        number = number or _in_the_year(_year_of(row), text(), vocabulary)
        again = list(read(f"{shown.rpartition('/')[0]}/{number.cable_id}")) if number else []
        if again and all(isinstance(one, Transcript) for one in again):
            records = [msgspec.structs.replace(one, path=shown) for one in again]
    for record in records:
        if isinstance(record, Transcript):
            yield _with_row(record, row, vocabulary, of_several=not alone or len(records) > 1)
        else:
            yield record


def _year_of(row: Row) -> int:
    """Return the year of the date of a row, 0 for none."""
    values = dict(zip(map(squeezed, row.names), row.values, strict=False))
    for name in (*NAMES["created"], *NAMES["year"]):
        value = values.get(name, "").strip()
        if name in NAMES["year"] and _YEAR.match(value):
            return int(value)
        if date := read_date(value, row.order.name or "mdy"):
            return date[0].year
    return 0


def _in_the_year(year: int, text: str, vocabulary: Vocabulary) -> Identity | None:
    """Return the number that a text says, if it is of a year."""
    if not year:
        return None
    metadata = Metadata(created=dt.datetime(year, 1, 1, tzinfo=dt.UTC))
    cable, _ = parse_cable(file_text(metadata, text).encode("utf-8", "replace"), "", vocabulary)
    return Identity(year, cable.post, cable.serial) if cable.year and cable.serial is not None else None


def _with_row(transcript: Transcript, row: Row, vocabulary: Vocabulary, *, of_several: bool) -> Transcript:
    """Lay what a row says of a file below what its cable says of itself, in the front matter.

    For several telegrams in one file, a row says only the case and the date of release; the rest of it is in comments.
    """
    lines, closed, message = split_file(transcript.text)
    if not lines:
        return transcript
    values = [*row.values[: len(row.names)], *[""] * (len(row.names) - len(row.values)), transcript.id]
    names = [
        f"In the table, {name}"  # no name that is known: the value becomes a comment
        if squeezed(name) in NAMES["id"] or (of_several and squeezed(name) not in _OF_THE_FILE)
        else name
        for name in row.names
    ]
    for at, name in enumerate(row.names):
        if squeezed(name) == "documentnumber" and STATE_DOCUMENT.match(values[at].strip()):
            names[at] = name
    names.append("id")
    made = make_record(names, values, "id", row.order, Reading(row.table, vocabulary), row.line)
    if isinstance(made, Problem):
        return transcript
    more = split_file(made.text)[0][1:]
    own, theirs = (tomllib.loads("\n".join(front)) for front in (lines[1:], more))
    cable, _ = parse_cable(transcript.text.encode("utf-8", "replace"), transcript.path, vocabulary)
    for line in more:
        key = line.partition(" = ")[0]
        if key == "archive" and "archive" in own:
            lines = [one for one in lines if not one.startswith("archive = ")]
            lines.append(archive_line({**theirs["archive"], **own["archive"]}.items()))
        elif key == "created" and cable.date is not None and cable.date.date().isoformat() in line:
            continue  # the cable has the hour too
        elif line.startswith("#") or key not in own:
            lines.append(line)
    problems = tuple(one for one in made.problems if one.code != "I006")
    return msgspec.structs.replace(
        transcript, text="\n".join(lines) + closed + message, problems=(*transcript.problems, *problems)
    )
