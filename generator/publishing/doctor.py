"""``doctor``: check the installation, compare the site with its manifest, check it against a host's limits. Changes nothing."""

import os
import platform
import shutil
from collections import Counter
from pathlib import Path

import msgspec

import generator
from generator.build.inputs.project import Project
from generator.build.progress import PhaseTimer, Progress
from generator.build.store.completion import is_finished
from generator.problems import OutputError, Problem, Where, problem_at
from generator.publishing.host_limits import HOSTS, Measure, fits
from generator.publishing.signature import Verdict
from generator.publishing.verify import Verified, verify
from generator.publishing.verify_bag import is_bag, verify_bag
from generator.render.pdf import typst_fault, typst_version
from generator.search.pagefind.program import PagefindError, find_program
from generator.system.listing import scan
from generator.system.output_folder import is_ours
from generator.system.programs import version_of

_PUBLISHERS = ("git", "rsync", "rclone")


class Fact(msgspec.Struct, frozen=True):
    """One result: the part of the examination, a name, and a value in words or as a number."""

    part: str
    name: str
    value: str | int


class Diagnosis(msgspec.Struct, frozen=True):
    """The results of doctor: facts in the order of the examination, and problems."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]


def examine(project: Project, target: str | None = None, watcher: Progress | None = None) -> Diagnosis:
    """Examine the installation, and the site if there is one; with a target, check whether the site fits that host.

    Raises:
        OutputError: D015 a host is named, but there is no site; D004 the site has no manifest.
        KeyError: there is no such host in HOSTS.
    """
    site = project.output
    stands = is_ours(site)
    if target and not stands:
        raise OutputError(problem_at("D015", Where(str(site))))
    facts, problems = _installation()
    if not stands:
        facts.append(Fact("site", "place", f"{site}: not built yet"))
        return Diagnosis(tuple(facts), tuple(problems))
    measure = measure_site(site)
    facts += _numbers(str(site), measure)
    verified = verify(site.as_posix(), PhaseTimer(watcher))
    facts += verified_facts(verified)
    if project.store.is_file() and not is_finished(project):  # one cause for all that is missing, changed or not listed
        problems.append(problem_at("P002", Where(str(site))))
    else:
        problems += verified.problems
    if target:
        host = HOSTS[target]
        facts += [Fact("host", "name", host.name), Fact("host", "limits read on", host.read)]
        facts += [Fact("host", "source", source) for source in host.sources]
        facts += [Fact("host", "limit", limit.words) for limit in host.limits]
        problems += fits(measure, host, site.as_posix())
    return Diagnosis(tuple(facts), tuple(problems))


def examine_copy(
    place: str, trusted: Path | None = None, watcher: Progress | None = None, key: Path | None = None
) -> Diagnosis:
    """Compare a copy of a site, a folder or a web address, with its manifest, or with the manifest in the file trusted.

    A package is compared with its own manifests, and its signature with the public keys in the file key.

    Raises:
        OutputError: D004 there is no manifest.
    """
    if is_bag(place):
        found, verdict = verify_bag(place, PhaseTimer(watcher), key)
        return Diagnosis((*verified_facts(found), *_signature(verdict)), found.problems)
    verified = verify(place, PhaseTimer(watcher), trusted)
    return Diagnosis(tuple(verified_facts(verified)), verified.problems)


def measure_site(site: Path) -> Measure:
    """Return a site in numbers, without hidden files."""
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
    """Examine Python and the programs that builds and publishing use."""
    part = "installation"
    facts = [Fact(part, "reading-room", generator.__version__), Fact(part, "Python", platform.python_version())]
    problems: list[Problem] = []
    facts.append(Fact(part, "Pagefind", _pagefind(problems)))
    fault = typst_fault()
    facts.append(Fact(part, "Typst", fault or typst_version()))
    if fault:
        problems.append(problem_at("D012", Where("Typst"), fault=fault))
    for name in _PUBLISHERS:
        program = shutil.which(name)
        facts.append(Fact(part, name, version_of(program)[1] if program else "is not installed; only publish uses it"))
    return facts, problems


def _pagefind(problems: list[Problem]) -> str:
    """Return the version of Pagefind in its own words; add a problem if it does not run."""
    try:
        program = find_program()
    except PagefindError as error:
        problems.append(problem_at("D011.missing", Where("Pagefind")))
        return str(error)
    ran, said = version_of(program)
    if not ran:
        problems.append(problem_at("D011", Where(os.fspath(program)), fault=said))
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


def _signature(verdict: Verdict | None) -> list[Fact]:
    """Return the result of checking the signature of a package."""
    if verdict is None:
        return [Fact("signature", "state", "missing")]
    words = {
        "good": "good, by a key that you trust",
        "unknown": "by an unknown key",
        "other": "by another key than those that you trust",
        "bad": "does not match this manifest",
        "unchecked": "not checked",
    }
    return [
        Fact("signature", "state", words[verdict.kind]),
        *([Fact("signature", "key", verdict.key)] if verdict.key else []),
    ]


def verified_facts(verified: Verified) -> list[Fact]:
    """Return the result of a comparison with a manifest, in numbers."""
    counts = Counter(problem.code for problem in verified.problems)
    facts = [
        Fact("manifest", "place", verified.place),
        Fact("manifest", f"its {verified.digest}", verified.manifest),
        Fact("manifest", "files listed", verified.files),
        Fact("manifest", "missing", counts["D001"]),
        Fact("manifest", "changed", counts["D002"]),
    ]
    if verified.complete:
        facts.append(Fact("manifest", "not listed", counts["D003"]))
    else:
        facts.append(Fact("manifest", "not sent by the server", counts["D005"]))
    return facts
