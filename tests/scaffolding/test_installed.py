"""How to install the program again, by what an installer says of where it came from."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__
from generator.scaffolding.installed import from_record

PLAIN = f"reading-room[pdf]=={__version__}"
FAILS = f"./wheels/reading_room-{__version__}-py3-none-any.whl[pdf]"  # a file that is to be made


@pytest.mark.parametrize(
    ("record", "requirement"),
    [
        (None, PLAIN),
        ("", FAILS),
        ("{", FAILS),
        ("[]", FAILS),
        ('{"url": "file:///home/me/reading-room", "dir_info": {"editable": true}}', FAILS),
        ('{"url": "file:///gone/reading_room-0.1.0-py3-none-any.whl", "archive_info": {}}', FAILS),
        ('{"url": "https://example.org/reading-room.git", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}',
         "reading-room[pdf] @ git+https://example.org/reading-room.git@abc123"),
        ('{"url": "https://example.org/reading-room.git", "vcs_info": {"vcs": "git"}}', FAILS),
        ('{"url": "https://example.org/reading_room-0.1.0-py3-none-any.whl", "archive_info": {}}',
         "reading-room[pdf] @ https://example.org/reading_room-0.1.0-py3-none-any.whl"),
    ],
)  # fmt: skip
def test_the_requirement_follows_from_where_the_program_came_from(record: str | None, requirement: str) -> None:
    found = from_record(record)

    assert (found.requirement, found.wheel) == (requirement, None)
    assert (found.source is not None) is (requirement == FAILS)


def test_no_requirement_is_a_bare_name_unless_the_program_came_from_an_index(tmp_path: Path) -> None:
    """A name that an index does not have could be taken by anybody, whose code then runs where the room is built."""
    for record in ("", "{}", json.dumps({"url": tmp_path.as_uri(), "dir_info": {}})):
        assert not re.match(r"[\w.-]+(\[\w+\])?\s*(==|$)", from_record(record).requirement)


def test_a_wheel_that_is_not_there_yet_stops_the_installer(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text(f"{FAILS}\n", encoding="utf-8")
    words = [sys.executable, "-m", "pip", "install", "--no-index", "--dry-run", "-r", "requirements.txt"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert "reading_room" in done.stderr + done.stdout


def test_a_wheel_on_the_disk_goes_with_the_room(tmp_path: Path) -> None:
    wheel = tmp_path / "a folder" / "reading_room-0.1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel")
    found = from_record(json.dumps({"url": wheel.as_uri(), "archive_info": {}}))

    assert (found.requirement, found.wheel) == (f"./wheels/{wheel.name}[pdf]", wheel)
