"""What linking costs: seconds and memory of everything that a build does serially with all Facts, on one core.

    python -m tests.benchmarks.corpus_speed [--pages] [COUNT ...]

Facts are invented, the same on every run, shaped as docs/reference/format.md says: 5.6 tags a cable, a REF block on 56 of 100,
2.1 citations in it, four of five of the same post, most without a year, and on every other cable a mention in the text. They
are put into a file as the store of a build keeps them, and each count is measured in a process of its own that reads
them back: so the memory told is that of the whole process, Facts and all.

The exit status is 1 when ``build_corpus`` needs more than 10 seconds or 700 MB, or when time does not grow in
proportion to the number of cables.
"""

import argparse
import datetime as dt
import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

import msgspec

from generator.cables.ids import Identity, guess_year
from generator.cables.model import Reference
from generator.config import Site
from generator.corpus import Citation, Corpus, Facts, build_corpus, chain_of, check_corpus, unpack_facts
from generator.corpus.near_duplicates import find_versions, pack_sketch
from generator.pages.site_plan import Contents, parts_of
from generator.vocabulary import Vocabulary, standard

COUNTS = (25_000, 100_000, 251_287)
MOST_SECONDS = 10.0
MOST_MEGABYTES = 700
MOST_GROWTH = 1.5  # seconds a cable at the largest count against those at the smallest
_BEGIN = dt.datetime(2003, 1, 1, tzinfo=dt.UTC)
_DAYS = 2_600
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LENGTH = 8  # bytes before each cable in the file
_WORDS = (
    "the", "ministry", "told", "embassy", "officers", "that", "a", "draft", "law", "on", "trade", "would", "reach",
    "parliament", "before", "its", "summer", "recess", "while", "opposition", "leaders", "asked", "for", "talks", "about",
    "prices", "wages", "borders", "water", "rail", "and", "grain", "according", "to", "contacts", "in", "the", "capital",
)  # fmt: skip
Made = TypeVar("Made")


