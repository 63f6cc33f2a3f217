"""``build``, ``serve``, ``check``, ``explain``, ``clean``: a room and its site on this machine.

Each command loads what it needs, so that --help and the preview come quickly.
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import typer

from generator import console
from generator.cli.options import Content, Jobs, Json, Output, Strict, exit_for, named
from generator.problems import Severity

_CODE = re.compile(r"[A-Z][0-9]{0,3}")


def build(
    content: Content = Path("content"),
    output: Output = Path("site"),
    *,
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the site will be published, as https://example.org/room/.")
    ] = None,
    jobs: Jobs = None,
    no_search: Annotated[bool, typer.Option("--no-search", help="Build no search index.")] = False,
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="Write no PDF files.")] = False,
    clean: Annotated[bool, typer.Option("--clean", help="Ignore the cache of earlier builds.")] = False,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Use the workers of this Dask cluster.")
    ] = None,
    log: Annotated[
        bool, typer.Option("--log", help="Record changes in content/changes.jsonl, for the pages of changes.")
    ] = False,
    show_withheld: Annotated[
        bool,
        typer.Option("--show-withheld", help="Show texts that the last build withheld, if no rule names them now."),
    ] = False,
    strict: Strict = False,
    json: Json = False,
) -> None:
    """Build the site, or update it.

    A build reports errors in content and still writes the whole site. They change the exit status only with --strict.
    """
    from generator.build.inputs.project import Options, Project
    from generator.build.pipeline import build as build_site
    from generator.console.build import report_json, show_report
    from generator.console.problems import show_problems
    from generator.console.progress import Watcher

    project = Project(content, output)
    options = Options(
        jobs=jobs, base_url=base_url, search=not no_search, pdf=not no_pdf, anew=clean, cluster=cluster, log=log,
        show_withheld=show_withheld,
    )  # fmt: skip
    watcher = Watcher(quiet=json)
    report = build_site(project, options, watcher)
    if json:
        console.say(report_json(report))
    else:
        show_problems(report.problems, everything=False, rest=f"reading-room check{named(content)} lists all")
        show_report(
            report, str(output), f"reading-room serve{named(content, output)} --open", phases=watcher.on_terminal
        )
    exit_for(report.errors if strict else report.unmade, report.warnings, strict=strict)


def serve(
    content: Content = Path("content"),
    output: Output = Path("site"),
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port to listen on; 0 takes a free one.")
    ] = 8000,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="The address to listen on; by default only this machine reaches the site."
        ),
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open", help="Open the room in a browser.")] = False,
    no_search: Annotated[bool, typer.Option("--no-search", help="Use the search index of the last build.")] = False,
) -> None:
    """Show the room on this machine while you work on it.

    Each page is rendered on request, so you need not build first; changes show at once. Ctrl-C stops it.
    """
    from generator.build.inputs.project import Project
    from generator.preview.session import Served

    with Served(Project(content, output), host, port, console.warn, search=not no_search) as served:
        console.say(f"Serving {served.address} (Ctrl-C to stop)")
        if open_browser:
            import webbrowser

            webbrowser.open(served.address)
        with suppress(KeyboardInterrupt):
            served.wait()
    console.say("")


def check(
    content: Content = Path("content"),
    form: Annotated[
        Literal["text", "json", "github"], typer.Option("--format", help="The form of the problems.")
    ] = "text",
    code: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only problems of this code, such as C206; C2 means all that begin with C2."),
    ] = None,
    severity: Annotated[
        list[Severity] | None, typer.Option(metavar="|".join(Severity), help="Only problems of this severity.")
    ] = None,
    strict: Strict = False,
) -> None:
    """Read every cable and report problems.

    Each problem has a file and line, a code and a hint. You may repeat --code and --severity; the exit status depends on
    the problems printed. Writes nothing.
    """
    codes = tuple(one.upper() for one in code or ())
    wrong = next((one for one in codes if not _CODE.fullmatch(one)), None)
    if wrong is not None:
        message = f"{wrong} is not a code: write C206, or C2 for all codes that begin with C2"
        raise typer.BadParameter(message, param_hint="--code")
    from generator.build.check import check as check_room
    from generator.build.inputs.project import Project
    from generator.console.problems import show_problems
    from generator.console.progress import Watcher

    checked = check_room(Project(content), progress=Watcher(quiet=form != "text", lines=False))
    problems = [
        one
        for one in checked.problems
        if (not codes or one.code.startswith(codes)) and (not severity or one.severity in severity)
    ]
    show_problems(problems, form, result=True)
    errors = sum(one.severity is Severity.ERROR for one in problems)
    warnings = sum(one.severity is Severity.WARNING for one in problems)
    notes = len(problems) - errors - warnings
    if form == "text":
        told = (
            console.count(number, name) for number, name in ((errors, "error"), (warnings, "warning"), (notes, "note"))
        )
        console.say(f"{console.count(checked.cables, 'cable')} read: {', '.join(told)}.")
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
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="As for the next build.")] = None,
    no_pdf: Annotated[bool, typer.Option("--no-pdf", help="As for the next build.")] = False,
    json: Json = False,
) -> None:
    """Explain why a page is stale, or how a cable is read.

    For a page: whether the next build renders it again, and why. For the file of a cable: how each line is read; of one in
    the content folder, without what withheld.toml withholds.
    """
    file = Path(address)
    if file.is_file() and output.resolve() not in file.resolve().parents:
        from generator.build.explain_cable import explain_cable
        from generator.console.explain import show_reading

        show_reading(explain_cable(file, content), as_json=json)
        return
    from generator.build.explain import explain as explain_page
    from generator.build.inputs.project import Options, Project
    from generator.console.explain import show_explanation
    from generator.console.progress import Watcher

    options = Options(base_url=base_url, pdf=not no_pdf)
    told = explain_page(Project(content, output), address, options, Watcher(quiet=json))
    show_explanation(told, as_json=json)


def clean(content: Content = Path("content"), output: Output = Path("site")) -> None:
    """Delete the built site and the cache of its builds."""
    from generator.build.clean import clean as clean_site
    from generator.build.inputs.project import Project

    gone = clean_site(Project(content, output))
    console.say(f"Deleted {' and '.join(gone)}." if gone else "There was nothing to delete.")
