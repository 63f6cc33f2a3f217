"""The cable files of a room as a place to keep more: never two of one text, never one over another.

A cable is kept as ``YYYY/ID.txt``. Another section of the same message is added to its file, and so is the text of a record
that has none, as the lists of an archive have; another text of it is kept beside it as ``ID_b.txt``, ``ID_c.txt`` …, and
another message that bears the same number as ``ID-2.txt``, ``ID-3.txt`` …, a cable of its own.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count, product
from pathlib import Path
from string import ascii_lowercase

import msgspec

from generator.cables.ids import parse_id
from generator.importing.cable_file import message_part, with_id, with_note
from generator.importing.formats import Transcript, same_message
from generator.importing.formats.messages import (
    Message,
    is_other_message,
    is_other_section,
    message_of,
    squeeze,
    with_section,
    with_text,
)
from generator.importing.pdf.pdf_line import with_lines_moved, with_note_of_section
from generator.problems import Problem, Where, problem_at
from generator.system.listing import scan
from generator.system.reading import cannot_read, read
from generator.system.writer import Writer, cannot_write

MOST_TEXTS = 10_000  # of one number; more is a column that is no number at all
_REMEMBERED = 512
_SCRATCH = ".reading-room-import"


# Takes the path of a file that is about to be written, its text, and how many lines of its message stand above what is new;
# returns the text to write.
Amend = Callable[[str, str, int], str]


class Kept(msgspec.Struct, frozen=True):
    """What became of a transcript, and its file.

    outcome is "written", "there", "joined" (a section was added to the file) or "version" (another text of the cable);
    problem is set when it was not kept, when it is another text, and when it is another message of a number that has one.
    """

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
        self._planned: dict[str, bytes] = {}  # dry: a path -> the digest of what would be written
        self._recent: dict[str, bytes] = {}  # and the last of them whole, for sections and copies follow one another
        self._messages: dict[str, Message] = {}
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

    def keep(self, transcript: Transcript, amend: Amend | None = None) -> Kept:
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
        first = f"{transcript.year}/{transcript.id}.txt"
        standing = self._existing(first)
        if standing is None and not other:
            self._write(first, data, amend)
            return Kept("written", first)
        if standing is not None and standing in {data, hashlib.blake2b(data, digest_size=8).digest()}:
            return Kept("there", first)
        return self._keep_another(transcript, data, other, amend)

    def _keep_another(self, transcript: Transcript, data: bytes, other: str, amend: Amend | None) -> Kept:
        """Keep a transcript whose number has a file already."""
        new = message_of(data, transcript.path)
        seen = 0
        for part in count(1):
            name = transcript.id if part == 1 else f"{transcript.id}-{part}"
            differs = False
            for suffix in _suffixes():
                if other and part == 1 and not suffix:
                    continue  # its first text stands elsewhere
                path = f"{transcript.year}/{name}{suffix}.txt"
                standing = self._existing(path)
                if standing is None:
                    break
                seen += 1
                known = self._message(path, standing)
                if not new.digest or new.digest == known.digest or _has(standing, transcript.text, new):
                    return Kept("there", path)
                if not known.digest and (filled := with_text(standing.decode("utf-8", "replace"), transcript.text)):
                    self._write(path, filled.encode("utf-8", "replace"), amend)
                    self._messages.pop(path, None)
                    return Kept("joined", path)
                if is_other_section(new, known):
                    return self._join(path, standing, transcript, new.met[0], amend)
                if not suffix and is_other_message(new, known):
                    differs = True
                    break
                other = path
            if seen >= MOST_TEXTS:
                return Kept(
                    "skipped", "", problem_at("I013", Where(transcript.path, transcript.line), detail=transcript.id)
                )
            if differs:
                continue
            if part == 1:
                noted = _noted(transcript.text, f"Another text of this cable, beside {other}") if other else data
                self._write(path, noted, amend)
                return _version(path, transcript) if other else Kept("written", path)
            text = with_id(transcript.text, name)
            if suffix:
                self._write(path, _noted(text, f"Another text of this cable, beside {other}"), amend)
                return _version(path, transcript)
            self._write(path, _noted(text, f"One of several messages that bear the number {transcript.id}"), amend)
            return Kept("written", path, problem_at("I014", Where(path), detail=transcript.id))
        raise AssertionError  # count never ends

    def _join(self, path: str, standing: bytes, transcript: Transcript, section: int, amend: Amend | None) -> Kept:
        """Put a section into the file of its message, in order; the record that stands and the new one both stay whole."""
        old = standing.decode("utf-8", "replace")
        text, above = with_section(old, message_part(transcript.text), path, section)
        text = with_note_of_section(with_lines_moved(text, above, text.count("\n") - old.count("\n")), transcript.text)
        self._write(path, text.encode("utf-8", "replace"), amend, above)
        self._messages.pop(path, None)
        return Kept("joined", path)

    def _message(self, path: str, standing: bytes) -> Message:
        known = self._messages.get(path)
        if known is None:
            if len(self._messages) >= _REMEMBERED:
                self._messages.clear()
            known = self._messages[path] = message_of(standing, path)
        return known

    def keep_original(self, path: str, original: Path) -> str:
        """Keep the PDF that a cable's text was drawn from beside it, as ID.pdf, or ID.2.pdf … where another is there.

        Returns the path of the PDF in the folder.

        Args:
            path: the cable's file in the folder.
            original: the PDF.

        Raises:
            OutputError: B003 the system refused to write.
            OSError: a file cannot be read.
        """
        stem = path.rpartition(".")[0]
        if self._dry:
            return f"{stem}.pdf"
        data = original.read_bytes()
        for number in count(1):
            beside = f"{stem}.pdf" if number == 1 else f"{stem}.{number}.pdf"
            if not (self._folder / beside).exists():
                self._writer.write_parts(beside, (data,))
                return beside
            if (self._folder / beside).read_bytes() == data:
                return beside
        raise AssertionError  # count never ends

    def _existing(self, path: str) -> bytes | None:
        if path in self._planned:
            return self._recent.get(path, self._planned[path])
        try:
            with open(f"{os.fspath(self._folder)}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - as in files.read
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise cannot_read(path, error) from None

    def _write(self, path: str, data: bytes, amend: Amend | None, above: int = 0) -> None:
        if amend is not None:
            data = amend(path, data.decode("utf-8", "replace"), above).encode("utf-8", "replace")
        if self._dry:
            self._planned[path] = hashlib.blake2b(data, digest_size=8).digest()
            if len(self._recent) >= _REMEMBERED:
                self._recent.clear()
            self._recent[path] = data
        else:
            self._writer.write_parts(path, (data,))


def _has(standing: bytes, text: str, new: Message) -> bool:
    """Say whether a file of several sections has a record already."""
    return new.total > 1 and squeeze(message_part(text)) in squeeze(standing.decode("utf-8", "replace"))


def _version(path: str, transcript: Transcript) -> Kept:
    return Kept("version", path, problem_at("I005", Where(path), detail=transcript.id))


def _noted(text: str, note: str) -> bytes:
    return with_note(text, note).encode("utf-8", "replace")


def _suffixes() -> Iterator[str]:
    """Yield "", _b … _z, _aa, _ab …: the names of the texts of one cable."""
    yield ""
    yield from (f"_{letter}" for letter in ascii_lowercase[1:])
    for length in count(2):
        yield from (f"_{''.join(letters)}" for letters in product(ascii_lowercase, repeat=length))


def _named_otherwise(folder: Path) -> dict[str, list[str]]:
    """Return the files that are named by an id and do not stand where import puts them: id -> paths in the folder, in order."""
    found: dict[str, list[str]] = {}
    for path in (one.path for one in scan(folder.resolve(), [])):
        stem, _, ending = path.rpartition("/")[2].rpartition(".")
        identity = None if ending.lower() == "pdf" else parse_id(stem)  # of a PDF, the text has a file of its own
        if identity and path != f"{identity.year}/{identity.cable_id}.txt":
            found.setdefault(identity.cable_id, []).append(path)
    return found
