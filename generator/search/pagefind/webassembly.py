"""A WebAssembly module without the functions that nobody calls. Pure: bytes in, bytes out.

Numbers of functions stay as they are: one that is not called keeps its place, with a body of one instruction that stops the
module. The names of the format are those of its specification (https://webassembly.github.io/spec/core/binary/).
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from generator.search.format import number, read_number, read_numbers

_HEAD = b"\0asm\1\0\0\0"
_IMPORTS, _FUNCTIONS, _EXPORTS, _ELEMENTS, _CODE = 2, 3, 7, 9, 10  # kinds of sections
_CUSTOM = 0
_FUNCTION = 0  # kind of an import or export
_STOP = b"\0\0\x0b"  # a body without variables: unreachable, end
_CALL, _CALL_INDIRECT, _TAKE = 0x10, 0x11, 0xD2  # call, call_indirect, ref.func
# br_table, select of types, two-part instructions, i32.const
_BRANCHES, _SELECT, _LONG, _CONST = 0x0E, 0x1C, 0xFC, 0x41
_END = 0x0B
# How many numbers follow an instruction; those that are not named here have none.
_NUMBERS = {
    **dict.fromkeys((0x02, 0x03, 0x04, 0x0C, 0x0D, *range(0x20, 0x27), 0x3F, 0x40, _CONST, 0x42, 0xD0), 1),
    **dict.fromkeys((*range(0x28, 0x3F), _CALL_INDIRECT), 2),
    _CALL: 1,
    _TAKE: 1,
}
_WIDTHS = {0x43: 4, 0x44: 8}  # bytes that follow: constants of floating point
_KNOWN = frozenset({0x00, 0x01, 0x05, _END, 0x0F, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)})
_LONG_NUMBERS = {
    **dict.fromkeys(range(8), 0),
    **dict.fromkeys((8, 10, 12, 14), 2),
    **dict.fromkeys((9, 11, 13, 15, 16, 17), 1),
}


class _Calls(NamedTuple):
    """What a body calls: functions, and the types of those that it calls by their place in a table."""

    functions: frozenset[int]
    types: frozenset[int]


def without_unused(module: bytes, exports: Collection[str]) -> bytes:
    """Return a module with these exports, and those that are no functions, and what they need.

    Raises:
        ValueError: it is no module, has none of a name, or has an instruction that is not known here.
    """
    try:
        return _shortened(module, exports)
    except IndexError:
        message = "a WebAssembly module that is cut short"
        raise ValueError(message) from None


def _shortened(module: bytes, exports: Collection[str]) -> bytes:
    if not module.startswith(_HEAD):
        message = "not a WebAssembly module"
        raise ValueError(message)
    sections = list(_sections(module))
    parts = dict(sections)
    exported = list(_exports(parts[_EXPORTS]))
    kept = [(name, kind, at) for name, kind, at in exported if kind != _FUNCTION or name in exports]
    missing = set(exports) - {name for name, _, _ in kept}
    if missing:
        message = f"a WebAssembly module without {min(missing)}"
        raise ValueError(message)
    first = _imported(parts.get(_IMPORTS, b"\0"))
    bodies = list(_bodies(parts[_CODE]))
    types = read_numbers(parts[_FUNCTIONS])[1:]  # the first is how many
    in_table = set(_elements(parts.get(_ELEMENTS, b"\0")))
    called = set[int]()
    seen_types = set[int]()
    to_see = [at for _, kind, at in kept if kind == _FUNCTION]
    while to_see:
        function = to_see.pop()
        if function in called:
            continue
        called.add(function)
        if function >= first:
            calls = _calls(bodies[function - first])
            to_see += calls.functions
            new = calls.types - seen_types
            seen_types |= new
            to_see += [one for one in in_table if one >= first and types[one - first] in new]
    parts[_EXPORTS] = number(len(kept)) + b"".join(
        _sized(name.encode()) + bytes([kind]) + number(at) for name, kind, at in kept
    )
    parts[_CODE] = number(len(bodies)) + b"".join(
        _sized(body if at in called else _STOP) for at, body in enumerate(bodies, first)
    )
    return _HEAD + b"".join(bytes([kind]) + _sized(parts[kind]) for kind, _ in sections if kind != _CUSTOM)


def _sections(module: bytes) -> Iterator[tuple[int, bytes]]:
    at = len(_HEAD)
    while at < len(module):
        kind = module[at]
        size, at = read_number(module, at + 1)
        if at + size > len(module):
            raise IndexError
        yield kind, module[at : at + size]
        at += size


def _exports(data: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield name, kind and number of each export."""
    count, at = read_number(data, 0)
    for _ in range(count):
        size, at = read_number(data, at)
        name = data[at : at + size].decode()
        place, after = read_number(data, at + size + 1)
        yield name, data[at + size], place
        at = after


def _imported(data: bytes) -> int:
    """Return how many functions are imported; all imports must be functions."""
    count, at = read_number(data, 0)
    for _ in range(count):
        for _ in range(2):  # names of a module, and in it
            size, at = read_number(data, at)
            at += size
        if data[at] != _FUNCTION:
            message = "a WebAssembly module that imports other things than functions"
            raise ValueError(message)
        _, at = read_number(data, at + 1)
    return count


def _bodies(data: bytes) -> Iterator[bytes]:
    count, at = read_number(data, 0)
    for _ in range(count):
        size, at = read_number(data, at)
        yield data[at : at + size]
        at += size


def _elements(data: bytes) -> Iterator[int]:
    """Yield the functions of the table; each stretch of it must begin at a constant."""
    count, at = read_number(data, 0)
    for _ in range(count):
        if data[at] or data[at + 1] != _CONST:
            message = "a table of functions that is not known here"
            raise ValueError(message)
        _, at = read_number(data, at + 2)
        size, at = read_number(data, at + 1)
        for _ in range(size):
            function, at = read_number(data, at)
            yield function


def _calls(body: bytes) -> _Calls:
    functions, types = set[int](), set[int]()
    count, at = read_number(body, 0)
    for _ in range(count):  # variables: how many, type
        _, at = read_number(body, at)
        at += 1
    while at < len(body):
        what = body[at]
        at += 1
        numbers = _NUMBERS.get(what, 0)
        if what == _BRANCHES:
            numbers, at = read_number(body, at)
            numbers += 1
        elif what == _SELECT:
            numbers, at = read_number(body, at)
        elif what == _LONG:
            second, at = read_number(body, at)
            numbers = _LONG_NUMBERS[second] if second in _LONG_NUMBERS else _unknown(what)
        elif what in _WIDTHS:
            at += _WIDTHS[what]
        elif not numbers and what not in _KNOWN:
            _unknown(what)
        for place in range(numbers):
            value, at = read_number(body, at)
            if what in {_CALL, _TAKE}:
                functions.add(value)
            elif what == _CALL_INDIRECT and not place:
                types.add(value)
    return _Calls(frozenset(functions), frozenset(types))


def _unknown(what: int) -> int:
    message = f"a WebAssembly instruction that is not known here: {what:#x}"
    raise ValueError(message)


def _sized(data: bytes) -> bytes:
    return number(len(data)) + data
