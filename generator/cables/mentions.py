"""What running text points at: ``ref B``, ``reftel``, cables by id, ``para 4``, and redactions. Finds, resolves nothing.

docs/format.md, "Mentions". Fast: plain searches for a few letters decide which rules need to look at a text at all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.cables.citations import Citation, find_citations
from generator.cables.model import Mention

_LETTERS = r"[A-Za-z](?![A-Za-z])(?:[ ]?(?:-|\u2013|to|thru|through)[ ]?[A-Za-z](?![A-Za-z]))?"
_MORE = rf"(?:[ ]?(?:,|;|/|&|and|AND|,[ ]?and|,[ ]?AND)[ ]?{_LETTERS})"
_REFERENCE = re.compile(
    rf"(?:(?:[Rr]ef|REF)(?:s|S)?[ ]?[.(]?[ ]?(?P<letters>{_LETTERS}{_MORE}{{0,12}})\)?"
    r"|(?P<bare>(?:[Rr]ef|REF)(?:tels?|TELS?)|(?:[Rr]ef|REF)s?(?=[ ]?[).,;])))(?![A-Za-z])"
)
_REFERENCE_WITH_LETTERS = re.compile(
    rf"(?:[Rr]ef|REF)(?:tels?|TELS?)[ ](?P<letters>[A-Z](?![A-Za-z])(?:[ ]?-[ ]?[A-Z](?![A-Za-z]))?{_MORE}{{0,12}})(?![A-Za-z])"
)
_RANGE = re.compile(r"([A-Za-z])(?:[ ]?(?:-|\u2013|to|thru|through)[ ]?([A-Za-z]))?(?![A-Za-z])")
_PARAGRAPH = re.compile(
    r"(?:[Pp]ara(?:graph)?s?|PARA(?:GRAPH)?S?)[ ]?\.?[ ]?(?P<numbers>\d{1,3}(?:\.\d{1,2})?"
    r"(?:[ ]?(?:-|\u2013|to|,|and|AND|&|,[ ]?and|through)[ ]?\d{1,3}(?:\.\d{1,2})?){0,12})(?![\w])"
)
_OF_REFERENCE = re.compile(r"[ ]?,?[ ]?\(?(?:(?:of|in|OF|IN)[ ])?(?:[Rr]ef|REF|[Ss]eptel|SEPTEL)")
_NUMBERS = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)(?:[ ]?(-|\u2013|to|through)[ ]?(\d{1,3})(?![\d.]))?")
_REDACTED = re.compile(
    r"(?<![A-Za-z])(?:X{3,}|x{3,})(?:[ ](?:X{4,}|x{4,}))*(?![A-Za-wyz])|\[[^\[\]\n]{0,60}?(?i:REMOVED|REDACTED|DELETED)\]"
)
_WITHHELD = re.compile(r"\[withheld \d{4}-\d\d-\d\d: [^\[\]]{1,200}\]")  # cables/withholding writes it
_NO_SERIAL_AFTER = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|IN|SINCE|BY|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?[ ]*\Z"
)
_CABLES = ("reference", "cable")
_FEWEST_DIGITS = 2
_FIRST_YEAR, _LAST_YEAR = 1900, 2035
_LONGEST_RANGE = 25


def find_mentions(text: str, post_names: Mapping[str, str]) -> tuple[Mention, ...]:
    """Find everything a text points at.

    Args:
        text: the joined text of a block.
        post_names: squeezed names of posts -> codes.

    Returns:
        The mentions sorted by place, none overlapping another.
    """
    found: list[Mention] = []
    if "ref" in text or "Ref" in text or "REF" in text:
        found.extend(_references(text))
    if "ara" in text or "ARA" in text:
        found.extend(_paragraphs(text))
    if "XXX" in text or "xxx" in text or "REMOVED" in text or "emoved]" in text or "]" in text:
        found.extend(_redactions(text))
    if "[withheld" in text:
        found.extend(Mention(m.start(), m.end(), "withheld") for m in _WITHHELD.finditer(text))
    found.extend(_cables(text, post_names))
    if len(found) < 2:  # nothing that could overlap
        return tuple(found)
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[Mention] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    if any(one.kind == "paragraph" for one in apart):
        apart = [one for at, one in enumerate(apart) if one.kind != "paragraph" or not _of_another(at, apart, text)]
    return tuple(apart)


def _of_another(at: int, mentions: Sequence[Mention], text: str) -> bool:
    """Say whether paragraphs are another cable's: ``ref B, para 3``, ``para 3 of 05PORTOSTREL131``."""
    one = mentions[at]
    if at and mentions[at - 1].kind in _CABLES and not text[mentions[at - 1].end : one.start].strip(" ,("):
        return True
    after = mentions[at + 1] if at + 1 < len(mentions) else None
    between = text[one.end : after.start].strip(" ,(").lower() if after and after.kind in _CABLES else None
    return between in {"", "of", "in"}


