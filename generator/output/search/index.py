"""The whole index brought up to date: which shards must be made again, how many at once, and what all of them share.

Of each shard two digests are remembered: of its cables' pages, and of what Pagefind read of them. While the first holds
nothing is opened; while the second holds nothing is indexed, whatever else of the pages changed.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import msgspec

from generator.output.files import read
from generator.output.scan import scan
from generator.output.search import columns, worker
from generator.output.search.program import Messages, PagefindError, Run, find_program, free_memory, pagefind_version
from generator.output.search.shards import Indexed, Shard, plan_shards
from generator.output.search.stage import RULE, document_of
from generator.problems import OutputError, Problem, Severity, Where

FOLDER = "search/pagefind"
LIMIT = 5_000  # cables a shard
_RUN_MEMORY = 200 << 20  # bytes that a run takes before it has read a page,
_CABLE_MEMORY = 450 << 10  # and for each page
_ROUND = 0.02  # seconds between two looks at what runs
_YEAR = 1  # the part of an address cable/2007/astana/07ASTANA1061.html


class Known(msgspec.Struct, frozen=True):
    """What was remembered of a shard: the digest of its pages, and that of what was indexed of them."""

    pages: bytes
    indexed: bytes


class Made(msgspec.Struct, frozen=True):
    """A shard brought up to date, or what all share (name "").

    files are addresses and bytes to write; unchanged says that those in the site are right as they are. problem tells
    why it could not be made: those in the site stay, though they are of an older state.
    """

    name: str
    cables: int
    files: tuple[tuple[str, bytes], ...] = ()
    unchanged: bool = False
    problem: Problem | None = None
    known: Known | None = None


class Index(msgspec.Struct, frozen=True):
    """The index of a site: its folder, a scratch folder on the same disk, what was remembered of its shards.

    intact tells of a shard's name whether its files in the site are those that were written. jobs is how many runs
    of Pagefind may go on at once, if memory allows; limit how many cables a shard may hold; stale_stays whether a shard
    that cannot be made stays in the site as it was, which may show what has been withheld since.
    """

    site: Path
    scratch: Path
    known: Mapping[str, Known]
    intact: Callable[[str], bool]
    jobs: int = 1
    limit: int = LIMIT
    stale_stays: bool = True


def indexed_cables(pages: Iterable[tuple[str, bytes]]) -> Iterator[Indexed]:
    """Yield cables to index, given address and SHA-256 of each one's page; year and post are in the address."""
    for address, sha256 in pages:
        parts = address.split("/")
        year, post = (int(parts[_YEAR]), parts[_YEAR + 1]) if parts[_YEAR].isdigit() else (None, "")
        yield Indexed(address, year, post, sha256)


def make_index(index: Index, cables: Iterable[Indexed]) -> Iterator[Made]:
    """Yield every shard of the index as it becomes ready, last what they share.

    Nothing is written into the site. Whoever takes what is yielded writes it in the order given.
    """
    shards = plan_shards(tuple(cables), index.limit)
    summaries: dict[str, bytes] = {}
    runtime: dict[str, bytes] = {}
    failed = False
    for made in _Works(index, runtime).make(shards):
        failed = failed or made.problem is not None
        if made.problem is not None and not index.stale_stays:
            yield msgspec.structs.replace(made, unchanged=False)
            continue
        told = f"{FOLDER}/{made.name}/shard.json"
        data = next((data for address, data in made.files if address == told), None) or _read(index.site / told)
        if data is not None:
            summaries[made.name] = data
        yield made
    yield _shared(index, summaries, runtime, failed=failed)


class _Running(msgspec.Struct, frozen=True):
    """A run that goes on, and what is needed when it ends."""

    shard: Shard
    known: Known
    run: Run
    facets: Mapping[str, columns.Facets]


