"""The sitemap: every address that a search engine should know, in parts of at most 50,000 (sitemaps.org, protocol 0.9).

A cable's part follows from its date, so that one more cable changes one part. Addresses must be whole: without the site's
own there is no sitemap.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from generator.corpus import Corpus, Facts
from generator.markdown import Essay
from generator.pages import addresses
from generator.pages.html import escape_words
from generator.pages.lists.indexes import INDEXES
from generator.pages.own_pages import own_addresses

LIMIT = 50_000
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_OTHERS = ("glossary/sources.html", "data/index.html")
_UNDATED = "undated"


def sitemap_files(
    corpus: Corpus, essays: Sequence[Essay], base: str, limit: int = LIMIT
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield address and parts of each file: one, or of more than limit addresses an index and its parts."""
    groups = {"pages": _other_pages(corpus, essays), **_by_date(corpus, limit)}
    if sum(map(len, groups.values())) <= limit:
        yield "sitemap.xml", _listing("urlset", "url", chain.from_iterable(groups.values()), base)
        return
    named = {f"sitemap/{name}.xml": places for name, places in _cut(groups, limit)}
    yield "sitemap.xml", _listing("sitemapindex", "sitemap", named, base)
    for address, places in named.items():
        yield address, _listing("urlset", "url", places, base)


def _other_pages(corpus: Corpus, essays: Sequence[Essay]) -> list[str]:
    months = {(one.date.year, one.date.month) for one in corpus.cables if one.date is not None}
    return [
        "",
        *(index.address for index in INDEXES if index.address and index.there(corpus)),
        *_OTHERS,
        *own_addresses(essays),
        *(one.address for one in corpus.collections),
        *(addresses.tag_page(code) for code in sorted(corpus.by_tag)),
        *(addresses.origin_page(post) for post in sorted(corpus.by_post) if post),
        *(addresses.month_page(year, month) for year, month in sorted(months)),
    ]


def _by_date(corpus: Corpus, limit: int) -> dict[str, list[str]]:
    """Return the addresses of cables by year, those of a year that has more than limit by month."""
    years: dict[str, list[Facts]] = {}
    for one in corpus.cables:
        years.setdefault(f"{one.date.year:04d}" if one.date else _UNDATED, []).append(one)
    groups: dict[str, list[str]] = {}
    for name, cables in sorted(years.items()):
        for one in cables:
            part = f"{one.date:%Y-%m}" if one.date and len(cables) > limit else name
            groups.setdefault(part, []).append(addresses.cable_page(one.id))
    return groups


def _cut(groups: Mapping[str, list[str]], limit: int) -> Iterator[tuple[str, list[str]]]:
    for name, places in groups.items():
        for number, at in enumerate(range(0, len(places), limit)):
            yield f"{name}-{number + 1}" if number else name, places[at : at + limit]


def _listing(of: str, item: str, places: Iterable[str], base: str) -> Iterator[bytes]:
    yield _HEAD + f"<{of} {_NAMESPACE}>\n".encode()
    for place in places:
        yield f"<{item}><loc>{escape_words(base + addresses.as_url(place))}</loc></{item}>\n".encode()
    yield f"</{of}>\n".encode()
