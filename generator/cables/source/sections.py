"""Sections of one message that stand one after another in a file: each later header and heading goes to the ledger.

A later section repeats the transmission header, the classification line and the fields of the heading; its text goes on
where the section before it ended.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.cables.heading.classification_line import Classification, classification_at
from generator.cables.model import Piece
from generator.cables.source.banners import is_banner
from generator.cables.source.message_locator import ANCHOR_STARTS, PARAGRAPH, header_at, may_have_header
from generator.cables.source.model import Line, Lines, entries

_SECTION = r"[ ].{1,40}?[ ](\d\d)[ ]OF[ ](\d\d)\b"
_BEFORE = r"[ ]*(?:[A-Z][A-Z ]{5,22}[ ]{2,60})?"  # a level
_FIRST_PAGE = re.compile(rf"{_BEFORE}PAGE[ ]0?1(?:[ ]OF[ ]\d\d)?{_SECTION}")
_PAGE = re.compile(rf"{_BEFORE}PAGE[ ]\d{{1,3}}(?:[ ]OF[ ]\d\d)?{_SECTION}")
# "01 OF 02", with blanks anywhere, in a text whose digits are all made zeros: a search for one letter is by far the fastest.
_AS_ZEROS = bytes.maketrans(b"123456789OF", b"000000000of")
_MAY_SAY_SECTION = re.compile(rb"0[ ]*o[ ]*f[ ]*0")
_END = re.compile(
    r"[ ]*(?:N{3,4}[A-Z0-9]{0,12}|BT|#[ ]?\d{3,5}|<<[ ]?END OF DOCUMENT[ ]?>>|\*{3}[ ]?.{1,80}\*{3}.{0,80}"
    r"|(?:TOP )?SECRET|CONFIDENTIAL"
    r"|UNCLASSIFIED|UNCLAS|LIMITED OFFICIAL USE)[ ]*\Z"
)
_HEADING = 40  # lines below a classification line that may repeat the heading of the first section
_TO_CLASSIFICATION = 120
_FRONT = 120  # characters of a line in which its section stands
_MOST_END = 12


class Joined(msgspec.Struct, frozen=True):
    """The lines of a message whose sections are joined, the ledger of what they repeat, and the sections that were met.

    begins are the lines of the source where the later of them begin; total is how many sections the message says it has, 1
    where it says nothing.
    """

    lines: Lines
    aside: list[Piece]
    met: tuple[int, ...] = ()
    total: int = 1
    begins: tuple[int, ...] = ()


def section_of(texts: Sequence[str]) -> tuple[int, int]:
    """Return which section of how many a text is, as its page line or its classification line says; (1, 1) for neither."""
    whole = "\n".join([text[:_FRONT] for text in texts[:_TO_CLASSIFICATION]])
    shapes = whole.encode("ascii", "replace").translate(_AS_ZEROS)
    at = 0
    while may := _MAY_SAY_SECTION.search(shapes, at):  # most texts are one section: few of their lines need be read
        at = whole.find("\n", may.end())
        at = len(whole) if at < 0 else at
        text = whole[whole.rfind("\n", 0, may.start()) + 1 : at]
        if "PAGE" in text and (match := _FIRST_PAGE.match(text)):
            return int(match[1]), int(match[2])
        found = classification_at(text)
        if found is not None and found.section is not None:
            return found.section, found.sections or found.section
    return 1, 1


def missing_sections(joined: Joined) -> list[int]:
    """Return the sections of a message that neither a header nor a page line in it names; none where it names none."""
    if not joined.met or set(joined.met) >= set(range(1, joined.total + 1)):
        return []
    pages = map(_PAGE.match, joined.lines.texts)
    paged = {int(page[1]) for page in pages if page is not None and int(page[2]) == joined.total}
    return [one for one in range(1, joined.total + 1) if one not in joined.met and one not in paged]


def join_sections(lines: Lines) -> Joined:
    """Take the headers and headings of later sections out of a message; a message of one section stays as it is."""
    first = _classification(lines.texts, 0, None)
    if first < 0 or (found := classification_at(lines.texts[first].strip())) is None:
        return Joined(lines, [])
    section, total = section_of([*map(str.strip, lines.texts[: first + 1 if found.section else _TO_CLASSIFICATION])])
    if not may_have_header(lines.whole, len("\n".join(lines.texts[:first]))):
        return Joined(lines, [], (section,), total)
    texts = [*map(str.strip, lines.texts)]
    heading: set[str] = set()
    kept: list[Line] = []
    aside: list[Piece] = []
    met = [section]
    begins = []
    done = 0
    for at in range(first + 1, len(lines)):
        if at < done or texts[at][:2] not in ANCHOR_STARTS or (begin := header_at(texts, at)) < 0:
            continue
        line = _classification(texts, at, found)
        if line < 0:
            continue
        heading = heading or set(_heading_of(texts, first))
        begin = max(begin, done)
        _keep_before(lines, done, begin, kept, aside)
        end = _heading_ends(texts, line, heading)
        aside += entries(lines[begin:end], "layout.section-header")
        begins.append(lines[begin].number)
        met.append(section_of(texts[begin : line + 1])[0])
        total = max(total, section_of(texts[begin : line + 1])[1])
        done = end
    if not done:
        return Joined(lines, [], (section,), total)
    kept += lines[done:]
    return Joined(Lines(kept), aside, tuple(met), total, tuple(begins))


def _heading_of(texts: Sequence[str], first: int) -> Iterator[str]:
    """Yield the lines of a heading, squeezed, from its classification line to the first paragraph or the next header."""
    for at in range(first, min(len(texts), first + _HEADING)):
        text = texts[at]
        if PARAGRAPH.match(text) or (at > first and text and header_at(texts, at) >= 0):
            return
        if text:
            yield "".join(text.split())


def _classification(texts: Sequence[str], begin: int, same: Classification | None) -> int:
    """Return the index of the next classification line, of the same message where one is given; -1 without one near."""
    for at in range(begin, min(len(texts), begin + _TO_CLASSIFICATION)):
        text = texts[at].strip()
        found = classification_at(text) if text else None
        if found is not None and not is_banner(text):
            return at if same is None or (found.serial == same.serial and _one_post(found.post, same.post)) else -1
    return -1


def _one_post(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _keep_before(lines: Sequence[Line], begin: int, end: int, kept: list[Line], aside: list[Piece]) -> None:
    """Keep the text of a section but for the marks of its end."""
    last = end
    met = 0
    for at in range(end - 1, begin - 1, -1):
        text = lines[at].text
        if not text:
            continue
        met += 1
        if met > _MOST_END or not (_END.match(text) or is_banner(text)):
            break
        last = at
    kept += lines[begin:last]
    aside += entries(lines[last:end], "layout.section-end")
    while kept and not kept[-1].text:
        kept.pop()
    if last < len(lines):
        kept.append(Line(lines[last].number, 0, ""))


def _heading_ends(texts: Sequence[str], classification: int, heading: set[str]) -> int:
    """Return the index behind the heading of a later section: the lines that the first section has too."""
    end = classification + 1
    for at in range(classification + 1, min(len(texts), classification + _HEADING)):
        if not texts[at]:
            continue
        if "".join(texts[at].split()) not in heading:
            break
        end = at + 1
    return end
