"""``read_records``: the bytes of one file of another system, in pieces -> its records, one after another.

What a file is, is told by its first bytes, never by its name alone; dumps, tables, JSON and exports of the National
Archives are read as they come, so that memory does not grow with them.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import msgspec

from generator.importing.formats.documents.field_list import read_field_list
from generator.importing.formats.documents.json_records import read_json
from generator.importing.formats.documents.json_stream import is_json
from generator.importing.formats.documents.office import DocumentError
from generator.importing.formats.documents.spreadsheet import is_spreadsheet
from generator.importing.formats.documents.tei import is_tei
from generator.importing.formats.documents.whole import (
    LONGEST_VOLUME,
    read_export,
    read_sheets,
    read_volume,
    whole,
)
from generator.importing.formats.documents.word import is_word, read_word
from generator.importing.formats.documents.xml_records import is_xml
from generator.importing.formats.dump import is_dump, make_cable, read_rows
from generator.importing.formats.kinds import (
    JSON_WITHOUT_CABLE,
    NO_CABLE_IN_WORD,
    PACKED_ARCHIVE,
    Unread,
    kind_by_bytes,
    kind_by_name,
    office_kind,
    unread_kind,
)
from generator.importing.formats.mail import is_mail, read_mail
from generator.importing.formats.named_records import make_cables
from generator.importing.formats.names import known_names
from generator.importing.formats.tables import named_rows, table_of
from generator.importing.formats.texts import MARKDOWN, read_texts
from generator.importing.formats.transcript import Transcript
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

_HEAD = 65_536
_ZIP = b"PK\x03\x04"
_DEEPEST = 3
_WIDE = 2_000  # letters
_FEWEST_WIDE = 16
_MARKS = {"": b"", "le": b"\xff\xfe", "be": b"\xfe\xff"}
Pieces = Iterable[bytes]


class Reading(msgspec.Struct, frozen=True):
    """How files are read: the room's codes and names, the order of dates where the owner gives it, how deep in letters."""

    vocabulary: Vocabulary
    dates: str = ""
    depth: int = 0


def read_records(
    pieces: Pieces, path: str, vocabulary: Vocabulary, dates: str = "", again: Callable[[], Pieces] | None = None
) -> Iterator[Transcript | Unread]:
    """Yield for each record of a file its transcript, or the problem for which there is none.

    Args:
        pieces: the bytes of the file in pieces of any size.
        path: its path as problems shall name it; the last part may tell an identifier.
        vocabulary: the room's codes and names.
        dates: "mdy", "dmy" or "iso": how the dates of a table are written, where its owner knows; "" to find out.
        again: opens the file once more, to look at the whole of a column; None where that cannot be.
    """
    for one in _read(pieces, path, Reading(vocabulary, dates), again):
        yield Unread(one) if isinstance(one, Problem) else one


def _read(
    pieces: Pieces, path: str, reading: Reading, again: Callable[[], Pieces] | None
) -> Iterator[Transcript | Problem | Unread]:
    ahead = iter(pieces)
    head = b""
    for piece in ahead:
        head += piece
        if len(head) >= _HEAD:
            break
    head = _MARKS[_wide(head)] + head
    start = head[:_HEAD]
    if kind := kind_by_bytes(start):
        yield unread_kind(kind, path)
        return
    data = chain((head,), ahead)
    if is_word(start):
        yield from _read_document(data, path, reading)
    elif is_spreadsheet(start):
        yield from read_sheets(data, path, reading.vocabulary, reading.dates)
    elif start.startswith(_ZIP) and (office := office_kind(start)):
        yield unread_kind(office, path)
    else:
        yield from _read_text(data, start, path, reading, again)


