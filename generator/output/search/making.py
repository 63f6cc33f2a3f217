"""One shard made: its cables' pages are read, Pagefind is asked how their words are searched, the files are written.

This runs in a worker, for one shard at a time; nothing of it is written into the site.
"""

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from generator.output.ahead import fetched_ahead
from generator.output.files import read
from generator.output.search import columns, worker
from generator.output.search.document import PLAIN, RULE, Document, document_of
from generator.output.search.lexicon import Entry, entries_of, pages_of
from generator.output.search.postings import Postings
from generator.output.search.program import PagefindError, ask, find_program, pagefind_version
from generator.output.search.shards import Shard
from generator.problems import OutputError, Problem, Severity, Where

FOLDER = "search/pagefind"
_SIGNS = ".,;:()"  # beside a word of one part they make no difference to Pagefind


class Known(msgspec.Struct, frozen=True):
    """What was remembered of a shard: the digest of its pages, and that of what was indexed of them."""

    pages: bytes
    indexed: bytes


class Task(msgspec.Struct, frozen=True):
    """A shard to make: the digest of its pages, and that of what was indexed of those in the site (None for none)."""

    shard: Shard
    pages: bytes
    before: bytes | None


class Made(msgspec.Struct, frozen=True):
    """A shard brought up to date, or what all share (name "").

    files are addresses and bytes to write; unchanged says that those in the site are right as they are. problem tells
    why it could not be made: those in the site stay, though they are of an older state. runtime is Pagefind's program.
    """

    name: str
    cables: int
    files: tuple[tuple[str, bytes], ...] = ()
    unchanged: bool = False
    problem: Problem | None = None
    known: Known | None = None
    runtime: tuple[tuple[str, bytes], ...] = ()


def version() -> bytes:
    """Return what a shard depends on beside its cables: Pagefind's version and our rules."""
    return b"|".join((pagefind_version().encode(), columns.VERSION, RULE))


def prepare(site: Path) -> Path:
    """Set up a worker, which needs to know the folder of the site."""
    return site


def make_shard(site: Path, task: Task) -> Made:
    """Make a shard, unless what is indexed of its cables is as before. A failure is told in what is returned."""
    try:
        held = _Held()
        for cable in fetched_ahead(task.shard.cables, lambda one: f"{site}/{one.address}"):
            held.add(cable.address, document_of(read(site / cable.address)))
        known = Known(task.pages, held.digest.digest())
        if known.indexed == task.before:
            return Made(task.shard.name, 0, unchanged=True, known=known)
        asked = held.asked()
        files = ask(find_program(), ((f"{at}.html", page) for at, page in enumerate(pages_of(asked))))
        runtime = worker.runtime_files(files)
        kept = _files(held, entries_of(files, asked))
    except (PagefindError, OutputError, OSError, ValueError) as error:
        hint = getattr(error, "hint", "") or "the last good index stays; try again, or build with --no-search"
        problem = Problem(Where("search"), Severity.ERROR, "S001", f"shard {task.shard.name}: {error}", hint)
        return Made(task.shard.name, 0, unchanged=True, problem=problem)
    addressed = tuple((f"{FOLDER}/{task.shard.name}/{name}", data) for name, data in kept.items())
    return Made(task.shard.name, len(held.cables), addressed, known=known, runtime=tuple(runtime.items()))


class _Tokens(dict[str, int]):
    """Words as they stand, each with the number of what is asked for it: itself, if simple without the signs beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        bare = word.strip(_SIGNS)
        # Others than simple ones have parts, which the signs may part.
        simple = bare.isascii() and bare.isalpha() and (bare[1:].islower() or bare.isupper())
        self[word] = found = self.asked.setdefault(bare if simple else word, len(self.asked))
        return found


class _Cable(msgspec.Struct, frozen=True):
    page: columns.Page
    parts: list[tuple[str, int, "array[int]"]]  # weight, place of the first word, words by number
    fields: dict[str, "array[int]"]


class _Held:
    """The cables of a shard, their words as numbers."""

    def __init__(self) -> None:
        self.cables: list[_Cable] = []
        self.tokens: dict[str, _Tokens] = {PLAIN: _Tokens()}
        self.digest = hashlib.blake2b(version(), digest_size=16)

    def add(self, address: str, document: Document) -> None:
        text = columns.text_of(address, document)
        self.digest.update(f"{len(text)} {address} {document.weights} {sorted(document.facets.items())}\n".encode())
        self.digest.update(text)
        ends = [*(place for place, _ in document.weights[1:]), len(document.words)] if document.weights else []
        parts = []
        for (first, weight), end in zip(document.weights, ends, strict=True):
            table = self.tokens.setdefault(weight, _Tokens())
            parts.append((weight, first, array("I", map(table.__getitem__, document.words[first:end]))))
        plain = self.tokens[PLAIN]
        fields = {name: array("I", map(plain.__getitem__, value.split())) for name, value in document.meta.items()}
        page = columns.Page(address, document.facets, len(document.words), text)
        self.cables.append(_Cable(page, parts, fields))

    def asked(self) -> dict[str, list[str]]:
        """Return of each weight the words that Pagefind is asked for."""
        return {weight: list(tokens.asked) for weight, tokens in self.tokens.items()}


def _files(held: _Held, entries: Mapping[str, Sequence[tuple[Entry, ...]]]) -> dict[str, bytes]:
    names = sorted({name for cable in held.cables for name in cable.fields})
    postings = Postings(entries, PLAIN)
    for cable in held.cables:
        fields = [(at, cable.fields[name]) for at, name in enumerate(names) if name in cable.fields]
        postings.add(cable.parts, fields)
    return columns.shard_files([cable.page for cable in held.cables], list(postings.words()), names)
