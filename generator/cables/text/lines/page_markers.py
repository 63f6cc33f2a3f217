"""Takes out what the paging of the message system left in a text: page markers of both ages and what they cut.

Runs before any paragraph is read. Every piece taken out is returned with the line it stood before; nothing is judged here but
whether the lines on both sides belong to one sentence. docs/reference/format.md, "Pages and sections".
"""

import re
from collections.abc import Sequence

import msgspec

from generator.cables.heading.labels import last_label
from generator.cables.model import Piece
from generator.cables.source.banners import (
    is_banner,
    is_codes_alone,
    is_page_head,
    is_page_number,
    margin_codes,
    may_have_banners,
)
from generator.cables.source.model import Line, Lines
from generator.cables.text.headings import is_rule
from generator.cables.text.lines.page_levels import Cuts, cut_levels, cut_levels_in_sentences, levels_alone
from generator.cables.text.lines.sentences import Gap, goes_on_behind_page, is_title
from generator.cables.text.lines.stamps import cut_stamps
from generator.cables.text.tables import is_row

# ``ASTANA 00001061  002 OF 002``, ``BAKU 00000478  001.2 OF 003``: eight digits make it unmistakable.
# The serial begins with a zero: seven figures are the most a post has used. A plain first letter makes the search fast.
_SERIAL_AND_PAGE = re.compile(
    r"(0(?<![0-9A-Za-z]0)\d{7})[ ]*\n?[ ]{0,4}(\d{3})(?:\.\d)?[ ]?\n?[Oo0][Ff][ ]?\n?(\d{3}\b|\d{0,2}\.{3}$)",
    re.MULTILINE,
)
# ``PAGE 02        CAPE T  00097  01 OF 03  182017Z``, ``PAGE 02 RUEHFRA0170 S E C R E T [PARIS 000170]``; words may follow
# on the line only behind a post or a time: ``PAGE 2 of the paper`` is prose.
_LEVEL = (
    r"(?:T O P[ ]{1,3}S E C R E T|S E C R E T|C O N F I D E N T I A L|U N C L A S(?: S I F I E D)?|L I M I T E D(?: [A-Z])*"
    r"|(?:[A-Z][ ]){3,13}[A-Z]\b|UNCLAS(?:SIFIED)?|CONFIDENTIAL|TOP SECRET|SECRET|LIMITED OFFICIAL USE)"
)
_OLD_MARKER = re.compile(
    r"^[ ]{0,40}PAGE[ ]{1,12}(?:\d{1,3}|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)"
    r"(?=[ ]{0,12}(?:OF[ ]\d{1,3})?$|[ ]{1,20}(?:R[A-Z]{3,7}[ ]?\d{3}|[A-Z][A-Z.' ]{0,40}\d{4}|\d\d[ ]OF|\d{6}Z))"
    r"(?:[ ]OF[ ]\d{1,3}$)?"
    r"(?:[ ]{1,20}(?:R[A-Z]{3,7}[ ]?\d{3,5}[A-Z]?(?:[ ]{1,4}" + _LEVEL + r")?"
    r"(?:[ ]{1,4}SECTION[ ]\d\d[ ]OF[ ]\d\d)?(?:[ ]{1,4}\[?[A-Z][A-Z .']{1,20}[ ]{1,4}\d{3,7}\]?)?"
    r"|[A-Z][A-Z.']*(?:[ ][A-Z][A-Z.']*){0,2}[ ]{1,12}\d{4,6}))?"
    r"(?:[ ]{1,12}\d\d[ ]OF[ ]\d\d)?(?:[ ]{1,12}\d{6}Z)?(?=[ ]|$)"
)
_MARGIN = "margin-codes"
_NUMBERED = re.compile(r"^[ ]*\d{1,2}[ ]?\.(?!\d)")
_FARTHEST_NUMBER = 12  # lines between a heading and the first number of a text that has numbers
_NUMBER_STARTS = frozenset(" 0123456789")
_WIDEST = 80
_LONGEST_POST = 80  # characters before a marker in which its post is looked for
_POST_WORDS = 3
_BULLETS = frozenset({"- ", "--"})
_LONGEST_PARAGRAPH = 60  # lines, in which the first of a paragraph is looked for


class Taken(msgspec.Struct, frozen=True, gc=False):
    """A piece taken out and the index, in the lines that remain, of the line it stood before.

    One that was mended within its line has behind, the characters of the line that follow it; for others it is None.
    """

    before: int
    piece: Piece
    behind: int | None = None


class Depaged(msgspec.Struct, frozen=True, gc=False):
    """Lines without page markers, what was taken out, and the highest page and page count that markers named."""

    lines: list[Line]
    taken: list[Taken]
    markers: int
    pages: int
    posts: tuple[str, ...]


