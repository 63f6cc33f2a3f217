"""The message of a saved page as plain text of its own: beside the untouched page, with the line numbers that repairs name."""

from pathlib import Path

from tests.room import Room

SAVED = Path(__file__).parent.parent / "golden/cables/sound/wikileaks-html/09LINDEMAR113.html"
PAGE = "cable/2009/lindemar/09LINDEMAR113"
PLAIN = "cable/2007/vensk/07VENSK12"


def test_the_message_of_a_saved_page_is_a_file_of_its_own(room: Room) -> None:
    room.cable("07VENSK12")
    room.put("cables/09LINDEMAR113.html", SAVED.read_bytes())
    room.build()
    message = room.page(f"{PAGE}.message.txt")

    assert (room.output / f"{PAGE}.txt").read_bytes() == SAVED.read_bytes()
    assert "<pre>" not in message
    assert "TAGS" in message
    assert "The message as taken from the page" in room.page(f"{PAGE}.html")
    assert f'href="{PAGE.rpartition("/")[2]}.message.txt"' in room.page(f"{PAGE}.html")
    assert not room.has(f"{PLAIN}.message.txt")
    assert "The exact source" in room.page(f"{PLAIN}.html")
    assert room.build().written == ()


def test_the_lines_shown_are_those_of_the_text(room: Room) -> None:
    room.put("cables/09LINDEMAR113.html", SAVED.read_bytes())
    room.build()
    message = room.page(f"{PAGE}.message.txt")
    page = room.page(f"{PAGE}.html")

    assert f"<summary>{len(message.splitlines())} lines</summary>" in page


def test_the_message_goes_when_the_source_is_plain_text(room: Room) -> None:
    room.put("cables/09LINDEMAR113.html", SAVED.read_bytes())
    room.build()
    (room.content / "cables/09LINDEMAR113.html").unlink()
    room.put("cables/09LINDEMAR113.txt", room.page(f"{PAGE}.message.txt"))
    room.build()

    assert room.has(f"{PAGE}.html")
    assert not room.has(f"{PAGE}.message.txt")
