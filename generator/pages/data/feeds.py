"""Feeds of the newest cables: Atom (RFC 4287) and JSON Feed 1.1, for the room, each tag, post and collection.

Newest are the cables that came last into the room, as the log of changes tells; those that it does not tell of come after
them, the last sent first. An entry's id is the address of its page, which follows from the cable's id alone. Where the
site's own address is not known, links of Atom go from the feed's place, as it allows (RFC 4287, 4.2.7.1), JSON Feed, which
wants whole addresses, has none, and ids are names (``urn:uuid:``) made from the room's and the cable's.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from io import StringIO
from itertools import islice

import msgspec
from feedgenerator import Atom1Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from generator.config import Site
from generator.corpus import Corpus
from generator.corpus.change_log import NO_CHANGES, Changes
from generator.pages import addresses
from generator.pages.cable.view import tag_of_list
from generator.pages.dates import day_in_words
from generator.pages.html import escape_words
from generator.pages.page import ListPage, Page
from generator.pages.parts import WHOLE, Scope, in_part, part_of
from generator.pages.views import FeedEntry, FeedView

NEWEST = 50
_FORMS = (".atom", ".json")
_REMEMBERED = 4096  # entries of each form that one process keeps, some 5 MB
_NAMES = uuid.UUID("6f0d3a52-5c1b-4d0e-9c55-3a1f6f5b7c11")  # drawn once, for names of this kind


def feed_pages(corpus: Corpus, site: Site, changes: Changes = NO_CHANGES, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the feeds: of the room, of each tag that the vocabulary knows, of each post and collection."""
    arrived = {one.id: one.date for one in changes.log if one.change == "added"}
    yield from _feeds(corpus, range(len(corpus.cables)), ("feed", "index.html", site.title), arrived, changes.changed)
    for code, positions in corpus.by_tag.items():
        if code in corpus.vocabulary.tags and scope.wants(part := part_of("tag", code)):
            words = tag_of_list(corpus, code).meaning
            title = f"{site.title}: {code}{f' ({words})' if words else ''}"
            page = addresses.tag_page(code)
            feeds = _feeds(corpus, positions, (feed_of(page), page, title), arrived, changes.changed)
            yield from in_part(part, feeds)
    for post, positions in corpus.by_post.items():
        if post and scope.wants(part := part_of("post", post)):
            page = addresses.origin_page(post)
            title = f"{site.title}: {corpus.cables[positions[-1]].origin or post}"
            feeds = _feeds(corpus, positions, (feed_of(page), page, title), arrived, changes.changed)
            yield from in_part(part, feeds)
    for one in corpus.collections:
        heading = (feed_of(one.address), one.address, f"{site.title}: {one.title}")
        yield from _feeds(corpus, corpus.by_collection[one.name], heading, arrived, changes.changed)


def _feeds(
    corpus: Corpus, positions: Sequence[int], heading: tuple[str, str, str], arrived: Mapping[str, dt.date],
    changed: Mapping[str, dt.date],
) -> Iterator[Page]:  # fmt: skip
    """Yield a feed in both forms. heading is its address without the ending, its page, and its title."""
    newest = _newest(corpus, positions, arrived)
    ids = [corpus.cables[at].id for at in newest]
    arrivals = tuple((arrived.get(one), changed.get(one)) for one in ids)
    place, page, title = heading
    for form in _FORMS:
        view = FeedView(f"{place}{form}", page, title, (), arrivals)
        yield ListPage(view.address, "", view, claimed_by=f"the feed of {page}", lines=newest)


def _newest(corpus: Corpus, positions: Sequence[int], arrived: Mapping[str, dt.date]) -> tuple[int, ...]:
    """Return the positions of the cables that came last; those of one day, or of no known day, by the day they were sent."""
    if not arrived:
        return tuple(islice((at for at in reversed(positions) if corpus.days[at]), NEWEST))

    def came(at: int) -> tuple[dt.date, str, int]:
        return arrived.get(corpus.cables[at].id, dt.date.min), corpus.days[at], at

    return tuple(
        nlargest(NEWEST, (at for at in positions if corpus.days[at] or corpus.cables[at].id in arrived), key=came)
    )


def feed_entry(corpus: Corpus, at: int, arrived: dt.date | None = None, updated: dt.date | None = None) -> FeedEntry:
    """Return the cable at a position as it stands in feeds."""
    one = corpus.cables[at]
    words = (corpus.vocabulary.tag_in(code, one.sent_in) for code in one.tags)
    tags = tuple((tag.meaning if tag else "") or code for code, tag in zip(one.tags, words, strict=True))
    place = addresses.cable_page(one.id)
    return FeedEntry(one.id, place, one.title, one.summary, one.date, one.origin or one.post, tags, arrived, updated)


