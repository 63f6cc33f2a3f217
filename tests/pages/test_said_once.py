"""What the page of a cable would say twice, it says once."""

import pytest

from generator.pages.cable.content import Reading, read_for_page
from tests.pages.conftest import Desk
from tests.room import cable_text

TEXT = "(S/NF) The mayor left.\n(S/NF) He took the keys.\n(C) The door is open."


@pytest.fixture(scope="module")
def reading(desk: Desk) -> Reading:
    text = cable_text("07VENSK12", text=TEXT, level="SECRET")
    read = desk.read(text.replace("E.O. 12958", "SIPDIS\nSENSITIVE\n\nE.O. 12958", 1))
    return read_for_page(read.view, read.cable, desk.vocabulary)


def test_a_portion_mark_has_its_meaning_where_it_stands_first(reading: Reading) -> None:
    meaning = "Secret, no foreign distribution"

    assert reading.body.count("(S/NF)") == 2
    assert reading.body.count(f'<abbr class="mark" title="{meaning}">(S/NF)</abbr>') == 1
    assert reading.body.count('<abbr class="mark" title="Confidential">(C)</abbr>') == 1
    assert next((mark.printed, mark.meaning) for mark in reading.marks) == ("(S/NF)", meaning)


def test_a_value_that_both_parts_of_a_check_have_stands_once(reading: Reading) -> None:
    found = {check.name: check.found for check in reading.checks}

    assert found["classification and classification line"] == "SECRET"
    assert found["identifier and classification line"] == "07VENSK12; VENSK 12"


def test_a_caption_is_explained_in_the_envelope_and_named_in_the_record(reading: Reading) -> None:
    rows = {row.printed: row.sentence for row in reading.envelope}

    assert [code for code, _ in reading.captions] == ["SIPDIS", "SENSITIVE"]
    assert [meaning for _, meaning in reading.captions] == ["", ""]
    assert rows["SENSITIVE"] == "Sensitive but unclassified."
    assert rows["SIPDIS"].startswith("SIPRNet distribution")
