"""Quotations of cables in the owner's texts: ``[[07ASTANA1061#p4 "quoted words"]]`` -> a token, and its words in the cable.

Words are compared without regard to case, punctuation and line ends; what is shown is what stands in the cable.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

import msgspec
from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from generator.cables.model import Block
from generator.redaction.paragraphs import with_its_parts

QUOTED = "quotation"  # type of the token
_OPENS = re.compile(r"\[\[(?P<cable>[0-9]{2}[A-Z]{2,20}[0-9]{1,7})(?:#(?P<anchor>[\w.-]+))?\s+[\"\u201c\u201e\u00ab]")
_CLOSES = ('"', "\u201c", "\u201d", "\u00bb")
_MOST = 4_000  # letters of a quotation
_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = re.compile(r"\s*(?:\[\s*)?(?:\u2026|\.(?:\s?\.){2,3})(?:\s*\])?\s*")
_BETWEEN = " \u2026 "
_NEAR = 0.5  # share of the words that the nearest words have in common with a quotation
_LONGEST = 240  # letters of the nearest words in a message


class Place(msgspec.Struct, frozen=True):
    """Where a quotation stands: the anchor of its paragraph, "" for text before the first, and the cable's own words.

    For words that stand nowhere, text is the nearest that do, and exact is False; with elsewhere they are in another
    paragraph than the one that was named.
    """

    anchor: str
    text: str
    exact: bool = True
    elsewhere: bool = False


def read_quotations(markdown: MarkdownIt) -> None:
    """Let a reader of Markdown find quotations of cables."""
    markdown.inline.ruler.before("link", QUOTED, _read)


def _read(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    opened = _OPENS.match(state.src, state.pos, state.posMax)
    end = state.src.find("]]", opened.end(), opened.end() + _MOST) if opened else -1
    words = state.src[opened.end() : end].rstrip() if opened and end >= 0 else ""
    if opened is None or not words.endswith(_CLOSES):
        return False
    if not silent:
        token = state.push(QUOTED, "", 0)
        token.meta = {"cable": opened["cable"], "anchor": opened["anchor"] or ""}
        token.content = unescapeAll(words[:-1])
    state.pos = end + 2
    return True


def find_quotation(words: str, anchor: str, blocks: Sequence[Block]) -> Place:
    """Find the words of a quotation in a cable.

    Dots (``…``, ``...``) in the words stand for words left out. anchor is that of the paragraph that they are to stand in, ""
    for any; blocks are those of the cable as it may be published.
    """
    parts = [_Words(name, text) for name, text in _paragraphs(blocks)]
    if anchor:
        first = next((at for at, block in enumerate(blocks) if block.anchor == anchor), None)
        named = "\n".join(block.text for block in with_its_parts(blocks, first)) if first is not None else ""
        wanted = _Words(anchor, named)
        if text := wanted.find(words):
            return Place(anchor, text)
        parts.insert(0, wanted)
    for part in parts:
        if text := part.find(words):
            return Place(part.anchor, text, exact=not anchor, elsewhere=bool(anchor))
    return max(
        (part.nearest(words) for part in parts), key=lambda one: one[0], default=(0.0, Place("", "", exact=False))
    )[1]


def _paragraphs(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Return anchor and text of each numbered paragraph with the blocks that follow it, and of what stands before the first."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for block in blocks:
        if block.anchor:
            found.append((block.anchor, []))
        found[-1][1].append(block.text)
    return [(anchor, "\n".join(texts)) for anchor, texts in found if texts]


class _Words:
    """A text as words that compare, each with its place."""

    def __init__(self, anchor: str, text: str) -> None:
        self.anchor, self._text = anchor, text
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self._words = [text[start:end].casefold() for start, end in self._spans]
        self._joined = f" {' '.join(self._words)} "
        self._starts = {
            at: number for number, at in enumerate(accumulate((len(one) + 1 for one in self._words), initial=0))
        }

    def find(self, words: str) -> str:
        """Return the words of a quotation as they stand here, "" where they do not."""
        whole = _split(words)
        if whole and (found := self._find(whole, 0)):
            return self._words_at(*found, words)
        pieces = [piece for part in _LEFT_OUT.split(words) if (piece := _split(part))]
        said: list[str] = []
        begin = 0
        for piece in pieces if len(pieces) > 1 else ():
            found = self._find(piece, begin)
            if found is None:
                return ""
            said.append(self._words_at(*found, words if piece is pieces[-1] else ""))
            begin = found[1]
        return _BETWEEN.join(said)

    def _find(self, words: Sequence[str], begin: int) -> tuple[int, int] | None:
        place = sum(len(one) + 1 for one in self._words[:begin])
        at = self._joined.find(f" {' '.join(words)} ", place)
        return (self._starts[at], self._starts[at] + len(words)) if at >= 0 else None

    def _words_at(self, first: int, end: int, quoted: str = "") -> str:
        """Return some of the words here as they stand, with the sign behind them that ends the quotation too."""
        at = self._spans[end - 1][1]
        same = quoted.rstrip()[-1:] == self._text[at : at + 1] and not self._text[at : at + 1].isspace()
        return " ".join(self._text[self._spans[first][0] : at + same].split())

    def nearest(self, words: str) -> tuple[float, Place]:
        """Return what share of a quotation's words the nearest words here have, and these words."""
        quoted = _split(words)
        wanted, size = Counter(quoted), len(quoted)
        width = size + max(1, size // 4)  # words may be missing in the quotation
        have: Counter[str] = Counter()
        score = best = end = 0
        for at, word in enumerate(self._words):
            have[word] += 1
            score += have[word] <= wanted[word]
            if at >= width:
                old = self._words[at - width]
                score -= have[old] <= wanted[old]
                have[old] -= 1
            if score > best:
                best, end = score, at + 1
        share = best / size if size else 0.0
        if share < _NEAR:
            return 0.0, Place(self.anchor, "", exact=False)
        first = max(0, end - width)
        while end - first > size and self._words[first] not in wanted:
            first += 1
        text = self._words_at(first, end)
        return share, Place(self.anchor, text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\u2026", exact=False)


def _split(words: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(words)]
