"""The records of all cables: lines that stand are kept, new ones come in, in whatever order is asked for."""

from contextlib import closing
from pathlib import Path

import pytest

from generator.build.store.records_file import RecordsFile


def line(cable_id: str, what: str = "") -> bytes:
    return f'{{"id":"{cable_id}","what":"{what}"}}\n'.encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "cables.jsonl"
    place.write_bytes(line("A", "one") + line("B", "two") + line("C", "three"))
    return place


def test_with_nothing_new_the_file_stands(path: Path, tmp_path: Path) -> None:
    with closing(RecordsFile(path, tmp_path)) as lines:
        assert all(one in lines for one in "ABC")
        assert "D" not in lines
        assert not lines.changed(["A", "B", "C"])


@pytest.mark.parametrize("order", [["A", "B"], ["B", "A", "C"], []])
def test_other_cables_than_before_are_a_change(path: Path, tmp_path: Path, order: list[str]) -> None:
    with closing(RecordsFile(path, tmp_path)) as lines:
        assert lines.changed(order)
        assert b"".join(lines.parts(order)) == b"".join(
            {"A": line("A", "one"), "B": line("B", "two"), "C": line("C", "three")}[one] for one in order
        )


def test_a_line_that_was_made_again_alike_is_no_change(path: Path, tmp_path: Path) -> None:
    with closing(RecordsFile(path, tmp_path)) as lines:
        lines.add("B", line("B", "two"))
        assert not lines.changed(["A", "B", "C"])


def test_new_lines_take_the_place_of_old_ones(path: Path, tmp_path: Path) -> None:
    with closing(RecordsFile(path, tmp_path)) as lines:
        lines.add("D", line("D", "four"))
        lines.add("B", line("B", "owt"))
        assert lines.changed(["A", "B", "C", "D"])
        assert b"".join(lines.parts(["D", "C", "B"])) == line("D", "four") + line("C", "three") + line("B", "owt")


@pytest.mark.parametrize("intact", [True, False])
def test_without_a_file_that_can_be_trusted_there_are_no_lines(path: Path, tmp_path: Path, *, intact: bool) -> None:
    if intact:
        path.unlink()
    with closing(RecordsFile(path, tmp_path, intact=intact)) as lines:
        assert "A" not in lines
        assert lines.changed([])
        lines.add("A", line("A", "new"))
        assert b"".join(lines.parts(["A"])) == line("A", "new")


def test_many_lines_come_in_parts(tmp_path: Path) -> None:
    ids = [f"ID{n}" for n in range(3000)]
    with closing(RecordsFile(tmp_path / "none.jsonl", tmp_path)) as lines:
        for one in ids:
            lines.add(one, line(one, "x" * 1000))
        parts = list(lines.parts(ids))

    assert len(parts) > 2
    assert b"".join(parts) == b"".join(line(one, "x" * 1000) for one in ids)
