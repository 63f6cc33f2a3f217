"""``--profile FILE``: time in each function of the main process and of the workers, by Python's profiler.

The file is for ``python -m pstats FILE`` and for programs that draw such files. The profiler slows the program down:
compare shares, not seconds.
"""

import cProfile
import pstats
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from generator.build.inputs.project import Options
from generator.build.report import Report
from generator.system.writer import cannot_write


def profiled(path: Path, options: Options, work: Callable[[Options], Report]) -> Report:
    """Do the work under the profiler, and write its numbers to path.

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
            pstats.Stats(main, *dumps).dump_stats(str(path))
        except OSError as error:
            raise cannot_write(str(path), error) from None
    return report
