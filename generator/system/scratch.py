"""Bytes put aside in a file for a while, each found again by where it stands."""

import errno
import os
from pathlib import Path

Place = tuple[int, int]  # offset and length in bytes


class ScratchFile:
    """A file of a scratch folder, made when the first bytes are put aside; another process may read from it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = -1
        self._end = 0

    def add(self, data: bytes) -> Place:
        """Put bytes aside; raises OSError where the disk refuses."""
        if self._handle < 0:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        if os.pwrite(self._handle, data, self._end) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        place = self._end, len(data)
        self._end += len(data)
        return place

    def get(self, place: Place) -> bytes:
        """Return the bytes that this or another process put aside."""
        if self._handle < 0:
            self._handle = os.open(self._path, os.O_RDONLY)
        start, length = place
        return os.pread(self._handle, length, start)

    def close(self) -> None:
        """Close the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
