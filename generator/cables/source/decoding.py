"""Bytes -> text with one kind of line end and no character that cannot be seen. docs/reference/format.md, "Decoding".

Knows nothing of layouts: what is message and what wraps it is told apart in the modules beside this one.
"""

import re

import msgspec

Damage = tuple[str, int, str]

_PLAIN = bytes([10, *range(32, 127)])  # a line feed and what a typewriter prints
_CONTROLS = frozenset(map(chr, [*range(9), *range(14, 32), *range(127, 160)])) - {"\x85"}
# What becomes something else (a blank, a line end) or nothing: controls, marks without width, controls of direction.
_REPLACED = {
    **dict.fromkeys(
        "\t\x0b\x0c\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\r\x85\u2028\u2029", "\n"),
    **dict.fromkeys("\ufeff\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\u061c", ""),
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
    **dict.fromkeys(_CONTROLS, ""),
}
_SPECIAL = frozenset(_REPLACED)
_ENTITY = re.compile(r"&(?:#(\d{1,6})|#[xX]([0-9A-Fa-f]{1,5})|(amp|quot|lt|gt|nbsp|apos));")
_NAMED = {"amp": "&", "quot": '"', "lt": "<", "gt": ">", "nbsp": " ", "apos": "'"}
_C1 = range(128, 160)  # browsers read these as Windows-1252
_LAST = 0x10FFFF
_BINARY_SHARE = 0.02
_SAMPLE = 65_536


class Decoded(msgspec.Struct, frozen=True):
    """A file as lines of text without blanks at their ends, and the damage met so far, to which readers add theirs.

    marked says that a line holds something that ``as_message`` has to set aside.
    """

    lines: list[str]
    damage: list[Damage]
    marked: bool


def decode(data: bytes) -> tuple[str, list[Damage]]:
    r"""Decode a file: UTF-8 with or without mark, UTF-16 with mark, else Windows-1252.

    Returns:
        The text, line ends as ``\\n``, special blanks as blanks, unseen characters removed; and the damage met as
        (code, line, detail).
    """
    odd = data.translate(None, _PLAIN)
    if not odd:
        return data.decode("ascii"), []
    damage: list[Damage] = []
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = data.decode("utf-16", "replace")
        letters = set(text)
    else:
        try:
            text = data.decode("utf-8-sig")
            letters = set(odd.decode())  # taking out whole ASCII characters leaves the others whole
        except UnicodeDecodeError as error:
            text = data.decode("cp1252", "replace")
            letters = set(text)
            damage.append(("C003", data.count(b"\n", 0, error.start) + 1, ""))
    if not letters.isdisjoint(_CONTROLS) and _is_binary(text):
        damage = [("C005", 1, "")]
    return _replace(text, letters), damage


def clean(text: str) -> str:
    """Bring line ends and blanks of a text to one kind each and take out what cannot be seen."""
    return text if text.isprintable() else _replace(text, set(text))


def _replace(text: str, letters: set[str]) -> str:
    found = letters & _SPECIAL
    if "\r" in found:
        text = text.replace("\r\n", "\n")
    if "\x0c" in found:  # a new page begins a line
        text = text.replace("\n\x0c", "\n")
    for letter in found:
        text = text.replace(letter, _REPLACED[letter])
    return text


def _is_binary(text: str) -> bool:
    """Say whether a text has more controls than damage would leave: one of fifty characters at its beginning."""
    sample = text[:_SAMPLE]
    return sum(map(_CONTROLS.__contains__, sample)) > len(sample) * _BINARY_SHARE


def unescape(text: str) -> str:
    """Replace entities that dumps leave in a text: numbered ones, and the few names that need no list.

    Only whole ones, with their semicolon: damaged quotes look like entities (``&pounding ahead8``). One that stands for
    what cannot be seen stays as it is.
    """
    return _ENTITY.sub(_character, text) if "&" in text and ";" in text else text


def escape(text: str) -> str:
    """Return a text that ``unescape`` turns back into text: the ampersand of what looks like an entity is made one."""
    return _ENTITY.sub(lambda match: f"&amp;{match[0][1:]}", text) if "&" in text and ";" in text else text


def _character(match: "re.Match[str]") -> str:
    if match[3]:
        return _NAMED[match[3]]
    number = int(match[1]) if match[1] else int(match[2], 16)
    if number > _LAST:
        return match[0]
    letter = bytes([number]).decode("cp1252", "replace") if number in _C1 else chr(number)
    if letter in _SPECIAL and _REPLACED[letter] == " ":
        return " "
    if letter == "\r":  # the half of a line end that programs write as an entity, above a line end
        return ""
    return letter if letter.isprintable() else match[0]


def split_lines(text: str) -> list[str]:
    """Split a decoded text into lines without blanks at their ends."""
    return list(map(str.rstrip, text.split("\n")))


def has_marks(text: str) -> bool:
    """Say whether a text holds pilcrows, lost characters, backslashes or stamps, which are no part of the message."""
    return "\u00b6" in text or "\ufffd" in text or "\\" in text or "Declassified/Released" in text
