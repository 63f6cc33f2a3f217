"""One line of ``data/cables.jsonl``: a cable as a record for machines, keys in a fixed order. Pure.

The order and meaning of the keys are a fixed point (docs/reference/data.md); unknown is null.
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter

import msgspec

from generator.cables.model import Cable
from generator.corpus.facts import caveat_of
from generator.pages.archive_record import exemptions_of
from generator.pages.cable.provenance import drawn_from
from generator.pages.cable.station_names import organization_in_words
from generator.pages.data.csv_rows import rows
from generator.pages.data.schema import CABLE, SEPARATOR
from generator.pages.dates import moment
from generator.pages.views import CableView
from generator.vocabulary import Vocabulary

_encode = msgspec.json.Encoder(order=None).encode
_COLUMNS = tuple(field.name for field in CABLE if field.table)
_values_of = itemgetter(*_COLUMNS)


def _station(name: str, routing: str, precedence: str | None, vocabulary: Vocabulary) -> dict[str, str | None]:
    """Return a sender or addressee; the indicator of a sender is that of the DE line, and it has no precedence."""
    words = organization_in_words(name, vocabulary) or None
    return {"name": name, "routing": routing or None, "precedence": precedence, "words": words}


def record(cable: Cable, view: CableView, vocabulary: Vocabulary) -> bytes:
    """Return a cable's line, with its line end; senders and addressees stand as printed and in words."""
    order = cable.executive_order
    archive, envelope = dict(cable.archive), cable.envelope
    to, info = (
        [_station(one.name, one.routing, one.precedence, vocabulary) for one in several]
        for several in (envelope.to, envelope.info)
    )
    values: dict[str, object] = {
        "id": cable.id,
        "url": view.address,
        "date": moment(cable.date),
        "date_source": cable.date_source or None,
        "released": cable.released.isoformat() if cable.released else None,
        "classification": cable.classification or None,
        "level": cable.level or None,
        "caveats": cable.caveats,
        "origin": cable.origin or None,
        "post": cable.post or None,
        "title": cable.title,
        "subject": cable.subject or None,
        "tags": cable.tags,
        "tags_raw": cable.tags_raw,
        "captions": cable.captions,
        "attention": cable.attention,
        "precedence": envelope.precedence,
        "from": _station(envelope.sender, envelope.station, None, vocabulary) if envelope.sender else None,
        "to": to,
        "info": info,
        "executive_order": {
            "order": order.order or None,
            "value": order.value or None,
            "declassify_on": order.declassify_on.isoformat() if order.declassify_on else None,
        }
        if order
        else None,
        "classified_by": cable.classified_by or None,
        "reasons": cable.reasons,
        "references": [
            {
                "label": one.label or None,
                "text": one.text,
                "kind": one.kind,
                "id": one.link.id if one.link else None,
                "held": bool(one.link and one.link.held),
            }
            for one in view.references
        ],
        "mentions": [one.link.id for one in view.mentioned],
        "cited_by": [one.link.id for one in view.cited_by],
        "summary": cable.summary,
        "signature": cable.signature or None,
        "sections": cable.sections,
        "paragraphs": cable.paragraphs,
        "words": cable.words,
        "sha256": cable.sha256,
        "problems": view.problems,
        "archive": archive,
        "archive_number": archive.get("number"),
        "film": archive.get("film"),
        "case": archive.get("case"),
        "document": archive.get("document"),
        "release": archive.get("release"),
        "exemptions": [
            {"code": one.code, "words": one.words or None, "basis": one.basis or None} for one in exemptions_of(cable)
        ],
        "withdrawn": archive.get("withdrawn"),
        "collection": (view.collection.name or view.collection.title) if view.collection else None,
        "drawn": caveat_of(cable.note) or None,
        "pdfs": [
            {
                "file": one.name,
                "url": one.address or None,
                "sha256": one.sha256,
                "pages": [page.number for page in one.pages],
            }
            for one in drawn_from(cable, view)
        ],
        "translations": [
            {
                "language": one.language,
                "kind": one.kind or None,
                "by": one.by or None,
                "date": one.date.isoformat() if one.date else None,
                "licence": one.licence or None,
            }
            for one in view.translations
        ],
    }
    return _encode(values) + b"\n"


def record_file(line: bytes) -> bytes:
    """Return a cable's line as a file of its own, a value a line."""
    return msgspec.json.format(line, indent=2) + b"\n"


def table_rows(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield its other lines, given those of ``data/cables.jsonl``; lists stand in cells (pages/data/schema)."""
    decode = msgspec.json.Decoder().decode
    yield from rows(
        [
            value if type(value) is str else _cell(name, value)
            for name, value in zip(_COLUMNS, _values_of(decode(line)), strict=True)
        ]
        for line in lines
    )


def _cell(name: str, value: object) -> str | int:
    """Return a value that is no text as it stands in a cell, "" where it is not known."""
    if not value and type(value) is not int:
        return ""
    if name == "references" and isinstance(value, list):
        value = [one["id"] for one in value if one["id"]]
    elif name == "exemptions" and isinstance(value, list):
        value = [one["code"] for one in value]
    elif name in {"to", "info"} and isinstance(value, list):
        value = [one["name"] for one in value]
    elif isinstance(value, dict):
        value = value["name" if name == "from" else "order"]
    if isinstance(value, list):
        return SEPARATOR.join(str(item).replace(SEPARATOR, "/") for item in value)
    return value if isinstance(value, int) else str(value or "")
