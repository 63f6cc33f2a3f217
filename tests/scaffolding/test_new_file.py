"""``new``: a cable, a page or notes to fill; what is there is never written over."""

import pytest

from generator.cables.parse import parse_cable
from generator.problems import GeneratorError
from generator.scaffolding.new_file import new
from tests.room import Room, files_of


@pytest.mark.parametrize(
    "spelling",
    ["07ASTANA1061", "07 Astana 1061", "2007ASTANA001061", "astana (07) 1061", " 07astana1061 ", "07ASTANA1061_a",
     "https://example.org/cable/2007/04/07ASTANA1061.html"],
)  # fmt: skip
def test_a_cable_is_made_of_an_identifier_in_any_spelling(room: Room, spelling: str) -> None:
    path = new(room.project, spelling)
    data = (room.content / "cables/2007/07ASTANA1061.txt").read_bytes()
    cable, problems = parse_cable(data, path)

    assert path == (room.content / "cables/2007/07ASTANA1061.txt").as_posix()
    assert (cable.id, cable.origin, cable.layout) == ("07ASTANA1061", "Embassy Astana", "front-matter")
    assert "C004" not in {problem.code for problem in problems}
    assert b"# created = 2007-" in data


def test_what_is_to_be_filled_in_is_sound_when_it_is(room: Room) -> None:
    new(room.project, "07ASTANA1061")
    place = room.content / "cables/2007/07ASTANA1061.txt"
    text = (
        place.read_text(encoding="utf-8").replace("# created", "created").replace("# classification", "classification")
    )
    text += "UNCLAS ASTANA 001061\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: A VISIT\n\n1. Text.\n\nORDWAY\n"
    cable, problems = parse_cable(text.encode(), "07ASTANA1061.txt")

    assert problems == []
    assert cable.date is not None
    assert (cable.date.year, cable.classification) == (2007, "UNCLASSIFIED")


def test_a_post_that_is_not_known_leaves_the_origin_to_be_filled_in(room: Room) -> None:
    new(room.project, "07NOWHERE1")

    assert '\n# origin = "Embassy …"\n' in (room.content / "cables/2007/07NOWHERE1.txt").read_text(encoding="utf-8")


def test_the_words_of_the_room_count(room: Room) -> None:
    new(room.project, "07VENSK1")

    assert '\norigin = "Consulate Vensk"\n' in (room.content / "cables/2007/07VENSK1.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("07astana1061.md", "notes/07ASTANA1061.md"),
        ("07 Astana 1061.pt-br.md", "translations/07ASTANA1061.pt-BR.md"),
        ("about-us.md", "pages/about-us.md"),
        ("help/first steps.md", "pages/help/first steps.md"),
    ],
)
def test_a_name_that_ends_in_md_makes_notes_or_a_page(room: Room, name: str, path: str) -> None:
    assert new(room.project, name) == (room.content / path).as_posix()
    if path.startswith("pages"):
        assert room.build().problems == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Vensk 12", "N003"),
        ("about", "N003"),
        ("", "N003"),
        ("../../x", "N003"),
        ("../../x.md", "B001"),
        ("/etc/x.md", "B001"),
        ("con.md", "B001"),
        (".md", "N003"),
    ],
)
def test_what_cannot_be_made_is_said(room: Room, name: str, code: str) -> None:
    before = files_of(room.folder)
    with pytest.raises(GeneratorError, match=code):
        new(room.project, name)

    assert files_of(room.folder) == before


@pytest.mark.parametrize(
    ("there", "name"),
    [
        ("cables/2007/07ASTANA1061.txt", "07 ASTANA 1061"),
        ("cables/old/07ASTANA1061.html", "07ASTANA1061"),
        ("pages/about.md", "about.md"),
        ("notes/07ASTANA1061.md", "07ASTANA1061.md"),
    ],
)
def test_a_file_that_is_there_is_left_alone(room: Room, there: str, name: str) -> None:
    room.put(there, "mine")
    before = files_of(room.folder)
    with pytest.raises(GeneratorError, match="N002"):
        new(room.project, name)

    assert files_of(room.folder) == before
