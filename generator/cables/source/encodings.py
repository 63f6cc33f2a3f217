"""Text that was encoded in UTF-8 twice, because a program took it for Windows-1252 or Latin-1 on its way here. Pure.

A text is read as what it was meant to be only where the whole of it proves it; where it does not, it stays as it is.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

# The byte from which each letter came: as Windows-1252 has it, or by its number, as Latin-1 has it.
_BYTES = {chr(number): number for number in range(256)} | {
    letter: number for number in range(128, 160) if (letter := bytes([number]).decode("cp1252", "ignore"))
}
_FOLLOWING = "".join(re.escape(letter) for letter, number in _BYTES.items() if 0x80 <= number < 0xC0)
_SEQUENCE = f"(?:[Â-ß][{_FOLLOWING}]|[à-ï][{_FOLLOWING}]{{2}}|[ð-ô][{_FOLLOWING}]{{3}})"
_RUN = re.compile(f"{_SEQUENCE}+")
# Marks that may stand behind a word in capitals that ends in Â or Ã, as ``IRMÃ’S`` does, prove nothing.
_CLOSING = "\u2019\u201d\u2026\u2013\u2014\u203a\u00bb\u00a0\u00ad\x92\x94\x85\x96\x97\x9b"
_PROOF = re.compile(
    f"(?:{_SEQUENCE}){{3,}}|[ÂÃ](?![{_CLOSING}])[{_FOLLOWING}]|(?<![A-Za-zÀ-ÿ])Â\u00a0"
    f"|â[\u20ac\x80\u201a\x82\u201e\x84][{_FOLLOWING}]"
)
# A capital that Windows-1252 has between the marks of UTF-8, as in ``CAFÉ’S``, stands alone; letters of a script do not.
_ALONE = re.compile(f"(?:{_SEQUENCE}){{3,}}|([Æ-ß][{_FOLLOWING}])")
_CONTROLS = re.compile("[\x80-\x9f]")
_FEWEST = 2
_MOST_TIMES = 3
_WORD = 40


class Reading(msgspec.Struct, frozen=True):
    """Values as they were meant, whether that is proven, and a word as it was and as it is read.

    word is "" where no value looks like text that was encoded twice; read is "" where one does, and nothing proves it.
    """

    values: list[str]
    word: str = ""
    read: str = ""


def undo_twice(values: Sequence[str]) -> Reading:
    """Read the values of a record that were encoded in UTF-8 twice (``Ã©`` for é) as what they were meant to be.

    Proven is what encodes to Windows-1252 or Latin-1, and decodes as UTF-8 with nothing broken and with two sequences that no
    text has by itself. All values prove it together, or none is changed.
    """
    text = "\n".join(values)
    if text.isascii() or (found := _PROOF.search(text)) is None:
        return Reading(list(values))
    word = _word(text, found)
    levels = 0
    while levels < _MOST_TIMES and (once := _undone(text)) is not None:
        text, levels = once, levels + 1
    if not levels or _CONTROLS.search(text):
        return Reading(list(values), word)
    return Reading([_through(value, levels) for value in values], word, _through(word, levels))


def twice_encoded(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each place in a text that may have been encoded twice, and what it would mean, proven or not."""
    for match in _RUN.finditer(text):
        try:
            yield match.start(), match.end(), bytes(map(_BYTES.__getitem__, match[0])).decode()
        except UnicodeDecodeError:
            continue


def _undone(text: str) -> str | None:
    """Return a text with one encoding undone, None where it does not prove that there were two."""
    if sum(_sequences(match[0]) for match in _PROOF.finditer(text)) < _FEWEST:
        return None
    if any(match[1] for match in _ALONE.finditer(text)):
        return None
    try:
        return bytes(map(_BYTES.__getitem__, text)).decode()
    except (KeyError, UnicodeDecodeError):
        return None


def _sequences(text: str) -> int:
    return len(re.findall(_SEQUENCE, text))


def _through(text: str, levels: int) -> str:
    """Undo encodings of a part of a text that is proven."""
    for _ in range(levels):
        text = bytes(map(_BYTES.__getitem__, text)).decode("utf-8", "replace")
    return text


def _word(text: str, found: "re.Match[str]") -> str:
    """Return the word where a sign was found, or the sign alone where that word is long."""
    begin, end = found.span()
    while begin and text[begin - 1] not in " \t\r\n":
        begin -= 1
    while end < len(text) and text[end] not in " \t\r\n":
        end += 1
    return text[begin:end] if end - begin <= _WORD else found[0][:_WORD]
