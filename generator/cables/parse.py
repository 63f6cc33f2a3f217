"""``parse_cable``: the bytes of one cable -> Cable and problems. Here the parts of this room are put together, in order.

Opens no file and never raises on content.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from operator import attrgetter

from generator.cables.assembly import assemble
from generator.cables.body import read_body
from generator.cables.checks import Evidence, check_record
from generator.cables.classification import Classification
from generator.cables.codes import make_problem
from generator.cables.depage import Taken, depage
from generator.cables.envelope import read_envelope
from generator.cables.fields import parse_classified_by, parse_order, parse_subject
from generator.cables.heading import Heading, read_heading
from generator.cables.ids import Identity, read_identity
from generator.cables.layouts import read_source
from generator.cables.levels import classification_of, split_classification
from generator.cables.model import Cable, Check, Envelope, ExecutiveOrder, Piece, Removal
from generator.cables.references import parse_references
from generator.cables.source import Metadata, Source
from generator.cables.strays import drop_strays
from generator.cables.tags import Tags, parse_tags
from generator.cables.tail import read_tail
from generator.cables.titles import title_case
from generator.problems import Problem
from generator.vocabulary import Vocabulary, standard

_NOT_IN_IDS = re.compile(r"[^A-Z0-9]+")
_KNOWN_ORDER_VALUE = re.compile(
    r"N/?A\b|NONE|OADR|MR\b|X\d|X?GDS|DECL|DNG|AFTER|UNTIL|UPON|CLOSURE|AS AMENDED|[A-Z]{2,20} YEARS|TAGS|$",
    re.IGNORECASE,
)
_STUB_LENGTH = 300
_DERIVED_TITLE = 90
_GAP_NOTED = 1


def parse_cable(data: bytes, path: str, vocabulary: Vocabulary | None = None) -> tuple[Cable, list[Problem]]:
    """Read one cable in any layout of docs/format.md.

    Args:
        data: the bytes of the file, whatever they are.
        path: the file's path as problems shall name it; its last part may tell the identifier.
        vocabulary: the room's codes and names; the packaged ones when None.

    Returns:
        The cable, complete as far as the text tells, and what is wrong with it. Never raises on content.
    """
    words = vocabulary if vocabulary is not None else standard()
    source = read_source(data, path)
    envelope, header_lines, envelope_pieces, damage = read_envelope(source.message, source.body_start)
    depaged = depage(source.message[header_lines:])
    heading = read_heading(depaged.lines, words)
    offset = len(depaged.lines) - len(heading.text)
    in_text = [Taken(one.before - offset, one.piece) for one in depaged.taken if one.before >= offset]
    lines, taken = drop_strays(heading.text, in_text, words)
    tail = read_tail(lines)
    body = read_body(tail.lines)
    identity, aliases, id_source = _identify(source, path, heading.classification, envelope, words)
    text = assemble(
        body, taken, tail.residue, words.post_names, join_hyphens=identity is not None and identity.year < 1995
    )
    tags = parse_tags(heading.tags, words) if heading.tags else Tags()
    metadata = source.metadata
    metadata_tags = tuple(dict.fromkeys(words.tag_aliases.get(tag.upper(), tag.upper()) for tag in metadata.tags))
    classification, level, caveats = classification_of(
        metadata.classification, heading.classification, heading.captions
    )
    subject, mark = parse_subject(heading.subject)
    date, date_source, precision = _date(metadata, envelope)
    classified_by, reasons = parse_classified_by(heading.by) if heading.by else ("", ())
    order = parse_order(heading.order) if heading.order else None
    findings = _Findings(path, source.physical)
    checks = _checks(
        findings, heading, Evidence(
            identity=identity,
            id_source=id_source,
            path_stem=_stem(path),
            classification=heading.classification,
            classification_line=heading.classification_line,
            level=level,
            metadata_level=split_classification(metadata.classification or "")[0],
            created=metadata.created,
            envelope=envelope,
            sections=heading.classification.sections or 1 if heading.classification else 1,
            markers=depaged.markers,
            marker_pages=depaged.pages,
            tags=tags.codes,
            metadata_tags=metadata_tags,
        ),
    )  # fmt: skip
    title, title_source = _title(
        subject, metadata, text.joined if not body.all_capitals else "", text.first_words, words, path
    )
    heading_removed = [Removal(piece) for piece in heading.removed]
    before_text = [Removal(one.piece) for one in depaged.taken if one.before < offset]
    post = identity.post if identity else ""
    cable = Cable(
        id=identity.cable_id if identity else _made_id(path),
        path=path,
        layout=source.layout,
        sha256=hashlib.sha256(data).hexdigest(),
        year=identity.year if identity else None,
        post=post,
        serial=identity.serial if identity else None,
        aliases=aliases,
        date=date,
        date_source=date_source,
        precision=precision,
        released=metadata.released,
        classification=classification,
        level=level,
        caveats=caveats,
        origin=metadata.origin or _origin(post, words),
        title=title,
        title_source=title_source,
        subject=subject,
        subject_mark=mark,
        tags=tuple(dict.fromkeys([*tags.codes, *metadata_tags])),
        tags_raw=tuple(dict.fromkeys([*tags.printed, *metadata.tags])),
        captions=heading.captions,
        corrected=heading.corrected,
        attention=heading.attention,
        envelope=envelope,
        executive_order=order,
        classified_by=classified_by,
        reasons=reasons,
        references=parse_references(heading.references, identity, words.post_names) if heading.references else (),
        blocks=text.blocks,
        summary=text.summary,
        signature=tail.signature,
        sections=heading.classification.sections or 1 if heading.classification else 1,
        pages_removed=depaged.markers,
        paragraphs=text.paragraphs,
        words=text.words,
        collection=metadata.collection or "",
        source=metadata.source or "",
        note=metadata.note or "",
        checks=checks,
        removals=(*heading_removed, *before_text, *text.removals),
        ledger=_ledger(source, envelope_pieces, heading, before_text, body.pieces, tail.pieces, text.removals),
        lines=source.lines,
    )
    _report(findings, cable, source, damage, heading, tags, order, id_source, text.gaps)
    return cable, findings.problems


class _Findings:
    """Collects problems of one file; knows how lines of the message lie in the file."""

    def __init__(self, path: str, physical: tuple[int, ...]) -> None:
        self.path = path
        self.physical = physical
        self.problems: list[Problem] = []

    def add(self, code: str, line: int | None = None, detail: str = "", column: int | None = None) -> None:
        if line and self.physical:
            line = self.physical[line - 1] if line <= len(self.physical) else self.physical[-1]
            column = None
        self.problems.append(make_problem(code, self.path, line or None, detail, column))


def _checks(findings: _Findings, heading: Heading, evidence: Evidence) -> tuple[Check, ...]:
    """Make the checks of the record; each that fails is a problem as well."""
    made: list[Check] = []
    for check, code in check_record(evidence):
        made.append(check)
        if not check.agrees:
            findings.add(code, heading.classification_line or None, check.found)
    return tuple(made)


def _report(
    findings: _Findings,
    cable: Cable,
    source: Source,
    damage: Sequence[tuple[str, int, str]],
    heading: Heading,
    tags: Tags,
    order: ExecutiveOrder | None,
    id_source: str,
    gaps: Sequence[tuple[int, str]],
) -> None:
    """Turn what the parts found into problems, in the order of the file."""
    for code, line, detail in (*source.damage, *damage):
        findings.add(code, line, detail)
    broken = any(code in {"C001", "C002", "C005"} for code, _, _ in source.damage)
    if cable.year is None:
        findings.add("C010", 1)
    elif id_source in {"classification-line", "header"}:
        findings.add("C012", heading.classification_line or 1, cable.id)
    elif cable.aliases:
        findings.add("C011", 1, f"{cable.id}, not {cable.aliases[0]}")
    for token, line, column in tags.doubtful:
        findings.add("C120", line, token, column)
    if not broken and source.layout != "frus":
        if heading.classification is None:
            findings.add("C110", 1)
        if not heading.tags:
            findings.add("C121", heading.classification_line or 1)
        if not heading.subject:
            findings.add("C122", heading.classification_line or 1)
        if order is not None and order.declassify_on is None and not _KNOWN_ORDER_VALUE.match(order.value):
            findings.add("C123", heading.classification_line or 1, order.value[:60])
        if not cable.blocks:
            findings.add("C130", len(source.lines) or 1)
        elif _is_stub(cable):
            findings.add("C131", cable.blocks[-1].line, str(sum(len(block.text) for block in cable.blocks)))
    for line, jump in gaps:
        findings.add("C132", line, jump)


def _is_stub(cable: Cable) -> bool:
    """Say whether a text is short and breaks off: ten of eleven known stubs end in three dots."""
    length = sum(len(block.text) for block in cable.blocks)
    return cable.blocks[-1].text.endswith("...") and length < _STUB_LENGTH


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _made_id(path: str) -> str:
    """Return an id for a file that has none: its name in capitals and figures, so that it still has an address."""
    return _NOT_IN_IDS.sub("", _stem(path).upper()) or "UNNAMED"


def _identify(
    source: Source, path: str, line: Classification | None, envelope: Envelope, vocabulary: Vocabulary
) -> tuple[Identity | None, tuple[str, ...], str]:
    """Find the identifier: the record, the file's name, the classification line with the header's year, in this order."""
    for text, place in ((source.metadata.id, "metadata"), (_stem(path), "file-name")):
        if text:
            identity, aliases = read_identity(text, vocabulary)
            if identity is not None:
                return identity, aliases, place
    year = envelope.dtg_date.year if envelope.dtg_date else None
    if source.metadata.created is not None:
        year = source.metadata.created.year
    if line is not None and line.serial and line.post and year is not None:
        post = vocabulary.post_names.get(line.post, line.post)
        return Identity(year, post, line.serial), (), "classification-line"
    if year is not None and envelope.station_serial and envelope.sender:
        name = "".join(letter for letter in envelope.sender.upper() if letter.isalpha())
        for prefix in ("AMEMBASSY", "AMCONSUL", "USMISSION", "USINT"):
            name = name.removeprefix(prefix)
        post = vocabulary.post_names.get(name, name)
        if 2 <= len(post) <= 20 and int(envelope.station_serial):  # the grammar of identifiers, docs/format.md
            return Identity(year, post, int(envelope.station_serial)), (), "header"
    return None, (), ""


def _date(metadata: Metadata, envelope: Envelope) -> tuple[dt.datetime | None, str, str]:
    """Choose (date, source, precision): the date-time group where it agrees with the record's day, else the record."""
    sent = envelope.dtg_date
    if metadata.created is None:
        return (sent, "dtg", "minute") if sent is not None else (None, "", "day")
    if sent is not None and sent.date() == metadata.created.date():
        return sent, "dtg", "minute"
    exact = metadata.has_time and not metadata.known_bad_minutes
    return metadata.created, "metadata", "minute" if exact else "day"


