"""``init``, ``new``, ``import``, ``templates``, ``export``, ``help``: the files of a room, and how to write them.

Each command loads what it needs, so that --help is quick.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from generator import console
from generator.cli.options import Content, Jobs, NewFolder, exit_for, within_room


def init(folder: NewFolder) -> None:
    """Create a new reading room.

    Its site.toml explains every setting. You can build it at once.
    """
    from generator.scaffolding.installed import find_installed
    from generator.scaffolding.new_room import init as make_room

    for path in make_room(folder):
        console.say(f"  {path}")
    source = find_installed().source
    if source is not None:
        console.say(
            "requirements.txt names a wheel that is not there yet, so the room cannot be built elsewhere until you make it: "
            f"python -m pip wheel --no-deps --wheel-dir {folder / 'wheels'} {source}"
        )
    console.say(
        f"Created a reading room in {folder}. Next: cd {folder}, then reading-room serve --open. README.md says more."
    )


def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="07ASTANA1061, a cable; 07ASTANA1061.md, notes on it; 07ASTANA1061.es.md, its translation; NAME.md, a page.",
        ),
    ],
    content: Content = Path("content"),
) -> None:
    """Create a file: a cable, a page, notes or a translation.

    An identifier, in any spelling with a year, creates a cable; an identifier with .md at its end creates notes on that
    cable, with a language between, such as .es.md, a translation. Any other name with .md at its end creates a page.
    Existing files are not changed.
    """
    from generator.build.inputs.project import Project
    from generator.scaffolding.new_file import new as make_file

    console.say(make_file(Project(content), name))


def import_(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE-OR-DIR", help="Dumps, pages, texts; or their folders.")
    ],
    into: Annotated[
        Path,
        typer.Option(
            metavar="DIR", callback=within_room, help="The room, or another folder; a cable becomes YYYY/ID.txt in it."
        ),
    ] = Path("content/cables"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be imported; write no cable.")] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a CSV file with the result of each record, and why.")
    ] = None,
    dates: Annotated[
        Literal["mdy", "dmy", "iso"] | None,
        typer.Option(help="The order of dates in tables where no day above 12 shows it."),
    ] = None,
    take_covered: Annotated[
        bool, typer.Option("--take-covered", help="Import text of PDF files that dark boxes cover.")
    ] = False,
) -> None:
    """Import dumps, saved pages, texts and PDF files.

    Writes one file for each cable. It reads the Cablegate dump, tables, JSON, saved WikiLeaks pages, records of the National
    Archives, FOIA prints, telegrams of FRUS, PDF files with a text layer, mail and plain messages, in folders, zip archives or
    compressed by gzip. It finds out from its contents what a file is. Existing files are not overwritten. After an
    interruption, run the import again; it does the rest.
    """
    from generator.console.importing import show_import
    from generator.console.problems import show_problems
    from generator.console.progress import Watcher
    from generator.importing.importing import import_cables

    watcher = Watcher(quiet=False)
    done = import_cables(
        sources, into, report=report, dry=dry_run, dates=dates or "", take_covered=take_covered, watcher=watcher
    )
    show_problems(done.problems, everything=False, rest="import again with --report FILE")
    show_import(done, dry=dry_run, report=str(report or ""))
    exit_for(done.errors + (not done.found), done.warnings, strict=False)


def list_templates(context: typer.Context, content: Content = Path("content")) -> None:
    """List templates, or copy some to change them.

    A template in the room's folder templates replaces the program's of the same name.
    """
    if context.invoked_subcommand:
        return
    from generator.build.inputs.project import Project
    from generator.console.templates import show_templates
    from generator.scaffolding.templates import list_templates as listed

    show_templates(listed(Project(content)))


def eject(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="As reading-room templates lists them.")],
    content: Content = Path("content"),
    force: Annotated[bool, typer.Option("--force", help="Replace the room's own templates.")] = False,
) -> None:
    """Copy templates into the room, to change them there.

    The program's templates are copied into the folder templates next to content. To change only one block of a page, write a
    template that extends the program's: reading-room help templates.
    """
    from generator.build.inputs.project import Project
    from generator.scaffolding.templates import eject as copy

    for path in copy(Project(content), names, force=force):
        console.say(path)


def diff(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As reading-room templates lists it.")],
    content: Content = Path("content"),
) -> None:
    """Show how a template of the room differs from the program's."""
    from generator.build.inputs.project import Project
    from generator.scaffolding.templates import difference

    for line in difference(Project(content), name):
        console.say(line)


def help_(
    topic: Annotated[
        str, typer.Argument(metavar="[TOPIC]", help="A page, such as import; or a problem code, such as C206.")
    ] = "",
) -> None:
    """Print a page of the documentation.

    A problem code prints its meaning; without a topic, the command lists the pages.
    """
    from generator.scaffolding.documentation import documentation

    console.say(documentation(topic).rstrip())


def export(
    data: Annotated[Path | None, typer.Option("--data", metavar="DIR", help="The folder for the data edition.")] = None,
    redacted: Annotated[
        Path | None,
        typer.Option("--redacted", metavar="DIR", help="The folder for the content without its withheld parts."),
    ] = None,
    content: Content = Path("content"),
    *,
    jobs: Jobs = None,
    fts: Annotated[bool, typer.Option("--fts", help="Add a table for full-text search to room.sqlite.")] = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write Parquet files too.")] = False,
) -> None:
    """Write the texts as data, or redacted content.

    --data writes JSON lines by year and an SQLite database. --redacted writes a content folder that you may push: it has
    neither the rules nor the texts that they withhold.
    """
    from generator.build.inputs.project import Options, Project
    from generator.console.problems import show_problems
    from generator.console.progress import Watcher
    from generator.exporting.export import export as export_room
    from generator.exporting.redacted import export_redacted

    if data is None and redacted is None:
        message = "name a folder with --data or --redacted"
        raise typer.BadParameter(message)
    options = Options(jobs=jobs)
    if data is not None:
        made = export_room(Project(content), data, options, Watcher(quiet=False), fts=fts, parquet=parquet)
        console.say(f"{console.count(made.cables, 'cable')} written into {data}: {', '.join(made.files)}.")
    if redacted is not None:
        done = export_redacted(Project(content), redacted, options, Watcher(quiet=False))
        show_problems(done.problems)
        console.say(f"{console.count(done.files, 'file')} written into {redacted}, {done.left_out} left out.")
        exit_for(len(done.problems), 0, strict=False)
