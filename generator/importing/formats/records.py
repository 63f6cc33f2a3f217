"""``read_records``: the bytes of one file of another system, in pieces -> its records, one after another.

What a file is, is told by its first bytes, never by its name alone; dumps, tables, JSON and exports of the National
Archives are read as they come, so that memory does not grow with them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

import msgspec

from generator.importing.formats.cutting import Telegram, cut_telegrams, path_of_telegram
from generator.importing.formats.documents.exports import sections_of
from generator.importing.formats.documents.field_list import has_heading
from generator.importing.formats.documents.json_stream import is_json
from generator.importing.formats.documents.tei import is_tei
from generator.importing.formats.documents.whole import LONGEST_VOLUME, read_export, read_fields, read_volume, whole
from generator.importing.formats.documents.word import WordError, is_word, read_word
from generator.importing.formats.documents.xml_records import is_xml
from generator.importing.formats.dump import LONGEST_RECORD, is_dump, make_cable, read_rows
from generator.importing.formats.json_records import read_json
from generator.importing.formats.kinds import (
    EMPTY,
    JSON_WITHOUT_CABLE,
    NO_CABLE_IN_WORD,
    PACKED_ARCHIVE,
    PART_OF_A_LETTER,
    kind_by_bytes,
    kind_by_name,
    office_kind,
)
from generator.importing.formats.mail import is_mail, read_mail, text_of, unquoted
from generator.importing.formats.names import known_names
from generator.importing.formats.tables import read_table, table_of
from generator.importing.formats.transcript import Transcript, transcribe, unchanged_text
from generator.importing.formats.unread import Unread, unread_kind
from generator.importing.letters import code_of_encoding
from generator.importing.yaml_documents import cut_documents
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

_HEAD = 65_536
_SENDER = re.compile(rb"^[ \t]*FM[ ]{1,8}[A-Z]", re.MULTILINE)
_TRANSMISSION_ENDS = re.compile(rb"^[ \t]*NNNN[ \t]*\r?$", re.MULTILINE)
_SEVERAL = 2
_PAGE_OF_WEB = re.compile(r"\s{0,200}(?:<!doctype html|<html)\b", re.IGNORECASE)
_SET_AS_TYPED = re.compile(r"<pre\b[^>]{0,500}>(.*?)</pre>", re.IGNORECASE | re.DOTALL)
_SECOND_YAML = re.compile(rb"^---[ \t]*\r?\n(?:id|identifier|cable_id|date|title|number):[ ]", re.MULTILINE)
_YAML = re.compile(rb"^---[ \t]*\r?\n(?:#[^\n]*\n)*[A-Za-z_][\w -]{0,40}:", re.MULTILINE)
_MARKDOWN = (".md", ".markdown", ".qmd", ".rst")
_ZIP = b"PK\x03\x04"
_DEEPEST = 3
_WIDE = 2_000  # letters
_FEWEST_WIDE = 16
_MARKS = {"": b"", "le": b"\xff\xfe", "be": b"\xfe\xff"}
Pieces = Iterable[bytes]


class Reading(msgspec.Struct, frozen=True):
    """How files are read: the room's codes and names, the order of dates where the owner gives it, how deep in letters."""

    vocabulary: Vocabulary
    dates: str = ""
    depth: int = 0


def read_records(
    pieces: Pieces, path: str, vocabulary: Vocabulary, dates: str = "", again: Callable[[], Pieces] | None = None
) -> Iterator[Transcript | Unread]:
    """Yield for each record of a file its transcript, or the problem for which there is none.

    Args:
        pieces: the bytes of the file in pieces of any size.
        path: its path as problems shall name it; the last part may tell an identifier.
        vocabulary: the room's codes and names.
        dates: "mdy", "dmy" or "iso": how the dates of a table are written, where its owner knows; "" to find out.
        again: opens the file once more, to look at the whole of a column; None where that cannot be.
    """
    for one in _read(pieces, path, Reading(vocabulary, dates), again):
        yield Unread(one) if isinstance(one, Problem) else one


def _read(
    pieces: Pieces, path: str, reading: Reading, again: Callable[[], Pieces] | None
) -> Iterator[Transcript | Problem | Unread]:
    ahead = iter(pieces)
    head = b""
    for piece in ahead:
        head += piece
        if len(head) >= _HEAD:
            break
    head = _MARKS[_wide(head)] + head
    start = head[:_HEAD]
    if kind := kind_by_bytes(start):
        yield unread_kind(kind, path)
        return
    data = chain((head,), ahead)
    if is_word(start):
        yield from _read_document(data, path, reading)
    elif start.startswith(_ZIP) and (office := office_kind(start)):
        yield unread_kind(office, path)
    else:
        yield from _read_text(data, start, path, reading, again)


