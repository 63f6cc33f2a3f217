"""``build``: the way from content to site, in order. What is done in each step is done elsewhere.

    settings -> scan -> read (workers) -> corpus -> plan -> make what is stale (workers) -> data, assets -> search
    -> remove what no page owns -> manifest -> commit

A page is made again only when its recipe differs from the one by which it was made (output/recipe.py). The memory
commits last: a build that is killed leaves a site that the next build mends.
"""

import shutil
import sqlite3
import time
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from generator.commands.changes import write_changes
from generator.commands.claims import Claims
from generator.commands.notes import stray_notes
from generator.commands.progress import Clock, Progress, Report, Silent
from generator.commands.project import Options, Project
from generator.commands.settings import Settings, read_settings
from generator.commands.source_date import source_date
from generator.commands.sources import scan_cables
from generator.commands.standing import Standing, standing_in, state_of
from generator.commands.state import mark_finished, mark_unfinished
from generator.commands.tasks import (
    bench_context,
    page_task,
    plain_files,
    prints,
    reading_digest,
    records_apart,
    shown_id,
)
from generator.commands.withheld import check_all_matched, refuse
from generator.corpus import Corpus, Facts, build_corpus, check_corpus, unpack_facts
from generator.output import search
from generator.output.assets import asset_links
from generator.output.bench import Aside, Context, PageTask, SourceRead, make_page, prepare, read_source
from generator.output.files import Found, Writer, Written, cannot_write, claim, remove, scan
from generator.output.lines import Lines
from generator.output.manifest import ADDRESS as MANIFEST
from generator.output.manifest import manifest_parts
from generator.output.pdf import find_press, press_digest
from generator.output.pool import Workers, available_cores, open_pool
from generator.output.recipe import NOTHING, Recipe, digest, unpacked, why_stale
from generator.output.render import Renderer
from generator.output.store import FileRow, SourceRow, Store, begun_anew, cannot_remember
from generator.pages import Page, plan_pages
from generator.pages.addresses import cable_page
from generator.pages.fields import RECORDS
from generator.problems import ConfigurationError, Problem

