"""The rows of data/cables.csv from one build to the next: a cable whose record is as it was keeps its row."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from generator.build.store.records_file import id_of

_AT_ONCE = 1_000  # rows


def table_parts(
    records: Path, table: Path, kept: Sequence[str], rows_of: Callable[[Iterable[bytes]], Iterator[bytes]]
) -> Iterator[bytes]:
    """Yield the rows of all records, without a head.

    Args:
        records: data/cables.jsonl, as it is now.
        table: data/cables.csv of the last build.
        kept: of each row of the table the identifier, "" where the record has changed; none to make every row anew.
        rows_of: makes rows of lines of records.
    """
    with records.open("rb") as lines:
        places = _places(table, kept) if kept else {}
        if not places:
            yield from rows_of(lines)
            return
        with table.open("rb") as old:
            while some := list(islice(lines, _AT_ONCE)):
                yield b"".join(_row(line, places.get(id_of(line)), old.fileno(), rows_of) for line in some)


def _row(
    line: bytes, place: tuple[int, int] | None, old: int, rows_of: Callable[[Iterable[bytes]], Iterator[bytes]]
) -> bytes:
    if place is None:
        return b"".join(rows_of((line,)))
    start, length = place
    return os.pread(old, length, start)


def _places(table: Path, kept: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return where the row of each identifier stands; of none if a row is not a line, as with a line break in a cell."""
    with table.open("rb") as lines:
        start = len(next(lines, b""))  # the head
        places: dict[str, tuple[int, int]] = {}
        count = 0
        for line in lines:
            if count < len(kept) and kept[count]:
                places[kept[count]] = (start, len(line))
            start += len(line)
            count += 1
    return places if count == len(kept) else {}
