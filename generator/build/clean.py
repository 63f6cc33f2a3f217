"""``clean``: remove the built site and the store of its builds. Touches nothing else."""

import os
import shutil
from pathlib import Path

from generator.build.inputs.project import Project
from generator.problems import OutputError, Where, problem_at
from generator.system.output_folder import is_ours


def clean(project: Project) -> tuple[str, ...]:
    """Remove the output folder and its store; return the folders that were removed. Removes both or none.

    Raises:
        OutputError: B002 the output folder was not made by a build; B003 the system refused.
    """
    folders = [folder for folder in (project.output, project.store_folder) if _exists(folder)]
    if project.output in folders and not is_ours(project.output):
        raise OutputError(problem_at("B002.clean", Where(str(project.output))))
    for folder in folders:
        _check(folder)
    for folder in folders:
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise _cannot_delete(folder, (error.strerror or str(error)).lower()) from None
    if project.store_folder in folders and not any(project.store_folder.parent.iterdir()):
        project.store_folder.parent.rmdir()
    return tuple(map(str, folders))


def _exists(folder: Path) -> bool:
    """Say whether there is something in the place of a folder; raises OSError where the system does not say (B023)."""
    try:
        folder.lstat()
    except FileNotFoundError:
        return False
    return True


def _check(folder: Path) -> None:
    """Make sure that a folder can be deleted with all that it holds, before anything is deleted.

    Raises:
        OutputError: B003 it is a link or a file, or the rights of a folder forbid it.
    """
    if folder.is_symlink() or not folder.is_dir():
        raise _cannot_delete(folder, "it is a link or a file")
    for place in (folder.parent, *(Path(place) for place, _, _ in os.walk(folder))):
        if not os.access(place, os.R_OK | os.W_OK | os.X_OK):
            raise _cannot_delete(folder, f"permission denied in {place}")


def _cannot_delete(folder: Path, fault: str) -> OutputError:
    return OutputError(problem_at("B003.delete", Where(str(folder)), fault=fault))
