"""Texts with the number of each line in the left margin: the numbers are set aside, and the text is read as without them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.importing.formats import Transcript, read_records
from tests.cables.ledger import not_shown, unaccounted
from tests.cables.words import words

TEXT = """R 251024Z APR 07
FM AMCONSUL VENSK
TO SECSTATE WASHDC 0042
UNCLAS VENSK 000031

E.O. 12958: N/A
TAGS: ECON
SUBJECT: THE FERRY

1. The ferry runs again, and
on time.

   -- Nets dry.

2. Lamps burn.
1984 was a year of nets.

PELL
"""
LINES = TEXT.split("\n")[:-1]


def read(text: str) -> Cable:
    return parse_cable(text.encode(), "saved/07VENSK31.txt", words())[0]


def what(cable: Cable) -> tuple[object, ...]:
    return cable.subject, cable.tags, cable.date, [block.text for block in cable.blocks], cable.signature


def numbered(form: str, *, page: int = 1000, blank: bool = True) -> str:
    """Return the text with a number before each line, from 1 on each page; blank says whether empty lines have one."""
    out, number = [], 0
    for line in LINES:
        if not line and not blank:
            out.append("")
            continue
        number = number % page + 1
        out.append(form.format(number, line).rstrip())
    return "\n".join(out) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        numbered("{0:>3}  {1}"),
        numbered("{0:<4}{1}"),
        numbered("{0} {1}"),
        numbered("{0:>5}   {1}", blank=False),
        numbered("{0:>3}  {1}", page=12),
    ],
)
def test_numbers_in_the_margin_are_set_aside(text: str) -> None:
    cable = read(text)

    assert what(cable) == what(read(TEXT))
    assert cable.layout == "bare"
    numbers = [line.split()[0] for line in text.split("\n") if line]
    assert [piece.text for piece in cable.ledger if piece.rule == "layout.line-number"] == numbers
    assert not list(unaccounted(cable))
    assert not not_shown(cable)


def test_a_banner_behind_a_number_is_cut_from_the_text() -> None:
    stamped = [*LINES[:8], "1. The ferry runs again, as", "", "RELEASED IN PART B6", "", "the mayor said.", "", "PELL"]
    text = "\n".join(f"{number:>3}  {line}".rstrip() for number, line in enumerate(stamped, 1)) + "\n"

    assert [block.text for block in read(text).blocks] == ["The ferry runs again, as the mayor said."]
    assert not list(unaccounted(read(text)))


def test_they_are_kept_in_the_file_of_an_import_and_set_aside_there() -> None:
    text = numbered("{0:>3}  {1}")
    (one,) = read_records([text.encode()], "saved/07VENSK31.txt", words())

    assert isinstance(one, Transcript)
    assert one.text.endswith(text)
    assert what(read(one.text)) == what(read(TEXT))


@pytest.mark.parametrize(
    "text",
    [
        numbered("{0:>3}  {1}").replace("\n  7  ", "\n  8  "),
        numbered("{0:>3}  {1}").replace("\n  7  ", "\n"),
        numbered("{0:>3}. {1}"),
        "\n".join(f"{number}  NETS" for number in range(1, 9)),
        "\n".join(f"{number}  NETS" for number in range(1970, 1990)),
        TEXT,
    ],
)
def test_what_is_not_numbered_line_by_line_keeps_its_numbers(text: str) -> None:
    assert "layout.line-number" not in {piece.rule for piece in read(text).ledger}


@given(
    st.lists(st.sampled_from([*LINES, "12", "  3  4", "\\", "\u00b6 2. Oil.", "\ufffd1. A."]), min_size=10, max_size=30)
)
def test_nothing_of_a_numbered_text_is_lost(lines: list[str]) -> None:
    cable = read("\n".join(f"{number:>3}  {line}" for number, line in enumerate(lines, 1)))

    assert not list(unaccounted(cable))
    assert not not_shown(cable)
