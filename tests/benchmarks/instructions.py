"""How many instructions reading a cable takes, part by part: a count that other programs of the machine do not change.

    python tests/benchmarks/instructions.py [--cables N] [--words N]

Counted are the processor's instructions outside the system (Linux alone), for each function that ``parse_cable`` calls, on
the cables of ``wire_cables``; garbage is not collected, and each cable was read before. With PYTHONPATH set to the folder
of another version of the program that version is counted, so that two can be compared.
"""

import argparse
import ctypes
import errno
import gc
import os
import struct
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from generator.cables import parse
from tests.benchmarks.wire_cables import make_cable

_PERF_EVENT_OPEN = {"x86_64": 298, "aarch64": 241}
_SIZE = 128  # bytes of the description of a counter
_INSTRUCTIONS = 1
_FLAGS = 40  # where the flags stand in it
_OUTSIDE_THE_SYSTEM = 1 << 5 | 1 << 6


def counter() -> Callable[[], int]:
    """Return what tells the instructions of this thread so far.

    Raises:
        OSError: the system has no such counter, or lets nobody read it.
    """
    described = bytearray(_SIZE)
    struct.pack_into("IIQ", described, 0, 0, _SIZE, _INSTRUCTIONS)
    struct.pack_into("Q", described, _FLAGS, _OUTSIDE_THE_SYSTEM)
    number = _PERF_EVENT_OPEN.get(os.uname().machine) if sys.platform == "linux" else None
    if number is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    library = ctypes.CDLL(None, use_errno=True)
    handle = library.syscall(number, (ctypes.c_char * _SIZE).from_buffer(described), 0, -1, -1, 0)
    if handle < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return lambda: int.from_bytes(os.read(handle, 8), sys.byteorder)


def parts() -> dict[str, Callable[..., Any]]:
    """Return the functions of other modules that ``parse_cable`` calls, by their names."""
    return {
        name: found
        for name, found in vars(parse).items()
        if isinstance(found, FunctionType) and found.__module__.startswith("generator.cables.") and name[0] != "_"
        if found.__module__ != parse.__name__
    }


def count(cables: int, words: int) -> dict[str, float]:
    """Return the thousands of instructions a cable for each part, those of no part, and all together."""
    made = [make_cable(number, words) for number in range(cables)]
    read = counter()
    spent: dict[str, int] = {}

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401  stands for any of the parts
            before = read()
            result = function(*given, **named)
            spent[name] = spent.get(name, 0) + read() - before - least
            return result

        return call

    def all_read() -> int:
        before = read()
        for path, data in made:
            parse.parse_cable(data, path)
        return read() - before

    gc.disable()
    all_read()
    least = min(-read() + read() for _ in range(99))  # what the counting itself takes
    together = min(all_read() for _ in range(3))
    for name, function in parts().items():
        setattr(parse, name, counted(name, function))
    all_read()
    spent["in no part"] = together - sum(spent.values())
    return {name: taken / cables / 1e3 for name, taken in {**spent, "together": together}.items()}


def main() -> None:
    options = argparse.ArgumentParser(description="How many instructions reading a cable takes.")
    options.add_argument("--cables", type=int, default=20, help="how many cables")
    options.add_argument("--words", type=int, default=1_000, help="of how many words each")
    given = options.parse_args()
    try:
        counted = count(given.cables, given.words)
    except OSError as error:
        sys.exit(
            "The processor's counter of instructions cannot be read (perf_event_open of Linux: "
            f"{error.strerror}). Run this where it can: on Linux, on a machine that shows its counters, with "
            "kernel.perf_event_paranoid at 2 or less."
        )
    print("thousands of instructions a cable")
    for name, taken in sorted(counted.items(), key=lambda one: -one[1]):
        print(f"{taken:10,.0f} {name}")


if __name__ == "__main__":
    main()
