"""The profile of a build: functions of the main process and of the workers together."""

import pstats
from pathlib import Path

import pytest

from generator.build.inputs.project import Options
from generator.build.pipeline import build
from generator.build.profiling import profiled
from generator.build.report import Report
from generator.problems import OutputError
from tests.room import Room


@pytest.fixture
def filled(room: Room) -> Room:
    for number in range(10, 20):
        room.cable(f"07VENSK{number}")
    return room


def run(room: Room, path: Path, jobs: int) -> Report:
    options = Options(jobs=jobs, search=False, pdf=False)
    return profiled(path, options, lambda watched: build(room.project, watched))


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_numbers_of_all_processes_are_written_together(filled: Room, jobs: int) -> None:
    path = filled.folder / "profile.prof"
    run(filled, path, jobs)
    calls = {name: row[1] for (_, _, name), row in pstats.Stats(str(path)).stats.items()}  # type: ignore[attr-defined]

    assert calls["parse_cable"] == 10  # once each, in whatever process
    assert calls["build_corpus"] == 1


def test_a_profile_that_cannot_be_written_is_told(filled: Room) -> None:
    with pytest.raises(OutputError) as stopped:
        run(filled, filled.folder / "nowhere" / "profile.txt", 1)

    assert stopped.value.problem.code == "B003"
