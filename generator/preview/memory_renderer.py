"""A page made in memory, by the same tools as a build's: the bytes that a build would write, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

from generator.build.work.context import Context
from generator.build.work.worker import PageTask, Tools, render_page
from generator.render.pdf import Printed
from generator.system.writer import Writer, Written


class _Kept(Writer):
    """Keeps what would be written."""

    def __init__(self, check: Callable[[str, bytes], None]) -> None:
        super().__init__(Path(), Path())
        self._held = check
        self.files: dict[str, bytes] = {}

    def write(self, address: str, data: bytes) -> Written:
        """Keep data that passed the check for withheld words."""
        self._held(address, data)
        self.files[address] = data
        return Written(address, len(data), 0, b"", changed=True)


class MemoryRenderer(Tools):
    """Renders into memory. One thread at a time may use it."""

    def __init__(self, context: Context) -> None:
        """Set up the tools; the first page compiles the templates."""
        super().__init__(context)
        self._kept = _Kept(self.gate.check)
        self.writer = self._kept
        self._printing = False

    def print(self, data: bytes, address: str, name: str) -> Printed:
        """Return the PDF of a cable where it is asked for: printing takes longer than all the rest."""
        return super().print(data, address, name) if self._printing else Printed(b"")

    def make(self, task: PageTask, *, printed: bool = False) -> dict[str, bytes]:
        """Return the files of one page by address; its PDF is among them only if printed.

        Raises:
            TemplateError: the template failed.
            OutputError: B005 the page's source has gone.
        """
        self._kept.files = {}
        self._printing = printed
        made = render_page(self, task)
        left_out = () if printed else (one.address for one in made.files if one.address.endswith(".pdf"))
        for address in left_out:
            del self._kept.files[address]
        return self._kept.files
