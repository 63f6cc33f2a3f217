"""``plan_pages``: all pages of the site, one after another. Lazy; makes views, renders nothing.

The kinds of page are the tuple at the end: a new kind is a function in it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from generator.cables.ids import parse_id
from generator.config import Site
from generator.corpus import Corpus
from generator.corpus.changes import NO_CHANGES, Changes
from generator.essays import Essay
from generator.pages import addresses
from generator.pages.cables import Links, cable_view, link_at, missing_view
from generator.pages.changes import change_pages
from generator.pages.charts import bars, years_of
from generator.pages.feeds import feed_pages
from generator.pages.fields import data_page
from generator.pages.glossary import glossary_page
from generator.pages.indexes import INDEXES
from generator.pages.page import Page
from generator.pages.views import EssayView, FrontView, MovedView, PlainView, SearchView

_AT_ONCE = 1_000  # pages of cables, held or cited
_LATEST = 8
_PART = 2
_CONTENTS_FROM = 5


class Room(msgspec.Struct, frozen=True):
    """Everything pages are made of.

    pdf and json say whether each cable is printed and its record a file too, legacy whether its address in the
    publication of 2010 leads here; changes is the log of changes; links are all cables as lines of lists where those are made.
    """

    corpus: Corpus
    essays: Sequence[Essay]
    site: Site
    pdf: bool = False
    json: bool = False
    legacy: bool = False
    changes: Changes = NO_CHANGES
    links: Links = None


def plan_pages(
    corpus: Corpus,
    essays: Sequence[Essay],
    site: Site,
    *,
    pdf: bool = False,
    json: bool = False,
    legacy: bool = False,
    changes: Changes = NO_CHANGES,
    links: Links = None,
) -> Iterator[Page]:
    """Yield every page of the site: cables in the order of date and id first, then what is built from them.

    pdf, json, legacy, changes and links are as in Room. Two pages may claim one address; whoever writes
    them must see that (``claimed_by`` names the sources).
    """
    room = Room(corpus, essays, site, pdf, json, legacy, changes, links)
    for part in parts_of(room):
        yield from part()


def parts_of(room: Room) -> list[Callable[[], Iterator[Page]]]:
    """Return all pages of the site in parts, in order, of which each can be planned without the others."""
    parts: list[Callable[[], Iterator[Page]]] = []
    for kind in KINDS:
        if kind is all_index_pages:
            parts += [partial(one, room.corpus) for one in INDEX_KINDS]
        elif kind is cable_pages:
            parts += [partial(cable_pages, room, places) for places in _ranges(len(room.corpus.cables))]
        elif kind is missing_pages:
            parts += [partial(missing_pages, room, places) for places in _ranges(len(room.corpus.missing))]
        else:
            parts.append(partial(kind, room))
    return parts


def _ranges(count: int) -> Iterator[range]:
    return (range(start, min(start + _AT_ONCE, count)) for start in range(0, count, _AT_ONCE))


def cable_pages(room: Room, places: range | None = None) -> Iterator[Page]:
    """Yield the page of each held cable, or of those at places."""
    for position in range(len(room.corpus.cables)) if places is None else places:
        facts = room.corpus.cables[position]
        yield Page(
            addresses.cable_page(facts.id),
            "cable.html",
            cable_view(room.corpus, position, room.links, pdf=room.pdf, json=room.json, changes=room.changes),
            facts.path,
            facts.path,
        )


def missing_pages(room: Room, places: range | None = None) -> Iterator[Page]:
    """Yield the page of each cable that is cited and not held, or of those at places among them."""
    for place in range(len(room.corpus.missing)) if places is None else places:
        missing = room.corpus.missing[place]
        view = missing_view(room.corpus, missing, room.links)
        if view is not None:
            yield Page(addresses.cable_page(missing.id), "missing.html", view, claimed_by=f"citations of {missing.id}")


def essay_pages(room: Room) -> Iterator[Page]:
    """Yield the owner's pages."""
    for essay in room.essays:
        parts = tuple((one.text, one.anchor) for one in essay.headings if one.level == _PART)
        contents = parts if len(parts) >= _CONTENTS_FROM else ()
        view = EssayView(essay.title, essay.description, essay.html, contents)
        yield Page(essay.address, "essay.html", view, claimed_by=essay.path)


