"""Front matter between ``---``, as other site generators have it: a small part of YAML, read without a library.

Read are ``name: value``, quoted values, lists in brackets and lists of ``- item``; anything else is told and kept.
"""

import re

from generator.cables.model import Piece
from generator.cables.source.dates import read_date
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import as_message, source_of
from generator.cables.source.model import Metadata, Source

_FENCE = "---"
_PAIR = re.compile(r"([A-Za-z_][\w \-]{0,40}):(?:[ ]+(.*))?\Z")
_ITEM = re.compile(r"[ ]*-[ ]+(.*)\Z")
# Names of a number that counts for its place and its year.
_COUNTED = ("number", "cable_number", "telegram_number")
IDENTIFIERS = (
    "id",
    "identifier",
    "cable",
    "cable_id",
    "reference_id",
    "reference_number",
    "document_number",
    "message_number",
    "mrn",
    "reference",
    *_COUNTED,
)
_NAMES = {
    "id": IDENTIFIERS,
    "created": ("created", "date", "sent", "date_sent", "sent_at", "datetime", "sent_date", "draft_date"),
    "classification": ("classification", "level", "security", "original_classification"),
    "origin": ("origin", "post", "place"),
    "sender": ("from", "sender", "author"),
    "to": ("to", "addressee", "addressees", "recipient", "recipients"),
    "released": ("released", "release_date"),
    "title": ("title", "subject"),
    "tags": ("tags",),
    "source": ("source",),
    "collection": ("collection",),
    "note": ("note",),
}
_SPELLED = re.compile(r"(?:\d{2}|\d{4})?[ ]*[A-Za-z][A-Za-z .'\-]{1,40}[ ]*#?[ ]*\d{1,7}(?:[_\-]\w{1,4})?\Z")
_BLOCK = re.compile(r"[>|][+\-]?\d?\Z")
_LONGEST = 200
_NEAR_TOP = 20


def has_yaml(texts: list[str]) -> bool:
    """Say whether a text opens with such front matter: a fence, ``name: value`` below it, and a fence that closes it."""
    first = next((at for at, text in enumerate(texts[:_NEAR_TOP]) if text), -1)
    if first < 0 or texts[first] != _FENCE:
        return False
    following = next((text for text in texts[first + 1 : first + 5] if text and not text.startswith("#")), "")
    return _PAIR.match(following) is not None and _FENCE in texts[first + 1 : first + _LONGEST]


def read_yaml(page: Decoded) -> Source:
    """Read front matter and message; YAML that is not known here is reported (C004) and kept unchanged."""
    texts = page.lines
    opened = texts.index(_FENCE)
    closed = texts.index(_FENCE, opened + 1)
    wrapping = [Piece(at + 1, 0, _FENCE, "metadata.fence") for at in (opened, closed)]
    values: dict[str, str] = {}
    nested: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    known = {name for names in _NAMES.values() for name in names}
    name = block = ""
    for at in range(opened + 1, closed):
        text = texts[at]
        if not text:
            continue
        if block and text[0] == " ":
            values[name] = f"{values.get(name, '')} {text.strip()}".strip()
        elif text[0] == " " and (match := _PAIR.match(text.strip())):  # of an object in the front matter
            inner = _key(match[1])
            if match[2]:
                nested[inner] = _unquoted(match[2].strip())
            name = inner if not match[2] or inner in known else name
        elif match := _PAIR.match(text):
            name = _key(match[1])
            value = (match[2] or "").strip()
            block = value if _BLOCK.match(value) else ""
            if block:
                pass  # the value stands below, set in
            elif value.startswith("[") and value.endswith("]"):
                lists[name] = [part for one in value[1:-1].split(",") if (part := _unquoted(one.strip()))]
            elif value:
                values[name] = _unquoted(value)
        elif (match := _ITEM.match(text)) and name:
            lists.setdefault(name, []).append(_unquoted(match[1].strip()))
        elif not text.startswith("#"):
            page.damage.append(("C004", at + 1, f"not read as YAML: {text.strip()[:40]}"))
        wrapping.append(Piece(at + 1, 0, text, "metadata.front-matter" if name in known else "metadata.attribute"))
    metadata = _metadata({**nested, **values}, lists, page, opened)
    message, aside = as_message(page, closed + 1)
    return source_of("yaml-front-matter", page, metadata, message, (*wrapping, *aside))


def _metadata(values: dict[str, str], lists: dict[str, list[str]], page: Decoded, opened: int) -> Metadata:
    def value(field: str) -> str | None:
        return next((values[name] for name in _NAMES[field] if values.get(name, "{")[0] != "{"), None)

    dates = {}
    for field in ("created", "released"):
        printed = value(field)
        dates[field] = read_date(printed) if printed else None
        if printed and dates[field] is None:
            page.damage.append(("C004", opened + 1, f"{field} is no date: {printed[:40]}"))
    created, released = dates["created"], dates["released"]
    tags = lists.get("tags") or (values.get("tags") or "").replace(",", " ").split()
    given = [(name, values[name]) for name in IDENTIFIERS if values.get(name, "{")[0] != "{"]
    number = next((one for _, one in given if _SPELLED.match(one)), None)
    counted = next((one for name, one in given if name in _COUNTED and one.isdecimal()), None)
    place = value("origin")
    if number is None and counted and place and created:  # a cablegram's number counts for its place and year
        number = f"{created[0].year} {place} {counted}"
    number = number or next((one for _, one in given), None)
    to = next((lists[name] for name in _NAMES["to"] if name in lists), [one for one in [value("to")] if one])
    return Metadata(
        id=number,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        released=released[0].date() if released else None,
        classification=value("classification"),
        origin=value("origin"),
        title=value("title"),
        tags=tuple(tags),
        collection=value("collection"),
        source=value("source"),
        note=value("note"),
        sender=value("sender"),
        to=tuple(to),
    )


def _key(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _unquoted(value: str) -> str:
    """Take quotes off a value, and a comment off what has none."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace('\\"', '"') if value[0] == '"' else inner.replace("''", "'")
    return value.partition(" #")[0].rstrip()
