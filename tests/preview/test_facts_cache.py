"""The facts that a preview keeps in memory follow the files."""

import os
from collections.abc import Callable

import pytest

from generator.build.inputs.inputs import load_inputs
from generator.build.inputs.project import Options
from generator.preview.facts_cache import FactsCache
from tests.room import Room, cable_text


def looked(room: Room, change: Callable[[], object], *told: str) -> FactsCache:
    """Return the shelf of a room after a change that was told of."""
    shelf = FactsCache(room.project, lambda _count, _total: None, room.folder)
    settings = load_inputs(room.project, Options())
    shelf.look(settings)
    change()
    shelf.look(settings, told)
    return shelf


def test_a_link_among_the_cables_stays_told_while_other_things_change(room: Room) -> None:
    room.cable("07VENSK12")
    (room.content / "cables/07VENSK13.txt").symlink_to("/nowhere")

    shelf = looked(room, lambda: None, "pages/about.md")

    assert [one.code for one in shelf.problems] == ["B011"]


@pytest.mark.parametrize("path", ["07VENSK13.txt", "deeper/07VENSK13.txt"])
def test_a_cable_that_came_is_seen_though_only_its_folder_is_told(room: Room, path: str) -> None:
    room.cable("07VENSK12")

    shelf = looked(room, lambda: room.put(f"cables/{path}", cable_text("07VENSK13")), "cables")

    assert sorted(one.id for one in shelf.facts.values()) == ["07VENSK12", "07VENSK13"]


def test_a_cable_that_went_is_forgotten(room: Room) -> None:
    path = room.cable("07VENSK12").relative_to(room.content).as_posix()
    room.cable("07VENSK13")

    shelf = looked(room, (room.content / path).unlink, path)

    assert [one.id for one in shelf.facts.values()] == ["07VENSK13"]


def test_a_changed_cable_is_read_again(room: Room) -> None:
    path = room.cable("07VENSK12").relative_to(room.content).as_posix()

    shelf = looked(room, lambda: room.put(path, cable_text("07VENSK12", tags="SNAR")), path)

    assert [one.tags for one in shelf.facts.values()] == [("SNAR",)]


def test_facts_recalled_from_an_earlier_preview_are_told_as_changed(room: Room) -> None:
    """Rules that came back: pages would else be made from the facts of before, and the last gate would stop them."""
    place = room.cable("07VENSK12", subject="On Jorun Mareth")
    os.utime(place, (1_000_000_000, 1_000_000_000))
    room.build()
    rules = room.put("withheld.toml", '[[withhold]]\ntext = "Jorun Mareth"\nreason = "asked"\ndate = 2026-01-02\n')
    looked(room, rules.unlink)
    shelf = FactsCache(room.project, lambda _count, _total: None, room.folder)
    shelf.look(load_inputs(room.project, Options()))
    room.put("withheld.toml", '[[withhold]]\ntext = "Jorun Mareth"\nreason = "asked"\ndate = 2026-01-02\n')

    changed = shelf.look(load_inputs(room.project, Options()))

    assert changed == {"cables/07VENSK12.txt"}
    assert ["Mareth" in one.title for one in shelf.facts.values()] == [False]
