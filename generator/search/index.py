"""``update_search``: the index made, or brought up to date by what changed. Nothing is written before all words are known.

    documents -> numbers -> what changed -> its words (workers) -> stems (Pagefind) -> lists -> files of words
    texts, columns, spelling, meanings, directory

A list is changed where a changed document has its word; a file of words is written where a list in it changed. The result
is the same, byte for byte, as that of an index made anew: ``starts`` and numbers follow from the documents alone. What it
needs of the last build is in ``State``, and in the files of the index as they stand in the site.
"""

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from generator.search import columns, format  # noqa: A004  no name is formatted here
from generator.search.numbering import Document, Numbers, number_documents
from generator.search.pagefind.program import pagefind_version
from generator.search.pagefind.stems import Stems
from generator.search.word_files import FOLDER, WordFiles, merge_words
from generator.search.word_lists import WordLists
from generator.system.processes import Workers
from generator.system.reading import read

DIRECTORY = f"{FOLDER}/directory.bin"
_MEANINGS = f"{FOLDER}/meanings.bin"
_PROGRAM = f"{FOLDER}/pagefind.bin"
_MANY = 4  # of so many documents one changed: then the index is made anew
_ROW = 1_024  # texts of a folder
_SHORT_LIST = 1 << 32
Write = Callable[[str, bytes], None]


class State(msgspec.Struct, frozen=True):
    """What is remembered of an index.

    version is of everything that it depends on beside documents. documents are key, number and digest of each; words, as
    zlib, a line for each stem with its documents and the bytes of its list; files the separator and check of each file of
    words.
    """

    version: bytes
    numbers: Numbers
    documents: list[tuple[str, int, bytes]]
    words: bytes
    files: list[tuple[str, int]]


class Room(msgspec.Struct, frozen=True):
    """What an index is made of.

    texts yields the packed texts of keys, in their order; keep is given texts that it shall yield. intact tells of an
    address whether it has what the last build wrote. names are the words for the values of facets; countries the country
    of each post; meanings what each abbreviation can stand for.
    """

    site: Path
    version: bytes
    documents: Sequence[Document]
    texts: Callable[[Sequence[str]], Iterator[bytes]]
    keep: Callable[[str, bytes], None]
    intact: Callable[[str], bool]
    names: Mapping[str, Mapping[str, str]]
    countries: Mapping[str, str]
    meanings: Mapping[str, Sequence[str]]


class Updated(msgspec.Struct, frozen=True):
    """An index brought up to date: what to remember, and the addresses of all its files."""

    state: bytes
    addresses: Sequence[str]


def search_version() -> bytes:
    """Return what an index depends on beside its documents: the format and the version of Pagefind."""
    return f"{format.VERSION} {pagefind_version()}".encode()


def text_address(number: int) -> str:
    """Return where the text of a document stands."""
    return f"{FOLDER}/texts/{number // _ROW}/{number % _ROW}.bin"


def is_packed(address: str) -> bool:
    """Say whether a file of the index needs no check for withheld words: it has parts of words, or is a copy as a script."""
    is_text = address.startswith(f"{FOLDER}/texts/") and address.endswith(".bin")
    return address.startswith(f"{FOLDER}/") and not is_text and address != _MEANINGS


