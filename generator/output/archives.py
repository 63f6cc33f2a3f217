"""Archives of saved pages -> their files, in pieces. Nothing is unpacked to the disk, so no name in one leads anywhere.

What an archive may unpack to is bounded, whatever it says of itself.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from generator.accession.codes import make_problem
from generator.problems import GeneratorError

PIECE = 1 << 20
MOST_FILES = 1_000_000
MOST_BYTES = 16 << 30
MOST_TIMES = 200  # text packs to a tenth; what packs to less than this part is no text
_SMALL = 1 << 20
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class ArchiveError(GeneratorError):
    """An archive, or a file in it, that cannot be read or unpacks to more than it should."""


class Member(msgspec.Struct, frozen=True):
    """A file in an archive: its path there, printable, and how many bytes it takes in the archive."""

    path: str
    packed: int


class Archive:
    """An open archive. Counts what is unpacked over all of it."""

    def __init__(self, place: Path, shown: str, *, most_bytes: int = MOST_BYTES) -> None:
        """Open an archive; shown is its path as problems shall name it.

        Raises:
            ArchiveError: I007 it cannot be read, I008 it has too many files.
        """
        self._shown, self._most, self._unpacked = shown, most_bytes, 0
        try:
            self._zip = zipfile.ZipFile(place)
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            raise self._broken(error) from None
        self._members = [one for one in self._zip.infolist() if not one.filename.endswith("/")]
        if len(self._members) > MOST_FILES:
            self._zip.close()
            raise ArchiveError(make_problem("I008", shown, None, f"{len(self._members)} files"))

    def close(self) -> None:
        """Close it."""
        self._zip.close()

    def members(self) -> Iterator[tuple[Member, Iterator[bytes]]]:
        """Yield each file with its bytes in pieces; these raise ArchiveError (I007, I008)."""
        for one in self._members:
            name = "".join(letter if letter.isprintable() else "\ufffd" for letter in one.filename)
            yield Member(name, one.compress_size), self._pieces(one, f"{self._shown}/{name}")

    @property
    def exhausted(self) -> bool:
        """Say whether it has unpacked to all that it may: then nothing more is read of it."""
        return self._unpacked > self._most

    def _pieces(self, one: zipfile.ZipInfo, shown: str) -> Iterator[bytes]:
        try:
            with self._zip.open(one) as file:
                yield from self._bounded(file, one, shown)
        except ArchiveError:
            raise
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise self._broken(error, shown) from None

    def _bounded(self, file: IO[bytes], one: zipfile.ZipInfo, shown: str) -> Iterator[bytes]:
        size = 0
        while piece := file.read(PIECE):
            size += len(piece)
            self._unpacked += len(piece)
            if size > _SMALL and size > one.compress_size * MOST_TIMES:
                raise ArchiveError(make_problem("I008", shown, None, f"more than {MOST_TIMES} times its size"))
            if self._unpacked > self._most:
                raise ArchiveError(make_problem("I008", shown, None, f"more than {self._most} bytes together"))
            yield piece

    def _broken(self, error: Exception, shown: str = "") -> ArchiveError:
        return ArchiveError(make_problem("I007", shown or self._shown, None, str(error)[:120] or type(error).__name__))


def is_archive(place: Path) -> bool:
    """Say whether a file is an archive that can be opened here, by its first bytes.

    Raises:
        OSError: it cannot be read.
    """
    with place.open("rb") as file:
        return file.read(4).startswith(_MAGIC)
