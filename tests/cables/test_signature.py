"""The end of a cable, a case a line: docs/reference/format.md, "The end"."""

import pytest

from generator.cables.parse import parse_cable
from generator.cables.text.lines.signature import read_tail
from generator.vocabulary import standard
from tests.cables.words import lines


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        ("The fair opens.\n\nORLEY", "ORLEY"),
        ("The fair opens.\nOrley", "Orley"),
        ("The fair opens. ORLEY", "ORLEY"),
        ("The fair opens.\n\nORLEY JR", "ORLEY JR"),
        ("The fair opens.\n\nORLEY ORLEY", "ORLEY"),
        ("The fair opens.\n\nORLEY 2009-02-12", "ORLEY"),
        ("The fair opens.\n\nORLEY\n\nNNNN", "ORLEY"),
        ("The fair opens.\n\nORLEY\n2009-02-12", "ORLEY"),
        ("The fair opens.\n\nORLEY\n\nSELECT * FROM cables", "ORLEY"),
        ("The fair opens.\n\nORLEY\n\nTHE FAIR OPENS ...", "ORLEY"),
        ("The fair opens.\n\nO R L E Y", "ORLEY"),
        ("The fair opens.\n\nD E  O R L E Y", "DE ORLEY"),
        ("The fair opens.\n\nANN ORLEY\nAMBASSADOR", "ANN ORLEY AMBASSADOR"),
        ("The fair opens.\n\nORLEY\nORLEY", "ORLEY"),
        ("The fair opens.\n\nORLEY (ACTING)", "ORLEY (ACTING)"),
        ("The fair opens.\n\nORLEY##", "ORLEY"),
        ("The fair opens.\n\nAnn M. Orley", "Ann M. Orley"),
        ("The towns that pay:\n\nVENSK\nLINDEMAR", ""),
        ("The fair opens.\n\nS E C R E T", ""),
        ("The fair opens. End comment.", ""),
        ("The fair opens.\n\nCOMMENT", ""),
        # a writer's own name above the Secretary's, as 09STATE63812 has them
        ("Best,\n\nJane\norley", "orley"),
        ("The fair opens and\n\nthen closes on a\nmonday", ""),
        ("The fair\nopens", ""),
    ],
)
def test_a_text_ends_with_its_signature(text: str, signature: str) -> None:
    assert read_tail(lines(text)).signature == signature


@pytest.mark.parametrize(
    ("end", "signature", "below"),
    [
        ("ORLEY\n\nBest regards,\n\nAnn", "ORLEY", ["Best regards,", "Ann"]),
        ("ORLEY\n\n\nMany thanks\nAnn Osk\nDesk officer", "ORLEY", ["Many thanks", "Ann Osk", "Desk officer"]),
        ("De La Orley\n\nRegards, Ann", "", []),  # nothing tells whose words these are
        # a letter that the cable gives in full has its own closing, with no signature of the cable above it
        ("The letter ends:\n\nSincerely,\nAnn Osk\n\nORLEY", "ORLEY", []),
        ("ORLEY\n\nBEST REGARDS,\nOSK", "OSK", []),
    ],
)
def test_the_closing_of_a_letter_below_a_signature_is_none_of_the_cable(
    end: str, signature: str, below: list[str]
) -> None:
    head = "UNCLAS VENSK 000012\n\nE.O. 12958: N/A\nTAGS: ECON\nSUBJECT: THE FAIR\n\n1. The fair opens.\n\n"
    cable, _ = parse_cable((head + end + "\n").encode(), "07VENSK12.txt", standard())

    assert cable.signature == signature
    assert [one.text for one in cable.ledger if one.rule == "layout.below"] == below
