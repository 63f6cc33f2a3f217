"""Front matter of other site generators, in TOML (``+++``) or in JSON (``---json``) -> the fields of a record. Pure."""

import json
import re
from typing import Any

from generator.importing.formats.names import known_names
from generator.toml import TomlError, read_toml

_FENCED = re.compile(
    r"\s{0,20}(?:\+\+\+[ \t]*\n(.{0,65536}?)\n\+\+\+|---json[ \t]*\n(.{0,65536}?)\n---)[ \t]*\n", re.DOTALL
)
_FEWEST = 2


def read_front_matter(text: str) -> dict[str, Any]:
    """Return the fields of front matter, with the text below it; {} for a text without, and for front matter of ours.

    Ours has the key ``id``; where no name of two is known, it is read as ours too, which reports them.
    """
    match = _FENCED.match(text.removeprefix("\ufeff"))
    if match is None:
        return {}
    try:
        fields = read_toml(match[1]) if match[1] is not None else json.loads(match[2])
    except (TomlError, ValueError, RecursionError):
        return {}
    if not isinstance(fields, dict) or "id" in fields or known_names(fields) < _FEWEST:
        return {}
    return {**fields, "text": text[match.end() :].removeprefix("\ufeff")}
