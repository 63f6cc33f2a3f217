"""``--profile FILE``: where the time of a build went: its phases, and the functions of the main process and of workers.

Functions are timed by Python's own profiler, which slows what it times: shares are to be compared, not seconds. A file
that ends in ``.prof`` or ``.pstats`` takes the numbers themselves, for programs that draw them.
"""

import cProfile
import pstats
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from generator.commands.progress import Phase, Report
from generator.commands.project import Options
from generator.output.files import cannot_write

_NUMBERS = (".prof", ".pstats")
_SHOWN = 40
_PACKAGES = ("/site-packages/", "/lib/python")


def profiled(path: Path, options: Options, work: Callable[[Options], Report]) -> Report:
    """Do the work under the profiler, and write where its time went to path.

    Raises:
        OutputError: B003 the file cannot be written.
        GeneratorError: as work raises it; nothing is written then.
    """
    with tempfile.TemporaryDirectory(prefix="reading-room-") as folder:
        main = cProfile.Profile()
        report = main.runcall(work, msgspec.structs.replace(options, profile=Path(folder)))
        main.create_stats()
        dumps = sorted(str(dump) for dump in Path(folder).iterdir())
        try:
            if path.suffix in _NUMBERS:
                pstats.Stats(main, *dumps).dump_stats(str(path))
            else:
                lines = [*_phases(report.phases), *_functions("The main process", pstats.Stats(main))]
                if dumps:
                    lines += _functions(f"Workers, {len(dumps)} together", pstats.Stats(*dumps))
                path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        except OSError as error:
            raise cannot_write(str(path), error) from None
    return report


def _phases(phases: Sequence[Phase]) -> Iterator[str]:
    yield "Phases: seconds by the clock, with the profiler running"
    yield f"{'seconds':>10} {'count':>10} {'a second':>10}  phase"
    for phase in phases:
        yield f"{phase.seconds:10.3f} {phase.count:10,} {phase.rate or 0:10,.0f}  {phase.name}"


def _functions(title: str, stats: pstats.Stats) -> Iterator[str]:
    """Yield the functions that took most time themselves, with what they called, and how often they were called."""
    rows = [
        (own, total, calls, f"{_shown(path)}:{line} {name}" if line else name)
        for (path, line, name), (_, calls, own, total, _) in stats.stats.items()  # type: ignore[attr-defined]  # undocumented, and the only way to the numbers
    ]
    rows.sort(key=lambda row: (-row[0], row[3]))
    together = sum(row[0] for row in rows)
    yield ""
    yield f"{title}: {together:.3f} s in {sum(row[2] for row in rows):,} calls"
    yield f"{'share':>6} {'own':>9} {'with all':>9} {'calls':>12}  function"
    for own, total, calls, name in rows[:_SHOWN]:
        yield f"{own / together:6.1%} {own:9.3f} {total:9.3f} {calls:12,}  {name}"


def _shown(path: str) -> str:
    """Return the path of a module from its package on."""
    path = path.replace("\\", "/")
    for mark in _PACKAGES:
        _, found, after = path.rpartition(mark)
        if found:
            return after
    _, found, after = path.rpartition("/generator/")
    return f"generator/{after}" if found else path
