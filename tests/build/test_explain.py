"""Explain: why the next build makes a page again. What it says is what the next build then does."""

import json
import sys
from collections.abc import Callable

import pytest

from generator.build.explain import explain
from generator.build.plan.fingerprint import PARTS
from generator.cli import main
from generator.problems import OutputError
from tests.room import PLAIN, Room

TWELVE = "cable/2007/vensk/07VENSK12.html"


@pytest.fixture
def built(room: Room) -> Room:
    room.cable("07VENSK12", text="The week was quiet.")
    room.cable("07VENSK13", refs=["VENSK 12"])
    room.put("pages/seal.svg", "<svg/>")
    room.build()
    return room


def edit_text(room: Room) -> None:
    room.edit("cables/07VENSK12.txt", "was quiet", "was loud")


def cite(room: Room) -> None:
    room.cable("07VENSK14", refs=["VENSK 12"])


def rename_room(room: Room) -> None:
    room.put("site.toml", '[site]\ntitle = "Another"\n')


def change_template(room: Room) -> None:
    room.template("cable.html", '{% extends "base.html" %}{% block main %}{{ view.id }}{% endblock %}')


def lose(room: Room) -> None:
    (room.output / TWELVE.replace("html", "txt")).unlink()


def lose_records(room: Room) -> None:
    (room.output / "data/cables.jsonl").unlink()


def forget(room: Room) -> None:
    (room.project.store).unlink()


def spoil(room: Room) -> None:
    (room.project.store).write_bytes(b"no memory" * 1000)


def nothing(_room: Room) -> None:
    pass


CASES: list[tuple[Callable[[Room], None], tuple[str, ...]]] = [
    (nothing, ()),
    (edit_text, ("source",)),
    (cite, ("view",)),
    (rename_room, ("settings",)),
    (change_template, ("template",)),
    (lose, ("altered",)),
    (lose_records, ("record",)),
    (forget, ("new",)),
    (spoil, ("new",)),
]


@pytest.mark.parametrize(("change", "why"), CASES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_reason_is_that_of_the_next_build(
    built: Room, change: Callable[[Room], None], why: tuple[str, ...]
) -> None:
    change(built)
    before = built.site()
    memory = {path: path.read_bytes() for path in built.project.store_folder.rglob("*") if path.is_file()}
    told = explain(built.project, TWELVE, PLAIN)

    assert (told.page, told.why) == (TWELVE, why)
    assert len(told.words) == len(why)
    differ = {part.name for part in told.parts if part.made != part.wanted}
    assert differ == (set(PARTS) if why == ("new",) else set(why) - {"altered", "record"})
    assert built.site() == before
    assert {path: path.read_bytes() for path in built.project.store_folder.rglob("*") if path.is_file()} == memory
    remade = {phase.name: phase.count for phase in built.build().phases}["make"]
    assert bool(remade) is bool(why)
    assert explain(built.project, TWELVE, PLAIN).why == ()


@pytest.mark.parametrize(
    ("asked", "address", "page"),
    [
        (TWELVE, TWELVE, TWELVE),
        ("07vensk12", TWELVE, TWELVE),
        (f"/{TWELVE}", TWELVE, TWELVE),
        (TWELVE.replace("html", "txt"), TWELVE.replace("html", "txt"), TWELVE),
        ("", "index.html", "index.html"),
        ("tag/", "tag/index.html", "tag/index.html"),
        ("robots.txt", "robots.txt", ""),
        ("seal.svg", "seal.svg", ""),
        ("data/manifest.sha256", "data/manifest.sha256", ""),
    ],
)
def test_a_file_of_the_site_is_found_by_what_one_would_write(built: Room, asked: str, address: str, page: str) -> None:
    told = explain(built.project, asked, PLAIN)

    assert (told.address, told.page, told.why) == (address, page, ())
    assert bool(told.words) is (page == "")


def test_a_path_into_the_site_is_an_address(built: Room) -> None:
    assert explain(built.project, f"{built.output.as_posix()}/{TWELVE}", PLAIN).page == TWELVE


def test_a_page_that_would_go_is_told(built: Room) -> None:
    (built.content / "cables/07VENSK13.txt").unlink()

    assert explain(built.project, "07VENSK13", PLAIN).why == ("removed",)


def test_what_the_room_has_not_is_told(built: Room) -> None:
    with pytest.raises(OutputError) as stopped:
        explain(built.project, "tag/NOTAG.html", PLAIN)

    assert stopped.value.problem.code == "B021"


def test_a_room_that_was_never_built_is_explained(room: Room) -> None:
    room.cable("07VENSK12")

    assert explain(room.project, TWELVE, PLAIN).why == ("new",)
    assert not room.output.exists()
    assert not room.project.store_folder.exists()


def test_the_command_says_it_in_words_and_as_json(
    built: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_text(built)
    monkeypatch.chdir(built.folder)
    monkeypatch.setattr(sys, "argv", ["reading-room", "explain", "--no-pdf", TWELVE])
    with pytest.raises(SystemExit) as ended:
        main()
    out = capsys.readouterr().out
    assert ended.value.code in {0, None}
    why = "its source file, or the name of that file, changed"
    assert f"{TWELVE}\nStale: the next build renders it again, because\n  {why}\n" in out
    assert "cables/07VENSK12.txt" in out

    monkeypatch.setattr(sys, "argv", ["reading-room", "explain", "--no-pdf", "--json", TWELVE])
    with pytest.raises(SystemExit):
        main()
    assert json.loads(capsys.readouterr().out)["why"] == ["source"]
