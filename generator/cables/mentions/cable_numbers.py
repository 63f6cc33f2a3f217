"""A cable cited by post and number in any text: finding the number and reading back from it. Resolves nothing.

Used by the REF block and by running text, which ask different things of what is found. No regular expression here lists
the posts: a number is found first, then the words before it are looked up.
"""

import re
from collections.abc import Iterator, Mapping

import msgspec

from generator.cables.ids import parse_id, squeeze_post, written_year
from generator.cables.text.joined_text import Texts

# A number that can be a serial, in a text whose digits are all made zeros: a search for one letter is by far the fastest.
_DIGITS_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")
_NUMBER = re.compile(rb"0{1,8}")
# One figure alone behind capitals only. The zero stands first, so that a search skips to it.
_NUMBER_IN_TEXT = re.compile(rb"0(?:0{1,7}|(?<=[A-Z] 0)(?![0A-Za-z]))")
_NOT_BEFORE = frozenset("/:.-$\u20ac\u00a3")
_NOT_AFTER = frozenset("/:%-\u00b0")
_YEAR_BEHIND = re.compile(r"\((\d{2}|\d{4})\)[ ]*\Z")
_YEAR_BEFORE = re.compile(r"(?:(?<![\w.,/\-])'?(\d{4}|\d{2,3})|\((\d{2}|\d{4})\))[ ]*\Z")
# Before a number that counts sections or pages and is no year: ``SECTION 01 OF 03 ASTANA 001061``.
_COUNTS = re.compile(r"(?:\b\d{1,3}[ ]{1,3}OF|\bPAGE|\bSECTION)[ ]{1,3}\Z", re.IGNORECASE)
_YEAR_FUSED = re.compile(r"(?:\d{2}|(?:19|20)\d{2})(?=[A-Za-z])")
# Behind a number: ``(2009)``, ``OF 2001``, and a day with its year, ``DATED 12/05/2008``, ``(DTG 121200Z DEC 08)``.
_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)[A-Z]{0,6}\.?"
_YEAR_AFTER = re.compile(
    r"[ ]?\(((?:19|20)\d{2}|\d{2})\)|[ ]OF[ ]((?:19|20)\d{2})\b"
    r"|,?[ ]?\(?(?:(?:DATED|DTD|OF|SENT|DTG)[ ]{1,3}){0,2}"
    r"(?:\d{1,2}[/.]\d{1,2}[/.]|\d{6}Z[ ]?MON[ ]?|MON[ ]\d{1,2},?[ ]|\d{1,2}[ ]MON,?[ ])"
    r"((?:19|20)\d{2}|\d{2})(?!\d)\)?".replace("MON", _MONTH),
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?<=[A-Za-z] )(?!(?:19|20)\d\d-(?:19|20)\d\d)(\d{3,6})-(?=(\d{3,6})(?![\d/-]))")
_LETTERS_ONLY = re.compile(r"[A-Z]+")
_ID_BEFORE = re.compile(r"(?<![A-Za-z0-9])(?:19|20)?(\d{2}[A-Za-z]{2,20})\Z")
_CODE_BEFORE = re.compile(
    r"(?:\b(?:IIR|OSC|TD|DTG|FAM|FAH|USC|CFR|A|CA|RG|UNSCR|RESOLUTION|PARA|PARAGRAPH|NO|PAGE|HR))[ .\-]*\Z",
    re.IGNORECASE,
)
_NO_POSTS = frozenset(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep "  # noqa: SIM905  months read best as a line of words
    "Sept Oct Nov Dec Jan. Feb. Aug. Sept. Oct. Nov. Dec. JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER "
    "NOVEMBER DECEMBER Article Resolution Para Paragraph Chapter Section The In".split()
)
_TRUSTED = frozenset({"ref", "refs", "reftel", "reftels", "see", "per"})
_MOST_WORDS = 4
_LONGEST_NAME = 60
_LONGEST_SERIAL = 7


