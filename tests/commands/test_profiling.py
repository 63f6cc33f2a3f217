"""Where the time of a build went: phases and functions, of the main process and of the workers."""

import pstats
import re
from pathlib import Path

import pytest

from generator.commands.build import build
from generator.commands.profiling import profiled
from generator.commands.progress import Report
from generator.commands.project import Options
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
def test_phases_and_functions_are_written(filled: Room, jobs: int) -> None:
    path = filled.folder / "profile.txt"
    report = run(filled, path, jobs)
    text = path.read_text(encoding="utf-8")

    assert report.cables == 10
    assert [line.split()[-1] for line in text.split("\n\n")[0].splitlines()[2:]] == [one.name for one in report.phases]
    main, *workers = re.split(r"\nWorkers, (?=\d)", text)
    assert [part.split(" ")[0] for part in workers] == ([] if jobs == 1 else ["2"])
    made_by = workers[0] if workers else main
    assert re.search(r"% +[\d.]+ +[\d.]+ +[\d,]+  [\w/]+\.py:\d+ \w+", made_by)
    shares = [float(share) for share in re.findall(r"^ *([\d.]+)%", made_by, re.MULTILINE)]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 101


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
