"""The lines of the full text, made by workers: both ends of the task. Cables that were just read are not read again."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import msgspec

from generator.build.work.spill import Spilled
from generator.build.work.worker import Tools
from generator.corpus.resolve import Link
from generator.edition.full_text import text_line
from generator.edition.texts import deflated, lines_of
from generator.edition.write import Part
from generator.system.processes import Workers
from generator.system.reading import cannot_read, read

_CABLES = 64  # that are packed together; another number gives other bytes


class CableText(msgspec.Struct, frozen=True):
    """A cable whose line is wanted: its source, its references as resolved, where it was spilled."""

    id: str
    path: str
    links: tuple[Link, ...]
    spilled: Spilled | None = None


class TextTask(msgspec.Struct, frozen=True):
    """Cables of one year whose lines are packed together."""

    year: str
    cables: tuple[CableText, ...]


def text_part(tools: Tools, task: TextTask) -> Part:
    """Return the lines of some cables, each checked against the rules.

    Raises:
        OutputError: B005 a source cannot be read or is another now, W006 a line holds words that are withheld.
    """
    lines = b"".join([_line(tools, one) for one in task.cables])
    return Part(task.year, lines, deflated(lines))


def _line(tools: Tools, one: CableText) -> bytes:
    kept = tools.spill.read(one.spilled) if one.spilled else None
    if kept is not None:
        cable, removed, touched = kept.cable, kept.removed, bool(kept.data)
    else:
        published = tools.redact(read(tools.content + one.path), one.path)
        cable, removed, touched = published.cable, published.removed, bool(published.used)
    if cable.id != one.id:
        raise cannot_read(one.path, OSError(0, "it changed during the export"))
    line = text_line(cable, one.links)
    tools.gate.watch(removed, touched=touched)
    tools.gate.check(f"data/{one.id}.json", line)
    return line


def text_parts(
    cables: Iterable[tuple[str, CableText]], pool: Workers, known: Mapping[str, Path] | None = None
) -> Iterator[Part]:
    """Yield the lines of all cables, given in order of date, each with its year.

    known are the paths of text files that hold the lines of a year already; these lines are taken from there.
    """
    there = known or {}
    for path, tasks in groupby(_tasks(cables), key=lambda task: there.get(task.year)):
        if path is not None:
            yield from _from_file(next(tasks).year, path)
        else:
            yield from pool.map(text_part, tasks, lambda task: task.cables[0].path, batch=1)


def _tasks(cables: Iterable[tuple[str, CableText]]) -> Iterator[TextTask]:
    for year, same in groupby(cables, key=itemgetter(0)):
        while some := tuple(one for _, one in islice(same, _CABLES)):
            yield TextTask(year, some)


def _from_file(year: str, path: Path) -> Iterator[Part]:
    """Yield the lines that a text file has, some at a time."""
    lines = lines_of(path)
    while some := b"".join(islice(lines, _CABLES)):
        yield Part(year, some, b"")
