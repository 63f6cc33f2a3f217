"""Archives of saved pages -> their files, in pieces. Nothing is unpacked under a name of theirs, so none leads anywhere.

What an archive may unpack to is bounded, whatever it says of itself.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

import msgspec

from generator.importing.formats.documents.office import ZIP_FAULTS
from generator.problems import GeneratorError, Where, problem_at

PIECE = 1 << 20
MOST_FILES = 1_000_000
MOST_BYTES = 16 << 30
MOST_TIMES = 200  # text packs to a tenth; what packs to less than this part is no text
_SMALL = 1 << 20
# zipfile unpacks all that it reads at once of any other kind (bzip2, LZMA): a few bytes could become gigabytes.
_BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LEFT = frozenset({"Thumbs.db", "desktop.ini"})
_GZIP = b"\x1f\x8b"
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class ArchiveError(GeneratorError):
    """An archive, or a file in it, that cannot be read or unpacks to more than it should."""


class Member(msgspec.Struct, frozen=True):
    """A file in an archive: its path there, printable, and how many bytes it takes in the archive."""

    path: str
    packed: int


class Archive:
    """An open archive. Counts what is unpacked over all of it, a file that is read again once."""

    def __init__(self, place: Path, shown: str, *, most_bytes: int = MOST_BYTES, most_files: int = MOST_FILES) -> None:
        """Open an archive; shown is its path as problems shall name it.

        Raises:
            ArchiveError: I007 it cannot be read, I008 it has too many files.
        """
        self._shown, self._most, self._left = shown, most_bytes, most_bytes
        self._sizes: dict[int, int] = {}
        try:
            self._zip = zipfile.ZipFile(place)
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            raise self._broken(error) from None
        self._members = [
            one for one in self._zip.infolist() if not one.filename.endswith("/") and not _is_left(one.filename)
        ]
        if len(self._members) > most_files:
            self._zip.close()
            raise ArchiveError(problem_at("I008", Where(shown), detail=f"{len(self._members)} files"))

    def close(self) -> None:
        """Close it."""
        self._zip.close()

    def members(self) -> Iterator[tuple[Member, Callable[[], Iterator[bytes]]]]:
        """Yield each file and what opens it: its bytes in pieces, which raise ArchiveError (I007, I008)."""
        for one in self._members:
            name = "".join(letter if letter.isprintable() else "\ufffd" for letter in one.filename.replace("\\", "/"))
            yield Member(name, one.compress_size), partial(self._pieces, one, f"{self._shown}/{name}")

    @property
    def left(self) -> int:
        """How many bytes it may still unpack to; below 0 nothing more is read of it."""
        return self._left

    def count(self, size: int) -> None:
        """Count bytes that an archive in it unpacked to."""
        self._left -= size

    def _pieces(self, one: zipfile.ZipInfo, shown: str) -> Iterator[bytes]:
        if one.compress_type not in _BOUNDED:
            raise self._broken(NotImplementedError("it is packed in a way whose size cannot be bounded here"), shown)
        try:
            with self._zip.open(one) as file:
                yield from self._bounded(file, one, shown)
        except ArchiveError:
            raise
        except ZIP_FAULTS as error:
            raise self._broken(error, shown) from None

    def _bounded(self, file: IO[bytes], one: zipfile.ZipInfo, shown: str) -> Iterator[bytes]:
        size = 0
        while piece := file.read(PIECE):
            size += len(piece)
            if size > self._sizes.get(id(one), 0):
                self._left -= size - self._sizes.get(id(one), 0)
                self._sizes[id(one)] = size
            if size > _SMALL and size > one.compress_size * MOST_TIMES:
                raise ArchiveError(problem_at("I008", Where(shown), detail=f"more than {MOST_TIMES} times its size"))
            if self._left < 0:
                raise ArchiveError(problem_at("I008", Where(shown), detail=f"more than {self._most} bytes together"))
            yield piece

    def _broken(self, error: Exception, shown: str = "") -> ArchiveError:
        return ArchiveError(
            problem_at("I007", Where(shown or self._shown), detail=str(error)[:120] or type(error).__name__)
        )


def _is_left(name: str) -> bool:
    """Say whether a system left a file in an archive: its name or that of a folder round it begins with a dot, or is known."""
    parts = name.split("/")
    hidden = (part.startswith(".") and not part.startswith("..") and part != "." for part in parts)
    return parts[-1] in _LEFT or "__MACOSX" in parts or any(hidden)


def is_archive(head: bytes) -> bool:
    """Say whether the first bytes of a file are those of an archive that can be opened here."""
    return head.startswith(_MAGIC)


def is_gzip(head: bytes) -> bool:
    """Say whether the first bytes of a file are those of one that gzip packed."""
    return head.startswith(_GZIP)


def gzip_pieces(packed: Iterable[bytes], shown: str, *, most_bytes: int = MOST_BYTES) -> Iterator[bytes]:
    """Yield what gzip packed, in pieces of at most 1 MiB.

    Raises:
        ArchiveError: I007 it is damaged, I008 it unpacks to more than it should.
    """
    unpacker = zlib.decompressobj(wbits=31)
    read = size = 0
    begun = False  # a stream that has not come to its end
    try:
        for piece in packed:
            read += len(piece)
            rest = piece
            while rest:
                begun = True
                found = unpacker.decompress(rest, PIECE)
                rest = unpacker.unconsumed_tail
                size += len(found)
                if (size > _SMALL and size > read * MOST_TIMES) or size > most_bytes:
                    raise ArchiveError(
                        problem_at("I008", Where(shown), detail=f"more than {MOST_TIMES} times its size")
                    )
                if found:
                    yield found
                if unpacker.eof:
                    rest = unpacker.unused_data.lstrip(b"\x00")
                    unpacker = zlib.decompressobj(wbits=31)
                    begun = False
        if begun:
            raise ArchiveError(problem_at("I007", Where(shown), detail="it ends before its end"))
    except zlib.error as error:
        raise ArchiveError(problem_at("I007", Where(shown), detail=str(error)[:120])) from None
