"""What several commands take, and how each ends."""

from pathlib import Path
from typing import Annotated

import typer

Content = Annotated[Path, typer.Option(help="The folder with cables, pages, notes and site.toml.")]
Output = Annotated[Path, typer.Option(help="Where the site is built. It is made if it does not exist.")]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings count as errors in the exit status.")]


def exit_for(errors: int, warnings: int, *, strict: bool) -> None:
    """End the command with status 1 where there are errors; when strict, where there are warnings too."""
    if errors or (strict and warnings):
        raise typer.Exit(1)
