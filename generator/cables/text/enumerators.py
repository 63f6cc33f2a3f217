"""What stands at the front of a line of text: paragraph numbers, letters, bullets, portion marks. One line at a time.

Whether a number is a paragraph's is decided by the sequence it stands in (``follows``); docs/reference/format.md, "Paragraphs".
"""

import functools
import re

import msgspec

_NUMBER = re.compile(r"(\d{1,3})[ ]?\.(?:\)|\.?(?![\d.]))[ ]*")
_NUMBER_WITHOUT_STOP = re.compile(r"\(?(\d{1,3})[ ]?[,:;)\-]?[ ]*(?=\()")
_NUMBER_BEHIND_MARK = re.compile(
    r"(\d{1,3})[ ]+(?=[A-Z][a-z]*[ ])(?!(?:January|February|March|April|May|June|July|August)[ ])"
)
_DECIMAL = re.compile(r"(\d{1,2})(?:\.(\d{1,2}(?:\.\d{1,2})?)\.?|([a-h])[.)])(?=[ ])[ ]+")
_LETTER = re.compile(
    r"(?:\(([a-z]|[A-Z]|[ivx]{1,5}|[IVX]{2,5}|\d{1,2})\)|([a-z]|[A-Z]|[ivx]{1,5}|[IVX]{2,5}|\d{1,2})\)"
    r"|([A-Z]|[a-z]|[ivx]{2,5}|[IVX]{2,5})\.)[ ]+(?=\S)"
)
_BULLET = re.compile(
    r"(?:(?:-[ ])?--+(?=[ ]*[A-Za-z0-9(\"'\u201c\[$])|-(?=[ ]|[A-Z][A-Za-z])|\*(?=[ ])|o(?=[ ]{1,12}[A-Za-z(])"
    r"|[\u2022\u00b7]|\u2014(?=[ ]))[ ]*"
)
# Machines that read prints take a bracket for another, ``{C)``, ``(C}``, or see a blank behind it.
_MARK = re.compile(
    r"(?:[({][ ]?)?([A-Za-z][A-Za-z/\-, ]{0,40})(?:(?:(?<=TEXT)\.)?[)}\]](?:\.(?=[ ]|$))?|(?<=ENTIRE TEXT)\.?$)[ ]*"
)
_UNCLOSED_MARK = re.compile(
    r"\(((?:SBU|[UCS])(?:/{1,2}NF)?)[ ]+(?=[A-Z][^()]*(?:\(|$))"
)  # ``1. (C The``; not (S Korea)
_MARK_GAPS = re.compile(r"[ ]*[/\-,]+[ ]*|[ ]+")
_FIRST_PARTS = {
    "U": "U", "UNCLASSIFIED": "U", "SBU": "SBU", "LOU": "LOU", "C": "C", "CONFIDENTIAL": "C", "S": "S", "SECRET": "S",
    "TS": "TS", "CNF": "C/NF", "SNF": "S/NF", "N": "",
}  # fmt: skip
_LATER_PARTS = {"NOFORN": "NF", "N": "NF", "SF": "NF"}
_SPELLED = frozenset(
    {"ENTIRE", "TEXT", "REL", "TO", "FGI", "FOUO", "NF", "NOFORN", "N", "SF", "ORCON", "OC", "PROPIN", "SI", "NATO"}
)
_GAP = 6
_WIDE_GAP = 20
_WHOLE = 30  # characters of ``CONFIDENTIAL - ENTIRE TEXT.``
_LONGEST_LETTER = 7  # ``(xviii)``


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A portion mark as printed, its normal form (``S/NF``), and where the text after it begins."""

    printed: str
    level: str
    end: int


def find_mark(text: str, start: int = 0) -> Mark | None:
    """Read a portion mark at a place: ``(C)``, ``(S//NF)``, ``C - ENTIRE TEXT.``, ``C)``; None for ``(U.S.)``."""
    first = text[start : start + 1]
    if first not in "({USCTLucs" or (
        first not in "({" and ")" not in text[start : start + 6] and "ENTIRE TEXT" not in text[start : start + _WHOLE]
    ):
        return None  # an unopened mark is short: ``C)``, ``S//NF)``
    match = _MARK.match(text, start) or (_UNCLOSED_MARK.match(text, start) if start else None)
    if match is None:
        return None
    level = normal_mark(match[1])
    if level is None:
        return None
    end = match.end()
    return Mark(text[start:end].rstrip(), level, end)


@functools.lru_cache(maxsize=512)  # a cable has one or two marks, on every paragraph
def normal_mark(inside: str) -> str | None:
    """Return the normal form of what stands in a portion mark: ``s//noforn`` -> ``S/NF``; None when it is none."""
    parts = [part for part in _MARK_GAPS.split(inside.upper().strip()) if part]
    if not parts:
        return None
    first = _FIRST_PARTS.get(parts[0])
    if first is None:
        return None
    if not first:  # (N/SF): the letters of (S/NF) in another order
        return "S/NF" if parts == ["N", "SF"] else None
    rest = [_LATER_PARTS.get(part, part) for part in parts[1:] if part not in {"ENTIRE", "TEXT"}]
    if len(parts) > 1 and parts[1] not in _SPELLED and len(parts[1]) > 4:
        return None
    if "REL" in rest:
        at = rest.index("REL")
        countries = [part for part in rest[at + 1 :] if part != "TO"]
        rest = [*rest[:at], " ".join(["REL", ", ".join(countries)]).strip()]
    return "/".join([first, *rest])


class Enumerator(msgspec.Struct, frozen=True, gc=False):
    """What opens a block: its kind ("number", "decimal", "letter", "bullet"), the label as printed, where text begins.

    minor is what stands behind the number of a sub-paragraph: "1" of ``2.1``, "1.3" of ``2.1.3``, "a" of ``2a.``.
    bare says that a number has no full stop and a portion mark behind it: a paragraph's if it is the very next.
    """

    kind: str
    label: str
    end: int
    number: int = 0
    minor: str = ""
    style: str = ""
    value: int = 0
    bare: bool = False

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the numbers of a sub-paragraph, outermost first."""
        minor = [int(one) if one.isdigit() else ord(one) - 96 for one in self.minor.split(".")]
        return (self.number, *minor)


def find_enumerator(text: str) -> Enumerator | None:
    """Read the enumerator at the front of a line, blanks already stripped."""
    first = text[0]
    if first.isdigit() or (first == "(" and text[1:2].isdigit()):
        if match := _NUMBER.match(text):
            return Enumerator("number", match[0].rstrip(), match.end(), int(match[1]))
        if match := _DECIMAL.match(text):
            return Enumerator("decimal", match[0].rstrip(), match.end(), int(match[1]), match[2] or match[3])
        match = _NUMBER_WITHOUT_STOP.match(text)
        if match and find_mark(text, match.end()) is not None:
            return Enumerator("number", match[0].rstrip(), match.end(), int(match[1]), bare=True)
    elif first in "-*o\u2022\u00b7\u2014":
        match = _BULLET.match(text)
        return Enumerator("bullet", match[0].rstrip(), match.end()) if match else None
    if (
        ")" not in text[:_LONGEST_LETTER]
        and text[1:2] != "."
        and (first not in "IVXivx" or "." not in text[:_LONGEST_LETTER])
    ):
        return None
    if match := _LETTER.match(text):
        inside = match[1] or match[2] or match[3]
        shape = "()" if match[1] else ")" if match[2] else "."
        style, value = _read_letter(inside)
        return Enumerator("letter", match[0].rstrip(), match.end(), style=style + shape, value=value)
    return None


def _read_letter(inside: str) -> tuple[str, int]:
    """Return the style and place of an item's letter: ``c`` -> ("a", 3), ``B`` -> ("A", 2), ``ii`` -> ("i", 2)."""
    if inside.isdigit():
        return "1", int(inside)
    if len(inside) > 1:
        values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in inside.lower()]
        total = sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))
        return ("i" if inside.islower() else "I"), total
    return ("a" if inside.islower() else "A"), ord(inside.lower()) - 96


