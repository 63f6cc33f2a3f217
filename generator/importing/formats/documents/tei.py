"""A volume of the printed series (FRUS) in TEI -> its telegrams, each as the text that the layout of the series reads.

No document type and no entity is read: a volume has none, and an attack does.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import msgspec

from generator.importing.formats.documents.office import xml_tree

_TEI = b"http://www.tei-c.org/ns/1.0"
_NS = "{http://www.tei-c.org/ns/1.0}"
_TELEGRAM = re.compile(r"(?:\d{1,4}\.\s*)?(?:Telegram|Airgram|Cable|Circular Telegram)\b", re.IGNORECASE)
_BLOCKS = frozenset({"p", "head", "item", "dateline", "signed", "salute", "seg", "label", "row", "quote", "lg", "l"})


_OF_BLOCKS = frozenset({"list", "table"})
# What stands apart from what is printed before and behind it, though no blank is between them.
_APART = frozenset({"cell", "lb", "item", "p", "head", "signed", "dateline", "row", "l"})


class Document(msgspec.Struct, frozen=True):
    """A document of a volume: the name that its links have, its text, whether it is a telegram."""

    name: str
    text: str
    telegram: bool


def is_tei(head: bytes) -> bool:
    """Say whether the beginning of a file is that of TEI."""
    plain = head.replace(b"\x00", b"")
    return _TEI in plain and b"<TEI" in plain


def read_tei(data: bytes) -> Iterator[Document]:
    """Return the documents of a volume, as they are asked for.

    Raises:
        DocumentError: it is no XML, or has a document type or entities.
    """
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "replace")
    root = xml_tree(re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text).encode())
    return (_document(div) for div in root.iter(f"{_NS}div") if div.get("type") == "document")


def _document(div: ET.Element) -> Document:
    """Set a document as the series prints it: heading, dateline, text, signature, the note on its source at the foot."""
    name = div.get("{http://www.w3.org/XML/1998/namespace}id") or div.get("n") or ""
    head = div.find(f"{_NS}head")
    notes = list(div.iter(f"{_NS}note"))
    source = next((note for note in notes if note.get("type") == "source"), None)
    if source is None:
        source = next((note for note in notes if _words(note, []).startswith("Source:")), None)
    others = [note for note in notes if note is not source]
    heading = _words(head, notes) if head is not None else ""
    lines = [heading, ""]
    dateline = next(div.iter(f"{_NS}dateline"), None)
    if dateline is not None:
        lines += [_words(dateline, notes), ""]
    for block in _blocks(div, head, dateline):
        words = " ".join(block.split()) if isinstance(block, str) else _words(block, notes)
        if words:
            lines += [words, ""]
    if source is not None:
        lines += [f"1 Source: {_words(source, []).removeprefix('Source:').strip()}", ""]
    lines += [part for at, note in enumerate(others, 2) for part in (f"{at} {_words(note, [])}", "")]
    return Document(name, "\n".join(lines).strip() + "\n", bool(_TELEGRAM.match(heading)))


def _blocks(div: ET.Element, *but: ET.Element | None) -> Iterator[ET.Element | str]:
    """Yield the outermost blocks of a document in order, without notes, and the words that stand in no block."""
    skipped = {id(one) for one in but if one is not None}
    waiting = _inside(div)
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        tag = str(one.tag).removeprefix(_NS)
        if id(one) in skipped or tag == "note":
            continue
        if tag == "p" and any(str(part.tag).removeprefix(_NS) in _OF_BLOCKS for part in one):
            waiting.extend(list(_cut_at_lists(one))[::-1])
        elif tag in _BLOCKS or not len(one):
            yield one
        else:
            waiting.extend(_inside(one))


def _cut_at_lists(paragraph: ET.Element) -> Iterator[ET.Element]:
    """Cut a paragraph that has lists or tables in it: what stands before each, what is in it, what stands behind."""
    part = ET.Element(paragraph.tag)
    part.text = paragraph.text
    for one in paragraph:
        if str(one.tag).removeprefix(_NS) not in _OF_BLOCKS:
            part.append(one)
            continue
        yield part
        yield one
        part = ET.Element(paragraph.tag)
        part.text = one.tail
    yield part


def _inside(element: ET.Element) -> list[ET.Element | str]:
    """Return what stands in an element, the last first: its words, and elements each with the words behind it."""
    inner: list[ET.Element | str] = [element.text or ""]
    for one in element:
        inner += [one, one.tail or ""]
    return inner[::-1]


def _words(element: ET.Element, notes: list[ET.Element]) -> str:
    """Return the words of an element without those of the notes in it."""
    left_out = {id(note) for note in notes}
    parts: list[str] = []
    waiting: list[ET.Element | str] = [element]
    first = True
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        apart = str(one.tag).removeprefix(_NS) in _APART
        following: list[ET.Element | str] = [] if first else [f" {one.tail or ''}" if apart else one.tail or ""]
        if first or id(one) not in left_out:
            inner: list[ET.Element | str] = [one.text or "", *one]
            following = [*following, *inner[::-1]]
        first = False
        waiting.extend(following)
    return " ".join("".join(parts).split())
