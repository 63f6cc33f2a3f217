"""What in a content folder is no file: neither followed nor opened, never waited for, and told."""

import os
import socket
from pathlib import Path

import pytest

from generator.build.inputs.project import Project
from generator.build.pipeline import build
from generator.problems import OutputError
from generator.system.reading import read
from tests.room import PLAIN, Room, cable_text

FOLDERS = ("cables", "pages", "notes", "vocabulary")


def make(place: Path, what: str, secret: Path) -> None:
    if what == "a link to a file":
        place.symlink_to(secret)
    elif what == "a link to a folder":
        place.symlink_to(secret.parent, target_is_directory=True)
    elif what == "a link to nowhere":
        place.symlink_to("nowhere")
    elif what == "a pipe":
        os.mkfifo(place)
    elif what == "a socket":
        here = os.open(".", os.O_RDONLY)
        os.chdir(place.parent)  # a socket's whole path may have some hundred letters only
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(place.name)
        os.fchdir(here)
        os.close(here)
    else:
        os.mknod(place, 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero, which never ends


WHAT = ["a link to a file", "a link to a folder", "a link to nowhere", "a pipe", "a socket", "a device"]


@pytest.mark.parametrize("what", WHAT)
def test_what_is_no_file_is_passed_over_and_told(room: Room, tmp_path: Path, what: str) -> None:
    if what == "a device" and os.geteuid() != 0:
        pytest.skip("making a device needs root")
    (tmp_path / "outside").mkdir()
    secret = tmp_path / "outside/07VENSK99.txt"
    secret.write_text(cable_text("07VENSK99", text="The secret of the harbour."), encoding="utf-8")
    room.cable("07VENSK12", text="The ferry ran.")
    names = []
    for folder in FOLDERS:
        (room.content / folder).mkdir(exist_ok=True)
        names.append(f"{folder}/odd{'.csv' if folder == 'vocabulary' else '.md' if folder != 'cables' else '.txt'}")
        make(room.content / names[-1], what, secret)
    report = room.build()
    told = {room.relative(problem).where.path: problem for problem in report.problems if problem.code == "B011"}

    assert sorted(told) == sorted(names)
    assert all(("a link" in one.message) == what.startswith("a link") for one in told.values())
    assert report.cables == 1
    assert not [address for address, data in room.site().items() if b"secret of the harbour" in data]
    assert {problem.code for problem in room.check()} >= {"B011"}


def test_in_a_heap_what_may_be_a_cable_is_told_and_no_other_link(tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    heap.mkdir()
    (heap / "07VENSK1.txt").write_text(cable_text("07VENSK1"), encoding="utf-8")
    for name in ("07VENSK2.txt", "more", "tool.py"):
        (heap / name).symlink_to("nowhere")
    report = build(Project(heap, tmp_path / "site"), PLAIN)

    assert [Path(one.where.path).name for one in report.problems if one.code == "B011"] == ["07VENSK2.txt", "more"]


def test_a_file_that_becomes_a_pipe_before_it_is_opened_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError) as stopped:
        read(tmp_path / "pipe")

    assert stopped.value.problem.code == "B005"
    assert "it is no file" in stopped.value.problem.message


@pytest.mark.parametrize("folder", ["pages", "notes", "dossiers", "vocabulary"])
def test_a_file_whose_name_is_not_utf_8_is_told_and_costs_nothing_else(room: Room, folder: str) -> None:
    room.cable("07VENSK12", text="The ferry ran.")
    room.put("pages/about.md", "# About\n\nThe herring came.\n")
    (room.content / folder).mkdir(exist_ok=True)
    (room.content / folder / os.fsdecode(b"caf\xe9.md")).write_bytes(b"# Mackerel\n")
    report = room.build()

    assert "The herring came" in room.page("about.html")
    assert [one.code for one in report.problems if one.severity == "error"] == ["B005"]
