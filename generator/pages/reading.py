"""``read_for_page``: all that a cable's page prints of the cable's own text. What it says of others is in the view.

The long parts come as HTML, made by lists and joins; the template sets them in their places.
"""

import re
from collections.abc import Mapping

import msgspec
from markupsafe import Markup

from generator.cables.model import Cable, Check
from generator.config import Site
from generator.pages.abbreviations import Abbreviation, find_abbreviations
from generator.pages.body import Mark, set_body
from generator.pages.charts import Arcs, draw_arcs
from generator.pages.citations import Citation, ParagraphCitation, citations_of, paragraph_citations
from generator.pages.dates import day_in_words, machine_time, time_in_words
from generator.pages.envelope import Row, caption_meanings, envelope_rows
from generator.pages.escaping import escape
from generator.pages.mentions import Follower, Unfollowed
from generator.pages.metadata import head_of
from generator.pages.record import Repair, checks_of, layout_in_words, repairs_of, set_source, withheld_of
from generator.pages.views import CableView, TagLink
from generator.vocabulary import Vocabulary

_KINDS = {
    "subject": "Subject", "program": "Program", "country": "Place", "region": "Place", "organization": "Organization",
    "person": "Person",
}  # fmt: skip
_CORRECTED = re.compile(r"C ?O ?R ?R ?E ?C ?T ?E ?D {0,4}C ?O ?P ?Y")
_SERIAL_DIGITS = 6
NO_SITE = Site()


class Reading(msgspec.Struct, frozen=True):
    """A cable as its page shows it.

    head, body, source and search are HTML that is safe to print. date and released are in words, moment for a
    ``datetime`` attribute, "" when unknown. subjects are the tags by kind, unsure the codes among them whose
    meaning rests on general knowledge alone. marks and captions explain the codes of this
    cable alone; doubtful says that the meaning of an abbreviation is not confirmed. arcs is the drawing of the
    thread, correction what a
    corrected copy says of itself beside those words. unfollowed are words of the text
    that point at something and lead nowhere, with the reason. withheld is "whole" or "part" where the owner withholds
    it or something in it, else "".
    """

    cable: Cable
    head: Markup
    date: str
    moment: str
    released: str
    level: str
    subjects: tuple[tuple[str, tuple[TagLink, ...]], ...]
    unsure: str
    captions: tuple[tuple[str, str], ...]
    correction: str
    arcs: Arcs | None
    marks: tuple[Mark, ...]
    body: Markup
    abbreviations: tuple[Abbreviation, ...]
    doubtful: bool
    citations: tuple[Citation, ...]
    paragraphs: tuple[ParagraphCitation, ...]
    envelope: tuple[Row, ...]
    layout: str
    checks: tuple[Check, ...]
    repairs: tuple[Repair, ...]
    in_text: int
    unfollowed: tuple[Unfollowed, ...]
    withheld: str
    source: Markup
    search: Markup


def read_for_page(
    view: msgspec.Struct,
    cable: Cable,
    vocabulary: Vocabulary,
    site: Site = NO_SITE,
    places: Mapping[str, int] | None = None,
) -> Reading:
    """Set a cable for its page.

    Args:
        view: the cable's view: what the page knows of other cables.
        cable: the cable, read.
        vocabulary: the tables of facts.
        site: the public settings; without an address of the site, citations have none.
        places: the abbreviations of its text (``abbreviations_in``) where they are known; looked for when None.

    Raises:
        TypeError: view is another page's.
    """
    if not isinstance(view, CableView):
        message = f"{type(view).__name__} is not the view of a cable"
        raise TypeError(message)
    found = find_abbreviations([block.text for block in cable.blocks], vocabulary.acronyms, view.country, places)
    follower = Follower(cable, view)
    marks = _marks(cable, vocabulary)
    body = set_body(cable, follower, found, marks, dict(view.paragraph_notes))
    abbreviations = tuple(one.abbreviation for one in found)
    date, thread = cable.date, view.thread
    return Reading(
        cable=cable,
        head=head_of(cable, view, site),
        date=time_in_words(date, cable.precision) if date else "",
        moment=machine_time(date, cable.precision) if date else "",
        released=day_in_words(cable.released) if cable.released else "",
        level=cable.level.lower().replace(" ", "-"),
        subjects=_subjects(view.tags),
        unsure=", ".join(tag.code for tag in view.tags if tag.meaning and not tag.confirmed),
        captions=tuple(caption_meanings(cable.captions, vocabulary)),
        correction=_CORRECTED.sub("", cable.corrected).strip(" -:()"),
        arcs=draw_arcs(len(thread.cables), thread.edges, thread.own) if thread else None,
        marks=tuple(mark for mark in marks.values() if mark.meaning),
        body=body,
        abbreviations=abbreviations,
        doubtful=any(not one.confirmed for one in abbreviations),
        citations=citations_of(cable, view, site),
        paragraphs=paragraph_citations(cable, view, site),
        envelope=envelope_rows(cable, vocabulary),
        layout=layout_in_words(cable.layout),
        checks=checks_of(cable, view.problems),
        repairs=repairs_of(cable),
        in_text=sum(0 <= removal.block < len(cable.blocks) for removal in cable.removals),
        unfollowed=tuple(follower.unfollowed),
        withheld=withheld_of(cable),
        source=set_source(cable.lines),
        search=set_search(cable, view),
    )


