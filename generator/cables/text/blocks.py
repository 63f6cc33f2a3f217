"""Raw blocks -> the blocks of a Cable: joined text, anchors, named parts, mentions, and the places of what was taken out."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

import msgspec

from generator.cables.mentions.mentions import find_all_mentions
from generator.cables.model import Block, Piece, Removal
from generator.cables.text.joined_text import Texts
from generator.cables.text.lines.page_markers import Taken
from generator.cables.text.lines.sentences import breaks_word
from generator.cables.text.raw_blocks import Body, RawBlock
from generator.cables.text.segments import find_summary, name_segments

_LINED = frozenset({"table", "lines"})
_NUMBERED = frozenset({"paragraph", "subparagraph"})


class Text(msgspec.Struct, frozen=True):
    """A text, put together: what ``parse`` needs of it.

    small is what is joined in small letters, "" if not known; gaps are (line, "2 to 4") where paragraph numbers jump.
    """

    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...]
    summary: str | None
    joined: str
    small: str
    first_words: str
    paragraphs: int
    words: int
    gaps: tuple[tuple[int, str], ...]


def assemble(
    body: Body, taken: Sequence[Taken], residue: Sequence[Piece], post_names: Mapping[str, str], *, join_hyphens: bool
) -> Text:
    """Put the blocks of a text together.

    Args:
        body: raw blocks with the indexes of their lines.
        taken: what was taken out of the text's lines, with the index of the line it stood before.
        residue: what stood behind the text.
        post_names: squeezed names of posts -> codes, for mentions.
        join_hyphens: drop a hyphen that breaks a word at a line's end, as in texts in capitals before 1995.
    """
    drop = join_hyphens and body.all_capitals
    hyphens: list[Removal] = []
    texts = [_join(block, hyphens, at, drop=drop) for at, block in enumerate(body.blocks)]
    whole = Texts(texts)
    names = name_segments(body.blocks, whole)
    anchors, gaps = _anchors(body.blocks)
    blocks = tuple(
        [
            Block(
                block.kind, text, block.line, block.label, anchor, block.mark, block.level, name, block.depth, block.dressing,
                mentions,
            )
            for block, text, name, anchor, mentions in zip(
                body.blocks, texts, names, anchors, find_all_mentions(whole, post_names), strict=True
            )
        ]
    )  # fmt: skip
    removals = [*_place_removals(body, taken, drop=drop), *hyphens]
    removals.extend(Removal(piece, len(blocks)) for piece in residue)
    if body.spacers:
        begins = [block.line for block in body.blocks]
        removals.extend(Removal(piece, bisect_right(begins, piece.line)) for piece in body.spacers)
    first = next(
        (text for block, text in zip(body.blocks, texts, strict=True) if block.kind in {"paragraph", "item"} and text),
        "",
    )
    return Text(
        blocks=blocks,
        removals=tuple(removals),
        summary=find_summary(body.blocks, texts, names),
        joined=whole.joined,
        small=whole.small,
        first_words=first,
        paragraphs=sum(1 for block in body.blocks if block.kind == "paragraph" and block.label),
        words=_count_words(whole, lined=not _LINED.isdisjoint([block.kind for block in body.blocks])),
        gaps=gaps,
    )


def _count_words(whole: Texts, *, lined: bool) -> int:
    """Count what stands between blanks; by counting blanks where none but single and double ones stand between.

    lined says that a block may have lines of its own, as a table has, which may begin with blanks.
    """
    text, texts = whole.joined, whole.texts
    if not text or lined or any(not one or one[0] == " " or one[-1] == " " for one in texts):
        return len(text.split())
    doubled = text.count("  ")
    if doubled and "   " in text:
        return len(text.split())
    return text.count(" ") - doubled + len(texts)


def _join(block: RawBlock, hyphens: list[Removal], at: int, *, drop: bool) -> str:
    """Join the lines of a block: tables and lists of lines keep their line ends, all else is one line of text."""
    parts = block.parts
    if len(parts) == 1:
        return parts[0]
    if block.kind in _LINED:
        return "\n".join(parts)
    joined = " ".join(parts)
    if "-" not in joined or "- " not in joined or "- " not in " ".join([part[-1:] for part in parts]):
        return joined
    text, _, dropped = _join_hyphened(parts, drop=drop)
    hyphens.extend(Removal(Piece(block.line, 0, "", "line-end-hyphen"), at, offset) for offset in dropped)
    return text


def _join_hyphened(parts: Sequence[str], *, drop: bool) -> tuple[str, list[int], list[int]]:
    """Join lines of which one may end in a hyphen within a word: ``anti-`` / ``trafficking``, ``JURIS-`` / ``DICTION``.

    A name is joined too, ``Jean-`` / ``Francois``; the hyphen of ``short-`` / ``and long-term`` stands for a word.

    Returns:
        The text, where each line begins in it, and where a hyphen was dropped.
    """
    done = [parts[0]]
    starts = [0]
    dropped: list[int] = []
    length = len(parts[0])
    for part in parts[1:]:
        before = done[-1]
        within = breaks_word(before, part)
        if within and drop and before[-2].isalpha() and part[0].isupper():
            done[-1] = before[:-1]
            length -= 1
            dropped.append(length)
        elif not within:
            done.append(" ")
            length += 1
        starts.append(length)
        done.append(part)
        length += len(part)
    return "".join(done), starts, dropped


def _line_starts(block: RawBlock, *, drop: bool) -> list[int]:
    """Return where each line of a block begins in its joined text."""
    if block.kind in _LINED or "-" not in "".join([part[-1:] for part in block.parts]):
        return [0, *accumulate([len(part) + 1 for part in block.parts])]
    return _join_hyphened(block.parts, drop=drop)[1]


def _anchors(blocks: Sequence[RawBlock]) -> tuple[list[str], tuple[tuple[int, str], ...]]:
    """Name each numbered paragraph's anchor, unique on the page, and note where numbers jump."""
    used: dict[str, int] = {}
    anchors = [""] * len(blocks)
    gaps: list[tuple[int, str]] = []
    last = 0
    skipped: set[int] = set()
    for at, block in enumerate(blocks):
        if not block.label or block.kind not in _NUMBERED:
            continue
        number = block.number
        if block.kind == "paragraph":
            anchor = f"p{number}"
            if number > last + 1 and last:
                gaps.append((block.line, f"{last} to {number}"))
                skipped.update(range(last + 1, number))
            if number not in skipped:
                last = number
        else:
            anchor = f"p{number}.{block.minor}"
            last = number
        if anchor in used:
            used[anchor] = count = used[anchor] + 1
            anchors[at] = f"{anchor}{_suffix(count)}"
        else:
            used[anchor] = 1
            anchors[at] = anchor
    return anchors, tuple(gaps)


