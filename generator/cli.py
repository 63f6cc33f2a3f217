"""The command line: arguments -> one call -> exit status. Decides nothing else.

Exit status: 0 done, 1 problems that are errors (with ``--strict`` warnings too), 2 usage, 3 the program had to stop.
"""

import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import typer

from generator.problems import GeneratorError, Severity

app = typer.Typer(
    help="A reading room of diplomatic cables: a folder of texts in, a complete static site out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Content = Annotated[Path, typer.Option(help="The folder with cables, pages, notes and site.toml.")]
Output = Annotated[Path, typer.Option(help="Where the site is built. It is made if it does not exist.")]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings count as errors in the exit status.")]
_STOPPED = 3
_INTERRUPTED = 130


@app.command()
def build(
    content: Content = Path("content"),
    output: Output = Path("site"),
    *,
    base_url: Annotated[
        str | None, typer.Option(help="Where the site will be published, as https://example.org/room/.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="How many processes work; one a core unless told.")] = None,
    no_search: Annotated[bool, typer.Option("--no-search", help="Leave the search index out.")] = False,
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="Print no cable as PDF.")] = False,
    clean: Annotated[bool, typer.Option("--clean", help="Forget earlier builds and make everything again.")] = False,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Let the workers of a Dask cluster read and make pages.")
    ] = None,
    profile: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write into this file where the time went.")
    ] = None,
    log: Annotated[
        bool, typer.Option("--log", help="Note in content/changes.jsonl what changed, for the pages of changes.")
    ] = False,
    strict: Strict = False,
    json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Build the site, or bring it up to date with its cables."""
    from generator import console  # noqa: PLC0415  loaded when needed, so that --help is quick
    from generator.commands.build import build as build_site  # noqa: PLC0415  as above
    from generator.commands.project import Options, Project  # noqa: PLC0415  as above

    project = Project(content, output)
    options = Options(
        jobs=jobs, base_url=base_url, search=not no_search, pdf=not no_pdf, anew=clean, cluster=cluster, log=log
    )
    watcher = console.Watcher(quiet=json)
    if profile is None:
        report = build_site(project, options, watcher)
    else:
        from generator.commands.profiling import profiled  # noqa: PLC0415  as above

        report = profiled(profile, options, lambda watched: build_site(project, watched, watcher))
    if json:
        console.say(console.report_json(report))
    else:
        console.show_problems(report.problems, everything=False)
        folder = "" if output == Path("site") else f" --output {output}"
        console.show_report(report, str(output), f"reading-room serve{folder} --open   (or: make serve)")
    _exit_for(report.errors, report.warnings, strict=strict)


@app.command()
def serve(
    content: Content = Path("content"),
    output: Output = Path("site"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others reach the site only if you change it.")
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open", help="Open the room in a browser.")] = False,
    no_search: Annotated[
        bool, typer.Option("--no-search", help="Leave the search index as the last build made it.")
    ] = False,
) -> None:
    """Show the room on this machine while you work on it, until Ctrl-C. Changes are seen at once."""
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.project import Project  # noqa: PLC0415  as in build
    from generator.commands.serve import Served  # noqa: PLC0415  as in build

    with Served(Project(content, output), host, port, console.warn, search=not no_search) as served:
        console.say(f"The room stands at {served.address}   (Ctrl-C ends it)")
        if open_browser:
            webbrowser.open(served.address)
        with suppress(KeyboardInterrupt):
            served.wait()
    console.say("")


@app.command()
def check(
    content: Content = Path("content"),
    form: Annotated[
        Literal["text", "json", "github"], typer.Option("--format", help="How problems are printed.")
    ] = "text",
    strict: Strict = False,
) -> None:
    """Read every cable and say what is wrong, with file, line and what to do. Writes nothing."""
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.check import check as check_room  # noqa: PLC0415  as in build
    from generator.commands.project import Project  # noqa: PLC0415  as in build

    checked = check_room(Project(content))
    console.show_problems(checked.problems, form)
    errors = sum(one.severity is Severity.ERROR for one in checked.problems)
    warnings = sum(one.severity is Severity.WARNING for one in checked.problems)
    notes = len(checked.problems) - errors - warnings
    if form == "text":
        console.say(f"{checked.cables} cables read: {errors} errors, {warnings} warnings, {notes} notes.")
    _exit_for(errors, warnings, strict=strict)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or does not exist yet.")],
) -> None:
    """Make a new reading room to fill.

    It has every setting explained and can be built at once.
    """
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.starting import init as make_room  # noqa: PLC0415  as in build

    for path in make_room(folder):
        console.say(f"  {path}")
    console.say(
        f"The room stands in {folder}. Go on: cd {folder}, then reading-room serve --open; README.md says more."
    )


@app.command()
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
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.new import new as make_file  # noqa: PLC0415  as in build
    from generator.commands.project import Project  # noqa: PLC0415  as in build

    console.say(make_file(Project(content), name))


@app.command(name="import")
def import_(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE-OR-DIR", help="Dumps, pages, texts; or their folders.")
    ],
    into: Annotated[Path, typer.Option(help="The room, or any folder; a cable becomes YYYY/ID.txt in it.")] = Path(
        "content/cables"
    ),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done and write no cable.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="A CSV file to write: each record, what became of it and why.")
    ] = None,
) -> None:
    """Take in dumps, saved pages and texts.

    One file a cable is made of the Cablegate dump, tables with a heading row, saved WikiLeaks pages, records of the National
    Archives and plain messages, in folders or zipped. What a file is, is told by what is in it. Nothing that is there is
    written over; run it again after it was stopped and it does the rest.
    """
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.importing import import_cables  # noqa: PLC0415  as in build

    done = import_cables(sources, into, report=report, dry=dry_run, watcher=console.Watcher(quiet=False))
    console.show_problems(done.problems, everything=False, rest="import again with --report FILE")
    console.show_import(done, dry=dry_run, report=str(report or ""))
    _exit_for(done.errors, done.warnings, strict=False)


@app.command()
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
        Path | None, typer.Option(help="With --verify: the manifest that you trust, instead of the copy's own.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Is the installation sound, is the site what its manifest says, does it fit a host? Changes nothing."""
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.doctor import examine, examine_copy  # noqa: PLC0415  as in build
    from generator.commands.project import Project  # noqa: PLC0415  as in build

    if (verify and target) or (manifest and not verify):
        message = "name one of --verify and --target; --manifest belongs to --verify"
        raise typer.BadParameter(message)
    watcher = console.Watcher(quiet=json)
    found = examine_copy(verify, manifest, watcher) if verify else examine(Project(content, output), target, watcher)
    errors = sum(one.severity is Severity.ERROR for one in found.problems)
    if json:
        console.say(console.diagnosis_json(found))
    else:
        console.show_facts(found)
        console.show_problems(found.problems)
        notes = len(found.problems) - errors
        console.say(f"{errors} errors, {notes} warnings and notes." if found.problems else "All is well.")
    _exit_for(errors, 0, strict=False)


