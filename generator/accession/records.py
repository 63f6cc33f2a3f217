"""``read_records``: the bytes of one file of another system, in pieces -> its records, one after another.

What a file is, is told by its first bytes, never by its name alone; dumps and tables are read as they come, so that memory
does not grow with them.
"""

import codecs
import re
from collections.abc import Iterable, Iterator

import msgspec

from generator.accession.codes import make_problem
from generator.accession.dump import LONGEST_RECORD, Row, is_dump, read_rows
from generator.accession.tables import columns_of, read_table
from generator.accession.transcript import Transcript, file_text, transcribe
from generator.cables.ids import read_identity
from generator.cables.layouts.common import read_date
from generator.cables.source import Metadata
from generator.problems import Problem
from generator.vocabulary import Vocabulary

_HEAD = 65_536
_SECTION = re.compile(rb"^[ \t]*(Message Text|Message Attributes)[ \t]*\r?$", re.MULTILINE)
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x00asm", b"\x7fELF")


class Unread(msgspec.Struct, frozen=True):
    """A record for which there is no cable file, and why."""

    problem: Problem


def read_records(pieces: Iterable[bytes], path: str, vocabulary: Vocabulary) -> Iterator[Transcript | Unread]:
    """Yield for each record of a file its transcript, or the problem for which there is none.

    Args:
        pieces: the bytes of the file in pieces of any size.
        path: its path as problems shall name it; the last part may tell an identifier.
        vocabulary: the room's codes and names.
    """
    for one in _read(pieces, path, vocabulary):
        yield one if isinstance(one, Transcript) else Unread(one)


def _read(pieces: Iterable[bytes], path: str, vocabulary: Vocabulary) -> Iterator[Transcript | Problem]:
    ahead = iter(pieces)
    head = b""
    for piece in ahead:
        head += piece
        if len(head) >= _HEAD:
            break
    if is_dump(head[:_HEAD]):
        for row in read_rows(_chain(head, ahead)):
            yield _from_row(row, path, vocabulary)
        return
    if head.startswith(_NOT_TEXT):
        yield make_problem("I002", path)
        return
    delimiter, _ = columns_of(head[:_HEAD].decode("utf-8-sig", "replace"))
    if delimiter:
        yield from read_table(_lines(_chain(head, ahead)), delimiter, path, vocabulary)
        return
    whole = _whole(head, ahead)
    if whole is None:
        yield make_problem("I009", path, None, f"more than {LONGEST_RECORD >> 20} MiB")
        return
    for line, data in _sections(whole):
        yield transcribe(data, path, vocabulary, line)


def _chain(head: bytes, ahead: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from ahead


def _whole(head: bytes, ahead: Iterator[bytes]) -> bytes | None:
    parts = []
    size = 0
    for piece in _chain(head, ahead):
        parts.append(piece)
        size += len(piece)
        if size > LONGEST_RECORD:
            return None
    return b"".join(parts)


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Decode pieces into lines with their ends; what is not UTF-8 is shown as lost."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    held = ""
    for piece in pieces:
        held += decoder.decode(piece)
        *whole, held = held.split("\n")
        for line in whole:
            yield f"{line}\n"
        while len(held) > LONGEST_RECORD:  # no line is so long: the reader of the table shall say so
            yield held[:LONGEST_RECORD]
            held = held[LONGEST_RECORD:]
    held += decoder.decode(b"", final=True)
    if held:
        yield held


def _sections(data: bytes) -> Iterator[tuple[int | None, bytes]]:
    """Cut an export of several records of the National Archives, each with its text and attributes under headings.

    Yields:
        The line where each begins and its bytes; (None, data) for everything else.
    """
    headings = list(_SECTION.finditer(data)) if b"Message " in data else []
    begins = [one.start() for one in headings if one[1] == headings[0][1]]
    if len(begins) <= 1:
        yield None, data
        return
    begins[0] = 0
    for begin, end in zip(begins, [*begins[1:], len(data)], strict=True):
        yield data.count(b"\n", 0, begin) + 1, data[begin:end]


def _from_row(row: Row, path: str, vocabulary: Vocabulary) -> Transcript | Problem:
    """Make a cable file of a record of the dump."""
    if row.fault:
        code = "I009" if row.fault.startswith("more than") else "I003"
        return make_problem(code, path, row.line, row.fault)
    number, printed_date, printed, origin, classification, references, header, body = row.fields
    identity, aliases = read_identity(printed, vocabulary)
    if identity is None:
        return make_problem("I004", path, row.line, printed.strip()[:60] or "the column is empty")
    problems = []
    comments = [f"row: {number}"]
    if references.strip():
        comments.append(f"references: {references.replace('|', ' ')}")
    created = read_date(printed_date)
    if created is None and printed_date.strip():
        comments.append(f"created: {printed_date}")
        problems.append(make_problem("I011", path, row.line, f"created: {printed_date.strip()[:40]}"))
    if row.decoded_as:
        problems.append(make_problem("I012", path, row.line))
    message = _joined(header, body)
    if not message.strip():
        problems.append(make_problem("I006", path, row.line, identity.cable_id))
    metadata = Metadata(
        id=aliases[0] if aliases else identity.cable_id,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        origin=origin.strip() or None,
        classification=classification.strip() or None,
        source="Cablegate dump",
    )
    text = file_text(metadata, message, comments)
    return Transcript(identity.cable_id, identity.year, text, path, row.line, tuple(problems))


def _joined(header: str, body: str) -> str:
    """Put header and body of a record together, each beginning a line."""
    message = f"{header}\n{body}" if header.strip() and not header.endswith("\n") else f"{header}{body}"
    return message.replace("\r\n", "\n").replace("\r", "\n") if "\r" in message else message
