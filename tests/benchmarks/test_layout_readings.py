"""Each layout in which owners hold cables is read as its golden readings say, and what is not is known by name."""

from pathlib import Path

import pytest

from tests.benchmarks.layout_readings import LAYOUTS, READINGS, measure_layout, table, unknown_faults

FOLDERS = sorted(folder for folder in LAYOUTS.iterdir() if folder.is_dir())


def test_each_layout_is_read_as_its_golden_readings_say() -> None:
    measured = {folder.name: measure_layout(folder) for folder in FOLDERS}

    assert unknown_faults(measured) == []
    assert len(list(table(measured))) == 1 + len(FOLDERS) >= 12


def test_what_differs_is_counted_and_named(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    for path in (LAYOUTS / "mail").iterdir():
        text = path.read_bytes()
        (folder / path.name).write_bytes(text.replace(b"MARETH", b"HOLM") if path.name == READINGS else text)

    scores, wrong = measure_layout(folder)

    assert scores["signature"][0] == 0
    assert scores["number"][0] == scores["number"][1] == len(wrong)
    assert all(", signature: 'MARETH', not 'HOLM'" in one for one in wrong)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_layout_has_files_and_readings(folder: Path) -> None:
    assert (folder / READINGS).is_file()
    assert len(list(folder.iterdir())) > 1
