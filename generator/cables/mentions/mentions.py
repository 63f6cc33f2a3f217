"""What running text points at: ``ref B``, ``reftel``, cables by id, ``para 4``, and redactions. Finds, resolves nothing.

docs/reference/format.md, "Mentions". Fast: plain searches for a few letters decide which rules need to look at a text at all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.cables.mentions.cable_numbers import Citation, find_citations_in, year_behind
from generator.cables.model import Mention
from generator.cables.text.joined_text import Texts

_LETTERS = r"[A-Za-z](?![A-Za-z])(?:[ ]?(?:-|\u2013|to|thru|through)[ ]?[A-Za-z](?![A-Za-z]))?"
_MORE = rf"(?:[ ]?(?:,|;|/|&|and|AND|,[ ]?and|,[ ]?AND)[ ]?{_LETTERS})"
_REFERENCE = re.compile(
    rf"(?:(?:[Rr]ef|REF)(?:s|S)?[ ]?(?:\.[ ]?\(|[.(])?[ ]?(?P<letters>{_LETTERS}{_MORE}{{0,12}})\)?"
    r"|(?P<bare>(?:[Rr]ef|REF)(?:tels?|TELS?)|(?:[Rr]ef|REF)s?(?=[ ]?[).,;])))(?![A-Za-z])"
)
_BARE = re.compile(r"(?:[Rr]ef|REF)(?:tels?|TELS?)(?![A-Za-z])")
_REFERENCE_WITH_LETTERS = re.compile(
    rf"(?:[Rr]ef|REF)(?:tels?|TELS?)[ ](?P<letters>[A-Z](?![A-Za-z])(?:[ ]?-[ ]?[A-Z](?![A-Za-z]))?{_MORE}{{0,12}})(?![A-Za-z])"
)
# ``Reftel (A)``, ``Refs (A) and (B)``: each letter in a parenthesis of its own.
_REFERENCE_IN_PARENTHESES = re.compile(
    r"(?:[Rr]ef|REF)(?:s|S|tels?|TELS?)?[ ]?(?P<letters>\([A-Z]\)"
    r"(?:[ ]?(?:,|;|/|&|-|\u2013|to|and|AND|,[ ]?and|,[ ]?AND)[ ]?\([A-Z]\)){0,12})"
)
_FIRST_PARENTHESIS = 9  # characters from the word's beginning: ``Reftels (``
_TEL = ("tel", "TEL")
_RANGE = re.compile(r"([A-Za-z])(?:[ ]?(?:-|\u2013|to|thru|through)[ ]?([A-Za-z]))?(?![A-Za-z])")
_PARAGRAPH = re.compile(
    r"(?:[Pp]ara(?:graph)?s?|PARA(?:GRAPH)?S?)[ ]?\.?[ ]?(?P<numbers>\d{1,3}(?:\.\d{1,2})?"
    r"(?:[ ]?(?:-|\u2013|to|,|and|AND|&|,[ ]?and|through)[ ]?\d{1,3}(?:\.\d{1,2})?){0,12})(?![\w])"
)
_OF_REFERENCE = re.compile(r"[ ]?,?[ ]?\(?(?:(?:of|in|OF|IN)[ ])?(?:[Rr]ef|REF|[Ss]eptel|SEPTEL)")
_LAW = (
    r"(?:[Aa]rticles?|[Ss]ections?|[Cc]hapter|[Rr]esolutions?|UNSCR|[Aa]nnex|[Cc]onvention|[Tt]reaty|[Pp]rotocol|[Aa]greement"
    r"|[Aa]ccord|[Cc]onstitution|[Dd]eclaration|[Cc]ommunique|[Mm]emorandum|MOU)"
)
_LAW_BEFORE = re.compile(
    _LAW + r"[ ](?:\d{1,4}|[IVX]{1,5})(?:\.\d{1,2})?[ ]?(?:\([a-z0-9]\))?,?[ ](?:(?:and|AND|in|of)[ ])?\Z"
)
# How that ends, read backwards: a search for it is slow, and few paragraphs are a law's.
_MAY_BE_LAW_BEFORE = re.compile(r"[ ](?:(?:dna|DNA|ni|fo)[ ])?,?(?:\)[a-z0-9]\()?[ ]?[\dIVX]")
_LAW_BEHIND = re.compile(
    r"\([a-z]\)|,?[ ](?:of|in|to)[ ](?:the[ ]|its[ ]|that[ ]|this[ ])?(?:[A-Z][A-Za-z]{1,20}[ ]){0,3}" + _LAW + r"\b"
)
_LONGEST_LAW = 40  # characters before a paragraph in which the law is named
_NUMBERS = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)(?:[ ]?(-|\u2013|to|through)[ ]?(\d{1,3})(?![\d.]))?")
_REDACTED = re.compile(
    r"(?<![A-Za-z])(?:X{3,}|x{3,})(?:[ ](?:X{4,}|x{4,}))*(?![A-Za-wyz])|\[[^\[\]\n]{0,60}?(?i:REMOVED|REDACTED|DELETED)\]"
)
WITHHELD = re.compile(r"\[withheld \d{4}-\d\d-\d\d: [^\[\]]{1,200}\]")  # redaction writes it
_NO_SERIAL_AFTER = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|IN|SINCE|BY|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?[ ]*\Z"
)
_ANNOUNCES = re.compile(
    r"(?:\(|\b(?:see|see also|refs?|reftels?|per|cf\.?)[ :]{1,2})(?:[A-Z]\.?[ :]{1,2})?"  # then other citations
    r"(?:(?:'?\d{2,4} )?[A-Z][A-Z. ]{1,24} \d{1,6}(?:, and |,? |; | and )){0,3}\Z",
    re.IGNORECASE,
)
_ENDS_MENTION = frozenset(("", *").,;:]/"))
_WORDS = frozenset({"a", "i", "I"})  # of one letter
_CABLES = ("reference", "cable")
_NEAR = 400  # characters
_FIRST_YEAR, _LAST_YEAR = 1900, 2035
_LONGEST_RANGE = 25


def find_mentions(text: str, post_names: Mapping[str, str]) -> tuple[Mention, ...]:
    """Find everything that one text points at; as ``find_all_mentions``."""
    return find_all_mentions(Texts((text,)), post_names)[0]


def find_all_mentions(whole: Texts, post_names: Mapping[str, str]) -> list[tuple[Mention, ...]]:
    """Find everything that the blocks of a cable point at.

    Args:
        whole: the text of each block.
        post_names: squeezed names of posts -> codes.

    Returns:
        For each block its mentions, sorted by place, none overlapping another.
    """
    found: dict[int, list[Mention]] = {}
    for mentions in (
        _references(whole),
        _paragraphs(whole),
        _redactions(whole),
        _withheld(whole),
        _cables(whole, post_names),
    ):
        for at, mention in mentions:
            if at in found:
                found[at].append(mention)
            else:
                found[at] = [mention]
    none: tuple[Mention, ...] = ()
    return [_apart(found[at], text) if at in found else none for at, text in enumerate(whole.texts)]


def _apart(found: list[Mention], text: str) -> tuple[Mention, ...]:
    """Put the mentions of a block in order and leave out what overlaps one before, and paragraphs of other cables."""
    if len(found) < 2:  # nothing that could overlap
        return tuple(found)
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[Mention] = []
    end = 0
    numbered = False
    for one in found:
        if one.start >= end:
            apart.append(one)
            end = one.end
            numbered = numbered or one.kind == "paragraph"
    if numbered:
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


def _references(whole: Texts) -> Iterator[tuple[int, Mention]]:
    """Yield ``ref B``, ``refs A-C, E``, ``reftel``."""
    for at, begin in whole.at(_word_starts(whole, "ref")):
        text = whole.texts[at]
        match = _match_reference(text, begin)
        if match is None:
            continue
        listed = match["letters"] if match.lastgroup == "letters" else ""
        after = text[match.end() : match.end() + 1]
        alone = after in _ENDS_MENTION or match[0].endswith(")")
        if len(listed) < 2:  # the common ones
            letters: tuple[str, ...] = (listed.upper(),) if listed and (alone or listed not in _WORDS) else ()
        else:
            letters = _letters(listed.replace("(", "").replace(")", ""), alone=alone)
        if listed and not letters:
            match = _BARE.match(text, begin)  # ``reftel I said``
            if match is None:
                continue
        end = match.end()
        if text[end - 1] == ")" and "(" not in match[0]:
            end -= 1
        yield at, Mention(begin, end, "reference", letters=letters)


def _match_reference(text: str, begin: int) -> "re.Match[str] | None":
    if "(" in text[begin : begin + _FIRST_PARENTHESIS] and (match := _REFERENCE_IN_PARENTHESES.match(text, begin)):
        return match
    lettered = _REFERENCE_WITH_LETTERS.match(text, begin) if text.startswith(_TEL, begin + 3) else None
    return lettered or _REFERENCE.match(text, begin)


def _word_starts(whole: Texts, sign: str) -> list[int]:
    """Return where a sign stands at the start of a word."""
    joined = whole.joined
    return [place for place in whole.words(sign) if not joined[place - 1 : place].isalpha()]


def _letters(listed: str, *, alone: bool) -> tuple[str, ...]:
    """Spell out ``A-C, E`` -> A, B, C, E; () when a lone ``a`` or ``I`` is a word of the sentence that goes on behind it."""
    if listed in _WORDS and not alone:
        return ()
    letters: dict[str, None] = {}
    for match in _RANGE.finditer(listed.replace("and", ",").replace("AND", ",")):
        first, last = match[1].upper(), (match[2] or match[1]).upper()
        for code in range(ord(first), min(ord(last), ord(first) + _LONGEST_RANGE) + 1):
            letters.setdefault(chr(code))
    return tuple(letters)


def _redactions(whole: Texts) -> Iterator[tuple[int, Mention]]:
    """Yield runs of X and bracketed removals; the signs are looked for first, because the pattern is slow to search with."""
    done = -1, 0
    begins = _word_starts(whole, "xxx")
    if "[" in whole.joined:
        begins = sorted([*begins, *whole.places("[")])
    for at, begin in whole.at(begins):
        if (at, begin) >= done and (match := _REDACTED.match(whole.texts[at], begin)):
            done = at, match.end()
            yield at, Mention(begin, match.end(), "redaction")


def _withheld(whole: Texts) -> Iterator[tuple[int, Mention]]:
    """Yield what the owner withholds."""
    if "[" not in whole.joined:
        return
    for at, begin in whole.at(whole.places("[withheld")):
        if match := WITHHELD.match(whole.texts[at], begin):
            yield at, Mention(begin, match.end(), "withheld")


def _paragraphs(whole: Texts) -> Iterator[tuple[int, Mention]]:
    """Yield ``para 4``, ``paras 5-7``, ``paragraphs 2.1 and 3``, unless they are another cable's."""
    for at, begin in whole.at(_word_starts(whole, "para")):
        text = whole.texts[at]
        match = _PARAGRAPH.match(text, begin)
        if match is None or _OF_REFERENCE.match(text, match.end()) or _is_of_law(text, begin, match.end()):
            continue
        listed = match["numbers"]
        if listed.isdigit():  # the common one
            yield at, Mention(begin, match.end(), "paragraph", numbers=(listed,))
            continue
        numbers: dict[str, None] = {}
        for one in _NUMBERS.finditer(listed):
            numbers.setdefault(one[1])
            if one[3] and one[1].isdigit():
                for number in range(int(one[1]) + 1, min(int(one[3]), int(one[1]) + _LONGEST_RANGE) + 1):
                    numbers.setdefault(str(number))
        yield at, Mention(begin, match.end(), "paragraph", numbers=tuple(numbers))


