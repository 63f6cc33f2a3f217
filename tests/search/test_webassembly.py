"""A WebAssembly module keeps what its exports call, and nothing else of its code."""

import pytest

from generator.search.pagefind.webassembly import without_unused

HEAD = b"\0asm\1\0\0\0"
TYPES = bytes([1, 5, 1, 0x60, 0, 1, 0x7F])  # one type: nothing -> i32
STOP = b"\x03\0\0\x0b"


def section(kind: int, *parts: bytes) -> bytes:
    data = bytes([len(parts)]) + b"".join(parts)
    return bytes([kind, len(data)]) + data


def export(name: str, function: int) -> bytes:
    return bytes([len(name)]) + name.encode() + bytes([0, function])


def body(*instructions: int) -> bytes:
    return bytes([len(instructions) + 2, 0, *instructions, 0x0B])


FIRST = body(0x10, 2)  # calls 2
SECOND = body(0x41, 0x10)  # a constant that looks like a call
THIRD = body(0x41, 7)
FOURTH = body(0x11, 0, 0)  # calls by the table what has type 0
EXPORTS = (export("one", 0), export("two", 1), export("four", 3))


def module(*exports: bytes, elements: bytes = b"") -> bytes:
    functions = section(3, *(b"\0" for _ in range(4)))
    return HEAD + TYPES + functions + section(7, *exports) + elements + section(10, FIRST, SECOND, THIRD, FOURTH)


def test_a_function_that_no_export_needs_is_left_as_a_stop() -> None:
    made = without_unused(module(*EXPORTS), {"one"})

    functions = section(3, *(b"\0" for _ in range(4)))
    assert made == HEAD + TYPES + functions + section(7, EXPORTS[0]) + section(10, FIRST, STOP, THIRD, STOP)


def test_what_a_table_holds_is_kept_where_it_is_called_by_its_type() -> None:
    table = section(9, bytes([0, 0x41, 0, 0x0B, 1, 1]))

    assert without_unused(module(*EXPORTS, elements=table), {"four"}).endswith(section(10, STOP, SECOND, STOP, FOURTH))
    assert without_unused(module(*EXPORTS, elements=table), {"one"}).endswith(section(10, FIRST, STOP, THIRD, STOP))


def test_names_of_a_compiler_are_left_out() -> None:
    assert without_unused(module(*EXPORTS) + b"\0\x05\x04name", {"one"}) == without_unused(module(*EXPORTS), {"one"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a WebAssembly module"),
        (module(*EXPORTS)[:-1], "cut short"),
        (module(EXPORTS[1]), "without one"),
        (module(*EXPORTS).replace(bytes([0x10, 2]), bytes([0xFB, 2])), "instruction that is not known here: 0xfb"),
    ],
)
def test_what_cannot_be_read_is_no_module(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        without_unused(data, {"one"})
