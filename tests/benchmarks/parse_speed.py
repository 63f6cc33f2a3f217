"""How fast cables are read: cables and megabytes a second on one core, and where the time goes. ``make bench-parse``.

    python -m tests.benchmarks.parse_speed [--cables N] [--words N] [--json]

Measured is the processor's time of ``parse_cable`` alone, in one process, on cables made by ``wire_cables`` (1,000 words
unless told), the best of five rounds; then the share of each part, the time of longer texts, one file of 100 MB, and the
time it takes to import the package. All of it in pure Python, then compiled (docs/decisions/compiled.md) where there is a C
compiler, in a process of its own and without the shares. The exit status is 1 below 1,500 cables a second (of 1,000 words) in
the compiled form, or in pure Python where there is no other, when time grows faster than size in either, or when importing
takes longer than 0.15 s.
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
from tests.compiled import ROOT, LackingError, compile_parser, environment

FEWEST = 1_500
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
    "end of the text": "read_tail",
    "paragraphs": "read_body",
    "identifier": "identify",
    "assembly and mentions": "assemble",
    "tags": "parse_tags",
    "title": "choose_title",
    "references": "parse_references",
    "checks": "make_checks",
    "ledger": "_ledger",
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


def form() -> str:
    """Return which form of the parser this process runs: "pure" or "compiled"."""
    return "pure" if str(parse.__file__).endswith(".py") else "compiled"


def measure(count: int, words: int) -> dict[str, Any]:
    """Return all figures of this process's form; times in seconds, sizes in bytes; shares are known of pure Python alone."""
    cables = [make_cable(number, words) for number in range(count)]
    size = sum(len(data) for _, data in cables)
    seconds(cables[:50])  # tables are loaded, caches are warm
    taken = best(cables)
    path, data = make_cable(1, 200_000)
    large = data * max(1, LARGE // len(data))
    return {
        "form": form(),
        "cables": count,
        "words": words,
        "bytes": size,
        "seconds": taken,
        "cables_a_second": count / taken,
        "megabytes_a_second": size / taken / 1e6,
        "shares": shares(cables) if form() == "pure" else {},
        "growth": growth(),
        "large_bytes": len(large),
        "large_seconds": seconds([(path, large)]),
        "import_seconds": {module: import_seconds(module) for module in ("generator", "generator.cables.parse")},
    }


def measure_compiled(count: int, words: int) -> dict[str, Any]:
    """Compile the parser unless that is done, and return its figures.

    Raises:
        LackingError: there is no compiler.
    """
    compile_parser()
    command = [sys.executable, "-m", "tests.benchmarks.parse_speed", "--cables", str(count), "--words", str(words)]
    done = subprocess.run(
        [*command, "--json", "--alone"], cwd=ROOT, env=environment("compiled"), stdout=subprocess.PIPE, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)["compiled"]
    return found


def main() -> int:
    options = argparse.ArgumentParser(description="How fast cables are read.")
    options.add_argument("--cables", type=int, default=1_000, help="how many cables")
    options.add_argument("--words", type=int, default=1_000, help="of how many words each")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    options.add_argument("--alone", action="store_true", help="only the form that this process runs")
    given = options.parse_args()
    forms = {form(): measure(given.cables, given.words)}
    if not given.json:
        print("\n".join(lines_of(forms[form()])), flush=True)
    lacking = ""
    if not given.alone:
        try:
            forms["compiled"] = measure_compiled(given.cables, given.words)
        except LackingError as error:
            lacking = str(error)
        if not given.json:
            print("\n".join(["", *lines_of(forms["compiled"])] if not lacking else ["", f"not compiled: {lacking}"]))
            print("\n" + verdict(forms))
    if given.json:
        print(json.dumps(forms, indent=1))
    return int(is_slow(forms) or any(falls_short(found) for found in forms.values()))


def judged(forms: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the figures that count: the compiled form's where there is one."""
    return forms.get("compiled") or forms["pure"]


def is_slow(forms: dict[str, dict[str, Any]]) -> bool:
    """Say whether fewer cables are read in a second than should be; that is asked of cables of 1,000 words."""
    counts = judged(forms)
    return bool(counts["words"] == 1_000 and counts["cables_a_second"] < FEWEST)


def falls_short(found: dict[str, Any]) -> bool:
    """Say whether the time of a form grows faster than the text, or importing takes too long."""
    grows = any(rate > MOST_GROWTH for rate in found["growth"].values())
    return grows or max(found["import_seconds"].values()) > MOST_IMPORT


def verdict(forms: dict[str, dict[str, Any]]) -> str:
    """Return one line: which form is judged, and how it did."""
    counts = judged(forms)
    told = f"{counts['cables_a_second']:,.0f} cables a second, at least {FEWEST:,} wanted"
    if counts["form"] == "pure":
        return f"Judged in pure Python, as there is no compiler: {told}"
    times = counts["cables_a_second"] / forms["pure"]["cables_a_second"]
    return f"Judged in the compiled form, {times:.2f} times as fast as pure Python: {told}"


def lines_of(found: dict[str, Any]) -> Iterator[str]:
    """Yield the report of one form for a terminal."""
    yield {"pure": "In pure Python", "compiled": "Compiled"}[found["form"]]
    yield f"{found['cables']} cables of {found['words']} words, {found['bytes'] / found['cables'] / 1e3:.1f} kB each"
    yield f"{found['cables_a_second']:10,.0f} cables a second on one core"
    yield f"{found['megabytes_a_second']:10.1f} MB a second"
    yield ""
    for part, share in sorted(found["shares"].items(), key=lambda one: -one[1]):
        yield f"{share:10.1%} {part}"
    if found["shares"]:
        yield ""
    for times, rate in found["growth"].items():
        yield f"{rate:10.2f} time a byte of a text {times} times as long (1.00: the same; at most {MOST_GROWTH})"
    rate = found["large_bytes"] / found["large_seconds"] / 1e6
    yield f"{found['large_seconds']:10.1f} s for one file of {found['large_bytes'] / 1e6:.0f} MB ({rate:.1f} MB a second)"
    for module, taken in found["import_seconds"].items():
        yield f"{taken:10.3f} s to import {module} (at most {MOST_IMPORT})"


if __name__ == "__main__":
    sys.exit(main())
