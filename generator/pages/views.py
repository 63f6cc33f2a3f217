"""What templates may read: one frozen Struct a kind of page. Values only; no address is made here, no text is formed.

Addresses in views are relative to the site's root; templates put ``root`` before them.
"""

import datetime as dt

import msgspec


class CableLink(msgspec.Struct, frozen=True):
    """A cable as a line of a list. date is None when unknown; held is False for one that is only cited."""

    id: str
    address: str
    title: str = ""
    date: dt.datetime | None = None
    origin: str = ""
    classification: str = ""
    level: str = ""
    summary: str = ""
    held: bool = True


class TagLink(msgspec.Struct, frozen=True):
    """A tag with its words; meaning "" is unknown, confirmed False rests on general knowledge alone."""

    code: str
    kind: str
    meaning: str
    address: str
    confirmed: bool = True


class ReferenceLine(msgspec.Struct, frozen=True):
    """One item of a REF block as the page shows it; link is None for what is no cable."""

    label: str
    text: str
    kind: str
    link: CableLink | None
    flags: tuple[str, ...] = ()
    guessed: bool = False


class CitedBy(msgspec.Struct, frozen=True):
    """One cable that cites this one, with the paragraph's anchor and sentence where its text does."""

    link: CableLink
    anchor: str
    sentence: str


class Mentioned(msgspec.Struct, frozen=True):
    """A cable named in running text: the id as guessed there, and what it resolves to."""

    guess: str
    link: CableLink


class CableView(msgspec.Struct, frozen=True):
    """What a cable's page prints of other cables, of its own Facts, and of the owner's notes.

    note and the values of paragraph_notes (by anchor) are HTML that the Markdown reader made.
    """

    id: str
    address: str
    text_address: str
    title: str
    date: dt.datetime | None
    precision: str
    origin: str
    post: str
    post_address: str
    country: str
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
    note: str = ""
    paragraph_notes: tuple[tuple[str, str], ...] = ()


class MissingView(msgspec.Struct, frozen=True):
    """The page of a cable that is cited and not held."""

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


class Row(msgspec.Struct, frozen=True):
    """A line of an index: a code or name, its words, where it leads, how many cables stand there, from when to when."""

    name: str
    words: str
    address: str
    count: int
    period: str = ""


class Group(msgspec.Struct, frozen=True):
    """Lines of an index under one heading, "" for an index with one group."""

    heading: str
    rows: tuple[Row, ...]
    anchor: str = ""


class IndexView(msgspec.Struct, frozen=True):
    """An index: groups of lines, each leading to a list. crumbs are (words, address) of what lies above."""

    title: str
    lead: str
    groups: tuple[Group, ...]
    crumbs: tuple[tuple[str, str], ...] = ()
    narrow: bool = False


class ListView(msgspec.Struct, frozen=True):
    """A list of cables. parts are (words, address) of the pages that a long list is cut into."""

    title: str
    lead: str
    cables: tuple[CableLink, ...]
    crumbs: tuple[tuple[str, str], ...] = ()
    parts: tuple[Row, ...] = ()
    missing: tuple[CableLink, ...] = ()


class Bar(msgspec.Struct, frozen=True):
    """A bar of the small chart on the front page: a year, its count, where it leads, its height as a share of the tallest."""

    name: str
    count: int
    address: str
    share: float


class FrontView(msgspec.Struct, frozen=True):
    """The front page."""

    count: int
    first: dt.datetime | None
    last: dt.datetime | None
    latest: tuple[CableLink, ...]
    bars: tuple[Bar, ...]
    tags: int
    posts: int
    missing: int
    essays: tuple[tuple[str, str], ...]


class ReferenceIndexView(msgspec.Struct, frozen=True):
    """Most cited cables: held, and not held."""

    held: tuple[tuple[CableLink, int], ...]
    missing: tuple[tuple[CableLink, int], ...]
    missing_total: int


class EssayView(msgspec.Struct, frozen=True):
    """A page of the owner's; html is made by the Markdown reader, which lets no HTML of the text's through."""

    title: str
    description: str
    html: str


class SearchView(msgspec.Struct, frozen=True):
    """The search page: spellings of posts as JSON, for identifiers typed into the box."""

    posts_json: str


class PlainView(msgspec.Struct, frozen=True):
    """A page that needs nothing of the corpus."""

    title: str
