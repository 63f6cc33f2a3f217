"""What it takes to find that nothing of a built room must be made again: each kind of page, and the steps for a cable's.

    python -m tests.benchmarks.planning_speed FOLDER

FOLDER holds ``content`` and the ``site`` that was built of it without search or PDF. Seconds are of one core. Writes nothing.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.build.inputs.inputs import load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.load import known_facts
from generator.build.plan.staleness import LastBuild, Planner, encoded_view
from generator.build.store.records_file import RecordsFile
from generator.build.store.store import Store
from generator.corpus import build_corpus
from generator.pages.cable.view import cable_view
from generator.pages.data.schema import RECORDS

T = TypeVar("T")
R = TypeVar("R")


def measure(folder: Path) -> None:
    """Plan a room as a build does, and print where the time goes."""
    project = Project(folder / "content", folder / "site")
    settings = load_inputs(project, Options(search=False, pdf=False))
    with tempfile.TemporaryDirectory() as scratch, Store(project.store) as store:
        corpus = build_corpus(known_facts(store), settings.vocabulary)
        fingerprints = defaultdict(bytes, store.fingerprints())
        last = LastBuild(fingerprints.__getitem__, frozenset(), RecordsFile(project.output / RECORDS, Path(scratch)))
        planner = Planner(corpus, settings, dict(store.source_digests()), None, last)
        gc.freeze()
        gc.disable()
        kinds: dict[str, list[float]] = {}
        stale = 0
        for number, part in enumerate(planner.parts):
            began = time.process_time()
            planned = list(planner.stale_pages(number))
            seconds = time.process_time() - began
            stale += sum(len(some.stale) for some in planned)
            kind = part.func.__name__ if isinstance(part, partial) else str(part)
            sums = kinds.setdefault(kind, [0, 0.0])
            sums[0] += sum(some.count for some in planned)
            sums[1] += seconds
        for kind, (count, seconds) in sorted(kinds.items(), key=lambda one: -one[1][1]):
            say(kind, f"{count:8,.0f} pages {seconds:7.2f} s {seconds / max(count, 1) * 1e6:7.1f} us a page")
        say("must be made", f"{stale:8,}")
        places = range(len(corpus.cables))
        each("a cable's view", places, lambda at: cable_view(corpus, at, planner.links))
        pages = [page for part in planner.parts[: -(-len(places) // 1_000)] for page in part()]
        views = each("encoded", places, lambda at: encoded_view(pages[at], settings, corpus))
        made = each("its fingerprint", places, lambda at: planner.fingerprint(pages[at], views[at]))
        each("compared", places, lambda at: planner.why_stale(pages[at], made[at]))


def each(name: str, items: Sequence[T], do: Callable[[T], R]) -> list[R]:
    """Do something to each item, and print how long one took."""
    began = time.process_time()
    done = [do(one) for one in items]
    say(name, f"{(time.process_time() - began) / max(len(items), 1) * 1e6:7.1f} us")
    return done


def say(name: str, figures: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{name:20} {figures}\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    measure(parser.parse_args().folder)
