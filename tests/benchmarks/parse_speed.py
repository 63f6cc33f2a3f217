"""How fast cables are read: cables and megabytes a second on one core, and where the time goes. ``make bench-parse``.

    python -m tests.benchmarks.parse_speed [--cables N] [--words N] [--json]

Measured is the processor's time of ``parse_cable`` alone, in one process, on cables made by ``wire_cables`` (1,000 words
unless told), the best of five rounds; then the share of each part, the time of longer texts, one file of 100 MB, and the
time it takes to import the package. The exit status is 1 below 950 cables a second (of 1,000 words), when time grows faster
than size, or when importing takes longer than 0.15 s.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any
from unittest import mock

from generator.cables import parse
from tests.benchmarks.wire_cables import make_cable

FEWEST = 950
MOST_IMPORT = 0.15
MOST_GROWTH = 1.25  # times the size
LARGE = 100_000_000
_ROUNDS = 5
# The parts in the order in which a cable goes through them, by the names that ``parse`` calls.
_PARTS = {
    "layout and decoding": "read_source",
    "transmission header": "read_envelope",
    "page markers": "depage",
    "heading": "read_heading",
    "stray captions": "drop_strays",
    "lines of several things": "part_lines",
    "end of the text": "read_tail",
    "damage of the wire": "mend_lines",
    "paragraphs": "read_body",
    "identifier": "identify",
    "assembly and mentions": "assemble",
    "tags": "parse_tags",
    "title": "choose_title",
    "references": "references_of",
    "checks": "make_checks",
    "ledger": "ledger_of",
    "problems": "report",
}

Cables = Sequence[tuple[str, bytes]]


def seconds(cables: Cables) -> float:
    """Return the seconds that reading each cable once takes."""
    begin = time.process_time()
    for path, data in cables:
        parse.parse_cable(data, path)
    return time.process_time() - begin


def best(cables: Cables, rounds: int = _ROUNDS) -> float:
    return min(seconds(cables) for _ in range(rounds))


def shares(cables: Cables) -> dict[str, float]:
    """Return the share of each part in the time of reading, "putting together" for what is in none."""
    spent = dict.fromkeys(_PARTS, 0.0)

    def timed(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401  stands for any of the parts
            begin = time.process_time()
            try:
                return function(*given, **named)
            finally:
                spent[part] += time.process_time() - begin

        return call

    with ExitStack() as stack:
        for part, name in _PARTS.items():
            stack.enter_context(mock.patch.object(parse, name, timed(part, getattr(parse, name))))
        together = seconds(cables)
    spent["putting together"] = max(0.0, together - sum(spent.values()))
    return {part: taken / together for part, taken in spent.items()}


def growth() -> dict[int, float]:
    """Return, for twice and four times the words, the time in proportion to the size (1.0: as fast, letter by letter)."""
    base = [make_cable(number, 2_000) for number in range(20)]
    per_byte = best(base) / sum(len(data) for _, data in base)
    found = {}
    for times in (2, 4, 16):
        cables = [make_cable(number, 2_000 * times) for number in range(max(2, 20 // times))]
        found[times] = best(cables) / sum(len(data) for _, data in cables) / per_byte
    return found


def import_seconds(module: str) -> float:
    """Return the seconds that importing a module takes in a new process, the interpreter's own start left out."""
    code = f"import time; a = time.process_time(); import {module}; print(time.process_time() - a)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(_ROUNDS)]
    return min(float(run.stdout) for run in runs)


def measure(count: int, words: int) -> dict[str, Any]:
    """Return all figures; times in seconds, sizes in bytes."""
    cables = [make_cable(number, words) for number in range(count)]
    size = sum(len(data) for _, data in cables)
    seconds(cables[:50])  # tables are loaded, caches are warm
    taken = best(cables)
    path, data = make_cable(1, 200_000)
    large = data * max(1, LARGE // len(data))
    return {
        "cables": count,
        "words": words,
        "bytes": size,
        "seconds": taken,
        "cables_a_second": count / taken,
        "megabytes_a_second": size / taken / 1e6,
        "shares": shares(cables),
        "growth": growth(),
        "large_bytes": len(large),
        "large_seconds": seconds([(path, large)]),
        "import_seconds": {module: import_seconds(module) for module in ("generator", "generator.cables.parse")},
    }


def main() -> int:
    options = argparse.ArgumentParser(description="How fast cables are read.")
    options.add_argument("--cables", type=int, default=1_000, help="how many cables")
    options.add_argument("--words", type=int, default=1_000, help="of how many words each")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = options.parse_args()
    found = measure(given.cables, given.words)
    print(json.dumps(found, indent=1) if given.json else "\n".join(lines_of(found)))
    return int(is_slow(found) or falls_short(found))


def is_slow(found: dict[str, Any]) -> bool:
    """Say whether fewer cables are read in a second than should be; that is asked of cables of 1,000 words."""
    return bool(found["words"] == 1_000 and found["cables_a_second"] < FEWEST)


def falls_short(found: dict[str, Any]) -> bool:
    """Say whether time grows faster than the text, or importing takes too long."""
    grows = any(rate > MOST_GROWTH for rate in found["growth"].values())
    return grows or max(found["import_seconds"].values()) > MOST_IMPORT


def lines_of(found: dict[str, Any]) -> Iterator[str]:
    """Yield the report for a terminal."""
    yield f"{found['cables']} cables of {found['words']} words, {found['bytes'] / found['cables'] / 1e3:.1f} kB each"
    yield f"{found['cables_a_second']:10,.0f} cables a second on one core (at least {FEWEST:,} wanted)"
    yield f"{found['megabytes_a_second']:10.1f} MB a second"
    yield ""
    for part, share in sorted(found["shares"].items(), key=lambda one: -one[1]):
        yield f"{share:10.1%} {part}"
    yield ""
    for times, rate in found["growth"].items():
        yield f"{rate:10.2f} time a byte of a text {times} times as long (1.00: the same; at most {MOST_GROWTH})"
    rate = found["large_bytes"] / found["large_seconds"] / 1e6
    yield f"{found['large_seconds']:10.1f} s for one file of {found['large_bytes'] / 1e6:.0f} MB ({rate:.1f} MB a second)"
    for module, taken in found["import_seconds"].items():
        yield f"{taken:10.3f} s to import {module} (at most {MOST_IMPORT})"


if __name__ == "__main__":
    sys.exit(main())
