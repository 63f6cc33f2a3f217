"""A cable that cannot be printed whole costs no build: its PDF says so, and so does the build."""

from io import BytesIO

import pypdf
import pytest

from generator.build.inputs.project import Options
from tests.room import Room

PRINTED = Options(jobs=1, search=False)
ADDRESS = "cable/2007/vensk/07VENSK12.pdf"


@pytest.mark.parametrize(
    "letters", ["\u4e2d\u6587", "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd", "\U0001f600 and \u4e2d", "\u0d15"]
)
def test_letters_that_no_font_has_are_boxes_and_told(room: Room, letters: str) -> None:
    room.cable("07VENSK12", text=f"He said {letters} today.\nCalm.")
    room.cable("07VENSK13", text="Calm.")

    for _ in range(2):  # the second build tells it too
        report = room.build(PRINTED)
        told = [
            (one.code, one.severity, one.where.path.rpartition("/")[2]) for one in report.problems if one.code[0] == "T"
        ]
        assert told == [("T006", "warning", "07VENSK12.txt")]

    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(room.site()[ADDRESS])).pages)
    assert "\u25a1" in text
    assert "today" in text
    assert letters in room.page("cable/2007/vensk/07VENSK12.html")
    assert room.has("cable/2007/vensk/07VENSK13.pdf")


def test_a_text_that_typst_cannot_set_costs_that_cable_its_pdf_alone(room: Room) -> None:
    room.cable("07VENSK12", text="\u00e9" * 70_000)
    room.cable("07VENSK13", text="Calm.")
    report = room.build(PRINTED)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(room.site()[ADDRESS])).pages)

    assert [one.code for one in report.problems if one.code[0] == "T"] == ["T006"]
    assert "cannot be printed" in text
    assert room.has("cable/2007/vensk/07VENSK13.pdf")


@pytest.mark.parametrize("sign", ["\ufeff", "\ufffe", "\uffff", "\x00"])
def test_signs_that_no_pdf_may_have_cost_no_build(room: Room, sign: str) -> None:
    room.cable("07VENSK12", text=f"He said {sign}so today.", subject=f"A {sign}word")
    report = room.build(PRINTED)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(room.site()[ADDRESS])).pages)

    assert [one.code for one in report.problems if one.code[0] == "T"] == []
    assert "so today" in text
