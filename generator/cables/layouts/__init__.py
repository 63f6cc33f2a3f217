"""What wraps a message: recognising a layout and setting its metadata aside. Never raises on content.

The layouts and how each is told are the table in docs/format.md, "Layouts". The first recogniser that matches wins.
"""

import re

from generator.cables.classification import classification_at
from generator.cables.layouts.common import as_message, collection_of
from generator.cables.layouts.csvrow import is_csv, read_csv_row
from generator.cables.layouts.decoding import Decoded, decode, has_marks, split_lines, unescape
from generator.cables.layouts.fiveline import is_five_lines, read_five_lines
from generator.cables.layouts.frontmatter import has_front_matter, read_front_matter
from generator.cables.layouts.frus import is_frus, read_frus
from generator.cables.layouts.nara import is_nara, read_nara
from generator.cables.layouts.pasted import is_pasted_page, read_pasted_page
from generator.cables.layouts.wikileaks import is_wikileaks_page, read_wikileaks_page
from generator.cables.source import Metadata, Source

_READERS = (
    (has_front_matter, read_front_matter),
    (is_pasted_page, read_pasted_page),
    (is_five_lines, read_five_lines),
    (is_nara, read_nara),
    (is_frus, read_frus),
)
_PDF_START = re.compile(r"V?ZCZC[A-Z]{3}\d{3,4}\Z")
_LOST_PILCROW = re.compile(r"^[ ]{0,8}\ufffd+[ ]?\d", re.MULTILINE)
_FIELD = re.compile(r"[ ]{0,40}(?:E\.?O\.? ?:?[ ]{0,4}\d{4,5}|TAGS?[ :]|SUBJ(?:ECT)?[ ]?:)", re.IGNORECASE)
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
    if is_wikileaks_page(data):
        return read_wikileaks_page(data, path)
    text, damage = decode(data)
    if not text.strip():
        lines = tuple(split_lines(text)) if text else ()
        return Source("unknown", Metadata(collection=collection_of(path)), lines, (), damage=(("C001", 1, ""),))
    if is_csv(path, text):
        return read_csv_row(text, damage, path)
    text = unescape(text)
    page = Decoded(split_lines(text), damage, has_marks(text))
    for matches, read in _READERS:
        if matches(page.lines):
            return read(page, path)
    layout = _bare_layout(page.lines, text)
    if layout == "unknown" and all(code != "C005" for code, _, _ in damage):
        damage.append(("C002", 1, ""))
    message, aside = as_message(page, 0)
    metadata = Metadata(collection=collection_of(path))
    return Source(layout, metadata, tuple(page.lines), tuple(message), None, tuple(aside), (), tuple(damage))


def _bare_layout(texts: list[str], text: str) -> str:
    """Tell text drawn from PDF, a bare message, and what is no cable."""
    top = [line for line in texts[:_NEAR_TOP] if line]
    if top and _PDF_START.match(top[0]) and (not texts[0] or ("\ufffd" in text and _LOST_PILCROW.search(text))):
        return "pdf-text"
    if any(classification_at(line) is not None for line in top):
        return "bare"
    return "bare" if sum(bool(_FIELD.match(line)) for line in top) >= _FIELDS_NEEDED else "unknown"
