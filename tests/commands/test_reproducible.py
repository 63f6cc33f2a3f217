"""The same content makes the same bytes: whatever the jobs, seed of hashes, time zone, locale, folder, order of files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.room import Room, cable_text, files_of

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "generator", "build", "--no-search", "--no-pdf")
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Almaty", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "20"}


def furnish(folder: Path, numbers: range) -> Room:
    """Write the same content, its files in an order of the caller's."""
    room = Room(folder)
    for number in numbers:
        refs = [f"VENSK {number + 1}", "06 LINDEMAR 5", "A MEETING"]
        text = cable_text(f"07VENSK{number}", refs=refs, tags="PREL, EFIS, ZZZZZ", text="See ref A.\nRain (S) fell.")
        room.put(f"cables/{number % 3}/07VENSK{number}.txt", text)
    room.put("pages/about.md", "# About\n\n1 January.\n")
    room.put("notes/07VENSK10.md", "A note.\n")
    return room


def run(room: Room, environment: dict[str, str], *options: str) -> dict[str, bytes]:
    """Build in a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if name not in {*HERE, *ELSEWHERE}}
    subprocess.run(
        [*COMMAND, *options],
        cwd=room.folder,
        env=inherited | {"PYTHONPATH": str(ROOT)} | environment,
        check=True,
        capture_output=True,
    )
    return files_of(room.output)


def test_two_builds_far_apart_are_alike(tmp_path: Path) -> None:
    one = run(furnish(tmp_path / "here", range(10, 40)), HERE, "--jobs", "1")
    (tmp_path / "a much longer way").mkdir()
    far = furnish(tmp_path / "a much longer way" / "élsewhere", range(39, 9, -1))
    for path in far.content.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    other = run(far, ELSEWHERE, "--jobs", "2")

    assert one.keys() == other.keys()
    assert [address for address in one if one[address] != other[address]] == []


def test_nothing_of_the_machine_is_in_a_page(tmp_path: Path) -> None:
    room = furnish(tmp_path, range(10, 14))
    room.build()
    told = (str(tmp_path).encode(), str(ROOT).encode(), os.uname().nodename.encode())

    assert [
        (address, word) for address, data in room.site().items() for word in told if len(word) > 4 and word in data
    ] == []


@pytest.mark.parametrize("site", ["site", "deep/down/site"])
def test_a_site_that_was_moved_with_its_memory_is_left_alone(room: Room, site: str) -> None:
    room.cable("07VENSK12")
    room.build()
    before = room.site()
    target = room.folder / "moved" / site
    target.parent.mkdir(parents=True)
    shutil.copytree(room.output, target, copy_function=shutil.copy2)
    shutil.copytree(room.project.memory, target.parent / ".reading-room" / target.name)
    shutil.copytree(room.content, room.folder / "moved" / "content", copy_function=shutil.copy2)
    moved = Room.__new__(Room)
    moved.folder, moved.content, moved.output = room.folder / "moved", room.folder / "moved" / "content", target
    report = moved.build()

    assert report.written == ()
    assert moved.site() == before
