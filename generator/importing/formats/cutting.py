"""The pages of a PDF, or a file of text -> the telegrams in it, one after another. Pure.

A telegram begins at a transmission header or a classification line with another number: where nothing but banners stands
above it on its page, below the head of a letter that forwards it, or, if it has a header or the fields of a heading, where the
telegram before it has ended or is signed; or at the print of an archive with another number. A telegram within another, and
sections of one telegram, are not cut; where nothing says whether one is within another, the line is told. Every line of every
page is in one telegram.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

import msgspec

from generator.cables.header.envelope import read_group
from generator.cables.heading.classification_line import Classification, classification_at
from generator.cables.heading.labels import FIELD_BEGINS
from generator.cables.ids import parse_id
from generator.cables.source.banners import is_banner, is_codes_alone
from generator.cables.source.layouts import PRINTS, read_source
from generator.cables.source.layouts.common import top_of
from generator.cables.source.message_locator import ANCHOR_STARTS, header_at

_LONGEST = 120  # characters of a line of a heading
_LONGEST_REST = 40
_HEADER = 60  # lines of a header above its classification line
_NEAR = 5
_MARKINGS = frozenset({"", "SBU", "NOFORN", "FOUO", "SENSITIVE", "SENSITIVE BUT UNCLASSIFIED"})  # below a level
_LEVELS = ("TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED")
_END = re.compile(
    r"(?:N{3,4}[A-Z0-9]{0,12}|BT|#[ ]?\d{3,5}|<<[ ]?END OF DOCUMENT[ ]?>>|[-=_*]{5,}|={3,80}[ ]?CABLE ENDS[ ]?={3,80})\Z"
)
_STARTS = re.compile(r"V?ZCZC[ ]?[A-Z]{0,3}[ ]?\d{0,4}\Z")
_FIRST_LABEL = re.compile(r"MRN[ ]{0,4}:[ ]{0,40}\d", re.IGNORECASE)  # of a print of SMART
_QUOTE = re.compile(r"(?<!END )\b(?:QTE|QUOTE)\b|BEGIN(?:NING)? (?:OF )?(?:TEXT|CABLE)\b", re.IGNORECASE)
_FORWARDED = re.compile(r"[-_ ]{0,30}(?:Original Message|Forwarded message|Begin forwarded message)\b", re.IGNORECASE)
_LETTER_FIELD = re.compile(r"(?:From|Sent|To|Cc|Subject):[ ]", re.IGNORECASE)
_PAGE_HEAD = re.compile(r"\bpage\s\d", re.IGNORECASE)
_FIELDS = 3
_FEWEST_FIELDS = 2
_HEAD_OF_LETTER = 30  # lines from the head of a letter to the telegram in it
_PARAGRAPH = re.compile(r"\d{1,3}[ ]?\.[ ]{0,4}\(?[A-Za-z\"']")
_LINES_OF_HEAD = 4
_FIGURES = re.compile(r"\d+")  # in the head of a page they differ: the number of the page, the time of a facsimile
_LINES_OF_TITLE = 12
_LABELLED = re.compile(r"[A-Z][A-Za-z ]{1,24}:[ ]")
_SIGNER = re.compile(
    r"(?!.*\b(?:TEXT|END|UN?QU?O?TE|ATTACH|ANNEX|ENCL|COMMENT|SUMMARY|REF|SIPDIS|NOFORN))[A-Z][A-Z.' \-]{2,24}\Z"
)
_RUNNING_HEAD = re.compile(
    r"[^A-Za-z]*|[^A-Za-z]*PAGE[ ]?\d{1,4}(?:[ ]?(?:OF|/)[ ]?\d{1,4})?|(?:TOP )?SECRET|CONFIDENTIAL|UNCLASSIFIED|UNCLAS"
    r"|LIMITED OFFICIAL USE",
    re.IGNORECASE,
)


class Telegram(msgspec.Struct, frozen=True):
    """A telegram: its text, its first and last page, the line where it begins, all from 1, the post and serial that it prints.

    post is "" and serial 0 where it prints none. pages are (number of a page, the line of the text where it begins).
    doubtful are the lines of all the text where another may begin in it.
    """

    text: str
    first: int
    last: int
    post: str = ""
    serial: int = 0
    line: int = 1
    pages: tuple[tuple[int, int], ...] = ()
    doubtful: tuple[int, ...] = ()


def path_of_telegram(telegram: Telegram, shown: str, place: str) -> str:
    """Return the path by which one of several telegrams of a file is read: the file's name may tell one and no other.

    Of ``08VENSK31-32`` it tells none: the second number is that of another, not of a message with the number 31.

    Args:
        telegram: the telegram.
        shown: the path of the file.
        place: where it stands in the file, in words.
    """
    named = parse_id(shown.rpartition("/")[2].rpartition(".")[0])
    if (
        named
        and named.part == 1
        and named.serial == telegram.serial
        and named.post.startswith(telegram.post[: len(named.post)])
    ):
        return shown
    return f"{shown}/{place}"


def cut_telegrams(pages: Sequence[str]) -> list[Telegram]:
    """Cut the text of pages into telegrams; pages of one telegram, or of none, are one text."""
    lines: list[str] = []
    tops: list[int] = []  # the index of the first line of each page
    for page in pages:
        tops.append(len(lines))
        lines += page.split("\n")
    tops = sorted({*tops, *_heads_of_prints(lines)})
    numbers = [number for number, page in enumerate(pages, 1) for _ in page.split("\n")]
    begins: list[tuple[int, str, int]] = []
    doubtful: list[int] = []
    for at, post, serial in _beginnings(lines, tops, doubtful):
        if begins and begins[-1][0] == at:
            begins.pop()  # the print of a page, whose classification line says more
        begins.append((at if begins else 0, post, serial))
    if not begins:
        begins = [(0, "", 0)]
    ends = [*[at for at, _, _ in begins[1:]], len(lines)]
    return [
        Telegram(
            "\n".join(lines[at:end]),
            numbers[at],
            numbers[end - 1],
            post,
            serial,
            at + 1,
            _pages(numbers[at:end]),
            tuple(one + 1 for one in doubtful if at <= one < end),
        )
        for (at, post, serial), end in zip(begins, ends, strict=True)
    ]


def _heads_of_prints(lines: Sequence[str]) -> Iterator[int]:
    """Yield where each print of SMART begins, which may be on the middle of a page: the banners above its first label."""
    for at, line in enumerate(lines):
        if not _FIRST_LABEL.match(line.lstrip()):
            continue
        begin = at
        for above in range(at - 1, max(-1, at - _NEAR), -1):
            text = lines[above].strip()
            if not (text in _MARKINGS or _is_running_head(text)):
                break
            begin = above if text else begin
            if text.upper().startswith(_LEVELS):
                break  # what stands above it is the foot of another print
        yield begin


def _pages(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the pages of some lines, given the page of each: (number, line where it begins, from 1)."""
    begins = {number: at for at, number in reversed(list(enumerate(numbers, 1)))}
    return tuple(sorted(begins.items()))


