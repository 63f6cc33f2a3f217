"""What stands side by side in data of an owner's, in whatever form: a name may be in two fields, or over two captions. Pure."""

import re
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from generator.redaction.folding import unbroken

_SEPARATOR = re.compile(r"[\"']?\s{0,9}[,;|\t]\s{0,9}[\"']?")
_TOGETHER = re.compile(r"<[A-Za-z][^<>]{0,4000}>|\{[^{}]{0,4000}\}")  # an element, an object of a script
_VALUE = re.compile(r"[=:]\s{0,9}(?:\"([^\"]*)\"|'([^']*)')")
_NAMED = re.compile(r"[ \t-]{0,40}[\"']?[A-Za-z_][\w. -]{0,40}[\"']?[ \t]{0,9}[:=](?!//)[ \t]{0,9}(.*)")
# When a caption of a film is shown, with its number, and what else stands before its words.
_TIMES = re.compile(
    r"(?:^[ \t]{0,9}\d{1,6}[ \t]{0,9}\r?\n)?^(?:Dialogue:(?:[^,\n]{0,40},){9}"
    r"|[\[(<]?(?:\d{1,3}:)?\d{1,2}:\d\d[\d:.,;>\])\- \t]{0,60}(?:[a-z]{1,12}:\S{1,40}[ \t]{0,9}){0,9})",
    re.MULTILINE,
)


def without_times(text: str) -> str:
    """Return the captions of a film as they are heard, one behind another."""
    return _TIMES.sub("", text) if ":" in text else text


def rows(name: str, text: str) -> Iterator[list[str]]:
    """Yield the texts that stand side by side: in a row, in a list, in lists of one object, in the attributes of an element.

    The ending of the file's name tells whether its text is a table.
    """
    lines = text.splitlines()
    if name.endswith((".csv", ".tsv")):
        yield from map(_SEPARATOR.split, lines)
    yield from ([first or second for first, second in _VALUE.findall(one)] for one in _TOGETHER.findall(text))
    yield from _named(lines)
    text = text.lstrip("\ufeff\n\r\t ")
    for one in dict.fromkeys((text, *lines)) if text[:1] in {"{", "["} else ():
        with suppress(msgspec.DecodeError, RecursionError):
            yield from _beside(msgspec.json.decode(one.encode("utf-8", "surrogatepass")))


def _named(lines: list[str]) -> Iterator[list[str]]:
    """Yield the values on lines behind each other that begin with a name for them, as in YAML and TOML."""
    row: list[str] = []
    for line in lines:
        named = _NAMED.fullmatch(line)
        if named is None:
            yield row
            row = []
        else:
            row.append(named[1].strip("\"',"))
    yield row


def _beside(value: object) -> Iterator[list[str]]:
    for one in lists_in(value):
        yield [text for text in one if isinstance(text, str)]
        inner = [list(part.values()) if isinstance(part, dict) else part for part in one]
        columns = [part for part in inner if isinstance(part, list)]
        yield from ([text for text in row if isinstance(text, str)] for row in zip(*columns, strict=False))


def lists_in(value: object) -> Iterator[list[object]]:
    """Yield each list in a value of JSON, and of each object its values and its keys, as lists.

    The sign that stands between two texts when they are searched is taken out of each, so that it stays one.
    """
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.append(list(one))
            one = list(one.values())
        if isinstance(one, list):
            waiting += one
            yield [unbroken(part) if isinstance(part, str) else part for part in one]
