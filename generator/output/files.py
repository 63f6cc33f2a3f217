"""Files: read as they are, and written whole or not at all. Knows no cable and no page."""

import errno
import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import msgspec

from generator.problems import AddressError, OutputError, Problem, Severity, Where

MARKER = ".reading-room-site"
_MARKER_TEXT = b"This folder is made by reading-room. What no page owns is removed from it at the next build.\n"
_AT_ONCE = 1 << 20  # bytes
_BINARY = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY
_BAD_ADDRESS = re.compile(r"^/|(?:^|/)\.{0,2}(?:/|$)|[\\:*?\"<>|\x00-\x1f\x7f]|[. ](?:/|$)")
_DEVICE = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:/|$)", re.IGNORECASE)


class Written(msgspec.Struct, frozen=True):
    """A file of the site after a write: size in bytes, time in nanoseconds, and whether anything was written."""

    address: str
    size: int
    time: int
    sha256: bytes
    changed: bool


def read(path: Path | str) -> bytes:
    """Return the bytes of a file.

    Raises:
        OutputError: B005 the file cannot be read, or is a pipe, a socket or a device: to read these might never end.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0))  # at once, even a pipe
        try:
            return _read_all(handle, os.fstat(handle))
        finally:
            os.close(handle)
    except OSError as error:
        raise cannot_read(os.fspath(path), error) from None


def _read_all(handle: int, seen: os.stat_result) -> bytes:
    """Return what an open file holds; the system itself refuses to read a folder."""
    if not stat.S_ISREG(seen.st_mode) and not stat.S_ISDIR(seen.st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    parts = [os.read(handle, seen.st_size + 1)]
    while parts[-1]:  # the end is where nothing comes: a file may grow while it is read
        parts.append(os.read(handle, _AT_ONCE))
    return b"".join(parts)


def digest_file(path: Path | str) -> tuple[os.stat_result, bytes]:
    """Return size and times of a file, and its SHA-256; it is read in pieces, however long.

    Raises:
        OutputError: B005 the file cannot be read.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as in read
            return os.fstat(file.fileno()), hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise cannot_read(os.fspath(path), error) from None


def cannot_read(path: str, error: OSError) -> OutputError:
    """Return what to raise when the system will not let us read path."""
    message = f"cannot be read: {(error.strerror or str(error)).lower()}"
    return OutputError(
        Problem(Where(path), Severity.ERROR, "B005", message, "see who may read the file, and that it stays there")
    )


def check_address(address: str, claimed_by: str) -> None:
    """Make sure that an address stays within the site and can be a file on any system.

    Raises:
        AddressError: B001 it leaves the site, or is no name for a file.
    """
    if not address or _BAD_ADDRESS.search(address) or _DEVICE.search(address):
        message = f"the address {address!r} cannot be a file of the site"
        hint = "an address is made of names with / between them, without .. and without signs that a disk refuses"
        raise AddressError(Problem(Where(claimed_by or address), Severity.ERROR, "B001", message, hint))


