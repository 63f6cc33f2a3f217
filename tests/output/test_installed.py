"""How to install the program again, by what an installer says of where it came from."""

import json
from pathlib import Path

import pytest

from generator import __version__
from generator.output.installed import from_record

PLAIN = f"reading-room[pdf]=={__version__}"


@pytest.mark.parametrize(
    ("record", "requirement"),
    [
        (None, PLAIN),
        ("", PLAIN),
        ("{", PLAIN),
        ("[]", PLAIN),
        ('{"url": "file:///home/me/reading-room", "dir_info": {"editable": true}}', PLAIN),
        ('{"url": "file:///gone/reading_room-0.1.0-py3-none-any.whl", "archive_info": {}}', PLAIN),
        ('{"url": "https://example.org/reading-room.git", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}',
         "reading-room[pdf] @ git+https://example.org/reading-room.git@abc123"),
        ('{"url": "https://example.org/reading-room.git", "vcs_info": {"vcs": "git"}}', PLAIN),
        ('{"url": "https://example.org/reading_room-0.1.0-py3-none-any.whl", "archive_info": {}}',
         "reading-room[pdf] @ https://example.org/reading_room-0.1.0-py3-none-any.whl"),
    ],
)  # fmt: skip
def test_the_requirement_follows_from_where_the_program_came_from(record: str | None, requirement: str) -> None:
    found = from_record(record)

    assert (found.requirement, found.wheel) == (requirement, None)


def test_a_wheel_on_the_disk_goes_with_the_room(tmp_path: Path) -> None:
    wheel = tmp_path / "a folder" / "reading_room-0.1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel")
    found = from_record(json.dumps({"url": wheel.as_uri(), "archive_info": {}}))

    assert (found.requirement, found.wheel) == (f"./wheels/{wheel.name}[pdf]", wheel)
