"""Any of rclone's remotes: object stores, drives, other servers. How they are reached is rclone's own configuration.

A missing program (P006) and one that fails (P007) stop each of these.
"""

from pathlib import Path

import msgspec

from generator.build.work.manifest import ADDRESS as MANIFEST
from generator.publishing.diff import Changes
from generator.publishing.targets.program import run, standard_error_of
from generator.system.output_folder import MARKER

_NO_FOLDER = 3  # exit status of rclone when there is no such folder yet
_NO_FILE = (1, 3, 4)
_APART = ("--exclude", f"/{MARKER}")


class _Told(msgspec.Struct):
    """A line of rclone's log: what was left out of a dry run, and of which file."""

    object: str = ""
    skipped: str = ""


def changes(site: Path, destination: str, _files: int) -> Changes:
    """Ask rclone what it would do."""
    listing = run(["rclone", "lsf", "--recursive", "--files-only", *_APART, "--", destination], allowed=(_NO_FOLDER,))
    standing = set(listing.decode("utf-8", "surrogateescape").splitlines())
    log = standard_error_of(["rclone", "sync", "--dry-run", "--use-json-log", *_APART, "--", str(site), destination])
    copied, deleted = set(), set()
    for line in log.splitlines():
        told = msgspec.json.decode(line, type=_Told) if line.startswith(b"{") else _Told()
        if told.skipped == "copy":
            copied.add(told.object)
        elif told.skipped == "delete":
            deleted.add(told.object)
    return Changes(
        tuple(sorted(copied - standing)), tuple(sorted(copied & standing)), tuple(sorted(deleted)), len(standing)
    )


def carry(site: Path, destination: str) -> None:
    """Make the destination equal to the site."""
    run(["rclone", "sync", *_APART, "--", str(site), destination])


def manifest_at(destination: str, _scratch: Path) -> bytes:
    """Return the manifest at a destination, b"" if there is none."""
    between = "" if destination.endswith((":", "/")) else "/"
    return run(["rclone", "cat", "--", f"{destination}{between}{MANIFEST}"], allowed=_NO_FILE)
