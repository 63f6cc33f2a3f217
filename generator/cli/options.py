"""Options that several commands have, and the exit status of each command."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

Content = Annotated[Path, typer.Option(metavar="DIR", help="The folder with cables, pages, notes and site.toml.")]
Output = Annotated[Path, typer.Option(metavar="DIR", help="The folder of the built site.")]
Strict = Annotated[bool, typer.Option("--strict", help="Count warnings as errors in the exit status.")]


def named(content: Path, output: Path = Path("site")) -> str:
    """Return the options that name a room's folders where they are not the usual ones, each with a blank before it."""
    given = (("content", content, "content"), ("output", output, "site"))
    return "".join(f" --{name} {shlex.quote(str(folder))}" for name, folder, usual in given if folder != Path(usual))


def exit_for(errors: int, warnings: int, *, strict: bool) -> None:
    """End the command with status 1 where there are errors; when strict, where there are warnings too."""
    if errors or (strict and warnings):
        raise typer.Exit(1)
