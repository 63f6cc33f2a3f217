"""How fast dumps, exports of the National Archives and PDF files are imported, and in how much memory: ``make bench-import``.

Writes dumps of invented records of about 7,000 bytes, one four times as long as the other, imports each in a process of
its own into an empty folder, and prints cables a second and the most memory that was held. Memory may not grow with the
dump. So with exports of invented records of the National Archives of about 2,600 bytes (``--nara N`` for the longer), and with
PDF files of three pages of 50 lines.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from tests.importing.pdf.pdf_maker import lines, make_pdf

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


def archive_records(count: int) -> Iterator[str]:
    """Yield records of the National Archives as an export of text has them, each another telegram; about 2,600 bytes each."""
    drawn = random.Random(2)
    for number in range(count):
        year, post, serial = 1973 + number % 7, _POSTS[number // 7 % 8], number // 56 + 1
        name = f"{post[:6]:<6}"
        body = "\n".join(" ".join(drawn.choices(_WORDS, k=10)).upper().replace('\\"', "") for _ in range(24))
        yield (
            f"Message Text\n\n\nUNCLASSIFIED\n\nPAGE 01        {name} {serial:05d}  061430Z\n\nACTION EUR-12\n\n"
            f"R 061425Z MAR {year % 100}\nFM AMEMBASSY {post}\nTO SECSTATE WASHDC 1\n\nUNCLAS {post} {serial:05d}\n\n"
            f"E.O. 11652: N/A\nTAGS: PREL\nSUBJECT: A WEEK OF HERRING\n\n1. {body}\n\n2. END.\nORDWAY\n\n\nUNCLASSIFIED\n\n\n"
            f"NNN\n\nMessage Attributes\n\nDocument Number: {year}{name}{serial:05d}\nDraft Date: 06 MAR {year}\n"
            f"Film Number: D{year % 100}0003-0456\nFrom: {post}\nOriginal Classification: UNCLASSIFIED\n"
            f"Subject: A WEEK OF HERRING\nTAGS: PREL\nTo: STATE\nType: TE\n\n"
        )


def measure(count: int, folder: Path, made: Callable[[int], Iterator[str]] = records) -> Measured:
    """Write a dump, or an export, of so many records and import it."""
    dump = folder / f"{made.__name__}-{count}.txt"
    with dump.open("w", encoding="utf-8") as file:
        file.writelines(made(count))
    return _imported(dump, folder / f"cables-{made.__name__}-{count}")


def _imported(source: Path, into: Path) -> Measured:
    command = [sys.executable, "-c", _MEASURE, str(source), str(into)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if source.is_file():
        source.unlink()
    return msgspec.convert(json.loads(printed), Measured)


def measure_pdfs(count: int, folder: Path) -> Measured:
    """Write so many PDF files of three pages of 50 lines and import them."""
    place = folder / "pdfs"
    place.mkdir()
    drawn = random.Random(3)
    for number in range(1, count + 1):
        pages = [[" ".join(drawn.choices(_WORDS, k=9)).replace('\\"', "") for _ in range(50)] for _ in range(3)]
        pages[0][:4] = [f"UNCLAS VENSK {number:06d}", "TAGS: PREL", "SUBJECT: A WEEK", "1. It began."]
        (place / f"09VENSK{number}.pdf").write_bytes(make_pdf([lines(page) for page in pages]))
    return _imported(place, folder / "cables-pdfs")


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
    parser.add_argument(
        "--nara", type=int, default=40_000, help="records of the longer export of the National Archives"
    )
    parser.add_argument("--pdfs", type=int, default=100, help="PDF files of three pages")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="import-speed-") as folder:
        disk = files_a_second(Path(folder), asked.records)
        short, long = (measure(count, Path(folder)) for count in (asked.records, asked.records * TIMES))
        few, many = (
            measure(count, Path(folder), archive_records) for count in (max(1, asked.nara // TIMES), asked.nara)
        )
        pdfs = measure_pdfs(asked.pdfs, Path(folder))
    for one in (short, long, few, many):
        speed = one.cables / one.seconds
        work = one.work / one.cables * 1e6
        sys.stdout.write(f"{one.cables:7} cables  {one.seconds:6.2f} s  {speed:7.0f} a second  {one.peak:6.1f} MiB")
        sys.stdout.write(f"  {work:5.0f} µs of a processor each\n")
    sys.stdout.write(f"{pdfs.cables} PDF files: {3 * pdfs.cables / pdfs.seconds:.0f} pages a second\n")
    kept = long.cables / long.seconds >= LEAST_SPEED and long.peak <= short.peak * MOST_GROWTH
    kept = kept and many.cables / many.seconds >= LEAST_SPEED and many.peak <= few.peak * MOST_GROWTH
    sys.stdout.write(f"this disk takes {disk:.0f} such files a second when nothing else is done\n")
    answer = "yes" if kept else "no"
    sys.stdout.write(f"at least {LEAST_SPEED} a second, memory grown by at most a tenth: {answer}\n")
    return 0 if kept and not long.skipped and not many.skipped and pdfs.cables == asked.pdfs else 1


if __name__ == "__main__":
    sys.exit(main())
