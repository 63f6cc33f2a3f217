"""Parts lines that hold several things which a re-flow or a redaction put into one, so that each rule reads lines of its own.

A rule within a line, a heading glued to the sentence before its rule, a numbered paragraph or bullets within a line, or a
redaction glued to a word. Runs before paragraphs are read; takes nothing out.
docs/reference/format.md, "Lines that hold several things".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from generator.cables.model import Piece
from generator.cables.source.model import Line, Lines
from generator.cables.text.enumerators import find_enumerator, find_mark
from generator.cables.text.headings import box_end, is_rule, number_below
from generator.cables.text.lines.page_markers import Taken
from generator.cables.text.lines.sentences import LONG_LINE, is_headline

_RULE = re.compile(r"(?:(?<=[ ])|^)-{8,}(?:[ ]-+)*(?=[ ]|$)")
# A heading between two equal rules of fewer dashes, within a line.
_BETWEEN = re.compile(r"(?<![^ ])(-{5,7}) ([^-]{2,78}) \1(?![^ ])")
# A part's name in capitals and its rule, a number behind: ``. COMMENT ------- 4.``
_NAMED_RULE = re.compile(r"[.!?)\"\u201d][ ]+([A-Z]{3,20}(?:[ ][A-Z]{1,20}){0,3})[ ](-{5,})(?=[ ]\(?\d)")
_SENTENCE_END = re.compile(
    r"[.!?](?<=[A-Za-z0-9)\]]{2}[.!?])(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSt\.)[\"\u201d)]*[ ]+(?=\S)"
)
_NUMBERED = re.compile(r"(?:([.!?)\"\u201d\-])|[A-Za-z])[ ]+(?=(\d{1,2})[ ]?\.[ ]{0,2}[(A-Z])")
# A bullet behind a stop within a re-flowed line: ``; - The``, ``: -- The``, ``; and --The``.
_BULLET_WITHIN = re.compile(r"(?:[.;:?!)\"\u201d]|;[ ](?:and|or)|,[ ]and)[ ]{1,2}(?=(?:-[ ]|--[ ]?)[A-Z])")
_ITEM_BEGINS = re.compile(r"[ ](?=(?:-[ ]|--[ ]?)[A-Z])")  # the next of a list whose items have no stops
_LIST_OPENS = re.compile(r"[.:][ ]{1,2}(?=(?:-[ ]|--[ ]?)[A-Z])")
_FEWEST_ITEMS = 3
# Four X or more are a redaction's, beside a word in small letters. A search skips to one letter faster than to four.
_REDACTION = re.compile(r"X(?=XXX)X+")
_STOPS = (".", "!", "?", ")", '"')
_TITLE_ENDS = frozenset("?\"\u201d')")
_NEAR = 9  # lines
_NEAREST = 4  # lines
_WIDEST_LINE = 78  # characters of a line that may be a heading and its rule, or a row
_LONGEST_HEADING = 78
_HEADING_WITHIN = 240  # characters from the end of a line
_FARTHEST_LENGTH = 6  # by which a rule and its heading differ in wire text


def part_lines(lines: Lines, taken: list[Taken]) -> tuple[Lines, list[Taken]]:
    """Part the lines of a text.

    Args:
        lines: the lines of the text, heading and paging taken off.
        taken: what was taken out before, with places in ``lines``.

    Returns:
        The lines, each that held several things now several, and what was taken out with its places among them; a redaction
        parted from a word is told as a piece without text.
    """
    texts, whole = lines.texts, lines.whole
    ruled, glued, dashed, widest = "\n---" in whole, "XXXX" in whole, " -----" in whole, max(lines.lengths, default=0)
    numbered = _has_numbers_within(whole)
    if not (ruled or glued or numbered or widest > _WIDEST_LINE or (dashed and ". -----" in whole)):
        return lines, taken
    cuts: dict[int, set[int]] = {}
    for at, place in _places(texts, whole, dashed=dashed, ruled=ruled, numbered=numbered, long=widest > LONG_LINE):
        cuts.setdefault(at, set()).add(place)
    apart = _redactions(whole) if glued else {}
    for at, places in apart.items():
        cuts.setdefault(at, set()).update(places)
    if not cuts:
        return lines, taken
    return _part(lines, taken, cuts, apart)


def _places(
    texts: Sequence[str], whole: str, *, dashed: bool, ruled: bool, numbered: bool, long: bool
) -> Iterator[tuple[int, int]]:
    """Yield (line, place) of everything that begins within a line, redactions left out; what can stand there is told."""
    if dashed:
        yield from _rules_within(texts)
    for at in _rules(whole) if ruled else ():
        if place := _heading_begins(texts, at, long=len(texts[at - 1]) > LONG_LINE):
            yield at - 1, place
    if long and (" - " in whole or " --" in whole):
        yield from _bullets_within(texts)
    if long:
        yield from _titles_behind(texts)
    if long or numbered:
        yield from _numbers_within(texts, 0 if numbered else LONG_LINE)


def _rules(whole: str) -> Iterator[int]:
    """Yield the indexes of the lines that begin with three dashes, the first line left out."""
    line = begin = 0
    place = whole.find("\n---")
    while place >= 0:
        line += whole.count("\n", begin, place + 1)
        begin = place + 1
        yield line
        place = whole.find("\n---", begin)


def _heading_begins(texts: Sequence[str], at: int, *, long: bool) -> int:
    """Return where, in the line above a rule, the rule's heading begins that is glued to a sentence; 0 without one.

    Behind each stop something may begin; what is most like the rule in length is the heading. In a line of wire text, which
    may end with the beginning of a sentence, it must be nearly as long as the rule.
    """
    rule, text = texts[at].strip(), texts[at - 1]
    if "." not in text and "!" not in text and "?" not in text:
        return 0
    above = texts[at - 2].strip() if at > 1 else ""
    if not is_rule(rule) or text[-1:] in ".,;" or box_end(texts, at) or (above and is_rule(above) and not long):
        return 0
    if not above and not long and len(text) <= _LONGEST_HEADING and find_enumerator(text.lstrip() or " ") is None:
        return 0  # a line by itself: all of it is the heading
    begins = [
        match.end()
        for match in _SENTENCE_END.finditer(text, max(0, len(text) - _HEADING_WITHIN))
        if len(text) - match.end() <= _LONGEST_HEADING and not text[match.end()].islower()
    ]
    if not begins:
        return 0
    best = min(begins, key=lambda begin: abs(len(text) - begin - len(rule)))
    size = len(text) - best
    if long:
        return best if 2 * size >= len(rule) and size <= 2 * len(rule) else 0
    return best if abs(size - len(rule)) <= _FARTHEST_LENGTH else 0


def _rules_within(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (line, place) of both ends of each rule that stands within a line."""
    for at, text in enumerate(texts):
        if " -----" in text and (len(text) > _WIDEST_LINE or ". ----" in text) and not is_rule(text.lstrip()):
            for match in _RULE.finditer(text):
                yield from ((at, place) for place in match.span())
                if (
                    match.end() == len(text)
                    and (place := _headline_before(text, match.start()))
                    and number_below(texts, at + 1)
                ):
                    yield at, place
            for match in _NAMED_RULE.finditer(text):
                if abs(len(match[1]) - len(match[2])) <= _FARTHEST_LENGTH:
                    yield from ((at, place) for place in (match.start(1), *match.span(2)))
            for match in _BETWEEN.finditer(text):
                yield from ((at, place) for place in (*match.span(1), match.end(2), match.end()))


