"""``*.parquet``: the tables of the edition in columns, by pyarrow, which the extra ``data`` installs.

The paragraphs are cut by year, for they are nearly all of the bytes. One version of pyarrow gives the same bytes each time.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from importlib import metadata, util
from pathlib import Path
from typing import Any

from generator.edition.tables import TABLES, Row, Table
from generator.problems import OutputError, Where, problem_at

_GROUP = 65_536  # rows that are written at once


def check_pyarrow() -> None:
    """Check that Parquet files can be written.

    Raises:
        OutputError: X001 pyarrow is not installed.
    """
    if util.find_spec("pyarrow") is None:
        raise OutputError(problem_at("X001", Where("pyarrow")))


def parquet_version() -> str:
    """Return the version of pyarrow, on which the bytes of its files depend."""
    check_pyarrow()
    return metadata.version("pyarrow")


def texts_by_cable(path: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the texts of every row of a Parquet file, with the cable that they belong to."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            for row in batch.to_pylist():
                yield str(row.get("cable") or row.get("id") or ""), [cell for cell in row.values() if type(cell) is str]


class ParquetFiles(AbstractContextManager["ParquetFiles"]):
    """The Parquet files of one edition. Use it in a ``with`` statement; leaving that finishes them."""

    def __init__(self, folder: Path) -> None:
        """Write into a folder, for which pyarrow must be installed (X001)."""
        check_pyarrow()
        self._folder = folder
        self._files: dict[str, _File] = {}
        self._year = ""

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            for table in TABLES:  # a table without rows is a file too
                if table.name != "paragraphs":
                    self._file(table, table.name)
        for file in self._files.values():
            file.close(whole=error[0] is None)

    def add(self, table: Table, year: str, rows: Sequence[Row]) -> None:
        """Add rows of cables of a year to a table; years come one after the other."""
        name = f"{table.name}-{year}" if table.name == "paragraphs" else table.name
        if year != self._year:
            old = self._files.pop(f"paragraphs-{self._year}", None)
            if old is not None:
                old.close(whole=True)
            self._year = year
        self._file(table, name).add(rows)

    def _file(self, table: Table, name: str) -> "_File":
        if name not in self._files:
            self._files[name] = _File(table, self._folder / f"{name}.parquet")
        return self._files[name]


class _File:
    """One Parquet file that is being written."""

    def __init__(self, table: Table, path: Path) -> None:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

        self._pa: Any = pa
        types = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "datetime": pa.string()}
        fields = [pa.field(one.name, types[one.type], nullable=not one.needed) for one in table.columns]
        self._schema = pa.schema(fields)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[Row] = []

    def add(self, rows: Sequence[Row]) -> None:
        self._waiting += rows
        if len(self._waiting) >= _GROUP:
            self._write()

    def close(self, *, whole: bool) -> None:
        if whole:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        columns = zip(*self._waiting, strict=True) if self._waiting else ((),) * len(self._schema)
        arrays = [self._pa.array(values, field.type) for values, field in zip(columns, self._schema, strict=True)]
        self._writer.write_table(self._pa.Table.from_arrays(arrays, schema=self._schema))
        self._waiting.clear()
