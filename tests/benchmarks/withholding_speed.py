"""What rules of withholding cost: a room built without rules, with 100, and with a word that stands in every cable.

    python -m tests.benchmarks.withholding_speed [CABLES] [--pages-only]

Times are seconds of processors, of the build and all that it starts. It ends with 1 where 100 rules take more than 1.3 times
a build without, or a word in every cable more than twice.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.collection import write_collection

RULES = 100
MOST, MOST_EVERYWHERE = 1.3, 2.0
EVERYWHERE = "Jorun Mareth"
_WORDS = re.compile(r"[A-Z]{5,12} [A-Z]{5,12}")


def main() -> int:
    """Measure, print a table, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cables", nargs="?", type=int, default=2_000)
    parser.add_argument("--pages-only", action="store_true", help="without the index and without PDF")
    wanted = parser.parse_args()
    options = ["--no-search", "--no-pdf"] if wanted.pages_only else []
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        write_collection(wanted.cables, content)
        cables = sorted(path for path in (content / "cables").rglob("*") if path.is_file())
        for path in cables:
            data = path.read_bytes()
            path.write_bytes(data.replace(b"\n1. ", b"\n1. JORUN\nMARETH ", 1))
        times = {"no rules": _seconds(content, options)}
        (content / "withheld.toml").write_text(_rules(_phrases(cables)), encoding="utf-8")
        times[f"{RULES} rules"] = _seconds(content, options)
        (content / "withheld.toml").write_text(_rules([EVERYWHERE]), encoding="utf-8")
        times["a name in every cable"] = _seconds(content, options)
    plain = times["no rules"]
    for name, seconds in times.items():
        print(f"{name:>24}: {seconds:7.1f} s of processors, {seconds / plain:5.2f} times")
    return int(times[f"{RULES} rules"] > MOST * plain or times["a name in every cable"] > MOST_EVERYWHERE * plain)


def _phrases(cables: list[Path]) -> list[str]:
    """Return two words of each of some cables."""
    chance = random.Random(RULES)
    found: dict[str, None] = {}
    for path in chance.sample(cables, len(cables)):
        words = _WORDS.findall(path.read_text(encoding="latin-1").partition("\n1. ")[2])
        if words and len(found) < RULES:
            found[chance.choice(words)] = None
    return list(found)


def _rules(phrases: list[str]) -> str:
    return "".join(f'[[withhold]]\ntext = "{one}"\nreason = "asked"\ndate = 2026-01-02\n\n' for one in phrases)


def _seconds(content: Path, options: list[str]) -> float:
    with tempfile.TemporaryDirectory() as site:
        command = [
            sys.executable,
            "-m",
            "generator",
            "build",
            "--content",
            str(content),
            "--output",
            f"{site}/site",
            *options,
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode > 1:
            raise SystemExit(process.returncode)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
