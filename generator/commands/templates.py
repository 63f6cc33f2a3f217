"""``templates``: which there are and whose each is; ejecting some into the room, to be changed there."""

import difflib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.commands.project import Project
from generator.output.files import cannot_write, read
from generator.output.render import packaged_templates
from generator.output.scan import scan
from generator.problems import OutputError, Problem, Severity, Where


class Listed(msgspec.Struct, frozen=True):
    """A template or a file beside the templates: its name, whether the room has its own, whether the program has one."""

    name: str
    own: bool
    packaged: bool


def own_folder(project: Project) -> Path:
    """Return the room's own folder of templates, whether it is there or not."""
    return project.content.resolve().parent / "templates"


def list_templates(project: Project) -> tuple[Listed, ...]:
    """Return all templates and assets, in order of name.

    Raises:
        OutputError: B005 a folder cannot be read.
    """
    packaged, own = packaged_templates(), own_folder(project)
    ours = {found.path for found in scan(packaged)}
    theirs = set() if own.resolve() == packaged.resolve() else {found.path for found in scan(own)}
    return tuple(Listed(name, name in theirs, name in ours) for name in sorted(ours | theirs))


def eject(project: Project, names: Sequence[str], *, force: bool = False) -> tuple[str, ...]:
    """Copy templates of the program into the room -> the paths of the copies. All or none.

    Raises:
        OutputError: N004 the program has no such template, N005 the room has its own and force is not set, B003 or B005.
    """
    packaged, own = packaged_templates(), own_folder(project)
    known = {one.name: one for one in list_templates(project)}
    for name in names:
        if name not in known or not known[name].packaged:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else "reading-room templates lists all"
            raise OutputError(Problem(Where(name), Severity.ERROR, "N004", "there is no such template", hint))
        if not force and (own / name).exists():
            hint = "change it there; --force puts the program's in its place"
            raise OutputError(Problem(Where(f"templates/{name}"), Severity.ERROR, "N005", "the room has its own", hint))
    for name in names:
        data = read(packaged / name)
        try:
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            (own / name).write_bytes(data)
        except OSError as error:
            raise cannot_write(str(own / name), error) from None
    return tuple(f"templates/{name}" for name in names)
