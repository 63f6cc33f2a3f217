"""What a reader must know before the text is read stands above it."""

from pathlib import Path

import pytest

from tests.room import Room

OTHER = "UNCLAS VENSK 000099\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: A BRIDGE\n\n1. A text of one sentence.\n\nTARN\n"
TWO_LEVELS = OTHER.replace("000099", "000012").replace("UNCLAS", "S E C R E T")
EMPTY = "UNCLAS VENSK 000012\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: A BRIDGE\n"
STUB = EMPTY + "\n1. A text that ends soon...\n"
RECORD = '+++\nid = "07VENSK12"\nclassification = "UNCLASSIFIED"\n+++\n'


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (RECORD + OTHER, "This may be the text of another cable."),
        (RECORD + TWO_LEVELS, "Two classifications."),
        (RECORD + EMPTY, "No text."),
        (RECORD + STUB, "Cut short."),
        (RECORD + OTHER.replace("000099", "000012"), ""),
    ],
)
def test_above_the_title_stands_what_is_wrong_with_the_text(tmp_path: Path, source: str, told: str) -> None:
    room = Room(tmp_path)
    room.put("cables/07VENSK12.txt", source)
    room.build()
    above, _, _ = room.page("cable/2007/vensk/07VENSK12.html").partition("<h1")
    warnings = [part.partition("</strong>")[0] for part in above.split('<p class="banner"><strong>')[1:]]

    assert warnings == ([told] if told else [])
