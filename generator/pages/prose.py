"""The text of a cable as HTML: paragraphs, lists, headings, links, redactions and repairs. Knows one cable and its view.

HTML is made here by joining escaped strings, since this is done for every cable of a room; nothing from a source is
printed without ``escape``.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from generator.cables.model import Block, Mention, Removal
from generator.pages.views import CableLink, CableView

_REPAIRS = {
    "page-marker": "page break",
    "page-level": "classification at a page break",
    "section-heading": "heading of a section",
    "stray-caption": "stray caption",
    "doubled-caption": "caption printed twice",
    "doubled-heading": "heading printed twice",
    "blank-line-in-sentence": "blank line within a sentence",
    "line-end-hyphen": "hyphen at a line's end",
    "tail-residue": "after the text",
    "spacer": "spacing line",
}
_REDACTED = '<span class="redacted"><span class="unseen">redacted</span></span>'


def repair_name(rule: str) -> str:
    """Return a repair's rule in words."""
    return _REPAIRS.get(rule, rule.replace("-", " "))


class Prose:
    """Makes the HTML of one cable's text."""

    def __init__(
        self, view: CableView, blocks: Sequence[Block], removals: Sequence[Removal], marks: Mapping[str, str], root: str
    ) -> None:
        """Take what the text points at from the view.

        Args:
            view: references and mentions of the cable, resolved.
            blocks: the text.
            removals: what was taken out, with places.
            marks: portion marks in their normal form -> meaning.
            root: the way from the page to the site's root.
        """
        self.blocks = blocks
        self.root = root
        self.marks = marks
        self.letters: dict[str, CableLink] = {}
        cables: list[CableLink] = []
        for line in view.references:
            if line.link is not None:
                self.letters.setdefault(line.label, line.link)
                cables.append(line.link)
        self.only = cables[0] if len({link.id for link in cables}) == 1 else None
        self.mentioned = {one.guess: one.link for one in view.mentioned}
        self.anchors = {block.anchor for block in blocks if block.anchor}
        self.repairs: dict[int, list[Removal]] = {}
        for removal in removals:
            if removal.block >= 0:
                self.repairs.setdefault(removal.block, []).append(removal)
        self.year = int(view.date.year) if view.date else 0

    def html(self) -> Markup:
        """Return the whole text: named parts each in a section of their own."""
        out: list[str] = []
        numbered = list(enumerate(self.blocks))
        for segment, group in groupby(numbered, key=lambda one: one[1].segment):
            if segment:
                out.append(f'<section class="segment segment-{segment}" aria-label="{segment.capitalize()}">')
            self._blocks(list(group), out)
            if segment:
                out.append("</section>")
        return Markup("\n".join(out))  # noqa: S704  made of escaped parts only

    def _blocks(self, numbered: list[tuple[int, Block]], out: list[str]) -> None:
        """Print blocks in order; items that follow one another are one list, deeper ones set in by class."""
        for is_item, group in groupby(numbered, key=lambda one: one[1].kind == "item"):
            if not is_item:
                out.extend([self._block(at, block) for at, block in group])
                continue
            out.append('<ul class="items">')
            for at, block in group:
                deeper = ' class="deeper"' if block.depth > 1 else ""
                out.append(f"<li{deeper}>{self._label(block)}{self._text(at, block)}</li>")
            out.append("</ul>")

    def _block(self, at: int, block: Block) -> str:
        if block.kind == "heading":
            return f'<h3 class="text-heading">{self._text(at, block)}</h3>'
        if block.kind == "rule":
            return "<hr>"
        if block.kind == "table":
            return (
                '<div class="scroll" role="region" aria-label="Table" tabindex="0">'
                f'<pre class="table">{self._text(at, block)}</pre></div>'
            )
        if block.kind == "lines":
            return '<p class="lines">' + self._text(at, block).replace("\n", "<br>\n") + "</p>"
        if block.kind == "marker":
            return f'<p class="marker">{self._text(at, block)}</p>'
        if not block.label:
            return f"<p>{self._mark(block)}{self._text(at, block)}</p>"
        sub = " sub" if block.kind == "subparagraph" else ""
        number = f'<a class="number" href="#{block.anchor}">{escape(block.label)}</a> '
        return f'<p class="numbered{sub}" id="{block.anchor}">{number}{self._mark(block)}{self._text(at, block)}</p>'

    def _label(self, block: Block) -> str:
        bullet = block.label.strip("-*o\u2022") == ""
        label = '<span class="label bullet">\u2013</span> ' if bullet else f'<span class="label">{escape(block.label)}</span> '
        return label + self._mark(block)

    def _mark(self, block: Block) -> str:
        if not block.mark:
            return ""
        meaning = self.marks.get(block.level, "")
        title = f' title="{escape(meaning.capitalize())}"' if meaning else ""
        return f'<span class="mark"{title}>{escape(block.mark)}</span> '

    def _text(self, at: int, block: Block) -> str:
        """Return a block's words with links, redactions and the marks of repairs."""
        repairs = self.repairs.get(at)
        if not block.mentions and not repairs:
            return str(escape(block.text))
        text = block.text
        points: list[tuple[int, int, str]] = [
            (one.start, one.end, self._mention(one, text[one.start : one.end])) for one in block.mentions
        ]
        points.extend((one.offset, one.offset, _repair(one)) for one in repairs or ())
        points.sort(key=lambda one: (one[0], one[1]))
        out: list[str] = []
        done = 0
        for start, end, html in points:
            if start < done:  # a repair within a link: it is shown behind the link
                out.append(html)
                continue
            out.append(str(escape(text[done:start])))
            out.append(html)
            done = end
        out.append(str(escape(text[done:])))
        return "".join(out)

    def _mention(self, mention: Mention, words: str) -> str:
        shown = str(escape(words))
        if mention.kind == "redaction":
            return _REDACTED
        if mention.kind == "paragraph":
            anchor = next((f"p{number}" for number in mention.numbers if f"p{number}" in self.anchors), "")
            return f'<a class="within" href="#{anchor}">{shown}</a>' if anchor else shown
        if mention.kind == "reference":
            links = [self.letters[letter] for letter in mention.letters if letter in self.letters]
            link = links[0] if links else (self.only if len(mention.letters) < 2 else None)
        else:
            link = self._cable(mention)
        return shown if link is None else self._link(link, shown)

    def _cable(self, mention: Mention) -> CableLink | None:
        years = (mention.year,) if mention.year is not None else (self.year, self.year - 1)
        for year in years:
            link = self.mentioned.get(f"{year % 100:02d}{mention.post}{mention.serial}")
            if link is not None:
                return link
        return None

    def _link(self, link: CableLink, shown: str) -> str:
        if link.held:
            when = f", {link.date.day} {link.date:%B %Y}" if link.date else ""
            title = escape(f"{link.id}{when}: {link.title}")
            return f'<a class="cited" href="{self.root}{link.address}" title="{title}">{shown}</a>'
        return f'<a class="cited missing" href="{self.root}{link.address}" title="{link.id}, not held">{shown}</a>'


def _repair(removal: Removal) -> str:
    """Return the discreet mark of a repair; its words are shown when the reader asks for repairs."""
    name = repair_name(removal.piece.rule)
    words = f"{name}: {removal.piece.text.strip()}" if removal.piece.text.strip() else name
    return f'<span class="repair" data-pagefind-ignore><span class="repair-words">[{escape(words)}] </span></span>'
