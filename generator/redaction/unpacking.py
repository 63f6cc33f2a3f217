"""What a file holds that is packed, printed or no text: its members, streams and pages, readable runs of its bytes. Pure.

Yields bytes to be read on, or texts; what cannot be read is said, so that nobody takes it for read.
"""

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from importlib import util
from typing import IO, cast
from urllib.parse import unquote

from generator.redaction.folding import BREAK

MOST = 1 << 28  # bytes that a packed file, and all that is packed in one, is read up to
_MOST_OF_STREAM = 1 << 24  # the same for a stream of a PDF
_TAR = slice(257, 262)  # where an archive of tar says that it is one
_UTF_8 = 0x800  # flag of a name in a zip file
_XMP = re.compile(rb"<x:xmpmeta.*?(?:</x:xmpmeta>|\Z)", re.DOTALL)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DESCRIBED = 400  # bytes before a stream that say what it is
_NO_TEXT = re.compile(rb"/Image|/FontFile|/Length1|/CIDToGID")  # in what describes a stream
_SCAN = re.compile(rb"\xff\xda[^\xff]*(?:\xff[\0\xd0-\xd7][^\xff]*)*")  # the dots of a JPEG
_HEXADECIMAL = re.compile(rb"<((?:[0-9A-Fa-f]{2}){4,4000})>")
_OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
_RUN = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
# Letters of Latin, Greek, Cyrillic, Hebrew and Arabic in two bytes each.
_WIDE_RUNS = (
    ("utf-16-le", re.compile(rb"(?:[\x20-\xff]\x00|[\x00-\xff][\x01-\x06\x1e\x20]){4,}")),
    ("utf-16-be", re.compile(rb"(?:\x00[\x20-\xff]|[\x01-\x06\x1e\x20][\x00-\xff]){4,}")),
)
_PACKED_IN_PNG = re.compile(rb"(?:zTXt[^\0]{1,79}\0\0|iTXt[^\0]{1,79}\x00\x01\x00[^\0]{0,79}\0[^\0]{0,400}\0)")
# Files that nothing here unpacks, and programs that draw their text, by how they begin.
_CLOSED = (
    b"%!PS", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"MSCF", b"LZIP", b"\x1f\x9d",
    b"\x5d\0\0", b"xar!", b"\xed\xab\xee\xdb", b"!<arch>", b"AT&TFORM", b"ITSF\3", b"PAR1", b"Obj\1", b"\x89HDF",
)  # fmt: skip
_CLOSED_NAMES = (".br", ".iwa", ".mobi", ".azw", ".azw3")  # that begin in no way of their own
# What says within a file that some of it is locked, or packed as Outlook does: of Word and Excel, of mail.
_LOCKED = ("EncryptedPackage".encode("utf-16-le"), b"LZFu")
_LOCKED_MEMBERS = {"meta-inf/manifest.xml": b"encryption-data", "meta-inf/encryption.xml": b""}
_UNPACKERS = ((b"\x1f\x8b", gzip.open, ".gz"), (b"BZh", bz2.open, ".bz2"), (b"\xfd7zXZ\0", lzma.open, ".xz"))


class UnreadableError(Exception):
    """A file holds what cannot be read here."""


def is_packed(data: bytes, name: str = "") -> bool:
    """Say whether a file holds others, or one in another form."""
    packed = data.startswith((b"PK\x03\x04", *_CLOSED, *(begin for begin, _, _ in _UNPACKERS)))
    return packed or data[_TAR] == b"ustar" or name.endswith(_CLOSED_NAMES)


