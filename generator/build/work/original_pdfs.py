"""Which PDF files, of those that texts were drawn from, the site has. Reads them, to compare their digests.

A PDF has every word of its pages: where a rule of withholding holds for one of the cables that were drawn from it, it is not
published, whatever the rule takes out. Nor is one that differs from what was imported: nobody looked at it for dark boxes.
"""

import hashlib
import os
import stat
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.build.inputs.tuning import DEFAULTS
from generator.corpus import Facts
from generator.pages.addresses import original_pdf
from generator.problems import Problem, Where, problem_at
from generator.redaction import NO_RULES, Rules
from generator.system.digests import digest
from generator.system.reading import time_of

_CABLES = "cables/"
_ENDING = ".pdf"
_SHOWN = 3


class OriginalFile(msgspec.Struct, frozen=True):
    """A PDF of the site: its path in the content folder, its SHA-256."""

    path: str
    sha256: bytes


class Originals(msgspec.Struct, frozen=True):
    """The PDF files of the site that texts were drawn from.

    Attributes:
        addresses: path of a cable -> the addresses of its PDF files in their order, "" for one that is not published.
        files: address -> each PDF that is published, in order of address.
        problems: why others are not, with paths in the content folder.
        state: the digest of what is not published, or does not stand next to its cable: so pages of cables that did not change
            may be stale.
    """

    addresses: Mapping[str, tuple[str, ...]] = {}
    files: Mapping[str, OriginalFile] = {}
    problems: tuple[Problem, ...] = ()
    state: bytes = b""


class _Seen(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was read: size and time, 0 where it was young; sha256 is empty for one that is not there."""

    size: int
    time: int
    sha256: bytes


NO_ORIGINALS = Originals()


def find_originals(
    content: Path, facts: Iterable[Facts], rules: Rules = NO_RULES, known: bytes = b"", *, wanted: bool = True
) -> tuple[Originals, bytes]:
    """Find the PDF files that the site has.

    known is what the last call said to remember, b"" for nothing; wanted says whether the owner wants them on the site.

    Returns:
        The files, and what to remember: what every file named was like (``same_files``).
    """
    named = [one for one in facts if one.pdfs]
    barred, held_back = _barred(named, rules)
    if not wanted or not named:
        return Originals(problems=tuple(held_back) if wanted else ()), b""
    before = msgspec.msgpack.decode(known, type=dict[str, _Seen]) if known else {}
    seen: dict[str, _Seen] = {}
    addresses: dict[str, tuple[str, ...]] = {}
    files: dict[str, OriginalFile] = {}
    problems = list(held_back)
    for one in named:
        own = []
        for pdf in one.pdfs:
            address = ""
            if pdf.sha256 not in barred:
                path, why = _find(content, one.path, pdf.file, bytes.fromhex(pdf.sha256), before, seen)
                if why:
                    problems.append(problem_at("B027", Where(one.path), name=pdf.file[:80], why=why))
                else:
                    address = original_pdf(path.removeprefix(_CABLES))
                    files[address] = OriginalFile(path, bytes.fromhex(pdf.sha256))
            own.append(address)
        addresses[one.path] = tuple(own)
    told = [
        "\0".join((one.path, *addresses[one.path]))
        for one in named
        if addresses[one.path] != tuple(_next_to(one.path, pdf.file) for pdf in one.pdfs)
    ]
    state = digest(*(one.encode("utf-8", "surrogateescape") for one in sorted(told)))
    return Originals(addresses, dict(sorted(files.items())), tuple(problems), state), msgspec.msgpack.encode(seen)


def same_files(content: Path, known: bytes) -> bool:
    """Say whether every file is as it was when known was returned by ``find_originals``."""
    before = msgspec.msgpack.decode(known, type=dict[str, _Seen]) if known else {}
    return all(_look(content / path) == (one.size, one.time) for path, one in before.items())


def _barred(named: Iterable[Facts], rules: Rules) -> tuple[frozenset[str], Iterator[Problem]]:
    """Return the digests of PDF files that a rule keeps back, and a problem (W014) for each such rule, in order."""
    barred: set[str] = set()
    by_rule: defaultdict[int, set[str]] = defaultdict(set)
    for one in named:
        mine = [at for at, _ in rules.on((one.id, *one.aliases))] or list(one.withheld)
        kept_back = mine or any(not pdf.file for pdf in one.pdfs)
        if kept_back:
            barred.update(pdf.sha256 for pdf in one.pdfs)
        if mine:
            by_rule[mine[0]].add(one.id)
    return frozenset(barred), (_held_back(rules, at, sorted(ids)) for at, ids in sorted(by_rule.items()))


def _held_back(rules: Rules, at: int, ids: list[str]) -> Problem:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return problem_at("W014", Where(rules.path, rules.rules[at].line), detail=", ".join(ids[:_SHOWN]) + more)


def _find(
    content: Path, cable: str, name: str, wanted: bytes, before: Mapping[str, _Seen], seen: dict[str, _Seen]
) -> tuple[str, str]:
    """Return the path of a PDF that a cable names, or why there is none to publish: next to the cable, or below cables/."""
    parts = name.split("/")
    if not name.lower().endswith(_ENDING) or len(name) <= len(_ENDING) or any(one in {"", ".", ".."} for one in parts):
        return "", "it is no path of a PDF below the folder of cables"
    places = dict.fromkeys((_path_next_to(cable, name), f"{_CABLES}{name}"))
    why = "there is no such file"
    for path in places:
        if path not in seen:
            seen[path] = _read(content, path, before.get(path))
        if seen[path].sha256 == wanted:
            return path, ""
        if seen[path].sha256:
            why = "its SHA-256 is not that of the file that was imported"
    return "", why


def _path_next_to(cable: str, name: str) -> str:
    return f"{cable.rpartition('/')[0]}/{name}".lstrip("/")


def _next_to(cable: str, name: str) -> str:
    """Return the address of a PDF that stands next to a cable; "" for no name of one."""
    return original_pdf(_path_next_to(cable, name).removeprefix(_CABLES)) if name.lower().endswith(_ENDING) else ""


def _read(content: Path, path: str, before: _Seen | None) -> _Seen:
    place = content / path
    size, changed = _look(place)
    if before is not None and before.time and (before.size, before.time) == (size, changed):
        return before
    if size < 0 or any((content / above).is_symlink() for above in Path(path).parents):
        return _Seen(size, changed, b"")
    try:
        with place.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return _Seen(size, 0, b"")
    return _Seen(size, changed if changed < time.time_ns() - DEFAULTS.settled_after else 0, found)


def _look(place: Path) -> tuple[int, int]:
    """Return size and time of a file, (-1, -1) where there is none; a link is none."""
    try:
        looked = os.lstat(place)
    except OSError:
        return -1, -1
    return (looked.st_size, time_of(looked)) if stat.S_ISREG(looked.st_mode) else (-1, -1)