def _title(
    subject: str, metadata: Metadata, witness: str, first_words: str, vocabulary: Vocabulary, path: str
) -> tuple[str, str]:
    """Choose the title -> (title for reading, where it comes from: "subject", "metadata", "derived" or "file-name")."""
    if subject:
        return title_case(subject, vocabulary.acronyms, witness), "subject"
    if metadata.title:
        return title_case(" ".join(metadata.title.split()), vocabulary.acronyms, witness), "metadata"
    if first_words:
        cut = first_words[: _DERIVED_TITLE + 1]
        if len(cut) > _DERIVED_TITLE:
            cut = cut[: cut.rfind(" ")] if " " in cut else cut[:_DERIVED_TITLE]
            cut = cut.rstrip(" ,;:-") + "\u2026"
        return title_case(cut, vocabulary.acronyms, witness), "derived"
    return _stem(path) or "Untitled", "file-name"


def _origin(post: str, vocabulary: Vocabulary) -> str:
    known = vocabulary.posts.get(post)
    return known.name if known else post.capitalize()


def _ledger(
    source: Source,
    envelope: Sequence[Piece],
    heading: Heading,
    before_text: Sequence[Removal],
    body: Sequence[Piece],
    tail: Sequence[Piece],
    removals: Sequence[Removal],
) -> tuple[Piece, ...]:
    """Put the ledgers together in the order of the source."""
    pieces = [
        *source.wrapping,
        *envelope,
        *heading.pieces,
        *heading.removed,
        *[one.piece for one in before_text],
        *body,
        *tail,
        *[one.piece for one in removals if one.piece.text],
    ]
    pieces.sort(key=attrgetter("line", "column"))
    return tuple(pieces)
