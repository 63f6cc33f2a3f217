"""How fast a room is made, and in how much memory: against other programs (bench), and at the size of everything (scale).

    python -m tests.benchmarks.room_speed bench [--counts 1000 10000] [--folder F] [--record FILE]
    python -m tests.benchmarks.room_speed scale 251287 [--folder F] [--record FILE]

bench makes each collection (collection.py), builds it clean, with nothing to do, with a cable added, edited, deleted;
then Hugo, ``cp -r`` and Pagefind do their part of it, and ratios are printed. scale does all of that but the peers, with
search. What a step wrote is counted. A record is written after every step, so that a run that is ended tells what it
got to; ``--record`` puts it into a file of Markdown in the place of the last one of its name.
"""

import argparse
import datetime as dt
import json
import math
import shutil
import sys
from itertools import pairwise
from pathlib import Path

from tests.benchmarks import peers
from tests.benchmarks.collection import Scribe, place_of, write_collection
from tests.benchmarks.measured import Measured, load, machine, run, size_of
from tests.benchmarks.record import Record, Step, into_markdown, table
from tests.benchmarks.shape import Plan

WORK = Path(".reading-room") / "benchmark"
_PLAIN = ("--no-search", "--no-pdf")
PROGRAM = {"PYTHONSAFEPATH": "1", "PYTHONPATH": str(Path(__file__).parents[2])}  # this clone, wherever one stands
_COUNTS = [1_000, 10_000]


def collection_in(count: int, folder: Path) -> None:
    """Write a collection of so many cables into ``content`` of a folder, unless it is there from an earlier run."""
    whole = folder / "collection-is-whole"
    if not whole.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "content").mkdir(parents=True)
        write_collection(count, folder / "content", jobs=2)
        whole.touch()