def _headline_before(text: str, end: int) -> int:
    """Return where a heading begins that stands behind the last sentence of a line and ends at a place; 0 without one."""
    last = text[:end].rstrip()[-1:]
    if not (last.isalnum() or last in _TITLE_ENDS):
        return 0
    begin = max((one.end() for one in _SENTENCE_END.finditer(text, max(0, end - _LONGEST_HEADING - 4), end)), default=0)
    title = text[begin:end].strip()
    heading = begin and title[0].isupper() and title[:4].upper() != "END "
    return begin if heading and (title.isupper() or title.isalpha() or is_headline(title)) else 0


def _bullets_within(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (line, place) of the bullets that stand within a re-flowed line: two at least, or one beside lines with one."""
    for at, text in enumerate(texts):
        if len(text) > LONG_LINE and (" - " in text or " --" in text):
            places = {match.end() for match in _BULLET_WITHIN.finditer(text)}
            items = _items_without_stops(text) if places else []
            if items or len(places) > 1 or (places and (_is_bullet(text) or _bullet_below(texts, at))):
                yield from ((at, place) for place in places.union(items))


def _bullet_below(texts: Sequence[str], at: int) -> bool:
    """Say whether one of the next lines is a bullet, and no numbered paragraph stands before it."""
    near = takewhile(lambda text: not text or not _number(text), texts[at + 1 : at + _NEAREST])
    return any(map(_is_bullet, near))


def _is_bullet(text: str) -> bool:
    return text.startswith(("- ", "--")) and not is_rule(text)


def _items_without_stops(text: str) -> list[int]:
    """Return the places of the items of a list that ends a line: the first behind a stop, no sentence in it, three at least."""
    opened = _LIST_OPENS.search(text)
    if opened is None or any(text[end.end()] != "-" for end in _SENTENCE_END.finditer(text, opened.end())):
        return []
    places = [opened.end(), *(match.end() for match in _ITEM_BEGINS.finditer(text, opened.end()))]
    return places if len(places) >= _FEWEST_ITEMS else []


def _titles_behind(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (line, place) of headings without a rule that stand at the end of a re-flowed paragraph, a numbered one below."""
    for at, text in enumerate(texts):
        if len(text) > LONG_LINE and (begin := _headline_before(text, len(text))) and number_below(texts, at + 1):
            yield at, begin


def _numbers_within(texts: Sequence[str], longer: int) -> Iterator[tuple[int, int]]:
    """Yield (line, place) of numbers that stand within a line of more characters, each the very next.

    A portion mark stands behind such a number, or, in a re-flowed line, the next line that begins with a number has the one
    after it.
    """
    last = 0
    for at, line in enumerate(texts):
        if line[:1].isdigit():
            last = _number(line) or last
        size = len(line)
        if size <= longer or (f"{last + 1}." not in line and f"{last + 1} ." not in line):
            continue
        below = f" {texts[at + 1]}" if line.endswith(f" {last + 1}.") and at + 1 < len(texts) else ""  # its mark's line
        text = line + below
        for match in _NUMBERED.finditer(text, 0, size + 2):
            if int(match[2]) != last + 1:
                continue
            begin = text.index(".", match.end()) + 1
            bracket = text[begin : begin + 2].find("(")
            mark = find_mark(text, begin + bracket) if bracket >= 0 else None
            marked = mark is not None and not text[mark.end : mark.end + 1].islower()
            if size <= LONG_LINE and not (marked and match[1]):
                continue
            if marked or (match[1] and _nearest_number_below(texts, at) == last + 2):
                last += 1
                yield at, match.end()
                if not match[1] and (title := _headline_before(text, match.end())):
                    yield at, title


def _has_numbers_within(whole: str) -> bool:
    """Say whether a number and a portion mark stand behind a stop within a line: ``. 2. (C) The``."""
    for sign in (". (", ".\n("):  # the mark may stand on the next line
        place = whole.find(sign)
        while place >= 0:
            begin = max(whole.rfind(" ", 0, place), 0)
            if whole[begin + 1 : place].isdigit() and whole[max(begin - 2, 0) : begin].rstrip().endswith(_STOPS):
                return True
            place = whole.find(sign, place + 1)
    return False


def _number(text: str) -> int:
    """Return the number with which a line begins, 0 for none."""
    found = find_enumerator(text)
    return found.number if found is not None and found.kind == "number" else 0


def _nearest_number_below(texts: Sequence[str], at: int) -> int:
    """Return the number with which one of the lines near below begins, the first that has one; 0 for none."""
    return next((_number(text) for text in texts[at + 1 : at + _NEAR] if text[:1].isdigit() and _number(text)), 0)


def _redactions(whole: str) -> dict[int, set[int]]:
    """Return where redactions are glued to words in small letters, by line."""
    found: dict[int, set[int]] = {}
    line = begin = 0
    for match in _REDACTION.finditer(whole):
        first, last = match.span()
        before, behind = whole[first - 1 : first].islower(), whole[last : last + 1].islower()
        if before or behind:
            line += whole.count("\n", begin, first)
            begin = first
            start = whole.rfind("\n", 0, begin) + 1
            found.setdefault(line, set()).update(place - start for place in (first,) * before + (last,) * behind)
    return found


def _part(
    lines: Sequence[Line], taken: Sequence[Taken], cuts: dict[int, set[int]], apart: dict[int, set[int]]
) -> tuple[Lines, list[Taken]]:
    parted: list[Line] = []
    moved: list[int] = []
    found: list[Taken] = []
    for at, line in enumerate(lines):
        moved.append(len(parted))
        if at not in cuts:
            parted.append(line)
            continue
        begin, size = 0, len(line.text)
        for end in sorted(cuts[at] | {size}):
            text = line.text[begin:end]
            if part := text.strip():
                lead = len(text) - len(text.lstrip()) if begin else 0
                if begin in apart.get(at, ()):
                    place = Piece(line.number, line.column + begin, "", "redaction-glued")
                    found.append(Taken(len(parted), place))
                parted.append(Line(line.number, line.column + begin + lead, part if begin else text.rstrip()))
                begin = end
    moved.append(len(parted))
    placed = [Taken(moved[min(one.before, len(lines))], one.piece) for one in taken]
    return Lines(parted), sorted([*placed, *found], key=lambda one: (one.before, one.piece.line, one.piece.column))
