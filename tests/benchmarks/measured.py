"""One run of a program: its seconds, and the memory of it and all that it starts, together, at the worst moment."""

import contextlib
import os
import platform
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import psutil

_EVERY = 0.1  # seconds between two looks at least,
_REST = (
    20  # and so many times what the look took: counting the pages of a gigabyte takes a while, of the same processors
)
_NO_CHANGE: Mapping[str, str] = {}


class Measured(msgspec.Struct, frozen=True):
    """A run: seconds by the clock, bytes of all and of the main process at their worst moments, what it printed.

    processor is the time that it and all that it started had of processors, in seconds: other programs change it less.
    """

    seconds: float
    peak: int
    main: int = 0
    printed: str = ""
    processor: float = 0.0


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] = _NO_CHANGE) -> Measured:
    """Run a program to its end, in a folder.

    Memory shared by several processes is counted once where the system tells it so (Linux), else once for each.

    Raises:
        SystemExit: it failed; with the end of what it printed.
    """
    told = folder / "told"
    with told.open("wb") as out, (folder / "complaints").open("wb") as complaints:
        began, before = time.perf_counter(), _processor()
        process = psutil.Popen(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **environment},
            stdout=out,
            stderr=complaints,
        )
        peak = _Peak(process)
        peak.start()
        code = process.wait()
        seconds = time.perf_counter() - began
        peak.join()
    printed = told.read_text(encoding="utf-8", errors="replace")
    if code:
        said = (folder / "complaints").read_text(encoding="utf-8", errors="replace")
        message = f"{' '.join(map(str, command))} ended with {code}: {(said or printed)[-2000:]}"
        raise SystemExit(message)
    return Measured(seconds, peak.most, peak.main, printed, _processor() - before)


def _processor() -> float:
    """Return the seconds of processors that all programs had which this one started and which have ended."""
    used = os.times()
    return used.children_user + used.children_system


class _Peak(threading.Thread):
    """Looks at the memory of a process and of all below it until it ends."""

    def __init__(self, process: psutil.Popen) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.most = self.main = 0

    def run(self) -> None:
        while self._process.poll() is None:
            began = time.perf_counter()
            self.most = max(self.most, _together(self._process))
            with contextlib.suppress(psutil.Error):
                self.main = max(self.main, self._process.memory_info().rss)
            time.sleep(max(_EVERY, _REST * (time.perf_counter() - began)))


def _together(process: psutil.Process) -> int:
    total = 0
    with contextlib.suppress(psutil.Error):
        for one in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.Error, OSError):
                memory = one.memory_full_info()
                total += getattr(memory, "pss", memory.rss)
    return total


def size_of(folder: Path) -> tuple[int, int]:
    """Return how many files a folder has, and their bytes together."""
    files = size = 0
    for place, _, names in os.walk(folder):
        files += len(names)
        size += sum(os.lstat(f"{place}/{name}").st_size for name in names)
    return files, size


def machine() -> str:
    """Return the machine in words: processor, cores, memory, system, Python."""
    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.partition(": ")[2] for line in lines if line.startswith("model name"))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = psutil.virtual_memory().total / (1 << 30)
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    return f"{model}, {cores} cores, {memory:.0f} GB, {system}, Python {platform.python_version()}"


def load() -> float:
    """Return how many processes wanted a core in the last minute: figures of a busy machine are not to be kept."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
