"""Pagefind missing, crashing, killed for memory: the pages stand, so does the last good index, and the exit status says so."""

import os
from pathlib import Path

import pytest

from tests.faults.ground import ROOT, Ground
from tests.room import files_of

NOT_MADE = ("search/", "data/manifest.sha256")  # what may be as it was when an index is not made
PROGRAMS = {
    "missing": None,
    "crashing": "#!/bin/sh\nexit 101\n",
    "killed for memory": "#!/bin/sh\nkill -9 $$\n",
    "ending without an index": "#!/bin/sh\nexit 0\n",
    "ending in its answer": "#!/bin/sh\nprintf eyJtZXNzYWdlX2lkIjow\n",
    "answering what is no answer": "#!/bin/sh\nprintf none,\nexec sleep 60\n",
}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    ground = Ground(tmp_path_factory.mktemp("ground") / "room", cables=24)
    assert ground.run()[0] == 0
    return ground


def stand_in(folder: Path, program: str | None) -> str:
    """Write a package pagefind_bin whose program is another -> a PYTHONPATH with it first."""
    place = folder / "pagefind"
    if program is not None:
        place.write_text(program, encoding="utf-8")
        place.chmod(0o755)
    (folder / "pagefind_bin").mkdir()
    (folder / "pagefind_bin/__init__.py").write_text(
        f"def get_executable():\n    return {str(place)!r}\n", encoding="utf-8"
    )
    return f"{folder}{os.pathsep}{ROOT}"


@pytest.mark.parametrize("how", PROGRAMS)
def test_without_a_sound_pagefind_the_pages_are_made_and_the_last_index_stays(
    ground: Ground, tmp_path: Path, how: str
) -> None:
    before = files_of(ground.room.output)
    state = int(ground.differs(0) == [])
    ground.turn(state)
    status, said = ground.run(PYTHONPATH=stand_in(tmp_path, PROGRAMS[how]))
    after = files_of(ground.room.output)

    assert status == 1, said
    assert "S001" in said
    assert "Traceback" not in said
    assert {name: data for name, data in after.items() if name.startswith("search/data/")} == {
        name: data for name, data in before.items() if name.startswith("search/data/")
    }
    assert [address for address in ground.differs(state) if not address.startswith(NOT_MADE)] == []
    assert "search/data/directory.bin" in after
    assert ground.run()[0] == 0
    assert ground.differs(state) == []
