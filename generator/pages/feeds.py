"""Feeds of the newest cables: Atom (RFC 4287) and JSON Feed 1.1, for the room, each tag and each post.

Newest are the cables sent last: when one came into the room no source tells. An entry's id is the address of its page,
which follows from the cable's id alone. Where the site's own address is not known, links go from the feed's place, as
Atom allows (RFC 4287, 4.2.7.1), and ids, which must be whole, are names (``urn:uuid:``) made from the room's and the cable's.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import StringIO
from itertools import islice

import msgspec
from feedgenerator import Atom1Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from generator.config import Site
from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.page import Page
from generator.pages.views import FeedEntry, FeedView

NEWEST = 50
_FORMS = (".atom", ".json")
_NAMES = uuid.UUID("6f0d3a52-5c1b-4d0e-9c55-3a1f6f5b7c11")  # drawn once, for names of this kind


def feed_pages(corpus: Corpus, site: Site) -> Iterator[Page]:
    """Yield the feeds: of the room, of each tag that the vocabulary knows, of each post."""
    yield from _feeds(corpus, range(len(corpus.cables)), "feed", "index.html", site.title)
    for code, positions in corpus.by_tag.items():
        tag = corpus.vocabulary.tags.get(code)
        if tag is not None:
            title = f"{site.title}: {code}{f' ({tag.meaning})' if tag.meaning else ''}"
            page = addresses.tag_page(code)
            yield from _feeds(corpus, positions, feed_of(page), page, title)
    for post, positions in corpus.by_post.items():
        if post:
            page = addresses.origin_page(post)
            title = f"{site.title}: {corpus.cables[positions[-1]].origin or post}"
            yield from _feeds(corpus, positions, feed_of(page), page, title)


def _feeds(corpus: Corpus, positions: Sequence[int], place: str, page: str, title: str) -> Iterator[Page]:
    newest = tuple(islice((at for at in reversed(positions) if corpus.days[at]), NEWEST))
    for form in _FORMS:
        view = FeedView(f"{place}{form}", page, title, ())
        yield Page(view.address, "", view, claimed_by=f"the feed of {page}", lines=newest)


def feed_entry(corpus: Corpus, at: int) -> FeedEntry:
    """Return the cable at a position as it stands in feeds."""
    one = corpus.cables[at]
    words = (corpus.vocabulary.tags.get(code) for code in one.tags)
    tags = tuple((tag.meaning if tag else "") or code for code, tag in zip(one.tags, words, strict=True))
    date = one.date or dt.datetime(1, 1, 1, tzinfo=dt.UTC)
    return FeedEntry(one.id, addresses.cable_page(one.id), one.title, one.summary, date, one.origin or one.post, tags)


def feed_of(page: str) -> str:
    """Return the address of the feeds that belong to a list's page, without their endings."""
    return page.removesuffix(".html")


def set_feed(view: FeedView, site: Site) -> bytes:
    """Return a feed as a file; which form it has, its address tells."""
    return _set_atom(view, site) if view.address.endswith(".atom") else _set_json(view, site)


def _base(view: FeedView, site: Site) -> str:
    """Return what stands before an address of the site in a link of this feed."""
    return site.base_url or "../" * view.address.count("/")


def _lasting_id(address: str, site: Site) -> str:
    """Return what names a feed or an entry wherever it is copied to."""
    return site.base_url + address if site.base_url else _name_of(site.title, address)


@lru_cache(maxsize=1 << 15)  # a cable stands in the feed of each of its tags
def _name_of(room: str, address: str) -> str:
    return uuid.uuid5(_NAMES, f"{room}\n{address}").urn


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """A feed whose entries are set before: most of them stand in several feeds."""

    def __init__(self, view: FeedView, site: Site) -> None:
        base = _base(view, site)
        super().__init__(
            title=_plain(view.title),
            link=base + view.page,
            description="",
            subtitle=_plain(site.description) or None,
            language=site.language,
            author_name=_plain(site.title),
            feed_url=base + view.address,
            feed_guid=_lasting_id(view.address, site),
        )
        self._dates = [one.date for one in view.entries]
        self._entries = [_set_entry(one, base, _lasting_id(one.address, site)) for one in view.entries]

    def latest_post_date(self) -> dt.datetime:
        """Return the date of the newest entry, or a date that tells nothing: the library would ask the clock."""
        return max(self._dates, default=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        """Write the entries."""
        handler.ignorableWhitespace("".join(self._entries))  # the way of SAX to write a text as it is


def _set_atom(view: FeedView, site: Site) -> bytes:
    out = StringIO()
    _Feed(view, site).write(out, "utf-8")
    return out.getvalue().encode("utf-8", "replace") + b"\n"


@lru_cache(maxsize=1 << 13)  # some 10 MB
def _set_entry(one: FeedEntry, base: str, lasting_id: str) -> str:
    """Return an entry as XML, as the library writes it."""
    feed = Atom1Feed(title="", link="", description="")
    feed.add_item(
        title=_plain(f"{one.id}: {one.title}"),
        link=base + one.address,
        description=_plain(one.summary),
        author_name=_plain(one.origin) or None,
        pubdate=one.date,
        updateddate=one.date,
        unique_id=lasting_id,
        categories=[_plain(tag) for tag in one.tags],
    )
    out = StringIO()
    feed.write_items(SimplerXMLGenerator(out, "utf-8", short_empty_elements=True))
    return out.getvalue()


def _set_json(view: FeedView, site: Site) -> bytes:
    base = _base(view, site)
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": base + view.page,
        "feed_url": base + view.address,
        "language": site.language,
    }
    if site.description:
        feed["description"] = site.description
    feed["authors"] = [{"name": site.title}]
    feed["items"] = [
        {
            "id": _lasting_id(one.address, site),
            "url": base + one.address,
            "title": f"{one.id}: {one.title}",
            "content_text": one.summary or one.title,
            "date_published": f"{one.date:%Y-%m-%dT%H:%M:%SZ}",
            "authors": [{"name": one.origin}] if one.origin else [],
            "tags": one.tags,
        }
        for one in view.entries
    ]
    return msgspec.json.format(msgspec.json.encode(feed), indent=2) + b"\n"


def _plain(text: str) -> str:
    """Return a text without the controls that XML cannot hold."""
    return text if text.isprintable() else "".join(letter for letter in text if letter.isprintable())
