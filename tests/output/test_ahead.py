"""What is asked for ahead comes in order, each once, and what cannot be had is no matter."""

import os
from pathlib import Path

import pytest

from generator.output import ahead
from generator.output.ahead import fetched_ahead


def open_handles() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.mark.parametrize("count", [0, 1, 32, 33, 100])
def test_items_come_in_order_and_each_once(tmp_path: Path, count: int) -> None:
    for number in range(0, count, 2):
        (tmp_path / str(number)).write_bytes(b"x" * number)

    assert list(fetched_ahead(range(count), lambda number: f"{tmp_path}/{number}")) == list(range(count))


def test_files_are_asked_for_before_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ahead, "_fetch", asked.append)
    first = next(fetched_ahead(range(100), str))

    assert first == 0
    assert asked == [str(number) for number in range(33)]


def test_a_pipe_or_a_folder_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    names = [str(tmp_path / "pipe"), str(tmp_path), str(tmp_path / "none")]

    assert list(fetched_ahead(names, str)) == names


def test_no_file_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    before = open_handles()
    list(fetched_ahead([str(tmp_path / "a")] * 50, str))

    assert open_handles() == before
