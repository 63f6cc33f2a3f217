"""The files of the index, written and read: lists of cables, files of words, directory, columns. Pure: bytes in, bytes out.

docs/explanation/search.md describes each; browser/format.js reads them. A number here is unsigned, of seven bits a byte,
the lowest first; every byte of a number but its last has the highest bit.
"""

import base64
import gzip
import math
import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, repeat
from operator import floordiv
from typing import NamedTuple

VERSION = 3  # of the format; the browser refuses another
WEIGHTS = 4
LONGEST = 60  # letters of a stem that are kept
_FEW = 1 << 14  # numbers below take at most two bytes
_READY = [bytes([n]) if n < 128 else bytes([n & 127 | 128, n >> 7]) for n in range(_FEW)]
_SHORT = 128  # numbers below take one byte
_FILE = 2.0  # times the square root of all bytes: the size of a file of words, before compression
_LEAST = 1_024


class Record(NamedTuple):
    """A term of the index: its stem, how many documents have it, its list as it is written."""

    stem: str
    documents: int
    data: bytes


def number(value: int) -> bytes:
    """Return a number."""
    if value < _FEW:
        return _READY[value]
    out = bytearray()
    while value >= _SHORT:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def numbers(values: Iterable[int]) -> bytes:
    """Return numbers, one behind another."""
    return b"".join([_READY[value] if value < _FEW else number(value) for value in values])


class _Values(dict[bytes, int]):
    """The values of numbers as they are written; those of three bytes and more are read each time."""

    def __missing__(self, written: bytes) -> int:
        value = 0
        for byte in reversed(written):
            value = value << 7 | byte & 127
        return value


_VALUES = _Values(zip(_READY, range(_FEW), strict=True))
_WRITTEN = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")


def _numbers_in(data: bytes) -> list[bytes]:
    """Return the numbers of data, each as it is written.

    Raises:
        ValueError: the last one has no end.
    """
    if data and data[-1] >= _SHORT:
        message = "a number without an end"
        raise ValueError(message)
    return _WRITTEN.findall(data)


def read_numbers(data: bytes) -> list[int]:
    """Return the numbers of data.

    Raises:
        ValueError: the last one has no end.
    """
    return list(data) if data.isascii() else list(map(_VALUES.__getitem__, _numbers_in(data)))


def write_list(values: Sequence[int]) -> bytes:
    """Write a list: of each document its number times WEIGHTS, plus its weight; values rise, no two of one document.

    What is written is the step from the number before (times WEIGHTS), plus the weight.
    """
    steps = [values[0], *[value - (before & -WEIGHTS) for before, value in pairwise(values)]]
    return bytes(steps) if max(steps) < _SHORT else numbers(steps)


