"""Which pages a build plans: those that a change of the sources can touch, or all; and what the next build takes from it.

The digest of the line of each cable in lists is kept from one build to the next: a tag of a large room has a hundred
thousand of them on its pages, of which a change touches a few.
"""

from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Options
from generator.build.plan.parallel import plan, planning_jobs
from generator.build.plan.staleness import LastBuild, PlannedPages, Planner, scope_of
from generator.build.store.store import Store
from generator.corpus import Change, Corpus
from generator.pages.parts import WHOLE, Scope
from generator.system.digests import SIZE
from generator.system.processes import available_cores

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

    Args:
        store: has what the last build learned, and takes what the next one needs.
        inputs: everything but the cables.
        options: how many processes may plan.
        corpus: the cables.
        change: that of the sources, where nothing else has changed and the site is as the last build left it; else None.
        template: None if no PDF is made.
        last: the result of the last build.
    """
    digests = dict(store.source_digests())

    def planner(last: LastBuild, scope: Scope = WHOLE) -> Planner:
        templates, lines = None, {}
        if change is not None:
            templates = msgspec.msgpack.decode(store.note(_TEMPLATES), type=dict[str, bytes])
            lines = _known_lines(store.note(_LINES))
        return Planner(corpus, inputs, digests, template, last, options.tuning, scope, templates, lines)

    if change is not None:
        scoped = planner(last, scope_of(corpus, change, inputs))
        planned = list(plan(scoped, 1))
        if not store.clashes(scoped.addresses(planned), inputs.own_addresses):
            store.write_note(_LINES, _packed_lines(scoped.lines()))
            return scoped, (some for some in planned)
    cables = len(corpus.cables)
    jobs = planning_jobs(
        options.jobs or available_cores(), cables, inputs, store.fingerprint("index.html"), options.tuning
    )
    whole = planner(msgspec.structs.replace(last, fingerprint=_fingerprints(store, jobs)))
    store.write_note(_TEMPLATES, msgspec.msgpack.encode(whole.templates))
    store.write_note(_LINES, _packed_lines(whole.lines()))
    return whole, plan(whole, jobs)


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