def front_page(room: Room) -> Iterator[Page]:
    """Yield the front page, the one page that counts the whole room."""
    corpus = room.corpus
    dated = [at for at, day in enumerate(corpus.days) if day]
    counts = years_of(corpus, range(len(corpus.cables)))
    pages = {cable.year: addresses.year_page(cable.year) for cable in corpus.cables if cable.year is not None}
    view = FrontView(
        count=len(corpus.cables),
        first=corpus.cables[dated[0]].date if dated else None,
        last=corpus.cables[dated[-1]].date if dated else None,
        latest=tuple(link_at(corpus, at, room.links) for at in dated[::-1][:_LATEST]),
        bars=bars(counts, pages),
        tags=len(corpus.by_tag),
        posts=sum(1 for post in corpus.by_post if post),
        missing=len(corpus.missing),
        essays=essay_links(room.essays),
        changes=bool(room.changes.log),
    )
    yield Page("index.html", "front.html", view, claimed_by="the front page")


def essay_links(essays: Sequence[Essay]) -> tuple[tuple[str, str], ...]:
    """Return title and address of the owner's pages: those with an order first, then by title."""
    ordered = sorted(essays, key=lambda essay: (essay.order is None, essay.order or 0, essay.title))
    return tuple((essay.title, essay.address) for essay in ordered)


def search_page(room: Room) -> Iterator[Page]:
    """Yield the search page; it carries the spellings of the posts that this room knows by its cables."""
    codes = set(room.corpus.by_post) | {
        identity.post for one in room.corpus.missing if (identity := parse_id(one.id)) is not None
    }
    names = {
        name: code for name, code in sorted(room.corpus.vocabulary.post_names.items()) if code in codes and name != code
    }
    posts = json.dumps({"codes": sorted(code for code in codes if code), "names": names}, ensure_ascii=True)
    view = SearchView(posts.replace("<", "\\u003c"))
    yield Page("search/index.html", "search.html", view, claimed_by="the search page")


def error_page(_room: Room) -> Iterator[Page]:
    """Yield the page for addresses that lead nowhere."""
    yield Page("404.html", "404.html", PlainView("Nothing here"), claimed_by="the page for what is not found")


def all_index_pages(room: Room) -> Iterator[Page]:
    """Yield the pages of the indexes, and the glossary."""
    for pages in INDEX_KINDS:
        yield from pages(room.corpus)


INDEX_KINDS = (*INDEXES, glossary_page)


def data_pages(room: Room) -> Iterator[Page]:
    """Yield the page about the data files."""
    yield from data_page(json=room.json, changes=bool(room.changes.log))


def all_changes(room: Room) -> Iterator[Page]:
    """Yield the pages of changes."""
    yield from change_pages(room.corpus, room.changes)


def all_feeds(room: Room) -> Iterator[Page]:
    """Yield the feeds."""
    yield from feed_pages(room.corpus, room.site)


def legacy_pages(room: Room) -> Iterator[Page]:
    """Yield, where the owner wishes, a page at each held cable's address of 2010 that leads to its page."""
    for facts in room.corpus.cables if room.legacy else ():
        if facts.date is not None:
            place = addresses.legacy_page(facts.id, facts.date.year, facts.date.month)
            view = MovedView(facts.id, addresses.cable_page(facts.id))
            yield Page(place, "moved.html", view, claimed_by=f"the address of {facts.id} in 2010")


KINDS: tuple[Callable[[Room], Iterator[Page]], ...] = (
    cable_pages, missing_pages, all_index_pages, essay_pages, front_page, search_page, error_page, data_pages, legacy_pages,
    all_feeds, all_changes,
)  # fmt: skip
