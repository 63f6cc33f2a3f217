"""The rows of data/cables.csv from one build to the next: a cable whose record is as it was keeps its row."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from generator.build.store.records_file import id_of


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
            for line in lines:
                place = places.get(id_of(line))
                if place is None:
                    yield from rows_of((line,))
                else:
                    yield os.pread(old.fileno(), place[1], place[0])


def _places(table: Path, kept: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return where the row of each identifier stands; of none if a row is not a line, as with a line break in a cell."""
    with table.open("rb") as lines:
        lengths = [len(line) for line in lines]  # of the head first
    if len(lengths) != len(kept) + 1:
        return {}
    rows = zip(kept, accumulate(lengths), lengths[1:], strict=False)
    return {name: (start, length) for name, start, length in rows if name}
