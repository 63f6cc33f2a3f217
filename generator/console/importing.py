"""``import``: how many records were imported, and which files were skipped."""

from generator.console import count, say
from generator.importing.tally import Imported


def show_import(imported: Imported, *, dry: bool, report: str) -> None:
    """Print what an import did, or would do."""
    wrote, kept = ("would be written", "would be kept") if dry else ("written", "kept")
    parts = [
        f"{imported.written} {wrote} to {imported.folder}",
        f"{imported.there} already there" if imported.there else "",
        f"{imported.joined} joined to other records" if imported.joined else "",
        f"{imported.versions} {kept} as another text of a cable" if imported.versions else "",
        f"{imported.skipped} skipped" if imported.skipped else "",
    ]
    say(
        f"{count(imported.records, 'record')} in {count(imported.files, 'file')}: "
        f"{', '.join(part for part in parts if part)}. "
        f"{count(imported.errors, 'error')}, {count(imported.warnings, 'warning')}."
    )
    for one in imported.unread:
        names = ", ".join(path.rpartition("/")[2] for path in one.paths)
        more = f" and {one.count - len(one.paths)} more" if one.count > len(one.paths) else ""
        say(
            f"Not imported: {f'{one.count} ' if one.count > 1 else ''}{one.words} ({names}{more}). To do: {one.advice}."
        )
    if not imported.found and imported.files:
        say("None of the files could be imported.")
    if report:
        say(f"The report has the result of each record: {report}")
    elif imported.skipped:
        say("To see which records were skipped and why, import again with --report FILE.")
