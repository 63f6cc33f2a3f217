"""The end of a cable, a case a line: docs/reference/format.md, "The end"."""

import pytest

from generator.cables.text.lines.signature import read_tail
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
