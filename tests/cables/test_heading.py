"""The heading of a cable: where its fields begin and end, a case a line: docs/reference/format.md, "Heading"."""

from collections.abc import Callable

import pytest

from generator.cables.heading.fields import parse_classified_by
from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.cables.source.model import Line
from tests.cables.words import lines, words

Field = Callable[[Cable], str]
TOP = "C O N F I D E N T I A L LINDEMAR 000131\n\nSIPDIS\n\nE.O. 12958: DECL: 02/12/2019\nTAGS: ECON, QH\n"
TEXT = "\n\n1. (C) The fair opened.\n\nORLEY\n"


def read(text: str) -> Cable:
    return parse_cable(text.encode(), "09LINDEMAR131.txt", words())[0]


def subject(cable: Cable) -> str:
    return cable.subject


def tags(cable: Cable) -> str:
    return " ".join(cable.tags)


def attention(cable: Cable) -> str:
    return " | ".join(cable.attention)


def by(cable: Cable) -> str:
    return f"{cable.classified_by} = {' '.join(cable.reasons)}"


def references(cable: Cable) -> str:
    return " ".join(f"{one.label}{':' if one.label else ''}{one.id or one.kind}" for one in cable.references)


def first(cable: Cable) -> str:
    return " | ".join(part for part in (cable.blocks[0].label, cable.blocks[0].mark, cable.blocks[0].text) if part)


OPENED = "1. | (C) | The fair opened."


@pytest.mark.parametrize(
    ("middle", "field", "expected"),
    [
        # SUBJECT goes on over a blank line, and ends where another field begins
        ("SUBJECT: A WALL IN TIME: WHAT THE TOWN LEARNED\n\nFROM STORMS\n\nREF: VENSK 11", subject,
         "A WALL IN TIME: WHAT THE TOWN LEARNED FROM STORMS"),
        ("SUBJECT: A WALL IN TIME: WHAT THE TOWN LEARNED\n\nFROM STORMS\n\nREF: VENSK 11", attention, ""),
        ("SUBJECT: THE WALL OF THE\n\nTOWN COUNCIL", subject, "THE WALL OF THE TOWN COUNCIL"),
        ("SUBJECT - THE WALL\nREF - VENSK 11", subject, "THE WALL"),
        ("SUBJECT: The Wall of the\n\nTown Council\n\nREF: VENSK 11", subject, "The Wall of the Town Council"),
        ("SUBJECT: The Wall of the Town\n\nDEPT FOR QH/NE\n\nREF: VENSK 11", subject, "The Wall of the Town"),
        ("SUBJECT: HALVANIA'S NEWEST MINISTER OF TRADE CONNECTS\n\nDEVELOPMENT WITH SECURITY", subject,
         "HALVANIA'S NEWEST MINISTER OF TRADE CONNECTS DEVELOPMENT WITH SECURITY"),
        ("SUBJECT: THE WALL\n\nA TOWN WITHOUT A WALL", subject, "THE WALL"),
        ("SUBJECT: THE WALL\n\nDEPT FOR QH/NE\n\nREF: VENSK 11", subject, "THE WALL"),
        ("SUBJECT: THE WALL\n\nDEPT FOR QH/NE\n\nREF: VENSK 11", attention, "DEPT FOR QH/NE"),
        ("SUBJECT: THE WALL\nREF: VENSK 11", subject, "THE WALL"),
        ("SUBJECT: THE WALL\nSENSITIVE", subject, "THE WALL"),
        ("SUBJECT: THE WALL\nDERIVED FROM: VENSK 11", subject, "THE WALL"),
        ("SUBJECT: THE WALL\nDERIVED FROM: VENSK 11", by, "DERIVED FROM: VENSK 11 = "),
        ("SUBJECT: THE WALL\nPAGE 02 LINDEM 00131 121022Z\nOF THE TOWN\nREF: VENSK 11", subject, "THE WALL OF THE TOWN"),
        ("SUBJECT: THE WALL AND THE TOWN\nLINDEMAR 00000131  002 OF 003\nREF: VENSK 11", subject, "THE WALL AND THE TOWN"),
        # a field begins wherever its label stands
        ("SUBJECT: THE WALL AND THE FTAA REF: (A) 05 VENSK 7 (B) 05 VENSK 8", references, "A:05VENSK7 B:05VENSK8"),
        ("SUBJECT: THE ROAD TO VENSKClassified By: Amb. Orley, 1.4 (b)", subject, "THE ROAD TO VENSK"),
        ("SUBJECT: THE ROAD TO VENSKClassified By: Amb. Orley, 1.4 (b)", by, "Amb. Orley, 1.4 (b) = b"),
        ("SUBJECT: THE WALL\nREF A VENSK 721 B LINDEMAR 69", references, "A:09VENSK721 B:09LINDEMAR69"),
        ("SUBJECT: THE WALL\nRef(s): a) 07 vensk 7", references, "A:07VENSK7"),
        ("SUBJECT: THE WALL REF: VENSK 11 CLASSIFIED BY: AMB. ORLEY, REASONS 1.4 (B, D)", by,
         "AMB. ORLEY, REASONS 1.4 (B, D) = b d"),
        # REF is read to its end, and a text that begins with its portion mark is no item
        ("SUBJECT: THE WALL\nREFS:\n(A) 05 VENSK 1\n(B) 05 VENSK 2\n(C) 05 VENSK 3\n(D) 05 VENSK 4", references,
         "A:05VENSK1 B:05VENSK2 C:05VENSK3 D:05VENSK4"),
        ("SUBJECT: THE WALL\nREF: A. VENSK 1\n\nLINDEMAR 00000131  002 OF 003\n\nB. VENSK 2", references,
         "A:09VENSK1 B:09VENSK2"),
        ("SUBJECT: THE WALL\nREF: (A) VENSK 1 (B) VENSK 2 (C) LINDEMAR\n\n36", references,
         "A:09VENSK1 B:09VENSK2 C:09LINDEMAR36"),
        ("E.0. 11652: N/A\nSUBJECT: THE WALL\nREF: VENSK 1", attention, ""),
        ("SUBJECT: THE WALL\nREF: VENSK 1 (C) The wall stands.", first, "(C) | The wall stands."),
        # Classified By ends where its reasons do
        ("SUBJECT: THE WALL\n\nClassified By: Amb. Orley for reasons\n1.4 (b) and (d).", by,
         "Amb. Orley for reasons 1.4 (b) and (d). = b d"),
        ("SUBJECT: THE WALL\n\nClassified By: Amb. Orley\n\nReasons: 1.4 (b) and (d).", first, OPENED),
        ("SUBJECT: THE WALL\n\nClassified By: Amb. Orley. REASON: 1.4 (b) 1. (C) Summary: The wall stands.", by,
         "Amb. Orley. REASON: 1.4 (b) = b"),
        ("SUBJECT: THE WALL\n\nClassified By: Amb. Orley. REASON: 1.4 (b) 1. (C) Summary: The wall stands.", first,
         "1. | (C) | Summary: The wall stands."),
    ],
)  # fmt: skip
def test_a_field_begins_at_its_label_and_ends_where_the_next_begins(middle: str, field: Field, expected: str) -> None:
    assert field(read(TOP + middle + TEXT)) == expected


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("TAGS: ECON, ETRD,\nPAGE 02 LINDEM 00131 121022Z\nPGOV, QH\n", "ECON ETRD PGOV QH"),
        ("TAGS: ECON, PAGE 02 LINDEM 00131 121022Z PGOV, QH\n", "ECON PGOV QH"),
        ("TAGS: ECON, ETRD,\nLINDEMAR 00000131  002 OF 003\nPGOV\n", "ECON ETRD PGOV"),
    ],
)
def test_a_page_line_within_tags_is_no_tag(tagged: str, expected: str) -> None:
    heading = f"UNCLAS LINDEMAR 000131\n\nE.O. 12958: N/A\n{tagged}SUBJECT: FAIR"

    assert tags(read(heading + TEXT)) == expected


