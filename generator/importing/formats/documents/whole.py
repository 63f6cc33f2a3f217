"""Files that are read whole: volumes of the printed series, XML, lists of fields, spreadsheets, tables of pages. Pure."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from generator.importing.formats.documents.field_list import read_field_list
from generator.importing.formats.documents.json_records import named_objects
from generator.importing.formats.documents.office import DocumentError
from generator.importing.formats.documents.spreadsheet import read_spreadsheet
from generator.importing.formats.documents.tei import read_tei
from generator.importing.formats.documents.web_page import tables_of
from generator.importing.formats.documents.xml_records import LONGEST, read_xml
from generator.importing.formats.kinds import UNKNOWN_TABLE, XML_WITHOUT_CABLE, Unread, unread_kind
from generator.importing.formats.named_records import Named, Records, make_cables
from generator.importing.formats.tables import named_in
from generator.importing.formats.transcript import Pieces, Reading, Transcript, transcribe
from generator.problems import GeneratorError, Problem

LONGEST_VOLUME = 64 << 20
_Read = TypeVar("_Read")


class UnreadableError(GeneratorError):
    """A file that is read whole, and cannot be."""


def read_whole(
    pieces: Pieces, reading: Reading, read: Callable[[bytes], _Read], kind: str,
    *, row: str = "I007", most: int = LONGEST_VOLUME,
) -> _Read:  # fmt: skip
    """Return what is read of all bytes of a file; kind names in words what it is.

    Raises:
        UnreadableError: I009 it has more bytes than most, or the problem of a row where read raises DocumentError.
    """
    parts = []
    size = 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > most:
            raise UnreadableError(reading.problem("I009", detail=f"{kind} of more than {most >> 20} MiB"))
    try:
        return read(b"".join(parts))
    except DocumentError as error:
        raise UnreadableError(reading.problem(row, detail=f"{kind} that is not read: {error}")) from None


def read_volume(pieces: Pieces, reading: Reading) -> Iterator[Transcript | Problem]:
    """Read the telegrams of a volume of the printed series; its other documents are reported as no cables."""
    for document in read_whole(pieces, reading, read_tei, "a TEI volume", row="I003"):
        place = reading.at(f"{reading.path}#{document.name}")
        if document.telegram:
            yield transcribe(document.text.encode(), place)
        else:
            yield place.problem("I002", detail="a document of a volume that is no telegram")


def read_export(pieces: Pieces, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Read the records of an export in XML."""
    root = read_whole(pieces, reading, read_xml, "XML", row="I003.xml", most=LONGEST)
    found = read_listed(list(named_objects([(1, root)], reading.path)), reading)
    if any(isinstance(one, Problem) and one.code == "I002" for one in found):
        yield unread_kind(XML_WITHOUT_CABLE, reading.path)
    else:
        yield from found


def read_fields(text: str, reading: Reading) -> list[Transcript | Problem]:
    """Read the records of a list of fields, [] for another text."""
    return read_listed(read_field_list(text), reading)


def read_listed(records: Records, reading: Reading) -> list[Transcript | Problem]:
    """Return the cables of records that are all in memory."""
    return list(make_cables(lambda _: records, (), reading))


def read_sheets(pieces: Pieces, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Read the records of the sheets of a spreadsheet; a sheet without any is reported."""
    book = read_whole(pieces, reading, read_spreadsheet, "a spreadsheet")
    if book.hidden:
        yield reading.problem("I033", detail=" and ".join(book.hidden))
    if not book.sheets:
        yield unread_kind(UNKNOWN_TABLE, reading.path)
    for name, rows in book.sheets:
        sheet = reading.at(f"{reading.path}/{name}")
        if found := list(named_in(rows, sheet.path)):
            yield from read_listed(found, sheet)
        elif rows:
            yield unread_kind(UNKNOWN_TABLE, sheet.path)


def rows_of_page(html: str, path: str) -> list[Named | Problem]:
    """Return the records in the tables of a page of the Web, [] for a page without."""
    return [one for rows in tables_of(html) for one in named_in([(1, row) for row in rows], path)]
