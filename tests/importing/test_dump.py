"""The dump, cut into pieces anywhere, damaged anywhere: its records one by one, each at its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.formats.dump import LONGEST_RECORD, Row, is_dump, read_rows

FIRST = (
    '"1","3/4/2006 9:05","06VENSK9","Consulate Vensk","CONFIDENTIAL","06VENSK8|06LINDEMAR2","VZCZC\nDE RUX",'
    '"Text\n\n1. \\"No\\", he said."'
)
SECOND = '"2","12/28/1966 18:48","66VENSK1","Consulate Vensk","","","",""'
THIRD = '"3","1/2/2007 0:00","07VENSK3","Embassy Lindemar","SECRET","","","a \\\\ b, \\"c\\",\\"d\\""'


def rows(text: str, size: int = 1 << 20, longest: int = LONGEST_RECORD) -> list[Row]:
    data = text.encode()
    return list(read_rows((data[at : at + size] for at in range(0, len(data), size)), longest))


def test_a_record_is_its_eight_fields_without_quotes_and_escapes() -> None:
    (row,) = rows(FIRST)

    assert row.line == 1
    assert row.fields == (
        "1", "3/4/2006 9:05", "06VENSK9", "Consulate Vensk", "CONFIDENTIAL", "06VENSK8|06LINDEMAR2", "VZCZC\nDE RUX",
        'Text\n\n1. "No", he said.',
    )  # fmt: skip


def test_a_backslash_that_is_text_stays() -> None:
    assert rows(THIRD)[0].fields[-1] == 'a \\ b, "c","d"'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_each_record_is_at_its_line(end: str) -> None:
    found = rows(f"{FIRST}{end}{SECOND}{end}{THIRD}{end}")

    assert [row.fields[2] for row in found] == ["06VENSK9", "66VENSK1", "07VENSK3"]
    blank = end.count("\n") - 1
    assert [row.line for row in found] == [1, 5 + blank, 6 + 2 * blank]


TEXTS = st.text(st.sampled_from('ab1,"\\\\\n\r \u00e9'), max_size=30) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=20
)


@pytest.mark.parametrize("text", ["x\n1234", "x\n12,", 'x\n"12', "12", '"', '",', "\\", 'a","b', '\n"1","2'])
def test_a_text_that_looks_like_the_signs_of_the_dump_is_text(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for row in (f'"1","{escaped}","a","","","","",""', f'"1","a","","","","","","{escaped}"'):
        (found,) = rows(f"{row}\n")
        assert text in found.fields
        assert not found.fault


@given(st.lists(st.tuples(*[TEXTS] * 7), min_size=1, max_size=4), st.integers(1, 200))
def test_any_text_comes_out_of_a_dump_as_it_went_in(written: list[tuple[str, ...]], size: int) -> None:
    escaped = [[one.replace("\\", "\\\\").replace('"', '\\"') for one in fields] for fields in written]
    text = "\n".join(",".join(f'"{one}"' for one in (str(number), *fields)) for number, fields in enumerate(escaped))

    assert [row.fields[1:] for row in rows(text, size)] == written


@given(st.integers(1, 60))
def test_it_does_not_matter_where_the_pieces_are_cut(size: int) -> None:
    text = f"{FIRST}\n{SECOND}\n{THIRD}\n"

    assert rows(text, size) == rows(text)


@pytest.mark.parametrize(
    "damaged",
    [
        '"2","12/28/1966 18:48","66VENSK1"',
        '"2","12/28/1966 18:48","66VENSK1","Consulate Vensk","","","","text without its end',
        '"2","12/28/1966","66VENSK1","a","b","c","d","e","f"',
        '"2","',
    ],
)
def test_damage_ends_where_the_next_record_begins(damaged: str) -> None:
    found = rows(f"{FIRST}\n{damaged}\n{THIRD}\n")

    assert [bool(row.fault) for row in found] == [False, True, False]
    assert "columns where there are 8" in found[1].fault
    assert (found[1].line, found[2].line) == (5, 6)


@pytest.mark.parametrize(
    "row",
    [
        '"2", "12/28/1966 18:48", "66VENSK1", "Consulate Vensk", "", "", "", ""',
        '2,"12/28/1966 18:48","66VENSK1","Consulate Vensk",\\N,\\N,"",""',
    ],
)
def test_blanks_between_fields_and_fields_without_quotes_are_read(row: str) -> None:
    assert rows(row)[0].fields == ("2", "12/28/1966 18:48", "66VENSK1", "Consulate Vensk", "", "", "", "")


def test_a_record_that_is_not_utf8_is_read_as_windows_1252() -> None:
    (row,) = read_rows([FIRST.replace("Text", "caf\u00e9").encode("cp1252")])

    assert (row.decoded_as, row.fields[-1][:4]) == ("Windows-1252", "caf\u00e9")


def test_what_is_too_long_is_passed_over_to_the_next_record() -> None:
    long = SECOND.replace('""', '"' + "word\n" * 300 + '"', 1)
    found = rows(f"{FIRST}\n{long}\n{THIRD}\n", 100, longest=400)

    assert [row.fields[2] if row.fields else row.fault[:9] for row in found] == ["06VENSK9", "more than", "07VENSK3"]
    assert [row.line for row in found] == [1, 5, 306]


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    assert all(bool(row.fields) != bool(row.fault) for row in read_rows([FIRST.encode(), b"\n", data]))


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        (FIRST, True),
        (f"\ufeff{FIRST}", True),
        (f'"0","damaged"\n{FIRST}', True),
        ("id,created,text\n07VENSK1,2007-01-01,x", False),
        ('"id","created","text"\n', False),
        ("UNCLAS VENSK 000031", False),
        ("", False),
    ],
)
def test_a_dump_is_told_by_its_first_record(text: str, yes: bool) -> None:
    assert is_dump(text.encode()) is yes
