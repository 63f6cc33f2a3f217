"""The cable files of a room as a place to keep more: never two of one text, never one over another.

A cable is kept as ``YYYY/ID.txt``. Another text of the same id is kept beside it as ``ID_b.txt``, ``ID_c.txt`` …
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import ascii_lowercase

import msgspec

from generator.accession import Transcript, same_message, with_note
from generator.accession.codes import make_problem
from generator.cables.ids import parse_id
from generator.output.files import Writer, cannot_read, cannot_write, read
from generator.problems import Problem

_SUFFIXES = ("", *(f"_{letter}" for letter in ascii_lowercase[1:]))
_SCRATCH = ".reading-room-import"


class Kept(msgspec.Struct, frozen=True):
    """What became of a transcript: "written", "there" or "version", and its file; problem is set when it was not kept."""

    outcome: str
    path: str
    problem: Problem | None = None


class Holdings:
    """The folder of cables. With dry nothing is written, and what would be is remembered."""

    def __init__(self, folder: Path, *, dry: bool) -> None:
        """Look at what there is; make the folder unless dry.

        Raises:
            OutputError: B003 the folder cannot be written, B005 it cannot be read.
        """
        self._folder, self._dry = folder, dry
        self._elsewhere = _named_otherwise(folder)
        self._planned: dict[str, bytes] = {}
        self._scratch = folder / _SCRATCH
        if not dry:
            try:
                shutil.rmtree(self._scratch, ignore_errors=True)  # of a run that was killed
                self._scratch.mkdir(parents=True)
            except OSError as error:
                raise cannot_write(str(folder), error) from None
        self._writer = Writer(folder, self._scratch)

    def close(self) -> None:
        """Remove what only the writing needed."""
        if not self._dry:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def keep(self, transcript: Transcript) -> Kept:
        """Put a transcript where it belongs, unless its text is there.

        Raises:
            OutputError: B003 or B005, the system refused.
        """
        data = transcript.text.encode("utf-8", "replace")
        other = ""
        for path in self._elsewhere.get(transcript.id, ()):
            if same_message(data, read(self._folder / path), path):
                return Kept("there", path)
            other = path
        for path in _places(transcript, _SUFFIXES[bool(other) :]):
            standing = self._standing(path)
            if standing is None:
                if path not in self._planned:
                    self._write(path, _beside(transcript, other) if other else data)
                    return Kept("version" if other else "written", path)
                if self._planned[path] in {_digest(data), _digest(_beside(transcript, other))}:
                    return Kept("there", path)
            elif same_message(data, standing, path):
                return Kept("there", path)
            other = path
        problem = make_problem("I013", transcript.path, transcript.line, transcript.id)
        return Kept("skipped", "", problem)

    def _standing(self, path: str) -> bytes | None:
        try:
            with open(f"{os.fspath(self._folder)}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - as in files.read
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise cannot_read(path, error) from None

    def _write(self, path: str, data: bytes) -> None:
        if self._dry:
            self._planned[path] = _digest(data)
        else:
            self._writer.write_parts(path, (data,))


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=8).digest()


def _beside(transcript: Transcript, other: str) -> bytes:
    return with_note(transcript.text, f"Another text of this cable, beside {other}").encode("utf-8", "replace")


def _places(transcript: Transcript, suffixes: Sequence[str]) -> Iterator[str]:
    for suffix in suffixes:
        yield f"{transcript.year}/{transcript.id}{suffix}.txt"


def _named_otherwise(folder: Path) -> dict[str, list[str]]:
    """Return the files that are named by an id and do not stand where import puts them: id -> paths in the folder."""
    found: dict[str, list[str]] = {}
    ahead = [""]
    while ahead:
        prefix = ahead.pop()
        try:
            with os.scandir(folder / prefix) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        ahead.append(f"{prefix}{entry.name}/")
                        continue
                    stem, _, ending = entry.name.rpartition(".")
                    identity = parse_id(stem)
                    if identity and (prefix != f"{identity.year}/" or stem != identity.cable_id or ending != "txt"):
                        found.setdefault(identity.cable_id, []).append(prefix + entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise cannot_read(str(folder / prefix), error) from None
    return {name: sorted(paths) for name, paths in found.items()}


def kept_problem(transcript: Transcript, kept: Kept) -> Problem | None:
    """Return what is to be said of a transcript that was kept as it was, None for nothing."""
    if kept.outcome == "version":
        return make_problem("I005", kept.path, None, transcript.id)
    return kept.problem
