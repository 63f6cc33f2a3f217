"""The lines of data/cables.jsonl from one build to the next: a page that was not rendered again keeps its line.

New lines wait in a scratch file, so that memory holds only where each line stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.system.scratch import Place, ScratchFile

_START = b'{"id":"'


def id_of(line: bytes) -> str:
    """Return the identifier of a cable's line."""
    return line[len(_START) : line.find(b'"', len(_START))].decode("utf-8", "replace")


class RecordsFile:
    """Where the line of each cable stands, in the file of the last build or among the new ones."""

    def __init__(self, path: Path, scratch: Path, *, intact: bool = True) -> None:
        """Look through the last build's file if there is one as it was written; scratch takes the new lines."""
        self._old: dict[str, Place] = {}
        self._order: list[str] = []
        self._new: dict[str, Place] = {}
        self._added = ScratchFile(scratch / "lines")
        self._last = ScratchFile(path)  # is only read
        self._stands = intact and path.is_file()
        if self._stands:
            with path.open("rb") as lines:
                self._look_through(lines)

    def _look_through(self, lines: Iterable[bytes]) -> None:
        place = 0
        for line in lines:
            if line.startswith(_START):
                name = id_of(line)
                self._old[name] = (place, len(line))
                self._order.append(name)
            place += len(line)

    def __contains__(self, cable_id: object) -> bool:
        """Say whether the last build's file has a line of this cable."""
        return cable_id in self._old

    def add(self, cable_id: str, line: bytes) -> None:
        """Take the line of a cable that was rendered again, if it differs."""
        old = self._old.get(cable_id)
        if old is None or old[1] != len(line) or self._last.get(old) != line:
            self._new[cable_id] = self._added.add(line)

    def changed(self, order: Sequence[str]) -> bool:
        """Say whether the file must be written again: it is lost, or has a new line, or other cables than before."""
        return not self._stands or bool(self._new) or list(order) != self._order

    def kept(self) -> list[str]:
        """Return the ids of the last build's lines, in their order, with "" for each that has a new line."""
        return ["" if cable_id in self._new else cable_id for cable_id in self._order]

    def parts(self, order: Sequence[str]) -> Iterator[bytes]:
        """Yield the whole file, line by line in the order of ids given."""
        for cable_id in order:
            new = self._new.get(cable_id)
            yield self._last.get(self._old[cable_id]) if new is None else self._added.get(new)

    def close(self) -> None:
        """Close both files."""
        self._added.close()
        self._last.close()
