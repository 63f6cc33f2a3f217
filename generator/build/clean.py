"""``clean``: remove the built site and the store of its builds. Touches nothing else."""

import shutil
from pathlib import Path

from generator.build.inputs.project import Project
from generator.problems import OutputError, Where, problem_at
from generator.system.output_folder import is_ours


def clean(project: Project) -> tuple[str, ...]:
    """Remove the output folder and its store; return the folders that were removed.

    Raises:
        OutputError: B002 the output folder was not made by a build; B003 the system refused.
    """
    gone = []
    if project.output.exists():
        if not is_ours(project.output):
            raise OutputError(problem_at("B002.clean", Where(str(project.output))))
        _remove(project.output)
        gone.append(str(project.output))
    if project.memory.exists():
        _remove(project.memory)
        gone.append(str(project.memory))
        if not any(project.memory.parent.iterdir()):
            project.memory.parent.rmdir()
    return tuple(gone)


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        fault = (error.strerror or str(error)).lower()
        raise OutputError(problem_at("B003.delete", Where(str(folder)), fault=fault)) from None
