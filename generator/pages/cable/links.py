"""Where the words of a text lead: ``reftel``, ``ref B``, a cable's id, ``para 4`` -> an address, or why nowhere."""

import msgspec

from generator.cables.ids import Identity
from generator.cables.model import Cable, Mention
from generator.corpus.facts import mentioned_id
from generator.corpus.resolve import lettered
from generator.language import message
from generator.pages.addresses import to_root
from generator.pages.dates import day_in_words
from generator.pages.views import CableLink, CableView

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
        self._answers: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._mentioned = {(one.guess, one.year_given): one.link for one in view.mentioned}

    def follow(self, mention: Mention, words: str, anchor: str) -> tuple[str, str]:
        """Return address and description of what a mention points at; where it leads nowhere "" and the reason.

        words are those printed, anchor is that of the paragraph that they stand in.
        """
        if mention.kind == "reference":
            return self._reference(mention, words, anchor)
        if mention.kind == "paragraph":
            return self._paragraph(mention, words, anchor)
        cited = mentioned_id(mention, self._citing)
        link = self._mentioned.get((cited, mention.year is not None)) if cited else None
        if link is not None:
            return self._to(link)
        if cited is None:
            return self._keep(anchor, words, message("no year is printed, and the year of this cable is not known"))
        return _NOWHERE  # this cable itself

    def _reference(self, mention: Mention, words: str, anchor: str) -> tuple[str, str]:
        lines = self._references
        places = self._answers.get(mention.letters)
        if places is None:
            items = [(line.item, line.label, line.link is not None) for line in lines]
            places = self._answers[mention.letters] = lettered(items, mention.letters)
        if not places:
            if not mention.letters and lines:
                return REFERENCES, "The references of this cable"
            reason = (
                message("this cable lists no such reference") if lines else message("this cable lists no references")
            )
            return self._keep(anchor, words, reason)
        link = lines[places[0]].link
        if len(places) == 1 and link is not None:
            return self._to(link)
        return REFERENCES, "; ".join(lines[at].text for at in places)

    def _paragraph(self, mention: Mention, words: str, anchor: str) -> tuple[str, str]:
        target = next((f"p{number}" for number in mention.numbers if f"p{number}" in self._anchors), "")
        if target:
            return f"#{target}", f"Paragraph {target[1:]} of this cable"
        return self._keep(anchor, words, message("this cable has no such paragraph"))

    def _to(self, link: CableLink) -> tuple[str, str]:
        if not link.held:
            return self._root + link.address, f"{link.id}, not held in this room"
        day = f", {day_in_words(link.date)}" if link.date else ""
        return self._root + link.address, f"{link.id}{day}: {link.title}" if link.title else f"{link.id}{day}"

    def _keep(self, anchor: str, words: str, reason: str) -> tuple[str, str]:
        """Keep words that lead nowhere -> no address, and the reason."""
        self.unfollowed.append(Unfollowed(anchor, words, reason))
        return "", f"Not followed: {reason}"
