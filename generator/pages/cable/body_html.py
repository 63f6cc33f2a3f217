"""The reading text of a cable as HTML. Lists and joins, no template: this is most of a page's cost.

Every word of the text is printed once, in order. What a text points at becomes a link where the view resolves it; each
repair leaves a mark that the page shows on demand. Decides nothing about looks: class names only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import msgspec
from markupsafe import Markup

from generator.cables.mentions.mentions import find_mentions
from generator.cables.model import Block, Cable, Mention, Removal
from generator.language import ENGLISH, Catalogue, message
from generator.markdown import Translated
from generator.pages.cable.abbreviations import Found
from generator.pages.cable.links import Follower
from generator.pages.html import escape, escape_value, escape_words, say_of_facts
from generator.pages.own_words import Pairs

# Parts of a text that are set apart, and what a screen reader is told of them.
_PARTS = {
    "summary": "Summary",
    "comment": "Comment",
    "note": "Note",
    "action": "Action request",
    "biography": "Biographic note",
}
_REPAIRS = {
    "page-banner": message("A banner of the printed page is left out here."),
    "page-marker": message("A page ended here; its marker “{text}” is left out."),
    "blank-line-in-sentence": message("A blank line inside this sentence was closed."),
    "line-end-hyphen": message("A word divided at the end of a line was joined."),
    "damaged-apostrophe": message("“{text}” is printed where an apostrophe belongs."),
    "damaged-dash": message("“{text}” is printed where a dash belongs."),
    "damaged-quotation": message("“{text}” is printed where a quotation mark belongs."),
    "redaction-glued": message("A redaction stood against a word here; a blank was put between."),
    "stray-caption": message("The caption {text} is left out here."),
    "tail-residue": message("“{text}” is not part of the text and is left out."),
    "doubled-heading": message("A second copy of the heading, “{text}”, is left out."),
    "doubled-caption": message("A second {text} is left out."),
}

_LEFT_OUT = message("“{text}” is left out here.")
_LETTER = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")

Event = tuple[int, int, str]


class Mark(msgspec.Struct, frozen=True):
    """A portion mark as printed and what it means."""

    printed: str
    meaning: str


def repair_in_words(removal: Removal, words: Catalogue = ENGLISH) -> Markup:
    """Return what was done to the text at a place, as a sentence; the record says in which line of the source."""
    piece = removal.piece
    said = say_of_facts(words, _REPAIRS.get(piece.rule, _LEFT_OUT), {"text": piece.text.strip()})
    return Markup(escape_value(said))  # noqa: S704  what is no HTML went through escape


def place_of(removal: Removal, cable: Cable) -> tuple[int, int]:
    """Return block and offset where a repair in the text is shown: one between two blocks stands behind the first."""
    block, offset = removal.block, removal.offset
    if block >= len(cable.blocks):
        return len(cable.blocks) - 1, len(cable.blocks[-1].text) if cable.blocks else 0
    if offset == 0 and block > 0:
        return block - 1, len(cable.blocks[block - 1].text)
    return block, offset


def set_body(
    cable: Cable, follower: Follower, found: Sequence[Found], marks: Mapping[str, Mark], notes: Mapping[str, str],
    *, anchored: bool = False, words: Catalogue = ENGLISH, translations: Sequence[Translated] = (),
) -> Markup:  # fmt: skip
    """Set the blocks of a cable.

    found has the first place of each abbreviation; marks the meaning of each portion mark by its printed form, said where the
    mark stands first; notes the owner's, safe HTML, by the anchor of the paragraph they stand beside. anchored says whether
    each heading has an anchor, for a list of contents. words are of the room's interface, for its notes; all else is English,
    as the cable is. A paragraph that has translations stands in one element with them.
    """
    pairs = Pairs(translations, words, numbered=any(block.anchor for block in cable.blocks))
    headings = count(1)
    events = _events(cable, follower, found, words)
    unsaid = dict(marks)
    out: list[str] = []
    part = listing = ""
    for at, block in enumerate(cable.blocks):
        kind = block.kind
        segment = block.segment if block.segment in _PARTS else ""
        inside = _list_of(block) if kind == "item" else ""
        opened, closed = pairs.at(block, new_part=segment != part)
        if listing and (listing != inside or segment != part or opened or closed):
            out.append(f"</{listing[:2]}>\n")
            listing = ""
        out.append(closed)
        if segment != part:
            if part:
                out.append("</div>\n")
            if segment:
                out.append(f'<div class="part {segment}" role="group" aria-label="{_PARTS[segment]}">\n')
            part = segment
        out.append(opened)
        if inside and not listing:
            out.append(f'<{inside[:2]} class="{inside[3:]}" role="list">\n')
            listing = inside
        own = events.get(at)
        text = _set_text(block.text, own) if own else escape_words(block.text)
        mark = _set_mark(block.mark, unsaid) if block.mark else ""
        if anchored and kind == "heading":
            out.append(_heading(block, mark, text, f' id="{heading_anchor(next(headings))}"'))
        elif kind in _PLAIN:
            out.append(_PLAIN[kind].format(mark=mark, text=text))
        else:
            out.append(_SETTERS.get(kind, _paragraph)(block, mark, text))
        if notes and block.anchor in notes:
            out.append(_set_note(block, notes[block.anchor], words))
    if listing:
        out.append(f"</{listing[:2]}>\n")
    out.append(pairs.close())
    if part:
        out.append("</div>\n")
    return Markup(pairs.around("".join(out)))  # noqa: S704  every text in it went through escape, or the Markdown reader


def set_title(title: str, mark: str = "") -> Markup:
    """Set a title: its redactions as those of the text, its portion mark, "" for none, as the mark of a paragraph."""
    events: list[Event] = []
    if "XXX" in title.upper() or "[" in title:
        found = (one for one in find_mentions(title, {}) if one.kind == "redaction")
        events = [(one.start, one.end, _redaction(title[one.start : one.end])) for one in found]
    set_mark = f' <span class="mark">{escape(mark)}</span>' if mark else ""
    return Markup(f"{_set_text(title, events)}{set_mark}")  # noqa: S704  the text went through escape


def _redaction(printed: str) -> str:
    return f'<span class="redacted" title="In the source: {escape(printed)}">redacted</span>'


def _set_note(block: Block, note: str, words: Catalogue) -> str:
    """Set a note of the owner's, which is in the language of the room and stands in a text that is marked as English."""
    label = escape(words.say("A note on paragraph {number}", number=block.label.strip(" .,¶")))
    language = f' lang="{escape(words.language)}" dir="auto"' if words.in_english else ""
    title = escape(words.say("A note of this room"))
    return f'<aside class="room-note" aria-label="{label}"{language}><b>{title}</b>{note}</aside>\n'


