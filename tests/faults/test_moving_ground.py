"""Sources that vanish or change while they are read, clocks that go backwards, two builds at once, lost memory."""

import os
import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.pipeline import build
from generator.build.progress import Progress
from generator.problems import OutputError
from tests.faults.ground import OPTIONS, Ground
from tests.room import PLAIN, Room


class At(Progress):
    """Does something at the beginning of one phase of a build."""

    def __init__(self, phase: str, what: Callable[[], object]) -> None:
        self._phase, self._what = phase, what

    def begin(self, phase: str, total: int | None) -> None:
        del total
        if phase == self._phase:
            self._what()


@pytest.fixture
def two(room: Room) -> Room:
    room.cable("07VENSK12", text="The harbour froze.")
    room.cable("07VENSK13", text="The ferry ran.", refs=["VENSK 12"])
    return room


@pytest.mark.parametrize("phase", ["read", "link", "make", "files"])
@pytest.mark.parametrize("how", ["vanishes", "changes", "becomes a folder"])
def test_a_source_that_moves_during_a_build_is_no_crash_and_the_next_build_is_right(
    two: Room, phase: str, how: str
) -> None:
    place = two.content / "cables/07VENSK12.txt"

    def move() -> None:
        if how == "changes":
            two.edit("cables/07VENSK12.txt", "harbour", "river")
        else:
            place.unlink()
        if how == "becomes a folder":
            place.mkdir()

    try:
        build(two.project, PLAIN, At(phase, move))
    except OutputError as error:
        assert error.problem.code == "B005"  # noqa: PT017  the build may also go on
    two.build()
    files, problems = two.clean_build()

    assert two.site() == files
    assert not problems or how == "becomes a folder"


@pytest.mark.parametrize("hours", [-30_000, -1, 1, 30_000])
def test_a_clock_that_was_wrong_hides_no_edit(two: Room, hours: int) -> None:
    place = two.content / "cables/07VENSK12.txt"
    moment = time.time() + hours * 3600
    os.utime(place, (moment, moment))
    two.build()
    two.edit("cables/07VENSK12.txt", "harbour", "estuary")
    os.utime(place, (moment - 3600, moment - 3600))  # the clock was set back between the two
    two.build()

    assert "estuary" in two.page("cable/2007/vensk/07VENSK12.html")


def test_an_edit_within_one_tick_of_a_clock_ahead_is_seen(two: Room) -> None:
    place = two.content / "cables/07VENSK12.txt"
    moment = time.time() + 3600
    os.utime(place, (moment, moment))
    two.build()
    two.edit("cables/07VENSK12.txt", "harbour", "channel")  # as long as the word before
    os.utime(place, (moment, moment))
    two.build()

    assert "channel" in two.page("cable/2007/vensk/07VENSK12.html")


def test_of_two_builds_at_once_one_refuses_with_a_word(tmp_path: Path) -> None:
    ground = Ground(tmp_path / "room", cables=24)
    told: list[tuple[int, str]] = []
    build(ground.room.project, OPTIONS, At("make", lambda: told.append(ground.run())))

    ((status, said),) = told
    assert status == 3
    assert "B006" in said
    assert "another build of this site is running" in said
    assert ground.differs(0) == []


def _store(room: Room) -> Path:
    return room.project.store


@pytest.mark.parametrize("version", [0, 9_999])
def test_a_memory_of_another_version_is_begun_anew_with_a_word(two: Room, version: int) -> None:
    two.build()
    before = two.site()
    connection = sqlite3.connect(_store(two))
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    report = two.build()

    assert [problem.code for problem in report.problems] == ["B010"]
    assert str(version) in report.problems[0].message
    assert two.site() == before
    assert two.build().problems == ()


@pytest.mark.parametrize(
    "damage", [b"", b"nothing like a database", b"SQLite format 3\x00" + bytes(5000)], ids=["empty", "text", "zeros"]
)
def test_a_memory_that_is_none_is_begun_anew(two: Room, damage: bytes) -> None:
    two.build()
    before = two.site()
    _store(two).write_bytes(damage)
    two.build()

    assert two.site() == before


def test_a_memory_with_bytes_astray_never_makes_a_wrong_site(two: Room) -> None:
    two.build()
    sound = _store(two).read_bytes()
    before = two.site()
    dice = random.Random(11)
    for _ in range(60):
        damaged = bytearray(sound)
        for _ in range(dice.choice((1, 3, 400))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        _store(two).write_bytes(bytes(damaged))
        two.build()
        assert two.site() == before
