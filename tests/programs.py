"""Programs that tests need beside Python: found, or their tests are skipped with the reason, or fail where they must run.

READING_ROOM_REQUIRE_PROGRAMS=1 (or the older READING_ROOM_REQUIRE_BROWSER=1) says that they must.
"""

import os
import shutil
from typing import NoReturn

import pytest

REQUIRED = ("READING_ROOM_REQUIRE_PROGRAMS", "READING_ROOM_REQUIRE_BROWSER")


def need(*names: str) -> str:
    """Return the path of the first of some programs that is installed."""
    path = next(
        (found for name in names if (found := shutil.which(name) or shutil.which(name, path="/usr/sbin"))), None
    )
    if path is None:
        lack(f"there is no {names[0]}")
    return path


def lack(reason: str) -> NoReturn:
    """Skip the test for what is not here, or fail it where nothing may be missing."""
    told = next((name for name in REQUIRED if os.environ.get(name)), None)
    if told:
        pytest.fail(f"{told} is set and {reason}")
    pytest.skip(f"{reason} on this machine")