def _list_of(block: Block) -> str:
    """Return element and classes of the list an item stands in: ``ol`` for letters and numbers, ``ul`` for dashes."""
    ordered = any(letter.isalnum() for letter in block.label)
    return f"{'ol' if ordered else 'ul'} list d{block.depth or 1}"


def _paragraph(block: Block, mark: str, text: str) -> str:
    if not block.anchor:
        return f'<p class="d{block.depth}">{mark}{text}</p>\n' if block.depth else f"<p>{mark}{text}</p>\n"
    number = escape(block.label.strip(" .,¶"))
    look = ' class="sub"' if block.kind == "subparagraph" else ""
    return f'<p{look} id="{escape(block.anchor)}"><a class="n" href="#{escape(block.anchor)}">{number}</a> {mark}{text}</p>\n'


def _item(block: Block, mark: str, text: str) -> str:
    label = block.label
    if not any(letter.isalnum() for letter in label):
        return f"<li>{mark}{text}</li>\n"
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    return f'<li{anchor}><span class="l">{escape(label)}</span> {mark}{text}</li>\n'


def heading_anchor(number: int) -> str:
    """Return the anchor of a heading by its place among the headings of a text, from 1."""
    return f"s{number}"


def _heading(block: Block, mark: str, text: str, anchor: str = "") -> str:
    look = ' class="caps"' if block.text.isupper() else ""
    return f"<h3{look}{anchor}>{mark}{text}</h3>\n"


