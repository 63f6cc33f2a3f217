"""A record set out as a list of fields, a name and its value a line, as a data base shows one record -> names and values.

``Field Title``, ``Value``, ``Meaning`` are the columns of the National Archives; a list without such a heading is known by the
names of its fields alone. A value may go on in the lines below; after a text, all of them are text.
"""

import csv
import re
from collections.abc import Iterator, Sequence

from generator.importing.formats.names import NAMES, known_names, squeezed

_NAMES_OF_FIELDS = frozenset({"field", "fieldtitle", "fieldname", "label", "attribute", "element", "name", "title"})
_NAMES_OF_VALUES = frozenset({"value", "values", "fieldvalue", "content", "data"})
_LABEL = re.compile(r"[ ]{0,8}([A-Za-z][A-Za-z0-9 /.\-']{0,40}?)[ ]{0,8}(?::[ \t]{0,40}|\t+)(.*)\Z")
_FEWEST = 3
_NEAR_TOP = 40
_LONGEST = 4 << 20

Record = tuple[int, list[str], list[str]]


def has_heading(text: str) -> bool:
    """Say whether a text begins with the names of the two columns of such a list."""
    return _delimiter(text) != ""


def _delimiter(text: str) -> str:
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    for delimiter in "\t,;|":
        cells = [squeezed(cell) for cell in first.split(delimiter)]
        if len(cells) > 1 and cells[0] in _NAMES_OF_FIELDS and cells[1] in _NAMES_OF_VALUES:
            return delimiter
    return ""


def read_field_list(text: str) -> list[Record]:
    """Return (line, names, values) of each record of a list of fields; [] for another text.

    A record begins where the name that the first began with comes again.
    """
    if len(text) > _LONGEST:
        return []
    delimiter = _delimiter(text)
    pairs = list(_of_columns(text, delimiter) if delimiter else _of_labels(text))
    records: list[Record] = []
    for line, name, value in pairs:
        if not records or name == records[-1][1][0]:
            records.append((line, [], []))
        records[-1][1].append(name)
        records[-1][2].append(value)
    return [one for one in records if _is_record(one[1])] if records and _is_record(records[0][1]) else []


def _is_record(names: Sequence[str]) -> bool:
    return known_names(names) >= _FEWEST and any(squeezed(name) in NAMES["id"] for name in names)


def _of_columns(text: str, delimiter: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, name, value) below a heading; a row with no name goes on with the value above."""
    lines = text.lstrip("\ufeff\r\n ").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=False)
    held: tuple[int, str, list[str]] | None = None
    before = 0
    try:
        for row in reader:
            at, before = before + 1, reader.line_num
            if at == 1:
                continue
            if len(row) > 1 and row[0].strip():
                if held:
                    yield held[0], held[1], "\n".join(held[2])
                meaning = row[2].strip() if len(row) > 2 else ""  # a third column, of what a code means
                held = (
                    at,
                    row[0].strip(),
                    [f"{row[1]} ({meaning})" if meaning and meaning != row[1].strip() else row[1]],
                )
            elif held:
                held[2].append(delimiter.join(row))
    except csv.Error:
        return
    if held:
        yield held[0], held[1], "\n".join(held[2])


def _of_labels(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, name, value) of the labels at the top of a text; what goes on below the label of the text is the text."""
    lines = text.lstrip("\ufeff").split("\n")
    begin = next((at for at, line in enumerate(lines) if line.strip()), 0)
    held: tuple[int, str, list[str]] | None = None
    for at in range(begin, min(len(lines), begin + _NEAR_TOP)):
        match = _LABEL.match(lines[at].rstrip("\r"))
        if match is None:
            if lines[at].strip() and held is None:
                return
            if held and lines[at].strip():
                held[2].append(lines[at].strip())
            continue
        if held:
            yield held[0], held[1], "\n".join(held[2])
        held = at + 1, match[1].strip(), [match[2].strip()]
        if squeezed(match[1]) in NAMES["text"]:
            below = [line.rstrip("\r") for line in lines[at + 1 :]]
            yield held[0], held[1], "\n".join([match[2], *below] if match[2].strip() else below)
            return
