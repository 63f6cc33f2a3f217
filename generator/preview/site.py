"""A room at one moment -> the bytes at any address, made when asked for. Equal to what a build writes.

    address -> a cable's page, source or print; a plain file; a page of an index …; else what the last build left

Pages of indexes are planned one kind after another until the one that is asked for is found. What depends on the text
of all cables (the search index, the records, the manifest) is made by builds alone, and taken from the last one.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Project
from generator.build.plan.contents import contents_of, prints, writes_json
from generator.build.plan.staleness import encoded_view
from generator.build.work.static_files import static_files
from generator.build.work.worker import PageTask, page_task
from generator.corpus import Corpus
from generator.pages import Page
from generator.pages.addresses import cable_page
from generator.pages.cable.view import cable_view
from generator.pages.lists.indexes import INDEXES
from generator.pages.own_pages import dossiers_of
from generator.pages.parts import WHOLE
from generator.pages.site_plan import KINDS, cable_pages, index_pages
from generator.preview.memory_renderer import MemoryRenderer
from generator.system.reading import read

_MOST_PLANNED = 50_000  # pages of indexes that are kept in memory
_MOST_KEPT = 64 << 20  # bytes of files that are kept in memory
_MESSAGE = ".message.txt"  # beside the copy of a source that is no plain text itself
_PAGES = (".html", ".atom", ".json", ".js")
_OTHERS = (cable_pages, index_pages)  # kinds of page that are found, or planned, otherwise


class PageLookup:
    """The pages of a room that are not of held cables, planned as far as someone asked."""

    def __init__(self, corpus: Corpus, settings: Inputs, *, pdf: bool, known: Mapping[str, int]) -> None:
        """Plan nothing yet; pdf says whether cables are printed, known which kind of page was found in a folder before."""
        contents = contents_of(corpus, settings, pdf=pdf)
        few = (partial(kind, contents) for kind in reversed(KINDS) if kind not in _OTHERS)
        indexes = (partial(index.pages, corpus, WHOLE) for index in INDEXES)
        self.kinds: tuple[Callable[[], Iterator[Page]], ...] = (*few, *indexes)
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


def plan_anew(corpus: Corpus, settings: Inputs, renderer: MemoryRenderer, before: "Preview | None") -> PageLookup:
    """Return the page lookup of a room: the last one if none of its pages can have changed since."""
    pdf = prints(settings, renderer.context.print_template, len(corpus.cables))
    if before is None:
        return PageLookup(corpus, settings, pdf=pdf, known={})
    old = before.settings
    same = before.corpus is corpus and before.pdf == pdf and old.config == settings.config
    if same and (old.essays, old.front) == (settings.essays, settings.front) and old.changes == settings.changes:
        return before.lookup
    return PageLookup(corpus, settings, pdf=pdf, known=before.lookup.known)


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
        lookup: PageLookup,
        lock: threading.Lock,
        before: "Preview | None" = None,
    ) -> None:
        """Make nothing yet.

        left are the files that only builds make, by address; lookup knows the pages that are not of held cables; lock is held
        while a page is made. From the room before it, where it has the same cables, their addresses are taken.
        """
        self.settings, self.corpus, self.renderer, self.lookup = settings, corpus, renderer, lookup
        self.pdf = prints(settings, renderer.context.print_template, len(corpus.cables))
        self.apart = writes_json(settings, len(corpus.cables))
        self._project = project
        self._left = left
        self._lock = lock
        same = before is not None and before.corpus.positions == corpus.positions
        self._places: dict[str, int] = before._places if before and same else _places(corpus)  # noqa: SLF001  one of us
        self._dossiers = dossiers_of(settings.essays, corpus)
        self._kept: dict[str, bytes] = {}
        self._size = 0

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
        name, _, ending = address.replace(_MESSAGE, ".txt").rpartition(".")
        position = self._places.get(name) if f".{ending}" in self._endings() else None
        if position is None:
            return {}
        facts = self.corpus.cables[position]
        view = cable_view(
            self.corpus,
            position,
            pdf=self.pdf,
            json=self.apart,
            changes=self.settings.changes,
            dossiers=self._dossiers.get(facts.id, ()),
            originals=self.settings.originals.addresses.get(facts.path, ()),
        )
        page = Page(f"{name}.html", "cable.html", view, facts.path, facts.path)
        return self.renderer.make(self._task(page), printed=ending == "pdf" and self.pdf)

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

    def _endings(self) -> tuple[str, ...]:
        """Return the endings of the files of a cable."""
        return (".html", ".txt", *((".pdf",) if self.pdf else ()), *((".json",) if self.apart else ()))

    def with_left(self, left: Mapping[str, Path]) -> "Preview":
        """Return the same room after another build has left its files."""
        return Preview(self._project, self.settings, self.corpus, self.renderer, left, self.lookup, self._lock, self)