def _beginnings(lines: Sequence[str], tops: Sequence[int], doubtful: list[int]) -> Iterator[tuple[int, str, int]]:
    """Yield (index of the line where a telegram begins, post, serial), in order; doubtful gets where one may begin."""
    texts = [line.strip() if len(line) <= _LONGEST else "" for line in lines]
    ends = dict(pairwise([*tops, len(lines)]))  # of each page, by the index of its first line
    tops_of_pages = (islice(filter(None, texts[slice(*page)]), _LINES_OF_HEAD) for page in ends.items())
    heads = Counter(
        head for lines_of_head in tops_of_pages for head in {_FIGURES.sub("0", one) for one in lines_of_head}
    )
    known: tuple[str, int] | None = None
    printed = number = ""
    top = begun = 0
    quotes = False  # whether there is a telegram in the one that is open
    for at, text in enumerate(texts):
        if at in ends:
            top = at
            number = _number_of_print(lines[at : ends[at]])
            if number and number != printed:
                first = not (printed or known)
                yield 0 if first else at, "", 0
                known, begun = None, 0 if first else at
                printed = number
        found = classification_at(text) if text else None
        if found is None or len(found.remainder) > _LONGEST_REST or is_banner(text):
            continue
        if known is not None and (found.serial == known[1] and _one_post(found.post, known[0])):
            continue
        begin, has_header = _begin(texts, at, begun)
        if known is None:
            known = found.post, found.serial
            if not begun:
                yield 0, *known
            continue
        if number and number == printed:
            continue  # the print of an archive says that this page is of the same cable
        letter = _head_of_letter(texts, begin, begun) if has_header else -1
        begin = letter if letter >= 0 else _with_title(texts, _with_banners(texts, begin, top, heads), begun, found)
        head = _head_of_page(texts, begin, begun) if letter < 0 and begin not in ends else -1
        begin = head if head >= 0 else begin
        has_heading = has_header or _has_fields(texts, at)
        titled = has_heading and _names_with_year(texts[begin], found)
        apart = letter >= 0 or _is_apart(
            texts, begin, at_top=titled or head >= 0 or begin in ends, has_heading=has_heading
        )
        ended = _ended_above(texts, begin, begun) if has_heading and not (apart or quotes) else -1
        if ended >= 0:
            begin = next(below for below in range(ended + 1, begin + 1) if texts[below])
        if (apart or ended >= 0) and begin > begun:
            known, begun, quotes = (found.post, found.serial), begin, False
            yield begin, *known
        else:
            if has_heading and not _is_announced(texts, begin):
                doubtful.append(begin)
            quotes = True


def _number_of_print(page: Sequence[str]) -> str:
    """Return the number that the print of an archive gives a page, "" for no such print."""
    top = top_of([line.strip() for line in page])
    if not any(is_print(top) for is_print, _ in PRINTS.values()):
        return ""
    return read_source("\n".join(page).encode("utf-8", "replace"), "").metadata.id or ""


