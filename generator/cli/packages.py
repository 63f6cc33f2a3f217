"""``package``: a room in a form that lasts.

Each command loads what it needs, so that --help is quick.
"""

from pathlib import Path
from typing import Annotated

import typer

from generator import console
from generator.cli.options import Content, Jobs, NewFolder, Output

_Key = typer.Option("--key", metavar="FILE", help="A private key of SSH or minisign to sign with.")


def bagit(
    folder: NewFolder,
    content: Content = Path("content"),
    output: Output = Path("site"),
    *,
    jobs: Jobs = None,
    key: Annotated[Path | None, _Key] = None,
) -> None:
    """Put the site, its content and the log of changes into a BagIt package.

    The site must be whole. What is withheld is not in the content either. With --key the manifest is signed.
    """
    from generator.build.inputs.project import Options, Project
    from generator.console.progress import Watcher
    from generator.publishing.package import package

    made = package(Project(content, output), folder, Options(jobs=jobs), Watcher(quiet=False), key)
    console.say(f"{console.count(made.files, 'file')} of {made.bytes:,} bytes packaged in {folder}.")
    if made.signature is not None:
        console.say(f"Signed: {made.signature}")


def sign(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A package.")], key: Annotated[Path, _Key]) -> None:
    """Sign a package that is whole.

    ssh-keygen or minisign signs its tag manifest, whichever the key is for; that manifest has the digests of all others.
    """
    from generator.console.progress import Watcher
    from generator.publishing.package import sign_package

    console.say(f"Signed: {sign_package(folder, key, Watcher(quiet=False))}")
