"""The REF block of a heading -> References: letters, lists, inherited posts, and what is no cable. Resolves nothing.

docs/reference/format.md, "References".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from generator.cables.ids import Identity, guess_year
from generator.cables.mentions.cable_numbers import Citation, find_citations, with_ends_of_ranges, year_behind
from generator.cables.model import Reference
from generator.cables.source.model import Line

_LABEL = re.compile(
    r"[ ]*(?:PROGRAM[ ])?(?:REF\(S\)|REF(?:TELS?|ERENCES?|S)?|RFF)(?![A-Za-z])[ ]*[:.]?[ ]*", re.IGNORECASE
)
_NONE = re.compile(r"[ ]*(?:NONE|N/A|NA|NIL)\.?[ ]*\Z", re.IGNORECASE)
# A., A), (A), [A], A:, doubled (A. A), A. (A), A. REF A), two (B,C)), each before a blank or the item itself
_LETTER = re.compile(
    r"(?:REF[ ]{0,2})?[(\[]?(?:([A-Za-z])[ ]?(?:[,&/]|AND[ ])[ ]?)?([A-Za-z])[)\].:]{1,2}"
    r"(?:[ ]{1,3}(?:REF[ ])?[(\[]?\2[)\].:]{1,2}|[ ]{1,3}REF[ ]\2\b)?(?=[ ]|[A-Z0-9(])",
    re.IGNORECASE,
)
_ITEM_START = re.compile(r"[ ]*[\u00b6\-]?[ ]*(?:REF[ ]{0,2})?[(\[]?[A-Za-z][)\].:]{1,2}(?:[ ]|(?=[A-Z0-9]))")
# A portion mark, or the letter of an item: C, S and U can be either.
_MARK = re.compile(r"[ ]*\((U|SBU|LOU|C|S|TS)(?:/{1,2}[A-Z]+)*\)[ ]")
_MARK_WITHIN = re.compile(r"(?<=[ ])\((U|SBU|C|S)\)[ ](?=[A-Z])")
_MARKED_NUMBER = re.compile(r"[ ]*\([A-Z/\-]{1,9}\)[ ]?1[ ]?\.[ ]?(?=[A-Z(])", re.IGNORECASE)  # ``(C) 1. The ...``
_NUMBERED = re.compile(r"[ ]*\d{1,3}[ ]?\.")
_LONGEST_ITEM = 200  # characters: what is longer is a re-flowed paragraph
_LOOK_BEHIND_MARK = 100
_LONGEST_POST = 24  # characters of a post whose number stands on the next line
_NEAR = 4  # characters before a citation that begins an item
_MOST_SKIPPED = 2  # letters that the sender left out
_CITES = re.compile(r"[ ]{0,2}(?:\d{2,4}[ ]?)?[A-Z][A-Z.' ]{2,22}\d")
# A line that cites a post which is not known; no title with a year: ``ELECTIONS 2008``.
_UNKNOWN_POST = re.compile(r"[ ]*(?:\d{2}[ ])?[A-Z][A-Z.' ]{2,20}[ ](?!(?:19|20)\d\d[ ]*\Z)\d{3,6}[ ]*")
_BARE_NUMBERS = re.compile(
    r"(?P<flag>[ ]*\((?:NOTAL|EXDIS|NODIS|LIMDIS)\))?[ ]*(?:(?:,|;|&|/|\bAND\b)[ ]*)+"
    r"(?:0*(?P<long>\d{3,7})|(?<=(?:AND|..&)[ ])0*(?P<short>\d{1,2}))"
    r"(?![\d/:\-]|\.\d|[ ]*(?!AND\b|NOTAL\b)[A-Z]{3,}[ ]+\d|[ ]?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))",
    re.IGNORECASE,
)
# A letter with no sign behind it, before a post and its number.
_BARE_LETTER = re.compile(
    r"(?<![^ ;,])([A-Z])[ ]{1,3}(?=(?:\d{2,4}[ ]?)?[A-Z][A-Z.']{2,20}(?:[ ][A-Z]{2,12}){0,2}[ ]{0,3}\(?\d)",
    re.IGNORECASE,
)
_FLAGS = re.compile(r"\b(NOTAL|AND PREVIOUS|ET AL|CIRCULAR|EXDIS|NODIS|LIMDIS|AND OTHERS)\b", re.IGNORECASE)
_KINDS = (
    ("email", re.compile(r"\be-?mails?\b", re.IGNORECASE)),
    ("intelligence", re.compile(r"\bIIR\b|\bTD[ -]?\d|\bCIA\b|\bDIA\b|\bTDX?-?314", re.IGNORECASE)),
    ("open-source", re.compile(r"\bOSC\b|\bFBIS\b|\b[A-Z]{3}\d{14}\b|\bGMP\d{8}", re.IGNORECASE)),
    ("meeting", re.compile(r"\btelcon|\bSVTC\b|\bmeeting|\bconversation|\bphone|\bphoncon|\bDVC\b", re.IGNORECASE)),
    (
        "document",
        re.compile(
            r"\bFA[MH]\b|\bletters?\b|\bairgram|\bA-\d|\bCA-\d|\bmemo|\breports?\b|\bfax\b|\bnotes?\b|\barticle|\bPOINTS\b|\bREPORT\b"
            r"|\bdiplomatic note|\bGUIDANCE\b|\bcircular\b",
            re.IGNORECASE,
        ),
    ),
)


def parse_references(
    lines: Sequence[Line], citing: Identity | None, post_names: Mapping[str, str]
) -> tuple[Reference, ...]:
    """Read the lines of a REF block.

    Args:
        lines: the block, its label already removed or not.
        citing: the cable they stand in; None leaves omitted years open (id is None).
        post_names: squeezed names of posts -> codes.

    Returns:
        One Reference for each cable and for each item that names none, in the order printed; an item that names several
        cables gives several with the same label. Nothing of an item's words is lost.
    """
    text, starts = _joined(lines)
    if _NONE.match(text) or not text:
        return ()
    references: list[Reference] = []
    places = [start for start, _ in starts]
    for label, begin, end in _items(text, set(places)):
        line = starts[max(0, bisect_right(places, begin) - 1)][1]
        references.extend(_read_item(text[begin:end], label, line, citing, post_names))
    return tuple(references)


def looks_like_item(text: str, post_names: Mapping[str, str]) -> bool:
    """Say whether a line could belong to a REF block: an enumerator, bare numbers, or a citation near its start."""
    if len(text) > _LONGEST_ITEM:
        return False
    stripped = text.strip()
    if _ITEM_START.match(stripped) or stripped.replace(",", "").replace(" ", "").isdigit():
        return True
    first = next(find_citations(stripped, post_names), None)
    return first is not None and first.start <= _NEAR  # at its start, or behind a separator


def goes_on_with(before: Sequence[Line], text: str, post_names: Mapping[str, str]) -> bool:
    """Say whether a line is one more item of a REF block; ``(C)`` is its third letter only where it stands as one."""
    if _MARKED_NUMBER.match(text):
        return False
    if mark := _MARK.match(text):
        last = before[-1].text if before else ""
        return _is_letter(mark, text, last, post_names)
    if _NUMBERED.match(text) or len(text) > _LONGEST_ITEM:
        return False
    if looks_like_item(text, post_names) or _UNKNOWN_POST.fullmatch(text):
        return True
    return bool(before) and _is_cut(before[-1].text, text, post_names)


def _is_cut(before: str, text: str, post_names: Mapping[str, str]) -> bool:
    """Say whether the name of a post and its number are cut by what stands between two lines: ``PORTO`` / ``STREL 15``."""
    near = before[-_LOOK_BEHIND_MARK:].rstrip()
    return any(one.start < len(near) < one.end for one in find_citations(f"{near} {text}", post_names))


def text_behind(before: Sequence[Line], text: str, post_names: Mapping[str, str]) -> int:
    """Return where a text that begins with its portion mark stands on a line of a REF block, -1 when none does."""
    for mark in _MARK_WITHIN.finditer(text):
        last = text[max(0, mark.start() - _LOOK_BEHIND_MARK) : mark.start()] or (before[-1].text if before else "")
        if not _is_letter(mark, text, last, post_names):
            return mark.start()
    return -1


def _is_letter(mark: "re.Match[str]", text: str, last: str, post_names: Mapping[str, str]) -> bool:
    """Say whether a mark is the letter of an item: a citation follows, or a short item behind the letter before it."""
    after = text[mark.end() : mark.end() + _LOOK_BEHIND_MARK].lstrip()
    first = next(find_citations(after, post_names), None)
    if first is not None and first.start <= _NEAR:
        return True
    near = last[-_LOOK_BEHIND_MARK:]
    letters = [
        match[2].upper()
        for match in _LETTER.finditer(near)
        if not near[max(0, match.start() - 1) : match.start()].isalpha()
    ]  # the last letter of ``(NOTAL)`` is none
    follows = bool(letters) and len(mark[1]) == 1 and ord(mark[1].upper()) - ord(letters[-1]) in {0, 1}
    short = len(text) - mark.end() <= _LOOK_BEHIND_MARK
    return follows and short and (_kind(after) != "other" or (after.isupper() and len(after) <= _LONGEST_POST))


def _joined(lines: Sequence[Line]) -> tuple[str, list[tuple[int, int]]]:
    """Join the lines with one blank -> (text, where each line begins in it with its number); the label is taken off."""
    parts: list[str] = []
    starts: list[tuple[int, int]] = []
    at = 0
    for index, line in enumerate(lines):
        part = line.text.strip()
        if index == 0 and (match := _LABEL.match(part)):
            part = part[match.end() :]
        if not part:
            continue
        starts.append((at, line.number))
        parts.append(part)
        at += len(part) + 1
    return " ".join(parts), starts


def _items(text: str, line_starts: set[int]) -> Iterator[tuple[str, int, int]]:
    """Yield (letters, begin, end) of each item; begin is behind the enumerator. Without letters, items end at ``;``."""
    marks: list[tuple[str, int, int]] = []
    expected = "A"
    bare = _BARE_LETTER.match(text)
    for match in _BARE_LETTER.finditer(text) if bare and bare[1] in "Aa" else _LETTER.finditer(text):
        at = match.start()
        if at and text[at - 1] not in " ;,(":
            continue
        told = "".join(filter(None, match.groups())).upper()
        letter = told[0]
        at_line = at in line_starts
        skips = expected < letter <= chr(ord(expected) + _MOST_SKIPPED) and _CITES.match(text, match.end()) is not None
        if letter != expected and not at_line and not skips:
            continue
        if marks and (at < marks[-1][2] or (match[0][0] == "(" and not text[marks[-1][2] : at].strip())):
            continue  # behind a letter a second one in parentheses is a portion mark: ``B. (C) VENSK 12``
        marks.append((told, at, match.end()))
        expected = chr(ord(told[-1]) + 1)
    if not marks:
        begin = 0
        for match in re.finditer(";", text):
            yield "", begin, match.start()
            begin = match.end()
        yield "", begin, len(text)
        return
    if text[: marks[0][1]].strip(" ;,-"):
        yield "", 0, marks[0][1]
    for index, (letter, _, end) in enumerate(marks):
        stop = marks[index + 1][1] if index + 1 < len(marks) else len(text)
        yield letter, end, stop


def _read_item(
    text: str, label: str, line: int, citing: Identity | None, post_names: Mapping[str, str]
) -> Iterator[Reference]:
    """Read one item: each cable it names, or what else it is; of several letters each has one cable, the last the rest."""
    plain = with_ends_of_ranges(text)
    cited = list(find_citations(text, post_names))
    found: list[tuple[int, Citation | None, str, int, int | None]] = []
    for index, one in enumerate(cited):
        stop = cited[index + 1].start if index + 1 < len(cited) else len(text)
        year, at = (one.year, one.end) if one.year is not None else year_behind(text, one.end)
        found.append((one.start, one, one.post, one.serial, year))
        while (match := _BARE_NUMBERS.match(plain, at)) and match.end() <= stop:
            begin = match.end("flag") if match["flag"] else match.start()
            found.append((begin, None, one.post, int(match["long"] or match["short"]), one.year))
            at = match.end()
    if not found:
        printed = _trim(text)
        if printed and not _NONE.match(printed):
            yield Reference(label[:1], printed, _kind(printed), line=line)
        return
    for index, (start, _, post, serial, year) in enumerate(found):
        begin = 0 if index == 0 else start
        stop = found[index + 1][0] if index + 1 < len(found) else len(text)
        printed = _trim(text[begin:stop])
        flags = tuple(dict.fromkeys(flag.upper() for flag in _FLAGS.findall(text[start:stop])))
        letter = label[min(index, len(label) - 1) :][:1]
        yield Reference(letter, printed, "cable", _cable_id(post, serial, year, citing), year is not None, flags, line)


def _cable_id(post: str, serial: int, year: int | None, citing: Identity | None) -> str | None:
    """Return the canonical id of a citation; None when no year is written and none can be guessed."""
    if year is None:
        if citing is None:
            return None
        year = guess_year(post, serial, citing)
    return Identity(year, post, serial).cable_id


def _kind(text: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "other")


def _trim(text: str) -> str:
    """Take separators off both ends of an item's words."""
    text = text.strip(" ;,&:-")
    for word in (" AND", " and", "AND ", "and "):
        text = text.removesuffix(word) if word[0] == " " else text.removeprefix(word)
    return text.strip(" ;,&:")
