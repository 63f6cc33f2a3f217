"""A table with a heading row, or the rows of the dump as a spreadsheet saves them -> its rows with their names, as they come.

Bytes that are not UTF-8 are read as Windows-1252 one by one, or as Mac Roman where the table proves it, and told; UTF-16 is
known by its mark.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import msgspec

from generator.cables.source.mac_roman import is_mac_roman, mac_signs
from generator.importing.formats.documents.field_list import fields_of, is_heading
from generator.importing.formats.dump import LONGEST_RECORD
from generator.importing.formats.named_records import Named
from generator.importing.formats.names import known_names
from generator.problems import Problem, Where, problem_at

DUMP = ("row", "created", "reference id", "origin", "classification", "references", "header", "text")
_DELIMITERS = "\t,;|"
_FEWEST = 2
_FEWEST_BELOW = 3
_ABOVE = 10  # rows above a heading
_SEPARATOR = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)
_DUMP_ROW = re.compile(r'"?\d{1,12}"?[,;\t]"?\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}')
_ESCAPED = re.compile("[\udc80-\udcff]")
_BACKSLASHED = re.compile(r"[^\\]\\\"[^\",;|\t\r\n]")  # a quote with a backslash before it, which ends no value
_DOUBLED = re.compile(r"[^\",;|\t\r\n]\"\"[^\",;|\t\r\n]")
_NOTHING = re.compile(r"(?<![^,;|\t])\\N(?![^,;|\t\r\n])")
_IDENTIFIER = re.compile(r"(?:19|20)?\d\d[A-Z]{2,20}\d")
_LOOKED_AT = 2_000  # rows
_LONGEST_HEADING = 4_000
_LONGEST_NAME = 60
_HEADING = 65_536  # bytes

Pieces = Iterable[bytes]


class Table(msgspec.Struct, frozen=True):
    """What the beginning of a file says of a table: its delimiter, the names of its columns, and how many rows stand above.

    headless says that the first row is a record; escaped, that a quote within a value has a backslash, as MySQL writes it.
    """

    delimiter: str
    names: tuple[str, ...]
    above: int = 0
    headless: bool = False
    escaped: bool = False


def table_of(head: bytes) -> Table | None:
    """Return what the beginning of a file says of a table, None for what is no table: a heading, or rows of the dump."""
    text = _decoder(head).decode(head).lstrip("\ufeff")
    lines = text.split("\r" if _ends_in_returns(text) else "\n")[: 8 * _ABOVE]
    top = next((at for at, line in enumerate(lines) if line.strip()), 0)
    marked = _SEPARATOR.match(lines[top])
    found: Table | None = None
    escaped = _BACKSLASHED.search(text) is not None and _DOUBLED.search(text) is None
    for delimiter in marked[1] if marked else _DELIMITERS:
        rows = _first_rows(lines, delimiter)
        if not marked and _DUMP_ROW.match(lines[top]) and len(rows) > top and len(rows[top]) >= len(DUMP) - 1:
            return Table(delimiter, DUMP, top, headless=True)
        at = heading_in(rows, top + 1 if marked else top)
        if at >= 0 and (found is None or at < found.above):
            found = Table(delimiter, tuple(name.strip() for name in mended(rows[at])[0]), at, escaped=escaped)
    return found


def _first_rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Return the rows in which a heading is looked for, [] for what is no row."""
    try:
        return list(islice(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter), _ABOVE + 2))
    except (csv.Error, TypeError):  # bytes of another kind, or no delimiter
        return []


def heading_in(rows: Sequence[Sequence[str]], top: int = 0) -> int:
    """Return which row has the names of columns, -1 for none.

    The top row does if it has two names that are known; below rows above it, as spreadsheets have for a title, it has three.
    Of two rows of names, the one with more of them that are known is meant.
    """
    for at in range(top, min(len(rows), top + _ABOVE + 1)):
        known = _known(rows[at])
        if known >= (_FEWEST if at == top else _FEWEST_BELOW):
            return at + 1 if at + 1 < len(rows) and _known(rows[at + 1]) > known else at
        if rows[at] and rows[at][0].lstrip()[:1] in {"{", "["}:
            return -1
    return -1


