"""The words of a shard, cut into files. Pure: bytes in, bytes out.

A search loads the file in which a word stands, of every shard that may answer. Pagefind fills its files to about 30 kB
whatever the shard holds, and names each in the list that is loaded first. The smaller the files, the longer that list:
the sum is least where the size of a file grows with the square root of the whole, so that of a small shard little is
loaded as well.

A file is ``[[word, pages, variants], ...]`` in order of words, in CBOR (RFC 8949; postings.py).
"""

import gzip
import math
from collections.abc import Iterator, Sequence

from generator.output.search.cbor import list_head
from generator.output.search.lexicon import SIGNATURE

_SIZE = 4  # times the square root of all bytes: 12 kB compressed of a shard of 5,000 cables
_LEAST = 512


def cut_words(words: Sequence[tuple[str, bytes]]) -> tuple[list[str], list[bytes]]:
    """Return the first word of each file (the shortest text after which all its words come), and the files.

    Args:
        words: each with what is written of it, in order.
    """
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


def _groups(words: Sequence[tuple[str, bytes]], size: int) -> Iterator[list[tuple[str, bytes]]]:
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