def find_number_behind_mark(text: str, start: int) -> Enumerator | None:
    """Read the number of a paragraph behind its portion mark, which ends at start: ``(C) 1. The``, ``(C) 2 The``."""
    if not text[start : start + 1].isdigit():
        return None
    match = _NUMBER.match(text, start) or _NUMBER_BEHIND_MARK.match(text, start)
    return Enumerator("number", match[0].rstrip(), match.end(), int(match[1])) if match else None


def may_be_numeral(text: str, first: str) -> bool:
    """Say whether a line may begin with a numeral of several letters: ``II.``, ``iv)``."""
    return first in "IVXivx" and ("." in text[2:6] or ")" in text[2:6])


def letter_follows(found: Enumerator, style: str, value: int) -> bool:
    """Say whether an item is the next of a list; ``(v)`` may be the letter or the numeral."""
    if found.style == style and found.value == value + 1:
        return True
    if found.style[1:] != style[1:]:
        return False
    if found.style[:1] + style[:1] in {"ia", "IA"} and found.value == _NUMERALS.get(value, -1) + 1:
        return True  # the letter before was a numeral: (i), (ii)
    label = found.label.strip("().")
    return (style[:1] == "i" and _roman(value + 1) == label) or (
        style[:1] == "I" and _roman(value + 1).upper() == label
    )


def letter_opens(found: Enumerator) -> bool:
    """Say whether an item may be the first of a list."""
    return found.value == 1 or found.label.strip("().") in {"i", "I"}


_NUMERALS = {9: 1, 22: 5, 24: 10}  # i, v and x by their place in the alphabet


def _roman(value: int) -> str:
    return {1: "i", 2: "ii", 3: "iii", 4: "iv", 5: "v", 6: "vi", 7: "vii", 8: "viii", 9: "ix", 10: "x"}.get(value, "")


def follows(number: int, last: int, *, marked: bool, blank: bool, nested: bool) -> bool:
    """Say whether a numbered line opens a paragraph, by the number of the paragraph before it.

    Args:
        number: the number found.
        last: the number of the paragraph before, 0 at the start.
        marked: a portion mark stands behind the number.
        blank: a blank line, a heading or the start of the text stands before it.
        nested: an enclosure or list of points was announced, in which numbers begin again.
    """
    if number == last + 1:
        return True
    if last < number <= last + _GAP and (marked or blank):
        return True
    if last < number <= last + _WIDE_GAP:
        return marked and blank
    if number == 1:
        return blank and (nested or marked)
    return marked and blank and number <= last
