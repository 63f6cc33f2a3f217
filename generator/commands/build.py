"""``build``: the way from content to site, in order. What is done in each step is done elsewhere.

    settings -> scan -> read (workers) -> corpus -> plan -> make what is stale (workers) -> data, assets -> search
    -> remove what no page owns -> manifest -> commit

A page is made again only when its recipe differs from the one by which it was made (output/recipe.py). The memory
commits last: a build that is killed leaves a site that the next build mends.
"""

import shutil
import sqlite3
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from generator.commands.changes import write_changes
from generator.commands.claims import Claims
from generator.commands.indexing import renew_shards, shards_of
from generator.commands.lasting import collected_after, lasting
from generator.commands.ledger import AT_ONCE, Ledger
from generator.commands.notes import stray_notes
from generator.commands.planning import Left, Planned, Planner, plan, planners, recipes_of
from generator.commands.progress import Clock, Progress, Report, Silent
from generator.commands.project import Options, Project
from generator.commands.reading import Reading, known_facts, opened, read_changed
from generator.commands.settings import Settings, read_settings
from generator.commands.source_date import source_date
from generator.commands.sources import scan_cables
from generator.commands.standing import Standing, standing_in, state_of
from generator.commands.state import mark_finished, mark_unfinished
from generator.commands.tasks import bench_context, page_task, plain_files, shown_id
from generator.commands.withheld import check_all_matched, refuse
from generator.corpus import Corpus, build_corpus, check_corpus
from generator.output.bench import Aside, Context, PageTask, make_page, prepare
from generator.output.files import Writer, cannot_write, claim, is_fresh, remove
from generator.output.lines import Lines
from generator.output.manifest import ADDRESS as MANIFEST
from generator.output.manifest import manifest_parts
from generator.output.memory import begun_anew, cannot_keep
from generator.output.pdf import find_press, press_digest
from generator.output.pool import Workers, available_cores, open_pool
from generator.output.pool.beside import beside
from generator.output.recipe import Recipe
from generator.output.rows import table_parts
from generator.output.scan import Packed, scan, scan_packed, unpacked
from generator.output.store import Store
from generator.pages import Page
from generator.pages.fields import RECORDS, TABLE
from generator.problems import ConfigurationError, Problem

_SOON_SEEN = 5_000  # pages whose files are looked at sooner than a process starts
_FEW = 64  # files for which starting workers costs more than it saves


def build(project: Project, options: Options | None = None, watcher: Progress | None = None) -> Report:
    """Build a room, or bring it up to date.

    Args:
        project: its folders.
        options: how; the defaults when None.
        watcher: who is told how far it is.

    Raises:
        GeneratorError: what stops a build; the site is then as it was but for pages already renewed.
    """
    options = options or Options()
    clock = Clock(watcher or Silent())
    mark_unfinished(project)
    settings = read_settings(project, options)
    claim(project.output)
    scratch = project.memory / "scratch"
    try:
        project.memory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(str(project.memory), error) from None
    memory = project.memory / "store.sqlite"
    with collected_after(), Store(memory) as store:  # from here on no other build of this site runs
        try:
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(exist_ok=True)
            mark_unfinished(project)
            if options.anew:
                store.forget()
            building = Build(project, options, settings, store, clock, scratch)
            if store.mended:
                building.passing.append(begun_anew(memory, store.mended))
            report = building.run()
            mark_finished(project)
        except OSError as error:
            raise cannot_write(str(error.filename or project.output), error) from None
        except sqlite3.Error as error:
            raise cannot_keep(memory, error) from None
    shutil.rmtree(scratch, ignore_errors=True)
    return report


