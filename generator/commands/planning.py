"""Every page, and of those that are not as they should be what they are made of. Writes nothing.

The parts of a room may be planned in several processes: each begins with all that this one has, and sends back what it found.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec

from generator.commands.claims import Claims
from generator.commands.project import Project
from generator.commands.settings import Settings
from generator.commands.tasks import (
    MOST_PRINTED,
    encoded_view,
    line_digests,
    plain_files,
    prints,
    records_apart,
    shown_id,
)
from generator.corpus import Corpus
from generator.output.assets import asset_links
from generator.output.lines import Lines
from generator.output.manifest import ADDRESS as MANIFEST
from generator.output.pdf import press_digest
from generator.output.pool import Pool, default_method
from generator.output.recipe import NOTHING, Recipe, digest, unpacked, why_stale
from generator.output.render import Renderer
from generator.output.store import Store
from generator.pages import Page
from generator.pages.cables import Links, links_of
from generator.pages.fields import RECORDS
from generator.pages.plan import Room, parts_of

_AT_ONCE = 500  # pages that are planned before the first of them is made
_MANY = 2_000  # cables for whose pages one process plans longer than others take to start


class Left(msgspec.Struct, frozen=True):
    """What the last build left: the packed recipe of a page (b"" for none), pages not as written, lines of records."""

    recipe: Callable[[str], bytes]
    altered: frozenset[str]
    lines: Lines


class Stale(msgspec.Struct, frozen=True):
    """A page that must be made, its view encoded, and its recipe packed."""

    page: Page
    view: bytes
    recipe: bytes


class Planned(msgspec.Struct, frozen=True):
    """Some pages of the site: how many, their addresses, each with what claims it, and those pages that must be made.

    new are the addresses of the last.
    """

    pages: int
    claims: list[tuple[str, str]]
    new: set[str]
    stale: list[Stale]


class Planner:
    """Plans the pages of a room, in parts that need nothing of one another. Writes nothing."""

    def __init__(
        self, corpus: Corpus, settings: Settings, digests: Mapping[str, bytes], press: Path | None, left: Left
    ) -> None:
        """Plan nothing yet.

        Args:
            corpus: all cables.
            settings: all else.
            digests: the SHA-256 of each source.
            press: the print template, None where nothing is printed.
            left: what the last build left.
        """
        renderer = Renderer(settings.templates, settings.config.site, settings.program, asset_links(settings.assets))
        self.links = links_of(corpus)
        self.pdf = prints(settings, press, len(corpus.cables))
        self.apart = records_apart(settings, len(corpus.cables))
        self.parts = parts_of(room_of(corpus, settings, pdf=self.pdf, links=self.links))
        self._settings, self._digests, self._left = settings, digests, left
        self._templates = renderer.digests()
        self._printed_by = press_digest(press) if press and self.pdf else b""
        self._lines = line_digests(corpus, self.links)

    def part(self, number: int) -> Iterator[Planned]:
        """Yield the pages of a part, some at a time."""
        pages = self.parts[number]()
        while some := tuple(islice(pages, _AT_ONCE)):
            claims: list[tuple[str, str]] = []
            new: set[str] = set()
            stale: list[Stale] = []
            for page in some:
                view = encoded_view(page, self._settings.notes)
                recipe = self.recipe(page, view)
                own = self.claims(page)
                claims += own
                if self.why(page, recipe)[1]:
                    new.update(address for address, _ in own)
                    stale.append(Stale(page, view, recipe.packed()))
            yield Planned(len(some), claims, new, stale)

    def claims(self, page: Page) -> list[tuple[str, str]]:
        """Return the addresses of a page and of the files beside it, each with what claims it."""
        return claims_of(page, pdf=self.pdf, json=self.apart)

    def whole(self) -> Iterator[tuple[Page, Recipe, Recipe | None, tuple[str, ...]]]:
        """Yield every page, the recipes by which it would be and was made, and why it would."""
        for part in self.parts:
            for page in part():
                recipe = self.recipe(page, encoded_view(page, self._settings.notes))
                yield page, recipe, *self.why(page, recipe)

    def recipe(self, page: Page, view: bytes) -> Recipe:
        """Return the recipe by which a page would be made, given its encoded view."""
        source = NOTHING
        template = self._templates.get(page.template, NOTHING)
        if page.source:
            source = digest(self._digests[page.source], page.source.encode())  # a name may tell an id, a title
            if self.pdf:
                template = digest(template, self._printed_by)
        lines = self._lines
        shown = digest(view, b"".join([lines[at] for at in page.lines])) if page.lines else digest(view)
        return Recipe(source, shown, self._settings.public, template[:8], self._settings.program_digest)

    def why(self, page: Page, recipe: Recipe) -> tuple[Recipe | None, tuple[str, ...]]:
        """Return the recipe by which a page was made, and why it must be made again."""
        left = self._left
        made = left.recipe(page.address)
        intact = page.address not in left.altered
        old: Recipe | None
        why: tuple[str, ...]
        if intact and made == recipe.packed():  # nearly all of them
            old, why = recipe, ()
        else:
            old = unpacked(made) if made else None
            why = why_stale(old, recipe, intact=intact)
        return old, why or (("record",) if page.source and not left.lines.has(shown_id(page)) else ())


def room_of(corpus: Corpus, settings: Settings, *, pdf: bool, links: Links = None) -> Room:
    """Return everything that the pages of a room are made of; links are all cables as lines of lists where those are made."""
    apart, legacy = records_apart(settings, len(corpus.cables)), settings.config.build.legacy_addresses
    return Room(corpus, settings.essays, settings.config.site, pdf, apart, legacy, settings.changes, links)


def planners(jobs: int, cables: int, settings: Settings, store: Store) -> int:
    """Return how many of a number of processes plan: all, where most pages of a large room may stand as they are.

    Where the settings or the program are others every page is made, and that is the most of the work.
    """
    made = store.recipe("index.html")
    if not made or cables < _MANY or default_method() != "fork":
        return 1
    front = unpacked(made)
    return jobs if (front.settings, front.program) == (settings.public, settings.program_digest) else 1


def recipes_of(store: Store, jobs: int) -> Callable[[str], bytes]:
    """Return what gives the recipe of a page to so many processes: those beside this one cannot ask the memory.

    Where the front page was never made none was, and the memory need not be asked for each.
    """
    if not store.recipe("index.html"):
        return _never_made
    return store.recipe if jobs == 1 else defaultdict(bytes, store.recipes()).__getitem__


def _never_made(_page: str) -> bytes:
    return b""


def plan(planner: Planner, jobs: int, profile: Path | None = None) -> Generator[Planned]:
    """Yield all pages, in order; close it to end early.

    Args:
        planner: whose pages.
        jobs: how many processes plan (``planners``); none is started for one. They are forked, for all cables are too much
            to send.
        profile: as for ``open_pool``.
    """
    if jobs == 1:
        for number in range(len(planner.parts)):
            yield from planner.part(number)
        return
    with Pool(jobs, _as_it_is, planner, "fork", profile) as pool:
        for planned in pool.map(_plan_part, range(len(planner.parts)), lambda _: "a part of the pages", batch=1):
            yield from planned


def _as_it_is(planner: Planner) -> Planner:
    return planner


def _plan_part(planner: Planner, number: int) -> list[Planned]:
    return list(planner.part(number))


def claims_of(page: Page, *, pdf: bool, json: bool) -> list[tuple[str, str]]:
    """Return the addresses of a page and of the files beside it, each with what claims it."""
    claims = [(page.address, page.claimed_by or page.source)]
    if page.source:
        stem = page.address.removesuffix("html")
        claims.append((f"{stem}txt", page.source))
        if json:
            claims.append((f"{stem}json", page.source))
        if pdf:
            claims.append((f"{stem}pdf", page.source))
    return claims


def check_claims(corpus: Corpus, settings: Settings, project: Project) -> None:
    """Make sure that no two files of a room want one address, as a build does; not of the search index, which it makes.

    Raises:
        AddressError: B001 two want one, or one can be no file of the site.
        OutputError: B005 a file of the owner's cannot be read.
    """
    apart = records_apart(settings, len(corpus.cables))
    pdf = settings.config.build.pdf is True or (
        settings.config.build.pdf == "auto" and len(corpus.cables) <= MOST_PRINTED
    )
    with tempfile.TemporaryDirectory(prefix="reading-room-") as folder, Store(Path(folder) / "store.sqlite") as store:
        claims = Claims(project, settings, store)
        for part in parts_of(room_of(corpus, settings, pdf=pdf)):
            for page in part():
                claims.add_all(claims_of(page, pdf=pdf, json=apart))
        claims.add(RECORDS, "the records of all cables")
        for address, _, claimed_by in plain_files(project, settings, corpus, ()):
            claims.add(address, claimed_by)
        claims.add(MANIFEST, "the manifest")
        claims.check_folders()