def feed_of(page: str) -> str:
    """Return the address of the feeds that belong to a list's page, without their endings."""
    return page.removesuffix(".html")


def set_feed(view: FeedView, site: Site) -> bytes:
    """Return a feed as a file; which form it has, its address tells."""
    return _set_atom(view, site) if view.address.endswith(".atom") else _set_json(view, site)


def _published(one: FeedEntry) -> dt.datetime:
    """Return when a cable came into the room; where that is not known when it was sent."""
    return _midnight(one.arrived) if one.arrived else one.date or dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _updated(one: FeedEntry) -> dt.datetime:
    return max(_midnight(one.updated), _published(one)) if one.updated else _published(one)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _description(one: FeedEntry) -> str:
    """Return what a reader of the feed is told: the day the cable was sent where the entry has another, then its summary."""
    sent = f"Sent {day_in_words(one.date)}. " if one.date and one.arrived else ""
    return f"{sent}{one.summary or one.title}"


def _language(site: Site) -> str:
    """Return the language of the entries, which are English as the cables are, whatever the language of the room."""
    return site.language if site.language.partition("-")[0].lower() == "en" else "en"


def _lasting_id(address: str, site: Site) -> str:
    """Return what names a feed or an entry wherever it is copied to."""
    return site.base_url + address if site.base_url else uuid.uuid5(_NAMES, f"{site.title}\n{address}").urn


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """A feed of entries that are written already."""

    written: Sequence[str] = ()
    newest = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # tells nothing: the library would ask the clock

    def latest_post_date(self) -> dt.datetime:
        """Return the date of the newest entry."""
        return self.newest

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        """Write the entries; the library has no other way to take XML as it is."""
        handler.ignorableWhitespace("".join(self.written))


def _set_atom(view: FeedView, site: Site) -> bytes:
    base = site.base_url or addresses.to_root(view.address)  # what stands before an address in a link
    feed = _Feed(
        title=_plain(view.title),
        link=base + view.page,
        description="",
        subtitle=_plain(site.description) or None,
        language=_language(site),
        author_name=_plain(site.title),
        feed_url=base + view.address,
        feed_guid=_lasting_id(view.address, site),
    )
    feed.written = [_atom_entry(one, base, site) for one in view.entries]
    feed.newest = max(map(_updated, view.entries), default=feed.newest)
    return bytes(feed.writeString("utf-8").encode("utf-8", "replace")) + b"\n"


@lru_cache(_REMEMBERED)
def _atom_entry(one: FeedEntry, base: str, site: Site) -> str:
    """Return an entry as the library writes it: a cable stands in the feed of each of its tags."""
    feed = Atom1Feed("", "", "")
    feed.add_item(
        title=_plain(f"{one.id}: {one.title}"),
        link=base + one.address,
        description=escape_words(_plain(_description(one))),  # the library says that it is HTML
        author_name=_plain(one.origin) or None,
        pubdate=_published(one),
        updateddate=_updated(one),
        unique_id=_lasting_id(one.address, site),
        categories=[_plain(tag) for tag in one.tags],
    )
    made = StringIO()
    feed.write_items(SimplerXMLGenerator(made, "utf-8", short_empty_elements=True))
    return made.getvalue()


def _set_json(view: FeedView, site: Site) -> bytes:
    feed: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": view.title}
    if site.base_url:
        feed |= {"home_page_url": site.base_url + view.page, "feed_url": site.base_url + view.address}
    feed["language"] = _language(site)
    if site.description:
        feed["description"] = site.description
    feed["authors"] = [{"name": site.title}]
    feed["items"] = [_json_entry(one, site) for one in view.entries]
    return msgspec.json.format(msgspec.json.encode(feed), indent=2) + b"\n"


@lru_cache(_REMEMBERED)
def _json_entry(one: FeedEntry, site: Site) -> msgspec.Raw:
    """Return an entry, encoded."""
    entry = {
        "id": _lasting_id(one.address, site),
        **({"url": site.base_url + one.address} if site.base_url else {}),
        "title": f"{one.id}: {one.title}",
        "content_text": _description(one),
        "date_published": f"{_published(one):%Y-%m-%dT%H:%M:%SZ}",
        "date_modified": f"{_updated(one):%Y-%m-%dT%H:%M:%SZ}",
        "authors": [{"name": one.origin}] if one.origin else [],
        "tags": one.tags,
    }
    return msgspec.Raw(msgspec.json.encode(entry))


def _plain(text: str) -> str:
    """Return a text without the controls that XML cannot hold."""
    return text if text.isprintable() else "".join(letter for letter in text if letter.isprintable())
