"""Which blocks a numbered paragraph is made of, every copy of it in a cable, and where their words stand in the source."""

import re
from collections.abc import Sequence

import msgspec

from generator.cables.model import Block
from generator.redaction.folding import fold
from generator.redaction.matching import Letters
from generator.redaction.rewriting import Span, lines_of
from generator.redaction.views import Part, views

_ENDS = ("heading", "rule", "marker")
_OPENS = re.compile(r"\W*(?:BEGIN|QTE|QUOTE|OPEN)\b", re.IGNORECASE)
_LONG = 24  # letters of a text that is no other by chance
_ALIKE = 0.5  # share of words that a corrected copy under the same number has in common with the paragraph
_SAME = 0.75  # the same for a copy whose number is another, or was not read as one
_MORE = 3  # words that a copy may have more, such as its number
_FEWEST = 6  # words of a paragraph that stands elsewhere without its number not by chance
_NUMBER = re.compile(r"\d{1,3}[.)](?!\d)")  # of a paragraph, where it is read as part of the text


def copies_of(blocks: Sequence[Block], anchor: str) -> list[list[Block]]:
    """Return the paragraph of an anchor with what belongs to it, and its copies.

    These are others that say much the same, and every paragraph of the same number: a reader of the page finds both. One
    that has all of a long paragraph in it is none: ``find_paragraph`` finds that there too, and the rest may stay.
    """
    blocks = [_with_number(block) for block in blocks]
    first = next((at for at, block in enumerate(blocks) if block.anchor == anchor), None)
    if first is None:
        return []
    own = with_its_parts(blocks, first)
    label, words = fold(own[0].label), _words_in(own)
    letters = _letters_in(own)
    copies = [own]
    for at in [at for at in range(len(blocks)) if not first <= at < first + len(own)]:
        same = bool(label) and fold(blocks[at].label) == label
        copy = with_its_parts(blocks, at) if same else [blocks[at]]
        others = _words_in(copy)
        if len(letters) >= _LONG and letters in _letters_in(copy):
            continue
        namesake = same and (own[0].kind, own[0].depth) == (copy[0].kind, copy[0].depth) == ("paragraph", 0)
        if namesake or (_are_alike(words, others, _ALIKE if same else _SAME) and (same or len(words) >= _FEWEST)):
            copies.append(copy)
    return copies


def has_copy(blocks: Sequence[Block], paragraph: str) -> bool:
    """Say whether blocks, of another text of the cable, have a paragraph whose text is taken out of the first text."""
    words = set(paragraph.casefold().split())
    alike = (_are_alike(words, _words_in([block]), _SAME) for block in blocks)
    return still_holds(blocks, paragraph) or (len(words) >= _FEWEST and any(alike))


def _are_alike(words: set[str], others: set[str], share: float) -> bool:
    return len(words & others) >= share * max(len(words), len(others) - _MORE)


def _with_number(block: Block) -> Block:
    """Return a paragraph with its number apart, also where that was read as part of its text."""
    number = _NUMBER.match(block.text) if block.kind == "paragraph" and not block.label else None
    if number is None:
        return block
    return msgspec.structs.replace(block, label=number[0], text=block.text[number.end() :].lstrip())


def _words_in(blocks: Sequence[Block]) -> set[str]:
    return {word for block in blocks for word in block.text.casefold().split()}


def _letters_in(blocks: Sequence[Block]) -> str:
    """Return the letters of blocks as ``find_paragraph`` looks for them."""
    first, *rest = blocks
    return fold("".join((first.text, *(part for one in rest for part in (one.label, one.mark, one.text)))))


def with_its_parts(blocks: Sequence[Block], at: int) -> list[Block]:
    """Return a block and those that belong to it: up to the next number of its rank, or a heading.

    A text that it quotes, from ``BEGIN TEXT`` to ``END TEXT``, belongs to it whatever that has.
    """
    first = blocks[at]
    end = at + 1
    while end < len(blocks):
        block = blocks[end]
        closed = _end_of_quoted(blocks, end) if block.kind == "marker" else 0
        numbered = bool(block.anchor) and block.kind in {"paragraph", "subparagraph", "item"}
        if not closed and (block.kind in _ENDS or (numbered and block.depth <= first.depth)):
            break
        end = closed or end + 1
    return list(blocks[at:end])


def _end_of_quoted(blocks: Sequence[Block], at: int) -> int:
    """Return where the text ends that begins at a marker, behind the marker that ends it; 0 where none does."""
    depth = 0
    for end in range(at, len(blocks)):
        if blocks[end].kind == "marker":
            depth += 1 if _OPENS.match(blocks[end].text) else -1
            if depth <= 0:
                return end + 1 if end > at else 0
    return 0


def find_paragraph(text: str, blocks: Sequence[Block], aside: Sequence[Part] = ()) -> list[Span]:
    """Return where the words of blocks stand in a source behind the number of the first: every place, in order.

    A long paragraph is found without its number too. aside are parts of the source as for ``views``.
    """
    said, label, mark = _letters_in(blocks), fold(blocks[0].label), fold(blocks[0].mark)
    behind = _find(text, mark + said, label, aside)
    return behind or (
        _find(text, said, mark + label, aside) if mark else []
    )  # ``(C) 2.`` has its mark before its number


def _find(text: str, wanted: str, label: str, aside: Sequence[Part]) -> list[Span]:
    if not wanted or not (label or len(wanted) >= _LONG):
        return []
    found: dict[int, Span] = {}
    for view in views(text, aside):
        letters = Letters(view.text, fold(view.text))
        folded = letters.folded
        at = folded.find(wanted)
        while at >= 0:
            if len(wanted) >= _LONG or _stands_behind(view.text, letters, at, label):
                spans = [view.span(start, end) for start, end in letters.spans(at, at + len(wanted))]
                begin, end = _begin_of(text, spans[0][0]), _end_of(text, spans[-1][1])
                found.setdefault(end, lines_of(text, [(begin, spans[0][1]), *spans[1:-1], (spans[-1][0], end)]))
            at = folded.find(wanted, at + len(wanted))
    return [found[end] for end in sorted(found)]


def _stands_behind(text: str, letters: Letters, at: int, label: str) -> bool:
    """Say whether a label stands before a place, and is no part of a longer number."""
    begin = at - len(label)
    if begin < 0 or letters.folded[begin:at] != label:
        return False
    (start, _), *_ = spans = letters.spans(begin, at + 1)
    return not (text[start - 1 : start].isalnum()) and spans[-1][0] > spans[-2][1]


def _begin_of(text: str, at: int) -> int:
    """Return where a paragraph begins whose first letter stands at a place: at what opens it, such as a bracket."""
    begin = at
    while begin and not text[begin - 1].isalnum() and text[begin - 1] not in " \t\n\r.)":
        begin -= 1
    return begin


def _end_of(text: str, at: int) -> int:
    """Return where a sentence ends whose last letter ends at a place: behind the signs that end it."""
    end = at
    while end < len(text) and not text[end].isalnum() and text[end] not in " \t\n\r<&":
        end += 1
    return end


def still_holds(blocks: Sequence[Block], paragraph: str) -> bool:
    """Say whether the text of a paragraph can be read in blocks, where it is too long to stand there by chance."""
    wanted = fold(paragraph)
    return len(wanted) >= _LONG and wanted in "".join(fold(block.text) for block in blocks)