def _read_text(
    data: Pieces, start: bytes, path: str, reading: Reading, again: Callable[[], Pieces] | None
) -> Iterator[Transcript | Problem | Unread]:
    """Read a file of text, whose beginning tells what it is."""
    if path.lower().endswith(MARKDOWN) and not _has_front(start):
        yield unread_kind(kind_by_name(path), path)
    elif is_mail(start):
        yield from _read_letters(data, path, reading)
    elif is_tei(start):
        yield from read_volume(data, path, reading.vocabulary)
    elif is_xml(start):
        yield from read_export(data, path, reading.vocabulary, reading.dates)
    elif is_json(start):
        for one in read_json(data, path, reading.vocabulary, reading.dates, again):
            if isinstance(one, Problem) and one.code == "I002":
                yield unread_kind(JSON_WITHOUT_CABLE, path, one.where.line)
            else:
                yield one
    elif is_dump(start) and not _is_spreadsheet(start):
        yield from _read_dump(data, start, path, reading.vocabulary)
    elif table := table_of(start):
        rows = (lambda: named_rows(again(), table, path)) if again else None
        yield from make_cables(named_rows(data, table, path), path, reading.vocabulary, reading.dates, rows)
    else:
        of_a_letter = reading.depth > 0
        yield from read_texts(data, start, path, reading.vocabulary, reading.dates, of_a_letter=of_a_letter)


def _has_front(head: bytes) -> bool:
    """Say whether a text of Markdown begins with front matter, or with the fields of a record line by line."""
    text = head.decode("utf-8", "replace").lstrip("\ufeff\r\n")
    return text.startswith(("---", "+++")) or bool(read_field_list(text))


def _wide(head: bytes) -> str:
    """Return the form of UTF-16 that a text without a mark has, by the zeros in every second byte; "" for other texts."""
    if head.startswith((_MARKS["le"], _MARKS["be"])):
        return ""
    low, high = head[: 2 * _WIDE : 2], head[1 : 2 * _WIDE : 2]
    for zeros, letters, name in ((high, low, "le"), (low, high, "be")):
        if len(zeros) > _FEWEST_WIDE and zeros.count(0) * 10 > len(zeros) * 8 and letters.count(0) * 50 < len(letters):
            return name
    return ""


def _is_spreadsheet(head: bytes) -> bool:
    """Say whether rows like those of the dump were saved by a spreadsheet, which doubles quotes where the dump escapes them."""
    table = table_of(head)
    return table is not None and not table.headless and b'\\"' not in head


def _read_dump(pieces: Pieces, head: bytes, path: str, vocabulary: Vocabulary) -> Iterator[Transcript | Problem]:
    first = head.decode("utf-8", "replace").lstrip("\ufeff\r\n").partition("\n")[0].replace('"', "").split(",")
    headed = known_names(first) > 1
    for row in read_rows(pieces):
        if not (headed and row.line == 1):
            yield make_cable(row, path, vocabulary)


def _read_letters(pieces: Pieces, path: str, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Read the texts of letters; other parts are reported, names in the head are left out."""
    data = whole(pieces, LONGEST_VOLUME, path, "a box of letters")
    if isinstance(data, Problem):
        yield data
        return
    for part in read_mail(data):
        name = f"{path}/{part.name}" if part.name else path
        if part.fault or reading.depth >= _DEEPEST:
            yield problem_at("I003", Where(name), detail=part.fault or "letters nested too deep")
        elif part.data.startswith(_ZIP) and office_kind(part.data[:_HEAD]) is None:
            yield unread_kind(PACKED_ARCHIVE, name)
        elif part.data.strip():
            deeper = msgspec.structs.replace(reading, depth=reading.depth + 1)
            yield from _read((part.data,), name, deeper, None)


def _read_document(pieces: Pieces, path: str, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Read the telegrams of a document of Word."""
    data = whole(pieces, LONGEST_VOLUME, path, "a document")
    if isinstance(data, Problem):
        yield data
        return
    try:
        word = read_word(data)
    except DocumentError as error:
        yield problem_at("I007", Where(path), detail=f"a document of Word: {error}")
        return
    if word.covered:
        yield problem_at("I032", Where(path))
        return
    text = word.text.encode("utf-8", "replace")
    for one in read_texts((text,), text[:_HEAD], path.removesuffix(".docx"), reading.vocabulary, reading.dates):
        if isinstance(one, Transcript):
            told = (problem_at("I024", Where(path), detail=", ".join(word.beside)),) if word.beside else ()
            yield msgspec.structs.replace(one, path=path, problems=(*one.problems, *told))
        elif isinstance(one, Unread):
            yield unread_kind(NO_CABLE_IN_WORD, path) if one.kind else one
        else:
            yield msgspec.structs.replace(one, where=Where(path, one.where.line))
