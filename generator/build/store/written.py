"""The files that a build has written or left as they are; their rows go into the store some at a time."""

from generator.build.store.rows import FileRow
from generator.build.store.store import Store
from generator.system.writer import Written


class WrittenFiles:
    """The files of one build."""

    def __init__(self, store: Store, rows: int) -> None:
        """Begin with none; rows are written to the store so many at once."""
        self._store, self._at_once = store, rows
        self._rows: list[FileRow] = []
        self.addresses: list[str] = []  # those that were written

    def enter(self, one: Written, page: str = "", fingerprint: bytes = b"", part: str = "") -> None:
        """Take a file.

        Args:
            one: the file as it is in the site.
            page: the address of the page that it is or accompanies, "" for none.
            fingerprint: that page's, packed.
            part: that page's part of the room.
        """
        own = fingerprint if one.address == page else b""
        self._rows.append(FileRow(one.address, page, own, one.size, one.time, one.sha256, part))
        if one.changed:
            self.addresses.append(one.address)
        if len(self._rows) >= self._at_once:
            self.settle()

    def settle(self) -> None:
        """Write the waiting rows to the store."""
        self._store.keep_files(self._rows)
        self._rows.clear()
