"""Ctrl-C in a real process with workers: it stops at once, and the next build makes what was to be made."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.room import Room, cable_text

ROOT = Path(__file__).parent.parent.parent


def test_after_ctrl_c_the_next_build_mends(room: Room) -> None:
    for number in range(10, 610):
        room.put(f"cables/07VENSK{number}.txt", cable_text(f"07VENSK{number}", refs=[f"VENSK {number - 1}"]))
    command = [sys.executable, "-m", "generator", "build", "--no-search", "--no-pdf", "--jobs", "2"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=room.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 20
        while not (room.output / "cable").is_dir() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        told = time.monotonic()
        _, err = process.communicate(timeout=20)

    assert time.monotonic() - told < 5
    assert process.returncode == 130
    assert err.strip() == "Interrupted; the next build mends what this one left."
    assert len(list(room.output.rglob("07VENSK*.html"))) < 600
    report = room.build()
    assert room.site() == room.clean_build()[0]
    assert report.cables == 600
