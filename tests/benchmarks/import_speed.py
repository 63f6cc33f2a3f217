"""How fast a dump is imported, and in how much memory: ``make bench-import``.

Writes dumps of invented records of about 7,000 bytes, one four times as long as the other, imports each in a process of
its own into an empty folder, and prints cables a second and the most memory that was held. Memory may not grow with the
dump.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

TIMES = 4
LEAST_SPEED = 3_000
MOST_GROWTH = 1.10
_POSTS = ("ASTANA", "MADRID", "LAPAZ", "STATE", "PARIS", "KABUL", "MANAGUA", "ASUNCION")
_TEXT = (
    "the embassy reports that talks on herring, harbor dues and the railway gauge went on for a week and ended where they "
    'had begun; the minister said \\"no\\" and meant it, and asked whether the bridge would be painted before the spring'
)
_WORDS = _TEXT.split()
_MEASURE = """
import json, resource, sys, time
from pathlib import Path
from generator.importing.importing import import_cables
begun, worked = time.perf_counter(), time.process_time()
done = import_cables([Path(sys.argv[1])], Path(sys.argv[2]))
seconds, work = time.perf_counter() - begun, time.process_time() - worked
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"cables": done.written, "skipped": done.skipped, "seconds": seconds, "work": work, "peak": peak}))
"""


class Measured(msgspec.Struct, frozen=True):
    """One import: cables written, records skipped, seconds, those of a processor, and the most memory held, in MiB."""

    cables: int
    skipped: int
    seconds: float
    work: float
    peak: float


def records(count: int) -> Iterator[str]:
    """Yield rows of the dump, each another cable; about 7,000 bytes each, as in the real one."""
    drawn = random.Random(1)
    for number in range(count):
        year, serial = 2005 + number % 5, number // 40 + 1
        post = _POSTS[number // 5 % 8]
        cable_id = f"{year % 100:02d}{post}{serial}"
        header = f"VZCZCXRO1234\nPP RUEHC\nDE RUEHTA #{serial % 10000:04d}/01 1151024\nZNR UUUUU ZZH\n"
        header += f"P 251024Z APR {year % 100:02d}\nFM AMEMBASSY {post}\nTO RUEHC/SECSTATE WASHDC PRIORITY 9199"
        paragraphs = (
            f"{at}. (U) " + "\n".join(" ".join(drawn.choices(_WORDS, k=11)) for _ in range(9)) for at in range(1, 12)
        )
        body = f"UNCLAS {post} {serial:06d} \n\nSIPDIS \n\nE.O. 12958: N/A \nTAGS: PREL, ECON \nSUBJECT: A WEEK \n\n"
        body += "\n\n".join(paragraphs) + "\nORDWAY"
        yield (
            f'"{number + 1}","4/25/{year} 10:24","{cable_id}","Embassy {post.title()}","UNCLASSIFIED",'
            f'"{cable_id}|06ASTANA368","{header}","{body}"\n'
        )


def measure(count: int, folder: Path) -> Measured:
    """Write a dump of so many records and import it."""
    dump = folder / f"{count}.csv"
    with dump.open("w", encoding="utf-8") as file:
        file.writelines(records(count))
    into = folder / f"cables-{count}"
    command = [sys.executable, "-c", _MEASURE, str(dump), str(into)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    dump.unlink()
    return msgspec.convert(json.loads(printed), Measured)


def files_a_second(folder: Path, count: int) -> float:
    """Return how many files of 7,000 bytes a second the disk takes: no import can be faster."""
    (folder / "plain").mkdir()
    begun = time.perf_counter()
    for number in range(count):
        (folder / "plain" / f"{number}.txt").write_bytes(b"x" * 7_000)
    return count / (time.perf_counter() - begun)


def main() -> int:
    """Measure, print, and say by the exit status whether both limits were kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--records", type=int, default=5_000, help="in the shorter dump; the longer has four times as many"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="import-speed-") as folder:
        disk = files_a_second(Path(folder), asked.records)
        short, long = (measure(count, Path(folder)) for count in (asked.records, asked.records * TIMES))
    for one in (short, long):
        speed = one.cables / one.seconds
        work = one.work / one.cables * 1e6
        sys.stdout.write(f"{one.cables:7} cables  {one.seconds:6.2f} s  {speed:7.0f} a second  {one.peak:6.1f} MiB")
        sys.stdout.write(f"  {work:5.0f} µs of a processor each\n")
    kept = long.cables / long.seconds >= LEAST_SPEED and long.peak <= short.peak * MOST_GROWTH
    sys.stdout.write(f"this disk takes {disk:.0f} such files a second when nothing else is done\n")
    answer = "yes" if kept else "no"
    sys.stdout.write(f"at least {LEAST_SPEED} a second, memory grown by at most a tenth: {answer}\n")
    return 0 if kept and not long.skipped else 1


if __name__ == "__main__":
    sys.exit(main())
