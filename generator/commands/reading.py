"""What changed of the sources since the last build is read again; the memory then has the facts of every source."""

import time
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.commands.progress import Clock
from generator.commands.project import Project
from generator.commands.settings import Settings
from generator.commands.tasks import reading_digest
from generator.corpus import Facts, unpack_facts
from generator.output.ahead import fetched_ahead
from generator.output.bench import Aside, SourceTask, read_source
from generator.output.pool import Workers
from generator.output.scan import Found
from generator.output.store import SourceRow, Store
from generator.problems import Problem

_YOUNG = 2_000_000_000  # nanoseconds: a file this young may change again within one tick of the disk's clock


class Reading(msgspec.Struct, frozen=True):
    """What reading came to: problems of files that could not be read at all, and where each cable was put aside."""

    problems: list[Problem]
    asides: dict[str, Aside]


def read_changed(
    project: Project, settings: Settings, store: Store, clock: Clock, pool: Workers, found: Sequence[Found]
) -> Reading:
    """Read what is not in the memory as it is on the disk, and forget what is gone.

    A file with another time than the memory has is opened, and read when its bytes are others too.

    Args:
        project: where the sources are.
        settings: what reading depends on beside them.
        store: the memory; it keeps each source as it comes, for all of them together are larger than their Facts.
        clock: times it as the phase "read".
        pool: who reads.
        found: every source on the disk.
    """
    reading = reading_digest(settings)
    if store.note("reading") != reading:
        store.forget_sources([one.path for one in store.traces()])
        store.write_note("reading", reading)
    traces, gone = _changed(found, store.traces())
    store.forget_sources(gone)
    digests = {path: digest for path, digest in store.source_digests() if path in traces} if traces else {}
    tasks = [SourceTask(path, digests.get(path, b"")) for path in traces]
    began = time.time_ns()
    done = Reading([], {})
    lost: list[str] = []
    same: list[Found] = []  # newer on the disk, and as they were

    def rows() -> Iterator[SourceRow]:
        soon = fetched_ahead(tasks, lambda task: f"{project.content}/{task.path}")
        for one in pool.map(read_source, soon, lambda task: opened(project, task.path), batch=16):
            counter.add()
            if one.problem is not None:
                done.problems.append(project.located(one.problem))
                lost.append(one.path)
                continue
            if one.aside is not None:
                done.asides[one.path] = one.aside
            trace = traces[one.path]
            settled = trace.time if trace.time < began - _YOUNG else 0
            if one.facts:
                yield SourceRow(one.path, trace.size, settled, one.digest, one.facts)
            else:
                same.append(Found(one.path, trace.size, settled))

    with clock.phase("read", len(traces)) as counter:
        store.keep_sources(rows())
        store.forget_sources(lost)
        store.see_sources(same)
    return done


def _changed(found: Iterable[Found], known: Iterator[Found]) -> tuple[dict[str, Found], list[str]]:
    """Return of sources on the disk those that are not as they are known, by path, and the paths of those that are gone.

    Both come in order of path.
    """
    changed: dict[str, Found] = {}
    gone: list[str] = []
    old = next(known, None)
    for one in found:
        while old is not None and old.path < one.path:
            gone.append(old.path)
            old = next(known, None)
        if old != one:
            changed[one.path] = one
        if old is not None and old.path == one.path:
            old = next(known, None)
    gone += [] if old is None else [old.path, *(one.path for one in known)]
    return changed, gone


def known_facts(store: Store) -> list[Facts]:
    """Return the facts of every source, in order of path."""
    return list(unpack_facts(row.facts for row in store.sources()))


def opened(project: Project, path: str) -> str:
    """Return the path of a source as an editor opens it from where we stand."""
    return (project.content / path).as_posix()
