"""A folder on this or another machine, by rsync: what differs goes over, and stands before what is old goes."""

import re
from pathlib import Path

from generator.output.carriers.changes import Changes
from generator.output.carriers.program import run
from generator.output.files import MARKER

_COMMAND = (
    "rsync", "--recursive", "--links", "--times", "--chmod=D755,F644", "--delete-after", "--delay-updates",
    "--modify-window=-1",  # to the nanosecond: an edit may come within the second of the last build, as long as before
    "--omit-dir-times", f"--exclude=/{MARKER}", "--8-bit-output",
)  # fmt: skip
_ESCAPED = re.compile(r"\\#(\d{3})")
_NEW = "+++++++++"


def changes(site: Path, destination: str, files: int) -> Changes:
    """Ask rsync what it would do; files is how many the site has.

    Raises:
        OutputError: P006, P007.
    """
    told = run([*_COMMAND, "--dry-run", "--out-format=%i %n", "--", f"{site}/", destination])
    added: list[str] = []
    changed: list[str] = []
    deleted: list[str] = []
    for line in told.decode("utf-8", "surrogateescape").splitlines():
        what, _, name = line.partition(" ")
        address = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), name.strip())
        if what == "*deleting":
            if not address.endswith("/"):
                deleted.append(address)
        elif what[:2] in {"<f", ">f"}:
            (added if what.endswith(_NEW) else changed).append(address)
    standing = files - len(added) + len(deleted)
    return Changes(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(deleted)), standing)


def carry(site: Path, destination: str) -> None:
    """Make the destination what the site is.

    Raises:
        OutputError: P006, P007.
    """
    run([*_COMMAND, "--", f"{site}/", destination])