def _references(text: str) -> Iterator[Mention]:
    """Yield ``ref B``, ``refs A-C, E``, ``reftel``."""
    for begin in _starts(text, ("ref", "Ref", "REF")):
        match = _REFERENCE_WITH_LETTERS.match(text, begin) or _REFERENCE.match(text, begin)
        if match is None:
            continue
        listed = match.groupdict()["letters"] or ""
        letters = _letters(listed)
        if listed and not letters:
            continue
        end = match.end()
        if match[0].endswith(")") and "(" not in match[0]:
            end -= 1
        yield Mention(begin, end, "reference", letters=letters)


def _starts(text: str, words: tuple[str, ...]) -> Iterator[int]:
    """Yield where one of the words stands at the start of a word, in order, each place once."""
    places: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            if not at or not text[at - 1].isalpha():
                places.append(at)
            at = text.find(word, at + len(word))
    return iter(sorted(places))


def _letters(listed: str) -> tuple[str, ...]:
    """Spell out ``A-C, E`` -> A, B, C, E; () when a lone ``a`` or ``i`` is a word of the sentence."""
    if listed in {"a", "i", "I"}:
        return ()
    letters: dict[str, None] = {}
    for match in _RANGE.finditer(listed.replace("and", ",").replace("AND", ",")):
        first, last = match[1].upper(), (match[2] or match[1]).upper()
        for code in range(ord(first), min(ord(last), ord(first) + _LONGEST_RANGE) + 1):
            letters.setdefault(chr(code))
    return tuple(letters)


def _redactions(text: str) -> Iterator[Mention]:
    """Yield runs of X and bracketed removals; the signs are looked for first, because the pattern is slow to search with."""
    done = 0
    for begin in sorted({*_places(text, "XXX"), *_places(text, "xxx"), *_places(text, "[")}):
        if begin >= done and (match := _REDACTED.match(text, begin)):
            done = match.end()
            yield Mention(begin, done, "redaction")


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))


def _paragraphs(text: str) -> Iterator[Mention]:
    """Yield ``para 4``, ``paras 5-7``, ``paragraphs 2.1 and 3``, unless they are another cable's."""
    for begin in _starts(text, ("para", "Para", "PARA")):
        match = _PARAGRAPH.match(text, begin)
        if match is None or _OF_REFERENCE.match(text, match.end()):
            continue
        numbers: dict[str, None] = {}
        for one in _NUMBERS.finditer(match["numbers"]):
            numbers.setdefault(one[1])
            if one[3] and one[1].isdigit():
                for number in range(int(one[1]) + 1, min(int(one[3]), int(one[1]) + _LONGEST_RANGE) + 1):
                    numbers.setdefault(str(number))
        yield Mention(match.start(), match.end(), "paragraph", numbers=tuple(numbers))


def _cables(text: str, post_names: Mapping[str, str]) -> Iterator[Mention]:
    """Yield cables cited in prose, as far as prose can be trusted (docs/format.md, "Mentions")."""
    shouted: bool | None = None
    for one in find_citations(text, post_names, _FEWEST_DIGITS):
        if shouted is None:
            shouted = text.isupper()
        if one.fused or _is_citation(one, text, shouted=shouted):
            yield Mention(one.start, one.end, "cable", one.post, one.serial, one.year)


def _is_citation(one: Citation, text: str, *, shouted: bool) -> bool:
    """Say whether a post and a number in prose are a citation and not a place and a year or a sum.

    shouted says that the whole text is in capitals.
    """
    if one.year is None:
        if one.digits == 8 or _FIRST_YEAR <= one.serial <= _LAST_YEAR:  # a page marker's serial, a year
            return False
        before = text[max(0, one.start - 16) : one.start]
        if not one.name.isupper():
            trusted = before.rstrip().endswith(("(", "ref", "Ref", "REF", "reftel", "Reftel")) or (
                one.digits > 2 and before.rstrip().endswith((" see", "See", "SEE"))
            )
            if not trusted:
                return False
        if shouted and one.digits < 3:  # in capitals every place looks like a post
            return False
        return not _NO_SERIAL_AFTER.search(before)
    return one.name.isupper() or len(text[one.start : one.end].split(maxsplit=1)[0]) == 2
