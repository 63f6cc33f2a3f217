"""The command line: arguments -> one call -> exit status. Decides nothing else.

Exit status: 0 done, 1 problems that are errors (with ``--strict`` warnings too), 2 wrong usage, 3 the program stopped.
"""

import json
import sys
from typing import Annotated

import typer

import generator
from generator.cli import building, packages, publishing, room_files
from generator.problems import GeneratorError, Problem, harmless

_STOPPED = 3
_INTERRUPTED = 130
_INTERRUPTED_IN = {
    "build": "Interrupted. The next build completes the site.",
    "import": "Interrupted. The cables imported so far stay; import again to continue.",
}

app = typer.Typer(
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reading-room {generator.__version__}")
        raise typer.Exit


@app.callback()
def _any_command(
    *,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_say_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """A reading room of diplomatic cables: a folder of texts in, a complete static site out."""


app.command()(building.build)
app.command()(building.serve)
app.command()(building.check)
app.command()(room_files.init)
app.command()(room_files.new)
app.command(name="import")(room_files.import_)
app.command()(room_files.export)
app.command()(publishing.doctor)
app.command()(building.explain)
app.command()(publishing.publish)
app.command()(building.clean)
app.command(name="help")(room_files.help_)

_packages = typer.Typer(help="Package a room in a form that lasts.", no_args_is_help=True)
_packages.command()(packages.bagit)
_packages.command()(packages.sign)
app.add_typer(_packages, name="package")

_templates = typer.Typer(help="List templates, or copy some to change them.")
_templates.callback(invoke_without_command=True)(room_files.list_templates)
_templates.command()(room_files.eject)
_templates.command()(room_files.diff)
app.add_typer(_templates, name="templates")


def main() -> None:
    """Run the command line; print a problem, not a stack trace, where one stops the program."""
    try:
        app(prog_name="reading-room")  # python -m generator is the same command and calls itself so
    except GeneratorError as error:
        _stop(error.problem, sys.argv[1:])
    except SystemExit as ended:  # Typer ends the program at Ctrl-C before we can
        if ended.code == _INTERRUPTED:
            sys.stderr.write(f"\n{_INTERRUPTED_IN.get(sys.argv[1], 'Interrupted.')}\n")
        raise
    except Exception as error:
        from generator.build.store.database import StoreFault, unusable

        if not isinstance(error, OSError | StoreFault):
            raise
        _stop(unusable(error), sys.argv[1:])


def _stop(problem: Problem, arguments: list[str]) -> None:
    """End the program with a problem: as JSON where the command would print JSON, else as text on standard error."""
    from generator.console.problems import for_machines, show_problems

    form = next((one for one in ("json", "github") if one in arguments or f"--format={one}" in arguments), "text")
    if "--json" in arguments:
        told = {"errors": 1, "problems": [for_machines(problem)]}
        sys.stdout.write(f"{harmless(json.dumps(told, ensure_ascii=False))}\n")
    elif arguments[:1] == ["check"] and form != "text":
        show_problems([problem], form)
    else:
        sys.stderr.write(f"{problem}\n")
    sys.exit(_STOPPED)
