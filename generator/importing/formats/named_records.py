"""Records with named values, of tables, JSON, XML and lists of fields -> one cable file each, as they come. Pure.

What is the identifier, what is the message and how dates are written is decided once for all records with the same names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from generator.importing.formats.dump import LONGEST_RECORD
from generator.importing.formats.fields import Order, make_record, order_of
from generator.importing.formats.names import NAMES, id_column, keys_of, text_column
from generator.importing.formats.transcript import Pieces, Reading, Transcript
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

_LOOKED_AT = 2_000  # records
_OF_THE_DUMP = ({"header", "referenceid"}, {"header", "refid"})


class Named(NamedTuple):
    """A record: the line where it stands, None for a file of one; names and values; the code that tells how it was decoded."""

    line: int | None
    names: tuple[str, ...]
    values: Sequence[str]
    code: str = ""


Records = Iterable[Named | Problem]


class _Shape(msgspec.Struct, frozen=True):
    """Records with the same names: these, the message called so; the key of the identifier; whether they are of the dump."""

    names: tuple[str, ...]
    number: str
    of_the_dump: bool


def make_cables(
    records_of: Callable[[Pieces], Records], pieces: Pieces, reading: Reading
) -> Iterator[Transcript | Problem]:
    """Yield a transcript or a problem for each record of a file.

    records_of makes records of the bytes of the file. Where the dates of one do not tell their order, all are looked at again.
    """
    path, dates = reading.path, reading.dates
    records = records_of(pieces)
    ahead = iter(records)
    first = _first(ahead)
    alike: dict[tuple[str, ...], list[Sequence[str]]] = {}
    for one in first:
        if not isinstance(one, Problem):
            alike.setdefault(one.names, []).append(one.values)
    shapes: dict[tuple[str, ...], _Shape | None] = {}
    order = Order("" if dates == "iso" else dates, told=True) if dates else None
    for one in chain(first, ahead):
        if isinstance(one, Problem):
            yield one
            continue
        names = one.names
        if names not in shapes:
            shapes[names] = _shape_of(names, alike.get(names, [one.values]), reading.vocabulary)
            if shapes[names] is None:
                yield reading.problem("I010", one.line, detail=", ".join(names)[:200])
        if (shape := shapes[names]) is None:
            continue
        if order is None and shape.of_the_dump:  # which writes the month first, unless a spreadsheet wrote it anew
            order, told = order_of_all(first, path)
            if order.name == "mdy" or not told:
                order, told = Order("mdy"), ()
            yield from told
        known = order or Order()
        made = make_record(shape.names, one.values, shape.number, known, reading, one.line)
        if order is None and not known.name and any(code == "I011" for code in _codes(made)):
            order, told = order_of_all(records_of(reading.again()), path)
            yield from told
            made = make_record(shape.names, one.values, shape.number, order, reading, one.line)
        if one.code and isinstance(made, Transcript):
            made = made.told(one.code)
        yield made


def _first(ahead: Iterator[Named | Problem]) -> list[Named | Problem]:
    """Take the first records, as many as are looked at together."""
    first: list[Named | Problem] = []
    size = 0
    for one in ahead:
        first.append(one)
        size += 0 if isinstance(one, Problem) else sum(map(len, one.values))
        if len(first) >= _LOOKED_AT or size > LONGEST_RECORD:
            break
    return first


def _shape_of(names: tuple[str, ...], rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> _Shape | None:
    """Return what records with some names are, None where nothing is an identifier."""
    column = id_column(names, rows, vocabulary)
    if column < 0:
        return None
    named = list(names)
    if (message := text_column(names, rows)) not in {-1, column}:
        named[message] = NAMES["text"][0]
    keys = keys_of(tuple(named))
    return _Shape(tuple(named), keys[column], any(some <= set(keys) for some in _OF_THE_DUMP))


def _codes(made: Transcript | Problem) -> Iterator[str]:
    return (one.code for one in (made.problems if isinstance(made, Transcript) else (made,)))


def order_of_all(records: Records, path: str) -> tuple[Order, tuple[Problem, ...]]:
    """Return the order that the dates of all records show, none where they differ, and what is to be said of it."""
    name = ""

    def dates() -> Iterator[str]:
        nonlocal name
        for one in records:
            if isinstance(one, Problem):
                continue
            for at in _date_columns(one.names):
                if at < len(one.values):
                    name = name or one.names[at]
                    yield one.values[at]

    found = order_of(dates())
    if found == "both":
        return Order(), (problem_at("I016", Where(path, 1), detail=f"{name} has both"),)
    if not found:
        return Order(), ()
    words = "the day" if found == "dmy" else "the month"
    return Order(found), (problem_at("I017", Where(path, 1), detail=f"{name}: {words} comes first"),)


def _date_columns(names: tuple[str, ...]) -> list[int]:
    keys = keys_of(names)
    return [keys.index(one) for field in ("created", "released") for one in NAMES[field] if one in keys]
