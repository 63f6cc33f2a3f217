"""JSON of other systems, an array, one object a line, or an object round a list -> one cable file an object, as they come."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any

from generator.importing.formats.documents.json_stream import values_of
from generator.importing.formats.fields import Order, make_record, order_of
from generator.importing.formats.kinds import JSON_WITHOUT_CABLE as NO_RECORD
from generator.importing.formats.names import NAMES, id_column, keys_of, known_names, squeezed
from generator.importing.formats.transcript import Transcript
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

_FEWEST = 2
_DEEPEST = 8
_IDENTIFYING = frozenset({*NAMES["id"], *NAMES["text"]})
_ROWS = frozenset({"data", "rows", "values", "results", "records"})
# Names of objects that hold a part of a record and say nothing of what is in them.
_PARTS = frozenset(
    {"metadata", "meta", "attributes", "fields", "properties", "header", "heading", "content", "contents", "body", "text",
     "data", "record", "document", "doc", "cable", "telegram", "message", "info", "details", "source"}
)  # fmt: skip


def read_json(
    pieces: Iterable[bytes],
    path: str,
    vocabulary: Vocabulary,
    dates: str = "",
    again: Callable[[], Iterable[bytes]] | None = None,
) -> Iterator[Transcript | Problem]:
    """Yield a transcript or a problem for each object.

    Args:
        pieces: the bytes of the file.
        path: its path as problems shall name it.
        vocabulary: the room's codes and names.
        dates: "mdy" or "dmy" where the owner says in which order dates in figures are written.
        again: opens the file once more, to look at the dates of all records; None where that cannot be.
    """
    yield from read_objects(values_of(pieces), path, vocabulary, dates, lambda: values_of(again()) if again else ())


def read_objects(
    values: Iterable[tuple[int, Any]],
    path: str,
    vocabulary: Vocabulary,
    dates: str = "",
    again: Callable[[], Iterable[tuple[int, Any]]] = tuple,
) -> Iterator[Transcript | Problem]:
    """Yield a transcript or a problem for each record in values of JSON, or of what is like it.

    Args:
        values: (line, value); a value in words is a fault.
        path: the file's path as problems shall name it.
        vocabulary: the room's codes and names.
        dates: as for ``read_json``.
        again: gives the values once more, for the order of dates that one record does not tell; nothing where it cannot.
    """
    order: str | None = None
    for line, record in _found(values, path):
        if isinstance(record, Problem):
            yield record
            continue
        made = _record(record, path, line, vocabulary, dates)
        if not dates and isinstance(made, Transcript) and any(one.code == "I011" for one in made.problems):
            if order is None:
                order, told = _order_of_all(again(), path)
                yield from told
            made = _record(record, path, line, vocabulary, order, told=False) if order else made
        yield made


def _found(values: Iterable[tuple[int, Any]], path: str) -> Iterator[tuple[int, Mapping[str, Any] | Problem]]:
    """Yield (line, record) of each record in values, or the problem of a value that has none."""
    heading: list[Any] = []
    for line, value in values:
        if isinstance(value, str):
            code = "I009" if value.startswith("more than") else "I003"
            yield line, problem_at(code, Where(path, line), detail=value)
            continue
        found = False
        if isinstance(value, list):
            if not heading:
                heading = value
                continue
            value = dict(zip(map(str, heading), value, strict=False))  # noqa: PLW2901  a row below the names
        for record in _records(value, 0) if isinstance(value, dict) else ():
            found = True
            yield line, record
        if not found:
            yield line, problem_at("I002", Where(path, line), detail=NO_RECORD.one)


def _order_of_all(values: Iterable[tuple[int, Any]], path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the order of the dates of all records, "" where none shows it or they differ, and what is to be said of it."""
    name = ""
    printed: list[str] = []
    for _, record in _found(values, path):
        if isinstance(record, Problem):
            continue
        keys = dict(zip(keys_of(list(record)), record.items(), strict=True))
        key = next((one for one in NAMES["created"] if one in keys), "")
        if key and isinstance(keys[key][1], str):
            name = name or str(keys[key][0])
            printed.append(keys[key][1])
    found = order_of(printed)
    if found == "both":
        return "", (problem_at("I016", Where(path, 1), detail=f"{name} has both"),)
    if not found:
        return "", ()
    words = "the day" if found == "dmy" else "the month"
    return found, (problem_at("I017", Where(path, 1), detail=f"{name}: {words} comes first"),)


