"""A room at one moment -> the bytes at any address, made when asked for. Equal to what a build writes.

    address -> a cable's page, source or print; a plain file; a page of an index …; else what the last build left

Pages of indexes are planned one kind after another until the one that is asked for is found. What depends on the text
of all cables (the search index, the records, the manifest) is made by builds alone, and taken from the last one.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from generator.commands.project import Project
from generator.commands.settings import Settings
from generator.commands.tasks import encoded_view, page_task, plain_files, prints, records_apart
from generator.corpus import Corpus
from generator.output.bench import PageTask
from generator.output.files import read
from generator.output.proof import Proof
from generator.pages import Page
from generator.pages.addresses import cable_page
from generator.pages.cables import cable_view
from generator.pages.plan import INDEX_KINDS, KINDS, Room, all_index_pages, cable_pages

_MOST_PLANNED = 50_000  # pages of indexes that are kept in memory
_MOST_KEPT = 64 << 20  # bytes of files that are kept in memory
_PAGES = (".html", ".atom", ".json")
_OTHERS = (cable_pages, all_index_pages)  # kinds of page that are found, or planned, otherwise


class Atlas:
    """The pages of a room that are not of held cables, planned as far as someone asked."""

    def __init__(self, corpus: Corpus, settings: Settings, *, pdf: bool, known: Mapping[str, int]) -> None:
        """Plan nothing yet; pdf says whether cables are printed, known which kind of page was found in a folder before."""
        apart, legacy = records_apart(settings, len(corpus.cables)), settings.config.build.legacy_addresses
        room = Room(corpus, settings.essays, settings.config.site, pdf, apart, legacy, settings.changes)
        few = (partial(kind, room) for kind in reversed(KINDS) if kind not in _OTHERS)
        indexes = (partial(kind, corpus) for kind in INDEX_KINDS)
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


def plan_anew(corpus: Corpus, settings: Settings, proof: Proof, before: "Preview | None") -> Atlas:
    """Return the atlas of a room: that of a moment ago where no page that it plans can have changed since."""
    pdf = prints(settings, proof.context.press, len(corpus.cables))
    if before is None:
        return Atlas(corpus, settings, pdf=pdf, known={})
    old = before.settings
    same = before.corpus is corpus and before.pdf == pdf and old.config == settings.config
    if same and old.essays == settings.essays and old.changes == settings.changes:
        return before.atlas
    return Atlas(corpus, settings, pdf=pdf, known=before.atlas.known)


def _places(corpus: Corpus) -> dict[str, int]:
    """Return where each cable stands in the corpus, by the address of its page without the ending."""
    return {cable_page(one.id).removesuffix(".html"): at for at, one in enumerate(corpus.cables)}


class Preview:
    """A room at one moment. Any thread may ask; pages are made one at a time."""

    def __init__(
        self,
        project: Project,
        settings: Settings,
        corpus: Corpus,
        proof: Proof,
        left: Mapping[str, Path],
        atlas: Atlas,
        lock: threading.Lock,
        before: "Preview | None" = None,
    ) -> None:
        """Make nothing yet.

        Args:
            project: the room.
            settings: all of it but the cables.
            corpus: its cables.
            proof: makes pages by these settings.
            left: files that only builds make, by address.
            atlas: the pages that are not of held cables.
            lock: held while a page is made.
            before: the room as it was; of the same cables the addresses are taken from it.
        """
        self.settings, self.corpus, self.proof, self.atlas = settings, corpus, proof, atlas
        self.pdf = prints(settings, proof.context.press, len(corpus.cables))
        self.apart = records_apart(settings, len(corpus.cables))
        self._project = project
        self._left = left
        self._lock = lock
        same = before is not None and before.corpus.positions == corpus.positions
        self._places: dict[str, int] = before._places if before and same else _places(corpus)  # noqa: SLF001  one of us
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
        name, _, ending = address.rpartition(".")
        position = self._places.get(name) if f".{ending}" in self._endings() else None
        if position is None:
            return {}
        facts = self.corpus.cables[position]
        view = cable_view(self.corpus, position, pdf=self.pdf, json=self.apart, changes=self.settings.changes)
        page = Page(f"{name}.html", "cable.html", view, facts.path, facts.path)
        return self.proof.make(self._task(page), printed=ending == "pdf" and self.pdf)

    def _plain(self, address: str) -> dict[str, bytes]:
        for place, parts, _ in plain_files(self._project, self.settings, self.corpus):
            if place == address:
                return {address: b"".join(parts)}
        return {}

    def _page(self, address: str) -> dict[str, bytes]:
        page = self.atlas.find(address) if address.endswith(_PAGES) else None
        return {} if page is None else self.proof.make(self._task(page))

    def _task(self, page: Page) -> PageTask:
        return page_task(page, self.corpus, encoded_view(page, self.settings.notes))

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
        return Preview(self._project, self.settings, self.corpus, self.proof, left, self.atlas, self._lock, self)

    def addresses(self) -> Iterator[str]:
        """Yield every address that is answered, the cables' first; plans all pages."""
        endings = self._endings()
        cables = (f"{place}{ending}" for place in self._places for ending in endings)
        plain = (place for place, _, _ in plain_files(self._project, self.settings, self.corpus))
        pages = (page.address for kind in self.atlas.kinds for page in kind())
        return chain(cables, plain, pages, self._left)
