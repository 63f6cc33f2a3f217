"""``clean``: remove the built site and the memory of its builds, and nothing that is not ours."""

import shutil

from generator.commands.project import Project
from generator.output.files import is_ours
from generator.problems import OutputError, Problem, Severity, Where


def clean(project: Project) -> tuple[str, ...]:
    """Remove the output folder and what is remembered of it; return the folders that were there.

    Raises:
        OutputError: B002 the output folder is not one that a build made.
    """
    gone = []
    if project.output.exists():
        if not is_ours(project.output):
            message = "is not a folder that reading-room made"
            hint = "remove it yourself if you are sure"
            raise OutputError(Problem(Where(str(project.output)), Severity.ERROR, "B002", message, hint))
        shutil.rmtree(project.output)
        gone.append(str(project.output))
    if project.memory.exists():
        shutil.rmtree(project.memory)
        gone.append(str(project.memory))
        if not any(project.memory.parent.iterdir()):
            project.memory.parent.rmdir()
    return tuple(gone)
