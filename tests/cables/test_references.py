"""The REF block, a case a line: docs/reference/format.md, "References"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.heading.references import goes_on_with, looks_like_item, parse_references
from generator.cables.ids import Identity
from tests.cables.words import lines, words

CITING = Identity(2009, "LINDEMAR", 400)


def read(text: str) -> list[str]:
    """Return each reference in short: letter, id or kind, flags."""
    found = parse_references(lines(text), CITING, words().post_names)
    return [" ".join([*([f"{one.label}:"] if one.label else []), one.id or one.kind, *one.flags]) for one in found]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        # one item, in each way of writing a year
        ("REF: LINDEMAR 368", ["09LINDEMAR368"]),
        ("REF: 06 LINDEMAR 368", ["06LINDEMAR368"]),
        ("REF: 2006 LINDEMAR 000368", ["06LINDEMAR368"]),
        ("REF: LINDEMAR (06) 368", ["06LINDEMAR368"]),
        ("REF: (06) LINDEMAR 368", ["06LINDEMAR368"]),
        ("REF: 06LINDEMAR368", ["06LINDEMAR368"]),
        ("REF: LINDEMAR #368", ["09LINDEMAR368"]),
        ("REF: STATE (01) 201265", ["01STATE201265"]),
        ("REF: PORTO STREL 12", ["09PORTOSTREL12"]),
        ("REF: RIO DE JAN 138", ["09RIODEJANEIRO138"]),
        ("REF: LINDEMAR 2204", ["08LINDEMAR2204"]),
        # 07PARIS1791: a date's year that a system took for an item (``MAY 4, 2007 AND PREVIOUS``) is no cable
        (
            "REF: A. VENSK 12 AND PREVIOUS\nB. VENSK DAILY REPORT FOR MAY 4\nC. 2007 AND PREVIOUS",
            ["A: 09VENSK12 AND PREVIOUS", "B: document", "C: other"],
        ),
        # a range names the cables at its ends; a range of years is none
        ("REF: A. PARIS 1402-1404 B. VENSK 12", ["A: 09PARIS1402", "A: 09PARIS1404", "B: 09VENSK12"]),
        ("REF: GENEVA SESSION 2005-2006", ["other"]),
        # labels
        ("REFS: VENSK 12", ["09VENSK12"]),
        ("REFTEL: VENSK 12", ["09VENSK12"]),
        ("REFTELS: VENSK 12", ["09VENSK12"]),
        ("REF(S): VENSK 12", ["09VENSK12"]),
        ("Refs : VENSK 12", ["09VENSK12"]),
        ("PROGRAM REF: VENSK 12", ["09VENSK12"]),
        # nothing
        ("REF: NONE", []),
        ("REF: N/A", []),
        ("REF: NIL", []),
        ("", []),
        # letters
        ("REF: A. VENSK 12\nB. VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: A) VENSK 12 B) VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: (A) VENSK 12 (B) VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: [A] VENSK 12 [B] VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: a. VENSK 12 b. VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: A) VENSK 12 B,C) VENSK 13, VENSK 14", ["A: 09VENSK12", "B: 09VENSK13", "C: 09VENSK14"]),
        ("REF: A AND B: VENSK 12 AND 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: A: VENSK 12\nB: VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: A. A) VENSK 12\nB. B) VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: A. (A) VENSK 12\nB. (B) VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: A. REF A VENSK 12\nB. REF B VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: A. VENSK 12; B. VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REF: VENSK 12; VENSK 13", ["09VENSK12", "09VENSK13"]),
        # lists
        ("REF: VENSK 7472 AND 7677", ["09VENSK7472", "09VENSK7677"]),
        ("REF: STATE 188314, 259032", ["09STATE188314", "09STATE259032"]),
        ("REF: A. 06 VENSK 312, 415 AND 500", ["A: 06VENSK312", "A: 06VENSK415", "A: 06VENSK500"]),
        ("REF: VENSK 12 AND LINDEMAR 13", ["09VENSK12", "09LINDEMAR13"]),
        # wrapped
        ("REF: VENSK\n12", ["09VENSK12"]),
        ("REF: PORTO\nSTREL 12", ["09PORTOSTREL12"]),
        ("REF: A. VENSK 12 (NOTAL)\nB. 08\nVENSK 13", ["A: 09VENSK12 NOTAL", "B: 08VENSK13"]),
        # in small letters, with the year fused to the post, with letters that have no sign
        ("Ref: a. 07 vensk 61234\n     b. 08LINDEMAR 711", ["A: 07VENSK61234", "B: 08LINDEMAR711"]),
        ("REF A VENSK 721 B LINDEMAR 69", ["A: 09VENSK721", "B: 09LINDEMAR69"]),
        ("REF A 08 VENSK 721 B LINDEMAR 69 C PORTO STREL 5", ["A: 08VENSK721", "B: 09LINDEMAR69", "C: 09PORTOSTREL5"]),
        ("REF. A. VENSK 12\nB. VENSK 13", ["A: 09VENSK12", "B: 09VENSK13"]),
        ("REFS:\n(A) 2005 VENSK 1\n(B) 2005 VENSK 2\n(C) 2005 VENSK 3", ["A: 05VENSK1", "B: 05VENSK2", "C: 05VENSK3"]),
        ("REF: A. (A) VENSK 1  B. (B) VENSK 2  C. (C) VENSK 3", ["A: 09VENSK1", "B: 09VENSK2", "C: 09VENSK3"]),
        # a post written once, the year or the day behind
        ("REF: VENSK 12 AND 15", ["09VENSK12", "09VENSK15"]),
        ("REF: VENSK 112 (NOTAL), 115", ["09VENSK112 NOTAL", "09VENSK115"]),
        ("REF: VENSK 12 AND 15 MARCH LETTER", ["09VENSK12"]),
        ("REF: VENSK 869 (2008)", ["08VENSK869"]),
        ("REF: VENSK 869 (08); LINDEMAR 12", ["08VENSK869", "09LINDEMAR12"]),
        ("REF: VENSK 1196 OF 2001", ["01VENSK1196"]),
        ("REF: VENSK 12 DATED 12/05/2008", ["08VENSK12"]),
        ("REF: VENSK 12 (DTG 121200Z DEC 08)", ["08VENSK12"]),
        ("REF: VENSK 12 OF DECEMBER 3, 2008", ["08VENSK12"]),
        ("REF: A. (S) VENSK 12\n     B. (C) LINDEMAR 13", ["A: 09VENSK12", "B: 09LINDEMAR13"]),
        # flags
        ("REF: VENSK 12 (NOTAL)", ["09VENSK12 NOTAL"]),
        ("REF: VENSK 12 AND PREVIOUS", ["09VENSK12 AND PREVIOUS"]),
        ("REF: VENSK 12 ET AL", ["09VENSK12 ET AL"]),
        ("REF: VENSK 12 (EXDIS)", ["09VENSK12 EXDIS"]),
        # no cables
        ("REF: ORLEY-MARSH EMAIL OF 12 MARCH 2009", ["email"]),
        ("REF: A. VENSK 12\nB. MARSH/ORLEY E-MAIL 3/4/09", ["A: 09VENSK12", "B: email"]),
        ("REF: IIR 6 844 0012 09", ["intelligence"]),
        ("REF: TD-314/012345-09", ["intelligence"]),
        ("REF: OSC EUP20090312000123", ["open-source"]),
        ("REF: ORLEY-MARSH TELCON OF MARCH 3", ["meeting"]),
        ("REF: SVTC OF MARCH 3", ["meeting"]),
        ("REF: 9 FAM 40.21", ["document"]),
        ("REF: LETTER OF MARCH 3, 2009", ["document"]),
        ("REF: AIRGRAM A-077", ["document"]),
        ("REF: SECDEF 121200Z MAR 09", ["other"]),
        ("REF: NOWHERE 12", ["other"]),
    ],
)
def test_a_block_gives_its_references(block: str, expected: list[str]) -> None:
    assert read(block) == expected


def test_a_reference_says_whether_its_year_was_written_and_where_it_stands() -> None:
    one, two = parse_references(lines("REF: A. VENSK 12\nB. 08 VENSK 13"), CITING, words().post_names)

    assert (one.year_given, one.line, one.text) == (False, 1, "VENSK 12")
    assert (two.year_given, two.line, two.text) == (True, 2, "08 VENSK 13")


def test_without_a_citing_cable_an_omitted_year_stays_open() -> None:
    (one,) = parse_references(lines("REF: VENSK 12"), None, words().post_names)

    assert (one.kind, one.id) == ("cable", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B. VENSK 12", True),
        ("(B) VENSK 12", True),
        ("VENSK 12", True),
        ("08 VENSK 12", True),
        ("7472, 7677", True),
        ("The consul wrote of VENSK 12", False),
        ("This cable is a follow-up.", False),
        ("word " * 60, False),
    ],
)
def test_a_line_that_belongs_to_a_block_is_told(text: str, *, expected: bool) -> None:
    assert looks_like_item(text, words().post_names) is expected


@pytest.mark.parametrize(
    ("before", "line", "expected"),
    [
        ("(B) VENSK 12", "(C) VENSK 13", True),
        ("(B) VENSK 12", "(C) 2005 VENSK 13", True),
        ("(B) VENSK 12", "(C) ORLEY-MARSH EMAIL", True),
        ("(B) VENSK 12", "(C) Summary: The fair opened.", False),
        ("VENSK 12", "(U) The fair opened.", False),
        ("B. VENSK 12", "1. VENSK 12 tells of the fair.", False),
        ("B. VENSK 12", "C. VENSK 13", True),
        ("B. PORTO", "STREL 15", True),
        ("B. VENSK", "15 AND PREVIOUS", True),
        ("B. VENSK 12", "GRAVEL BAY 1455", True),
        ("B. VENSK 12", "ELECTIONS 2008", False),
        ("B. VENSK 12", "FOR THE OFFICE OF FAIRS", False),
        ("B. THE TALKS OF MAY", "15 WERE THERE", False),
    ],
)
def test_a_mark_is_a_letter_where_it_stands_as_one(before: str, line: str, *, expected: bool) -> None:
    assert goes_on_with(lines(before), line, words().post_names) is expected


def test_words_before_the_first_citation_of_an_item_are_its_text() -> None:
    found = parse_references(lines("REF: A. THE TALKS OF MAY, VENSK 12 AND LINDEMAR 13"), CITING, words().post_names)

    assert [one.text for one in found] == ["THE TALKS OF MAY, VENSK 12", "LINDEMAR 13"]


@pytest.mark.parametrize(("length", "is_item"), [(200, True), (201, False)])
def test_a_long_line_is_no_item(length: int, *, is_item: bool) -> None:
    assert looks_like_item(f"A. VENSK 12{' ' * (length - 11)}", words().post_names) == is_item


@pytest.mark.parametrize(
    ("before", "text", "goes_on"),
    [
        ("REF: A. VENSK 12\nB. VENSK 13", "(C) VENSK 14", True),
        ("REF: A. VENSK 12\nB. VENSK 13", "(C) LINDEMAR", True),
        ("REF: A. VENSK 12\nB. VENSK 13", "(S) LINDEMAR", False),
        ("REF: A. VENSK 12\nB. VENSK 13", "(U) The fair went on.", False),
        ("REF: VENSK 12", "(C) LINDEMAR", False),
    ],
)
def test_a_portion_mark_is_a_letter_only_where_it_follows_one(before: str, text: str, *, goes_on: bool) -> None:
    assert goes_on_with(lines(before), text, words().post_names) == goes_on


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("REF: A. VENSK 12 C. VENSK 13", ["A: 09VENSK12", "C: 09VENSK13"]),
        ("REF: A. VENSK 12 C. the fair", ["A: 09VENSK12"]),
        ("REF: A. VENSK 12 D. VENSK 13", ["A: 09VENSK12", "D: 09VENSK13"]),
        ("REF: A. VENSK 12 E. VENSK 13", ["A: 09VENSK12", "A: 09VENSK13"]),
    ],
)
def test_a_letter_is_skipped_only_where_a_citation_follows(block: str, expected: list[str]) -> None:
    assert read(block) == expected


@given(st.text(st.sampled_from("REF:AB. ()[];,&#0123459VENSKLIDMR\n"), max_size=120))
def test_no_block_makes_reading_raise_and_each_item_has_words(text: str) -> None:
    for one in parse_references(lines(text), CITING, words().post_names):
        assert one.text or one.id
        assert 1 <= one.line <= text.count("\n") + 1
