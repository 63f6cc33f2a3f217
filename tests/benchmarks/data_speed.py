"""How fast the data edition is written, and in how much memory: ``make bench-data``.

    python -m tests.benchmarks.data_speed [--counts 10000 251287] [--folder F] [--record FILE]

Each collection (collection.py, shared with room_speed.py) is exported by a process of its own, with nothing known of it from
an earlier build; the memory is that of all processes together, and so are the seconds of processors. Rooms of up to 10,000
cables are exported a second time with Parquet files and full-text search.
"""

import argparse
import datetime as dt
import shutil
import sys
from pathlib import Path

from tests.benchmarks.measured import load, machine, run, size_of
from tests.benchmarks.record import Record, Step, into_markdown, table
from tests.benchmarks.room_speed import PROGRAM, WORK, collection_in

COUNTS = [10_000, 251_287]
LONGEST = 300.0  # seconds
MOST = 1.0  # GB
_TWICE = 10_000  # cables up to which the room is exported with everything too


def measure(count: int, work: Path, record: Record) -> None:
    """Export a collection, and put it into the record."""
    folder = work.absolute() / str(count)
    collection_in(count, folder)
    first = _export(f"{count:,}: text and tables", folder, record)
    files, size = size_of(folder / "data-edition")
    record.say(f"{count:,}: {files} files, {size / 1e6:,.0f} MB; {count / first.seconds:,.0f} cables a second")
    if count <= _TWICE:
        _export(f"{count:,}: with Parquet files and full-text search", folder, record, "--parquet", "--fts")
    record.ratio(f"{count:,}: seconds", first.seconds, LONGEST)
    record.ratio(f"{count:,}: all processes together, GB", first.peak / 1e9, MOST)


def _export(name: str, folder: Path, record: Record, *options: str) -> Step:
    shutil.rmtree(folder / "data-edition", ignore_errors=True)
    command: list[str | Path] = [sys.executable, "-m", "generator", "export", "--content", folder / "content", *options]
    measured = run([*command, "--data", folder / "data-edition"], folder, PROGRAM)
    record.say(f"{name}: {measured.processor:,.0f} seconds of processors")
    return record.add(Step(name, measured.seconds, measured.peak, main=measured.main, processor=measured.processor))


def main() -> int:
    """Read the arguments, measure, print and keep the record; the exit status is 1 when a limit was not kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=WORK, help="where collections and editions go")
    parser.add_argument("--record", type=Path, help="a file of Markdown that takes the record")
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    options = parser.parse_args()
    name = " ".join(("data", *map(str, options.counts if options.counts != COUNTS else ())))
    where = f"{dt.datetime.now(dt.UTC).date().isoformat()}, {machine()}, load {load():.1f} at the start"
    record = Record(name, where, options.folder / f"{name}.json")
    for count in options.counts:
        measure(count, options.folder, record)
    sys.stdout.write(table(record))
    if options.record:
        text = options.record.read_text(encoding="utf-8") if options.record.is_file() else ""
        options.record.write_text(into_markdown(record, text), encoding="utf-8")
    return 0 if record.kept else 1


if __name__ == "__main__":
    sys.exit(main())
