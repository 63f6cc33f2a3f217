"""What tests of several rooms share."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.chromium import browser
from tests.room import Room

__all__ = ["browser", "room"]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """An empty room in a folder of its own."""
    return Room(tmp_path)


# How long one example takes says more about the machine than about the program; time has tests of its own.
settings.register_profile("room", deadline=None)
settings.load_profile("room")
