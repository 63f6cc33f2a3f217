"""A file that could not be read to its end in its time -> a cable that shows its text as it is. Reads no line of it."""

import hashlib

import msgspec

from generator.cables.model import Block, Cable, Piece
from generator.cables.parse import parse_cable
from generator.cables.source.decoding import decode, split_lines
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

_TOGETHER = 1_000  # lines of a block


def unset_cable(data: bytes, path: str, vocabulary: Vocabulary | None = None) -> tuple[Cable, list[Problem]]:
    """Return a cable that has the name of its file and all of its lines, and the problem that says so (C015).

    Arguments are as for ``parse_cable``.
    """
    text, _ = decode(data)
    lines = tuple(split_lines(text))
    nothing, _ = parse_cable(b"", path, vocabulary)
    blocks = tuple(
        Block("lines", "\n".join(lines[at : at + _TOGETHER]), at + 1) for at in range(0, len(lines), _TOGETHER)
    )
    cable = msgspec.structs.replace(
        nothing,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=tuple(block for block in blocks if block.text.strip()),
        words=len(text.split()),
        ledger=tuple(Piece(number, 0, line, "text.unset") for number, line in enumerate(lines, 1) if line),
        lines=lines,
    )
    return cable, [problem_at("C015", Where(path, 1))]
