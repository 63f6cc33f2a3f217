"""``import``: dumps, tables, saved pages and texts of other systems -> one file a cable in the room's folder.

A file that is there is never written over; what was imported is passed over, so a run that was cut short goes on where it
ended when it is run again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import read_vocabulary
from generator.build.progress import PhaseTimer, Progress
from generator.importing.archives import Archive, ArchiveError
from generator.importing.files import NEVER, ZIP, files_in, import_file, pieces_of
from generator.importing.holdings import Holdings
from generator.importing.pdf.index_table import IndexTables, find_tables
from generator.importing.pdf.process import DrawingProcesses
from generator.importing.pdf.reading import may_be_drawn
from generator.importing.run import Run
from generator.importing.tally import Imported, Tally
from generator.problems import Problem, Severity, Where
from generator.system.listing import scan
from generator.system.processes import available_cores
from generator.system.reading import cannot_read
from generator.system.writer import cannot_write
from generator.vocabulary import Vocabulary


def import_cables(
    sources: Sequence[Path],
    into: Path,
    *,
    report: Path | None = None,
    dry: bool = False,
    dates: str = "",
    take_covered: bool = False,
    watcher: Progress | None = None,
) -> Imported:
    """Take cables in.

    Args:
        sources: files and folders of other systems.
        into: a room, its folder of content or of cables, or any folder, which then holds nothing but cables.
        report: a CSV file to write, with a line for each record; None for none.
        dry: write no cable, only say what would be written.
        dates: "mdy", "dmy" or "iso": how the dates of tables are written; "" to find out by the whole column.
        take_covered: take text of PDF files that lies under filled dark places.
        watcher: whoever looks on.

    Raises:
        OutputError: B003 the folder of cables or the report cannot be written, B005 a source cannot be read.
        GeneratorError: the room's vocabulary cannot be used.
    """
    clock = PhaseTimer(watcher)
    passed: list[Problem] = []
    found = [one for source in sources for one in _files(source, passed)]
    content, folder = find_folder(into)
    vocabulary = read_vocabulary(content)
    part = report.with_name(f"{report.name}.part") if report else None
    try:
        lines = part.open("w", encoding="utf-8", newline="") if part else None
    except OSError as error:
        raise cannot_write(str(part), error) from None
    holdings = Holdings(folder, dry=dry)
    tally = Tally(lines, folder, dry=dry)
    try:
        with (
            clock.phase("import", sum(size for _, size in found)) as counter,
            DrawingProcesses(available_cores(), take_covered=take_covered) as pdf_process,
        ):
            places = [place for place, _ in found]
            pdf_process.expect(place for place in places if may_be_drawn(place))
            index = _index_of(places, dates, vocabulary)
            for problem in (*passed, *index.problems):
                tally.about(problem)
            run = Run(vocabulary, holdings, tally, counter, pdf_process, dates, index)
            for place in places:
                if place not in index.places:
                    import_file(place, run)
    finally:
        holdings.close()
        if lines and part and report:
            lines.close()
            part.replace(report)
    return Imported(
        folder=folder.as_posix(),
        files=tally.files,
        records=tally.records,
        written=tally.outcomes["written"],
        there=tally.outcomes["there"],
        versions=tally.outcomes["version"],
        joined=tally.outcomes["joined"],
        skipped=tally.outcomes["skipped"],
        problems=tuple(tally.problems),
        left_out=tally.left_out,
        errors=tally.severities[Severity.ERROR],
        warnings=tally.severities[Severity.WARNING],
        phases=tuple(clock.phases),
        unread=tally.not_read(),
    )


def find_folder(into: Path) -> tuple[Path, Path]:
    """Return the folder of content, which may have a vocabulary, and the folder of cables in it.

    Args:
        into: a room, its folder of content or of cables, or any folder.
    """
    content = into / "content" if (into / "content").is_dir() else into
    if (content / "cables").is_dir() or (content / "site.toml").is_file():
        return content, content / "cables"
    return (into.parent, into) if into.name == "cables" else (into, into)


def _files(source: Path, passed: list[Problem]) -> Iterator[tuple[Path, int]]:
    """Yield the files of a source with their sizes: itself, or all in it but notes and copies; passed gets what is skipped.

    Raises:
        OutputError: B005 it cannot be read, or is not there.
    """
    if source.is_dir():
        skipped: list[Problem] = []
        for found in scan(source, skipped):
            if not found.path.lower().endswith(NEVER):
                yield source / found.path, found.size
        for one in skipped:
            where = Where((source / one.where.path).as_posix())
            passed.append(msgspec.structs.replace(one, where=where))
        return
    try:
        yield source, source.stat().st_size
    except OSError as error:
        raise cannot_read(str(source), error) from None


def _index_of(places: Sequence[Path], dates: str, vocabulary: Vocabulary) -> IndexTables:
    """Find the tables that name other files, among files and what is in their archives."""
    files: dict[Path, Callable[[], Iterator[bytes]]] = {}
    with ExitStack() as opened:
        for place in places:
            if place.suffix.lower() == ZIP:
                with suppress(ArchiveError):  # told where it is imported
                    archive = opened.enter_context(closing(Archive(place, place.as_posix())))
                    files |= files_in(archive, place.as_posix())

        def pieces(place: Path) -> Iterator[bytes]:
            return files[place]() if place in files else pieces_of(place)

        return find_tables([*places, *files], pieces, dates, vocabulary)
