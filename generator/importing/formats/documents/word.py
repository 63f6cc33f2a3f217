"""A document of Word (.docx) -> its text, paragraph by paragraph. Pure.

Deleted text of tracked changes is left out. A document with hidden text, or words covered in black, is not read: the words are
still in it.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import msgspec

from generator.importing.formats.documents.office import DocumentError, Parts, open_parts

_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "word/document.xml"
_BLACK = "000000"
_OFF = frozenset({"0", "false", "off"})
_DEEPEST = 60
_BESIDE = (
    ("header", "headers of pages"),
    ("footer", "footers of pages"),
    ("footnotes", "footnotes"),
    ("comments", "comments"),
)


class Word(msgspec.Struct, frozen=True):
    """The text of a document; whether some of it is hidden or covered; what else it holds, in words."""

    text: str
    covered: bool
    beside: tuple[str, ...] = ()


def read_word(data: bytes) -> Word:
    """Read a document.

    Raises:
        DocumentError: it is damaged, unpacks to more than it should, or is no document.
    """
    with open_parts(data) as parts:
        root = parts.tree(_TEXT)
        beside = tuple(
            words
            for start, words in _BESIDE
            if any(
                _has_words(parts, name)
                for name in parts.names
                if name.startswith(f"word/{start}") and name.endswith(".xml")
            )
        )
    reader = _Reader()
    return Word("\n".join(reader.blocks(root, 0)) + "\n", reader.covered, beside)


def _has_words(parts: Parts, name: str) -> bool:
    return any((one.text or "").strip() for one in parts.tree(name).iter(f"{_NS}t"))


class _Reader:
    """Reads the blocks of a document, and notes whether some of its words are hidden or covered."""

    def __init__(self) -> None:
        self.covered = False

    def blocks(self, element: ET.Element, depth: int) -> Iterator[str]:
        """Yield each paragraph, and each row of a table with gaps between its cells."""
        if depth > _DEEPEST:
            message = "its parts lie too deep in one another"
            raise DocumentError(message)
        for one in element:
            if one.tag == f"{_NS}p":
                yield self._paragraph(one)
            elif one.tag == f"{_NS}tr":
                cells = (" ".join(self.blocks(cell, depth + 1)).strip() for cell in one.iter(f"{_NS}tc"))
                yield "   ".join(cell for cell in cells if cell)
            elif one.tag != _FALLBACK:
                yield from self.blocks(one, depth + 1)

    def _paragraph(self, paragraph: ET.Element) -> str:
        parts: list[str] = []
        waiting = [paragraph]
        while waiting:
            one = waiting.pop()
            name = str(one.tag).removeprefix(_NS)
            if one.tag == _FALLBACK or name in {"del", "pPr"}:
                continue
            if name == "t":
                parts.append(one.text or "")
            elif name == "tab":
                parts.append("    ")
            elif name in {"br", "cr"}:
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name == "rPr":
                self.covered = self.covered or _hides(one)
            elif name == "txbxContent":
                parts.append("\n")
                waiting.extend(reversed(one))
            else:
                waiting.extend(reversed(one))
        return "".join(parts).rstrip()


def _hides(properties: ET.Element) -> bool:
    """Say whether words of a run are not seen: hidden, or on black."""
    for one in properties:
        value = one.get(f"{_NS}val", "").lower()
        if one.tag in {f"{_NS}vanish", f"{_NS}webHidden"} and value not in _OFF:
            return True
        if one.tag == f"{_NS}highlight" and value == "black":
            return True
        if one.tag == f"{_NS}shd" and one.get(f"{_NS}fill", "") == _BLACK:
            return True
    return False
