"""What the program says: progress, problems, a table at the end. On a terminal with Rich, elsewhere in plain lines."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from generator.commands.doctor import Diagnosis
from generator.commands.explain import Explanation
from generator.commands.explain_cable import Reading
from generator.commands.importing import Imported
from generator.commands.progress import Phase, Report
from generator.commands.publish import Published
from generator.commands.templates import Listed
from generator.problems import Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_WORDS = {
    "read": "Reading cables",
    "link": "Linking them",
    "make": "Making pages",
    "files": "Writing files",
    "search": "Indexing for search",
    "verify": "Comparing files",
    "import": "Importing",
}
_LONGEST_SHOWN = 96  # characters of a line of a source
_MOST_SHOWN = 50
_MOST_NAMED = 20  # files that change, of a kind
_CHANGES = ("added", "changed", "deleted")


class _Rate(ProgressColumn):
    """How many things a second."""

    def render(self, task: Task) -> Text:
        """Return the rate of late, nothing while there is none."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "")


class Watcher:
    """Shows how far the work is: on a terminal a bar with count, rate and time left; elsewhere one line a phase, when over."""

    def __init__(self, *, quiet: bool) -> None:
        """Show nothing when quiet."""
        self._console = Console(stderr=True)
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._total: int | None = None
        self._bar = not quiet and self._console.is_terminal
        self._lines = not quiet and not self._console.is_terminal

    def begin(self, phase: str, total: int | None) -> None:
        """Show a new phase."""
        if not self._bar:
            return
        columns: tuple[Any, ...] = (
            TextColumn("{task.description:22}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=self._console, transient=True)
        self._progress.start()
        self._total = total
        self._task = self._progress.add_task(_WORDS.get(phase, phase), total=total)

    def advance(self, done: int) -> None:
        """Show how far the phase is; one that goes on beyond what was expected has no end that we know."""
        if self._progress is not None and self._task is not None:
            if self._total is not None and done > self._total:
                self._progress.tasks[0].total = None  # update() takes None for no change
                self._total = None
            self._progress.update(self._task, completed=done)

    def end(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def done(self, phase: Phase) -> None:
        """Say in a line what a phase did, where nobody saw its bar."""
        if self._lines:
            count = f" {phase.count}" if phase.count else ""
            say(f"{_WORDS.get(phase.name, phase.name)}:{count} in {phase.seconds:.2f} s{_rate(phase, ', {}')}")


def _rate(phase: Phase, form: str = "{}") -> str:
    return form.format(f"{phase.rate:,.0f}/s") if phase.rate else ""


def show_problems(
    problems: Sequence[Problem],
    form: str = "text",
    *,
    everything: bool = True,
    rest: str = "reading-room check lists all",
) -> None:
    """Print problems to standard error as text, or to standard output as JSON lines or as annotations for GitHub.

    rest says, when not everything is shown, where the rest is.
    """
    if form == "json":
        for one in problems:
            print(json.dumps(_as_json(one), ensure_ascii=False))  # noqa: T201  this is the console
        return
    if form == "github":
        for one in problems:
            print(_annotation(one))  # noqa: T201  as above
        return
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    shown = [one for one in problems if everything or one.severity is not Severity.NOTE][:_MOST_SHOWN]
    if everything:
        shown = list(problems)
    for one in shown:
        console.print(f"{one.where}: ", end="", markup=False)
        console.print(str(one.severity), style=_COLOURS[one.severity], end="")
        console.print(f" {one.code}: {one.message}\n  hint: {one.hint}", markup=False)
    left = len(problems) - len(shown)
    if left > 0:
        console.print(f"{left} more: {rest}", markup=False)


def _annotation(one: Problem) -> str:
    """Return a problem as a workflow command of GitHub, which reads %, line ends and, in properties, : and , as its own."""
    kind = "notice" if one.severity is Severity.NOTE else str(one.severity)
    path = _written_out(one.where.path).replace(":", "%3A").replace(",", "%2C")
    column = f",col={one.where.column}" if one.where.column else ""
    message = _written_out(f"{one.message} ({one.hint})")
    return f"::{kind} file={path},line={one.where.line or 1}{column},title={one.code}::{message}"


def _written_out(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_json(one: Problem) -> dict[str, object]:
    return {
        "path": one.where.path,
        "line": one.where.line,
        "column": one.where.column,
        "severity": str(one.severity),
        "code": one.code,
        "message": one.message,
        "hint": one.hint,
    }


def show_report(report: Report, site: str, command: str) -> None:
    """Print what a build did, how long each phase took, and the one command to look at it."""
    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    for _ in ("count", "rate", "seconds"):
        table.add_column(justify="right")
    for phase in report.phases:
        count = str(phase.count) if phase.count else ""
        table.add_row(_WORDS.get(phase.name, phase.name), count, _rate(phase), f"{phase.seconds:.2f} s")
    total = sum(phase.seconds for phase in report.phases)
    table.add_row("Together", "", "", f"{total:.2f} s")
    console.print(table)
    console.print(
        f"{_count(report.cables, 'cable')}, {_count(report.pages, 'page')} in {site}: "
        f"{len(report.written)} files written, {len(report.removed)} removed. "
        f"{_count(report.errors, 'error')}, {_count(report.warnings, 'warning')}.",
        soft_wrap=True,
    )
    console.print(f"Look at it: {command}", soft_wrap=True)


def show_import(imported: Imported, *, dry: bool, report: str) -> None:
    """Print what an import did, or would do."""
    wrote, kept = ("would be written", "would be kept") if dry else ("written", "kept")
    parts = [
        f"{imported.written} {wrote} to {imported.folder}",
        f"{imported.there} there already" if imported.there else "",
        f"{imported.versions} {kept} beside another text of the same cable" if imported.versions else "",
        f"{imported.skipped} passed over" if imported.skipped else "",
    ]
    say(
        f"{_count(imported.records, 'record')} in {_count(imported.files, 'file')}: "
        f"{', '.join(part for part in parts if part)}. "
        f"{_count(imported.errors, 'error')}, {_count(imported.warnings, 'warning')}."
    )
    if report:
        say(f"Each record and what became of it: {report}")
    elif imported.skipped:
        say("What was passed over and why: import again with --report FILE")


def show_templates(templates: Sequence[Listed]) -> None:
    """Print the name of each template and whose it is."""
    width = max((len(one.name) for one in templates), default=0)
    for one in templates:
        whose = "yours" if not one.packaged else "yours, in place of the program's" if one.own else "the program's"
        say(f"{one.name:{width}}  {whose}")


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def report_json(report: Report) -> str:
    """Return what a build did for machines."""
    return json.dumps(
        {
            "cables": report.cables,
            "pages": report.pages,
            "source_date": report.source_date.isoformat() if report.source_date else None,
            "written": report.written,
            "removed": report.removed,
            "errors": report.errors,
            "warnings": report.warnings,
            "problems": [_as_json(one) for one in report.problems],
            "phases": [
                {"name": p.name, "count": p.count, "seconds": round(p.seconds, 3), "rate": p.rate and round(p.rate, 1)}
                for p in report.phases
            ],
        },
        ensure_ascii=False,
    )


def show_facts(found: Diagnosis) -> None:
    """Print what was found in a table for each part of the examination."""
    console = Console(highlight=False, soft_wrap=True)
    part = ""
    width = max((len(fact.name) for fact in found.facts), default=0)
    for fact in found.facts:
        if fact.part != part:
            part = fact.part
            console.print(part.capitalize(), style="bold")
        value = f"{fact.value:,}" if isinstance(fact.value, int) else fact.value
        console.print(f"  {fact.name:{width}}  {value}", markup=False)


def diagnosis_json(found: Diagnosis) -> str:
    """Return what was found for machines."""
    return json.dumps(
        {
            "facts": [{"part": one.part, "name": one.name, "value": one.value} for one in found.facts],
            "problems": [_as_json(one) for one in found.problems],
            "errors": sum(one.severity is Severity.ERROR for one in found.problems),
            "warnings": sum(one.severity is Severity.WARNING for one in found.problems),
        },
        ensure_ascii=False,
    )


def show_explanation(told: Explanation, *, as_json: bool) -> None:
    """Print whether a file of the site would be made again, why, and the parts that its page is made of."""
    if as_json:
        say(msgspec.json.encode(told).decode())
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(told.address if told.page in {"", told.address} else f"{told.address}, of {told.page}", markup=False)
    if told.why and told.page:
        console.print("The next build makes it again:")
    elif told.page:
        console.print("It stands as it should: a build leaves it alone.")
    for words in told.words:
        console.print(f"  {words}", markup=False)
    width = max((len(part.of) for part in told.parts), default=0)
    for part in told.parts:
        state = "as it was" if part.made == part.wanted else f"{part.made or 'nothing'} -> {part.wanted or 'nothing'}"
        console.print(f"  {part.name:9} {part.of or '-':{width}}  {state}", markup=False)


def show_published(done: Published, *, as_json: bool) -> None:
    """Print what a publication changed or would change: all of it for machines and the target "files", else some."""
    if as_json:
        refused = _as_json(done.refused) if done.refused else None
        say(json.dumps({"target": done.target, "done": done.done, "refused": refused, "files": done.files,
                        **{name: getattr(done.changes, name) for name in _CHANGES}}, ensure_ascii=False))  # fmt: skip
        return
    for name in _CHANGES:
        addresses = getattr(done.changes, name)
        most = len(addresses) if done.target == "files" else _MOST_NAMED
        for address in addresses[:most]:
            say(f"{name} {address}")
        if len(addresses) > most:
            say(f"{name} {len(addresses) - most} more")
    counts = ", ".join(f"{len(getattr(done.changes, name))} {name}" for name in _CHANGES)
    warn(f"{'Published' if done.done else 'Would be published'}: {counts}; {_count(done.files, 'file')} in the site.")
    if done.refused is not None:
        show_problems([done.refused])


def show_reading(read: Reading, *, as_json: bool) -> None:
    """Print what was read out of a cable: its fields, its lines with the rule that read each, its problems."""
    if as_json:
        say(msgspec.json.encode(read).decode())
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{read.path}: {read.id}, read as {read.layout_words}\n", markup=False)
    for field in read.fields:
        source = f"  ({field.source})" if field.source else ""
        console.print(f"  {field.name:16} {_shortened(field.value)}{source}", markup=False)
    console.print("")
    rule = ""
    width = max((len(piece.words) for piece in read.pieces), default=0)
    for piece in read.pieces:
        words = piece.words if piece.words != rule else ""
        rule = piece.words
        console.print(f"{piece.line:5}  ", style="dim", end="")
        console.print(f"{words:{width}}  ", style="cyan", end="")
        console.print(_shortened(piece.text.strip()), markup=False)
    if read.joined:
        console.print(f"\n{_count(read.joined, 'blank line')} within a sentence closed", markup=False)
    if read.problems:
        console.print("")
    for problem in read.problems:
        console.print(str(problem), markup=False)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}\u2026"


def say(text: str) -> None:
    """Print a line of result."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    """Print a line to standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
