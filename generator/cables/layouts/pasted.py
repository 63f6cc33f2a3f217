"""A page pasted as text: four labels, four values, title, tags, then the message; and records of five lines."""

import re

from generator.cables.classification import classification_at
from generator.cables.ids import parse_id
from generator.cables.layouts.common import as_message, collection_of, read_date
from generator.cables.layouts.decoding import Damage
from generator.cables.model import Piece
from generator.cables.source import Line, Metadata, Source

_LABELS = ["Identifier", "Created", "Classification", "Origin"]
_TITLE = re.compile(r"Cable title:\s*(.*)\Z")
_TAGS = re.compile(r"Tags:\s*(.*)\Z")
_LINKS = re.compile(r"pdf\s+how-to read a cable\Z")
_FURTHEST = 24
_RUBY_DATE = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{2}:\d{2}:\d{2} [+\-]\d{4} \d{4}\Z")
_GLUED = re.compile(r"(?<=[a-z.0-9A-Z])(?=(?:UNCLAS|C O N F I D E N T I A L|CONFIDENTIAL|S E C R E T|SECRET)[ ])")


def is_pasted_page(texts: list[str]) -> bool:
    """Say whether the first lines are the four labels of a pasted page."""
    first = [text for text in texts[:_FURTHEST] if text][: len(_LABELS)]
    return first == _LABELS


def read_pasted_page(texts: list[str], path: str, damage: list[Damage]) -> Source:
    """Read a pasted page: the labels, a value a line in the same order, then title, tags and the line of links."""
    wrapping: list[Piece] = []
    filled = [at for at, text in enumerate(texts) if text][: 2 * len(_LABELS)]
    values: list[str] = []
    for rank, at in enumerate(filled):
        label = _LABELS[rank % len(_LABELS)].lower()
        value = rank >= len(_LABELS)
        if value:
            values.append(texts[at].strip())
        wrapping.append(Piece(at + 1, 0, texts[at], f"metadata.{label}" if value else f"metadata.label-{label}"))
    values += [""] * (len(_LABELS) - len(values))
    at = filled[-1] + 1 if filled else len(texts)
    title, tags = "", ""
    open_field = ""
    while at < min(len(texts), _FURTHEST + 8):
        text = texts[at]
        rule = ""
        if match := _TITLE.match(text):
            title, open_field, rule = match[1].strip(), "title", "metadata.title"
        elif match := _TAGS.match(text):
            tags, open_field, rule = match[1].strip(), "tags", "metadata.tags"
        elif _LINKS.match(text):
            wrapping.append(Piece(at + 1, 0, text, "layout.links"))
            at += 1
            break
        elif text and open_field == "title":
            title, rule = f"{title} {text.strip()}".strip(), "metadata.title"
        elif text:
            break
        if rule:
            wrapping.append(Piece(at + 1, 0, text, rule))
        at += 1
    message, aside = as_message(texts, at)
    created = read_date(values[1])
    if values[1] and created is None:
        damage.append(("C008", filled[5] + 1 if len(filled) > 5 else 1, f"created: {values[1][:40]}"))
    metadata = Metadata(
        id=values[0] or None,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        classification=values[2] or None,
        origin=values[3] or None,
        title=title or None,
        tags=tuple(tags.split()),
        collection=collection_of(path),
    )
    return Source("pasted-page", metadata, tuple(texts), message, None, (*wrapping, *aside), (), tuple(damage))


def is_five_lines(texts: list[str]) -> bool:
    """Say whether a text begins with identifier, title, date in Ruby's manner, classification, origin."""
    return len(texts) > 4 and parse_id(texts[0].strip()) is not None and bool(_RUBY_DATE.match(texts[2].strip()))


def read_five_lines(texts: list[str], path: str, damage: list[Damage]) -> Source:
    """Read such a record; its header and body stand together without a line end, and the glued line is cut in two."""
    fields = ("id", "title", "created", "classification", "origin")
    wrapping = [Piece(at + 1, 0, texts[at], f"metadata.{field}") for at, field in enumerate(fields) if texts[at]]
    lines, aside = as_message(texts, len(fields))
    message: list[Line] = []
    for line in lines:
        cut = next((m.start() for m in _GLUED.finditer(line.text) if m.start() and classification_at(line.text[m.start() :])), 0)
        if cut and len(message) < 200:  # a header is not longer
            message.append(Line(line.number, line.column, line.text[:cut]))
            message.append(Line(line.number, line.column + cut, line.text[cut:]))
        else:
            message.append(line)
    created = read_date(texts[2])
    metadata = Metadata(
        id=texts[0].strip(),
        created=created[0] if created else None,
        has_time=False,
        classification=texts[3].strip() or None,
        origin=texts[4].strip() or None,
        title=texts[1].strip() or None,
        collection=collection_of(path),
    )
    if not any(line.text for line in message):
        damage.append(("C007", len(fields), ""))
    return Source("five-line", metadata, tuple(texts), tuple(message), None, (*wrapping, *aside), (), tuple(damage))
