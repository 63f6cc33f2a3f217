"""``templates``: whose each is, and copies of the program's to change, which then stand in place of them."""

import pytest

from generator.commands.templates import Listed, eject, list_templates
from generator.output.render import packaged_templates
from generator.problems import OutputError
from tests.room import Room


def listed(room: Room) -> dict[str, Listed]:
    return {one.name: one for one in list_templates(room.project)}


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
    assert eject(room.project, ("essay.html", "cable.html", "assets/room.css")) == (
        "templates/essay.html", "templates/cable.html", "templates/assets/room.css",
    )  # fmt: skip
    assert (room.templates / "cable.html").read_bytes() == (packaged_templates() / "cable.html").read_bytes()
    assert before.written
    assert room.build().written == ()

    place = room.templates / "cable.html"
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
    assert (room.templates / "cable.html").read_bytes() == (packaged_templates() / "cable.html").read_bytes()


@pytest.mark.parametrize("name", ["cabel.html", "../generator/cli.py", "/etc/passwd", "", "assets"])
def test_a_name_that_is_no_template_is_said(room: Room, name: str) -> None:
    with pytest.raises(OutputError, match="N004"):
        eject(room.project, (name,))

    assert not room.templates.exists()
