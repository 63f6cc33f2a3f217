"""The kinds of row in the tables of facts, and what a room's own rows may change. Reads no file."""

from collections.abc import Mapping

import msgspec


class Post(msgspec.Struct, frozen=True):
    """A post, department or mission that writes cables. Coordinates are degrees, north and east positive, or None."""

    code: str
    name: str
    kind: str = ""
    city: str = ""
    country: str = ""
    region: str = ""
    country_code: str = ""
    indicator: str = ""
    latitude: float | None = None
    longitude: float | None = None
    confirmed: bool = True


class Tag(msgspec.Struct, frozen=True):
    """A TAGS code. kind is subject, country, organization, program, region, person or other; meaning "" is unknown."""

    code: str
    kind: str = "other"
    meaning: str = ""
    confirmed: bool = True


class Caption(msgspec.Struct, frozen=True):
    """A caption such as SIPDIS, with its kind (distribution, dissemination, control …) and meaning."""

    code: str
    kind: str = ""
    meaning: str = ""
    confirmed: bool = True


class Precedence(msgspec.Struct, frozen=True):
    """A precedence: its word, its letter in the date-time group, what it means; rank 1 is the most urgent."""

    word: str
    letter: str = ""
    meaning: str = ""
    rank: int = 9


class Signal(msgspec.Struct, frozen=True):
    """An operating signal of a transmission header, with its operand where it has one."""

    signal: str
    operand: str = ""
    meaning: str = ""


class Acronym(msgspec.Struct, frozen=True):
    """An abbreviation and what it stands for."""

    term: str
    meaning: str = ""
    confirmed: bool = True


class PortionMark(msgspec.Struct, frozen=True):
    """A portion mark in its normal form (``S/NF``) and its meaning."""

    code: str
    meaning: str = ""


class Vocabulary(msgspec.Struct, frozen=True):
    """All tables, as plain dicts for fast look-ups; nobody writes into them. digest covers every row.

    post_names maps every known spelling, squeezed to capital letters (``PORTOFSPAIN``, ``SECSTATE``), to a post's code.
    """

    posts: dict[str, Post]
    post_names: dict[str, str]
    malformed_ids: dict[str, str]
    tags: dict[str, Tag]
    tag_aliases: dict[str, str]
    captions: dict[str, Caption]
    precedences: dict[str, Precedence]
    routing: dict[str, str]
    signals: dict[str, Signal]
    acronyms: dict[str, Acronym]
    portion_marks: dict[str, PortionMark]
    digest: str


TAG_KINDS = ("subject", "program", "country", "region", "organization", "person", "other")

# Columns of each table: the first is the key of a row. Columns named source are for people and are not read.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "posts": (
        "code", "name", "kind", "city", "country", "region", "country_code", "indicator", "latitude", "longitude", "source",
        "confirmed",
    ),
    "post_aliases": ("alias", "code", "kind", "source"),
    "malformed_ids": ("malformed", "id", "kind", "source"),
    "tags": ("code", "kind", "meaning", "source", "confirmed", "iso2"),
    "tag_aliases": ("alias", "code", "source"),
    "captions": ("code", "kind", "meaning", "source", "confirmed"),
    "precedence": ("word", "letter", "meaning", "rank", "source"),
    "routing": ("indicator", "name", "source"),
    "opsignals": ("signal", "operand", "meaning", "source"),
    "acronyms": ("term", "meaning", "source", "confirmed"),
    "portion_marks": ("code", "meaning", "source"),
}  # fmt: skip
