"""What a page prints of the cable's own text: the only place where a whole Cable meets a page. Pure.

A worker reads the cable, calls ``read_for_page``, renders and drops both.
"""

import re

import msgspec
from markupsafe import Markup

from generator.cables.model import Cable, Check, ExecutiveOrder
from generator.pages.addresses import to_root
from generator.pages.envelope import EnvelopeLine, explain_envelope
from generator.pages.prose import Prose, repair_name
from generator.pages.views import CableView
from generator.vocabulary import Acronym, Caption, Vocabulary

_ABBREVIATION = re.compile(r"\b[A-Z][A-Z/&]{1,9}\b")


class Repair(msgspec.Struct, frozen=True):
    """A repair in words: what it was, the line of the source, the words taken out."""

    name: str
    line: int
    text: str


class Reading(msgspec.Struct, frozen=True):
    """What the template prints of a cable's own text. body is HTML; everything else is plain text."""

    subject: str
    subject_mark: str
    title_source: str
    layout: str
    path: str
    sha256: str
    body: Markup
    signature: str
    captions: tuple[Caption, ...]
    corrected: str
    attention: tuple[str, ...]
    executive_order: ExecutiveOrder | None
    classified_by: str
    envelope: tuple[EnvelopeLine, ...]
    notice: str
    checks: tuple[Check, ...]
    repairs: tuple[Repair, ...]
    abbreviations: tuple[Acronym, ...]
    source_lines: tuple[str, ...]
    spellings: str
    words: int
    paragraphs: int
    sections: int
    note: str
    source: str


def read_for_page(view: msgspec.Struct, cable: Cable, vocabulary: Vocabulary) -> Reading:
    """Take from a cable what its page prints.

    Args:
        view: the cable's view, with its references resolved.
        cable: the whole cable.
        vocabulary: captions, portion marks, abbreviations, routing, signals.
    """
    if not isinstance(view, CableView):
        message = f"{type(view).__name__} is not the view of a cable"
        raise TypeError(message)
    marks = {code: mark.meaning for code, mark in vocabulary.portion_marks.items()}
    text = " ".join([block.text for block in cable.blocks])
    return Reading(
        subject=cable.subject,
        subject_mark=cable.subject_mark,
        title_source=cable.title_source,
        layout=cable.layout,
        path=cable.path,
        sha256=cable.sha256,
        body=Prose(view, cable.blocks, cable.removals, marks, to_root(view.address)).html(),
        signature=cable.signature,
        captions=tuple(vocabulary.captions.get(one) or Caption(one) for one in cable.captions),
        corrected=cable.corrected,
        attention=cable.attention,
        executive_order=cable.executive_order,
        classified_by=cable.classified_by,
        envelope=explain_envelope(cable.envelope, vocabulary),
        notice=cable.envelope.notice,
        checks=cable.checks,
        repairs=tuple(Repair(repair_name(one.piece.rule), one.piece.line, one.piece.text.strip()) for one in cable.removals),
        abbreviations=_abbreviations(text, vocabulary),
        source_lines=cable.lines,
        spellings=_spellings(cable, view),
        words=cable.words,
        paragraphs=cable.paragraphs,
        sections=cable.sections,
        note=cable.note,
        source=cable.source,
    )


def _abbreviations(text: str, vocabulary: Vocabulary) -> tuple[Acronym, ...]:
    """Return the known abbreviations of a text, in the order of the alphabet."""
    if text.isupper():
        return ()
    known = vocabulary.acronyms
    return tuple(known[term] for term in sorted(set(_ABBREVIATION.findall(text))) if term in known)


def _spellings(cable: Cable, view: CableView) -> str:
    """Return the id in its spellings, tags with their words, post, city and country: found by search, not shown."""
    words = [cable.id, *cable.aliases]
    if cable.year and cable.serial:
        two = f"{cable.year % 100:02d}"
        words += [
            f"{two} {cable.post} {cable.serial}",
            f"{cable.year}{cable.post}{cable.serial:06d}",
            f"{cable.post} {cable.serial:06d}",
        ]
    words += [f"{tag.code} {tag.meaning}".strip() for tag in view.tags]
    words += [cable.origin, cable.post, view.country]
    return " \u00b7 ".join(word for word in words if word)
