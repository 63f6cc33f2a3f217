"""More than one process: work goes out in batches, results come back in order. The only package that knows of processes.

Work in flight is bounded: each worker has one batch, and no more than a few finished ones wait for an earlier one. With
one job nothing is started and the work is done here. A worker that dies is an error that names what it had in hand.

``open_pool`` is the door: behind it are processes of this machine, or a cluster (system/processes/cluster.py).
"""

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from generator.system.processes.worker import Worker, receive, send

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

WAITING = 4  # finished batches a worker that may wait for an earlier one


def available_cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_method() -> str:
    """Return how workers are started: forked on Linux, else as new processes.

    A process that has threads, Typst's perhaps, is not forked: what one of them holds would be held in the child for ever.
    """
    return "fork" if sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1 else "spawn"


def processes_of(method: str) -> ForkContext | SpawnContext:
    """Return what makes processes that are started so."""
    return multiprocessing.get_context("fork") if method == "fork" else multiprocessing.get_context("spawn")


class Workers(AbstractContextManager["Workers"], Protocol):
    """Who does the work: used in a ``with`` statement."""

    def map(
        self, function: Callable[[Any, T], R], items: Iterable[T], name: Callable[[T], str], batch: int = 16
    ) -> Iterator[R]:
        """Yield ``function(tools, item)`` for each item, in their order (``Pool.map``)."""

    def begin(self, function: Callable[[Any, T], R], items: Sequence[T], name: Callable[[T], str]) -> Iterator[R]:
        """Have the workers begin at once; yield ``function(tools, item)`` for each item, in any order (``Pool.begin``)."""


def open_pool(
    jobs: int,
    prepare: Callable[[Any], Any],
    context: object,
    cluster: str | None = None,
    shared: Path = Path(),
    method: str | None = None,
) -> Workers:
    """Return workers: those of the cluster at an address if one is given, else jobs processes of this machine.

    prepare is a function of a module, which makes a worker's tools from the context, a value. cluster is the address of a Dask
    scheduler, whose workers all see the folder shared; method is "fork", "spawn", or None for what the system does best.

    Raises:
        OutputError: B022 the cluster cannot be used.
    """
    if cluster is None:
        return Pool(jobs, prepare, context, method)
    from generator.system.processes.cluster import Cluster  # noqa: PLC0415  loaded where a cluster is asked for, and only then

    return Cluster(cluster, prepare, context, shared)


class Pool(AbstractContextManager["Pool[S]"], Generic[S]):
    """A number of workers, each with tools of its own that ``prepare(context)`` sets up once.

    Use it in a ``with`` statement; leaving that ends the workers, at once if by an exception.
    """

    def __init__(self, jobs: int, prepare: Callable[[Any], S], context: object, method: str | None = None) -> None:
        """Start jobs workers, or none for one job. prepare is a function of a module, context a value."""
        self._workers: list[Worker] = []
        self._tools: S | None = None
        self._spreading = False  # whether the workers are at work for a map
        self._prepare = prepare
        self._context = context
        if jobs > 1:
            processes = processes_of(method or default_method())
            for _ in range(jobs):
                self._workers.append(Worker(processes, prepare, context, self._workers))

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.end(at_once=error[0] is not None)
        self._workers.clear()

    def map(
        self, function: Callable[[S, T], R], items: Iterable[T], name: Callable[[T], str], batch: int = 16
    ) -> Iterator[R]:
        """Yield ``function(tools, item)`` for each item, in their order.

        Args:
            function: a function of a module; it runs in a worker.
            items: what to work on; taken lazily, a few batches ahead of the results.
            name: how an error message names an item.
            batch: how many items go to a worker at once.

        Raises:
            GeneratorError: as function raised it.
            OutputError: B004 a worker died.
            RuntimeError: the workers are at work for another map, whose answers would be taken for those of this one.
        """
        if not self._workers:
            if self._tools is None:
                self._tools = self._prepare(self._context)
            for item in items:
                yield function(self._tools, item)
            return
        self._take()
        try:
            yield from self._results(function, iter(items), name, batch)
        finally:
            self._spreading = False

    def begin(self, function: Callable[[S, T], R], items: Sequence[T], name: Callable[[T], str]) -> Iterator[R]:
        """Have the workers begin with all items, each with its share, while this process does something else.

        Returns:
            An iterator, which waits for what they made, share by share. Until it is through there can be no map.

        Raises:
            OutputError: B004 a worker died. The iterator raises as ``map`` does.
            RuntimeError: as for ``map``.
        """
        if not self._workers:
            return self.map(function, items, name)
        self._take()
        count = len(self._workers)
        shares = [(worker, items[at::count]) for at, worker in enumerate(self._workers) if items[at::count]]
        for worker, share in shares:
            send(worker, function, share, name)
        return self._received(shares, name)

    def _received(self, shares: Iterable[tuple[Worker, Sequence[T]]], name: Callable[[T], str]) -> Iterator[Any]:
        for worker, share in shares:
            yield from receive(worker, share, name)
        self._spreading = False

    def _take(self) -> None:
        if self._spreading:
            message = "the workers are at work for another map"
            raise RuntimeError(message)
        self._spreading = True

    def _results(
        self, function: Callable[[S, T], R], items: Iterator[T], name: Callable[[T], str], batch: int
    ) -> Iterator[R]:
        idle = deque(self._workers)
        busy: dict[Connection, tuple[Worker, int, Sequence[T]]] = {}
        finished: dict[int, Sequence[R]] = {}
        sent = due = 0
        ahead: Sequence[T] = tuple(islice(items, batch))
        while ahead or busy:
            while ahead and idle and sent - due < WAITING * len(self._workers):
                worker = idle.popleft()
                send(worker, function, ahead, name)
                busy[worker.connection] = (worker, sent, ahead)
                sent += 1
                ahead = tuple(islice(items, batch))
            for ready in wait(list(busy)):
                worker, number, had = busy.pop(ready)  # type: ignore[call-overload]
                finished[number] = receive(worker, had, name)
                idle.append(worker)
            while due in finished:
                yield from finished.pop(due)
                due += 1
