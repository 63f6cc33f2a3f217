"""A cable's page on paper: Typst, run in this process. The only module that knows it.

Typst is an extra (``reading-room[pdf]``). Its own fonts are used and no date of making is written, so that the same cable
gives the same bytes on every machine.
"""

from collections.abc import Sequence
from importlib import metadata, util
from pathlib import Path
from typing import Any

from generator.output.files import read
from generator.output.recipe import digest
from generator.problems import OutputError, Problem, Severity, TemplateError, Where

TEMPLATE = "cable.typ"


def find_press(folders: Sequence[Path], *, wanted: bool | str, allowed: bool) -> Path | None:
    """Return the print template with which cables are to be printed, None where they are not.

    Args:
        folders: of templates, the owner's first.
        wanted: the setting: True, False, or "auto" for printing where it is possible.
        allowed: False when this build leaves it out.

    Raises:
        OutputError: B009 it is wanted and Typst is not installed.
    """
    if not allowed or wanted is False:
        return None
    template = next((folder / TEMPLATE for folder in folders if (folder / TEMPLATE).is_file()), None)
    if typst_version() and template is not None:
        return template
    if wanted is True:
        message = "cables are to be printed (pdf = true), and Typst is not installed"
        hint = 'pip install typst, or write pdf = "auto" in site.toml'
        raise OutputError(Problem(Where("site.toml"), Severity.ERROR, "B009", message, hint))
    return None


def press_digest(template: Path | None) -> bytes:
    """Return the digest of what a PDF is made with: the print template and Typst's version; b"" for no press."""
    return digest(read(template), typst_version().encode()) if template else b""


def typst_version() -> str:
    """Return the version of Typst that is installed, "" when none is."""
    return metadata.version("typst") if util.find_spec("typst") else ""


def press_fault() -> str:
    """Return why nothing can be printed on this machine, "" if it can."""
    if not typst_version():
        return "is not installed"
    try:
        import typst  # noqa: F401, PLC0415  an extra: whether it loads is what is asked
    except (ImportError, OSError) as error:
        return f"does not load: {error}"
    return ""


class Press:
    """Prints cables; set up once a worker. Takes about ten milliseconds a cable."""

    def __init__(self, template: Path) -> None:
        """Prepare to print with a template."""
        import typst  # noqa: PLC0415  an extra: loaded where something is printed, and only then

        self._error: type[Exception] = typst.TypstError
        self._path = template
        self._compiler: Any = typst.Compiler(
            input=str(template), root=str(template.parent), ignore_system_fonts=True, sys_inputs={"cable": "{}"}
        )

    def print(self, data: bytes, address: str) -> bytes:
        """Return the PDF of a cable (``pages.printed.print_data``), tagged, PDF/UA-1.

        Raises:
            TemplateError: T005 the print template failed.
        """
        try:
            made = self._compiler.compile(
                format="pdf", sys_inputs={"cable": data.decode()}, pdf_standards=["ua-1"], timestamp=0
            )
        except self._error as error:
            message = f"{error} ({address})"
            hint = "see the template's place in the message; reading-room build --no-pdf leaves PDF out"
            raise TemplateError(Problem(Where(str(self._path)), Severity.ERROR, "T005", message, hint)) from None
        return bytes(made)
