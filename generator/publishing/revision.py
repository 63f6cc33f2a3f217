"""The revision of the room's own git repository, and whether a commit is in its history.

A room outside any repository has no revision. Changes nothing.
"""

from pathlib import Path

import msgspec

from generator.publishing.targets.program import run
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