def _read_text(
    data: Pieces, start: bytes, path: str, reading: Reading, again: Callable[[], Pieces] | None
) -> Iterator[Transcript | Problem | Unread]:
    """Read a file of text, whose beginning tells what it is."""
    if path.lower().endswith(_MARKDOWN) and not start.lstrip(b"\xef\xbb\xbf\r\n").startswith((b"---", b"+++")):
        yield unread_kind(kind_by_name(path), path)
    elif is_mail(start):
        yield from _read_letters(data, path, reading)
    elif is_tei(start):
        yield from read_volume(data, path, reading.vocabulary)
    elif is_xml(start):
        yield from read_export(data, path, reading.vocabulary, reading.dates)
    elif is_json(start):
        for one in read_json(data, path, reading.vocabulary, reading.dates, again):
            if isinstance(one, Problem) and one.code == "I002":
                yield unread_kind(JSON_WITHOUT_CABLE, path, one.where.line)
            else:
                yield one
    elif is_dump(start) and not _is_spreadsheet(start):
        yield from _read_dump(data, start, path, reading.vocabulary)
    elif table := table_of(start):
        yield from read_table(data, table, path, reading.vocabulary, reading.dates, again)
    else:
        yield from _read_texts(data, start, path, reading)


def _wide(head: bytes) -> str:
    """Return the form of UTF-16 that a text without a mark has, by the zeros in every second byte; "" for other texts."""
    if head.startswith((_MARKS["le"], _MARKS["be"])):
        return ""
    low, high = head[: 2 * _WIDE : 2], head[1 : 2 * _WIDE : 2]
    for zeros, letters, name in ((high, low, "le"), (low, high, "be")):
        if len(zeros) > _FEWEST_WIDE and zeros.count(0) * 10 > len(zeros) * 8 and letters.count(0) * 50 < len(letters):
            return name
    return ""


def _is_spreadsheet(head: bytes) -> bool:
    """Say whether rows like those of the dump were saved by a spreadsheet, which doubles quotes where the dump escapes them."""
    table = table_of(head)
    return table is not None and not table.headless and b'\\"' not in head


def _read_dump(pieces: Pieces, head: bytes, path: str, vocabulary: Vocabulary) -> Iterator[Transcript | Problem]:
    first = head.decode("utf-8", "replace").lstrip("\ufeff\r\n").partition("\n")[0].replace('"', "").split(",")
    headed = known_names(first) > 1
    for row in read_rows(pieces):
        if not (headed and row.line == 1):
            yield make_cable(row, path, vocabulary)


