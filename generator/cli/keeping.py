"""``init``, ``new``, ``import``, ``templates``: what a room is made of.

Each command loads what it needs, so that --help is quick.
"""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Content, exit_for


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or does not exist yet.")],
) -> None:
    """Make a new reading room to fill.

    It has every setting explained and can be built at once.
    """
    from generator import console
    from generator.commands.starting import init as make_room

    for path in make_room(folder):
        console.say(f"  {path}")
    console.say(
        f"The room stands in {folder}. Go on: cd {folder}, then reading-room serve --open; README.md says more."
    )


def new(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="07ASTANA1061, a cable; 07ASTANA1061.md, notes on it; NAME.md, a page.")
    ],
    content: Content = Path("content"),
) -> None:
    """Make a file to fill: a cable, a page or notes.

    An identifier, in any spelling that has a year, makes a cable; with .md behind it, notes on that cable. Any other name
    with .md behind it makes a page. A file that is there is left alone.
    """
    from generator import console
    from generator.commands.new import new as make_file
    from generator.commands.project import Project

    console.say(make_file(Project(content), name))


def import_(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE-OR-DIR", help="Dumps, pages, texts; or their folders.")
    ],
    into: Annotated[
        Path, typer.Option(metavar="DIR", help="The room, or any folder; a cable becomes YYYY/ID.txt in it.")
    ] = Path("content/cables"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done and write no cable.")] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A CSV file to write: each record, what became of it and why.")
    ] = None,
) -> None:
    """Take in dumps, saved pages and texts.

    One file a cable is made of the Cablegate dump, tables with a heading row, saved WikiLeaks pages, records of the National
    Archives and plain messages, in folders or zipped. What a file is, is told by what is in it. Nothing that is there is
    written over; run it again after it was stopped and it does the rest.
    """
    from generator.commands.importing import import_cables
    from generator.console.importing import show_import
    from generator.console.problems import show_problems
    from generator.console.progress import Watcher

    done = import_cables(sources, into, report=report, dry=dry_run, watcher=Watcher(quiet=False))
    show_problems(done.problems, everything=False, rest="import again with --report FILE")
    show_import(done, dry=dry_run, report=str(report or ""))
    exit_for(done.errors, done.warnings, strict=False)


def list_templates(context: typer.Context, content: Content = Path("content")) -> None:
    """List templates, or eject some to change.

    A template of the room, in its folder templates, stands in place of the program's of the same name.
    """
    if context.invoked_subcommand:
        return
    from generator.commands.project import Project
    from generator.commands.templates import list_templates as listed
    from generator.console.templates import show_templates

    show_templates(listed(Project(content)))


def eject(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="As reading-room templates lists them.")],
    content: Content = Path("content"),
    force: Annotated[bool, typer.Option("--force", help="Put the program's in place of the room's own.")] = False,
) -> None:
    """Copy templates into the room, to change them there.

    They come from the program and go into the folder templates beside content.
    """
    from generator import console
    from generator.commands.project import Project
    from generator.commands.templates import eject as copy

    for path in copy(Project(content), names, force=force):
        console.say(path)
