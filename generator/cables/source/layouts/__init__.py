"""What wraps a message: recognising a layout and setting its metadata aside. Never raises on content.

The layouts and how each is told are the table in docs/reference/format.md, "Layouts". The first recogniser that matches
wins; where a message begins and ends in what surrounds it is found in one place for all of them (``message_locator``).
"""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from generator.cables.heading.classification_line import classification_at
from generator.cables.heading.labels import FIELD_BEGINS
from generator.cables.source.banners import is_banner, may_have_banners, read_release
from generator.cables.source.decoding import Decoded, decode, has_marks, split_lines, unescape
from generator.cables.source.layouts.archives.nara import is_nara, read_nara
from generator.cables.source.layouts.archives.other_services import (
    is_british,
    is_cablegram,
    read_british,
    read_cablegram,
)
from generator.cables.source.layouts.archives.smart import is_smart, read_smart
from generator.cables.source.layouts.archives.telegram_form import is_telegram_form, read_telegram_form
from generator.cables.source.layouts.archives.white_house import is_white_house, read_white_house
from generator.cables.source.layouts.archives.withdrawal import is_withdrawal, read_withdrawal
from generator.cables.source.layouts.common import LINE_NUMBER, as_message, top_of
from generator.cables.source.layouts.frontmatter import MESSAGE, has_front_matter, read_front_matter
from generator.cables.source.layouts.publications.csvrow import is_csv, read_csv_row
from generator.cables.source.layouts.publications.fiveline import is_five_lines, read_five_lines
from generator.cables.source.layouts.publications.frus import is_frus, read_frus
from generator.cables.source.layouts.publications.pasted import is_pasted_page, read_pasted_page
from generator.cables.source.layouts.publications.plusd import is_plusd_page, read_plusd_page
from generator.cables.source.layouts.publications.wikileaks import is_wikileaks_page, read_wikileaks_page
from generator.cables.source.layouts.yaml_front_matter import has_yaml, read_yaml
from generator.cables.source.message_locator import Place, locate, set_aside
from generator.cables.source.model import Line, Lines, Metadata, Source
from generator.cables.source.sections import join_sections, missing_sections

# What archives print round a message, by the layout's name: read as a file of its own, and below front matter; import
# keeps such a file whole.
PRINTS = {
    "smart": (is_smart, read_smart),
    "white-house": (is_white_house, read_white_house),
    "nara": (is_nara, read_nara),
    "telegram-form": (is_telegram_form, read_telegram_form),
    "withdrawal-notice": (is_withdrawal, read_withdrawal),
    "british-telegram": (is_british, read_british),
    "cablegram": (is_cablegram, read_cablegram),
    "frus": (is_frus, read_frus),
}
_READERS = (
    (has_yaml, read_yaml),
    (is_pasted_page, read_pasted_page),
    (is_five_lines, read_five_lines),
)
_PDF_START = re.compile(r"V?ZCZC[A-Z]{3}\d{3,4}\Z")
_LOST_PILCROW = re.compile(r"^[ ]{0,8}\ufffd+[ ]?\d", re.MULTILINE)
_NEAR_TOP = 60
_FIELDS_NEEDED = 2
_SPECIMENS = "specimens"  # the folder, and the collection of its files that name none


def read_source(data: bytes, path: str, *, joined: bool = True) -> Source:
    """Decode a file, recognise its layout and set aside what is not message.

    Args:
        data: the bytes of the file.
        path: its path; the ending ``.csv`` and a folder ``specimens`` matter.
        joined: False for who keeps the print of an archive whole: what stands above and below its message is then part of the
            message, and its sections are not joined.

    Returns:
        The source; every character of its lines that is not white space is either in ``message`` or in ``wrapping``,
        once. Layout "unknown" when no recogniser matches.
    """
    source = _read(data, path, joined=joined)
    if source.metadata.collection is None and _SPECIMENS in path.split("/")[:-1]:
        return msgspec.structs.replace(source, metadata=msgspec.structs.replace(source.metadata, collection=_SPECIMENS))
    return source


def _read(data: bytes, path: str, *, joined: bool) -> Source:
    if b"<" in data and is_wikileaks_page(data):
        return read_wikileaks_page(data)
    if b"<" in data and is_plusd_page(data):
        return _finished(read_plusd_page(data))
    text, damage = decode(data)
    if not text.strip():
        lines = tuple(split_lines(text)) if text else ()
        return Source("unknown", Metadata(), lines, (), damage=(("C001", 1, ""),))
    if is_csv(path, text):
        return read_csv_row(text, damage)
    text = unescape(text)
    page = Decoded(split_lines(text), damage, has_marks(text))
    if has_front_matter(page.lines):
        return _finished(_with_print(read_front_matter(page), page.marked))
    for matches, read in _READERS:
        if matches(page.lines):
            return _finished(read(page))
    top = top_of(page.lines)
    for is_print, read in PRINTS.values():
        if is_print(top):
            return _finished(read(page)) if joined else _with_release(read(page))
    message, aside = as_message(page, 0)
    numbered = bool(aside) and aside[0].rule == LINE_NUMBER
    message = Lines(message, None if page.marked or numbered else page.lines)
    place = locate(message)
    layout = _layout_without_wrapping(message.texts if numbered else page.lines, text, message, place)
    if layout == "unknown" and all(code != "C005" for code, _, _ in damage):
        damage.append(("C002", 1, ""))
    source = Source(layout, Metadata(), tuple(page.lines), message, None, tuple(aside), (), tuple(damage))
    return _finished(source, place)