def _records(value: Mapping[str, Any], depth: int, named: str = "") -> Iterator[Mapping[str, Any]]:
    """Yield the objects that are records, however deep they lie in lists and objects.

    Args:
        value: an object.
        depth: how many objects it lies in.
        named: the key under which it lies, or what names it in an object round it: its identifier where it has none.
    """
    if (columns := _in_columns(value)) is not None:
        yield from columns
        return
    keys = keys_of(list(value))
    known = known_names(list(value)) >= _FEWEST and any(key in _IDENTIFYING for key in keys)
    if (parts := _in_parts(value, named)) is not None:
        yield parts
        return
    outer = next((one for key, one in value.items() if squeezed(key) in NAMES["id"] and isinstance(one, str)), "")
    if not known or not any(key in NAMES["text"] for key in keys):
        found = [
            record
            for key, one in value.items()
            if depth < _DEEPEST
            for part, name in (
                ((one, outer or key),)
                if isinstance(one, dict)
                else zip(one, repeat(""))
                if isinstance(one, list)
                else ()
            )
            if isinstance(part, dict)
            for record in _records(part, depth + 1, name)
        ]
        if found or not known:
            yield from found
            return
    has_id = any(key in NAMES["id"] for key in keys)
    yield value if has_id or not named else {"id": named, **value}


def _in_parts(value: Mapping[str, Any], named: str) -> Mapping[str, Any] | None:
    """Return the record of an object that has some of its values in objects of their own; None for another object.

    A value is named as it is in an object whose name says nothing (``metadata``), else with that name before it, so that the
    date of a release is no date of the cable. Values of the object itself come first.
    """
    joined = {key: one for key, one in value.items() if not isinstance(one, dict)}
    if len(joined) == len(value):
        return None
    for name, part in value.items():
        if not isinstance(part, dict):
            continue
        if _has_number_and_text(part):
            return None
        for key, one in part.items():
            joined.setdefault(key if squeezed(name) in _PARTS and key not in joined else f"{name} {key}", one)
    if named and not any(key in NAMES["id"] for key in keys_of(list(joined))):
        joined = {"id": named, **joined}
    return joined if _has_number_and_text(joined) else None


def _has_number_and_text(value: Mapping[str, Any]) -> bool:
    keys = keys_of(list(value))
    texts = [one for key, one in zip(keys, value.values(), strict=True) if key in NAMES["text"]]
    return (
        any(key in NAMES["id"] for key in keys)
        and bool(texts)
        and (isinstance(texts[0], str) or _is_of_words(texts[0]))
    )


def _in_columns(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]] | None:
    """Return the records of an object that has them column by column, or as rows below the names of columns; None for another.

    These are the forms ``columns``, ``split`` and lists of data frames, and rows whose names stand elsewhere in the object.
    """
    for key, rows in value.items():
        if squeezed(key) in _ROWS and isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows):
            names = _names_of(value, len(rows[0]), 0)
            return (dict(zip(names, row, strict=False)) for row in rows) if names else None
    if known_names(list(value)) < _FEWEST or not any(key in _IDENTIFYING for key in keys_of(list(value))):
        return None
    columns = list(value.values())
    if all(isinstance(column, dict) for column in columns):
        rows_of: list[Any] = [list(column) for column in columns]
        if all(one == rows_of[0] for one in rows_of):
            return ({name: column[row] for name, column in value.items()} for row in rows_of[0])
    elif all(isinstance(column, list) and len(column) == len(columns[0]) for column in columns):
        return (dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True))
    return None


def _names_of(value: Any, size: int, depth: int) -> list[str]:  # noqa: ANN401  whatever JSON has
    """Return the names of so many columns, in an object of any depth: words, or objects that have a name; [] without them."""
    if isinstance(value, list) and len(value) == size:
        names = [str(one.get("name", "")) if isinstance(one, dict) else one for one in value]
        if all(isinstance(name, str) for name in names) and known_names(names) >= _FEWEST:
            return names
    if isinstance(value, dict) and depth < _DEEPEST:
        return next((names for one in value.values() if (names := _names_of(one, size, depth + 1))), [])
    return []


def _record(
    record: Mapping[str, Any], path: str, line: int, vocabulary: Vocabulary, dates: str, *, told: bool = True
) -> Transcript | Problem:
    names = list(record)
    values = [
        _text("\n\n".join(record[name]) if key in NAMES["text"] and _is_of_words(record[name]) else record[name])
        for name, key in zip(names, keys_of(names), strict=True)
    ]
    column = id_column(names, [values], vocabulary)
    if column < 0:
        return problem_at("I010", Where(path, line), detail=", ".join(names)[:200])
    order = Order(dates if dates in {"mdy", "dmy"} else order_of(values), told=told and bool(dates))
    return make_record(names, values, keys_of(names)[column], order, path, line, vocabulary)


def _is_of_words(value: Any) -> bool:  # noqa: ANN401  whatever JSON has
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _text(value: Any) -> str:  # noqa: ANN401  whatever JSON has
    """Return a value as text: a list of words with strokes between, an object as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no letter
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return "|".join(map(str, value)).encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=True)
    return str(value)
