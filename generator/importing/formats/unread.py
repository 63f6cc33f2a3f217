"""A record, or a file, for which there is no cable file: why, and of which kind it is. Pure."""

import msgspec

from generator.importing.formats.kinds import Kind
from generator.problems import Problem, Where, problem_at


class Unread(msgspec.Struct, frozen=True):
    """A record for which there is no cable file, and why; kind is set where it is a file of a kind that is not read."""

    problem: Problem
    kind: Kind | None = None


def unread_kind(kind: Kind, path: str, line: int | None = None) -> Unread:
    """Return a file of a kind that is not read, or a record at a line of one, as what it is, with what to do."""
    problem = problem_at("I002", Where(path, line), detail=kind.one)
    return Unread(msgspec.structs.replace(problem, hint=kind.advice), kind)
