"""All thresholds of a build in one value; tests set them here and patch no names.

None changes a byte of the site, except that a cable whose reading takes longer than it may is shown as it is.
"""

import msgspec


class Tuning(msgspec.Struct, frozen=True):
    """Sizes at which a build works differently.

    Attributes:
        serial_sources: up to so many files, no worker process is started to read them: starting costs more than it
            saves.
        batch: sources or pages in one message to a worker.
        scoped_sources: up to so many changed sources, only the pages that the change can touch are planned.
        planned_pages: pages planned before the first of them is rendered.
        cables_per_part: cables in one planning task.
        parallel_planning: from so many cables on, several processes plan; with fewer, one finishes before others start.
        parallel_scan: from so many files of the site on, the workers look through it while cables are linked.
        spill_limit: bytes of parsed cables that one worker keeps on the disk for their pages; the rest is read again.
        rows: rows that are written to the store at once.
        start_method: how planning processes start, "fork" or "spawn"; None for the best method of the system.
        reading_seconds: of a processor, that the reading of one cable may take, and as many more for each MB of it; then its
            page shows the text as it is.
        settled_after: nanoseconds; a younger file may change again within one tick of the disk's clock.
    """

    serial_sources: int = 64
    batch: int = 16
    scoped_sources: int = 256
    planned_pages: int = 500
    cables_per_part: int = 1_000
    parallel_planning: int = 2_000
    parallel_scan: int = 20_000
    spill_limit: int = 2 << 30
    rows: int = 2_048
    start_method: str | None = None
    reading_seconds: float = 60.0
    settled_after: int = 2_000_000_000


DEFAULTS = Tuning()
