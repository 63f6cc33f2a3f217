"""The files from which reading lists and exports are made: where an identifier stands, and what is told of it."""

import json
import re
from pathlib import Path

import msgspec
import pytest

from generator.build.inputs.project import Options
from generator.pages.data.entries import entry_at, entry_pages, file_of, files_for, set_entries
from generator.pages.data.views import EntriesView
from generator.pages.lists.paginate import whole_view
from generator.pages.page import ListPage
from tests.pages.conftest import Desk
from tests.room import Room, cable_text

TABLE = json.loads((Path(__file__).parent / "entries.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("cable_id", "files", "number"), TABLE)
def test_an_identifier_stands_in_the_file_that_the_browser_looks_for(cable_id: str, files: int, number: int) -> None:
    assert file_of(cable_id, files) == number


@pytest.mark.parametrize(
    ("cables", "files"), [(0, 1), (1, 1), (64, 1), (65, 2), (128, 2), (129, 4), (1_295, 32), (251_287, 4_096)]
)
def test_a_file_has_some_sixty_four_cables_in_a_room_of_any_size(cables: int, files: int) -> None:
    assert files_for(cables) == files


def test_every_cable_stands_in_one_file(desk: Desk) -> None:
    texts = [cable_text(f"07VENSK{number}") for number in range(1, 71)]
    corpus = desk.read(*texts).corpus
    pages = list(entry_pages(corpus))
    found: dict[str, str] = {}
    for page in pages:
        assert isinstance(page, ListPage)
        view = whole_view(page, corpus)
        assert isinstance(view, EntriesView)
        assert view == msgspec.msgpack.decode(msgspec.msgpack.encode(view), type=EntriesView)
        for entry in view.entries:
            assert entry.id not in found
            found[entry.id] = page.address

    assert [page.address for page in pages] == ["list/entries/0.js", "list/entries/1.js"]
    assert set(found) == {one.id for one in corpus.cables}
    assert all(address == f"list/entries/{file_of(one, 2)}.js" for one, address in found.items())


def test_an_entry_tells_what_a_citation_needs(desk: Desk) -> None:
    text = cable_text("07VENSK12", tags="EFIS, QQQQ").replace(
        "+++\n", '+++\nnote = "Text drawn by machine from a PDF and not proofread."\n', 1
    )
    entry = entry_at(desk.read(text).corpus, 0)

    assert entry.id == "07VENSK12"
    assert entry.address == "cable/2007/vensk/07VENSK12.html"
    assert entry.date == "2007-01-13"
    assert entry.author == "U.S. Consulate Vensk"
    assert [code for code, _ in entry.tags] == ["EFIS", "QQQQ"]
    assert entry.caveat == "Text drawn by machine from a PDF and not proofread"


def test_a_file_is_a_script_that_holds_json(desk: Desk) -> None:
    text = cable_text("07VENSK12", subject="A </script> \u2028 `${x}` WEEK")
    entry = entry_at(desk.read(text).corpus, 0)
    script = set_entries(EntriesView(3, (entry,))).decode()
    found = re.fullmatch(r"\(globalThis\.ListEntries \?\?= \{\}\)\[3\] = (.*);\n", script, re.DOTALL)

    assert found
    assert json.loads(found[1])[0][0] == "07VENSK12"


def test_a_cable_that_is_cited_and_not_held_is_a_row_of_its_identifier(desk: Desk) -> None:
    corpus = desk.read(cable_text("07VENSK12", refs=["07 VENSK 5"])).corpus
    (page,) = entry_pages(corpus)
    assert isinstance(page, ListPage)
    view = whole_view(page, corpus)
    assert isinstance(view, EntriesView)
    rows = json.loads(set_entries(view).decode().partition(" = ")[2].rstrip(";\n"))

    assert [row[0] for row in rows] == ["07VENSK12", "07VENSK5"]
    assert len(rows[1]) == 1


def test_a_cable_more_changes_one_file_of_entries(room: Room) -> None:
    for number in range(1, 80):
        room.cable(f"07VENSK{number}")
    room.build(Options(jobs=1))
    room.cable("07VENSK90")
    written = [one for one in room.build(Options(jobs=1)).written if one.startswith("list/")]

    assert written == [f"list/entries/{file_of('07VENSK90', 2)}.js"]
