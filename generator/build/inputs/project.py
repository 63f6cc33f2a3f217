"""The folders of a room, and the options of one build. Values only."""

import os
from pathlib import Path

import msgspec

from generator.build.inputs.tuning import DEFAULTS, Tuning
from generator.problems import Problem, Where
from generator.render.templates import packaged_templates
from generator.system.reading import read_if_there
from generator.toml import find_setting


class Project(msgspec.Struct, frozen=True):
    """The folders of a room. The store of its builds is next to the output, so it is never published with it."""

    content: Path = Path("content")
    output: Path = Path("site")

    @property
    def store_folder(self) -> Path:
        """Return the folder of the store for this output."""
        output = Path(os.path.abspath(self.output))  # noqa: PTH100 - resolve() would follow a link
        return output.parent / ".reading-room" / output.name

    @property
    def store(self) -> Path:
        """Return the file of the store."""
        return self.store_folder / "store.sqlite"

    @property
    def own_templates(self) -> Path:
        """Return the room's own folder of templates; it need not exist."""
        return Path(os.path.abspath(self.content)).parent / "templates"  # noqa: PTH100 - as above

    @property
    def templates(self) -> tuple[Path, ...]:
        """Return the folders of templates, the room's own before those of the program."""
        own, packaged = self.own_templates, packaged_templates()
        return (packaged,) if own.resolve() == packaged.resolve() else (own, packaged)

    def setting(self, key: str) -> Where:
        """Return the line of a setting (``build.pdf``) in site.toml, or the file alone where no line has it."""
        place = self.content / "site.toml"
        return find_setting(read_if_there(place).decode("utf-8", "replace"), key, place.as_posix())

    def located(self, problem: Problem) -> Problem:
        """Return a problem of a file of the content folder with the path that an editor opens from the current folder."""
        where = msgspec.structs.replace(problem.where, path=self.located_path(problem.where.path))
        if not problem.other:
            return msgspec.structs.replace(problem, where=where)
        other = self.located_path(problem.other)
        message = problem.message.replace(problem.other, other)
        return msgspec.structs.replace(problem, where=where, message=message, other=other)

    def located_path(self, path: str) -> str:
        """Return the path of a file of the content folder as an editor opens it from the current folder."""
        place = self.content / path
        return os.path.normpath(place) if path.startswith("../") else place.as_posix()


class Options(msgspec.Struct, frozen=True):
    """The options of one build.

    jobs is the number of processes, None for one for each core; base_url replaces the setting if it is not None; search
    False leaves out the search index; pdf False leaves out PDF files; anew ignores the store and makes everything
    again; cluster is the address of a Dask scheduler whose workers do the work; log writes the changes since the last
    entry into the content; tuning has the thresholds of a build; show_withheld lets a build show what the last one
    withheld; drafts says whether to read drafts, which no build does.
    """

    jobs: int | None = None
    base_url: str | None = None
    search: bool = True
    pdf: bool = True
    anew: bool = False
    cluster: str | None = None
    log: bool = False
    show_withheld: bool = False
    drafts: bool = False
    tuning: Tuning = DEFAULTS
