"""How far the work is, while it goes on."""

from typing import Any

from rich.console import Console
from rich.filesize import decimal
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

from generator.build.progress import Phase, Progress
from generator.console import say

WORDS = {
    "read": "Reading cables",
    "link": "Linking cables",
    "make": "Rendering pages",
    "files": "Writing files",
    "search": "Indexing for search",
    "verify": "Comparing files",
    "import": "Importing",
    "data": "Writing the texts as data",
    "write": "Exporting cables",
    "copy": "Copying files",
}
_IN_BYTES = "import"  # the phase that counts bytes, not things


class _Rate(ProgressColumn):
    """How many things a second."""

    def render(self, task: Task) -> Text:
        """Return the present rate, "" while there is none."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "")


class Watcher(Progress):
    """Shows how far the work is: on a terminal a bar with count, rate and time left; elsewhere one line a phase, when over."""

    def __init__(self, *, quiet: bool, lines: bool = True) -> None:
        """Show nothing when quiet, and elsewhere than on a terminal nothing without lines."""
        self._console = Console(stderr=True)
        self._progress: Bar | None = None
        self._bar = not quiet and self._console.is_terminal
        self.on_terminal = self._console.is_terminal
        self._lines = lines and not quiet and not self._console.is_terminal

    def begin(self, phase: str, total: int | None) -> None:
        """Show a new phase."""
        if not self._bar:
            return
        columns: tuple[Any, ...] = (
            TextColumn("{task.description:22}"),
            BarColumn(),
            *((DownloadColumn(), TransferSpeedColumn()) if phase == _IN_BYTES else (MofNCompleteColumn(), _Rate())),
            TimeRemainingColumn(),
        )
        self._progress = Bar(*columns, console=self._console, transient=True)
        self._progress.start()
        self._progress.add_task(WORDS.get(phase, phase), total=total)

    def advance(self, done: int) -> None:
        """Show how far the phase is; one that goes on beyond what was expected has no end that we know."""
        if self._progress is not None:
            task = self._progress.tasks[0]
            if task.total is not None and done > task.total:
                task.total = None  # update() takes None for no change
            self._progress.update(task.id, completed=done)

    def end(self) -> None:
        """Remove the bar."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def done(self, phase: Phase) -> None:
        """Say in a line what a phase did, where nobody saw its bar."""
        if self._lines:
            amount = decimal(phase.count) if phase.name == _IN_BYTES else str(phase.count)
            took = f"{phase.seconds:.2f} s"
            done = f"{amount} in {took}{rate(phase, ', {}')}" if phase.count else f"nothing to do ({took})"
            say(f"{WORDS.get(phase.name, phase.name)}: {done}")


def rate(phase: Phase, form: str = "{}") -> str:
    """Return how many things a second a phase did, in a form; "" where it counts none."""
    if not phase.rate:
        return ""
    return form.format(f"{decimal(int(phase.rate)) if phase.name == _IN_BYTES else f'{phase.rate:,.0f}'}/s")
