"""The bar that shows on a terminal how far a phase is. The only module that knows Rich, which takes long to load."""

from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text


class _Rate(ProgressColumn):
    """How many things a second."""

    def render(self, task: Task) -> Text:
        """Return the present rate, "" while there is none."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "")


class Bar:
    """One phase: its name, how many of how many things or bytes, the rate and the time left."""

    def __init__(self, name: str, total: int | None, *, in_bytes: bool) -> None:
        """Show the phase; total is None where it is not known."""
        columns: tuple[Any, ...] = (
            TextColumn("{task.description:22}"),
            BarColumn(),
            *((DownloadColumn(), TransferSpeedColumn()) if in_bytes else (MofNCompleteColumn(), _Rate())),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._progress.start()
        self._progress.add_task(name, total=total)

    def advance(self, done: int) -> None:
        """Show how far the phase is; one that goes on beyond what was expected has no end that we know."""
        task = self._progress.tasks[0]
        if task.total is not None and done > task.total:
            task.total = None  # update() takes None for no change
        self._progress.update(task.id, completed=done)

    def end(self) -> None:
        """Remove the bar."""
        self._progress.stop()
