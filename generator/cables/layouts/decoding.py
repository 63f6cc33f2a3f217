"""Bytes -> text with one kind of line end and no character that cannot be seen. docs/format.md, "Decoding"."""

import re

Damage = tuple[str, int, str]

_SPACES = ("\u00a0", "\u2007", "\u202f", "\u2009", "\u2003", "\u2002", "\t")
# Marks without width and controls of direction: they hide or turn round what a reader sees.
_UNSEEN = ("\ufeff", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u00ad", "\u2060")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029", "\x85")
_BINARY_SHARE = 0.02
_SAMPLE = 65_536
# Every byte of ASCII that a text may hold as it is, and all above, which are looked at as letters.
_PLAIN_BYTES = bytes([10, 13, *range(32, 127), *range(128, 256)])


def decode(data: bytes) -> tuple[str, list[Damage]]:
    """Decode a file: UTF-8 with or without mark, UTF-16 with mark, else Windows-1252.

    Returns:
        The text, line ends as ``\\n``, special blanks as blanks, unseen characters removed; and the damage met as
        (code, line, detail).
    """
    damage: list[Damage] = []
    if not data.strip():
        return "", [("C001", 1, "")]
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            text = data.decode("cp1252", "replace")
            damage.append(("C003", line, ""))
    if data.translate(None, _PLAIN_BYTES) or not text.isascii():
        sample = text[:_SAMPLE]
        found = len(_CONTROLS.findall(sample))
        if found > len(sample) * _BINARY_SHARE:
            damage = [("C005", 1, "")]
        return clean(text), damage
    return (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text), damage


def clean(text: str) -> str:
    """Bring line ends and blanks to one kind each and take out what cannot be seen."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        text = text.replace("\t", " ")
    if not text.isascii():
        for end in _LINE_ENDS[2:]:
            if end in text:
                text = text.replace(end, "\n")
        for space in _SPACES[:-1]:
            if space in text:
                text = text.replace(space, " ")
        for mark in _UNSEEN:
            if mark in text:
                text = text.replace(mark, "")
        text = _TURNING.sub("", text)
    return _CONTROLS.sub("", text)