def _suffix(count: int) -> str:
    """Return b for the second of a number, c for the third, and after z pairs: ba, bb."""
    letters = ""
    while count:
        count, rest = divmod(count - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def _place_removals(body: Body, taken: Sequence[Taken], *, drop: bool) -> list[Removal]:
    """Find, for each piece taken out of the lines, the block and offset where the text goes on after it."""
    if not taken and not body.joined:
        return []
    firsts = [block.indexes[0] for block in body.blocks]
    removals: list[Removal] = []
    starts: dict[int, list[int]] = {}  # made once a block: one that paging cut often has as many places as lines
    wanted = [(one.before, one.piece, one.behind) for one in taken]
    for index in body.joined:
        piece = Piece(0, 0, "", "blank-line-in-sentence")
        wanted.append((index, piece, None))
    for before, piece, behind in wanted:
        at = max(0, bisect_right(firsts, before) - 1)
        if at < len(firsts) and body.blocks[at].indexes[-1] < before:
            at += 1
        if at >= len(firsts):
            removals.append(Removal(piece, len(body.blocks)))
            continue
        block = body.blocks[at]
        place = bisect_left(block.indexes, before)
        offset = 0
        if behind is not None or (place and block.kind not in _LINED):
            if at not in starts:
                starts[at] = _line_starts(block, drop=drop)
            offset = starts[at][place]
        if behind is not None:
            offset = max(0, offset + len(block.parts[place]) - behind)
        removals.append(Removal(piece if piece.line else Piece(block.line, 0, "", piece.rule), at, offset))
    return removals
