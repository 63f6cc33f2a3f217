"""What a build has made so far: each file as it stands in the site, and which of them it wrote."""

from generator.output.files import Written
from generator.output.store import FileRow, Store

AT_ONCE = 2_048  # rows that wait to be kept


class Ledger:
    """The files of a build; their rows go into the memory some at a time."""

    def __init__(self, store: Store) -> None:
        """Begin with none; store keeps them."""
        self._store = store
        self._rows: list[FileRow] = []
        self.written: list[str] = []

    def enter(self, one: Written, page: str = "", recipe: bytes = b"") -> None:
        """Take a file; page is the address of the page that it is or belongs to, recipe that page's."""
        own = recipe if one.address == page else b""
        self._rows.append(FileRow(one.address, page, own, one.size, one.time, one.sha256))
        if one.changed:
            self.written.append(one.address)
        if len(self._rows) >= AT_ONCE:
            self.settle()

    def settle(self) -> None:
        """Have the memory keep what waits."""
        self._store.keep_files(self._rows)
        self._rows.clear()
