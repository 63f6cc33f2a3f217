"""One piece of work done by a process of its own while this one goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from generator.output.pool import default_method, processes_of
from generator.output.pool.worker import DIED, Worker, receive, send
from generator.problems import OutputError

T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def beside(function: Callable[[T], R], item: T, *, process: bool) -> Iterator[Callable[[], R]]:
    """Begin ``function(item)``, and give what returns its result, once, waiting for it where it is not there yet.

    Args:
        function: a function of a module.
        item: a value.
        process: whether to start a process for it; without one, or where that dies, it is done here when the result is
            asked for.

    Raises:
        GeneratorError: asking for the result raises what function raised.
    """
    if not process:
        yield lambda: function(item)
        return
    worker = Worker(processes_of(default_method()), _function, function, (), None)

    def result() -> R:
        try:
            return receive(worker, (item,), str)[0]  # type: ignore[no-any-return]
        except OutputError as error:
            if error.problem.code != DIED:
                raise
            return function(item)
        finally:
            worker.end(at_once=True)  # it has no more to do, and what it found is large

    try:
        send(worker, _call, (item,), str)
        yield result
    finally:
        worker.end(at_once=True)


def _function(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return function


def _call(function: Callable[[T], R], item: T) -> R:
    return function(item)
