"""``templates``: whose each is, and copies of the program's to change, which then stand in place of them."""

import re

import pytest

from generator import __version__
from generator.problems import OutputError
from generator.render.templates import packaged_templates
from generator.scaffolding.templates import Listed, difference, eject, list_templates
from tests.room import Room


def listed(room: Room) -> dict[str, Listed]:
    return {one.name: one for one in list_templates(room.project)}


def copy_of(room: Room, name: str) -> bytes:
    """Return a copy without the first line, which says of what it is a copy."""
    first, _, rest = (room.templates / name).read_bytes().partition(b"\n")
    assert b"Copied from reading-room" in first
    return rest


def test_all_templates_of_the_program_are_listed(room: Room) -> None:
    found = listed(room)

    assert set(found) == {
        path.relative_to(packaged_templates()).as_posix() for path in packaged_templates().rglob("*") if path.is_file()
    }
    assert {"cable.html", "base.html", "assets/room.css"} <= set(found)
    assert all(one.packaged and not one.own for one in found.values())


def test_those_of_the_room_are_told_from_those_of_the_program(room: Room) -> None:
    room.template("cable.html", "mine")
    room.template("assets/extra.css", "mine")
    found = listed(room)

    assert found["cable.html"] == Listed("cable.html", own=True, packaged=True)
    assert found["assets/extra.css"] == Listed("assets/extra.css", own=True, packaged=False)


def test_a_template_is_copied_into_the_room_and_counts_from_then_on(room: Room) -> None:
    room.cable("07VENSK12")
    before = room.build()
    assert eject(room.project, ("essay.html", "cable/text.html")) == (
        "templates/essay.html",
        "templates/cable/text.html",
    )
    assert copy_of(room, "cable/text.html") == (packaged_templates() / "cable/text.html").read_bytes()
    assert before.written
    assert room.build().written == ()

    place = room.templates / "cable/text.html"
    place.write_text(
        place.read_text(encoding="utf-8").replace("</article>", "<p>Ours</p></article>", 1), encoding="utf-8"
    )
    written = room.build().written
    assert [address for address in written if address.endswith(".html")] == ["cable/2007/vensk/07VENSK12.html"]
    assert "<p>Ours</p>" in room.page("cable/2007/vensk/07VENSK12.html")


def test_a_template_of_the_room_is_not_written_over_unless_told(room: Room) -> None:
    room.template("cable.html", "mine")
    with pytest.raises(OutputError, match="N005"):
        eject(room.project, ("list.html", "cable.html"))

    assert (room.templates / "cable.html").read_text(encoding="utf-8") == "mine"
    assert not (room.templates / "list.html").exists()
    eject(room.project, ("cable.html",), force=True)
    assert copy_of(room, "cable.html") == (packaged_templates() / "cable.html").read_bytes()


@pytest.mark.parametrize("name", ["cabel.html", "../generator/cli.py", "/etc/passwd", "", "assets"])
def test_a_name_that_is_no_template_is_said(room: Room, name: str) -> None:
    with pytest.raises(OutputError, match="N004"):
        eject(room.project, (name,))

    assert not room.templates.exists()


@pytest.mark.parametrize("name", ["cable.html", "assets/room.css", "assets/cable.js", "cable.typ", "assets/icon.svg"])
def test_a_copy_knows_its_version_and_is_outdated_when_the_program_s_has_changed(room: Room, name: str) -> None:
    eject(room.project, (name,))
    assert listed(room)[name] == Listed(name, own=True, packaged=True, copied=__version__)

    place = room.templates / name
    first, _, rest = place.read_bytes().partition(b"\n")
    place.write_bytes(re.sub(rb"text [0-9a-f]{16}", b"text 0123456789abcdef", first) + b"\n" + rest)
    assert listed(room)[name].outdated


def test_the_difference_is_what_was_changed_and_nothing_for_a_copy_as_it_was_made(room: Room) -> None:
    eject(room.project, ("list.html",))
    assert list(difference(room.project, "list.html")) == []

    place = room.templates / "list.html"
    place.write_text(place.read_text(encoding="utf-8") + "<p>Ours</p>\n", encoding="utf-8")
    assert [line for line in difference(room.project, "list.html") if line.startswith("+")][1:] == ["+<p>Ours</p>"]


@pytest.mark.parametrize("name", ["lst.html", "list.html"], ids=["none of the program's", "none of the room's"])
def test_there_is_no_difference_without_two_files(room: Room, name: str) -> None:
    with pytest.raises(OutputError, match="N004"):
        list(difference(room.project, name))
