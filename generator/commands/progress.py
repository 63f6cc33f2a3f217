"""What a command tells while it works and when it is done. Prints nothing: the console does."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Protocol

import msgspec

from generator.problems import Problem, Severity


class Progress(Protocol):
    """Whoever watches a build."""

    def begin(self, phase: str, total: int | None) -> None:
        """A phase begins; total is how much there is to do, None if that is not known."""

    def advance(self, done: int) -> None:
        """So much of the phase is done, from its beginning."""

    def end(self) -> None:
        """The phase is over, or was broken off."""

    def done(self, phase: "Phase") -> None:
        """The phase is over, and this is what it did."""


class Silent:
    """Nobody watches."""

    def begin(self, phase: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, done: int) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""

    def done(self, phase: "Phase") -> None:
        """Say nothing."""


class Phase(msgspec.Struct, frozen=True):
    """A phase that is over: its name, how many things it did, how many seconds it took."""

    name: str
    count: int
    seconds: float

    @property
    def rate(self) -> float | None:
        """Return how many things a second, None where nothing was done or no time passed."""
        return self.count / self.seconds if self.count and self.seconds > 0 else None


class Report(msgspec.Struct, frozen=True):
    """What a build did.

    cables and pages count what the site holds now; written and removed are addresses, in the order of the work; problems
    are of the whole room, whether or not their file was read this time. source_date is commands/source_date.py's.
    """

    cables: int
    pages: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    phases: tuple[Phase, ...]
    source_date: dt.datetime | None = None

    @property
    def errors(self) -> int:
        """Return how many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """Return how many problems are warnings."""
        return sum(problem.severity is Severity.WARNING for problem in self.problems)


class Counter:
    """How far a phase is: tells the watcher."""

    def __init__(self, watcher: Progress) -> None:
        """Count from nothing."""
        self.count = 0
        self._looked = 0
        self._told = 0
        self._watcher = watcher

    def add(self, number: int = 1) -> None:
        """Count number more that were done."""
        self.count += number
        self._tell(self.count)

    def look(self, number: int) -> None:
        """Count so many more that were looked at, and perhaps need not be done: the phase is so much further all the same."""
        self._looked += number
        self._tell(self._looked)

    def _tell(self, number: int) -> None:
        if number > self._told:
            self._told = number
            self._watcher.advance(number)


class Clock:
    """Times the phases of one command."""

    def __init__(self, watcher: Progress) -> None:
        """Begin with no phase."""
        self.phases: list[Phase] = []
        self._watcher = watcher

    @contextmanager
    def phase(self, name: str, total: int | None = None) -> Iterator[Counter]:
        """Time what is done in the ``with`` block."""
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