def depage(
    lines: Sequence[Line], *, bannered: bool = True, released: bool = False, stamps: frozenset[str] = frozenset()
) -> Depaged:
    """Remove page markers of both ages and re-join the sentences they cut.

    Args:
        lines: the message from the classification line on, blank lines included.
        bannered: False where no line can be a banner.
        released: whether the source is a release, which may have exemption codes in its margin.
        stamps: the lines round the message that are stamps where they stand in it.

    Returns:
        The lines that remain; where a sentence was cut they are consecutive, elsewhere one blank line stands between.
    """
    lines = Lines.of(lines)
    text = lines.whole
    found = [*_SERIAL_AND_PAGE.finditer(text)]
    old = "PAGE " in text
    bannered = bannered and may_have_banners(text)
    alone = levels_alone(text)
    if not (found or old or bannered or released or alone or stamps):
        return Depaged(lines, [], 0, 0, ())
    cuts: Cuts = {}
    posts, pages = [], 0
    if found:
        at = place = 0
        for match in found:
            at += text.count("\n", place, match.start())
            place = match.start()
            start = text.rfind("\n", 0, place) + 1
            begin = place - start
            first = _post_begins(lines[at].text, begin)
            _cut_marker(lines, at, first, match[0], cuts)
            posts.append(lines[at].text[first:begin].strip())
            pages = max(pages, int(match[3]) if match[3].isdigit() else 0)  # a stub breaks off within its marker
    markers = len(found)
    if bannered:
        _cut_banners(lines, cuts)
    if stamps:
        cut_stamps(lines, stamps, cuts)
    if old:
        for at, line in enumerate(lines):
            marker = _OLD_MARKER.match(line.text) if "PAGE " in line.text else None
            if marker and at not in cuts:
                cuts[at] = [(0, marker.end(), "page-marker")]
                markers += 1
                cut_levels(lines, at, cuts)
    if released:
        for at, line in enumerate(lines):
            if at not in cuts and (begin := margin_codes(line.text)) >= 0:
                cuts[at] = [(begin, len(line.text), _MARGIN)]
    page = _Page(lines)
    if alone:
        cut_levels_in_sentences(lines, [at for at in alone if at not in cuts and page.in_text(at)], cuts)
    kept, taken = _cut(lines, cuts, page)
    return Depaged(kept, taken, markers, pages, tuple(dict.fromkeys(posts)))


def _cut_marker(lines: Sequence[Line], at: int, first: int, printed: str, cuts: Cuts) -> None:
    """Cut a marker that begins in a line; one that is broken at a line's end goes on at the front of the next."""
    parts = printed.split("\n")
    if len(parts) == 1:
        cuts.setdefault(at, []).append((first, lines[at].text.index(printed, first) + len(printed), "page-marker"))
        return
    cuts.setdefault(at, []).append((first, len(lines[at].text), "page-marker"))
    for below, part in enumerate(parts[1:], at + 1):
        cuts.setdefault(below, []).append((0, len(part), "page-marker"))


def _post_begins(text: str, end: int) -> int:
    """Return where the post's name before a marker's serial begins: the whole line, else up to three words in capitals."""
    floor = max(0, end - _LONGEST_POST)
    if floor:
        return floor + _post_in_prose(text[floor:end].rstrip())
    head = text[:end].rstrip()
    words = head.split()
    if len(words) <= _POST_WORDS and len(head.strip()) <= 21:  # a name is cut at ten characters; this allows two words
        return len(text[:end]) - len(text[:end].lstrip())
    return _post_in_prose(head)


def _post_in_prose(head: str) -> int:
    """Return where up to three words in capitals begin at the end of a line's head; the last word where there are none."""
    begin = len(head)
    for _ in range(_POST_WORDS):
        at = head.rfind(" ", 0, begin - 1) + 1 if begin else 0
        word = head[at:begin].strip()
        if not word.isalpha() or not word.isupper() or len(head) - at > 11:
            break
        begin = at
    if begin == len(head):  # 'Kiev 00001261 002 of 004' within prose: the one word that is there
        begin = head.rfind(" ") + 1
    return begin


def _cut_banners(lines: Sequence[Line], cuts: Cuts) -> None:
    """Cut the banners of a release, an archive or a printing system, and the exemption codes that stand beside them."""
    for at, line in enumerate(lines):
        if at not in cuts and line.text and is_banner(line.text):
            cuts[at] = [(0, len(line.text), "page-banner")]
            first, last = cut_levels(lines, at, cuts)
            if is_page_head(line.text):
                continue
            for near in (first - 2, first - 1, last + 1, last + 2):
                text = lines[near].text if 0 <= near < len(lines) else ""
                if text and near not in cuts and (is_codes_alone(text) or is_page_number(text)):
                    cuts[near] = [(0, len(text), "page-banner")]