def test_a_heading_in_small_letters_reads_as_in_capitals() -> None:
    cable = read(
        "S e c r e t lindemar 000131\n\nSipdis\n\nDept for qh/ne\n\nE.o. 12958: decl: 02/12/2019\nTags: econ, prel,\n"
        "pgov, qh\nSubject: the wall of the town\nRef: a. 07 vensk 7\n\nClassified by: Amb. Orley, reasons 1.4 (b)"
        + TEXT
    )

    assert (cable.level, tags(cable), cable.title) == ("SECRET", "ECON PREL PGOV QH", "The Wall of the Town")
    assert (references(cable), by(cable), first(cable)) == ("A:07VENSK7", "Amb. Orley, reasons 1.4 (b) = b", OPENED)
    assert cable.captions == ("SIPDIS",)


def test_a_heading_may_stand_below_the_fields_of_a_mail() -> None:
    cable = read(f"TAGS: ECON QH\nSUBJECT: THE WALL\n\n{TOP}SUBJECT: THE WALL\nOF THE TOWN{TEXT}")

    assert (cable.level, subject(cable), first(cable)) == ("CONFIDENTIAL", "THE WALL OF THE TOWN", OPENED)


def test_a_label_within_the_first_paragraph_is_no_field() -> None:
    cable = read(f"{TOP}SUBJECT: THE WALL\n\n1. (C) As told in SUBJECT: and REF: below, the fair opened.\n")

    assert first(cable) == "1. | (C) | As told in SUBJECT: and REF: below, the fair opened."


