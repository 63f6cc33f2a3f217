"""Options that several commands have, and the exit status of each command."""

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

_USUAL = (Path("content"), Path("content/cables"), Path("site"))


def within_room(folder: Path) -> Path:
    """Return a folder of the room that the current folder is somewhere in, where it has the usual name and no room is here."""
    if folder not in _USUAL or Path("content").exists():
        return folder
    for above in Path.cwd().parents:
        if (above / "content/cables").is_dir() or (above / "content/site.toml").is_file():
            return Path(os.path.relpath(above)) / folder
    return folder


Content = Annotated[
    Path, typer.Option(metavar="DIR", callback=within_room, help="The folder with cables, pages, notes and site.toml.")
]
Output = Annotated[Path, typer.Option(metavar="DIR", callback=within_room, help="The folder of the built site.")]
NewFolder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or does not exist yet.")]
Jobs = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="The number of worker processes; by default one for each core.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Strict = Annotated[bool, typer.Option("--strict", help="Count warnings as errors in the exit status.")]


def named(content: Path, output: Path = Path("site")) -> str:
    """Return the options that name a room's folders where they are not the usual ones, each with a blank before it."""
    given = (("content", content, "content"), ("output", output, "site"))
    return "".join(f" --{name} {shlex.quote(str(folder))}" for name, folder, usual in given if folder != Path(usual))


def exit_for(errors: int, warnings: int, *, strict: bool) -> None:
    """End the command with status 1 where there are errors; when strict, where there are warnings too."""
    if errors or (strict and warnings):
        raise typer.Exit(1)
