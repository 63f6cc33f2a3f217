"""Named parts of a text (summary, comment, note, action request) and the summary's words. Deletes nothing.

docs/reference/format.md, "Segments".
"""

import re
from collections.abc import Sequence

from generator.cables.text.joined_text import Texts
from generator.cables.text.raw_blocks import RawBlock

_NAMES = {
    "SUMMARY": "summary", "SUMMAY": "summary", "COMMENT": "comment", "NOTE": "note", "ACTION": "action", "BIO": "biography",
    "BACKGROUND": "background", "OBJECTIVE": "objectives", "OBJECTIVES": "objectives", "TALKING": "points", "POINT": "contact",
    "REPORTING": "deadline", "RESUMEN": "summary", "RESUME": "summary", "RESUMO": "summary", "ZUSAMMENFASSUNG": "summary",
    "CONCLUSION": "conclusion", "INTRODUCTION": "introduction", "KEY": "points",
}  # fmt: skip
# ``Summary:``, ``INTRODUCTION AND SUMMARY.``, ``Summary/Comment -``: the label of a part, with what it is joined to.
_SUMMARY = r"(SUMMARY|SUMMAY|RESUM(?:EN|E|O)|R\u00c9SUM\u00c9|ZUSAMMENFASSUNG)"
_JOINED = (
    r"(?:(?:INTRODUCTION|OVERVIEW|BACKGROUND|COMMENT|KEY[ ]POINTS|ACTION[ ]REQUEST)(?:[ ](?:AND|&)[ ]|[ ]?/[ ]?))?"
)
_OPENS = re.compile(
    r"[(\[\"]?(?:BEGIN[ ]|EXECUTIVE[ ])?(?:" + _JOINED + _SUMMARY + r"|(COMMENT|NOTE|ACTION REQUEST|"
    r"BIO(?:GRAPHIC)? NOTE|BACKGROUND|CONCLUSION|INTRODUCTION))"
    r"(?:(?:[ ](?:AND|&)[ ]|[ ]?/[ ]?)[A-Z]+(?:[ ](?:REQUEST|POINTS))?)?(?:[ ]CONTINUED)?[ ]?(?:[:.\-\u2013)\]]|$)[ \-]*",
    re.IGNORECASE,
)
# ``SUMMARY The Council ...``: in capitals, without a sign behind.
_OPENS_BARE = re.compile(r"[(\[\"]?(?:BEGIN[ ]|EXECUTIVE[ ])?(SUMMARY|SUMMAY)()[ ]+(?=[A-Z\"(\u201c]?[A-Za-z]?[a-z])")
# In small letters, where the block declares the end: ``Summary The Council ... End summary.``
_LABEL_ENDED = re.compile(r"Summary[ ]+(?=[A-Z])")
_ENDS = re.compile(
    r"\bEND[ ](?:OF[ ])?" + _JOINED + r"(SUMMARY|SUMMAY|COMMENT|NOTE|ACTION|BIO)\b[A-Za-z ]{0,24}[.)\]]{0,2}",
    re.IGNORECASE,
)
_OPENING_LETTERS = frozenset('SCNABIEKORZscnabiekorz(["')
_HEADING = re.compile(
    r"(?:\d{1,2}\.[ ])?(?:\([A-Z/]{1,9}\)[ ])?(?:BEGIN[ ]|EXECUTIVE[ ])?(?:"
    + _JOINED
    + _SUMMARY
    + r"|(COMMENT|NOTE|ACTION REQUEST|BIO|BACKGROUND|OBJECTIVES?"
    r"|TALKING POINTS|POINT OF CONTACT|REPORTING DEADLINE|CONCLUSION|INTRODUCTION|KEY POINTS))\b",
    re.IGNORECASE,
)
_PARTS = frozenset({"item", "lines", "table"})  # of the paragraph before them
_FARTHEST_END = 12
_LONGEST_END = 40  # characters
_END_WORDS = ("End ", "END ", "end ")
_ENDS_ABROAD = re.compile(r"[(\[]?(?:FIN|ENDE)[ ](?:DE[LRS]?[ ]|DU[ ]|DO[ ])?" + _SUMMARY + r"[.)\]]*\Z", re.IGNORECASE)


