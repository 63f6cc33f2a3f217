"""The blocks of a text while it is read, before they are put together. No reading happens here."""

import msgspec

from generator.cables.model import Piece


class RawBlock:
    """A block while it grows: its parts line by line. ``indexes`` are the places of its lines in the text's lines.

    A plain class and no Struct: it never leaves this room, and compiled its fields are read without a search for them.
    """

    __slots__ = ("depth", "dressing", "indexes", "kind", "label", "level", "line", "mark", "minor", "number", "parts")

    def __init__(
        self,
        kind: str,
        line: int,
        parts: list[str],
        indexes: list[int],
        mark: str = "",
        level: str = "",
        dressing: tuple[str, ...] = (),
    ) -> None:
        """Begin a block without number or label."""
        self.kind = kind
        self.line = line
        self.parts = parts
        self.indexes = indexes
        self.label = ""
        self.mark = mark
        self.level = level
        self.number = 0
        self.minor = 0
        self.depth = 0
        self.dressing = dressing


class Body(msgspec.Struct, frozen=True):
    """The blocks of a text, the ledger of its lines, lone dashes, and the places where a lost page break was closed."""

    blocks: list[RawBlock]
    pieces: list[Piece]
    spacers: list[Piece]
    joined: list[int]
    all_capitals: bool