def _is_of_law(text: str, begin: int, end: int) -> bool:
    """Say whether a paragraph is of a treaty, a resolution or a law: ``Article 4 paragraph 1``."""
    before = max(0, begin - _LONGEST_LAW)
    if _MAY_BE_LAW_BEFORE.match(text[before:begin][::-1]) and _LAW_BEFORE.search(text, before, begin):
        return True
    return _LAW_BEHIND.match(text, end) is not None


def _cables(whole: Texts, post_names: Mapping[str, str]) -> Iterator[tuple[int, Mention]]:
    """Yield cables cited in prose, as far as prose can be trusted (docs/reference/format.md, "Mentions")."""
    for at, one in find_citations_in(whole, post_names):
        text = whole.texts[at]
        if one.fused or _is_citation(one, text):
            year, end = (one.year, one.end) if one.year is not None else year_behind(text, one.end)
            yield at, Mention(one.start, end, "cable", one.post, one.serial, year)


def _is_announced(one: Citation, text: str) -> bool:
    """Say whether a number of one digit is announced, and no day or sum: ``see 06 ROME 5``, not ``ROME 3 July``."""
    stops = (
        one.year is not None or text[one.end : one.end + 1] in _ENDS_MENTION or text[one.end : one.end + 5] == " and "
    )
    return one.name.isupper() and stops and _ANNOUNCES.search(text[max(0, one.start - 40) : one.start]) is not None


def _is_citation(one: Citation, text: str) -> bool:
    """Say whether a post and a number in prose are a citation and not a place and a year or a sum.

    A number of one digit is one where a reference is announced: behind ``see``, ``ref``, ``per`` or another citation, or in
    a parenthesis.
    """
    if one.digits == 1 and not _is_announced(one, text):
        return False
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
        near = text[max(0, one.start - _NEAR) : one.end + _NEAR]
        if one.digits < 3 and near.isupper():  # in capitals every place looks like a post
            return False
        return not _NO_SERIAL_AFTER.search(before)
    return one.name.isupper() or len(text[one.start : one.end].split(maxsplit=1)[0]) == 2