_YOUNG = 2_000_000_000  # nanoseconds: a file this young may change again within one tick of the disk's clock
_AT_ONCE = 2_048  # rows that wait to be kept
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
    with Store(memory) as store:  # from here on no other build of this site runs
        try:
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(exist_ok=True)
            mark_unfinished(project)
            if options.anew:
                store.forget()
            building = Build(project, options, settings, store, clock, scratch)
            if store.mended:
                building.problems.append(begun_anew(memory, store.mended))
            report = building.run()
            mark_finished(project)
        except OSError as error:
            raise cannot_write(str(error.filename or project.output), error) from None
        except sqlite3.Error as error:
            raise cannot_remember(memory, error) from None
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
        self.written: list[str] = []
        self.rows: list[FileRow] = []
        self.asides: dict[str, Aside] = {}
        self.altered: frozenset[str] = frozenset()
        self.claims = Claims(project, settings, store)
        self.press: Path | None = None
        self.made = 0
        self.whole = True  # every source was read, every shard made

    def run(self) -> Report:
        """Do all of it."""
        settings = self.settings
        context = self._context()
        found, unnamed = scan_cables(self.project.content)
        self.problems.extend(map(self.project.located, unnamed))
        jobs = self.options.jobs or (available_cores() if len(found) > _FEW else 1)
        with open_pool(jobs, prepare, context, self.options.cluster, self.scratch, self.options.profile) as pool:
            refuse(settings.withheld, self.project.content, ((one.path, one.path) for one in found))
            self._read(pool, found)
            if self.options.log:
                digests = {row.path: row.digest for row in self.store.sources()}
                settings = write_changes(self.project, self.options, settings, self._facts(), digests)
                self.settings = settings
            self.altered = self.store.see(scan(self.output))
            state = self._state()
            standing = standing_in(self.store.note("standing"), state)
            if standing and not self.problems[len(settings.problems) :] and not self.altered:
                return self._leave(standing)
            facts = self._facts()
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
        found = (*self.settings.problems, *standing.problems)
        problems = tuple(sorted(found, key=lambda one: (one.where.path, one.where.line or 0, one.code, one.message)))
        phases = tuple(self.clock.phases)
        return Report(standing.cables, standing.pages, tuple(self.written), removed, problems, phases, standing.date)

    def look(self) -> Generator[tuple[Page, Recipe, Recipe | None, tuple[str, ...]]]:
        """Yield every page, the recipes by which it would be and was made, and why it would; writes nothing into the site."""
        with open_pool(1, prepare, self._context()) as pool:
            self._read(pool, scan_cables(self.project.content)[0])
            corpus = build_corpus(self._facts(), self.settings.vocabulary)
        altered = self.altered = self.store.see(scan(self.output))
        with closing(Lines(self.output / RECORDS, self.scratch, intact=RECORDS not in altered)) as lines:
            for page, _, recipe in self._plan(corpus):
                yield page, recipe, *self._why(page, recipe, lines)

    def _context(self) -> Context:
        settings = self.settings
        self.press = find_press(settings.templates, wanted=settings.config.build.pdf, allowed=self.options.pdf)
        return bench_context(self.project, settings, self.scratch, self.press, asides=self.options.cluster is None)

    # Reading

    def _read(self, pool: Workers, found: list[Found]) -> None:
        """Read what changed since the last build; the memory then has the facts of every source."""
        reading = reading_digest(self.settings)
        if self.store.note("reading") != reading:
            self.store.forget_sources([one.path for one in self.store.traces()])
            self.store.write_note("reading", reading)
        known = {one.path: one for one in self.store.traces()}
        self.store.forget_sources(known.keys() - {one.path for one in found})
        changed = [one for one in found if known.get(one.path) != one]
        traces = {one.path: one for one in changed}
        began = time.time_ns()
        with self.clock.phase("read", len(changed)) as done:
            lost: list[str] = []

            def rows() -> Iterator[SourceRow]:  # kept as they come: all together they would be larger than the Facts
                for one in pool.map(read_source, [one.path for one in changed], self._opened, batch=16):
                    done.add()
                    if one.problem is None:
                        yield self._source_row(one, traces[one.path], began)
                    else:
                        self.problems.append(self.project.located(one.problem))
                        lost.append(one.path)

            self.store.keep_sources(rows())
            self.store.forget_sources(lost)
            self.whole = not lost

    def _facts(self) -> list[Facts]:
        return list(unpack_facts(row.facts for row in self.store.sources()))

    def _opened(self, path: str) -> str:
        """Return the path of a source as an editor opens it from where we stand."""
        return (self.project.content / path).as_posix()

    def _named(self, task: PageTask) -> str:
        return self._opened(task.source) if task.source else task.address

    def _source_row(self, one: SourceRead, trace: Found, began: int) -> SourceRow:
        if one.aside is not None:
            self.asides[one.path] = one.aside
        settled = trace.time < began - _YOUNG
        return SourceRow(one.path, trace.size, trace.time if settled else 0, one.digest, one.facts)

    # Making pages

    def _make(self, pool: Workers, corpus: Corpus) -> int:
        """Make every page that is stale; return how many pages the site has."""
        with closing(Lines(self.output / RECORDS, self.scratch, intact=RECORDS not in self.altered)) as lines:
            return self._make_stale(pool, corpus, lines)

    def _why(self, page: Page, recipe: Recipe, lines: Lines) -> tuple[Recipe | None, tuple[str, ...]]:
        """Return the recipe by which a page was made, and why it must be made again."""
        made = self.store.recipe(page.address)
        old = unpacked(made) if made else None
        why = why_stale(old, recipe, intact=page.address not in self.altered)
        return old, why or (("record",) if page.source and not lines.has(shown_id(page)) else ())

    def _make_stale(self, pool: Workers, corpus: Corpus, lines: Lines) -> int:
        waiting: deque[tuple[PageTask, str, bytes]] = deque()  # results come in the order of the tasks
        count = 0

        def stale() -> Iterator[PageTask]:
            nonlocal count
            for page, task, recipe in self._plan(corpus):
                count += 1
                done.look()
                if self._why(page, recipe, lines)[1]:
                    waiting.append((task, shown_id(page), recipe.packed()))
                    yield task

        expected = int(self.store.note("pages") or len(corpus.cables) + len(corpus.missing))
        with self.clock.phase("make", expected) as done:
            for made in pool.map(make_page, stale(), self._named, batch=16):
                done.add()
                self.made += 1
                task, cable_id, recipe = waiting.popleft()
                if made.record:
                    lines.add(cable_id, made.record)
                for one in made.files:
                    self._keep(one, task.address, recipe)
            order = [cable.id for cable in corpus.cables]
            if lines.changed(order):
                self._keep(self.writer.write_parts(RECORDS, lines.parts(order)), "", b"")
            elif self.store.file(RECORDS) is None:  # the memory was lost, and the file stands as it should
                self._keep(self.writer.look(RECORDS), "", b"")
            self.claims.add(RECORDS, "the records of all cables")
        self.store.write_note("pages", str(count).encode())
        return count

    def _plan(self, corpus: Corpus) -> Iterator[tuple[Page, PageTask, Recipe]]:
        """Yield every page with what a worker needs to make it and the recipe by which it would be made."""
        settings = self.settings
        renderer = Renderer(settings.templates, settings.config.site, settings.program, asset_links(settings.assets))
        templates = renderer.digests()
        digests = dict(self.store.source_digests())
        pdf = prints(settings, self.press, len(corpus.cables))
        press = press_digest(self.press) if pdf else b""
        apart, legacy = records_apart(settings, len(corpus.cables)), settings.config.build.legacy_addresses
        site, log = settings.config.site, settings.changes
        for page in plan_pages(corpus, settings.essays, site, pdf=pdf, json=apart, legacy=legacy, changes=log):
            self.claims.add(page.address, page.claimed_by or page.source)
            source = NOTHING
            template = templates.get(page.template, NOTHING)
            if page.source:
                self.claims.add(page.address.removesuffix(".html") + ".txt", page.source)
                source = digest(digests[page.source], page.source.encode())  # a name may tell an id, a title
                if apart:
                    self.claims.add(page.address.removesuffix(".html") + ".json", page.source)
                if pdf:
                    self.claims.add(page.address.removesuffix(".html") + ".pdf", page.source)
                    template = digest(template, press)
            task = page_task(page, settings.notes, self.asides.pop(page.source, None))
            recipe = Recipe(source, digest(task.view), settings.public, template[:8], settings.program_digest)
            yield page, task, recipe

    def _keep(self, one: Written, page: str, recipe: bytes) -> None:
        self.rows.append(
            FileRow(one.address, page, recipe if one.address == page else b"", one.size, one.time, one.sha256)
        )
        if one.changed:
            self.written.append(one.address)
        if len(self.rows) == _AT_ONCE:
            self.store.keep_files(self.rows)
            self.rows.clear()

    # What is not a page

    def _plain(self, corpus: Corpus) -> None:
        """Write assets, the owner's plain files and the files for machines."""
        with self.clock.phase("files") as done:
            wanted = tuple(plain_files(self.project, self.settings, corpus, self._records()))
            for address, _, claimed_by in wanted:
                self.claims.add(address, claimed_by)
            self.claims.check_folders()
            for address, parts, _ in wanted:
                self._keep(self.writer.renew(address, parts), "", b"")
                done.add()

    def _records(self) -> Iterator[bytes]:
        """Yield the lines of the records of all cables, from the file that was just written."""
        with (self.output / RECORDS).open("rb") as lines:
            yield from lines

    def _search(self, corpus: Corpus) -> None:
        """Bring the shards of the index up to date; of one that cannot be made what stands in the site stays."""
        self.store.keep_files(self.rows)
        standing: dict[str, list[str]] = {}
        for row in self.store.files():
            if row.address.startswith(f"{search.FOLDER}/"):
                standing.setdefault(row.address.split("/")[2], []).append(row.address)
        note = self.store.note("shards")
        index = search.Index(
            site=self.output,
            scratch=self.scratch,
            known=msgspec.msgpack.decode(note, type=dict[str, search.Known]) if note else {},
            intact=lambda name: name in standing and self.altered.isdisjoint(standing[name]),
            jobs=self.options.jobs or available_cores(),
            limit=self.options.shard_limit,
            stale_stays=not self.settings.withheld.rules,
        )
        held = {cable_page(cable.id) for cable in corpus.cables}
        cables = search.indexed_cables((row.address, row.sha256) for row in self.store.files() if row.address in held)
        known: dict[str, search.Known] = {}
        with self.clock.phase("search") as done:
            for made in search.make_index(index, cables):
                done.add(made.cables)
                for address, data in made.files:
                    self.claims.add(address, "the search index")
                    self._keep(self.writer.write(address, data), "", b"")
                for address in standing.get(made.name, ()) if made.unchanged else ():
                    self.claims.add(address, "the search index")
                if made.known is not None:
                    known[made.name] = made.known
                if made.problem is not None:
                    self.problems.append(made.problem)
                    self.whole = False
        self.store.write_note("shards", msgspec.msgpack.encode(known))

    def _finish(self) -> tuple[str, ...]:
        self.claims.add(MANIFEST, "the manifest")
        self.claims.check_folders()
        self.store.keep_files(self.rows)
        removed = self.store.unowned()
        remove(self.output, removed)
        parts = manifest_parts(self.store.digests())
        if self.written or removed:
            self._keep(self.writer.write_parts(MANIFEST, parts), "", b"")
        elif self.made or self.altered or self.store.file(MANIFEST) is None:  # it may stand as it should
            self._keep(self.writer.write(MANIFEST, b"".join(parts)), "", b"")
        self.store.keep_files(self.rows)
        self.store.commit()
        return removed
