"""The store between builds, in SQLite: facts of each source, fingerprint and trace of each file of the site.

Everything that a build learns is written in one transaction, committed last: a build that is killed leaves the store
as it was. The transaction is opened first and keeps every other build from the same output away. A store that cannot
be used is set aside and a new one begun: another version's, a damaged one, or one whose bytes are not those that were
written, which a digest beside it tells. That costs time, never a wrong site.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from generator.build.store.database import cannot_keep, in_use, keep_digest, open_store, remove_store
from generator.build.store.folders import files_in, folder_of, keep_folders
from generator.build.store.rows import FileRow, SourceRow
from generator.system.listing import Entry, Folder, Found


class Store:
    """The store of one output folder. Use it in a ``with`` statement; what is not committed is forgotten."""

    def __init__(self, path: Path) -> None:
        """Open the store at path, or begin one.

        Raises:
            OutputError: B003 it cannot be written; B006 another build has it.
        """
        self._path = path
        self.mended = ""
        self._inside = ""  # a clause: in which parts files are looked for that this build does not want
        self.known = False  # whether it has what an earlier build kept
        self._changes = -1  # rows changed when the digest of the store was last kept
        # Folders of the site whose digests are not yet of their files as they are known now.
        self._touched: set[str] = set()
        try:
            self._connection = self._open()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the second when an error quotes what is damaged
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise in_use(path) from None
            self.mended = str(error)
            self._begin_anew()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def _begin_anew(self) -> None:
        try:
            remove_store(self._path)
            self._connection = self._open()
        except (sqlite3.DatabaseError, OSError) as error:
            raise cannot_keep(self._path, error) from None

    def _open(self) -> sqlite3.Connection:
        connection, new = open_store(self._path)
        self.known = not new
        if not new:
            self._changes = connection.total_changes
        return connection

    def commit(self) -> None:
        """Commit, and begin the next transaction."""
        try:
            self._keep_folders()
            self._connection.execute("COMMIT")
            if self._connection.total_changes == self._changes:  # its bytes are what they were, and so is their digest
                self._connection.execute("BEGIN IMMEDIATE")
                return
            self._changes = self._connection.total_changes
            keep_digest(self._path)
            self._connection.execute("BEGIN IMMEDIATE")
        except (sqlite3.DatabaseError, OSError) as error:
            raise cannot_keep(self._path, error) from None

    def forget(self) -> None:
        """Forget everything except what the last build withheld: that is no cache."""
        self._connection.execute("DELETE FROM meta WHERE key NOT LIKE 'withheld%'")
        for table in ("sources", "files", "folders"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608  names of our own
        self._touched.clear()

    def note(self, key: str) -> bytes:
        """Return what was noted under key, b"" if nothing was."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else b""

    def write_note(self, key: str, value: bytes) -> None:
        """Note value under key."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # Sources

    def sources(self) -> Iterator[SourceRow]:
        """Return every source as it was last read, in order of path."""
        cursor = self._connection.execute("SELECT path, size, time, digest, facts FROM sources ORDER BY path")
        return (SourceRow(*row) for row in cursor)

    def facts(self, path: str) -> bytes:
        """Return the facts of one source, packed, b"" where nothing is known of it."""
        row = self._connection.execute("SELECT facts FROM sources WHERE path = ?", (path,)).fetchone()
        return bytes(row[0]) if row else b""

    def sources_digest(self) -> bytes:
        """Return the digest of every source: its path and its bytes."""
        made = hashlib.blake2b(digest_size=16)
        for path, digest in self._connection.execute("SELECT path, digest FROM sources ORDER BY path"):
            name = path.encode("utf-8", "surrogatepass")
            made.update(b"%d " % len(name) + name + digest)
        return made.digest()

    def source_digests(self) -> Iterator[tuple[str, bytes]]:
        """Return path and SHA-256 of every source."""
        return iter(self._connection.execute("SELECT path, digest FROM sources"))

    def traces(self) -> Iterator[Found]:
        """Return path, size and time of every source, in order of path, without its facts."""
        cursor = self._connection.execute("SELECT path, size, time FROM sources ORDER BY path")
        return (Found(*row) for row in cursor)

    def keep_sources(self, rows: Iterable[SourceRow]) -> None:
        """Write the rows of sources, in place of older ones."""
        values = ((row.path, row.size, row.time, row.digest, row.facts) for row in rows)
        self._connection.executemany("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?)", values)

    def see_sources(self, traces: Iterable[Found]) -> None:
        """Write size and time of sources whose bytes did not change."""
        rows = ((one.size, one.time, one.path) for one in traces)
        self._connection.executemany("UPDATE sources SET size = ?, time = ? WHERE path = ?", rows)

    def forget_sources(self, paths: Iterable[str]) -> None:
        """Forget sources that are gone, or that must be read again."""
        self._connection.executemany("DELETE FROM sources WHERE path = ?", ((path,) for path in paths))

    # Files of the site

    def digests(self, folder: str = "") -> Iterator[tuple[str, bytes]]:
        """Return address and SHA-256 of every file of the site, or of those under one folder, in order of address."""
        inside = " WHERE address > ? AND address < ?" if folder else ""  # "0" comes after "/"
        bounds = (f"{folder}/", f"{folder}0") if folder else ()
        yield from self._connection.execute(f"SELECT address, sha256 FROM files{inside} ORDER BY address", bounds)  # noqa: S608  one of two clauses of our own

    def file(self, address: str) -> FileRow | None:
        """Return what is known of one file, None if nothing is."""
        row = self._connection.execute(
            "SELECT address, page, fingerprint, size, time, sha256, part FROM files WHERE address = ?", (address,)
        ).fetchone()
        return FileRow(*row) if row else None

    def fingerprint(self, page: str) -> bytes:
        """Return the packed fingerprint by which a page was made, b"" if it was not."""
        row = self._connection.execute("SELECT fingerprint FROM files WHERE address = ?", (page,)).fetchone()
        return row[0] if row else b""

    def fingerprints(self) -> dict[str, bytes]:
        """Return the packed fingerprints by which all pages were made, by their addresses."""
        return dict(self._connection.execute("SELECT address, fingerprint FROM files WHERE fingerprint <> x''"))

    def keep_files(self, rows: Sequence[FileRow]) -> None:
        """Write the rows of files, in place of older ones."""
        values = ((row.address, row.page, row.part, row.fingerprint, row.size, row.time, row.sha256) for row in rows)
        self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        self._touched.update(folder_of(row.address) for row in rows)

    def count_files(self) -> int:
        """Return how many files the last build left in the output folder."""
        return int(self._connection.execute("SELECT count(*) FROM files").fetchone()[0])

    def folders(self) -> dict[str, bytes]:
        """Return the digest of the files of each folder of the site, by its path with a slash at its end."""
        self._keep_folders()
        return dict(self._connection.execute("SELECT path, digest FROM folders"))

    def _keep_folders(self) -> None:
        keep_folders(self._connection, self._touched)
        self._touched.clear()

    def see(self, present: Iterable[Folder]) -> frozenset[str]:
        """Take the folders of the output folder, each as it is known (``folders``) or with its files.

        Returns:
            The pages, or addresses of no page, whose files are lost or not as written.
        """
        altered: set[str] = set()
        lost: list[tuple[str]] = []
        strange: list[tuple[str]] = []
        left = self.folders()

        def compare(folder: str, files: Iterable[Entry]) -> None:
            there = {folder + name: (size, time) for name, size, time in files}
            for address, size, time, page in files_in(self._connection, folder):
                seen = there.pop(address, None)
                if seen is None:
                    lost.append((address,))
                if seen != (size, time):
                    altered.add(page or address)
            strange.extend((address,) for address in there)

        for one in present:
            left.pop(one.path, None)
            if one.files is not None:
                compare(one.path, one.files)
        for path in left:  # these are gone
            compare(path, ())
        self._connection.executemany("INSERT INTO strange VALUES (?)", strange)
        self._connection.executemany("INSERT INTO lost VALUES (?)", lost)
        return frozenset(altered)

    def plan(self, claims: Sequence[tuple[str, str]]) -> tuple[str, str, str] | None:
        """Take addresses that this build wants, each with what claims it.

        Returns:
            None, or an address that is claimed twice (letters' case apart) and the two that claim it.
        """
        before = self._connection.total_changes
        values = [(address.casefold(), address, claimed_by) for address, claimed_by in claims]
        try:
            self._connection.executemany("INSERT INTO planned VALUES (?, ?, ?)", values)
        except sqlite3.IntegrityError:
            folded, address, claimed_by = values[self._connection.total_changes - before]  # the first that is not taken
            query = "SELECT address, claimed_by FROM planned WHERE folded = ?"
            other, also = self._connection.execute(query, (folded,)).fetchone()
            return min(address, other), also, claimed_by
        return None

    def folder_clash(self, address: str) -> tuple[str, str, str] | None:
        """Return an address, this or one above it, that is wanted as a file and as a folder, and the two claimants, or None."""
        folder, parts = address.casefold(), address.split("/")
        query = "SELECT claimed_by FROM planned WHERE folded = ?"
        (own,) = self._connection.execute(query, (folder,)).fetchone()
        inside = "SELECT claimed_by FROM planned WHERE folded > ? AND folded < ? ORDER BY folded LIMIT 1"
        below = self._connection.execute(inside, (f"{folder}/", f"{folder}0")).fetchone()  # "0" comes after "/"
        if below:
            return address, own, below[0]
        for length in range(1, len(parts)):
            above = "/".join(parts[:length])
            row = self._connection.execute(query, (above.casefold(),)).fetchone()
            if row:
                return above, row[0], own
        return None

    def strays(self) -> tuple[str, ...]:
        """Return the addresses of files that stand in the output folder (``see``) and that no build wrote."""
        cursor = self._connection.execute("SELECT address FROM strange ORDER BY address")
        return tuple(address for (address,) in cursor)

    def plan_only(self, parts: Iterable[str]) -> int:
        """Limit this build to some parts of the room, and to files of no part; return how many pages these have so far.

        The files of other parts stay as they are.
        """
        self._connection.executemany("INSERT INTO scope VALUES (?)", ((part,) for part in {*parts, ""}))
        self._inside = " AND part IN (SELECT part FROM scope)"
        count = f"SELECT count(*) FROM files WHERE address = page{self._inside}"  # noqa: S608  our own
        return int(self._connection.execute(count).fetchone()[0])

    def plan_others(self) -> int:
        """Take the pages of no part as wanted, as they are; return how many there are."""
        query = "SELECT address FROM files WHERE part = '' AND address = page"
        pages = [(address, "a page of the last build") for (address,) in self._connection.execute(query)]
        self.plan(pages)
        return len(pages)

    def clashes(self, pages: Iterable[tuple[str, str]], own: Iterable[str]) -> bool:
        """Say whether an address may be claimed by a page of another part, or by the owner as a file or a folder.

        pages are addresses that some parts want, each with its part; own those of the owner's files.
        """
        new: set[str] = set()
        for address, part in pages:
            row = self._connection.execute("SELECT part FROM files WHERE address = ?", (address,)).fetchone()
            if row is None:
                new.add(address.casefold())
            elif row[0] != part:
                return True
        if not new:
            return False
        folders = {folder for one in new for folder in _above(one)}
        if any(one.casefold() in folders or not new.isdisjoint(_above(one.casefold())) for one in own):
            return True
        return any(address.casefold() in new for (address,) in self._connection.execute("SELECT address FROM files"))

    def unowned(self) -> tuple[str, ...]:
        """Forget the files that this build does not want, and return those that stand in the output folder."""
        unplanned = "address NOT IN (SELECT address FROM planned)"
        ours = f"FROM files WHERE {unplanned}{self._inside}"
        known = f"SELECT address {ours} AND address NOT IN (SELECT address FROM lost)"  # noqa: S608  our own
        strange = f"SELECT address FROM strange WHERE {unplanned}"  # noqa: S608  the same
        cursor = self._connection.execute(f"{known} UNION {strange} ORDER BY address")
        gone = tuple(address for (address,) in cursor)
        forgotten = self._connection.execute(f"SELECT address {ours}")
        self._touched.update(folder_of(address) for (address,) in forgotten)
        self._connection.execute(f"DELETE {ours}")
        return gone


def _above(address: str) -> list[str]:
    parts = address.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]
