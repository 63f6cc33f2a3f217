"""``import``: dumps, tables, saved pages and texts of other systems -> one file a cable in the room's folder.

A file that is there is never written over; what was imported is passed over, so a run that was cut short goes on where it
ended when it is run again.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO

from generator.build.inputs.inputs import read_vocabulary
from generator.build.progress import Counter, PhaseTimer, Progress
from generator.importing.archives import Archive, ArchiveError, gzip_pieces, is_archive, is_gzip
from generator.importing.formats import Transcript, Unread, read_records
from generator.importing.formats.kinds import PACKED_ARCHIVE, office_kind, unread_kind
from generator.importing.formats.transcript import unchanged_text
from generator.importing.holdings import Holdings
from generator.importing.pdf.index_table import Row, find_tables, read_with_row
from generator.importing.pdf.intake import import_packed_pdf, import_pdf
from generator.importing.pdf.process import DrawingProcesses
from generator.importing.pdf.reading import PDF_MAGIC, may_be_drawn
from generator.importing.run import Run
from generator.importing.tally import Imported, Tally
from generator.problems import OutputError, Severity
from generator.system.listing import scan
from generator.system.processes import available_cores
from generator.system.reading import cannot_read
from generator.system.writer import cannot_write

_PIECE = 1 << 20
_NEVER = (".orig", ".bak", "~")  # copies beside cables
_START = 4_096
_ABOUT_THE_TABLE = frozenset({"I016", "I017", "I033"})


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
    total = sum(size for source in sources for _, size in _files(source))
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
            clock.phase("import", total) as counter,
            DrawingProcesses(available_cores(), take_covered=take_covered) as pdf_process,
        ):
            places = [place for source in sources for place, _ in _files(source)]
            pdf_process.expect(place for place in places if may_be_drawn(place))
            index = find_tables(places, dates, vocabulary)
            for problem in index.problems:
                tally.about(problem)
            run = Run(vocabulary, holdings, tally, counter, pdf_process, dates, index)
            for place in places:
                if place not in index.places:
                    _import_file(place, run)
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


def _files(source: Path) -> Iterator[tuple[Path, int]]:
    """Yield the files of a source with their sizes: itself, or all in it but notes and copies.

    Raises:
        OutputError: B005 it cannot be read, or is not there.
    """
    if source.is_dir():
        for found in scan(source, []):
            if not found.path.lower().endswith(_NEVER):
                yield source / found.path, found.size
        return
    try:
        yield source, source.stat().st_size
    except OSError as error:
        raise cannot_read(str(source), error) from None


def _import_file(place: Path, run: Run) -> None:
    """Import one file or archive; its faults are reported and stop no other."""
    shown = place.as_posix()
    try:
        with place.open("rb") as file:
            head = file.read(_START)
        if _is_archive_of_files(head):
            _import_archive(place, run)
            return
        run.tally.files += 1
        if head.startswith(PDF_MAGIC):
            import_pdf(place, shown, run)
            run.counter.add(place.stat().st_size)
            return
        packed = is_gzip(head)
        with place.open("rb", buffering=0) as file:
            pieces = _counted(file, run.counter)
            name = shown.removesuffix(".gz") if packed else shown
            _import_records(
                gzip_pieces(pieces, shown) if packed else pieces,
                name,
                run,
                partial(_again, place, packed=packed),
                run.index.rows.get(place),
            )
    except OSError as error:
        run.tally.unread(cannot_read(shown, error).problem)


def _is_archive_of_files(head: bytes) -> bool:
    """Say whether a file that begins so is an archive, and no document of an office program."""
    return is_archive(head) and office_kind(head[:_START]) is None


def _again(place: Path, *, packed: bool) -> Iterator[bytes]:
    """Yield the bytes of a file once more."""
    with place.open("rb", buffering=0) as file:
        pieces = iter(lambda: file.read(_PIECE), b"")
        yield from gzip_pieces(pieces, place.as_posix()) if packed else pieces


def _counted(file: IO[bytes], counter: Counter) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        counter.add(len(piece))
        yield piece


def _import_archive(place: Path, run: Run) -> None:
    shown = place.as_posix()
    try:
        archive = Archive(place, shown)
    except ArchiveError as error:
        run.tally.unread(error.problem)
        return
    try:
        for member, pieces in archive.members():
            if not member.path.lower().endswith(_NEVER):
                _import_member(pieces, f"{shown}/{member.path}", run)
            run.counter.add(member.packed)
            if archive.exhausted:
                return
    finally:
        archive.close()


def _import_member(pieces: Iterator[bytes], shown: str, run: Run) -> None:
    """Take in one file of an archive, which may be a PDF."""
    run.tally.files += 1
    try:
        first = next(pieces, b"")
        whole: Iterator[bytes] = chain((first,), pieces)
        if _is_archive_of_files(first):
            one = unread_kind(PACKED_ARCHIVE, shown)
            run.tally.unread(one.problem, one.kind)
        elif first.startswith(PDF_MAGIC):
            import_packed_pdf(whole, shown, run)
        elif is_gzip(first):
            _import_records(gzip_pieces(whole, shown), shown.removesuffix(".gz"), run)
        else:
            _import_records(whole, shown, run)
    except ArchiveError as error:
        run.tally.unread(error.problem)


def _import_records(
    pieces: Iterator[bytes],
    shown: str,
    run: Run,
    again: Callable[[], Iterator[bytes]] | None = None,
    row: Row | None = None,
) -> None:
    """Take in the records of one file; row is what a table says of it.

    Raises:
        OutputError: B003 a cable cannot be written: then none can, and the import ends.
        OSError: the file cannot be read to its end.
    """

    def read(by: str) -> Iterator[Transcript | Unread]:
        data = pieces if by == shown or again is None else again()
        return read_records(data, by, run.vocabulary, run.dates, again)

    def text() -> str:
        return unchanged_text(b"".join(again() if again else ()))

    try:
        for record in read_with_row(read, shown, row, run.vocabulary, text):
            if isinstance(record, Unread):
                if record.problem.code in _ABOUT_THE_TABLE:
                    run.tally.about(record.problem)
                else:
                    run.tally.unread(record.problem, record.kind)
            else:
                run.tally.add_record(record, run.holdings.keep(record))
    except ArchiveError as error:
        run.tally.unread(error.problem)
    except OutputError as error:
        if error.problem.code == "B003":
            raise
        run.tally.unread(error.problem)