def name_segments(blocks: Sequence[RawBlock], whole: Texts) -> list[str]:
    """Name the part each block lies in, "" where it lies in none.

    Args:
        blocks: the blocks of a text, in order.
        whole: the text of each.
    """
    texts = whole.texts
    ends = _ends(whole)
    names = [""] * len(blocks)
    under = ""
    until = -1
    running = ""
    numbered = False
    for at, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind == "heading":
            match = _HEADING.match(text)
            under = _name(match) if match else ""
            numbered = bool(match) and text[0].isdigit()
            names[at] = under
            continue
        if numbered and block.label and block.kind == "paragraph":
            under = ""  # a heading with a number is a paragraph itself: the next one is no part of it
        match = _opens(text)
        if match:
            running = _name(match)
            until = _find_end(running, ends, blocks, at, alone=match.end() == len(text))
        names[at] = running if at <= until else under
        if ends[at] and ends[at] == under:
            under = ""
    if "summary" not in names and "summary" in ends[:_FARTHEST_END]:
        _name_ended_summary(blocks, ends, names)
    return names


def _opens(text: str) -> "re.Match[str] | None":
    """Match the label of a part at the front of a text."""
    return (_OPENS.match(text) or _OPENS_BARE.match(text)) if text[:1] in _OPENING_LETTERS else None


def _name(match: "re.Match[str]") -> str:
    return _NAMES[(match[1] or match[2]).upper().replace("\u00c9", "E").split()[0]]


def _name_ended_summary(blocks: Sequence[RawBlock], ends: Sequence[str], names: list[str]) -> None:
    """Name a summary that declares its end alone: from the beginning of the text, or the last heading before, to its end."""
    end = ends.index("summary")
    begin = max((at + 1 for at in range(end) if blocks[at].kind in {"heading", "rule", "marker"}), default=0)
    names[begin : end + 1] = ["summary"] * (end + 1 - begin)


def _ends(whole: Texts) -> list[str]:
    """Return for each block the part that its text declares ended first, "" when none."""
    ends = [""] * len(whole.texts)
    for at, place in whole.at(whole.words("end ")):
        if not ends[at] and (match := _ENDS.match(whole.texts[at], place)):
            ends[at] = _NAMES[match[1].upper()]
    return ends


def _find_closing(text: str) -> "re.Match[str] | None":
    """Find the first ``END COMMENT`` of a text, by search for the word alone: the pattern is slow to look for itself."""
    found: re.Match[str] | None = None
    for word in _END_WORDS:
        at = text.find(word)
        while at >= 0 and (found is None or at < found.start()):
            if match := _ENDS.match(text, at):
                found = match
                break
            at = text.find(word, at + 4)
    return found or _ENDS_ABROAD.search(text, max(0, len(text) - _LONGEST_END))


def _find_end(name: str, ends: Sequence[str], blocks: Sequence[RawBlock], start: int, *, alone: bool) -> int:
    """Return the index of the block that ends a part begun at start: the block with its END, else the last item of start.

    alone says that the block has nothing but the label: then the paragraphs without a number below it are the part.
    """
    for at in range(start, min(start + _FARTHEST_END, len(blocks))):
        if ends[at] == name:
            return at
        if at > start and blocks[at].kind == "heading":
            break
    while start + 1 < len(blocks) and (
        (below := blocks[start + 1]).kind in _PARTS or (alone and below.kind == "paragraph" and not below.label)
    ):
        start += 1
    return start


def find_summary(blocks: Sequence[RawBlock], texts: Sequence[str], names: Sequence[str]) -> str | None:
    """Return the words of the summary without its label and its END, joined; None when the text has none."""
    parts: list[str] = []
    for block, text, name in zip(blocks, texts, names, strict=True):
        if name != "summary" or block.kind in {"heading", "rule", "marker"}:
            if parts and name != "summary":
                break
            continue
        body = text
        closing = _find_closing(body)
        if closing is not None:
            body = body[: closing.start()].rstrip(" ([")
        if match := _opens(body) or (_LABEL_ENDED.match(body) if closing is not None else None):
            body = body[match.end() :]
        if body:
            parts.append(body)
    summary = " ".join(parts)
    plain = summary.isascii() and "  " not in summary and "\n" not in summary
    return (summary.strip() if plain else " ".join(summary.split())) or None
