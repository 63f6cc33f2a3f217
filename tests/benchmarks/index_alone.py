"""The search index of a collection without its pages, for measures of large rooms: search_query.py asks it.

    python -m tests.benchmarks.index_alone CONTENT SITE [--count N] [--jobs N]

Cables are read and indexed as a build does it, by the same functions; the search page comes from a build of the first cable.
With ``--count`` so many cables are taken from all of the collection, evenly. Prints seconds and memory.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.cables.parse import parse_cable
from generator.search import Document, Room, pack, search_version, text_of, update_search
from generator.system.digests import digest
from generator.system.processes import open_pool
from generator.vocabulary import Vocabulary, standard


class Read(msgspec.Struct):
    """A cable as the index takes it: its document, packed text and the name of its post."""

    document: Document
    text: bytes
    origin: str


def bench_of(_context: object) -> Vocabulary:
    """Return what a worker needs."""
    return standard()


def read_one(vocabulary: Vocabulary, path: str) -> bytes:
    """Read a cable. A task for workers."""
    data = Path(path).read_bytes()
    cable, _ = parse_cable(data, path, vocabulary)
    post = vocabulary.posts.get(cable.post)
    document = Document(
        cable.id, True, cable.date.date() if cable.date else None, digest(data)[:12],  # noqa: FBT003  by place
        cable.tags, cable.post, post.country_code if post else "", cable.level,
    )  # fmt: skip
    return msgspec.msgpack.encode(Read(document, pack(text_of(cable, vocabulary)), cable.origin))


def taken(content: Path, count: int | None) -> list[Path]:
    """Return the paths of all cables, or of so many of them."""
    paths = sorted(content.glob("cables/*/*.txt"))
    if count is None or count >= len(paths):
        return paths
    return [paths[place * len(paths) // count] for place in range(count)]


def write_page(paths: Sequence[Path], content: Path, site: Path) -> None:
    """Build a room of one cable, for its search page."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "cables").mkdir()
        shutil.copy(content / "site.toml", room)
        shutil.copy(paths[0], room / "cables")
        command = [
            sys.executable,
            "-m",
            "generator",
            "build",
            "--no-pdf",
            "--content",
            str(room),
            "--output",
            str(site),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(site / "search" / "data")


def main() -> None:
    """Read the arguments and write the index."""
    parser = argparse.ArgumentParser(description="the search index of a collection, without pages")
    parser.add_argument("content", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("--count", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    paths = taken(given.content, given.count)
    write_page(paths, given.content, given.site)
    began = time.perf_counter()
    documents: list[Document] = []
    origins: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    with tempfile.TemporaryFile() as texts, open_pool(given.jobs, bench_of, None) as pool:
        for packed in pool.map(read_one, map(str, paths), str):
            one = msgspec.msgpack.decode(packed, type=Read)
            documents.append(one.document)
            origins.setdefault(one.document.post, one.origin)
            places[one.document.key] = texts.tell(), len(one.text)
            texts.write(one.text)
        print(f"{len(documents):,} cables read in {time.perf_counter() - began:.0f} s", flush=True)

        def text(key: str) -> bytes:
            at, size = places[key]
            texts.seek(at)
            return texts.read(size)

        made: set[Path] = set()

        def write(address: str, data: bytes) -> None:
            path = given.site / address
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(data)

        posts = standard().posts
        room = Room(
            given.site, search_version(), documents, lambda keys: map(text, keys), lambda _key, _text: None,
            lambda _: False,
            {
                "tag": {code: tag.meaning for one in documents for code in one.tags if (tag := standard().tags.get(code))},
                "post": origins,
                "country": {post.country_code: post.country for post in posts.values()},
            },
            {one.post: one.country for one in documents if one.country},
            {},
        )  # fmt: skip
        indexed = time.perf_counter()
        update_search(room, b"", pool, write)
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1e3
    used = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    done = time.perf_counter() - indexed
    print(f"indexed in {done:.0f} s; all of it took {used:.0f} s of processors; memory {peak:.0f} MB at most")


if __name__ == "__main__":
    main()
