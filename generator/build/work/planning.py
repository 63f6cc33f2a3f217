"""Which pages a build plans: those that a change of the sources can touch, or all; and what the next build takes from it.

The digest of the line of each cable in lists is kept from one build to the next: a tag of a large room has a hundred
thousand of them on its pages, of which a change touches a few.

All pages of a large room are planned in several processes, forked because all cables are too much to send: each has all data
of this one, and returns the stale pages of a part.
"""

from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Options
from generator.build.plan.fingerprint import unpacked
from generator.build.plan.staleness import LastBuild, PlannedPages, Planner, scope_of
from generator.build.store.store import Store
from generator.corpus import Change, Corpus
from generator.pages.parts import WHOLE, Scope
from generator.system.digests import SIZE
from generator.system.processes import Pool, available_cores, default_method

_LINES = "lines"  # notes of the store
_TEMPLATES = "templates"


def plan_build(
    store: Store,
    inputs: Inputs,
    options: Options,
    corpus: Corpus,
    change: Change | None,
    template: Path | None,
    last: LastBuild,
) -> tuple[Planner, Generator[PlannedPages]]:
    """Return what plans the pages of a build, and these.

    The store has what the last build learned, and takes what the next one needs. change is that of the sources, where nothing
    else has changed and the site is as the last build left it, else None; template is None if no PDF is made.
    """
    digests = dict(store.source_digests())

    def planner(last: LastBuild, scope: Scope = WHOLE) -> Planner:
        templates, lines = None, {}
        if change is not None:
            templates = msgspec.msgpack.decode(store.note(_TEMPLATES), type=dict[str, bytes])
            lines = _known_lines(store.note(_LINES)) if scope.lists else {}
        return Planner(corpus, inputs, digests, template, last, options.tuning, scope, templates, lines)

    if change is not None:
        scoped = planner(last, scope_of(corpus, change, inputs))
        planned = list(_plan(scoped, 1))
        if not store.clashes(scoped.addresses(planned), inputs.own_addresses):
            if scoped.scope.lists:  # else no line of a list has changed
                store.write_note(_LINES, _packed_lines(scoped.lines()))
            return scoped, (some for some in planned)
    jobs = _planning_jobs(options, len(corpus.cables), inputs, store.fingerprint("index.html"))
    whole = planner(msgspec.structs.replace(last, fingerprint=_fingerprints(store, jobs)))
    store.write_note(_TEMPLATES, msgspec.msgpack.encode(whole.templates))
    store.write_note(_LINES, _packed_lines(whole.lines()))
    return whole, _plan(whole, jobs)


def _planning_jobs(options: Options, cables: int, inputs: Inputs, front_page: bytes) -> int:
    """Return how many processes plan: several, if most pages of a large room may be current.

    If the settings or the program changed, every page is rendered, which takes most of the time. front_page is the packed
    fingerprint of the front page in the last build, b"" for none.
    """
    tuning = options.tuning
    many = cables >= tuning.parallel_planning and (tuning.start_method or default_method()) == "fork"
    front = unpacked(front_page) if front_page and many else None
    same = front is not None and (front.settings, front.program) == (inputs.public, inputs.program_digest)
    return (options.jobs or available_cores()) if same else 1


def _plan(planner: Planner, jobs: int) -> Generator[PlannedPages]:
    """Yield all pages, in order; close it to end early. For one job no process is started."""
    if jobs == 1:
        for part in range(len(planner.parts)):
            yield from planner.stale_pages(part)
        return
    with Pool(jobs, _unchanged, planner, "fork") as pool:
        for planned in pool.map(_plan_part, range(len(planner.parts)), lambda _: "a part of the pages", batch=1):
            yield from planned


def _unchanged(planner: Planner) -> Planner:
    return planner


def _plan_part(planner: Planner, part: int) -> list[PlannedPages]:
    return list(planner.stale_pages(part))


def _fingerprints(store: Store, jobs: int) -> Callable[[str], bytes]:
    """Return a function that gives the fingerprint of a page in several processes: started ones cannot use the store."""
    if not store.fingerprint("index.html"):  # no page was ever written
        return lambda _page: b""
    if jobs == 1:
        return store.fingerprint
    known = store.fingerprints()
    return lambda page: known.get(page, b"")


def _packed_lines(lines: Mapping[str, bytes]) -> bytes:
    return msgspec.msgpack.encode((list(lines), b"".join(lines.values())))


def _known_lines(packed: bytes) -> dict[str, bytes]:
    if not packed:
        return {}
    ids, digests = msgspec.msgpack.decode(packed, type=tuple[list[str], bytes])
    return dict(zip(ids, (digests[at : at + SIZE] for at in range(0, len(digests), SIZE)), strict=True))
