"""Our own layout: TOML front matter between two lines of ``+++``, then the message as transmitted."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from generator.cables.model import OriginalPdf, Piece
from generator.cables.source.dates import minutes_are_hours, read_date
from generator.cables.source.decoding import Damage, Decoded
from generator.cables.source.layouts.common import as_message, source_of
from generator.cables.source.model import ARCHIVE, Metadata, Source
from generator.toml import TomlError, read_toml

FENCE = "+++"
MESSAGE = "message"  # what stands below front matter where it says that it is no print of an archive
_TEXTS = ("id", "classification", "origin", "title", "source", "collection", "note", "from", "signature")
_KEYS = (
    "id", "created", "classification", "origin", "released", "title", "tags", "source", "collection", "note", "references",
    "archive", "from", "to", "signature", "pdf", "print",
)  # fmt: skip
_PAIR = re.compile(r"[ ]*[A-Za-z_]{1,30}[ ]*=")
_NEAR_TOP = 20
_LONGEST = 200
_PDF_KEYS = frozenset({"file", "sha256", "pages", "lines"})
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_MOST_NUMBER = 10_000_000


def has_front_matter(texts: list[str]) -> bool:
    """Say whether the first line that is not empty opens front matter."""
    return next((text for text in texts[:_NEAR_TOP] if text), "") == FENCE


def read_front_matter(page: Decoded) -> Source:
    """Read front matter and message.

    Front matter that is no TOML is reported; those of its lines that are sound by themselves count, and the message is read
    all the same. Without a second line of ``+++`` the front matter ends with the last line that looks like ``key = value``.
    """
    texts = page.lines
    opened = texts.index(FENCE)
    try:
        closed = texts.index(FENCE, opened + 1, opened + _LONGEST)
        end = closed + 1
    except ValueError:
        closed = opened + 1
        while closed < min(len(texts), opened + _LONGEST) and _PAIR.match(texts[closed]):
            closed += 1
        end = closed
        page.damage.append(("C004", opened + 1, "no second line of +++"))
    values = _read_toml(texts[opened + 1 : closed], opened + 1, page.damage)
    wrapping = [
        Piece(at + 1, 0, texts[at], "metadata.fence" if texts[at] == FENCE else "metadata.front-matter")
        for at in range(opened, end)
        if texts[at]
    ]
    message, aside = as_message(page, end)
    where = _Where(texts[:closed], opened, page.damage)
    metadata = _read_values(values, where)
    if "pdf" in values:
        metadata = msgspec.structs.replace(metadata, pdfs=tuple(_pdfs(values["pdf"], end, where)))
    wrapping.extend(aside)
    plain = values.get("print") is False
    if not plain and "print" in values:
        where.report("print", "print can only be false")
    source = source_of("front-matter", page, metadata, message, wrapping)
    return msgspec.structs.replace(source, within=MESSAGE) if plain else source


def _read_toml(lines: list[str], before: int, damage: list[Damage]) -> dict[str, Any]:
    """Read the lines as TOML; when they are none, each that is sound by itself. before is the number of lines above."""
    try:
        return read_toml("\n".join(lines))
    except TomlError as error:
        damage.append(("C004", before + min(error.line or len(lines), len(lines)), error.said[:80]))
    values: dict[str, Any] = {}
    for line in lines:
        try:
            values.update(read_toml(line))
        except TomlError:
            continue
    return values


class _Where(msgspec.Struct):
    """Finds the line of a key, and collects what is wrong with it."""

    texts: list[str]
    opened: int
    damage: list[Damage]

    def report(self, key: str, detail: str) -> None:
        at = self.opened
        for at in range(self.opened, len(self.texts)):
            if self.texts[at].partition("=")[0].strip(" \"'") == key:
                break
        else:
            at = self.opened
        self.damage.append(("C004", at + 1, detail))


def _read_values(values: dict[str, Any], where: _Where) -> Metadata:
    """Check the type of each value; one of a wrong type is reported and left out."""
    for key in values:
        if key not in _KEYS:
            where.report(key, f"'{key[:40]}' is no key; the keys are {', '.join(_KEYS)}")
    words: dict[str, str | None] = {}
    for key in _TEXTS:
        value = values.get(key)
        if value is not None and not isinstance(value, str):
            where.report(key, f"{key} must be text")
            value = None
        words[key] = " ".join(value.split()) or None if value else None
    created, has_time = _moment(values.get("created"), "created", where)
    released, _ = _moment(values.get("released"), "released", where)
    tags = values.get("tags", [])
    if isinstance(tags, str):
        tags = tags.replace(",", " ").split()
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        where.report("tags", "tags must be a list of texts")
        tags = []
    return Metadata(
        id=words["id"],
        created=created,
        has_time=has_time,
        known_bad_minutes=bool(released and created and has_time and minutes_are_hours(created)),
        released=released.date() if released else None,
        classification=words["classification"],
        origin=words["origin"],
        title=words["title"],
        tags=tuple(tag.strip() for tag in tags if tag.strip()),
        collection=words["collection"],
        source=words["source"],
        note=words["note"],
        references=_texts_of("references", values, where),
        sender=words["from"],
        signature=words["signature"],
        to=_texts_of("to", values, where),
        archive=_archive(values.get("archive", {}), where),
    )


def _texts_of(key: str, values: dict[str, Any], where: _Where) -> tuple[str, ...]:
    """Return a list of texts, as printed; a value that is none is reported."""
    value = values.get(key, [])
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(one.strip() for one in value if one.strip())
    where.report(key, f"{key} must be a list of texts")
    return ()


def _archive(value: object, where: _Where) -> tuple[tuple[str, str], ...]:
    """Return what finds a record in its archive; a name that is not known, or a value that is no text, is reported."""
    if not isinstance(value, dict):
        where.report("archive", 'archive must be a table: { film = "D740187-0640" }')
        return ()
    found = []
    for name, text in value.items():
        if name in ARCHIVE and isinstance(text, str):
            found.append((name, " ".join(text.split())))
        else:
            where.report(
                "archive", f"'{str(name)[:40]}' of archive is not known, or no text; the names are {', '.join(ARCHIVE)}"
            )
    return tuple(found)


def _pdfs(value: object, above: int, where: _Where) -> Iterator[OriginalPdf]:
    """Yield the PDF files that the text was drawn from; above is how many lines stand above the message.

    Each is a table: ``file``, ``sha256``, ``pages`` (numbers from 1) and ``lines``, the lines of the message where they begin.
    """
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and one.keys() <= _PDF_KEYS:
            file, digest = one.get("file"), one.get("sha256")
            pages, lines = one.get("pages", []), one.get("lines", [])
            sound = isinstance(file, str) and isinstance(digest, str) and _SHA256.fullmatch(digest) is not None
            if sound and _are_numbers(pages) and _are_numbers(lines) and len(lines) in {0, len(pages)}:
                begins = [above + line for line in lines] or [0] * len(pages)
                yield OriginalPdf(str(file), str(digest).lower(), tuple(zip(pages, begins, strict=True)))
                continue
        where.report("pdf", 'pdf must be a table: { file = "07ASTANA1061.pdf", sha256 = "…", pages = [1, 2] }')


def _are_numbers(value: object) -> bool:
    return isinstance(value, list) and all(type(one) is int and 0 < one < _MOST_NUMBER for one in value)


def _moment(value: object, key: str, where: _Where) -> tuple[dt.datetime | None, bool]:
    """Return a TOML date, time or text as an aware moment in UTC and whether it has a time."""
    if value is None:
        return None, False
    found: tuple[dt.datetime, bool] | None = None
    if isinstance(value, dt.datetime):
        try:
            found = (value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)), True
        except OverflowError:  # the first or the last day there is, moved by its zone
            found = None
    elif isinstance(value, dt.date):
        found = dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC), False
    elif isinstance(value, str):
        found = read_date(value)
    if found is None:
        where.report(key, f"{key} is no date: {str(value)[:40]}")
        return None, False
    return found
