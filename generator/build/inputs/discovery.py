"""Which files of a content folder are cables. Looks at names and folders, reads no file."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.problems import Problem, Where
from generator.system.listing import Found, scan
from generator.system.output_folder import is_ours

_NOT_CABLES = (".md", ".rst", ".orig", ".bak", "~", ".pdf")  # a PDF beside a cable is where its text was drawn from
_CABLES = (".txt", ".html", ".htm", ".csv", ".cable")
OTHER_FOLDERS = ("pages/", "dossiers/", "collections/", "notes/", "translations/", "vocabulary/")


def scan_cables(content: Path) -> tuple[list[Found], list[Problem]]:
    """Return the files to read as cables, in order of path, with paths in the content folder.

    Reports a file whose name is not text (B005), and skips anything that is not a file, such as a link (B011).

    In a room the cables are all files of ``content/cables``. In a folder with neither ``cables`` nor ``site.toml`` they
    are all files, at any depth, with the ending of a cable.
    """
    passed: list[Problem] = []
    if (content / "cables").is_dir() or (content / "site.toml").is_file():
        found = (Found(f"cables/{one.path}", one.size, one.time) for one in scan(content / "cables", passed))
        cables = [one for one in found if not one.path.lower().endswith(_NOT_CABLES)]
        return cables, [under("cables", problem) for problem in passed]
    cables = list(_loose_cables(content.resolve(), passed))
    return cables, [problem for problem in passed if problem.code != "B011" or _may_hold_cables(problem.where.path)]


def under(folder: str, problem: Problem) -> Problem:
    """Return a problem of a file in a folder with the folder's name before its path."""
    return msgspec.structs.replace(problem, where=Where(f"{folder}/{problem.where.path}".rstrip("/")))


def _may_hold_cables(path: str) -> bool:
    """Say whether something that is skipped in a folder without ``cables`` looks like a cable, or like a folder of cables."""
    name = path.rpartition("/")[2].lower()
    return not path.startswith(OTHER_FOLDERS) and ("." not in name or name.endswith(_CABLES))


def _loose_cables(content: Path, passed: list[Problem]) -> Iterator[Found]:
    """Yield the files with the ending of a cable, except in the folders of a room and in sites that were built inside."""
    ours: dict[Path, bool] = {}
    for one in scan(content, passed):
        if not one.path.lower().endswith(_CABLES) or one.path.startswith(OTHER_FOLDERS):
            continue
        folders = [folder for folder in (content / one.path).parents if folder.is_relative_to(content)]
        for folder in folders:
            if folder not in ours:
                ours[folder] = is_ours(folder)
        if not any(ours[folder] for folder in folders):
            yield one
