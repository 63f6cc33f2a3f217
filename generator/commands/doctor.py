"""``doctor``: is the installation sound, is the site what its manifest says, does it fit a host? Changes nothing."""

import os
import sys
from collections import Counter
from pathlib import Path

import msgspec

import generator
from generator.commands.hosts import HOSTS, Measure, fits
from generator.commands.progress import Clock, Progress, Silent
from generator.commands.project import Project
from generator.commands.verify import Verified, verify
from generator.output.files import is_ours
from generator.output.pdf import press_fault, typst_version
from generator.output.programs import find, version_of
from generator.output.scan import scan
from generator.output.search.program import PagefindError, find_program
from generator.problems import OutputError, Problem, Severity, Where

_OLDEST = (3, 11)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_PUBLISHERS = ("git", "rsync", "rclone")


class Fact(msgspec.Struct, frozen=True):
    """One thing that was found: the part of the examination, its name, its value in words or as a number."""

    part: str
    name: str
    value: str | int


class Diagnosis(msgspec.Struct, frozen=True):
    """What doctor found: facts in the order of the examination, and what is wrong."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]


def examine(project: Project, target: str | None = None, watcher: Progress | None = None) -> Diagnosis:
    """Examine the installation, and the site if there is one; with a target whether the site fits that host.

    Raises:
        OutputError: B008 a host is asked for and there is no site; D004 the site has no manifest.
        KeyError: there is no such host in HOSTS.
    """
    site = project.output
    stands = is_ours(site)
    if target and not stands:
        message, hint = "there is no site here", "build it first: reading-room build"
        raise OutputError(Problem(Where(str(site)), Severity.ERROR, "B008", message, hint))
    facts, problems = _installation()
    if not stands:
        facts.append(Fact("site", "place", f"{site}: not built yet"))
        return Diagnosis(tuple(facts), tuple(problems))
    measure = measure_site(site)
    facts += _numbers(str(site), measure)
    verified = verify(site.as_posix(), Clock(watcher or Silent()))
    facts += verified_facts(verified)
    problems += verified.problems
    if target:
        host = HOSTS[target]
        facts += [Fact("host", "name", host.name), Fact("host", "limits read on", host.read)]
        facts += [Fact("host", "source", source) for source in host.sources]
        facts += [Fact("host", "limit", limit.words) for limit in host.limits]
        problems += fits(measure, host, site.as_posix())
    return Diagnosis(tuple(facts), tuple(problems))


def examine_copy(place: str, trusted: Path | None = None, watcher: Progress | None = None) -> Diagnosis:
    """Hold a copy of a site, a folder or a web address, against its manifest, or against the one in a file trusted.

    Raises:
        OutputError: D004 there is no manifest.
    """
    verified = verify(place, Clock(watcher or Silent()), trusted)
    return Diagnosis(tuple(verified_facts(verified)), verified.problems)


def measure_site(site: Path) -> Measure:
    """Return a site in numbers; hidden files are not counted.

    Raises:
        OutputError: B005 a folder cannot be read.
    """
    found = scan(site)
    entries: Counter[str] = Counter()
    folders: set[str] = set()
    for one in found:
        folder = one.path.rpartition("/")[0]
        entries[folder] += 1
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
            entries[folder] += 1
    largest = max(found, key=lambda one: one.size, default=None)
    longest = max((one.path for one in found), key=lambda path: len(path.encode()), default="")
    return Measure(
        files=len(found),
        bytes=sum(one.size for one in found),
        largest_file=(largest.path, largest.size) if largest else ("", 0),
        largest_folder=max(entries.items(), key=lambda item: item[1], default=("", 0)),
        longest_address=(longest, len(longest.encode())),
    )


def _installation() -> tuple[list[Fact], list[Problem]]:
    """Look at Python and at the programs that a build, the tests and publishing use."""
    part = "installation"
    version = sys.version_info[:3]
    facts = [Fact(part, "reading-room", generator.__version__), Fact(part, "Python", ".".join(map(str, version)))]
    problems = python_faults(version)
    facts.append(Fact(part, "Pagefind", _pagefind(problems)))
    fault = press_fault()
    facts.append(Fact(part, "Typst", fault or typst_version()))
    if fault:
        hint = "pip install 'reading-room[pdf]', or leave it: cables are then not printed as PDF"
        problems.append(Problem(Where("Typst"), Severity.NOTE, "D012", fault, hint))
    chromium = find(_CHROMIUM)
    ran, said = version_of(chromium) if chromium else (False, "is not installed")
    facts.append(Fact(part, "Chromium", said))
    if not ran:
        hint = "only tests in a browser need it; they are skipped without"
        problems.append(Problem(Where("Chromium"), Severity.NOTE, "D013", said, hint))
    for name in _PUBLISHERS:
        program = find((name,))
        facts.append(Fact(part, name, version_of(program)[1] if program else "is not installed; publish may use it"))
    return facts, problems


def python_faults(version: tuple[int, ...]) -> list[Problem]:
    """Return what is wrong with a version of Python."""
    if version >= _OLDEST:
        return []
    hint = f"install Python {'.'.join(map(str, _OLDEST))} or later"
    message = f"{'.'.join(map(str, version))} is too old"
    return [Problem(Where("Python"), Severity.ERROR, "D010", message, hint)]


def _pagefind(problems: list[Problem]) -> str:
    """Return what Pagefind's program says of itself; that it does not run is a problem."""
    try:
        program = find_program()
    except PagefindError as error:
        problems.append(Problem(Where("Pagefind"), Severity.ERROR, "D011", str(error), error.hint))
        return str(error)
    ran, said = version_of(program)
    if not ran:
        hint = "install pagefind-bin again, for this kind of machine; reading-room build --no-search does without"
        problems.append(Problem(Where(os.fspath(program)), Severity.ERROR, "D011", f"does not run: {said}", hint))
    return said


def _numbers(place: str, measure: Measure) -> list[Fact]:
    return [
        Fact("site", "place", place),
        Fact("site", "files", measure.files),
        Fact("site", "bytes", measure.bytes),
        Fact("site", "largest file", measure.largest_file[0]),
        Fact("site", "bytes of the largest file", measure.largest_file[1]),
        Fact("site", "largest folder", measure.largest_folder[0] or "."),
        Fact("site", "entries of the largest folder", measure.largest_folder[1]),
    ]


def verified_facts(verified: Verified) -> list[Fact]:
    """Return what was held against a manifest, in numbers."""
    counts = Counter(problem.code for problem in verified.problems)
    facts = [
        Fact("manifest", "of", verified.place),
        Fact("manifest", "its SHA-256", verified.manifest),
        Fact("manifest", "files listed", verified.files),
        Fact("manifest", "missing", counts["D001"]),
        Fact("manifest", "altered", counts["D002"]),
    ]
    if verified.complete:
        facts.append(Fact("manifest", "not listed", counts["D003"]))
    else:
        facts.append(Fact("manifest", "not given by the server", counts["D005"]))
    return facts
