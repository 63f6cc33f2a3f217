"""What the pages of indexes and lists may say: the views of tags, posts, days, coverage, lists, references, the glossary."""

import msgspec

from generator.pages.charts import Bar, Dot
from generator.pages.views import CableLink
from generator.vocabulary import Rests


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
    before and after are (words, address) of the index of the time before and after, ("", "") for none.
    """

    title: str
    lead: str
    groups: tuple[Group, ...]
    crumbs: tuple[tuple[str, str], ...] = ()
    spark_width: int = 0
    of: str = "Name"
    before: tuple[str, str] = ("", "")
    after: tuple[str, str] = ("", "")


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
    """A post's year, or several: how many cables are held, the least that were sent, how much of it is held, 0 to 5.

    cited is how many are cited and not held; address "" leads nowhere.
    """

    held: int
    highest: int
    cited: int
    address: str
    heat: int


class CoverageRow(msgspec.Struct, frozen=True):
    """A post with its cells, those of nothing known as None, and all its years together."""

    name: str
    address: str
    years: tuple[Coverage | None, ...]
    together: Coverage


class CoverageView(msgspec.Struct, frozen=True):
    """What is held against what the message numbers imply.

    years are the heads of the columns, the newest first; the last may be of several years (``to 2003``). wanted is how many
    cables are cited and not held.
    """

    years: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    held: int
    implied: int
    wanted: int


class Section(msgspec.Struct, frozen=True):
    """A run of the cables of a list under one heading, with its anchor: those from start up to end, not included."""

    heading: str
    anchor: str
    start: int
    end: int


class ListView(msgspec.Struct, frozen=True):
    """A list of cables. parts are the pages that a long list is cut into, total how many cables they have together.

    code is the code of what is listed where the title is its words. feed is the address of the list's feeds without their
    endings, "" where it has none; query what the search page is asked for the same cables (``tag=PREL``), "" for none; rest,
    where only the first are listed, what to search for to find the others. order is "oldest", "newest" or "post", orders
    (words, address) of the same list in each order. before and after are (words, address) of the list of the time before
    and after, ("", "") for none. sections are the years, months or posts of a list
    that has several. text (HTML) and licence (words, address) are those of a collection.
    """

    title: str
    lead: str
    cables: tuple[CableLink, ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()
    parts: tuple[Row, ...] = ()
    bars: tuple[Bar, ...] = ()
    companions: tuple[Row, ...] = ()
    total: int = 0
    feed: str = ""
    rest: str = ""
    code: str = ""
    query: str = ""
    order: str = "oldest"
    orders: tuple[tuple[str, str], ...] = ()
    before: tuple[str, str] = ("", "")
    after: tuple[str, str] = ("", "")
    sections: tuple[Section, ...] = ()
    text: str = ""
    licence: tuple[str, str] = ("", "")


class ReferenceIndexView(msgspec.Struct, frozen=True):
    """Most cited cables: held, and not held; and how many there are of either."""

    held: tuple[tuple[CableLink, int], ...]
    held_total: int
    missing: tuple[tuple[CableLink, int], ...]
    missing_total: int


class Sense(msgspec.Struct, frozen=True):
    """A meaning of a short word, and in which cables it has it: ``in cables of Afghanistan``, "" for all."""

    words: str
    bound: str = ""


class Term(msgspec.Struct, frozen=True):
    """A short word and all that it can stand for. count is how many cables use it, address the list of them."""

    term: str
    senses: tuple[Sense, ...]
    count: int = 0
    address: str = ""


class SourcesView(msgspec.Struct, frozen=True):
    """What the meanings of this room rest on, table by table, each with its name in words and what it holds."""

    tables: tuple[tuple[str, str, Rests], ...]


class GlossaryView(msgspec.Struct, frozen=True):
    """The glossary: captions, tags and abbreviations with the counts of this room's cables, portion marks."""

    captions: tuple[Row, ...]
    tags: tuple[Row, ...]
    marks: tuple[Term, ...]
    abbreviations: tuple[Term, ...]
