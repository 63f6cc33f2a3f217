"""Saved pages of the WikiLeaks site of December 2010: a table of metadata and two blocks of preformatted text.

The text in the blocks is not escaped but for line ends: nothing else is unescaped (docs/reference/format.md). Works on the
bytes, because nine tenths of a page are its navigation, which nobody needs decoded.
"""

import re

from generator.cables.model import Piece
from generator.cables.source.dates import minutes_are_hours, read_date
from generator.cables.source.decoding import Damage, Decoded, decode, has_marks, split_lines
from generator.cables.source.layouts.common import as_message
from generator.cables.source.model import Metadata, Source

_TABLES = (b"<table class='cable'>", b'<table class="cable">')
_ARTICLES = b"Appears in these articles:"
_SOURCE = "WikiLeaks, page saved in December 2010"
_TITLE = b"<h3>Viewing cable "
# What the publisher put into the text; any other ``<...>`` is text.
_MARKUP = re.compile(r"</?(?:a|br|strong|em|td|tr|table)\b[^<>\n]{0,200}>", re.IGNORECASE)
_OPEN, _CLOSE = b"<code><pre>", b"</pre></code>"
_LABELS = ("Reference ID", "Created", "Released", "Classification", "Origin")
_FIELDS = ("id", "created", "released", "classification", "origin")
_LONGEST_TABLE = 100_000
_LONGEST_TITLE = 4_000


def is_wikileaks_page(data: bytes) -> bool:
    """Say whether a file is such a page: the table, and two blocks after it."""
    at = _find_table(data)
    opened = data.find(_OPEN, at) if at >= 0 else -1
    return opened >= 0 and data.find(_OPEN, opened + 1) >= 0


def _find_table(data: bytes) -> int:
    """Return where the last table of metadata begins, -1 without one."""
    at = data.rfind(_TABLES[0])
    return at if at >= 0 else data.rfind(_TABLES[1])


def read_wikileaks_page(data: bytes) -> Source:
    """Read a page.

    ``Source.lines`` are the cells of the table and the title as lines of text (``Origin: Embassy X``), then the lines of both
    blocks without their markup and pilcrows; the page round them is not among them. ``physical`` maps each to its line of
    the file.
    """
    damage: list[Damage] = []
    at = _find_table(data)
    title_at = max(0, data.rfind(_TITLE, 0, at))
    title_line = data.count(b"\n", 0, title_at) + 1
    table_line = title_line + data.count(b"\n", title_at, at)
    opened = data.find(_OPEN, at)
    table = data[at : min(opened, at + _LONGEST_TABLE)].split(b"</table>", 1)[0]
    cells = [
        _one_line(_plain(cell.split(b"</td>", 1)[0], 0, damage)) for cell in table.split(b"<td>")[1 : len(_LABELS) + 1]
    ]
    lines = [f"{label}: {cell}".rstrip() for label, cell in zip(_LABELS, cells, strict=False)]
    wrapping = [Piece(n, 0, line, f"metadata.{_FIELDS[n - 1]}") for n, line in enumerate(lines, 1)]
    physical = [table_line] * len(lines)
    articles = _read_articles(table, damage)
    if articles:
        lines.append(f"Appears in: {articles}")
        wrapping.append(Piece(len(lines), 0, lines[-1], "metadata.articles"))
        physical.append(table_line + table.count(b"\n", 0, table.find(_ARTICLES)))
    title = _read_title(data[title_at : min(title_at + _LONGEST_TITLE, at)], damage)
    if title:
        lines.append(f"Title: {title}")
        wrapping.append(Piece(len(lines), 0, lines[-1], "metadata.title"))
        physical.append(title_line)
    head = body = len(lines)
    place, line, marked = at, table_line, False
    second = data.find(_OPEN, opened + 1)
    for opening in (opened, second):
        line += data.count(b"\n", place, opening)
        place, body = opening, len(lines)
        closing = data.find(_CLOSE, opening)
        if closing < 0:
            damage.append(("C008", body + 1, "a block of text is not closed"))
            closing = second if opening == opened else len(data)
        text = _plain(data[opening + len(_OPEN) : closing].replace(b"&#x000A;", b"\n"), body, damage)
        text = text.replace("\u00b6", "")
        marked = marked or has_marks(text)
        lines.extend(split_lines(text))
        physical.extend([line] * (len(lines) - body))
    message, aside = as_message(Decoded(lines, damage, marked), head)
    return Source(
        "wikileaks-html",
        _metadata(cells, title, articles, damage),
        tuple(lines),
        tuple(message),
        next((at for at, one in enumerate(message) if one.number > body), len(message)),
        (*wrapping, *aside),
        tuple(physical),
        tuple(damage),
    )


def _plain(data: bytes, line: int, damage: list[Damage]) -> str:
    """Decode a part of the page without its markup; it stands behind so many lines of ``Source.lines``."""
    text, found = decode(data)
    damage.extend((code, line + at, detail) for code, at, detail in found)
    return _MARKUP.sub("", text) if "<" in text else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _read_title(data: bytes, damage: list[Damage]) -> str:
    """Read ``<h3>Viewing cable 07ASTANA1061, TITLE</h3>``, "" when it has no title or is not there."""
    heading, closed, _ = data.partition(b"</h3>")
    if not closed or not heading.startswith(_TITLE):
        return ""
    return _one_line(_plain(heading[len(_TITLE) :], 0, damage).partition(",")[2])


def _read_articles(table: bytes, damage: list[Damage]) -> str:
    """Read the sixth row that some pages have: the addresses of articles that print the cable, "" without it."""
    at = table.find(_ARTICLES)
    if at < 0:
        return ""
    row = table[at + len(_ARTICLES) :].split(b"</td>", 1)[0]
    return _one_line(_plain(row.replace(b"<br />", b" "), 0, damage))


def _metadata(cells: list[str], title: str, articles: str, damage: list[Damage]) -> Metadata:
    values = dict(zip(_FIELDS, cells, strict=False))
    created = read_date(values.get("created", ""))
    released = read_date(values.get("released", ""))
    if values.get("created") and created is None:
        damage.append(("C008", 2, f"created: {values['created'][:40]}"))
    return Metadata(
        id=values.get("id") or None,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        known_bad_minutes=bool(created and minutes_are_hours(created[0])),
        released=released[0].date() if released else None,
        classification=values.get("classification") or None,
        origin=" ".join((values.get("origin") or "").split()) or None,
        title=title or None,
        source=_SOURCE + (f"; appears in {articles}" if articles else ""),
    )
