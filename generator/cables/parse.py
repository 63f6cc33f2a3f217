"""``parse_cable``: the bytes of one cable -> Cable and problems. Here the parts of this room are put together, in order.

Opens no file and never raises on content.
"""

import hashlib
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from generator.cables.assembly import assemble
from generator.cables.body import read_body
from generator.cables.checks import Evidence
from generator.cables.depage import Taken, depage
from generator.cables.envelope import read_envelope
from generator.cables.fields import parse_classified_by, parse_order, parse_subject
from generator.cables.findings import Findings, make_checks, report
from generator.cables.heading import Heading, read_heading
from generator.cables.layouts import read_source
from generator.cables.levels import classification_of, split_classification
from generator.cables.model import Cable, Piece, Removal
from generator.cables.record import choose_date, choose_title, identify, made_id, origin_of, stem_of
from generator.cables.references import parse_references
from generator.cables.source import Source
from generator.cables.strays import drop_strays
from generator.cables.tags import Tags, parse_tags
from generator.cables.tail import read_tail
from generator.problems import Problem
from generator.vocabulary import Vocabulary, standard

_line_of: Final = attrgetter("line")
_place_of: Final = attrgetter("line", "column")


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
    identity, aliases, id_source = identify(source, path, heading.classification, envelope, words)
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
    date, date_source, precision = choose_date(metadata, envelope)
    classified_by, reasons = parse_classified_by(heading.by) if heading.by else ("", ())
    order = parse_order(heading.order) if heading.order else None
    findings = Findings(path, source.physical)
    checks = make_checks(
        findings, heading, Evidence(
            identity=identity,
            id_source=id_source,
            path_stem=stem_of(path),
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
    title, title_source = choose_title(
        subject, metadata, text.joined if not body.all_capitals else "", text.first_words, words, path
    )
    heading_removed = [Removal(piece) for piece in heading.removed]
    before_text = [Removal(one.piece) for one in depaged.taken if one.before < offset]
    post = identity.post if identity else ""
    cable = Cable(
        id=identity.cable_id if identity else made_id(path),
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
        origin=metadata.origin or origin_of(post, words),
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
    report(findings, cable, source, damage, heading, tags, order, id_source, text.gaps)
    return cable, findings.problems


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
    pieces.sort(key=_line_of)
    if len(set(map(_line_of, pieces))) < len(pieces):  # several rules read one line
        pieces.sort(key=_place_of)
    return tuple(pieces)
