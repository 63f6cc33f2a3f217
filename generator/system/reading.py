"""Files of whatever kind -> their bytes; what is no file, or cannot be read, is an error with its path."""

import errno
import hashlib
import os
import stat
from pathlib import Path

from generator.problems import OutputError, Where, problem_at

PIECE = 1 << 20  # bytes
_FURTHEST = (1 << 63) - 1  # nanoseconds: in the year 2262
BINARY = getattr(os, "O_BINARY", 0)


def read(path: Path | str) -> bytes:
    """Return the bytes of a file.

    Raises:
        OutputError: B005 the file cannot be read, or is a pipe, a socket or a device: to read these might never end.
    """
    try:
        handle = os.open(path, os.O_RDONLY | BINARY | getattr(os, "O_NONBLOCK", 0))  # at once, even a pipe
        try:
            return _read_all(handle, os.fstat(handle))
        finally:
            os.close(handle)
    except OSError as error:
        raise cannot_read(os.fspath(path), error) from None


def _read_all(handle: int, seen: os.stat_result) -> bytes:
    """Return what an open file holds; the system itself refuses to read a folder."""
    if not stat.S_ISREG(seen.st_mode) and not stat.S_ISDIR(seen.st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    parts = [os.read(handle, seen.st_size + 1)]
    while parts[-1]:  # the end is where nothing comes: a file may grow while it is read
        parts.append(os.read(handle, PIECE))
    return b"".join(parts)


def read_if_there(path: Path) -> bytes:
    """Return the bytes of a file of the owner's, b"" if there is none.

    Raises:
        OutputError: B005 it cannot be read, or is no file but a link, a pipe, a folder.
    """
    try:
        seen = path.lstat()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise cannot_read(str(path), error) from None
    if not stat.S_ISREG(seen.st_mode):
        kind = "it is a link" if stat.S_ISLNK(seen.st_mode) else "it is no file"
        raise cannot_read(str(path), OSError(errno.EINVAL, kind))
    return read(path)


def time_of(seen: os.stat_result) -> int:
    """Return when a file was last changed, in nanoseconds; one outside what the store can keep is the furthest there."""
    return max(-_FURTHEST, min(seen.st_mtime_ns, _FURTHEST))


def digest_file(path: Path | str, kind: str = "sha256") -> tuple[os.stat_result, bytes]:
    """Return size and times of a file, and its digest of a kind; it is read in pieces, however long.

    Raises:
        OutputError: B005 the file cannot be read.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as in read
            return os.fstat(file.fileno()), hashlib.file_digest(file, kind).digest()
    except OSError as error:
        raise cannot_read(os.fspath(path), error) from None


def cannot_read(path: str, error: OSError) -> OutputError:
    """Return what to raise when the system will not let us read path."""
    return OutputError(problem_at("B005", Where(path), fault=(error.strerror or str(error)).lower()))
