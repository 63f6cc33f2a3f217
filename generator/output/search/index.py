"""The whole index brought up to date: which shards must be made again, how many at once, and what all of them share.

Of each shard two digests are remembered: of its cables' pages, and of what is indexed of them. While the first holds
nothing is opened; while the second holds nothing is indexed, whatever else of the pages changed.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from generator.output.files import read
from generator.output.pool import open_pool
from generator.output.scan import scan
from generator.output.search import columns, worker
from generator.output.search.making import FOLDER, Known, Made, Task, make_shard, prepare, version
from generator.output.search.program import free_memory, pagefind_version
from generator.output.search.shards import Indexed, Shard, plan_shards

LIMIT = 5_000  # cables a shard
_RUN_MEMORY = 200 << 20  # bytes that making a shard takes before a page is read,
_CABLE_MEMORY = 100 << 10  # and for each page
_YEAR = 1  # the part of an address cable/2007/astana/07ASTANA1061.html


class Index(msgspec.Struct, frozen=True):
    """The index of a site: its folder, what was remembered of its shards.

    intact tells of a shard's name whether its files in the site are those that were written. jobs is how many shards may
    be made at once, if memory allows; limit how many cables a shard may hold; stale_stays whether a shard that cannot be
    made stays in the site as it was, which may show what has been withheld since; profile a folder for where time went.
    """

    site: Path
    known: Mapping[str, Known]
    intact: Callable[[str], bool]
    jobs: int = 1
    limit: int = LIMIT
    stale_stays: bool = True
    profile: Path | None = None


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
    for made in _shards(index, runtime, shards):
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


def _shards(index: Index, runtime: dict[str, bytes], shards: tuple[Shard, ...]) -> Iterator[Made]:
    """Yield the shards: those that stand first, then those made, the largest begun first."""
    stands = index.intact(runtime_name())  # without the runtime all are made again, to get one
    stale: list[Task] = []
    for shard in shards:
        pages = _digest(version(), *(part for one in shard.cables for part in (one.address.encode(), one.sha256)))
        known = index.known.get(shard.name) if stands and index.intact(shard.name) else None
        if known is not None and known.pages == pages:
            yield Made(shard.name, 0, unchanged=True, known=known)
        else:
            stale.append(Task(shard, pages, known.indexed if known else None))
    stale.sort(key=lambda task: -len(task.shard.cables))  # the largest first, so that no core waits for it at the end
    with open_pool(_at_once(index, stale), prepare, index.site, profile=index.profile) as pool:
        for made in pool.map(make_shard, stale, lambda task: f"search shard {task.shard.name}", batch=1):
            runtime.update(made.runtime)
            yield made


def _at_once(index: Index, stale: Sequence[Task]) -> int:
    """Return how many shards are made at once: as many as may, and as memory suffices for."""
    if not stale:
        return 1
    free = free_memory()
    needed = _RUN_MEMORY + _CABLE_MEMORY * len(stale[0].shard.cables)
    return max(1, min(index.jobs, len(stale), index.jobs if free is None else free // needed))


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


def _read(path: Path) -> bytes | None:
    return read(path) if path.is_file() else None
