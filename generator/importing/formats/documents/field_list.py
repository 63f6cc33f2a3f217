"""A record set out as a list of fields, a name and its value a line, as a data base shows one record -> names and values.

``Field Title``, ``Value``, ``Meaning`` are the columns of the National Archives; a list without such a heading is known by the
names of its fields alone. A value may go on in the lines below; after a text, all of them are text.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from generator.importing.formats.named_records import Named
from generator.importing.formats.names import NAMES, known_names, squeezed

_NAMES_OF_FIELDS = frozenset({"field", "fieldtitle", "fieldname", "label", "attribute", "element", "name", "title"})
_NAMES_OF_VALUES = frozenset({"value", "values", "fieldvalue", "content", "data"})
_LABEL = re.compile(r"[ ]{0,8}([A-Za-z][A-Za-z0-9 /.\-']{0,40}?)[ ]{0,8}(?::[ \t]{0,40}|\t+)(.*)\Z")
_FEWEST = 3
_NEAR_TOP = 40
_NEAR_LABEL = 10
_LONGEST = 4 << 20


def has_heading(text: str) -> bool:
    """Say whether a text begins with the names of the two columns of such a list."""
    return _delimiter(text) != ""


def is_heading(row: Sequence[str]) -> bool:
    """Say whether a row has the names of the two columns of such a list."""
    return len(row) > 1 and squeezed(row[0]) in _NAMES_OF_FIELDS and squeezed(row[1]) in _NAMES_OF_VALUES


def _delimiter(text: str) -> str:
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    return next((one for one in "\t,;|" if is_heading(first.split(one))), "")


def read_field_list(text: str) -> list[Named]:
    """Return each record of a list of fields; [] for another text.

    A record begins where the name that the first began with comes again.
    """
    if len(text) > _LONGEST:
        return []
    delimiter = _delimiter(text)
    if not delimiter:
        return _records(pair for begin, part in _below_each_other(text) for pair in _of_labels(part, begin))
    lines = text.lstrip("\ufeff\r\n ").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=False)
    return fields_of(_with_lines(reader), delimiter)


def _with_lines(reader: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401  a reader of the library has no type of its own
    before = 0
    try:
        for row in reader:
            yield before + 1, row
            before = reader.line_num
    except csv.Error:
        return


def fields_of(rows: Iterable[tuple[int, Sequence[str]]], delimiter: str = " ") -> list[Named]:
    """Return each record of rows of fields below their heading, [] for none."""
    return _records(_of_rows(rows, delimiter))


def _records(pairs: Iterable[tuple[int, str, str]]) -> list[Named]:
    records: list[tuple[int, list[str], list[str]]] = []
    for line, name, value in pairs:
        if not records or name == records[-1][1][0]:
            records.append((line, [], []))
        records[-1][1].append(name)
        records[-1][2].append(value)
    found = [Named(line, tuple(names), values) for line, names, values in records if _is_record(names)]
    return found if records and _is_record(records[0][1]) else []


def _is_record(names: Sequence[str]) -> bool:
    return known_names(names) >= _FEWEST and any(squeezed(name) in NAMES["id"] for name in names)


def _of_rows(rows: Iterable[tuple[int, Sequence[str]]], delimiter: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, name, value) below a heading; a row with no name goes on with the value above."""
    held: tuple[int, str, list[str]] | None = None
    for at, row in islice(rows, 1, None):
        if len(row) > 1 and row[0].strip():
            if held:
                yield held[0], held[1], "\n".join(held[2])
            meaning = row[2].strip() if len(row) > 2 else ""  # a third column, of what a code means
            value = f"{row[1]} ({meaning})" if meaning and meaning != row[1].strip() else row[1]
            held = at, row[0].strip(), [value]
        elif held:
            held[2].append(delimiter.join(row))
    if held:
        yield held[0], held[1], "\n".join(held[2])


def _below_each_other(text: str) -> Iterator[tuple[int, str]]:
    """Yield (index of its first line, text) of each record: it begins below a blank line with the label that the first has.

    An identifier stands near it, for a text may have such a line.
    """
    lines = text.lstrip("\ufeff").split("\n")
    labels = [match[1].strip() if (match := _LABEL.match(line.rstrip("\r"))) else "" for line in lines]
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    begins = [
        at
        for at, label in enumerate(labels)
        if label == labels[first] != ""
        and (at == 0 or not lines[at - 1].strip())
        and any(squeezed(one) in NAMES["id"] for one in labels[at : at + _NEAR_LABEL])
    ]
    edges = [0, *begins[1:], len(lines)]
    yield from ((begin, "\n".join(lines[begin:end])) for begin, end in pairwise(edges))


def _of_labels(text: str, above: int) -> Iterator[tuple[int, str, str]]:
    """Yield (line, name, value) of the labels at the top of a text; what goes on below the label of the text is the text.

    above is how many lines stand above it in its file.

    Where no label is of the text, it is what begins below an empty line, after three labels.
    """
    lines = text.split("\n")
    begin = next((at for at, line in enumerate(lines) if line.strip()), 0)
    top = range(begin, min(len(lines), begin + _NEAR_TOP))
    labels = [match[1] for at in top if (match := _LABEL.match(lines[at].rstrip("\r")))]
    named = any(squeezed(label) in NAMES["text"] for label in labels)
    held: tuple[int, str, list[str]] | None = None
    seen = 0
    for at in top:
        match = _LABEL.match(lines[at].rstrip("\r"))
        if match is None and seen >= _FEWEST and not lines[at - 1].strip() and lines[at].strip() and not named:
            if held:
                yield held[0], held[1], "\n".join(held[2])
            yield above + at + 1, NAMES["text"][0], "\n".join(line.rstrip("\r") for line in lines[at:])
            return
        if match is None:
            if lines[at].strip() and held is None:
                return
            if held and lines[at].strip():
                held[2].append(lines[at].strip())
            continue
        if held:
            yield held[0], held[1], "\n".join(held[2])
        held = above + at + 1, match[1].strip(), [match[2].strip()]
        seen += 1
        if squeezed(match[1]) in NAMES["text"]:
            below = [line.rstrip("\r") for line in lines[at + 1 :]]
            yield held[0], held[1], "\n".join([match[2], *below] if match[2].strip() else below)
            return
