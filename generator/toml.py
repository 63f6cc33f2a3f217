"""TOML -> a table, with bounds: tomllib's own would let a key take time with its square, and a number stop the program.

Pure. What is found wrong is told by whoever asked, in the words and with the code of the file it stands in.
"""

import re
import tomllib
from typing import Any

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
