"""``export``: write the data edition of a room, whole or not at all.

    read what changed (workers) -> which cable each reference means -> lines, packed (workers) -> files -> into place

Unlike a build it never has the facts of all cables in memory: what a reference asks for is some hundreds of bytes a cable.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs, load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.inputs.withheld import check_rules
from generator.build.load import Sources, discover, read_sources
from generator.build.progress import PhaseTimer, Progress
from generator.build.store.borrowed import borrowed_store
from generator.build.store.store import Store
from generator.build.work.context import worker_context
from generator.build.work.text_parts import CableText, text_parts
from generator.build.work.worker import Tools
from generator.corpus import Facts, hold_lean, unpack_facts
from generator.corpus.resolve import resolve_references
from generator.edition.parquet import check_pyarrow
from generator.edition.texts import year_of
from generator.edition.write import Form, is_edition, write_edition
from generator.exporting.folder import replaced_folder
from generator.pages.data.schema import about
from generator.pages.dates import moment
from generator.problems import ConfigurationError, OutputError, Problem, Where, problem_at
from generator.redaction import Gate
from generator.system.garbage import collection_paused
from generator.system.processes import available_cores, open_pool
from generator.system.writer import cannot_write


class Exported(msgspec.Struct, frozen=True):
    """How many cables were written, and the files, in order of name."""

    cables: int
    files: tuple[str, ...]


def export(
    project: Project,
    folder: Path,
    options: Options | None = None,
    progress: Progress | None = None,
    *,
    fts: bool = False,
    parquet: bool = False,
) -> Exported:
    """Write the data edition of a room into a folder, which is new, empty, or an earlier edition.

    An earlier edition stands there until the new one is whole. fts adds a table for full-text search to room.sqlite, parquet
    writes the tables as Parquet files too.

    Raises:
        ConfigurationError: the settings cannot be used; W003 a rule of what is withheld matches nothing.
        OutputError: B002 the folder holds something else, B003 it cannot be written, B005 a source cannot be read, W006 a text
            holds words that are withheld, X001 pyarrow is missing.
    """
    options = options or Options()
    timer = PhaseTimer(progress)
    folder = folder.absolute()
    if parquet:
        check_pyarrow()
    inputs = load_inputs(project, options)
    _check_folder(folder)
    form = Form(about(inputs.config, inputs.collections), fts, parquet)
    try:
        with replaced_folder(folder) as new:
            try:
                cables = _fill(project, inputs, new, options, timer, form)
            except OutputError as error:
                raise _of_the_folder(error, new, folder) from None
    except OSError as error:
        raise cannot_write(str(folder), error) from None
    return Exported(cables, tuple(sorted(path.name for path in folder.iterdir())))


def _fill(project: Project, inputs: Inputs, new: Path, options: Options, timer: PhaseTimer, form: Form) -> int:
    """Write the edition into a new folder, and return how many cables it has."""
    with ExitStack() as stack:
        stack.enter_context(collection_paused())
        store, scratch = stack.enter_context(borrowed_store(project, new.parent))
        # What is read goes into a copy of the store that is thrown away, so that no build finds facts that are not whole.
        context = msgspec.structs.replace(
            worker_context(project, inputs, scratch, None, options.tuning), text_only=True
        )
        pool = stack.enter_context(open_pool(options.jobs or available_cores(), Tools, context))
        found, skipped = discover(project, inputs)
        sources = read_sources(project, inputs, store, pool, timer, found, options.tuning)
        _check_sources(project, inputs, store, (*skipped, *sources.problems))
        with timer.phase("write", len(found)) as counter:
            parts = text_parts(_cables(store, sources), pool)
            return write_edition(new, parts, form, Gate(inputs.withheld, inputs.unwatched), counter.add)


def _of_the_folder(error: OutputError, new: Path, folder: Path) -> OutputError:
    """Return an error of a file that was being written with the path that the file would have had: the other is gone."""
    path = Path(error.problem.where.path)
    if not path.is_relative_to(new):
        return error
    where = msgspec.structs.replace(error.problem.where, path=str(folder / path.relative_to(new)))
    return OutputError(msgspec.structs.replace(error.problem, where=where))


def _facts(store: Store) -> Iterator[Facts]:
    return unpack_facts(row.facts for row in store.sources())


def _check_sources(project: Project, inputs: Inputs, store: Store, problems: tuple[Problem, ...]) -> None:
    """Make sure that every source could be read, and that every rule of what is withheld was followed somewhere."""
    unread = next((one for one in problems if one.code == "B005"), None)
    if unread is not None:
        raise OutputError(unread)
    idle = check_rules(inputs.withheld, inputs.withheld_elsewhere, _facts(store), project.content, inputs.vocabulary)
    if idle:  # what is to be withheld may be in the room under another spelling
        raise ConfigurationError(project.located(idle[0]))


def _cables(store: Store, sources: Sources) -> Iterator[tuple[str, CableText]]:
    """Yield year and task of every cable in the order of the room; the references of one at a time are in memory."""
    holdings = hold_lean(_facts(store))
    decode = msgspec.msgpack.Decoder(Facts).decode
    for one in holdings.cables:
        links = resolve_references(decode(store.facts(one.path)), holdings)
        yield year_of(moment(one.date)), CableText(one.id, one.path, links, sources.spilled.pop(one.path, None))


def _check_folder(folder: Path) -> None:
    """Make sure that no file of the owner's is replaced."""
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_dir() and not folder.is_symlink():
        names = {path.name for path in folder.iterdir()}
        if not names or is_edition(names):
            return
    raise OutputError(problem_at("B002.data", Where(str(folder))))