def _begin(texts: Sequence[str], classification: int, begun: int) -> tuple[int, bool]:
    """Return where the heading begins whose classification line is at an index, and whether it has a header."""
    begin, has_header = classification, False
    for at in range(classification - 1, max(begun - 1, classification - _HEADER), -1):
        text = texts[at]
        if _PARAGRAPH.match(text) or (has_header and _END.match(text)):
            break
        if text[:2] in ANCHOR_STARTS and (top := header_at(texts, at)) >= 0:
            begin, has_header = min(begin, max(top, begun)), True
    above = next((at for at in range(begin - 1, begun, -1) if texts[at]), begin)
    return (above if _STARTS.match(texts[above]) or read_group(texts[above]) else begin), has_header


def _with_banners(texts: Sequence[str], begin: int, top: int, heads: Mapping[str, int]) -> int:
    """Return the top of the page where only banners, or heads of several pages, stand above an index on it, else the index."""
    above = [text for text in texts[top:begin] if text]
    return top if all(_is_running_head(text) or heads.get(_FIGURES.sub("0", text), 0) > 1 for text in above) else begin


def _with_title(texts: Sequence[str], begin: int, begun: int, found: Classification) -> int:
    """Return where a line above a telegram stands that names it, as whoever put several into one file wrote it, else begin.

    Below it may stand a rule, and lines with labels: its date, its origin.
    """
    for at in range(begin - 1, max(begun, begin - _LINES_OF_TITLE), -1):
        letters = "".join(filter(str.isalnum, texts[at])).upper()
        if len(texts[at]) <= _LONGEST_REST and re.search(rf"{found.post}0*{found.serial}(?!\d)", letters):
            return begin if _END.match(texts[at]) else at
        if letters and not _LABELLED.match(texts[at]):
            break
    return begin


def _names_with_year(text: str, found: Classification) -> bool:
    """Say whether a line is a title that names a telegram with its year; what announces a quotation ends with a colon."""
    letters = "".join(filter(str.isalnum, text)).upper()
    return (
        not text.endswith(":")
        and re.search(rf"\d\d{found.post}0*{found.serial}(?:TXT|PDF|HTML?)?\Z", letters) is not None
    )


def _head_of_page(texts: Sequence[str], begin: int, begun: int) -> int:
    """Return where the head of a page with its number stands directly above an index, -1 for none."""
    above = next((at for at in range(begin - 1, begun, -1) if texts[at]), begun)
    return above if above > begun and _PAGE_HEAD.search(texts[above]) and is_banner(texts[above]) else -1


def _head_of_letter(texts: Sequence[str], begin: int, begun: int) -> int:
    """Return where the head of a letter begins that forwards the telegram at an index, -1 where none stands above it."""
    above = range(begin - 1, max(begun, begin - _HEAD_OF_LETTER), -1)
    forwarded = next((at for at in above if _FORWARDED.match(texts[at])), -1)
    if forwarded >= 0:
        return forwarded
    fields = [at for at in above if _LETTER_FIELD.match(texts[at])]
    return fields[-1] if len(fields) >= _FIELDS else -1


def _is_running_head(text: str) -> bool:
    return not _END.match(text) and (
        is_banner(text) or is_codes_alone(text) or _RUNNING_HEAD.fullmatch(text) is not None
    )


def _has_fields(texts: Sequence[str], at: int) -> bool:
    """Say whether the fields of a heading stand below a classification line without a header."""
    below = [text for text in texts[at + 1 : at + 4 * _NEAR] if text][: 2 * _NEAR]
    return sum(1 for text in below if FIELD_BEGINS.match(text)) >= _FEWEST_FIELDS


def _above(texts: Sequence[str], begin: int) -> list[str]:
    """Return the last lines above an index, without banners and what else runs over pages."""
    return [text for text in texts[max(0, begin - 4 * _NEAR) : begin] if text and not _is_running_head(text)][-_NEAR:]


def _is_apart(texts: Sequence[str], begin: int, *, at_top: bool, has_heading: bool) -> bool:
    """Say whether a telegram begins here: no text goes on from above, and it is not quoted there."""
    above = _above(texts, begin)
    if any(_QUOTE.search(text) for text in above):
        return False
    return at_top or (has_heading and (not above or bool(_END.match(above[-1]))))


def _is_announced(texts: Sequence[str], begin: int) -> bool:
    """Say whether the lines above a telegram say that it is quoted."""
    above = _above(texts, begin)
    return any(text.endswith(":") for text in (texts[begin], *above[-1:])) or any(_QUOTE.search(text) for text in above)


def _ended_above(texts: Sequence[str], begin: int, begun: int) -> int:
    """Return where the end of the transmission above an index stands, or the name that signs it; -1 for none.

    Between them stand few lines, below a name one at most.
    """
    near = [
        at
        for at in range(begin - 1, max(begun, begin - 4 * _NEAR), -1)
        if texts[at] and not _is_running_head(texts[at])
    ]
    if (ended := next((at for at in near[:_NEAR] if texts[at] == "NNNN"), -1)) >= 0:
        return ended
    for at in near[:2]:
        text = texts[at]
        if _SIGNER.match(text) and not texts[at - 1]:
            return at
        if len(text) > _LONGEST_REST or text.endswith(":") or _PARAGRAPH.match(text) or _QUOTE.search(text):
            break
    return -1


def _one_post(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
