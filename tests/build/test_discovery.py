"""Which files are cables: all of ``cables`` in a room, what has the ending of one in a heap."""

from pathlib import Path

import pytest

from generator.build.check import check
from generator.build.inputs.discovery import scan_cables
from generator.build.inputs.project import Project
from generator.build.pipeline import build
from tests.room import PLAIN, Room, cable_text


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    """A folder of cables as somebody copied them, with what lay beside them."""
    folder = tmp_path / "heap"
    (folder / "wikileaks-html" / "deep").mkdir(parents=True)
    (folder / "07VENSK1.txt").write_text(cable_text("07VENSK1"), encoding="utf-8")
    for name in ("07VENSK2.html", "deep/07VENSK3.HTM", "07VENSK4.cable", "07VENSK5.csv"):
        (folder / "wikileaks-html" / name).write_text(cable_text(name.split("/")[-1].split(".")[0]), encoding="utf-8")
    for name in ("README.md", "cables.jsonl", "fetch.py", "LICENSE", "wikileaks-html/style.css", ".hidden.txt"):
        (folder / name).write_text("no cable", encoding="utf-8")
    return folder


def paths(content: Path) -> list[str]:
    found, problems = scan_cables(content)
    assert problems == []
    return [one.path for one in found]


def test_a_heap_is_read_by_the_endings_of_cables_at_any_depth(heap: Path) -> None:
    assert paths(heap) == [
        "07VENSK1.txt",
        "wikileaks-html/07VENSK2.html",
        "wikileaks-html/07VENSK4.cable",
        "wikileaks-html/07VENSK5.csv",
        "wikileaks-html/deep/07VENSK3.HTM",
    ]


def test_a_heap_is_built(heap: Path, tmp_path: Path) -> None:
    report = build(Project(heap, tmp_path / "site"), PLAIN)

    assert report.cables == 5
    for number in range(1, 6):
        assert (tmp_path / "site" / f"cable/2007/vensk/07VENSK{number}.html").is_file()
    assert check(Project(heap)).problems == report.problems


def test_a_site_built_inside_a_heap_is_no_cable_of_it(heap: Path) -> None:
    project = Project(heap, heap / "site")
    build(project, PLAIN)

    assert build(project, PLAIN).written == ()
    assert not any(path.startswith("site/") for path in paths(heap))


@pytest.mark.parametrize("folder", ["pages", "notes", "vocabulary"])
def test_the_folders_of_a_room_hold_no_cables(heap: Path, folder: str) -> None:
    (heap / folder).mkdir()
    (heap / folder / "one.csv").write_text("code,meaning\n", encoding="utf-8")

    assert len(paths(heap)) == 5


@pytest.mark.parametrize("sign", ["cables", "site.toml"])
def test_settings_or_a_folder_of_cables_make_a_room(heap: Path, sign: str) -> None:
    if sign == "cables":
        (heap / sign).mkdir()
    else:
        (heap / sign).write_text("", encoding="utf-8")

    assert paths(heap) == []


def test_a_room_reads_every_file_of_its_cables_but_notes_and_copies(room: Room) -> None:
    for name in ("a.txt", "b.cable", "c.dat", "LETTER", "README.md", "a.txt.orig", "a.txt~", "a.txt.bak", ".a.swp"):
        room.put(f"cables/{name}", "x")
    room.put("stray.txt", "x")

    assert paths(room.content) == ["cables/LETTER", "cables/a.txt", "cables/b.cable", "cables/c.dat"]
