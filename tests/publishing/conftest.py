"""A built room and a place for each target, out of reach of anybody's settings."""

import os
from pathlib import Path

import pytest

from tests.programs import need
from tests.publishing.places import ODD, TARGETS, Place
from tests.room import Room


@pytest.fixture
def built(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A built room that nobody's settings of git or rclone reach."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("RCLONE_CONFIG", os.devnull)
    for number in range(1, 7):
        room.cable(f"07VENSK{number}")
    room.put(f"pages/{ODD}", "<svg/>")
    room.build()
    return room


@pytest.fixture(params=TARGETS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty place for each target."""
    target: str = request.param
    need("git" if target == "github-pages" else target)
    return Place(target, tmp_path)
