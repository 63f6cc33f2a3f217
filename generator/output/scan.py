"""What files a folder holds. Opens none of them, and knows no cable and no page."""

import os
from array import array
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.output.files import cannot_read
from generator.problems import OutputError, Problem, Severity, Where

WELL_KNOWN = ".well-known"
_FURTHEST = (1 << 63) - 1  # nanoseconds: in the year 2262


class Found(msgspec.Struct, frozen=True, order=True):
    """A file in a folder: its path there with ``/`` between parts, its size in bytes, its time in nanoseconds."""

    path: str
    size: int
    time: int


def scan(folder: Path, passed: list[Problem] | None = None) -> list[Found]:
    """Return the regular files under folder, in order of path; none if there is no such folder.

    Names that begin with a dot are passed over, but for ``.well-known`` (RFC 8615). Links are not followed, since what
    they show may lie outside, and pipes, sockets and devices are not opened.

    Args:
        folder: where to look.
        passed: takes what is passed over, as problems with paths in the folder: B005 a name that is not UTF-8, B011 what
            is no file. None lets a name stop the scan, and says nothing of the rest.

    Raises:
        OutputError: B005 a folder cannot be read, or a name in it is not UTF-8.
    """
    found: list[Found] = []
    open_folders = [("", os.fspath(folder))]
    while open_folders:
        prefix, place = open_folders.pop()
        plain = prefix.isascii()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith(".") and name != WELL_KNOWN:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        open_folders.append((f"{prefix}{name}/", entry.path))
                    elif not (plain and name.isascii()) and not _is_text(prefix + name):
                        printable = (prefix + name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                        if passed is None:
                            raise OutputError(_no_name(f"{os.fspath(folder)}/{printable}"))
                        passed.append(_no_name(printable))
                    elif entry.is_file(follow_symlinks=False):
                        seen = entry.stat(follow_symlinks=False)
                        found.append(Found(prefix + name, seen.st_size, seen.st_mtime_ns))
                    elif passed is not None:
                        passed.append(_no_file(prefix + name, link=entry.is_symlink()))
        except FileNotFoundError:
            continue  # it went away between being listed and being opened, or was never there
        except OSError as error:
            raise cannot_read(place, error) from None
    found.sort()
    return found


class Packed(msgspec.Struct, frozen=True):
    """What a scan found, as another process sends it: paths with NUL between, sizes and times as signed 64 bits.

    A time beyond those, which a disk can have and no build leaves, is the furthest.
    """

    paths: str
    sizes: bytes
    times: bytes


def scan_packed(folder: Path) -> Packed:
    """Scan a folder in another process.

    Raises:
        OutputError: as for scan.
    """
    found = scan(folder)
    sizes = array("q", (one.size for one in found))
    times = array("q", (max(-_FURTHEST, min(one.time, _FURTHEST)) for one in found))
    return Packed("\0".join([one.path for one in found]), sizes.tobytes(), times.tobytes())


def unpacked(packed: Packed) -> Iterator[Found]:
    """Yield what was found, in order of path."""
    sizes, times = array("q", packed.sizes), array("q", packed.times)
    return map(Found, packed.paths.split("\0") if sizes else (), sizes, times)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_name(path: str) -> Problem:
    """Return the problem of a file whose name is not UTF-8; path is what can be printed of it."""
    message = "cannot be read: its name is not UTF-8"
    return Problem(Where(path), Severity.ERROR, "B005", message, "rename it, or the folder it is in")


def _no_file(path: str, *, link: bool) -> Problem:
    """Return the problem of what stands among files and is none."""
    message = f"is passed over: it is {'a link' if link else 'no file but a pipe, a socket or a device'}"
    hint = "put the file itself here" if link else "take it away; a room is made of files"
    return Problem(Where(path), Severity.WARNING, "B011", message, hint)
