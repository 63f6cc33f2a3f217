"""``room.sqlite``: the tables of the edition. The same cables give the same bytes, with one version of SQLite."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path

from generator.edition.tables import TABLES, VIEWS, Column, Row, Table
from generator.problems import OutputError, Where, problem_at

_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "datetime": "TEXT"}
# Further columns by which a reader looks for rows; the key of each table is an index already.
_LOOKED_FOR = (
    ("cables", ("date",)),
    ("cables", ("post", "date")),
    ("references", ("cited",)),
    ("tags", ("tag",)),
    ("addressees", ("name",)),
    ("mentions", ("post", "serial")),
)
_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(text, content="paragraphs", content_rowid="rowid");
INSERT INTO search(search) VALUES ('rebuild');
"""
# Nothing is kept of a file that was not finished, so nothing need be safe while it is written.
_BEGIN = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"


class Database(AbstractContextManager["Database"]):
    """A database that is being written: rows first, ``finish`` once. Use it in a ``with`` statement.

    Two rows with one key are an OutputError (X002), what the system refuses is a sqlite3.Error.
    """

    def __init__(self, target: Path) -> None:
        """Make the tables."""
        self._target = target
        self._database = sqlite3.connect(target, isolation_level=None)
        self._database.executescript(_BEGIN + ";".join(map(_made, TABLES)))
        self._database.execute("BEGIN")
        self._inserts = {
            table.name: f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'  # noqa: S608 - our own
            for table in TABLES
        }

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows to a table."""
        try:
            self._database.executemany(self._inserts[table.name], rows)
        except sqlite3.IntegrityError as error:
            raise self._doubled(error) from None

    def finish(self, *, search: bool) -> None:
        """Make indexes and views, and with search a table for full-text search."""
        self._database.execute("COMMIT")
        try:
            for table in TABLES:
                if table.key != ("id",):
                    self._database.execute(_index(f"{table.name}_key", table.name, table.key, "UNIQUE "))
        except sqlite3.IntegrityError as error:
            raise self._doubled(error) from None
        for name, columns in _LOOKED_FOR:
            self._database.execute(_index(f"{name}_by_{'_and_'.join(columns)}", name, columns))
        for view in VIEWS:
            self._database.execute(f"CREATE VIEW {view.name} AS {view.query}")
        if search:
            self._database.executescript(_SEARCH)

    def _doubled(self, error: sqlite3.IntegrityError) -> OutputError:
        return OutputError(problem_at("X002", Where(self._target.name), fault=str(error)))


def sqlite_version() -> str:
    """Return the version of SQLite, on which the bytes of a database depend."""
    return sqlite3.sqlite_version


def cells_by_cable(path: Path) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the texts of every table of a database with the cable that they belong to, "" for what belongs to none.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        yield "", [row[0] for row in database.execute("SELECT coalesce(sql, name) FROM sqlite_master")]
        for table in TABLES:
            query = f'SELECT "{table.cable}", * FROM "{table.name}"'  # noqa: S608 - our own
            for row in database.execute(query):
                yield row[0], [cell for cell in row[1:] if isinstance(cell, str)]


def _made(table: Table) -> str:
    """Return the statement that makes a table."""
    parts = [_column(column, table) for column in table.columns]
    parts += [] if table.key == ("id",) else [f'FOREIGN KEY ("{table.cable}") REFERENCES cables (id)']
    rowid = " WITHOUT ROWID" if table.key == ("id",) else ""
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)}){rowid}'


def _column(column: Column, table: Table) -> str:
    key = " PRIMARY KEY" if table.key == (column.name,) else ""
    return f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.needed else ""}{key}'


def _index(name: str, table: str, columns: Iterable[str], unique: str = "") -> str:
    named = ", ".join(f'"{column}"' for column in columns)
    return f'CREATE {unique}INDEX "{name}" ON "{table}" ({named})'
