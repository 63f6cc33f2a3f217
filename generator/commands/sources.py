"""Which files of a content folder are cables. Looks at names and folders, reads no file."""

from collections.abc import Iterator
from pathlib import Path

from generator.output.files import Found, is_ours, no_name, scan
from generator.problems import Problem

_NOT_CABLES = (".md", ".rst", ".orig", ".bak", "~")
_CABLES = (".txt", ".html", ".htm", ".csv", ".cable")
_OTHER_FOLDERS = ("pages", "notes", "vocabulary")


def scan_cables(content: Path) -> tuple[list[Found], list[Problem]]:
    """Return the files that are read as cables, in order of path, with paths in the content folder.

    A file whose name is no text cannot be read; it is a problem (B005).

    In a room that is every file of ``content/cables``. A folder with neither ``cables`` nor ``site.toml`` is a heap of
    cables: of all that lies in it, at any depth, what has the ending of a cable is one.

    Raises:
        OutputError: B005 a folder cannot be read.
    """
    unnamed: list[str] = []
    if (content / "cables").is_dir() or (content / "site.toml").is_file():
        found = (Found(f"cables/{one.path}", one.size, one.time) for one in scan(content / "cables", unnamed))
        cables = [one for one in found if not one.path.lower().endswith(_NOT_CABLES)]
        return cables, [no_name(f"cables/{path}") for path in unnamed]
    cables = list(_heap(content, unnamed))
    return cables, [no_name(path) for path in unnamed]


def _heap(content: Path, unnamed: list[str]) -> Iterator[Found]:
    """Yield what has the ending of a cable, but for the folders of a room and for sites that were built inside."""
    ours: dict[Path, bool] = {}
    for one in scan(content, unnamed):
        if not one.path.lower().endswith(_CABLES) or one.path.startswith(tuple(f"{name}/" for name in _OTHER_FOLDERS)):
            continue
        folders = [folder for folder in (content / one.path).parents if folder.is_relative_to(content)]
        for folder in folders:
            if folder not in ours:
                ours[folder] = is_ours(folder)
        if not any(ours[folder] for folder in folders):
            yield one
