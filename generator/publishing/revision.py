"""The revision of the room's own git repository, and whether a commit is in its history.

A room outside any repository has no revision. Changes nothing.
"""

from pathlib import Path

import msgspec

from generator.publishing.targets.program import git
from generator.system.listing import scan

_NOT_THERE = (1, 128)  # exit statuses of git for a missing repository or commit, or the answer no


class Revision(msgspec.Struct, frozen=True):
    """A commit of the repository with the content; dirty says that files which make the site differ from it."""

    commit: str
    dirty: bool = False

    def __str__(self) -> str:
        """Return the revision as messages and commits give it."""
        return f"{self.commit} dirty" if self.dirty else self.commit

    @property
    def short(self) -> str:
        """Return it as the first line of a commit names it."""
        return f"{self.commit[:12]} (dirty)" if self.dirty else self.commit[:12]


def revision_of(content: Path, *others: Path, built: str = "") -> Revision | None:
    """Return the revision of a content folder, None if it is in no repository or nothing is committed.

    It is dirty where this or another folder of which the site is made differs from it. built is the commit that the build of
    the site began at, a blank, and when that was, in nanoseconds; "" for the commit that is checked out now. Changes after
    that may have undone what the build read, so the revision is dirty.

    Raises:
        OutputError: P006 git is not installed.
    """
    commit = git(content, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", allowed=_NOT_THERE)
    if not commit:
        return None
    built, _, begun = built.partition(" ")
    asked: list[tuple[str, ...]] = [("status", "--porcelain", "--", ".")]
    if built and built != commit:
        if not git(content, "rev-parse", "--verify", "--quiet", f"{built}^{{commit}}", allowed=_NOT_THERE):
            return Revision(built, dirty=True)  # nothing can be compared with it
        asked.append(("diff", "--name-only", built, "--", "."))
        commit = built
    folders = (content, *others)
    dirty = begun and any(found.time > int(begun) for one in folders for found in scan(one, []))
    dirty = dirty or any(git(one, *words, allowed=_NOT_THERE) for one in folders for words in asked)
    return Revision(commit, bool(dirty))


def has_in_history(content: Path, commit: str) -> bool | None:
    """Say whether a commit is in the history of a content folder; None if that is unknown.

    It is unknown if the folder is in no repository, and in a clone without the whole history.
    """
    if git(content, "rev-parse", "--is-shallow-repository", allowed=_NOT_THERE) != "false":
        return None
    return git(content, "merge-base", commit, "HEAD", allowed=_NOT_THERE) == commit
