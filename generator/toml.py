"""TOML -> a table, with bounds: tomllib's own would let a key take time with its square, and a number stop the program.

Pure. What is found wrong is told by whoever asked, in the words and with the code of the file it stands in; this says what it
is, and in which line.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import msgspec

from generator.problems import Where, nearest

# tomllib looks at every beginning of a dotted key: ten thousand parts would take it seconds. Nothing here has over three.
LONGEST_KEY = 64
_NAME = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_LONG_KEY = re.compile(rf"(?<![\w-])(?:{_NAME}[ \t]*+\.[ \t]*+){{{LONGEST_KEY}}}")
# What tomllib says of common slips, in the words of who writes settings.
_PLAIN = {
    "Cannot overwrite a value": "a name is given twice; delete one of the two",
    "Cannot declare": "a table is begun twice",
    "Invalid value": "the value is missing, or is text without quotes",
    "Unterminated string": "a quote is not closed",
    "Illegal character '\\n'": "a quote is not closed",
}
_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
# How a message names the types of TOML.
_TYPES = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "bool | str": 'true, false or "auto"',
    "records | full": '"records" or "full"',
    "array": "a list",
    "object": "a table",
    "date": "a date",
    "datetime": "a date",
    "time": "a time",
}
_TYPE = re.compile(r"`([^`]*?)(?: \| null)?`")
# What msgspec says is wrong with a table, and where: an unknown or missing name, or a value of another type.
_FIELD = re.compile(r"Object (?P<fault>contains unknown|missing required) field `(?P<name>.*)`", re.DOTALL)
_FAULT = re.compile(r"(?P<said>.*?)(?: - at `\$\.?(?P<place>[^`\[]*)[^`]*`)?", re.DOTALL)
_TABLE = re.compile(r"\s*\[{1,2}\s*(?P<name>[^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*(?P<name>[\w\"'. \t-]+?)\s*=")


class TomlError(ValueError):
    """A text is not TOML, or beyond its bounds: what is wrong and, where that is known, ``(at line 3, column 6)``.

    said is the same without the place, beginning with a small letter; line and column count from 1, None where unknown.
    """

    def __init__(self, message: str) -> None:
        """Take the place out of a message as tomllib words it."""
        super().__init__(message)
        place = _PLACE.search(message)
        said = _PLACE.sub("", message).strip()
        said = next((plain for start, plain in _PLAIN.items() if said.startswith(start)), said)
        self.said = said[:1].lower() + said[1:]
        self.line = int(place["line"]) if place else None
        self.column = int(place["column"]) if place else None


class Misfit(msgspec.Struct, frozen=True):
    """What keeps a table from being of a kind.

    fault is "unknown" or "missing", of a name; else the fault of its value, as msgspec says it. table is the dotted name of the
    table that the name is in, "" for the whole file.
    """

    fault: str
    table: str
    name: str

    @property
    def key(self) -> str:
        """Return the dotted name."""
        return f"{self.table}.{self.name}" if self.table else self.name


def read_toml_file(data: bytes) -> tuple[str, dict[str, Any]]:
    """Return the text of a file, and the table that it is.

    Raises:
        TomlError: it is not UTF-8, or as read_toml.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"It is not in UTF-8; save it so (at line {line}, column {column})"
        raise TomlError(message) from None
    return text, read_toml(text)


def read_toml(text: str) -> dict[str, Any]:
    """Read a text of TOML.

    Raises:
        TomlError: it is none; or it has a key of over LONGEST_KEY parts, a whole number of over 4,300 digits, or lists
            within lists that no one meant.
    """
    long = _LONG_KEY.search(text) if text.count(".") >= LONGEST_KEY else None
    if long:
        line = text.count("\n", 0, long.start()) + 1
        column = long.start() - text.rfind("\n", 0, long.start())
        message = f"A key has more than {LONGEST_KEY} parts (at line {line}, column {column})"
        raise TomlError(message)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
    except RecursionError:
        message = "Lists within lists beyond reason"
    except ValueError:  # of int(), which reads no more digits: what they cost grows with their square
        message = "A number has more digits than are read"
    raise TomlError(message)


def misfit(error: msgspec.ValidationError) -> Misfit:
    """Return what keeps a table from being of a kind, given what msgspec raised."""
    whole = _FAULT.fullmatch(str(error))
    said, place = (whole["said"], whole["place"] or "") if whole else (str(error), "")
    field = _FIELD.fullmatch(said)
    if field:
        return Misfit("missing" if field["fault"].startswith("missing") else "unknown", place, field["name"])
    table, _, name = place.rpartition(".")
    return Misfit(said, table, name)


def fault_in_words(error: msgspec.ValidationError, kind: type[msgspec.Struct]) -> tuple[str, str]:
    """Return what is wrong with a table that was to be of a kind, and the name in question, "" for one that is missing."""
    wrong = misfit(error)
    if wrong.fault == "missing":
        return f"it has no {wrong.name}", ""
    if wrong.fault == "unknown":
        near = nearest(wrong.name, kind.__struct_fields__, 0.6)
        return f"'{wrong.name}' means nothing here{f'; did you mean {near}?' if near else ''}", wrong.name
    said = types_in_words(wrong.fault)
    return f"{said[:1].lower()}{said[1:]}{f', at {wrong.key}' if wrong.key else ''}", wrong.key


def types_in_words(said: str) -> str:
    """Return what msgspec says of a value, types in the words of who writes TOML."""
    return _TYPE.sub(lambda found: _TYPES.get(found[1], f"'{found[1]}'"), said)


def find_setting(text: str, key: str, path: str) -> Where:
    """Return the line of a text of TOML that sets key (``site.title``), or the file alone when no line does."""
    line = next((number for number, name in _keys(text) if name == key or name.startswith(f"{key}.")), None)
    return Where(path, line)


def _keys(text: str) -> Iterator[tuple[int, str]]:
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        opened = _TABLE.match(line)
        if opened:
            table = _plain(opened["name"])
            yield number, table
            continue
        key = _KEY.match(line)
        if key:
            name = _plain(key["name"])
            yield number, f"{table}.{name}" if table else name


def _plain(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
