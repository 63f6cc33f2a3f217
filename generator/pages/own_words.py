"""Cables in the owner's texts: an identifier becomes a link, a quotation an excerpt with its citation. Pure."""

import re
from collections.abc import Sequence

from generator.corpus import Corpus
from generator.language import Catalogue
from generator.markdown import Excerpt
from generator.pages.addresses import cable_page
from generator.pages.html import escape

# As generator/markdown/to_html.py sets a cable that is named; no text of the owner's can look so, since its marks are escaped.
_NAMED = re.compile(r'<a data-(?:wanted|named)="(?P<id>[^"#]*)(?:#(?P<anchor>[^"]*))?">(?P<words>[^<]*)</a>')
_QUOTED = re.compile(r'<p><q data-quoted="(?P<apart>\d+)"></q></p>|<q data-quoted="(?P<within>\d+)"></q>')


def set_excerpts(html: str, excerpts: Sequence[Excerpt], words: Catalogue) -> str:
    """Fill the places of the quotations in a text of the owner's; cables are then named as the text itself names them."""

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
            return f'<p class="banner">{lost}</p>' if found["apart"] else f'<span class="quiet">[{lost}]</span>'
        if found["within"]:
            return f'\u201c<span lang="en">{escape(one.text)}</span>\u201d ({link})'
        cited = f'<a data-named="{escape(place)}">{escape(one.citation)}</a>'
        return (
            f'<figure class="excerpt"><blockquote lang="en"><p>{escape(one.text)}</p></blockquote>\n'
            f"<figcaption{words.in_english}>{cited}</figcaption></figure>"
        )

    return _QUOTED.sub(filled, html) if excerpts else html


def link_cables(html: str, address: str, corpus: Corpus) -> str:
    """Give each cable that a text names its address, or leave its identifier as text where the room does not have it.

    Args:
        html: a text of the owner's, set.
        address: the page that shows it; addresses become relative to it.
        corpus: all cables.
    """
    if "<a data-" not in html:
        return html
    root = "../" * address.count("/")

    def linked(found: re.Match[str]) -> str:
        cable = corpus.holdings.known(found["id"])
        if cable is None:
            return found["words"]
        anchor = f"#{found['anchor']}" if found["anchor"] else ""
        named, paragraph, number = found["words"].partition(", paragraph ")
        words = found["words"]
        if paragraph and named == found["id"]:
            words = escape(corpus.vocabulary.words.say("{cable}, paragraph {number}", cable=named, number=number))
        return f'<a href="{root}{cable_page(cable)}{anchor}">{words}</a>'

    return _NAMED.sub(linked, html)
