"""``read_for_page``: all that a cable's page prints of the cable's own text. What it says of others is in the view.

The long parts come as HTML, made by lists and joins; the template sets them in their places.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

import msgspec
from markupsafe import Markup

from generator.cables.model import Block, Cable, Check, Use
from generator.cables.source.model import TAKEN_FROM
from generator.config import Site
from generator.corpus import abbreviations_in
from generator.pages.archive_record import (
    Aside,
    Exemption,
    archive_rows,
    card_of,
    exemptions_of,
    how_to_ask,
    set_aside_of,
)
from generator.pages.cable.abbreviations import Abbreviation, explained
from generator.pages.cable.body_html import Mark, heading_anchor, set_body, set_title
from generator.pages.cable.citations import Citation, citations_of, note_before_number
from generator.pages.cable.classification_words import classification_in_short
from generator.pages.cable.header_explained import Row, caption_meanings, envelope_rows
from generator.pages.cable.links import Follower, Unfollowed
from generator.pages.cable.metadata import head_of
from generator.pages.cable.provenance import (
    DrawnFrom,
    Repair,
    checks_of,
    drawn_from,
    layout_in_words,
    repairs_of,
    set_source,
    withheld_of,
)
from generator.pages.charts import Arcs, draw_arcs
from generator.pages.dates import day_in_words, machine_time, time_in_words
from generator.pages.views import CableView, TagLink
from generator.vocabulary import Vocabulary

_CONTENTS_FROM = 6  # headings: fewer are seen at a glance
_SHOUTED = 0.6  # of the letters of a text
_CORRECTED = re.compile(r"C ?O ?R ?R ?E ?C ?T ?E ?D {0,4}C ?O ?P ?Y")
_SERIAL_DIGITS = 6
NO_SITE = Site()


class Reading(msgspec.Struct, frozen=True):
    """A cable as its page shows it.

    head, body and source are HTML that is safe to print. date and released are in words, moment for a
    ``datetime`` attribute, "" when unknown. marked is the classification in its shortest words (``Unclassified, FOUO``).
    unsure are the codes of tags and captions whose meaning no source bears out, joined by commas. marks explain the
    codes of this cable alone, and so do captions, with "" for a meaning that the envelope says.
    contents are (words, anchor) of the headings of a text that has six or
    more. shouts says that most of the text is in capitals. arcs is the drawing of the thread, correction the words of
    a corrected copy about its correction. numbered is the anchor of the first numbered paragraph, "" for none;
    note_head is how the form for a footnote begins, behind which a paragraph's number may stand. in_text is how many
    of the repairs stand in the text. unfollowed are words of the text that point at something and lead nowhere, with
    the reason. withheld is "whole" or "part" where the owner
    withholds the cable or something in it, else "". archive are name and value of what finds the record in its archive,
    pdfs are the PDF files that the text was drawn from, aside what of the source is not of the message; card is why a record
    has no text ("withdrawn", "lost"), ask how to ask for it, "" for a cable with a text.
    """

    cable: Cable
    head: Markup
    date: str
    moment: str
    released: str
    level: str
    marked: str
    unsure: str
    captions: tuple[tuple[str, str], ...]
    correction: str
    arcs: Arcs | None
    marks: tuple[Mark, ...]
    contents: tuple[tuple[str, str], ...]
    shouts: bool
    body: Markup
    abbreviations: tuple[Abbreviation, ...]
    citations: tuple[Citation, ...]
    numbered: str
    note_head: str
    envelope: tuple[Row, ...]
    layout: str
    checks: tuple[Check, ...]
    repairs: tuple[Repair, ...]
    in_text: int
    unfollowed: tuple[Unfollowed, ...]
    withheld: str
    source: Markup
    taken_from: str
    title: Markup
    archive: tuple[tuple[str, str], ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    aside: tuple[Aside, ...] = ()
    card: str = ""
    ask: str = ""
    pdfs: tuple[DrawnFrom, ...] = ()


def read_for_page(
    view: msgspec.Struct, cable: Cable, vocabulary: Vocabulary, site: Site = NO_SITE, uses: Sequence[Use] | None = None
) -> Reading:
    """Set a cable for its page.

    uses are its abbreviations (``abbreviations_in``) where they are known; without an address of the site, citations have none.

    Raises:
        TypeError: view is another page's.
    """
    if not isinstance(view, CableView):
        message = f"{type(view).__name__} is not the view of a cable"
        raise TypeError(message)
    found = explained(
        [block.text for block in cable.blocks], abbreviations_in(cable, vocabulary) if uses is None else uses
    )
    follower = Follower(cable, view)
    marks = _marks(cable, vocabulary)
    contents = contents_of(cable.blocks)
    body = set_body(
        cable, follower, found, marks, dict(view.paragraph_notes), anchored=bool(contents), words=vocabulary.words,
        translations=view.translations,
    )  # fmt: skip
    abbreviations = tuple(one.abbreviation for one in found)
    captions = tuple(caption_meanings(cable.captions, vocabulary))
    envelope = envelope_rows(cable, vocabulary)
    sentences = unescape("\n".join(row.sentence for row in envelope)).lower()
    date, thread = cable.date, view.thread
    card = card_of(cable)
    return Reading(
        cable=cable,
        head=head_of(cable, view, site, vocabulary),
        date=time_in_words(date, cable.precision) if date else "",
        moment=machine_time(date, cable.precision) if date else "",
        released=day_in_words(cable.released) if cable.released else "",
        level=cable.level.lower().replace(" ", "-"),
        marked=classification_in_short(cable.classification),
        unsure=", ".join(_unsure(view.tags, captions, vocabulary)),
        captions=tuple((code, "" if said.lower() in sentences else said) for code, said in captions),
        correction=_CORRECTED.sub("", cable.corrected).strip(" -:()"),
        arcs=draw_arcs(len(thread.cables), thread.edges, thread.own) if thread else None,
        marks=tuple(mark for mark in marks.values() if mark.meaning),
        contents=contents,
        shouts=_shouts(cable.blocks),
        body=body,
        abbreviations=abbreviations,
        citations=citations_of(cable, view, site),
        numbered=next((block.anchor for block in cable.blocks if block.anchor and block.label), ""),
        note_head=note_before_number(cable, view, site),
        envelope=tuple(_linked_once(envelope)),
        layout=layout_in_words(cable.layout),
        checks=checks_of(cable, view.problems),
        repairs=repairs_of(cable, vocabulary.words),
        in_text=sum(0 <= removal.block < len(cable.blocks) for removal in cable.removals),
        unfollowed=tuple(follower.unfollowed),
        withheld=withheld_of(cable),
        source=set_source(cable.lines),
        title=set_title(view.title, cable.subject_mark),
        taken_from=TAKEN_FROM.get(cable.layout, ""),
        archive=archive_rows(cable),
        exemptions=exemptions_of(cable),
        aside=set_aside_of(cable, vocabulary.words),
        card=card,
        ask=how_to_ask(cable) if card else "",
        pdfs=drawn_from(cable, view),
    )


def _linked_once(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield lines of the envelope, each anchor with the first line that has it."""
    linked: set[str] = set()
    for row in rows:
        yield msgspec.structs.replace(row, anchor="") if row.anchor in linked else row
        linked.add(row.anchor)


