"""What the record of a cable says of what was left out of its text."""

from pathlib import Path

import pytest

from generator.cables.parse import parse_cable
from generator.pages.cable.provenance import repairs_of

OWNERS = Path(__file__).parents[2] / "content" / "cables" / "07ASTANA1061.txt"
HEADING = (
    "UNCLAS VENSK 000012\n\nSIPDIS\n{}\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: A BRIDGE\n{}\n"
    "1. A text of one sentence.\n\nTARN\n"
)


def test_what_was_left_out_of_the_first_cable_names_the_lines_that_went_and_no_others() -> None:
    cable, _ = parse_cable(OWNERS.read_bytes(), "cables/07ASTANA1061.txt")

    assert [(one.words, one.lines, one.anchor) for one in repairs_of(cable)] == [
        ("Captions printed twice are left out.", "lines 29 and 43", ""),
        ("A second copy of the heading is left out.", "lines 37 to 49", ""),
        ("A blank line inside this sentence was closed.", "line 76", "p2"),
        ("A page ended here; its marker “ASTANA 00001061 002 OF 002” is left out.", "line 144", "p2.5"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [
        ("SIPDIS\n", "", "line 4"),
        ("\nSIPDIS\n\nSIPDIS\n", "", "lines 5 to 7"),
        ("SIPDIS\n", "SIPDIS\n", "lines 4 and 9"),
    ],
    ids=["one", "a range, with a blank line within", "lines with others between that were kept"],
)
def test_a_range_of_lines_is_named_only_where_nothing_within_it_was_kept(first: str, second: str, lines: str) -> None:
    cable, _ = parse_cable(HEADING.format(first, second).encode(), "cables/07VENSK12.txt")

    assert [one.lines for one in repairs_of(cable) if one.words.startswith("Captions")] == [lines]
