"""A folder that is written whole or not at all: made next to its place, then renamed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it replaces the folder at the end, unless an exception is raised.

    Raises:
        OSError: the system refused; what stood there stands there still.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".reading-room-part-", dir=folder.parent) as name:
        part = Path(name)
        new = part / "new"
        new.mkdir()
        yield new
        _put_in_place(new, folder, part / "old")


def _put_in_place(new: Path, folder: Path, old: Path) -> None:
    """Rename the new folder into its place; an earlier one comes back where that fails."""
    earlier = folder.exists()
    if earlier:
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if earlier:
            old.rename(folder)
        raise
