"""Feeds as files: Atom (RFC 4287) and JSON Feed 1.1.

An entry's id is the address of its page, which follows from the cable's id alone. Where the site's own address is not known,
links of Atom go from the feed's place, as it allows (RFC 4287, 4.2.7.1), JSON Feed, which wants whole addresses, has none,
and ids are names (``urn:uuid:``) made from the room's and the cable's.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from functools import lru_cache
from io import StringIO

import msgspec
from feedgenerator import Atom1Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from generator.config import Site
from generator.pages import addresses
from generator.pages.dates import day_in_words
from generator.pages.html import escape_words
from generator.pages.views import FeedEntry, FeedView

_REMEMBERED = 4096  # entries of each form that one process keeps, some 5 MB
_NAMES = uuid.UUID("6f0d3a52-5c1b-4d0e-9c55-3a1f6f5b7c11")  # drawn once, for names of this kind


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
