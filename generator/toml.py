"""TOML -> a table, with bounds: tomllib's own would let a key take time with its square, and a number stop the program.

Pure. What is found wrong is told by whoever asked, in the words and with the code of the file it stands in.
"""

import datetime as dt
import re
import tomllib
from typing import Any

# tomllib looks at every beginning of a dotted key: ten thousand parts would take it seconds. Nothing here has over three.
LONGEST_KEY = 64
_NAME = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_LONG_KEY = re.compile(rf"(?<![\w-])(?:{_NAME}[ \t]*+\.[ \t]*+){{{LONGEST_KEY}}}")
# What nearly every cable has above its text: a word, and one text, one day or moment, or some texts in brackets.
_TEXT = r"\"[^\"\\\x00-\x1f\x7f]*+\""
_PLAIN = re.compile(
    rf"([A-Za-z_]++) = (?:({_TEXT})|([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:T((?:[01][0-9]|2[0-3]):[0-9]{{2}}:[0-9]{{2}})Z)?"
    rf"|\[({_TEXT}(?:, {_TEXT})*+)\])(?:\n|\Z)"
)
_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")


class TomlError(ValueError):
    """A text is not TOML, or beyond its bounds: what is wrong and, where that is known, ``(at line 3, column 6)``.

    said is the same without the place, beginning with a small letter; line and column count from 1, None where unknown.
    """

    def __init__(self, message: str) -> None:
        """Take the place out of a message as tomllib words it."""
        super().__init__(message)
        place = _PLACE.search(message)
        said = _PLACE.sub("", message).strip()
        self.said = said[:1].lower() + said[1:]
        self.line = int(place["line"]) if place else None
        self.column = int(place["column"]) if place else None


def read_toml(text: str) -> dict[str, Any]:
    """Read a text of TOML.

    Raises:
        TomlError: it is none; or it has a key of over LONGEST_KEY parts, a whole number of over 4,300 digits, or lists
            within lists that no one meant.
    """
    long = _LONG_KEY.search(text)
    if long:
        line = text.count("\n", 0, long.start()) + 1
        column = long.start() - text.rfind("\n", 0, long.start())
        message = f"A key has more than {LONGEST_KEY} parts (at line {line}, column {column})"
        raise TomlError(message)
    plain = _read_plain(text)
    if plain is not None:
        return plain
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
    except RecursionError:
        message = "Lists within lists beyond reason"
    except ValueError:  # of int(), which reads no more digits: what they cost grows with their square
        message = "A number has more digits than are read"
    raise TomlError(message)


def _read_plain(text: str) -> dict[str, Any] | None:
    """Read what is of plain lines alone, as tomllib does in ten times the time; None for all else, and all that is wrong."""
    values: dict[str, Any] = {}
    at = 0
    try:
        while at < len(text):
            match = _PLAIN.match(text, at)
            if match is None or match[1] in values:
                return None
            key, one, day, time, some = match.groups()
            if one is not None:
                values[key] = one[1:-1]
            elif some is not None:
                values[key] = some[1:-1].split('", "')
            else:
                values[key] = dt.datetime.fromisoformat(f"{day}T{time}+00:00") if time else dt.date.fromisoformat(day)
            at = match.end()
    except ValueError:  # no such day
        return None
    return values