def _read_texts(pieces: Pieces, head: bytes, path: str, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    for line, data in sections_of(pieces):
        if data is None:
            yield problem_at("I009", Where(path, line), detail=f"more than {LONGEST_RECORD >> 20} MiB")
            continue
        encoding = code_of_encoding(data)
        if encoding == "I031":
            data = data.decode("mac_roman").encode()  # noqa: PLW2901  read below as UTF-8
        plain = unchanged_text(data)
        documents = cut_documents(plain) if line is None and _YAML.search(data) else []
        if documents:
            for at, text in documents:
                yield _told(transcribe(text.encode("utf-8", "replace"), path, reading.vocabulary, at), encoding)
            continue
        if line is None and (
            fields := read_fields(plain, path, reading.vocabulary, reading.dates) if has_heading(plain) else []
        ):
            yield from (_told(one, encoding) for one in fields)
            continue
        if data.startswith(b"---") and len(_SECOND_YAML.findall(data)) > 1:
            yield problem_at(
                "I003", Where(path), detail="several documents of YAML in one file; give each a file of its own"
            )
            continue
        telegrams = _cut(data) if line is None else []
        if len(telegrams) > 1:
            yield from (_told(_transcribed(one, path, reading.vocabulary), encoding) for one in telegrams)
            continue
        made = transcribe(data, path, reading.vocabulary, line)
        if isinstance(made, Problem) and (below := _without_markup(data)) is not None:
            again = transcribe(below, path, reading.vocabulary, line)
            made = made if isinstance(again, Problem) else _told(again, "I012" if encoding == "I012" else "")
        if (
            isinstance(made, Problem)
            and line is None
            and (fields := read_fields(plain, path, reading.vocabulary, reading.dates))
        ):
            yield from (_told(one, encoding) for one in fields)
            continue
        made = _told(made, "I031" if encoding == "I031" else "")
        if isinstance(made, Problem) and made.code == "I001":
            yield Unread(made, EMPTY)
        elif isinstance(made, Problem) and made.code == "I002" and line is None:
            yield unread_kind(PART_OF_A_LETTER if reading.depth else kind_by_name(path, head), path)
        else:
            yield made


def _told(made: Transcript | Problem, code: str) -> Transcript | Problem:
    """Return what was made of a text with the problem that tells how it was decoded; code is "" for none."""
    if not code or isinstance(made, Problem):
        return made
    return msgspec.structs.replace(made, problems=(*made.problems, problem_at(code, Where(made.path, made.line))))


def _without_markup(data: bytes) -> bytes | None:
    """Return the telegram of a page of the web that is set as typed, or quoted in a letter line by line; None without one."""
    text = unchanged_text(data)
    if _PAGE_OF_WEB.match(text):
        pages = [text_of(part).encode("utf-8", "replace") for part in _SET_AS_TYPED.findall(text)]
        typed = next((part for part in pages if _SENDER.search(part)), None)
        return typed or _to_its_end(text_of(text).encode("utf-8", "replace"))
    plain = unquoted(text)
    return None if plain == text else plain.encode("utf-8", "replace")


def _to_its_end(data: bytes) -> bytes | None:
    """Return a text up to the end of the transmission of its telegram; None where it does not say where that is.

    What a page of the Web has below a telegram would be its text.
    """
    sender = _SENDER.search(data)
    end = _TRANSMISSION_ENDS.search(data, sender.end()) if sender else None
    return data[: end.end()] if end else None


def _cut(data: bytes) -> list[Telegram]:
    """Cut a file of text into the telegrams that stand in it one after another; [] where there is at most one."""
    if data.startswith((b"---", b"+++", b"<")) or sum(1 for _ in islice(_SENDER.finditer(data), 2)) < _SEVERAL:
        return []
    return cut_telegrams(unchanged_text(data).split("\f"))


def _transcribed(telegram: Telegram, path: str, vocabulary: Vocabulary) -> Transcript | Problem:
    """Make a cable file of one of several telegrams of a file; the file's name is that of one of them at most."""
    place = path_of_telegram(telegram, path, f"line {telegram.line}")
    made = transcribe(telegram.text.encode("utf-8", "replace"), place, vocabulary, telegram.line)
    if isinstance(made, Problem):
        return msgspec.structs.replace(made, where=Where(path, telegram.line))
    return msgspec.structs.replace(made, path=path)


def _read_letters(pieces: Pieces, path: str, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Read the texts of letters; other parts are reported, names in the head are left out."""
    data = whole(pieces, LONGEST_VOLUME)
    if data is None:
        yield problem_at("I009", Where(path), detail=f"a box of letters of more than {LONGEST_VOLUME >> 20} MiB")
        return
    for part in read_mail(data):
        name = f"{path}/{part.name}" if part.name else path
        if part.fault or reading.depth >= _DEEPEST:
            yield problem_at("I003", Where(name), detail=part.fault or "letters nested too deep")
        elif part.data.startswith(_ZIP) and office_kind(part.data[:_HEAD]) is None:
            yield unread_kind(PACKED_ARCHIVE, name)
        elif part.data.strip():
            deeper = msgspec.structs.replace(reading, depth=reading.depth + 1)
            yield from _read((part.data,), name, deeper, None)


def _read_document(pieces: Pieces, path: str, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Read the telegrams of a document of Word."""
    data = whole(pieces, LONGEST_VOLUME)
    if data is None:
        yield problem_at("I009", Where(path), detail=f"a document of more than {LONGEST_VOLUME >> 20} MiB")
        return
    try:
        word = read_word(data)
    except WordError as error:
        yield problem_at("I007", Where(path), detail=f"a document of Word: {error}")
        return
    if word.covered:
        yield problem_at("I032", Where(path))
        return
    text = word.text.encode("utf-8", "replace")
    for one in _read_texts((text,), text[:_HEAD], path.removesuffix(".docx"), reading):
        if isinstance(one, Unread) and one.kind:
            yield unread_kind(NO_CABLE_IN_WORD, path)
        elif isinstance(one, Transcript) and word.beside:
            told = problem_at("I024", Where(path), detail=", ".join(word.beside))
            yield msgspec.structs.replace(one, path=path, problems=(*one.problems, told))
        elif isinstance(one, Transcript):
            yield msgspec.structs.replace(one, path=path)
        else:
            yield one
