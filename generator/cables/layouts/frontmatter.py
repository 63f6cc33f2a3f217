"""Our own layout: TOML front matter between two lines of ``+++``, then the message as transmitted."""

import datetime as dt
import re
import tomllib
from typing import Any

from generator.cables.layouts.common import as_message, collection_of, read_date
from generator.cables.layouts.decoding import Damage
from generator.cables.model import Piece
from generator.cables.source import Metadata, Source

FENCE = "+++"
_KEYS = ("id", "created", "classification", "origin", "released", "title", "tags", "source", "collection", "note")
_LINE = re.compile(r"line (\d+)")
_LONGEST = 200


def has_front_matter(texts: list[str]) -> bool:
    """Say whether the first line that is not empty opens front matter."""
    return next((text for text in texts[:20] if text), "") == FENCE


def read_front_matter(texts: list[str], path: str, damage: list[Damage]) -> Source:
    """Read front matter and message; front matter that cannot be used is reported, and the message is read all the same."""
    opened = texts.index(FENCE)
    closed = next((at for at in range(opened + 1, min(len(texts), opened + _LONGEST)) if texts[at] == FENCE), -1)
    if closed < 0:
        damage.append(("C004", opened + 1, "no second line of +++"))
        wrapping = [Piece(opened + 1, 0, FENCE, "metadata.fence")]
        message, aside = as_message(texts, opened + 1)
        metadata = Metadata(collection=collection_of(path))
        return Source("front-matter", metadata, tuple(texts), message, None, (*wrapping, *aside), (), tuple(damage))
    wrapping = [
        Piece(at + 1, 0, texts[at], "metadata.fence" if at in {opened, closed} else "metadata.front-matter")
        for at in range(opened, closed + 1)
        if texts[at]
    ]
    values: dict[str, Any] = {}
    try:
        values = tomllib.loads("\n".join(texts[opened + 1 : closed]))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        found = _LINE.search(str(error))
        damage.append(("C004", opened + 1 + (int(found[1]) if found else 0), str(error)[:80]))
    message, aside = as_message(texts, closed + 1)
    metadata = _metadata(values, texts, opened, path, damage)
    return Source("front-matter", metadata, tuple(texts), message, None, (*wrapping, *aside), (), tuple(damage))


def _metadata(values: dict[str, Any], texts: list[str], opened: int, path: str, damage: list[Damage]) -> Metadata:
    def line_of(key: str) -> int:
        return next((at + 1 for at in range(opened, len(texts)) if texts[at].lstrip().startswith(key)), opened + 1)

    for key in values:
        if key not in _KEYS:
            damage.append(("C004", line_of(key), f"'{key}' is no key; the keys are {', '.join(_KEYS)}"))
    words: dict[str, str | None] = {}
    for key in ("id", "classification", "origin", "title", "source", "collection", "note"):
        value = values.get(key)
        if value is not None and not isinstance(value, str):
            damage.append(("C004", line_of(key), f"{key} must be text"))
            value = str(value)
        words[key] = value.strip() if value else None
    created, has_time = _moment(values.get("created"), "created", line_of("created"), damage)
    released, _ = _moment(values.get("released"), "released", line_of("released"), damage)
    tags = values.get("tags", [])
    if isinstance(tags, str):
        tags = tags.replace(",", " ").split()
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        damage.append(("C004", line_of("tags"), "tags must be a list of texts"))
        tags = []
    return Metadata(
        id=words["id"],
        created=created,
        has_time=has_time,
        released=released.date() if released else None,
        classification=words["classification"],
        origin=words["origin"],
        title=words["title"],
        tags=tuple(tag.strip() for tag in tags if tag.strip()),
        collection=collection_of(path, words["collection"]),
        source=words["source"],
        note=words["note"],
    )


def _moment(value: object, key: str, line: int, damage: list[Damage]) -> tuple[dt.datetime | None, bool]:
    """Return a TOML date, time or text as an aware moment in UTC and whether it has a time."""
    if value is None:
        return None, False
    if isinstance(value, dt.datetime):
        return (value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)), True
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC), False
    found = read_date(str(value))
    if found is None:
        damage.append(("C004", line, f"{key} is no date: {str(value)[:40]}"))
        return None, False
    return found
