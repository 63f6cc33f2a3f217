"""The progress of a command. Prints nothing: the console does."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import msgspec


class Progress:
    """An observer of a build. This one does nothing."""

    def begin(self, phase: str, total: int | None) -> None:
        """Begin a phase; total is how many steps it has, None if that is unknown."""

    def advance(self, done: int) -> None:
        """Take the number of steps done since the phase began."""

    def end(self) -> None:
        """End the phase, finished or not."""

    def done(self, phase: "Phase") -> None:
        """Take the result of a finished phase."""


class Phase(msgspec.Struct, frozen=True):
    """A finished phase: its name, the number of steps, the seconds."""

    name: str
    count: int
    seconds: float

    @property
    def rate(self) -> float | None:
        """Return the steps in a second, None if there were none or no time passed."""
        return self.count / self.seconds if self.count and self.seconds > 0 else None


class Counter:
    """Counts the steps of a phase, and tells the observer."""

    def __init__(self, watcher: Progress) -> None:
        self.count = 0
        self._looked = 0
        self._told = 0
        self._watcher = watcher

    def add(self, number: int = 1) -> None:
        """Count steps that were done."""
        self.count += number
        self._tell(self.count)

    def look(self, number: int) -> None:
        """Count items that were checked and perhaps need no work: they are progress too."""
        self._looked += number
        self._tell(self._looked)

    def _tell(self, number: int) -> None:
        if number > self._told:
            self._told = number
            self._watcher.advance(number)


class PhaseTimer:
    """Times the phases of one command."""

    def __init__(self, watcher: Progress | None = None) -> None:
        """Begin with no phase; tell the watcher, if there is one."""
        self.phases: list[Phase] = []
        self._watcher = watcher or Progress()

    @contextmanager
    def phase(self, name: str, total: int | None = None) -> Iterator[Counter]:
        """Time the work in the ``with`` block."""
        counter = Counter(self._watcher)
        begun = perf_counter()
        self._watcher.begin(name, total)
        try:
            yield counter
        finally:
            self._watcher.end()
        phase = Phase(name, counter.count, perf_counter() - begun)
        self.phases.append(phase)
        self._watcher.done(phase)
