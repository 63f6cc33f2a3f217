"""Pagefind's files of words, cut anew into smaller ones. Pure: bytes in, bytes out.

A search loads the file in which a word stands, of every shard that may answer. Pagefind fills its files to about 30 kB
whatever the shard holds, and names each in the list that is loaded first. The smaller the files, the longer that list:
the sum is least where the size of a file grows with the square root of the whole, so that of a small shard little is
loaded as well.

A file is ``[[word, pages, variants], ...]`` in order of words, in CBOR (RFC 8949).
"""

import gzip
import math
import re
from collections.abc import Iterable, Iterator

from generator.output.search.cbor import list_head

SIGNATURE = b"pagefind_dcd"
_SIZE = 4  # times the square root of all bytes: 12 kB compressed of a shard of 5,000 cables
_LEAST = 512
# Numbers and heads of lists, up to the next text or the end. Possessive: of no byte is it asked twice what it is.
_NO_TEXT = re.compile(
    rb"(?:[\x00-\x17\x20-\x37\x80-\x97]|[\x18\x38\x98].|[\x19\x39\x99]..|[\x1a\x3a\x9a].{4}|[\x1b\x3b\x9b].{8})*+",
    re.DOTALL,
)
_TEXT, _TEXTS = 0x60, 24
_WORD = 0x83  # the head of a list of three, as each word is; a variant is one of two


def cut_words(files: Iterable[bytes]) -> tuple[list[str], list[bytes]]:
    """Return the first word of each new file (the shortest text after which all its words come), and the files.

    Args:
        files: what Pagefind's files hold, without signature, in order of their words.

    Raises:
        ValueError: they are not what Pagefind 1.5 writes.
    """
    words = [word for file in files for word in _words_of(file)]
    size = max(_LEAST, int(_SIZE * math.sqrt(sum(len(data) for _, data in words))))
    starts: list[str] = []
    out: list[bytes] = []
    last = ""
    for group in _groups(words, size):
        first = group[0][0]
        starts.append(first[: _shared(last, first) + 1] if starts else "")
        last = group[-1][0]
        data = b"".join((SIGNATURE, list_head(1), list_head(len(group)), *(one for _, one in group)))
        out.append(gzip.compress(data, 6, mtime=0))
    return starts, out


def _words_of(file: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each word of a file with its bytes."""
    begun: tuple[str, int] | None = None
    at = 0
    while True:
        found = _NO_TEXT.match(file, at)
        at = found.end() if found else at
        if at == len(file):
            break
        length, text = file[at] - _TEXT, at + 1
        if length >= _TEXTS:
            width = 1 << (length - _TEXTS)
            length, text = int.from_bytes(file[text : text + width], "big"), text + width
        if file[at] < _TEXT or text + length > len(file) or at == 0:
            message = "a file of words is not as Pagefind writes it"
            raise ValueError(message)
        if file[at - 1] == _WORD:
            if begun is not None:
                yield begun[0], file[begun[1] : at - 1]
            begun = file[text : text + length].decode("utf-8"), at - 1
        at = text + length
    if begun is not None:
        yield begun[0], file[begun[1] :]


def _groups(words: list[tuple[str, bytes]], size: int) -> Iterator[list[tuple[str, bytes]]]:
    """Yield neighbours of about size bytes together, parted where two words have least in common.

    Who asks for the beginning of a word finds it with all endings that stand in one file.
    """
    group: list[tuple[str, bytes]] = []
    held, best, common = 0, 0, 0  # bytes in group; where it is best cut, 0 for nowhere, and what is shared there
    for place, (word, data) in enumerate(words):
        group.append((word, data))
        held += len(data)
        if 2 * held < size or place + 1 == len(words):
            continue
        shared = _shared(word, words[place + 1][0])
        if not best or shared <= common:
            best, common = len(group), shared
        if 2 * held >= 3 * size:
            yield group[:best]
            group = group[best:]
            held, best = sum(len(one) for _, one in group), 0
    if group:
        yield group


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
