"""What becomes of the records of an import: counts, the first problems, a line of the report for each record."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

from generator.build.progress import Phase
from generator.importing.formats import Transcript
from generator.importing.formats.kinds import Kind
from generator.importing.holdings import Kept
from generator.pages.data.csv_rows import row
from generator.problems import Problem, Severity, Where

REPORT = ("source", "line", "id", "outcome", "file", "code", "why")
_MOST_PROBLEMS = 1_000
_MOST_NAMES = 3


class NotRead(msgspec.Struct, frozen=True):
    """Files of a kind that is not read: how many, what they are called, what to do, the paths of the first."""

    count: int
    words: str
    advice: str
    paths: tuple[str, ...]


class Imported(msgspec.Struct, frozen=True):
    """What an import did.

    folder is where cables were put; files counts what was opened, records what was found in them; written, joined,
    there, versions and skipped count the records by what became of them. problems are the first thousand, left_out how many
    more there are, errors and warnings count all.
    """

    folder: str
    files: int
    records: int
    written: int
    there: int
    versions: int
    joined: int
    skipped: int
    problems: tuple[Problem, ...]
    left_out: int
    errors: int
    warnings: int
    phases: tuple[Phase, ...]
    unread: tuple[NotRead, ...] = ()

    @property
    def found(self) -> int:
        """How many records became cables, or were cables of the room already."""
        return self.written + self.joined + self.there + self.versions


class Tally:
    """Counts what becomes of records, keeps the first problems, and writes a line of the report for each."""

    def __init__(self, report: IO[str] | None, folder: Path, *, dry: bool = False) -> None:
        """Count nothing yet; report takes the lines, folder is where cables go, and dry says that none is written."""
        self._dry = dry
        self.files = self.records = self.left_out = 0
        self.outcomes = {"written": 0, "there": 0, "version": 0, "joined": 0, "skipped": 0}
        self.severities = dict.fromkeys(Severity, 0)
        self.problems: list[Problem] = []
        self._kinds: dict[Kind, tuple[int, list[str]]] = {}
        self._folder = folder
        self._report = report
        if report:
            report.write(row(REPORT).decode())

    def add_record(self, transcript: Transcript, kept: Kept) -> None:
        """Count a record that has a transcript."""
        self.records += 1
        self.outcomes[kept.outcome] += 1
        problem = kept.problem
        if problem is not None and kept.path:
            path = (self._folder / kept.path).as_posix()
            problem = msgspec.structs.replace(problem, where=Where(path))
        told = (*((problem,) if problem else ()), *transcript.problems)
        for one in told:
            self._tell(one)
        outcome = kept.outcome
        if self._dry and outcome != "there":
            outcome = f"would be {outcome}"
        self._write(transcript.path, transcript.line, transcript.id, outcome, kept.path, told)

    def not_read(self) -> tuple[NotRead, ...]:
        """Return the files of kinds that are not read, the most numerous kind first."""
        found = sorted(self._kinds.items(), key=lambda one: -one[1][0])
        return tuple(
            NotRead(n, kind.several if n > 1 else kind.one, kind.advice, tuple(paths)) for kind, (n, paths) in found
        )

    def unread(self, problem: Problem, kind: Kind | None = None) -> None:
        """Count a record, or a file, that has none."""
        if kind is not None:
            number, paths = self._kinds.get(kind, (0, []))
            if len(paths) < _MOST_NAMES:
                paths.append(problem.where.path)
            self._kinds[kind] = number + 1, paths
        self.records += 1
        self.outcomes["skipped"] += 1
        self._tell(problem)
        self._write(problem.where.path, problem.where.line, "", "skipped", "", (problem,))

    def about(self, problem: Problem) -> None:
        """Tell what is to be said of a file and of none of its records."""
        self._tell(problem)
        self._write(problem.where.path, problem.where.line, "", "", "", (problem,))

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
            why = "; ".join(one.message for one in problems)
            self._report.write(row((path, line or "", cable, outcome, kept, codes, why)).decode())
