"""The plain files of the site beside its pages: for search engines, for browsers, tables for machines. Writes nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.config import Config, Site
from generator.corpus import Corpus
from generator.markdown import Essay
from generator.pages.data import llms
from generator.pages.data.schema import TABLE, about, data_package, table_of
from generator.pages.data.sitemap import sitemap_files
from generator.pages.html import escape, escape_words
from generator.pages.lists.coverage import coverage_rows, wanted_rows
from generator.pages.lists.posts import post_rows
from generator.vocabulary import Tag

SECURITY = ".well-known/security.txt"
_HOLDS = dt.timedelta(days=365)  # RFC 9116 advises less than a year or so
_NEVER = "9999-12-31T23:59:59Z"
_LONGEST_NAME = 16  # OpenSearch 1.1, ShortName


def plan_files(
    corpus: Corpus,
    config: Config,
    essays: Sequence[Essay],
    table: Iterable[bytes] | None,
    told: dt.datetime | None = None,
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield (address, parts of its bytes) of each plain file; data/cables.jsonl is made with the pages.

    table are the parts of data/cables.csv, None to leave it out; told is the date of the build where it was told one.
    """
    site = config.site
    yield "robots.txt", _robots(site)
    if not site.noindex:
        yield llms.ADDRESS, (llms.llms_file(corpus, config, essays),)
    if site.base_url:
        yield from sitemap_files(corpus, essays, site.base_url)
    if site.base_url:
        yield "opensearch.xml", (_open_search(site),)
    contact = _as_link(site.contact)
    if contact:
        yield SECURITY, (_security(contact, site, told),)
    if table is not None:
        yield TABLE, table
    yield from ((f"data/{name}", table_of(name, lines(corpus))) for name, lines in TABLES.items())
    yield "data/datapackage.json", (data_package(about(config, corpus.collections)),)


def _robots(site: Site) -> Iterator[bytes]:
    yield b"User-agent: *\nDisallow: /\n" if site.noindex else b"User-agent: *\nAllow: /\n"
    if site.base_url:
        yield f"Sitemap: {site.base_url}sitemap.xml\n".encode()


def _open_search(site: Site) -> bytes:
    """Return what lets a browser search here from its own box (OpenSearch 1.1)."""
    name = site.title if len(site.title) <= _LONGEST_NAME else site.title[: _LONGEST_NAME - 1].rstrip() + "…"
    description = site.description or f"Search {site.title}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape_words(name)}</ShortName>\n"
        f"<Description>{escape_words(description[:1024])}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(site.base_url)}search/index.html?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    ).encode()


def _as_link(contact: str) -> str:
    """Return a contact as security.txt needs it, "" for one that is no link and no electronic address."""
    contact = contact.strip()
    if not contact.isprintable() or " " in contact:
        return ""
    if contact.startswith(("https://", "mailto:", "tel:")):
        return contact
    name, at, host = contact.partition("@")
    return f"mailto:{contact}" if name and at and "." in host else ""


def _security(contact: str, site: Site, told: dt.datetime | None) -> bytes:
    """Return where to report a fault (RFC 9116). It holds a year from the date told; without one, as long as it stands."""
    expires = f"{told + _HOLDS:%Y-%m-%dT00:00:00Z}" if told and told.year < dt.MAXYEAR else _NEVER
    lines = [f"Contact: {contact}", f"Expires: {expires}", f"Preferred-Languages: {site.language}"]
    if site.base_url:
        lines.append(f"Canonical: {site.base_url}{SECURITY}")
    return "".join(f"{line}\n" for line in lines).encode()


def _references(corpus: Corpus) -> Iterator[Sequence[object]]:
    for cable, links in zip(corpus.cables, corpus.links, strict=True):
        for link in links:
            yield cable.id, link.label, link.text, link.kind, link.id or "", "yes" if link.held else "no"


def _tags(corpus: Corpus) -> Iterator[Sequence[object]]:
    for code, positions in sorted(corpus.by_tag.items()):
        counted: Counter[Tag | None] = Counter()
        for year, count in Counter([corpus.cables[at].sent_in for at in positions]).items():
            counted[corpus.vocabulary.tag_in(code, year)] += count
        for tag, count in sorted(counted.items(), key=lambda one: one[0].first if one[0] else 0):
            found = tag or Tag(code)
            yield code, found.kind, found.meaning, count, found.first or "", found.last or ""


# What makes the lines of each table but that of cables.
TABLES: Mapping[str, Callable[[Corpus], Iterable[Sequence[object]]]] = {
    "references.csv": _references,
    "tags.csv": _tags,
    "wanted.csv": wanted_rows,
    "posts.csv": post_rows,
    "coverage.csv": coverage_rows,
}
