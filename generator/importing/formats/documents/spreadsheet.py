"""A spreadsheet (.xlsx) -> the rows of its sheets, each cell as its text. Pure.

A date that is a number with the form of a date is read as the date; merged cells each have what stands in them. What is hidden,
sheets, rows or columns, is left out, and named.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

import msgspec

from generator.importing.formats.documents.office import Parts, open_parts, unescaped

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW, _VALUE, _COLUMN, _MERGED = (f"{_NS}{tag}" for tag in ("row", "c", "col", "mergeCell"))
_OF_A_SHEET = frozenset({_ROW, _VALUE, _COLUMN, _MERGED})
_MOST_COLUMNS = 256
_MOST_ROWS = 1 << 20
_MOST_MERGED = 100_000  # cells
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_DATES = frozenset(
    {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
)  # the forms of dates that need no definition
_QUOTED = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|General", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,20}\Z")
_LETTERS = 26
_START, _START_OF_MAC = dt.datetime(1899, 12, 30, tzinfo=dt.UTC), dt.datetime(1904, 1, 1, tzinfo=dt.UTC)
_MOST_DAYS = 2_958_465  # the last day of the year 9999

Rows = list[tuple[int, list[str]]]


class Workbook(msgspec.Struct, frozen=True):
    """The sheets of a spreadsheet, (name, its rows with their numbers), and what of it is hidden, in words."""

    sheets: tuple[tuple[str, Rows], ...]
    hidden: tuple[str, ...] = ()


def read_spreadsheet(data: bytes) -> Workbook:
    """Read a spreadsheet.

    Raises:
        DocumentError: it is damaged, unpacks to more than it should, or has none of the parts of one.
    """
    with open_parts(data) as parts:
        book = parts.tree("xl/workbook.xml")
        targets = {one.get("Id", ""): one.get("Target", "") for one in parts.tree("xl/_rels/workbook.xml.rels")}
        start = _START_OF_MAC if _is_on(book.find(f"{_NS}workbookPr"), "date1904") else _START
        reader = _Reader(parts, start)
        sheets = []
        for sheet in book.iter(f"{_NS}sheet"):
            target = targets.get(sheet.get(_REL, ""), "").removeprefix("/").removeprefix("xl/")
            if sheet.get("state", "visible") != "visible":
                reader.hidden["hidden sheets"] = None
            elif target.startswith("worksheets/"):
                sheets.append((sheet.get("name", target), reader.rows(f"xl/{target}")))
    return Workbook(tuple(sheets), tuple(reader.hidden))


class _Reader:
    """Reads sheets, and notes what they hold that is not read."""

    def __init__(self, parts: Parts, start: dt.datetime) -> None:
        self.hidden: dict[str, None] = {}
        self._parts, self._start = parts, start
        strings = "xl/sharedStrings.xml"
        items = parts.elements(strings, {f"{_NS}si"}) if strings in parts.names else ()
        self._strings = [_words(one) for ended, one in items if ended]
        self._forms = _forms(parts.tree("xl/styles.xml")) if "xl/styles.xml" in parts.names else []

    def rows(self, name: str) -> Rows:
        """Return (number, values) of each row of a sheet that has a value and is shown."""
        hidden: set[int] = set()
        merged: list[str] = []
        found: dict[int, dict[int, str]] = {}
        cells: dict[int, str] = {}
        number = at = 0
        for ended, one in self._parts.elements(name, _OF_A_SHEET):
            if one.tag == _ROW and not ended:
                number, at, cells = _whole(one.get("r")) or number + 1, 0, {}
            elif not ended:
                continue
            elif one.tag == _COLUMN and _is_on(one, "hidden"):
                hidden |= {*range(_whole(one.get("min")), min(_whole(one.get("max")), _MOST_COLUMNS) + 1)}
            elif one.tag == _VALUE:
                place = _place(one.get("r", ""))
                at = place[0] if place else at + 1
                if at <= _MOST_COLUMNS and (text := self._text(one)):
                    cells[at] = text
            elif one.tag == _MERGED and len(merged) < _MOST_MERGED:
                merged.append(one.get("ref", ""))
            elif one.tag == _ROW and number <= _MOST_ROWS and cells:
                if _is_on(one, "hidden"):
                    self.hidden["hidden rows"] = None
                    continue
                if hidden & cells.keys():
                    self.hidden["hidden columns"] = None
                found[number] = {column: text for column, text in cells.items() if column not in hidden}
        _fill(merged, found, hidden)
        return [
            (at, [cells.get(column, "") for column in range(1, max(cells) + 1)]) for at, cells in found.items() if cells
        ]

    def _text(self, cell: ET.Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _words(cell)
        value = cell.findtext(f"{_NS}v") or ""
        if kind == "s":
            at = _whole(value)
            return self._strings[at] if value.isdecimal() and at < len(self._strings) else ""
        if kind != "n":
            return unescaped(value) if kind != "e" else ""
        style = _whole(cell.get("s"))
        return _number(value, self._forms[style] if style < len(self._forms) else "", self._start)


def _forms(styles: ET.Element) -> list[str]:
    """Return for each style how it shows a number: "date", zeros for leading ones, "" as it is."""
    own = {_whole(one.get("numFmtId")): one.get("formatCode", "") for one in styles.iter(f"{_NS}numFmt")}
    found = []
    for style in styles.find(f"{_NS}cellXfs") or ():
        number = _whole(style.get("numFmtId"))
        code = _QUOTED.sub("", own.get(number, "")).partition(";")[0]
        is_date = number in _DATES or any(letter in "dDmMyY" for letter in code)
        found.append("date" if is_date else code if _ZEROS.match(code) else "")
    return found


def _number(value: str, form: str, start: dt.datetime) -> str:
    """Return a number as the sheet shows it: a date and a time of day, leading zeros, or its figures."""
    try:
        number = float(value)
    except ValueError:
        return value
    if form == "date" and 0 < number < _MOST_DAYS:
        moment = start + dt.timedelta(seconds=round(number * 86_400))
        return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.time() != dt.time() else moment.date().isoformat()
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number)).zfill(len(form)) if form != "date" else str(int(number))
    return value


def _fill(merged: Iterable[str], found: Mapping[int, dict[int, str]], hidden: set[int]) -> None:
    """Give each of merged cells what stands in the first of them."""
    filled = 0
    for place in merged:
        first, _, last = map(_place, place.partition(":"))
        if first is None or last is None or not (text := found.get(first[1], {}).get(first[0])):
            continue
        for number in range(first[1], min(last[1], _MOST_ROWS) + 1):
            for column in range(first[0], min(last[0], _MOST_COLUMNS) + 1):
                filled += 1
                if filled > _MOST_MERGED:
                    return
                if number in found and column not in hidden:
                    found[number].setdefault(column, text)


def _words(element: ET.Element) -> str:
    """Return the words of a cell, without how they are read aloud."""
    read = {id(one) for part in element.iter(f"{_NS}rPh") for one in part.iter()}
    return unescaped("".join(one.text or "" for one in element.iter(f"{_NS}t") if id(one) not in read))


def _place(name: str) -> tuple[int, int] | None:
    """Return (column, row), from 1, of the name of a cell, ``B12``; None for no name."""
    match = _CELL.match(name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column, int(match[2])


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) <= 9 else 0


def _is_on(element: ET.Element | None, name: str) -> bool:
    return element is not None and element.get(name, "0") in {"1", "true"}
