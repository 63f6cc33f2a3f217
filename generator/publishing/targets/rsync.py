"""A folder on this or another machine, by rsync: new and changed files are copied before old ones are deleted.

A missing program (P006) and one that fails (P007) stop each of these.
"""

import re
from pathlib import Path

from generator.build.work.manifest import ADDRESS as MANIFEST
from generator.publishing.diff import Changes
from generator.publishing.targets.program import run
from generator.system.output_folder import MARKER
from generator.system.reading import read_if_there

_COMMAND = (
    "rsync", "--recursive", "--times", "--chmod=D755,F644", "--delete-after", "--delay-updates",
    "--modify-window=-1",  # to the nanosecond: an edit may come within the second of the last build, as long as before
    "--omit-dir-times", f"--exclude=/{MARKER}", "--8-bit-output",
)  # fmt: skip
_ESCAPED = re.compile(r"\\#(\d{3})")
_NEW = "+++++++++"
_PARTIAL = 23  # exit status of rsync when there is no such file


def changes(site: Path, destination: str, files: int) -> Changes:
    """Ask rsync what it would do; files is how many the site has."""
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
    """Make the destination equal to the site."""
    run([*_COMMAND, "--", f"{site}/", destination])


def manifest_at(destination: str, scratch: Path) -> bytes:
    """Return the manifest at a destination, b"" if there is none; scratch is a file to write it into."""
    between = "" if destination.endswith((":", "/")) else "/"
    scratch.unlink(missing_ok=True)
    run(["rsync", "--", f"{destination}{between}{MANIFEST}", str(scratch)], allowed=(_PARTIAL,))
    found = read_if_there(scratch)
    scratch.unlink(missing_ok=True)
    return found
