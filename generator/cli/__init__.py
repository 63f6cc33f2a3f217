"""The command line: arguments -> one call -> exit status. Decides nothing else.

Exit status: 0 done, 1 problems that are errors (with ``--strict`` warnings too), 2 usage, 3 the program had to stop.
"""

import sys

import typer

from generator.cli import building, keeping, publishing
from generator.problems import GeneratorError

_STOPPED = 3
_INTERRUPTED = 130

app = typer.Typer(
    help="A reading room of diplomatic cables: a folder of texts in, a complete static site out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(building.build)
app.command()(building.serve)
app.command()(building.check)
app.command()(keeping.init)
app.command()(keeping.new)
app.command(name="import")(keeping.import_)
app.command()(publishing.doctor)
app.command()(building.explain)
app.command()(publishing.publish)
app.command()(building.clean)

_templates = typer.Typer(help="List templates, or eject some to change.")
_templates.callback(invoke_without_command=True)(keeping.list_templates)
_templates.command()(keeping.eject)
app.add_typer(_templates, name="templates", rich_help_panel=None)


def main() -> None:
    """Run the command line; what stops the program is shown as a problem, never as a stack trace."""
    try:
        app(prog_name="reading-room")  # python -m generator is the same command and calls itself so
    except GeneratorError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(_STOPPED)
    except SystemExit as ended:  # Typer ends the program at Ctrl-C before we can
        if ended.code == _INTERRUPTED:
            sys.stderr.write("\nInterrupted; the next build mends what this one left.\n")
        raise
