"""Letters of records that other programs decoded wrongly: read as they were meant where that is proven, and told. Pure."""

from collections.abc import Sequence

import msgspec

from generator.cables.source.encodings import undo_twice
from generator.cables.source.mac_roman import is_mac_roman
from generator.problems import Problem, Where, problem_at

_TWICE = (
    "Letters of this text had been encoded twice in UTF-8; when it was imported they were read as what they stand for."
)


class Letters(msgspec.Struct, frozen=True):
    """Values of a record as they are read, what is to be told of their letters, and the note for its page, None for none."""

    values: list[str]
    problems: tuple[Problem, ...] = ()
    note: str | None = None


def read_letters(values: Sequence[str], where: Where) -> Letters:
    """Read the values of a record: encoded twice in UTF-8 (I018), or as they are, where they only look so (I019).

    Args:
        values: its values, or the one text of its file.
        where: its place, as problems shall name it.
    """
    reading = undo_twice(values)
    if not reading.word:
        return Letters(reading.values)
    if not reading.read:
        return Letters(reading.values, (problem_at("I019", where, detail=reading.word),))
    told = problem_at("I018", where, detail=f"{reading.word} as {reading.read}")
    return Letters(reading.values, (told,), _TWICE)


def code_of_encoding(data: bytes) -> str:
    """Return the code that tells how a text was decoded: I012 Windows-1252, I031 Mac Roman, "" for Unicode."""
    if data.isascii() or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    try:
        data.decode()
    except UnicodeDecodeError:
        return "I031" if is_mac_roman(data) else "I012"
    return ""
