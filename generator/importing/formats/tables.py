"""A table with a heading row, or the rows of the dump as a spreadsheet saves them -> one cable file a row, as it comes.

Bytes that are not UTF-8 are read as Windows-1252 one by one, or as Mac Roman where the table proves it, and told; UTF-16 is
known by its mark.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

import msgspec

from generator.cables.source.mac_roman import is_mac_roman, mac_signs
from generator.importing.formats.dump import LONGEST_RECORD
from generator.importing.formats.fields import Order, make_record, order_of
from generator.importing.formats.names import NAMES, id_column, keys_of, known_names, text_column
from generator.importing.formats.transcript import Transcript
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

DUMP = ("row", "created", "reference id", "origin", "classification", "references", "header", "text")
_DELIMITERS = "\t,;|"
_FEWEST = 2
_FEWEST_BELOW = 3
_ABOVE = 10  # lines above a heading
_SEPARATOR = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)
_DUMP_ROW = re.compile(r'"?\d{1,12}"?[,;\t]"?\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}')
_ESCAPED = re.compile("[\udc80-\udcff]")
_IDENTIFIER = re.compile(r"(?:19|20)?\d\d[A-Z]{2,20}\d")
_LOOKED_AT = 2_000  # rows
_LONGEST_HEADING = 4_000
_HEADING = 65_536  # bytes

Pieces = Iterable[bytes]


class Table(msgspec.Struct, frozen=True):
    """What the beginning of a file says of a table: its delimiter, the names of its columns, and how many lines stand above.

    headless says that the first row is a record.
    """

    delimiter: str
    names: tuple[str, ...]
    skipped: int = 0
    headless: bool = False


def table_of(head: bytes) -> Table | None:
    """Return what the beginning of a file says of a table, None for what is no table.

    A heading that names two columns that are known makes one; so do rows of the dump without a heading. Below lines above the
    heading, as spreadsheets have for a title, it names three.
    """
    text = _decoder(head).decode(head).lstrip("\ufeff\r\n")
    lines = text.split("\r" if _ends_in_returns(text) else "\n", _ABOVE + 1)
    skipped = 0
    delimiters = _DELIMITERS
    if match := _SEPARATOR.match(lines[0]):
        delimiters, skipped = match[1], 1
    for at, line in enumerate(lines[skipped : _ABOVE + 1], skipped):
        found = _table_at(line.rstrip("\r"), delimiters, at, _FEWEST if at == skipped else _FEWEST_BELOW)
        if found is not None or line.lstrip()[:1] in {"{", "["}:
            return found
    return None


def _table_at(line: str, delimiters: str, skipped: int, fewest: int) -> Table | None:
    """Return the table whose heading a line is, None for no heading."""
    if len(line) > _LONGEST_HEADING:
        return None
    for delimiter in delimiters:
        try:
            names = next(csv.reader([line], delimiter=delimiter), [])
        except (csv.Error, TypeError):  # bytes of another kind, or no delimiter
            return None
        if known_names(names) >= fewest and all(len(name) < 60 for name in names):
            return Table(delimiter, tuple(name.strip() for name in _mended(names)[0]), skipped)
        if fewest == _FEWEST and _DUMP_ROW.match(line) and len(names) >= len(DUMP) - 1:
            return Table(delimiter, DUMP, skipped, headless=True)
    return None


def _ends_in_returns(text: str) -> bool:
    """Say whether the lines of a text end in carriage returns alone, as the first of them does."""
    first = text.find("\r")
    return first >= 0 and not 0 <= text.find("\n") <= first + 1


def _decoder(head: bytes) -> "codecs.IncrementalDecoder":
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return codecs.getincrementaldecoder("utf-16")("replace")
    return codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")


def lines_of(pieces: Pieces) -> Iterator[str]:
    """Decode pieces into lines with their ends; a byte that is no UTF-8 is kept as a lone surrogate, for its row to tell."""
    decoder: codecs.IncrementalDecoder | None = None
    held = ""
    returns = False
    for piece in pieces:
        if decoder is None:
            decoder = _decoder(piece)
            returns = _ends_in_returns(decoder.decode(piece[:_HEADING]))
            decoder = _decoder(piece)
        more = decoder.decode(piece)
        held += more.replace("\r", "\n") if returns else more
        if "\n" not in held and len(held) <= LONGEST_RECORD:
            continue
        *whole, held = held.split("\n")
        for line in whole:
            yield f"{line}\n"
        while len(held) > LONGEST_RECORD:  # no line is so long: the reader of the table shall say so
            yield held[:LONGEST_RECORD]
            held = held[LONGEST_RECORD:]
    if decoder is not None:
        held += decoder.decode(b"", final=True)
    if held:
        yield held


def read_table(
    pieces: Pieces,
    table: Table,
    path: str,
    vocabulary: Vocabulary,
    dates: str = "",
    again: Callable[[], Pieces] | None = None,
) -> Iterator[Transcript | Problem]:
    """Yield a transcript or a problem for each row.

    Args:
        pieces: the bytes of the file.
        table: what its beginning says.
        path: the file's path as problems shall name it.
        vocabulary: the room's codes and names.
        dates: "mdy", "dmy" or "iso" where the owner says how dates are written.
        again: opens the file once more, to look at the whole of a column; None where that cannot be.
    """
    rows = _rows(lines_of(pieces), table, path)
    first = list(islice(rows, _LOOKED_AT))
    sound = [row for row in first if not isinstance(row, Problem)]
    column = id_column(table.names, [row for _, row in sound], vocabulary)
    if column < 0:
        yield problem_at("I010", Where(path, 1 + table.skipped), detail=", ".join(table.names)[:200])
        return
    names = list(table.names)
    if (message := text_column(names, [row for _, row in sound])) not in {-1, column}:
        names[message] = NAMES["text"][0]
    number = keys_of(names)[column]
    mac = any(map(_is_damaged, (row for _, row in sound))) and is_mac_roman(b"\n".join(_bytes(row) for _, row in sound))
    order, told = _order(table, sound, path, dates, again if len(first) == _LOOKED_AT else None)
    if told is not None:
        yield told
    for row in chain(first, rows):
        if isinstance(row, Problem):
            yield row
            continue
        line, values = row
        while len(values) > len(table.names) and not values[-1].strip():
            values.pop()  # a spreadsheet writes columns that were used once
        size = len(values)
        if size > len(table.names) or column >= size or (table.headless and size < len(table.names)):
            yield problem_at(
                "I003", Where(path, line), detail=f"{len(values)} columns where there are {len(table.names)}"
            )
            continue
        mended, lost = _mended(values, mac=mac)
        made = make_record(names, mended, number, order, path, line, vocabulary)
        if lost and isinstance(made, Transcript):
            made = Transcript(
                made.id,
                made.year,
                made.text,
                made.path,
                made.line,
                (*made.problems, problem_at(lost, Where(path, line))),
            )
        yield made


def rows_of(pieces: Pieces, table: Table, path: str) -> Iterator[tuple[int, list[str]] | Problem]:
    """Yield (line, values) of each row, bytes that are no UTF-8 read as Windows-1252, or the problem of a row."""
    for row in _rows(lines_of(pieces), table, path):
        yield row if isinstance(row, Problem) else (row[0], _mended(row[1])[0])


def _rows(lines: Iterator[str], table: Table, path: str) -> Iterator[tuple[int, list[str]] | Problem]:
    """Yield (line, values) of each row; where a row cannot be read the next that can be is looked for."""
    csv.field_size_limit(LONGEST_RECORD)
    done = 0
    while done < table.skipped:
        next(lines, "")
        done += 1
    reader = csv.reader(lines, delimiter=table.delimiter)
    headed = table.headless
    offset = done
    before = 0
    while True:
        try:
            for row in reader:
                line, before = offset + before + 1, reader.line_num
                if not headed:
                    headed = True
                elif any(value.strip() for value in row):
                    yield line, row
        except csv.Error as error:
            at = offset + before + 1
            yield problem_at("I003", Where(path, at), detail=f"{error}; the next row that can be read is looked for")
            offset += reader.line_num
            before = 0
            found = _next_row(lines, table)
            if found is None:
                return
            skipped, line_text = found
            offset += skipped
            reader = csv.reader(chain([line_text], lines), delimiter=table.delimiter)
        else:
            return


def _next_row(lines: Iterator[str], table: Table) -> tuple[int, str] | None:
    """Return (how many lines were passed over, the next line that begins a row like the others); None without one."""
    for skipped, line in enumerate(lines):
        if len(line) > LONGEST_RECORD or line.count(table.delimiter) < min(_FEWEST, len(table.names) - 1):
            continue
        try:
            values = next(csv.reader([line], delimiter=table.delimiter), [])
        except csv.Error:
            continue
        if _FEWEST <= len(values) <= len(table.names) and any(_IDENTIFIER.match(value.strip()) for value in values):
            return skipped, line
    return None


def _mended(values: Sequence[str], *, mac: bool = False) -> tuple[list[str], str]:
    """Read what is no UTF-8 as Windows-1252, or as Mac Roman -> (values, the code of the problem that tells it, "" for none).

    mac says that the table is in Mac Roman; a row that cannot be is read as Windows-1252 nevertheless.
    """
    if mac and (data := _bytes(values)) and mac_signs(data) is not None:  # some of its letters look like UTF-8 together
        return [value.encode("utf-8", "surrogateescape").decode("mac_roman") for value in values], "I031"
    if not _is_damaged(values):
        return list(values), ""
    return [_ESCAPED.sub(_windows, value) for value in values], "I012"


def _is_damaged(values: Sequence[str]) -> bool:
    return any(not value.isascii() and _ESCAPED.search(value) for value in values)


def _bytes(values: Sequence[str]) -> bytes:
    """Return the bytes of the values that are not ASCII."""
    return b"\n".join(value.encode("utf-8", "surrogateescape") for value in values if not value.isascii())


def _windows(match: "re.Match[str]") -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")


def _order(
    table: Table, sound: Sequence[tuple[int, list[str]]], path: str, dates: str, again: Callable[[], Pieces] | None
) -> tuple[Order, Problem | None]:
    """Decide by the whole column in which order dates are written -> (the order, what is to be said of it)."""
    if dates:
        return Order("" if dates == "iso" else dates, told=True), None
    keys = keys_of(table.names)
    if table.headless or {"header", "referenceid"} <= set(keys) or {"header", "refid"} <= set(keys):
        return Order("mdy"), None  # the dump writes the month first
    column = next((keys.index(name) for name in NAMES["created"] if name in keys), -1)
    if column < 0:
        return Order(), None
    values = [row[column] for _, row in sound if column < len(row)]
    found = order_of(values)
    if not found and again is not None:
        rows = _rows(lines_of(again()), table, path)
        found = order_of(row[1][column] for row in rows if not isinstance(row, Problem) and column < len(row[1]))
    if found == "both":
        return Order(), problem_at("I016", Where(path, 1), detail=f"{table.names[column]} has both")
    if found:
        words = "the day" if found == "dmy" else "the month"
        return Order(found), problem_at("I017", Where(path, 1), detail=f"{table.names[column]}: {words} comes first")
    return Order(), None