def contents_of(blocks: Sequence[Block]) -> tuple[tuple[str, str], ...]:
    """Return words and anchor of each heading of a text, () for a text with fewer than six."""
    words = [block.text for block in blocks if block.kind == "heading"]
    if len(words) < _CONTENTS_FROM:
        return ()
    return tuple((" ".join(one.split()), heading_anchor(number)) for number, one in enumerate(words, 1))


def _shouts(blocks: Sequence[Block]) -> bool:
    """Say whether most of a text is in capitals; a table is no text."""
    texts = [block.text for block in blocks if block.kind != "table"]
    whole = sum(map(len, texts))
    return sum(len(text) for text in texts if text.isupper()) > whole * _SHOUTED


def _unsure(tags: Sequence[TagLink], captions: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> Iterator[str]:
    yield from (tag.code for tag in tags if tag.meaning and not tag.confirmed)
    yield from (code for code, _ in captions if not vocabulary.captions[code].confirmed)


def _marks(cable: Cable, vocabulary: Vocabulary) -> dict[str, Mark]:
    marks: dict[str, Mark] = {}
    for block in cable.blocks:
        if block.mark and block.mark not in marks:
            marks[block.mark] = Mark(block.mark, mark_in_words(block.level, vocabulary))
    return marks


def mark_in_words(level: str, vocabulary: Vocabulary) -> str:
    """Return the meaning of a portion mark: ``S/NF`` is ``Secret, not releasable to foreign nationals``.

    The mark is given in its normal form; a part that the vocabulary does not know makes the whole unknown, "".
    """
    first, _, rest = level.partition("/")
    meaning = vocabulary.portion_marks.get(first)
    if meaning is None:
        return ""
    words = [meaning.partition(" (")[0].capitalize()]
    for part in rest.split("/") if rest else ():
        if part.startswith("REL"):
            words.append(f"releasable to {part.removeprefix('REL').strip() or 'the countries named'}")
            continue
        caption = vocabulary.captions.get("NOFORN" if part == "NF" else part)
        if caption is None:
            return ""
        words.append(caption.meaning[:1].lower() + caption.meaning[1:])
    return ", ".join(words)
