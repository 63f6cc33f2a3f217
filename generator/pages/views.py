"""What templates may read: one frozen Struct a kind of page. Values only; no address is made here, no text is formed.

Those of indexes and lists are in index_views.

Addresses in views are relative to the site's root; templates put ``root`` before them. Those here go to workers as
arrays: the names of fields need not be written and read with each line of a list.
"""

import datetime as dt

import msgspec

from generator.cables.model import Check
from generator.markdown import Excerpt, PrintBlock, Translated
from generator.pages.charts import Bar
from generator.pages.page import CollectionLink


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
    linked, and the id of another cable that it may mean; ("", "") for none.
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
    """What a cable's page prints of other cables, of its own Facts, and of the owner's notes and translations.

    message_address is that of the message as plain text, "" where the source is plain text itself; pdf_address,
    json_address and markdown_address are "" where there are no such files; changed is the day, in words, on which the
    source was noted to be another, or "". longer is the longest other copy of nearly this text when this one is
    shorter; compared are the cables it is compared with, id and address of the page; checks are those that need other
    cables; same_number are the other messages of its number, same_number_more how many there are besides; dossiers are title
    and address of the owner's dossiers that name it; originals are the addresses of the PDF files that its text was drawn
    from, in the cable's order, "" for one that the site does not have. note and the
    values of paragraph_notes (by anchor) are HTML that the Markdown reader made.
    """

    id: str
    address: str
    text_address: str
    message_address: str
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
    collection: CollectionLink | None
    month_address: str
    problems: tuple[str, ...] = ()
    thread: Thread | None = None
    versions: tuple[CableLink, ...] = ()
    compared: tuple[tuple[str, str], ...] = ()
    longer: CableLink | None = None
    checks: tuple[Check, ...] = ()
    note: str = ""
    paragraph_notes: tuple[tuple[str, str], ...] = ()
    markdown_address: str = ""
    same_number: tuple[CableLink, ...] = ()
    same_number_more: int = 0
    dossiers: tuple[tuple[str, str], ...] = ()
    originals: tuple[str, ...] = ()
    translations: tuple[Translated, ...] = ()


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
    """The front page.

    ways are the indexes: title, address and words about each; changes says whether there are pages of changes.
    heading and text are the owner's, of content/pages/index.md; text is HTML as in EssayView, and
    language theirs, as there.
    """

    count: int
    first: dt.datetime | None
    last: dt.datetime | None
    latest: tuple[CableLink, ...]
    bars: tuple[Bar, ...]
    ways: tuple[tuple[str, str, str], ...]
    essays: tuple[tuple[str, str], ...]
    changes: bool = False
    heading: str = ""
    text: str = ""
    language: str = ""


class EssayView(msgspec.Struct, frozen=True, array_like=True):
    """A page of the owner's; html is made by the Markdown reader, which lets no HTML of the text's through.

    contents are (words, anchor) of its parts, for a page that has enough of them. crumbs are title and address of the
    indexes above it, pages title, address and description of what it is the index of. draft says that no build makes it.
    language is the tag of title and text, "" where they are in the language of the room.
    """

    title: str
    description: str
    html: str
    contents: tuple[tuple[str, str], ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[str, str, str], ...] = ()
    draft: bool = False
    language: str = ""


class DossierView(EssayView, frozen=True, array_like=True):
    """A dossier: a page of the owner's that quotes cables; fields that it shares with EssayView are as there.

    cited are the cables that it names, each with its citation; pdf_address is "" where it is not printed; printed and
    excerpts are what is printed.
    """

    address: str = ""
    cited: tuple[tuple[CableLink, str], ...] = ()
    pdf_address: str = ""
    printed: tuple[PrintBlock, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()


class SearchView(msgspec.Struct, frozen=True, array_like=True):
    """The search page: posts and spellings as JSON, by which a question is read (search_words.py).

    files is how many files of entries results are exported from.
    """

    words_json: str
    files: int = 1


class CompareView(msgspec.Struct, frozen=True, array_like=True):
    """Two versions of one text side by side: the cables, the earlier first, and the paths of their sources."""

    first: CableLink
    second: CableLink
    sources: tuple[str, str]
    title: str


class ReadingListView(msgspec.Struct, frozen=True, array_like=True):
    """The reader's own list, which their browser makes; files is how many files of entries it is made from."""

    files: int


class CheckView(msgspec.Struct, frozen=True, array_like=True):
    """The page that checks citations.

    posts_json are the posts and their spellings as JSON; files is how many files of entries there are; years are those that
    have a file of numbers.
    """

    posts_json: str
    files: int
    years: tuple[int, ...] = ()


class ErrorView(msgspec.Struct, frozen=True, array_like=True):
    """The page for an address that leads nowhere.

    posts_json is, as JSON, the name of each post that cables are held of and the years of their numbers, by its code.
    """

    title: str
    posts_json: str = "{}"


class MovedView(msgspec.Struct, frozen=True, array_like=True):
    """A page at an address of the past, or of another site, that leads to a page here."""

    title: str
    address: str


class FeedEntry(msgspec.Struct, frozen=True, array_like=True):
    """A cable in a feed; its tags are in words where they are known.

    date is when it was sent, arrived when it came into the room, updated when its source last became another; each is None
    where that is not known.
    """

    id: str
    address: str
    title: str
    summary: str
    date: dt.datetime | None
    origin: str
    tags: tuple[str, ...]
    arrived: dt.date | None = None
    updated: dt.date | None = None


class FeedView(msgspec.Struct, frozen=True, array_like=True):
    """A feed: its own address, the page it belongs to, its title. Cables are in the order of their arrival, the last first.

    arrivals are (arrived, updated) of each entry.
    """

    address: str
    page: str
    title: str
    entries: tuple[FeedEntry, ...]
    arrivals: tuple[tuple[dt.date | None, dt.date | None], ...] = ()


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
