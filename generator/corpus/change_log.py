"""The log of changes, ``content/changes.jsonl``: which cable came, changed or went on which day. Opens no file.

The log is part of the content, written only when the owner asks for it, so that a build of the same content tells the
same changes whatever was built before (docs/explanation/decisions/changes.md).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from generator.problems import Problem, Where, problem_at

PATH = "changes.jsonl"
Kind = Literal["added", "changed", "withdrawn"]
KINDS: tuple[Kind, ...] = ("added", "changed", "withdrawn")
_DIGITS = 16  # of a SHA-256: enough to see that a source is another


class Change(msgspec.Struct, frozen=True):
    """A line of the log: the day, the cable, what happened, the first digits of the SHA-256 of its source as published."""

    date: dt.date
    id: str
    change: Kind
    sha256: str = ""


class Changes(msgspec.Struct, frozen=True):
    """The log in order: changed tells of a cable when its source last became another, digests what it last was."""

    log: tuple[Change, ...] = ()
    changed: Mapping[str, dt.date] = {}
    digests: Mapping[str, str] = {}


NO_CHANGES = Changes()


def parse_changes(data: bytes, path: str) -> tuple[Changes, list[Problem]]:
    """Read the log; a line that is no entry is reported (E007) and left out."""
    decode = msgspec.json.Decoder(Change).decode
    log: list[Change] = []
    problems = []
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            log.append(decode(line))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            problems.append(problem_at("E007", Where(path, number)))
    return _summed(log), problems


def without(changes: Changes, hidden: Callable[[str], bool]) -> Changes:
    """Return the log without the lines of some cables; hidden says of an id whether it is of these."""
    return _summed(one for one in changes.log if not hidden(one.id))


def _summed(log: Iterable[Change]) -> Changes:
    ordered = tuple(log)
    changed: dict[str, dt.date] = {}
    digests: dict[str, str] = {}
    for one in ordered:
        if one.change == "withdrawn":
            digests.pop(one.id, None)
            changed.pop(one.id, None)
        else:
            digests[one.id] = one.sha256
        if one.change == "changed":
            changed[one.id] = one.date
    return Changes(ordered, changed, digests)


def changes_since(before: Changes, sources: Iterable[tuple[str, str, str]], day: dt.date) -> list[Change]:
    """Return what is new in a room since the log was last written, in order of id.

    sources are path, id and SHA-256 of each as published; of two with one id the first in order of path counts.
    """
    now: dict[str, str] = {}
    for _, name, sha256 in sorted(sources):
        now.setdefault(name, sha256[:_DIGITS])
    found = []
    for name in sorted({*now, *before.digests}):
        new, old = now.get(name), before.digests.get(name)
        if new != old:
            kind: Kind = "added" if old is None else "withdrawn" if new is None else "changed"
            found.append(Change(day, name, kind, new or ""))
    return found


def lines_of(changes: Iterable[Change]) -> bytes:
    """Return changes as lines of the log."""
    encode = msgspec.json.Encoder().encode
    return b"".join(encode(one) + b"\n" for one in changes)
