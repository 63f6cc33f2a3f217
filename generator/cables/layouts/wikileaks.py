"""Saved pages of the WikiLeaks site of December 2010: a table of metadata and two blocks of preformatted text.

The text in the blocks is not escaped but for line ends: nothing in it is unescaped but those (docs/format.md).
"""

import re

from generator.cables.layouts.common import collection_of, minutes_are_hours, read_date, split_lines
from generator.cables.layouts.decoding import Damage, clean
from generator.cables.model import Piece
from generator.cables.source import Line, Metadata, Source

_TABLE = "<table class='cable'>"
_CELL = re.compile(r"<td>\s*(.*?)\s*</td>", re.DOTALL)
_TITLE = re.compile(r"<h3>Viewing cable [A-Za-z0-9]{1,40}, ?(.*?)</h3>", re.DOTALL)
_MARKUP = re.compile(r"</?(?:a|br|strong|em|td|tr|table)\b[^<>\n]{0,200}>", re.IGNORECASE)
_OPEN, _CLOSE = "<code><pre>", "</pre></code>"
_LABELS = ("Reference ID", "Created", "Released", "Classification", "Origin")
_FIELDS = ("id", "created", "released", "classification", "origin")


def is_wikileaks_page(text: str) -> bool:
    """Say whether a text is such a page."""
    return _TABLE in text and text.count(_OPEN) > 1


def read_wikileaks_page(raw: str, path: str, damage: list[Damage]) -> Source:
    """Read a page.

    ``Source.lines`` are the title and the cells of the table as lines of text, then the lines of both blocks without
    their markup; the page round them is not among them. ``physical`` maps each to its line of the file.
    """
    at = raw.rfind(_TABLE)
    end = raw.find("</table>", at)
    table = raw[at:end]
    cells = [" ".join(_plain(cell).split()) for cell in _CELL.findall(table)][: len(_LABELS)]
    title_match = _TITLE.search(raw)
    title = " ".join(_plain(title_match[1]).split()) if title_match else ""
    head = [f"{label}: {cell}" for label, cell in zip(_LABELS, cells, strict=False)]
    wrapping = [Piece(n, 0, line, f"metadata.{_FIELDS[n - 1]}") for n, line in enumerate(head, 1)]
    table_line = raw.count("\n", 0, at) + 1
    physical = [table_line] * len(head)
    if title:
        head.append(f"Title: {title}")
        wrapping.append(Piece(len(head), 0, head[-1], "metadata.title"))
        physical.append(raw.count("\n", 0, title_match.start()) + 1 if title_match else 1)
    lines = list(head)
    message: list[Line] = []
    body_start = 0
    place = end
    for block in range(2):
        opened = raw.find(_OPEN, place)
        closed = raw.find(_CLOSE, opened)
        if opened < 0 or closed < 0:
            damage.append(("C008", table_line, "a block of text is not closed"))
            closed = closed if closed >= 0 else len(raw)
        if opened < 0:
            break
        inside = _plain(raw[opened + len(_OPEN) : closed].replace("&#x000A;", "\n"))
        texts = split_lines(clean(inside.replace("\u00b6", "")))
        if block:
            body_start = len(message)
        file_line = raw.count("\n", 0, opened) + 1
        message.extend(Line(number, 0, text) for number, text in enumerate(texts, len(lines) + 1))
        lines.extend(texts)
        physical.extend([file_line] * len(texts))
        place = closed
    return Source(
        "wikileaks-html", _metadata(cells, title, path, damage), tuple(lines), tuple(message), body_start, tuple(wrapping),
        tuple(physical), tuple(damage),
    )  # fmt: skip


def _plain(text: str) -> str:
    return _MARKUP.sub("", text) if "<" in text else text


def _metadata(cells: list[str], title: str, path: str, damage: list[Damage]) -> Metadata:
    values = dict(zip(_FIELDS, cells, strict=False))
    created = read_date(values.get("created", ""))
    released = read_date(values.get("released", ""))
    if values.get("created") and created is None:
        damage.append(("C008", 1, f"created: {values['created'][:40]}"))
    return Metadata(
        id=values.get("id") or None,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        known_bad_minutes=bool(created and minutes_are_hours(created[0])),
        released=released[0].date() if released else None,
        classification=values.get("classification") or None,
        origin=values.get("origin") or None,
        title=title or None,
        collection=collection_of(path),
        source="WikiLeaks, page saved in December 2010",
    )
