"""The search index in a build: what it is made of, from facts, notes, pages and the texts that workers packed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from generator.build.inputs.inputs import Inputs
from generator.build.store.store import Store
from generator.build.work.worker import read_text, reading_digest
from generator.corpus import Corpus, Facts
from generator.pages.cable.view import tag_of_list
from generator.problems import Problem
from generator.search import (
    FOLDER,
    Document,
    Room,
    Text,
    pack,
    search_version,
    texts_of_notes,
    texts_of_pages,
    texts_of_translations,
    update_search,
    write_scripts,
)
from generator.search.pagefind.program import PagefindError
from generator.system.digests import digest
from generator.system.processes import Workers
from generator.system.scratch import Place, ScratchFile

_NOTE = "search"
_FEW = 1_000  # cables of a room whose index is also written as scripts without being asked for,
_SMALL = 5_000_000  # if these take so many bytes at most


class TextSpill:
    """The packed texts of the sources that this build read, in a scratch file until the index takes them."""

    def __init__(self, scratch: Path) -> None:
        self._file = ScratchFile(scratch / "texts")
        self._places: dict[str, Place] = {}

    def add(self, path: str, packed: bytes) -> None:
        """Keep the text of a source; what does not fit on the disk is read again."""
        with suppress(OSError):
            self._places[path] = self._file.add(packed)

    def get(self, path: str) -> bytes | None:
        """Return the text of a source, None when this build did not read it."""
        place = self._places.get(path)
        return self._file.get(place) if place else None


def update_index(
    site: Path,
    store: Store,
    corpus: Corpus,
    inputs: Inputs,
    spill: TextSpill,
    altered: frozenset[str],
    pool: Workers,
    write: Callable[[str, bytes], None],
    done: Callable[[int], None],
) -> tuple[Sequence[str], Problem | None]:
    """Bring the index in the site up to date.

    spill has the texts that this build read; altered are addresses whose files are lost or not as they were written. write
    writes a file of the site; done is told of documents that are through.

    Returns:
        The addresses of the index. When it cannot be made, a problem, and the addresses of the index that stays: none
        where something is withheld, which it may still show.
    """
    others = dict(_others(corpus, inputs))
    digests = dict(store.source_digests())
    version = digest(search_version(), reading_digest(inputs))
    documents = [_document(one, corpus, digests[one.path]) for one in corpus.cables]
    documents += [Document(key, False, None, digest(packed)) for key, packed in others.items()]  # noqa: FBT003  by place
    paths = {one.id: one.path for one in corpus.cables}
    standing = {address for address, _ in store.digests(FOLDER)}
    room = Room(
        site=site,
        version=version,
        documents=documents,
        texts=lambda keys: _texts(keys, others, paths, spill, pool),
        keep=lambda key, packed: spill.add(paths[key], packed) if key in paths else None,
        intact=lambda address: address in standing and address not in altered,
        names=_names(corpus),
        countries=_countries(corpus),
        meanings=_meanings(corpus),
    )
    changed: set[str] = set()

    def note(address: str, data: bytes) -> None:
        changed.add(address)
        write(address, data)

    try:
        updated = update_search(room, store.note(_NOTE), pool, note, done)
    except PagefindError as error:
        return ([] if inputs.withheld.rules else sorted(standing)), error.problem
    store.write_note(_NOTE, updated.state)
    wanted = inputs.config.build.offline_search
    if not wanted or (wanted == "auto" and len(corpus.cables) > _FEW):
        return updated.addresses, None
    most = _SMALL if wanted == "auto" else None
    scripts = write_scripts(
        site, updated.addresses, most, write, lambda address: address not in changed and room.intact(f"{address}.js")
    )
    return (*updated.addresses, *scripts), None


def _document(facts: Facts, corpus: Corpus, source: bytes) -> Document:
    post = corpus.vocabulary.posts.get(facts.post)
    return Document(
        key=facts.id,
        cable=True,
        day=facts.date.date() if facts.date else None,
        digest=source[:12],
        tags=facts.tags,
        post=facts.post,
        country=post.country_code if post else "",
        level=facts.level,
    )


def _others(corpus: Corpus, inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    words = inputs.vocabulary.words
    titles = {
        cable_id: corpus.cables[corpus.positions[cable_id]].title
        for cable_id in (*inputs.notes, *inputs.translations)
        if cable_id in corpus.positions
    }
    texts: Iterator[tuple[str, Text]] = chain(
        texts_of_notes(inputs.notes, titles, words),
        texts_of_pages(inputs.essays, words),
        texts_of_translations(inputs.translations, titles, words),
    )
    return ((key, pack(text)) for key, text in texts)


def _texts(
    keys: Sequence[str], others: Mapping[str, bytes], paths: Mapping[str, str], spill: TextSpill, pool: Workers
) -> Iterator[bytes]:
    """Yield texts; a cable that an earlier build read, which made no index, is read again.

    All such are read before the first text is given: whoever takes the texts gives the workers other work.
    """
    lost = [paths[key] for key in keys if key in paths and spill.get(paths[key]) is None]
    unkept: dict[str, bytes] = {}
    for path, packed in zip(lost, pool.map(read_text, lost, lambda path: path), strict=True):
        spill.add(path, packed)
        if spill.get(path) is None:  # the disk is full
            unkept[path] = packed
    return (others[key] if key in others else spill.get(paths[key]) or unkept[paths[key]] for key in keys)


def _names(corpus: Corpus) -> dict[str, dict[str, str]]:
    origins: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in corpus.cables:
        if one.origin:
            origins[one.post][one.origin] += 1
    posts = corpus.vocabulary.posts.values()
    return {
        "tag": {code: tag_of_list(corpus, code).meaning for code in corpus.by_tag},
        "post": {code: min(counts, key=lambda name: (-counts[name], name)) for code, counts in origins.items()},
        "country": {post.country_code: post.country for post in posts},
    }


def _countries(corpus: Corpus) -> dict[str, str]:
    posts = corpus.vocabulary.posts
    return {code: posts[code].country_code for code in sorted({one.post for one in corpus.cables}) if code in posts}


def _meanings(corpus: Corpus) -> dict[str, list[str]]:
    """Return what abbreviations can stand for, in several words: one word more tells a search nothing."""
    known = sorted(corpus.vocabulary.acronyms.items())
    meanings = {term: [one.text for one in acronym.meanings if not one.text.isalpha()] for term, acronym in known}
    return {term: texts for term, texts in meanings.items() if texts}
