"""More than one process: work goes out in batches, results come back in order. The only module that knows of processes.

Work in flight is bounded: each worker has one batch, and no more than a few finished ones wait for an earlier one. With
one job nothing is started and the work is done here. A worker that dies is an error that names what it had in hand.

``open_pool`` is the door: behind it are processes of this machine, or a cluster (output/cluster.py).
"""

import cProfile
import gc
import multiprocessing
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.sharedctypes import RawValue
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from generator.problems import GeneratorError, OutputError, Problem, Severity, Where

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_WAITING = 4  # finished batches a worker that may wait for an earlier one
_COLLECT = 64  # batches between two collections of cyclic garbage


class _Position(Protocol):
    value: int


def available_cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_method() -> str:
    """Return how workers are started: forked on Linux, else as new processes.

    A process that has threads, Typst's perhaps, is not forked: what one of them holds would be held in the child for ever.
    """
    return "fork" if sys.platform == "linux" and _threads() == 1 else "spawn"


def _threads() -> int:
    return sum(1 for _ in Path("/proc/self/task").iterdir())


class Workers(Protocol):
    """Who does the work: used in a ``with`` statement."""

    def __enter__(self) -> Self:
        """Return itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the work."""

    def map(
        self, function: Callable[[Any, T], R], items: Iterable[T], name: Callable[[T], str], batch: int = 16
    ) -> Iterator[R]:
        """Yield ``function(bench, item)`` for each item, in their order (``Pool.map``)."""


def open_pool(
    jobs: int,
    prepare: Callable[[Any], Any],
    context: object,
    cluster: str | None = None,
    shared: Path = Path(),
    profile: Path | None = None,
) -> Workers:
    """Return workers: those of the cluster at an address if one is given, else jobs processes of this machine.

    Args:
        jobs: how many processes; none is started for one.
        prepare: a function of a module, which makes a worker's bench of the context.
        context: a value.
        cluster: the address of a Dask scheduler.
        shared: a folder that all workers of the cluster see.
        profile: a folder into which each process of this machine writes where its time went.

    Raises:
        OutputError: B022 the cluster cannot be used.
    """
    if cluster is None:
        return Pool(jobs, prepare, context, profile=profile)
    from generator.output.cluster import Cluster  # noqa: PLC0415  loaded where a cluster is asked for, and only then

    return Cluster(cluster, prepare, context, shared)


