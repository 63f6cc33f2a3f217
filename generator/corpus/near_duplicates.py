"""Nearly the same text under several ids: two versions of one cable. Pure; compares sketches, never texts."""

import string
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

SKETCH = 8
_WIDTH = 4
_SHORTEST_BLOCK = 60
_ALIKE = 0.6
_LEAST_SHARED = 2
_KEYS = 3
_COMMON = 25  # a paragraph that stands in more cables than this is boilerplate, and tells nothing
_SMALL = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
_NOT_LETTERS = bytes(set(range(128)) - set((string.ascii_letters + string.digits).encode()))


def sketch_of(texts: Iterable[str]) -> bytes:
    """Return the eight smallest checksums of a text's longer blocks: enough to see that two texts are nearly the same.

    They stand in order, each in four bytes. Case, white space and punctuation do not count, so that two copies that were
    cut into lines differently agree.
    """
    sums = {
        crc32(text.encode("ascii", "ignore").translate(_SMALL, _NOT_LETTERS))
        for text in texts
        if len(text) >= _SHORTEST_BLOCK
    }
    return pack_sketch(sums)


def pack_sketch(sums: Iterable[int]) -> bytes:
    """Pack the smallest of some checksums of 32 bits, as sketch_of gives them."""
    return b"".join(one.to_bytes(_WIDTH, "big") for one in sorted(sums)[:SKETCH])


def find_versions(sketches: Sequence[bytes], words: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return, for each position that has them, the positions of other versions of its text, the longest first.

    Time grows with the number of cables: only those are compared that share one of their three smallest checksums.
    """
    found: dict[int, set[int]] = {}
    for group in _sharing(sketches):
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                if other not in found.get(one, ()) and _are_alike(sketches[one], sketches[other]):
                    found.setdefault(one, set()).add(other)
                    found.setdefault(other, set()).add(one)
    return {one: tuple(sorted(others, key=lambda at: (-words[at], at))) for one, others in found.items()}


def sharing_keys(sketches: Sequence[bytes], others: Iterable[bytes]) -> set[int]:
    """Return the positions of the sketches that share one of their three smallest checksums with one of the others."""
    keys = {key for sketch in others for key in _sums(sketch[: _KEYS * _WIDTH])}
    return {at for at, sketch in enumerate(sketches) if not keys.isdisjoint(_sums(sketch[: _KEYS * _WIDTH]))}


def _sharing(sketches: Sequence[bytes]) -> Iterator[list[int]]:
    """Yield groups of two and more positions whose sketches share a key."""
    count = max(len(sketches), 1)
    packed = array("Q")  # one number a key, checksum above position: a quarter of the memory of a dict
    for at, sketch in enumerate(sketches):
        for key in _sums(sketch[: _KEYS * _WIDTH]):
            packed.append(key * count + at)
    keys = sorted(packed)
    begin = 0
    while begin < len(keys):
        end = begin + 1
        key = keys[begin] // count
        while end < len(keys) and keys[end] // count == key:
            end += 1
        if 1 < end - begin <= _COMMON:
            yield [one % count for one in keys[begin:end]]
        begin = end


def _sums(sketch: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(sketch) // _WIDTH}I", sketch)


def _are_alike(one: bytes, other: bytes) -> bool:
    """Say whether two sketches are of nearly the same text: of their smallest checksums together most are shared."""
    ours, theirs = _sums(one), _sums(other)
    both = set(ours) & set(theirs)
    union = sorted({*ours, *theirs})[:SKETCH]
    shared = sum(key in both for key in union)
    return shared >= min(_LEAST_SHARED, len(union)) and shared >= _ALIKE * len(union)