def change_list(data: bytes, added: Sequence[int], gone: set[int]) -> tuple[int, bytes]:
    """Return a list, of which some documents are taken out and some put in, and how many it then has.

    Only the stretch of the list from the first to the last of these is written anew.

    Args:
        data: the list as it is written.
        added: what is put in, in order, as for write_list; of none of these documents the list has another weight.
        gone: the numbers of documents that are taken out.
    """
    written = _numbers_in(data)
    steps = list(map(_VALUES.__getitem__, written))
    documents = list(accumulate(map(floordiv, steps, repeat(WEIGHTS))))
    ends = (*gone, *(value // WEIGHTS for value in added[:1]), *(value // WEIGHTS for value in added[-1:]))
    first, last = bisect_left(documents, min(ends)), bisect_right(documents, max(ends))
    kept = [documents[at] * WEIGHTS + steps[at] % WEIGHTS for at in range(first, last) if documents[at] not in gone]
    values = sorted((*kept, *added))
    before = documents[first - 1] * WEIGHTS if first else 0
    changed = [value - (earlier & -WEIGHTS) for earlier, value in pairwise((before, *values))]
    if last < len(written):
        end = values[-1] & -WEIGHTS if values else before
        changed.append(documents[last] * WEIGHTS + steps[last] % WEIGHTS - end)
    out = b"".join((*written[:first], numbers(changed), *written[last + 1 :]))
    return len(written) - (last - first) + len(values), out


def write_words(records: Sequence[Record]) -> bytes:
    """Write a file of words, before compression: how many, the head of each, the lists.

    A head is: letters shared with the word before (in bytes of UTF-8), bytes of the rest, the rest, how many documents,
    bytes of the list.
    """
    heads: list[bytes] = [number(len(records))]
    before = b""
    for stem, count, data in records:
        word = stem.encode()
        shared = shared_length(before, word)
        heads += [number(shared), number(len(word) - shared), word[shared:], number(count), number(len(data))]
        before = word
    return b"".join((*heads, *(record.data for record in records)))


def read_words(data: bytes) -> list[Record]:
    """Read a file of words.

    Raises:
        ValueError: it is not whole.
    """
    try:
        found = list(_heads(data))
    except (IndexError, UnicodeDecodeError):
        message = "a file of words that is not whole"
        raise ValueError(message) from None
    at = found.pop()[2] if found else 0
    out = []
    for stem, count, length in found:
        out.append(Record(stem, count, data[at : at + length]))
        at += length
    if at != len(data):
        message = "a file of words that is not whole"
        raise ValueError(message)
    return out


def _heads(data: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield stem, count and length of the list of each word; last "", 0 and where the lists begin."""
    count, at = read_number(data, 0)
    word = b""
    for _ in range(count):
        shared, at = read_number(data, at)
        length, at = read_number(data, at)
        word = word[:shared] + data[at : at + length]
        documents, at = read_number(data, at + length)
        size, at = read_number(data, at)
        yield word.decode(), documents, size
    yield "", 0, at


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """Read the number at a place; return it, and where it ends.

    Raises:
        IndexError: it has no end.
    """
    value = data[at]
    if value < _SHORT:
        return value, at + 1
    value &= 127
    shift = 7
    while True:
        at += 1
        byte = data[at]
        value |= (byte & 127) << shift
        if byte < _SHORT:
            return value, at + 1
        shift += 7


def shared_length(one: bytes, other: bytes) -> int:
    """Return how many bytes two words begin with alike, whole letters of UTF-8 only."""
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        at += 1
    while at < len(other) and other[at] & 0xC0 == 0x80:
        at -= 1
    return at


def file_size(total: int) -> int:
    """Return how large files of words are, given the bytes of all records: a power of two, so that it seldom changes.

    A question reads the directory, which has a line for each file, and a file a word: their sum is least where both grow
    with the square root of the whole.
    """
    return max(_LEAST, 1 << round(math.log2(max(1.0, _FILE * math.sqrt(total)))))


def starts(words: Sequence[tuple[str, int]], size: int) -> list[int]:
    """Return where files of words begin: the places of their first words.

    Where a file ends follows from the words near its end alone, so that a word more or less changes few files: behind a
    word whose digest falls below its share of a file, when the file has half its size; and round each word that fills a
    file by itself.

    Args:
        words: in order, each with the bytes of its record.
        size: of a file, about.
    """
    if not words:
        return []
    out = [0]
    held = 0
    half = size // 2
    for place, (stem, length) in enumerate(words):
        large = length >= half
        if large and held:
            out.append(place)
            held = 0
        held += length
        if large or (held >= half and zlib.crc32(stem.encode()) < (length << 32) // half):
            out.append(place + 1)
            held = 0
    return out[:-1] if out[-1] == len(words) else out


def separator(before: str, first: str) -> str:
    """Return the shortest beginning of a word that comes after the word before it."""
    return first[: next((at for at, (a, b) in enumerate(zip(before, first, strict=False)) if a != b), len(before)) + 1]


def name_of(separator_: str, folder: str = "words") -> str:
    """Return the name of the file of words that begins there, or of what is named so in another folder."""
    return f"{folder}/{separator_.encode().hex() or '0'}.bin"


def pack(data: bytes) -> bytes:
    """Compress a file."""
    return gzip.compress(data, 6, mtime=0)


def script(name: str, data: bytes) -> bytes:
    """Return a compressed file of the index as a script, for pages opened from a disk: browsers load nothing else there.

    Args:
        name: of the file, within the folder of the index.
        data: its bytes as they are in the site.
    """
    return b'(globalThis.SearchFiles ??= {})["%b"] = "%b";\n' % (name.encode(), base64.b64encode(data))


def script_size(name: str, size: int) -> int:
    """Return how many bytes the script of a file of so many bytes takes."""
    return len(script(name, b"")) + 4 * -(-size // 3)


def check(data: bytes) -> int:
    """Return two bytes that tell a file, before compression, from another state of it."""
    return zlib.crc32(data) & 0xFFFF


def write_directory(head: bytes, files: Sequence[tuple[str, int]]) -> bytes:
    """Write the directory, before compression: a line of JSON, then of each file of words its separator and check."""
    out = [head, b"\n", number(len(files))]
    before = b""
    for text, _ in files:
        word = text.encode()
        shared = shared_length(before, word)
        out += [number(shared), number(len(word) - shared), word[shared:]]
        before = word
    out += [told.to_bytes(2, "little") for _, told in files]
    return b"".join(out)
