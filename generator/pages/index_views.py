"""What the pages of indexes and lists may say: the views of tags, posts, days, coverage, lists, references, the glossary."""

import msgspec

from generator.pages.charts import Bar, Dot
from generator.pages.views import CableLink


class Row(msgspec.Struct, frozen=True):
    """A line of an index: a code or name, its words, where it leads, how many cables stand there, from when to when.

    spark is the outline of very small bars by year (charts.spark), "" for none; confirmed False says that the words rest
    on general knowledge alone.
    """

    name: str
    words: str
    address: str
    count: int
    period: str = ""
    spark: str = ""
    confirmed: bool = True


class Group(msgspec.Struct, frozen=True):
    """Lines of an index under one heading, "" for an index with one group."""

    heading: str
    rows: tuple[Row, ...]
    anchor: str = ""


class IndexView(msgspec.Struct, frozen=True):
    """An index: groups of lines, each leading to a list. crumbs are (words, address) of what lies above.

    spark_width is the width of the lines' sparks in their units; of says what the lines are, in the head of the table.
    """

    title: str
    lead: str
    groups: tuple[Group, ...]
    crumbs: tuple[tuple[str, str], ...] = ()
    narrow: bool = False
    spark_width: int = 0
    of: str = "Name"


class MapView(msgspec.Struct, frozen=True):
    """The index of posts: its lines, and the same posts as places on a map; land is an SVG path."""

    title: str
    lead: str
    groups: tuple[Group, ...]
    spark_width: int
    land: str
    dots: tuple[Dot, ...]
    unplaced: int


class Cell(msgspec.Struct, frozen=True):
    """A count in a calendar or table, 0 for none; heat is 0 to 5; address "" leads nowhere."""

    name: str
    count: int
    address: str
    heat: int


class CalendarYear(msgspec.Struct, frozen=True):
    """A year of the calendar: its count, the page of its posts or "", its twelve months."""

    year: int
    count: int
    address: str
    months: tuple[Cell, ...]


class CalendarView(msgspec.Struct, frozen=True):
    """The index of dates."""

    title: str
    lead: str
    years: tuple[CalendarYear, ...]
    undated: int


class Coverage(msgspec.Struct, frozen=True):
    """A post's year: how many cables are held, the highest message number seen, how much of it is held, 0 to 5."""

    year: int
    held: int
    highest: int
    cited: int
    address: str
    heat: int


class CoverageRow(msgspec.Struct, frozen=True):
    """A post with its years, those of nothing known as None."""

    name: str
    address: str
    years: tuple[Coverage | None, ...]


class CoverageView(msgspec.Struct, frozen=True):
    """What is held against what the message numbers imply. wanted is how many cables are cited and not held."""

    years: tuple[int, ...]
    rows: tuple[CoverageRow, ...]
    held: int
    implied: int
    wanted: int


class ListView(msgspec.Struct, frozen=True):
    """A list of cables. parts are the pages that a long list is cut into, total how many cables they have together.

    feed is the address of the list's feeds without their endings, "" where it has none; rest, where only the first are
    listed, what to search for to find the others.
    """

    title: str
    lead: str
    cables: tuple[CableLink, ...]
    crumbs: tuple[tuple[str, str], ...] = ()
    parts: tuple[Row, ...] = ()
    bars: tuple[Bar, ...] = ()
    companions: tuple[Row, ...] = ()
    total: int = 0
    feed: str = ""
    rest: str = ""


class ReferenceIndexView(msgspec.Struct, frozen=True):
    """Most cited cables: held, and not held; and how many there are of either."""

    held: tuple[tuple[CableLink, int], ...]
    held_total: int
    missing: tuple[tuple[CableLink, int], ...]
    missing_total: int


class Term(msgspec.Struct, frozen=True):
    """A short word and what it stands for; confirmed False rests on general knowledge alone.

    count is how many cables use it, address the list of them.
    """

    term: str
    meaning: str
    confirmed: bool = True
    count: int = 0
    address: str = ""


class GlossaryView(msgspec.Struct, frozen=True):
    """The glossary: captions, tags and abbreviations with the counts of this room's cables, portion marks."""

    captions: tuple[Row, ...]
    tags: tuple[Row, ...]
    marks: tuple[Term, ...]
    abbreviations: tuple[Term, ...]
