"""``read_records``: the bytes of one file of another system, in pieces -> its records, one after another.

What a file is, is told by its first bytes, never by its name alone; dumps, tables, JSON and exports of the National
Archives are read as they come, so that memory does not grow with them.
"""

from collections.abc import Callable, Iterator
from itertools import chain

import msgspec

from generator.importing.formats.documents.field_list import read_field_list
from generator.importing.formats.documents.json_records import read_json
from generator.importing.formats.documents.json_stream import is_json
from generator.importing.formats.documents.tei import is_tei
from generator.importing.formats.documents.whole import (
    UnreadableError,
    read_export,
    read_sheets,
    read_volume,
    read_whole,
)
from generator.importing.formats.documents.word import read_word
from generator.importing.formats.documents.xml_records import is_xml
from generator.importing.formats.dump import is_dump, make_cable, read_rows
from generator.importing.formats.kinds import (
    JSON_WITHOUT_CABLE,
    NO_CABLE_IN_WORD,
    PACKED_ARCHIVE,
    SPREADSHEET,
    WORD_DOCUMENT,
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
from generator.importing.formats.transcript import Pieces, Reading, Transcript
from generator.problems import Problem, Where
from generator.vocabulary import Vocabulary

_HEAD = 65_536
_ZIP = b"PK\x03\x04"
_DEEPEST = 3
_WIDE = 2_000  # letters
_FEWEST_WIDE = 16
_MARKS = {"": b"", "le": b"\xff\xfe", "be": b"\xfe\xff"}


def read_records(
    pieces: Pieces, path: str, vocabulary: Vocabulary, dates: str = "", again: Callable[[], Pieces] | None = None
) -> Iterator[Transcript | Unread]:
    """Yield for each record of a file its transcript, or the problem for which there is none.

    Args:
        pieces: the bytes of the file in pieces of any size.
        path: as in Reading, and so are vocabulary and dates.
        vocabulary: the room's codes and names.
        dates: how the dates of a table are written.
        again: opens the file once more; None where pieces can be read twice.
    """
    for one in _read(pieces, Reading(path, vocabulary, dates, again or (lambda: pieces))):
        yield Unread(one) if isinstance(one, Problem) else one


def _read(pieces: Pieces, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    ahead = iter(pieces)
    head = b""
    for piece in ahead:
        head += piece
        if len(head) >= _HEAD:
            break
    head = _MARKS[_wide(head)] + head
    start = head[:_HEAD]
    data = chain((head,), ahead)
    try:
        if kind := kind_by_bytes(start):
            yield unread_kind(kind, reading.path)
        elif (office := office_kind(start)) is WORD_DOCUMENT:
            yield from _read_document(data, reading)
        elif office is SPREADSHEET:
            yield from read_sheets(data, reading)
        elif office:
            yield unread_kind(office, reading.path)
        else:
            yield from _read_text(data, start, reading)
    except UnreadableError as error:
        yield error.problem


def _read_text(data: Pieces, start: bytes, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Read a file of text, whose beginning tells what it is."""
    path = reading.path
    if path.lower().endswith(MARKDOWN) and not _has_front(start):
        yield unread_kind(kind_by_name(path), path)
    elif is_mail(start):
        yield from _read_letters(data, reading)
    elif is_tei(start):
        yield from read_volume(data, reading)
    elif is_xml(start):
        yield from read_export(data, reading)
    elif is_json(start):
        for one in read_json(data, reading):
            if isinstance(one, Problem) and one.code == "I002":
                yield unread_kind(JSON_WITHOUT_CABLE, path, one.where.line)
            else:
                yield one
    elif is_dump(start) and not _is_spreadsheet(start):
        yield from _read_dump(data, start, reading)
    elif table := table_of(start):
        yield from make_cables(lambda some: named_rows(some, table, path), data, reading)
    else:
        yield from read_texts(data, start, reading)


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


def _read_dump(pieces: Pieces, head: bytes, reading: Reading) -> Iterator[Transcript | Problem]:
    first = head.decode("utf-8", "replace").lstrip("\ufeff\r\n").partition("\n")[0].replace('"', "").split(",")
    headed = known_names(first) > 1
    for row in read_rows(pieces):
        if not (headed and row.line == 1):
            yield make_cable(row, reading)


def _read_letters(pieces: Pieces, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Read the texts of letters; other parts are reported, names in the head are left out."""
    for part in read_whole(pieces, reading, read_mail, "a box of letters"):
        within = reading.of_letter(part.name, part.data)
        if part.fault or reading.depth >= _DEEPEST:
            yield within.problem("I003", detail=part.fault or "letters nested too deep")
        elif part.data.startswith(_ZIP) and office_kind(part.data[:_HEAD]) is None:
            yield unread_kind(PACKED_ARCHIVE, within.path)
        elif part.data.strip():
            yield from _read((part.data,), within)


def _read_document(pieces: Pieces, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Read the telegrams of a document of Word."""
    path = reading.path
    word = read_whole(pieces, reading, read_word, "a document of Word")
    if word.covered:
        yield reading.problem("I032")
        return
    text = word.text.encode("utf-8", "replace")
    for one in read_texts((text,), text[:_HEAD], reading.at(path.removesuffix(".docx"))):
        if isinstance(one, Transcript):
            told = (reading.problem("I024", detail=", ".join(word.beside)),) if word.beside else ()
            yield msgspec.structs.replace(one, path=path, problems=(*one.problems, *told))
        elif isinstance(one, Unread):
            yield unread_kind(NO_CABLE_IN_WORD, path) if one.kind else one
        else:
            yield msgspec.structs.replace(one, where=Where(path, one.where.line))
