"""Documents of office programs: archives of XML -> their parts, with limits. No document type and no entity is read. Pure."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from xml.etree import ElementTree as ET

# What the library raises of an archive that is damaged, locked, or packed in a way that it does not know.
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_BYTES = 64 << 20
_MOST_TIMES = 200
_SMALL = 1 << 20
# The names of the strict form of documents, and those of the usual one, for which they stand.
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(spreadsheetml/main|wordprocessingml/main|officeDocument/relationships)"
)
_USUAL = {
    b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


class DocumentError(Exception):
    """A document that is not read, in words."""


def refuse_entities(data: bytes) -> None:
    """Make sure that XML has no document type and no entities: a document needs none, and an attack does.

    Raises:
        DocumentError: it has one.
    """
    plain = data.replace(b"\x00", b"")  # as UTF-16 has the letters of a declaration apart
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        message = "it has a document type or entities, which are not read"
        raise DocumentError(message)


def xml_tree(data: bytes) -> ET.Element:
    """Return the root of XML.

    Raises:
        DocumentError: it is none, or has a document type or entities.
    """
    refuse_entities(data)
    try:
        return ET.fromstring(data)  # noqa: S314  entities were refused
    except (ET.ParseError, ValueError, LookupError, RecursionError) as error:
        raise DocumentError(str(error)[:120]) from None


class Parts:
    """The parts of an open document. Counts what is unpacked over all of them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Count nothing yet."""
        self._archive, self._left = archive, _MOST_BYTES
        self.names = archive.namelist()

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            DocumentError: it is not there, unpacks to more than it should, or has a document type or entities.
        """
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            message = "it has no text"
            raise DocumentError(message) from None
        size = info.file_size
        if size > self._left or (size > _SMALL and size > info.compress_size * _MOST_TIMES):
            message = f"more than {_MOST_BYTES >> 20} MiB, or than {_MOST_TIMES} times its size"
            raise DocumentError(message)
        with self._archive.open(info) as file:
            data = file.read(size + 1)
        self._left -= len(data)
        refuse_entities(data)
        return _STRICT.sub(lambda match: _USUAL[match[1]], data) if b"purl.oclc.org" in data else data

    def tree(self, name: str) -> ET.Element:
        """Return the root of a part.

        Raises:
            DocumentError: as for ``read``, or it is no XML.
        """
        return ET.fromstring(self.read(name))  # noqa: S314  entities were refused

    def elements(self, name: str, tags: AbstractSet[str]) -> Iterator[tuple[bool, ET.Element]]:
        """Yield (whether it ends here, element) for the elements of some names in a part, as they begin and as they end.

        One that has ended is forgotten, so that memory does not grow with the part.

        Raises:
            DocumentError: as for ``tree``.
        """
        around: list[ET.Element] = []
        for event, one in ET.iterparse(io.BytesIO(self.read(name)), ("start", "end")):  # noqa: S314  as above
            if event == "start":
                around.append(one)
            else:
                around.pop()
            if one.tag in tags:
                yield event == "end", one
                if event == "end" and around:
                    around[-1].remove(one)


@contextmanager
def open_parts(data: bytes) -> Iterator[Parts]:
    """Open a document.

    Raises:
        DocumentError: it is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Parts(archive)
    except (*ZIP_FAULTS, ET.ParseError, LookupError) as error:
        raise DocumentError(str(error)[:120] or type(error).__name__) from None


def unescaped(text: str) -> str:
    """Return a text whose signs may be written by their numbers, one beyond the first 65,536 by two: ``_xD83D__xDE00_``."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
