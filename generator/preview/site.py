"""A room at one moment -> the bytes at any address, made when asked for. Equal to what a build writes.

    address -> a cable's page, source or print; a plain file; a page of an index …; else what the last build left

Pages of indexes are planned one kind after another until the one that is asked for is found. What depends on the text
of all cables (the search index, the records, the manifest) is made by builds alone, and taken from the last one.
"""

import threading
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Project
from generator.build.plan.contents import claims_of, contents_of, prints
from generator.build.plan.staleness import encoded_view
from generator.build.work.static_files import static_files
from generator.build.work.worker import PageTask, page_task
from generator.corpus import Corpus
from generator.pages import Page
from generator.pages.addresses import cable_page
from generator.pages.site_plan import Contents, Part, cable_pages, missing_pages, other_parts
from generator.preview.memory_renderer import MemoryRenderer
from generator.system.reading import read

_MOST_PLANNED = 50_000  # pages of indexes that are kept in memory
_MOST_KEPT = 64 << 20  # bytes of files that are kept in memory
_MESSAGE = ".message.txt"  # beside the copy of a source that is no plain text itself
_PAGES = (".html", ".atom", ".json", ".js")


class PageLookup:
    """The pages of a room that are not of held cables, planned as far as someone asked."""

    def __init__(self, contents: Contents, known: Mapping[str, int]) -> None:
        """Plan nothing yet; known says which kind of page was found in a folder before."""
        cited = range(len(contents.corpus.missing))
        self.kinds: tuple[Part, ...] = (*other_parts(contents), partial(missing_pages, contents, cited))
        self._pages: dict[str, Page] = {}
        self._running: dict[int, Iterator[Page]] = {}
        self._ended: set[int] = set()
        self.known: dict[str, int] = dict(known)

    def find(self, address: str) -> Page | None:
        """Return the page at an address, None if there is none."""
        if address in self._pages:
            return self._pages[address]
        first = self.known.get(_folder(address))
        order = sorted(range(len(self.kinds)), key=lambda number: (number != first, number))
        return next((page for number in order if (page := self._search(number, address)) is not None), None)

    def _search(self, number: int, address: str) -> Page | None:
        if number in self._ended and len(self._pages) < _MOST_PLANNED:
            return None
        pages = self._running.pop(number, None) or self.kinds[number]()
        for page in pages:
            self.known.setdefault(_folder(page.address), number)
            if len(self._pages) < _MOST_PLANNED:
                self._pages.setdefault(page.address, page)
            if page.address == address:
                self._running[number] = pages
                return page
        self._ended.add(number)
        return None


def _folder(address: str) -> str:
    """Return what tells the kind of a page: its first folder, how deep it lies, and whether it is an index."""
    first, *deeper = address.split("/")
    return f"{first}/{len(deeper)}/{address.endswith('/index.html')}" if deeper else address


def _places(corpus: Corpus) -> dict[str, int]:
    """Return where each cable stands in the corpus, by the address of its page without the ending."""
    return {cable_page(one.id).removesuffix(".html"): at for at, one in enumerate(corpus.cables)}


class Preview:
    """A room at one moment. Any thread may ask; pages are made one at a time."""

    def __init__(
        self,
        project: Project,
        settings: Inputs,
        corpus: Corpus,
        renderer: MemoryRenderer,
        left: Mapping[str, Path],
        lock: threading.Lock,
        before: "Preview | None" = None,
    ) -> None:
        """Make nothing yet.

        left are the files that only builds make, by address; lock is held while a page is made. From the room before it the
        addresses of the same cables are taken, and the planned pages where none of them can have changed.
        """
        self.settings, self.corpus, self.renderer = settings, corpus, renderer
        pdf = prints(settings, renderer.context.print_template, len(corpus.cables))
        self.contents = contents_of(corpus, settings, pdf=pdf)
        self._project = project
        self._left = left
        self._lock = lock
        same = before is not None and before.corpus.positions == corpus.positions
        self._places: dict[str, int] = before._places if before and same else _places(corpus)  # noqa: SLF001  one of us
        if before is not None and before.has_the_pages_of(self):
            self.lookup: PageLookup = before.lookup
        else:
            self.lookup = PageLookup(self.contents, before.lookup.known if before else {})
        self._kept: dict[str, bytes] = {}
        self._size = 0

    def has_the_pages_of(self, room: "Preview") -> bool:
        """Say whether the pages of another room that are not of held cables are planned as those of this one."""
        ours, theirs = self.contents, room.contents
        return (
            ours.corpus is theirs.corpus
            and self.settings.config == room.settings.config
            and (ours.pdf, ours.essays, ours.front, ours.changes)
            == (theirs.pdf, theirs.essays, theirs.front, theirs.changes)
        )

    def file(self, address: str) -> bytes | None:
        """Return the file at an address of the site, None where the site has none.

        Raises:
            TemplateError: its template failed.
            OutputError: B005 its source cannot be read.
        """
        kept = self._kept.get(address)
        if kept is not None:
            return kept
        if address in self._left:
            return read(self._left[address])
        with self._lock:
            made = self._cable(address) or self._plain(address) or self._page(address)
            for place, data in made.items():
                self._keep(place, data)
        return made.get(address)

    def _cable(self, address: str) -> dict[str, bytes]:
        """Return the files of the cable to which an address belongs, none where it is none of theirs."""
        position = self._places.get(address.replace(_MESSAGE, ".txt").rpartition(".")[0])
        if position is None:
            return {}
        (page,) = cable_pages(self.contents, (position,))
        files = claims_of(page, pdf=self.contents.pdf, json=self.contents.json)
        if address not in dict(files):
            return {}
        return self.renderer.make(self._task(page), printed=address.endswith(".pdf"))

    def _plain(self, address: str) -> dict[str, bytes]:
        for place, parts, _ in static_files(self._project, self.settings, self.corpus):
            if place == address:
                return {address: b"".join(parts)}
        return {}

    def _page(self, address: str) -> dict[str, bytes]:
        printed = address.startswith("dossier/") and address.endswith(".pdf")
        place = f"{address.removesuffix('pdf')}html" if printed else address
        page = self.lookup.find(place) if place.endswith(_PAGES) else None
        return {} if page is None else self.renderer.make(self._task(page), printed=printed)

    def _task(self, page: Page) -> PageTask:
        return page_task(page, self.corpus, encoded_view(page, self.settings, self.corpus))

    def _keep(self, address: str, data: bytes) -> None:
        if self._size + len(data) > _MOST_KEPT:
            self._kept = {}
            self._size = 0
        self._kept[address] = data
        self._size += len(data)

    def with_left(self, left: Mapping[str, Path]) -> "Preview":
        """Return the same room after another build has left its files."""
        return Preview(self._project, self.settings, self.corpus, self.renderer, left, self._lock, self)
