"""Is a copy of the site what its manifest says? The copy is a folder or a web address. Changes nothing."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from generator.build.progress import PhaseTimer
from generator.build.work.manifest import ADDRESS, read_manifest
from generator.problems import OutputError, Problem, Where, problem_at
from generator.publishing.http_copy import Mirror
from generator.system.output_folder import MARKER
from generator.system.reading import digest_file, read

_LARGEST_MANIFEST = 1 << 28  # bytes: of some two million files
_SHOWN_LINES = 3
# What hosts and version control keep beside a site, and the mark of the build's own folder: no part of the site.
BESIDE = frozenset({MARKER, ".nojekyll", "CNAME", "_headers", "_redirects", ".git"})


class Verified(msgspec.Struct, frozen=True):
    """The result of comparing a copy with a manifest.

    place is the folder or address; manifest the digest of the manifest itself, of the kind that digest names: by it two people
    see that they hold the same; files how many it lists; complete says that every file of the copy was seen, so that what is
    not listed would have been found: over the web it cannot be.
    """

    place: str
    manifest: str
    files: int
    complete: bool
    problems: tuple[Problem, ...]
    digest: str = "SHA-256"


def is_web_address(place: str) -> bool:
    """Say whether a copy is meant by its web address."""
    return place.lower().startswith(("http://", "https://"))


def verify(place: str, clock: PhaseTimer, trusted: Path | None = None) -> Verified:
    """Compare a copy with its own manifest, or with the one in the file trusted.

    Raises:
        OutputError: D004 there is no manifest, or it is none; B005 the one trusted cannot be read.
    """
    data = read(trusted) if trusted is not None else b""
    if is_web_address(place):
        try:
            mirror = Mirror(place)
        except ValueError:
            raise OutputError(problem_at("D004.address", Where(place))) from None
        with mirror:
            return _verify_mirror(place, mirror, clock, data)
    return _verify_folder(place, clock, data)


def _verify_folder(place: str, clock: PhaseTimer, data: bytes) -> Verified:
    folder = Path(place)
    if not data and (folder / ADDRESS).is_file():
        data = read(folder / ADDRESS)
    listed = _listed(f"{place.rstrip('/')}/{ADDRESS}", data)
    problems: list[Problem] = []
    seen = 0
    with clock.phase("verify", len(listed)) as done:
        for address in files_in(folder):
            sha256 = listed.get(address)
            where = f"{place.rstrip('/')}/{address}"
            if sha256 is None:
                if address != ADDRESS:
                    problems.append(problem_at("D003", Where(where)))
                continue
            seen += 1
            done.add()
            path = folder / address
            plain = path.is_file() and not path.is_symlink()
            try:
                if not plain or digest_file(path)[1] != sha256:
                    problems.append(problem_at("D002" if plain else "D002.link", Where(where)))
            except OutputError as error:
                problems.append(error.problem)
        if seen < len(listed):
            problems += [
                problem_at("D001", Where(f"{place.rstrip('/')}/{address}"))
                for address in listed
                if not (folder / address).is_file() and not (folder / address).is_symlink()
            ]
    return _verified(place, data, listed, problems, complete=True)


def _verify_mirror(place: str, mirror: Mirror, clock: PhaseTimer, data: bytes) -> Verified:
    root = place.rstrip("/")
    if not data:
        fetched = mirror.fetch_one(ADDRESS, _LARGEST_MANIFEST)
        if fetched.fault:
            raise OutputError(problem_at("D004.host", Where(place), fault=fetched.fault))
        data = fetched.data
    listed = _listed(f"{root}/{ADDRESS}", data)
    problems: list[Problem] = []
    with clock.phase("verify", len(listed)) as done:
        for one in mirror.fetch(listed):
            done.add()
            where = f"{root}/{one.address}"
            if one.fault:
                problems.append(problem_at("D005", Where(where), fault=one.fault))
            elif one.missing:
                problems.append(problem_at("D001", Where(where)))
            elif one.sha256 != listed[one.address]:
                problems.append(problem_at("D002", Where(where)))
    return _verified(place, data, listed, problems, complete=False)


def files_in(folder: Path) -> Iterator[str]:
    """Yield the address of all that is no folder, links and hidden files too, in order; except files of the host."""
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
        raise OutputError(problem_at("D004.lines", Where(where), lines=lines))
    if not listed:
        raise OutputError(problem_at("D004", Where(where)))
    return listed


def _verified(
    place: str, data: bytes, listed: Mapping[str, bytes], problems: list[Problem], *, complete: bool
) -> Verified:
    problems.sort(key=lambda one: (one.code, one.where.path))
    return Verified(place, hashlib.sha256(data).hexdigest(), len(listed), complete, tuple(problems))