class Bench:
    """One collection in a folder, built again and again, and the record of it."""

    def __init__(self, count: int, work: Path, options: tuple[str, ...], record: Record) -> None:
        """Write the collection unless it is there from an earlier run."""
        self.folder = work.absolute() / str(count)
        self.content, self.site = self.folder / "content", self.folder / "site"
        self.count, self.options, self.record = count, options, record
        collection_in(count, self.folder)
        self.plan = Plan(count)
        for name in ("site", ".reading-room"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def build(self, name: str, *options: str) -> Step:
        """Build, and put it into the record."""
        command: list[str | Path] = [sys.executable, "-m", "generator", "build", "--json", *(options or self.options)]
        command += ["--content", self.content, "--output", self.site]
        measured = run(command, self.folder, PROGRAM)
        told = json.loads(measured.printed)
        phases = tuple((phase["name"], phase["count"], phase["seconds"]) for phase in told["phases"])
        step = Step(
            f"{self.count:,}: {name}",
            measured.seconds,
            measured.peak,
            phases,
            len(told["written"]),
            len(told["removed"]),
            measured.main,
            measured.processor,
        )
        return self.record.add(step)

    def other(self, name: str, measured: Measured) -> Step:
        """Put what another program did into the record."""
        return self.record.add(
            Step(f"{self.count:,}: {name}", measured.seconds, measured.peak, processor=measured.processor)
        )

    def changes(self) -> dict[str, Step]:
        """Build with nothing to do, one cable added, one edited, one deleted."""
        more = self.plan.another()
        added = self.content / place_of(more)
        edited = self.content / place_of(self.plan.slots[self.count // 2])
        steps = {"nothing": self.build("nothing to do")}
        added.write_text(Scribe(self.plan).text(more), encoding="utf-8")
        steps["added"] = self.build("one cable added")
        before = edited.read_bytes()
        edited.write_bytes(before.replace(b" the ", b" that very ", 1))
        steps["edited"] = self.build("one cable edited")
        edited.write_bytes(before)
        added.unlink()
        steps["deleted"] = self.build("one cable deleted, one edited back")
        return steps


def bench(options: argparse.Namespace, record: Record) -> None:
    """Measure small rooms against their peers."""
    clean: dict[int, Step] = {}
    for count in options.counts:
        room = Bench(count, options.folder, _PLAIN, record)
        clean[count] = built = room.build("clean build, no search, no PDF")
        files, size = size_of(room.site)
        record.say(f"{count:,}: {files:,} files, {size / 1e6:,.0f} MB; {count / built.seconds:,.0f} cables a second")
        copied = room.other("cp -r of the finished site", peers.run_copy(room.site, room.folder))
        record.ratio(f"{count:,}: clean build / cp -r", built.seconds / copied.seconds, 4)
        hugo = room.folder / "hugo"
        peers.write_hugo_site(room.site, hugo)
        made = room.other("Hugo", peers.run_hugo(hugo))
        record.ratio(f"{count:,}: clean build / Hugo", built.seconds / made.seconds, 1.5)
        shutil.rmtree(hugo)
        steps = room.changes()
        if count == 10_000:
            record.ratio("10,000: one cable added, seconds", steps["added"].seconds, 1.2)
            record.ratio("10,000: nothing to do, seconds", steps["nothing"].seconds, 0.5)
        if count >= options.search_from:
            _search(room, record)
        shutil.rmtree(room.folder / "site")
    counts = sorted(clean)
    for few, many in pairwise(counts):
        growth = math.log(clean[many].seconds / clean[few].seconds) / math.log(many / few)
        record.ratio(f"{few:,} to {many:,}: time grows with n to the power of", growth, 1.1)
        more = (clean[many].main - clean[few].main) / (many - few)
        record.ratio(f"{few:,} to {many:,}: memory of the main process, kB a cable", more / 1e3, 1.5)


def _search(room: Bench, record: Record) -> None:
    """Measure the index against one run of Pagefind over the same pages."""
    alone = room.other("Pagefind, one index of all", peers.run_pagefind(room.site, room.folder))
    for jobs, most_time, most_memory in ((2, 0.7, 1.0), (1, 1.0, 0.6)):
        shutil.rmtree(room.site / "search" / "data", ignore_errors=True)
        step = room.build(f"the search index, {jobs} at once", "--no-pdf", "--jobs", str(jobs))
        seconds = next(seconds for name, _, seconds in step.phases if name == "search")
        record.ratio(f"search, {jobs} at once: seconds / Pagefind", seconds / alone.seconds, most_time)
        record.ratio(f"search, {jobs} at once: memory / Pagefind", step.peak / alone.peak, most_memory)


def scale(options: argparse.Namespace, record: Record) -> None:
    """Measure a room with search, at any size."""
    room = Bench(options.count, options.folder, ("--no-pdf",), record)
    built = room.build("clean build, with search")
    files, size = size_of(room.site)
    record.say(f"{files:,} files, {size / 1e6:,.0f} MB; {options.count / built.seconds:,.0f} cables a second")
    share = options.count / 251_287
    record.ratio("whole site with search, minutes", built.seconds / 60, 15 * share)
    record.ratio("all processes together, GB", built.peak / 1e9, 3)
    record.ratio("the main process, kB a cable", built.main / options.count / 1e3, 1.5)
    steps = room.changes()
    record.ratio("nothing to do, seconds", steps["nothing"].seconds, 5)
    record.ratio("one cable added, with search, seconds", steps["added"].seconds, 35)
    searched = sum(seconds for name, _, seconds in steps["added"].phases if name == "search")
    record.ratio("one cable added, without the search index, seconds", steps["added"].seconds - searched, 20)


def main() -> int:
    """Read the arguments, measure, print and keep the record; the exit status is 1 when a limit was not kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=WORK, help="where collections and sites go")
    parser.add_argument("--record", type=Path, help="a file of Markdown that takes the record")
    kinds = parser.add_subparsers(dest="kind", required=True)
    short = kinds.add_parser("bench")
    short.add_argument("--counts", type=int, nargs="+", default=_COUNTS)
    short.add_argument("--search-from", type=int, default=10_000, help="the least room whose index is measured")
    kinds.add_parser("scale").add_argument("count", type=int, nargs="?", default=251_287)
    options = parser.parse_args()
    if options.kind == "bench":
        name = " ".join(("bench", *map(str, options.counts if options.counts != _COUNTS else ())))
    else:
        name = f"scale {options.count}"
    date, quiet = dt.datetime.now(dt.UTC).date().isoformat(), load()
    where = f"{date}, {machine()}, load {quiet:.1f} at the start"
    record = Record(name, where, options.folder / f"{name}.json")
    (bench if options.kind == "bench" else scale)(options, record)
    sys.stdout.write(table(record))
    if options.record:
        text = options.record.read_text(encoding="utf-8") if options.record.is_file() else ""
        options.record.write_text(into_markdown(record, text), encoding="utf-8")
    return 0 if record.kept else 1


if __name__ == "__main__":
    sys.exit(main())
