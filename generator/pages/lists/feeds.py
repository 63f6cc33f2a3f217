"""Which feeds of the newest cables a site has: of the room, each tag, post and collection. feed_files.py writes them.

Newest are the cables that came last into the room, as the log of changes tells; those that it does not tell of come after
them, the last sent first.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import islice

from generator.config import Site
from generator.corpus import Corpus
from generator.corpus.change_log import NO_CHANGES, Changes
from generator.pages import addresses
from generator.pages.cable.view import tag_of_list
from generator.pages.page import ListPage, Page
from generator.pages.parts import WHOLE, Scope, part_of
from generator.pages.views import FeedEntry, FeedView

NEWEST = 50
_FORMS = (".atom", ".json")


def feed_pages(corpus: Corpus, site: Site, changes: Changes = NO_CHANGES, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the feeds, each in both forms: of the room, of each tag that the vocabulary knows, of each post and collection."""
    arrived = {one.id: one.date for one in changes.log if one.change == "added"}
    for part, positions, page, named in _lists(corpus, scope):
        newest = _newest(corpus, positions, arrived)
        ids = [corpus.cables[at].id for at in newest]
        arrivals = tuple((arrived.get(one), changes.changed.get(one)) for one in ids)
        title = f"{site.title}: {named}" if named else site.title
        for form in _FORMS:
            view = FeedView(f"{feed_of(page)}{form}", page, title, (), arrivals)
            yield ListPage(view.address, "", view, claimed_by=f"the feed of {page}", part=part, lines=newest)


def _lists(corpus: Corpus, scope: Scope) -> Iterator[tuple[str, Sequence[int], str, str]]:
    """Yield part, cables, page and name of each list that has feeds; the room itself has no name."""
    yield "", range(len(corpus.cables)), "index.html", ""
    for code, positions in corpus.by_tag.items():
        if code in corpus.vocabulary.tags and scope.wants(part := part_of("tag", code)):
            words = tag_of_list(corpus, code).meaning
            yield part, positions, addresses.tag_page(code), f"{code}{f' ({words})' if words else ''}"
    for post, positions in corpus.by_post.items():
        if post and scope.wants(part := part_of("post", post)):
            yield part, positions, addresses.origin_page(post), corpus.cables[positions[-1]].origin or post
    for one in corpus.collections:
        yield "", corpus.by_collection[one.name], one.address, one.title


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
    """Return the address of the feeds that belong to a list's page, or to the front page, without their endings."""
    return "feed" if page == "index.html" else page.removesuffix(".html")