@pytest.mark.parametrize(
    ("printed", "letters"),
    [
        ("1.4 (b) and (d).", "bd"),
        ("1.4(b,d)", "bd"),
        ("1.4 (b and d)", "bd"),
        ("1.4 (b d)", "bd"),
        ("1.4 (b)(d)", "bd"),
        ("1.4 ( b ) a nd (d)", "bd"),
        ("1.5 (B), (C) AND (D)", "bcd"),
        ("1.4 B/D", "bd"),
        ("1.4b and d", "bd"),
        ("1.4 (b) and 1.4 (d)", "bd"),
        ("1.4 (a-d)", "abcd"),
        ("1.4 (a) through (c)", "abc"),
        ("1.4 (b_ and (d)", "bd"),
        ("1.4, paragraphs (b) and (d)", "bd"),
        ("1.4 (b) and (c).", "bc"),
        ("1.4 (b+d)", "bd"),
        ("1.4 (b) & (d", "bd"),
        ("1.4 (b) and others", "b"),
        ("1.4 (b), a friend", "b"),
        ("1.4 (b) A. Orley", "b"),
        ("1.4", ""),
        ("12.45 (b)", ""),
    ],
)
def test_the_letters_of_the_reasons_are_those_printed(printed: str, letters: str) -> None:
    assert "".join(parse_classified_by(lines(f"Amb. Orley, reasons {printed}"))[1]) == letters


@pytest.mark.parametrize(
    ("first", "width", "second", "said"),
    [
        (
            "Tide Affairs Deputy Coordinator Tamsin Yar",
            71,
            "ro for reasons 1.4 (b)",
            "Tamsin Yarro for reasons 1.4 (b)",
        ),
        ("Acting Head of Tides Jorun Mar for reasons 1.4 (b) a", 71, "nd (d)", "1.4 (b) and (d)"),
        ("Acting Head of Tides Jorun Mar, reasons 1.", 71, "4 (b)", "reasons 1.4 (b)"),
        ("Acting Head of Tides Tamsin", 71, " Yarro, reasons 1.4 (b)", "Tamsin Yarro, reasons"),
        ("Acting Head of Tides Tamsin", 71, "for reasons 1.4 (b)", "Tamsin for reasons"),
        ("DCM Tamsin Yar", 29, "ro for reasons 1.4 (b)", "Tamsin Yar ro for"),
        ("DCM JORUN MAR, REA", 33, "SONS 1.4 (B)", "MAR, REASONS 1.4 (B)"),
        ("DCM JORUN MAR, REASON", 36, "1.4 (B)", "MAR, REASON 1.4 (B)"),
    ],
)
def test_a_word_that_the_width_of_the_field_cut_is_one_word(first: str, width: int, second: str, said: str) -> None:
    by, reasons = parse_classified_by([Line(1, width - len(first), first), Line(2, 0, second)])

    assert said in by
    assert reasons[:1] == ("b",)


def test_items_of_references_go_on_behind_a_page_marker_within_their_line() -> None:
    long = (
        "E) A NOTE OF THE HARBOUR COUNCIL OF 24 JULY ON TIDES, WALLS, PIERS AND THE DUES OF THE FERRIES OF THE LORN; "
    )
    text = (
        "R 131452Z MAR 10\nFM AMEMBASSY LONDON\nTO SECSTATE WASHDC 1234\n\nC O N F I D E N T I A L LONDON 016220\n\n"
        "E.O. 12958: DECL: 03/12/2018\nTAGS: PREL\nSUBJECT: TRADE\n"
        f"REF A) PARIS 002351 B) ROME 90303 LONDON 00016220 001.2 OF 005 C) PARIS 7877 D) ROME 83 {long}F) ROME 84\n\n"
        "1. (C) The talks went on.\n"
    )
    cable, _ = parse_cable(text.encode(), "10LONDON16220.txt")

    assert [one.label for one in cable.references] == list("ABCDEF")
    assert [block.text for block in cable.blocks] == ["The talks went on."]


@pytest.mark.parametrize("blanks", ["", " ", "  ", "   "])
def test_who_classified_a_cable_may_be_said_behind_a_number_and_a_mark(blanks: str) -> None:
    text = (
        "R 131452Z MAR 96\nFM AMEMBASSY LONDON\nTO SECSTATE WASHDC 1234\n\nC O N F I D E N T I A L LONDON 016220\n\n"
        "E.O. 12958: DECL: 03/12/06\nTAGS: PREL\nSUBJECT: TRADE\n\n"
        f"1. (U){blanks}CLASSIFIED BY CHARGE JORUN MAR; REASON 1.5 (D).\n\n2. (C) The talks went on.\n"
    )
    cable, _ = parse_cable(text.encode(), "96LONDON16220.txt")

    assert cable.classified_by == "CHARGE JORUN MAR; REASON 1.5 (D)."
    assert cable.reasons == ("d",)
