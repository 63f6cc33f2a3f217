"""JSON of other systems, an array, one object a line, or an object round a list -> one cable file an object, as they come."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any

from generator.cables.source.dates import read_date
from generator.importing.formats.documents.json_stream import values_of
from generator.importing.formats.kinds import JSON_WITHOUT_CABLE as NO_RECORD
from generator.importing.formats.named_records import Named, make_cables
from generator.importing.formats.names import NAMES, is_known, keys_of, known_names, squeezed
from generator.importing.formats.tables import mended
from generator.importing.formats.transcript import Pieces, Reading, Transcript
from generator.problems import Problem, Where, problem_at

_FEWEST = 2
_DEEPEST = 8
_IDENTIFYING = frozenset({*NAMES["id"], *NAMES["text"]})
_DATES = frozenset({*NAMES["created"], *NAMES["released"]})
_LISTS = frozenset({*NAMES["tags"], *NAMES["to"], *NAMES["references"]})
_LONE = re.compile("[\ud800-\udc7f]")  # a lone surrogate is no letter; those above stand for bytes that are no UTF-8
_ROWS = frozenset({"data", "rows", "values", "results", "records"})
# Names of objects that hold a part of a record and say nothing of what is in them.
_PARTS = frozenset(
    {"metadata", "meta", "attributes", "fields", "properties", "header", "heading", "content", "contents", "body", "text",
     "data", "record", "document", "doc", "cable", "telegram", "message", "info", "details", "source"}
)  # fmt: skip


def read_json(pieces: Pieces, reading: Reading) -> Iterator[Transcript | Problem]:
    """Yield a transcript or a problem for each object of a file of JSON."""
    return make_cables(lambda some: named_objects(values_of(some), reading.path), pieces, reading)


def named_objects(values: Iterable[tuple[int, Any]], path: str) -> Iterator[Named | Problem]:
    """Yield each record in values of JSON or of what is like it, each with its line; a value in words is a fault."""
    heading: list[Any] = []
    for line, value in values:
        if isinstance(value, str):
            code = "I009" if value.startswith("more than") else "I003"
            yield problem_at(code, Where(path, line), detail=value)
            continue
        found = False
        if isinstance(value, list):
            if not heading:
                heading = value
                continue
            value = dict(zip(map(str, heading), value, strict=False))  # noqa: PLW2901  a row below the names
        for record in _records(value, 0) if isinstance(value, dict) else ():
            found = True
            yield _named(record, line)
        if not found:
            yield problem_at("I002", Where(path, line), detail=NO_RECORD.one)


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
    plain = tuple(name for name, one in value.items() if not isinstance(one, dict))
    keys = keys_of(plain)
    known = known_names(plain) >= _FEWEST and any(key in _IDENTIFYING for key in keys)
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
    joined = {key: one for key, one in value.items() if not isinstance(one, dict) or keys_of((key,))[0] in _DATES}
    if len(joined) == len(value):
        return None
    for name, part in value.items():
        if not isinstance(part, dict) or name in joined:
            continue
        if _has_number_and_text(part):
            return None
        for key, one in part.items():
            plain = squeezed(name) in _PARTS and key not in joined and is_known(key)
            joined.setdefault(key if plain else f"{name} {key}", one)
    if named and not any(key in NAMES["id"] for key in keys_of(tuple(joined))):
        joined = {"id": named, **joined}
    return joined if _has_number_and_text(joined) else None


def _has_number_and_text(value: Mapping[str, Any]) -> bool:
    keys = keys_of(tuple(value))
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
    if known_names(value) < _FEWEST or not any(key in _IDENTIFYING for key in keys_of(tuple(value))):
        return None
    columns = list(value.values())
    if all(isinstance(column, dict) for column in columns):
        rows_of: list[Any] = [list(column) for column in columns]
        if all(one == rows_of[0] for one in rows_of):
            return ({name: column[row] for name, column in value.items()} for row in rows_of[0])
    elif all(isinstance(column, list) for column in columns):
        if len({*map(len, columns)}) == 1:
            return (dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True))
        if any(
            key in NAMES["id"] and len(column) > 1 for key, column in zip(keys_of(tuple(value)), columns, strict=True)
        ):
            return iter(())  # which value belongs to which number is not known
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


def _named(record: Mapping[str, Any], line: int) -> Named:
    names = tuple(record)
    values, code = mended([_value(key, record[name]) for name, key in zip(names, keys_of(names), strict=True)])
    return Named(line, tuple(mended(names)[0]), values, code)


def _value(key: str, value: Any) -> str:  # noqa: ANN401  whatever JSON has
    """Return a value as text, as it is meant under a key."""
    if key in NAMES["text"] and _is_of_words(value):
        return _text("\n\n".join(value))
    if key in _DATES and isinstance(value, dict):
        return _date_of({squeezed(name): one for name, one in value.items()}) or _text(value)
    if key in _LISTS and isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return "|".join(" - ".join(map(str, filter(None, one.values()))) for one in value)  # a code and what it means
    return _text(value)


def _date_of(value: Mapping[str, Any]) -> str:
    """Return the date of an object that has its parts, or one date among other values; "" for another object."""
    year, month, day = (str(value.get(part) or "").strip() for part in ("year", "month", "day"))
    if year and month and day:
        return f"{year}-{month:0>2}-{day:0>2}" if month.isdecimal() else f"{day} {month} {year}"
    dates = [one for one in value.values() if isinstance(one, str) and read_date(one)]
    return dates[0] if len(dates) == 1 else ""


def _is_of_words(value: Any) -> bool:  # noqa: ANN401  whatever JSON has
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _text(value: Any) -> str:  # noqa: ANN401  whatever JSON has
    """Return a value as text: a list of words with strokes between, pages of a text one below the other, an object as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _LONE.sub("?", value)
    if isinstance(value, dict) and (only := _only(value)) is not value:
        return _text(only)
    if isinstance(value, list):
        if value and all(isinstance(one, dict) for one in value) and (pages := list(map(_page, value))) and all(pages):
            return "\n".join(map(_text, pages))
        parts = [_only(one) for one in value]
        if all(isinstance(one, str | int | float) for one in parts):
            return _LONE.sub("?", "|".join(map(str, parts)))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=True)
    return str(value)


def _only(value: Any) -> Any:  # noqa: ANN401  whatever JSON has
    """Return the one value of an object, as in ``{"$date": {"$numberLong": …}}``, None for none of it; else the object."""
    only = value
    while isinstance(only, dict):
        filled = [one for one in only.values() if one is not None]
        if len(filled) > 1:
            return value
        only = filled[0] if filled else None
    return value if isinstance(only, list) else only


def _page(value: Mapping[str, Any]) -> str:
    """Return the text of a page of a text, "" for an object that is none."""
    return next((one for key, one in value.items() if squeezed(key) in NAMES["text"] and isinstance(one, str)), "")
