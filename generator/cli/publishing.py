"""``publish`` and ``doctor``: copy a built site to its target, check site and installation.

Each command loads what it needs, so that --help is quick.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from generator import console
from generator.cli.options import Content, Json, Output, exit_for
from generator.problems import Severity

_MOST_LISTED = 50  # problems of doctor; of more, only the first errors are printed


def publish(
    target: Annotated[
        Literal["github-pages", "rsync", "rclone", "files"],
        typer.Argument(help="Push to a git branch, copy with rsync or rclone, or list the files that changed."),
    ],
    content: Content = Path("content"),
    output: Output = Path("site"),
    to: Annotated[
        str | None, typer.Option(metavar="PLACE", help="The git remote, or the place as rsync or rclone name it.")
    ] = None,
    branch: Annotated[
        str | None, typer.Option(metavar="NAME", help="github-pages: the branch; by default gh-pages.")
    ] = None,
    domain: Annotated[str | None, typer.Option(metavar="NAME", help="github-pages: the site's own domain.")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; change nothing.")] = False,
    allow_deletions: Annotated[
        bool, typer.Option("--allow-deletions", help="Allow any number of deletions at the target.")
    ] = False,
    show_withheld: Annotated[
        bool, typer.Option("--show-withheld", help="Publish texts that the site published last withheld.")
    ] = False,
    no_history: Annotated[
        bool, typer.Option("--no-history", help="github-pages: keep only the last commit of the branch.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Overwrite a site that someone else published.")
    ] = False,
    json: Json = False,
) -> None:
    """Publish the built site.

    github-pages pushes it to a git branch; rsync and rclone copy it; files only lists what changed since the last list.
    """
    from generator.build.inputs.project import Project
    from generator.console.publish import show_published
    from generator.publishing.publish import PublishOptions
    from generator.publishing.publish import publish as publish_site

    if no_history and target != "github-pages":
        message = "--no-history belongs to github-pages"
        raise typer.BadParameter(message)
    options = PublishOptions(
        to, branch, domain, dry=dry_run, deletions=allow_deletions, show_withheld=show_withheld, overwrite=overwrite,
        history=not no_history,
    )  # fmt: skip
    done = publish_site(Project(content, output), target, options)
    show_published(done, as_json=json)
    exit_for(int(done.refused is not None), 0, strict=False)


def doctor(
    content: Content = Path("content"),
    output: Output = Path("site"),
    target: Annotated[
        Literal["github-pages", "cloudflare", "netlify", "s3"] | None,
        typer.Option(help="Check whether the site fits this host."),
    ] = None,
    verify: Annotated[
        str | None, typer.Option(metavar="URL-OR-DIR", help="Only compare this copy of a site with its manifest.")
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --verify: a manifest that you trust, in place of the copy's own."),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --verify: the public keys that you trust, for a signed package."),
    ] = None,
    json: Json = False,
) -> None:
    """Check the installation and the site.

    Checks whether the installation works, the site matches its manifest, and the site fits a host. Changes nothing.
    """
    from generator.build.inputs.project import Project
    from generator.console.doctor import diagnosis_json, show_facts
    from generator.console.problems import show_problems
    from generator.console.progress import Watcher
    from generator.publishing.doctor import examine, examine_copy

    if (verify and target) or ((manifest or key) and not verify):
        message = "use --verify or --target, not both; --manifest and --key need --verify"
        raise typer.BadParameter(message)
    watcher = Watcher(quiet=json)
    found = (
        examine_copy(verify, manifest, watcher, key) if verify else examine(Project(content, output), target, watcher)
    )
    errors = sum(one.severity is Severity.ERROR for one in found.problems)
    if json:
        console.say(diagnosis_json(found))
    else:
        show_facts(found)
        few = len(found.problems) <= _MOST_LISTED
        show_problems(found.problems, everything=few, rest="--json lists all", result=True)
        notes = len(found.problems) - errors
        told = f"{console.count(errors, 'error')}, {console.count(notes, 'warning or note', 'warnings and notes')}."
        console.say(told if found.problems else "No problems found.")
    exit_for(errors, 0, strict=False)
