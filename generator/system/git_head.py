"""The commit that stands checked out in the git repository of a folder, read from its files.

No git is run: who builds a room that came from elsewhere runs nothing that its repository names. Changes nothing.
"""

import re
from pathlib import Path

from generator.problems import OutputError
from generator.system.reading import read

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_BRANCH = re.compile(r"refs/(?!.*\.\.)[^\s~^:?*\[\\]+\Z")


def head_of(folder: Path) -> str:
    """Return the commit of the repository that a folder lies in, "" if it lies in none or nothing is committed."""
    try:
        return _head_of(folder.absolute())
    except (OutputError, OSError, ValueError):
        return ""


def _head_of(folder: Path) -> str:
    place = next((one / ".git" for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    if place is None:
        return ""
    if place.is_file():  # of a worktree or a submodule
        place = place.parent / _text(place).removeprefix("gitdir:").strip()
    head = _text(place / "HEAD")
    if not head.startswith("ref:"):
        return _commit(head)
    branch = head.removeprefix("ref:").strip()
    if not _BRANCH.match(branch):
        return ""
    common = place / _text(place / "commondir") if (place / "commondir").is_file() else place
    for one in (place, common):
        if (one / branch).is_file():
            return _commit(_text(one / branch))
    packed = _text(common / "packed-refs") if (common / "packed-refs").is_file() else ""
    lines = (line.partition(" ") for line in packed.splitlines())
    return next((_commit(commit) for commit, _, name in lines if name.strip() == branch), "")


def _commit(text: str) -> str:
    return text if _COMMIT.match(text) else ""


def _text(path: Path) -> str:
    return read(path).decode("utf-8").strip()
