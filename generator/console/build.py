"""``build``: what it did, how long each phase took, and how to look at it."""

import json
from collections.abc import Iterator

from generator.build.report import Report
from generator.console import count, in_columns, say
from generator.console.problems import for_machines
from generator.console.progress import WORDS, rate


def show_report(report: Report, site: str, command: str, *, phases: bool = True) -> None:
    """Print what a build did, how long each phase took, and the one command to look at it.

    phases is False where each phase has had a line of its own (console/progress.py).
    """
    if phases:
        say(in_columns(_phases(report), 1, 2, 3))
    else:
        say(f"Total: {sum(phase.seconds for phase in report.phases):.2f} s")
    say(
        f"{count(report.cables, 'cable')}, {count(report.pages, 'page')} in {site}: "
        f"{count(len(report.written), 'file')} written, {len(report.removed)} removed. "
        f"{count(report.errors, 'error')}, {count(report.warnings, 'warning')}."
    )
    if report.errors and not report.unmade:
        say("The site is complete: pages show damaged content unchanged. With --strict, a build with errors fails.")
    say(f"View it: {command}")


def _phases(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, count, rate and time of each phase, and the time of all."""
    for phase in report.phases:
        number = str(phase.count) if phase.count else ""
        yield WORDS.get(phase.name, phase.name), number, rate(phase), f"{phase.seconds:.2f} s"
    yield "Total", "", "", f"{sum(phase.seconds for phase in report.phases):.2f} s"


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
            "problems": [for_machines(one) for one in report.problems],
            "phases": [
                {"name": p.name, "count": p.count, "seconds": round(p.seconds, 3), "rate": p.rate and round(p.rate, 1)}
                for p in report.phases
            ],
        },
        ensure_ascii=False,
    )
