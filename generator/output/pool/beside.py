"""One piece of work done by a process of its own while this one goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from generator.output.pool import default_method, processes_of
from generator.output.pool.worker import Worker, receive, send

T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def beside(function: Callable[[T], R], item: T, *, process: bool) -> Iterator[Callable[[], R]]:
    """Begin ``function(item)``, and give what returns its result, waiting for it where it is not there yet.

    Args:
        function: a function of a module.
        item: a value.
        process: whether to start a process for it; without one it is done here when the result is asked for.

    Raises:
        GeneratorError: asking for the result raises what function raised.
        OutputError: B004 the process died.
    """
    if not process:
        yield lambda: function(item)
        return
    worker = Worker(processes_of(default_method()), _function, function, (), None)
    try:
        send(worker, _call, (item,), str)
        yield lambda: receive(worker, (item,), str)[0]
    finally:
        worker.end(at_once=True)


def _function(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return function


def _call(function: Callable[[T], R], item: T) -> R:
    return function(item)
