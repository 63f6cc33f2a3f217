"""The result of a build, as a value."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from generator.build.progress import Phase
from generator.problems import Problem, Severity

_OF_CONTENT = ("C", "E", "K", "V")  # cables, essays and notes, checks over all cables, vocabulary


class Report(msgspec.Struct, frozen=True):
    """The result of a build.

    Attributes:
        cables: how many the site has now.
        pages: how many the site has now.
        written: addresses of the files written, in the order of the work.
        removed: addresses of the files removed.
        problems: of the whole room, whether or not their file was read this time.
        phases: the time of each phase.
        source_date: the date in feeds and data files (build/inputs/source_date.py).
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
    def unmade(self) -> int:
        """Return how many errors kept a part of the site from being written; pages show other errors, those in content."""
        errors = (problem for problem in self.problems if problem.severity is Severity.ERROR)
        return sum(not problem.code.startswith(_OF_CONTENT) for problem in errors)

    @property
    def warnings(self) -> int:
        """Return how many problems are warnings."""
        return sum(problem.severity is Severity.WARNING for problem in self.problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in order of file, line, code and message."""
    return tuple(sorted(problems, key=lambda one: (one.where.path, one.where.line or 0, one.code, one.message)))
