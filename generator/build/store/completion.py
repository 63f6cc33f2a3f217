"""Whether the last build of a site came to its end: a mark next to the store, there while it has not.

A build sets the mark before it looks at anything and takes it away last, while it still keeps other builds out. So it
stays after a build that failed, was interrupted or was killed.
"""

from generator.build.inputs.project import Project
from generator.system.writer import cannot_write

# The note of the store with the commit of the room that the last build began at, "" for none, a blank, and when that was,
# in nanoseconds of the clock that files of the store have.
HEAD = "head"
_TEXT = b"A build of this site has begun and has not come to its end.\n"


def mark_unfinished(project: Project) -> int:
    """Mark a site as unfinished: a build has begun. A site that was never built has no mark.

    Returns:
        When it was marked, in nanoseconds; 0 for no mark.
    """
    if not project.store_folder.is_dir():
        return 0
    try:
        (project.store_folder / "unfinished").write_bytes(_TEXT)
        return (project.store_folder / "unfinished").stat().st_mtime_ns
    except OSError as error:
        raise cannot_write(str(project.store_folder), error) from None


def mark_finished(project: Project) -> None:
    """Take the mark away: the build has come to its end."""
    try:
        (project.store_folder / "unfinished").unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(str(project.store_folder), error) from None


def is_finished(project: Project) -> bool:
    """Say whether a site was built, and its last build came to its end."""
    return project.store.is_file() and not (project.store_folder / "unfinished").exists()
