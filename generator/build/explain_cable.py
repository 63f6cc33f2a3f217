"""``explain FILE``: how each line of a cable is read, and by which rule. Changes nothing."""

from pathlib import Path

import msgspec

from generator.build.inputs.inputs import read_vocabulary
from generator.build.inputs.withheld import read_rules
from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.cables.record.trace_rules import RULES
from generator.config import Withheld
from generator.pages.cable.provenance import layout_in_words
from generator.problems import Problem
from generator.redaction import redact
from generator.system.reading import read


class ReadPiece(msgspec.Struct, frozen=True):
    """A stretch of a line and the rule that read it. line and column count from 1; words say what the rule is."""

    line: int
    column: int
    text: str
    rule: str
    words: str


class ReadField(msgspec.Struct, frozen=True):
    """A value of the record and its source."""

    name: str
    value: str
    source: str


class Reading(msgspec.Struct, frozen=True):
    """A parsed cable, line by line. Lines count in the decoded text; for a saved page, in the text taken from it."""

    path: str
    id: str
    layout: str
    layout_words: str
    fields: tuple[ReadField, ...]
    pieces: tuple[ReadPiece, ...]
    joined: int
    problems: tuple[Problem, ...]


def explain_cable(file: Path, content: Path) -> Reading:
    """Read a cable and name the rule that read each line.

    Of a file in content it reads what may be published: a report goes to others. content may be missing.

    Raises:
        OutputError: B005 the file cannot be read.
        ConfigurationError: W001, W002 the rules of the room cannot be used.
    """
    vocabulary = read_vocabulary(content) if content.is_dir() else None
    data, path = read(file), file.as_posix()
    if vocabulary is not None and file.resolve().is_relative_to(content.resolve()):
        data = redact(data, path, read_rules(content, Withheld(), vocabulary), vocabulary).data
    cable, problems = parse_cable(data, path, vocabulary)
    pieces = [ReadPiece(one.line, one.column + 1, one.text, one.rule, RULES[one.rule]) for one in cable.ledger]
    return Reading(
        path=cable.path,
        id=cable.id,
        layout=cable.layout,
        layout_words=layout_in_words(cable.layout),
        fields=tuple(_fields(cable)),
        pieces=tuple(pieces),
        joined=sum(one.piece.rule == "blank-line-in-sentence" for one in cable.removals),
        problems=tuple(problems),
    )


def _fields(cable: Cable) -> list[ReadField]:
    """List the values of the record that are not empty, each with its source."""
    order = cable.executive_order
    made = (
        ("identifier", cable.id, " ".join(("also", *cable.aliases)) if cable.aliases else ""),
        ("date", f"{cable.date:%Y-%m-%d %H:%M} UTC" if cable.date else "", _DATES[cable.date_source]),
        ("classification", cable.classification, ""),
        ("origin", cable.origin, ""),
        ("title", cable.title, _TITLES[cable.title_source]),
        ("subject", cable.subject, cable.subject_mark),
        ("tags", " ".join(cable.tags), ""),
        ("captions", ", ".join(cable.captions), ""),
        ("attention", "; ".join(cable.attention), ""),
        ("from", cable.envelope.sender, ""),
        ("to", "; ".join(one.name for one in cable.envelope.to), ""),
        ("info", "; ".join(one.name for one in cable.envelope.info), ""),
        ("executive order", f"{order.order} {order.value}" if order else "", ""),
        ("declassify on", str(order.declassify_on) if order and order.declassify_on else "", ""),
        ("classified by", cable.classified_by, ", ".join(cable.reasons)),
        *(("reference", one.text, _reference(one.label, one.kind, one.id)) for one in cable.references),
        ("summary", cable.summary or "", ""),
        ("signature", cable.signature, ""),
        ("sections", str(cable.sections), f"{cable.pages_removed} page markers" if cable.pages_removed else ""),
        ("paragraphs", str(cable.paragraphs), f"{cable.words} words"),
    )
    return [ReadField(*one) for one in made if one[1]]


_DATES = {"dtg": "date-time group", "metadata": "record", "": ""}
_TITLES = {"subject": "SUBJECT line", "metadata": "record", "derived": "first words", "file-name": "file name"}


def _reference(label: str, kind: str, cable: str | None) -> str:
    return " ".join(part for part in (label, kind if cable is None else f"= {cable}") if part)
