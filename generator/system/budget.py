"""Work that must end: an alarm of the system interrupts it when it has used its share of the processor."""

import signal
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class OutOfTimeError(BaseException):
    """Work has used up its time. No fault of the work, so nothing in it that expects faults takes this for one."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Do work, and interrupt it once the processor has spent so many seconds on it.

    Only the main thread of a process can be interrupted, and no process of Windows: elsewhere work has all the time it takes.

    Raises:
        OutOfTimeError: it was interrupted.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return work()
    going = True

    def stop(_signal: int, _frame: object) -> None:
        if going:
            raise OutOfTimeError

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        return work()
    finally:
        going = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