class _Works:
    """The runs of one build. runtime is filled with the files of the first that ends."""

    def __init__(self, index: Index, runtime: dict[str, bytes]) -> None:
        self.index, self.runtime = index, runtime
        self.program: Path | None = None
        self.numbers = count()
        self.version = b"|".join((pagefind_version().encode(), columns.VERSION, RULE))

    def make(self, shards: tuple[Shard, ...]) -> Iterator[Made]:
        """Yield the shards: those that stand first, then those made, the largest begun first."""
        stale: list[tuple[Shard, bytes]] = []
        for shard in shards:
            pages = _digest(
                self.version, *(part for one in shard.cables for part in (one.address.encode(), one.sha256))
            )
            known = self.index.known.get(shard.name)
            if known is not None and known.pages == pages and self._stands(shard.name):
                yield Made(shard.name, 0, unchanged=True, known=known)
            else:
                stale.append((shard, pages))
        stale.sort(key=lambda one: -len(one[0].cables))  # the largest first, so that no core waits for it at the end
        with ExitStack() as ends:
            running: list[_Running] = []
            for shard, pages in stale:
                messages = Messages(self.index.scratch / f"search-{next(self.numbers)}.messages")
                before = self.index.known.get(shard.name) if self._stands(shard.name) else None
                run: Run | None = None
                try:
                    if before is None:  # nothing to compare with: Pagefind reads the pages while they are taken
                        yield from self._room(shard, running)
                        run = ends.enter_context(self._run(messages))
                    indexed, facets = self._stage(shard, messages)
                    known = Known(pages, indexed)
                    if before is not None and before.indexed == indexed:
                        messages.path.unlink()
                        yield Made(shard.name, 0, unchanged=True, known=known)
                        continue
                    if run is None:
                        yield from self._room(shard, running)
                        run = ends.enter_context(self._run(messages))
                except (PagefindError, OutputError, OSError) as error:
                    if run is not None:
                        run.__exit__()
                    yield _not_made(shard, error)
                    continue
                running.append(_Running(shard, known, run, facets))
            while running:
                yield from self._ended(running)

    def _stands(self, name: str) -> bool:
        """Say whether a shard in the site is as it was written; without the runtime all are made again, to get one."""
        return self.index.intact(runtime_name()) and self.index.intact(name)

    def _stage(self, shard: Shard, messages: Messages) -> tuple[bytes, dict[str, columns.Facets]]:
        """Write what Pagefind shall read; return the digest of what is indexed, and each cable's facets."""
        digest = hashlib.blake2b(self.version, digest_size=16)
        facets: dict[str, columns.Facets] = {}
        with messages:
            for cable in shard.cables:
                document = document_of(read(self.index.site / cable.address))
                facets[cable.address] = document.facets
                digest.update(f"{cable.address} {len(document.page)} {sorted(document.facets.items())}\n".encode())
                digest.update(document.page)
                messages.add(cable.address, document.page)
        return digest.digest(), facets

    def _run(self, messages: Messages) -> Run:
        self.program = self.program or find_program()
        return Run(self.program, messages)

    def _room(self, shard: Shard, running: list[_Running]) -> Iterator[Made]:
        """Wait until there is room for one more run, yielding what ends meanwhile.

        There is none while as many go on as may, nor while memory does not suffice for all when they take what they will.
        """
        while running:
            free = free_memory()
            needed = sum(_memory(one) for one in (shard, *(other.shard for other in running)))
            if len(running) < self.index.jobs and (free is None or free > needed):
                return
            yield from self._ended(running)

    def _ended(self, running: list[_Running]) -> Iterator[Made]:
        """Wait until a run ends, then yield its shard."""
        while True:
            for place, one in enumerate(running):
                try:
                    files = one.run.done()
                    if files is None:
                        continue
                    made = self._taken(one, files)
                except (PagefindError, ValueError) as error:
                    made = _not_made(one.shard, error)
                del running[place]
                one.run.__exit__()
                yield made
                return
            time.sleep(_ROUND)

    def _taken(self, one: _Running, files: Mapping[str, bytes]) -> Made:
        if not self.runtime:
            self.runtime.update(worker.runtime_files(files))
        kept = columns.shard_files(files, one.facets)
        addressed = tuple((f"{FOLDER}/{one.shard.name}/{name}", data) for name, data in kept.items())
        return Made(one.shard.name, len(one.shard.cables), addressed, known=one.known)


def _shared(index: Index, summaries: Mapping[str, bytes], runtime: Mapping[str, bytes], *, failed: bool) -> Made:
    """Return what the shards share: Pagefind's program, the script that asks it, and the list of shards."""
    name = runtime_name()
    folder = f"{FOLDER}/{name}"
    found = {one.path: read(index.site / folder / one.path) for one in scan(index.site / folder)} if not runtime else {}
    files = [(f"{folder}/{path}", data) for path, data in (runtime or found).items()]
    files.append((worker.ADDRESS, worker.SCRIPT))
    files.append((f"{FOLDER}/shards.json", shards_json(name, summaries)))
    return Made("", 0, tuple(files), unchanged=failed)


def runtime_name() -> str:
    """Return the name of the folder of Pagefind's program: of this version, for browsers keep what they loaded."""
    return f"runtime-{pagefind_version() or 'any'}"


def shards_json(runtime: str, summaries: Mapping[str, bytes]) -> bytes:
    """Return the file that the search page reads first: the shards, newest first, and the counts of the whole room.

    Of each shard it tells which posts, countries and years it has, so that only those are loaded that a choice names: of
    each facet figures of sixteen, in which the lowest bit of the first stands for the first value of the whole room.
    """
    told = {name: msgspec.json.decode(data, type=columns.Summary) for name, data in summaries.items()}
    counts: dict[str, Counter[str]] = {}
    for one in told.values():
        for facet, values in one.facets.items():
            counts.setdefault(facet, Counter()).update(values)
    facets = {facet: dict(sorted(values.items())) for facet, values in sorted(counts.items())}
    shards = [
        {
            "name": name,
            "digest": one.digest,
            "count": one.count,
            "first": one.first,
            "last": one.last,
            "has": {facet: _bits(facets.get(facet, ()), one.facets.get(facet, ())) for facet in _NAMING},
        }
        for name, one in told.items()
    ]
    shards.sort(key=lambda shard: (str(shard["last"] or ""), str(shard["name"])), reverse=True)
    return msgspec.json.encode({"runtime": runtime, "shards": shards, "facets": facets})


def _bits(values: Iterable[str], having: Container[str]) -> str:
    """Return a figure of sixteen for each four values."""
    bits = [value in having for value in values]
    return "".join(
        f"{sum(bit << at for at, bit in enumerate(bits[four : four + 4])):x}" for four in range(0, len(bits), 4)
    )


_NAMING = ("post", "country", "year")


def _digest(*parts: bytes) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(4, "little"))
        digest.update(part)
    return digest.digest()


def _memory(shard: Shard) -> int:
    return _RUN_MEMORY + _CABLE_MEMORY * len(shard.cables)


def _read(path: Path) -> bytes | None:
    return read(path) if path.is_file() else None


def _not_made(shard: Shard, error: Exception) -> Made:
    hint = getattr(error, "hint", "") or "the last good index stays; try again, or build with --no-search"
    problem = Problem(Where("search"), Severity.ERROR, "S001", f"shard {shard.name}: {error}", hint)
    return Made(shard.name, 0, unchanged=True, problem=problem)
