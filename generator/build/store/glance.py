"""``glance``: the sources that a store remembers, read while a build may be writing it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from generator.build.store.database import VERSION, is_as_written
from generator.build.store.rows import SourceRow

_GLANCE = 0.2  # seconds that reading waits for who keeps


def glance(path: Path, reading: bytes) -> list[SourceRow]:
    """Return every source that a store holds, without blocking a build; nothing where it is not sound.

    Args:
        path: of the store; another process may be writing it.
        reading: the note of that name; a store with another one was filled by another program and tells nothing.
    """
    if not is_as_written(path):
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_GLANCE)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            note = connection.execute("SELECT value FROM meta WHERE key = 'reading'").fetchone()
            if version != VERSION or note is None or bytes(note[0]) != reading:
                return []
            rows = connection.execute("SELECT path, size, time, digest, facts FROM sources")
            return [SourceRow(*row) for row in rows]
    except sqlite3.Error:
        return []
