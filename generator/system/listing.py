"""What files a folder holds. Opens none of them, and knows no cable and no page."""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from generator.problems import OutputError, Problem, Where, problem_at
from generator.system.digests import digest
from generator.system.processes import Workers
from generator.system.reading import cannot_read, time_of

WELL_KNOWN = ".well-known"
_DEPTH = 2  # folders of a part: cable/2007/, tag/SNAR/
Entry = tuple[str, int, int]  # name, size in bytes, time in nanoseconds


class Found(msgspec.Struct, frozen=True, order=True):
    """A file in a folder: its path there with ``/`` between parts, its size in bytes, its time in nanoseconds."""

    path: str
    size: int
    time: int


class Folder(msgspec.Struct, frozen=True, array_like=True):
    """A folder as it was seen: its path with a slash at its end, "" for the one that all are in, and its own files.

    These are name, size and time of each, in order of name; None where they are as they were known.
    """

    path: str
    files: list[Entry] | None


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
    folders = _look_through(os.fspath(folder), "", passed)
    found = [Found(prefix + name, size, time) for prefix, files in folders for name, size, time in files]
    found.sort()
    return found


def digest_of_files(files: Sequence[Entry]) -> bytes:
    """Return the digest of the names, sizes and times of the files of a folder, in order of name."""
    return digest(msgspec.msgpack.encode(files))


def changed_folders(
    folder: Path, known: Mapping[str, bytes], pool: Workers | None = None, passed: list[Problem] | None = None
) -> Iterator[Folder]:
    """Return the folder and each one under it that has files or is known; what is looked at is as for ``scan``.

    Args:
        folder: where to look.
        known: the digest of the files of each folder as they were, by its path.
        pool: several processes look through a large folder, and have begun when this returns; None for this one alone.
        passed: as for ``scan``, None with a pool.

    Raises:
        OutputError: as ``scan``; the iterator too.
    """
    if passed is not None and folder.is_symlink():
        passed.append(_no_file("", link=True))
        return iter(())
    root = os.fspath(folder)
    left: list[str] = []
    near = _look_through(root, "", passed, left, None if pool is None else _DEPTH)
    seen = (one for prefix, files in near for one in _as_known(prefix, files, known))
    if pool is None:
        return seen
    here = list(seen)
    inside: dict[str, dict[str, bytes]] = {prefix: {} for prefix in left}
    for path, one in known.items():
        part = "".join(f"{name}/" for name in path.split("/")[:_DEPTH])
        if part in inside:
            inside[part][path] = one
    parts = pool.begin(look_at_part, [(root, *part) for part in inside.items()], lambda one: one[1])
    decode = msgspec.msgpack.Decoder(list[Folder]).decode
    return chain(here, chain.from_iterable(map(decode, parts)))


def look_at_part(_tools: object, part: tuple[str, str, dict[str, bytes]]) -> bytes:
    """Return a folder and those under it, as MessagePack. A task for workers; part is root, path, and what is known."""
    root, start, known = part
    folders = (one for seen in _look_through(root, start, None) for one in _as_known(*seen, known))
    return msgspec.msgpack.encode(list(folders))


def _as_known(prefix: str, files: list[Entry], known: Mapping[str, bytes]) -> Iterator[Folder]:
    before = known.get(prefix)
    files.sort()
    if before is not None and digest_of_files(files) == before:
        yield Folder(prefix, None)
    elif files or before is not None:
        yield Folder(prefix, files)


def _look_through(
    root: str, start: str, passed: list[Problem] | None, left: list[str] | None = None, depth: int | None = None
) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the path of a folder and of each one below it, and its files.

    Args:
        root: where paths begin.
        start: the folder, "" or a path in root with a slash at its end.
        passed: as for ``scan``.
        left: takes the folders at a depth, which are not opened.
        depth: how many folders down; None to open all.
    """
    open_folders = [(start, f"{root}/{start}".rstrip("/") if start else root)]
    while open_folders:
        prefix, place = open_folders.pop()
        if left is not None and prefix.count("/") == depth:
            left.append(prefix)
            continue
        files: list[Entry] = []
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
                        files.append((name, seen.st_size, time_of(seen)))
                    elif passed is not None:
                        passed.append(_no_file(prefix + name, link=entry.is_symlink()))
        except FileNotFoundError:
            pass  # it went away between being listed and being opened, or was never there
        except OSError as error:
            if passed is None or error.errno != errno.ENAMETOOLONG:
                raise cannot_read(place, error) from None
            passed.append(cannot_read(prefix.rstrip("/"), error).problem)
        yield prefix, files


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