def _with_print(source: Source, marked: bool) -> Source:
    """Read the print of an archive that stands below front matter; what front matter says comes before what the print says."""
    first = next((at for at, line in enumerate(source.message) if line.text), -1)
    if first < 0 or source.within == MESSAGE:
        return source
    begin = source.message[first].number - 1
    top = top_of(source.lines[begin:])
    reader = next((read for is_print, read in PRINTS.values() if is_print(top)), None)
    if reader is None:
        return source
    damage = list(source.damage)
    inner = reader(Decoded([*[""] * begin, *source.lines[begin:]], damage, marked))
    front = tuple(piece for piece in source.wrapping if piece.line <= begin)
    return msgspec.structs.replace(
        inner,
        layout=source.layout,
        within=inner.layout,
        metadata=_over(source.metadata, inner.metadata),
        lines=source.lines,
        wrapping=(*front, *inner.wrapping),
        damage=tuple(damage),
    )


def _over(front: Metadata, inner: Metadata) -> Metadata:
    """Join front matter and the fields of a print; front matter comes first."""
    values: dict[str, Any] = {}
    for name in Metadata.__struct_fields__:
        given = getattr(front, name)
        values[name] = given if given not in {None, ()} else getattr(inner, name)
    if front.created is None:
        values["has_time"] = inner.has_time
    else:
        values["has_time"], values["known_bad_minutes"] = front.has_time, front.known_bad_minutes
    return Metadata(**values)


def _finished(source: Source, place: Place | None = None) -> Source:
    """Set aside what stands above and below a message, join its sections, and note what a release says of itself.

    place is where the message lies, when that is known already.
    """
    lines = Lines.of(source.message)
    met: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    total = 1
    aside = list(source.wrapping)
    damage = list(source.damage)
    if source.body_start is None:
        lines, more = set_aside(lines, place or locate(lines))
        joined = join_sections(lines)
        lines = joined.lines
        aside += [*more, *joined.aside]
        met, begins, total = joined.met, joined.begins, joined.total
        if "nara" in {source.layout, source.within}:  # elsewhere later sections have no line of their own
            missing = missing_sections(joined)
            if missing:
                damage.append(("C014", 1, f"{', '.join(map(str, missing))} of {total}"))
    return _with_release(
        msgspec.structs.replace(
            source,
            message=lines,
            wrapping=tuple(aside),
            damage=tuple(damage),
            sections=met,
            begins=begins,
            total=total,
        )
    )


def _with_release(source: Source) -> Source:
    """Note what a release says of itself, and whether a line can be a banner at all."""
    bannered = may_have_banners("\n".join(source.lines))
    metadata = source.metadata
    if bannered and (release := read_release(source.lines)):
        known = {name for name, _ in metadata.archive}
        archive = (*metadata.archive, *[pair for pair in release if pair[0] not in known])
        metadata = msgspec.structs.replace(metadata, archive=archive)
    return msgspec.structs.replace(source, metadata=metadata, bannered=bannered)


def _layout_without_wrapping(texts: list[str], text: str, message: Sequence[Line], place: Place) -> str:
    """Return the layout of a text that no recogniser knows: a header begins a message, else its first lines decide."""
    if "\ufffd" not in text and texts[0] and place.in_header:
        return "bare"
    if _PDF_START.match(next(line for line in texts if line)):
        return _bare_layout(texts, texts, text)
    return "bare" if place.in_header else _bare_layout([line.text for line in message[place.begin :]], texts, text)


def _bare_layout(below: list[str], texts: list[str], text: str) -> str:
    """Return the layout of a text without wrapping: "pdf-text", "bare" or "unknown"."""
    lines = [line for line in below[: 4 * _NEAR_TOP] if line]
    first = next((line for line in lines if not is_banner(line)), "")
    if _PDF_START.match(first) and (not texts[0] or ("\ufffd" in text and _LOST_PILCROW.search(text))):
        return "pdf-text"
    top = [line for line in lines if not is_banner(line)][:_NEAR_TOP]
    if any(classification_at(line) is not None for line in top):
        return "bare"
    return "bare" if sum(bool(FIELD_BEGINS.match(line)) for line in top) >= _FIELDS_NEEDED else "unknown"
