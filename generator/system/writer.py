"""``Writer``: files that are written whole or not at all. Every byte of a site goes through it."""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

import msgspec

from generator.problems import OutputError, Where, problem_at
from generator.system.reading import BINARY, PIECE, digest_file, time_of

_BESIDE = ".reading-room-part-"  # begins the name of a file that is being written beside its place
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY


class Written(msgspec.Struct, frozen=True):
    """A file of the site after a write: size in bytes, time in nanoseconds, and whether anything was written."""

    address: str
    size: int
    time: int
    sha256: bytes
    changed: bool


def cannot_write(path: str, error: OSError) -> OutputError:
    """Return what to raise when the system will not let us write path."""
    return OutputError(problem_at("B003", Where(path), fault=(error.strerror or str(error)).lower()))


class Writer:
    """Writes files under one folder, each whole or not at all.

    A file is first written in the scratch folder, which must be on the same disk, then renamed into its place; a build
    that is killed leaves at most a stray file there, which the next build removes.
    """

    def __init__(self, root: Path, scratch: Path, *, check: Callable[[str, bytes], None] | None = None) -> None:
        """Write under root by way of scratch; both exist.

        scratch is a folder on the same disk. check is given address and bytes of each file before it is written; what it raises
        keeps the file from being written.
        """
        self._check = check
        self._root = f"{os.fspath(root)}/"
        # Drawn anew by each: on several machines two processes may have one number.
        self._scratch = f"{os.fspath(scratch)}/{os.getpid()}-{os.urandom(6).hex()}-"
        self._numbers = count()
        self._plain: set[str] = set()

    def write(self, address: str, data: bytes) -> Written:
        """Put data at address, unless it already stands there."""
        if self._check is not None:
            self._check(address, data)
        target = self._place_of(address)
        digest = hashlib.sha256(data).digest()
        stands = _time_if_same(target, data)
        if stands is not None:
            return Written(address, len(data), stands, digest, changed=False)
        temporary = self._scratch + str(next(self._numbers))
        try:
            made = _write_whole(temporary, data)
            move(temporary, target)
        except OSError as error:
            raise _given_up(temporary, target, error) from None
        return Written(address, made.st_size, time_of(made), digest, changed=True)

    def _place_of(self, address: str) -> str:
        """Return where a file of the site stands; a link in place of a folder above it is removed, not followed."""
        folder = address.rpartition("/")[0]
        if folder and folder not in self._plain:
            place = self._root
            for part in folder.split("/"):
                place += part
                if os.path.islink(place):  # noqa: PTH114 - as in read
                    os.unlink(place)  # noqa: PTH108 - as in read
                place += "/"
            self._plain.add(folder)
        return self._root + address

    def look(self, address: str) -> Written:
        """Return what stands at address, as if it had just been written."""
        seen, sha256 = digest_file(self._root + address)
        return Written(address, seen.st_size, time_of(seen), sha256, changed=False)

    def write_parts(self, address: str, parts: Iterable[bytes]) -> Written:
        """Put what parts yield at address, unless it already stands there; no more of it than a part is in memory."""
        temporary = self._scratch + str(next(self._numbers))
        if self._check is not None:
            parts = _checked(address, parts, self._check)
        try:
            stands = self._settle(_fill(temporary, address, parts), temporary)
            if not stands.changed:
                Path(temporary).unlink()
        except OSError as error:
            raise _given_up(temporary, self._root + address, error) from None
        return stands

    def take(self, address: str, made: Path) -> Written:
        """Put a file that is written whole, on the disk of the scratch folder, at address, unless it already stands there.

        What it holds is not checked.
        """
        seen, sha256 = digest_file(made)
        try:
            return self._settle(Written(address, seen.st_size, time_of(seen), sha256, changed=True), str(made))
        except OSError as error:
            raise cannot_write(self._root + address, error) from None

    def _settle(self, made: Written, temporary: str) -> Written:
        """Put what was made into its place, unless the same stands there; return what stands there then."""
        place = Path(self._place_of(made.address))
        if place.is_file() and not place.is_symlink() and place.stat().st_size == made.size:
            stands = self.look(made.address)
            if stands.sha256 == made.sha256:
                return stands
        move(temporary, str(place))
        return made


def _checked(address: str, parts: Iterable[bytes], check: Callable[[str, bytes], None]) -> Iterator[bytes]:
    """Yield what parts yield after it was checked, many lines at once: what is checked must not be cut within a line."""
    waiting = bytearray()
    for part in parts:
        waiting += part
        end = waiting.rfind(b"\n") + 1
        if len(waiting) > PIECE and end:
            check(address, bytes(waiting[:end]))
            yield bytes(waiting[:end])
            del waiting[:end]
    check(address, bytes(waiting))
    yield bytes(waiting)


def _given_up(temporary: str, target: str, error: OSError) -> OutputError:
    """Remove what was half written, and return what to raise."""
    Path(temporary).unlink(missing_ok=True)
    return cannot_write(target, error)


def _write_whole(place: str, data: bytes) -> os.stat_result:
    """Write data into a new file, and return its size and times."""
    handle = os.open(place, _NEW, 0o666)
    try:
        done = os.write(handle, data)
        while done < len(data):
            done += os.write(handle, memoryview(data)[done:])
        return os.fstat(handle)
    finally:
        os.close(handle)


def _fill(place: str, address: str, parts: Iterable[bytes]) -> Written:
    """Write parts into a new file, many small ones at once."""
    digest = hashlib.sha256()
    with Path(place).open("wb", buffering=PIECE) as file:
        for part in parts:
            digest.update(part)
            file.write(part)
        file.flush()
        made = os.fstat(file.fileno())
    return Written(address, made.st_size, time_of(made), digest.digest(), changed=True)


def move(temporary: str, target: str) -> None:
    """Put a file that is written whole into its place; every file of a site passes here."""
    try:
        os.replace(temporary, target)  # noqa: PTH105 - as in read: called for every file of the site
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        _make_way(Path(target))
        move(temporary, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _move_over(Path(temporary), Path(target))


def link_or_copy(source: Path | str, target: Path | str) -> None:
    """Give a file a second name, or copy it where the disk has no links, or is another; raises OSError."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _move_over(temporary: Path, target: Path) -> None:
    """Move a file onto another disk: written beside its place, then renamed. Such is a site that is a mount point."""
    _make_way(target)
    beside = target.with_name(f"{_BESIDE}{os.urandom(6).hex()}")
    try:
        shutil.copyfile(temporary, beside)
        shutil.copystat(temporary, beside)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    temporary.unlink()


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


def _time_if_same(target: str, data: bytes) -> int | None:
    """Return the time of the file at target if it is a plain file that holds data, else None."""
    try:
        handle = os.open(target, os.O_RDONLY | BINARY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    try:
        seen = os.fstat(handle)
        same = seen.st_size == len(data) and os.read(handle, len(data) + 1) == data
    except OSError:
        return None
    finally:
        os.close(handle)
    return time_of(seen) if same else None