class Build:
    """One build: its tools, and what it has done so far. The memory that it is given keeps only what ``run`` commits."""

    def __init__(
        self, project: Project, options: Options, settings: Settings, store: Store, clock: Clock, scratch: Path
    ) -> None:
        """Take the tools; nothing is done yet."""
        self.project, self.options, self.settings, self.store, self.clock = project, options, settings, store, clock
        self.scratch = scratch
        self.output = project.output.absolute()
        self.writer = Writer(self.output, scratch)
        self.problems: list[Problem] = list(settings.problems)
        self.passing: list[Problem] = []  # of this run alone, not of the room
        self.ledger = Ledger(store)
        self.records: dict[str, bytes] = {}  # those that were made, until they are too many
        self.asides: dict[str, Aside] = {}
        self.altered: frozenset[str] = frozenset()
        self.claims = Claims(project, settings, store)
        self.press: Path | None = None
        self.made = 0
        self.jobs = options.jobs or available_cores()
        self.whole = True  # every source was read, every shard made

    def run(self) -> Report:
        """Do all of it."""
        context = self._context()
        large = int(self.store.note("pages") or 0) > _SOON_SEEN
        with beside(scan_packed, self.output, process=large and self.jobs > 1) as seen:
            return self._run(context, seen)

    def _run(self, context: Context, seen: Callable[[], Packed]) -> Report:
        settings = self.settings
        found, passed = scan_cables(self.project.content)
        self.problems.extend(map(self.project.located, passed))
        jobs = self.options.jobs or (available_cores() if len(found) > _FEW else 1)
        with open_pool(jobs, prepare, context, self.options.cluster, self.scratch, self.options.profile) as pool:
            refuse(settings.withheld, self.project.content, ((one.path, one.path) for one in found))
            self._take(read_changed(self.project, self.settings, self.store, self.clock, pool, found))
            if self.options.log:
                digests = {row.path: row.digest for row in self.store.sources()}
                settings = write_changes(self.project, self.options, settings, known_facts(self.store), digests)
                self.settings = settings
            self.altered = self.store.see(unpacked(seen()))
            state = self._state()
            standing = standing_in(self.store.note("standing"), state)
            if standing and not self.problems[len(settings.problems) :] and not self.altered:
                return self._leave(standing)
            with lasting():
                facts = known_facts(self.store)
                idle = check_all_matched(settings.withheld, settings.withheld_elsewhere, facts)
                if idle:  # what was to be kept back may be in the room under another spelling
                    raise ConfigurationError(self.project.located(idle[0]))
                with self.clock.phase("link", len(facts)) as done:
                    corpus = build_corpus(facts, settings.vocabulary)
                    done.add(len(facts))
            own = (problem for one in facts for problem in one.problems)
            found_wrong = (*own, *check_corpus(corpus), *stray_notes(settings.notes, corpus))
            self.problems.extend(map(self.project.located, found_wrong))
            pages = self._make(pool, corpus)
        self._plain(corpus)
        if settings.config.build.search and self.options.search:
            self._search(corpus)
        date = source_date(settings.told_date, corpus.cables)
        made = Standing(state, len(corpus.cables), pages, tuple(self.problems[len(settings.problems) :]), date)
        self.store.write_note("standing", msgspec.msgpack.encode(made) if self.whole else b"")
        return self._report(made, self._finish())

    def _state(self) -> bytes:
        press = press_digest(self.press) if self.press else b""
        return state_of(self.project, self.options, self.settings, press, self.store.sources_digest())

    def _leave(self, standing: Standing) -> Report:
        """Leave the site as it is, but for what is not of it."""
        with self.clock.phase("make", 0):
            strays = self.store.strays()
            remove(self.output, strays)
        self.store.commit()
        return self._report(standing, strays)

    def _report(self, standing: Standing, removed: tuple[str, ...]) -> Report:
        found = (*self.settings.problems, *self.passing, *standing.problems)
        problems = tuple(sorted(found, key=lambda one: (one.where.path, one.where.line or 0, one.code, one.message)))
        phases = tuple(self.clock.phases)
        return Report(
            standing.cables, standing.pages, tuple(self.ledger.written), removed, problems, phases, standing.date
        )

    def look(self) -> Generator[tuple[Page, Recipe, Recipe | None, tuple[str, ...]]]:
        """Yield every page, the recipes by which it would be and was made, and why it would; writes nothing into the site."""
        with open_pool(1, prepare, self._context()) as pool:
            found = scan_cables(self.project.content)[0]
            self._take(read_changed(self.project, self.settings, self.store, self.clock, pool, found))
            corpus = build_corpus(known_facts(self.store), self.settings.vocabulary)
        self.altered = self.store.see(scan(self.output))
        with self._lines() as lines:
            planner = self._planner(corpus, lines, self.store.recipe)
            for one in planner.whole():
                self.claims.add_all(planner.claims(one[0]))
                yield one

    def _context(self) -> Context:
        settings = self.settings
        self.press = find_press(settings.templates, wanted=settings.config.build.pdf, allowed=self.options.pdf)
        context = bench_context(self.project, settings, self.scratch, self.press, asides=self.options.cluster is None)
        return msgspec.structs.replace(context, fresh=is_fresh(self.output))

    def _take(self, done: Reading) -> None:
        self.problems.extend(done.problems)
        self.asides = done.asides
        self.whole = not done.problems

    # Making pages

    def _named(self, task: PageTask) -> str:
        return opened(self.project, task.source) if task.source else task.address

    def _make(self, pool: Workers, corpus: Corpus) -> int:
        """Make every page that is stale; return how many pages the site has."""
        jobs = planners(self.jobs, len(corpus.cables), self.settings, self.store)
        with self._lines() as lines:
            planner = self._planner(corpus, lines, recipes_of(self.store, jobs))
            with closing(plan(planner, jobs, self.options.profile)) as planned:
                return self._make_stale(pool, corpus, lines, planner, planned)

    def _make_stale(
        self, pool: Workers, corpus: Corpus, lines: Lines, planner: Planner, planned: Iterator[Planned]
    ) -> int:
        waiting: deque[tuple[PageTask, str, bytes]] = deque()  # results come in the order of the tasks
        count = 0

        def stale() -> Iterator[PageTask]:
            nonlocal count
            for some in planned:
                count += some.pages
                done.look(some.pages - len(some.stale))
                self.claims.add_all(some.claims, some.new)
                for one in some.stale:
                    done.look(1)
                    aside = self.asides.pop(one.page.source, None)
                    made = page_task(one.page, corpus, one.view, aside, planner.links)
                    waiting.append((made, shown_id(one.page), one.recipe))
                    yield made

        expected = int(self.store.note("pages") or len(corpus.cables) + len(corpus.missing))
        with self.clock.phase("make", expected) as done:
            for made in pool.map(make_page, stale(), self._named, batch=16):
                done.add()
                self.made += 1
                task, cable_id, recipe = waiting.popleft()
                if made.record:
                    lines.add(cable_id, made.record)
                    if len(self.records) <= AT_ONCE:
                        self.records[cable_id] = made.record
                for one in made.files:
                    self.ledger.enter(one, task.address, recipe)
            order = [cable.id for cable in corpus.cables]
            if lines.changed(order):
                self.ledger.enter(self.writer.write_parts(RECORDS, lines.parts(order)))
            elif self.store.file(RECORDS) is None:  # the memory was lost, and the file stands as it should
                self.ledger.enter(self.writer.look(RECORDS))
            self.claims.add(RECORDS, "the records of all cables")
        self.store.write_note("pages", str(count).encode())
        return count

    def _lines(self) -> closing[Lines]:
        return closing(Lines(self.output / RECORDS, self.scratch, intact=RECORDS not in self.altered))

    def _planner(self, corpus: Corpus, lines: Lines, recipe: Callable[[str], bytes]) -> Planner:
        digests = dict(self.store.source_digests())
        return Planner(corpus, self.settings, digests, self.press, Left(recipe, self.altered, lines))

    # What is not a page

    def _plain(self, corpus: Corpus) -> None:
        """Write assets, the owner's plain files and the files for machines."""
        with self.clock.phase("files") as done:
            wanted = tuple(plain_files(self.project, self.settings, corpus, self._table(corpus)))
            for address, _, claimed_by in wanted:
                self.claims.add(address, claimed_by)
            self.claims.check_folders()
            for address, parts, _ in wanted:
                self.ledger.enter(self.writer.renew(address, parts))
                done.add()

    def _table(self, corpus: Corpus) -> Iterator[bytes]:
        """Return the parts of the table of cables; of the last build's what still says what the records say."""
        program = self.settings.program_digest
        stands = self.store.note("table") == program and TABLE not in self.altered and len(self.records) <= AT_ONCE
        old = self.output / TABLE if stands else None
        self.store.write_note("table", program)
        return table_parts(old, [one.id for one in corpus.cables], self.records, self.output / RECORDS)

    def _search(self, corpus: Corpus) -> None:
        """Bring the shards of the index up to date; of one that cannot be made what stands in the site stays."""
        self.ledger.settle()
        index = shards_of(self.output, self.store, self.options, self.altered, self.settings)
        with self.clock.phase("search") as done:
            for made, addresses in renew_shards(index, self.store, corpus):
                done.add(made.cables)
                for address in addresses:
                    self.claims.add(address, "the search index")
                for address, data in made.files:
                    self.ledger.enter(self.writer.write(address, data))
                if made.problem is not None:
                    self.problems.append(made.problem)
                    self.whole = False

    def _finish(self) -> tuple[str, ...]:
        self.claims.add(MANIFEST, "the manifest")
        self.claims.check_folders()
        self.ledger.settle()
        removed = self.store.unowned()
        remove(self.output, removed)
        parts = manifest_parts(self.store.digests())
        if self.ledger.written or removed:
            self.ledger.enter(self.writer.write_parts(MANIFEST, parts))
        elif self.made or self.altered or self.store.file(MANIFEST) is None:  # it may stand as it should
            self.ledger.enter(self.writer.write(MANIFEST, b"".join(parts)))
        self.ledger.settle()
        self.store.commit()
        return removed
