"""The kinds of row in the tables of facts, and what a room's own rows may change. Reads no file."""

from collections.abc import Mapping

import msgspec

from generator.language import ENGLISH, Catalogue


class Post(msgspec.Struct, frozen=True):
    """A post, department or mission that writes cables. Coordinates are degrees, north and east positive, or None.

    wikidata is the item of the city in Wikidata, such as Q1520, "" where none is known.
    """

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
    wikidata: str = ""


class Tag(msgspec.Struct, frozen=True):
    """A TAGS code. kind is subject, country, organization, program, region, person or other; meaning "" is unknown.

    first and last are the years of the cables in which it has this meaning, 0 where that side is open.
    """

    code: str
    kind: str = "other"
    meaning: str = ""
    confirmed: bool = True
    first: int = 0
    last: int = 0


class Caption(msgspec.Struct, frozen=True):
    """A caption such as SIPDIS, with its kind (distribution, dissemination, control …) and meaning."""

    code: str
    kind: str = ""
    meaning: str = ""
    confirmed: bool = True


class Signal(msgspec.Struct, frozen=True):
    """An operating signal of a transmission header, with its operand where it has one."""

    signal: str
    operand: str = ""
    meaning: str = ""
    confirmed: bool = True


class Meaning(msgspec.Struct, frozen=True):
    """One meaning of an abbreviation, and the cables in which it can have it.

    where holds codes of TAGS: the meaning is bound to cables from a post in one of these countries or with one of these
    tags; ``=`` and letters bind it to cables with these letters in their text; () is every cable. first and last are
    years, 0 where that side is open. In text, ``*`` is a country (``Government of *``): the one whose name begins with
    the rest of the term.
    """

    text: str
    confirmed: bool = True
    where: tuple[str, ...] = ()
    first: int = 0
    last: int = 0


class Acronym(msgspec.Struct, frozen=True):
    """An abbreviation and what it can stand for. word says that it is an ordinary word or name too (START, WHO)."""

    term: str
    meanings: tuple[Meaning, ...] = ()
    word: bool = False


class Rests(msgspec.Struct, frozen=True):
    """What a table rests on: its rows, those without a meaning, those that no source bears out, the rows of each source."""

    table: str
    rows: int
    empty: int
    unconfirmed: int
    sources: tuple[tuple[str, int], ...]


class Vocabulary(msgspec.Struct, frozen=True):
    """All tables, as plain dicts for fast look-ups; nobody writes into them. digest covers every row.

    words are those of the interface in the language of the room; the tables are facts, and stay as they are.

    portion_marks has the meaning of each mark in its normal form (``S/NF``), "" for one that is not known.
    spellings maps each spelling of a name to the name by which its spellings are gathered.
    post_names maps every known spelling, squeezed to capital letters (``PORTOFSPAIN``, ``SECSTATE``), to a post's code.
    tags holds each code with its latest meaning, tags_by_year all meanings of those whose meaning depends on the year.
    cut_posts maps a name that the National Archives cut to six characters, blanks counted, to the codes that it begins.
    """

    posts: dict[str, Post]
    post_names: dict[str, str]
    cut_posts: dict[str, tuple[str, ...]]
    malformed_ids: dict[str, str]
    tags: dict[str, Tag]
    tags_by_year: dict[str, tuple[Tag, ...]]
    tag_aliases: dict[str, str]
    captions: dict[str, Caption]
    routing: dict[str, str]
    signals: dict[str, Signal]
    acronyms: dict[str, Acronym]
    portion_marks: dict[str, str]
    rests: tuple[Rests, ...]
    spellings: dict[str, str]
    digest: str
    words: Catalogue = ENGLISH

    def post_of(self, code: str) -> Post:
        """Return a post; one that is not known has its code for a name, and nothing else."""
        return self.posts.get(code) or Post(code, code.capitalize())

    def tag_in(self, code: str, year: int | None) -> Tag | None:
        """Return a tag as a cable of a year means it, None for a code that is not known.

        Where the year is not known, or no meaning is known for it, a code whose meaning depends on the year has none.
        """
        rows = self.tags_by_year.get(code)
        if rows is None:
            return self.tags.get(code)
        if year is not None:
            for row in rows:
                if row.first <= year and (year <= row.last or not row.last):
                    return row
        return Tag(code, rows[-1].kind)


TAG_KINDS = ("subject", "program", "country", "region", "organization", "person", "other")

# Columns of each table: the first is the key of a row. The column note is for people and is not read.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "posts": (
        "code", "name", "kind", "city", "country", "region", "country_code", "indicator", "latitude", "longitude", "source",
        "confirmed", "wikidata", "wikidata_source",
    ),
    "post_aliases": ("alias", "code", "kind", "source"),
    "malformed_ids": ("malformed", "id", "kind", "source"),
    "tags": ("code", "kind", "meaning", "from", "to", "source", "confirmed", "iso2", "note"),
    "tag_aliases": ("alias", "code", "source"),
    "captions": ("code", "kind", "meaning", "source", "confirmed", "note"),
    "precedence": ("word", "letter", "meaning", "rank", "source", "confirmed", "note"),
    "routing": ("indicator", "name", "source"),
    "opsignals": ("signal", "operand", "meaning", "source", "confirmed", "note"),
    "acronyms": ("term", "meaning", "where", "from", "to", "word", "source", "confirmed", "note"),
    "portion_marks": ("code", "meaning", "source", "note"),
    "spellings": ("spelling", "name", "source"),
}  # fmt: skip
# Columns that bind a meaning to some cables: in tables that have them a key may have several rows, one a meaning.
BOUNDS = ("from", "to", "where")
