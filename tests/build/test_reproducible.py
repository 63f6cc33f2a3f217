"""The same content makes the same bytes: whatever the jobs, hash seed, time zone, locale, clock, folder, order of files.

Search index and PDF are made too. What stands elsewhere is varied in earnest: a Turkish locale is compiled, the clock is set
by a library that is put before the system's.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.room import Room, cable_text, files_of

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "generator", "build")
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Almaty", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "20"}
SHIFT = 400_000_000  # seconds, some twelve years
# Put before the C library, it sets the clock of the day forward; Pagefind's program, which is static, keeps its own.
CLOCK = f"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>
int clock_gettime(clockid_t which, struct timespec *now) {{
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(which, now);
    if (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE) now->tv_sec += {SHIFT};
    return done;
}}
time_t time(time_t *place) {{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}}
int gettimeofday(struct timeval *place, void *zone) {{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    place->tv_sec = now.tv_sec;
    place->tv_usec = now.tv_nsec / 1000;
    return 0;
}}
"""
PROBE = """
import datetime, json, locale, os, time
locale.setlocale(locale.LC_ALL, "")
print(json.dumps([
    hash("a"), time.localtime(0).tm_hour, locale.localeconv()["decimal_point"], time.time(),
    datetime.datetime.now().timestamp(), os.getcwd(),
]))
"""


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of another machine: its locale and its clock are made here, where the programs for that are."""
    folder = tmp_path_factory.mktemp("elsewhere")
    source, library, place = folder / "clock.c", folder / "clock.so", folder / "tr_TR.UTF-8"
    source.write_text(CLOCK, encoding="ascii")
    for made, command in (
        (library, ["cc", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"]),
        (place, ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(place)]),
    ):
        if sys.platform == "linux" and shutil.which(command[0]) is not None:
            subprocess.run(command, check=False, capture_output=True)  # localedef warns of what does not matter here
        if not made.exists():
            reason = f"{command[0]} cannot make {made.name} on this machine"
            if os.environ.get("READING_ROOM_REQUIRE_PROGRAMS"):
                pytest.fail(f"READING_ROOM_REQUIRE_PROGRAMS is set, and {reason}")
            pytest.skip(reason)
    return ELSEWHERE | {"LOCPATH": str(folder), "LD_PRELOAD": str(library)}


def started(environment: dict[str, str]) -> dict[str, str]:
    """Return the environment of a process that starts in another one."""
    mine = {name: value for name, value in os.environ.items() if name not in {*ELSEWHERE, "SOURCE_DATE_EPOCH"}}
    return mine | {"PYTHONPATH": str(ROOT)} | environment


def test_elsewhere_is_elsewhere_in_everything(elsewhere: dict[str, str], tmp_path: Path) -> None:
    told = []
    for environment, folder in ((HERE, ROOT), (elsewhere, tmp_path)):
        command = [sys.executable, "-c", PROBE]
        done = subprocess.run(command, cwd=folder, env=started(environment), check=True, capture_output=True)
        told.append(json.loads(done.stdout))

    here, there = told
    assert [value for value, other in zip(here, there, strict=True) if value == other] == []
    assert SHIFT <= there[3] - here[3] < SHIFT + 60
    assert SHIFT <= there[4] - here[4] < SHIFT + 60


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
    subprocess.run([*COMMAND, *options], cwd=room.folder, env=started(environment), check=True, capture_output=True)
    return files_of(room.output)


def test_two_builds_far_apart_are_alike(elsewhere: dict[str, str], tmp_path: Path) -> None:
    one = run(furnish(tmp_path / "here", range(10, 40)), HERE, "--jobs", "1")
    (tmp_path / "a much longer way").mkdir()
    far = furnish(tmp_path / "a much longer way" / "élsewhere", range(39, 9, -1))
    for path in far.content.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    other = run(far, elsewhere, "--jobs", "2")

    assert one.keys() == other.keys()
    assert [address for address in one if one[address] != other[address]] == []
    kinds = {Path(address).suffix for address in one}
    assert kinds >= {".html", ".txt", ".pdf", ".jsonl", ".csv", ".sha256", ".bin"}


def test_a_date_that_is_told_changes_nothing_that_does_not_say_it(tmp_path: Path) -> None:
    room = furnish(tmp_path, range(10, 14))
    one = run(room, HERE, "--no-search", "--no-pdf")
    other = run(room, HERE | {"SOURCE_DATE_EPOCH": "1000000000"}, "--no-search", "--no-pdf")

    assert one.keys() == other.keys()
    changed = {address for address in one if one[address] != other[address]}
    assert not any(address.startswith("cable/") for address in changed)


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
    shutil.copytree(room.project.store_folder, target.parent / ".reading-room" / target.name)
    shutil.copytree(room.content, room.folder / "moved" / "content", copy_function=shutil.copy2)
    moved = Room.__new__(Room)
    moved.folder, moved.content, moved.output = room.folder / "moved", room.folder / "moved" / "content", target
    report = moved.build()

    assert report.written == ()
    assert moved.site() == before
