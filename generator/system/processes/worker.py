"""One process beside ours, and the two ends of what connects us: what is sent, what comes back, what is said when it dies."""

import gc
import signal
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.sharedctypes import RawValue
from typing import Any, Protocol, TypeVar

from generator.problems import GeneratorError, OutputError, Where, problem_at

T = TypeVar("T")

DIED = "B004"  # the code of the problem of a worker that died
_COLLECT = 64  # batches between two collections of cyclic garbage


_Setup = tuple[Callable[[Any], Any], object]  # what makes a worker's tools, and from what


class _Position(Protocol):
    value: int


class Worker:
    """One process and the ends of what connects us to it."""

    def __init__(
        self,
        processes: ForkContext | SpawnContext,
        prepare: Callable[[Any], Any],
        context: object,
        elder: Sequence["Worker"],
    ) -> None:
        """Start it; elder are those that were started before it, the rest is as for ``Pool``."""
        self.connection, theirs = processes.Pipe()
        self.position: _Position = RawValue("q", -1)
        # A forked worker inherits our ends of its elders' pipes. It must close them, or they would never see us die.
        inherited = [one.connection for one in elder] + [self.connection]
        forked = processes.get_start_method() == "fork"
        setup: _Setup = prepare, context
        self._unsent = None if forked else setup
        given = (setup, inherited) if forked else (None, [])
        self.process = processes.Process(target=_work, args=(theirs, self.position, *given), daemon=True)
        self.process.start()
        theirs.close()

    def send(self, message: object) -> None:
        """Send it a message, and before the first one what its tools are made of, if it was not forked.

        As an argument of a new process that would wait for ever for one that died before it read it, if it is too long for
        a pipe: multiprocessing keeps the other end of that pipe open until all is written.

        Raises:
            OSError: it died.
        """
        if self._unsent is not None:
            self.connection.send(self._unsent)
            self._unsent = None
        self.connection.send(message)

    def end(self, *, at_once: bool) -> None:
        """Let it end, or end it; again does nothing."""
        if at_once:
            self.process.kill()
        self.connection.close()
        self.process.join()


def send(worker: Worker, function: Callable[..., Any], items: Sequence[T], name: Callable[[T], str]) -> None:
    """Have a worker call function with its tools and each item.

    Raises:
        OutputError: B004 it died.
    """
    worker.position.value = -1
    try:
        worker.send((function, items))
    except (BrokenPipeError, ConnectionResetError):
        raise _died(worker, items, name) from None


def receive(worker: Worker, items: Sequence[T], name: Callable[[T], str]) -> Sequence[Any]:
    """Wait for what a worker made of the items that it was sent.

    Raises:
        GeneratorError: as the function raised it.
        OutputError: B004 the worker died.
    """
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


def _died(worker: Worker, items: Sequence[T], name: Callable[[T], str]) -> OutputError:
    worker.process.join(1)
    code = worker.process.exitcode
    how = f"killed by {signal.Signals(-code).name}" if code is not None and code < 0 else f"exit status {code}"
    had = items[min(max(worker.position.value, 0), len(items) - 1)]
    return OutputError(problem_at(DIED, Where(name(had)), how=how))


_DONE, _FAILED = True, False


def _work(connection: Connection, position: _Position, setup: _Setup | None, inherited: Sequence[Connection]) -> None:
    """Serve the other end until it closes. Runs in the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to answer; it ends us
    for one in inherited:
        one.close()
    gc.disable()  # what work leaves is freed by count; cycles are collected now and then, not ten times a cable
    tools = None
    batches = 0
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        prepare, context = setup or connection.recv()
        while True:
            function, items = connection.recv()
            try:
                if tools is None:
                    tools = prepare(context)
                results = []
                for index, item in enumerate(items):
                    position.value = index
                    results.append(function(tools, item))
            except GeneratorError as error:
                connection.send((_FAILED, (type(error), error.problem, "")))
            except Exception as error:  # noqa: BLE001 - a fault of the program: told whole, by the main process
                connection.send((_FAILED, (type(error), None, traceback.format_exc())))
            else:
                connection.send((_DONE, results))
            batches += 1
            if batches % _COLLECT == 0:
                gc.collect()
