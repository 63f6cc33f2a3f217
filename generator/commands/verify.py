"""Is a copy of the site what its manifest says? The copy is a folder or a web address. Changes nothing."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from generator.commands.progress import Clock
from generator.output.files import MARKER, digest_file, read
from generator.output.manifest import ADDRESS, read_manifest
from generator.output.mirror import Mirror
from generator.problems import OutputError, Problem, Severity, Where

_LARGEST_MANIFEST = 1 << 30  # bytes
_SHOWN_LINES = 3
# What hosts and version control keep beside a site, and the mark of the build's own folder: no part of the site.
BESIDE = frozenset({MARKER, ".nojekyll", "CNAME", "_headers", "_redirects", ".git"})


class Verified(msgspec.Struct, frozen=True):
    """A copy held against a manifest.

    place is the folder or address; manifest the SHA-256 of the manifest itself, by which two people see that they hold
    the same; files how many it lists; complete says that every file of the copy was seen, so that what is not listed
    would have been found: over the web it cannot be.
    """

    place: str
    manifest: str
    files: int
    complete: bool
    problems: tuple[Problem, ...]


def is_web_address(place: str) -> bool:
    """Say whether a copy is meant by its web address."""
    return place.lower().startswith(("http://", "https://"))


def verify(place: str, clock: Clock, trusted: Path | None = None) -> Verified:
    """Hold a copy against its own manifest, or against the one in the file trusted.

    Raises:
        OutputError: D004 there is no manifest, or it is none; B005 the one trusted cannot be read.
    """
    data = read(trusted) if trusted is not None else b""
    if is_web_address(place):
        try:
            mirror = Mirror(place)
        except ValueError:
            raise _no_manifest(place, "is no web address", "write it as in https://example.org/room/") from None
        with mirror:
            return _verify_mirror(place, mirror, clock, data)
    return _verify_folder(place, clock, data)


def _verify_folder(place: str, clock: Clock, data: bytes) -> Verified:
    folder = Path(place)
    if not data and (folder / ADDRESS).is_file():
        data = read(folder / ADDRESS)
    listed = _listed(f"{place.rstrip('/')}/{ADDRESS}", data)
    problems: list[Problem] = []
    seen = 0
    with clock.phase("verify", len(listed)) as done:
        for address in _files(folder):
            sha256 = listed.get(address)
            where = f"{place.rstrip('/')}/{address}"
            if sha256 is None:
                if address != ADDRESS:
                    problems.append(_unlisted(where))
                continue
            seen += 1
            done.add()
            path = folder / address
            plain = path.is_file() and not path.is_symlink()
            try:
                if not plain or digest_file(path)[1] != sha256:
                    problems.append(_altered(where, "" if plain else "is a link, or something else that is no file"))
            except OutputError as error:
                problems.append(error.problem)
        if seen < len(listed):
            problems += [
                _missing(f"{place.rstrip('/')}/{address}")
                for address in listed
                if not (folder / address).is_file() and not (folder / address).is_symlink()
            ]
    return _verified(place, data, listed, problems, complete=True)


def _verify_mirror(place: str, mirror: Mirror, clock: Clock, data: bytes) -> Verified:
    root = place.rstrip("/")
    if not data:
        fetched = mirror.fetch_one(ADDRESS, _LARGEST_MANIFEST)
        if fetched.fault:
            hint = "see the address, and that the server answers"
            raise _no_manifest(place, f"cannot be reached: {fetched.fault}", hint)
        data = fetched.data
    listed = _listed(f"{root}/{ADDRESS}", data)
    problems: list[Problem] = []
    with clock.phase("verify", len(listed)) as done:
        for one in mirror.fetch(listed):
            done.add()
            where = f"{root}/{one.address}"
            if one.fault:
                message, hint = f"was not given: {one.fault}", "try again; if it stays so, ask who keeps the server"
                problems.append(Problem(Where(where), Severity.ERROR, "D005", message, hint))
            elif one.missing:
                problems.append(_missing(where))
            elif one.sha256 != listed[one.address]:
                problems.append(_altered(where))
    return _verified(place, data, listed, problems, complete=False)


def _files(folder: Path) -> Iterator[str]:
    """Yield the address of all that is no folder, links and hidden files too, in order; not what hosts keep beside."""
    for path, folders, names in os.walk(folder):
        folders.sort()
        prefix = Path(path).relative_to(folder).as_posix()
        prefix = "" if prefix == "." else f"{prefix}/"
        links = [name for name in folders if (Path(path) / name).is_symlink()]
        if not prefix:
            folders[:] = [name for name in folders if name not in BESIDE]
        for name in sorted((*names, *links)):
            if prefix or name not in BESIDE:
                yield (prefix + name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _listed(where: str, data: bytes) -> Mapping[str, bytes]:
    listed, bad = read_manifest(data)
    if bad:
        lines = ", ".join(map(str, bad[:_SHOWN_LINES])) + (" …" if len(bad) > _SHOWN_LINES else "")
        raise _no_manifest(where, f"is no manifest: line {lines}", "fetch it again, or build the site again")
    if not listed:
        raise _no_manifest(where, "is not there, or empty", "a site that was built has one; see the address")
    return listed


def _verified(
    place: str, data: bytes, listed: Mapping[str, bytes], problems: list[Problem], *, complete: bool
) -> Verified:
    problems.sort(key=lambda one: (one.code, one.where.path))
    return Verified(place, hashlib.sha256(data).hexdigest(), len(listed), complete, tuple(problems))


def _no_manifest(where: str, message: str, hint: str) -> OutputError:
    return OutputError(Problem(Where(where), Severity.ERROR, "D004", message, hint))


def _missing(where: str) -> Problem:
    message, hint = "is in the manifest and not here", "copy it again, or build the site again"
    return Problem(Where(where), Severity.ERROR, "D001", message, hint)


def _altered(where: str, how: str = "") -> Problem:
    message = how or "is not what the manifest says"
    hint = "do not trust it; copy it again, or build the site again"
    return Problem(Where(where), Severity.ERROR, "D002", message, hint)


def _unlisted(where: str) -> Problem:
    message, hint = "is not in the manifest", "take it away, or build the site again, which removes it"
    return Problem(Where(where), Severity.ERROR, "D003", message, hint)
