"""What a print labels, or a record says, fills what the message itself leaves out. Reads no line of a message."""

from collections.abc import Mapping, Sequence

import msgspec

from generator.cables.header.addressees import parse_addressee
from generator.cables.header.envelope import moment_of, precedence_of, read_group
from generator.cables.heading.references import parse_references
from generator.cables.ids import Identity, read_identity
from generator.cables.model import Envelope, Reference
from generator.cables.record.identity import stem_of
from generator.cables.source.model import Line, Metadata
from generator.vocabulary import Vocabulary


def complete_envelope(envelope: Envelope, metadata: Metadata) -> Envelope:
    """Return the transmission header with what a print labels where no line of a header says it."""
    values: dict[str, object] = {}
    if not envelope.sender and metadata.sender:
        values["sender"] = metadata.sender
    if not envelope.to and metadata.to:
        values["to"] = tuple(map(parse_addressee, metadata.to))
    if not envelope.info and metadata.info:
        values["info"] = tuple(map(parse_addressee, metadata.info))
    if not envelope.dtg and metadata.group and (group := read_group(metadata.group)) is not None:
        letters, digits, month, year, suffix = group
        values.update(
            dtg=metadata.group,
            dtg_date=moment_of(digits, month, year),
            dtg_suffix=suffix,
            precedence=precedence_of(letters),
        )
    if not values:
        return envelope
    if not envelope.precedence and not values.get("precedence"):
        action = values.get("to") or envelope.to
        words = {one.precedence for one in action} if isinstance(action, tuple) else set()
        if len(words) == 1 and words != {"ROUTINE"}:
            values["precedence"] = tuple(words)
    return msgspec.structs.replace(envelope, **values)


def references_of(
    lines: Sequence[Line], metadata: Metadata, identity: Identity | None, post_names: Mapping[str, str]
) -> tuple[Reference, ...]:
    """Read the references of the heading; those of the record where the heading has none."""
    if not lines:
        lines = [Line(0, 0, one) for one in metadata.references]
    return parse_references(lines, identity, post_names) if lines else ()


def names_of_posts(vocabulary: Vocabulary, identity: Identity | None) -> Mapping[str, str]:
    """Return the squeezed names of posts -> codes, the post of the cable itself among them."""
    names = vocabulary.post_names
    return names if identity is None or identity.post in names else {**names, identity.post: identity.post}


def named_by(path: str, identity: Identity | None, sender: str, vocabulary: Vocabulary) -> Identity | None:
    """Return the identity that a file's name says in any spelling, its year that of the cable; None without one."""
    stem = stem_of(path)
    if identity is None or stem == identity.cable_id:
        return identity
    named, _ = read_identity(stem, vocabulary, sender)
    if named is None:
        return None
    return msgspec.structs.replace(
        named, year=identity.year if named.year % 100 == identity.year % 100 else named.year, part=identity.part
    )
