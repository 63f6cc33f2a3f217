"""A telegram whose sections lie in several PDF files names each of them, page by page, in whatever order they come in."""

from itertools import permutations

import pytest

from generator.build.inputs.inputs import read_vocabulary
from generator.cables.parse import parse_cable
from generator.importing.importing import import_cables
from tests.importing.pdf.pdf_maker import lines, make_pdf
from tests.room import Room

HEADER = ["R 051758Z MAR 98", "FM AMEMBASSY VENSK", "TO SECSTATE WASHDC", ""]


def section(at: int) -> bytes:
    """Return a PDF of a section of three, on two pages, each with a paragraph of its own."""
    heading = [f"UNCLAS SECTION 0{at} OF 03 VENSK 000620", "", "E.O. 12958: N/A", "TAGS: PREL", "SUBJECT: HARBOR", ""]
    pages = [
        [*HEADER, *heading, f"{2 * at - 1}. Page one of section {at}."],
        [f"{2 * at}. Page two of section {at}."],
    ]
    return make_pdf([lines(page) for page in pages])


@pytest.mark.parametrize("order", tuple(permutations((1, 2, 3))))
def test_each_page_of_each_pdf_leads_to_its_paragraph(order: tuple[int, ...], room: Room) -> None:
    folder = room.content.parent / "theirs"
    folder.mkdir()
    for at in order:
        (folder / f"C{at}.pdf").write_bytes(section(at))
        assert import_cables([folder / f"C{at}.pdf"], room.content / "cables").found == 1
    path = room.content / "cables/1998/98VENSK620.txt"
    cable, problems = parse_cable(path.read_bytes(), path.as_posix(), read_vocabulary(room.content))

    assert [block.text for block in cable.blocks] == [
        f"Page {page} of section {at}." for at in (1, 2, 3) for page in ("one", "two")
    ]
    begins = {block.text: block.line for block in cable.blocks}
    assert [[number for number, _ in pdf.pages] for pdf in cable.pdfs] == [[1, 2]] * 3
    for at, pdf in zip(order, cable.pdfs, strict=True):
        first, second = (line for _, line in pdf.pages)
        assert cable.lines[first - 1] == HEADER[0]
        assert second == begins[f"Page two of section {at}."]
        assert f"C{at}.pdf" in cable.note
    assert not [one for one in problems if one.code.startswith("B")]
