"""A content folder -> a room: workers read the sources that changed, then all cables are linked and checked.

``borrowed_room`` serves every command that needs the cables and builds nothing. A build calls its two steps separately, because
it links nothing if nothing changed. Afterwards the store has the facts of every source.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from generator.build.inputs.discovery import scan_cables
from generator.build.inputs.inputs import Inputs
from generator.build.inputs.orphan_notes import orphan_notes
from generator.build.inputs.project import Options, Project
from generator.build.inputs.tuning import DEFAULTS, Tuning
from generator.build.inputs.withheld import check_rules, refuse
from generator.build.progress import PhaseTimer
from generator.build.store.borrowed import borrowed_store
from generator.build.store.rows import SourceRow
from generator.build.store.store import Store
from generator.build.work.context import worker_context
from generator.build.work.original_pdfs import find_originals
from generator.build.work.quotations import with_quotations
from generator.build.work.spill import Spilled
from generator.build.work.translations import shown_translations
from generator.build.work.worker import SourceTask, Tools, read_source, reading_digest
from generator.corpus import Change, Corpus, Facts, build_corpus, check_corpus, unpack_facts
from generator.corpus.named_pairs import name_pairs
from generator.problems import Problem
from generator.system.listing import Found
from generator.system.processes import Workers, available_cores, open_pool

_QUOTED = "quotations"  # note of the store
ORIGINALS = "originals"  # the same: what PDF files were like
_NOTED = (_QUOTED, ORIGINALS)


class Sources(msgspec.Struct, frozen=True):
    """The sources of a room, read.

    Attributes:
        problems: files that are not read as cables, or could not be read, located.
        spilled: where the cable of a source was spilled, by path.
        complete: whether every source could be read.
        before: the packed facts of the sources that changed or went, by path, as they were, b"" for a new one; None where
            these are many.
    """

    problems: tuple[Problem, ...]
    spilled: dict[str, Spilled]
    complete: bool
    before: Mapping[str, bytes] | None = None


class Room(msgspec.Struct, frozen=True):
    """A room: all cables linked, and every problem in them and between them, located; unmatched rules are separate (W003).

    change is the change of the sources since the last build, None if it is large.

    inputs are those of the room; their texts have their quotations.
    """

    inputs: Inputs
    corpus: Corpus
    problems: tuple[Problem, ...]
    unmatched: tuple[Problem, ...]
    change: Change | None = None


def discover(project: Project, inputs: Inputs) -> tuple[list[Found], tuple[Problem, ...]]:
    """Return the files to read as cables, and a located problem for each file that is not one.

    Raises:
        ConfigurationError: W005 the name of a file has withheld words.
    """
    found, skipped = scan_cables(project.content)
    refuse(inputs.withheld, project.content, ((one.path, b"") for one in found))
    return found, tuple(map(project.located, skipped))


@contextmanager
def borrowed_room(
    project: Project, inputs: Inputs, options: Options, timer: PhaseTimer
) -> Iterator[tuple[Room, Store, Path, Workers]]:
    """Give the room as the next build will load it, a copy of the store with its facts, a scratch folder, and workers.

    All but the room are dropped afterwards: whoever calls this writes nothing that a build reads.

    Raises:
        ConfigurationError: W005 the name of a file has withheld words.
    """
    with borrowed_store(project) as (store, scratch):
        found, problems = discover(project, inputs)
        # Nobody takes the texts from the scratch folder.
        tuning = msgspec.structs.replace(options.tuning, spill_limit=0)
        context = worker_context(project, inputs, scratch, None, tuning)
        jobs = options.jobs or (available_cores() if len(found) > tuning.serial_sources else 1)
        with open_pool(jobs, Tools, context) as pool:
            sources = read_sources(project, inputs, store, pool, timer, found)
            yield link_sources(project, inputs, store, (*problems, *sources.problems), timer), store, scratch, pool


def read_sources(
    project: Project,
    inputs: Inputs,
    store: Store,
    pool: Workers,
    timer: PhaseTimer,
    found: Sequence[Found],
    tuning: Tuning = DEFAULTS,
    keep_text: Callable[[str, bytes], None] = lambda _path, _text: None,
) -> Sources:
    """Read the sources that changed since the last build, and remove missing ones from the store.

    A file with a new time is opened, and read if its bytes are new too. found are the sources on the disk, in order of path;
    keep_text takes path and packed text of each source that is read, if the search index is made.
    """
    reading = reading_digest(inputs)
    anew = store.note("reading") != reading
    if anew:
        store.forget_sources([one.path for one in store.traces()])
        store.write_note("reading", reading)
    changed, gone = _changed(found, store.traces())
    few = not anew and len(changed) + len(gone) <= tuning.scoped_sources
    before = {path: store.facts(path) for path in (*changed, *gone)} if few else None
    store.forget_sources(gone)
    digests = {path: digest for path, digest in store.source_digests() if path in changed} if changed else {}
    tasks = [SourceTask(path, digests.get(path, b"")) for path in changed]
    oldest = time.time_ns() - tuning.settled_after
    problems: list[Problem] = []
    spilled: dict[str, Spilled] = {}
    unreadable: list[str] = []
    same: list[Found] = []  # a new time, the same bytes

    def rows() -> Iterator[SourceRow]:
        for one in pool.map(read_source, tasks, lambda task: project.located_path(task.path), batch=tuning.batch):
            counter.add()
            if one.problem is not None:
                problems.append(project.located(one.problem))
                unreadable.append(one.path)
                continue
            if one.spilled is not None:
                spilled[one.path] = one.spilled
            trace = changed[one.path]
            settled = trace.time if trace.time < oldest else 0
            if one.text:
                keep_text(one.path, one.text)
            if one.facts:
                yield SourceRow(one.path, trace.size, settled, one.digest, one.facts)
            else:
                same.append(Found(one.path, trace.size, settled))

    with timer.phase("read", len(changed)) as counter:
        store.keep_sources(rows())
        store.forget_sources(unreadable)
        store.see_sources(same)
    return Sources(tuple(problems), spilled, complete=not problems, before=before)


def link_sources(
    project: Project,
    inputs: Inputs,
    store: Store,
    problems: Iterable[Problem],
    timer: PhaseTimer,
    before: Mapping[str, bytes] | None = None,
) -> Room:
    """Link all cables whose facts the store has, and check them.

    problems are those so far, located; before is as in Sources.
    """
    facts = known_facts(store)
    unmatched = check_rules(inputs.withheld, inputs.withheld_elsewhere, facts, project.content, inputs.vocabulary)
    with timer.phase("link", len(facts)) as counter:
        made = build_corpus(facts, inputs.vocabulary, inputs.collections)
        corpus = name_pairs(made, inputs.config.build.compare)
        counter.add(len(facts))
    whole, wrong, notes = with_cables(project, inputs, corpus, facts, {name: store.note(name) for name in _NOTED})
    for name, value in notes.items():
        store.write_note(name, value)
    own = (problem for one in facts for problem in one.problems)
    found = (*own, *check_corpus(corpus), *orphan_notes(inputs.notes, corpus), *wrong)
    located = project.located
    change = None if before is None else _change(before, facts)
    return Room(whole, corpus, (*problems, *map(located, found)), tuple(map(located, unmatched)), change)


def with_cables(
    project: Project, inputs: Inputs, corpus: Corpus, facts: Iterable[Facts], known: Mapping[str, bytes]
) -> tuple[Inputs, tuple[Problem, ...], dict[str, bytes]]:
    """Fill in what inputs say of cables: quotations, translations as they may be shown, PDF files that texts were drawn from.

    known is what the last call said to remember.

    Returns:
        The inputs, problems with paths in the content folder, and what to remember.
    """
    kept, rules = inputs.config.build.original_pdfs, inputs.withheld
    originals, noted = find_originals(project.content, facts, rules, known.get(ORIGINALS, b""), wanted=kept)
    quoted, found, remembered = with_quotations(project, inputs, corpus, known.get(_QUOTED, b""))
    translations, wrong = shown_translations(quoted.translations, corpus, rules)
    whole = msgspec.structs.replace(quoted, originals=originals, translations=translations)
    return whole, (*wrong, *found, *originals.problems), {ORIGINALS: noted, _QUOTED: remembered}


def _change(before: Mapping[str, bytes], facts: Sequence[Facts]) -> Change:
    old = tuple(unpack_facts(packed for packed in before.values() if packed))
    new = tuple(one for one in facts if one.path in before)
    ids = {one.id for one in (*old, *new)}
    return Change(old, new, tuple(one for one in facts if one.id in ids and one.path not in before))


def known_facts(store: Store) -> list[Facts]:
    """Return the facts of every source, in order of path."""
    return list(unpack_facts(row.facts for row in store.sources()))


def _changed(found: Iterable[Found], known: Iterable[Found]) -> tuple[Mapping[str, Found], list[str]]:
    """Return the sources on the disk that differ from the known ones, by path, and the paths of missing ones."""
    missing = {one.path: one for one in known}
    changed = {one.path: one for one in found if missing.pop(one.path, None) != one}
    return changed, list(missing)
