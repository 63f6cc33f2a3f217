"""JSON of other systems, an array, one object a line, or an object round a list -> one cable file an object, as they come."""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import Any, Final

from generator.importing.formats.dump import LONGEST_RECORD
from generator.importing.formats.fields import (
    NAMES,
    Order,
    id_column,
    known_names,
    make_record,
    order_of,
    squeezed,
)
from generator.importing.formats.kinds import JSON_WITHOUT_CABLE as NO_RECORD
from generator.importing.formats.transcript import Transcript
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

_FEWEST: Final = 2
_TOO_LONG: Final = (
    f"more than {LONGEST_RECORD >> 20} MiB in one object; if that is a list of records, write one object a line instead"
)
_BETWEEN: Final = " \t\r\n,[]"
_DEEPEST: Final = 8
_IDENTIFYING: Final = frozenset({*NAMES["id"], *NAMES["text"]})


def _encoding(head: bytes) -> str:
    """Return the encoding that the mark at the front of a file names, UTF-8 without one."""
    return "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"


def is_json(head: bytes) -> bool:
    """Say whether the beginning of a file is that of an object of JSON, or of an array of them."""
    text = head.decode(_encoding(head), "replace").lstrip()
    if text[:1] == "[":
        text = text[1:].lstrip()
    return text[:1] == "{" and text[1:].lstrip()[:1] in {'"', "}"}


def read_json(
    pieces: Iterable[bytes], path: str, vocabulary: Vocabulary, dates: str = ""
) -> Iterator[Transcript | Problem]:
    """Yield a transcript or a problem for each object.

    Args:
        pieces: the bytes of the file.
        path: its path as problems shall name it.
        vocabulary: the room's codes and names.
        dates: "mdy" or "dmy" where the owner says in which order dates in figures are written.
    """
    for line, value in _values(pieces):
        if isinstance(value, str):
            code = "I009" if value.startswith("more than") else "I003"
            yield problem_at(code, Where(path, line), detail=value)
            continue
        found = False
        for record in _records(value, 0) if isinstance(value, dict) else ():
            found = True
            yield _record(record, path, line, vocabulary, dates)
        if not found:
            yield problem_at("I002", Where(path, line), detail=NO_RECORD.one)


def _values(pieces: Iterable[bytes]) -> Iterator[tuple[int, Any]]:
    """Yield (line, object) of each object of a stream; (line, words) for what cannot be read."""
    decode = json.JSONDecoder().raw_decode
    held, at, line, wanted = "", 0, 1, 0
    ended = False
    ahead = iter(pieces)
    first = next(ahead, b"")
    decoder = codecs.getincrementaldecoder(_encoding(first))("replace")
    ahead = chain((first,), ahead)
    while True:
        while not ended and (at >= len(held) or len(held) - at < wanted):
            piece = next(ahead, None)
            ended = piece is None
            held, at = held[at:] + decoder.decode(piece or b"", final=ended), 0
        begin = at
        while begin < len(held) and held[begin] in _BETWEEN:
            begin += 1
        line += held.count("\n", at, begin)
        at = begin
        if at >= len(held):
            if ended:
                return
            continue
        try:
            value, end = decode(held, at)
        except (ValueError, RecursionError) as error:
            if not ended and len(held) - at <= LONGEST_RECORD and isinstance(error, ValueError):
                wanted = max(2 * (len(held) - at), len(held) - at + 1)
                continue
            yield line, _TOO_LONG if len(held) - at > LONGEST_RECORD else _words(error)
            following = held.find("\n", at)
            if following < 0:
                if not ended:
                    at = len(held)
                    continue
                return
            at, wanted = following, 0
            continue
        wanted = 0
        yield line, value
        line += held.count("\n", at, end)
        at = end


def _words(error: Exception) -> str:
    return (
        f"not JSON: {error.msg}"
        if isinstance(error, json.JSONDecodeError)
        else "not JSON: nested too deep, or a number too long"
    )


def _records(value: Mapping[str, Any], depth: int, named: str = "") -> Iterator[Mapping[str, Any]]:
    """Yield the objects that are records, however deep they lie in lists and objects.

    Args:
        value: an object.
        depth: how many objects it lies in.
        named: the key under which it lies, or what names it in an object round it: its identifier where it has none.
    """
    known = known_names(list(value)) >= _FEWEST and any(squeezed(key) in _IDENTIFYING for key in value)
    outer = next((one for key, one in value.items() if squeezed(key) in NAMES["id"] and isinstance(one, str)), "")
    if not known or not any(squeezed(key) in NAMES["text"] for key in value):
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
    has_id = any(squeezed(key) in NAMES["id"] for key in value)
    yield value if has_id or not named else {"id": named, **value}


def _record(
    record: Mapping[str, Any], path: str, line: int, vocabulary: Vocabulary, dates: str
) -> Transcript | Problem:
    names = list(record)
    values = [_text(record[name]) for name in names]
    column = id_column(names, [values], vocabulary)
    if column < 0:
        return problem_at("I010", Where(path, line), detail=", ".join(names)[:200])
    order = Order(dates if dates in {"mdy", "dmy"} else order_of(values), told=bool(dates))
    return make_record(names, values, squeezed(names[column]), order, path, line, vocabulary)


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
