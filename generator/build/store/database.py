"""The file of the store: opened, and checked against the digest next to it.

A store of another version, a damaged one, or one whose bytes are not those that were written is none: whoever opens it
begins a new one.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from generator.problems import OutputError, Problem, Where, problem_at

VERSION = 6
StoreFault = sqlite3.Error  # what a store raises when its file fails
_PATIENCE = 60_000  # milliseconds that keeping waits for who reads

# What the scan of the output found beside what it should: strange is what no build wrote, lost what one wrote and is gone.
# planned is what this build wants there, scope the parts of the room that it planned.
_SCRATCH = """
CREATE TEMP TABLE strange (address TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE lost (address TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE scope (part TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE planned (folded TEXT PRIMARY KEY, address TEXT NOT NULL, claimed_by TEXT NOT NULL) WITHOUT ROWID
"""
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, time INTEGER NOT NULL, digest BLOB NOT NULL, facts BLOB NOT NULL
);
CREATE TABLE files (
    address TEXT PRIMARY KEY, page TEXT NOT NULL, part TEXT NOT NULL, fingerprint BLOB NOT NULL, size INTEGER NOT NULL,
    time INTEGER NOT NULL, sha256 BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE folders (path TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
"""


def open_store(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open a store, or begin one, and keep every other build from it; return also whether it is new.

    Raises:
        sqlite3.DatabaseError: it cannot be used; an OperationalError that says "locked" when another build has it.
        UnicodeDecodeError: it cannot be used, and what is damaged stands in the error.
    """
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("BEGIN IMMEDIATE")  # takes back what a killed build had half written
        connection.execute("ROLLBACK")
        # Closing a file lets go of the locks that this process has on it, so the digest comes before the lock.
        sound = is_as_written(path)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")  # who only reads is soon done
        new = _prepare(connection, sound=sound)
    except BaseException:
        connection.close()
        raise
    return connection, new


def remove_store(path: Path) -> None:
    """Remove a store and the files next to it."""
    for ending in ("", "-wal", "-shm", "-journal", ".blake2b"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def keep_digest(path: Path) -> None:
    """Write the digest of a store next to it."""
    new = Path(f"{path}.new")
    new.write_bytes(_digest(path))
    new.replace(digest_path(path))


def read_only(path: Path) -> "closing[sqlite3.Connection]":
    """Open a store to read it, which another process may be writing; what cannot be read raises sqlite3.Error."""
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True))


def is_sound(path: Path) -> bool:
    """Say whether there is a store at path that this version can use. Changes nothing."""
    if not is_as_written(path):
        return False
    try:
        with read_only(path) as store:
            return bool(store.execute("PRAGMA user_version").fetchone()[0] == VERSION)
    except sqlite3.DatabaseError:
        return False


def is_as_written(path: Path) -> bool:
    """Say whether the bytes of a store are those that were written."""
    try:
        return digest_path(path).read_bytes() == _digest(path)
    except OSError:
        return False


def digest_path(path: Path) -> Path:
    """Return the path of the file that holds the digest of a store."""
    return Path(f"{path}.blake2b")


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").digest()


def _prepare(connection: sqlite3.Connection, *, sound: bool) -> bool:
    """Make the tables; return whether the store is new."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if version != VERSION and tables:
        message = f"it is of version {version}, not {VERSION}"
        raise sqlite3.DatabaseError(message)
    if tables and not sound:
        message = "it is not as it was written"
        raise sqlite3.DatabaseError(message)
    for statement in (_SCRATCH if tables else _SCRATCH + ";" + _TABLES).split(";"):
        connection.execute(statement)
    if not tables:
        connection.execute(f"PRAGMA user_version = {VERSION}")
    return not tables


class DamagedStoreError(Exception):
    """A store has other values than were written, although its digest is right."""


# What of SQLite's faults is one of the disk or of the system, and not of what the file holds.
_OF_THE_DISK = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY,
     sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM}
)  # fmt: skip


def is_damage(error: Exception) -> bool:
    """Say whether a fault of reading a store is one of what it holds."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF not in _OF_THE_DISK


def disown(path: Path) -> None:
    """Let the next build take a store for damaged."""
    digest_path(path).unlink(missing_ok=True)


def started_anew(path: Path, why: str) -> Problem:
    """Return the problem of a store that could not be used; why is what was wrong with it."""
    return problem_at("B010", Where(str(path)), why=why)


def in_use(path: Path) -> OutputError:
    """Return what to raise when another build has a store."""
    return OutputError(problem_at("B006", Where(str(path))))


def unusable(error: OSError | sqlite3.Error) -> Problem:
    """Return the problem of a file or folder that the system refuses, or of a store that fails."""
    name = getattr(error, "filename", None)
    return problem_at("B023", Where(str(name or ".reading-room")), detail=getattr(error, "strerror", "") or str(error))


def cannot_keep(path: Path, error: Exception) -> OutputError:
    """Return what to raise when the store cannot be written, or fails in the middle of a build."""
    return OutputError(problem_at("B003", Where(str(path)), fault=error))
