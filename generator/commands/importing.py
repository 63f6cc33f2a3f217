"""``import``: dumps, tables, saved pages and texts of other systems -> one file a cable in the room's folder.

A file that is there is never written over; what was imported is passed over, so a run that was cut short goes on where it
ended when it is run again.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from generator.accession import Transcript, Unread, read_records
from generator.commands.progress import Clock, Counter, Phase, Progress, Silent
from generator.commands.settings import read_vocabulary
from generator.output.archives import Archive, ArchiveError, is_archive
from generator.output.files import cannot_read, cannot_write
from generator.output.holdings import Holdings, Kept, kept_problem
from generator.output.scan import scan
from generator.problems import OutputError, Problem, Severity, Where
from generator.vocabulary import Vocabulary

REPORT = ("source", "line", "id", "outcome", "file", "code", "why")
_PIECE = 1 << 20
_MOST_PROBLEMS = 1_000
_NEVER = (".md", ".rst", ".orig", ".bak", "~")  # beside cables, never one


class Imported(msgspec.Struct, frozen=True):
    """What an import did.

    folder is where cables were put; files counts what was opened, records what was found in them; written, there, versions
    and skipped count the records by what became of them. problems are the first thousand, left_out how many more there are,
    errors and warnings count all.
    """

    folder: str
    files: int
    records: int
    written: int
    there: int
    versions: int
    skipped: int
    problems: tuple[Problem, ...]
    left_out: int
    errors: int
    warnings: int
    phases: tuple[Phase, ...]


class _Tally:
    """Counts what becomes of records, keeps the first problems, and writes a line of the report for each."""

    def __init__(self, report: IO[str] | None, folder: Path) -> None:
        self.files = self.records = self.left_out = 0
        self.outcomes = {"written": 0, "there": 0, "version": 0, "skipped": 0}
        self.severities = dict.fromkeys(Severity, 0)
        self.problems: list[Problem] = []
        self._folder = folder
        self._report = csv.writer(report, lineterminator="\n") if report else None
        if self._report:
            self._report.writerow(REPORT)

    def kept(self, transcript: Transcript, kept: Kept) -> None:
        """Count a record that has a transcript."""
        self.records += 1
        self.outcomes[kept.outcome] += 1
        problem = kept_problem(transcript, kept)
        if problem is not None and kept.path:
            path = (self._folder / kept.path).as_posix()
            problem = msgspec.structs.replace(problem, where=Where(path))
        told = (*((problem,) if problem else ()), *transcript.problems)
        for one in told:
            self._tell(one)
        self._write(transcript.path, transcript.line, transcript.id, kept.outcome, kept.path, told)

    def unread(self, problem: Problem) -> None:
        """Count a record, or a file, that has none."""
        self.records += 1
        self.outcomes["skipped"] += 1
        self._tell(problem)
        self._write(problem.where.path, problem.where.line, "", "skipped", "", (problem,))

    def _tell(self, problem: Problem) -> None:
        self.severities[problem.severity] += 1
        if problem.severity is Severity.NOTE:
            return  # of a saved site most files are no cables; the report has them
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.left_out += 1

    def _write(
        self, path: str, line: int | None, cable: str, outcome: str, kept: str, problems: Sequence[Problem]
    ) -> None:
        if self._report:
            codes = " ".join(one.code for one in problems)
            self._report.writerow(
                (path, line or "", cable, outcome, kept, codes, "; ".join(p.message for p in problems))
            )


def import_cables(
    sources: Sequence[Path],
    into: Path,
    *,
    report: Path | None = None,
    dry: bool = False,
    watcher: Progress | None = None,
) -> Imported:
    """Take cables in.

    Args:
        sources: files and folders of other systems.
        into: a room, its folder of content or of cables, or any folder, which then holds nothing but cables.
        report: a CSV file to write, with a line for each record; None for none.
        dry: write no cable, only say what would be written.
        watcher: whoever looks on.

    Raises:
        OutputError: B003 the folder of cables or the report cannot be written, B005 a source cannot be read.
        GeneratorError: the room's vocabulary cannot be used.
    """
    clock = Clock(watcher or Silent())
    files = [found for source in sources for found in _files(source)]
    content, folder = find_folder(into)
    vocabulary = read_vocabulary(content)
    part = report.with_name(f"{report.name}.part") if report else None
    try:
        lines = part.open("w", encoding="utf-8", newline="") if part else None
    except OSError as error:
        raise cannot_write(str(part), error) from None
    holdings = Holdings(folder, dry=dry)
    tally = _Tally(lines, folder)
    try:
        with clock.phase("import", sum(size for _, size in files)) as counter:
            for place, _ in files:
                _import_file(place, vocabulary, holdings, tally, counter)
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
        skipped=tally.outcomes["skipped"],
        problems=tuple(tally.problems),
        left_out=tally.left_out,
        errors=tally.severities[Severity.ERROR],
        warnings=tally.severities[Severity.WARNING],
        phases=tuple(clock.phases),
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


def _import_file(place: Path, vocabulary: Vocabulary, holdings: Holdings, tally: _Tally, counter: Counter) -> None:
    """Take in one file or archive; what is wrong with it is told, and keeps no other from being taken in."""
    shown = place.as_posix()
    try:
        if is_archive(place):
            _import_archive(place, vocabulary, holdings, tally, counter)
            return
        tally.files += 1
        with place.open("rb", buffering=0) as file:
            _import_records(_counted(file, counter), shown, vocabulary, holdings, tally)
    except OSError as error:
        tally.unread(cannot_read(shown, error).problem)


def _counted(file: IO[bytes], counter: Counter) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        counter.add(len(piece))
        yield piece


def _import_archive(place: Path, vocabulary: Vocabulary, holdings: Holdings, tally: _Tally, counter: Counter) -> None:
    shown = place.as_posix()
    try:
        archive = Archive(place, shown)
    except ArchiveError as error:
        tally.unread(error.problem)
        return
    try:
        for member, pieces in archive.members():
            if not member.path.lower().endswith(_NEVER):
                tally.files += 1
                _import_records(pieces, f"{shown}/{member.path}", vocabulary, holdings, tally)
            counter.add(member.packed)
            if archive.exhausted:
                return
    finally:
        archive.close()


def _import_records(
    pieces: Iterator[bytes], shown: str, vocabulary: Vocabulary, holdings: Holdings, tally: _Tally
) -> None:
    """Take in the records of one file.

    Raises:
        OutputError: B003 a cable cannot be written: then none can, and the import ends.
        OSError: the file cannot be read to its end.
    """
    try:
        for record in read_records(pieces, shown, vocabulary):
            if isinstance(record, Unread):
                tally.unread(record.problem)
            else:
                tally.kept(record, holdings.keep(record))
    except ArchiveError as error:
        tally.unread(error.problem)
    except OutputError as error:
        if error.problem.code == "B003":
            raise
        tally.unread(error.problem)
