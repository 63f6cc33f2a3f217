"""Is a copy of the site what its manifest says? The copy is a folder or a web address. Changes nothing."""

import hashlib
import os
from collections.abc import Container, Iterator, Mapping
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


def verify(place: str, clock: PhaseTimer, trusted: Path | None = None) -> Verified:
    """Compare a copy with its own manifest, or with the one in the file trusted.

    Raises:
        OutputError: D004 there is no manifest, or it is none; B005 the one trusted cannot be read.
    """
    data = read(trusted) if trusted is not None else b""
    if place.lower().startswith(("http://", "https://")):
        try:
            mirror = Mirror(place)
        except ValueError:
            raise OutputError(problem_at("D004.address", Where(place))) from None
        with mirror:
            return _verify_mirror(place, mirror, clock, data)
    return _verify_folder(place, clock, data)


def _verify_folder(place: str, clock: PhaseTimer, data: bytes) -> Verified:
    folder, root = Path(place), place.rstrip("/")
    if not data and (folder / ADDRESS).is_file():
        data = read(folder / ADDRESS)
    listed = listed_in(f"{root}/{ADDRESS}", read_manifest(data))
    problems = compare_folder(root, listed, {ADDRESS}, "sha256", clock)
    return _verified(place, data, listed, problems, complete=True)


def compare_folder(
    root: str, listed: Mapping[str, bytes], apart: Container[str], kind: str, clock: PhaseTimer
) -> list[Problem]:
    """Return a problem for each file of a folder that is not as it is listed, with its digest of a kind, or is not listed.

    apart are the files that no list names, such as the list itself.
    """
    folder = Path(root)
    unlisted = (one for one in files_in(folder) if one not in listed and one not in apart)
    problems = [problem_at("D003", Where(f"{root}/{address}")) for address in unlisted]
    with clock.phase("verify", len(listed)) as done:
        for address, digest in listed.items():
            done.add()
            problem = _compared(folder / address, Where(f"{root}/{address}"), digest, kind)
            if problem is not None:
                problems.append(problem)
    return problems


def _compared(path: Path, where: Where, digest: bytes, kind: str) -> Problem | None:
    """Return what is wrong with a file that is listed, None if nothing is."""
    if path.is_symlink():
        return problem_at("D002.link", where)
    if not path.exists() or path.is_dir():
        return problem_at("D001", where)
    if not path.is_file():
        return problem_at("D002.link", where)
    try:
        return None if digest_file(path, kind)[1] == digest else problem_at("D002", where)
    except OutputError as error:
        return error.problem


def _verify_mirror(place: str, mirror: Mirror, clock: PhaseTimer, data: bytes) -> Verified:
    root = place.rstrip("/")
    if not data:
        fetched = mirror.fetch_one(ADDRESS, _LARGEST_MANIFEST)
        if fetched.fault:
            raise OutputError(problem_at("D004.host", Where(place), fault=fetched.fault))
        data = fetched.data
    listed = listed_in(f"{root}/{ADDRESS}", read_manifest(data))
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


def listed_in(
    where: str, manifest: tuple[Mapping[str, bytes], list[int]], missing: str = "D004"
) -> Mapping[str, bytes]:
    """Return what a manifest lists, given that and the numbers of its bad lines.

    Raises:
        OutputError: D004 there is no manifest (in the row missing), or it is none.
    """
    listed, bad = manifest
    if bad:
        lines = ", ".join(map(str, bad[:_SHOWN_LINES])) + (" …" if len(bad) > _SHOWN_LINES else "")
        raise OutputError(problem_at("D004.lines", Where(where), lines=lines))
    if not listed:
        raise OutputError(problem_at(missing, Where(where)))
    return listed


def _verified(
    place: str, data: bytes, listed: Mapping[str, bytes], problems: list[Problem], *, complete: bool
) -> Verified:
    problems.sort(key=lambda one: (one.code, one.where.path))
    return Verified(place, hashlib.sha256(data).hexdigest(), len(listed), complete, tuple(problems))
