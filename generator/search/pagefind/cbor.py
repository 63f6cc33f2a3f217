"""The little of CBOR (RFC 8949) that Pagefind's files are made of: whole numbers, text, lists. Pure.

Anything else is a ValueError: then the file is not of a version that we know.
"""

from collections.abc import Sequence
from typing import TypeAlias

Item: TypeAlias = "int | str | list[Item]"

_NUMBER = 0  # kinds of items
_NEGATIVE = 1
_TEXT = 3
_LIST = 4
_SHORT = 24  # arguments below this stand in the first byte
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
_ENDLESS = 31
_BREAK = 0xFF


def decode(data: bytes) -> Item:
    """Read one item that fills data.

    Raises:
        ValueError: data is cut short, goes on behind the item, or holds another kind of item.
    """
    try:
        item, end = _item(data, 0)
    except (IndexError, RecursionError):
        message = "cut short"
        raise ValueError(message) from None
    if end != len(data):
        message = "more than one item"
        raise ValueError(message)
    return item


def _item(data: bytes, at: int) -> tuple[Item, int]:
    kind, low = divmod(data[at], 32)
    at += 1
    if low < _SHORT:
        number = low
    elif low in _WIDTHS:
        end = at + _WIDTHS[low]
        if end > len(data):
            raise IndexError
        number, at = int.from_bytes(data[at:end], "big"), end
    elif kind == _LIST and low == _ENDLESS:
        endless: list[Item] = []
        while data[at] != _BREAK:
            item, at = _item(data, at)
            endless.append(item)
        return endless, at + 1
    else:
        message = "an item without an end"
        raise ValueError(message)
    if kind == _NUMBER:
        return number, at
    if kind == _NEGATIVE:
        return -1 - number, at
    if kind == _TEXT:
        if at + number > len(data):
            raise IndexError
        return data[at : at + number].decode("utf-8"), at + number
    if kind == _LIST:
        items: list[Item] = []
        for _ in range(number):
            item, at = _item(data, at)
            items.append(item)
        return items, at
    message = f"an item of kind {kind}"
    raise ValueError(message)


def list_head(length: int) -> bytes:
    """Return the bytes with which a list of so many items begins."""
    return _head(_LIST, length)


def text(words: str) -> bytes:
    """Return a text."""
    data = words.encode("utf-8")
    return _head(_TEXT, len(data)) + data


def number(value: int) -> bytes:
    """Return a whole number."""
    if 0 <= value < len(READY):
        return READY[value]
    return _head(_NUMBER, value) if value >= 0 else _head(_NEGATIVE, -1 - value)


def numbers(values: Sequence[int]) -> bytes:
    """Return a list of whole numbers."""
    return list_head(len(values)) + b"".join(map(number, values))


def _head(kind: int, argument: int) -> bytes:
    if argument < _SHORT:
        return bytes([kind * 32 + argument])
    low = next(low for low, width in _WIDTHS.items() if argument < 1 << 8 * width)
    return bytes([kind * 32 + low]) + argument.to_bytes(_WIDTHS[low], "big")


READY = [_head(_NUMBER, value) for value in range(1 << 12)]  # the numbers that are written most
