"""``parse_cable``: the bytes of one cable -> Cable and problems. Runs the parts of this package, in order.

Opens no file and never raises on content.
"""

import hashlib
from collections.abc import Sequence
from operator import attrgetter

from generator.cables.header.envelope import read_envelope
from generator.cables.heading.block import Heading, read_heading
from generator.cables.heading.classification import classification_of, split_classification
from generator.cables.heading.fields import parse_classified_by, parse_order, parse_subject
from generator.cables.heading.tags import Tags, parse_tags
from generator.cables.model import Cable, Piece, Removal
from generator.cables.record.completion import complete_envelope, named_by, names_of_posts, references_of
from generator.cables.record.consistency import Evidence
from generator.cables.record.diagnostics import Findings, make_checks, report
from generator.cables.record.identity import choose_date, choose_title, identify, made_id, origin_of, stem_of
from generator.cables.source.layouts import read_source
from generator.cables.source.model import Lines, Source
from generator.cables.source.spacing import single_spaced
from generator.cables.text.block_parser import read_body
from generator.cables.text.blocks import assemble
from generator.cables.text.lines.mends import MENDED, as_printed, mend_lines
from generator.cables.text.lines.page_markers import Taken, depage
from generator.cables.text.lines.parted_lines import part_lines
from generator.cables.text.lines.repeated_headings import drop_strays
from generator.cables.text.lines.signature import read_tail
from generator.cables.text.lines.stamps import stamps_of
from generator.problems import Problem
from generator.vocabulary import Vocabulary, standard

_CUTS = frozenset({"page-marker", "stray-caption"})  # what stands within paragraphs
# By these rules lines are set aside whole: the others are as the source has them.
_OF_WHOLE_LINES = frozenset(
    {
        "metadata.fence",
        "metadata.front-matter",
        "layout.above",
        "layout.below",
        "layout.section-header",
        "layout.section-end",
    }
)
_line_of = attrgetter("line")
_place_of = attrgetter("line", "column")


def parse_cable(data: bytes, path: str, vocabulary: Vocabulary | None = None) -> tuple[Cable, list[Problem]]:
    """Read one cable in any layout of docs/reference/format.md.

    Args:
        data: the bytes of the file, whatever they are.
        path: the file's path as problems shall name it; its last part may tell the identifier.
        vocabulary: the room's codes and names; the packaged ones when None.

    Returns:
        The cable, complete as far as the text tells, and what is wrong with it. Never raises on content.
    """
    words = vocabulary if vocabulary is not None else standard()
    source = read_source(data, path)
    message, body_start = single_spaced(Lines.of(source.message), source.body_start)
    # A line of which a part was set aside may be a banner though the line of the source is none.
    bannered = source.bannered or any(one.rule not in _OF_WHOLE_LINES for one in source.wrapping)
    envelope, header_lines, envelope_pieces, damage = read_envelope(message, body_start, bannered=bannered)
    envelope = complete_envelope(envelope, source.metadata)
    released = any(name in {"case", "document", "release"} for name, _ in source.metadata.archive)
    stamps = stamps_of(source)
    depaged = depage(message.part(header_lines, len(message)), bannered=bannered, released=released, stamps=stamps)
    heading = read_heading(depaged.lines, words, frozenset(one.before for one in depaged.taken))
    fields = heading.fields
    sections = fields.classification.sections or 1 if fields.classification else 1
    offset = len(depaged.lines) - len(heading.text)
    in_text = [Taken(one.before - offset, one.piece) for one in depaged.taken if one.before >= offset]
    lines, taken = drop_strays(heading.text, in_text, words, heading.subject, depaged.lines[:offset])
    lines, taken = part_lines(lines, taken)
    tail = read_tail(lines)
    signature = tail.signature or source.metadata.signature or ""
    lines, mends = mend_lines(tail.lines)
    body = read_body(lines, frozenset(one.before for one in taken if one.piece.rule in _CUTS))
    identity, aliases, id_source = identify(source, path, fields.classification, envelope, words)
    posts = names_of_posts(words, identity)
    text = assemble(
        body,
        [*taken, *mends],
        tail.residue,
        posts,
        join_hyphens=identity is not None and identity.year < 1995,
    )
    tags = parse_tags(fields.tags, words) if fields.tags else Tags()
    metadata = source.metadata
    captions = tuple(dict.fromkeys([*fields.captions, *metadata.captions]))
    metadata_tags = tuple(dict.fromkeys(words.tag_aliases.get(tag.upper(), tag.upper()) for tag in metadata.tags))
    classification, level, caveats = classification_of(metadata.classification, fields.classification, captions)
    subject, mark = parse_subject(heading.subject)
    date, date_source, precision = choose_date(metadata, envelope)
    classified_by, reasons = parse_classified_by(fields.by) if fields.by else ("", ())
    order = parse_order(fields.order or [f"E.O. {metadata.order}"]) if fields.order or metadata.order else None
    findings = Findings(path, source.physical)
    checks = make_checks(
        findings, fields.classification_line, Evidence(
            identity=identity,
            id_source=id_source,
            path_stem=stem_of(path),
            classification=fields.classification,
            classification_line=fields.classification_line,
            level=level,
            metadata_level=split_classification(metadata.classification or "")[0],
            created=metadata.created,
            envelope=envelope,
            sections=sections,
            markers=depaged.markers,
            marker_pages=depaged.pages,
            tags=tags.codes,
            metadata_tags=metadata_tags,
            named=named_by(path, identity, metadata.post or envelope.sender, words),
        ),
    )  # fmt: skip
    title, title_source = choose_title(
        subject, metadata, text.joined if not body.all_capitals else "", text.first_words, words, path, text.small
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
        captions=captions,
        corrected=" ".join(fields.corrected),
        attention=tuple(fields.attention),
        envelope=envelope,
        executive_order=order,
        classified_by=classified_by,
        reasons=reasons,
        references=references_of(fields.references, metadata, identity, posts),
        blocks=text.blocks,
        summary=text.summary,
        signature=signature,
        sections=sections,
        pages_removed=depaged.markers,
        paragraphs=text.paragraphs,
        words=text.words,
        collection=metadata.collection or "",
        source=metadata.source or "",
        note=metadata.note or "",
        archive=metadata.archive,
        pdfs=metadata.pdfs,
        checks=checks,
        removals=(*heading_removed, *before_text, *text.removals),
        ledger=ledger_of(
            source, envelope_pieces, heading, before_text, as_printed(body.pieces, mends), tail.pieces, text.removals
        ),
        lines=source.lines,
    )
    report(findings, cable, source, damage, fields, tags, order, id_source, text.gaps)
    return cable, findings.problems


def ledger_of(
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
        *[one.piece for one in removals if one.piece.text and one.piece.rule not in MENDED],
    ]
    pieces.sort(key=_line_of)
    if len(set(map(_line_of, pieces))) < len(pieces):  # several rules read one line
        pieces.sort(key=_place_of)
    return tuple(pieces)
