"""``build``: what it did, how long each phase took, and how to look at it."""

import json

from rich.console import Console
from rich.table import Table

from generator.build.report import Report
from generator.console import count
from generator.console.problems import for_machines
from generator.console.progress import WORDS, rate


def show_report(report: Report, site: str, command: str, *, phases: bool = True) -> None:
    """Print what a build did, how long each phase took, and the one command to look at it.

    phases is False where each phase has had a line of its own (console/progress.py).
    """
    console = Console(highlight=False)
    if phases:
        _show_phases(console, report)
    else:
        console.print(f"Total: {sum(phase.seconds for phase in report.phases):.2f} s")
    console.print(
        f"{count(report.cables, 'cable')}, {count(report.pages, 'page')} in {site}: "
        f"{count(len(report.written), 'file')} written, {len(report.removed)} removed. "
        f"{count(report.errors, 'error')}, {count(report.warnings, 'warning')}.",
        soft_wrap=True,
    )
    if report.errors and not report.unmade:
        console.print(
            "The site is complete: pages show damaged content unchanged. With --strict, a build with errors fails.",
            soft_wrap=True,
        )
    console.print(f"View it: {command}", soft_wrap=True)


def _show_phases(console: Console, report: Report) -> None:
    """Print how long each phase took."""
    total = sum(phase.seconds for phase in report.phases)
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    for _ in ("count", "rate", "seconds"):
        table.add_column(justify="right")
    for phase in report.phases:
        number = str(phase.count) if phase.count else ""
        table.add_row(WORDS.get(phase.name, phase.name), number, rate(phase), f"{phase.seconds:.2f} s")
    table.add_row("Total", "", "", f"{total:.2f} s")
    console.print(table)


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