def _known(row: Sequence[str]) -> int:
    """Return how many known names a row has, 0 where it cannot be a heading."""
    fits = len(row) > 1 and sum(map(len, row)) <= _LONGEST_HEADING and all(len(name) < _LONGEST_NAME for name in row)
    return known_names(row) if fits else 0


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


def named_rows(pieces: Pieces, table: Table, path: str) -> Iterator[Named | Problem]:
    """Yield each row with the names of its columns, bytes that are no UTF-8 read as they were meant, or what is amiss."""
    rows = _rows(lines_of(pieces), table, path)
    first = list(islice(rows, _LOOKED_AT))
    sound = [row for row in first if not isinstance(row, Problem)]
    mac = any(map(_is_damaged, (row for _, row in sound))) and is_mac_roman(b"\n".join(_bytes(row) for _, row in sound))
    for row in chain(first, rows):
        if isinstance(row, Problem):
            yield row
        else:
            values, code = mended(row[1], mac=mac)
            yield _named_row(row[0], table, values, path, code)


def _named_row(line: int, table: Table, values: list[str], path: str, code: str = "") -> Named | Problem:
    """Return a row with the names of its columns, or the problem of one that has more values than names."""
    size = len(table.names)
    while len(values) > size and not values[-1].strip():
        values.pop()  # a spreadsheet writes columns that were used once
    if len(values) > size or (table.headless and len(values) < size):
        return problem_at("I003", Where(path, line), detail=f"{len(values)} columns where there are {size}")
    return Named(line, table.names, values, code)


def named_in(rows: Sequence[tuple[int, Sequence[str]]], path: str) -> Iterator[Named | Problem]:
    """Yield the records of the rows of a page or a spreadsheet, below their heading, or as a list of fields; nothing without.

    Args:
        rows: (line, values) of each row.
        path: the path as problems shall name it.
    """
    top = next((at for at, (_, row) in enumerate(rows) if any(map(str.strip, row))), 0)
    at = heading_in([row for _, row in rows[: top + _ABOVE + 2]], top)
    if at < 0:
        yield from fields_of(rows[top:]) if rows and is_heading(rows[top][1]) else ()
        return
    table = Table("", tuple(name.strip() for name in rows[at][1]))
    for line, row in rows[at + 1 :]:
        if any(value.strip() for value in row):
            yield _named_row(line, table, [*row], path)


def _rows(lines: Iterator[str], table: Table, path: str) -> Iterator[tuple[int, list[str]] | Problem]:
    """Yield (line, values) of each row; where a row cannot be read the next that can be is looked for."""
    csv.field_size_limit(LONGEST_RECORD)
    if table.escaped:
        lines = (_NOTHING.sub("", line) for line in lines)
    reader = csv.reader(lines, **_form(table))
    above = table.above + (0 if table.headless else 1)
    offset = before = 0
    while True:
        try:
            for row in reader:
                line, before = offset + before + 1, reader.line_num
                if above:
                    above -= 1
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
            reader = csv.reader(chain([line_text], lines), **_form(table))
        else:
            return


def _form(table: Table) -> dict[str, Any]:
    """Return how the library of tables reads a table."""
    return {
        "delimiter": table.delimiter,
        "doublequote": not table.escaped,
        "escapechar": "\\" if table.escaped else None,
    }


def _next_row(lines: Iterator[str], table: Table) -> tuple[int, str] | None:
    """Return (how many lines were passed over, the next line that begins a row like the others); None without one."""
    for skipped, line in enumerate(lines):
        if len(line) > LONGEST_RECORD or line.count(table.delimiter) < min(_FEWEST, len(table.names) - 1):
            continue
        try:
            values = next(csv.reader([line], **_form(table)), [])
        except csv.Error:
            continue
        if _FEWEST <= len(values) <= len(table.names) and any(_IDENTIFIER.match(value.strip()) for value in values):
            return skipped, line
    return None


def mended(values: Sequence[str], *, mac: bool = False) -> tuple[list[str], str]:
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
