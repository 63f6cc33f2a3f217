"""What a reading list and an export must know of a cable, in files that a page finds by the identifier alone. Pure.

    07ASTANA1061 -> CRC-32, its lowest bits -> list/entries/3.js -> title, day, author, tags

A list's address holds identifiers and nothing else, so a page must find the rest. The files are scripts, because a browser
reads nothing else from a disk; each has some 64 cables, so that a list of 200 costs little in a room of any size, and a cable
more changes one of them.
"""

import zlib
from collections.abc import Iterator

import msgspec

from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.cable.citations import author_of
from generator.pages.cable.classification_words import classification_in_words
from generator.pages.cable.view import SPECIMENS, tag_link
from generator.pages.data.views import EntriesView, Entry
from generator.pages.page import ListPage, Page

PER_FILE = 64  # cables, up to it on average


def files_for(cables: int) -> int:
    """Return in how many files the entries of so many cables stand: a power of two."""
    return 1 << (max(0, cables - 1) // PER_FILE).bit_length()


def file_of(cable_id: str, files: int) -> int:
    """Return which of the files has a cable, from 0."""
    return zlib.crc32(cable_id.encode("utf-8", "replace")) & (files - 1)


def entry_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield the files of entries."""
    files = files_for(len(corpus.cables))
    lines: list[list[int]] = [[] for _ in range(files)]
    cited: list[list[str]] = [[] for _ in range(files)]
    for at, one in enumerate(corpus.cables):
        lines[file_of(one.id, files)].append(at)
    for missing in corpus.missing:
        cited[file_of(missing.id, files)].append(missing.id)
    for number, positions in enumerate(lines):
        address = f"list/entries/{number}.js"
        yield ListPage(
            address,
            "",
            EntriesView(number, cited=tuple(cited[number])),
            claimed_by="the reading list",
            lines=tuple(positions),
        )


def entry_at(corpus: Corpus, at: int) -> Entry:
    """Return the cable at a position as reading lists have it."""
    one = corpus.cables[at]
    links = (tag_link(corpus, code, one.sent_in) for code in one.tags)
    return Entry(
        id=one.id,
        address=addresses.as_url(addresses.cable_page(one.id)),
        title=one.title or one.id,
        date=one.date.date().isoformat() if one.date else "",
        author=author_of(one.origin, one.post, specimen=one.collection == SPECIMENS),
        origin=one.origin or one.post,
        classification=classification_in_words(one.classification),
        tags=tuple((tag.code, tag.meaning) for tag in links),
        caveat=one.drawn,
        specimen=one.collection == SPECIMENS,
    )


def set_entries(view: EntriesView) -> bytes:
    """Return a file of entries: a script that leaves them, as JSON, where the page looks for them.

    A row is an entry, or the id alone of a cable that is cited and not held.
    """
    rows = [*view.entries, *((cited,) for cited in view.cited)]
    return b"(globalThis.ListEntries ??= {})[%d] = %b;\n" % (view.number, msgspec.json.encode(rows))
