"""Mac Roman, in which programs of old Macs saved tables and texts: told from Windows-1252 by the words. Pure."""

import re

_MAC_LETTERS = frozenset("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûüßÆØæøÀÃÕŒœÿŸÂÊÁËÈÍÎÏÌÓÔÒÚÛÙ")
_MAC_MARKS = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u00ab\u00bb\u00a7\u00b0\u00a3\u00a9\u00ae\u2122\u00a0"
)
_IN_WORDS = frozenset("\u2018\u2019\u2013\u2014\u00b7\u00ad\u00b4")  # signs that Windows-1252 may have within a word
_FEWEST_SIGNS = 3
_FEWEST_KINDS = 2


def is_mac_roman(data: bytes) -> bool:
    """Say whether the bytes of a text that is no UTF-8 prove that it is Mac Roman and not Windows-1252.

    They do where three or more stand within words, of two kinds or more, for which Windows-1252 has a sign, nothing, or a
    capital between small letters, and where none is a sign within a word, or a capital in a small word, in Mac Roman.
    """
    signs = mac_signs(data)
    return signs is not None and len(signs) >= _FEWEST_SIGNS and len(set(signs)) >= _FEWEST_KINDS


def mac_signs(data: bytes) -> list[str] | None:
    """Return the letters of Mac Roman that speak against Windows-1252, None where something speaks against Mac Roman."""
    mac = data.decode("mac_roman")
    signs = []
    for found in re.finditer(rb"[\x80-\xff]", data):
        at = found.start()
        letter, before, after = mac[at], mac[at - 1 : at], mac[at + 1 : at + 2]
        if letter not in _MAC_LETTERS:
            if letter not in _MAC_MARKS or (
                letter != "\u2019" and before.isalpha() and after.isalpha() and letter not in _IN_WORDS
            ):
                return None
            continue
        if (letter.isupper() and before.islower()) or (letter.islower() and before.isupper() and after.isupper()):
            return None
        if before.isalpha() and after.isalpha():
            windows = found[0].decode("cp1252", "ignore")
            capital = windows.isupper() and before.islower() and after.islower()
            if capital or not (windows.isalpha() or windows in _IN_WORDS):
                signs.append(letter)
    return signs
