"""A page pasted as text: labels, values in the same order, title, tags, a line of links, then the message."""

import re

from generator.cables.model import Piece
from generator.cables.source.dates import minutes_are_hours, read_date
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import as_message, source_of
from generator.cables.source.model import Metadata, Source

# Two sites, two sets of labels; what is pasted from either begins with them.
_SETS = (
    ("Identifier", "Created", "Classification", "Origin"),
    ("Reference ID", "Created", "Released", "Classification", "Origin"),
)
_FIELD = re.compile(r"[ ]*(Cable title|Tags):[ ]*")
_LINKS = re.compile(r"[ ]*pdf[ ]{1,8}how-to read a cable\Z")
_NEAR_TOP = 24
_FURTHEST = 40
_LONGEST_TITLE = 4


def _labels(texts: list[str]) -> tuple[str, ...]:
    """Return the set of labels that a text begins with, an empty one for any other text."""
    first = next((at for at, text in enumerate(texts[:_NEAR_TOP]) if text), 0)
    if first < len(texts) and texts[first] in {labels[0] for labels in _SETS}:
        filled = tuple(text for text in texts[first : first + _NEAR_TOP] if text)
        return next((labels for labels in _SETS if filled[: len(labels)] == labels), ())
    return ()


def is_pasted_page(texts: list[str]) -> bool:
    """Say whether the first lines are the labels of a pasted page."""
    return bool(_labels(texts))


def read_pasted_page(page: Decoded) -> Source:
    """Read a pasted page: the labels, a value a line in the same order, then title, tags and the line of links."""
    texts = page.lines
    labels = _labels(texts)
    wrapping: list[Piece] = []
    values: dict[str, str] = {}
    at = rank = 0
    while at < len(texts) and rank < 2 * len(labels):
        text = texts[at]
        label = labels[rank % len(labels)].lower().replace(" ", "-")
        if text and rank >= len(labels):
            if _FIELD.match(text) or _LINKS.match(text):
                page.damage.append(("C008", at + 1, f"{len(labels)} labels, {rank - len(labels)} values"))
                break
            values[label] = text.strip()
            wrapping.append(Piece(at + 1, 0, text, f"metadata.{label}"))
        elif text:
            wrapping.append(Piece(at + 1, 0, text, f"metadata.label-{label}"))
        rank += bool(text)
        at += 1
    at, title, tags = _read_fields(texts, at, wrapping)
    message, aside = as_message(page, at)
    printed = values.get("created", "")
    created = read_date(printed)
    released = read_date(values.get("released", ""))
    if printed and created is None:
        page.damage.append(("C008", 1, f"created: {printed[:40]}"))
    metadata = Metadata(
        id=values.get("identifier") or values.get("reference-id"),
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        known_bad_minutes=bool(released and created and minutes_are_hours(created[0])),
        released=released[0].date() if released else None,
        classification=values.get("classification"),
        origin=" ".join(values.get("origin", "").split()) or None,
        title=" ".join(title) or None,
        tags=tuple(tags.replace(",", " ").split()),
    )
    wrapping.extend(aside)
    return source_of("pasted-page", page, metadata, message, wrapping)


def _read_fields(texts: list[str], at: int, wrapping: list[Piece]) -> tuple[int, list[str], str]:
    """Read title and tags from a line on -> (where the message begins, lines of the title, tags)."""
    title: list[str] = []
    tags = ""
    field = ""
    end = at
    for line in range(at, min(len(texts), at + _FURTHEST)):
        text = texts[line]
        if not text:
            continue
        if match := _FIELD.match(text):
            field = "title" if match[1] == "Cable title" else "tags"
            if field == "tags":
                tags = text[match.end() :]
            elif match.end() < len(text):
                title.append(text[match.end() :])
        elif _LINKS.match(text):
            wrapping.append(Piece(line + 1, 0, text, "layout.links"))
            return line + 1, title, tags
        elif field == "title" and len(title) < _LONGEST_TITLE:
            title.append(text.strip())
        else:
            break
        wrapping.append(Piece(line + 1, 0, text, f"metadata.{field}"))
        end = line + 1
    return end, title, tags