def members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of what is packed in a file.

    Raises:
        UnreadableError: some of it cannot be unpacked, or it is too much.
    """
    if data.startswith(b"PK\x03\x04"):
        yield from _of_zip(data)
        return
    if data[_TAR] == b"ustar":
        yield from _of_tar(data)
        return
    if data.startswith(_CLOSED) or name.endswith(_CLOSED_NAMES):
        raise UnreadableError
    for begin, unpacker, ending in _UNPACKERS:
        if data.startswith(begin):
            try:
                with unpacker(io.BytesIO(data)) as file:
                    yield name.removesuffix(ending), _bounded(cast("IO[bytes]", file))
            except (OSError, EOFError, zlib.error, lzma.LZMAError):
                raise UnreadableError from None


def _of_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    closed = False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for one in archive.infolist():
                yield one.filename, b""
                yield "", one.comment
                if not one.flag_bits & _UTF_8:
                    yield "", one.filename.encode("cp437", "ignore")  # as it is written there, in whatever encoding
                # Others are unpacked as a whole, however large they are.
                if one.flag_bits & 1 or one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                    closed = True
                    continue
                with archive.open(one) as file:
                    inner, said = one.filename.lower(), _bounded(file)
                closed = closed or (inner in _LOCKED_MEMBERS and _LOCKED_MEMBERS[inner] in said)
                yield inner, said
            yield "", archive.comment
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, ValueError):
        raise UnreadableError from None
    if closed:
        raise UnreadableError


def _of_tar(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for one in archive:
                yield one.name, b""
                yield one.linkname, b""
                file = archive.extractfile(one) if one.isreg() else None
                if file is not None:
                    yield one.name.lower(), _bounded(file)
    except (OSError, EOFError, tarfile.TarError):
        raise UnreadableError from None


def is_locked(data: bytes) -> bool:
    """Say whether a file that is no text says that some of it is locked, or packed in a way that nothing here unpacks."""
    return any(one in data for one in _LOCKED)


def _bounded(file: IO[bytes]) -> bytes:
    data = file.read(MOST + 1)
    if len(data) > MOST:
        raise UnreadableError
    return data


def without_dots(data: bytes) -> bytes:
    """Return a file without the packed dots of a JPEG or a PNG, in which a name of two or three letters stands by chance."""
    if data.startswith(b"\xff\xd8\xff"):
        return _SCAN.sub(b"\0", data)
    at, kept = 8, [data[:8]]
    while data.startswith(b"\x89PNG") and at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kept.append(data[at:end] if data[at + 4 : at + 8] != b"IDAT" else b"")
        at = end
    return b"".join(kept) if at > len(data[:8]) else data


def parts_of_picture(data: bytes) -> Iterator[bytes]:
    """Yield what a picture says that is packed in it: texts and profiles of a PNG."""
    for match in _PACKED_IN_PNG.finditer(data) if data.startswith(b"\x89PNG") else ():
        try:
            yield zlib.decompressobj().decompress(data[match.end() :], _MOST_OF_STREAM)
        except zlib.error:
            continue


def runs(data: bytes, *, foreign: bool = True) -> Iterator[str]:
    """Yield the readable runs of what is no text: in UTF-8 or Windows-1252, and in UTF-16; of the program's own in UTF-8."""
    if not foreign:
        yield BREAK.encode().join(_RUN.findall(data)).decode("utf-8", "ignore")
        return
    yield from (run.decode("utf-8", "surrogateescape") for run in _RUN.findall(data))
    for encoding, wide in _WIDE_RUNS if b"\0" in data else ():
        yield from (run.decode(encoding, "replace") for run in wide.findall(data))


def parts_of_mail(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the headers and the parts of a mail, each part decoded, as (name, bytes)."""
    mail = message_from_bytes(data, policy=policy.compat32)
    for part in mail.walk():
        yield "", "\n".join(_header_read(str(value)) for value in part.values()).encode("utf-8", "surrogateescape")
        body = part.get_payload(decode=True)
        if isinstance(body, bytes):
            yield (part.get_filename() or ".html" if part.get_content_subtype() == "html" else ""), body


def _header_read(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError, HeaderParseError):
        return value


def pages_of_pdf(data: bytes) -> Iterator[str]:
    """Yield the text of each page of a PDF, its outline and metadata.

    Without a reader of PDF these are readable runs.

    Raises:
        UnreadableError: it cannot be opened, or it has no text.
    """
    yield from (match.decode("utf-8", "replace") for match in _XMP.findall(data))
    if not reads_pdf():
        yield from runs(data)
        raise UnreadableError
    import pypdfium2  # noqa: PLC0415  an extra: comes with what prints

    said = False
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            yield from document.get_metadata_dict().values()
            yield from (mark.get_title() for mark in document.get_toc())
            for page in document:
                text = page.get_textpage()
                shown = text.get_text_range()
                said = said or bool(shown.strip())
                yield shown
                text.close()
                page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        raise UnreadableError from None
    if not said:
        raise UnreadableError


def streams_of_pdf(data: bytes) -> Iterator[bytes]:
    """Yield the bytes of a PDF and of each stream in it that may hold text, unpacked: comments, attachments, forms.

    Raises:
        UnreadableError: they are locked, or packed in another way.
    """
    yield data
    for match in _STREAM.finditer(data):
        said = data[max(0, match.start() - _DESCRIBED) : match.start()].rpartition(b"obj")[2]
        attached = b"/EmbeddedFile" in said
        if _NO_TEXT.search(said) and not attached:
            continue
        try:
            yield zlib.decompressobj().decompress(data[match.end() :], _MOST_OF_STREAM)
        except zlib.error:
            if attached and b"/Filter" in said:
                raise UnreadableError from None
            if attached:
                yield data[match.end() :].partition(b"endstream")[0]
    if b"/Encrypt" in data:
        raise UnreadableError


def texts_of_stream(part: bytes) -> Iterator[str]:
    """Yield what can be read in a stream of a PDF: readable runs, and texts written in octal and in hexadecimal."""
    for run in runs(_OCTAL.sub(lambda match: bytes([int(match[1], 8)]), part)):
        yield run
        yield unquote(run, errors="replace") if "%" in run else ""
    for written in _HEXADECIMAL.findall(part):
        yield from runs(bytes.fromhex(written.decode("ascii")))


def reads_pdf() -> bool:
    """Say whether the text of PDF files can be read here."""
    return util.find_spec("pypdfium2") is not None
