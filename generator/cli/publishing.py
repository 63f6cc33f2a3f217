"""``publish`` and ``doctor``: a built site on its way to readers.

Each command loads what it needs, so that --help is quick.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from generator.cli.options import Content, Output, exit_for
from generator.problems import Severity


def publish(
    target: Annotated[
        Literal["github-pages", "rsync", "rclone", "files"],
        typer.Argument(help="How: a git branch, rsync, rclone, or the list of files that changed."),
    ],
    content: Content = Path("content"),
    output: Output = Path("site"),
    to: Annotated[
        str | None, typer.Option(metavar="PLACE", help="The git remote, or the place as rsync or rclone name it.")
    ] = None,
    branch: Annotated[
        str | None, typer.Option(metavar="NAME", help="github-pages: the branch; gh-pages unless told.")
    ] = None,
    domain: Annotated[str | None, typer.Option(metavar="NAME", help="github-pages: the site's own domain.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
    allow_deletions: Annotated[
        bool, typer.Option("--allow-deletions", help="Let any number of files at the target go.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Publish the site as it was built.

    To a git branch, with rsync or rclone, or, with files, only a list of what changed since it was last asked for.
    """
    from generator.commands.project import Project
    from generator.commands.publish import Wishes
    from generator.commands.publish import publish as publish_site
    from generator.console.publish import show_published

    wishes = Wishes(to, branch, domain, dry=dry_run, deletions=allow_deletions)
    done = publish_site(Project(content, output), target, wishes)
    show_published(done, as_json=json)
    exit_for(int(done.refused is not None), 0, strict=False)


def doctor(
    content: Content = Path("content"),
    output: Output = Path("site"),
    target: Annotated[
        Literal["github-pages", "cloudflare", "netlify", "s3"] | None,
        typer.Option(help="Say whether the site fits that host."),
    ] = None,
    verify: Annotated[
        str | None, typer.Option(metavar="URL-OR-DIR", help="Only hold this copy of a site against its manifest.")
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --verify: the manifest that you trust, instead of the copy's own."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Examine the installation and the site.

    Is the installation sound, is the site what its manifest says, does it fit a host? Changes nothing.
    """
    from generator import console
    from generator.commands.doctor import examine, examine_copy
    from generator.commands.project import Project
    from generator.console.counts import count
    from generator.console.doctor import diagnosis_json, show_facts
    from generator.console.problems import show_problems
    from generator.console.progress import Watcher

    if (verify and target) or (manifest and not verify):
        message = "name one of --verify and --target; --manifest belongs to --verify"
        raise typer.BadParameter(message)
    watcher = Watcher(quiet=json)
    found = examine_copy(verify, manifest, watcher) if verify else examine(Project(content, output), target, watcher)
    errors = sum(one.severity is Severity.ERROR for one in found.problems)
    if json:
        console.say(diagnosis_json(found))
    else:
        show_facts(found)
        show_problems(found.problems)
        notes = len(found.problems) - errors
        told = f"{count(errors, 'error')}, {count(notes, 'warning or note', 'warnings and notes')}."
        console.say(told if found.problems else "All is well.")
    exit_for(errors, 0, strict=False)
