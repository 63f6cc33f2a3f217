"""What Pagefind wrote of a shard, and the facets of its cables -> the files of the shard. Pure: names and bytes.

Pagefind 1.5 orders filters as a hash table happens to, so that the same pages give other files on every run; without
filters it writes the same always. So it gets none. The facets stand in one file of our own beside its files:

    columns.bin  of each cable, in Pagefind's order: its day and its value in each facet; JSON, compressed
    shard.json   what must be known of the shard before it is loaded (Summary)
"""

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from generator.output.search.cbor import decode, encode

VERSION = b"3"  # of these rules: another rule, another number, and every shard is made again
ENTRY = "pagefind-entry.json"
LANGUAGE = "en"  # of the cables, whatever language the room around them speaks: the index stems words by it
FACETS = ("tag", "post", "country", "classification")
DAY = "day"
_SIGNATURE = b"pagefind_dcd"
_META = re.compile(r"pagefind\..+\.pf_meta")
_FRAGMENT = re.compile(r"fragment/(?P<hash>.+)\.pf_fragment")
# Version, pages (hash, words), words, filters, sorts, fields.
_Meta = tuple[str, list[tuple[str, int]], list[object], list[object], list[object], list[object]]

Facets = Mapping[str, tuple[str, ...]]


class Summary(msgspec.Struct, frozen=True):
    """A shard in short: how many cables, its first and last day (None without dates), how many cables have none.

    digest names its contents, meta is the name of Pagefind's list of its pages. facets is the number of cables for
    each value of each facet and for each year.
    """

    digest: str
    meta: str
    count: int
    first: str | None
    last: str | None
    undated: int
    facets: Mapping[str, Mapping[str, int]]


class _Fragment(msgspec.Struct):
    url: str


def shard_files(files: Mapping[str, bytes], facets: Mapping[str, Facets]) -> dict[str, bytes]:
    """Return the files of a shard as they shall stand in the site, without the runtime.

    Args:
        files: name and bytes of each file that Pagefind wrote.
        facets: of each cable by the address of its page.

    Raises:
        ValueError: they are not what Pagefind 1.5 writes; the message tells what is missing.
    """
    meta = next((name for name in files if _META.fullmatch(name)), "")
    if not meta or ENTRY not in files:
        message = "Pagefind wrote no index"
        raise ValueError(message)
    pages = msgspec.convert(decode(unpack(files[meta])), _Meta)[1]
    read = msgspec.json.Decoder(_Fragment).decode
    rows: dict[str, Facets] = {}
    for name, data in files.items():
        match = _FRAGMENT.fullmatch(name)
        if match is not None:
            rows[match["hash"]] = facets.get(read(unpack(data)).url.lstrip("/"), {})
    ordered = [rows.get(page, {}) for page, _ in pages]
    out = {name: data for name, data in sorted(files.items()) if name.startswith(("fragment/", "index/"))}
    out[meta] = files[meta]
    out["columns.bin"] = gzip.compress(columns(ordered), 9, mtime=0)
    names = "\n".join(sorted(out)).encode()
    digest = hashlib.sha256(names + out["columns.bin"] + files[meta]).hexdigest()[:12]
    out["shard.json"] = msgspec.json.encode(summary(ordered, digest, meta))
    out[ENTRY] = files[ENTRY]
    return out


def columns(rows: Sequence[Facets]) -> bytes:
    """Return columns.bin before compression: the first day, days after it (null: no day), values and cables of facets.

    A cable's value is a number in the list of values, or a list of numbers where it has not just one.
    """
    days = [date.fromisoformat(row[DAY][0]) if row.get(DAY) else None for row in rows]
    first = min((day for day in days if day), default=date(1970, 1, 1))
    told: dict[str, object] = {
        "first": first.isoformat(),
        "days": [None if day is None else (day - first).days for day in days],
    }
    for name in FACETS:
        values = sorted({value for row in rows for value in row.get(name, ())})
        place = {value: index for index, value in enumerate(values)}
        numbers = [[place[value] for value in dict.fromkeys(row.get(name, ()))] for row in rows]
        told[name] = {"values": values, "cables": [one[0] if len(one) == 1 else one for one in numbers]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def summary(rows: Sequence[Facets], digest: str, meta: str) -> Summary:
    """Count the cables of a shard."""
    days = [row[DAY][0] for row in rows if row.get(DAY)]
    counted = {name: Counter(value for row in rows for value in set(row.get(name, ()))) for name in FACETS}
    counted["year"] = Counter(day[:4] for day in days)
    facets = {name: dict(sorted(counts.items())) for name, counts in counted.items()}
    return Summary(
        digest, meta, len(rows), min(days, default=None), max(days, default=None), len(rows) - len(days), facets
    )


def nothing(entry: bytes) -> dict[str, bytes]:
    """Return the files of an index of no page, of the version that wrote entry.

    Raises:
        ValueError: entry is not the entry of an index.
    """
    told = json.loads(entry)
    data = encode([told["version"], [], [], [], [], []])
    digest = f"{LANGUAGE}_{hashlib.sha256(data).hexdigest()[:10]}"
    told["languages"] = {LANGUAGE: {"hash": digest, "wasm": LANGUAGE, "page_count": 0}}
    meta = gzip.compress(_SIGNATURE + data, 9, mtime=0)
    return {f"pagefind.{digest}.pf_meta": meta, ENTRY: json.dumps(told, ensure_ascii=False).encode()}


def unpack(data: bytes) -> bytes:
    """Return what a file of Pagefind's holds.

    Raises:
        ValueError: it is not such a file.
    """
    try:
        whole = gzip.decompress(data)
    except (OSError, EOFError):
        whole = data
    if not whole.startswith(_SIGNATURE):
        message = "a file is not as Pagefind writes it"
        raise ValueError(message)
    return whole[len(_SIGNATURE) :]
