"""Files that are read whole: volumes of the printed series, XML, lists of fields, spreadsheets, tables of pages. Pure."""

from collections.abc import Iterable, Iterator

import msgspec

from generator.importing.formats.documents.field_list import read_field_list
from generator.importing.formats.documents.json_records import read_objects
from generator.importing.formats.documents.office import DocumentError
from generator.importing.formats.documents.spreadsheet import read_spreadsheet
from generator.importing.formats.documents.tei import read_tei
from generator.importing.formats.documents.web_page import tables_of
from generator.importing.formats.documents.xml_records import LONGEST, read_xml
from generator.importing.formats.kinds import UNKNOWN_TABLE, XML_WITHOUT_CABLE, Unread, unread_kind
from generator.importing.formats.named_records import Named, make_cables
from generator.importing.formats.tables import named_in
from generator.importing.formats.transcript import Transcript, transcribe
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

LONGEST_VOLUME = 64 << 20


def read_volume(pieces: Iterable[bytes], path: str, vocabulary: Vocabulary) -> Iterator[Transcript | Problem]:
    """Read the telegrams of a volume of the printed series; its other documents are reported as no cables."""
    data = whole(pieces, LONGEST_VOLUME, path, "a TEI volume")
    if isinstance(data, Problem):
        yield data
        return
    try:
        for document in read_tei(data):
            name = f"{path}#{document.name}"
            if document.telegram:
                yield transcribe(document.text.encode(), name, vocabulary)
            else:
                yield problem_at("I002", Where(name), detail="a document of a volume that is no telegram")
    except DocumentError as error:
        yield problem_at("I003", Where(path), detail=f"a TEI volume that is not read: {error}")


def read_export(
    pieces: Iterable[bytes], path: str, vocabulary: Vocabulary, dates: str
) -> Iterator[Transcript | Problem | Unread]:
    """Read the records of an export in XML."""
    data = whole(pieces, LONGEST, path, "XML")
    if isinstance(data, Problem):
        yield data
        return
    try:
        root = read_xml(data)
    except DocumentError as error:
        problem = problem_at("I003", Where(path), detail=f"XML that is not read: {error}")
        yield msgspec.structs.replace(
            problem, hint="export it again, without a document type, or as CSV, and import that"
        )
        return
    found = list(read_objects([(1, root)], path, vocabulary, dates, lambda: [(1, root)]))
    if any(isinstance(one, Problem) and one.code == "I002" for one in found):
        yield unread_kind(XML_WITHOUT_CABLE, path)
    else:
        yield from found


def read_fields(text: str, path: str, vocabulary: Vocabulary, dates: str) -> list[Transcript | Problem]:
    """Read the records of a list of fields, [] for another text."""
    return list(make_cables(read_field_list(text), path, vocabulary, dates))


def read_sheets(
    pieces: Iterable[bytes], path: str, vocabulary: Vocabulary, dates: str
) -> Iterator[Transcript | Problem | Unread]:
    """Read the records of the sheets of a spreadsheet; a sheet without any is reported."""
    data = whole(pieces, LONGEST_VOLUME, path, "a spreadsheet")
    if isinstance(data, Problem):
        yield data
        return
    try:
        book = read_spreadsheet(data)
    except DocumentError as error:
        yield problem_at("I007", Where(path), detail=f"a spreadsheet: {error}")
        return
    if book.hidden:
        yield problem_at("I033", Where(path), detail=" and ".join(book.hidden))
    if not book.sheets:
        yield unread_kind(UNKNOWN_TABLE, path)
    for name, rows in book.sheets:
        place = f"{path}/{name}"
        if found := list(named_in(rows, place)):
            yield from make_cables(found, place, vocabulary, dates)
        elif rows:
            yield unread_kind(UNKNOWN_TABLE, place)


def rows_of_page(html: str, path: str) -> list[Named | Problem]:
    """Return the records in the tables of a page of the Web, [] for a page without."""
    return [one for rows in tables_of(html) for one in named_in([(1, row) for row in rows], path)]


def whole(pieces: Iterable[bytes], most: int, path: str, kind: str) -> bytes | Problem:
    """Return all bytes of a file, the problem of one that has more than so many; kind names in words what it is."""
    parts = []
    size = 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > most:
            return problem_at("I009", Where(path), detail=f"{kind} of more than {most >> 20} MiB")
    return b"".join(parts)
