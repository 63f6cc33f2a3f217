"""``build``: a content folder -> a site on the disk, or the site brought up to date.

    inputs -> discover -> read what changed (workers) -> link and check -> plan -> render what is stale (workers)
    -> search -> static files, data -> remove what nothing claims -> manifest -> commit

A page is rendered again only if its fingerprint differs from the last build's (build/plan/fingerprint.py). The store
commits last: after a build that was killed, the next one repairs the site.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

import msgspec

from generator.build.dead_links import dead_links
from generator.build.edition import update_edition
from generator.build.inputs.change_log import write_changes
from generator.build.inputs.inputs import Inputs, check_content, load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.inputs.source_date import source_date
from generator.build.load import ORIGINALS, Room, Sources, discover, known_facts, link_sources, read_sources
from generator.build.plan.contents import MOST_AUTOMATIC, print_template, prints
from generator.build.plan.snapshot import Snapshot, frame_of, state_of, unchanged
from generator.build.plan.staleness import LastBuild, StalePage, cable_id
from generator.build.progress import PhaseTimer, Progress
from generator.build.report import Report, in_order
from generator.build.site import Site, open_site
from generator.build.store.completion import mark_unfinished
from generator.build.store.database import DamagedStoreError
from generator.build.store.records_file import RecordsFile
from generator.build.store.store import Store
from generator.build.store.table_file import table_parts
from generator.build.work.context import worker_context
from generator.build.work.last_gate import check_lost_rules
from generator.build.work.original_pdfs import same_files
from generator.build.work.planning import plan_build
from generator.build.work.search_index import TextSpill, update_index
from generator.build.work.spill import Spilled
from generator.build.work.static_files import static_files
from generator.build.work.worker import PageTask, Tools, page_task, render_page
from generator.edition.parquet import check_pyarrow
from generator.pages import Page
from generator.pages.data.records import table_rows
from generator.pages.data.schema import RECORDS, TABLE, table_head
from generator.pages.views import CompareView
from generator.problems import ConfigurationError, OutputError, Problem, Where, problem_at
from generator.search import is_packed
from generator.system.processes import Workers, available_cores, open_pool
from generator.system.writer import Writer

_PRINTED = "printed"  # note of the store: whether the last build made PDF files


def build(project: Project, options: Options | None = None, progress: Progress | None = None) -> Report:
    """Build a site, or bring it up to date; a second time where the store turns out to be damaged (B010).

    Args:
        project: its folders.
        options: how to build; the defaults if None.
        progress: receives the phases.

    Raises:
        GeneratorError: a fault that stops a build; then the site is unchanged, except for pages already written.
    """
    options = options or Options()
    try:
        return _build(project, options, PhaseTimer(progress))
    except DamagedStoreError:
        pass  # only when nothing of that build is left, its error included, is the store free
    return _build(project, options, PhaseTimer(progress))


def _build(project: Project, options: Options, timer: PhaseTimer) -> Report:
    """Build a site, or bring it up to date.

    Raises:
        DamagedStoreError: values of the store cannot be read; it is begun anew the next time.
    """
    check_content(project)  # before anything else: a folder named amiss says nothing of the site
    mark_unfinished(project)
    inputs = load_inputs(project, options)
    if inputs.config.build.data == "full" and inputs.config.build.parquet:
        check_pyarrow()
    template = print_template(project, inputs, allowed=options.pdf)
    with open_site(project, options) as (store, scratch, passing):
        rules = project.located_path("withheld.toml")
        check_lost_rules(inputs.withheld, store, rules, allowed=options.show_withheld)
        found, skipped = discover(project, inputs)
        with _open_workers(project, inputs, options, scratch, template, len(found)) as pool:
            spill = TextSpill(scratch)
            sources = read_sources(project, inputs, store, pool, timer, found, options.tuning, spill.add)
            if options.log:
                digests = {row.path: row.digest for row in store.sources()}
                inputs = write_changes(project, options, inputs, known_facts(store), digests)
            site = Site(project, inputs, options, store, scratch, pool)
            state = state_of(project, options, inputs, template, store.sources_digest())
            snapshot = unchanged(store.note("snapshot"), state)
            originals = same_files(project.content, store.note(ORIGINALS))
            if snapshot and sources.complete and not skipped and not site.altered and originals:
                return _leave_as_is(site, snapshot, inputs, passing, timer)
            room = link_sources(project, inputs, store, (*skipped, *sources.problems), timer, sources.before)
            inputs = site.inputs = room.inputs
            if room.unmatched:  # what is to be withheld may be in the room under another spelling
                raise ConfigurationError(room.unmatched[0])
            printed = prints(inputs, template, len(room.corpus.cables))
            _check_prints(project, inputs, options, store, template, printed=printed)
            frame = frame_of(project, options, inputs, template, len(room.corpus.cables)) + inputs.originals.state
            with closing(RecordsFile(site.folder / RECORDS, scratch, intact=RECORDS not in site.altered)) as records:
                pages, kept, lists = _render_pages(site, room, sources, records, template, frame, pool, timer)
            if inputs.config.build.data == "full":
                with timer.phase("data", len(room.corpus.cables)) as counter:
                    update_edition(site, inputs, room.corpus, sources, pool, counter.add)
            failed = _update_search(inputs, site, room, spill, pool, timer) if _searched(inputs, options) else ()
        _write_static_files(project, inputs, site, room, kept, timer, lists=lists)
        dead = map(project.located, dead_links(project, inputs, room.corpus, pdf=printed))
        failed = (*failed, *site.problems)
        date = source_date(inputs.environment_date, room.corpus.cables)
        made = Snapshot(state, len(room.corpus.cables), pages, (*room.problems, *dead, *failed), date)
        complete = sources.complete and not failed
        store.write_note(_PRINTED, b"yes" if printed else b"")
        store.write_note("snapshot", msgspec.msgpack.encode(made) if complete else b"")
        store.write_note("frame", frame if complete else b"")
        removed = site.finish()
        store.commit()
    return _report(made, site.written, removed, (*inputs.problems, *passing), timer)


def _check_prints(
    project: Project, inputs: Inputs, options: Options, store: Store, template: Path | None, *, printed: bool
) -> None:
    """Check that PDF files of the last build disappear only if somebody asked for that: they may be cited.

    Raises:
        OutputError: B025 nobody did.
    """
    if printed or not store.note(_PRINTED) or not options.pdf or inputs.config.build.pdf != "auto":
        return
    row = "B025" if template is None else "B025.many"
    raise OutputError(problem_at(row, Where(str(project.output)), most=f"{MOST_AUTOMATIC:,}"))


def _leave_as_is(
    site: Site, snapshot: Snapshot, inputs: Inputs, passing: tuple[Problem, ...], timer: PhaseTimer
) -> Report:
    """Leave the site as it is, but remove files that do not belong to it."""
    with timer.phase("make", 0):
        strays = site.remove_strays()
    site.store.commit()
    return _report(snapshot, (), strays, (*inputs.problems, *passing), timer)


def _report(
    made: Snapshot, written: tuple[str, ...], removed: tuple[str, ...], problems: tuple[Problem, ...], timer: PhaseTimer
) -> Report:
    found = in_order((*problems, *made.problems))
    return Report(made.cables, made.pages, written, removed, found, tuple(timer.phases), made.date)


def _searched(inputs: Inputs, options: Options) -> bool:
    return inputs.config.build.search and options.search


def _open_workers(
    project: Project, inputs: Inputs, options: Options, scratch: Path, template: Path | None, files: int
) -> Workers:
    jobs = options.jobs or (available_cores() if files > options.tuning.serial_sources else 1)
    tuning = options.tuning
    if options.cluster is not None:  # its workers may be on several machines
        tuning = msgspec.structs.replace(tuning, spill_limit=0)
    context = worker_context(project, inputs, scratch, template, tuning, search=_searched(inputs, options))
    return open_pool(jobs, Tools, context, options.cluster, scratch, tuning.start_method)


def _render_pages(
    site: Site,
    room: Room,
    sources: Sources,
    records: RecordsFile,
    template: Path | None,
    frame: bytes,
    pool: Workers,
    timer: PhaseTimer,
) -> tuple[int, Sequence[str], bool]:
    """Render every stale page, and write data/cables.jsonl, of which records has the lines.

    Returns how many pages the site has, the records that are as they were, if nothing but sources has changed, and whether
    lists may differ from those of the last build.
    """
    project, inputs, options, store, corpus = site.project, site.inputs, site.options, site.store, room.corpus
    same_frame = store.note("frame") == frame and not site.altered
    last = LastBuild(store.fingerprint, site.altered, records)
    planner, planned = plan_build(store, inputs, options, corpus, room.change if same_frame else None, template, last)
    waiting: deque[tuple[PageTask, StalePage]] = deque()  # results come in the order of the tasks
    pages = others = 0
    if planner.scope.parts is not None:
        others = int(store.note("pages") or 0) - store.plan_only(planner.scope.parts)
        others += 0 if planner.scope.lists else store.plan_others()

    def tasks() -> Iterator[PageTask]:
        nonlocal pages
        for some in planned:
            pages += some.count
            counter.look(some.count - len(some.stale))
            site.claims.add_all(some.claims, some.new)
            for one in some.stale:
                counter.look(1)
                task = page_task(one.page, corpus, one.view, _spilled(one.page, sources), planner.links)
                waiting.append((task, one))
                yield task

    def name(task: PageTask) -> str:
        return project.located_path(task.source) if task.source else task.address

    expected = int(store.note("pages") or len(corpus.cables) + len(corpus.missing)) - others
    with closing(planned):
        with timer.phase("make", expected) as counter:
            for made in pool.map(render_page, tasks(), name, batch=options.tuning.batch):
                counter.add()
                task, one = waiting.popleft()
                if made.record:
                    records.add(cable_id(one.page), made.record)
                if made.problem is not None:
                    site.problems.append(project.located(made.problem))
                # A page with a problem is rendered again, so that the next build tells it too.
                fingerprint = b"" if made.problem else one.fingerprint
                for file in made.files:
                    site.enter(file, task.address, fingerprint, one.page.part)
        site.claims.add(RECORDS, "the records of all cables")
        order = [cable.id for cable in corpus.cables]
        if records.changed(order):
            site.write(RECORDS, records.parts(order))
        elif store.file(RECORDS) is None:  # the store was lost, and the file is as it should be
            site.enter(site.writer.look(RECORDS))
    store.write_note("pages", str(pages + others).encode())
    return pages + others, records.kept() if same_frame else (), planner.scope.lists


def _spilled(page: Page, sources: Sources) -> tuple[Spilled | None, ...]:
    """Return where the parsed cables that a page shows were spilled."""
    shown = page.view.sources if isinstance(page.view, CompareView) else (page.source,)
    return tuple(map(sources.spilled.get, shown))


def _write_static_files(
    project: Project, inputs: Inputs, site: Site, room: Room, kept: Sequence[str], timer: PhaseTimer, *, lists: bool
) -> None:
    """Write assets, the owner's plain files and the files for machines.

    kept are the records that are as they were; without lists all but the table of records is as in the last build.
    """
    with timer.phase("files") as counter:
        records, last = site.folder / RECORDS, site.folder / TABLE
        table = chain((table_head(last.name),), table_parts(records, last, kept, table_rows))
        files = tuple(static_files(project, inputs, room.corpus, table))
        for address, _, claimed_by in files:
            site.claims.add(address, claimed_by)
        site.claims.check_folders()
        for address, parts, _ in files:
            if lists or address == TABLE or site.store.file(address) is None:
                site.write(address, parts)
            counter.add()


def _update_search(
    inputs: Inputs, site: Site, room: Room, spill: TextSpill, pool: Workers, timer: PhaseTimer
) -> tuple[Problem, ...]:
    """Bring the search index up to date; return a problem if that failed, and then the old index stays."""
    site.settle()
    unchecked = Writer(site.folder, site.scratch)  # for what holds nothing but the words of texts, which are checked

    def write(address: str, data: bytes) -> None:
        site.enter((unchecked if is_packed(address) else site.writer).write(address, data))

    with timer.phase("search", len(room.corpus.cables)) as counter:
        addresses, problem = update_index(
            site.folder, site.store, room.corpus, inputs, spill, site.altered, pool, write, counter.add
        )
    for address in addresses:
        site.claims.add(address, "the search index")
    return () if problem is None else (problem,)
