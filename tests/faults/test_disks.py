"""Disks that are full, read-only or closed to us: the build stops with a word, and mends when it can."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.ground import ROOT as CODE
from tests.faults.ground import Ground
from tests.room import files_of

# Root may read and write everything; without these two capabilities it is as bound by permissions as anybody.
PLAIN_USER = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
ROOT = os.geteuid() == 0
MUST_RUN = bool(os.environ.get("READING_ROOM_REQUIRE_BROWSER"))
needs_root = pytest.mark.skipif(not ROOT and not MUST_RUN, reason="mounting a small disk needs root")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground") / "room")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB in memory; ``resize`` makes it larger."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def resize(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def on(ground: Ground, disk: Path) -> Ground:
    """Return a ground whose site and memory are on a disk."""
    moved = object.__new__(Ground)
    moved.__dict__ |= ground.__dict__
    moved.room = object.__new__(type(ground.room))
    moved.room.__dict__ |= ground.room.__dict__
    moved.room.output = disk / "site"
    return moved


@needs_root
def test_on_a_full_disk_the_build_stops_and_is_mended_when_there_is_room(ground: Ground, disk: Path) -> None:
    here = on(ground, disk)
    for kilobytes in (64, 200, 500, 900, 1500, 2500, 4000):
        resize(disk, f"size={kilobytes}k")
        status, said = here.run("--output", str(here.room.output))
        assert (status, "B003" in said) == (3, True) or (status, "S001" in said) == (1, True), f"{kilobytes} kB: {said}"
        assert "Traceback" not in said
        halves = here.half_written()
        assert [address for address in halves if not address.startswith(("search/", "data/manifest"))] == []
    resize(disk, "size=200m")

    assert here.run("--output", str(here.room.output))[0] == 0
    whole = files_of(here.room.output)
    assert here.run("--output", str(here.room.output), "--clean")[0] == 0
    assert files_of(here.room.output) == whole
    assert [address for address in here.half_written() if not address.startswith(("search/", "data/manifest"))] == []


@needs_root
def test_a_disk_that_turns_read_only_stops_the_build(ground: Ground, disk: Path) -> None:
    resize(disk, "size=200m")
    here = on(ground, disk)
    assert here.run("--output", str(here.room.output))[0] == 0
    before = files_of(here.room.output)
    resize(disk, "ro")
    status, said = here.run("--output", str(here.room.output))
    resize(disk, "rw")

    assert status == 3
    assert "B003" in said
    assert "Traceback" not in said
    assert files_of(here.room.output) == before


def test_a_source_that_may_not_be_read_is_told_and_the_room_stands(tmp_path: Path) -> None:
    ground = Ground(tmp_path / "room", cables=24)
    closed = sorted((ground.room.content / "cables").iterdir())[5]
    closed.chmod(0)
    status, said = ground.run(before=PLAIN_USER if ROOT else ())

    assert status == 1
    assert f"content/cables/{closed.name}: error B005" in said
    assert "Traceback" not in said
    assert not list(ground.room.output.rglob(f"{closed.stem}.txt"))
    closed.chmod(0o644)
    assert ground.run()[0] == 0
    assert ground.differs(0) == []


def test_an_output_that_may_not_be_written_stops_the_build(tmp_path: Path) -> None:
    ground = Ground(tmp_path / "room", cables=24)
    assert ground.run()[0] == 0
    ground.turn(1)
    folder = next((ground.room.output / "cable").iterdir()) / "vensk"
    folder.chmod(0o555)
    status, said = ground.run(before=PLAIN_USER if ROOT else ())
    folder.chmod(0o755)

    assert status == 3
    assert "B003" in said
    assert "Traceback" not in said
    assert ground.half_written() == []
    assert ground.run()[0] == 0
    assert ground.differs(1) == []


def _as_plain_user(ground: Ground, *words: str) -> subprocess.CompletedProcess[str]:
    before = PLAIN_USER if ROOT else ()
    command = [*before, sys.executable, "-m", "generator", *words]
    environment = os.environ | {"PYTHONPATH": str(CODE), "NO_COLOR": "1"}
    return subprocess.run(command, cwd=ground.room.folder, env=environment, capture_output=True, text=True, check=False)


def test_explain_answers_where_the_memory_may_not_be_written_and_clean_says_that_it_may_not(tmp_path: Path) -> None:
    ground = Ground(tmp_path / "room", cables=12)
    assert ground.run()[0] == 0
    before, memory = files_of(ground.room.output), ground.room.project.store_folder
    for folder in (memory, ground.room.output):
        folder.chmod(0o555)
    explained = _as_plain_user(ground, "explain", "index.html")
    cleaned = _as_plain_user(ground, "clean")
    for folder in (memory, ground.room.output):
        folder.chmod(0o755)

    assert (explained.returncode, explained.stderr) == (0, "")
    assert "index.html" in explained.stdout
    assert cleaned.returncode == 3
    assert "error B003: cannot delete this folder" in cleaned.stderr
    assert "Traceback" not in cleaned.stderr
    assert (ground.room.output / "index.html").read_bytes() == before["index.html"]


@pytest.mark.parametrize("part", ["", "pages"], ids=["folder", "folder-within"])
@pytest.mark.parametrize("which", ["site", "store"])
def test_clean_deletes_the_site_and_the_store_or_none(tmp_path: Path, which: str, part: str) -> None:
    ground = Ground(tmp_path / "room", cables=12)
    assert ground.run()[0] == 0
    site, store = ground.room.output, ground.room.project.store_folder
    closed = {"site": site, "store": store}[which] / part
    closed.mkdir(exist_ok=True)
    (closed / "file").touch()
    before = files_of(site), files_of(store)
    closed.chmod(0o555)
    cleaned = _as_plain_user(ground, "clean")
    closed.chmod(0o755)

    assert cleaned.returncode == 3
    assert f"permission denied in {closed.relative_to(ground.room.folder)}" in cleaned.stderr.replace(
        f"{tmp_path}/room/", ""
    )
    assert (files_of(site), files_of(store)) == before


@pytest.mark.parametrize("words", [("publish", "files"), ("build",), ("clean",)], ids=lambda words: words[0])
def test_a_memory_that_is_closed_to_us_is_told_as_such(tmp_path: Path, words: tuple[str, ...]) -> None:
    ground = Ground(tmp_path / "room", cables=12)
    assert ground.run()[0] == 0
    ground.room.project.store_folder.parent.chmod(0)
    done = _as_plain_user(ground, *words)
    ground.room.project.store_folder.parent.chmod(0o755)

    assert (ground.room.output / "index.html").is_file()
    assert done.returncode == 3
    assert "error B023" in done.stderr
    assert "Traceback" not in done.stderr


def test_setpriv_is_there() -> None:
    assert not ROOT or shutil.which("setpriv")
