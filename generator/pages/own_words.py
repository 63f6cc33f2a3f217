"""The owner's words and cables: links and quotations in his texts; his translations beside the paragraphs of a cable. Pure."""

import re
from collections.abc import Sequence

from generator.cables.model import Block
from generator.corpus import Corpus
from generator.language import Catalogue, language_name, right_to_left
from generator.markdown import Excerpt, Translated, Translation
from generator.pages.addresses import cable_page, to_root
from generator.pages.html import escape

_ENDS = ("heading", "rule", "marker")  # blocks that belong to no paragraph
# As generator/markdown/to_html.py sets a cable that is named; no text of the owner's can look so, since its marks are escaped.
_NAMED = re.compile(r'<a data-(?:wanted|named)="(?P<id>[^"#]*)(?:#(?P<anchor>[^"]*))?">(?P<words>[^<]*)</a>')
_QUOTED = re.compile(r'<p><q data-quoted="(?P<apart>\d+)"></q></p>|<q data-quoted="(?P<within>\d+)"></q>')


def set_excerpts(html: str, excerpts: Sequence[Excerpt], words: Catalogue, language: str = "") -> str:
    """Fill the places of the quotations in a text of the owner's; cables are then named as the text itself names them.

    language is that of the text, "" for the room's: what is said here is in English or in the room's, and says so.
    """
    in_english = ' lang="en" dir="ltr"' if language else words.in_english
    marked = in_english or ' lang="en"'
    in_rooms = f' lang="{words.language}"' if language else ""

    def filled(found: re.Match[str]) -> str:
        one = excerpts[int(found["apart"] or found["within"])]
        place = f"{one.cable}#{one.anchor}" if one.anchor else one.cable
        link = f'<a data-named="{escape(place)}">{escape(one.named)}</a>'
        if not one.text:
            lost = (
                escape(words.say("The words quoted here are not in {cable}.", cable="{link}")).replace("{link}", link)
                if one.cable
                else escape(words.say("The cable quoted here is not in this room."))
            )
            return (
                f'<p class="banner"{in_rooms}>{lost}</p>'
                if found["apart"]
                else f'<span class="quiet"{in_rooms}>[{lost}]</span>'
            )
        if found["within"]:
            return f"<span{marked}>\u201c{escape(one.text)}\u201d</span> ({link})"
        cited = f'<a data-named="{escape(place)}">{escape(one.citation)}</a>'
        return (
            f'<figure class="excerpt"><blockquote{marked}><p>{escape(one.text)}</p></blockquote>\n'
            f"<figcaption{in_english}>{cited}</figcaption></figure>"
        )

    return _QUOTED.sub(filled, html) if excerpts else html


def link_cables(html: str, address: str, corpus: Corpus) -> str:
    """Give each cable that a text names its address, or leave its identifier as text where the room does not have it.

    html is a text of the owner's, set; addresses become relative to that of the page that shows it.
    """
    if "<a data-" not in html:
        return html
    root = to_root(address)

    def linked(found: re.Match[str]) -> str:
        cable = corpus.holdings.known(found["id"])
        words = _in_words(found, corpus.vocabulary.words)
        if cable is None:
            return words
        anchor = f"#{found['anchor']}" if found["anchor"] else ""
        return f'<a href="{root}{cable_page(cable)}{anchor}">{words}</a>'

    return _NAMED.sub(linked, html)


def name_cables(html: str, words: Catalogue) -> str:
    """Return a text of the owner's, set, with the cables that it names as text, as the catalogue of the room has them."""
    return _NAMED.sub(lambda found: _in_words(found, words), html)


def _in_words(found: re.Match[str], words: Catalogue) -> str:
    """Return how a cable is named: what the text says, or its identifier and paragraph in the language of the room."""
    same = found["words"].partition(", paragraph ")[0] == found["id"]
    return escape(cable_in_words(found["words"], words)) if same else found["words"]


def cable_in_words(named: str, words: Catalogue) -> str:
    """Return a cable and its paragraph as text in the language of the room; named has them in English (``Excerpt.named``)."""
    cable, paragraph, number = named.partition(", paragraph ")
    return words.say("{cable}, paragraph {number}", cable=cable, number=number) if paragraph else named


def translated(several: Sequence[Translation], address: str, corpus: Corpus) -> tuple[Translated, ...]:
    """Return the translations of a cable as the page at an address shows them."""
    words = corpus.vocabulary.words
    return tuple(
        Translated(
            language=one.language,
            name=language_name(one.language, words),
            right_to_left=right_to_left(one.language),
            title=one.title,
            by=one.by,
            kind=one.kind,
            date=one.date,
            licence=one.licence,
            note=one.note,
            parts=tuple((note.anchor, link_cables(note.html, address, corpus)) for note in one.text.notes),
            lacking=one.lacking,
        )
        for one in several
    )


class Pairs:
    """Which blocks of a text stand in one element with their translation: a paragraph, and what belongs to it.

    The text before the first numbered paragraph is one too; where no paragraph has a number, the whole text.
    """

    def __init__(self, translations: Sequence[Translated], words: Catalogue, *, numbered: bool) -> None:
        """Open none yet; words are those of the room's interface, numbered says whether any paragraph has a number."""
        self._words, self._translations, self._numbered = words, translations, numbered
        self._parts = [dict(one.parts) for one in translations]
        self._anchors = frozenset(anchor for parts in self._parts for anchor in parts)
        self._block: Block | None = None  # the first of the pair that is open
        self._begun = False

    def at(self, block: Block, *, new_part: bool) -> tuple[str, str]:
        """Return the HTML that opens a pair before a block, and that which closes the last one before it."""
        if not self._anchors:
            return "", ""
        first = self._block
        opens = bool(block.anchor) and block.anchor in self._anchors
        lead = not self._begun and self._numbered and not block.anchor and "" in self._anchors
        self._begun = True
        ends = opens or new_part or block.kind in _ENDS or (bool(block.anchor) and first and block.depth <= first.depth)
        closed = self.close() if ends else ""
        if not (opens or lead):
            return "", closed
        self._block = block
        return '<div class="pair"><div class="o">\n', closed

    def close(self) -> str:
        """Return the HTML that closes the pair that is open: its translations."""
        block, self._block = self._block, None
        return "" if block is None else f"</div>\n{self._set(block.anchor, block.label)}</div>\n"

    def around(self, body: str) -> str:
        """Return the whole text, in one pair where no paragraph has a number."""
        if self._numbered or "" not in self._anchors:
            return body
        return f'<div class="pair"><div class="o">\n{body}</div>\n{self._set("", "")}</div>\n'

    def _set(self, anchor: str, label: str) -> str:
        say, out = self._words.say, []
        for number, (one, parts) in enumerate(zip(self._translations, self._parts, strict=True), 1):
            if anchor not in parts:
                continue
            machine = one.kind == "machine"
            made = say("{language}, machine translation", language=one.name) if machine else one.name
            place = f"{label.strip(' .,¶')} · " if anchor else ""
            out.append(
                f'<div class="tr t{number}{" machine" * machine}" lang="{escape(one.language)}" dir="{one.direction}">'
                f'<p class="by" lang="{escape(self._words.language)}" dir="auto">{escape(place + made)}</p>\n'
                f"{parts[anchor]}</div>\n"
            )
        return "".join(out)
