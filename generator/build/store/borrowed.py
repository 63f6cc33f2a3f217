"""The store of a site for a command that only reads: it waits for no build, and writes go into a copy that is dropped."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from generator.build.inputs.project import Project
from generator.build.store.database import StoreFault, digest_path, is_sound, read_only
from generator.build.store.rows import SourceRow
from generator.build.store.store import Store


@contextmanager
def borrowed_store(project: Project, where: Path | None = None) -> Iterator[tuple[Store, Path]]:
    """Give a copy of a site's store, and a scratch folder; the copy is empty where the store cannot be used.

    where is the folder that both are in, None for that of the system's temporary files. A build that runs may be writing the
    store; the copy then differs from its digest, and is started anew.
    """
    with tempfile.TemporaryDirectory(prefix="reading-room-", dir=where) as folder:
        scratch = Path(folder)
        original, copy = project.store, scratch / "store.sqlite"
        try:
            shutil.copyfile(original, copy)
            shutil.copyfile(digest_path(original), digest_path(copy))
        except OSError:  # there is none, or it may not be read
            copy.unlink(missing_ok=True)
        with Store(copy) as store:
            try:
                yield store, scratch
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                if not store.known:
                    raise
                raise StoreFault(str(error)) from None


def copy_store(project: Project, other: Project) -> None:
    """Copy the store of a site for another site of the same room; its folder exists.

    Raises:
        OSError: there is none.
    """
    with read_only(project.store) as old, closing(sqlite3.connect(other.store)) as new:
        old.backup(new)


def note_of(project: Project, key: str) -> bytes:
    """Return what the last build of a site noted under key, b"" if nothing or where the store cannot be read."""
    try:
        with read_only(project.store) as store:
            row = store.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    except sqlite3.Error:
        return b""
    return bytes(row[0]) if row else b""


def sources_of(path: Path, reading: bytes) -> list[SourceRow]:
    """Return every source that a store holds; nothing where it is not sound.

    Args:
        path: of the store; another process may be writing it.
        reading: the note of that name; a store with another one was filled by another program and tells nothing.
    """
    if not is_sound(path):
        return []
    try:
        with read_only(path) as store:
            note = store.execute("SELECT value FROM meta WHERE key = 'reading'").fetchone()
            if note is None or bytes(note[0]) != reading:
                return []
            return [SourceRow(*row) for row in store.execute("SELECT path, size, time, digest, facts FROM sources")]
    except sqlite3.Error:
        return []
