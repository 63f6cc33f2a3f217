"""A page that is only a picture: read by OCR where its program is installed, and said to be so wherever its text goes."""

import json
from pathlib import Path

import pytest

from generator.importing.importing import import_cables
from generator.importing.pdf.process import DrawingProcess
from generator.importing.pdf.reading import Drawn, read_pdf
from tests.importing.pdf.pdf_maker import CABLE, box, lines, make_pdf, scanned, word
from tests.programs import need
from tests.room import Room

NAME = "KARLOVIN"
SAYS = "Text drawn by machine from a PDF, by OCR, and not proofread"


def drawn(folder: Path, data: bytes) -> Drawn:
    place = folder / "09VENSK31.pdf"
    place.write_bytes(data)
    with DrawingProcess() as process:
        found = read_pdf(place, "09VENSK31.pdf", process)
    assert isinstance(found, Drawn), found
    return found


def test_a_picture_is_read_and_said_to_be_read_so(tmp_path: Path) -> None:
    need("tesseract")
    both = make_pdf([lines(CABLE, size=12)])

    found = drawn(tmp_path, scanned(both))

    assert "".join(found.pages[0].split()) == "".join("".join(CABLE).split())
    assert (found.by_ocr, found.without_text) == ((1,), ())
    assert [problem.code for problem in found.problems] == ["I030"]


def test_that_a_text_was_read_by_ocr_goes_with_it(room: Room, tmp_path: Path) -> None:
    need("tesseract")
    (tmp_path / "09VENSK31.pdf").write_bytes(scanned(make_pdf([lines(CABLE, size=12)])))

    done = import_cables([tmp_path / "09VENSK31.pdf"], room.content)

    assert [problem.code for problem in done.problems] == ["I030"]
    room.build()
    page = room.page("cable/2009/vensk/09VENSK31.html")
    assert "Its pages are pictures, read by OCR: any letter may be wrong." in page
    assert page.count(SAYS) > 4  # the record, and each form of citation
    assert "By OCR, which guesses letters: page 1 of the PDF." in page
    assert json.loads(room.page("cable/2009/vensk/09VENSK31.json"))["drawn"] == SAYS


def test_words_under_a_box_are_neither_read_nor_guessed(tmp_path: Path) -> None:
    need("tesseract")
    covered = lines([*CABLE, f"3. The pilot is {NAME}."]) + box(72 + 16 * 6 - 2, 720 - 12 * 8 - 3, 54, 13)

    kept = drawn(tmp_path, make_pdf([covered]))
    picture = drawn(tmp_path, scanned(make_pdf([covered])))

    assert (kept.pages, kept.left_out, kept.by_ocr) == (("",), (1,), ())
    assert picture.by_ocr == (1,)
    assert NAME not in picture.pages[0]


def test_a_blank_page_and_a_page_with_text_are_not_guessed(tmp_path: Path) -> None:
    found = drawn(tmp_path, make_pdf(["", word("UNCLAS", 72, 700)]))

    assert (found.by_ocr, found.without_text) == ((), (1,))


def test_without_the_program_the_problem_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    found = drawn(tmp_path, scanned(make_pdf([lines(CABLE)])))

    assert (found.pages, found.by_ocr, found.without_text) == (("",), (), (1,))
    assert "[ocr]" in found.problems[0].hint
