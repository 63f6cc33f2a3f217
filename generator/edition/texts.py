"""``text-YYYY.jsonl.gz``: a cable a line, a file a year, each one plain gzip stream whoever packed its parts.

Workers pack the lines of some cables at a time into parts that end on a whole byte; put one behind the other they are one
stream (RFC 1951), so the bytes do not depend on how many workers there are.
"""

import gzip
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

UNDATED = "undated"
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # RFC 1952: deflate, no name, no time, no system
_LAST = b"\x03\x00"  # an empty block that says that it is the last
_LEVEL = 4  # 5 takes half as long again and saves 4 % of the bytes
_WHOLE = 1 << 32


def file_name(year: str) -> str:
    """Return the name of the file of a year."""
    return f"text-{year}.jsonl.gz"


def year_of(date: str | None) -> str:
    """Return the year that a date (``2007-04-25T10:00:00Z``) is in, UNDATED for None."""
    return date[:4] if date else UNDATED


def deflated(lines: bytes) -> bytes:
    """Pack lines into a part of a stream."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(lines) + packer.flush(zlib.Z_FULL_FLUSH)


class TextFile:
    """The file of one year while it is written."""

    def __init__(self, path: Path) -> None:
        """Begin a file that is not there yet.

        Raises:
            OSError: the system refused.
        """
        self._file: BinaryIO = path.open("xb")
        self._file.write(_HEAD)
        self._sum = self._size = 0

    def add(self, lines: bytes, packed: bytes) -> None:
        """Add lines, given also as ``deflated`` packs them."""
        self._file.write(packed)
        self._sum = zlib.crc32(lines, self._sum)
        self._size += len(lines)

    def close(self) -> None:
        """Finish the file."""
        with self._file as file:
            file.write(_LAST + struct.pack("<II", self._sum, self._size % _WHOLE))


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file.

    Raises:
        OSError: it cannot be read, or is damaged.
    """
    with gzip.open(path, "rb") as lines:
        yield from lines