_SETTERS = {"item": _item, "heading": _heading}
# Blocks that are set alike, whatever they are; all others are paragraphs.
_PLAIN = {
    "table": '<pre class="table" tabindex="0" role="region" aria-label="Table, in columns as printed">{text}</pre>\n',
    "lines": '<p class="lines">{mark}{text}</p>\n',
    "rule": "<hr>\n",
    "marker": '<p class="marker">{text}</p>\n',
}


def _set_mark(printed: str, unsaid: dict[str, Mark]) -> str:
    """Set a portion mark, with its meaning where that is not said yet; it is then taken out of unsaid."""
    mark = unsaid.pop(printed, None)
    if mark is None or not mark.meaning:
        return f'<span class="mark">{escape(printed)}</span> '
    return f'<abbr class="mark" title="{escape(mark.meaning)}">{escape(printed)}</abbr> '


def _events(cable: Cable, follower: Follower, found: Sequence[Found], words: Catalogue) -> dict[int, list[Event]]:
    """Return what happens inside the texts: index of the block -> (start, end, HTML that stands there)."""
    events: dict[int, list[Event]] = {}
    in_rooms = f' lang="{escape(words.language)}" dir="auto"' if words.in_english else ""
    for removal in cable.removals:
        if removal.block >= 0:
            place, offset = place_of(removal, cable)
            html = f'<span class="fix"{in_rooms}> [{repair_in_words(removal, words)}] </span>'
            events.setdefault(place, []).append((offset, offset, html))
    for at, block in enumerate(cable.blocks):
        if block.mentions:
            events.setdefault(at, []).extend(_followed(block, follower))
    for one in found:
        html = f'<abbr title="{escape(one.abbreviation.explained)}">{escape(one.abbreviation.term)}</abbr>'
        events.setdefault(one.text, []).append((one.start, one.end, html))
    return events


def _followed(block: Block, follower: Follower) -> Iterator[Event]:
    for mention in block.mentions:
        printed = block.text[mention.start : mention.end]
        if mention.kind == "redaction":
            yield mention.start, mention.end, _redaction(printed)
            continue
        if mention.kind == "withheld":
            yield mention.start, mention.end, f'<span class="withheld">{escape(printed)}</span>'
            continue
        if mention.kind == "reference" and len(mention.letters) > 1:
            yield from _lettered(mention, printed, block.anchor, follower)
        else:
            yield from _linked(mention.start, printed, follower.follow(mention, printed, block.anchor))


def _lettered(mention: Mention, printed: str, anchor: str, follower: Follower) -> Iterator[Event]:
    """Link each letter of ``refs A and C-E`` to its own cable."""
    for match in _LETTER.finditer(printed):
        letter = match[0].upper()
        if letter not in mention.letters:
            continue
        one = msgspec.structs.replace(mention, letters=(letter,))
        yield from _linked(mention.start + match.start(), match[0], follower.follow(one, f"ref {letter}", anchor))


def _linked(start: int, printed: str, place: tuple[str, str]) -> Iterator[Event]:
    """Yield words as a link; where they lead nowhere with the reason, or as they are when there is none to give."""
    href, title = place
    if href:
        html = f'<a href="{escape(href)}" title="{escape(title)}">{escape(printed)}</a>'
    elif title:
        html = f'<span class="doubtful" title="{escape(title)}">{escape(printed)}</span>'
    else:
        return
    yield start, start + len(printed), html


def _set_text(text: str, events: list[Event]) -> str:
    """Put the events of a text in their places; of two that overlap the earlier and longer one stands."""
    events.sort(key=lambda one: (one[0], -one[1]))
    out: list[str] = []
    at = 0
    for start, end, html in events:
        if start < at or end > len(text):
            continue
        out.append(escape_words(text[at:start]))
        out.append(html)
        at = end
    out.append(escape_words(text[at:]))
    return "".join(out)
