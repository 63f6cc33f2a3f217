"""``import``: what was taken in, and what was passed over."""

from generator.commands.importing import Imported
from generator.console import say
from generator.console.counts import count


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
        f"{count(imported.records, 'record')} in {count(imported.files, 'file')}: "
        f"{', '.join(part for part in parts if part)}. "
        f"{count(imported.errors, 'error')}, {count(imported.warnings, 'warning')}."
    )
    if report:
        say(f"Each record and what became of it: {report}")
    elif imported.skipped:
        say("What was passed over and why: import again with --report FILE")