def claim(output: Path) -> None:
    """Make the output folder ours, or make sure that it already is.

    Raises:
        OutputError: B002 the folder holds something and is not one that we made; B003 it cannot be written.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        marker = output / MARKER
        if marker.is_file() and not output.is_symlink():
            return
        if output.is_symlink() or any(output.iterdir()):
            message = "is not a folder that reading-room made, and it is not empty"
            hint = "name another folder with --output, or empty this one yourself"
            raise OutputError(Problem(Where(str(output)), Severity.ERROR, "B002", message, hint))
        marker.write_bytes(_MARKER_TEXT)
    except OSError as error:
        raise cannot_write(str(output), error) from None


def is_fresh(output: Path) -> bool:
    """Say whether nothing stands in a folder but what marks it as ours; where there is none, nothing does."""
    if not output.is_dir():
        return True
    with os.scandir(output) as entries:
        return all(entry.name == MARKER for entry in entries)


def is_ours(output: Path) -> bool:
    """Say whether a folder is one that a build made."""
    return (output / MARKER).is_file() and not output.is_symlink()


def cannot_write(path: str, error: OSError) -> OutputError:
    """Return what to raise when the system will not let us write path."""
    message = f"cannot be written: {(error.strerror or str(error)).lower()}"
    hint = (
        "see that the disk has room and that you may write there; the site is as it was but for pages already renewed"
    )
    return OutputError(Problem(Where(path), Severity.ERROR, "B003", message, hint))


class Writer:
    """Writes files under one folder, each whole or not at all.

    A file is first written in the scratch folder, which must be on the same disk, then renamed into its place; a build
    that is killed leaves at most a stray file there, which the next build removes.
    """

    def __init__(self, root: Path, scratch: Path, *, fresh: bool = False) -> None:
        """Write under root by way of scratch; both exist. fresh says that nothing stands under root yet."""
        self._fresh = fresh
        self._root = f"{os.fspath(root)}/"
        # Drawn anew by each: on several machines two processes may have one number.
        self._scratch = f"{os.fspath(scratch)}/{os.getpid()}-{os.urandom(6).hex()}-"
        self._numbers = count()

    def write(self, address: str, data: bytes) -> Written:
        """Put data at address, unless it already stands there.

        Raises:
            OutputError: B003 the system refused.
        """
        target = self._root + address
        digest = hashlib.sha256(data).digest()
        stands = None if self._fresh else _standing(target, data)
        if stands is not None:
            return Written(address, len(data), stands, digest, changed=False)
        temporary = self._scratch + str(next(self._numbers))
        try:
            made = _write_whole(temporary, data)
            _move(temporary, target)
        except OSError as error:
            raise _given_up(temporary, target, error) from None
        return Written(address, made.st_size, made.st_mtime_ns, digest, changed=True)

    def look(self, address: str) -> Written:
        """Return what stands at address, as if it had just been written.

        Raises:
            OutputError: B005 it cannot be read.
        """
        seen, sha256 = digest_file(self._root + address)
        return Written(address, seen.st_size, seen.st_mtime_ns, sha256, changed=False)

    def write_parts(self, address: str, parts: Iterable[bytes]) -> Written:
        """Put what parts yield at address, whatever stands there.

        Raises:
            OutputError: B003 the system refused.
        """
        with self._filled(address, parts) as (made, temporary):
            _move(temporary, self._root + address)
        return made

    def renew(self, address: str, parts: Iterable[bytes]) -> Written:
        """Put what parts yield at address, unless it already stands there; no more of it than a part is in memory.

        Raises:
            OutputError: B003 the system refused.
        """
        with self._filled(address, parts) as (made, temporary):
            place = Path(self._root + address)
            if place.is_file() and not place.is_symlink() and place.stat().st_size == made.size:
                stands = self.look(address)
                if stands.sha256 == made.sha256:
                    Path(temporary).unlink()
                    return stands
            _move(temporary, self._root + address)
        return made

    @contextmanager
    def _filled(self, address: str, parts: Iterable[bytes]) -> Iterator[tuple[Written, str]]:
        """Give what was written of parts into a scratch file, and where; on a fault of the system the file goes."""
        temporary = self._scratch + str(next(self._numbers))
        try:
            yield _fill(temporary, address, parts), temporary
        except OSError as error:
            raise _given_up(temporary, self._root + address, error) from None


def _given_up(temporary: str, target: str, error: OSError) -> OutputError:
    """Remove what was half written, and return what to raise."""
    Path(temporary).unlink(missing_ok=True)
    return cannot_write(target, error)


def _write_whole(place: str, data: bytes) -> os.stat_result:
    """Write data into a new file, and return its size and times."""
    handle = os.open(place, _NEW, 0o666)
    try:
        _write_all(handle, data)
        return os.fstat(handle)
    finally:
        os.close(handle)


def _fill(place: str, address: str, parts: Iterable[bytes]) -> Written:
    """Write parts into a new file, many small ones at once."""
    digest = hashlib.sha256()
    waiting = bytearray()
    handle = os.open(place, _NEW, 0o666)
    try:
        for part in parts:
            waiting += part
            if len(waiting) > _AT_ONCE:
                digest.update(waiting)
                _write_all(handle, bytes(waiting))
                waiting.clear()
        digest.update(waiting)
        _write_all(handle, bytes(waiting))
        made = os.fstat(handle)
    finally:
        os.close(handle)
    return Written(address, made.st_size, made.st_mtime_ns, digest.digest(), changed=True)


def _write_all(handle: int, data: bytes) -> None:
    done = os.write(handle, data)
    while done < len(data):
        done += os.write(handle, memoryview(data)[done:])


def _move(temporary: str, target: str) -> None:
    try:
        os.replace(temporary, target)  # noqa: PTH105 - as in read: called for every file of the site
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        _make_way(Path(target))
        Path(temporary).replace(target)


def _make_way(target: Path) -> None:
    """Make the folders above target; what was a file of the site may now be a folder of it, or the reverse."""
    for folder in target.parents:
        if folder.is_dir() and not folder.is_symlink():
            break
        if folder.is_symlink() or folder.is_file():  # another worker may just have made the folder
            folder.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)


def _standing(target: str, data: bytes) -> int | None:
    """Return the time of the file at target if it is a plain file that holds data, else None."""
    try:
        handle = os.open(target, os.O_RDONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    try:
        seen = os.fstat(handle)
        same = seen.st_size == len(data) and os.read(handle, len(data) + 1) == data
    except OSError:
        return None
    finally:
        os.close(handle)
    return seen.st_mtime_ns if same else None


def remove(root: Path, addresses: Sequence[str]) -> None:
    """Remove files of the site, and the folders that this leaves empty.

    Raises:
        OutputError: B003 the system refused.
    """
    folders: set[str] = set()
    for address in addresses:
        target = root / address
        try:
            target.unlink(missing_ok=True)
        except NotADirectoryError:
            continue  # a file has come in place of its folder
        except OSError as error:
            if target.is_dir():
                continue  # a folder of the site has come in its place
            raise cannot_write(str(target), error) from None
        folders.update(parent.as_posix() for parent in Path(address).parents)
    for folder in sorted(folders - {"."}, key=len, reverse=True):
        try:
            (root / folder).rmdir()
        except OSError:
            continue  # not empty, or already gone
