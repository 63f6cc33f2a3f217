"""What files a folder holds. Opens none of them, and knows no cable and no page."""

import errno
import os
from pathlib import Path

import msgspec

from generator.problems import OutputError, Problem, Where, problem_at
from generator.system.processes import Workers
from generator.system.reading import cannot_read, time_of

WELL_KNOWN = ".well-known"
_DEPTH = 2  # folders of a part: cable/2007/, tag/SNAR/


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
        folder: where to look; with passed a link in its place is passed over too.
        passed: takes what is passed over, as problems with paths in the folder: B005 a name that is not UTF-8, B011 what
            is no file. None lets a name stop the scan, and says nothing of the rest.

    Raises:
        OutputError: B005 a folder cannot be read, or a name in it is not UTF-8.
    """
    if passed is not None and folder.is_symlink():
        passed.append(_no_file("", link=True))
        return []
    found, _ = _look_through(os.fspath(folder), "", passed)
    found.sort()
    return found


def scan_in_parts(folder: Path, pool: Workers) -> list[Found]:
    """Return what ``scan`` returns, by the work of several processes.

    Raises:
        OutputError: as ``scan``.
    """
    found, left = _look_through(os.fspath(folder), "", None, _DEPTH)
    parts = [(os.fspath(folder), prefix) for prefix in left]
    for part in pool.map(scan_part, parts, lambda one: one[1], batch=1):
        found += msgspec.msgpack.decode(part, type=list[Found])
    found.sort()
    return found


def scan_part(_tools: object, part: tuple[str, str]) -> bytes:
    """Return the files of a folder, and of all below it, as MessagePack. A task for workers; part is root and path."""
    return msgspec.msgpack.encode(_look_through(*part, None)[0])


def _look_through(
    root: str, start: str, passed: list[Problem] | None, depth: int | None = None
) -> tuple[list[Found], list[str]]:
    """Return the files below a folder, and the folders at a depth, which are not opened.

    Args:
        root: where paths begin.
        start: the folder, "" or a path in root with a slash at its end.
        passed: as for ``scan``.
        depth: how many folders down; None to open all.
    """
    found: list[Found] = []
    left: list[str] = []
    open_folders = [(start, f"{root}/{start}".rstrip("/") if start else root)]
    while open_folders:
        prefix, place = open_folders.pop()
        if depth is not None and prefix.count("/") == depth:
            left.append(prefix)
            continue
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
                            raise OutputError(_no_name(f"{root}/{printable}"))
                        passed.append(_no_name(printable))
                    elif entry.is_file(follow_symlinks=False):
                        seen = entry.stat(follow_symlinks=False)
                        found.append(Found(prefix + name, seen.st_size, time_of(seen)))
                    elif passed is not None:
                        passed.append(_no_file(prefix + name, link=entry.is_symlink()))
        except FileNotFoundError:
            continue  # it went away between being listed and being opened, or was never there
        except OSError as error:
            if passed is None or error.errno != errno.ENAMETOOLONG:
                raise cannot_read(place, error) from None
            passed.append(cannot_read(prefix.rstrip("/"), error).problem)
    return found, left


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_name(path: str) -> Problem:
    """Return the problem of a file whose name is not UTF-8; path is what can be printed of it."""
    return problem_at("B005.name", Where(path))


def _no_file(path: str, *, link: bool) -> Problem:
    """Return the problem of what stands among files and is none."""
    return problem_at("B011" if link else "B011.device", Where(path))