class Citation(msgspec.Struct, frozen=True, gc=False):
    """A post and number as printed. start and end are positions in the text; year is None when none is written.

    name is the post as printed (its case tells prose from a citation); fused says that it was written as one word
    (``07ASTANA1061``).
    """

    start: int
    end: int
    post: str
    serial: int
    year: int | None
    name: str
    fused: bool = False
    digits: int = 0


def find_citations(text: str, post_names: Mapping[str, str]) -> Iterator[Citation]:
    """Yield the citations of one line of a REF block in order, never overlapping.

    Args:
        text: the line.
        post_names: squeezed names of posts -> codes.
    """
    done = 0
    capitals = text.upper()
    if len(capitals) == len(text):  # a REF block may be in small letters; in prose the case tells a post from a word
        text = capitals
    text = with_ends_of_ranges(text)
    for match in _NUMBER.finditer(_as_zeros(text)):
        begin, end = match.span()
        if begin < done or not begin:
            continue
        before = text[begin - 1]
        if before == " ":
            if not _can_be_post(text[text.rfind(" ", 0, begin - 1) + 1 : begin - 1]):
                continue
        elif before in _NOT_BEFORE:
            continue
        found = _read_back(text, begin, end, done, post_names)
        if found is not None:
            done = found.end
            yield found


def with_ends_of_ranges(text: str) -> str:
    """Return a text of the same length in which a range names the cables at its ends: ``PARIS 1402,1404`` for ``1402-1404``."""
    return _RANGE.sub(lambda one: f"{one[1]}," if len(one[1]) == len(one[2]) and one[1] < one[2] else one[0], text)


def year_behind(text: str, end: int) -> tuple[int | None, int]:
    """Read the year or the day that stands behind a citation -> (year, where it ends); (None, end) without one."""
    match = _YEAR_AFTER.match(text, end)
    year = written_year(match[1] or match[2] or match[3]) if match else None
    return (year, match.end()) if match and year is not None else (None, end)


def find_citations_in(whole: Texts, post_names: Mapping[str, str]) -> Iterator[tuple[int, Citation]]:
    """Yield (index of the block, citation) of running text; a number of one digit is one behind a post in capitals only."""
    texts, joined = whole.texts, whole.joined
    hits: dict[int, int] = {}  # where a number begins -> where it ends
    find_back = joined.rfind
    for match in _NUMBER_IN_TEXT.finditer(_as_zeros(joined)):
        begin, end = match.span()
        before = joined[begin - 1 : begin]
        if before == " ":
            first = find_back(" ", 0, begin - 1) + 1
            if joined[first].islower() and "\n" not in joined[first:begin]:
                continue  # most numbers follow a word in small letters
            word = joined[first : begin - 1]
            if not _can_be_post(word[word.rfind("\n") + 1 :] if "\n" in word else word):
                continue
        elif before in _NOT_BEFORE:
            continue
        hits[begin] = end
    done, last = 0, -1
    for (at, begin), end in zip(whole.at(list(hits)), hits.values(), strict=True):
        if at != last:
            done, last = 0, at
        text = texts[at]
        if begin < done or not begin or not _is_announced(text, begin):
            continue
        found = _read_back(text, begin, end - whole.starts[at], done, post_names)
        if found is not None:
            done = found.end
            yield at, found


def _as_zeros(text: str) -> bytes:
    return text.encode("ascii", "replace").translate(_DIGITS_TO_ZERO)


def _can_be_post(word: str) -> bool:
    """Say whether a word before a number can be the end of a post's name."""
    return bool(word) and word not in _NO_POSTS and (word[0].isupper() or word[0] in "#(0123456789")


def _is_announced(text: str, begin: int) -> bool:
    """Say whether a number in prose can be a cable's: a post in small letters needs a year, ``ref`` or a parenthesis before."""
    if text[begin - 1] != " ":
        return True
    first = text.rfind(" ", 0, begin - 1) + 1
    if (
        not first
        or text[first] == "("
        or not text[first - 2 : first - 1].islower()
        or text[first : begin - 1].isupper()
    ):
        return True
    before = text[text.rfind(" ", 0, first - 1) + 1 : first - 1]
    return before[:1].isupper() or before.strip("(").lower() in _TRUSTED


