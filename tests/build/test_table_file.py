"""The rows of data/cables.csv: a record that is as it was keeps its row, whatever the others do."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from generator.build.store.table_file import table_parts


def record(cable_id: str) -> bytes:
    return f'{{"id":"{cable_id}"}}\n'.encode()


class Rows:
    """Makes rows, and tells of which records."""

    def __init__(self) -> None:
        self.made: list[bytes] = []

    def __call__(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        for line in lines:
            self.made.append(line)
            yield b"new " + line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cables.jsonl").write_bytes(b"".join(map(record, "ABXC")))
    (tmp_path / "cables.csv").write_bytes(b"id\nA,old\nB,old\nC,old\n")
    return tmp_path


def parts(folder: Path, kept: list[str], rows: Rows) -> bytes:
    return b"".join(table_parts(folder / "cables.jsonl", folder / "cables.csv", kept, rows))


def test_a_record_that_changed_or_is_new_gets_another_row_and_all_others_keep_theirs(folder: Path) -> None:
    rows = Rows()
    assert parts(folder, ["A", "", "C"], rows) == b'A,old\nnew {"id":"B"}\nnew {"id":"X"}\nC,old\n'
    assert rows.made == [record("B"), record("X")]


def test_the_row_of_a_cable_that_is_gone_goes(folder: Path) -> None:
    (folder / "cables.jsonl").write_bytes(record("C") + record("A"))
    assert parts(folder, ["A", "B", "C"], Rows()) == b"C,old\nA,old\n"


@pytest.mark.parametrize("kept", [[], ["A", "B"], ["A", "B", "C", "D"]])
def test_where_rows_are_not_those_of_the_records_all_are_made_anew(folder: Path, kept: list[str]) -> None:
    rows = Rows()
    assert parts(folder, kept, rows) == b"".join(b"new " + record(one) for one in "ABXC")
    assert len(rows.made) == 4


def test_a_line_break_in_a_cell_makes_all_rows_anew(folder: Path) -> None:
    (folder / "cables.csv").write_bytes(b'id\nA,"old\nold"\nB,old\nC,old\n')
    rows = Rows()
    parts(folder, ["A", "B", "C"], rows)
    assert len(rows.made) == 4