def update_search(
    room: Room, known: bytes, pool: Workers, write: Write, done: Callable[[int], None] = lambda _: None
) -> Updated:
    """Make the index of a room, or bring it up to date.

    known is the state that the last update returned, b"" for none; write writes a file of the site; done is told of documents
    that are through.

    Raises:
        PagefindError: Pagefind failed; nothing was written.
    """
    numbers, numbered = number_documents(room.documents)
    state = _remembered(room, known)
    old = {key: (number, digest) for key, number, digest in state.documents} if state else {}
    changed = [(at, one) for at, one in numbered if old.get(one.key) != (at, one.digest)]
    # Those that only get another number: their texts stand in the site, and others come in their place.
    for _, one in changed:
        at, digest = old.get(one.key, (-1, b""))
        if digest == one.digest and room.intact(text_address(at)):
            room.keep(one.key, read(room.site / text_address(at)))
    if state is None or not _extends(room, state, numbers) or len(changed) * _MANY > len(numbered):
        state, old, changed = None, {}, list(numbered)
    present = {one.key for _, one in numbered}
    left = {at for key, (at, _) in old.items() if key not in present}
    left |= {old[one.key][0] for _, one in changed if one.key in old}
    stems = Stems()
    lists = WordLists(stems, wide=numbered[-1][0] * format.WEIGHTS >= _SHORT_LIST if numbered else False)
    taken = {at for at, _ in changed}
    texts = room.texts([one.key for _, one in changed])
    lists.add(
        (
            (at, next(texts) if at in taken else b"", read(room.site / text_address(at)) if at in left else b"")
            for at in sorted(taken | left)
        ),
        pool,
        done,
    )
    program = _program(room, state, stems)

    # From here on everything is known.
    write(_PROGRAM, program)
    old_files = WordFiles(room.site, state.files, state.words) if state else WordFiles(room.site)
    words, files = merge_words(old_files, lists.changes(), lambda name, data: write(f"{FOLDER}/{name}", data))
    lost = [(at, one) for at, one in numbered if not room.intact(text_address(at))]
    rewrite = dict((*changed, *lost))
    for at, packed in zip(rewrite, room.texts([one.key for one in rewrite.values()]), strict=True):
        write(text_address(at), packed)
    blocks = list(columns.blocks_of(numbers, numbered))
    for block in blocks:
        write(f"{FOLDER}/columns/{block.start}.bin", format.pack(block.data))
    spelling = columns.spelling_of([(stem, count) for stem, count, _ in words])
    for name, data in spelling.items():
        write(f"{FOLDER}/{format.name_of(name, 'spelling')}", format.pack(data))
    meanings = msgspec.json.encode(room.meanings)
    write(_MEANINGS, format.pack(meanings))
    documents = [(one.key, at, one.digest) for at, one in numbered]
    head = {
        "version": format.VERSION,
        "stamp": hashlib.sha256(msgspec.msgpack.encode((documents, files, meanings))).hexdigest()[:12],
        "first": numbers.first,
        "bits": numbers.bits,
        "base": numbers.base,
        "cables": numbers.cables,
        "held": sum(one.cable for _, one in numbered),
        "others": sum(not one.cable for _, one in numbered),
        "program": format.check(gzip.decompress(program)),
        "meanings": format.check(meanings),
        "spelling": {name: format.check(data) for name, data in spelling.items()},
        "columns": [(block.start, block.end, block.count, format.check(block.data)) for block in blocks],
        "facets": columns.facets_of(numbered, room.names),
        "countries": room.countries,
    }
    write(DIRECTORY, format.pack(format.write_directory(msgspec.json.encode(head), files)))
    lines = "\n".join(f"{stem} {count} {length}" for stem, count, length in words)
    made = State(room.version, numbers, documents, zlib.compress(lines.encode(), 1), files)
    return Updated(msgspec.msgpack.encode(made), _addresses(made, blocks, spelling))


def _addresses(state: State, blocks: Iterable[columns.Block], spelling: Iterable[str]) -> list[str]:
    return [
        DIRECTORY,
        _MEANINGS,
        _PROGRAM,
        *(f"{FOLDER}/columns/{block.start}.bin" for block in blocks),
        *(f"{FOLDER}/{format.name_of(name, 'spelling')}" for name in spelling),
        *(f"{FOLDER}/{format.name_of(text)}" for text, _ in state.files),
        *(text_address(at) for _, at, _ in state.documents),
    ]


def write_scripts(
    site: Path, addresses: Sequence[str], most: int | None, write: Write, is_current: Callable[[str], bool]
) -> list[str]:
    """Write each file of an index once more, as a script, for pages opened from a disk; return the addresses of the scripts.

    most is how many bytes all scripts together may take, or none is written; None for any number. is_current says of the
    address of a file whether its script is as it must be.
    """
    names = {address: address.removeprefix(f"{FOLDER}/") for address in addresses}
    if most is not None:
        size = sum(format.script_size(name, (site / address).stat().st_size) for address, name in names.items())
        if size > most:
            return []
    for address, name in names.items():
        if not is_current(address):
            write(f"{address}.js", format.script(name, read(site / address)))
    return [f"{address}.js" for address in addresses]


def _remembered(room: Room, known: bytes) -> State | None:
    """Return what is remembered, None when that is nothing or of another version."""
    try:
        state = msgspec.msgpack.decode(known, type=State) if known else None
    except msgspec.MsgspecError:
        return None
    return state if state is not None and state.version == room.version else None


def _extends(room: Room, state: State, numbers: Numbers) -> bool:
    """Say whether the lists in the site can be changed; else they are made anew."""
    return (
        state.numbers == numbers
        and all(room.intact(f"{FOLDER}/{format.name_of(text)}") for text, _ in state.files)
        and all(room.intact(text_address(at)) for _, at, _ in state.documents)
    )


def _program(room: Room, state: State | None, stems: Stems) -> bytes:
    """Return Pagefind's program for browsers: the one in the site, else the one that Pagefind gives.

    Raises:
        PagefindError: it gives none.
    """
    if not stems.program:
        if state is not None and room.intact(_PROGRAM):
            return read(room.site / _PROGRAM)
        stems.learn(("0",))
    return stems.program