def _subjects(tags: tuple[TagLink, ...]) -> tuple[tuple[str, tuple[TagLink, ...]], ...]:
    groups: dict[str, list[TagLink]] = {}
    for tag in tags:
        groups.setdefault(_KINDS.get(tag.kind, "Other"), []).append(tag)
    return tuple((name, tuple(group)) for name, group in groups.items())


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
    mark = vocabulary.portion_marks.get(first)
    if mark is None:
        return ""
    words = [mark.meaning.partition(" (")[0].capitalize()]
    for part in rest.split("/") if rest else ():
        if part.startswith("REL"):
            words.append(f"releasable to {part.removeprefix('REL').strip() or 'the countries named'}")
            continue
        caption = vocabulary.captions.get("NOFORN" if part == "NF" else part)
        if caption is None:
            return ""
        words.append(caption.meaning[:1].lower() + caption.meaning[1:])
    return ", ".join(words)


def set_search(cable: Cable, view: CableView) -> Markup:
    """Set what the search index takes of a cable beside its text: spellings of its id, facets, date."""
    facets = [("tag", f"{tag.code} – {tag.meaning}" if tag.meaning else tag.code) for tag in view.tags]
    facets.append(("post", f"{view.post} – {view.origin}" if view.origin else view.post))
    facets += [
        ("country", f"{view.country_code} – {view.country}" if view.country else ""),
        ("classification", cable.level),
    ]
    if cable.date:
        facets += [("year", str(cable.date.year)), ("day", machine_time(cable.date, "day"))]
    out = [f'<span data-pagefind-filter="{name}">{escape(value)}</span> ' for name, value in facets if value]
    day = machine_time(cable.date, "day") if cable.date else ""
    if day:
        out.append(f'<span data-pagefind-meta="date">{day}</span> ')
    specimen = "specimen" if view.specimen else ""
    told = (("id", cable.id), ("origin", view.origin), ("classification", view.classification), ("specimen", specimen))
    out += [f'<span data-pagefind-meta="{name}">{escape(value)}</span> ' for name, value in told if value]
    tags = [f"{tag.code} {tag.meaning}".strip() for tag in view.tags]
    words = escape(". ".join(word for word in (*spellings(cable), *tags, view.origin, view.country) if word))
    return Markup(  # noqa: S704  every text in it went through escape
        f'<div hidden data-pagefind-ignore>{"".join(out)}</div>\n<p hidden data-pagefind-weight="5">{words}.</p>'
    )


def spellings(cable: Cable) -> tuple[str, ...]:
    """Return the id in the spellings in which people look for it."""
    if cable.serial is None or cable.year is None:
        return (cable.id, *cable.aliases)
    two = f"{cable.year % 100:02d}"
    post = cable.post
    return (
        cable.id,
        f"{two} {post} {cable.serial}",
        f"{cable.year}{post}{cable.serial:0{_SERIAL_DIGITS}d}",
        *cable.aliases,
    )
