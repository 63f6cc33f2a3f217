"""``build``, ``serve``, ``check``, ``explain``, ``clean``: a room and its site on this machine.

Each command loads what it needs, so that --help and the preview come quickly.
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import typer

from generator.cli.options import Content, Output, Strict, exit_for, named
from generator.problems import Severity

_SERVE = re.compile(r"^serve:", re.MULTILINE)  # a target of a Makefile


def build(
    content: Content = Path("content"),
    output: Output = Path("site"),
    *,
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the site will be published, as https://example.org/room/.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="How many processes work; one a core unless told.")
    ] = None,
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
    from generator import console
    from generator.commands.build import build as build_site
    from generator.commands.project import Options, Project
    from generator.console.build import report_json, show_report
    from generator.console.problems import show_problems
    from generator.console.progress import Watcher

    project = Project(content, output)
    options = Options(
        jobs=jobs, base_url=base_url, search=not no_search, pdf=not no_pdf, anew=clean, cluster=cluster, log=log
    )
    watcher = Watcher(quiet=json)
    if profile is None:
        report = build_site(project, options, watcher)
    else:
        from generator.commands.profiling import profiled

        report = profiled(profile, options, lambda watched: build_site(project, watched, watcher))
    if json:
        console.say(report_json(report))
    else:
        show_problems(report.problems, everything=False, rest=f"reading-room check{named(content)} lists all")
        show_report(report, str(output), _to_look(content, output))
    exit_for(report.errors, report.warnings, strict=strict)


def _to_look(content: Path, output: Path) -> str:
    """Return the command that shows what was built: make's where the folder that we are in has such a target, as a clone has.

    In a clone reading-room is not on the search path for programs unless the environment is activated.
    """
    told = named(content, output)
    command = f"reading-room serve{told} --open"
    try:
        makes = not told and _SERVE.search(Path("Makefile").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        makes = None
    return "make serve" if makes else command


def serve(
    content: Content = Path("content"),
    output: Output = Path("site"),
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port to listen on; 0 takes a free one.")
    ] = 8000,
    host: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="The address to listen on; others reach the site only if you change it."),
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open", help="Open the room in a browser.")] = False,
    no_search: Annotated[
        bool, typer.Option("--no-search", help="Leave the search index as the last build made it.")
    ] = False,
) -> None:
    """Show the room on this machine while you work on it.

    Pages are made when they are asked for, so nothing need be built first; changes are seen at once. Ctrl-C ends it.
    """
    from generator import console
    from generator.commands.project import Project
    from generator.commands.serve import Served

    with Served(Project(content, output), host, port, console.warn, search=not no_search) as served:
        console.say(f"The room stands at {served.address}   (Ctrl-C ends it)")
        if open_browser:
            import webbrowser

            webbrowser.open(served.address)
        with suppress(KeyboardInterrupt):
            served.wait()
    console.say("")


def check(
    content: Content = Path("content"),
    form: Annotated[
        Literal["text", "json", "github"], typer.Option("--format", help="How problems are printed.")
    ] = "text",
    strict: Strict = False,
) -> None:
    """Read every cable and say what is wrong.

    Each problem has its file and line, a code, and what to do. Writes nothing.
    """
    from generator import console
    from generator.commands.check import check as check_room
    from generator.commands.project import Project
    from generator.console.counts import count
    from generator.console.problems import show_problems

    checked = check_room(Project(content))
    show_problems(checked.problems, form)
    errors = sum(one.severity is Severity.ERROR for one in checked.problems)
    warnings = sum(one.severity is Severity.WARNING for one in checked.problems)
    notes = len(checked.problems) - errors - warnings
    if form == "text":
        told = (count(number, name) for number, name in ((errors, "error"), (warnings, "warning"), (notes, "note")))
        console.say(f"{count(checked.cables, 'cable')} read: {', '.join(told)}.")
    exit_for(errors, warnings, strict=strict)


def explain(
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS-OR-FILE", help="A file of the site, a cable's id for its page, or the file of a cable."
        ),
    ],
    content: Content = Path("content"),
    output: Output = Path("site"),
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="As the next build would be given it.")] = None,
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="As the next build would be given it.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Say why a page is made again, or how a cable is read.

    For a page: whether the next build makes it again, and why. For the file of a cable: what is read from each line.
    """
    file = Path(address)
    if file.is_file() and output.resolve() not in file.resolve().parents:
        from generator.commands.explain_cable import explain_cable
        from generator.console.explain import show_reading

        show_reading(explain_cable(file, content), as_json=json)
        return
    from generator.commands.explain import explain as explain_page
    from generator.commands.project import Options, Project
    from generator.console.explain import show_explanation
    from generator.console.progress import Watcher

    options = Options(base_url=base_url, pdf=not no_pdf)
    told = explain_page(Project(content, output), address, options, Watcher(quiet=json))
    show_explanation(told, as_json=json)


def clean(content: Content = Path("content"), output: Output = Path("site")) -> None:
    """Remove the built site and the memory of its builds."""
    from generator import console
    from generator.commands.clean import clean as clean_site
    from generator.commands.project import Project

    gone = clean_site(Project(content, output))
    console.say(f"Removed {' and '.join(gone)}." if gone else "There was nothing to remove.")