def _cut(lines: Lines, cuts: Cuts, page: "_Page") -> tuple[list[Line], list[Taken]]:
    """Build the remaining lines; decide at each gap whether a sentence goes on."""
    kept: list[Line] = []
    taken: list[Taken] = []
    waiting: list[Piece] = []
    done = 0
    for at in sorted(cuts):
        _keep(page, done, at, kept, taken, waiting)
        line, spans, done = lines[at], cuts[at], at + 1
        rest = 0
        for begin, end, rule in spans:
            before = line.text[rest:begin]
            if before.strip():
                _flush(kept, taken, waiting)
                kept.append(Line(line.number, line.column + rest, before.rstrip()))
            piece = Piece(line.number, line.column + begin, line.text[begin:end], rule)
            if rule == _MARGIN and not waiting:
                taken.append(Taken(len(kept), piece))  # beside a sentence, which goes on as if it were not there
            else:
                waiting.append(piece)
            rest = end
        after = line.text[rest:]
        if after.strip():
            _flush(kept, taken, waiting)
            lead = len(after) - len(after.lstrip())
            kept.append(Line(line.number, line.column + rest + lead, after[lead:]))
    _keep(page, done, len(lines), kept, taken, waiting)
    _flush(kept, taken, waiting)
    return kept, taken


class _Page:
    """The lines of a message, and what is asked of them all at few of their gaps."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._first_numbered = self._text_begins = -1
        self._width = 0

    def in_text(self, at: int) -> bool:
        """Say whether a line stands in the text, below its first line."""
        if self._first_numbered < 0:
            self._first_numbered = _first_numbered(self.lines)
        return at > self._first_numbered or at > self._begins()

    def _begins(self) -> int:
        """Return the index of the first numbered line; without one near, of the first behind the heading and blank lines."""
        if self._text_begins < 0:
            self._text_begins = self._first_numbered
            labelled = last_label(self.lines)
            if self._text_begins - labelled > _FARTHEST_NUMBER and labelled >= 0:
                self._text_begins = min(self._text_begins, _behind_blank_lines(self.lines, labelled))
        return self._text_begins

    def wrap_width(self) -> int:
        """Return the width the text is wrapped at: the 95th percentile of its lines, at most 80."""
        if self._width:
            return self._width
        lengths = sorted(filter(None, self.lines.lengths))
        self._width = min(_WIDEST, lengths[int(len(lengths) * 0.95)]) if lengths else _WIDEST
        return self._width


def _first_numbered(lines: Sequence[Line]) -> int:
    for at, line in enumerate(lines):
        if line.text[:1] in _NUMBER_STARTS and _NUMBERED.match(line.text):
            return at
    return len(lines)


def _behind_blank_lines(lines: Sequence[Line], at: int) -> int:
    """Return the index of the first line behind the next blank lines, the number of lines without one."""
    blank = next((index for index in range(at, len(lines)) if not lines[index].text), len(lines))
    return next((index for index in range(blank, len(lines)) if lines[index].text), len(lines))


def _keep(page: _Page, begin: int, end: int, kept: list[Line], taken: list[Taken], waiting: list[Piece]) -> None:
    """Keep the lines between two cuts; blank ones behind a cut go, and what waits for its place finds it."""
    lines = page.lines
    if waiting:
        while begin < end and not lines[begin].text:
            begin += 1
        if begin == end:
            return
        _close_gap(kept, begin, page, in_text=page.in_text(begin))
        _flush(kept, taken, waiting)
    kept += lines[begin:end]


def _flush(kept: list[Line], taken: list[Taken], waiting: list[Piece]) -> None:
    taken.extend(Taken(len(kept), piece) for piece in waiting)
    waiting.clear()


def _is_box(*lines: str) -> bool:
    """Say whether four lines are a heading of two lines between two rules."""
    above, first, second, below = lines
    return (
        above[:3] == below[:3] == "---"
        and is_rule(above)
        and is_rule(below)
        and all(0 < len(line) <= _WIDEST and not is_rule(line) for line in (first, second))
    )


def cut_behind(kept: Sequence[Line], lines: Lines, at: int) -> Gap:
    """Return the gap between the lines kept so far, the last of which is not blank, and a line, where a piece was taken out."""
    farthest = max(0, len(kept) - _LONGEST_PARAGRAPH)
    near = range(len(kept) - 1, farthest, -1)
    first = next((above for above in near if not kept[above - 1].text or kept[above].text[:2] in _BULLETS), farthest)
    texts = lines.texts
    following = texts[at + 1] if at + 1 < len(texts) else ""
    return Gap(kept[-1].text, texts[at], following, cut=True, first=kept[first].text, titled=is_title(texts, at))


def _close_gap(kept: list[Line], at: int, page: _Page, *, in_text: bool) -> None:
    """Leave the lines round a removed marker consecutive when a sentence goes on, else one blank line apart."""
    while kept and not kept[-1].text:
        kept.pop()
    if kept:
        gap = cut_behind(kept, page.lines, at)
        if len(kept) > 1 and _is_box(kept[-2].text, kept[-1].text, gap.after, gap.following):
            return
        if is_row(gap.before) and is_row(gap.after):
            return
        if not goes_on_behind_page(gap, page.wrap_width, in_text=in_text):
            kept.append(Line(kept[-1].number, 0, ""))
