"""What other pages may know of one cable: some hundreds of bytes, all cables' in memory at once.

``facts_of`` is the only way from a Cable to its Facts; nothing here reads a file or another cable.
"""

import datetime as dt

import msgspec

from generator.cables.model import Cable, Reference
from generator.problems import Problem


class Citation(msgspec.Struct, frozen=True):
    """A cable named in running text: its id as far as the text tells, the paragraph's anchor, the citing sentence."""

    id: str
    year_given: bool
    anchor: str
    sentence: str


class Facts(msgspec.Struct, frozen=True):
    """The public summary of a cable. Dates are aware and in UTC; None or "" is unknown."""

    id: str
    path: str
    sha256: str
    year: int | None
    post: str
    serial: int | None
    date: dt.datetime | None
    precision: str
    origin: str
    classification: str
    level: str
    title: str
    tags: tuple[str, ...]
    captions: tuple[str, ...]
    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    summary: str
    signature: str
    words: int
    collection: str
    aliases: tuple[str, ...]
    problems: tuple[Problem, ...]
