"""The plain files of the site beside its pages: robots.txt, sitemap, tables for machines. Lazy; writes nothing."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from generator.config import Site
from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.coverage import wanted_rows
from generator.pages.tables import row


def plan_files(corpus: Corpus, site: Site) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield (address, parts of its bytes) of each plain file; data/cables.jsonl is made with the pages."""
    yield "robots.txt", _robots(site)
    if site.base_url:
        yield "sitemap.xml", _sitemap(corpus, site.base_url)
    yield "data/references.csv", _references(corpus)
    yield "data/tags.csv", _tags(corpus)
    yield "data/wanted.csv", wanted_rows(corpus)


def _robots(site: Site) -> Iterator[bytes]:
    yield b"User-agent: *\nAllow: /\n"
    if site.base_url:
        yield f"Sitemap: {site.base_url}sitemap.xml\n".encode()


def _sitemap(corpus: Corpus, base: str) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for address in ("", "tag/index.html", "origin/index.html", "date/index.html", "reference/index.html"):
        yield f"<url><loc>{escape(base + address)}</loc></url>\n".encode()
    for cable in corpus.cables:
        yield f"<url><loc>{escape(base + addresses.cable_page(cable.id))}</loc></url>\n".encode()
    yield b"</urlset>\n"


def _references(corpus: Corpus) -> Iterator[bytes]:
    yield row(("citing", "label", "text", "kind", "cited", "held"))
    for cable, links in zip(corpus.cables, corpus.links, strict=True):
        for link in links:
            yield row((cable.id, link.label, link.text, link.kind, link.id or "", "yes" if link.held else "no"))


def _tags(corpus: Corpus) -> Iterator[bytes]:
    yield row(("code", "kind", "meaning", "cables"))
    for code, positions in sorted(corpus.by_tag.items()):
        tag = corpus.vocabulary.tags.get(code)
        yield row((code, tag.kind if tag else "other", tag.meaning if tag else "", len(positions)))
