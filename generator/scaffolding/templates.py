"""``templates``: list the templates of program and room, and copy (eject) some into the room to change them.

The first line of a copy has the version and the digest of its original, so that ``templates`` can say when the program's
template has changed since.
"""

import difflib
import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import generator
from generator.build.inputs.project import Project
from generator.problems import OutputError, Where, nearest, problem_at
from generator.render.templates import packaged_templates
from generator.system.listing import scan
from generator.system.reading import read
from generator.system.writer import cannot_write


class Listed(msgspec.Struct, frozen=True):
    """A template or a file beside the templates: its name, whether the room has its own, whether the program has one.

    copied is the version of the program that made the copy, "" if unknown; outdated says that the program's own has
    changed since.
    """

    name: str
    own: bool
    packaged: bool
    copied: str = ""
    outdated: bool = False


# The marks of a one-line comment in each kind of file.
_COMMENTS = {
    ".html": ("{# ", " #}"), ".xml": ("{# ", " #}"), ".txt": ("{# ", " #}"), ".css": ("/* ", " */"), ".js": ("// ", ""),
    ".typ": ("// ", ""), ".svg": ("<!-- ", " -->"),
}  # fmt: skip
_NOTE = re.compile(rb".{2,5}Copied from reading-room (\S+), text ([0-9a-f]{16})\b[^\n]*\n")


def list_templates(project: Project) -> tuple[Listed, ...]:
    """Return all templates and assets, in order of name."""
    packaged, own = packaged_templates(), project.own_templates
    ours = {found.path for found in scan(packaged)}
    theirs = set() if own.resolve() == packaged.resolve() else {found.path for found in scan(own)}
    return tuple(
        _listed(packaged, own, name) if name in ours and name in theirs else Listed(name, name in theirs, name in ours)
        for name in sorted(ours | theirs)
    )


def _listed(packaged: Path, own: Path, name: str) -> Listed:
    """Return a file that both the program and the room have."""
    note = _NOTE.match(read(own / name))
    if note is None:
        return Listed(name, own=True, packaged=True)
    outdated = note[2].decode() != _text_digest(read(packaged / name))
    return Listed(name, own=True, packaged=True, copied=note[1].decode("utf-8", "replace"), outdated=outdated)


def difference(project: Project, name: str) -> Iterator[str]:
    """Yield the lines of the difference between the program's file and the room's, in the form of ``diff -u``.

    Raises:
        OutputError: N004 the program or the room has no such file; B005 one cannot be read.
    """
    _find(project, name)
    packaged, own = packaged_templates() / name, project.own_templates / name
    if not own.is_file():
        raise OutputError(problem_at("N004.room", Where(f"templates/{name}"), name=name))
    ours, theirs = (
        _NOTE.sub(b"", read(path), count=1).decode("utf-8", "replace").splitlines() for path in (packaged, own)
    )
    yield from difflib.unified_diff(ours, theirs, f"program/{name}", f"templates/{name}", lineterm="")


def _find(project: Project, name: str) -> None:
    """Raise if the program has no file of a name.

    Raises:
        OutputError: N004 it has none.
    """
    known = {one.name: one for one in list_templates(project)}
    if name not in known or not known[name].packaged:
        raise OutputError(problem_at("N004", Where(name), meant=nearest(name, known, 0.5)))


def _text_digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _noted(name: str, data: bytes) -> bytes:
    """Return a file with a first line that names the version and digest of its original."""
    begin, end = _COMMENTS.get(Path(name).suffix, ("", ""))
    if not begin:
        return data
    note = f"Copied from reading-room {generator.__version__}, text {_text_digest(data)}; reading-room templates compares it"
    return f"{begin}{note}{end}\n".encode() + data


def eject(project: Project, names: Sequence[str], *, force: bool = False) -> tuple[str, ...]:
    """Copy templates of the program into the room -> the paths of the copies. All or none.

    Raises:
        OutputError: N004 the program has no such template, N005 the room has its own and force is not set, B003 or B005.
    """
    packaged, own = packaged_templates(), project.own_templates
    for name in names:
        _find(project, name)
        if not force and (own / name).exists():
            raise OutputError(problem_at("N005", Where(f"templates/{name}")))
    for name in names:
        data = _noted(name, read(packaged / name))
        try:
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            (own / name).write_bytes(data)
        except OSError as error:
            raise cannot_write(str(own / name), error) from None
    return tuple(f"templates/{name}" for name in names)
