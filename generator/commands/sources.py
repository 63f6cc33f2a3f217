"""Which files of a content folder are cables. Looks at names and folders, reads no file."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.output.files import is_ours
from generator.output.scan import Found, scan
from generator.problems import Problem, Where

_NOT_CABLES = (".md", ".rst", ".orig", ".bak", "~")
_CABLES = (".txt", ".html", ".htm", ".csv", ".cable")
_OTHER_FOLDERS = ("pages", "notes", "vocabulary")


def scan_cables(content: Path) -> tuple[list[Found], list[Problem]]:
    """Return the files that are read as cables, in order of path, with paths in the content folder.

    A file whose name is no text cannot be read (B005); what is no file, such as a link, is passed over (B011).

    In a room that is every file of ``content/cables``. A folder with neither ``cables`` nor ``site.toml`` is a heap of
    cables: of all that lies in it, at any depth, what has the ending of a cable is one.

    Raises:
        OutputError: B005 a folder cannot be read.
    """
    passed: list[Problem] = []
    if (content / "cables").is_dir() or (content / "site.toml").is_file():
        found = (Found(f"cables/{one.path}", one.size, one.time) for one in scan(content / "cables", passed))
        cables = [one for one in found if not one.path.lower().endswith(_NOT_CABLES)]
        return cables, [under("cables", problem) for problem in passed]
    cables = list(_heap(content, passed))
    return cables, [problem for problem in passed if problem.code != "B011" or _may_hold_cables(problem.where.path)]


def under(folder: str, problem: Problem) -> Problem:
    """Return a problem of a file in a folder with its path from above the folder."""
    return msgspec.structs.replace(problem, where=Where(f"{folder}/{problem.where.path}"))


def _may_hold_cables(path: str) -> bool:
    """Say whether what is passed over in a heap would be a cable, or a folder of them, if it were none of a room's others."""
    name = path.rpartition("/")[2].lower()
    mine = not path.startswith(tuple(f"{one}/" for one in _OTHER_FOLDERS))
    return mine and ("." not in name or name.endswith(_CABLES))


def _heap(content: Path, passed: list[Problem]) -> Iterator[Found]:
    """Yield what has the ending of a cable, but for the folders of a room and for sites that were built inside."""
    ours: dict[Path, bool] = {}
    for one in scan(content, passed):
        if not one.path.lower().endswith(_CABLES) or one.path.startswith(tuple(f"{name}/" for name in _OTHER_FOLDERS)):
            continue
        folders = [folder for folder in (content / one.path).parents if folder.is_relative_to(content)]
        for folder in folders:
            if folder not in ours:
                ours[folder] = is_ours(folder)
        if not any(ours[folder] for folder in folders):
            yield one
