"""The folders of the site as the store knows them: a digest of the files of each tells whether they are as they were.

A site of a million files has some forty thousand folders, and a build of one change touches a few of them.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from generator.system.listing import digest_of_files

_LAST = "\U0010ffff"  # no address comes after it
Row = tuple[str, int, int, str]  # address, size, time, page


def folder_of(address: str) -> str:
    """Return the folder of a file, with a slash at its end, "" for the site itself."""
    return address[: address.rfind("/") + 1]


def files_in(connection: sqlite3.Connection, folder: str) -> Iterator[Row]:
    """Yield the files of a folder in order of address; those of folders in it are stepped over."""
    query = "SELECT address, size, time, page FROM files WHERE address >= ? AND address < ? ORDER BY address"
    end = f"{folder[:-1]}0" if folder else _LAST  # "0" comes after "/"
    start: str | None = folder
    while start is not None:
        rows = connection.execute(query, (start, end))
        start = None
        for row in rows:
            inner, inside, _ = row[0][len(folder) :].partition("/")
            if inside:
                start = f"{folder}{inner}0"
                break
            yield row


def keep_folders(connection: sqlite3.Connection, folders: Iterable[str]) -> None:
    """Write the digests of folders in which files changed."""
    for folder in folders:
        files = [(address[len(folder) :], size, time) for address, size, time, _ in files_in(connection, folder)]
        if files:
            connection.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", (folder, digest_of_files(files)))
        else:
            connection.execute("DELETE FROM folders WHERE path = ?", (folder,))
