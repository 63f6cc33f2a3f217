"""Parsed cables kept on the disk between reading a source and rendering its page, so that one build parses it once."""

import os
from pathlib import Path

import msgspec

from generator.cables.model import Cable, Use


class Spilled(msgspec.Struct, frozen=True):
    """Where a parsed cable was written: the number of the file, the offset in it and the length, in bytes."""

    file: int
    start: int
    length: int


class SpilledCable(msgspec.Struct, frozen=True, array_like=True):
    """A parsed cable and its abbreviations, which its facts needed too.

    Attributes:
        source: the SHA-256 of the file, in hexadecimal digits.
        data: what is published in place of the file where part of it is withheld, else b"".
        removed: the paragraphs withheld.
    """

    cable: Cable
    uses: tuple[Use, ...]
    source: str
    data: bytes = b""
    removed: tuple[str, ...] = ()


class SpillFile:
    """A scratch file of one worker; any worker of the same machine reads from it."""

    def __init__(self, folder: Path, limit: int) -> None:
        """Write nothing yet; limit is the size in bytes up to which cables are kept, 0 for none."""
        self._folder, self._limit = folder, limit
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(SpilledCable)
        self._length = 0
        self._handle = -1
        self._readers: dict[int, int] = {}

    def write(self, one: SpilledCable) -> Spilled | None:
        """Keep a cable, or return None where the file is at its limit or the disk refuses: it is read again then."""
        if not self._limit:
            return None
        data = self._encoder.encode(one)
        if self._length + len(data) > self._limit:
            return None
        start = self._length
        try:
            if self._handle < 0:
                self._handle = os.open(self._path(os.getpid()), os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            if os.pwrite(self._handle, data, start) < len(data):
                return None
        except OSError:
            return None
        self._length += len(data)
        return Spilled(os.getpid(), start, len(data))

    def read(self, spilled: Spilled) -> SpilledCable:
        """Return a cable that some worker kept."""
        handle = self._readers.get(spilled.file)
        if handle is None:
            handle = self._readers[spilled.file] = os.open(self._path(spilled.file), os.O_RDONLY)
        return self._decoder.decode(os.pread(handle, spilled.length, spilled.start))

    def _path(self, number: int) -> Path:
        return self._folder / f"cables-{number}"
