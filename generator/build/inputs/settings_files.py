"""Checks of a room's settings: the version that they are for, files that the program does not read, links among templates."""

import errno
from collections.abc import Iterator

import msgspec

import generator
from generator.build.inputs.project import Project
from generator.problems import ConfigurationError, Problem, Where, nearest, problem_at
from generator.system.listing import scan
from generator.system.reading import cannot_read

_READ = ("site.toml", "withheld.toml")


def check_version(project: Project, made_with: str, version: str = generator.__version__) -> tuple[Problem, ...]:
    """Return a note (G012) if the program is newer than a room; its path is in the content folder.

    made_with is the version that the settings of the room name, "" for none.

    Raises:
        ConfigurationError: G011 the program is older.
    """
    if not made_with or _parts(made_with) == _parts(version):
        return ()
    where = project.setting("build.made_with")
    if _parts(made_with) > _parts(version):
        raise ConfigurationError(problem_at("G011", where, made=made_with, version=version))
    return (problem_at("G012", msgspec.structs.replace(where, path="site.toml"), made=made_with, version=version),)


def unread_settings(project: Project) -> Iterator[Problem]:
    """Yield a warning (B026) for each file of settings in the content folder that is not read; paths are in the folder.

    A file of rules with the wrong name withholds nothing, and nobody would notice.
    """
    try:
        names = sorted(path.name for path in project.content.iterdir())
    except OSError as error:
        raise cannot_read(str(project.content), error) from None
    for name in names:
        if name.lower().endswith(".toml") and name not in _READ:
            yield problem_at("B026", Where(name), meant=nearest(name.lower(), _READ, 0.4))


def check_templates(project: Project) -> None:
    """Make sure that no folder or file of the room's own templates is a link, which could publish any file of the machine.

    Raises:
        OutputError: B005 one is.
    """
    for folder in project.templates[:-1]:
        passed: list[Problem] = []
        if not folder.is_symlink():
            scan(folder, passed)
        links = (folder / one.where.path for one in passed if one.code == "B011")
        link = folder if folder.is_symlink() else next(links, None)
        if link is not None:
            raise cannot_read(link.as_posix(), OSError(errno.EINVAL, "it is a link"))


def _parts(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare, without zeros at the end: 0.1 is 0.1.0."""
    parts = [int(part) if part.isdecimal() else 0 for part in version.split(".")]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)
