"""Write the files of an edition into a new folder, in one pass over the cables, and check them against the rules again."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

import msgspec

from generator.edition.database import Database, cells_by_cable
from generator.edition.description import DATABASE, METADATA, PACKAGE, data_package, metadata
from generator.edition.full_text import TextRecord
from generator.edition.parquet import ParquetFiles, texts_by_cable
from generator.edition.tables import TABLES
from generator.edition.texts import TextFile, file_name, lines_of
from generator.pages.data.schema import About
from generator.redaction import Gate
from generator.system.reading import cannot_read
from generator.system.writer import cannot_write

_CELLS = 4_096  # texts of one cable that are held against the rules at once


class Form(msgspec.Struct, frozen=True):
    """How an edition is written: what it says of itself, whether it has a table for full-text search, and Parquet files."""

    about: About
    fts: bool = False
    parquet: bool = False


class Part(msgspec.Struct, frozen=True):
    """The lines of some cables of one year, in order; packed is ``deflated(lines)``, b"" where the year's file is there."""

    year: str
    lines: bytes
    packed: bytes


def write_edition(
    folder: Path,
    parts: Iterable[Part],
    form: Form,
    gate: Gate,
    count: Callable[[int], object],
    known: Mapping[str, Path] | None = None,
) -> int:
    """Write every file of an edition, and return how many cables it has.

    Args:
        folder: new and empty; what stands in it after an exception is no edition.
        parts: all cables, in order of date; those of one year stand together.
        form: how.
        gate: the rules. The lines have passed it one by one; here the finished tables do.
        count: told how many cables each part had.
        known: years whose text file need not be written: it is there, at a path, under the name of such a file.

    Raises:
        OutputError: B003 the system refused, W006 a file shows what is withheld, X001 pyarrow is missing, X002 two rows have
            one key.
    """
    decode = msgspec.json.Decoder(TextRecord).decode
    cables = 0
    try:
        with ExitStack() as stack:
            database = stack.enter_context(Database(folder / DATABASE))
            parquet = stack.enter_context(ParquetFiles(folder)) if form.parquet else None
            text, year = None, ""
            for part in parts:
                if part.year != year:
                    if text is not None:
                        text.close()
                    year = part.year
                    text = None if year in (known or {}) else TextFile(folder / file_name(year))
                if text is not None:
                    text.add(part.lines, part.packed)
                records = [decode(line) for line in part.lines.splitlines()]
                for table in TABLES:
                    rows = [row for one in records for row in table.rows(one)]
                    database.add(table, rows)
                    if parquet is not None:
                        parquet.add(table, year, rows)
                cables += len(records)
                count(len(records))
            if text is not None:
                text.close()
            database.finish(search=form.fts)
        _write(folder / METADATA, metadata(form.about), gate)
        files = (*folder.iterdir(), *(known or {}).values())
        _write(folder / PACKAGE, data_package(form.about, files), gate)
    except OSError as error:
        raise cannot_write(error.filename or str(folder), error) from None
    except sqlite3.Error as error:
        raise cannot_write(str(folder / DATABASE), OSError(0, str(error))) from None
    for path in sorted(folder.iterdir()):
        check_file(gate, path)
    return cables


def check_file(gate: Gate, path: Path) -> None:
    """Check a file of an edition against the rules, as a reader would read it: packed lines, every cell of every table.

    Raises:
        OutputError: W006 it shows what is withheld, B005 it cannot be read.
    """
    if not gate.watches:
        return
    try:
        if path.name.endswith(".jsonl.gz"):
            for line in lines_of(path):
                gate.check(f"{msgspec.json.decode(line, type=_Named).id}.json", line)
        elif path.suffix in {".sqlite", ".parquet"}:
            _check_cells(gate, cells_by_cable(path) if path.suffix == ".sqlite" else texts_by_cable(path))
        else:
            gate.check(path.name, path.read_bytes())
    except (OSError, EOFError, sqlite3.Error, msgspec.DecodeError) as error:
        raise cannot_read(str(path), OSError(0, str(error))) from None


class _Named(msgspec.Struct):
    id: str


def _check_cells(gate: Gate, cells: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Check texts that come in the order of their cables, many of one cable at once."""
    waiting: list[str] = []
    last = ""
    for cable, texts in cells:
        if cable != last or len(waiting) > _CELLS:
            gate.check(f"{last}.json", msgspec.json.encode(waiting))
            waiting.clear()
            last = cable
        waiting += texts
    gate.check(f"{last}.json", msgspec.json.encode(waiting))


def _write(path: Path, data: bytes, gate: Gate) -> None:
    gate.check(path.name, data)
    path.write_bytes(data)


def is_edition(names: Iterable[str]) -> bool:
    """Say whether these are the names of the files of an edition, and no others."""
    found = set(names)
    ours = {PACKAGE, METADATA, DATABASE}
    rest = (name for name in found - ours)
    made = all(name.endswith(".parquet") or (name.startswith("text-") and name.endswith(".jsonl.gz")) for name in rest)
    return ours <= found and made