@app.command()
def explain(
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS-OR-FILE", help="A file of the site, a cable's id for its page, or the file of a cable."
        ),
    ],
    content: Content = Path("content"),
    output: Output = Path("site"),
    base_url: Annotated[str | None, typer.Option(help="As the next build would be given it.")] = None,
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="As the next build would be given it.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Say whether the next build makes a page again, and why; or what is read from each line of a cable's file."""
    from generator import console  # noqa: PLC0415  as in build

    file = Path(address)
    if file.is_file() and output.resolve() not in file.resolve().parents:
        from generator.commands.explain_cable import explain_cable  # noqa: PLC0415  as in build

        console.show_reading(explain_cable(file, content), as_json=json)
        return
    from generator.commands.explain import explain as explain_page  # noqa: PLC0415  as in build
    from generator.commands.project import Options, Project  # noqa: PLC0415  as in build

    options = Options(base_url=base_url, pdf=not no_pdf)
    told = explain_page(Project(content, output), address, options, console.Watcher(quiet=json))
    console.show_explanation(told, as_json=json)


@app.command()
def publish(
    target: Annotated[
        Literal["github-pages", "rsync", "rclone", "files"],
        typer.Argument(help="How: a git branch, rsync, rclone, or the list of files that changed."),
    ],
    content: Content = Path("content"),
    output: Output = Path("site"),
    to: Annotated[str | None, typer.Option(help="The git remote, or the place as rsync or rclone name it.")] = None,
    branch: Annotated[str | None, typer.Option(help="github-pages: the branch; gh-pages unless told.")] = None,
    domain: Annotated[str | None, typer.Option(help="github-pages: the site's own domain.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
    allow_deletions: Annotated[
        bool, typer.Option("--allow-deletions", help="Let any number of files at the target go.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Publish the site as built: to a git branch, with rsync or rclone, or as a list of what changed."""
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.project import Project  # noqa: PLC0415  as in build
    from generator.commands.publish import Wishes  # noqa: PLC0415  as in build
    from generator.commands.publish import publish as publish_site  # noqa: PLC0415  as in build

    wishes = Wishes(to, branch, domain, dry=dry_run, deletions=allow_deletions)
    done = publish_site(Project(content, output), target, wishes)
    console.show_published(done, as_json=json)
    _exit_for(int(done.refused is not None), 0, strict=False)


@app.command()
def clean(content: Content = Path("content"), output: Output = Path("site")) -> None:
    """Remove the built site and the memory of its builds."""
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.clean import clean as clean_site  # noqa: PLC0415  as in build
    from generator.commands.project import Project  # noqa: PLC0415  as in build

    gone = clean_site(Project(content, output))
    console.say(f"Removed {' and '.join(gone)}." if gone else "There was nothing to remove.")


templates = typer.Typer(help="List templates, or eject some to change.")
app.add_typer(templates, name="templates", rich_help_panel=None)


@templates.callback(invoke_without_command=True)
def list_templates(context: typer.Context, content: Content = Path("content")) -> None:
    """List templates, or eject some to change.

    A template of the room, in its folder templates, stands in place of the program's of the same name.
    """
    if context.invoked_subcommand:
        return
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.project import Project  # noqa: PLC0415  as in build
    from generator.commands.templates import list_templates as listed  # noqa: PLC0415  as in build

    console.show_templates(listed(Project(content)))


@templates.command()
def eject(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="As reading-room templates lists them.")],
    content: Content = Path("content"),
    force: Annotated[bool, typer.Option("--force", help="Put the program's in place of the room's own.")] = False,
) -> None:
    """Copy templates of the program into the room's folder templates, to be changed there."""
    from generator import console  # noqa: PLC0415  as in build
    from generator.commands.project import Project  # noqa: PLC0415  as in build
    from generator.commands.templates import eject as copy  # noqa: PLC0415  as in build

    for path in copy(Project(content), names, force=force):
        console.say(path)


def _exit_for(errors: int, warnings: int, *, strict: bool) -> None:
    if errors or (strict and warnings):
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; what stops the program is shown as a problem, never as a stack trace."""
    try:
        app()
    except GeneratorError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(_STOPPED)
    except SystemExit as ended:  # Typer ends the program at Ctrl-C before we can
        if ended.code == _INTERRUPTED:
            sys.stderr.write("\nInterrupted; the next build mends what this one left.\n")
        raise
