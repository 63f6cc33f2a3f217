"""Text -> its letters and figures as they are compared: one case, one form of each letter, nothing that parts them.

Two texts that a reader would call the same words fold to the same letters: composed and decomposed accents, ligatures,
``ß`` and ``SS``, wide letters, letters with marks of no width between them. Pure; keeps no positions unless asked.
"""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, combining, is_normalized, normalize

# What a reader never sees: Unicode's default ignorable code points, marks of annotation, lost characters.
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
BREAK = (
    "\x1e"  # ends a text: no phrase holds it, so none is found across it; ``unbroken`` takes it out of others' texts
)
_IGNORED = re.compile(f"[{IGNORABLE}]+")
_BYTES = re.compile("[\udc80-\udcff]")  # bytes that were no UTF-8, as Python decodes them with surrogateescape
_HIDDEN_MARK = re.compile(f"[{IGNORABLE}][\u0300-\u036f]")
# Signs that Unicode counts among the letters: apostrophes, marks of sound and of tone, the stroke that makes a word longer.
SIGNS = "\u02b9-\u02c1\u02c6-\u02d1\u02ec\u02ee\u0374\u0559\u0640\u07fa\ua717-\ua71f\ua788\ua78b\ua78c"
_SIGNS = re.compile(f"[{SIGNS}]+")
_JAMO = range(0x1160, 0x1200)  # vowels and final consonants, which join the letter before them
_ASCII_LETTERS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LOWER = bytes(range(256)).lower()
_NO_LETTERS = bytes(set(range(128)) - set(_ASCII_LETTERS) - set(BREAK.encode()))
HEAD = 4096  # bytes by which text is told from what is none
_LONGEST_KEPT = 40  # characters of a piece whose letters are kept for the next


def fold(text: str) -> str:
    """Return the letters and figures of a text as they are compared, and ``BREAK`` where one text ends."""
    if text.isascii():
        return text.encode("ascii").translate(_LOWER, _NO_LETTERS).decode("ascii")
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    try:
        letters = text.encode("ascii", _FOLDED)
    except _HiddenMarkError:
        letters = normalize("NFC", _IGNORED.sub("", text)).encode("ascii", _FOLDED)
    return letters.translate(_LOWER, _NO_LETTERS).decode("utf-8", "surrogatepass")


class _HiddenMarkError(Exception):
    """A mark stands on a letter with something between that no reader sees."""


def _folded(error: UnicodeError) -> tuple[bytes, int]:
    """Return the letters of a run that is not ASCII: as a handler of codecs, the fastest way to find such runs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    run = error.object[error.start : error.end]
    return _letters_of(run) if len(run) > _LONGEST_KEPT else _kept_letters_of(run), error.end


def unbroken(text: str) -> str:
    """Return a text of anybody's without what would end it here; it stays as long as it is."""
    return text.replace(BREAK, "\x1f")


def in_other_encodings(data: bytes) -> Iterator[str]:
    """Yield a text that is no UTF-8 as those read it who know that it is in another encoding than Windows-1252."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        yield from (unbroken(data.decode(encoding, "replace")) for encoding in _ENCODINGS)


def is_wide(data: bytes) -> bool:
    """Say whether a file is text in UTF-16 or UTF-32: by its mark, or because some bytes of its beginning alone are none."""
    head = data[:HEAD]
    fewer, more = sorted((head[::2].count(0), head[1::2].count(0)))
    is_of_two = more * 4 > len(head) and fewer * 4 < more
    return head[:2] in {b"\xff\xfe", b"\xfe\xff"} or is_of_two or _four_bytes(head) != ""


def _four_bytes(head: bytes) -> str:
    """Return the encoding of a text of four bytes a sign, "" for none: two of the four are always nought."""
    zeros = [head[at::4].count(0) * 4 > len(head) * 0.9 for at in range(4)]
    if zeros[2:] == [True, True] and not zeros[0]:
        return "utf-32-le"
    return "utf-32-be" if zeros[:2] == [True, True] and not zeros[3] else ""


def decoded(data: bytes) -> str:
    """Return a text; bytes that are no UTF-8 stay apart, and are read as Windows-1252 where they are compared."""
    if b"\0" in data[:HEAD] or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        head = data[:HEAD]
        four = _four_bytes(head)
        if four:
            return data.decode(four, "replace").removeprefix("\ufeff")
        big = head[:2] == b"\xfe\xff" or (head[:2] != b"\xff\xfe" and head[::2].count(0) > head[1::2].count(0))
        return data.decode("utf-16-be" if big else "utf-16-le", "replace").removeprefix("\ufeff")
    return data.decode("utf-8", "surrogateescape")


def _letters_of(run: str) -> bytes:
    if _HIDDEN_MARK.search(run):
        raise _HiddenMarkError
    run = _IGNORED.sub("", _BYTES.sub(_from_windows, run))
    run = _SIGNS.sub("", normalize("NFKC", normalize("NFKC", run).casefold()))
    letters = [_LETTERS.get(one, one) for one in run if one < "\x80" or one.isalnum() or _is_vowel(one)]
    return "".join(letters).encode("utf-8", "surrogatepass")


_kept_letters_of = lru_cache(maxsize=1 << 13)(_letters_of)


def _from_windows(found: re.Match[str]) -> str:
    """Return the letter of a byte that is no UTF-8: such bytes come from Windows-1252."""
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


# Those of old texts and tables: of Windows, of DOS, of Unix, of the Mac, of East Asia.
_ENCODINGS = (
    "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp437", "cp850", "cp852", "cp866", "koi8-u",
    "iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "mac-roman", "mac-cyrillic", "gb18030", "big5",
    "shift-jis", "euc-jp", "euc-kr",
)  # fmt: skip
_FOLDED = "reading-room-folded"
codecs.register_error(_FOLDED, _folded)
# What a dotless i is set as in capitals is what an i is set as; two letters joined are two; figures of other scripts.
_LETTERS = {"\u0131": "i", "\u00e6": "ae", "\u0153": "oe"} | {
    chr(ord(nought) + figure): str(figure)
    for nought in "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u0f20\u1040\u17e0\u1810"
    for figure in range(10)
}


def _is_vowel(one: str) -> bool:
    """Say whether a mark is a letter of its script, no accent and no circle: those of Indic scripts have no combining class."""
    return category(one) in {"Mn", "Mc"} and not combining(one)


def places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each letter of a text, folded, with where it begins and ends; one that folds to several is yielded so often.

    Joined they are what ``fold`` returns.
    """
    if text.isascii():
        yield from ((one.lower(), at, at + 1) for at, one in enumerate(text) if one.isalnum() or one == BREAK)
        return
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        for letter in fold(text[start:end]):
            yield letter, start, end
        start = end


def _joins(one: str) -> bool:
    return one > "\x7f" and (category(one)[0] == "M" or ord(one) in _JAMO or _IGNORED.match(one) is not None)
