"""Work that must end: it is interrupted when it has used its share of the processor, in whatever thread it is done."""

import ctypes
import signal
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc


class OutOfTimeError(BaseException):
    """Work has used up its time. No fault of the work, so nothing in it that expects faults takes this for one."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Do work, and interrupt it once the processor has spent so many seconds on it.

    In the main thread of a process an alarm of the system interrupts it, also within one search for a pattern; elsewhere a
    thread beside it does, between two steps of Python.

    Raises:
        OutOfTimeError: it was interrupted.
    """
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        return _by_alarm(seconds, work)
    return _watched(seconds, work)


def _by_alarm(seconds: float, work: Callable[[], T]) -> T:
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


def _watched(seconds: float, work: Callable[[], T]) -> T:
    worker = threading.get_ident()
    spent = _spent_by(worker)
    until = spent() + seconds
    done = threading.Event()
    deciding = threading.Lock()

    def watch() -> None:
        left = seconds
        while not done.wait(left):
            with deciding:  # so that the thread whose time is asked lives
                if done.is_set():
                    return
                left = until - spent()
                if left <= 0:
                    _raise_in(ctypes.c_ulong(worker), ctypes.py_object(OutOfTimeError))
                    return

    threading.Thread(target=watch, daemon=True).start()
    try:
        return work()
    finally:
        with deciding:
            done.set()
            _raise_in(ctypes.c_ulong(worker), None)  # what was raised and has not come yet never comes


def _spent_by(thread: int) -> Callable[[], float]:
    """Return what tells the seconds of a processor that a thread has had; where no system tells, those that have passed."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic
    clock = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(clock)
