"""Parsed cables kept on the disk between reading a source and rendering its page, so that one build parses it once."""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.cables.model import Cable, Use
from generator.system.scratch import Place, ScratchFile


class Spilled(msgspec.Struct, frozen=True):
    """Where a parsed cable was written: the number of the worker that did, and the place in its file."""

    worker: int
    place: Place


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
        self._folder, self._left = folder, limit
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(SpilledCable)
        self._files: dict[int, ScratchFile] = {}  # by the number of the worker

    def write(self, one: SpilledCable) -> Spilled | None:
        """Keep a cable, or return None where the file is at its limit or the disk refuses: it is read again then."""
        data = self._encoder.encode(one) if self._left else b""
        if not data or len(data) > self._left:
            return None
        with suppress(OSError):
            spilled = Spilled(os.getpid(), self._file(os.getpid()).add(data))
            self._left -= len(data)
            return spilled
        return None

    def read(self, spilled: Spilled) -> SpilledCable:
        """Return a cable that some worker kept."""
        return self._decoder.decode(self._file(spilled.worker).get(spilled.place))

    def _file(self, worker: int) -> ScratchFile:
        if worker not in self._files:
            self._files[worker] = ScratchFile(self._folder / f"cables-{worker}")
        return self._files[worker]