def _read_back(text: str, begin: int, end: int, done: int, post_names: Mapping[str, str]) -> Citation | None:
    """Read the post and year that stand before a number; None when the number is something else."""
    before, after = text[begin - 1], text[end : end + 1]
    serial = text[begin:end].lstrip("0")
    if (
        not serial
        or len(serial) > _LONGEST_SERIAL
        or (after in _NOT_AFTER and after and text[end + 1 : end + 2].isalnum())
    ):
        return None
    if after == "." and text[end + 1 : end + 2].isdigit():
        return None
    if before.isalpha():
        return _fused(text, begin, end, done, serial, post_names)
    if before in _NOT_BEFORE or after.isalpha():
        return None
    floor = max(done, begin - _LONGEST_NAME)
    head = text[floor:begin].rstrip()
    if head.endswith("#"):
        head = head[:-1].rstrip()
    inner = _YEAR_BEHIND.search(head) if head.endswith(")") else None
    if inner:
        head = head[: inner.start()].rstrip()
    if not head or not (head[-1].isalpha() or head[-1] in ".'\u2019"):
        return None
    name = _longest_name(head, post_names)
    if name is None:
        return None
    start, code = name
    printed = head[start:]
    written = inner[1] if inner else None
    outer = head[:start]
    year_match = _YEAR_BEFORE.search(outer) if outer and written is None else None
    if year_match and not _COUNTS.search(outer, 0, year_match.start()):
        year = written_year(year_match[1] or year_match[2])
        if year is not None:
            return Citation(floor + year_match.start(), end, code, int(serial), year, printed, digits=end - begin)
    if _CODE_BEFORE.search(outer):
        return None
    year = written_year(written) if written else None
    return Citation(floor + start, end, code, int(serial), year, printed, digits=end - begin)


def _longest_name(head: str, post_names: Mapping[str, str]) -> tuple[int, str] | None:
    """Find the longest run of up to four words at the end of head that names a post -> (where it begins, code)."""
    best: tuple[int, str] | None = None
    at = len(head)
    squeezed = ""
    for _ in range(_MOST_WORDS):
        begin = head.rfind(" ", 0, at) + 1
        word = head[begin:at]
        bare = word.lstrip("(\"'\u201c[/;,")
        if year := _YEAR_FUSED.match(bare):
            bare = bare[year.end() :]
        if not bare or not bare[0].isupper() or ";" in bare or "," in bare:
            break
        begin += len(word) - len(bare)
        squeezed = "".join(_LETTERS_ONLY.findall(bare.upper())) + squeezed
        code = post_names.get(squeezed) or squeeze_post(squeezed, post_names)
        if code is not None:
            best = begin, code
        if bare is not word and bare != word:
            break
        at = begin
        while at > 0 and head[at - 1] == " ":
            at -= 1
        if at == 0:
            break
    return best


def _fused(text: str, begin: int, end: int, done: int, serial: str, post_names: Mapping[str, str]) -> Citation | None:
    """Read an identifier written as one word, or a post glued to its number (``ASHGABAT687``)."""
    floor = max(done, begin - 26)
    match = _ID_BEFORE.search(text[floor:begin])
    if match:
        identity = parse_id(match[1] + serial)
        code = squeeze_post(identity.post, post_names) if identity else None
        if identity is None or code is None:
            return None
        post = identity.post if post_names.get(identity.post) == identity.post else code
        return Citation(
            floor + match.start(), end, post, identity.serial, identity.year, match[1], fused=True, digits=end - begin
        )
    name = _longest_name(text[floor:begin], post_names)
    if name is None or len(text[floor + name[0] : begin]) < 4:  # LA1 and the like are no posts
        return None
    start, code = name
    outer = text[floor : floor + start]
    year = _YEAR_BEFORE.search(outer)
    if year and (written := written_year(year[1] or year[2])):
        return Citation(
            floor + year.start(), end, code, int(serial), written, text[floor + start : begin], digits=end - begin
        )
    return Citation(floor + start, end, code, int(serial), None, text[floor + start : begin], digits=end - begin)