def invented(count: int, vocabulary: Vocabulary, seed: int = 7) -> Iterator[Facts]:
    """Yield Facts of a room of so many cables, in the order of their dates, the same for the same count and seed."""
    numbers = random.Random(seed)
    posts = sorted(vocabulary.posts)
    numbers.shuffle(posts)
    weights = list(itertools.accumulate(1 / (3 + at) for at in range(len(posts))))
    subjects = [code for code, tag in sorted(vocabulary.tags.items()) if tag.kind in {"subject", "program"}]
    countries = [code for code, tag in sorted(vocabulary.tags.items()) if tag.kind == "country"]
    numbers.shuffle(subjects)
    of_subjects = list(itertools.accumulate(1 / (2 + at) for at in range(len(subjects))))
    serials: dict[tuple[str, int], int] = {}
    for number in range(count):
        date = _BEGIN + dt.timedelta(minutes=number * _DAYS * 1440 // count)
        at = bisect(weights, numbers.random() * weights[-1])
        post = posts[at]
        serial = serials[post, date.year] = serials.get((post, date.year), 0) + numbers.randint(1, 4)
        own = Identity(date.year, post, serial)
        references = tuple(_references(numbers, own, posts, weights)) if numbers.random() < 0.56 else ()
        tags = {subjects[bisect(of_subjects, numbers.random() * of_subjects[-1])] for _ in range(5)}
        tags.add(countries[at % len(countries)])
        if numbers.random() < 0.02:  # a name, or a code that nobody knows
            tags.add("".join(numbers.choices(_LETTERS, k=numbers.randint(3, 6))))
        sketch = pack_sketch(numbers.getrandbits(32) for _ in range(8))
        yield Facts(
            id=own.cable_id,
            path=f"cables/{date.year}/{own.cable_id}.txt",
            year=date.year,
            post=post,
            serial=serial,
            date=date,
            precision="minute",
            origin=vocabulary.posts[post].name,
            classification=(level := numbers.choice(("UNCLASSIFIED", "CONFIDENTIAL", "SECRET"))),
            level=level,
            title=_sentence(numbers, 60).capitalize(),
            tags=tuple(tags),
            captions=("SIPDIS",),
            references=references,
            citations=tuple(_citations(numbers, own, references)),
            summary=_sentence(numbers, 230),
            signature=f"NAME{at % 40}{date.year % 4}",
            words=numbers.randint(80, 3_000),
            collection="",
            aliases=(),
            problems=(),
            sketch=sketch,
        )


def _sentence(numbers: random.Random, letters: int) -> str:
    return " ".join(numbers.choices(_WORDS, k=letters // 6))


def _references(
    numbers: random.Random, own: Identity, posts: Sequence[str], weights: Sequence[float]
) -> Iterator[Reference]:
    for at in range(min(12, 1 + int(numbers.expovariate(0.7)))):
        post = own.post if numbers.random() < 0.8 else posts[bisect(weights, numbers.random() * weights[-1])]
        serial = max(1, own.serial - int(numbers.expovariate(0.02)))
        if numbers.random() < 0.05:  # last year's
            serial = own.serial + 51 + int(numbers.expovariate(0.002))
        given = numbers.random() < 0.24
        year = own.year if given else guess_year(post, serial, own)
        cited = Identity(year, post, serial).cable_id
        yield Reference(chr(65 + at), f"{post} {serial}", "cable", cited, given, (), 20 + at)
    if numbers.random() < 0.05:
        yield Reference("", "NAMES-OFFICE E-MAIL OF MARCH 3", "email", line=33)


def _citations(numbers: random.Random, own: Identity, references: Sequence[Reference]) -> Iterator[Citation]:
    for one in references:
        if numbers.random() < 0.7:
            yield Citation("", False, f"p{numbers.randint(1, 12)}", _sentence(numbers, 150), (one.label or "A",))  # noqa: FBT003  by place, as in facts.py
    if numbers.random() < 0.1:
        cited = Identity(own.year, own.post, max(1, own.serial - numbers.randint(1, 900))).cable_id
        yield Citation(cited, True, f"p{numbers.randint(1, 12)}", _sentence(numbers, 150))  # noqa: FBT003  as above


def write_facts(path: Path, count: int) -> None:
    """Write the Facts of a room as the store keeps them: one packed value after another, each after its length."""
    encode = msgspec.msgpack.Encoder().encode
    with path.open("wb") as file:
        for one in invented(count, standard()):
            packed = encode(one)
            file.write(len(packed).to_bytes(_LENGTH, "big") + packed)


def read_packed(path: Path) -> Iterator[bytes]:
    """Read packed Facts back, one after another."""
    with path.open("rb") as file:
        while head := file.read(_LENGTH):
            yield file.read(int.from_bytes(head, "big"))


def measure(path: Path, *, pages: bool) -> dict[str, float]:
    """Do what a build does serially with all Facts -> seconds of each step, megabytes at the end of reading and linking.

    Seconds are the process's own. ``versions`` is a part of build_corpus, told by itself; pages says that all pages are
    planned too, which takes ten times as long.
    """
    vocabulary = standard()
    told: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Made]) -> Made:
        begin = process_time()
        made = work()
        told[name] = process_time() - begin
        return made

    facts = timed("decode", lambda: list(unpack_facts(read_packed(path))))
    told["MB of Facts"] = _megabytes()
    corpus: Corpus = timed("build_corpus", lambda: build_corpus(facts, vocabulary))
    told["MB"] = _megabytes()
    timed(
        "versions", lambda: find_versions([one.sketch for one in corpus.cables], [one.words for one in corpus.cables])
    )
    timed("check_corpus", lambda: check_corpus(corpus))
    timed("chains", lambda: max(chain_of(at, corpus.cites, corpus.citing).distance for at in range(len(corpus.cables))))
    if pages:
        parts = parts_of(Contents(corpus, (), Site()))
        told["pages"] = timed("plan_pages", lambda: sum(1 for part in parts for _ in part()))
    told["MB at the end"] = _megabytes()
    told["cables"] = len(corpus.cables)
    told["references"] = sum(map(len, corpus.links))
    return told


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def faults(told: Sequence[dict[str, float]]) -> Iterator[str]:
    """Yield what is too slow, too large, or grows faster than the number of cables."""
    for one in told:
        if one["build_corpus"] > MOST_SECONDS or one["MB"] > MOST_MEGABYTES:
            yield f"{one['cables']:,.0f} cables: {one['build_corpus']:.1f} s, {one['MB']:.0f} MB"
    for name in ("build_corpus", "check_corpus", "chains"):
        small, large = (one[name] / one["cables"] for one in (told[0], told[-1]))
        if len(told) > 1 and large > MOST_GROWTH * small:
            yield f"{name}: {large / small:.1f} times the time a cable at {told[-1]['cables']:,.0f} cables"


def main() -> int:
    """Measure the counts of the command line, each in a process of its own."""
    parser = argparse.ArgumentParser(description="what linking costs")
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS)
    parser.add_argument("--pages", action="store_true", help="plan all pages too")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        sys.stdout.write(json.dumps(measure(given.measure, pages=given.pages)))
        return 0
    told: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for count in given.counts or COUNTS:
            path = Path(folder) / "facts"
            begin = perf_counter()
            write_facts(path, count)
            made = perf_counter() - begin
            command: tuple[str, ...] = (sys.executable, "-m", "tests.benchmarks.corpus_speed", "--measure", str(path))
            command += ("--pages",) if given.pages else ()
            told.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
            print(f"{count:,} cables (invented in {made:.0f} s)")
            for name, value in told[-1].items():
                unit = "MB" if name.startswith("MB") else "" if name in {"cables", "references", "pages"} else "s"
                print(f"  {name:16} {value:12,.{2 if unit == 's' else 0}f} {unit}")
    found = list(faults(told))
    print("\n".join(found) or "within bounds")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
