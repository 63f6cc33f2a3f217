"""What Pagefind wrote -> the same, always alike. Pure: knows the files of one shard as names and bytes.

Pagefind 1.5 orders filters and their values as a hash table happens to, so that the same pages give files of other
names on every run; its fragments and words are alike. Here filters are put in order and named by their contents, and
the two files that name them are written again. What the search page wants beside them is made from the same files:

    days.json   the cables of each day, by the hash that Pagefind returns, without its language
    shard.json  what the search page must know before it loads the shard (Summary)
"""

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from generator.output.search.cbor import decode, encode

VERSION = b"1"  # of these rules: another rule, another number, and every shard is made again
ENTRY = "pagefind-entry.json"
LANGUAGE = "en"  # of the cables, whatever language the room around them speaks: the index stems words by it
_SIGNATURE = b"pagefind_dcd"
# Version, pages, words, filters with the names of their files, sorts, fields.
_Meta = tuple[str, list[object], list[object], list[tuple[str, str]], list[object], list[object]]
_META = re.compile(r"pagefind\.(?P<hash>.+)\.pf_meta")
_FRAGMENT = re.compile(r"fragment/(?P<hash>.+)\.pf_fragment")


class Summary(msgspec.Struct, frozen=True):
    """A shard in short: how many cables, its first and last day (None without dates), cables without one, facets.

    digest names its contents. facets is the count of cables for each value of each facet.
    """

    digest: str
    count: int
    first: str | None
    last: str | None
    undated: int
    facets: Mapping[str, Mapping[str, int]]


class _Fragment(msgspec.Struct):
    filters: dict[str, list[str]]


def canonical(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a shard as they shall stand in the site, the entry last, without the runtime.

    Args:
        files: name and bytes of each file that Pagefind wrote.

    Raises:
        ValueError: they are not what Pagefind 1.5 writes; the message tells what is missing.
    """
    meta_name = next((name for name in files if _META.fullmatch(name)), "")
    version, pages, words, filters, sorts, fields = msgspec.convert(decode(unpack(_file(files, meta_name))), _Meta)
    out = {name: data for name, data in files.items() if name.startswith(("fragment/", "index/"))}
    named: list[list[str]] = []
    for name, old in sorted(filters):
        data = _filter(_file(files, f"filter/{old}.pf_filter"))
        digest = f"{LANGUAGE}_{hashlib.sha256(data).hexdigest()[:12]}"
        out[f"filter/{digest}.pf_filter"] = pack(data)
        named.append([name, digest])
    out.update(bundle([version, pages, words, named, sorts, fields], len(pages), _file(files, ENTRY)))
    days, facets, undated = _told(out)
    digest = hashlib.sha256("\n".join(sorted(out)).encode() + b"\n" + out[ENTRY]).hexdigest()[:12]
    summary = Summary(
        digest,
        sum(map(len, days.values())) + undated,
        min(days, default=None),
        max(days, default=None),
        undated,
        facets,
    )
    out["days.json"] = _json(days)
    out["shard.json"] = msgspec.json.encode(summary)
    out[ENTRY] = out.pop(ENTRY)
    return out


def bundle(meta: Sequence[object], pages: int, entry: bytes) -> dict[str, bytes]:
    """Return the two files by which a bundle is opened; entry is one that Pagefind wrote."""
    data = encode(meta)
    digest = f"{LANGUAGE}_{hashlib.sha256(data).hexdigest()[:12]}"
    told = json.loads(entry)
    told["languages"] = {LANGUAGE: {"hash": digest, "wasm": LANGUAGE, "page_count": pages}}
    return {f"pagefind.{digest}.pf_meta": pack(data), ENTRY: json.dumps(told, ensure_ascii=False).encode()}


def _file(files: Mapping[str, bytes], name: str) -> bytes:
    data = files.get(name)
    if data is None:
        message = f"Pagefind wrote no {name or 'index'}"
        raise ValueError(message)
    return data


def _filter(data: bytes) -> bytes:
    """Return a filter unpacked, its values and their pages in order."""
    name, values = msgspec.convert(decode(unpack(data)), tuple[str, list[tuple[str, list[int]]]])
    return encode([name, [[value, sorted(pages)] for value, pages in sorted(values)]])


def _told(files: Mapping[str, bytes]) -> tuple[dict[str, list[str]], dict[str, dict[str, int]], int]:
    """Return cables by day, counts by facet and value, and how many cables have no day."""
    days: dict[str, list[str]] = {}
    facets: dict[str, Counter[str]] = {}
    undated = 0
    read = msgspec.json.Decoder(_Fragment).decode
    for name in sorted(files):
        match = _FRAGMENT.fullmatch(name)
        if match is None:
            continue
        filters = read(unpack(files[name])).filters
        if "day" in filters:
            days.setdefault(filters["day"][0], []).append(match["hash"].rpartition("_")[2])
        else:
            undated += 1
        for facet, values in filters.items():
            if facet != "day":
                facets.setdefault(facet, Counter()).update(set(values))
    ordered = {facet: dict(sorted(counts.items())) for facet, counts in sorted(facets.items())}
    return dict(sorted(days.items())), ordered, undated


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


def pack(data: bytes) -> bytes:
    """Return data as a file of Pagefind's, the same at any time."""
    return gzip.compress(_SIGNATURE + data, 9, mtime=0)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
