"""What wraps a message: recognising a layout and setting its metadata aside. Never raises on content.

The layouts and how each is told are the table in docs/format.md, "Layouts". The first recogniser that matches wins.
"""

import re

from generator.cables.classification import classification_at
from generator.cables.layouts.archives import is_csv, is_frus, is_nara, read_csv_row, read_frus, read_nara
from generator.cables.layouts.common import as_message, collection_of, split_lines
from generator.cables.layouts.decoding import decode
from generator.cables.layouts.frontmatter import has_front_matter, read_front_matter
from generator.cables.layouts.pasted import is_five_lines, is_pasted_page, read_five_lines, read_pasted_page
from generator.cables.layouts.wikileaks import is_wikileaks_page, read_wikileaks_page
from generator.cables.source import Metadata, Source

_PDF_START = re.compile(r"V?ZCZC[A-Z]{3}\d{3,4}\s*\Z")
_FIELD = re.compile(r"\s*(?:E\.?O\.? ?:?\s*\d{4,5}|TAGS?[ :]|SUBJ(?:ECT)?\s*:)", re.IGNORECASE)
_NEAR_TOP = 60
_FIELDS_NEEDED = 2


def read_source(data: bytes, path: str) -> Source:
    """Decode a file, recognise its layout and set aside what is not message.

    Args:
        data: the bytes of the file.
        path: its path; the ending ``.csv`` and a folder ``specimens`` matter.

    Returns:
        The source; every character of its lines that is not white space is either in ``message`` or in ``wrapping``,
        once. Layout "unknown" when no recogniser matches: then the whole text is message.
    """
    text, damage = decode(data)
    if is_wikileaks_page(text):
        return read_wikileaks_page(text, path, damage)
    if is_csv(path, text):
        return read_csv_row(text, path, damage)
    texts = split_lines(text)
    if has_front_matter(texts):
        return read_front_matter(texts, path, damage)
    if is_pasted_page(texts):
        return read_pasted_page(texts, path, damage)
    if is_five_lines(texts):
        return read_five_lines(texts, path, damage)
    if is_nara(texts):
        return read_nara(texts, path, damage)
    if is_frus(texts):
        return read_frus(texts, path, damage)
    message, aside = as_message(texts, 0)
    layout = _bare_layout(texts)
    if layout == "unknown" and not damage:
        damage.append(("C002", 1, ""))
    metadata = Metadata(collection=collection_of(path))
    return Source(layout, metadata, tuple(texts), message, None, tuple(aside), (), tuple(damage))


def _bare_layout(texts: list[str]) -> str:
    """Tell text drawn from PDF, a bare message, and what is no cable."""
    top = [text for text in texts[:_NEAR_TOP] if text]
    if top and _PDF_START.match(top[0]):
        return "pdf-text"
    if any(classification_at(text) is not None for text in top):
        return "bare"
    return "bare" if sum(bool(_FIELD.match(text)) for text in top) >= _FIELDS_NEEDED else "unknown"
