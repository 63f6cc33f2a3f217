"""A stream of JSON, an array, one object a line or arrays of rows -> its values, as they come. Pure."""

import codecs
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from generator.importing.formats.dump import LONGEST_RECORD
from generator.importing.formats.names import known_names

_FEWEST = 2
_TOO_LONG = (
    f"more than {LONGEST_RECORD >> 20} MiB in one object; if that is a list of records, write one object a line instead"
)
_BETWEEN = " \t\r\n,[]"
_BETWEEN_ROWS = " \t\r\n,]"
_decode = json.JSONDecoder().raw_decode


def _encoding(head: bytes) -> str:
    """Return the encoding that the mark at the front of a file names, UTF-8 without one."""
    return "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"


def is_json(head: bytes) -> bool:
    """Say whether the beginning of a file is that of an object of JSON, or of an array of them."""
    text = head.decode(_encoding(head), "replace").lstrip()
    if _is_of_rows(text):
        return True
    if text[:1] == "[":
        text = text[1:].lstrip()
    return text[:1] == "{" and text[1:].lstrip()[:1] in {'"', "}"}


def _is_of_rows(text: str) -> bool:
    """Say whether a text begins an array of arrays, the first of which has the names of columns."""
    if text[:1] != "[" or text[1:].lstrip()[:1] != "[":
        return False
    try:
        names = _decode(text, text.index("[", text.index("[") + 1))[0]
    except (ValueError, RecursionError):
        return False
    return all(isinstance(name, str) for name in names) and known_names(names) >= _FEWEST


def values_of(pieces: Iterable[bytes]) -> Iterator[tuple[int, Any]]:
    """Yield (line, object) of each object of a stream; (line, words) for what cannot be read."""
    held, at, line, wanted = "", 0, 1, 0
    ended = False
    between: str | None = None
    ahead = iter(pieces)
    first = next(ahead, b"")
    encoding = _encoding(first)  # a byte that is no UTF-8 is kept as a lone surrogate, for its record to tell
    decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == "utf-16" else "surrogateescape")
    ahead = chain((first,), ahead)
    while True:
        while not ended and (at >= len(held) or len(held) - at < wanted):
            piece = next(ahead, None)
            ended = piece is None
            held, at = held[at:] + decoder.decode(piece or b"", final=ended), 0
        if between is None and held.strip():
            of_rows = _is_of_rows(held.lstrip())
            at = held.index("[") + 1 if of_rows else at
            between = _BETWEEN_ROWS if of_rows else _BETWEEN
        begin = at
        while begin < len(held) and held[begin] in (between or _BETWEEN):
            begin += 1
        line += held.count("\n", at, begin)
        at = begin
        if at >= len(held):
            if ended:
                return
            continue
        try:
            value, end = _decode(held, at)
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
