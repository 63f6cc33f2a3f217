"""The Cablegate dump, in pieces -> its records: eight quoted columns, a backslash as escape, raw line ends in fields.

Memory holds one piece and one record, however long the dump is. A quote within a field is always escaped, so a line that
begins with a quoted number and a comma begins a record; what is damaged ends there.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from generator.cables.ids import read_identity
from generator.cables.source.dates import read_date
from generator.cables.source.model import Metadata
from generator.importing.cable_file import file_text, joined
from generator.importing.formats.transcript import Reading, Transcript
from generator.importing.letters import read_letters
from generator.problems import Problem, Where

COLUMNS = 8
LONGEST_RECORD = 16 << 20
_START = re.compile(rb'\n(?="[0-9]{1,12}","|[0-9]{1,12},"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} )')
_FIRST = re.compile(rb'(?:\A|\n)"?[0-9]{1,12}"?,"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?",')
_LONGEST_START = 200
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FIELD = re.compile(r'\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^",]*))\s*(?:,|\Z)', re.DOTALL)
_SHOWN = 60


class Row(msgspec.Struct, frozen=True, gc=False):
    """A record of the dump as it is: the line where it begins, its fields without quotes and escapes, and any damage.

    fault says in words why there are no fields; decoded_as is "Windows-1252" where the record was not UTF-8.
    """

    line: int
    fields: tuple[str, ...] = ()
    fault: str = ""
    decoded_as: str = ""


def is_dump(head: bytes) -> bool:
    """Say whether the beginning of a file is that of a dump."""
    return _FIRST.search(head.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def read_rows(pieces: Iterable[bytes], longest: int = LONGEST_RECORD) -> Iterator[Row]:
    """Yield the records of a dump in their order, each once; one that is damaged with its fault."""
    for line, record in cut_stream(pieces, _START, longest):
        if record is None:
            yield Row(line, fault=f"more than {longest >> 20} MiB without a new record")
        elif record.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _read_row(line, record)


def cut_stream(
    pieces: Iterable[bytes], start: re.Pattern[bytes], longest: int, searched: int = 0
) -> Iterator[tuple[int, bytes | None]]:
    """Cut a stream into records -> (line, bytes) of each; None for what is too long to be one, and is passed over.

    Args:
        pieces: the stream.
        start: matches the line end before each record but the first; it looks no further ahead than 200 bytes.
        longest: how many bytes a record may have.
        searched: how many bytes at the beginning are of the first record, whatever they are.
    """
    held = b""
    line = 1
    passing = False
    for piece in pieces:
        held += piece
        begin = 0
        for match in start.finditer(held, searched):
            if not passing:
                yield line, held[begin : match.end()]
            line += held.count(b"\n", begin, match.end())
            begin = match.end()
            passing = False
        if begin:
            held, searched = held[begin:], 0
        if len(held) > longest:
            if not passing:
                yield line, None
            passing = True
            kept = max(0, len(held) - _LONGEST_START)
            line += held.count(b"\n", 0, kept)
            held, searched = held[kept:], 0
        searched = max(searched, len(held) - _LONGEST_START)  # the sign of a new record may be cut by the piece's end
    if held and not passing:
        yield line, held


def _read_row(line: int, record: bytes) -> Row:
    decoded_as = ""
    try:
        text = record.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, decoded_as = record.decode("cp1252", "replace"), "Windows-1252"
    text = text.strip("\r\n \t")
    # between fields stands "," and within them no quote without its escape; where one stands before such a sign, look closer
    fields = _read_closely(text) if '\\","' in text else []
    if len(fields) != COLUMNS and text[:1] == '"' and text[-1:] == '"':
        fields = [_unescaped(one) if "\\" in one else one for one in text[1:-1].split('","')]
    if len(fields) != COLUMNS:
        fields = _read_closely(text)
    if len(fields) == COLUMNS:
        return Row(line, tuple(fields), "", decoded_as)
    begins = " ".join(text[:_SHOWN].split())
    return Row(line, (), f"{len(fields)} columns where there are {COLUMNS}, in: {begins}", decoded_as)


def _unescaped(field: str) -> str:
    """Take the escapes out of a field; where none escapes another, that is to take them all out."""
    return _ESCAPED.sub(r"\1", field) if "\\\\" in field else field.replace("\\", "")


def _read_closely(text: str) -> list[str]:
    r"""Read fields by their quotes, also with blanks between, without quotes, or ``\N`` for none.

    Returns:
        The fields, [] when the quotes do not pair.
    """
    fields = []
    at = 0
    while at < len(text):
        match = _FIELD.match(text, at)
        if match is None or match.end() == at:
            return []
        quoted = match[1] is not None
        value = match[1] if quoted else match[2].strip()
        fields.append("" if value == "\\N" and not quoted else _unescaped(value))
        at = match.end()
    return fields


def make_cable(row: Row, reading: Reading) -> Transcript | Problem:
    """Make a cable file of a record of the dump."""
    if row.fault:
        code = "I009" if row.fault.startswith("more than") else "I003"
        return reading.problem(code, row.line, detail=row.fault)
    letters = read_letters(row.fields, Where(reading.path, row.line))
    number, printed_date, printed, origin, classification, references, header, body = letters.values
    identity, aliases = read_identity(printed, reading.vocabulary)
    if identity is None:
        return reading.problem("I004.row", row.line, detail=printed.strip()[:60] or "the column is empty")
    problems = [*letters.problems]
    comments = [f"row: {number}"]
    if references.strip():
        comments.append(f"references: {references.replace('|', ' ')}")
    created = read_date(printed_date)
    if created is None and printed_date.strip():
        comments.append(f"created: {printed_date}")
        problems.append(reading.problem("I011", row.line, detail=f"created: {printed_date.strip()[:40]}"))
    if row.decoded_as:
        problems.append(reading.problem("I012", row.line))
    message = joined(header, body)
    if not message.strip():
        problems.append(reading.problem("I006", row.line, detail=identity.cable_id))
    metadata = Metadata(
        id=aliases[0] if aliases else identity.cable_id,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        origin=origin.strip() or None,
        classification=classification.strip() or None,
        source="Cablegate dump",
        note=letters.note,
    )
    text = file_text(metadata, message, comments)
    return Transcript(identity.cable_id, identity.year, text, reading.path, row.line, tuple(problems))
