"""Where a room stands on the disk, and how one build of it is asked for. Values only."""

import os
from pathlib import Path

import msgspec

from generator.output.render import packaged_templates
from generator.problems import Problem


class Project(msgspec.Struct, frozen=True):
    """The folders of a room. The build's memory is beside the output, so that it is never published with it."""

    content: Path = Path("content")
    output: Path = Path("site")

    @property
    def memory(self) -> Path:
        """Return the folder of what is remembered between builds of this output."""
        output = Path(os.path.abspath(self.output))  # noqa: PTH100 - resolve() would follow a link
        return output.parent / ".reading-room" / output.name

    @property
    def templates(self) -> tuple[Path, ...]:
        """Return the folders of templates, the room's own before those that come with the program."""
        own = Path(os.path.abspath(self.content)).parent / "templates"  # noqa: PTH100 - as above
        packaged = packaged_templates()
        return (packaged,) if own.resolve() == packaged.resolve() else (own, packaged)

    def located(self, problem: Problem) -> Problem:
        """Return a problem of a file of the content folder with the path that an editor opens from where we stand."""
        where = msgspec.structs.replace(problem.where, path=self._opened(problem.where.path))
        if not problem.other:
            return msgspec.structs.replace(problem, where=where)
        other = self._opened(problem.other)
        message = problem.message.replace(problem.other, other)
        return msgspec.structs.replace(problem, where=where, message=message, other=other)

    def _opened(self, path: str) -> str:
        return (self.content / path).as_posix()


class Options(msgspec.Struct, frozen=True):
    """How to build once.

    jobs is how many processes work, None for one a core; base_url overrides the settings' where it is not None; search
    False leaves the search index out; shard_limit is how many cables a part of that index may hold; pdf False prints no
    cable; anew forgets what is remembered and makes everything again; cluster is the address of a Dask scheduler, whose
    workers then do the work; profile a folder into which each worker writes where its time went; log writes into the
    content what changed since it was last written.
    """

    jobs: int | None = None
    base_url: str | None = None
    search: bool = True
    shard_limit: int = 5_000
    pdf: bool = True
    anew: bool = False
    cluster: str | None = None
    profile: Path | None = None
    log: bool = False
