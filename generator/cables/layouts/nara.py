"""Records of the State Archiving System, 1973 to 1979, as the National Archives print them: attributes and message text."""

import re
from typing import Final

from generator.cables.layouts.common import as_message, collection_of, read_date
from generator.cables.layouts.decoding import Decoded
from generator.cables.model import Piece
from generator.cables.source import Line, Metadata, Source

_PAGE: Final = re.compile(r"(?:[A-Z ]{1,24} )?PAGE 0?1[ ]{1,20}[A-Z][A-Z .']{1,14}[ ]{1,20}\d{4,6}\b")
_HEADINGS: Final = ("Message Attributes", "Message Text")
_SIGNS: Final = (*_HEADINGS, "Declassified/Released", "PAGE 0")
_FIELD: Final = re.compile(r"([A-Z][A-Za-z/ ()]{1,40}):[ ]*(.*)\Z")
_UNAVAILABLE: Final = re.compile(r"TELEGRAM TEXT FOR THIS MRN IS|ERROR READING TEXT INDEX FILE")
_NEAR_TOP: Final = 60


def is_nara(texts: list[str]) -> bool:
    """Say whether a text is such a record: its headings, its first page line, or the stamp of the review."""
    top = texts[:_NEAR_TOP]
    whole = "\n".join(top)
    if not any(sign in whole for sign in _SIGNS):
        return False
    for line in top:
        text = line.lstrip()
        if text.startswith(_HEADINGS) and text in _HEADINGS:
            return True
        if "Declassified/Released" in text or ("PAGE 0" in text and _PAGE.match(text)):
            return True
    return False


def read_nara(page: Decoded, path: str) -> Source:
    """Read such a record: attributes as ``Name: value`` before or behind the text, each under its heading."""
    wrapping: list[Piece] = []
    fields: dict[str, str] = {}
    message: list[Line] = []
    lines, aside = as_message(page, 0)
    in_attributes = False
    name = ""
    for line in lines:
        text = line.text.strip()
        if text in _HEADINGS:
            in_attributes = text == "Message Attributes"
            wrapping.append(Piece(line.number, line.column, line.text, "metadata.heading"))
        elif not in_attributes or not text:
            message.append(line)
        else:
            if match := _FIELD.match(text):
                name = match[1]
                fields.setdefault(name, match[2])
            elif name:
                fields[name] = f"{fields[name]} {text}".strip()
            wrapping.append(Piece(line.number, line.column, line.text, "metadata.attribute"))
    if any(_UNAVAILABLE.search(line.text) for line in message[:_NEAR_TOP]):
        page.damage.append(("C007", 1, ""))
    wrapping.extend(aside)
    metadata = _metadata(fields, path)
    return Source("nara", metadata, tuple(page.lines), tuple(message), None, tuple(wrapping), (), tuple(page.damage))


def _metadata(fields: dict[str, str], path: str) -> Metadata:
    """Make metadata of the attributes; empty ones and ``n/a`` mean that there is none."""
    known = {name: value for name, value in fields.items() if value and value.lower() != "n/a"}
    created = read_date(known.get("Draft Date", ""))
    return Metadata(
        id=known.get("Document Number") or known.get("Message ID"),
        created=created[0] if created else None,
        has_time=False,
        classification=known.get("Original Classification") or known.get("Classification"),
        title=known.get("Subject"),
        tags=tuple(known.get("TAGS", "").replace(",", " ").split()),
        references=tuple(one.strip() for one in known.get("Reference", "").split(",") if one.strip()),
        collection=collection_of(path),
        source="National Archives, Access to Archival Databases" if fields else None,
    )
