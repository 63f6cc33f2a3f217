"""What templates may read: one frozen Struct a kind of page. Values only; no address is made here, no text is formed.

Those of indexes and lists are in index_views.

Addresses in views are relative to the site's root; templates put ``root`` before them. Those here go to workers as
arrays: the names of fields need not be written and read with each line of a list.
"""

import datetime as dt

import msgspec

from generator.cables.model import Check
from generator.pages.charts import Bar


class CableLink(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A cable as a line of a list.

    date is None when unknown; held is False for one that is only cited; specimen marks one that is invented, to show how
    the room works.
    """

    id: str
    address: str
    title: str = ""
    date: dt.datetime | None = None
    origin: str = ""
    classification: str = ""
    level: str = ""
    summary: str = ""
    held: bool = True
    specimen: bool = False


class TagLink(msgspec.Struct, frozen=True, array_like=True):
    """A tag with its words; meaning "" is unknown, confirmed False rests on general knowledge alone."""

    code: str
    kind: str
    meaning: str
    address: str
    confirmed: bool = True


class ReferenceLine(msgspec.Struct, frozen=True, array_like=True):
    """One line of a REF block as the page shows it; link is None for what is no cable.

    Lines with one item stand under one letter. doubt is what the reader should know of the year, or why a cable is not
    linked, as (the word that is shown, the sentence behind it); ("", "") for none.
    """

    label: str
    text: str
    kind: str
    link: CableLink | None
    flags: tuple[str, ...] = ()
    doubt: tuple[str, str] = ("", "")
    item: int = 0


class CitedBy(msgspec.Struct, frozen=True, array_like=True):
    """One cable that cites this one, with the paragraph's anchor and sentence where its text does.

    label and text are those of its REF block, "" where only its text cites.
    """

    link: CableLink
    anchor: str
    sentence: str
    label: str = ""
    text: str = ""


class Mentioned(msgspec.Struct, frozen=True, array_like=True):
    """A cable named in running text: the id as guessed there, whether its year is printed, and what it resolves to."""

    guess: str
    year_given: bool
    link: CableLink


class Thread(msgspec.Struct, frozen=True, array_like=True):
    """Cables connected with this one by references, itself among them, in order of date.

    edges are (place of the citing, place of the cited), own the place of this cable;
    distance is how many references away the furthest may stand.
    """

    cables: tuple[CableLink, ...]
    edges: tuple[tuple[int, int], ...]
    own: int
    distance: int


class CableView(msgspec.Struct, frozen=True, array_like=True):
    """What a cable's page prints of other cables, of its own Facts, and of the owner's notes.

    pdf_address and json_address are "" where there are no such files; changed is the day, in words, on which the
    source was noted to be another, or "". longer is the longest other copy of nearly this text when this one is
    shorter; checks are those that need other cables. note and the values of paragraph_notes (by anchor) are HTML that
    the Markdown reader made.
    """

    id: str
    address: str
    text_address: str
    pdf_address: str
    json_address: str
    changed: str
    title: str
    date: dt.datetime | None
    precision: str
    origin: str
    post: str
    post_address: str
    country: str
    country_code: str
    classification: str
    level: str
    level_address: str
    tags: tuple[TagLink, ...]
    references: tuple[ReferenceLine, ...]
    mentioned: tuple[Mentioned, ...]
    cited_by: tuple[CitedBy, ...]
    earlier: CableLink | None
    later: CableLink | None
    specimen: bool
    collection: str
    month_address: str
    problems: tuple[str, ...] = ()
    thread: Thread | None = None
    versions: tuple[CableLink, ...] = ()
    longer: CableLink | None = None
    checks: tuple[Check, ...] = ()
    note: str = ""
    paragraph_notes: tuple[tuple[str, str], ...] = ()


class MissingView(msgspec.Struct, frozen=True, array_like=True):
    """The page of a cable that is cited and not held; specimen says that only specimens cite it.

    before and after are the dated cables held with the nearest numbers; between says that their dates stand in the order of
    the numbers, so that the time between them says something.
    """

    id: str
    post: str
    post_name: str
    country: str
    post_address: str
    year: int
    serial: int
    cited_by: tuple[CitedBy, ...]
    before: CableLink | None
    after: CableLink | None
    between: bool = True
    specimen: bool = False


class FrontView(msgspec.Struct, frozen=True, array_like=True):
    """The front page; changes says whether the room tells what came, changed or went."""

    count: int
    first: dt.datetime | None
    last: dt.datetime | None
    latest: tuple[CableLink, ...]
    bars: tuple[Bar, ...]
    tags: int
    posts: int
    missing: int
    essays: tuple[tuple[str, str], ...]
    changes: bool = False


class EssayView(msgspec.Struct, frozen=True, array_like=True):
    """A page of the owner's; html is made by the Markdown reader, which lets no HTML of the text's through.

    contents are (words, anchor) of its parts, for a page that has enough of them.
    """

    title: str
    description: str
    html: str
    contents: tuple[tuple[str, str], ...] = ()


class SearchView(msgspec.Struct, frozen=True, array_like=True):
    """The search page: spellings of posts as JSON, for identifiers typed into the box."""

    posts_json: str


class PlainView(msgspec.Struct, frozen=True, array_like=True):
    """A page that needs nothing of the corpus."""

    title: str


class DataField(msgspec.Struct, frozen=True, array_like=True):
    """A field of a data file: its name, its type, what it says; table is whether it stands in the table of cables too."""

    name: str
    kind: str
    words: str
    table: bool = False


class DataFile(msgspec.Struct, frozen=True, array_like=True):
    """A data file in the folder ``data``: its name, what it is, its fields in order."""

    name: str
    title: str
    fields: tuple[DataField, ...]


class DataView(msgspec.Struct, frozen=True, array_like=True):
    """The page about the data files.

    separator stands in lists, json says that each cable is a file of its own too,
    changes that there are pages of changes.
    """

    files: tuple[DataFile, ...]
    separator: str
    json: bool
    changes: bool = False
    title: str = "Data"


class MovedView(msgspec.Struct, frozen=True, array_like=True):
    """A page at an address of another site's that leads to a cable's page here."""

    title: str
    address: str


class FeedEntry(msgspec.Struct, frozen=True, array_like=True):
    """A cable in a feed; its tags are in words where they are known."""

    id: str
    address: str
    title: str
    summary: str
    date: dt.datetime
    origin: str
    tags: tuple[str, ...]


class FeedView(msgspec.Struct, frozen=True, array_like=True):
    """A feed, newest first: its own address, the page it belongs to, its title."""

    address: str
    page: str
    title: str
    entries: tuple[FeedEntry, ...]


class ChangeGroup(msgspec.Struct, frozen=True, array_like=True):
    """Cables to which the same happened ("added", "changed", "withdrawn"): the first of them, and how many there are."""

    kind: str
    cables: tuple[CableLink, ...]
    total: int


class ChangesView(msgspec.Struct, frozen=True, array_like=True):
    """What changed in the room, as noted on one day; crumbs are (words, address) of what lies above."""

    title: str
    groups: tuple[ChangeGroup, ...]
    crumbs: tuple[tuple[str, str], ...]
