"""Whether time grows faster than the input: one yardstick for all tests of it, made for machines that are busy."""

import gc
import time
from collections.abc import Callable

MOST_TIMES = 9  # for four times the input: in proportion is 4, the square 16
SMALL = 0.004  # seconds of the processor below which noise is all there is
ATTEMPTS = 12


def seconds_of(work: Callable[[], object]) -> float:
    """Return what ``work`` takes, in seconds of the processor, with the collector of garbage out of the way."""
    gc.disable()
    try:
        begin = time.process_time()
        work()
        return time.process_time() - begin
    finally:
        gc.enable()


def growth(once: Callable[[], float], four_times: Callable[[], float], most: float = float("inf")) -> str:
    """Return why the time grows too fast, or nothing.

    ``once`` and ``four_times`` measure the work on an input and on one of four times its size, in seconds; ``most`` bounds the
    second. The least of several attempts counts, since other processes only ever add.
    """
    small = large = float("inf")
    for _ in range(ATTEMPTS):
        small, large = min(small, once()), min(large, four_times())
        if large < SMALL or (large < MOST_TIMES * small and large < most):
            return ""
    return f"{small:.4f} s, and for four times as much {large:.4f} s; {most:.4f} s are allowed"
