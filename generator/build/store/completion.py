"""Whether the last build of a site came to its end: a mark beside the build's memory, there while it has not.

A build sets the mark before it looks at anything and takes it away last, while it still keeps other builds out. So it
stays after a build that failed, was interrupted or was killed.
"""

from generator.build.inputs.project import Project
from generator.system.writer import cannot_write

_TEXT = b"A build of this site has begun and has not come to its end.\n"


def mark_unfinished(project: Project) -> None:
    """Say that a build has begun; a site that was never built has nothing to be said of.

    Raises:
        OutputError: B003 it cannot be written.
    """
    if project.memory.is_dir():
        try:
            (project.memory / "unfinished").write_bytes(_TEXT)
        except OSError as error:
            raise cannot_write(str(project.memory), error) from None


def mark_finished(project: Project) -> None:
    """Say that it has come to its end.

    Raises:
        OutputError: B003 the mark cannot be taken away.
    """
    try:
        (project.memory / "unfinished").unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(str(project.memory), error) from None


def is_finished(project: Project) -> bool:
    """Say whether a site was built, and its last build came to its end."""
    return (project.memory / "store.sqlite").is_file() and not (project.memory / "unfinished").exists()