class Pool(Generic[S]):
    """A number of workers, each with a bench of its own that ``prepare(context)`` sets up once.

    Use it in a ``with`` statement; leaving that ends the workers, at once if by an exception.
    """

    def __init__(
        self,
        jobs: int,
        prepare: Callable[[Any], S],
        context: object,
        method: str | None = None,
        profile: Path | None = None,
    ) -> None:
        """Start jobs workers, or none for one job. prepare is a function of a module, context a value; profile as above."""
        self._workers: list[_Worker] = []
        self._bench: S | None = None
        self._prepare = prepare
        self._context = context
        if jobs > 1:
            forks = (method or default_method()) == "fork"
            processes = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
            for _ in range(jobs):
                self._workers.append(_Worker(processes, prepare, context, self._workers, profile))

    def __enter__(self) -> Self:
        """Return the pool."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.end(at_once=kind is not None)
        self._workers.clear()

    def map(
        self, function: Callable[[S, T], R], items: Iterable[T], name: Callable[[T], str], batch: int = 16
    ) -> Iterator[R]:
        """Yield ``function(bench, item)`` for each item, in their order.

        Args:
            function: a function of a module; it runs in a worker.
            items: what to work on; taken lazily, a few batches ahead of the results.
            name: how an error message names an item.
            batch: how many items go to a worker at once.

        Raises:
            GeneratorError: as function raised it.
            OutputError: B004 a worker died.
        """
        if not self._workers:
            if self._bench is None:
                self._bench = self._prepare(self._context)
            for item in items:
                yield function(self._bench, item)
            return
        yield from self._spread(function, iter(items), name, batch)

    def _spread(
        self, function: Callable[[S, T], R], items: Iterator[T], name: Callable[[T], str], batch: int
    ) -> Iterator[R]:
        idle = deque(self._workers)
        busy: dict[Connection, tuple[_Worker, int, Sequence[T]]] = {}
        finished: dict[int, Sequence[R]] = {}
        sent = due = 0
        ahead: Sequence[T] = tuple(islice(items, batch))
        while ahead or busy:
            while ahead and idle and sent - due < _WAITING * len(self._workers):
                worker = idle.popleft()
                _send(worker, function, ahead, name)
                busy[worker.connection] = (worker, sent, ahead)
                sent += 1
                ahead = tuple(islice(items, batch))
            for ready in wait(list(busy)):
                worker, number, had = busy.pop(ready)  # type: ignore[call-overload]
                finished[number] = _receive(worker, had, name)
                idle.append(worker)
            while due in finished:
                yield from finished.pop(due)
                due += 1


class _Worker:
    """One process and the ends of what connects us to it."""

    def __init__(
        self,
        processes: ForkContext | SpawnContext,
        prepare: Callable[[Any], Any],
        context: object,
        elder: Sequence["_Worker"],
        profile: Path | None,
    ) -> None:
        self.connection, theirs = processes.Pipe()
        self.position: _Position = RawValue("q", -1)
        # A forked worker inherits our ends of its elders' pipes. It must close them, or they would never see us die.
        inherited = [one.connection for one in elder] + [self.connection]
        ours = inherited if processes.get_start_method() == "fork" else []
        self.process = processes.Process(
            target=_work, args=(theirs, self.position, prepare, context, ours, profile), daemon=True
        )
        self.process.start()
        theirs.close()

    def end(self, *, at_once: bool) -> None:
        if at_once:
            self.process.kill()
        self.connection.close()
        self.process.join()


def _send(worker: _Worker, function: Callable[..., Any], items: Sequence[T], name: Callable[[T], str]) -> None:
    worker.position.value = -1
    try:
        worker.connection.send((function, items))
    except (BrokenPipeError, ConnectionResetError):
        raise _died(worker, items, name) from None


def _receive(worker: _Worker, items: Sequence[T], name: Callable[[T], str]) -> Sequence[Any]:
    try:
        outcome, value = worker.connection.recv()
    except (EOFError, ConnectionResetError):
        raise _died(worker, items, name) from None
    if outcome is _DONE:
        return value  # type: ignore[no-any-return]
    kind, problem, trace = value
    if problem is None:
        raise RuntimeError(trace)
    raise kind(problem)


def _died(worker: _Worker, items: Sequence[T], name: Callable[[T], str]) -> OutputError:
    worker.process.join(1)
    code = worker.process.exitcode
    how = f"killed by {signal.Signals(-code).name}" if code is not None and code < 0 else f"exit status {code}"
    had = items[min(max(worker.position.value, 0), len(items) - 1)]
    hint = "nothing of what was being made is in the site; if memory ran out, try --jobs 1 or take this file away"
    return OutputError(Problem(Where(name(had)), Severity.ERROR, "B004", f"the worker that had it died ({how})", hint))


_DONE, _FAILED = True, False


def _work(
    connection: Connection,
    position: _Position,
    prepare: Callable[[Any], Any],
    context: object,
    inherited: Sequence[Connection],
    profile: Path | None,
) -> None:
    """Serve the other end until it closes. Runs in the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to answer; it ends us
    for one in inherited:
        one.close()
    gc.disable()  # what work leaves is freed by count; cycles are collected now and then, not ten times a cable
    if profile is None:
        _serve(connection, position, prepare, context)
        return
    _leave_profiler()
    profiler = cProfile.Profile()
    profiler.runcall(_serve, connection, position, prepare, context)
    profiler.dump_stats(profile / str(os.getpid()))


def _leave_profiler() -> None:
    """Leave the profiler of the process that forked us: one process has room for one."""
    sys.setprofile(None)
    monitoring = getattr(sys, "monitoring", None)  # from Python 3.12 on
    if monitoring is not None and monitoring.get_tool(monitoring.PROFILER_ID) is not None:
        monitoring.free_tool_id(monitoring.PROFILER_ID)


def _serve(connection: Connection, position: _Position, prepare: Callable[[Any], Any], context: object) -> None:
    """Take batches and return results until the other end closes."""
    bench = None
    batches = 0
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            function, items = connection.recv()
            try:
                if bench is None:
                    bench = prepare(context)
                results = []
                for index, item in enumerate(items):
                    position.value = index
                    results.append(function(bench, item))
            except GeneratorError as error:
                connection.send((_FAILED, (type(error), error.problem, "")))
            except Exception as error:  # noqa: BLE001 - a fault of the program: told whole, by the main process
                connection.send((_FAILED, (type(error), None, traceback.format_exc())))
            else:
                connection.send((_DONE, results))
            batches += 1
            if batches % _COLLECT == 0:
                gc.collect()
