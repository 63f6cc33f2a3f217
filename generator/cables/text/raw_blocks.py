"""The blocks of a text while it is read, before they are put together. No reading happens here."""

import msgspec

from generator.cables.model import Piece


class RawBlock(msgspec.Struct, eq=False, gc=False):
    """A block while it grows: its parts line by line. ``indexes`` are the places of its lines in the text's lines."""

    kind: str
    line: int
    parts: list[str]
    indexes: list[int]
    mark: str = ""
    level: str = ""
    dressing: tuple[str, ...] = ()
    label: str = ""
    number: int = 0
    minor: str = ""
    depth: int = 0


class Body(msgspec.Struct, frozen=True):
    """The blocks of a text, the ledger of its lines, lone dashes, and the places where a lost page break was closed."""

    blocks: list[RawBlock]
    pieces: list[Piece]
    spacers: list[Piece]
    joined: list[int]
    all_capitals: bool
