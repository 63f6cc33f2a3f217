"""How far the work is, while it goes on."""

import sys
from typing import TYPE_CHECKING

from rich.filesize import decimal

from generator.build.progress import Phase, Progress
from generator.console import say

if TYPE_CHECKING:
    from generator.console.bar import Bar

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


class Watcher(Progress):
    """Shows how far the work is: on a terminal a bar with count, rate and time left; elsewhere one line a phase, when over."""

    def __init__(self, *, quiet: bool, lines: bool = True) -> None:
        """Show nothing when quiet, and elsewhere than on a terminal nothing without lines."""
        self.on_terminal = sys.stderr.isatty()
        self._bar: Bar | None = None
        self._bars = not quiet and self.on_terminal
        self._lines = lines and not quiet and not self.on_terminal

    def begin(self, phase: str, total: int | None) -> None:
        """Show a new phase."""
        if self._bars:
            from generator.console.bar import Bar  # noqa: PLC0415  Rich takes long to load

            self._bar = Bar(WORDS.get(phase, phase), total, in_bytes=phase == _IN_BYTES)

    def advance(self, done: int) -> None:
        """Show how far the phase is."""
        if self._bar is not None:
            self._bar.advance(done)

    def end(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.end()
            self._bar = None

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
