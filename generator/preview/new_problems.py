"""New problems of a room in the preview, for the terminal and for its pages."""

from collections.abc import Callable, Iterable

from generator.problems import Problem, Severity

_MOST_TOLD = 20  # most problems reported for one change


class NewProblems:
    """Compares the problems of a room with those at the last look and at the first."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Begin with no problems; say prints a line for the owner."""
        # Errors and warnings that are new since the first look and not yet corrected.
        self.notices: tuple[Problem, ...] = ()
        self._say = say
        self._told: frozenset[Problem] | None = None
        self._at_start: frozenset[Problem] = frozenset()
        self._last: Problem | None = None

    def tell(self, problems: Iterable[Problem]) -> None:
        """Print the problems that the last look did not find. ``check`` lists those that the first look found."""
        now = frozenset(problems)
        if self._told is None:
            self._at_start = now
        else:
            for problem in sorted(now - self._told, key=lambda one: one.where.path)[:_MOST_TOLD]:
                self._say(str(problem))
        self._told = now
        self._at_start &= now
        new = (one for one in now - self._at_start if one.severity is not Severity.NOTE)
        self.notices = tuple(sorted(new, key=lambda one: (one.severity is not Severity.ERROR, str(one))))

    def say_once(self, problem: Problem) -> None:
        """Print the problem of a page, unless it was the last one printed: a browser repeats its request."""
        if problem != self._last:
            self._last = problem
            self._say(str(problem))
