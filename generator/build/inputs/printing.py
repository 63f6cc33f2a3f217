"""Whether the cables of a room have PDF files, and the print template."""

from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Project
from generator.problems import OutputError
from generator.render.pdf import find_print_template


def print_template(project: Project, inputs: Inputs, *, allowed: bool = True) -> Path | None:
    """Return the template for the PDF files of cables, None if there are none.

    allowed is False for a build without PDF files.

    Raises:
        OutputError: B009 the settings ask for PDF files and Typst is not installed; the place is the line of the
            setting.
    """
    try:
        return find_print_template(inputs.templates, wanted=inputs.config.build.pdf, allowed=allowed)
    except OutputError as error:
        raise OutputError(msgspec.structs.replace(error.problem, where=project.setting("build.pdf"))) from None
