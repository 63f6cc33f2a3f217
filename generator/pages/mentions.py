"""Where the words of a text lead: ``reftel``, ``ref B``, a cable's id, ``para 4`` -> an address, or why nowhere."""

import msgspec

from generator.cables.ids import Identity
from generator.cables.model import Cable, Mention
from generator.corpus.facts import mentioned_id
from generator.pages.addresses import to_root
from generator.pages.views import CableLink, CableView, ReferenceLine

REFERENCES = "#references"
_NOWHERE = ("", "")


class Unfollowed(msgspec.Struct, frozen=True):
    """Words that point at something this page cannot lead to: the paragraph's anchor, the words, the reason."""

    anchor: str
    words: str
    reason: str


class Follower:
    """Follows the mentions of one cable and keeps those that lead nowhere."""

    def __init__(self, cable: Cable, view: CableView) -> None:
        """Take what the page knows of other cables from its view, of its own paragraphs from the cable."""
        self.unfollowed: list[Unfollowed] = []
        self._own = cable.id
        self._citing = Identity(cable.year, cable.post, cable.serial) if cable.year and cable.serial else None
        self._root = to_root(view.address)
        self._anchors = {block.anchor for block in cable.blocks if block.anchor}
        self._references = view.references
        self._mentioned = {one.guess: one.link for one in view.mentioned}

    def follow(self, mention: Mention, words: str, anchor: str) -> tuple[str, str]:
        """Return address and description of what a mention points at, ("", "") when it leads nowhere.

        Args:
            mention: of kind "reference", "cable" or "paragraph".
            words: the words as printed.
            anchor: the anchor of the paragraph they stand in.
        """
        if mention.kind == "reference":
            return self._reference(mention, words, anchor)
        if mention.kind == "paragraph":
            return self._paragraph(mention, words, anchor)
        cited = mentioned_id(mention, self._citing)
        link = self._mentioned.get(cited) if cited else None
        if link is not None:
            return self._to(link)
        if cited != self._own:
            self._keep(anchor, words, "the year of this cable is not given and cannot be told")
        return _NOWHERE

    def _reference(self, mention: Mention, words: str, anchor: str) -> tuple[str, str]:
        items = self._lettered(mention.letters)
        if not items:
            reason = "this cable lists no such reference" if self._references else "this cable lists no references"
            if not mention.letters and self._references:
                return REFERENCES, "The references of this cable"
            self._keep(anchor, words, reason)
            return _NOWHERE
        if len(items) == 1 and items[0].link is not None:
            return self._to(items[0].link)
        return REFERENCES, "; ".join(item.text for item in items)

    def _lettered(self, letters: tuple[str, ...]) -> list[ReferenceLine]:
        references = self._references
        if not letters:
            cables = [item for item in references if item.link is not None]
            return cables if len(cables) == 1 else []
        items = [item for letter in letters for item in references if item.label == letter]
        if not items and len(references) == 1 and not references[0].label:
            return list(references)
        return items

    def _paragraph(self, mention: Mention, words: str, anchor: str) -> tuple[str, str]:
        target = next((f"p{number}" for number in mention.numbers if f"p{number}" in self._anchors), "")
        if target:
            return f"#{target}", f"Paragraph {target[1:]} of this cable"
        self._keep(anchor, words, "this cable has no such paragraph")
        return _NOWHERE

    def _to(self, link: CableLink) -> tuple[str, str]:
        title = f"{link.id}: {link.title}" if link.held and link.title else f"{link.id}, not held"
        return self._root + link.address, title if link.held else f"{link.id}, not held in this room"

    def _keep(self, anchor: str, words: str, reason: str) -> None:
        self.unfollowed.append(Unfollowed(anchor, words, reason))
