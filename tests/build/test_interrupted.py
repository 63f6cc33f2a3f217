"""Builds that are stopped: Ctrl-C and a worker that is killed end one at once, and the next build makes what was to be made."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from generator.build.inputs.project import Options
from generator.build.site import open_site
from generator.build.store.completion import is_finished, mark_finished, mark_unfinished
from tests.room import Room, cable_text

ROOT = Path(__file__).parent.parent.parent
COUNT = 1_800  # cables


COMMAND = (sys.executable, "-m", "generator", "build", "--no-search", "--no-pdf")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
# Says what processes a build starts, by the audit events of Python itself.
AUDITED = """
import sys
sys.addaudithook(lambda event, _: print(event) if event in ("os.fork", "os.posix_spawn", "subprocess.Popen") else None)
sys.argv = ["reading-room", "build", "--no-search", "--no-pdf", "--json", *sys.argv[1:]]
from generator.cli import main
main()
"""


@pytest.fixture
def large(room: Room) -> Room:
    """A room large enough to be met at work, also by a test that the machine lets wait for a second."""
    for number in range(10, 10 + COUNT):
        room.put(f"cables/07VENSK{number}.txt", cable_text(f"07VENSK{number}", refs=[f"VENSK {number - 1}"]))
    return room


def _hear_interrupts() -> None:
    """Undo what a shell does to whatever it starts in the background: there Ctrl-C is not heard, nor by what that starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(room: Room) -> subprocess.Popen[str]:
    """Start a build with two workers and return when it makes pages."""
    process = subprocess.Popen(
        [*COMMAND, "--jobs", "2"],
        cwd=room.folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509  nothing else runs in this process
    )
    deadline = time.monotonic() + 60
    while not (room.output / "cable").is_dir() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    return process


def mended(room: Room) -> bool:
    """Build again, and say whether the site is what a clean build makes."""
    assert len(list(room.output.rglob("07VENSK*.html"))) < COUNT  # it was stopped in the midst of it
    report = room.build()
    return report.cables == COUNT and room.site() == room.clean_build()[0]


def test_after_ctrl_c_the_next_build_mends(large: Room) -> None:
    with start(large) as process:
        workers = psutil.Process(process.pid).children()
        process.send_signal(signal.SIGINT)
        told = time.monotonic()
        _, err = process.communicate(timeout=20)

    assert time.monotonic() - told < 15
    assert process.returncode == 130
    assert err.strip() == "Interrupted. The next build completes the site."
    assert len(workers) == 2
    assert not any(worker.is_running() for worker in workers)
    assert mended(large)


def test_a_worker_that_is_killed_stops_the_build_and_its_file_is_named(large: Room) -> None:
    with start(large) as process:
        workers = psutil.Process(process.pid).children()
        workers[0].kill()
        _, err = process.communicate(timeout=20)

    assert process.returncode == 3
    assert re.match(
        r"content/cables/07VENSK\d+\.txt: error B004: a worker process crashed on this file \(killed by SIGKILL\)\. ",
        err,
    )
    assert not any(worker.is_running() for worker in workers)
    assert mended(large)


@pytest.mark.parametrize(("jobs", "started"), [("1", 0), ("2", 2)])
def test_with_one_job_no_process_is_started(room: Room, jobs: str, started: int) -> None:
    room.cable("07VENSK12")
    command = [sys.executable, "-c", AUDITED, "--jobs", jobs]
    done = subprocess.run(command, cwd=room.folder, env=ENVIRONMENT, check=True, capture_output=True, text=True)

    assert len(done.stdout.splitlines()[:-1]) == started, done.stdout


def test_a_build_that_stops_is_marked_though_another_ended_while_it_began(room: Room) -> None:
    """The other takes the mark of both away; who has the memory sets it again."""
    room.cable("07VENSK12")
    room.build()
    mark_unfinished(room.project)
    mark_finished(room.project)  # the other build has come to its end

    def stop() -> None:
        with open_site(room.project, Options()):
            message = "stopped"
            raise KeyboardInterrupt(message)

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert not is_finished(room.project)
    room.build()
    assert is_finished(room.project)
